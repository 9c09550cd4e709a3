"""What passes between unions, seen over digests: each union's neighbours, and nothing that takes a whole federation."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from yangguang.ledger.between import transfers
from yangguang.ledger.between.correspondence import Correspondence
from yangguang.ledger.model import Neighbours

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from yangguang.ledger.between.transfers import Flows
    from yangguang.ledger.model import Digest, Peers, RollUp
    from yangguang.policy.law import Policy
    from yangguang.records.federation import Registry
    from yangguang.records.registry import TradeUnion


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """All digests, indexed, with what was computed over them. Ask it; it computes nothing about one union twice.

    `names` are by union those that its rows name, `named_by` those whose rows name it.
    """

    registry: Registry
    policy: Policy
    digests: Mapping[tuple[str, int], Digest]
    years: tuple[int, ...]
    peers: Mapping[tuple[int, str, str], Mapping[str, Peers]]
    districts: Mapping[tuple[str, int], RollUp]
    subtrees: Mapping[tuple[str, int], RollUp]
    flows: Flows
    correspondence: Mapping[tuple[str, int], Correspondence]
    names: Mapping[str, frozenset[str]]
    named_by: Mapping[str, frozenset[str]]

    def neighbours(self, union_id: str, year: int) -> Neighbours:
        """What `union_id` may know of others in `year`."""
        registry = self.registry.of_year(year)
        union, children = registry.unions[union_id], registry.children(union_id)
        subtree = self.subtrees.get((union_id, year))
        close = {union.parent_id, *(child.union_id for child in children)}
        books = self._books(union_id, registry)
        return Neighbours(
            superior=books.get(union.parent_id or "", {}).get(year),
            subordinates=tuple(one for child in children if (one := self.digests.get((child.union_id, year)))),
            peers=self.peers.get((year, union.kind, union.tier), {}),
            transfers=self.flows.matches(union_id, year),
            claims=tuple(one for one in self.flows.claims(union_id, year) if one.union_id in close),
            subtree=subtree.totals if subtree else {},
            books=books,
            seen_inspections={child.union_id: days for child in children if (days := self._inspections_seen(child))},
        )

    def near(self, union_id: str) -> set[str]:
        """The unions whose digests say all that `neighbours` are, in every year, but for medians and consolidated totals."""
        found = {union_id, *self.names.get(union_id, ()), *self.named_by.get(union_id, ())}
        for registry in {id(one): one for one in map(self.registry.of_year, self.years)}.values():
            if union_id in registry.unions:
                found.update(one.union_id for one in (*registry.ancestors(union_id), *registry.children(union_id)))
        return found

    def _books(self, union_id: str, registry: Registry) -> Mapping[str, Mapping[int, Digest]]:
        """What the books of the union's superiors, and of others that its rows name, say of it in every year."""
        own = [one for year in self.years if (one := self.digests.get((union_id, year)))]
        numbers = {filing.document_no for one in own for filing in one.filings or () if filing.document_no}
        others = [one.union_id for one in registry.ancestors(union_id)]
        below = {child.union_id for child in registry.children(union_id)}
        others += sorted(
            (self.names.get(union_id, frozenset()) & self.registry.unions.keys()) - {union_id, *others, *below}
        )
        found: dict[str, dict[int, Digest]] = {}
        for other in others:
            for year in self.years:
                if ledger := self._correspondence(other, year):
                    found.setdefault(other, {})[year] = ledger.about(union_id, numbers)
        return found

    def _correspondence(self, union_id: str, year: int) -> Correspondence | None:
        """Ready for a superior, whom many ask; made for the rest, whom their rows' few counterparties ask."""
        digest = self.digests.get((union_id, year))
        return self.correspondence.get((union_id, year)) or (Correspondence(digest) if digest else None)

    def _inspections_seen(self, child: TradeUnion) -> frozenset[date]:
        days = (self.digests.get((child.union_id, year)) for year in self.years)
        return frozenset(
            row.date
            for one in days
            if one
            for row in one.inspections or ()
            if row.inspected_id == child.union_id and row.kind == "full_integrity"
        )


def named(digests: Iterable[Digest]) -> set[str]:
    """The unions that the rows of `digests` name as the other end of money or as the body that decided."""
    return {
        name
        for one in digests
        for name in (*(row.counterparty_id for row in one.transfers or ()), *(row.body_id for row in one.filings or ()))
        if name
    }


def acquaintance(digests: Iterable[Digest], registry: Registry, policy: Policy) -> Survey:
    """A survey of what passes between unions alone: all that rules ask for, without medians and consolidated totals."""
    listed = sorted(digests, key=lambda one: (one.union_id, one.year))
    names = {union_id: frozenset(named(own)) for union_id, own in groupby(listed, key=lambda one: one.union_id)}
    named_by: dict[str, set[str]] = {}
    for union_id, others in names.items():
        for other in others:
            named_by.setdefault(other, set()).add(union_id)
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
            (one.union_id, one.year): Correspondence(one)
            for one in listed
            if registry.of_year(one.year).children(one.union_id)
        },
        names=names,
        named_by={other: frozenset(some) for other, some in named_by.items()},
    )
