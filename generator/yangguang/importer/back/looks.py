"""What the sheets of an .xlsx look like: widths, heights, panes; fonts, fills, borders, alignment, formats of numbers."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from yangguang.importer.failed import ADDRESS, ZIP, spot_of, worksheets
from yangguang.importer.model import Look, Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yangguang.importer.model import Style

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_CELL = re.compile(rb"<c ([^>]*?)/?>")
_STYLE = re.compile(rb'\bs="([0-9]{1,5})"')
_ROW = re.compile(
    rb'<row (?=[^>]*\bcustomHeight="(?:1|true)")(?=[^>]*\br="([0-9]{1,7})")(?=[^>]*\bht="([0-9.]{1,20})")'
)
_COLUMN = re.compile(
    rb'<col (?=[^>]*\bmin="([0-9]{1,5})")(?=[^>]*\bmax="([0-9]{1,5})")(?=[^>]*\bwidth="([0-9.]{1,20})")'
)
_PANE = re.compile(
    rb'<pane (?=[^>]*\bstate="frozen")(?:[^>]*?\bxSplit="([0-9]{1,3})")?(?:[^>]*?\bySplit="([0-9]{1,4})")?'
)
_BORDERS = (
    "none", "thin", "medium", "dashed", "dotted", "thick", "double", "hair", "mediumDashed", "dashDot", "mediumDashDot",
    "dashDotDot", "mediumDashDotDot", "slantDashDot",
)  # fmt: skip
_SIDES = ("left", "right", "top", "bottom")
_ALIGNED = {"center": "center", "left": "left", "right": "right", "justify": "justify", "fill": "fill"}
_UPRIGHT = {"top": "top", "center": "vcenter", "bottom": "bottom"}
_RGB = re.compile("[0-9A-Fa-f]{8}")
_BUILT_IN = 164  # number formats below have a number for a name
_PADDING = 0.7109375  # characters that a file counts into the width of a column
_WIDEST = 200  # columns that are measured: one rule may name all 16,384


def look_of(data: bytes, name: str) -> Look:
    """How the sheet called `name` looks; nothing of a workbook of another kind, or of one that nobody can make out."""
    if not data.startswith(ZIP):
        return Look()
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        names = set(packed.namelist())
        path = dict(worksheets(packed, names)).get(name, "")
        if path not in names or "xl/styles.xml" not in names:
            return Look()
        sheet, styles = packed.read(path), styles_of(packed.read("xl/styles.xml"))
    pane = _PANE.search(sheet)
    return Look(
        widths={
            column: max(float(width) - _PADDING, 0)
            for first, last, width in _COLUMN.findall(sheet)
            for column in range(int(first) - 1, min(int(last), _WIDEST))
        },
        heights={int(row) - 1: float(height) for row, height in _ROW.findall(sheet)},
        styles={spot: styles[number] for spot, number in _styled(sheet) if number < len(styles) and styles[number]},
        frozen=(int(pane[2] or 0), int(pane[1] or 0)) if pane else None,
    )


def _styled(sheet: bytes) -> Iterator[tuple[Spot, int]]:
    for attributes in _CELL.findall(sheet):
        at, style = ADDRESS.search(attributes), _STYLE.search(attributes)
        if at and style:
            yield spot_of(at[1].decode(), int(at[2])), int(style[1])


def styles_of(xml: bytes) -> list[Style]:
    """The formats of a workbook in their order, each in the words of xlsxwriter."""
    if b"<!" in xml:  # no spreadsheet declares entities
        return []
    try:
        root = ET.fromstring(xml)  # noqa: S314 (without declarations there is nothing to expand)
    except ET.ParseError:
        return []
    formats = {one.get("numFmtId"): one.get("formatCode") for one in root.iter(f"{_MAIN}numFmt")}
    fonts, fills, borders = (_all(root, part) for part in ("fonts", "fills", "borders"))
    found: list[Style] = []
    for xf in _all(root, "cellXfs"):
        number = xf.get("numFmtId", "0")
        style: Style = {}
        if number in formats:
            style["num_format"] = formats[number] or ""
        elif number.isdigit() and 0 < int(number) < _BUILT_IN:
            style["num_format"] = int(number)
        style |= _font(_at(fonts, xf.get("fontId"))) | _fill(_at(fills, xf.get("fillId")))
        style |= _border(_at(borders, xf.get("borderId"))) | _alignment(xf.find(f"{_MAIN}alignment"))
        found.append(style)
    return found


def _all(root: ET.Element, part: str) -> list[ET.Element]:
    whole = root.find(f"{_MAIN}{part}")
    return list(whole) if whole is not None else []


def _at(parts: list[ET.Element], number: str | None) -> ET.Element | None:
    return parts[int(number)] if number and number.isdigit() and int(number) < len(parts) else None


def _font(font: ET.Element | None) -> Style:
    style: Style = {}
    for part in font if font is not None else ():
        value = part.get("val", "1")
        match part.tag.removeprefix(_MAIN):
            case "b" | "i" | "strike" as mark if value not in {"0", "false"}:
                style[{"b": "bold", "i": "italic", "strike": "font_strikeout"}[mark]] = True
            case "u":
                style["underline"] = 1
            case "sz" if re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]+)?", value):
                style["font_size"] = float(value) if "." in value else int(value)
            case "name" if len(value) <= len(_MAIN):
                style["font_name"] = value
            case "color" if colour := _colour(part):
                style["font_color"] = colour
    return style


def _fill(fill: ET.Element | None) -> Style:
    pattern = fill.find(f"{_MAIN}patternFill") if fill is not None else None
    front = pattern.find(f"{_MAIN}fgColor") if pattern is not None and pattern.get("patternType") == "solid" else None
    colour = _colour(front) if front is not None else None
    return {"bg_color": colour} if colour else {}


def _border(border: ET.Element | None) -> Style:
    style: Style = {}
    for side in _SIDES if border is not None else ():
        line = border.find(f"{_MAIN}{side}") if border is not None else None
        kind = line.get("style", "none") if line is not None else "none"
        if kind in _BORDERS[1:]:
            style[side] = _BORDERS.index(kind)
    return style


def _alignment(alignment: ET.Element | None) -> Style:
    if alignment is None:
        return {}
    style: Style = {}
    if across := _ALIGNED.get(alignment.get("horizontal", "")):
        style["align"] = across
    if upright := _UPRIGHT.get(alignment.get("vertical", "")):
        style["valign"] = upright
    if alignment.get("wrapText") in {"1", "true"}:
        style["text_wrap"] = True
    if (indent := alignment.get("indent", "")).isdigit() and len(indent) < len(_SIDES):
        style["indent"] = int(indent)
    return style


def _colour(part: ET.Element) -> str | None:
    rgb = part.get("rgb", "")
    return f"#{rgb[2:].upper()}" if _RGB.fullmatch(rgb) else None
