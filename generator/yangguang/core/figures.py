"""A number with a name and parents: every figure a visitor sees has a key, a unit, a value, and what it is made from."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

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
        owner, year, _ = self.key.split("/", 2)
        return tuple([f"{owner}/{year}{one[1:]}" if one[0] == "." else one for one in self.inputs])


if TYPE_CHECKING:
    # A figure before it has its owner: its name, value, unit, formula and inputs.
    Named = tuple[str, Decimal | int | None, Unit, str, tuple[str, ...]]


def cell_key(union_id: str, year: int, table: str, row_key: tuple[str, ...] | str, column: str) -> str:
    """Key of a reported cell: bj-demo/2025/accounts/402/actual; composite row keys join with '+'."""
    row = row_key if isinstance(row_key, str) else "+".join(row_key)
    return f"{union_id}/{year}/{table}/{row}/{column}"


def counted(owner: str, year: int, name: str, number: int, formula: str = "", inputs: tuple[str, ...] = ()) -> Figure:
    """A derived count with its key; `owner` is a union or one of `SCOPES`."""
    return Figure(derived_key(owner, year, name), number, Unit.COUNT, formula, inputs)


def derived_key(union_id: str, year: int, name: str) -> str:
    """Key of a derived figure: bj-demo/2025/@surplus; a part of it follows a slash: @execution_rate/402."""
    return f"{union_id}/{year}/@{name}"
