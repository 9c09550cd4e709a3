"""The only clock in the house."""

from __future__ import annotations

import os
import re
from datetime import date
from zoneinfo import ZoneInfoNotFoundError

from yangguang.core.zones import DEFAULT_ZONE, day_in
from yangguang.site.refused import RefusedError

FIRST, LAST = date(1900, 1, 1), date(2999, 12, 31)  # days a build may be of; with room for the deadlines after them


def build_day(zone: str = DEFAULT_ZONE) -> date:
    """The day of the build in `zone`: of SOURCE_DATE_EPOCH where a reproducible build sets it, else of now.

    What the machine takes for its own zone (TZ) has no say: a deadline ends when the federation's day does. Raises
    RefusedError where SOURCE_DATE_EPOCH is no number of seconds, or one of a day out of range.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is not None and not re.fullmatch("[0-9]{1,11}", epoch):
        raise RefusedError(
            f"SOURCE_DATE_EPOCH={epoch!r} 不是自1970年以来的秒数，如 1795392000；不需要时请删去这个变量 / "
            "is not a number of seconds since 1970, such as 1795392000; unset it where it is not needed"
        )
    try:
        day = day_in(zone, None if epoch is None else int(epoch))
    except ZoneInfoNotFoundError:
        raise RefusedError(
            f"这台机器没有时区 {zone} 的数据，请安装 tzdata（pip install tzdata）后再试 / "
            f"this machine knows no time zone {zone}: install tzdata (pip install tzdata)"
        ) from None
    return day if epoch is None else day_of_judgement(day, "SOURCE_DATE_EPOCH")


def day_of_judgement(given: object, where: str) -> date:
    """The day that `where` (an option, a setting) gives as a date or as YYYY-MM-DD. Raises RefusedError."""
    try:
        day = date.fromisoformat(str(given))
    except ValueError:
        day = date.min
    if not FIRST <= day <= LAST or str(day) != str(given):
        raise RefusedError(
            f"{where}={str(given)!r} 应为 {FIRST} 至 {LAST} 之间的日期 / is not a day from {FIRST} to {LAST}, YYYY-MM-DD"
        )
    return day
