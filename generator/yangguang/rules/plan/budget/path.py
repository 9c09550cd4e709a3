"""二（四）严格执行预算管理: the budget on its way through the bodies"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.core.sentence import say
from yangguang.rules.forms.budget_steps import GOOD, broken_budget, last_step, not_taken, of_budget, step_cells
from yangguang.rules.forms.filings import seen_cells, superior_filings
from yangguang.rules.forms.reviews import review_cells, reviews_before, untold_audits
from yangguang.rules.forms.shapes import undisclosed, unstated
from yangguang.rules.judge.answers import attested, awaiting, met, not_applicable
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


def budget_passed_by_both_committees(case: Case) -> Answer:
    """预算草案应当由本级委员会、经审委员会审查通过: both votes carried, by a quorum, before the budget goes to the superior.

    Of several votes of one body the last counts. A vote carried without a quorum is the softer half: how many must be
    present is a default, not the plan's word. Where the funds committee's review is a report among the audits, it is
    known to have taken place; its votes are not.
    """
    package = case.package
    if package is None or package.filings is None:
        return undisclosed(case, "filings")
    committee, funds, submission = (
        last_step(case, step) for step in ("committee_review", "funds_committee_review", "submission")
    )
    if committee is None or funds is None:
        return _without_a_vote(case, package, committee, funds, submission)
    votes = ((say("本级委员会"), committee), (say("经审委员会"), funds))
    for at, (body, vote) in enumerate(votes):
        if lost := _lost(body, vote):
            before = [earlier for _, earlier in votes[:at]]
            read = (*_lost_cells(case, vote), *_lost_cells(case, *before), *step_cells(case, [committee, funds]))
            return broken_budget(case, lost, *dict.fromkeys(read))
    reviewed = max(committee.date, funds.date)
    if submission is not None and submission.date < reviewed:
        early = say("预算于{day}报上级，早于{last}的审查", day=submission.date, last=reviewed)
        return broken_budget(case, early, *step_cells(case, [submission]), *_lost_cells(case, committee, funds))
    quorum = case.parameter("quorum_share")
    for at, (body, vote) in enumerate(votes):
        if short := _without_quorum(case, body, vote):
            present = [one for _, one in (votes[at], *votes[:at])]
            read = (*step_cells(case, present, "due_count", "present_count"), *_lost_cells(case, committee, funds))
            given = dict.fromkeys((*read, *step_cells(case, [submission])))
            return broken_budget(case, short, *given, quorum, weight=Weight.WARNING)
    shown = (
        *step_cells(case, [committee, funds], "due_count", "present_count", "votes_for", "outcome"),
        *step_cells(case, [submission]),
        quorum,
    )
    if any(vote.votes_for is None or vote.due_count is None or vote.present_count is None for _, vote in votes):
        shown = (*shown, *step_cells(case, [committee, funds], "document_no", "document_url"))
        if all(vote.document_no or vote.document_url for _, vote in votes):
            return attested(say("两个委员会审查通过，有纪要；未填应到、实到人数或赞成票数，无法核查"), *shown)
        unsaid = say("两个委员会审查通过，但没有填写应到、实到人数或赞成票数，也没有纪要文号")
        return unstated(case, "filings", unsaid, *shown)
    reason = say(
        "本级委员会于{first}以 {a} 票赞成、经审委员会于{second}以 {b} 票赞成审查通过",
        first=committee.date, second=funds.date, a=committee.votes_for, b=funds.votes_for,
    )  # fmt: skip
    return met(reason, *shown)


def _without_a_vote(
    case: Case, package: Package, committee: Filing | None, funds: Filing | None, submission: Filing | None
) -> Answer:
    """What lacks the vote of one body or of both; the funds committee's review may be a report among the audits."""
    reports = [] if funds else reviews_before(case, package)
    if committee and reports:
        return _reviewed_by_report(case, committee, reports[0], submission)
    shown = (*step_cells(case, [committee, funds]), *review_cells(case, reports))
    if committee and (untold := untold_audits(case, package)):
        return untold
    absent = {} if committee else {"committee_review": say("本级委员会")}
    if not funds and not reports:
        absent["funds_committee_review"] = say("经审委员会")
    reason = say("没有{bodies}审查预算的记录", bodies=tuple(absent.values()))
    return not_taken(case, reason, *shown, steps=tuple(absent))


