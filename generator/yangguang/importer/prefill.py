"""What a template knows before anybody fills it in: the year's rows if there are any, the chart, the items, the months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.records.codes import CODE_LISTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from yangguang.door.model import TextTable
    from yangguang.records.declare import Table
    from yangguang.records.policy import ChartAccount

Row = dict[str, str]
_BESIDE = frozenset({"accounts", "three_public", "balances", "overview"})  # whose rows are the same every year


def known_rows(
    table: Table,
    chart: Mapping[str, ChartAccount],
    present: TextTable | None,
    last: TextTable | None,
    months: Iterable[str],
) -> tuple[list[Row], dict[tuple[str, ...], Row]]:
    """The rows of a template's sheet, and last year's by key where they stand beside them.

    What the year already has comes first, in its own order, so that nothing is lost on the way back.
    """
    rows = [dict(zip(present.header, row.cells, strict=True)) for row in present.rows] if present else []
    before: dict[tuple[str, ...], Row] = {}
    if last and table.name in _BESIDE:
        listed = [dict(zip(last.header, row.cells, strict=True)) for row in last.rows]
        before = {tuple(row.get(name, "") for name in table.key): row for row in listed}
    have = {row.get(table.key[0], "") for row in rows} if table.key else set()
    if table.name == "accounts":
        rows += [
            {"account_code": code, "account_name": account.name} for code, account in chart.items() if code not in have
        ]
    elif table.name == "balances":
        rows += [{"item": code.code} for code in CODE_LISTS["balance_item"] if code.code not in have]
    elif table.name == "three_public" and not rows:
        rows = [{"item": code.code} for code in CODE_LISTS["three_public_item"]]
        rows = [{name: row[name] for name in ("item", "fund_source")} for row in before.values()] or rows
    elif table.name == "dues" and not rows:
        rows = [{"period": month} for month in months]
    return rows or [{}] * (not table.key), before
