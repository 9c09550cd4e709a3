"""What the tests of procurement share."""

from __future__ import annotations

from datetime import date

from tests.rules.build import LATER, YEAR
from yangguang.rules.judge.model import Status

HALF_TOLD = ((date(YEAR, 8, 1), Status.NOT_DUE), (date(YEAR + 1, 6, 30), Status.NOT_DUE), (LATER, Status.NO_DATA))


UNDATED = dict.fromkeys(("announced_on", "bid_deadline", "reviewed_on", "notice_start", "notice_end"))
