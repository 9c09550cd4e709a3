"""Rows found by what they say: a table is gone through once a case, so that a join costs its rows, not their product."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import TypeVar

    from yangguang.records.package import Package
    from yangguang.rules.judge.case import Case

    Made = TypeVar("Made")


def rows_with(case: Case, package: Package, table: str, **wanted: object) -> Sequence[Any]:
    """The rows of one of the union's own tables whose columns have the wanted values, in their order."""
    columns = tuple(wanted)
    found = remembered(
        case, (package.year, table, columns), lambda: grouped(package.table(table) or (), attrgetter(*columns))
    )
    values = tuple(wanted.values())
    return found.get(values if len(values) > 1 else values[0], ())


def remembered(case: Case, key: object, make: Callable[[], Made]) -> Made:
    """What `make` makes, made once a case."""
    if key not in case.memory:
        case.memory[key] = make()
    made: Made = case.memory[key]
    return made


def grouped(rows: Iterable[Any], key: Callable[[Any], object]) -> dict[object, list[Any]]:
    """Rows by what `key` makes of each, in their order."""
    groups: dict[object, list[Any]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return groups
