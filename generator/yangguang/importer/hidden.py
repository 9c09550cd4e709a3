"""Rows and columns that a workbook hides: people forget them, a filter hides them, and they are published all the same."""

from __future__ import annotations

import io
import re
import struct
import zipfile

from yangguang.importer.failed import ATTRIBUTE, OLE, records, sheet_starts, unescaped, workbook_stream, worksheets
from yangguang.importer.model import Hidden

_ROW = re.compile(rb'<row ([^>]*hidden="(?:1|true)"[^>]*)>')
_COLUMN = re.compile(rb'<col ([^>]*hidden="(?:1|true)"[^>]*)>')
_NUMBER = re.compile(rb'\b(r|min|max)="([0-9]{1,7})"')
_ODS_PART = re.compile(r"<table:(table|table-row|table-column)(?=[\s/>])([^>]*)>")
_ROW_RECORD, _COLUMN_RECORD, _EOF = 0x208, 0x7D, 0x0A
_MOST_COLUMNS = 200


def hidden_parts(data: bytes) -> dict[str, Hidden]:
    """By sheet, what it hides. A broken file raises what `failed_cells` does."""
    if data.startswith(OLE):
        book = workbook_stream(data)
        return {name: _xls(book, start) for name, start in sheet_starts(book)}
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        names = set(packed.namelist())
        if "content.xml" in names:
            return _ods(packed.read("content.xml").decode(errors="replace"))
        return {title: _xlsx(packed.read(path)) for title, path in worksheets(packed, names) if path in names}


def _xlsx(xml: bytes) -> Hidden:
    if b"hidden=" not in xml:
        return Hidden()
    rows = [dict(_NUMBER.findall(one)) for one in _ROW.findall(xml)]
    columns = [dict(_NUMBER.findall(one)) for one in _COLUMN.findall(xml)]
    return Hidden(
        frozenset(int(one[b"r"]) - 1 for one in rows if b"r" in one),
        frozenset(at for one in columns if len(one) == len(("min", "max"))
                  for at in range(int(one[b"min"]) - 1, min(int(one[b"max"]), _MOST_COLUMNS))),
    )  # fmt: skip


def _ods(xml: str) -> dict[str, Hidden]:
    """Rows and columns that repeat are written once, with their number."""
    found: dict[str, tuple[set[int], set[int]]] = {}
    name, at = "", {"table-row": 0, "table-column": 0}
    for part, inside in _ODS_PART.findall(xml):
        facts = dict(ATTRIBUTE.findall(inside))
        if part == "table":
            name, at = unescaped(facts.get("table:name", "")), {"table-row": 0, "table-column": 0}
            found[name] = set(), set()
            continue
        kind = part.removeprefix("table-")
        count = int(facts.get(f"table:number-{kind}s-repeated", 1))
        if facts.get("table:visibility") in {"collapse", "filter"} and name in found:
            found[name][kind == "column"].update(range(at[part], at[part] + min(count, 10_000)))
        at[part] += count
    return {name: Hidden(frozenset(rows), frozenset(columns)) for name, (rows, columns) in found.items()}


def _xls(book: bytes, start: int) -> Hidden:
    rows: set[int] = set()
    columns: set[int] = set()
    for kind, inside in records(book, start):
        if kind == _EOF:
            break
        if kind == _ROW_RECORD and inside[12] & 0x20:
            rows.add(struct.unpack_from("<H", inside)[0])
        elif kind == _COLUMN_RECORD and inside[8] & 1:
            first, last = struct.unpack_from("<HH", inside)
            columns.update(range(first, min(last + 1, _MOST_COLUMNS)))
    return Hidden(frozenset(rows), frozenset(columns))
