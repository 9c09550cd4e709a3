"""Fiscal years: first and last days, months and quarters, the days that deadlines mean."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yangguang.core.fiscal import CALENDAR, FiscalYears, parse_start

JULY, TAX = FiscalYears(7, 1), FiscalYears(4, 6)


def test_a_year_is_called_after_the_year_in_which_it_begins():
    assert (JULY.first_day(2025), JULY.last_day(2025)) == (date(2025, 7, 1), date(2026, 6, 30))
    assert [JULY.year_of(day) for day in (date(2025, 6, 30), date(2025, 7, 1), date(2026, 6, 30))] == [2024, 2025, 2025]
    assert JULY.second_half(2025) == date(2026, 1, 1)
    assert (CALENDAR.first_day(2025), CALENDAR.last_day(2025)) == (date(2025, 1, 1), date(2025, 12, 31))


def test_a_leap_day_is_the_last_of_a_year_that_ends_in_february():
    assert FiscalYears(3, 1).last_day(2023) == date(2024, 2, 29)


def test_the_months_of_a_year_are_the_calendars():
    assert JULY.months(2025) == [f"2025-{month:02}" for month in range(7, 13)] + [
        f"2026-{month:02}" for month in range(1, 7)
    ]
    assert CALENDAR.months(2025)[::11] == ["2025-01", "2025-12"]
    assert TAX.months(2025)[::11] == ["2025-05", "2026-04"], "a month belongs to the year in which it begins"


@pytest.mark.parametrize(
    ("text", "years"),
    [("2025", [2025]), ("2025年度", [2025]), ("2025-07", [2025]), ("2025-06", [2024]), ("2026-Q2", [2025]),
     ("2026-Q3", [2026]), ("2025-07/2026-06", [2025, 2025]), ("2025-07-01/2026-06-30", [2025, 2025]),
     ("2023-2025", [2023, 2025]), ("2025年7月至2026年6月", [2025, 2025]), ("202507-202606", [2025, 2025]), ("去年", [])],
)  # fmt: skip
def test_what_a_text_names_is_read_by_the_fiscal_year(text, years):
    assert JULY.named(text) == years


@pytest.mark.parametrize(("text", "year"), [("2025-12", 2025), ("2025-Q4", 2025), ("2025", 2025), ("2025-01-31", 2025)])
def test_a_calendar_year_reads_the_year_that_stands_there(text, year):
    assert CALENDAR.named(text) == [year]


def test_a_deadline_is_the_day_of_that_name_within_the_year():
    assert (JULY.on("09-30", 2025), JULY.on("03-31", 2025)) == (date(2025, 9, 30), date(2026, 3, 31))
    assert CALENDAR.on("03-31", 2025) == date(2025, 3, 31)


@pytest.mark.parametrize(
    "text", ["2025", "7-1", "02-29", "02-30", "13-01", "00-01", "07-01 ", "07/01", "", "０７-０１"]
)
def test_what_is_no_day_of_every_year_begins_none(text):
    assert parse_start(text) is None


STARTS = st.dates(date(2023, 1, 1), date(2023, 12, 31)).map(lambda day: FiscalYears(day.month, day.day))


@given(STARTS, st.dates(date(1950, 1, 1), date(2150, 12, 31)))
def test_every_day_lies_in_one_year_and_years_follow_without_a_gap(fiscal, day):
    year = fiscal.year_of(day)
    assert fiscal.first_day(year) <= day <= fiscal.last_day(year)
    assert fiscal.last_day(year) + timedelta(days=1) == fiscal.first_day(year + 1)
    assert parse_start(f"{fiscal.month:02}-{fiscal.day:02}") == fiscal


@given(STARTS, st.integers(1950, 2100))
def test_a_year_has_twelve_months_of_its_own(fiscal, year):
    months = fiscal.months(year)
    assert [fiscal.of_period(month) for month in months] == [year] * 12
    assert len({*months, *fiscal.months(year + 1)}) == 24
