"""二（四）严格执行预算管理: the budget before, in and after the year, and who else looks at it"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.core.sentence import say
from yangguang.ledger.figures.totals import effective_budget
from yangguang.records.audits import Audit
from yangguang.rules.forms.budget_steps import GOOD, broken_budget, last_step, not_taken, of_budget, step_cells
from yangguang.rules.forms.filings import seen_cells, superior_filings
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
from yangguang.rules.forms.several import undone
from yangguang.rules.forms.shapes import undisclosed, unstated
from yangguang.rules.judge.answers import attested, awaiting, breached, cells, late, met, no_data, not_due
from yangguang.rules.judge.model import Weight
from yangguang.rules.judge.rule import TRIED_ANEW, Rule, revised

if TYPE_CHECKING:
    from datetime import date

    from yangguang.core.sentence import Sentence
    from yangguang.records.oversight import Filing
    from yangguang.records.package import Package
    from yangguang.rules.forms.filings import Seen
    from yangguang.rules.forms.reviews import Review
    from yangguang.rules.judge.answers import Evidence
    from yangguang.rules.judge.case import Case
    from yangguang.rules.judge.model import Answer


def budget_reviewed_and_filed(case: Case) -> Answer:
    """认真落实对本级工会的预算审查备案: reviewed by the funds committee, then filed with the superior, in this order.

    The superior's own package must show that it has the budget; of the topmost union there is only its own record.
    """
    package = case.package
    if package is None or package.filings is None:
        return undisclosed(case, "filings")
    vote, submission, filed = (
        last_step(case, step) for step in ("funds_committee_review", "submission", "record_filing")
    )
    reviews = reviews_before(case, package)
    sent = [step for step in (submission, filed) if step is not None]
    shown = (*review_cells(case, reviews, "opinion"), *step_cells(case, [vote], "outcome"), *step_cells(case, sent))
    if not reviews:
        lacking = say("没有经审委员会审查通过{year}年预算的记录", year=case.year)
        if vote is not None:
            return broken_budget(case, lacking, *shown)
        return untold_audits(case, package) or not_taken(case, lacking, *shown, steps=("funds_committee_review",))
    review = reviews[0]
    if any(step.date < review.day for step in sent):
        reason = say(
            "预算于{day}报送或备案，早于{review}的经审委员会审查", day=min(one.date for one in sent), review=review.day
        )
        return broken_budget(case, reason, *shown)
    if case.union.parent_id is None:
        return _filed_outside(case, review, *shown)
    seen = of_budget(case, superior_filings(case, "budget", "record_filing", "superior_receipt", "superior_approval"))
    if seen:
        return _filed_at_superior(case, review, _not_borne_out(submission, filed, seen[-1].filing), seen[-1], *shown)
    if not sent:
        reason = say("预算于{review}经经审委员会审查通过，没有报上级备案的记录", review=review.day)
        return not_taken(case, reason, *shown, steps=("submission", "record_filing"))
    reason = say("预算于{review}经经审委员会审查通过并已报送，上级工会的数据中还没有备案记录", review=review.day)
    return awaiting(reason, *shown)


def _filed_outside(case: Case, review: Review, *shown: Evidence) -> Answer:
    """The topmost union files outside the portal: its own review is all there is, attested by its minutes."""
    if review.document:
        reason = say("预算于{review}经经审委员会审查通过，有文号；上级工会不在本门户，备案无法核查", review=review.day)
        return attested(reason, *shown)
    unsaid = say("预算于{review}经经审委员会审查通过，但没有文号，备案也无法核查", review=review.day)
    return unstated(case, "filings", unsaid, *shown)


def _filed_at_superior(case: Case, review: Review, differing: date | None, seen: Seen, *shown: Evidence) -> Answer:
    """What the superior's record makes of a reviewed budget. Where the own one has a `differing` day, neither is wrong yet."""
    day = seen.filing.date
    evidence = (*shown, *seen_cells(case, seen, "document_no"))
    if seen.filing.outcome not in GOOD:
        return broken_budget(case, say("上级工会于{day}退回预算", day=day), *evidence)
    if day < review.day:
        return broken_budget(
            case, say("上级工会于{day}备案，早于{review}的经审委员会审查", day=day, review=review.day), *evidence
        )
    if differing is not None:
        reason = say(
            "预算于{review}经经审委员会审查通过；本会记录{own}报送或备案，上级工会记录{day}，待双方核对",
            review=review.day, own=differing, day=day,
        )  # fmt: skip
        return awaiting(reason, *evidence)
    return met(say("预算于{review}经经审委员会审查通过，上级工会{day}已有记录", review=review.day, day=day), *evidence)


