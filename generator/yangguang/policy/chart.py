"""A chart of accounts as a tree: where an account stands, which side it is on, what class it inherits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

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
    chains = {code: ancestors(accounts, code) for code in accounts}
    below: dict[str, set[str]] = {}
    for code, account in accounts.items():
        if account.class_:
            for ancestor in chains[code]:
                below.setdefault(ancestor, set()).add(account.class_)
    nodes = {
        code: Node(
            code=code,
            side=account.side,
            ancestors=chains[code],
            class_=next((accounts[one].class_ for one in (code, *chains[code]) if accounts[one].class_), None),
            classes_below=frozenset(below.get(code, ())),
        )
        for code, account in accounts.items()
    }
    sides: dict[str, str] = {}
    for node in nodes.values():
        if node.class_ and sides.get(node.class_) != "expenditure":
            sides[node.class_] = node.side
    return Chart(nodes=nodes, class_sides=sides)


def ancestors(accounts: Mapping[str, ChartAccount], code: str) -> tuple[str, ...]:
    """The codes of the accounts that contain one, the nearest first, as far as the chart knows them."""
    chain: list[str] = []
    at = accounts.get(code)
    while at and at.parent_code:
        chain.append(at.parent_code)
        at = accounts.get(at.parent_code)
    return tuple(chain)


def nearest(chain: Iterable[str], given: Collection[str]) -> str | None:
    """Of the accounts that contain one the nearest that is `given`; an account with none of them is a top one of its side."""
    return next((code for code in chain if code in given), None)
