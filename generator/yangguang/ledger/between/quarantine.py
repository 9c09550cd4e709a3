"""A survey over many unions' digests, of which one may be more than the survey can take: that one is left out, and named."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from yangguang.core.quarantine import fault, note
from yangguang.ledger.model import Digest, Standing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from yangguang.core.quarantine import Fault
    from yangguang.ledger.between.acquaintance import Survey


def unread(union_id: str, year: int) -> Digest:
    """The digest of a union-year of which nothing is known but that something was submitted."""
    return Digest(union_id=union_id, year=year, stage=None, standing=Standing.FAULTED, totals={})


def surveyed(digests: Sequence[Digest], make: Callable[[Sequence[Digest]], Survey]) -> tuple[Survey, tuple[Fault, ...]]:
    """What `make` says of the digests, and a fault for each union without which alone it could be said."""
    faults: dict[str, Fault] = {}
    while True:
        note("survey")
        try:
            return make(digests), tuple(faults.values())
        except Exception as error:  # the boundary of pass 2, as `quarantined` is of the others
            culprit = _culprit(digests, make)
            if culprit is None or culprit in faults:  # the survey fails by itself: that is no union's
                raise
            faults[culprit] = fault(culprit, error)
            digests = [unread(one.union_id, one.year) if one.union_id == culprit else one for one in digests]


def _culprit(digests: Sequence[Digest], make: Callable[[Sequence[Digest]], Survey]) -> str | None:
    """The union whose digests, added to those of the unions before it, make the survey fail; None where none do."""
    unions: list[tuple[str, list[Digest]]] = [
        (union_id, list(own)) for union_id, own in groupby(digests, key=lambda one: one.union_id)
    ]

    def fails(count: int) -> bool:
        try:
            make([one for _, own in unions[:count] for one in own])
        except Exception:  # noqa: BLE001 (asked is whether it fails, not how)
            return True
        return False

    if fails(0) or not fails(len(unions)):
        return None
    works, broken = 0, len(unions)
    while broken - works > 1:
        middle = (works + broken) // 2
        works, broken = (works, middle) if fails(middle) else (middle, broken)
    return unions[broken - 1][0]
