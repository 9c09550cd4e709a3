"""二（六）严格工会资产管理: procurement and tenders"""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from yangguang.core.dates import add_years
from yangguang.core.money import ZERO
from yangguang.core.sentence import Sentence, say
from yangguang.records.codes import code_text
from yangguang.rules.forms.names import some
from yangguang.rules.forms.several import worst
from yangguang.rules.forms.shapes import (
    in_full,
    regulation_in_force,
    undisclosed,
    unfinished,
    unstated,
    weekends_only,
    working_days_after,
)
from yangguang.rules.judge.answers import attested, breached, cells, met, not_applicable, not_due
from yangguang.rules.judge.model import Rule, Status, Weight, revised

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from yangguang.records.assets import Procurement
    from yangguang.records.finances import Overview
    from yangguang.records.package import Package
    from yangguang.rules.judge.case import Case
    from yangguang.rules.judge.model import Answer, Cell

_TENDERS = frozenset({"open_tender", "invited_tender"})
_AMOUNTS = ("budget", "award_amount", "contract_amount")
_ALIKE = ("name", "supplier", "supplier_uscc")
_COURSE = ("announced_on", "bid_deadline", "reviewed_on", "notice_start", "notice_end", "contract_on")
_SUPERVISION = ("supervised_by", "supervised_on")
_SUPERVISED = frozenset({*_TENDERS, "selection"})  # 公开招标、邀标、比选


class _Limit(NamedTuple):
    """From which amount a procurement is a major project that is tendered; `note` says whose limit it is."""

    amount: Decimal
    note: Sentence
    cells: tuple[Cell, ...]


def major_projects_tendered(case: Case) -> Answer:
    """严格重大项目招投标制度: from the union's own limit upwards by tender, or with a reason for another method.

    Exactly the limit counts; the amount is the largest of budget, award and contract. A single source is announced for
    the working days the law asks for, first and last included. What was not tendered under one name, or from one
    supplier, each below the limit, is pointed out where it reaches the limit within twelve months as far as both years
    are disclosed; the day a year later no longer counts.
    """
    package = case.package
    if package is None or package.procurement is None or package.overview is None:
        return undisclosed(case, "procurement", "overview")
    rows = [row for row in package.procurement if _has_begun(case, row)]
    if not rows:
        return in_full(case, not_applicable(say("{year}年没有发生采购", year=case.year)))
    limit = _limit(case, package, package.overview)
    if limit is None:
        return unstated(case, "overview", say("没有公布招标限额，无法核查"))
    answers = [_of_major(case, package, row) for row in rows if _amount(row) >= limit.amount]
    answers.extend(_of_pieces(limit, run) for run in _split(case, limit.amount))
    amounts = cells(package, "procurement", rows, *_AMOUNTS)
    if not answers:
        reason = say("{limit}，{n} 项采购都在限额以下，没有拆分的迹象", limit=limit.note, n=len(rows))
        answers = [met(reason)]
    return in_full(case, worst(answers, *amounts, *limit.cells))


def procurement_rules_made(case: Case) -> Answer:
    """结合自身实际制定招投标工作规范: a regulation of its own in force, or the superior's rules adopted."""
    package = case.package
    if package is None or package.regulations is None or package.overview is None:
        return undisclosed(case, "regulations", "overview")
    own = regulation_in_force(case, "procurement", say("招投标工作规范"))
    if own.status is not Status.ATTESTED and any(row.uses_parent_procurement_rules for row in package.overview):
        shown = cells(package, "overview", package.overview, "uses_parent_procurement_rules")
        return in_full(case, attested(say("采用上级工会的采购规范"), *shown))
    return own


def key_steps_supervised(case: Case) -> Answer:
    """对公开招标、邀标、比选等关键环节进行重点监督: between announcement and contract, enough bidders, steps in order.

    Too few bidders at an invited tender is the hard half. A notice lasts from its first to its last day, both counted.
    What is not contracted by the day of judgement is not due.
    """
    package = case.package
    if package is None or package.procurement is None:
        return undisclosed(case, "procurement")
    rows = [row for row in package.procurement if row.method in _SUPERVISED]
    if not rows:
        return in_full(case, not_applicable(say("{year}年没有公开招标、邀标或比选的采购", year=case.year)))
    rules = tuple(case.parameter(name) for name in ("bidders_least", "tender_days_least", "award_notice_days_least"))
    return in_full(case, worst([_of_tender(case, package, row) for row in rows], *rules))


