"""The federation seen over digests: neighbours of each union, peer medians, consolidated roll-ups."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.ledger.acquaintance import acquaintance
from generator.ledger.peers import peer_medians
from generator.ledger.rollups import Consolidation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.ledger.acquaintance import Survey
    from generator.ledger.model import Digest
    from generator.policy.law import Policy
    from generator.records.federation import Registry


def survey(digests: Iterable[Digest], registry: Registry, policy: Policy) -> Survey:
    """What the digests of a whole federation say together."""
    listed = sorted(digests, key=lambda one: (one.union_id, one.year))
    between = acquaintance(listed, registry, policy)
    consolidation = Consolidation(listed, registry, between.flows)
    return replace(
        between,
        peers=peer_medians(listed, registry),
        districts=consolidation.districts(),
        subtrees=consolidation.subtrees(),
    )
