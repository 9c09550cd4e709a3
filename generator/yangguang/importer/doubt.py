"""What the value of a cell does not tell: that its formula failed or was never computed, that people see a percentage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.importer import words as w
from yangguang.importer.cells import Refusal, shown_number

if TYPE_CHECKING:
    from yangguang.importer.model import Sheet, Spot


def doubt_of(sheet: Sheet, spot: Spot, *, is_money: bool) -> Refusal | None:
    """Why a cell cannot be taken for its value."""
    if spot in sheet.errors:
        is_new = sheet.errors[spot] == "="
        return Refusal(w.NOT_COMPUTED, w.SAVE_AGAIN) if is_new else Refusal(w.FORMULA_FAILED, w.PASTE_VALUE)
    if is_money and spot in sheet.percents and not isinstance(sheet.rows[spot.row][spot.column], str):
        return Refusal(w.PERCENT, w.NO_PERCENT)
    return None


def seen(sheet: Sheet, spot: Spot) -> str:
    """A cell as people see it: the error of a formula that failed, a number without a spreadsheet's decimal."""
    row = sheet.rows[spot.row] if spot.row < len(sheet.rows) else ()
    return sheet.errors.get(spot) or shown_number(row[spot.column] if spot.column < len(row) else "")
