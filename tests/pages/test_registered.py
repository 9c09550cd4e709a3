"""What is registered is shown: a table on a page, a chart in its place, a download in a list."""

import re
from pathlib import Path

from yangguang.charts import catalogue
from yangguang.core.paths import SITE_TEMPLATES
from yangguang.pages.others import SHOWN
from yangguang.records.tables import PACKAGE_TABLES

ELSEWHERE = {"overview", "transfers"}  # cell by cell at the top of the page; beside the books of the other side
# What the search box reads, what the page that checks in the browser reads, what publishers read.
NOT_FOR_READERS = {
    "api/v1/finder.json", "api/v1/finder-lists.json", "api/v1/finder/*.json", "api/v1/federation.zip",
    "api/v1/manifest.txt",
}  # fmt: skip


def test_every_table_is_on_a_page():
    templates = "".join(path.read_text(encoding="utf-8") for path in sorted(SITE_TEMPLATES.rglob("*.html")))
    modules = Path(catalogue.__file__).parent.parent / "pages"
    pages = templates + "".join(path.read_text(encoding="utf-8") for path in sorted(modules.glob("*.py")))
    shown = ELSEWHERE | {*SHOWN} | {one.name for one in PACKAGE_TABLES if f"package.{one.name}" in pages}
    missing = [one.name for one in PACKAGE_TABLES if one.name not in shown]
    assert [
        f"{name} is on no page: give it a section of its own, or name it in pages/others.py" for name in missing
    ] == []


def test_every_chart_that_is_drawn_is_placed(demo_site):
    pages = [path.read_text(encoding="utf-8") for path in sorted(demo_site.glob("unions/*/*/index.html"))]
    placed = {name for page in pages for name in re.findall(r'id="chart-([a-z_]+)-', page)}
    texts = [path.read_text(encoding="utf-8") for path in Path(catalogue.__file__).parent.glob("*.py")]
    drawn = {name for text in texts for name in re.findall(r'\bfinish\(\s*"(\w+)"', text)}
    assert drawn
    unplaced = sorted(drawn - placed)
    assert [f"chart {name} is drawn and on no union-year page: place it in site_templates/" for name in unplaced] == []


def test_every_kind_of_download_is_listed(demo_site):
    def kind(path):
        path = re.sub(r"finder/[^/]+\.json", "finder/*.json", path)
        path = re.sub(r"(figures|verdicts)/[^/]+\.csv", r"\1/index.json", path)  # which lists them with size and hash
        return re.sub(r"unions/[^/]+/\d{4}\.|unions/[^/]+\.", "unions/*.", path)

    linked = set()
    for page in demo_site.rglob("*.html"):
        up = page.parent.relative_to(demo_site).parts
        for href in re.findall(r'href="((?:\.\./)*)(api/v1/[^"#?]+)', page.read_text(encoding="utf-8")):
            assert href[0].count("../") == len(up), (page, href)
            linked.add(kind(href[1]))
    files = {kind(path.relative_to(demo_site).as_posix()) for path in (demo_site / "api").rglob("*") if path.is_file()}
    unlisted = sorted(files - linked - NOT_FOR_READERS)
    assert [f"download {path} is listed nowhere: link it from a page" for path in unlisted] == []
