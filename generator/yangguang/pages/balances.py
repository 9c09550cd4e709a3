"""The balance sheet of a union-year as readers know it: assets, liabilities, net assets, each with its total."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from yangguang.core.sentence import say
from yangguang.ledger.figures.balances import SIDES
from yangguang.ledger.figures.reported import cell_figure

if TYPE_CHECKING:
    from yangguang.core.figures import Figure
    from yangguang.core.sentence import Sentence
    from yangguang.ledger.model import UnionYear
    from yangguang.records.finances import Balance

_TOTALS = {"assets": say("资产合计"), "liabilities": say("负债合计"), "net_assets": say("净资产合计")}
_WENT_TO = {
    "kept": say("结转结余增加"),
    "reserve": say("提取后备金"),
    "investments": say("投资增加"),
    "unexplained": say("未列明去向的差额"),
}


class Line(NamedTuple):
    """One balance, opening and closing."""

    row: Balance
    opening: Figure
    closing: Figure | None


class Side(NamedTuple):
    """One part of the sheet; without totals where there is nothing to compare them with."""

    title: Sentence
    lines: tuple[Line, ...]
    opening: Figure | None
    closing: Figure | None


def balance_sheet(report: UnionYear) -> tuple[Side, ...]:
    """The parts of the sheet in which there is something."""
    package, figures = report.package, report.figures
    sides = []
    for name, items in SIDES.items():
        lines = tuple(
            Line(
                row,
                cell_figure(package, "balances", row, "opening"),
                cell_figure(package, "balances", row, "closing") if row.closing is not None else None,
            )
            for row in (package.balances if package else None) or ()
            if package and row.item in items
        )
        totals = (figures.get(f"balance_sheet/{name}/{column}") for column in ("opening", "closing"))
        if lines:
            sides.append(Side(_TOTALS[name], lines, *totals))
    return tuple(sides)


def whereabouts(report: UnionYear) -> tuple[tuple[Sentence, Figure], ...]:
    """Where the year's surplus is found again; together it is the surplus. Empty where the books do not tell."""
    told = ((title, report.figures.get(f"surplus_to/{name}")) for name, title in _WENT_TO.items())
    return tuple((title, figure) for title, figure in told if figure and figure.value)
