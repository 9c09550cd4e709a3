"""What one illness does to the healthy package, and how what the door must tell of it is written.

An issue is written `code file!cell`, or `code file:row` and `code file` where no cell or no row is meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tests.builders import as_csv, package_files, rows
from tests.healthy import HEALTHY
from yangguang.records.tables import BY_NAME

if TYPE_CHECKING:
    from tests.healthy import Row


class Disease(NamedTuple):
    """`files` is the sick package, `issues` all that is told of it, in the order it is told."""

    name: str
    files: dict[str, bytes]
    issues: tuple[str, ...]


def with_bytes(table: str, old: bytes = b"", new: bytes = b"", *, append: bytes = b"") -> dict[str, bytes]:
    """The healthy package with the bytes of one table changed once."""
    healthy = as_csv(table, HEALTHY[table])
    assert old in healthy, f"{old!r} is not in {table}"
    return package_files(**{table: healthy.replace(old, new, 1) + append})


def with_cells(table: str, key: str, **cells: str) -> dict[str, bytes]:
    """The healthy package with cells of one row changed."""
    return package_files(**{table: rows(table, key, **cells)})


def with_row(table: str, **cells: str) -> dict[str, bytes]:
    """The healthy package with one more row, which repeats the last one where nothing else is said."""
    last: Row = HEALTHY[table][-1] if HEALTHY[table] else {}
    return package_files(**{table: [*HEALTHY[table], last | cells]})


def in_encoding(table: str, encoding: str) -> dict[str, bytes]:
    return package_files(**{table: as_csv(table, HEALTHY[table]).decode().encode(encoding)})


def with_file(name: str, data: bytes) -> dict[str, bytes]:
    return package_files() | {name: data}


def with_note(text: str) -> dict[str, bytes]:
    """The healthy package with a remark in a free text column."""
    return with_cells("matters", "M1", note=text)


def with_zeros() -> dict[str, bytes]:
    """The healthy package with every amount 0."""
    zero = {
        table: {column.name: "0" for column in BY_NAME[table].columns if column.unit == "yuan"} for table in HEALTHY
    }
    return package_files(
        **{
            table: [row | {name: "0" for name in zero[table] if row.get(name)} for row in HEALTHY[table]]
            for table in HEALTHY
            if table != "overview" and zero[table]
        }
    )


def with_path(path: str) -> dict[str, bytes]:
    """The healthy package whose descriptor looks for the accounts at `path`."""
    names = [name.removesuffix(".csv") for name in package_files() if name.endswith(".csv")]
    listed = [{"name": name, "path": path if name == "accounts" else f"{name}.csv"} for name in names]
    return package_files(descriptor={"resources": listed})
