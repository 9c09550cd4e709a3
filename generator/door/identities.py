"""Numbers that must add up, and what must hold between tables, years and the registry."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.core.issues import Issue
    from generator.door.model import TextTable
    from generator.policy.law import Policy
    from generator.records.federation import Registry
    from generator.records.package import Package


def check(
    package: Package,
    tables: Mapping[str, TextTable],
    registry: Registry,
    policy: Policy,
    earlier: Mapping[int, Package],
) -> list[Issue]:
    """Issues of the identity family; `tables` tell where a cell stands, `earlier` holds the accepted years before."""
    del package, tables, registry, policy, earlier
    return []
