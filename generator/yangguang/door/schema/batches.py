"""Frictionless asked of many packages at once: nearly all that asking of one costs is the reading of nineteen schemas.

Tables of a kind are stacked, each row behind one more cell that says whose it is. That cell is part of every key, so that a
key is looked for in its own package alone. A table of which anything is said, or that cannot be stacked, is to be judged
once more, by itself.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from yangguang.door.schema.reference import judged, sampled
from yangguang.records.schema import table_schema
from yangguang.records.tables import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yangguang.door.model import TextTable
    from yangguang.door.schema.reference import Compared

_OWNER = "_package"  # none of our columns begins so


class _Kind(NamedTuple):
    """Tables that may be stacked: of one name and header, referring to tables that are of one kind, too."""

    name: str
    header: tuple[str, ...]
    targets: tuple[_Kind, ...]


def doubtful(packages: Sequence[Compared]) -> dict[Compared, frozenset[str]]:
    """Of each of `packages` the tables in which frictionless may find anything wrong, were it asked of that package alone."""
    everything = {one: frozenset(one.tables) for one in packages}
    stacked = {str(owner): one for owner, one in enumerate(filter(_can_be_stacked, packages))}
    stacks: defaultdict[_Kind, list[bytes]] = defaultdict(list)
    rows: defaultdict[_Kind, int] = defaultdict(int)
    for owner, one in stacked.items():
        for name, table in one.tables.items():
            kind = _kind(name, one.tables)
            stacks[kind].append(_owned(table, one.sources[name], owner))
            rows[kind] += len(table.rows)
    names = {kind: f"{kind.name}-{number}" for number, kind in enumerate(stacks)}
    tasks = judged({
        names[kind]: (_schema(kind, names), (_OWNER, *kind.header), b"".join(stack)) for kind, stack in stacks.items()
    })  # fmt: skip
    if {task.name: task.stats.get("rows", 0) for task in tasks} != {names[kind]: rows[kind] for kind in stacks}:
        return everything  # it did not get as far as every row
    of_name = {names[kind]: kind.name for kind in stacks}
    found = {
        ((getattr(error, "cells", None) or [""])[0], of_name[task.name]) for task in tasks for error in task.errors
    }
    if any(owner not in stacked for owner, _ in found):
        return everything  # of a header, or of a row that is nobody's
    return everything | {
        one: frozenset(name for name in one.tables if (owner, name) in found) for owner, one in stacked.items()
    }


def _can_be_stacked(package: Compared) -> bool:
    """Not where rows are left out, nor where an empty one is all there is: behind another cell it would not be empty."""
    tables = package.tables
    return not sampled(tables) and all(any(row.cells) for table in tables.values() for row in table.rows)


def _kind(name: str, tables: Mapping[str, TextTable]) -> _Kind:
    table = tables[name]
    targets = {column.references.split(".")[0] for column in table.table.columns if column.references}
    return _Kind(
        name, table.header, tuple(_kind(target, tables) for target in sorted((targets - {name}) & tables.keys()))
    )


def _owned(table: TextTable, source: bytes, owner: str) -> bytes:
    """The lines below the header, whose rows begin with `owner`."""
    lines = source.rstrip(b"\r\n").splitlines(keepends=True)
    for row in table.rows:
        lines[row.line - 1] = f"{owner},".encode() + lines[row.line - 1]
    return b"".join([*lines[1:], b"\n"]) if table.rows else b""


def _schema(kind: _Kind, names: Mapping[_Kind, str]) -> dict[str, Any]:
    """The schema of the table with the owner's column in front, and in front of every key."""
    targets = {target.name: names[target] for target in kind.targets} | {"": ""}
    schema = table_schema(BY_NAME[kind.name], {kind.name, *targets})
    schema["fields"] = [{"name": _OWNER, "type": "string"}, *schema["fields"]]
    if "primaryKey" in schema:
        schema["primaryKey"] = [_OWNER, *schema["primaryKey"]]
    for key in schema.get("foreignKeys", ()):
        key["fields"] = [_OWNER, *key["fields"]]
        reference = key["reference"]
        key["reference"] = {"resource": targets[reference["resource"]], "fields": [_OWNER, *reference["fields"]]}
    return schema
