"""What passes between unions, seen over digests: each union's neighbours, and nothing that takes a whole federation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.ledger import transfers
from generator.ledger.correspondence import Correspondence
from generator.ledger.model import Neighbours

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from generator.ledger.model import Digest, Peers, RollUp
    from generator.ledger.transfers import Flows
    from generator.policy.law import Policy
    from generator.records.federation import Registry
    from generator.records.registry import TradeUnion


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """All digests, indexed, with what was computed over them. Ask it; it computes nothing about one union twice."""

    registry: Registry
    policy: Policy
    digests: Mapping[tuple[str, int], Digest]
    years: tuple[int, ...]
    peers: Mapping[tuple[int, str, str], Mapping[str, Peers]]
    districts: Mapping[tuple[str, int], RollUp]
    subtrees: Mapping[tuple[str, int], RollUp]
    flows: Flows
    correspondence: Mapping[tuple[str, int], Correspondence]

    def neighbours(self, union_id: str, year: int) -> Neighbours:
        """What `union_id` may know of others in `year`."""
        union = self.registry.unions[union_id]
        children = self.registry.children(union_id)
        superiors = self._superior_years(union, year)
        subtree = self.subtrees.get((union_id, year))
        close = {union.parent_id, *(child.union_id for child in children)}
        return Neighbours(
            superior=superiors.get(year),
            subordinates=tuple(one for child in children if (one := self.digests.get((child.union_id, year)))),
            peers=self.peers.get((year, union.kind, union.tier), {}),
            transfers=self.flows.matches(union_id, year),
            claims=tuple(one for one in self.flows.claims(union_id, year) if one.union_id in close),
            subtree=subtree.totals if subtree else {},
            superior_years=superiors,
            seen_inspections={child.union_id: days for child in children if (days := self._inspections_seen(child))},
        )

    def _superior_years(self, union: TradeUnion, year: int) -> Mapping[int, Digest]:
        """The superior's digests cut down to what concerns `union`: the judged year, and others that say something."""
        if union.parent_id is None:
            return {}
        own = (self.digests.get((union.union_id, one)) for one in self.years)
        numbers = {filing.document_no for one in own if one for filing in one.filings or () if filing.document_no}
        found: dict[int, Digest] = {}
        for one in self.years:
            ledger = self.correspondence.get((union.parent_id, one))
            cut = ledger.about(union.union_id, numbers) if ledger else None
            if cut and (one == year or cut.filings):
                found[one] = cut
        return found

    def _inspections_seen(self, child: TradeUnion) -> frozenset[date]:
        days = (self.digests.get((child.union_id, year)) for year in self.years)
        return frozenset(
            row.date
            for one in days
            if one
            for row in one.inspections or ()
            if row.inspected_id == child.union_id and row.kind == "full_integrity"
        )


def acquaintance(digests: Iterable[Digest], registry: Registry, policy: Policy) -> Survey:
    """A survey of what passes between unions alone: all that rules ask for, without medians and consolidated totals."""
    listed = sorted(digests, key=lambda one: (one.union_id, one.year))
    return Survey(
        registry=registry,
        policy=policy,
        digests={(one.union_id, one.year): one for one in listed},
        years=tuple(sorted({one.year for one in listed})),
        peers={},
        districts={},
        subtrees={},
        flows=transfers.collect(listed, policy),
        correspondence={
            (one.union_id, one.year): Correspondence(one) for one in listed if registry.children(one.union_id)
        },
    )
