"""A chart of accounts as a tree: where an account stands, which side it is on, what class it inherits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yangguang.records.policy import ChartAccount


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One account. `ancestors` go from its parent up; `classes_below` are those that accounts beneath it set themselves.

    Where `class_` is None and `classes_below` is not empty, the account mixes classes: only its children tell them apart.
    """

    code: str
    side: str
    ancestors: tuple[str, ...]
    class_: str | None
    classes_below: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """All accounts of one edition by code, and on which side each class is summed.

    A class on both sides (other income, other expenditure) is an expenditure class: the two never add up to anything.
    """

    nodes: Mapping[str, Node]
    class_sides: Mapping[str, str]


def chart_tree(accounts: Mapping[str, ChartAccount]) -> Chart:
    """The tree of one edition's rows."""
    ancestors = {code: _ancestors(accounts, code) for code in accounts}
    below: dict[str, set[str]] = {}
    for code, account in accounts.items():
        if account.class_:
            for ancestor in ancestors[code]:
                below.setdefault(ancestor, set()).add(account.class_)
    nodes = {
        code: Node(
            code=code,
            side=account.side,
            ancestors=ancestors[code],
            class_=next((accounts[one].class_ for one in (code, *ancestors[code]) if accounts[one].class_), None),
            classes_below=frozenset(below.get(code, ())),
        )
        for code, account in accounts.items()
    }
    sides: dict[str, str] = {}
    for node in nodes.values():
        if node.class_ and sides.get(node.class_) != "expenditure":
            sides[node.class_] = node.side
    return Chart(nodes=nodes, class_sides=sides)


def _ancestors(accounts: Mapping[str, ChartAccount], code: str) -> tuple[str, ...]:
    chain: list[str] = []
    parent = accounts[code].parent_code
    while parent:
        chain.append(parent)
        parent = accounts[parent].parent_code
    return tuple(chain)