def _reviewed_by_report(case: Case, committee: Filing, report: Review, submission: Filing | None) -> Answer:
    """What the committee's vote and the funds committee's report, of which no votes are known, come to."""
    if lost := _lost(say("本级委员会"), committee):
        return broken_budget(case, lost, *_lost_cells(case, committee))
    shown = (
        *step_cells(case, [committee], "outcome", "document_no", "document_url"),
        *review_cells(case, [report], "report_no"),
        *step_cells(case, [submission]),
    )
    last = max(committee.date, report.day)
    if submission is not None and submission.date < last:
        return broken_budget(case, say("预算于{day}报上级，早于{last}的审查", day=submission.date, last=last), *shown)
    reason = say(
        "本级委员会于{first}审查通过，经审委员会于{second}出具预算审查报告；没有经审委员会的表决记录",
        first=committee.date, second=report.day,
    )  # fmt: skip
    if report.document and (committee.document_no or committee.document_url):
        return attested(reason, *shown)
    return unstated(case, "filings", reason, *shown)


def budget_approved_by_superior(case: Case) -> Answer:
    """并报上级工会批准: submitted after both reviews, approved after that, for the total of the initial budget.

    The superior's own package must show the approval with the same number, day and total; until it does, it is awaited.
    """
    package = case.package
    if package is None or package.filings is None or package.accounts is None:
        return undisclosed(case, "filings", "accounts")
    if case.union.parent_id is None:
        return not_applicable(say("本会是门户内最高一级，预算报门户以外的上级批准"))
    committee, funds, submission, approval = (
        last_step(case, step)
        for step in ("committee_review", "funds_committee_review", "submission", "superior_approval")
    )
    seen = of_budget(case, superior_filings(case, "budget", "superior_approval"))
    shown = (
        *step_cells(case, [committee, funds, submission]),
        *step_cells(case, [approval], *(() if seen else ("outcome",))),
    )
    decision = approval
    if seen:
        decision = seen[-1].filing
        shown = (*shown, *seen_cells(case, seen[-1]))
    reviewed = max((row.date for row in (committee, funds) if row is not None), default=None)
    if early := _out_of_order(reviewed, submission, approval, decision):
        return broken_budget(case, early, *shown)
    if decision is None:
        if submission is None:
            nothing = say("没有预算报上级工会批准的记录")
            return not_taken(case, nothing, *shown, steps=("submission", "superior_approval"))
        return awaiting(say("预算已于{day}报送，还没有上级批准的记录", day=submission.date), *shown)
    return _as_told(case, approval, decision, seen, *shown)


def _as_told(case: Case, own: Filing | None, decision: Filing, seen: list[Seen], *shown: Evidence) -> Answer:
    """What an approval that came in its order amounts to: one at all, for the budget's total, told alike by both unions."""
    if decision.outcome not in GOOD:
        return broken_budget(case, say("上级工会于{day}退回预算，没有批准", day=decision.date), *shown)
    shown = (case.figure("expenditure_total/budget_initial"), *shown, *_told_by_both(case, own, seen, "amount"))
    if another := _for_another_total(case, own, decision):
        return broken_budget(case, another, *shown)
    shown = (*shown, *(_told_by_both(case, own, seen, "document_no") if seen else ()))
    if wrong := _contradiction(own, decision):
        return broken_budget(case, wrong, *shown)
    if unsaid := _unsaid(case, own if seen else None, decision):
        return unstated(case, "filings", unsaid, *shown)
    if not seen:
        reason = say("本会记录上级于{day}批准，上级工会的数据中还没有这一批准", day=decision.date)
        return awaiting(reason, *shown)
    reason = say(
        "上级工会于{day}批准预算 {amount} 元，与年初支出预算合计一致", day=decision.date, amount=decision.amount
    )
    return met(reason, *shown)


def _lost(body: Sentence, vote: Filing) -> Sentence | None:
    """How a vote was not carried: by its outcome, or by votes that are not more than half of those due."""
    if vote.outcome not in GOOD:
        return say("{body}于{day}审查预算，未通过", body=body, day=vote.date)
    if vote.votes_for is not None and vote.due_count is not None and 2 * vote.votes_for <= vote.due_count:
        return say("{body}应到 {due} 人，赞成 {n} 票，未过半数", body=body, due=vote.due_count, n=vote.votes_for)
    return None


def _lost_cells(case: Case, *votes: Filing) -> tuple[Evidence, ...]:
    """What shows of each vote whether it was carried."""
    return tuple(
        cell
        for vote in votes
        for cell in step_cells(case, [vote], "outcome", *(("due_count", "votes_for") if vote.outcome in GOOD else ()))
    )