def _limit(case: Case, package: Package, overview: tuple[Overview, ...]) -> _Limit | None:
    """The union's own limit; where it has none and uses its superior's rules, the superior's."""
    for row in overview:
        if row.procurement_threshold is not None:
            shown = cells(package, "overview", [row], "procurement_threshold")
            return _Limit(row.procurement_threshold, say("招标限额 {limit} 元", limit=row.procurement_threshold), shown)
        superior = case.neighbours.superior
        above = superior.totals.get("procurement_threshold") if superior else None
        if row.uses_parent_procurement_rules and above is not None:
            shown = cells(package, "overview", [row], "uses_parent_procurement_rules")
            return _Limit(above, say("采用上级工会的招标限额 {limit} 元", limit=above), shown)
    return None


def _of_major(case: Case, package: Package, row: Procurement) -> Answer:
    shown = cells(package, "procurement", [row], "name", *_AMOUNTS, "method", "method_reason")
    method = code_text("procurement_method", row.method)
    named = say("“{name}”{amount} 元，采用{method}", name=row.name, amount=_amount(row), method=method)
    if row.method in _TENDERS:
        return met(named, *shown)
    if not row.method_reason:
        return breached(say("{named}，没有说明不招标的理由", named=named), *shown)
    if row.method == "single_source" and (short := _short_notice(case, row, named)):
        shown += cells(package, "procurement", [row], "notice_start", "notice_end")
        return breached(short, *shown, case.parameter("single_source_notice_days"), weight=Weight.WARNING)
    return attested(say("{named}，理由：{reason}", named=named, reason=row.method_reason), *shown)


def _short_notice(case: Case, row: Procurement, named: Sentence) -> Sentence | None:
    """How a single source was announced for too short a time, or not at all."""
    if row.notice_start is None or row.notice_end is None:
        return say("{named}，没有公示", named=named)
    days = int(case.number("single_source_notice_days"))
    until = working_days_after(case, row.notice_start - timedelta(days=1), days)
    if row.notice_end >= until:
        return None
    reason = say("{named}，公示至{end}，不足 {days} 个工作日", named=named, end=row.notice_end, days=days)
    return weekends_only(case, reason, row.notice_start, until)


class _Piece(NamedTuple):
    """A procurement below the limit, its day, and the books it stands in."""

    day: date
    row: Procurement
    package: Package


def _split(case: Case, limit: Decimal) -> Iterator[list[_Piece]]:
    """Procurements alike, below the limit one by one, that reach it within twelve months; one is of the judged year."""
    groups: dict[tuple[str, str], list[_Piece]] = {}
    for package in filter(None, (case.previous, case.package)):
        for row in package.procurement or ():
            day = _day(row)
            if day and _has_begun(case, row) and row.method not in _TENDERS and _amount(row) < limit:
                piece = _Piece(day, row, package)
                groups.setdefault(("name", row.name), []).append(piece)
                if supplier := row.supplier_uscc or row.supplier:
                    groups.setdefault(("supplier", supplier), []).append(piece)
    seen: list[list[_Piece]] = []
    for pieces in groups.values():
        run = _reaching(sorted(pieces, key=lambda one: (one.day, one.row.procurement_id)), case.year, limit)
        if run and run not in seen:
            seen.append(run)
            yield run


def _reaching(pieces: list[_Piece], year: int, limit: Decimal) -> list[_Piece]:
    """The first of `pieces` in a row that reach `limit` within twelve months, the last of `year`; empty where none do."""
    start, total = 0, ZERO
    for end, piece in enumerate(pieces):
        total += _amount(piece.row)
        while piece.day >= add_years(pieces[start].day, 1):
            total -= _amount(pieces[start].row)
            start += 1
        if total >= limit and piece.package.year == year:
            return pieces[start : end + 1]
    return []


def _of_pieces(limit: _Limit, run: list[_Piece]) -> Answer:
    shown: list[Cell] = []
    for one in run:
        shown.extend(cells(one.package, "procurement", [one.row], *_ALIKE, *_AMOUNTS, "method", "contract_on"))
    reason = say(
        "{names}共 {n} 项，单项均低于限额，12个月内合计 {total} 元，达到{limit}，疑似化整为零",
        names=some(list(dict.fromkeys(one.row.name for one in run))),
        n=len(run), total=sum((_amount(one.row) for one in run), ZERO), limit=limit.note,
    )  # fmt: skip
    return breached(reason, *shown, weight=Weight.WARNING)


