"""The reference: frictionless validates the same tables with our schemas; where it judges otherwise, that is our bug.

The only module that imports frictionless, and only when it is called: a build never pays for it.
"""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from yangguang.core.address import Folder
from yangguang.core.issues import Place, Text
from yangguang.core.money import parse_amount
from yangguang.door.admit import in_order
from yangguang.door.bytes.gate import read_tables
from yangguang.door.bytes.raw import read_folder
from yangguang.door.messages.catalogue import issue
from yangguang.door.privacy.shown import path_shown
from yangguang.door.schema.check import check_tables
from yangguang.door.schema.grammar import parse_integer
from yangguang.door.schema.meant import spelled
from yangguang.records.schema import table_schema
from yangguang.records.tables import PACKAGE_TABLES

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from frictionless.report.task import ReportTask

    from yangguang.core.issues import Issue
    from yangguang.door.model import Admission, TextTable
    from yangguang.sources.tree import Tree

_MANY = 100_000
_SAMPLE = (
    2_000  # rows of a table that are compared: frictionless needs a minute for a package with every table at its cap
)
_BREAK = re.compile(r"\r\n|\r|\n")
_FIRST_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Decimal('NaN') raises when it is compared with a minimum, inside frictionless.
_PERILOUS = re.compile(r"[+-]?\s*(?:s?nan|inf)", re.IGNORECASE)
_CHANGED = "schema.identifier"
_OURS = frozenset({"schema.single-row", _CHANGED})  # what Table Schema cannot say
_PASSES, _FAILS = Text("通过", "passes"), Text("不通过", "fails")


class Fault(NamedTuple):
    """A cell that a validator objects to; a repeated key is the row's, with no column."""

    table: str
    row: int
    column: str | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Compared:
    """What both validators judge of one package: `tables` with their bytes, up to the last row that is compared.

    `ours` is what the compiled check objects to, `changed` the cells (file, row, column) that a spreadsheet changed.
    """

    tables: Mapping[str, TextTable]
    sources: Mapping[str, bytes]
    ours: frozenset[Fault]
    changed: frozenset[tuple[str | None, int | None, str | None]]


def compared(data: Tree | Path, admission: Admission) -> Compared:
    """What is compared of a package: frictionless sees it alone, what lies outside it only the compiled check can hold."""
    raw = read_folder(data, *Folder.of(admission.folder))
    files = {name: _head(data) for name, data in raw.files.items()}
    gated = read_tables(files, raw.folder, PACKAGE_TABLES)
    tables = {name: table for name, table in gated.tables.items() if name not in gated.broken}
    return comparable(tables, {name: files[f"{name}.csv"] for name in tables})


def _head(source: bytes) -> bytes:
    """The lines of a file up to its last row that is compared: to read all others twice would cost a third of a check."""
    rows, quoted = 0, False
    for match in _FIRST_LINE.finditer(source):
        quoted ^= match[0].count(b'"') % 2 == 1
        rows += not quoted
        if rows > _SAMPLE:
            return source[: match.end()]
    return source


def comparable(tables: Mapping[str, TextTable], sources: Mapping[str, bytes]) -> Compared:
    """Of tables that the gate let through, and their bytes, those that both validators can judge."""
    tables = {name: _sample(table) for name, table in tables.items() if table.as_written and not _is_perilous(table)}
    typed = check_tables(tables, sampled(tables))
    capped = {problem.place.file for problem in typed.issues if problem.code == "gate.more-issues"}
    tables = {name: table for name, table in tables.items() if path_shown(table.file) not in capped}
    changed = {(one.place.file, one.place.row, one.place.column) for one in typed.issues if one.code == _CHANGED}
    return Compared(
        tables=tables, sources={name: _lines_of(table, sources[name]) for name, table in tables.items()},
        ours=frozenset(compiled_faults(tables)), changed=frozenset(changed),
    )  # fmt: skip


