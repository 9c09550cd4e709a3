"""二（七）推进全覆盖审计工作"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from yangguang.core.sentence import Sentence, say
from yangguang.ledger.between.coverage import covering_audits, due_targets
from yangguang.ledger.standing import exists_in
from yangguang.rules.forms.audit_reports import reported
from yangguang.rules.forms.budget_steps import not_taken
from yangguang.rules.forms.filings import covers, this_and_next_year
from yangguang.rules.forms.names import some
from yangguang.rules.forms.reviews import (
    audits_after,
    no_audit_after,
    no_first_half,
    review_cells,
    reviews_before,
    reviews_during,
    untold_audits,
)
from yangguang.rules.forms.several import undone, worst
from yangguang.rules.forms.shapes import in_force, in_full, out_of_force, undisclosed, unfinished, unstated
from yangguang.rules.judge.answers import breached, cells, met, not_applicable
from yangguang.rules.judge.model import STATUS_TITLES, Status, Weight
from yangguang.rules.judge.rule import TRIED_ANEW, Rule, revised

if TYPE_CHECKING:
    from yangguang.records.package import Package
    from yangguang.rules.judge.case import Case
    from yangguang.rules.judge.model import Answer

_COVERING = ("kind", "target_id", "period_covered", "report_on")


def audit_reaches_every_body(case: Case) -> Answer:
    """建立健全对本级和所属单位以及下一级工会组织的审计监督工作机制: all are on the list, a regulation is in force."""
    package = case.package
    if package is None or package.audit_targets is None or package.regulations is None:
        return undisclosed(case, "audit_targets", "regulations")
    on_list = {row.target_id for row in package.audit_targets}
    own = case.union.union_id
    bodies = [
        *(
            (one.union_id, one.name)
            for one in case.registry.children(own)
            if exists_in(one, case.year, case.policy.fiscal)
        ),
        *((one.affiliate_id, one.name) for one in case.registry.affiliates_of(own)),
    ]
    itself = [] if on_list & {"self", own} else [say("本级")]
    absent = [name for body, name in bodies if body not in on_list]
    asked = {"self", own, *(body for body, _ in bodies)}
    shown = cells(
        package, "audit_targets", (row for row in package.audit_targets if row.target_id in asked), "target_id"
    )
    if itself or absent:
        reason = say("应列入审计清单的 {n} 个，没有列入：{names}", n=len(bodies) + 1, names=some(itself, absent))
        return unfinished(case, reason, *shown) or breached(reason, *shown)
    complete = say("本级和所属、下一级单位共 {n} 个都已列入审计清单", n=len(bodies) + 1)
    rules = in_force(case, "audit")
    if not rules:
        reason = say("{complete}，但没有现行有效的审计监督制度", complete=complete)
        shown = (*shown, *out_of_force(case, "audit"))
        return unfinished(case, reason, *shown) or breached(reason, *shown)
    shown = (*shown, *cells(package, "regulations", rules, "class", "adopted_on", "repealed_on", "document_no"))
    if not any(row.document_no for row in rules):
        return unstated(case, "regulations", say("{complete}，但审计监督制度没有文号", complete=complete), *shown)
    return in_full(case, met(complete, *shown))


def all_due_targets_audited(case: Case) -> Answer:
    """对应审单位、应审项目全部审计: every unit and every project due in the year has a reported audit of it, and of the year.

    Next year's books may show it where they name the year.
    """
    package = case.package
    if package is None or package.audit_targets is None or package.audits is None:
        return undisclosed(case, "audit_targets", "audits")
    units, projects = due_targets(package.audit_targets, case.year)
    if not units and not projects:
        nothing = say("应审清单没有{year}年应审的单位或项目", year=case.year)
        return in_full(case, not_applicable(nothing))
    books = {
        id(row): book
        for book in this_and_next_year(case)
        for row, _ in reported(case, book)
        if book.year == case.year or covers(case, row.period_covered, case.year, unstated=False)
    }
    audits = [row for book in this_and_next_year(case) for row in book.audits or () if id(row) in books]
    done = covering_audits((*units, *projects), audits, case.union.union_id, case.year, case.policy.fiscal)
    open_ = [target for target in (*units, *projects) if target.target_id not in done]
    count = say(
        "应审单位 {units} 个，已审 {units_done} 个；应审项目 {projects} 个，已审 {projects_done} 个",
        units=len(units), units_done=sum(one.target_id in done for one in units),
        projects=len(projects), projects_done=sum(one.target_id in done for one in projects),
    )  # fmt: skip
    shown = (
        case.figure("audit_coverage/units"),
        case.figure("audit_coverage/projects"),
        *cells(package, "audit_targets", (*units, *projects), "kind", "due_year"),
        *(cell for one in done.values() for cell in cells(books[id(one)], "audits", [one], *_COVERING)),
        case.parameter("annual_audit_deadline"),
    )
    if not open_:
        return in_full(case, met(count, *shown))
    groups = [[one.name for one in group if one.target_id not in done] for group in (units, projects)]
    reason = say("{count}；尚未审计：{names}", count=count, names=some(*groups))
    shown = (*shown, *cells(package, "audit_targets", open_, "name"))
    return undone(case, "audits", case.deadline("annual_audit_deadline"), reason, *shown)


def audited_before_during_and_after(case: Case) -> Answer:
    """进行事前、事中和事后审计: the budget reviewed, its execution reviewed at half-year, its execution audited in time.

    That the budget is filed with the superior, that a review rests on figures, that a report has its number are other
    clauses.
    """
    package = case.package
    if package is None:
        return undisclosed(case, "filings", "audits")
    stages = (
        (say("事前审查"), _before(case, package)),
        (say("事中审查"), _during(case, package)),
        (say("事后审计"), _after(case, package)),
    )
    whole = worst([one for _, one in stages])
    return replace(whole, reason=say("{stages}", stages=tuple(_told(stage, one) for stage, one in stages)))


def _told(stage: Sentence, one: Answer) -> Sentence:
    """How a review stands and, where it is not there, what lacks and by when."""
    status = Sentence(STATUS_TITLES[one.status], {})
    if one.status is Status.MET:
        return say("{stage}：{status}", stage=stage, status=status)
    return say("{stage}：{status}（{reason}）", stage=stage, status=status, reason=one.reason)


def _before(case: Case, package: Package) -> Answer:
    reviews = reviews_before(case, package)
    if reviews:
        return met(say("事前审查"), *review_cells(case, reviews, "opinion"))
    nothing = say("没有经审委员会审查通过{year}年预算的记录", year=case.year)
    return untold_audits(case, package) or not_taken(case, nothing, steps=("funds_committee_review",))


def _during(case: Case, package: Package) -> Answer:
    start, due = case.deadline("midyear_review_start"), case.deadline("midyear_review_deadline")
    reviews = reviews_during(case, package)
    shown = (
        *review_cells(case, reviews, "opinion"),
        case.parameter("midyear_review_start"),
        case.parameter("midyear_review_deadline"),
    )
    if any(start <= one.day <= due for one in reviews):
        return met(say("事中审查"), *shown)
    if package.filings is None or package.audits is None:
        return undisclosed(case, "filings", "audits")
    reason = say("没有经审委员会对{year}年上半年预算执行情况的审查", year=case.year)
    if reviews:
        days = some([one.day for one in reviews])
        reason = say("中期审查的日期为{days}，不在{start}至{due}之间", days=days, start=start, due=due)
    elif young := no_first_half(case):
        return young
    return undone(case, "audits", due, reason, *shown)


def _after(case: Case, package: Package) -> Answer:
    due, reports = case.deadline("annual_audit_deadline"), audits_after(case)
    shown = (*review_cells(case, reports, "opinion"), case.parameter("annual_audit_deadline"))
    if reports and reports[0].day <= due:
        return met(say("事后审计"), *shown)
    if package.audits is None and not reports:
        return undisclosed(case, "audits")
    if reports:
        reason = say("年度预算执行审计报告日期为{day}，晚于{due}", day=reports[0].day, due=due)
    else:
        reason, early = no_audit_after(case)
        shown = (*early, *shown)
    return undone(case, "audits", due, reason, *shown)


RULES = (
    Rule(
        clause_id="2-7-1",
        version="1.1",
        history=revised("审计监督制度没有文号的由符合改为缺数据；数据只报到半年的，不再判为符合"),
        title="审计监督覆盖本级、所属单位和下一级工会",
        method="查应审清单是否列入本级、名录中全部直接下级工会和所属企事业单位、协会、基金会，以及现行有效、有文号的审计监督制度",
        applies_to="设立经费审查委员会的工会",
        weight=Weight.WARNING,
        decide=audit_reaches_every_body,
    ),
    Rule(
        clause_id="2-7-2",
        version="1.3",
        history=revised(
            "只有涉及当年或周期内、针对整个单位的审计才算；次年数据中写明本年的审计计入；数据只报到半年的，没有审计不再判为不符合",
            (TRIED_ANEW, "期限以前已撤销的工会，没有办理的由不符合改为不适用"),
            (TRIED_ANEW, "早于年度终了的年度预算执行审计不算当年的"),
        ),
        title="应审单位、应审项目全部审计",
        method="当年应审清单中的单位和项目，分别核对是否都有已出报告、涉及当年（按周期审的为周期内）的审计；预算审查、中期审查和后续审计不算，单位的专项审计和经济责任审计不算",
        applies_to="设立经费审查委员会的工会",
        weight=Weight.HARD,
        decide=all_due_targets_audited,
    ),
    Rule(
        clause_id="2-7-3",
        version="1.4",
        history=revised(
            "只看预算审查、半年中期审查和年度审计三项，不再承接是否报上级备案、半年数字和报告文号；经审委员会的审查和审计报告都算审查记录",
            (TRIED_ANEW, "期限以后才成立、或在上半年撤销的工会，当时不存在的审查不再要求"),
            (TRIED_ANEW, "期限以前已撤销的工会，没有办理的由不符合改为不适用"),
            (TRIED_ANEW, "早于年度终了的报告不算当年的年度审计"),
        ),
        title="事前、事中和事后审计齐全",
        method="查经审委员会对预算的审查、规定期间内的半年中期审查和期限内的年度预算执行审计是否都有记录"
        "（审查审批备案报送或审计项目中的都算），取其中最差的",
        applies_to="设立经费审查委员会的工会",
        weight=Weight.HARD,
        decide=audited_before_during_and_after,
    ),
)
