"""Templates show: they do not count, mint keys or choose the worst, and however they are broken into lines, the page is one."""

import re
from pathlib import Path

import pytest
from jinja2 import DictLoader

from tests.pages.builders import edition
from yangguang.core.paths import SITE_TEMPLATES
from yangguang.pages.press import press

TEMPLATES = sorted(
    path for folder in ("pages", "partials", "overrides") for path in (SITE_TEMPLATES / folder).rglob("*.html")
)
CODE = [
    *TEMPLATES,
    *sorted((SITE_TEMPLATES / "assets").glob("*.css")),
    *sorted((SITE_TEMPLATES / "assets").glob("*.js")),
]
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_SHOWN_OR_NOT = re.compile(r"\{% (?:if|elif)|\{\{ rest\(|\{\{ [a-z]+\|length \}\}")  # and how many rows a heading spans
_DECIDES = {
    "counts": re.compile(r"\|(?:sum|count|max|min|sort|groupby|select|selectattr|reject|rejectattr|unique)\b"),
    "mints a key": re.compile(r"\b(?:counted|derived_key|cell_key)\(|[\"']@"),
    "compares with the worst": re.compile(r"\bworst|\.index\("),
}


def name(path: Path) -> str:
    return path.relative_to(SITE_TEMPLATES).as_posix()


@pytest.mark.parametrize("path", CODE, ids=name)
def test_no_line_is_longer_than_a_screen(path):
    """Prose in Markdown is apart: between Chinese characters a line break would be a space."""
    long = {
        at: len(line) for at, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if len(line) > 160
    }
    assert long == {}


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_decides_nothing(path):
    for tag in _TAG.findall(path.read_text(encoding="utf-8")):
        found = [what for what, pattern in _DECIDES.items() if pattern.search(tag)]
        drawn = path.name == "tallies.html"  # how high a picture is follows from its lines
        if "|length" in tag and not drawn and not _SHOWN_OR_NOT.match(tag):
            found.append("counts")
        assert not found, f"{tag} {found}: a view gives it, with its key"


@pytest.mark.parametrize(
    ("source", "page"),
    [
        ("<p>a</p>\n  <p>b</p>", "<p>a</p><p>b</p>"),
        ("<p>a\n  b</p>", "<p>a b</p>"),
        ('<i\n    id="x">{{ 1 +\n  1 }}\n  {% if true %}y{% endif %}</i>', '<i id="x">2y</i>'),
        ("<b>a</b>\n<b>b</b>", "<b>a</b>\n<b>b</b>"),
    ],
)
def test_a_line_that_begins_with_spaces_goes_on_from_the_one_above(source, page):
    assert press(edition()).overlay(loader=DictLoader({"page": source})).get_template("page").render() == page
