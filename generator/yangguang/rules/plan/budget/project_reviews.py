"""二（四）严格执行预算管理: the budgets of those below"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.core.sentence import say
from yangguang.ledger.standing import owes
from yangguang.records.duties import required_tables
from yangguang.rules.forms.budget_steps import BUDGET_DEADLINE
from yangguang.rules.forms.names import some
from yangguang.rules.forms.shapes import undisclosed, unfinished
from yangguang.rules.judge.answers import awaiting, breached, cells, met, not_applicable
from yangguang.rules.judge.model import Weight
from yangguang.rules.judge.rule import Rule, revised

if TYPE_CHECKING:
    from datetime import date

    from yangguang.ledger.model import Digest
    from yangguang.records.registry import TradeUnion
    from yangguang.rules.judge.case import Case
    from yangguang.rules.judge.model import Answer


def subordinates_projects_reviewed(case: Case) -> Answer:
    """上级工会要对下级工会的项目预算进行检查评审: each direct subordinate with projects, in the year; none is worse.

    Counted are those whose tier asks for a budget by project and that existed when it was to be approved. A subordinate
    whose own books show it on another day, or owe the table and do not show it, leaves it to be confirmed.
    """
    due = _with_projects(case)
    if not due:
        return not_applicable(say("没有按项目编制预算的直管工会"))
    package = case.package
    if package is None or package.inspections is None:
        return undisclosed(case, "inspections")
    names = {one.union_id for one in due}
    rows = [
        row
        for row in package.inspections
        if row.kind == "project_review" and row.inspected_id in names
        and case.year_of(row.date) == case.year and row.date <= case.as_of
    ]  # fmt: skip
    done = {row.inspected_id for row in rows}
    shown = cells(package, "inspections", rows, "inspected_id", "kind", "date")
    count = say("应评审直管工会 {n} 个，已评审 {done} 个", n=len(due), done=len(done))
    open_ = [one.name for one in due if one.union_id not in done]
    if open_:
        reason = say("{count}；尚未评审：{names}", count=count, names=some(open_))
        weight = Weight.WARNING if done else None
        return unfinished(case, reason, *shown) or breached(reason, *shown, weight=weight)
    days = {one: {row.date for row in rows if row.inspected_id == one} for one in names}
    seen = {one.union_id: found for one in case.neighbours.subordinates if (found := _seen(one))}
    unconfirmed = [
        one.name
        for one in due
        if (one.union_id in seen or owes(one, "inspections", case.year, case.policy))
        and seen.get(one.union_id, set()).isdisjoint(days[one.union_id])
    ]
    if unconfirmed:
        return awaiting(say("{count}；{names}的数据中没有同日的评审记录", count=count, names=some(unconfirmed)), *shown)
    return met(count, *shown)


def _with_projects(case: Case) -> list[TradeUnion]:
    """Direct subordinates that owe a budget by project and existed when it was to be approved."""
    approved = case.deadline(BUDGET_DEADLINE)
    return [
        one
        for one in case.registry.children(case.union.union_id)
        if "projects" in required_tables(one.tier, "budget")
        and (one.founded_on is None or one.founded_on <= approved)
        and (one.dissolved_on is None or one.dissolved_on > approved)
    ]


def _seen(one: Digest) -> set[date]:
    """The days on which a subordinate's own books show a review of its projects."""
    rows = one.inspections or ()
    return {row.date for row in rows if row.inspected_id == one.union_id and row.kind == "project_review"}


RULES = (
    Rule(
        clause_id="2-4-11",
        version="1.1",
        history=revised("应报送检查记录而没有登记评审的下级，由符合改为待上级确认"),
        title="对下级工会的项目预算进行检查评审",
        method="查当年“对下级的检查评审”中的项目预算评审是否覆盖按项目编制预算的全部直管工会；下级没有登记同日评审的待双方核对（不要求报送该表的下级除外）",
        applies_to="有直管下级的工会",
        weight=Weight.HARD,
        decide=subordinates_projects_reviewed,
    ),
)
