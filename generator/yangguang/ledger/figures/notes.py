"""What was noted of a union-year, counted: hints of the door, why a submission was refused, what is owed since when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.core.figures import Unit
from yangguang.core.sentence import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sized

    from yangguang.core.figures import Named
    from yangguang.ledger.standing import Debt

_MISSING = say("应公开而未公开的表，逐张计数").msgid
_NOTED = say("校验所记逐条计数").msgid
_PACKAGE = ("./datapackage",)


def noted(warnings: Sized, hints: Sized, refused: Sized) -> Iterator[Named]:
    """How many things the door says of the version shown, and of the one refused; where it says nothing there is no figure."""
    for name, found in (("warnings", warnings), ("hints", hints), ("refusal_issues", refused)):
        if found:
            yield name, len(found), Unit.COUNT, _NOTED, _PACKAGE


def owed(debt: Debt, year: int) -> Iterator[Named]:
    """How many tables are owed."""
    if debt.missing and debt.since:
        inputs = (*_PACKAGE, f"_policy/{year}/stage_deadline_{debt.stage}")
        yield "missing_tables", len(debt.missing), Unit.COUNT, _MISSING, inputs
