"""Cells merged over several rows of data: a text stands in each of them, a figure cannot be divided."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from yangguang.importer import words as w

if TYPE_CHECKING:
    from yangguang.importer.model import Log, Raw, Sheet
    from yangguang.importer.recognise import Heading


def unmerge(sheet: Sheet, heading: Heading, log: Log) -> Sheet:
    """The sheet with the text of each merged cell below the headings in every row it spans."""
    names = {place: name for name, place in heading.columns.items()}
    rows: list[list[Raw]] | None = None
    for begin, end in sheet.merged:
        name = names.get(begin.column)
        if begin.row <= heading.last or begin.row == end.row or name is None:
            continue
        is_text = not name.startswith("@") and heading.table.column(name).kind in {"string", "date", "boolean"}
        rows = rows or [list(row) for row in sheet.rows]
        text = rows[begin.row][begin.column] if begin.column < len(rows[begin.row]) else ""
        for at in range(begin.row + 1, min(end.row, len(rows) - 1) + 1):
            if text == "" or not any(cell != "" for cell in rows[at]):
                continue
            if not is_text:
                log.tell("import.merged", sheet.place(at, begin.column, name))
                continue
            rows[at] += [""] * (begin.column + 1 - len(rows[at]))
            rows[at][begin.column] = text
            log.change(sheet.place(at, begin.column, name), "", str(text), w.UNMERGED)
    return replace(sheet, rows=rows) if rows else sheet
