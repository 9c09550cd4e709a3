"""Sums over the accounts of one package: by side and by class, each column apart."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from yangguang.core import money
from yangguang.policy.chart import nearest
from yangguang.records.finances import budget_in_force

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from decimal import Decimal

    from yangguang.policy.chart import Chart, Node
    from yangguang.records.finances import Account, Project, ThreePublicItem

    Budgeted = Account | Project | ThreePublicItem
    Column = Callable[[Account], Decimal | None]
    BudgetedColumn = Callable[[Budgeted], Decimal | None]


def effective_budget(account: Budgeted) -> Decimal | None:
    """The budget in force at the end of the year: adjusted, else initial."""
    value: Decimal | None = getattr(account, budget_in_force(account))
    return value


actual: BudgetedColumn = attrgetter("actual")  # what the year brought or took
actual_h1: Column = attrgetter("actual_h1")  # what its first half did

# A figure's plain name is the actual column, a suffix names another one.
BUDGETED: tuple[tuple[str, BudgetedColumn], ...] = (
    ("", actual),
    ("/budget_initial", attrgetter("budget_initial")),
    ("/budget_adjusted", effective_budget),
)
COLUMNS: tuple[tuple[str, Column], ...] = (*BUDGETED, ("/actual_h1", actual_h1))


def column_of(row: Budgeted, suffix: str) -> str:
    """The name of the column that a figure with `suffix` takes of `row`."""
    return budget_in_force(row) if suffix == "/budget_adjusted" else suffix.removeprefix("/") or "actual"


def top_accounts(accounts: Iterable[Account], chart: Chart) -> dict[str, list[Account]]:
    """By side the accounts that no other account of the package contains, in the order given."""
    pairs = [(account, chart.nodes[account.account_code]) for account in accounts]
    given = {node.code for _, node in pairs}
    roots: dict[str, list[Account]] = {"income": [], "expenditure": []}
    for account, node in pairs:
        if nearest(node.ancestors, given) is None:
            roots[node.side].append(account)
    return roots


def class_parts(accounts: Sequence[Account], chart: Chart) -> dict[str, list[Account] | None]:
    """By class the smallest accounts given that make it up.

    None where an account that mixes it with others has no children in the package: then its amount cannot be told.
    """
    pairs = [(account, chart.nodes[account.account_code]) for account in accounts]
    containing = {ancestor for _, node in pairs for ancestor in node.ancestors}
    classes: dict[str, list[Account] | None] = {}
    for account, node in pairs:
        if node.code not in containing:
            _classify(classes, account, node, chart)
    return classes


def _classify(classes: dict[str, list[Account] | None], account: Account, node: Node, chart: Chart) -> None:
    if node.class_ is None:
        classes.update(dict.fromkeys(node.classes_below))
    elif node.side == chart.class_sides[node.class_]:
        parts = classes.setdefault(node.class_, [])
        if parts is not None:
            parts.append(account)


def total(accounts: Iterable[Account] | None, column: Column) -> Decimal | None:
    """The exact sum; None where a part is unknown."""
    return None if accounts is None else money.total(map(column, accounts))
