"""Workbooks (.xlsx, .xls, .et saved as .xls, .ods) -> sheets of values; formulas are read as the values they showed."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from datetime import time, timedelta
from typing import TYPE_CHECKING

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from yangguang.core.issues import Text
from yangguang.importer.model import Sheet, Spot

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yangguang.importer.model import Log, Raw

# What calamine and zipfile raise for a file that is broken: all kinds of it.
_BROKEN = (CalamineError, OSError, ValueError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error)
MAX_UNPACKED = 200_000_000
_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
_BOOKS = ("xl/workbook.xml", "content.xml", "xl/workbook.bin")
# A cell of a worksheet's XML with its attributes and, where it is not empty, its contents.
_CELL = re.compile(rb"<c ([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
_ADDRESS = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_SHEET = re.compile(r"<(?:\w+:)?sheet\b([^>]*)>")
_RELATION = re.compile(r"<Relationship\b([^>]*)>")
_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')


def is_workbook(data: bytes) -> bool:
    """Whether the bytes are those of a workbook, whatever the file is called."""
    return data.startswith((_OLE, _ZIP))


def read_workbook(name: str, data: bytes, log: Log) -> list[Sheet]:
    """Every visible sheet with anything in it; why there is none is told."""
    place = Sheet(file=name, name="", rows=()).place()
    problem = Text("不是工作簿，或已损坏", "it is no workbook, or broken")
    try:
        if too_much := _problem(data):
            problem = too_much
        else:
            return list(_sheets(name, data, CalamineWorkbook.from_filelike(io.BytesIO(data)), log))
    except PasswordError:
        problem = Text("有打开密码", "it has a password")
    except _BROKEN:
        pass
    except BaseException as failed:  # (a Rust library panics at some broken files, with a class that nothing exports)
        if type(failed).__name__ != "PanicException":
            raise
    log.tell("import.unreadable", place, problem=problem)
    return []


def _problem(data: bytes) -> Text | None:
    if data.startswith(_OLE):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            unpacked = sum(entry.file_size for entry in packed.infolist())
            names = set(packed.namelist())
    except zipfile.BadZipFile:
        return Text("已损坏", "it is broken")
    if unpacked > MAX_UNPACKED:
        return Text("解开后太大", "unpacked it is too large")
    if not names.intersection(_BOOKS):
        return Text("不是 Excel、WPS 或 ODS 工作簿", "it is no Excel, WPS or ODS workbook")
    return None


def _sheets(name: str, data: bytes, book: CalamineWorkbook, log: Log) -> Iterator[Sheet]:
    failed = _failed_cells(data)
    for about in book.sheets_metadata:
        if about.typ is not SheetTypeEnum.WorkSheet:
            continue
        found = book.get_sheet_by_name(about.name)
        rows = [[_raw(cell) for cell in row] for row in found.to_python(skip_empty_area=False)]
        if not any(cell != "" for row in rows for cell in row):
            continue
        merged = [(Spot(*first), Spot(*last)) for first, last in found.merged_cell_ranges or ()]
        sheet = Sheet(file=name, name=about.name, rows=rows, merged=merged, errors=failed.get(about.name, {}))
        if about.visible is SheetVisibleEnum.Visible:
            yield sheet
        elif about.visible is SheetVisibleEnum.Hidden:  # what a template hides of its own cannot be made visible
            log.tell("import.hidden-sheet", sheet.place())


def _raw(cell: object) -> Raw:
    match cell:
        case time() | timedelta():
            return str(cell)
        case str():
            return cell.replace("\r\n", "\n").replace("_x000D_\n", "\n")
        case _:
            return cell  # type: ignore[return-value]  # calamine gives numbers, dates and booleans beside text


def _failed_cells(data: bytes) -> dict[str, dict[Spot, str]]:
    """The cells of an .xlsx whose formula failed, or was never computed by the program that wrote it."""
    if not data.startswith(_ZIP):
        return {}
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        names = set(packed.namelist())
        return {title: dict(_failed(packed.read(path))) for title, path in _worksheets(packed, names) if path in names}


def _worksheets(packed: zipfile.ZipFile, names: set[str]) -> Sequence[tuple[str, str]]:
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return ()
    book = packed.read("xl/workbook.xml").decode(errors="replace")
    relations = packed.read("xl/_rels/workbook.xml.rels").decode(errors="replace")
    facts = [dict(_ATTRIBUTE.findall(one)) for one in _RELATION.findall(relations)]
    targets = {one.get("Id", ""): one.get("Target", "").removeprefix("/xl/") for one in facts}
    sheets = [dict(_ATTRIBUTE.findall(one)) for one in _SHEET.findall(book)]
    return [(_unescaped(one.get("name", "")), f"xl/{targets.get(one.get('r:id', ''), '')}") for one in sheets]


def _unescaped(text: str) -> str:
    for entity, char in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        text = text.replace(entity, char)
    return text


def _failed(xml: bytes) -> Iterator[tuple[Spot, str]]:
    if b't="e"' not in xml and b"<f" not in xml:
        return
    for attributes, inside in _CELL.findall(xml):
        at = _ADDRESS.search(attributes)
        is_error = b't="e"' in attributes
        if at and (is_error or (b"<f" in inside and b"<v" not in inside)):
            value = re.search(rb"<v>([^<]*)</v>", inside)
            yield _spot(at[1].decode(), int(at[2])), value[1].decode() if is_error and value else "="


def _spot(letters: str, row: int) -> Spot:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return Spot(row - 1, column - 1)
