"""A page on paper: a union's year on six sheets at most, no column cut, what is fictional called so, where the rest is said."""

import io
import re

import pytest
from pypdf import PdfReader

from tests.browser.browsing import PAGES

pytestmark = pytest.mark.browser
SHEETS = 6
A4_LESS_MARGINS = 703  # CSS pixels: 186 mm

# What a sheet of that width would not show: a cell whose words are wider than it is, or that begins or ends beside the sheet.
CUT = """() => [...document.querySelectorAll("main th, main td")]
  .filter(cell => cell.getClientRects().length)
  .filter(cell => cell.scrollWidth > cell.clientWidth + 1 || cell.getBoundingClientRect().right > innerWidth + 1)
  .map(cell => cell.textContent.trim().slice(0, 40))"""


@pytest.fixture
def sheets(visit):
    """The text of each sheet of the page at an address of the demo site."""

    def printed(name, address=None):
        page = visit(name).page
        if address is not None:
            page.goto(address)
        return [sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages]

    return printed


def test_a_unions_year_is_six_sheets_at_most(sheets, base):
    for year in ("yangguang/2024", "weijian/2024", "kaifaqu/2024"):  # the longest of the demo
        assert len(sheets("home", f"{base}unions/{year}/")) <= SHEETS, year


@pytest.mark.parametrize("name", PAGES)
def test_every_page_says_on_paper_what_is_fictional(sheets, name):
    assert "虚构" in sheets(name)[0]


def test_the_last_sheet_says_where_the_rest_is(sheets):
    ends = re.sub(r"\s+", "", "".join(sheets("union-year")[-2:]))[-400:]
    assert re.search(r"：https://yangguang\.example/unions/[a-z]+/2025/", ends)


@pytest.mark.parametrize("name", ["union", "union-year", "data", "district", "overdue"])
def test_no_column_is_cut(visit, name):
    page = visit(name, width=A4_LESS_MARGINS).page
    page.emulate_media(media="print")
    assert page.evaluate(CUT) == []
