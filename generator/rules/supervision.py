"""三（二）提高监督力度"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from generator.core.sentence import say
from generator.ledger.standing import stage_deadline
from generator.rules.answers import awaiting, breached, cells, late, met, no_data, not_applicable, not_due
from generator.rules.model import Rule, Weight
from generator.rules.shapes import some

if TYPE_CHECKING:
    from generator.records.registry import TradeUnion
    from generator.rules.case import Case
    from generator.rules.model import Answer, Cell


def subordinates_fully_inspected_each_term(case: Case) -> Answer:
    """每届任期内至少要开展一次对各直管工会廉洁办会工作的全面监督检查: each direct subordinate inspected within the term.

    Counted are subordinates that have existed long enough. Until the term ends nothing is broken; late in it what is still
    open is pointed out. A subordinate whose own books show the inspection on another day leaves it to be confirmed.
    """
    if not case.registry.children(case.union.union_id):
        return not_applicable(say("没有直管的下级工会"))
    start, end = case.union.term_start, case.union.term_end
    if start is None or end is None:
        return no_data(say("工会名录没有登记本届任期的起止日期"))
    if case.year < start.year:
        return not_applicable(say("本届任期自{start}起，{year}年不在任期内", start=start, year=case.year))
    horizon = min(end, case.as_of)
    due = _due(case, horizon)
    if not due:
        return not_applicable(say("直管工会都新成立，尚不计入检查范围"), case.parameter("full_inspection_min_age_days"))
    visits, shown, silent = _visits(case, start, horizon)
    rules = (case.parameter("full_inspection_min_age_days"), case.parameter("full_inspection_warn_share"))
    open_ = [child for child in due if child.union_id not in visits]
    count = say("本届任期内应全面检查直管工会 {n} 个，已检查 {done} 个", n=len(due), done=len(due) - len(open_))
    if not open_:
        seen = case.neighbours.seen_inspections
        differ = [
            one.name for one in due if one.union_id in seen and seen[one.union_id].isdisjoint(visits[one.union_id])
        ]
        if differ:
            reason = say("{count}；{names} 记录的检查日期与本会不一致", count=count, names=some(differ))
            return awaiting(reason, *shown, *rules)
        return met(count, *shown, *rules)
    reason = say("{count}；尚未检查：{names}", count=count, names=some([child.name for child in open_]))
    if late(case, end):
        due_later = [year for year in silent if not _is_owed(case, year)]
        if due_later:
            later = say("{reason}。{years} 年的检查记录尚未到报送期限", reason=reason, years=tuple(due_later))
            return not_due(later, *shown, *rules, weight=Weight.WARNING)
        if silent:
            missing = say("{reason}。{years} 年的检查记录没有公开", reason=reason, years=tuple(silent))
            return no_data(missing, *shown, *rules)
        return breached(reason, *shown, *rules)
    pressing = (horizon - start).days > case.number("full_inspection_warn_share") * (end - start).days
    until = say("{reason}；任期至{end}", reason=reason, end=end)
    return not_due(until, *shown, *rules, weight=Weight.WARNING if pressing else None)


def _is_owed(case: Case, year: int) -> bool:
    """Whether the inspections of `year` should have been disclosed by now."""
    deadline = stage_deadline(case.policy, "final", year)
    return deadline is None or late(case, deadline)


def _due(case: Case, horizon: date) -> list[TradeUnion]:
    """Direct subordinates that exist on `horizon` and have for the least age."""
    age = timedelta(days=int(case.number("full_inspection_min_age_days")))
    return [
        child
        for child in case.registry.children(case.union.union_id)
        if (child.founded_on is None or child.founded_on + age <= horizon)
        and (child.dissolved_on is None or child.dissolved_on > horizon)
    ]


def _visits(case: Case, start: date, horizon: date) -> tuple[dict[str, set[date]], list[Cell], list[int]]:
    """Days of full inspections in the term by subordinate, their cells, and the years that disclose no inspections."""
    visits: dict[str, set[date]] = {}
    shown: list[Cell] = []
    silent = []
    for year in range(start.year, horizon.year + 1):
        report = case.history.get(year)
        package = report.package if report else None
        if package is None or package.inspections is None:
            silent.append(year)
            continue
        rows = [row for row in package.inspections if row.kind == "full_integrity" and start <= row.date <= horizon]
        shown.extend(cells(package, "inspections", rows, "inspected_id", "date"))
        for row in rows:
            visits.setdefault(row.inspected_id, set()).add(row.date)
    return visits, shown, silent


RULES = (
    Rule(
        clause_id="3-2-4",
        version="1.0",
        title="每届任期内对各直管工会全面监督检查至少一次",
        method="查任期内各年“对下级的检查评审”中的全面监督检查是否覆盖全部直管工会；下级登记的日期不一致的待双方核对",
        applies_to="有直管下级的工会",
        weight=Weight.HARD,
        decide=subordinates_fully_inspected_each_term,
    ),
)
