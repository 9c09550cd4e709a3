"""The stretch of time that data may speak of: from 1900 to 50 years after the day of judgement, in every date and period.

Table Schema cannot say it (its bounds do not move with a day), so it is a check of its own, and frictionless knows it not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yangguang.core.dates import EARLIEST, parse_date
from yangguang.core.issues import Text
from yangguang.door.messages.catalogue import issue
from yangguang.door.privacy.shown import shown, without_numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from yangguang.core.issues import Issue
    from yangguang.door.model import TextTable
    from yangguang.records.declare import Column

# A year, with the month or quarter that is written behind it: 2025, 2025-03, 2025-Q1, 2025年3月; never part of a longer number.
_YEAR = re.compile(r"(?<!\d)(\d{4})(?:-(\d\d)|-?Q(\d)|年(\d\d?)月)?(?!\d)")


def span_issues(table: TextTable, latest: date) -> Iterator[Issue]:
    """Cells that name a day, month, quarter or year outside 1900-01-01..`latest`, or a month or quarter no year has.

    Cells that are no date or no number at all are the schema check's to tell.
    """
    for index, name in enumerate(table.header):
        column = table.table.column(name)
        holds = _check(column, latest)
        if holds is None:
            continue
        for row in table.rows:
            cell = row.cells[index]
            if cell and not holds(cell):
                yield issue("schema.constraint-error", table.place(row, name), value=without_numbers(cell),
                            column=Text(column.title_zh, column.title_en), problem=_problem(cell, latest),
                            remedy=_remedy(column))  # fmt: skip


def is_within(day: date, latest: date) -> bool:
    """Whether data may name `day`."""
    return EARLIEST <= day <= latest


def _check(column: Column, latest: date) -> Callable[[str], bool] | None:
    """Whether a cell of `column` stays within the calendar; None for a column that names no time."""
    if column.kind == "date":
        first, last = EARLIEST.isoformat(), latest.isoformat()  # ISO days stand in the order of their texts
        return lambda cell: first <= cell <= last or parse_date(cell) is None
    if column.time == "year":
        years = range(EARLIEST.year, latest.year + 1)
        return lambda cell: not cell.isdecimal() or int(cell) in years
    if column.time == "period":
        years = range(EARLIEST.year, latest.year + 1)
        return lambda cell: all(_is_period(found, years) for found in _YEAR.finditer(cell))
    return None


def _is_period(found: re.Match[str], years: range) -> bool:
    year, month, quarter, written = found.groups()
    return int(year) in years and 1 <= int(month or written or 1) <= 12 and 1 <= int(quarter or 1) <= 4


def _problem(cell: str, latest: date) -> Text:
    value = shown(without_numbers(cell))
    return Text(
        f"“{value}”不在可填的时间内（{EARLIEST.year}年1月至{latest.year}年{latest.month}月，每年12个月、4个季度）",
        f"“{value}” is outside the time that can be reported ({EARLIEST:%Y-%m} to {latest:%Y-%m}, of 12 months and 4 quarters)",
    )


def _remedy(column: Column) -> Text:
    if column.need != "no":
        return Text("请核对年份和月份", "Check the year and the month")
    return Text(
        "请核对年份和月份；不知道的、没有期限的请留空，不要用 9999-12-31 之类代替",
        "Check the year and the month; leave unknown or endless dates empty, no 9999-12-31 in their place",
    )
