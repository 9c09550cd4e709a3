"""What the balances of one package come to: both sides of the sheet, what is left over, where the year's surplus went."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from yangguang.core import money
from yangguang.core.figures import Unit
from yangguang.core.sentence import say
from yangguang.records.finances import ASSETS, LIABILITIES, NET_ASSETS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yangguang.core.figures import Figure, Named
    from yangguang.records.finances import Balance

SIDES = {"assets": ASSETS, "liabilities": LIABILITIES, "net_assets": NET_ASSETS}
CLAIMS = LIABILITIES | NET_ASSETS
KEPT = ("carryover", "surplus")
# Where a year's surplus is found again: what is left over, set aside, invested.
WENT_TO = {"kept": KEPT, "reserve": ("reserve",), "investments": ("investments",)}

_LEFT = say("结转与结余相加").msgid
_SIDE = say("该类各项相加").msgid
_GREW = say("年末数−年初数").msgid
_UNEXPLAINED = say("当年收支结余−结转结余、后备金和投资的增加").msgid


def of_balances(rows: Sequence[Balance], surplus: Figure | None) -> Iterator[Named]:
    """The sums of `rows`; `surplus` is the year's income less its expenditure, as far as known.

    Carry-over and surplus are summed where both are given (one alone is a cell), sides of the sheet where there are two to
    compare. The surplus is looked for where it is known and so is what is left over at both ends of the year.
    """
    left = [row for row in rows if row.item in KEPT]
    for column in ("opening", "closing") if len(left) > 1 else ():
        yield f"carryover_surplus/{column}", _sum(left, column), Unit.YUAN, _LEFT, _cells(left, column)
    given = {row.item for row in rows}
    if given & ASSETS and given & CLAIMS:
        yield from _sheet(rows)
    if left and surplus and surplus.value is not None:
        yield from _whereabouts(rows, Decimal(surplus.value))


def _sheet(rows: Sequence[Balance]) -> Iterator[Named]:
    for name, items in {**SIDES, "claims": CLAIMS}.items():
        of = [row for row in rows if row.item in items]
        for column in ("opening", "closing") if of else ():
            yield f"balance_sheet/{name}/{column}", _sum(of, column), Unit.YUAN, _SIDE, _cells(of, column)


def _whereabouts(rows: Sequence[Balance], surplus: Decimal) -> Iterator[Named]:
    places = {name: [row for row in rows if row.item in items] for name, items in WENT_TO.items()}
    grown = {name: _growth(of) for name, of in places.items() if of}
    found = money.total(grown.values())
    if found is None:
        return
    for name, amount in grown.items():
        cells = (*_cells(places[name], "closing"), *_cells(places[name], "opening"))
        yield f"surplus_to/{name}", amount, Unit.YUAN, _GREW, cells
    if found != surplus:
        inputs = ("./@surplus", *(f"./@surplus_to/{name}" for name in grown))
        yield "surplus_to/unexplained", surplus - found, Unit.YUAN, _UNEXPLAINED, inputs


def _growth(rows: Sequence[Balance]) -> Decimal | None:
    opening, closing = _sum(rows, "opening"), _sum(rows, "closing")
    return None if opening is None or closing is None else closing - opening


def _sum(rows: Sequence[Balance], column: str) -> Decimal | None:
    return money.total(getattr(row, column) for row in rows)


def _cells(rows: Sequence[Balance], column: str) -> tuple[str, ...]:
    return tuple([f"./balances/{row.item}/{column}" for row in rows])
