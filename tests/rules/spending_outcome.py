"""What the tests of spending outcome share."""

from __future__ import annotations

from datetime import date

from tests.rules.build import LATER, YEAR
from yangguang.rules.judge.model import Status

LAST = YEAR - 1


HALF_TOLD = ((date(YEAR, 8, 1), Status.NOT_DUE), (date(YEAR + 1, 6, 30), Status.NOT_DUE), (LATER, Status.NO_DATA))