def _of_tender(case: Case, package: Package, row: Procurement) -> Answer:
    """One tender or selection: the hard fault first, then the softer ones, then what is not filled in."""
    shown = cells(package, "procurement", [row], "name", "method", "bidders", *_COURSE, *_SUPERVISION, *_AMOUNTS)
    least = int(case.number("bidders_least"))
    if row.bidders is not None and row.bidders < least and _has_begun(case, row):
        reason = say("“{name}”参加家数 {n}，少于 {least} 家", name=row.name, n=row.bidders, least=least)
        return breached(reason, *shown, weight=Weight.HARD if row.method == "invited_tender" else None)
    if row.contract_on is None or row.contract_on > case.as_of:
        reason = say("“{name}”尚未签订合同", name=row.name)
        return unfinished(case, reason, *shown) or not_due(reason, *shown)
    if fault := _fault(case, row, row.contract_on):
        return breached(say("“{name}”{fault}", name=row.name, fault=fault), *shown)
    if row.bidders is None or None in _course(row):
        reason = say("“{name}”没有填写参加家数或各环节的日期，无法核查", name=row.name)
        return unstated(case, "procurement", reason, *shown)
    return met(
        say("“{name}”各环节次序正确，{by}于{day}监督", name=row.name, by=row.supervised_by, day=row.supervised_on),
        *shown,
    )


def _course(row: Procurement) -> tuple[date | None, ...]:
    return tuple(getattr(row, name) for name in _COURSE)


def _fault(case: Case, row: Procurement, contracted: date) -> Sentence | None:
    """The first thing that is wrong with a contracted project, of those that its given cells show."""
    if not row.supervised_by or row.supervised_on is None:
        return say("没有监督记录")
    if row.supervised_on > contracted:
        return say("签订合同后才监督")
    if row.announced_on is not None and row.supervised_on < row.announced_on:
        return say("监督日期早于公告日期")
    known = [day for day in _course(row) if day is not None]
    at_once = row.announced_on is not None and row.announced_on == row.bid_deadline
    if at_once or any(later < earlier for earlier, later in pairwise(known)):
        return say("公告、截止、评审、公示、合同的日期次序颠倒")
    least = int(case.number("tender_days_least"))
    if row.method == "open_tender" and row.announced_on and row.bid_deadline:
        days = (row.bid_deadline - row.announced_on).days
        if days < least:
            return say("自公告至截止 {days} 日，少于 {least} 日", days=days, least=least)
    least = int(case.number("award_notice_days_least"))
    if row.notice_start and row.notice_end and (days := (row.notice_end - row.notice_start).days + 1) < least:
        return say("公示 {days} 日，少于 {least} 日", days=days, least=least)
    if row.award_amount is not None and row.award_amount > row.budget:
        return say("中标金额 {award} 元，超出预算 {budget} 元", award=row.award_amount, budget=row.budget)
    if None not in (row.award_amount, row.contract_amount) and row.contract_amount != row.award_amount:
        return say(
            "合同金额 {amount} 元，与中标金额 {award} 元不同", amount=row.contract_amount, award=row.award_amount
        )
    return None


def _amount(row: Procurement) -> Decimal:
    return max(amount for amount in (row.budget, row.award_amount, row.contract_amount) if amount is not None)


def _day(row: Procurement) -> date | None:
    """The day by which a procurement is placed in time: of its contract, before that of the last step known."""
    return next((day for day in reversed(_course(row)) if day is not None), None)


def _has_begun(case: Case, row: Procurement) -> bool:
    """Whether its first known step is not still to come."""
    return min((day for day in _course(row) if day is not None), default=case.as_of) <= case.as_of


RULES = (
    Rule(
        clause_id="2-6-6",
        version="1.1",
        history=revised("数据只报到半年的，不再判为符合、有佐证或不适用"),
        title="达到限额的采购招标",
        method="达到本会招标限额（含）的采购查是否公开或邀请招标，其他方式须有理由，单一来源还须公示；同名或同一供应商的采购12个月内合计达到限额的作提示",
        applies_to="有采购的工会",
        weight=Weight.HARD,
        decide=major_projects_tendered,
    ),
    Rule(
        clause_id="2-6-7",
        version="1.1",
        history=revised("数据只报到半年的，不再判为符合、有佐证或不适用"),
        title="制定招投标工作规范",
        method="查是否有现行有效、有文号的采购招投标制度，或声明采用上级的规范",
        applies_to="全部工会",
        weight=Weight.WARNING,
        decide=procurement_rules_made,
    ),
    Rule(
        clause_id="2-6-8",
        version="1.1",
        history=revised("数据只报到半年的，不再判为符合或不适用；没有填写的，数据报送期限以前为未到期"),
        title="招标、比选的关键环节受到监督",
        method="逐项查公告至合同之间的监督记录、参加家数、各环节次序、公告和公示期限、中标与合同金额；邀请招标家数不足为不符合，其余作提示",
        applies_to="有公开招标、邀标、比选采购的工会",
        weight=Weight.WARNING,
        decide=key_steps_supervised,
    ),
)