def _not_borne_out(submission: Filing | None, filed: Filing | None, theirs: Filing) -> date | None:
    """The day in the union's books that its superior's record does not bear out: sent after it, or filed on another day."""
    if submission and theirs.date < submission.date:
        return submission.date
    if filed is None or filed.document_no is None or filed.date == theirs.date:
        return None
    return filed.date if (filed.step, filed.document_no) == (theirs.step, theirs.document_no) else None


def midyear_execution_reviewed(case: Case) -> Answer:
    """半年预算执行情况中期审查: reviewed after the first half and by the deadline, on its figures; none is above the budget.

    An account that spent more than its whole budget by the middle of the year is the softer half.
    """
    package = case.package
    if package is None:
        return undisclosed(case, "filings", "audits")
    start, due = case.deadline("midyear_review_start"), case.deadline("midyear_review_deadline")
    rules = (case.parameter("midyear_review_start"), case.parameter("midyear_review_deadline"))
    reviews = reviews_during(case, package)
    shown: tuple[Evidence, ...] = (*review_cells(case, reviews, "opinion"), *rules)
    inside = [one.day for one in reviews if start <= one.day <= due]
    if not inside:
        for table in ("filings", "audits"):
            if package.table(table) is None:
                return undisclosed(case, table)
        reason = say("没有经审委员会对{year}年上半年预算执行情况的审查", year=case.year)
        if reviews:
            days = some([one.day for one in reviews])
            reason = say("中期审查的日期为{days}，不在{start}至{due}之间", days=days, start=start, due=due)
        elif young := no_first_half(case):
            return young
        return undone(case, "audits", due, reason, *shown)
    return _on_its_figures(case, package, say("{day}完成半年预算执行中期审查", day=inside[0]), *shown)


def annual_execution_audited(case: Case) -> Answer:
    """年度预算执行情况审计: a report with its number and opinion by the deadline; the other two reviews are named."""
    package = case.package
    if package is None or package.audits is None:
        return undisclosed(case, "audits")
    due, deadline = case.deadline("annual_audit_deadline"), case.parameter("annual_audit_deadline")
    reports = audits_after(case)
    if not reports:
        nothing, early = no_audit_after(case)
        return undone(case, "audits", due, nothing, *early, deadline)
    timely = [one for one in reports if one.day <= due]
    day, first, _ = next(filter(_is_whole, timely), reports[0])
    assert isinstance(first, Audit), "a vote is no audit"
    if not timely:
        late_one = say("年度预算执行审计报告日期为{day}，晚于{due}", day=day, due=due)
        return breached(late_one, *review_cells(case, reports, "opinion"), deadline)
    shown: tuple[Evidence, ...] = (*review_cells(case, reports, "report_no", "opinion"), deadline)
    if first.report_no is None or first.opinion is None:
        unsaid = say("{day}出具年度预算执行审计报告，但没有填写文号或审计评价", day=day)
        return unstated(case, "audits", unsaid, *shown)
    reason = say("{day}出具年度预算执行审计报告（{number}）", day=day, number=first.report_no)
    others = ((reviews_before(case, package), say("预算审查")), (reviews_during(case, package), say("半年中期审查")))
    lacking = [title for reviewed, title in others if not reviewed]
    shown = (*shown, *(cell for reviewed, _ in others for cell in review_cells(case, reviewed, "opinion")))
    if lacking and package.filings is None:
        return met(say("{reason}；没有审查记录的表，三审是否齐全无法核查", reason=reason), *shown)
    if lacking:
        reason = say("{reason}；三审不齐，缺：{lacking}", reason=reason, lacking=tuple(lacking))
        return met(reason, *shown, weight=Weight.WARNING)
    return met(say("{reason}，三审齐全", reason=reason), *shown)


def _is_whole(report: Review) -> bool:
    """Whether a report has its number and says what it thinks of the year."""
    return isinstance(report.row, Audit) and None not in {report.row.report_no, report.row.opinion}


