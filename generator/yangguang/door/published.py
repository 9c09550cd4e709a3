"""What is told of published years: that they stay, whom a change touches, that one is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.core.issues import Place
from yangguang.door.messages.catalogue import issue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from yangguang.core.issues import Issue
    from yangguang.door.model import Admission
    from yangguang.records.registry import Withdrawal
    from yangguang.sources.publications import Publication

_NAMED = 10  # years in one note


def accepted_then(version: Publication, count: int) -> Issue:
    """What is said of a version that stays published although `count` problems would refuse it today."""
    day, commit = _when(version)
    return issue("gate.accepted-then", Place(file=version.folder), day=day, commit=commit, count=count)


def touched_by_change(admissions: Iterable[Admission]) -> Iterator[Issue]:
    """Whom a change of register, policy, earlier years or checks touches, as one note on all of `admissions`."""
    kept = [
        f"{one.union_id}/{one.year}" for one in admissions if "gate.accepted-then" in {it.code for it in one.issues}
    ]
    if kept:
        years = "、".join(kept[:_NAMED]) + ("……" if len(kept) > _NAMED else "")
        yield issue("registry.accepted-then", count=len(kept), years=years)


def year_gone(version: Publication, folder: str) -> Issue:
    """A published version whose `folder` is neither there nor withdrawn."""
    (day, commit), place = _when(version), Place(file=folder)
    return issue("registry.year-gone", place, union=version.union_id, year=version.year, day=day, commit=commit)


def withdrawn_and_there(row: Withdrawal, folder: str) -> Issue:
    """A row of withdrawals.csv whose `folder` is still there."""
    return issue("registry.withdrawn-and-there", Place(file=folder), year=row.year, day=row.since)


def _when(version: Publication) -> tuple[str, str]:
    return str(version.moment.day or "-"), version.moment.commit[:12]
