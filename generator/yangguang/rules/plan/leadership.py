"""三（一）明确领导责任"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from yangguang.core.sentence import say
from yangguang.rules.forms.filings import covers, own_filings, record_cells, seen_cells, superior_filings
from yangguang.rules.forms.shapes import (
    REFUSED,
    confirmed_by_superior,
    elsewhere,
    state_day,
    undisclosed,
    unfinished,
    unstated,
)
from yangguang.rules.judge.answers import attested, breached, cells, met, not_applicable, proofs, register_cells
from yangguang.rules.judge.model import Weight
from yangguang.rules.judge.rule import Rule, revised

if TYPE_CHECKING:
    from yangguang.core.sentence import Sentence
    from yangguang.records.oversight import Filing
    from yangguang.records.package import Package
    from yangguang.rules.forms.filings import Seen
    from yangguang.rules.judge.case import Case
    from yangguang.rules.judge.model import Answer

_PLAN = "integrity_plan"


class _Step(NamedTuple):
    """A step of the plan's path and the package that states it."""

    package: Package
    filing: Filing


def chair_responsible(case: Case) -> Answer:
    """廉洁办会工作由各级工会主席负责: the chair is responsible and in office; where there is none, the acting vice chair.

    An empty cell says nothing about who is: that is a lack of data here, and what 3-1-3 finds wanting.
    """
    package = case.package
    if package is None or package.overview is None:
        return undisclosed(case, "overview")
    row = package.overview[0] if package.overview else None
    shown = cells(package, "overview", package.overview, "responsible_role", "responsible_since")
    if row is None or row.responsible_role is None:
        return unstated(case, "overview", say("没有填写廉洁办会责任人职务"), *shown)
    if row.responsible_since is None:
        return unstated(case, "overview", say("没有填写责任人的任职日期，不能核查是否在任"), *shown)
    if row.responsible_since > case.as_of:
        reason = say("责任人于{since}才到任，现在空缺", since=row.responsible_since)
        return unfinished(case, reason, *shown) or breached(reason, *shown)
    if row.responsible_role == "chair":
        return met(say("由工会主席负责，{since}起任职", since=row.responsible_since), *shown)
    reason = say("工会主席空缺，由主持工作的副主席负责，{since}起任职", since=row.responsible_since)
    return met(reason, *shown, weight=Weight.INDICATOR)


def integrity_plan_issued(case: Case) -> Answer:
    """制定廉洁办会实施方案: a plan of the union's own was issued, in this year or before, and within the current term.

    The superior's record of it confirms that it exists; without one a document number attests it. A plan older than the
    term is the softer half. That there is none is told only by the books of every year in which it may have been issued.
    """
    package = case.package
    if package is None or package.filings is None:
        return undisclosed(case, "filings")
    issued = _issued(case)
    if issued is None:
        nothing = say("没有印发廉洁办会实施方案的记录")
        return unfinished(case, nothing) or _not_issued(case, nothing)
    day, term = issued.filing.date, case.union.term_start
    shown = (*record_cells(case, issued.package, [issued.filing], "outcome"), *register_cells(case.union, "term_start"))
    if term is not None and day < term <= state_day(case):
        reason = say("实施方案于{day}印发，早于本届任期起始的{term}，应重新制定", day=day, term=term)
        open_ = unfinished(case, reason, *shown) or elsewhere(case, "filings", reason, *shown, since=case.year_of(term))
        return open_ or breached(reason, *shown, weight=Weight.WARNING)
    seen = [one for one in _at_superior(case, issued.filing) if one.filing.outcome not in REFUSED]
    if seen:
        return met(say("实施方案于{day}印发，上级工会有备案记录", day=day), *shown, *seen_cells(case, seen[-1]))
    shown = (*shown, *proofs(issued.package, "filings", [issued.filing]))
    if issued.filing.document_no or issued.filing.document_url:
        return attested(say("实施方案于{day}印发，有佐证", day=day), *shown)
    return unstated(case, "filings", say("实施方案于{day}印发，但没有文号，也没有佐证", day=day), *shown)


def office_and_persons_named(case: Case) -> Answer:
    """明确工作机构和责任人员: the overview names the working office and the responsible position.

    An overview that leaves one of them empty names nobody, and that is what the clause forbids.
    """
    package = case.package
    if package is None or package.overview is None:
        return undisclosed(case, "overview")
    row = package.overview[0] if package.overview else None
    shown = cells(package, "overview", package.overview, "working_office", "responsible_role")
    lacking = []
    if row is None or not row.working_office:
        lacking.append(say("工作机构"))
    if row is None or row.responsible_role is None:
        lacking.append(say("责任人员"))
    if lacking:
        reason = say("没有明确{names}", names=tuple(lacking))
        return unfinished(case, reason, *shown) or breached(reason, *shown)
    assert row is not None, "an absent row lacks both"
    return met(say("已明确工作机构（{office}）和责任人职务", office=row.working_office), *shown)


