"""The steps of the judged year's budget, its own and the superior's, and what is broken once it should be approved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.core.sentence import say
from yangguang.ledger.standing import stage_deadline
from yangguang.rules.forms.filings import covers, own_filings, record_cells
from yangguang.rules.forms.several import undone
from yangguang.rules.forms.shapes import unstated
from yangguang.rules.judge.answers import not_applicable, register_cells

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from yangguang.core.sentence import Sentence
    from yangguang.records.oversight import Filing
    from yangguang.records.package import Package
    from yangguang.rules.forms.filings import Seen
    from yangguang.rules.judge.answers import Evidence
    from yangguang.rules.judge.case import Case
    from yangguang.rules.judge.model import Answer, Weight

BUDGET_DEADLINE = "budget_approval_deadline"
GOOD = frozenset({"passed", "approved", "filed", "received"})


def last_step(case: Case, step: str, year: int | None = None) -> Filing | None:
    """The last record of one step of a year's budget, the judged one's unless another is named.

    It stands in that year's books or, naming the year, in those of the year before, in which a budget is drafted.
    """
    year = year or case.year
    found = [
        row
        for book in _books(case, year)
        for row in own_filings(case, "budget", step, package=book)
        if _is_of(case, row, book.year, year)
    ]
    return max(found, key=lambda row: (row.date, row.filing_id), default=None)


def of_budget(case: Case, seen: list[Seen]) -> list[Seen]:
    """Those of the judged year's budget: they name the year, or name none and stand in that year's package."""
    return [one for one in seen if _is_of(case, one.filing, one.year, case.year)]


def step_cells(case: Case, rows: Sequence[Filing | None], *columns: str) -> tuple[Evidence, ...]:
    """What step each was, of which budget and when, and the columns named; each in the books it stands in."""
    return tuple(
        cell
        for book in _books(case, case.year)
        for cell in record_cells(
            case, book, (row for row in book.filings or () if _is_one(row, rows)), "period_covered", *columns
        )
    )


def not_taken(case: Case, reason: Sentence, *shown: Evidence, steps: tuple[str, ...]) -> Answer:
    """What lacks one of `steps`: broken, unless a record of it leaves open which year's budget it is about."""
    open_ = [
        row
        for book in _books(case, case.year)
        for step in steps
        for row in own_filings(case, "budget", step, package=book)
        if row.period_covered is None and _may_be_next(case, row, book.year)
    ]
    if not open_:
        return founded_after(case, case.deadline(BUDGET_DEADLINE)) or broken_budget(case, reason, *shown)
    days = tuple(sorted({row.date for row in open_}))
    unsaid = say("{reason}；{days}的记录没有写明是哪一年的预算", reason=reason, days=days)
    return unstated(case, "filings", unsaid, *shown, *step_cells(case, open_))


def founded_after(case: Case, due: date) -> Answer | None:
    """The answer of a union that did not exist yet on the day by which something was due; None where it did."""
    founded = case.union.founded_on
    if founded is None or founded <= due:
        return None
    reason = say("工会于{founded}成立，晚于期限{due}", founded=founded, due=due)
    return not_applicable(reason, *register_cells(case.union, "founded_on"))


def broken_budget(case: Case, reason: Sentence, *shown: Evidence, weight: Weight | None = None) -> Answer:
    """Broken once the budget should have been approved, if the books tell of that day."""
    due = case.deadline(BUDGET_DEADLINE)
    return undone(case, "filings", due, reason, *shown, case.parameter(BUDGET_DEADLINE), weight=weight)


def _books(case: Case, year: int) -> list[Package]:
    reports = (case.history.get(one) for one in (year - 1, year))
    return [report.package for report in reports if report and report.package]


def _is_of(case: Case, row: Filing, book: int, year: int) -> bool:
    """Whether a step in the books of year `book` is of `year`'s budget: it says so, or says nothing and can be of no other."""
    return covers(case, row.period_covered, year, unstated=book == year and not _may_be_next(case, row, book))


def _may_be_next(case: Case, row: Filing, book: int) -> bool:
    """Whether a step came so late in the year of its books that it may be of the next budget: after the half-year is told."""
    halfway = stage_deadline(case.policy, "midyear", book)
    return halfway is not None and row.date > halfway


def _is_one(row: Filing, rows: Sequence[Filing | None]) -> bool:
    return any(row is one for one in rows)
