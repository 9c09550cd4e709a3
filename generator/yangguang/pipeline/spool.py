"""What pass 1 leaves for pass 3: the years of a union, pickled into a folder that only this user may read."""

from __future__ import annotations

import pickle
from dataclasses import fields
from itertools import chain
from typing import TYPE_CHECKING, Any

from yangguang.core.pickling import Reducers, dumps, pickler
from yangguang.records.package import Package
from yangguang.records.tables import PACKAGE_TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from yangguang.history.restatements import Revision
    from yangguang.ledger.model import UnionYear
    from yangguang.records.declare import Record

    Revisions = Mapping[int, tuple[Revision, ...]]

_AT_ONCE = 1_000  # rows
_TABLES = frozenset(table.name for table in PACKAGE_TABLES)


def keep(years: Mapping[int, UnionYear], revisions: Revisions, path: Path) -> None:
    """Write a union's years, and what changed in each, for `recall`."""
    with path.open("wb") as out:
        pickler(out, _REDUCERS).dump((years, revisions))


def recall(path: Path) -> tuple[Mapping[int, UnionYear], Revisions]:
    """What `keep` wrote into `path` in this very build."""
    with path.open("rb") as kept:
        found: tuple[Mapping[int, UnionYear], Revisions] = pickle.load(kept)  # noqa: S301 (our own pickle)
        return found


def _reduced(package: Package) -> tuple[Any, ...]:
    """A long table is pickled some rows at a time: each time the pickler remembers what those have in common, and forgets it.

    One memory for all rows takes as much as the books, and none writes every day and code of them anew.
    """
    values = {item.name: getattr(package, item.name) for item in fields(package)}
    long = {name: _parts(values.pop(name)) for name in _TABLES if len(values[name] or ()) > _AT_ONCE}
    return _whole, (values, long)


def _parts(rows: tuple[Record, ...]) -> list[bytes]:
    starts = range(0, len(rows), _AT_ONCE)
    return [dumps(rows[start : start + _AT_ONCE]) for start in starts]


def _whole(values: dict[str, Any], long: dict[str, list[bytes]]) -> Package:
    rows = {name: tuple(chain.from_iterable(map(pickle.loads, parts))) for name, parts in long.items()}
    return Package(**(values | rows))


_REDUCERS = Reducers({Package: _reduced})
