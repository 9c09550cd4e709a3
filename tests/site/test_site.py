"""Habits of the whole published folder: nothing dangles, nothing is loaded from elsewhere, every page is policed and dated."""

import csv
import gzip
import io
import json
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from tests.built import AS_OF, DATA

TAG = re.compile(r"""<([a-z][a-z0-9]*)((?:\s+[^\s=<>"/]+(?:="[^"]*"|=[^\s<>"]+)?)*)\s*/?>""")
ATTRIBUTE = re.compile(r"""([^\s=]+)(?:="([^"]*)"|=(\S+))?""")
TOPIC = re.compile(r'<div class="md-header__topic"[^>]*>\s*<span class="md-ellipsis">(.*?)</span>', re.DOTALL)
LOADED_LINKS = ("stylesheet", "icon", "preload", "alternate", "prev", "next")


class Read:
    """A page's links, loads, identifiers and policy."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: set[str] = set()
        self.twice: list[str] = []
        self.policy = ""
        for tag, attributes in TAG.findall(text):
            if " id=" in attributes or tag in {"a", "link", "meta", "script", "img", "source", "use", "iframe"}:
                found = ATTRIBUTE.findall(attributes)
                self.take(tag, {name: unescape(quoted or bare) for name, quoted, bare in found})

    def take(self, tag: str, values: dict[str, str]) -> None:
        if "id" in values:
            (self.twice.append if values["id"] in self.ids else self.ids.add)(values["id"])
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        if "src" in values or (tag == "use" and "href" in values):
            self.loads.append(values.get("src") or values["href"])
        if tag == "link" and values.get("rel", "") in LOADED_LINKS:
            self.loads.append(values["href"])
        if values.get("http-equiv", "").lower() == "content-security-policy":
            self.policy = values["content"]


@cache
def read(page: Path) -> Read:
    return Read(page.read_text(encoding="utf-8"))


def pages(site: Path) -> Iterator[tuple[str, Read]]:
    for page in sorted(site.rglob("*.html")):
        address = page.relative_to(site).as_posix()
        yield ("" if address == "index.html" else address.removesuffix("index.html")), read(page)


def target(site: Path, page: str, link: str) -> Path | None:
    """The file below `site` that a link of a page leads to; None when it leads elsewhere."""
    whole = urlsplit(urljoin(f"https://site.test/{page}", link))
    if whole.netloc != "site.test" or whole.scheme != "https":
        return None
    file = site / unquote(whole.path).lstrip("/")
    return file / "index.html" if whole.path.endswith("/") or file.is_dir() else file


def test_every_link_leads_somewhere(demo_site):
    dead = set()
    for page, seen in pages(demo_site):
        for link in {*seen.links, *seen.loads} - {""}:
            file = None if page == "404.html" else target(demo_site, page, link)
            if file is not None and not file.is_file():
                dead.add((link, page))
            fragment = unquote(urlsplit(link).fragment)
            if (
                file is not None
                and fragment
                and file.suffix == ".html"
                and file.is_file()
                and fragment not in read(file).ids
            ):
                dead.add((link, page))
    assert sorted(dead)[:20] == []


def test_nothing_is_loaded_from_another_host(demo_site):
    for page, seen in pages(demo_site):
        foreign = [load for load in seen.loads if urlsplit(load).netloc or urlsplit(load).scheme not in {"", "data"}]
        assert foreign == [], page
    for style in demo_site.rglob("*.css"):
        assert not re.search(r"url\(\s*['\"]?(https?:)?//|@import", style.read_text(encoding="utf-8")), style.name


def test_every_page_polices_itself(demo_site):
    for page, seen in pages(demo_site):
        assert "default-src 'none'" in seen.policy, page
        assert "unsafe" not in seen.policy, page
        assert "%%yg:" not in seen.text, page


def test_an_identifier_stands_once_on_a_page(demo_site):
    assert {page: seen.twice for page, seen in pages(demo_site) if seen.twice} == {}


def test_the_header_names_the_page_that_one_has_scrolled(demo_site):
    unions = json.loads((demo_site / "api/v1/unions.json").read_bytes())["unions"]
    names = {demo_site / "unions" / union["union_id"] / "index.html": union["short_name"] for union in unions}
    for page in demo_site.rglob("index.html"):
        text = page.read_text(encoding="utf-8")
        portal, topic = (found.strip() for found in TOPIC.findall(text))
        if (year := page.parts[-2]).isdigit() and len(year) == 4:  # a phone's header would cut the year of a full name
            assert re.fullmatch(rf".{{1,12}} {year}年度", topic), page
        elif page.parts[-2] == "evidence":
            assert topic.endswith(f" {page.parts[-3]}年度判定依据"), page
        elif page in names:
            assert topic == names[page], page
        else:
            assert re.search(r"<title>(.*?)</title>", text)[1] in {topic, f"{topic} - {portal}"}, page


def test_the_page_that_members_open_is_light_and_each_verdict_leads_to_its_evidence(demo_site):
    for page in demo_site.glob("unions/*/*/index.html"):
        html = page.read_bytes()
        assert len(gzip.compress(html, 9, mtime=0)) <= 40_000, page
        leads = set(re.findall(rb'href="evidence/#([^"]+)"', html))
        there = (page.parent / "evidence" / "index.html").read_bytes() if leads else b""
        assert leads <= set(re.findall(rb' id="([^"]+)"', there)), page


def test_no_page_has_more_elements_than_a_phone_holds(demo_site):
    counts = {page: len(re.findall(r"<[a-z]", seen.text)) for page, seen in pages(demo_site)}
    assert {page: count for page, count in counts.items() if count > 4_500} == {}


def test_a_first_visit_of_a_union_year_is_a_hundred_kilobytes_at_most(demo_site):
    size = cache(lambda path: len(gzip.compress(path.read_bytes(), 9, mtime=0)))
    for page in demo_site.glob("unions/*/*/index.html"):
        loads = (page.parent / load for load in read(page).loads if not load.endswith(".xml"))  # nobody loads a feed
        assert sum(map(size, (page, *(load.resolve() for load in loads)))) <= 100_000, page


def test_every_registered_union_has_a_page_and_no_other_has(demo_site):
    with (DATA / "registry" / "unions.csv").open(encoding="utf-8-sig", newline="") as file:
        registered = {row["union_id"] for row in csv.DictReader(file)}
    assert {path.parent.name for path in demo_site.glob("unions/*/index.html")} == registered
    years = {
        path.parent.relative_to(demo_site / "unions").as_posix() for path in demo_site.glob("unions/*/*/index.html")
    }
    packages = {"/".join(path.parts[-3:-1]) for path in DATA.glob("unions/*/*/*/datapackage.json")}
    assert packages <= years


def test_evidence_is_never_published(demo_site):
    documents = [path for path in demo_site.rglob("*") if path.suffix in {".pdf", ".jpg", ".png"}]
    assert [path for path in documents if "assets" not in path.parts] == []


def test_the_build_says_what_it_was_made_from(demo_site):
    made = json.loads((demo_site / "api/v1/build.json").read_text(encoding="utf-8"))
    assert made["as_of"] == AS_OF
    own = [demo_site / "api/v1" / name for name in ("build.json", "manifest.txt")]
    assert made["size"] == sum(
        file.stat().st_size for file in demo_site.rglob("*") if file.is_file() and file not in own
    )
    assert made["counts"]["standing"]["published"] == len(list(DATA.glob("unions/*/*/*/datapackage.json")))
    assert len(made["source"]["commit"]) == 40
    for name in ("index", "unions"):
        json.loads((demo_site / f"api/v1/{name}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["verdicts", "figures"])
def test_a_table_of_everything_opens_in_a_spreadsheet(demo_site, name):
    rows = list(csv.reader(io.StringIO((demo_site / f"api/v1/{name}.csv").read_text(encoding="utf-8-sig"))))
    assert len(rows) > 1000
    assert {len(row) for row in rows} == {len(rows[0])}


def test_every_package_can_be_downloaded_whole(demo_site):
    for descriptor in DATA.glob("unions/*/*/*/datapackage.json"):
        union_id, year = descriptor.parts[-3:-1]
        with zipfile.ZipFile(demo_site / f"api/v1/unions/{union_id}/{year}.zip") as archive:
            assert archive.testzip() is None
            assert "datapackage.json" in archive.namelist()
