"""二（二）强化工会干部作风建设: what workers ask for, and where they can ask"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from yangguang.core.sentence import Percent, say
from yangguang.rules.forms.names import some
from yangguang.rules.forms.shapes import in_full, in_part, state_day, undisclosed, unfinished, unstated
from yangguang.rules.judge.answers import breached, cells, late, met, no_data, not_applicable, not_due
from yangguang.rules.judge.model import Weight
from yangguang.rules.judge.rule import Rule, revised

if TYPE_CHECKING:
    from yangguang.rules.judge.case import Case
    from yangguang.rules.judge.model import Answer


def no_appeal_overdue(case: Case) -> Answer:
    """积极协调解决职工群众切身利益问题: how many appeals were settled, and none is overdue, of whichever year it came in."""
    package = case.package
    if package is None or package.appeals is None:
        return undisclosed(case, "appeals")
    received, resolved = (sum(row.received for row in package.appeals), sum(row.resolved for row in package.appeals))
    overdue = sum(row.overdue for row in package.appeals)
    count = say("没有受理职工诉求")
    if received:
        share = Percent(Decimal(resolved) / received)
        count = say("受理诉求 {n} 件，办结 {done} 件，办结率 {share}", n=received, done=resolved, share=share)
    shown = cells(package, "appeals", package.appeals, "received", "resolved", "overdue")
    if overdue:
        return breached(say("{count}；超期 {n} 件", count=count, n=overdue), *shown, weight=Weight.WARNING)
    if not received:
        return in_full(case, not_applicable(count, *shown))
    kept = say("{count}，没有超期", count=count)
    return unfinished(case, kept, *shown) or met(kept, *shown)


def appeal_channels_open(case: Case) -> Answer:
    """畅通职工诉求表达渠道: a channel for appeals is open; fewer kinds than the default are pointed out."""
    package = case.package
    if package is None or package.channels is None:
        return undisclosed(case, "channels")
    day = state_day(case)
    to_come = [row for row in package.channels if row.since is not None and row.since > day]
    begun = [row for row in package.channels if row.since is None or row.since <= day]
    active = [row for row in begun if row.closed_on is None or row.closed_on > day]
    closed = [row for row in begun if row.closed_on is not None and row.closed_on <= day]
    shown = (*cells(package, "channels", to_come, "since"), *cells(package, "channels", closed, "closed_on"))
    if not active:
        nothing = say("没有使用中的诉求渠道")
        return unfinished(case, nothing, *shown) or breached(nothing, *shown, weight=Weight.HARD)
    kinds = {row.kind for row in active}
    few = len(kinds) < case.number("appeal_channel_kinds")
    open_ = met(
        say("使用中的诉求渠道 {n} 条，{k} 种", n=len(active), k=len(kinds)),
        *cells(package, "channels", active, *(("kind",) if len(active) > 1 else ()), "since", "closed_on"),
        *shown,
        case.parameter("appeal_channel_kinds"),
        weight=Weight.INDICATOR if few else None,
    )
    return in_full(case, open_)


def outstanding_issues_settled_in_time(case: Case) -> Answer:
    """着力解决职工群众反映的突出问题: each outstanding issue has a deadline and is settled by it.

    The ledger counts by category, not by issue. That all appeals of the category are settled settles the issue, that none
    is leaves it open; what lies between tells nothing of it.
    """
    package = case.package
    if package is None or package.appeals is None:
        return undisclosed(case, "appeals")
    issues = [row for row in package.appeals if row.outstanding_issue]
    if not issues:
        return in_full(case, not_applicable(say("没有登记突出问题")))
    open_ = [row for row in issues if not row.received or row.resolved < row.received]
    shown = (
        *cells(package, "appeals", issues, "outstanding_issue", "received", "resolved"),
        *cells(package, "appeals", open_, "due_on"),
    )
    done = len(issues) - len(open_)
    count = say("突出问题 {n} 项，所属类别的诉求全部办结的 {done} 项", n=len(issues), done=done)
    if not open_:
        return in_full(case, met(count, *shown))
    passed = [row for row in open_ if row.due_on is not None and late(case, row.due_on)]
    if overdue := [row.outstanding_issue for row in passed if row.received > row.resolved == 0]:
        reason = say("{count}；已过期限、所属类别的诉求一件也没有办结：{names}", count=count, names=some(overdue))
        return in_part(case, reason, *shown) or breached(reason, *shown, weight=Weight.WARNING)
    days = [row.due_on for row in open_ if row.due_on is not None]
    if len(days) < len(open_):
        undated = [row.outstanding_issue for row in open_ if row.due_on is None]
        return unstated(
            case, "appeals", say("{count}；没有填写解决期限：{names}", count=count, names=some(undated)), *shown
        )
    if passed:
        names = some([row.outstanding_issue for row in passed])
        unsure = say("{count}；已过期限，台账按类别计数，分不出是否解决：{names}", count=count, names=names)
        return unfinished(case, unsure, *shown) or no_data(unsure, *shown)
    return not_due(say("{count}；其余最早于{due}到期", count=count, due=min(days)), *shown)


RULES = (
    Rule(
        clause_id="2-2-6",
        version="1.1",
        history=revised("当年没有受理而有超期的，由不适用改为不符合；数据只报到年初或半年的，不再判为不适用"),
        title="职工诉求按期办结",
        method="汇总“诉求台账”的受理数、办结数和超期数，列出办结率；有超期的作提示",
        applies_to="全部工会",
        weight=Weight.INDICATOR,
        decide=no_appeal_overdue,
    ),
    Rule(
        clause_id="2-2-7",
        version="1.1",
        history=revised("数据只报到年初或半年的，不再判为符合"),
        title="职工诉求渠道畅通",
        method="查“诉求渠道”在年末（未到年末的在评价日）有无使用中的渠道；渠道种类偏少的作提示",
        applies_to="全部工会",
        weight=Weight.WARNING,
        decide=appeal_channels_open,
    ),
    Rule(
        clause_id="2-2-8",
        version="1.1",
        history=revised("台账按类别计数：一件也没有办结的才判为不符合，办结一部分的改为缺数据"),
        title="突出问题按期解决",
        method="查“诉求台账”登记的突出问题。台账按类别计数：所属类别的诉求全部办结的为已解决，过了期限一件也没有办结的作提示，介于两者之间的为缺数据",
        applies_to="登记有突出问题的工会",
        weight=Weight.INDICATOR,
        decide=outstanding_issues_settled_in_time,
    ),
)
