"""What a cell that a verdict points at says: the record it stands in, found again among the books the rule was shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from yangguang.records.tables import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from yangguang.core.address import Sheet
    from yangguang.ledger.model import Digest, Neighbours, UnionYear
    from yangguang.records.declare import Column, Record, Table
    from yangguang.records.federation import Registry
    from yangguang.rules.judge.model import Cell


class Seen(NamedTuple):
    """A cell with its table, its column, its value (None where it is empty) and the record it stands in."""

    table: Table
    column: Column
    value: str | int | Decimal | date | None
    record: Record

    @property
    def line(self) -> int:
        """The physical line of the file on which the record starts."""
        return self.record.line


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """The register, the union's own years and what it knows of its neighbours: all that verdicts point into."""

    registry: Registry
    history: Mapping[int, UnionYear]
    neighbours: Neighbours
    _rows: dict[Sheet, Mapping[int, Record]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def look_up(self, cell: Cell) -> Seen | None:
        """The cell as it was read; None where a neighbour's row does not travel with what this union may know."""
        record = self._record(cell)
        if record is None:
            return None
        table, column, attribute = _place(cell.sheet.table, cell.column)
        return Seen(table, column, getattr(record, attribute), record)

    def _record(self, cell: Cell) -> Record | None:
        if cell.sheet.folder is None:
            return self.registry.at_row(cell.row)
        if cell.sheet not in self._rows:
            self._rows[cell.sheet] = {record.row: record for record in self._read(cell.sheet)}
        return self._rows[cell.sheet].get(cell.row)

    def _read(self, sheet: Sheet) -> tuple[Record, ...]:
        """The rows of a package's table, none where this union may not know them."""
        if sheet.folder is None:
            return ()
        _, union_id, year = sheet.folder
        name = sheet.table
        report = self.history.get(year)
        if report and report.union.union_id == union_id:
            return (report.package.table(name) if report.package else None) or ()
        return tuple(row for one in self._digests(union_id, year) for row in getattr(one, name, None) or ())

    def _digests(self, union_id: str, year: int) -> list[Digest]:
        cut = self.neighbours.books.get(union_id, {}).get(year)
        whole = [one for one in self.neighbours.subordinates if (one.union_id, one.year) == (union_id, year)]
        return whole or ([cut] if cut else [])


@cache
def _place(of: str, name: str) -> tuple[Table, Column, str]:
    """The table called `of`, its column called `name`, and the record's attribute that holds it."""
    table = BY_NAME[of]
    attribute = name if name in table.record.__dataclass_fields__ else f"{name}_"
    return table, table.column(name), attribute
