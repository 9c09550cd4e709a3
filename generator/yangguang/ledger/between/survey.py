"""The federation seen over digests: neighbours of each union, peer medians, consolidated roll-ups."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from yangguang.ledger.between.acquaintance import acquaintance
from yangguang.ledger.between.rollups import Consolidation
from yangguang.ledger.figures.peers import peer_medians

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yangguang.ledger.between.acquaintance import Survey
    from yangguang.ledger.model import Digest
    from yangguang.policy.law import Policy
    from yangguang.records.federation import Registry


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
