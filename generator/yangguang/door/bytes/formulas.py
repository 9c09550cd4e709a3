"""What to write where a cell holds a formula: the value it is nothing but a mark of, or where to take that from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yangguang.core.issues import Text
from yangguang.core.spreadsheet import formula_in
from yangguang.door.schema.identifiers import is_identifier
from yangguang.door.schema.meant import mended

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from yangguang.core.issues import Issue, Place
    from yangguang.records.declare import Column

_MARKED = re.compile(r"[=＝]\s*[\"“]([^\"“”=]+)[\"”]")  # how a spreadsheet marks a code as text: ="401"
_NUMBER = re.compile(r"[=＝]\s*([0-9]+(?:\.[0-9]{1,2})?)")
_ANEW = frozenset({"gate.formula", "gate.mojibake", "gate.lost-text", "gate.cell-too-long"})
_OF_A_VALUE = {"registry.change-value", "registry.parameter-value"}  # told of the row
_AS_VALUE = Text(
    "请回到原表，把公式算出的结果“粘贴为数值”后重新保存",
    "Paste the result of the formula as a value in the original, and save it again",
)
_AS_WORDS = Text(
    "是算出的结果，请“粘贴为数值”后保存；是文字，请在前面写明是什么，例如“气温 -2℃”“电话 +86…”“账号 @…”，"
    "列举用“·”开头，没有内容写“无”",
    "Paste a result as a value; before text write what it is, such as “temperature -2 °C”, “phone +86…”, "
    "“account @…”; begin the items of a list with “·”; for nothing write “none”",
)


def instead_of(cell: str, column: Column) -> Text:
    """The remedy for `cell`, which a spreadsheet would run."""
    is_words = column.is_free and not is_identifier(column)
    found = _MARKED.fullmatch(cell) or (None if is_words else _NUMBER.fullmatch(cell))
    value = found[1].strip() if found else ""
    if value and formula_in(value) is None:
        meant = mended(column, value) or value
        return Text(f"应写 {meant}", f"Write {meant}")
    return _AS_WORDS if is_words else _AS_VALUE


def unreadable_told(issues: Iterable[Issue]) -> frozenset[Place]:
    """Where it is told that a cell must be written anew: nobody knows from it what should stand there."""
    return frozenset(one.place for one in issues if one.code in _ANEW)


def follows(problem: Issue, unreadable: Collection[Place]) -> bool:
    """Whether a problem is that a cell holds no such value, where the cell is one of the `unreadable`."""
    if problem.code in _OF_A_VALUE:
        return any((at.file, at.row) == (problem.place.file, problem.place.row) for at in unreadable)
    return problem.place in unreadable and problem.code.startswith(("schema.", "identity."))
