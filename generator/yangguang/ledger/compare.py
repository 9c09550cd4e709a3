"""A year beside the one before: per derived figure, and per account or, in the year the chart changes, per class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.ledger.figures.totals import COLUMNS
from yangguang.ledger.model import Change

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from yangguang.ledger.model import UnionYear

_BY_SUFFIX = dict(COLUMNS)


def figure_changes(now: UnionYear, before: UnionYear | None) -> dict[str, Change]:
    """The change of every derived figure of `now` by name; unknown a year before where there is none."""
    return {name: Change(now.value(name), before.value(name) if before else None) for name in now.figures}


def account_changes(now: UnionYear, before: UnionYear | None, suffix: str = "") -> dict[str, Change]:
    """The change of each account by code; of each class by its figure's name where the two years use different charts.

    `suffix` names the column as in figure names: '' is actual, '/budget_initial', '/budget_adjusted', '/actual_h1'.
    An account that only one of the years has is unknown in the other.
    """
    if before and now.package and before.package and now.package.descriptor.chart != before.package.descriptor.chart:
        names = [name for name in now.figures if name.startswith("class/") and name.count("/") == 1]
        return {name: Change(now.value(name + suffix), before.value(name + suffix)) for name in names}
    earlier = _amounts(before, suffix)
    return {code: Change(amount, earlier.get(code)) for code, amount in _amounts(now, suffix).items()}


def _amounts(report: UnionYear | None, suffix: str) -> Mapping[str, Decimal | None]:
    rows = report.package.accounts if report and report.package else None
    column = _BY_SUFFIX[suffix]
    return {row.account_code: column(row) for row in rows or ()}