def _on_its_figures(case: Case, package: Package, reviewed: Sentence, *shown: Evidence) -> Answer:
    """The figures of the first half that were reviewed, account by account against the budget in force."""
    if package.accounts is None:
        return undisclosed(case, "accounts")
    chart = case.policy.chart(package.descriptor.chart)
    spending = [row for row in package.accounts if chart.nodes[row.account_code].side == "expenditure"]
    shown = (*shown, *cells(package, "accounts", spending, "budget_adjusted", "actual_h1"))
    shown = (
        *shown,
        *cells(package, "accounts", (row for row in spending if row.budget_adjusted is None), "budget_initial"),
    )
    empty, over, unplanned = [], [], []
    for row in spending:
        if row.actual_h1 is None:
            empty.append(row)
        elif (budget := effective_budget(row)) is None:
            unplanned.append(row)
        elif row.actual_h1 > budget:
            over.append(row)
    if empty:
        reason = say("{reviewed}，但 {n} 个支出科目没有填写上半年执行数", reviewed=reviewed, n=len(empty))
        due = case.deadline("stage_deadline_midyear")
        if late(case, due):
            return no_data(reason, *shown)
        return not_due(say("{reason}；期限为{due}，尚未到期", reason=reason, due=due), *shown)
    if over:
        names = some([f"{row.account_code} {row.account_name}" for row in over])
        reason = say("{reviewed}；{names}上半年支出已超过全年预算", reviewed=reviewed, names=names)
        shown = (*shown, *cells(package, "accounts", over, "account_name"))
        return breached(reason, *shown, weight=Weight.WARNING)
    if unplanned:
        reason = say("{reviewed}，但 {n} 个支出科目没有填写预算数，无法核对", reviewed=reviewed, n=len(unplanned))
        return no_data(reason, *shown)
    return met(reviewed, *shown)


RULES = (
    Rule(
        clause_id="2-4-5",
        version="1.4",
        history=revised(
            "岁末没有写明年度的预算环节不再算作当年的；上年数据中写明本年的计入；数据只报到年初预算的不再判为不符合；审计项目中的预算审查也算审查",
            (TRIED_ANEW, "双方记录的日期不一致的，待双方核对；最高一级没有文号的，数据报送期限以前为未到期"),
            (TRIED_ANEW, "期限以后才成立的工会，没有记录由不符合改为不适用"),
            (TRIED_ANEW, "期限以前已撤销的工会，没有办理的由不符合改为不适用"),
        ),
        title="本级预算经审查并报上级备案",
        method="查经审委员会审查通过预算的记录、报送和备案记录及其先后次序，并与上级工会的备案或签收记录核对",
        applies_to="设立经费审查委员会的工会",
        weight=Weight.HARD,
        decide=budget_reviewed_and_filed,
    ),
    Rule(
        clause_id="2-4-6",
        version="1.4",
        history=revised(
            "审查记录的认定与其他各条一致：审查审批备案报送和审计项目中的都算，退回或未通过的不算",
            (TRIED_ANEW, "年初预算数可以留空：没有填写的为缺数据，不当作零"),
            (TRIED_ANEW, "上半年以后才成立、或在上半年撤销的工会，没有审查由不符合改为不适用"),
            (TRIED_ANEW, "期限以前已撤销的工会，没有办理的由不符合改为不适用"),
        ),
        title="半年预算执行情况中期审查",
        method="查经审委员会对上半年预算执行情况的审查是否在规定期间内完成，是否有上半年执行数；上半年支出超过全年预算的作提示",
        applies_to="设立经费审查委员会的工会",
        weight=Weight.HARD,
        decide=midyear_execution_reviewed,
    ),
    Rule(
        clause_id="2-4-7",
        version="1.4",
        history=revised(
            "没有填写文号或审计评价的，数据报送期限以前为未到期；下年数据中写明本年的报告计入；三审是否齐全也看经审委员会的审查",
            (TRIED_ANEW, "期限内有几份报告的，有一份填写了文号和审计评价即可"),
            (TRIED_ANEW, "期限以前已撤销的工会，没有办理的由不符合改为不适用"),
            (TRIED_ANEW, "早于年度终了的报告不算当年的年度审计"),
        ),
        title="年度预算执行情况审计",
        method="查年度预算执行审计报告的文号、日期和评价，是否在期限内出具；并提示预算审查、中期审查、年度审计三审是否齐全",
        applies_to="设立经费审查委员会的工会",
        weight=Weight.HARD,
        decide=annual_execution_audited,
    ),
)
