"""Exact money: parse, round, and print amounts without ever passing through a binary float."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# The whole grammar of an amount in a committed CSV. It is checked before Decimal sees the text, because Decimal also
# takes NaN, 1_000, full-width digits and 1e9999999 (the last one hangs a later int()).
AMOUNT = re.compile(r"-?(?:0|[1-9][0-9]{0,12})(?:\.[0-9]{1,2})?")
CENT = Decimal("0.01")
ZERO = Decimal(0)


def parse_amount(text: str) -> Decimal | None:
    """The amount that `text` writes, or None if it is not an amount of at most 13 integer digits and 2 decimals."""
    return Decimal(text) if AMOUNT.fullmatch(text) and text not in {"-0", "-0.0", "-0.00"} else None


def round_half_up(value: Decimal, places: int = 2) -> Decimal:
    """`value` rounded once, half away from zero, as accountants in the field round."""
    return value.quantize(CENT if places == 2 else Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def total(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """The exact sum; unknown as soon as one part is. Of nothing it is zero: a list without rows says that nothing occurred."""
    summed = ZERO
    for amount in amounts:
        if amount is None:
            return None
        summed += amount
    return summed


def added(amounts: Iterable[Decimal | None]) -> Decimal:
    """The exact sum of those amounts that are known; of nothing it is zero. Where what is unknown counts, ask for `total`."""
    return sum((amount for amount in amounts if amount is not None), ZERO)


def ratio(part: Decimal | int | None, whole: Decimal | int | None) -> Decimal | None:
    """`part / whole`, unrounded (28 digits); None where either is unknown or the whole is zero."""
    if part is None or whole is None or not whole:
        return None
    return Decimal(part) / Decimal(whole)


def format_amount(value: Decimal, *, display_unit: int = 1) -> str:
    """`value` (yuan) in units of `display_unit` yuan, thousands separated: 1234567.5 -> '1,234,567.50'.

    Of yuan to the cent, of thousands and of ten thousands to the hundred yuan.
    """
    scaled, places = (value / display_unit, 1 if display_unit == 1000 else 2) if display_unit > 1 else (value, 2)
    return f"{round_half_up(scaled, places) + 0:,.{places}f}"  # + 0: minus zero is not a number people write


def exact(value: Decimal | int | None) -> str | int | None:
    """An amount or ratio as the digits it has, for machines; a count as a number."""
    return format(value, "f") if isinstance(value, Decimal) else value


def format_percent(value: Decimal, places: int = 1) -> str:
    """A ratio as a percentage, rounded once: Decimal('0.6049') -> '60.5%'."""
    return f"{round_half_up(value * 100, places) + 0:,}%"
