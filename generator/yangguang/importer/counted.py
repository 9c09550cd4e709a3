"""Counts of the three public expenses that a sheet gives in a column for each item: 接待批次 and 团组数 are one column here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.core.issues import Text
from yangguang.importer.cells import Refusal, amount, shown_number
from yangguang.importer.items import item_of
from yangguang.records.codes import CODE_LISTS

if TYPE_CHECKING:
    from yangguang.importer.model import Log, Raw, Sheet
    from yangguang.importer.recognise import Heading

_TITLES = {code.code: code for code in CODE_LISTS["three_public_item"]}
_MOVE = Text("请移到那一项的行里，这一格留空", "Move it to the row of that item and leave this cell empty")


def counts_of(sheet: Sheet, at: int, heading: Heading, log: Log) -> dict[str, int]:
    """Where the counts of row `at` stand: column of the sheet by name. What stands in another item's column is told."""
    row = sheet.rows[at]
    place = heading.columns.get("item", len(row))
    item = item_of(str(row[place])) if place < len(row) else None
    found: dict[str, int] = {}
    for (name, of), column in heading.counts.items():
        raw = row[column] if column < len(row) else ""
        if of == item and raw != "":
            found[name] = column
            _agree(sheet, at, name, heading, column, log)
        elif raw != "" and not _is_zero(raw):
            title = _TITLES[of]
            problem = Text(f"：这一列只数“{title.title_zh}”", f"the column counts “{title.title_en}” alone")
            log.tell(
                "import.cell", sheet.place(at, column, name), value=shown_number(raw), problem=problem, remedy=_MOVE
            )
    return found


def _agree(sheet: Sheet, at: int, name: str, heading: Heading, column: int, log: Log) -> None:
    """The column for all items says the same, where it says anything."""
    row, place = sheet.rows[at], heading.columns.get(name, -1)
    there = row[place] if 0 <= place < len(row) else ""
    if there != "" and shown_number(there) != shown_number(row[column]):
        declared = heading.table.column(name)
        log.tell(
            "import.disagree", sheet.place(at, column, name), here=shown_number(row[column]), there=shown_number(there),
            other=sheet.place(at, place).cell, column=Text(declared.title_zh, declared.title_en),
        )  # fmt: skip


def _is_zero(raw: Raw) -> bool:
    read = amount(raw)
    return not isinstance(read, Refusal) and read.text in {"", "0"}
