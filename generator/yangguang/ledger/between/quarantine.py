"""A survey over many unions' digests, of which one may be more than the survey can take: that one is left out, and named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.core.quarantine import culprit_of, fault, note
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
            culprit = culprit_of(digests, make)
            if culprit is None or culprit in faults:  # the survey fails by itself: that is no union's
                raise
            faults[culprit] = fault(culprit, error)
            digests = [unread(one.union_id, one.year) if one.union_id == culprit else one for one in digests]
