"""Rows that share a key: a project that stands on several accounts is one project, told on a row for each of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from operator import attrgetter
from typing import TYPE_CHECKING

from yangguang.records.declare import Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from yangguang.records.declare import Record, Table

Key = tuple[str, ...]


def told_apart(table: Table, records: Sequence[Record]) -> tuple[Record, ...]:
    """`records` of `table`, those marked (`shares_key`) whose key others have, too."""
    if not table.parts or not all(isinstance(one, Part) for one in records):
        return tuple(records)
    key = attrgetter(*table.key)
    count = Counter(map(key, records))
    return tuple(
        replace(one, shares_key=True) if isinstance(one, Part) and count[key(one)] > 1 else one for one in records
    )


def shares_key(row: Record) -> bool:
    """Whether `row` is one of several that have its key."""
    return isinstance(row, Part) and row.shares_key


def shared_keys(table: Table, rows: Iterable[Mapping[str, str]]) -> frozenset[Key]:
    """The keys that several of `rows` have, where a row is cells by column."""
    if not table.parts:
        return frozenset()
    count = Counter(tuple(row.get(name, "") for name in table.key) for row in rows)
    return frozenset(key for key, times in count.items() if times > 1)


def row_key(table: Table, cells: Mapping[str, str], shared: frozenset[Key]) -> Key:
    """What the row with these `cells` is told by: its key, with its part where the key is one of the `shared`."""
    key = tuple(cells.get(name, "") for name in table.key)
    return key + tuple(cells.get(name, "") for name in table.parts) if key in shared else key
