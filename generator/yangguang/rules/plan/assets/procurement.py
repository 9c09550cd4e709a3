"""二（六）严格工会资产管理: procurement and tenders"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from yangguang.core.dates import add_years
from yangguang.core.money import ZERO, added
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
from yangguang.rules.judge.answers import attested, breached, cells, met, not_applicable, not_due, superior_cells
from yangguang.rules.judge.model import Status, Weight
from yangguang.rules.judge.rule import TRIED_ANEW, Rule, revised
from yangguang.rules.plan.assets.course import AMOUNTS, TENDERS, cost, day_of, has_begun

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from yangguang.records.assets import Procurement
    from yangguang.records.finances import Overview
    from yangguang.records.package import Package
    from yangguang.rules.judge.case import Case
    from yangguang.rules.judge.model import Answer, Cell

_LIMITS = ("procurement_threshold", "uses_parent_procurement_rules")
_ALIKE = ("name", "supplier", "supplier_uscc")


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
    rows = [row for row in package.procurement if has_begun(case, row)]
    if not rows:
        return in_full(case, not_applicable(say("{year}年没有发生采购", year=case.year)))
    limit = _limit(case, package, package.overview)
    if limit is None:
        stated = cells(package, "overview", package.overview, *_LIMITS)
        return unstated(case, "overview", say("没有公布招标限额，无法核查"), *stated)
    answers = [_of_major(case, package, row) for row in rows if cost(row) >= limit.amount]
    answers.extend(_of_pieces(limit, run) for run in _split(case, limit.amount))
    amounts = cells(package, "procurement", rows, *AMOUNTS)
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


def _limit(case: Case, package: Package, overview: tuple[Overview, ...]) -> _Limit | None:
    """The union's own limit; where it has none and uses its superior's rules, the superior's."""
    for row in overview:
        if row.procurement_threshold is not None:
            shown = cells(package, "overview", [row], "procurement_threshold")
            return _Limit(row.procurement_threshold, say("招标限额 {limit} 元", limit=row.procurement_threshold), shown)
        superior = case.neighbours.superior
        for above in superior.overview if superior and row.uses_parent_procurement_rules else ():
            assert above.procurement_threshold is not None, "no other overview travels"
            theirs = superior_cells(case, case.year, [above], "procurement_threshold", table="overview")
            return _Limit(
                above.procurement_threshold,
                say("采用上级工会的招标限额 {limit} 元", limit=above.procurement_threshold),
                (*cells(package, "overview", [row], *_LIMITS), *theirs),
            )
    return None


def _of_major(case: Case, package: Package, row: Procurement) -> Answer:
    shown = cells(package, "procurement", [row], "name", *AMOUNTS, "method")
    method = code_text("procurement_method", row.method)
    named = say("“{name}”{amount} 元，采用{method}", name=row.name, amount=cost(row), method=method)
    if row.method in TENDERS:
        return met(named, *shown)
    shown += cells(package, "procurement", [row], "method_reason")
    if not row.method_reason:
        return breached(say("{named}，没有说明不招标的理由", named=named), *shown)
    if row.method == "single_source" and (short := _short_notice(case, row, named)):
        days = case.parameter("single_source_notice_days")
        shown += cells(package, "procurement", [row], "notice_start", "notice_end", "contract_on")
        if row.contract_on is None or row.contract_on > case.as_of:
            open_ = say("{short}；尚未签订合同", short=short)
            return unfinished(case, open_, *shown, days) or not_due(open_, *shown, days)
        return breached(short, *shown, days, weight=Weight.WARNING)
    return attested(say("{named}，理由：{reason}", named=named, reason=row.method_reason), *shown)


def _short_notice(case: Case, row: Procurement, named: Sentence) -> Sentence | None:
    """How a single source was announced for too short a time, or not at all."""
    if row.notice_start is None or row.notice_end is None:
        return say("{named}，没有公示", named=named)
    days = int(case.number("single_source_notice_days"))
    until = working_days_after(case, row.notice_start - timedelta(days=1), days)
    if row.notice_end >= until and (row.contract_on is None or row.contract_on >= until):
        return None
    if row.notice_end >= until:
        reason = say("{named}，{day}签订合同时公示不足 {days} 个工作日", named=named, day=row.contract_on, days=days)
        return weekends_only(case, reason, row.notice_start, until)
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
            day = day_of(row)
            if day and has_begun(case, row) and row.method not in TENDERS and cost(row) < limit:
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
        total += cost(piece.row)
        while piece.day >= add_years(pieces[start].day, 1):
            total -= cost(pieces[start].row)
            start += 1
        if total >= limit and piece.package.year == year:
            return pieces[start : end + 1]
    return []


def _of_pieces(limit: _Limit, run: list[_Piece]) -> Answer:
    shown: list[Cell] = []
    for one in run:
        shown.extend(cells(one.package, "procurement", [one.row], *_ALIKE, *AMOUNTS, "method", "contract_on"))
    reason = say(
        "{names}共 {n} 项，单项均低于限额，12个月内合计 {total} 元，达到{limit}，疑似化整为零",
        names=some(list(dict.fromkeys(one.row.name for one in run))),
        n=len(run), total=added(cost(one.row) for one in run), limit=limit.note,
    )  # fmt: skip
    return breached(reason, *shown, weight=Weight.WARNING)


RULES = (
    Rule(
        clause_id="2-6-6",
        version="1.3",
        history=revised(
            "数据只报到半年的，不再判为符合、有佐证或不适用",
            (TRIED_ANEW, "单一来源的采购签订合同以前没有公示，由不符合改为未到期"),
            (TRIED_ANEW, "单一来源的采购公示未满即签订合同的，由有佐证改为不符合"),
        ),
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
)
