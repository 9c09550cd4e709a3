"""Sums over the accounts of one package: by side and by class, each column apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.core import money

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from decimal import Decimal

    from yangguang.policy.chart import Chart, Node
    from yangguang.records.finances import Account, ThreePublicItem

    Budgeted = Account | ThreePublicItem
    Column = Callable[[Account], Decimal | None]
    BudgetedColumn = Callable[[Budgeted], Decimal | None]


def budget_initial(account: Budgeted) -> Decimal | None:
    """The budget as approved at the start of the year."""
    return account.budget_initial


def effective_budget(account: Budgeted) -> Decimal | None:
    """The budget in force at the end of the year: adjusted, else initial."""
    return account.budget_initial if account.budget_adjusted is None else account.budget_adjusted


def actual_h1(account: Account) -> Decimal | None:
    """What the first half of the year brought or took."""
    return account.actual_h1


def actual(account: Budgeted) -> Decimal | None:
    """What the year brought or took."""
    return account.actual


# A figure's plain name is the actual column, a suffix names another one.
BUDGETED: tuple[tuple[str, BudgetedColumn], ...] = (
    ("", actual),
    ("/budget_initial", budget_initial),
    ("/budget_adjusted", effective_budget),
)
COLUMNS: tuple[tuple[str, Column], ...] = (*BUDGETED, ("/actual_h1", actual_h1))


class Totals:
    """`roots` are the accounts of a side that no other account of the package contains; `classes` the parts of a class.

    The parts are the smallest accounts given. A class is None where an account that mixes it with others has no children
    in the package: then its amount cannot be told.
    """

    def __init__(self, accounts: Iterable[Account], chart: Chart) -> None:
        pairs = [(account, chart.nodes[account.account_code]) for account in accounts]
        given = {node.code for _, node in pairs}
        containing = {ancestor for _, node in pairs for ancestor in node.ancestors}
        self.roots: dict[str, list[Account]] = {"income": [], "expenditure": []}
        self.classes: dict[str, list[Account] | None] = {}
        for account, node in pairs:
            if given.isdisjoint(node.ancestors):
                self.roots[node.side].append(account)
            if node.code not in containing:
                self._classify(account, node, chart)

    def _classify(self, account: Account, node: Node, chart: Chart) -> None:
        if node.class_ is None:
            self.classes.update(dict.fromkeys(node.classes_below))
        elif node.side == chart.class_sides[node.class_]:
            parts = self.classes.setdefault(node.class_, [])
            if parts is not None:
                parts.append(account)


def total(accounts: Iterable[Account] | None, column: Column) -> Decimal | None:
    """The exact sum; None where a part is unknown."""
    return None if accounts is None else money.total(map(column, accounts))
