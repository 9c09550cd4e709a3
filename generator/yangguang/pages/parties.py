"""Whom a filing or an audit concerns: who acted, who is on the other side, and whether it is about a union below."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from yangguang.records.audits import Audit
from yangguang.records.names import short_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yangguang.records.federation import Registry
    from yangguang.records.oversight import Filing
    from yangguang.records.registry import TradeUnion

Row = TypeVar("Row", "Audit", "Filing")
_OF_A_SUPERIOR = frozenset({"superior_approval", "record_filing", "superior_receipt", "report"})


def by_level(rows: Sequence[Row], union: TradeUnion, registry: Registry) -> tuple[Sequence[Row], Sequence[Row]]:
    """The union's own matters, its bodies' and funds' among them, and those of unions below it, each in their order."""
    own: list[Row] = []
    below: list[Row] = []
    for row in rows:
        about = row.target_id if isinstance(row, Audit) else row.body_id
        other = registry.unions.get(about or "")
        of_one_below = other is not None and union.union_id in {
            one.union_id for one in registry.ancestors(other.union_id)
        }
        (below if of_one_below else own).append(row)
    return own, below


def parties(row: Filing, union: TradeUnion, registry: Registry, lang: str) -> tuple[str, str]:
    """The names of who acted and of whom it was done for or told; '' where nobody else is concerned or known."""
    own, above = short_name(union, lang), registry.parent(union.union_id)
    if row.body_id in {None, union.union_id}:
        return row.body, short_name(above, lang) if above and row.step == "submission" else ""
    other = registry.unions.get(row.body_id or "")
    below = other is not None and other.parent_id == union.union_id
    if below and row.step in _OF_A_SUPERIOR:
        return own, row.body
    return row.body, own
