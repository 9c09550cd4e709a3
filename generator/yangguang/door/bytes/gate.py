"""The gate: a submission's bytes become tables of text, or the reasons why not."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from yangguang.core.issues import Place, Text, column_letter
from yangguang.core.spreadsheet import formula_in, may_hold_formula
from yangguang.door.bytes.csv_text import MAX_CELL, read_rows, read_text
from yangguang.door.bytes.formulas import instead_of
from yangguang.door.bytes.header import exact_header, header_issues, header_row, meant_header, preface_issues
from yangguang.door.bytes.mojibake import find_lost, find_mojibake, is_odd, is_plain
from yangguang.door.bytes.strays import SIGNED, is_footer, stray_row, stray_rows
from yangguang.door.bytes.totals import is_total, may_hold_totals, total_row, total_rows
from yangguang.door.bytes.units import may_note_unit, unit_noted
from yangguang.door.bytes.unsafe import cleaned, find_unsafe, is_safe
from yangguang.door.messages.catalogue import first_of, issue
from yangguang.door.model import TextRow, TextTable
from yangguang.records.tables import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from yangguang.core.issues import Issue
    from yangguang.records.declare import Column, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Gated:
    """What came through. `broken` names tables that are missing rows or could not be read: nothing may be looked up in them."""

    tables: Mapping[str, TextTable]
    broken: frozenset[str] = frozenset()
    issues: list[Issue] = field(default_factory=list)


def read_tables(files: Mapping[str, bytes], folder: str, tables: Sequence[Table]) -> Gated:
    """Each of `tables` that `files` holds as <table>.csv, in that order. `folder` is relative to DATA."""
    passed: dict[str, TextTable] = {}
    broken: set[str] = set()
    issues: list[Issue] = []
    for table in tables:
        data = files.get(f"{table.name}.csv")
        if data is None:
            continue
        file = f"{folder}/{table.name}.csv"
        text_table, problems = (
            _read_lately(table.name, data, file) if len(data) <= _SMALL else read_table(table, data, file)
        )
        issues += problems
        if text_table:
            passed[table.name] = text_table
        if text_table is None or any(problem.code in _LOSES_ROWS for problem in problems):
            broken.add(table.name)
    return Gated(tables=passed, broken=frozenset(broken), issues=issues)


@lru_cache(maxsize=64)
def _read_lately(name: str, data: bytes, file: str) -> tuple[TextTable | None, list[Issue]]:
    """What `read_table` says: of the versions of a year, read one after the other, most tables are the same."""
    return read_table(BY_NAME[name], data, file)


def read_table(table: Table, data: bytes, file: str) -> tuple[TextTable | None, list[Issue]]:
    """One CSV file. Rows of the wrong length are reported and left out, so that the other rows are still checked."""
    text = read_text(data, file)
    if not isinstance(text, str):
        return None, [text]
    rows = read_rows(text, file)
    if not isinstance(rows, list):
        return None, [rows]
    header, rows, issues = _find_header(table, file, rows)
    if may_note_unit(text) and any(column.unit == "yuan" for column in table.columns):
        issues += first_of(_unit_rows(rows[1:], file), file)
    if header is None or any(problem.code == "gate.unit" for problem in issues):
        return None, issues  # amounts that are to be converted first are not to be rounded, or summed, before
    body = _body(rows)
    if _is_all_unknown(table, body, len(header)):
        body = body[:1]
        kept = tuple(body)
    else:
        kept = tuple(row for row in body if len(row.cells) == len(header) and not _is_blank(row))
    whole = len(kept) == len(body) and not issues
    found = TextTable(table=table, file=file, header=header, rows=kept, as_written=whole)
    found, others = _without_others(found, rows[0].cells, text)
    issues += others
    if any(problem.code == "gate.unit" for problem in others):
        return None, issues
    if len(kept) < len(body):
        issues += first_of(_misshapen(body, len(header), file), file)
    unfit = first_of(_unfit_cells(found, safe=is_safe(text) and not may_hold_formula(text)), file)
    issues += unfit
    if '"' in text:  # only a quoted cell holds a line break
        issues += first_of(_broken_lines(found), file)
    if not is_plain(text):
        issues += first_of(_garbled_cells(found), file)
    return _cleaned(found) if unfit else found, issues


def _without_others(table: TextTable, labels: Sequence[str], text: str) -> tuple[TextTable, list[Issue]]:
    """The table without rows that are no data: totals, signatures, its header once more; and what is told of them."""
    totals = dict(total_rows(table)) if may_hold_totals(text) else {}
    strays = {row: told for row, told in stray_rows(table, labels, text) if row not in totals}
    if not (totals or strays):
        return table, []
    kept = tuple(row for row in table.rows if row.row not in totals and row.row not in strays)
    issues = [*first_of(iter(totals.values()), table.file), *first_of(iter(strays.values()), table.file)]
    return replace(table, rows=kept), issues


def _find_header(
    table: Table, file: str, rows: list[TextRow]
) -> tuple[tuple[str, ...] | None, list[TextRow], list[Issue]]:
    """The columns as far as they can be told, the rows from the header on, and what is wrong with it."""
    header = exact_header(table, rows[0].cells)
    if header:
        return header, rows, []
    issues: list[Issue] = []
    if before := header_row(table, rows):
        issues += preface_issues(file, rows, before)
        rows = rows[before:]
        header = exact_header(table, rows[0].cells)
    if header is None:
        issues += first_of(header_issues(table, file, rows), file)
        header = meant_header(table, rows[0].cells)
    return header, rows, issues


def _cleaned(table: TextTable) -> TextTable:
    """The table as it is once the characters told of are gone, so that nothing is told that only follows from them."""
    rows = (row._replace(cells=tuple(map(cleaned, row.cells))) for row in table.rows)
    return replace(table, rows=tuple(rows), as_written=False)


_SMALL = 65_536  # bytes of a table that is worth keeping: a few dozen of them are
_ODD_CELLS = 5_000  # of a file are looked into: an ordinary one has a dozen, one made to cost time has half a million
_LOSES_ROWS = frozenset({"gate.ragged-row", "gate.preface"})


def _is_blank(row: TextRow) -> bool:
    return not any(map(str.strip, row.cells))


def _body(rows: list[TextRow]) -> list[TextRow]:
    """The rows below the header, without the line breaks that end the file."""
    end = len(rows)
    while end > 1 and not rows[end - 1].cells:
        end -= 1
    return rows[1:end]


def _is_all_unknown(table: Table, body: list[TextRow], width: int) -> bool:
    """Whether a table of one row, none of whose cells must be filled, has nothing but commas: its row of unknowns."""
    can_be = not table.key and all(column.need == "no" for column in table.columns)
    return can_be and bool(body) and len(body[0].cells) == width > 1 and not any(any(row.cells) for row in body)


def _misshapen(rows: list[TextRow], width: int, file: str) -> Iterator[Issue]:
    """Rows with too few or too many cells, and runs of empty rows, each run once."""
    for blank, run in groupby(rows, _is_blank):
        found = list(run)
        if blank:
            yield _blank_run(found, file, last=found[-1] is rows[-1])
            continue
        for row in found:
            if len(row.cells) != width and is_total(said := next(filter(str.strip, row.cells))):
                yield total_row(file, row, said)
            elif len(row.cells) != width and is_footer(row.cells):
                yield stray_row(file, row, SIGNED)
            elif len(row.cells) != width:
                place = Place(file=file, row=row.row, line=row.line)
                remedy = _MORE if len(row.cells) > width and not any(row.cells[width:]) else _RAGGED
                more = len(row.cells) - width
                words = Text(remedy.zh.format(more), remedy.en.format(more))
                yield issue("gate.ragged-row", place, found=len(row.cells), expected=width, remedy=words)


_MORE = Text("请去掉这一行末尾多出的 {} 个逗号", "Delete the extra commas at the end of the row ({} of them)")
_RAGGED = Text(
    "请检查是否多了或少了逗号；含逗号的单元格要用双引号括起，金额不要写千分位逗号",
    "Look for a missing or an extra comma; quote a cell that has one, write amounts without thousands separators",
)


def _blank_run(run: list[TextRow], file: str, *, last: bool) -> Issue:
    first, end = run[0].row, run[-1].row
    rows = (
        Text(f"第{first}行", f"Row {first}") if first == end else Text(f"第{first}至{end}行", f"Rows {first} to {end}")
    )
    where = Text("（在表的末尾）", " (at the end of the table)") if last else Text("", "")
    return issue("gate.blank-row", Place(file=file, row=first, line=run[0].line), rows=rows, where=where)


def _unit_rows(rows: list[TextRow], file: str) -> Iterator[Issue]:
    """Notes below the header of a unit that is not yuan: rows that say nothing else, and cells beside the amounts."""
    for row in rows:
        filled = [cell for cell in row.cells if cell.strip()]
        alone = len(filled) == 1
        noted = {index: unit for index, cell in enumerate(row.cells) if (unit := unit_noted(cell, alone=alone))}
        for index, unit in list(noted.items())[:1]:
            place = Place(file=file, row=row.row, line=row.line, cell=f"{column_letter(index)}{row.row}")
            remedy = _CONVERT if len(filled) == len(noted) else _CONVERT_ROW
            words = Text(remedy.zh.format(unit.factor), remedy.en.format(unit.factor))
            yield issue("gate.unit", place, label=row.cells[index], unit=unit.words, remedy=words)


_CONVERT = Text(
    "请先把表中每个金额乘以 {}，换算成元，再删去这一行",
    "Multiply every amount of the table by {} first, then take this row out",
)
_CONVERT_ROW = Text(
    "请先把这一行的金额乘以 {}，换算成元，再删去这句话；其他行也是这样的，一并换算",
    "Multiply the amounts of this row by {} first, then take these words out; so in other rows of that unit",
)


def _broken_lines(table: TextTable) -> Iterator[Issue]:
    for index, name in enumerate(table.header):
        column = table.table.column(name)
        if column.is_free and not column.prose:
            for row in table.rows:
                if "\n" in row.cells[index] or "\r" in row.cells[index]:
                    title = Text(column.title_zh, column.title_en)
                    yield issue("gate.line-break", table.place(row, name), column=title)


def _garbled_cells(table: TextTable) -> Iterator[Issue]:
    left = _ODD_CELLS
    for index, name in enumerate(table.header):
        if table.table.column(name).is_free:
            for row in table.rows:
                cell = row.cells[index]
                if is_plain(cell) or len(cell) > MAX_CELL or find_unsafe(cell):
                    continue
                left -= is_odd(cell)
                if left < 0:
                    return
                if garbled := find_mojibake(cell):
                    yield issue("gate.mojibake", table.place(row, name), value=garbled)
                elif lost := find_lost(cell):
                    yield issue("gate.lost-text", table.place(row, name), value=lost)


def _unfit_cells(table: TextTable, *, safe: bool) -> Iterator[Issue]:
    columns = [table.table.column(name) for name in table.header]
    for row in table.rows:
        for index, cell in enumerate(row.cells):
            if cell and (not safe or len(cell) > MAX_CELL or cell != cell.strip()):
                name = f"{column_letter(index)}{row.row}"
                place = Place(file=table.file, row=row.row, line=row.line, column=table.header[index], cell=name)
                yield from _cell_issues(cell, place, columns[index])


def _cell_issues(cell: str, place: Place, column: Column) -> Iterator[Issue]:
    if len(cell) > MAX_CELL:
        yield issue("gate.cell-too-long", place, found=len(cell), cap=MAX_CELL)
    elif unsafe := find_unsafe(cell):
        char = f"U+{ord(cell[unsafe.position]):04X}"
        yield issue(
            "gate.unicode",
            place,
            position=unsafe.position + 1,
            kind=unsafe.kind,
            char=char,
            remedy=unsafe.remedy,
            since=unsafe.since,
        )
    else:
        if (formula := formula_in(cell)) and (column.is_free or formula[0] in "=＝"):
            yield issue("gate.formula", place, value=formula, char=formula[0], remedy=instead_of(cell.strip(), column))
        if cell != cell.strip():
            yield issue("gate.surrounding-space", place, value=cell)
