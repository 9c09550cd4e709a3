"""Every address in a site leads to a file of it, in a federation so large that its lists are paged."""

import csv
from pathlib import Path

import pytest

from tests.builders import DISTRICT, UNION, commit, git_portal
from tests.built import ROOT, build, once
from tests.site.links import dead_links, read

ADDRESS = "https://portal.example/of/unions/"  # a folder of a host: what climbs too far leaves the site
MANY = 205  # silent unions, which a clause lists on pages of 200


@pytest.fixture(scope="session")
def large_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The troubled portal, every kind of trouble in it, with so many members that lists are paged; in English."""
    folder = tmp_path_factory.mktemp("large")
    data = git_portal(folder)
    register = data / "registry" / "unions.csv"
    columns = register.read_text(encoding="utf-8").splitlines()[0].split(",")
    facts = {
        "uscc_absent_reason": "虚构", "parent_id": UNION, "kind": "grassroots", "tier": "basic", "employer_nature": "private",
        "district": DISTRICT,
    }  # fmt: skip
    with register.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, columns, restval="", lineterminator="\n").writerows(
            {"union_id": f"bj-many-{n}", "name": f"示范第{n}工会", **facts} for n in range(MANY)
        )
    settings = (ROOT / "site_templates/init/mkdocs.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(settings.replace("https://example.org/", ADDRESS), encoding="utf-8")
    (folder / "docs").mkdir()
    commit(folder, "2026-06-01")
    return once(tmp_path_factory, "large-site", lambda site: build(data, site, "--lang", "en"))


def test_every_address_of_a_large_federation_leads_somewhere(large_site):
    lists = sorted(large_site.glob("clauses/*/*/2/index.html"))
    assert len(lists) > 50
    assert dead_links(large_site, ADDRESS)[:20] == []


def test_a_paged_list_wears_the_theme_and_leads_home_and_on(large_site):
    first, second = (large_site / f"clauses/2-5-8/not_asked/{n}/index.html" for n in (1, 2))
    ahead, back = "../../../../clauses/2-5-8/not_asked/2/", "../../../../clauses/2-5-8/not_asked/1/"
    for page, other in ((first, ahead), (second, back)):
        links = read(page).links
        assert {"../../../../", "../../../../assets/yangguang.css", "../../../../clauses/", other} <= links


PAGE = '<a id="here" href="{link}">x</a><script src="../assets/x.js"></script>'
SETTINGS = '<a id="here"></a><script id="__config">{"base": "../..", "search": "../assets/x.js"}</script>'
FILES = {
    "index.html": '<link rel="stylesheet" href="assets/x.css"><a href="unions/#here">x</a><img src="data:image/png;base64,">',
    "404.html": '<a href="/of/unions/">x</a>',
    "assets/x.css": "a { background: url(x.svg) }", "assets/x.svg": "", "assets/x.js": "",
    "sitemap.xml": f"<urlset><url><loc>{ADDRESS}unions/</loc></url></urlset>",
    "api/v1/index.json": '{"files": [], "union": "unions/{union_id}.json"}', "api/v1/unions.json": '{"unions": []}',
    "api/v1/manifest.txt": "00  1  index.html\n",
}  # fmt: skip


@pytest.mark.parametrize(
    ("link", "changed", "dead"),
    [
        ("../", {}, []),
        ("https://elsewhere.example/x", {}, []),
        ("../nowhere/", {}, ["unions/index.html"]),
        ("../#nothing", {}, ["unions/index.html"]),
        ("../../assets/x.css", {}, ["unions/index.html"]),
        ("/unions/", {}, ["unions/index.html"]),
        ("../", {"404.html": '<a href="unions/">x</a>'}, ["404.html"]),
        ("../", {"assets/x.css": "a { background: url(../x.svg) }"}, ["assets/x.css"]),
        ("../", {"sitemap.xml": f"<urlset><url><loc>{ADDRESS}none/</loc></url></urlset>"}, ["sitemap.xml"]),
        ("../", {"api/v1/index.json": '{"files": ["figures.csv"], "union": ""}'}, ["api/v1/index.json"]),
        ("../", {"api/v1/manifest.txt": "00  1  x.html\n"}, ["api/v1/manifest.txt"]),
        ("../", {"unions/index.html": SETTINGS}, ["unions/index.html"]),
    ],
)  # fmt: skip
def test_a_link_that_leads_nowhere_is_found(tmp_path, link, changed, dead):
    for name, content in ({"unions/index.html": PAGE.format(link=link)} | FILES | changed).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    assert [name for name, _ in dead_links(tmp_path, ADDRESS)] == dead
