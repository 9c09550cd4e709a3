"""What is due is due: every registered, living union owes every year, whether or not anybody has a folder for it."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.bare import bare_site
from tests.builders import CITY, DISTRICT, SCHOOL, SHOP, UNION, package_files, portal, write
from yangguang.cli import main
from yangguang.pipeline.books import open_books
from yangguang.pipeline.union_years import read_union

AS_OF = date(2026, 11, 25)


def setting(data, **keys):
    file = data / "registry" / "datapackage.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | keys, ensure_ascii=False))


def overdue(data, as_of=AS_OF):
    """Years overdue by union."""
    books = open_books(data, as_of)
    return {
        one: [year for year, report in read_union(books, one).items() if report.is_overdue]
        for one in books.registry.unions
    }


@pytest.fixture
def data(tmp_path):
    """One union reported 2023 and nothing since; the others never did."""
    return portal(tmp_path / "data", {(SHOP, 2023): package_files(SHOP, 2023)})


def test_years_that_nobody_reported_are_owed_by_everybody(data):
    since = [2023, 2024, 2025, 2026]
    assert overdue(data) == {CITY: since, UNION: since, SCHOOL: since, SHOP: since[1:]}


def test_a_year_is_owed_from_the_day_after_its_first_deadline(data):
    assert overdue(data, date(2026, 3, 31))[SHOP] == [2024, 2025]
    assert overdue(data, date(2026, 4, 1))[SHOP] == [2024, 2025, 2026]


def test_a_setting_says_since_when_the_portal_asks(data):
    setting(data, reports_from=2025)
    assert overdue(data) == {key: [2025, 2026] for key in (CITY, UNION, SCHOOL, SHOP)}
    setting(data, reports_from=2021)
    assert overdue(data)[SHOP] == [2021, 2022, 2024, 2025, 2026]


def test_a_year_before_the_portal_began_is_shown_and_lacks_nothing(data):
    write(data / "unions" / DISTRICT / SHOP / "2023", package_files(SHOP, 2023, "budget"))
    shutil.copytree(data / "unions" / DISTRICT / SHOP / "2023", data / "unions" / DISTRICT / SHOP / "2022")
    setting(data, reports_from=2024)
    report = read_union(open_books(data, AS_OF), SHOP)[2023]
    assert (report.missing, report.owed_stage, "days_overdue" in report.figures) == ((), None, False)


def test_where_nobody_ever_reported_only_the_setting_says_what_is_owed(data):
    shutil.rmtree(data / "unions")
    (data / "unions").mkdir()
    assert overdue(data) == {key: [] for key in (CITY, UNION, SCHOOL, SHOP)}
    setting(data, reports_from=2026)
    assert overdue(data) == {key: [2026] for key in (CITY, UNION, SCHOOL, SHOP)}


@pytest.mark.parametrize("value", ["2023", 1899, 2150, 2023.5, True, None, [2023]])
def test_a_year_nobody_can_mean_is_refused(data, value):
    setting(data, reports_from=value)
    said = CliRunner().invoke(main, ["check", str(data), "--as-of", str(AS_OF)])
    assert said.exit_code == 1
    assert "reports_from" in said.output


@pytest.mark.parametrize(
    ("value", "code"), [("01-01", 0), ("07-01", 0), ("02-29", 1), ("2025", 1), (None, 1), (701, 1)]
)
def test_a_fiscal_year_begins_on_a_day_that_every_year_has(data, value, code):
    setting(data, fiscal_year_start=value)
    said = CliRunner().invoke(main, ["check", str(data), "--as-of", str(AS_OF)])
    assert said.exit_code == code
    assert code == 0 or ("fiscal_year_start" in said.output and "01-01" in said.output)


def test_with_another_first_day_a_year_is_owed_by_its_own_deadlines(data):
    """Years from 1 July on: of 2025 the budget is due on 31 March 2026, the half year on 30 September 2025."""
    setting(data, fiscal_year_start="07-01", reports_from=2025)
    assert overdue(data, date(2025, 9, 30))[SHOP] == []
    assert overdue(data, date(2025, 10, 1))[SHOP] == [2025]
    assert overdue(data, date(2026, 9, 30))[SHOP] == [2025]
    assert overdue(data, date(2026, 10, 1))[SHOP] == [2025, 2026]


def test_judge_answers_for_a_year_that_nobody_reported(data):
    told = CliRunner().invoke(main, ["judge", str(data), "--year", "2025", "--as-of", str(AS_OF), "--format", "json"])
    verdicts = json.loads(told.stdout)["verdicts"]
    assert {one["union_id"] for one in verdicts} == {CITY, UNION, SCHOOL, SHOP}
    assert {one["year"] for one in verdicts} == {2025}


def built(data, site, as_of=AS_OF):
    bare_site(data, site, as_of)
    return site


def words(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.read_text(encoding="utf-8")))


def test_silent_years_have_pages_and_the_board_one_entry_a_union(data, tmp_path):
    site = built(data, tmp_path / "site")
    page = words(site / "unions" / SHOP / "2025" / "index.html")
    assert "本年度没有报送任何数据" in page
    assert "应当公开而未公开（2026年6月30日起）" in page
    board = (site / "overdue" / "index.html").read_text(encoding="utf-8")
    assert [board.count(f'unions/{one}/">') for one in (CITY, UNION, SCHOOL, SHOP)] == [1, 1, 1, 1]
    assert re.findall(rf'unions/{SHOP}/(\d+)/">', board) == ["2024", "2025", "2026"]
    home = words(site / "index.html")
    assert "2025年度" in home
    assert re.search(r"0 / 4 家 已公开收支", home), home
    assert f"unions/{SHOP}/2025.json" in (site / "api" / "v1" / "unions" / f"{SHOP}.json").read_text()


def test_a_dissolved_union_is_not_among_those_who_should_report(data, tmp_path):
    file = data / "registry" / "unions.csv"
    header, *lines = file.read_text(encoding="utf-8").splitlines()
    at = header.split(",").index("dissolved_on")
    cells = [line.split(",") for line in lines]
    for row in cells:
        row[at] = "2024-12-20" if row[0] == SCHOOL else ""
    file.write_text("\n".join([header, *(",".join(row) for row in cells)]) + "\n", encoding="utf-8")
    assert overdue(data)[SCHOOL] == [2023, 2024]  # of 2024 the half year: it was due while the union lived
    site = built(data, tmp_path / "site")
    assert re.search(r"0 / 3 家 已公开收支", words(site / "index.html"))
    assert "浏览全部 4 家工会" in words(site / "index.html")


DAYS = st.none() | st.dates(date(2022, 1, 1), date(2026, 12, 31))
LIVES = st.tuples(DAYS, DAYS).map(lambda pair: pair if None in pair else tuple(sorted(pair)))
DEADLINES = {"budget": (0, 3, 31), "midyear": (0, 9, 30), "final": (1, 6, 30)}


@given(
    lives=st.lists(LIVES, min_size=4, max_size=4),
    reported=st.sets(st.tuples(st.sampled_from([CITY, UNION, SCHOOL, SHOP]), st.integers(2022, 2025))),
    begins=st.none() | st.integers(2021, 2026),
    as_of=st.dates(date(2023, 1, 1), date(2026, 12, 31)),
)
@settings(max_examples=30)
def test_who_is_overdue_is_registered_alive_past_a_deadline_and_silent(lives, reported, begins, as_of):
    with tempfile.TemporaryDirectory() as folder:
        data = portal(Path(folder) / "data", {key: package_files(*key) for key in reported} | {(SHOP, 2022): {}})
        shutil.rmtree(data / "unions" / DISTRICT / SHOP / "2022")
        if (SHOP, 2022) in reported:
            write(data / "unions" / DISTRICT / SHOP / "2022", package_files(SHOP, 2022))
        if begins:
            setting(data, reports_from=begins)
        file = data / "registry" / "unions.csv"
        header, *lines = file.read_text(encoding="utf-8").splitlines()
        founded, dissolved = (header.split(",").index(name) for name in ("founded_on", "dissolved_on"))
        cells = [line.split(",") for line in lines]
        for row, (start, end) in zip(cells, lives, strict=True):
            row[founded], row[dissolved] = str(start or ""), str(end or "")
        file.write_text("\n".join([header, *(",".join(row) for row in cells)]) + "\n", encoding="utf-8")
        books = open_books(data, as_of)
        shown = {one: read_union(books, one) for one in books.registry.unions}
        published = {(one, year) for one, years in shown.items() for year, it in years.items() if it.package}
        first = begins or min((year for _, year in reported), default=9999)
        expected = set()
        for row, (start, end) in zip(cells, lives, strict=True):
            for year in range(first, as_of.year + 1):
                due = [date(year + later, month, day) for later, month, day in DEADLINES.values()]
                bound = [
                    day
                    for day in due
                    if day < as_of
                    and (start is None or (start <= day and start.year <= year))
                    and (end is None or (day <= end and end.year >= year))
                ]
                if bound and (row[0], year) not in published:
                    expected.add((row[0], year))
        found = {(one, year) for one, years in shown.items() for year, it in years.items() if it.is_overdue}
        assert found == expected


def test_the_day_after_the_last_is_the_first_of_being_overdue(data):
    for day, late in ((date(2026, 6, 30), False), (date(2026, 6, 30) + timedelta(days=1), True)):
        report = read_union(open_books(data, day), SHOP)[2025]
        assert (report.owed_stage == "final") is late