def _without_quorum(case: Case, body: Sentence, vote: Filing) -> Sentence | None:
    if vote.present_count is None or vote.due_count is None:
        return None
    if vote.present_count >= case.policy.share("quorum_share", case.year) * vote.due_count:
        return None
    return say(
        "{body}应到 {due} 人，实到 {present} 人，不足 {quorum}",
        body=body, due=vote.due_count, present=vote.present_count, quorum=case.parameter("quorum_share").value,
    )  # fmt: skip


def _out_of_order(
    reviewed: date | None, submission: Filing | None, approval: Filing | None, decision: Filing | None
) -> Sentence | None:
    """How a step came before the one it rests on."""
    for step in (submission, approval, decision):
        if step is not None and reviewed is not None and step.date < reviewed:
            return say("{day}的报送或批准早于{last}的审查", day=step.date, last=reviewed)
    if submission is not None and decision is not None and decision.date < submission.date:
        return say("批准日期{day}早于报送日期{sent}", day=decision.date, sent=submission.date)
    return None


def _unsaid(case: Case, own: Filing | None, decision: Filing) -> Sentence | None:
    """What the two records of an approval cannot be compared by, because a cell is empty."""
    if case.report.value("expenditure_total/budget_initial") is None:
        return say("上级工会于{day}批准，但有支出科目没有填写年初预算数，无法核对", day=decision.date)
    if decision.amount is None:
        return say("上级工会于{day}批准，但没有填写批准总额，无法核对", day=decision.date)
    if own is not None and None in {own.document_no, decision.document_no}:
        return say("双方都记录上级于{day}批准，但没有填全批准文号，无法核对", day=decision.date)
    return None


def _told_by_both(case: Case, own: Filing | None, seen: list[Seen], column: str) -> tuple[Evidence, ...]:
    """What the union's record of the approval, and its superior's, say in the column."""
    return (*step_cells(case, [own], column), *(seen_cells(case, seen[-1], column) if seen else ()))


def _for_another_total(case: Case, own: Filing | None, decision: Filing) -> Sentence | None:
    """How the approval is for another total than the budget's, by either union's record."""
    total = case.report.value("expenditure_total/budget_initial")
    for row in (own, decision):
        if row is not None and None not in {row.amount, total} and row.amount != total:
            return say("批准总额 {amount} 元，年初支出预算合计 {total} 元，不一致", amount=row.amount, total=total)
    return None


def _contradiction(own: Filing | None, decision: Filing) -> Sentence | None:
    """How the approval is told differently by the two unions."""
    if own is None:
        return None
    numbers = {own.document_no, decision.document_no} - {None}
    if own.date == decision.date and len(numbers) < 2:
        return None
    return say(
        "本会记录{own}批准（{own_no}），上级工会记录{day}批准（{no}），不一致",
        own=own.date, own_no=own.document_no or say("无文号"),
        day=decision.date, no=decision.document_no or say("无文号"),
    )  # fmt: skip


RULES = (
    Rule(
        clause_id="2-4-9",
        version="1.3",
        history=revised(
            "岁末没有写明年度的预算环节不再算作当年的；上年数据中写明本年的计入；数据只报到年初预算的不再判为不符合；"
            "经审委员会的审查只有审计记录的，不再判为没有审查",
            (TRIED_ANEW, "期限以后才成立的工会，没有记录由不符合改为不适用"),
            (TRIED_ANEW, "期限以前已撤销的工会，没有办理的由不符合改为不适用"),
        ),
        title="预算草案经本级委员会和经审委员会审查通过",
        method="查两个委员会的审查结果、赞成票是否过应到人数的半数、是否早于报送上级；到会不足规定比例的作提示",
        applies_to="全部工会",
        weight=Weight.HARD,
        decide=budget_passed_by_both_committees,
    ),
    Rule(
        clause_id="2-4-10",
        version="1.4",
        history=revised(
            "岁末没有写明年度的预算环节不再算作当年的；一方没有填写批准文号的，由不符合改为缺数据；数据只报到年初预算的不再判为不符合",
            (TRIED_ANEW, "年初预算数可以留空：没有填写的为缺数据，不当作零"),
            (TRIED_ANEW, "期限以后才成立的工会，没有记录由不符合改为不适用"),
            (TRIED_ANEW, "期限以前已撤销的工会，没有办理的由不符合改为不适用"),
        ),
        title="预算报上级工会批准",
        method="查报送、批准的次序和批准总额是否等于年初支出预算合计，并与上级工会数据中的文号、日期和总额核对",
        applies_to="有上级工会的工会",
        weight=Weight.HARD,
        decide=budget_approved_by_superior,
    ),
)
