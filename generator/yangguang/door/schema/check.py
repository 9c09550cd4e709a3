"""The schema check, compiled from the table declarations: tables of text become typed records, or issues."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from yangguang.core.dates import LAST_DAY
from yangguang.core.issues import Text
from yangguang.door.messages.catalogue import first_of, issue, refuses
from yangguang.door.schema.explain import refusal
from yangguang.door.schema.grammar import REFUSED, cell_parser
from yangguang.door.schema.identifiers import identifier_issues
from yangguang.door.schema.keys import foreign_key_issues, primary_key_issues
from yangguang.door.schema.meant import mended, spelled
from yangguang.door.schema.span import span_issues
from yangguang.records.parts import told_apart
from yangguang.records.tables import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from yangguang.core.issues import Issue
    from yangguang.door.model import TextRow, TextTable
    from yangguang.records.declare import Record
    from yangguang.records.federation import Registry

_FEW = 1_000  # rows of a table that is worth keeping
_ONE_ROW = Text(
    "一表只报一个工会、一个年度，请只保留这个工会、这个年度的一行",
    "A table reports one union and one year; keep the row of these",
)
_A_ROW = Text(
    "请在表头下补一行数据；暂不知道的格留空，但要留着各格之间的逗号",
    "Add one row below the header; leave unknown cells empty, with the commas between them",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """Records of each table, in the file's order; a table with an issue that refuses has none, and stands in `faulty`.

    `as_meant` has the records of faulty tables as they will be once what was told of their cells is mended, where that
    leaves no doubt: for nothing but to look for more problems in the same round.
    """

    records: Mapping[str, tuple[Record, ...]]
    faulty: frozenset[str] = frozenset()
    issues: list[Issue] = field(default_factory=list)
    as_meant: Mapping[str, tuple[Record, ...]] = field(default_factory=dict)


class _Read(NamedTuple):
    """A table with its cells in canonical spelling, the records of its sound rows, the rows that do not parse."""

    table: TextTable
    records: tuple[Record, ...]
    refused: list[TextRow]


def check_tables(
    tables: Mapping[str, TextTable],
    broken: frozenset[str] = frozenset(),
    registry: Registry | None = None,
    latest: date | None = None,
    on: date = LAST_DAY,
) -> Typed:
    """Types, constraints, keys and foreign keys; no time outside 1900..`latest`, where that is given.

    An issue that does not refuse yet `on` that day leaves its table's records where they are.
    Keys of `broken` tables are not known, so nothing is looked up there.
    """
    records: dict[str, tuple[Record, ...]] = {}
    as_meant: dict[str, tuple[Record, ...]] = {}
    faulty = set(broken)
    issues: list[Issue] = []
    read = {name: _read_lately(_Same(table)) for name, table in tables.items()}
    tables = {name: one.table for name, one in read.items()}
    for name, table in tables.items():
        _, rows, refused = read[name]
        cells = first_of(_cell_issues(table, refused), table.file)
        cells += first_of(identifier_issues(table), table.file)
        found: list[Issue] = []
        if latest is not None:
            found += first_of(span_issues(table, latest), table.file)
        found += first_of(primary_key_issues(table), table.file)
        found += first_of(foreign_key_issues(table, tables, broken, registry), table.file)
        if not table.table.key and len(table.rows) != 1 and name not in broken:
            count = len(table.rows)
            remedy = _ONE_ROW if count else _A_ROW
            found.append(
                issue("schema.single-row", table.place(1), title=table.table.title, found=count, remedy=remedy)
            )
        issues += cells + found
        if refused or any(refuses(problem, on) for problem in (*cells, *found)):
            faulty.add(name)
            if cells and not found and name not in broken and (meant := _as_meant(table, cells)):
                as_meant[name] = meant
        else:
            records[name] = rows
    return Typed(records=records, faulty=frozenset(faulty), issues=issues, as_meant=as_meant)


class _Same:
    """A table that is no other one, however alike: to compare all cells would cost as much as to read them."""

    def __init__(self, table: TextTable) -> None:
        self.table = table

    def __hash__(self) -> int:
        return id(self.table)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.table is self.table


def _read_lately(same: _Same) -> _Read:
    return _kept(same) if len(same.table.rows) <= _FEW else _read_records(same.table)


@lru_cache(maxsize=64)
def _kept(same: _Same) -> _Read:
    return _read_records(same.table)


def _read_records(table: TextTable) -> _Read:
    parsers, names, make = _reader(table.table.name, table.header)
    records: list[Record] = []
    refused: list[TextRow] = []
    respelled: dict[int, TextRow] = {}
    for row in table.rows:
        values = [parse(cell) for parse, cell in zip(parsers, row.cells, strict=True)]
        if REFUSED in values and (cells := _respelled(table, row, values)) != row.cells:
            row = respelled[row.row] = row._replace(cells=cells)  # noqa: PLW2901 (the same row, as it is taken)
            values = [parse(cell) for parse, cell in zip(parsers, cells, strict=True)]
        if REFUSED in values:
            refused.append(row)
        else:
            records.append(make(row=row.row, line=row.line, **dict(zip(names, values, strict=True))))
    if respelled:
        table = replace(table, rows=tuple(respelled.get(row.row, row) for row in table.rows))
    return _Read(table, told_apart(table.table, records), refused)


def _respelled(table: TextTable, row: TextRow, values: list[object]) -> tuple[str, ...]:
    """The cells of a row with those that were refused in canonical spelling, where they have one."""
    columns = map(table.table.column, table.header)
    return tuple(
        (spelled(column, cell) or cell) if value is REFUSED else cell
        for column, cell, value in zip(columns, row.cells, values, strict=True)
    )


def _as_meant(table: TextTable, told: list[Issue]) -> tuple[Record, ...] | None:
    """The records of a table whose every refused cell leaves no doubt, else None."""
    parsers, names, make = _reader(table.table.name, table.header)
    columns = [table.table.column(name) for name in table.header]
    bad = {(problem.place.row, problem.place.column) for problem in told}
    records: list[Record] = []
    for row in table.rows:
        cells = [
            (mended(column, cell) or cell) if (row.row, column.name) in bad else cell
            for column, cell in zip(columns, row.cells, strict=True)
        ]
        values = [parse(cell) for parse, cell in zip(parsers, cells, strict=True)]
        if REFUSED in values:
            return None
        records.append(make(row=row.row, line=row.line, **dict(zip(names, values, strict=True))))
    return told_apart(table.table, records)


@cache
def _reader(
    name: str, header: tuple[str, ...]
) -> tuple[tuple[Callable[[str], object], ...], tuple[str, ...], Callable[..., Record]]:
    table = BY_NAME[name]
    columns = [table.column(label) for label in header]
    # `class` is a column's name and a Python keyword: the record's field is `class_`.
    field_of = {item.name.rstrip("_"): item.name for item in fields(table.record)}
    return tuple(cell_parser(column) for column in columns), tuple(field_of[label] for label in header), table.record


def _cell_issues(table: TextTable, refused: list[TextRow]) -> Iterator[Issue]:
    columns = [table.table.column(name) for name in table.header]
    parsers = [cell_parser(column) for column in columns]
    for row in refused:
        for column, parse, cell in zip(columns, parsers, row.cells, strict=True):
            if parse(cell) is REFUSED:
                yield refusal(column, cell, table.place(row, column.name))
