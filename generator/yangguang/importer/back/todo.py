"""The list to tick off, as the XML of a worksheet: what is wrong where, how to mend it, a link to the cell."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from yangguang.core.issues import column_letter
from yangguang.importer.back.notes import safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yangguang.importer.back.styles import Styles

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_HIGHEST = 400  # points; a row has 409 at most
_LINK = '<u/><color rgb="FF0563C1"/>'


class Line(NamedTuple):
    """One problem: the colour of its severity (RRGGBB), its texts from left to right, the cell it leads to ('' for none)."""

    colour: str
    texts: Sequence[str]
    target: str


class Todo(NamedTuple):
    """The whole list. `place` is the column (from 0) that leads to the cells, `notes` stand below."""

    name: str
    heads: Sequence[str]
    widths: Sequence[float]
    lines: Sequence[Line]
    place: int
    notes: Sequence[str] = ()

    def sheet(self, styles: Styles) -> str:
        """The worksheet; its texts stand in the cells themselves."""
        head, wrap, link = styles.listed("DDEBF7", "<b/>"), styles.listed(), styles.listed("", _LINK)
        rows = [_row(1, [(text, head) for text in self.heads])]
        for number, line in enumerate(self.lines, 2):
            kinds = [wrap, wrap, styles.listed(line.colour), *[wrap] * (len(line.texts) - 3)]
            kinds[self.place] = link if line.target else wrap
            rows.append(_row(number, list(zip(line.texts, kinds, strict=True)), self._height(line.texts)))
        end = len(self.lines) + 1
        rows += [_row(at, [("", wrap)] * self.place + [(note, wrap)]) for at, note in enumerate(self.notes, end + 1)]
        widths = "".join(
            f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>' for at, width in enumerate(self.widths, 1)
        )
        links = "".join(
            f'<hyperlink ref="{column_letter(self.place)}{number}" location="{safe(line.target).replace(chr(34), "&quot;")}"/>'
            for number, line in enumerate(self.lines, 2)
            if line.target
        )
        last = f"{column_letter(len(self.heads) - 1)}{max(end, 2)}"
        return (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{_MAIN}">'
            '<sheetViews><sheetView tabSelected="1" workbookViewId="0">'
            '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
            f'<cols>{widths}</cols><sheetData>{"".join(rows)}</sheetData><autoFilter ref="A1:{last}"/>'
            f'<dataValidations count="1"><dataValidation type="list" allowBlank="1" sqref="A2:A{max(end, 2)}">'
            '<formula1>"☐,☑"</formula1></dataValidation></dataValidations>'
            f"{f'<hyperlinks>{links}</hyperlinks>' if links else ''}</worksheet>"
        )

    def _height(self, texts: Sequence[str]) -> int:
        """How many lines the highest of `texts` takes in its column, in points."""
        return 15 * max(
            sum(-(-wide(line) // int(width - 1)) or 1 for line in text.split("\n"))
            for text, width in zip(texts, self.widths, strict=True)
        )


def wide(text: str) -> int:
    """The width of a text in columns of a terminal: a Chinese character has two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _row(number: int, cells: Sequence[tuple[str, int]], height: int = 0) -> str:
    inside = "".join(
        _cell(f"{column_letter(at)}{number}", text, style, is_number=at == 1) for at, (text, style) in enumerate(cells)
    )
    said = f' ht="{min(height, _HIGHEST)}" customHeight="1"' if height else ""
    return f'<row r="{number}"{said}>{inside}</row>'


def _cell(at: str, text: str, style: int, *, is_number: bool) -> str:
    if not text:
        return f'<c r="{at}" s="{style}"/>'
    if is_number and text.isdigit():
        return f'<c r="{at}" s="{style}"><v>{text}</v></c>'
    return f'<c r="{at}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{safe(text)}</t></is></c>'
