"""What the tests of conduct share."""

from __future__ import annotations

from datetime import date

from tests.rules.build import YEAR, work  # fmt: skip

EVE = date(YEAR, 12, 31)


def received(*days, role="工会主席"):
    return [work("leader_reception", day, leader_role=role) for day in days]
