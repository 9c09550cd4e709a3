"""On which basis a year's totals are told: what was carried out, or, before there is any of it, the budget in force.

One year has one basis. A row without an amount on it leaves the total over it unknown; the other basis never stands in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.ledger.figures.totals import effective_budget

if TYPE_CHECKING:
    from yangguang.ledger.figures.totals import Column
    from yangguang.policy.chart import Chart
    from yangguang.records.package import Package

PLANNED = "/budget_adjusted"


def basis(package: Package | None) -> str:
    """The suffix of the year's totals: '' (actual) as soon as any account has an actual, before that `PLANNED`."""
    if package is None or package.accounts is None:
        return ""
    closed = package.descriptor.stage == "final" and not package.accounts
    return "" if closed or any(row.actual is not None for row in package.accounts) else PLANNED


def has_budget(package: Package) -> bool:
    """Whether any account has a budget; a union without one says so once, and nothing treats it as a budget of nil."""
    return any(effective_budget(row) is not None for row in package.accounts or ())


def unknown_rows(package: Package, chart: Chart, side: str, column: Column) -> tuple[int, int]:
    """How many accounts of `side` have no amount in `column`, and how many there are."""
    rows = [row for row in package.accounts or () if chart.nodes[row.account_code].side == side]
    return sum(column(row) is None for row in rows), len(rows)
