"""One union-year as published, from what the door admitted and what it refused."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from yangguang.ledger.figures.derived import derive, minted
from yangguang.ledger.figures.notes import noted
from yangguang.ledger.figures.notes import owed as late
from yangguang.ledger.model import Standing, UnionYear
from yangguang.ledger.standing import Debt, debt, is_whole
from yangguang.sources.provenance import Provenance

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from yangguang.core.issues import Issue
    from yangguang.door.model import Admission
    from yangguang.ledger.model import Refusal, Withdrawn
    from yangguang.policy.law import Policy
    from yangguang.records.federation import Registry
    from yangguang.records.registry import TradeUnion


def union_year(
    union: TradeUnion,
    year: int,
    *,
    policy: Policy,
    as_of: date,
    is_owed: bool = True,
    registry: Registry | None = None,
    admission: Admission | None = None,
    provenance: Provenance | None = None,
    refusal: Refusal | None = None,
    hints: tuple[Issue, ...] = (),
    withdrawal: Withdrawn | None = None,
) -> UnionYear:
    """The year as visitors see it; of one that is not `is_owed`, because the portal had not begun, nothing is missing.

    `admission` is the one shown: the submitted one where it was accepted, else the last accepted one, None where there
    is none; `provenance` is the commit it was read from. `refusal` is given where the submitted package was refused,
    `hints` where what is shown would be, were it new, `withdrawal` where the year was taken down: nothing is owed then.
    `union` is the union as it was in the year; what `registry` says of it on the days of its deadlines decides what it owes.
    """
    package = admission.package if admission else None
    owed = debt(union, year, package, policy, as_of, registry) if is_owed and not withdrawal else Debt()
    figures = derive(package, policy, as_of) if package else {}
    warnings = admission.issues if admission and package else ()
    told = chain(noted(warnings, hints, refusal.issues if refusal else ()), late(owed, year))
    figures |= minted(union.union_id, year, told)
    return UnionYear(
        union=union,
        year=year,
        standing=Standing.WITHDRAWN
        if withdrawal
        else _standing(shown=package is not None, refused=refusal is not None),
        package=package,
        provenance=provenance or Provenance(),
        figures=figures,
        warnings=warnings,
        hints=hints,
        refusal=refusal,
        withdrawal=withdrawal,
        owed_stage=owed.stage,
        missing=owed.missing,
        missing_since=owed.since if owed.missing else None,
        is_short=not is_whole(union, year, policy.fiscal),
    )


def comparable(years: Mapping[int, UnionYear], year: int | None = None) -> dict[int, UnionYear]:
    """The years that one of a union's years may be compared with: without those withdrawn, apart from itself."""
    return {one: report for one, report in years.items() if one == year or not report.is_withdrawn}


def _standing(*, shown: bool, refused: bool) -> Standing:
    if refused:
        return Standing.SUPERSEDED if shown else Standing.REFUSED
    return Standing.PUBLISHED if shown else Standing.SILENT
