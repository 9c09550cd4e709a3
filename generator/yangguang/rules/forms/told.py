"""What was told of each of many things, by records that may be of several of them: nothing is held against all others.

A record that names no report, or a number that ten thousand reports share, belongs to each of them. Records lie on
shelves, earliest first, that those they may be of share; of each only what is asked is looked up.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from yangguang.records.oversight import Disclosure
from yangguang.rules.forms.names import SHOWN, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from yangguang.records.oversight import Filing
    from yangguang.records.package import Package

    Shelf = Sequence["Record"]  # of one name, the earliest first


class Record(NamedTuple):
    """A filing or a disclosure, and the books it stands in; records are ordered by day, year and id."""

    day: date
    year: int
    record_id: str
    package: Package
    row: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The records of one thing since a day, on the shelves where they stand."""

    shelves: tuple[Shelf, ...] = ()
    since: date = date.min

    def __bool__(self) -> bool:
        """Whether there is any."""
        return any(shelf and shelf[-1].day >= self.since for shelf in self.shelves)

    def first(self, since: date = date.min) -> Record | None:
        """The earliest record, or the earliest since a day."""
        starts = ((shelf, self.start(shelf, since)) for shelf in self.shelves)
        return min((shelf[at] for shelf, at in starts if at < len(shelf)), key=order, default=None)

    def earliest(self, count: int = 100) -> list[Record]:
        """The earliest records: enough for a sentence."""
        starts = ((shelf, self.start(shelf)) for shelf in self.shelves)
        return [*islice(merge(*(islice(shelf, at, at + count) for shelf, at in starts), key=order), count)]

    def days(self) -> object:
        """The days in a sentence: the first few, and how many there are."""
        count = sum(len(shelf) - self.start(shelf) for shelf in self.shelves)
        return listed([one.day for one in self.earliest(SHOWN + 1)], count)

    def names(self) -> set[str | None]:
        """What the records name."""
        return {shelf[-1].row.subject_id for shelf in self.shelves if shelf and shelf[-1].day >= self.since}

    def start(self, shelf: Shelf, since: date = date.min) -> int:
        """Where on a shelf these records begin."""
        return bisect_left(shelf, max(since, self.since), key=_day)


def shelves(package: Package, rows: Iterable[Filing | Disclosure]) -> dict[str | None, list[Record]]:
    """The rows of a year's books by the id or the number that they name (None: none), earliest first."""
    records = (Record(row.date, package.year, _id(row), package, row) for row in rows)
    found: dict[str | None, list[Record]] = {}
    for record in sorted(records, key=order):
        found.setdefault(record.row.subject_id, []).append(record)
    return found


def every(some: Iterable[Told]) -> Iterator[Record]:
    """The records of all of `some`, each once."""
    starts: dict[int, tuple[Shelf, int]] = {}
    for told in some:
        for shelf in told.shelves:
            _, before = starts.get(id(shelf), (shelf, len(shelf)))
            starts[id(shelf)] = (shelf, min(before, told.start(shelf)))
    for shelf, at in starts.values():
        yield from islice(shelf, at, None)


def _id(row: Filing | Disclosure) -> str:
    return row.disclosure_id if isinstance(row, Disclosure) else row.filing_id


def order(record: Record) -> tuple[date, int, str]:
    """The order of a shelf."""
    return record[:3]


def _day(record: Record) -> date:
    return record.day
