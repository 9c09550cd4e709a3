"""What is usual among unions of the same kind and tier: medians, shown only where enough of them disclosed the figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.core.money import round_half_up
from yangguang.ledger.model import Peers
from yangguang.ledger.standing import is_whole

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from yangguang.ledger.model import Digest
    from yangguang.records.federation import Registry

# Below five a median points at single unions.
ENOUGH = 5
COMPARED: tuple[str, ...] = (
    "income_total",
    "expenditure_total",
    "three_public_total",
    "per_member_expenditure",
    "execution_rate",
    "member_service_share",
    "dues_rate",
    "rectification_rate_count",
)
# Rounded to the cent; ratios stay unrounded, because they are rounded where they are shown.
_MONEY = frozenset({"income_total", "expenditure_total", "three_public_total", "per_member_expenditure"})


def peer_medians(digests: Iterable[Digest], registry: Registry) -> dict[tuple[int, str, str], dict[str, Peers]]:
    """Medians by year, kind and tier, then by figure; amounts of whole years, rates of all."""
    groups: dict[tuple[int, str, str], dict[str, list[Decimal]]] = {}
    for one in digests:
        union = registry.of_year(one.year).unions[one.union_id]
        group = groups.setdefault((one.year, union.kind, union.tier), {})
        whole = is_whole(union, one.year, registry.settings.fiscal)
        for name in COMPARED:
            value = one.totals.get(name)
            if value is not None and (whole or name not in _MONEY):
                group.setdefault(name, []).append(value)
    return {
        key: {
            name: Peers(name=name, median=_median(name, values), n=len(values))
            for name in COMPARED
            if len(values := group.get(name, [])) >= ENOUGH
        }
        for key, group in groups.items()
    }


def _median(name: str, values: list[Decimal]) -> Decimal:
    ordered = sorted(values)
    middle = (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2
    return round_half_up(middle) if name in _MONEY else middle
