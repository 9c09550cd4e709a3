"""Calendar arithmetic the plan needs: strict ISO dates, whole years, working days."""

from __future__ import annotations

import re
from datetime import date, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from yangguang.core.watched import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

EARLIEST = date(1900, 1, 1)  # no date of anybody's books lies before it
HORIZON = 50  # years after the day of judgement that a date may still name: leases, terms and deadlines end before that
LAST_DAY = date(
    2149, 12, 31
)  # the last day of judgement: with everything that rules add, no date of ours ends the calendar
NO_CALENDAR: Mapping[date, bool] = MappingProxyType({})
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def parse_date(text: str) -> date | None:
    """The day that `text` (YYYY-MM-DD, nothing else) names, or None; 2015-02-30 is None."""
    if not _ISO.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def latest_day(as_of: date) -> date:
    """The last day that data judged on `as_of` may name; what names no later one never will, so this is no deadline."""
    return add_years(min(plain(as_of), LAST_DAY), HORIZON)


def add_months(day: date, months: int) -> date:
    """The same day `months` later; the last day of the month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    next_month = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), next_month - timedelta(days=1))


def add_years(day: date, years: int) -> date:
    """The same day `years` later; 29 February becomes 28 February where the year has none."""
    return add_months(day, 12 * years)


def lasts_years(start: date, end: date, years: int) -> bool:
    """Whether a term from `start` to `end`, both days included, is at least `years` years: 2015-01-01..2019-12-31 is 5."""
    return end + timedelta(days=1) >= add_years(start, years)


def add_working_days(day: date, count: int, calendar: Mapping[date, bool] = NO_CALENDAR) -> date:
    """The `count`-th working day after `day`: what `calendar` says of a day goes before Monday to Friday."""
    while count > 0:
        day += timedelta(days=1)
        if calendar.get(day, day.weekday() < 5):
            count -= 1
    return day


def format_date(day: date, lang: str = "zh") -> str:
    """2015-01-09 as a reader writes it: 2015年1月9日 in Chinese, ISO in English."""
    return f"{day.year}年{day.month}月{day.day}日" if lang == "zh" else day.isoformat()
