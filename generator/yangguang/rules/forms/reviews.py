"""The three reviews of a union's own budget, before, in and after the year: one notion of what records one.

A review stands among the filings, as a vote of the funds committee, or among the audits, as a report on the union itself.
What was returned or voted down is none. The annual audit stands among the audits alone: a vote is no audit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from yangguang.core.sentence import say
from yangguang.ledger.standing import owes
from yangguang.records.oversight import Filing
from yangguang.rules.forms.audit_reports import before_the_end, follows_the_year
from yangguang.rules.forms.budget_steps import GOOD, last_step
from yangguang.rules.forms.filings import covers, of_year, own_filings, record_cells, this_and_next_year
from yangguang.rules.forms.shapes import REFUSED, undisclosed
from yangguang.rules.judge.answers import cells, not_applicable, register_cells

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from yangguang.core.sentence import Sentence
    from yangguang.records.audits import Audit
    from yangguang.records.package import Package
    from yangguang.rules.judge.answers import Evidence
    from yangguang.rules.judge.case import Case
    from yangguang.rules.judge.model import Answer


class Review(NamedTuple):
    """A review that was carried: its day, the row that records it, the books that hold the row."""

    day: date
    row: Audit | Filing
    package: Package

    @property
    def document(self) -> str | None:
        """The number of its report or minutes, or where to find them."""
        if isinstance(self.row, Filing):
            return self.row.document_no or self.row.document_url
        return self.row.report_no


def reviews_before(case: Case, package: Package) -> list[Review]:
    """Of the budget, earliest first. Of several votes the last counts; one that was lost undoes what came before it."""
    vote = last_step(case, "funds_committee_review")
    audits = [one for book in (case.previous, package) if book for one in _audits(case, book, "budget_review")]
    if vote is None:
        return sorted(audits, key=_day)
    if vote.outcome not in GOOD:
        return sorted((one for one in audits if one.day > vote.date), key=_day)
    return sorted([Review(vote.date, vote, package), *audits], key=_day)


def reviews_during(case: Case, package: Package) -> list[Review]:
    """Of how the budget was executed in the first half of the year, earliest first, in time or not."""
    votes = of_year(case, own_filings(case, "midyear_execution", "funds_committee_review"))
    carried = (Review(row.date, row, package) for row in votes if row.outcome in GOOD)
    return sorted([*carried, *_audits(case, package, "midyear_review")], key=_day)


def no_first_half(case: Case) -> Answer | None:
    """The answer of a union that was founded after the first half of the year, or ended within it: nothing to review."""
    founded, ended = case.union.founded_on, case.union.dissolved_on
    start = case.deadline("midyear_review_start")
    if founded and founded >= start:
        reason = say("工会于{founded}成立，没有上半年的预算执行可以审查", founded=founded)
        return not_applicable(reason, *register_cells(case.union, "founded_on"))
    if ended and ended < start:
        reason = say("工会于{ended}撤销，没有完整的上半年预算执行可以审查", ended=ended)
        return not_applicable(reason, *register_cells(case.union, "dissolved_on"))
    return None


def audits_after(case: Case) -> list[Review]:
    """Of how the year's budget was executed, earliest first; next year's books count where they name the year."""
    return [one for one in _annual(case) if follows_the_year(case, one.day)]


def no_audit_after(case: Case) -> tuple[Sentence, tuple[Evidence, ...]]:
    """That there is none, and what is called one but came before the year had ended."""
    nothing, early = say("没有{year}年度预算执行情况的审计报告", year=case.year), _annual(case)
    return before_the_end(case, nothing, (one.day for one in early)), review_cells(case, early)


def untold_audits(case: Case, package: Package) -> Answer | None:
    """The answer where a review may stand among audits that the union is asked for and has not given."""
    if package.audits is None and owes(case.union, "audits", case.year, case.policy):
        return undisclosed(case, "audits")
    return None


def review_cells(case: Case, reviews: Iterable[Review], *of_audits: str) -> tuple[Evidence, ...]:
    """The cells that record each: of a vote what it was on, its day and outcome, of a report that and the columns named."""
    shown: list[Evidence] = []
    for one in reviews:
        if isinstance(one.row, Filing):
            shown.extend(record_cells(case, one.package, [one.row], "period_covered", "outcome"))
        else:
            shown.extend(
                cells(one.package, "audits", [one.row], "kind", "target_id", "period_covered", "report_on", *of_audits)
            )
    return tuple(shown)


def _annual(case: Case) -> list[Review]:
    return sorted(
        (one for book in this_and_next_year(case) for one in _audits(case, book, "annual_execution")), key=_day
    )


def _audits(case: Case, book: Package, kind: str) -> list[Review]:
    """Reports of one kind on the union itself and the judged year; in books of another year they name it."""
    return [
        Review(row.report_on, row, book)
        for row in book.audits or ()
        if row.kind == kind and row.target_id in {"self", case.union.union_id}
        and row.report_on is not None and row.report_on <= case.as_of and REFUSED.isdisjoint(row.opinions)
        and covers(case, row.period_covered, case.year, unstated=book.year == case.year)
    ]  # fmt: skip


def _day(one: Review) -> tuple[date, str]:
    return one.day, one.row.audit_id if not isinstance(one.row, Filing) else ""
