"""Numbers that must add up, and what must hold between tables, years and the registry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.door.identities import (
    accounts,
    balances,
    codes,
    links,
    magnitudes,
    order,
    procurement,
    references,
    whole,
)
from yangguang.door.identities.books import open_books

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yangguang.core.issues import Issue
    from yangguang.door.model import TextTable
    from yangguang.policy.law import Policy
    from yangguang.records.federation import Registry
    from yangguang.records.package import Package

IDENTITIES = (
    codes.check_names,
    accounts.check_parents,
    accounts.check_projects,
    accounts.check_three_public,
    balances.check_balance_sheet,
    balances.check_openings,
    balances.check_carry,
    balances.check_dues,
    links.check_findings_count,
    links.check_links,
    procurement.check_awards,
    references.check_subjects,
    order.check_order,
    whole.check_zeros,
    whole.check_copied,
    whole.check_stage,
    whole.check_chart,
    whole.check_transfers,
    magnitudes.check_magnitudes,
)


def check(
    package: Package,
    tables: Mapping[str, TextTable],
    registry: Registry,
    policy: Policy,
    earlier: Mapping[int, Package],
) -> list[Issue]:
    """Issues of the identity family; `tables` tell where a cell stands, `earlier` holds the accepted years before.

    Tolerance is zero in yuan. A table that is None was not given, or not readable: nothing is said of it here.
    """
    books = open_books(package, tables, registry, policy, earlier)
    return [issue for identity in IDENTITIES for issue in identity(books)]
