"""Money between levels: what unions of one kind sent unions of another in a year, and how much of it both books agree on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from yangguang.core.money import ZERO
from yangguang.ledger.model import MatchState
from yangguang.records.codes import CODE_LISTS

if TYPE_CHECKING:
    from decimal import Decimal

    from yangguang.ledger.between.settlement import Flow
    from yangguang.ledger.between.transfers import Flows
    from yangguang.records.federation import Registry

UP, DOWN = "up", "down"  # to a superior, to a subordinate


class Stream(NamedTuple):
    """All that unions of the kind `sender` sent those of `receiver`, in yuan: what both books have, and what only one has."""

    way: str
    sender: str
    receiver: str
    matched: Decimal
    unmatched: Decimal


def between_levels(flows: Flows, registry: Registry, year: int) -> tuple[Stream, ...]:
    """The streams of `year`, those up before those down, kinds in the order of their list; between strangers there are none.

    A flow counts with what its sender's books state. What only its receiver states counts where the sender's books are
    silent about it: where they call it something else, it has been counted.
    """
    known = registry.of_year(year)
    sums: dict[tuple[str, str, str], list[Decimal]] = {}
    for (direction, flow), amount in _stated(flows, year).items():
        way = _way(flow, known)
        if way is None:
            continue
        ends = (way, known.unions[flow.sender].kind, known.unions[flow.receiver].kind)
        outcome = flows.outcomes.get((direction, flow))
        agreed = outcome is None or outcome.state is MatchState.MATCHED
        sums.setdefault(ends, [ZERO, ZERO])[not agreed] += amount
    order = {one.code: place for place, one in enumerate(CODE_LISTS["union_kind"])}
    listed = sorted(sums, key=lambda ends: (ends[0] != UP, order[ends[1]], order[ends[2]]))
    return tuple(Stream(*ends, *sums[ends]) for ends in listed)


def _stated(flows: Flows, year: int) -> dict[tuple[str, Flow], Decimal]:
    stated = {("sent", flow): amount for flow, amount in flows.sent.items() if flow.year == year}
    for flow, amount in flows.received.items():
        outcome = flows.outcomes.get(("received", flow))
        alone = outcome is not None and outcome.state is MatchState.OTHER_SILENT
        if flow.year == year and alone and flow not in flows.sent:
            stated["received", flow] = amount
    return stated


def _way(flow: Flow, registry: Registry) -> str | None:
    unions = registry.unions
    if flow.sender not in unions or flow.receiver not in unions:
        return None
    for way, low, high in ((UP, flow.sender, flow.receiver), (DOWN, flow.receiver, flow.sender)):
        if unions[low].parent_id == high or any(one.union_id == high for one in registry.ancestors(low)):
            return way
    return None
