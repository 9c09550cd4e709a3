"""The cells of a workbook whose formula failed, or was never computed: a reader takes them for empty ones."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from typing import TYPE_CHECKING

from yangguang.importer.model import Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

OLE, ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
# A cell of a worksheet's XML with its attributes and, where it is not empty, its contents.
_CELL = re.compile(rb"<c ([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
ADDRESS = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_SHEET = re.compile(r"<(?:\w+:)?sheet\b([^>]*)>")
_RELATION = re.compile(r"<Relationship\b([^>]*)>")
ATTRIBUTE = re.compile(r'([\w:.-]+)="([^"]*)"')
_OPEN_PART = re.compile(r"<table:(table|table-row|table-cell|covered-table-cell)(?=[\s/>])([^>]*)>")
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_BOUND_SHEET, _BOF, _EOF, FORMULA, _BOOLEAN_OR_ERROR = 0x85, 0x809, 0x0A, 0x06, 0x205
_MOST = 10_000  # repeated rows or cells that are told apart

Failed = dict[str, dict[Spot, str]]


def failed_cells(data: bytes) -> Failed:
    """By sheet, what each such cell shows: #DIV/0!, or = where nothing was ever computed.

    A broken file raises what `struct`, `zipfile` and indexing raise: ValueError, struct.error, BadZipFile.
    """
    if data.startswith(OLE):
        return _xls(data)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        names = set(packed.namelist())
        if "content.xml" in names:
            return _ods(packed.read("content.xml").decode(errors="replace"))
        sheets = worksheets(packed, names)
        return {title: dict(_xlsx(packed.read(path))) for title, path in sheets if path in names}


def worksheets(packed: zipfile.ZipFile, names: set[str]) -> list[tuple[str, str]]:
    """The name of each sheet of an .xlsx, and the path of its part."""
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return []
    book = packed.read("xl/workbook.xml").decode(errors="replace")
    relations = packed.read("xl/_rels/workbook.xml.rels").decode(errors="replace")
    facts = [dict(ATTRIBUTE.findall(one)) for one in _RELATION.findall(relations)]
    targets = {one.get("Id", ""): one.get("Target", "").removeprefix("/xl/") for one in facts}
    sheets = [dict(ATTRIBUTE.findall(one)) for one in _SHEET.findall(book)]
    return [(unescaped(one.get("name", "")), f"xl/{targets.get(one.get('r:id', ''), '')}") for one in sheets]


def unescaped(text: str) -> str:
    """A text of XML without its entities."""
    for entity, char in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        text = text.replace(entity, char)
    return text


def _xlsx(xml: bytes) -> Iterator[tuple[Spot, str]]:
    if b't="e"' not in xml and b"<f" not in xml:
        return
    for attributes, inside in _CELL.findall(xml):
        at = ADDRESS.search(attributes)
        is_error = b't="e"' in attributes
        value = re.search(rb"<v[^>/]*>([^<]+)</v>", inside)
        is_text = b't="str"' in attributes  # a formula may well come to no text at all
        if at and (is_error or (b"<f" in inside and not value and not is_text)):
            yield spot_of(at[1].decode(), int(at[2])), value[1].decode() if is_error and value else "="


def spot_of(letters: str, row: int) -> Spot:
    """The cell of an address: C7 is row 6, column 2."""
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return Spot(row - 1, column - 1)


def _ods(xml: str) -> Failed:
    found: Failed = {}
    for sheet, spot, facts in ods_cells(xml):
        if facts.get("calcext:value-type") == "error":
            found.setdefault(sheet, {})[spot] = "#"
    return found


def ods_cells(xml: str) -> Iterator[tuple[str, Spot, dict[str, str]]]:
    """Sheet, place and attributes of each cell with a value; rows and cells that repeat are written once, with their number."""
    sheet = ""
    rows, column, next_row = range(0), 0, 0
    for part, inside in _OPEN_PART.findall(xml):
        facts = dict(ATTRIBUTE.findall(inside))
        if part == "table":
            sheet, next_row = unescaped(facts.get("table:name", "")), 0
        elif part == "table-row":
            count = int(facts.get("table:number-rows-repeated", 1))
            rows, column, next_row = range(next_row, next_row + min(count, _MOST)), 0, next_row + count
        else:
            count = int(facts.get("table:number-columns-repeated", 1))
            if "office:value-type" in facts:
                yield from (
                    (sheet, Spot(row, at), facts) for row in rows for at in range(column, column + min(count, _MOST))
                )
            column += count


def _xls(data: bytes) -> Failed:
    book = workbook_stream(data)
    return {name: dict(_failed_records(book, start)) for name, start in sheet_starts(book)}


def sheet_starts(book: bytes) -> Iterator[tuple[str, int]]:
    """The name of each sheet, and where its records begin."""
    for kind, inside in records(book, 0):
        if kind == _EOF:
            return
        if kind == _BOUND_SHEET:
            size, wide = inside[6], inside[7] & 1
            yield inside[8:].decode("utf-16-le" if wide else "latin-1")[:size], struct.unpack_from("<I", inside)[0]


def _failed_records(book: bytes, start: int) -> Iterator[tuple[Spot, str]]:
    for kind, inside in sheet_records(book, start):
        if kind == _BOOLEAN_OR_ERROR and inside[7]:
            yield Spot(*struct.unpack_from("<HH", inside)), _ERRORS.get(inside[6], "#")
        elif kind == FORMULA and inside[12:14] == b"\xff\xff" and inside[6] == 2:
            yield Spot(*struct.unpack_from("<HH", inside)), _ERRORS.get(inside[8], "#")


def sheet_records(book: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The records of the sheet that begins at `start`, those of its charts too."""
    depth = 0
    for kind, inside in records(book, start):
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            return
        yield kind, inside