def integrity_plan_filed(case: Case) -> Answer:
    """实施方案须报上级工会备案: the plan in force went to the superior once issued, and is in its books.

    What was sent after the year ended may stand in next year's books, where they name the year.
    """
    package = case.package
    if case.union.parent_id is None:
        return not_applicable(say("本会是门户内最高一级，备案在门户以外"))
    if package is None or package.filings is None:
        return undisclosed(case, "filings")
    issued = _issued(case)
    if issued is None:
        nothing = say("没有印发廉洁办会实施方案的记录，也就没有备案")
        open_ = unfinished(case, nothing) or elsewhere(case, "filings", nothing)
        return open_ or breached(nothing)
    sent = [
        one
        for step in ("submission", "record_filing")
        for one in _steps(case, step, case.year + 1)
        if one.filing.date >= issued.filing.date
        and (one.package.year <= case.year or covers(case, one.filing.period_covered, case.year, unstated=False))
    ]
    shown = record_cells(case, issued.package, [issued.filing], "outcome")
    for one in sent:
        year = ("period_covered",) if one.package.year > case.year else ()
        shown += record_cells(case, one.package, [one.filing], *year)
    claim = say("实施方案于{day}印发", day=issued.filing.date)
    first = min((one.filing.date for one in sent), default=None)
    if first is not None:
        claim = say("实施方案于{day}印发，{sent}报上级备案", day=issued.filing.date, sent=first)
    if told := confirmed_by_superior(case, claim, first, _at_superior(case, issued.filing), *shown):
        return told
    reason = say("{claim}，其后没有报上级备案的记录", claim=claim)
    open_ = unfinished(case, reason, *shown) or elsewhere(
        case, "filings", reason, *shown, since=case.year_of(issued.filing.date)
    )
    return open_ or breached(reason, *shown)


def _issued(case: Case) -> _Step | None:
    """The plan in force on the day of the state: the last issued, whichever year's package says so."""
    day = state_day(case)
    found = [one for one in _steps(case, "issue") if one.filing.date <= day and one.filing.outcome not in REFUSED]
    return max(found, key=lambda one: (one.filing.date, one.package.year, one.filing.filing_id), default=None)


def _not_issued(case: Case, nothing: Sentence) -> Answer:
    """No plan is found: of the whole of the union's time, or of the current term alone, as far as the books tell."""
    term = case.union.term_start
    register = register_cells(case.union, "term_start")
    unknown = elsewhere(case, "filings", nothing, *register)
    if unknown is None:
        return breached(nothing)
    if term is None or term > state_day(case) or elsewhere(case, "filings", nothing, since=case.year_of(term)):
        return unknown
    told = say("{nothing}；本届任期自{term}起", nothing=nothing, term=term)
    return breached(told, *register, weight=Weight.WARNING)


def _steps(case: Case, step: str, until: int | None = None) -> list[_Step]:
    """The plan's own rows of one step in the packages up to the judged year, or to another."""
    packages = (report.package for year, report in case.history.items() if year <= (until or case.year))
    return [_Step(one, row) for one in packages if one for row in own_filings(case, _PLAN, step, package=one)]


def _at_superior(case: Case, issued: Filing) -> list[Seen]:
    """The superior's records of a plan since it was issued, earliest first."""
    return [
        one
        for one in superior_filings(case, _PLAN, "record_filing", "superior_receipt", "superior_approval")
        if one.filing.date >= issued.date
        and any(
            covers(case, one.filing.period_covered, year, unstated=True)
            for year in (case.year, case.year_of(issued.date))
        )
    ]


RULES = (
    Rule(
        clause_id="3-1-1",
        version="1.0",
        title="工会主席负责廉洁办会工作",
        method="查“基本情况”填写的廉洁办会责任人职务和任职日期；主席空缺、由主持工作的副主席负责的作提示",
        applies_to="全部工会",
        weight=Weight.HARD,
        decide=chair_responsible,
    ),
    Rule(
        clause_id="3-1-2",
        version="1.1",
        history=revised("以前年度的数据没有公开的，没有印发记录由不符合改为缺数据；本届任期各年都公开而没有的，作提示"),
        title="制定廉洁办会实施方案",
        method="查当年及以前各年“审查审批备案报送”中最近一次印发的实施方案：上级有备案记录的为符合，仅有文号或链接的为有佐证；早于本届任期的作提示",
        applies_to="全部工会",
        weight=Weight.HARD,
        decide=integrity_plan_issued,
    ),
    Rule(
        clause_id="3-1-3",
        version="1.0",
        title="明确工作机构和责任人员",
        method="查“基本情况”是否填写了工作机构和廉洁办会责任人职务",
        applies_to="全部工会",
        weight=Weight.HARD,
        decide=office_and_persons_named,
    ),
    Rule(
        clause_id="3-1-5",
        version="1.1",
        history=revised(
            "方案印发以来各年的数据没有都公开的，没有备案记录由不符合改为缺数据；次年数据中写明本年的报送计入"
        ),
        title="实施方案报上级工会备案",
        method="最近一次印发的实施方案，印发后应有报送或备案记录，并与上级工会的备案记录核对",
        applies_to="有上级工会的工会",
        weight=Weight.HARD,
        decide=integrity_plan_filed,
    ),
)
