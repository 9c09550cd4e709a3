"""Typed rows as the CSV and JSON bytes that a union would commit."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from yangguang.core.spreadsheet import csv_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from yangguang.records.declare import Record, Table

Facts = dict[str, Any]  # cells of a row that has no number yet, by column name
Row = dict[str, str]  # cells as they are written, by column name


def text_rows(table: Table, rows: Iterable[Record]) -> list[Row]:
    """Typed rows as they are written."""
    fields = [
        (column.name, column.name if hasattr(table.record, column.name) else f"{column.name}_")
        for column in table.columns
    ]
    return [{name: _text(getattr(row, field)) for name, field in fields} for row in rows]


def table_bytes(table: Table, rows: Sequence[Row]) -> bytes:
    """UTF-8 with a header of English column names; columns that no row fills are left out unless they are required."""
    kept = [column.name for column in table.columns if column.need != "no" or any(row.get(column.name) for row in rows)]
    return csv_bytes([kept, *([row.get(name, "") for name in kept] for row in rows)], end="\n")


def json_bytes(value: Mapping[str, object]) -> bytes:
    """A descriptor, readable by people."""
    return f"{json.dumps(value, ensure_ascii=False, indent=2)}\n".encode()


def resources(names: Iterable[str]) -> list[dict[str, str]]:
    """The descriptor's list of tables."""
    return [{"name": name, "path": f"{name}.csv"} for name in names]


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Decimal():
            return f"{value:f}"
        case _:
            return str(value)
