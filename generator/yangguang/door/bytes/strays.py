"""Rows that are no data: signatures and notes below a table, its header once more, a row of units."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from yangguang.core.issues import Place, Text
from yangguang.door.messages.catalogue import issue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yangguang.core.issues import Issue
    from yangguang.door.model import TextRow, TextTable

_ROLES = "工会主席|主席|经费审查委员会主任|经审会?主任|(?:财务|单位)?负责人|会计|出纳|(?:制表|审核|复核|填报|填表|经办|编制)人?"
_PRINTED = "(?:编报|填表|填报|制表|打印|导出|生成|报送|制单)(?:日期|时间)"
_FOOTER = re.compile(
    rf"(?:{_ROLES}|{_PRINTED}|备注|附?注[0-9]*|说明|(?:编制|填报|编报|填表|报送)单位|单位)[:：]|"
    rf"(?:{_ROLES})[\u4e00-\u9fff]{{0,4}}$|.{{0,20}}[(]?(?:公章|盖章|签章|签字)[)]?[:：]?$|第[0-9]+页.{{0,8}}$|"
    r"(?:此页)?以下(?:空白|无正文)$|[(]?(?:[接承]上|[转接]下|续上?)[页表][)]?$|其中[:：]?$|([-—–_*=·.~])\1{2,}$"
)
_DATED = re.compile(r"[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日")
_FIGURE = re.compile(r"[-+(]?[0-9][0-9,.]*[)%]?")
_UNIT = re.compile(r"[(]?(?:单位:?)?(?:[百千万亿]*[元人次个件份场天%]|人次|平方米)[)]?")
_SCALED = re.compile(r"[百千万亿]+元")
_SCALES = {"百元": 100, "千元": 1_000, "万元": 10_000, "百万元": 1_000_000, "亿元": 100_000_000}


def holds_figure(cell: object) -> bool:
    """Whether a cell is a number, also as the text that CSV has for it."""
    return not isinstance(cell, str) or _FIGURE.fullmatch("".join(cell.split())) is not None


def is_footer(cells: Sequence[object], *, below: bool = True) -> bool:
    """Whether a row is signatures, a note or a date; the last only `below` rows of data."""
    texts = ["".join(unicodedata.normalize("NFKC", str(cell)).split()) for cell in cells if cell != ""]
    if not texts or any(map(holds_figure, cells)):
        return False
    if len(texts) == 1 and below and _DATED.fullmatch(texts[0]):
        return True
    return _FOOTER.match(texts[0]) is not None


def stray_rows(table: TextTable, header: Sequence[str], text: str) -> Iterator[tuple[int, Issue]]:
    """Such rows of a table that was read from `text` under the labels `header`, by number."""
    may_repeat = f"\n{header[0]}" in text
    needed = sum(column.need != "no" for column in table.table.columns)
    for at, row in enumerate(table.rows):
        first = row.cells[0] or next(filter(None, row.cells), "")
        if first.isascii() and first[:1].isalnum() and not may_repeat:  # nearly every row: it begins with its key
            continue
        if is_footer(row.cells):
            yield row.row, stray_row(table.file, row, SIGNED)
        elif may_repeat and tuple(map(str.strip, row.cells)) == tuple(map(str.strip, header)):
            yield row.row, stray_row(table.file, row, _REPEATED)
        elif at == 0 and first in _COUNTED:
            yield row.row, stray_row(table.file, row, _NUMBERS)
        elif at == 0 and (units := _units(row)):
            yield row.row, _unit_row(table.file, row, units)
        elif row.cells[0] and not any(row.cells[1:]) and needed > 1 and not holds_figure(first):
            yield row.row, replace(stray_row(table.file, row, _ALONE), hint=_FILL_OR_DELETE)


def stray_row(file: str, row: TextRow, what: Text) -> Issue:
    """What is told of a row that is no data; not what it holds, for it names people."""
    return issue("gate.stray-row", Place(file=file, row=row.row, line=row.line), what=what)


SIGNED = Text("签名或备注", "signatures or a note")
_REPEATED = Text("又一次表头", "the header once more")
_UNITS = Text("计量单位", "units")
_NUMBERS = Text("各列的序号", "the numbers of the columns")
_ALONE = Text("一句话，其余各格都是空的", "one text with nothing beside it")
_FILL_OR_DELETE = Text(
    "是标题、说明一类的文字，请删去这一行；是数据，请把这一行填完整",
    "Take out a title or a note; complete a row of data",
)
_COUNTED = frozenset({"栏次", "行次"})


def _units(row: TextRow) -> list[str]:
    """The units that a row names, where it names nothing else."""
    filled = ["".join(unicodedata.normalize("NFKC", cell).split()) for cell in row.cells if cell.strip()]
    return filled if filled and all(map(_UNIT.fullmatch, filled)) else []


def _unit_row(file: str, row: TextRow, units: Sequence[str]) -> Issue:
    scaled = next((found[0] for unit in units if (found := _SCALED.search(unit))), None)
    if scaled is None:
        return stray_row(file, row, _UNITS)
    factor = _SCALES.get(scaled, 0)
    remedy = Text(
        f"请先把写着“{scaled}”的各列金额乘以 {factor}，换算成元，再删去这一行",
        f"Multiply the amounts of the columns that say so by {factor} first, then take this row out",
    )
    return issue(
        "gate.unit", Place(file=file, row=row.row, line=row.line), label=scaled, unit=scaled[:-1], remedy=remedy
    )
