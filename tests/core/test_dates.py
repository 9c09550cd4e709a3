"""Days and terms as the plan counts them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yangguang.core.dates import add_months, add_working_days, add_years, format_date, lasts_years, parse_date


@given(st.dates())
def test_a_day_survives_being_written_and_read(day):
    assert parse_date(day.isoformat()) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2015-1-9",
        "2015/01/09",
        "20150109",
        "2015-02-30",
        "2015-W02-5",
        "２０１５-01-09",
        "2015-01-09T00:00",
        "2015-01-09\n",
    ],
)
def test_anything_else_is_not_a_day(text):
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("start", "end", "five"),
    [
        ("2015-01-01", "2019-12-31", True),
        ("2015-01-01", "2019-12-30", False),
        ("2016-02-29", "2021-02-27", True),
        ("2016-02-29", "2021-02-26", False),
        ("2015-03-10", "2025-03-09", True),
    ],
)
def test_five_years_are_five_years_to_the_day(start, end, five):
    assert lasts_years(date.fromisoformat(start), date.fromisoformat(end), 5) is five


def test_a_leap_day_has_its_birthday_on_the_28th():
    assert add_years(date(2016, 2, 29), 1) == date(2017, 2, 28)
    assert add_years(date(2016, 2, 29), 4) == date(2020, 2, 29)


def test_a_day_that_the_month_lacks_is_its_last():
    assert add_months(date(2025, 1, 31), 1) == date(2025, 2, 28)
    assert add_months(date(2023, 1, 30), 13) == date(2024, 2, 29)
    assert add_months(date(2025, 12, 1), 1) == date(2026, 1, 1)
    assert add_months(date(2025, 10, 31), 1) == date(2025, 11, 30)
    assert add_months(date(2025, 6, 30), 6) == date(2025, 12, 30)


def test_working_days_skip_weekends_and_holidays():
    friday = date(2026, 9, 25)
    assert add_working_days(friday, 1) == date(2026, 9, 28)
    assert add_working_days(friday, 1, {date(2026, 9, 28): False}) == date(2026, 9, 29)
    assert add_working_days(friday, 1, {date(2026, 9, 26): True}) == date(2026, 9, 26)
    assert add_working_days(friday, 0) == friday


def test_a_day_reads_as_people_write_it():
    assert format_date(date(2015, 1, 9)) == "2015年1月9日"
    assert format_date(date(2015, 1, 9), "en") == "2015-01-09"
