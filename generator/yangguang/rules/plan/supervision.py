"""三（二）提高监督力度"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from yangguang.core.sentence import Percent, say
from yangguang.ledger.standing import exists_half_of, exists_in, owes, stage_deadline
from yangguang.records.duties import required_tables
from yangguang.rules.forms.names import some
from yangguang.rules.forms.shapes import (
    done_this_year,
    has_books,
    regulation_in_force,
    tells,
    too_few,
    undisclosed,
    unfinished,
)
from yangguang.rules.judge.answers import (
    attested,
    awaiting,
    breached,
    cells,
    late,
    met,
    no_data,
    not_applicable,
    not_due,
    proofs,
    register_cells,
    together,
)
from yangguang.rules.judge.model import Status, Weight
from yangguang.rules.judge.rule import TRIED_ANEW, Rule, revised

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yangguang.records.oversight import Inspection
    from yangguang.records.package import Package
    from yangguang.records.registry import TradeUnion
    from yangguang.rules.judge.answers import Evidence
    from yangguang.rules.judge.case import Case
    from yangguang.rules.judge.model import Answer, Cell


class _Visit(NamedTuple):
    """A full inspection, and the books that state it."""

    package: Package
    row: Inspection


def self_inspected_each_year(case: Case) -> Answer:
    """积极开展自查自纠、整章建制: a self-inspection in the year that says what it found and what was put right.

    More put right than found cannot be true. Without the two counts a document attests that it took place.
    """
    package = case.package
    if package is None or package.activities is None:
        return undisclosed(case, "activities")
    held = done_this_year(case, "self_inspection")
    if absent := too_few(case, held, "self_inspections_per_year", say("开展自查自纠")):
        return absent
    shown: tuple[Evidence, ...] = (
        *cells(package, "activities", held, "kind", "date"),
        *(cell for row in held for cell in together(package, "activities", row, "cases_received", "cases_resolved")),
        case.parameter("self_inspections_per_year"),
    )
    counted = [
        (row.cases_received, row.cases_resolved)
        for row in held
        if row.cases_received is not None and row.cases_resolved is not None
    ]
    if any(resolved > received for received, resolved in counted):
        return breached(say("自查记录的已纠正数大于发现数，记录有误"), *shown)
    if len(counted) == len(held):
        found, resolved = sum(one for one, _ in counted), sum(one for _, one in counted)
        reason = say("自查自纠 {n} 次，发现问题 {found} 个，已纠正 {done} 个", n=len(held), found=found, done=resolved)
        return met(reason, *shown)
    shown = (*shown, *proofs(package, "activities", held))
    if proven := sum(bool(row.document_no or row.document_url) for row in held):
        reason = say("自查自纠 {n} 次，{proven} 次有佐证；没有填全发现数和纠正数，无法核查", n=len(held), proven=proven)
        return attested(reason, *shown)
    unproven = say("自查自纠 {n} 次，但没有填全发现数和纠正数，也没有佐证", n=len(held))
    return unfinished(case, unproven, *shown) or no_data(unproven, *shown)


def inspection_regulation_in_force(case: Case) -> Answer:
    """建立长效督查机制: a regulation on inspecting subordinate unions is in force."""
    if not case.registry.children(case.union.union_id):
        return not_applicable(say("没有下级工会"))
    return regulation_in_force(case, "supervision", say("督查制度"))


def subordinates_inspected_each_year(case: Case) -> Answer:
    """加强对所属工会的检查指导和督促落实: at least one inspection of any kind in the year, known to the union inspected.

    Whose own books show an inspection on its day confirms it. Where none does, the claim waits for the other side, unless
    no union inspected owes the table: what nobody asks for is not missed.
    """
    children = {
        child.union_id: child
        for child in case.registry.children(case.union.union_id)
        if exists_in(child, case.year, case.policy.fiscal)
    }
    if not children:
        return not_applicable(say("没有下级工会"))
    package = case.package
    if package is None or package.inspections is None:
        return undisclosed(case, "inspections")
    held = [
        row
        for row in package.inspections
        if row.inspected_id in children and case.year_of(row.date) == case.year and row.date <= case.as_of
    ]
    if absent := too_few(case, held, "subordinate_inspections_per_year", say("检查指导直管工会")):
        grown = any(exists_half_of(one, case.year, case.policy.fiscal) for one in children.values())
        if grown or absent.status is not Status.BREACHED:
            return absent
        lives = [cell for one in children.values() for cell in register_cells(one, "founded_on", "dissolved_on")]
        return not_applicable(
            say("{reason}；直管工会当年存在都不足半年", reason=absent.reason), *absent.parameters, *lives
        )
    visited = {row.inspected_id for row in held}
    count = say(
        "检查指导 {n} 次，直管工会 {all} 个中检查了 {done} 个，覆盖 {share}",
        n=len(held), all=len(children), done=len(visited), share=Percent(Decimal(len(visited)) / len(children)),
    )  # fmt: skip
    shown: tuple[Evidence, ...] = (
        *cells(package, "inspections", held, "inspected_id", "date"),
        case.parameter("subordinate_inspections_per_year"),
    )
    theirs = {
        (one.union_id, row.date)
        for one in case.neighbours.subordinates
        for row in one.inspections or ()
        if row.inspected_id == one.union_id
    }
    confirmed = {row.inspected_id for row in held if (row.inspected_id, row.date) in theirs}
    if not confirmed and any(owes(children[one], "inspections", case.year, case.policy) for one in visited):
        return awaiting(say("{count}；被检查工会的数据中还没有同日的记录", count=count), *shown)
    return met(say("{count}；{n} 个被检查工会的记录与之相符", count=count, n=len(confirmed)), *shown)


def subordinates_fully_inspected_each_term(case: Case) -> Answer:
    """每届任期内至少要开展一次对各直管工会廉洁办会工作的全面监督检查: each direct subordinate inspected within the term.

    Counted are subordinates that have existed long enough. Until the term ends nothing is broken; late in it what is still
    open is pointed out. A subordinate whose own books show it on another day, or owe the table and do not show it, leaves it
    to be confirmed.
    """
    if not case.registry.children(case.union.union_id):
        return not_applicable(say("没有直管的下级工会"))
    start, end = case.union.term_start, case.union.term_end
    if start is None or end is None:
        return no_data(say("工会名录没有登记本届任期的起止日期"))
    if case.year < case.year_of(start):
        return not_applicable(say("本届任期自{start}起，{year}年不在任期内", start=start, year=case.year))
    horizon = min(end, case.as_of)
    due = _due(case, horizon)
    if not due:
        return not_applicable(say("直管工会都新成立，尚不计入检查范围"), case.parameter("full_inspection_min_age_days"))
    visits, silent = _visits(case, start, horizon)
    shown = (*_shown(case, due, visits), *register_cells(case.union, "term_start", "term_end"))
    rules = (case.parameter("full_inspection_min_age_days"), case.parameter("full_inspection_warn_share"))
    open_ = [child for child in due if child.union_id not in visits]
    count = say("本届任期内应全面检查直管工会 {n} 个，已检查 {done} 个", n=len(due), done=len(due) - len(open_))
    if not open_:
        seen = case.neighbours.seen_inspections
        unconfirmed = [
            one.name
            for one in due
            if (one.union_id in seen or "inspections" in required_tables(one.tier, "final"))
            and not any(visit.row.date in seen.get(one.union_id, ()) for visit in visits[one.union_id])
        ]
        if unconfirmed:
            reason = say("{count}；{names}的数据中没有同日的检查记录", count=count, names=some(unconfirmed))
            return awaiting(reason, *shown, *rules)
        return met(count, *shown, *rules)
    reason = say("{count}；尚未检查：{names}", count=count, names=some([child.name for child in open_]))
    if late(case, end):
        due_later = [year for year in silent if not _is_owed(case, year)]
        if due_later:
            later = say("{reason}。{years}年的检查记录尚未到报送期限", reason=reason, years=tuple(due_later))
            return not_due(later, *shown, *rules, weight=Weight.WARNING)
        if silent:
            missing = say("{reason}。{years}年的检查记录没有公开", reason=reason, years=tuple(silent))
            return no_data(missing, *shown, *rules)
        return breached(reason, *shown, *rules)
    share = int(case.number("full_inspection_warn_share") * (end - start).days)
    pressing = horizon > start + timedelta(days=share)
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


def _visits(case: Case, start: date, horizon: date) -> tuple[dict[str, list[_Visit]], list[int]]:
    """Full inspections in the term by subordinate, earliest first, and the years that do not disclose all inspections."""
    visits: dict[str, list[_Visit]] = {}
    silent = []
    for year in range(case.year_of(start), case.year_of(horizon) + 1):
        report = case.history.get(year)
        package = report.package if report else None
        if has_books(case, year) and not tells(case, year, "inspections"):
            silent.append(year)
        if package is None or package.inspections is None:
            continue
        for row in package.inspections:
            if row.kind == "full_integrity" and start <= row.date <= horizon:
                visits.setdefault(row.inspected_id, []).append(_Visit(package, row))
    for found in visits.values():
        found.sort(key=lambda one: (one.row.date, one.row.inspection_id))
    return visits, silent


def _shown(case: Case, due: list[TradeUnion], visits: dict[str, list[_Visit]]) -> Iterator[Cell]:
    """One visit of each of those `due`: the first that its own books show, else the last."""
    for one in due:
        if found := visits.get(one.union_id):
            seen = case.neighbours.seen_inspections.get(one.union_id, ())
            best = next((visit for visit in found if visit.row.date in seen), found[-1])
            yield from cells(best.package, "inspections", [best.row], "inspected_id", "kind", "date")


RULES = (
    Rule(
        clause_id="3-2-1",
        version="1.2",
        history=revised(
            "没有填全、也没有佐证的，全年数据报送前为未到期",
            (TRIED_ANEW, "成立或撤销的当年存在不足半年的，没有做到的由不符合改为不适用"),
        ),
        title="每年开展自查自纠",
        method="查当年“工作记录”中的自查自纠次数，及其发现问题数、已纠正数；没有填数但有佐证的为有佐证",
        applies_to="全部工会",
        weight=Weight.WARNING,
        decide=self_inspected_each_year,
    ),
    Rule(
        clause_id="3-2-2",
        version="1.1",
        history=revised("没有文号的，数据报送期限以前改为未到期；数据只报到年初或半年的，不再判为有佐证"),
        title="有现行有效的督查制度",
        method="查“制度清单”中有无现行有效的督查制度；有文号的为有佐证，制度的内容无法由机器核查",
        applies_to="有下级工会的工会",
        weight=Weight.WARNING,
        decide=inspection_regulation_in_force,
    ),
    Rule(
        clause_id="3-2-3",
        version="1.2",
        history=revised(
            "报送期限前已撤销的下级，不再等待其记录",
            (TRIED_ANEW, "成立或撤销的当年存在不足半年的，或直管工会当年都不足半年的，没有检查由不符合改为不适用"),
        ),
        title="每年检查指导下级工会",
        method="查当年“对下级的检查评审”中对直管工会的各类检查次数，列出覆盖率，并与被检查工会自己的记录核对（不要求报送该表的下级除外）",
        applies_to="有下级工会的工会",
        weight=Weight.WARNING,
        decide=subordinates_inspected_each_year,
    ),
    Rule(
        clause_id="3-2-4",
        version="1.3",
        history=revised(
            (date(2026, 11, 23), "应报送检查记录的下级没有登记的检查，由符合改为待上级确认"),
            "任期内某年的检查记录只报到半年的，按没有公开处理",
            (TRIED_ANEW, "2015年以前和工会成立以前的年份没有数据可报，不再算作没有公开"),
        ),
        title="每届任期内对各直管工会全面监督检查至少一次",
        method="查任期内各年“对下级的检查评审”中的全面监督检查是否覆盖全部直管工会；下级没有登记同日检查的待双方核对（不要求报送该表的下级除外）",
        applies_to="有直管下级的工会",
        weight=Weight.HARD,
        decide=subordinates_fully_inspected_each_term,
    ),
)
