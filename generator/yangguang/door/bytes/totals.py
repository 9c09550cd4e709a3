"""Rows of totals, which spreadsheets have and tables have not: the portal adds up by itself."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from yangguang.core.issues import Place
from yangguang.door.messages.catalogue import issue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yangguang.core.issues import Issue
    from yangguang.door.model import TextRow, TextTable

_TOTAL = re.compile(
    r"(?:(?:本|全|上|当|各)?(?:页|年度?|月|期|表|季度?|部门|项目|科目|单位|收入|支出|经费|费用|资产|金额|人数)){0,3}"
    r"(?:合计|总计|小计|共计|累计|总和)(?:数|金额|\(元\))?:?"
)
_ENGLISH = re.compile(r"(?:sub|grand )?total:?", re.IGNORECASE)
_LONGEST = 40
_MAY_BE = re.compile(r"计|总\s*和|total", re.IGNORECASE)


def may_hold_totals(text: str) -> bool:
    """Whether a file's text may have a row of totals at all."""
    return _MAY_BE.search(text) is not None


def is_total(cell: str) -> bool:
    """Whether a cell says that its row adds up others, however it is spaced."""
    if len(cell) > _LONGEST or not _MAY_BE.search(cell):
        return False
    plain = "".join(unicodedata.normalize("NFKC", cell).split())
    return _TOTAL.fullmatch(plain) is not None or _ENGLISH.fullmatch(plain) is not None


def total_rows(table: TextTable) -> Iterator[tuple[int, Issue]]:
    """Rows that only add up others, by number: they say so, and where others have their key they have that word or nothing."""
    key = [table.header.index(name) for name in table.table.key if name in table.header]
    for row in table.rows if key else ():
        if any(not (cell := row.cells[index].strip()) or is_total(cell) for index in key):
            said = next((cell for cell in row.cells if is_total(cell)), None)
            if said:
                yield row.row, total_row(table.file, row, said)


def total_row(file: str, row: TextRow, said: str) -> Issue:
    """What is told of a row that says `said`: that it adds up others."""
    return issue("gate.total-row", Place(file=file, row=row.row, line=row.line), value=said.strip())