def agreed(admission: Admission, compared: Compared, doubtful: Collection[str] | None = None) -> Admission:
    """`admission`, refused with an issue wherever frictionless judges otherwise than the compiled check did.

    It is asked of the tables that are `doubtful` (all, by default): of the others it is known to find nothing wrong.
    """
    found = disagreements(compared, reference_faults(compared, doubtful))
    return replace(admission, package=None, issues=in_order([*admission.issues, *found])) if found else admission


def reference_faults(compared: Compared, doubtful: Collection[str] | None = None) -> set[Fault]:
    """What frictionless objects to in the tables that are `doubtful`, or in all: with them it sees what they refer to."""
    tables = compared.tables
    if doubtful is not None:
        columns = (column for name in doubtful for column in tables[name].table.columns)
        seen = {*doubtful, *(column.references.split(".")[0] for column in columns if column.references)}
        tables = {name: table for name, table in tables.items() if name in seen}
    return frictionless_faults(tables, compared.sources)


def disagreements(compared: Compared, reference: set[Fault]) -> list[Issue]:
    """Where frictionless, whose faults are `reference`, and the compiled check disagree."""
    tables, ours = compared.tables, compared.ours
    issues = [
        _issue(tables[fault.table], fault, ours=_PASSES, reference=_FAILS)
        for fault in sorted(reference - ours)
        if not _is_spelled(tables[fault.table], fault) and not _only_follows(tables, fault, compared.changed)
    ]
    issues += [
        _issue(tables[fault.table], fault, ours=_FAILS, reference=_PASSES)
        for fault in sorted(ours - reference)
        if not _is_stricter(tables[fault.table], fault)
    ]
    return issues


def _sample(table: TextTable) -> TextTable:
    """The first rows of a large table: what the validators see differently they see in these."""
    return replace(table, rows=table.rows[:_SAMPLE]) if len(table.rows) > _SAMPLE else table


def sampled(tables: Mapping[str, TextTable]) -> frozenset[str]:
    """Tables of which only some rows are compared, so that nothing is looked up in them."""
    return frozenset(name for name, table in tables.items() if len(table.rows) == _SAMPLE)


def _lines_of(table: TextTable, source: bytes) -> bytes:
    """The bytes of the header and of the rows that are compared."""
    if len(table.rows) < _SAMPLE:
        return source.rstrip(b"\r\n")
    last = table.rows[-1]
    lines = last.line + sum(len(_BREAK.findall(cell)) for cell in last.cells)
    return b"".join(match[0] for match in islice(_FIRST_LINE.finditer(source), lines))


def compiled_faults(tables: Mapping[str, TextTable]) -> set[Fault]:
    """What the compiled check objects to, without what only it knows of."""
    of_file = {path_shown(table.file): name for name, table in tables.items()}
    faults = set()
    for problem in check_tables(tables, sampled(tables)).issues:
        place = problem.place
        if problem.code not in _OURS and place.file and place.row:
            column = None if problem.code == "schema.primary-key" else place.column
            faults.add(Fault(of_file[place.file], place.row, column))
    return faults


def frictionless_faults(tables: Mapping[str, TextTable], sources: Mapping[str, bytes]) -> set[Fault]:
    """What frictionless objects to; anything that is not a cell's or a key's fault counts as row 0."""
    complete = tables.keys() - sampled(tables)
    files = {
        name: (
            table_schema(table.table, complete),
            table.header,
            _FIRST_LINE.sub(b"", _lines_of(table, sources[name]), count=1),
        )
        for name, table in tables.items()
    }
    faults = set()
    for task in judged(files):
        for error in task.errors:
            if error.type == "blank-row":  # a row of unknowns, where the gate let one through
                continue
            faults |= _faults(tables[task.name], error.to_descriptor())
    return faults


