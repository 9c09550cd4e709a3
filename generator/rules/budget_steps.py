"""The steps of the judged year's budget, its own and the superior's, and what is broken once it should be approved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.rules.answers import cells
from generator.rules.filings import covers, of_year, own_filings
from generator.rules.shapes import broken

if TYPE_CHECKING:
    from generator.core.sentence import Sentence
    from generator.records.oversight import Filing
    from generator.rules.answers import Evidence
    from generator.rules.case import Case
    from generator.rules.filings import Seen
    from generator.rules.model import Answer, Weight

BUDGET_DEADLINE = "budget_approval_deadline"
GOOD = frozenset({"passed", "approved", "filed", "received"})


def last_step(case: Case, step: str) -> Filing | None:
    """The last record of one step of the judged year's budget."""
    rows = of_year(own_filings(case, "budget", step), case.year)
    return rows[-1] if rows else None


def of_budget(case: Case, seen: list[Seen]) -> list[Seen]:
    """Those of the judged year's budget: they name the year, or name none and stand in that year's package."""
    return [one for one in seen if covers(one.filing.period_covered, case.year, unstated=one.year == case.year)]


def step_cells(case: Case, rows: list[Filing | None], *columns: str) -> tuple[Evidence, ...]:
    """The named columns of the steps that were taken."""
    assert case.package is not None, "only a package has filings"
    return cells(case.package, "filings", [row for row in rows if row is not None], *columns)


def broken_budget(case: Case, reason: Sentence, *shown: Evidence, weight: Weight | None = None) -> Answer:
    """Broken once the budget should have been approved."""
    return broken(case, case.deadline(BUDGET_DEADLINE), reason, *shown, case.parameter(BUDGET_DEADLINE), weight=weight)