def records(book: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Kind and contents of each record from `at` on."""
    while at + 4 <= len(book):
        kind, size = struct.unpack_from("<HH", book, at)
        yield kind, book[at + 4 : at + 4 + size]
        at += 4 + size


def workbook_stream(data: bytes) -> bytes:
    """The stream of the workbook in an OLE file; empty where there is none."""
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    most = len(data) // size
    tables = list(struct.unpack_from("<109I", data, 76))
    more, count = struct.unpack_from("<II", data, 68)
    for _ in range(min(count, most)):
        *entries, more = struct.unpack_from(f"<{size // 4}I", data, (more + 1) * size)
        tables += entries
    body = data[size:]
    table = b"".join(body[number * size : (number + 1) * size] for number in tables if number < most)
    folder = _chain(body, table, size, struct.unpack_from("<I", data, 48)[0])
    small = b""
    for at in range(0, len(folder) - 127, 128):
        name = folder[at : at + 64].decode("utf-16-le", "replace").split("\0")[0]
        start, length = struct.unpack_from("<II", folder, at + 116)
        if at == 0:  # the root's own stream holds all that are shorter than 4,096 bytes, in sectors of 64
            small = _chain(body, table, size, start)
        elif name in {"Workbook", "Book"} and length >= 4096:
            return _chain(body, table, size, start)[:length]
        elif name in {"Workbook", "Book"}:
            small_table = _chain(body, table, size, struct.unpack_from("<I", data, 60)[0])
            return _chain(small, small_table, 64, start)[:length]
    return b""


def _chain(body: bytes, table: bytes, size: int, number: int) -> bytes:
    """The sectors of `body` that `table` chains from `number` on; a circle ends where the table has no more."""
    parts: list[bytes] = []
    while number < len(table) // 4 and len(parts) <= len(table) // 4:
        parts.append(body[number * size : (number + 1) * size])
        (number,) = struct.unpack_from("<I", table, number * 4)
    return b"".join(parts)
