"""A federation whose fiscal year begins on 1 July: what holds of the calendar's years holds of its own, six months later."""

from __future__ import annotations

import csv
import re
from datetime import date
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from tests.bare import bare_site
from tests.builders import UNION, YEAR, portal
from tests.pipeline.test_owed_years import setting
from tests.portals.healthy.portal import healthy_portal
from yangguang.core.dates import add_months
from yangguang.core.figures import Unit
from yangguang.pipeline.books import open_books
from yangguang.pipeline.check import check, judge_unions
from yangguang.pipeline.importing import make_template
from yangguang.pipeline.progress import silent
from yangguang.pipeline.union_years import read_union
from yangguang.records.tables import BY_NAME

AS_OF = date(2026, 11, 23)
_DAY = re.compile(r"(?<![\d-])(?:19|20)\d\d-\d\d-\d\d(?!\d)")
_MONTH = re.compile(r"(?<![\d-])20\d\d-(?:0[1-9]|1[0-2])(?![\d-])")
_QUARTER = re.compile(r"(?<![\d-])(20\d\d)-Q([1-4])")
_MONTH_DAY = re.compile(r"(?<=,)(\+1-)?(\d\d-\d\d)(?=,month_day,)")


def later(day):
    return add_months(day, 6)


def shifted(text):
    """Every day, month, quarter and deadline of a table half a year later; years and all else as they are."""
    text = _MONTH.sub(lambda found: f"{later(date.fromisoformat(found[0] + '-01')):%Y-%m}", text)
    text = _QUARTER.sub(lambda found: f"{int(found[1]) + int(found[2]) // 3}-Q{(int(found[2]) + 1) % 4 + 1}", text)
    text = _DAY.sub(lambda found: later(date.fromisoformat(found[0])).isoformat(), text)
    return _MONTH_DAY.sub(lambda found: f"{found[1] or ''}{later(date.fromisoformat(f'2023-{found[2]}')):%m-%d}", text)


def federation(folder):
    """The healthy portal without holidays, and three days kinder to quarters: half years differ by as much."""
    data = healthy_portal(folder / "data")
    for path in data.rglob("overview.csv"):
        path.write_text(re.sub(r",92\b", ",95", path.read_text()))
    (data / "policy" / "holidays.csv").write_text("day,working,name\n")
    return data


@pytest.fixture(scope="module")
def calendar(tmp_path_factory):
    return federation(tmp_path_factory.mktemp("calendar"))


@pytest.fixture(scope="module")
def july(tmp_path_factory):
    """The healthy portal half a year later, its fiscal years too."""
    data = federation(tmp_path_factory.mktemp("july"))
    for path in [*data.rglob("*.csv"), *data.rglob("datapackage.json")]:
        path.write_text(shifted(path.read_text(encoding="utf-8")), encoding="utf-8", newline="")
    setting(data, fiscal_year_start="07-01")
    return data


def test_the_door_takes_it(july):
    checked = check(july, later(AS_OF), silent())
    found = [(one.place.file, one.message.zh) for it in checked.admissions for one in it.issues]
    assert (found, checked.registry) == ([], ())


def test_the_court_says_the_same_half_a_year_later(calendar, july):
    was, is_ = (
        {(one.union_id, one.year, one.clause.clause_id): one.status for one in judge_unions(data, day)}
        for data, day in ((calendar, AS_OF), (july, later(AS_OF)))
    )
    assert was.keys() == is_.keys()
    other = {key: (was[key].value, is_[key].value) for key in was if was[key] != is_[key]}
    assert {clause for _, _, clause in other} == {"X-8"}, "the Accounting Law's year is the calendar's"
    assert {now for _, now in other.values()} == {"breached"}


def figures(data, day):
    books = open_books(data, day)
    """Every figure of the ledger but the days that differ from one half-year to the next."""
    return {
        (union, year, name): figure.value
        for union in books.registry.unions
        for year, report in read_union(books, union).items()
        for name, figure in report.figures.items()
        if figure.unit != Unit.DAYS
    }


def test_every_figure_is_the_same_half_a_year_later(calendar, july):
    assert figures(calendar, AS_OF) == figures(july, later(AS_OF))


def test_pages_and_catalogue_say_which_days_a_year_has(july, tmp_path):
    bare_site(july, tmp_path / "site", later(AS_OF), site_url="https://example.org/")
    page = (tmp_path / "site" / "unions" / "chenxi-qingfeng" / "2025" / "index.html").read_text(encoding="utf-8")
    assert "2025年7月1日至2026年6月30日" in page
    catalogue = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "site").rglob("catalog.jsonld"))
    assert '"dcat:startDate":{"@value":"2025-07-01"' in catalogue.replace(" ", "")
    law = (tmp_path / "site" / "clauses" / "2-4-4" / "index.html").read_text(encoding="utf-8")
    assert "本会计年度的9月30日" in law
    assert "当年9月30日" not in law


def test_a_template_lists_the_months_of_the_year(july):
    made = make_template(july, "chenxi-qingfeng-yunfan", 2027, later(AS_OF), tables=["dues"])
    rows = CalamineWorkbook.from_filelike(BytesIO(made)).get_sheet_by_name(BY_NAME["dues"].title_zh).to_python()
    months = [cell for row in rows for cell in row if isinstance(cell, str) and _MONTH.fullmatch(cell)]
    assert (months[0], months[-1], len(months)) == ("2027-07", "2028-06", 12)


def test_short_years_are_told(tmp_path):
    """A union founded in September has a first year from that day on; the calendar's whole year needs no words."""
    data = portal(tmp_path / "data")
    file = data / "registry" / "unions.csv"
    header, *lines = csv.reader(file.read_text(encoding="utf-8").splitlines())
    for row in lines:
        row[header.index("founded_on")] = "2025-09-01" if row[0] == UNION else ""
    file.write_text("\n".join(map(",".join, [header, *lines])) + "\n", encoding="utf-8")
    bare_site(data, tmp_path / "site", AS_OF)
    pages = tmp_path / "site" / "unions" / UNION
    assert "2025年9月1日至2025年12月31日" in (pages / str(YEAR) / "index.html").read_text(encoding="utf-8")
    assert not (pages / str(YEAR - 1)).exists()
