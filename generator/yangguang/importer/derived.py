"""Columns that a package does not have, because they follow from others: verified in each row, then dropped."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from yangguang.core.money import format_amount, round_half_up
from yangguang.importer.totals import tolerance_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yangguang.importer.model import Draft, DraftRow, Log

_TITLES = {
    "@adjustment": "预算调整数",
    "@execution_rate": "完成决算(%)",
    "@increase": "调增数",
    "@last_actual": "上年决算数",
}


def check_derived(draft: Draft, last: Mapping[str, str], union_names: frozenset[str], log: Log) -> None:
    """Verify the columns of `draft` that begin with @. `last` is last year's published actual by account code."""
    if not any(name.startswith("@") for name in draft.columns):
        return
    unions: set[str] = set()
    for row in draft.rows:
        figures = {name: Decimal(text) for name, text in row.cells.items() if text and _is_figure(draft, name)}
        initial, adjusted = figures.get("budget_initial"), figures.get("budget_adjusted")
        budget = figures.get("@approved", adjusted if adjusted is not None else initial)
        if initial is not None and adjusted is not None:
            moved = figures.get("@adjustment")
            if moved is None and {"@increase", "@decrease"} & set(figures):
                moved = figures.get("@increase", Decimal(0)) - abs(figures.get("@decrease", Decimal(0)))
            name = "@adjustment" if "@adjustment" in figures else "@increase"
            if moved is not None:
                _hold(draft, row, name, moved, adjusted - initial, 2 * tolerance_of(draft.factor), log)
        rate, actual = figures.get("@execution_rate"), figures.get("actual")
        if rate is not None and actual is not None and budget:
            _hold(draft, row, "@execution_rate", rate, round_half_up(actual / budget * 100), Decimal("0.5"), log)
        before = last.get(row.cells.get("account_code", ""))
        if "@last_actual" in figures and before and figures["@last_actual"] != Decimal(before):
            stated, published = figures["@last_actual"], Decimal(before)
            log.tell(
                "import.last-year", draft.sheet.place(row.row, row.at["@last_actual"]), stated=format_amount(stated),
                published=format_amount(published), difference=format_amount(stated - published),
            )  # fmt: skip
        unions |= {row.cells["@union"]} if row.cells.get("@union") else set()
    if len(unions) > 1:
        log.tell("import.several-unions", draft.sheet.place(), names="、".join(sorted(unions)[:5]))
    elif unions and union_names.isdisjoint(unions):
        log.tell("import.other-union", draft.sheet.place(), said=unions.pop(), union=min(union_names, key=len))


def _is_figure(draft: Draft, name: str) -> bool:
    return name != "@union" if name.startswith("@") else draft.table.column(name).kind == "number"


def _hold(
    draft: Draft, row: DraftRow, name: str, stated: Decimal, computed: Decimal, tolerance: Decimal, log: Log
) -> None:
    if name == "@execution_rate" and abs(stated) <= 1 < abs(computed):
        stated *= 100  # the share itself, where the heading says per cent
    if abs(stated - computed) > tolerance:
        log.tell(
            "import.derived", draft.sheet.place(row.row, row.at.get(name)), label=_TITLES[name],
            stated=format_amount(stated), computed=format_amount(computed), difference=format_amount(stated - computed),
        )  # fmt: skip
