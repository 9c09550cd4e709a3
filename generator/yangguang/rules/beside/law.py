"""附加规则 X: what the law beside the plan asks of elections; off the scorecard, switched on in parameters.csv.

A rule's text is the basis of the row that switches it on, so that a finance officer can correct both without touching code.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from yangguang.core.sentence import say
from yangguang.rules.forms.shapes import elsewhere, in_full, undisclosed, unfinished
from yangguang.rules.judge.answers import breached, cells, late, met, no_data, not_applicable, register_cells
from yangguang.rules.judge.model import Weight
from yangguang.rules.judge.rule import TRIED_ANEW, Rule, revised

if TYPE_CHECKING:
    from yangguang.core.sentence import Sentence
    from yangguang.rules.judge.case import Case
    from yangguang.rules.judge.model import Answer, Cell

_VOTE = "congress_vote"


def funds_committee_elected(case: Case) -> Answer:
    """建立一级工会财务管理的工会组织选举产生经费审查委员会: a vote of the congress in the current term.

    A union that reports accounts keeps its own finances. A vote counts from the first day of the year the term begins in,
    because a term is often registered from the day after the congress.
    """
    package = case.package
    if package is None or package.accounts is None or package.filings is None:
        return undisclosed(case, "accounts", "filings")
    if not package.accounts:
        return in_full(case, not_applicable(say("本级没有独立的经费收支")))
    start = case.union.term_start
    if start is None:
        return no_data(say("工会名录没有登记本届任期的起止日期"))
    register = register_cells(case.union, "term_start")
    if case.year < case.year_of(start):
        return not_applicable(_before_term(case, start), *register)
    votes = _votes(case, "funds_committee_election", case.policy.fiscal.first_day(case.year_of(start)))
    if votes:
        day, shown = votes[-1]
        return met(say("{day}由会员（代表）大会选举产生经费审查委员会", day=day), *shown, *register)
    reason = say("本届任期自{start}起，没有选举经费审查委员会的记录", start=start)
    open_ = unfinished(case, reason, *register) or elsewhere(
        case, "filings", reason, *register, since=case.year_of(start)
    )
    return open_ or breached(reason, *register)


def elected_when_term_expired(case: Case) -> Answer:
    """任期届满应当换届: no term runs out without an election. The register knows the current term only."""
    start, end = case.union.term_start, case.union.term_end
    if start is None or end is None:
        return no_data(say("工会名录没有登记本届任期的起止日期"))
    register = register_cells(case.union, "term_start", "term_end")
    if case.year < case.year_of(start):
        return not_applicable(_before_term(case, start), *register)
    if end > case.last_day or not late(case, end):
        if end > case.last_day:
            return met(say("本届任期至{end}，{year}年末尚未届满", end=end, year=case.year), *register)
        return met(say("本届任期至{end}，尚未届满", end=end), *register)
    votes = _votes(case, "union_election", start + timedelta(days=1))
    if votes:
        day, shown = votes[-1]
        return met(say("任期于{end}届满，已于{day}换届；工会名录尚未更新", end=end, day=day), *shown, *register)
    reason = say("任期于{end}届满，没有换届选举的记录", end=end)
    return elsewhere(case, "filings", reason, *register, since=case.year_of(start)) or breached(reason, *register)


def _before_term(case: Case, start: date) -> Sentence:
    return say("本届任期自{start}起，{year}年不在任期内", start=start, year=case.year)


def _votes(case: Case, subject: str, since: date) -> list[tuple[date, tuple[Cell, ...]]]:
    """Passed votes of the congress on `subject` since a day, earliest first, in the books up to the judged year."""
    votes = [
        (row.date, row.filing_id, cells(package, "filings", [row], "subject", "date", "outcome"))
        for year, report in case.history.items()
        if (package := report.package) and year <= case.year
        for row in package.filings or ()
        if row.subject == subject and row.step == _VOTE and row.outcome == "passed" and since <= row.date <= case.as_of
    ]
    return [(day, shown) for day, _, shown in sorted(votes, key=lambda vote: vote[:2])]


RULES = (
    Rule(
        clause_id="X-1",
        version="1.1",
        history=revised("任期内某年的数据只报到半年的，按没有公开处理；数据只报到半年的，没有独立收支不再判为不适用"),
        title="经费审查委员会由会员（代表）大会选举产生",
        method="本届任期内的“审查审批备案报送”中，须有会员（代表）大会表决通过经费审查委员会选举的记录",
        applies_to="有独立经费收支的工会",
        weight=Weight.WARNING,
        decide=funds_committee_elected,
        switch="supplementary_x1",
    ),
    Rule(
        clause_id="X-3",
        version="1.2",
        history=revised(
            "任期内某年的数据只报到半年的，按没有公开处理",
            (TRIED_ANEW, "任期届满年份的数据未到报送期限的，由缺数据改为未到期"),
        ),
        title="任期届满按期换届",
        method="查工会名录的任期止日：已经届满的，须有其后会员（代表）大会换届选举通过的记录",
        applies_to="全部工会",
        weight=Weight.WARNING,
        decide=elected_when_term_expired,
        switch="supplementary_x3",
    ),
)
