"""The course of a procurement: by which method, on which days, for how much."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from yangguang.records.assets import Procurement
    from yangguang.rules.judge.case import Case

TENDERS = frozenset({"open_tender", "invited_tender"})
AMOUNTS = ("budget", "award_amount", "contract_amount")
COURSE = ("announced_on", "bid_deadline", "reviewed_on", "notice_start", "notice_end", "contract_on")


def course(row: Procurement) -> tuple[date | None, ...]:
    """Its days in the order in which they should come; None where one is not given."""
    return tuple(getattr(row, name) for name in COURSE)


def cost(row: Procurement) -> Decimal:
    """What it is judged by: the largest of budget, award and contract, in yuan."""
    return max(amount for amount in (row.budget, row.award_amount, row.contract_amount) if amount is not None)


def day_of(row: Procurement) -> date | None:
    """The day by which a procurement is placed in time: of its contract, before that of the last step known."""
    return next((day for day in reversed(course(row)) if day is not None), None)


def has_begun(case: Case, row: Procurement) -> bool:
    """Whether its first known step is not still to come."""
    known = [day for day in course(row) if day is not None]
    return not known or min(known) <= case.as_of
