"""Time zones by their names, and the day it is in one of them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, available_timezones

if TYPE_CHECKING:
    from datetime import date

DEFAULT_ZONE = "Asia/Shanghai"
# `localtime`, `posixrules` and the like are what each machine makes of them.
_NAME = re.compile(r"UTC|[A-Z][A-Za-z_]{1,20}(?:/[A-Z][A-Za-z_+0-9-]{1,30}){1,2}")


def is_zone(name: str) -> bool:
    """Whether `name` is that of a time zone which is the same on every machine; one that knows none looks at its form."""
    if not _NAME.fullmatch(name):
        return False
    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError):  # no such file, a folder of zones, a file that is none
        return not available_timezones()  # a browser has none
    return True


def day_in(zone: str, seconds: int | None = None) -> date:
    """The day in `zone` that many `seconds` after 1970 began in UTC, now where none are given.

    Raises ZoneInfoNotFoundError where the machine has no time zones.
    """
    place = ZoneInfo(zone)
    return (datetime.now(UTC) if seconds is None else datetime.fromtimestamp(seconds, UTC)).astimezone(place).date()
