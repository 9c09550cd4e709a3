"""The years of a federation's books: each begins on the same month and day, and is called after the year of that day."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from yangguang.core.dates import add_months

_START = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")
# What a text calls a time, as people write them: a year, a month or day in it, a quarter of the calendar.
_NAMED = re.compile(
    r"(?<!\d)([12]\d{3})(?:[-./年]?(1[0-2]|0?[1-9])(?:[-./月](3[01]|[12]\d|0?[1-9]))?(?!\d)|-?Q([1-4])(?!\d))?"
)


class FiscalYears(NamedTuple):
    """Years that begin on `month`-`day`: with 07-01 the year 2025 lasts from 2025-07-01 to 2026-06-30.

    Months (2025-07) and quarters (2025-Q3) are the calendar's; they belong to the year in which their first day lies.
    """

    month: int = 1
    day: int = 1

    @property
    def is_calendar(self) -> bool:
        """Whether the years are those of the calendar."""
        return self == CALENDAR

    def first_day(self, year: int) -> date:
        """The day on which `year` begins."""
        return date(year, self.month, self.day)

    def last_day(self, year: int) -> date:
        """The last day of `year`."""
        return _last_day(self, year)

    def second_half(self, year: int) -> date:
        """The first day of the second half of `year`."""
        return add_months(self.first_day(year), 6)

    def year_of(self, day: date) -> int:
        """The year in which `day` lies."""
        year = day.year
        return year if self.is_calendar or day >= self.first_day(year) else year - 1

    def months(self, year: int) -> list[str]:
        """The months of `year`, as periods: 2025-07, 2025-08, ... 2026-06."""
        first = self.first_day(year).replace(day=1)
        if self.day > 1:
            first = add_months(first, 1)
        return [f"{add_months(first, at):%Y-%m}" for at in range(12)]

    def of_period(self, period: str) -> int:
        """The year to which a month or quarter belongs."""
        return next(iter(self.named(period)))

    def named(self, text: str) -> list[int]:
        """The years that `text` speaks of, such as '2025', '2025年度' or '2025-07/2026-06', as it has them."""
        return list(_named(self, text))

    def on(self, month_day: str, year: int) -> date:
        """The day of `year` that has this month and day (09-30)."""
        found = date.fromisoformat(f"{year}-{month_day}")
        return found if found >= self.first_day(year) else date.fromisoformat(f"{year + 1}-{month_day}")


CALENDAR = FiscalYears()


def parse_start(text: str) -> FiscalYears | None:
    """The years that begin on `text` (07-01), None for what is no day of every year."""
    found = _START.fullmatch(text)
    if found is None:
        return None
    month, day = int(found[1]), int(found[2])
    try:
        date(2023, month, day)  # no leap year: a year cannot begin on 29 February
    except ValueError:
        return None
    return FiscalYears(month, day)


@cache
def _named(years: FiscalYears, text: str) -> tuple[int, ...]:
    return tuple(_of(years, *found.groups()) for found in _NAMED.finditer(text))


def _of(years: FiscalYears, year: str, month: str | None, day: str | None, quarter: str | None) -> int:
    if years.is_calendar or not (month or quarter):
        return int(year)
    first = date(int(year), int(month or 3 * int(quarter or 1) - 2), 1)
    return years.year_of(first + timedelta(days=int(day or 1) - 1))


@cache
def _last_day(years: FiscalYears, year: int) -> date:
    return years.first_day(year + 1) - timedelta(days=1)
