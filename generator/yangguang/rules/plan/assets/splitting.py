"""二（六）严格工会资产管理: matters that stay just below what needs approval, alone or in a row"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from yangguang.core.dates import add_months
from yangguang.core.money import added
from yangguang.core.sentence import say
from yangguang.rules.forms.names import some
from yangguang.rules.forms.several import worst
from yangguang.rules.forms.shapes import broken, in_full, undisclosed, unstated
from yangguang.rules.judge.answers import cells, met, not_applicable
from yangguang.rules.judge.model import Weight
from yangguang.rules.judge.rule import Rule, revised
from yangguang.rules.plan.assets.terms import (
    AMOUNTS,
    COOPERATION,
    TERM,
    effective_day,
    is_long,
    last_day,
    value_at_stake,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from yangguang.records.assets import AssetMatter
    from yangguang.records.package import Package
    from yangguang.rules.judge.case import Case
    from yangguang.rules.judge.model import Answer, Cell


class _Piece(NamedTuple):
    """A matter below both thresholds, its whole term, and the books it stands in."""

    start: date
    last: date
    row: AssetMatter
    package: Package


def thresholds_not_evaded(case: Case) -> Answer:
    """Not a sentence of the plan but what keeps two of them: no matter just below a threshold, none cut into pieces.

    Just below is from the configured share of the threshold up to it. Pieces are matters on one asset, or with one
    counterparty, of which each begins within the configured days after those before it ended; together they last as
    long, or their contracts cost as much, as would need approval. Earlier years' books are looked at as far as there are
    any. Without its amount or its days nobody can tell how near a matter is.
    """
    package = case.package
    if package is None or package.assets is None:
        return undisclosed(case, "assets")
    limit, years = case.number("asset_amount_threshold"), int(case.number("asset_term_threshold"))
    rules = tuple(
        case.parameter(name)
        for name in (
            "asset_amount_threshold",
            "asset_term_threshold",
            "asset_near_share_amount",
            "asset_near_share_term",
            "asset_adjacent_days",
        )
    )
    small = [row for row in package.assets if _is_small(row, limit, years)]
    if not small:
        none = cells(package, "assets", package.assets, "matter")
        return in_full(case, not_applicable(say("没有低于审批标准的合作事项"), *none, *rules))
    found = [_near(case, package, row, limit, years) for row in small]
    found.extend(_of_run(case, run, limit, years) for run in _runs(case, limit, years))
    flagged = [one for one in found if one]
    if flagged:
        return worst(flagged, *rules)
    shown = cells(package, "assets", small, "matter", *AMOUNTS, *TERM)
    unknown = [
        row.asset_name for row in small if value_at_stake(row) is None or row.start_on is None or row.end_on is None
    ]
    if unknown:
        unsaid = say("{names}没有填写金额或起止日期，是否接近审批标准无法核查", names=some(unknown))
        names = cells(package, "assets", (row for row in small if row.asset_name in unknown), "asset_name")
        return unstated(case, "assets", unsaid, *names, *shown, *rules)
    kept = met(say("{n} 项低于审批标准的合作事项，没有接近标准或拆分的", n=len(small)), *shown, *rules)
    return in_full(case, kept)


def _is_small(row: AssetMatter, limit: Decimal, years: int) -> bool:
    amount = value_at_stake(row)
    return row.matter in COOPERATION and not is_long(row, years) and (amount is None or amount < limit)


def _near(case: Case, package: Package, row: AssetMatter, limit: Decimal, years: int) -> Answer | None:
    """The matter where its amount or its term is just below the threshold."""
    amount, last = value_at_stake(row), last_day(row)
    months = int(12 * years * case.number("asset_near_share_term"))
    if amount is not None and amount >= limit * case.number("asset_near_share_amount"):
        reason = say("“{asset}”金额 {amount} 元，接近 {limit} 元", asset=row.asset_name, amount=amount, limit=limit)
    elif row.start_on and last and last + timedelta(days=1) >= add_months(row.start_on, months):
        reason = say(
            "“{asset}”期限{start}至{end}，接近 {years} 年",
            asset=row.asset_name,
            start=row.start_on,
            end=last,
            years=years,
        )
    else:
        return None
    shown = cells(package, "assets", [row], "asset_name", "matter", *AMOUNTS, *TERM)
    return broken(case, effective_day(case, row), reason, *shown)


def _runs(case: Case, limit: Decimal, years: int) -> Iterator[list[_Piece]]:
    """Matters in a row, on one asset or with one counterparty, of which one is reported in the judged year."""
    gap = timedelta(days=int(case.number("asset_adjacent_days")) + 1)
    groups: dict[tuple[str, str], list[_Piece]] = {}
    for piece in _pieces(case, limit, years):
        row = piece.row
        groups.setdefault(("asset", row.asset_name), []).append(piece)
        if other := row.counterparty_uscc or row.counterparty:
            groups.setdefault(("counterparty", other), []).append(piece)
    seen: list[list[_Piece]] = []
    for pieces in groups.values():
        last = date.min  # so that the first one begins a run
        for piece in sorted(pieces, key=lambda one: (one.start, one.last, one.row.asset_id)):
            if piece.start > last + gap:
                seen.append([])
            seen[-1].append(piece)
            last = max(last, piece.last)
    distinct: dict[tuple[tuple[int, int], ...], list[_Piece]] = {}
    for run in seen:
        distinct.setdefault(tuple((one.package.year, one.row.row) for one in run), run)
    for run in distinct.values():
        if any(one.package.year == case.year for one in run):
            yield run


def _pieces(case: Case, limit: Decimal, years: int) -> Iterator[_Piece]:
    for year, report in case.history.items():
        package = report.package
        if package is None or year > case.year:
            continue
        for row in package.assets or ():
            last = last_day(row)
            if row.start_on and last and _is_small(row, limit, years):
                yield _Piece(row.start_on, last, row, package)


def _of_run(case: Case, run: list[_Piece], limit: Decimal, years: int) -> Answer | None:
    """The matters in a row where together they reach a threshold that each stays below."""
    start, last = run[0].start, max(one.last for one in run)
    total = added(one.row.contract_amount for one in run)
    names = tuple(dict.fromkeys(one.row.asset_name for one in run))
    if last + timedelta(days=1) >= add_months(start, 12 * years):
        reason = say(
            "{names}的 {n} 项合同首尾相接，{start}至{end}合计满 {years} 年",
            names=names, n=len(run), start=start, end=last, years=years,
        )  # fmt: skip
    elif total >= limit:
        reason = say(
            "{names}的 {n} 项合同首尾相接，合计 {total} 元，达到 {limit} 元",
            names=names, n=len(run), total=total, limit=limit,
        )  # fmt: skip
    else:
        return None
    shown: list[Cell] = []
    for one in run:
        shown.extend(cells(one.package, "assets", [one.row], "asset_name", "matter", *AMOUNTS, *TERM))
    return broken(case, run[-1].start, reason, *shown)


RULES = (
    Rule(
        clause_id="2-6-5a",
        version="1.1",
        history=revised("没有填写金额或起止日期的由符合改为缺数据；数据只报到半年的不再判为符合或不适用"),
        title="合作事项没有规避审批标准",
        method="查合作事项的金额或期限是否刚好低于审批标准，以及同一资产或同一相对方首尾相接的合同合计是否达到标准；属推导规则，只作提示",
        applies_to="有合资合作、承包、租赁等资产事项的工会",
        weight=Weight.WARNING,
        decide=thresholds_not_evaded,
    ),
)
