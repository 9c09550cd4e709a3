"""A number with a name and parents: every figure a visitor sees has a key, a unit, a value, and what it is made from."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from yangguang.core.address import derived_key, taken_apart

if TYPE_CHECKING:
    from decimal import Decimal


# What figures over many unions belong to: _federation/2025/@published, _district/<district>/2025/@income_total,
# _kind/<kind>/2025/@clause/2-5-8/met. No union can be called so: an id has no underscore.
SCOPES = ("_federation", "_district", "_kind")


class Unit(StrEnum):
    """What a figure counts. YUAN means the portal's currency, whatever the registry declares."""

    YUAN = "yuan"
    RATIO = "ratio"
    COUNT = "count"
    PERSONS = "persons"
    DAYS = "days"
    SQUARE_METRES = "square_metres"


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` None means not disclosed or not computable; it is never shown as zero.

    `formula` is a msgid that says how it is made, '' where it is a cell as reported; `inputs` are the keys of what it is made
    from, './' standing for its own union-year and '*' for every row, clause or union at that place (`parents` writes them
    out). Two figures are equal when they tell the same number.
    """

    key: str
    value: Decimal | int | None
    unit: Unit
    formula: str = field(default="", compare=False)
    inputs: tuple[str, ...] = field(default=(), compare=False)

    @property
    def parents(self) -> tuple[str, ...]:
        """The inputs as whole keys."""
        owner, year, _ = taken_apart(self.key)
        return tuple([f"{owner}/{year}{one[1:]}" if one[0] == "." else one for one in self.inputs])


if TYPE_CHECKING:
    # A figure before it has its owner: its name, value, unit, formula and inputs.
    Named = tuple[str, Decimal | int | None, Unit, str, tuple[str, ...]]


def counted(owner: str, year: int, name: str, number: int, formula: str = "", inputs: tuple[str, ...] = ()) -> Figure:
    """A derived count with its key; `owner` is a union or one of `SCOPES`."""
    return Figure(derived_key(owner, year, name), number, Unit.COUNT, formula, inputs)
