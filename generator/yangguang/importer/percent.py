"""The cells of a workbook that show a percentage: 0.9 in an amount's column is 90% to whoever wrote it."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from typing import TYPE_CHECKING

from yangguang.importer.back.looks import styles_of
from yangguang.importer.failed import (
    ADDRESS,
    FORMULA,
    OLE,
    ods_cells,
    records,
    sheet_records,
    sheet_starts,
    spot_of,
    workbook_stream,
    worksheets,
)
from yangguang.importer.model import Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

_BUILT_IN = (9, 10)  # 0% and 0.00%
_EOF, _FORMAT, _CELL_FORMAT, _NUMBER, _RK, _SEVERAL_RK = 0x0A, 0x41E, 0xE0, 0x203, 0x27E, 0xBD

Percents = dict[str, frozenset[Spot]]


def percent_cells(data: bytes) -> Percents:
    """By sheet, the cells with a format of per cent. A broken file raises what `failed_cells` does."""
    if data.startswith(OLE):
        return _xls(workbook_stream(data))
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        names = set(packed.namelist())
        if "content.xml" in names:
            return _ods(packed.read("content.xml").decode(errors="replace"))
        return _xlsx(packed, names)


def _xlsx(packed: zipfile.ZipFile, names: set[str]) -> Percents:
    styles = styles_of(packed.read("xl/styles.xml")) if "xl/styles.xml" in names else []
    formats = [style.get("num_format", 0) for style in styles]
    numbers = [str(at) for at, one in enumerate(formats) if one in _BUILT_IN or "%" in str(one)]
    if not numbers:
        return {}
    cell = re.compile(rf'<c (?=[^>]*\bs="(?:{"|".join(numbers)})")([^>]*?)/?>'.encode())
    return {
        title: frozenset(
            spot_of(at[1].decode(), int(at[2]))
            for attributes in cell.findall(packed.read(path))
            if (at := ADDRESS.search(attributes))
        )
        for title, path in worksheets(packed, names)
        if path in names
    }


def _ods(xml: str) -> Percents:
    found: dict[str, set[Spot]] = {}
    for sheet, spot, facts in ods_cells(xml) if 'value-type="percentage"' in xml else ():
        if facts["office:value-type"] == "percentage":
            found.setdefault(sheet, set()).add(spot)
    return {sheet: frozenset(spots) for sheet, spots in found.items()}


def _xls(book: bytes) -> Percents:
    texts: dict[int, bytes] = {}
    formats: list[int] = []
    for kind, inside in records(book, 0):
        if kind == _EOF:
            break
        if kind == _FORMAT:
            texts[struct.unpack_from("<H", inside)[0]] = inside[2:]
        elif kind == _CELL_FORMAT:
            formats.append(struct.unpack_from("<H", inside, 2)[0])
    percents = {at for at, one in enumerate(formats) if one in _BUILT_IN or b"%" in texts.get(one, b"")}
    if not percents:
        return {}
    return {
        name: frozenset(spot for spot, form in _formatted(book, start) if form in percents)
        for name, start in sheet_starts(book)
    }


def _formatted(book: bytes, start: int) -> Iterator[tuple[Spot, int]]:
    """The place of each number and the number of its format."""
    for kind, inside in sheet_records(book, start):
        if kind in {_NUMBER, _RK, FORMULA}:
            row, column, form = struct.unpack_from("<3H", inside)
            yield Spot(row, column), form
        elif kind == _SEVERAL_RK:
            row, column = struct.unpack_from("<2H", inside)
            for at in range((len(inside) - 6) // 6):
                yield Spot(row, column + at), struct.unpack_from("<H", inside, 4 + 6 * at)[0]
