"""What a layout of the three public expenses says twice: sums of items, differences of years, sums over funds."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from yangguang.core.money import added, format_amount
from yangguang.importer.grid import DIFFERENCE, FUNDS, LAST_YEAR, WHOLE
from yangguang.importer.items import PARTS, VEHICLES
from yangguang.importer.model import Spot
from yangguang.importer.totals import tolerance_of

if TYPE_CHECKING:
    from yangguang.importer.model import Log, Sheet

Values = dict[tuple[str, str], tuple[Decimal, Spot]]
"""The figures of a sheet in yuan and where each stands, by item and kind (`grid.KINDS`)."""


def verify_items(sheet: Sheet, values: Values, factor: int, log: Log) -> None:
    """A sum is the sum of its items, within what rounding to the unit's two decimals allows."""
    for (name, column), (stated, spot) in values.items():
        parts = [values[part, column][0] for part in PARTS.get(name, ()) if (part, column) in values]
        title = "公务用车购置及运行费" if name == VEHICLES else "合计"
        if name not in PARTS:
            continue
        if len(parts) < len(PARTS[name]):
            if name == VEHICLES and stated:
                log.tell("import.vehicles", sheet.place(*spot, column))
            continue
        computed = added(parts)
        if abs(stated - computed) > tolerance_of(factor) * (len(parts) + 1):
            log.tell(
                "import.total-differs", sheet.place(*spot, column), name=title, stated=format_amount(stated),
                computed=format_amount(computed), difference=format_amount(stated - computed),
            )  # fmt: skip
        else:
            log.tell("import.total", sheet.place(*spot, column), name=title)


def verify_across(sheet: Sheet, values: Values, factor: int, log: Log) -> None:
    """Of each item the difference of two years is their difference, and a sum over funds their sum, within rounding."""
    for (item, kind), (stated, spot) in values.items():
        if kind == DIFFERENCE:
            label, parts = kind, [(1, values.get((item, "actual"))), (-1, values.get((item, LAST_YEAR)))]
        elif kind == "budget_initial":
            label, parts = WHOLE, [(1, values[item, fund]) for fund in FUNDS if (item, fund) in values]
        else:
            continue
        known = [sign * found[0] for sign, found in parts if found]
        if not known or len(known) < len(parts):
            continue
        difference = stated - added(known)
        is_told = any(one.place.cell == sheet.place(*spot).cell for one in log.issues)  # (its column does not add up)
        if abs(difference) > tolerance_of(factor) * (len(parts) + 1) and not is_told:
            log.tell(
                "import.derived", sheet.place(*spot), label=label, stated=format_amount(stated),
                computed=format_amount(added(known)), difference=format_amount(difference),
            )  # fmt: skip