def judged(files: Mapping[str, tuple[dict[str, Any], Sequence[str], bytes]]) -> list[ReportTask]:
    """What frictionless says of the tables of one package: of each its schema, header and the lines below, by name."""
    from frictionless import Package, system  # noqa: PLC0415 (only `check` pays for it)

    if not files:
        return []
    with tempfile.TemporaryDirectory() as folder, system.use_context(trusted=False):
        for name, (_, header, body) in files.items():
            (Path(folder) / f"{name}.csv").write_bytes(",".join(header).encode() + b"\n" + body)
        resources = [
            {
                "name": name, "path": f"{name}.csv", "type": "table", "scheme": "file", "format": "csv",
                "mediatype": "text/csv", "encoding": "utf-8", "schema": schema,
            }
            for name, (schema, _, _) in files.items()
        ]  # fmt: skip
        package = Package.from_descriptor({"name": "package", "resources": resources}, basepath=folder)
        tasks: list[ReportTask] = package.validate(limit_errors=_MANY).tasks
        return tasks


def _faults(table: TextTable, error: Mapping[str, object]) -> set[Fault]:
    name, row = table.table.name, error.get("rowNumber")
    if not isinstance(row, int):
        return {Fault(name, 0, None)}
    if error["type"] == "primary-key":
        cells = dict(zip(table.header, table.rows[row - 2].cells, strict=True))
        # A key that is empty is a missing required cell, which is told by itself.
        key = (*table.table.key, *table.table.parts)
        return {Fault(name, row, None)} if all(cells.get(part) for part in key) else set()
    fields = error.get("fieldNames")
    if isinstance(fields, list):
        return {Fault(name, row, str(field)) for field in fields if error["type"] == "foreign-key"} or {
            Fault(name, 0, None)
        }
    return {Fault(name, row, str(error["fieldName"])) if "fieldName" in error else Fault(name, 0, None)}


def _is_spelled(table: TextTable, fault: Fault) -> bool:
    """Whether a cell is in a spelling that we take and write canonically in what we publish: a Chinese title, 是, TRUE."""
    if fault.column is None or not fault.row:
        return False
    cell = table.rows[fault.row - 2].cells[table.header.index(fault.column)]
    return spelled(table.table.column(fault.column), cell) is not None


def _only_follows(
    tables: Mapping[str, TextTable], fault: Fault, changed: Collection[tuple[str | None, int | None, str | None]]
) -> bool:
    """Whether a reference leads nowhere because a spreadsheet `changed` it, or what it refers to: told there, not twice."""
    table = tables[fault.table]
    column = table.table.column(fault.column) if fault.column else None
    if column is None or column.references is None:
        return False
    name, field = column.references.split(".")
    places = {(file, told) for file, _, told in changed}
    cell = (path_shown(table.file), fault.row, fault.column)
    return cell in changed or (name in tables and (path_shown(tables[name].file), field) in places)


def _is_stricter(table: TextTable, fault: Fault) -> bool:
    """Whether the compiled check alone refuses this cell on purpose: our grammar of numbers and dates, check digits."""
    if fault.column is None:  # the same key in two spellings, one thing under two names
        return bool(table.table.shared) or any(table.table.column(name).codes for name in table.table.key)
    column = table.table.column(fault.column)
    cell = table.rows[fault.row - 2].cells[table.header.index(fault.column)]
    if column.kind == "number":
        return parse_amount(cell) is None
    if column.kind == "integer":
        return parse_integer(cell) is None
    if (table.table.name, column.name) == ("audits", "target_id"):
        return True  # a foreign key with one more permitted word, which Table Schema cannot say
    if column.kind == "date":
        return _ISO_DATE.fullmatch(cell) is None  # frictionless takes 2025-1-1, and the digits of other scripts
    return column.check == "uscc" or (column.pattern is not None and not cell.isascii())


def _is_perilous(table: TextTable) -> bool:
    numbers = [index for index, name in enumerate(table.header) if table.table.column(name).kind == "number"]
    return any(_PERILOUS.match(row.cells[index]) for row in table.rows for index in numbers)


def _issue(table: TextTable, fault: Fault, *, ours: Text, reference: Text) -> Issue:
    place = table.place(fault.row, fault.column) if fault.row else Place(file=table.file)
    return issue("schema.disagreement", place, ours=ours, reference=reference)
