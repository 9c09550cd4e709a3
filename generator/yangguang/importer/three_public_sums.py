"""What a layout of the three public expenses says twice: sums of items, differences of years, sums over funds."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from yangguang.core.money import added, format_amount
from yangguang.importer.cells import Refusal, amount
from yangguang.importer.items import PARTS, VEHICLES
from yangguang.importer.labels import of_year, read_label
from yangguang.importer.totals import tolerance_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yangguang.importer.model import Log, Raw, Sheet, Spot

FUNDS = ("一般公共", "政府性基金", "国有资本经营")


def labels_of(row: Sequence[Raw], year: int) -> dict[str, int]:
    """The headings of a row, less what some offices add to them, and the column of each."""
    return {
        of_year(read_label(cell).text, year).removesuffix("财政拨款").removesuffix("预算"): column
        for column, cell in enumerate(row)
        if isinstance(cell, str) and cell.strip()
    }


def verify_items(sheet: Sheet, values: Mapping[tuple[str, str], tuple[Decimal, Spot]], factor: int, log: Log) -> None:
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


def verify_rows(sheet: Sheet, heading: int, year: int, factor: int, log: Log) -> None:
    """In each row the difference of two years is their difference, and a sum over funds their sum, within rounding."""
    labels = labels_of(sheet.rows[heading], year)
    funds = [labels[name] for name in FUNDS if name in labels]
    for at in range(heading + 1, len(sheet.rows)):
        figures = {column: found.text for column in range(len(sheet.rows[at]))
                   if not isinstance(found := amount(sheet.rows[at][column], factor), Refusal) and found.text}  # fmt: skip
        stated, parts = "合计", [Decimal(figures[column]) for column in funds if column in figures]
        if "增减金额" in labels and {labels.get("本年决算数"), labels.get("上年决算数")} <= set(figures):
            stated = "增减金额"
            parts = [Decimal(figures[labels["本年决算数"]]), -Decimal(figures[labels["上年决算数"]])]
        place = labels.get(stated, -1)
        if not parts or place not in figures:
            continue
        difference = Decimal(figures[place]) - added(parts)
        is_told = any(
            one.place.cell == sheet.place(at, place).cell for one in log.issues
        )  # (its column does not add up)
        if abs(difference) > tolerance_of(factor) * (len(parts) + 1) and not is_told:
            log.tell(
                "import.derived", sheet.place(at, place), label=stated, stated=format_amount(Decimal(figures[place])),
                computed=format_amount(added(parts)), difference=format_amount(difference),
            )  # fmt: skip
