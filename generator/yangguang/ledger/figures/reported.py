"""Reported figures: every cell of a package that is a number, with its key and unit."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from yangguang.core.address import cell_key, row_name
from yangguang.core.figures import Figure, Unit
from yangguang.records.parts import shares_key
from yangguang.records.tables import BY_NAME, PACKAGE_TABLES

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from decimal import Decimal

    from yangguang.records.declare import Record
    from yangguang.records.package import Package

TABLES = tuple(table.name for table in PACKAGE_TABLES)


class Reported(NamedTuple):
    """A number as a union reported it. `row` is the row's part of the figure key; a cell that is empty is not reported."""

    table: str
    row: str
    column: str
    value: Decimal | int
    unit: str

    @property
    def key(self) -> str:
        """The figure's key within its union-year: accounts/402/actual."""
        return f"{self.table}/{self.row}/{self.column}"


def reported(package: Package, but: Container[str] = ()) -> Iterator[Reported]:
    """Every reported figure of the tables, `but` some, in the order of the contract, the rows, the columns."""
    for table in TABLES:
        if table in but:
            continue
        numeric = _numeric_columns(table)
        for row in package.table(table) or ():
            of = row_key(table, row)
            for name, unit in numeric:
                value = getattr(row, name)
                if value is not None:
                    yield Reported(table, of, name, value, unit)


def cell_figure(package: Package, table: str, row: Record, column: str) -> Figure:
    """The cell of `row` in `column` of a `table` of `package` as a figure; unknown where it is empty."""
    key = cell_key(package.union_id, package.year, table, row_key(table, row), column)
    return Figure(key, getattr(row, column), Unit(unit_of(table, column)))


def unit_of(table: str, column: str) -> str:
    """What the numbers of a column count."""
    return BY_NAME[table].column(column).unit or Unit.COUNT.value


def row_key(table: str, row: Record) -> str:
    """The row's part of a figure key: its key columns joined with '+'; the one row of overview is 'overview'.

    A project on several accounts has a row for each: P1+50501, P1+50502. One on one account is P1, as it always was.
    """
    names = _key_columns(table) + _parts(table) if shares_key(row) else _key_columns(table)
    return row_name([str(getattr(row, name)) for name in names]) or table


@cache
def _key_columns(table: str) -> tuple[str, ...]:
    return BY_NAME[table].key


@cache
def _parts(table: str) -> tuple[str, ...]:
    return BY_NAME[table].parts


@cache
def _numeric_columns(table: str) -> tuple[tuple[str, str], ...]:
    """Names and units of the columns whose cells are figures: amounts and counts."""
    columns = BY_NAME[table].columns
    numeric = (column for column in columns if column.kind in {"number", "integer"} and column.need != "key")
    return tuple((column.name, column.unit or Unit.COUNT.value) for column in numeric)
