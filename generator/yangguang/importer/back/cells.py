"""The XML of a worksheet with other formats for some cells; all else of it stays byte for byte."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yangguang.core.issues import column_letter
from yangguang.importer.back.styles import CannotChangeError
from yangguang.importer.failed import spot_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from yangguang.importer.model import Spot

    Restyle = Callable[[Spot | None, int], int]

_DATA = re.compile(r"<sheetData\s*/>|<sheetData\s*>(.*?)</sheetData>", re.DOTALL)
_ROW = re.compile(r"<row\b([^>]*?)(?:/>|>(.*?)</row>)", re.DOTALL)
_CELL = re.compile(r"<c\b([^>]*?)(/>|>.*?</c>)", re.DOTALL)
_AT = re.compile(r'\br="([A-Z]{0,3})([0-9]{1,7})"')
_STYLE = re.compile(r'\ss="([0-9]{1,6})"')
_BEFORE = ("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts")
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def restyled(
    xml: str, colours: Mapping[Spot, str], style: Callable[[int, str], int], is_ours: Callable[[int], bool]
) -> str:
    """The worksheet with `colours` (RRGGBB) behind cells, and none of ours behind cells that have no problem now.

    `style` gives the number of a format with another colour, `is_ours` tells a format that has one of ours.
    """
    found = _DATA.search(xml)
    if found is None:
        raise CannotChangeError("sheetData")
    by_row: dict[int, dict[int, str]] = {}
    for spot, colour in colours.items():
        by_row.setdefault(spot.row, {})[spot.column] = colour
    rows: list[str] = []
    last = -1
    for row in _ROW.finditer(found[1] or ""):
        at = _AT.search(row[1])
        number = int(at[2]) - 1 if at else last + 1
        rows += [_new_row(one, by_row.pop(one), style) for one in sorted(by_row) if one < number]
        rows.append(_row(row, number, by_row.pop(number, {}), style, is_ours))
        last = number
    rows += [_new_row(one, by_row[one], style) for one in sorted(by_row)]
    return f"{xml[: found.start()]}<sheetData>{''.join(rows)}</sheetData>{xml[found.end() :]}"


def _row(
    row: re.Match[str],
    number: int,
    colours: dict[int, str],
    style: Callable[[int, str], int],
    is_ours: Callable[[int], bool],
) -> str:
    inside = row[2] or ""
    if not colours and not any(is_ours(int(one)) for one in set(_STYLE.findall(inside))):
        return row[0]
    cells: list[str] = []
    left, column = dict(sorted(colours.items())), -1
    for cell in _CELL.finditer(inside):
        at = _AT.search(cell[1])
        column = spot_of(at[1], 1).column if at else column + 1
        cells += [_new_cell(number, one, left.pop(one), style) for one in list(left) if one < column]
        now = _STYLE.search(cell[1])
        base = int(now[1]) if now else 0
        if column in left:
            cells.append(_with_style(cell, style(base, left.pop(column))))
        elif is_ours(base):
            cells.append(_with_style(cell, style(base, "")))
        else:
            cells.append(cell[0])
    cells += [_new_cell(number, one, colour, style) for one, colour in left.items()]
    return f"<row{row[1]}>{''.join(cells)}</row>"


def _with_style(cell: re.Match[str], number: int) -> str:
    said = f' s="{number}"'
    attributes = _STYLE.sub(said, cell[1]) if _STYLE.search(cell[1]) else f"{cell[1]}{said}"
    return f"<c{attributes}{cell[2]}"


def _new_row(number: int, colours: Mapping[int, str], style: Callable[[int, str], int]) -> str:
    cells = "".join(_new_cell(number, column, colours[column], style) for column in sorted(colours))
    return f'<row r="{number + 1}">{cells}</row>'


def _new_cell(row: int, column: int, colour: str, style: Callable[[int, str], int]) -> str:
    return f'<c r="{column_letter(column)}{row + 1}" s="{style(0, colour)}"/>'


def unselected(xml: str) -> str:
    """The worksheet without being one of those that are selected: in a group of them each key is typed into all."""
    return re.sub(r'\stabSelected="[^"]*"', "", xml)


def with_notes(xml: str, relation: str) -> str:
    """The worksheet with the drawing of its comments, which `relation` names."""
    if "<legacyDrawing " in xml:
        return xml
    end = xml.index("</sheetData>")
    places = [at for name in _BEFORE if (at := xml.find(f"<{name}", end)) >= 0]
    places += [at for at in [xml.find("<mc:AlternateContent", end)] if at >= 0]
    if re.search(r"</extLst>\s*</worksheet>\s*$", xml):
        places.append(xml.rindex("<extLst"))
    at = min(places, default=xml.rindex("</worksheet>"))
    xml = f'{xml[:at]}<legacyDrawing r:id="{relation}"/>{xml[at:]}'
    if "xmlns:r=" in xml[: xml.index("<sheetData")]:
        return xml
    return xml.replace("<worksheet ", f'<worksheet xmlns:r="{_RELATIONS}" ', 1)
