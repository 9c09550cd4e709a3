"""Of a filing, who acted and who is on the other side: its one body acts where it is above, and is dealt with where below."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yangguang.records.federation import Registry
    from yangguang.records.oversight import Filing
    from yangguang.records.registry import TradeUnion

_OF_A_SUPERIOR = frozenset({"superior_approval", "record_filing", "superior_receipt", "report"})


def parties(row: Filing, union: TradeUnion, registry: Registry) -> tuple[str, str]:
    """The names of who acted and of whom it was done for or told; '' where nobody else is concerned or known."""
    own, above = union.short_name or union.name, registry.parent(union.union_id)
    if row.body_id in {None, union.union_id}:
        return row.body, (above.short_name or above.name) if above and row.step == "submission" else ""
    other = registry.unions.get(row.body_id or "")
    below = other is not None and other.parent_id == union.union_id
    if below and row.step in _OF_A_SUPERIOR:
        return own, row.body
    return row.body, own
