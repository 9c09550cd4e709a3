"""Workbooks (.xlsx, .xls, .et saved as .xls, .ods) -> sheets of values; formulas are read as the values they showed."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from datetime import time, timedelta
from functools import partial
from typing import TYPE_CHECKING

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from yangguang.core.issues import Text
from yangguang.importer.back.looks import look_of
from yangguang.importer.failed import OLE, ZIP, failed_cells
from yangguang.importer.hidden import hidden_parts
from yangguang.importer.model import Hidden, Sheet, Spot
from yangguang.importer.percent import percent_cells

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yangguang.importer.model import Log, Raw

# What calamine and zipfile raise for a file that is broken: all kinds of it.
_BROKEN = (
    CalamineError,
    OSError,
    ValueError,
    EOFError,
    RuntimeError,
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    IndexError,
)
MAX_UNPACKED = 200_000_000
_BOOKS = ("xl/workbook.xml", "content.xml", "xl/workbook.bin")


def is_workbook(data: bytes) -> bool:
    """Whether the bytes are those of a workbook, whatever the file is called."""
    return data.startswith((OLE, ZIP))


def is_book(packed: zipfile.ZipFile) -> bool:
    """Whether an archive is a workbook."""
    return not set(packed.namelist()).isdisjoint(_BOOKS)


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
    if data.startswith(OLE):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            unpacked = sum(entry.file_size for entry in packed.infolist())
            book = is_book(packed)
    except zipfile.BadZipFile:
        return Text("已损坏", "it is broken")
    if unpacked > MAX_UNPACKED:
        return Text("解开后太大", "unpacked it is too large")
    if not book:
        return Text("不是 Excel、WPS 或 ODS 工作簿", "it is no Excel, WPS or ODS workbook")
    return None


def _sheets(name: str, data: bytes, book: CalamineWorkbook, log: Log) -> Iterator[Sheet]:
    failed, hidden, percents = failed_cells(data), hidden_parts(data), percent_cells(data)
    for about in book.sheets_metadata:
        if about.typ is not SheetTypeEnum.WorkSheet:
            continue
        found = book.get_sheet_by_name(about.name)
        rows = [[_raw(cell) for cell in row] for row in found.to_python(skip_empty_area=False)]
        if not any(cell != "" for row in rows for cell in row):
            continue
        merged = [(Spot(*first), Spot(*last)) for first, last in found.merged_cell_ranges or ()]
        sheet = Sheet(
            file=name,
            name=about.name,
            rows=rows,
            merged=merged,
            errors=failed.get(about.name, {}),
            hidden=hidden.get(about.name, Hidden()),
            percents=percents.get(about.name, frozenset()),
            look=partial(look_of, data, about.name),
            book=data if data.startswith(ZIP) and b"xl/workbook.xml" in data else b"",
        )
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
