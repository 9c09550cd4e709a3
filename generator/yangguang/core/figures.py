"""A number with a name: every figure a visitor sees has a key, a unit and a value (or is known to be unknown)."""

from __future__ import annotations

from dataclasses import dataclass
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
    """`value` None means not disclosed or not computable; it is never shown as zero."""

    key: str
    value: Decimal | int | None
    unit: Unit


def cell_key(union_id: str, year: int, table: str, row_key: tuple[str, ...] | str, column: str) -> str:
    """Key of a reported cell: bj-demo/2025/accounts/402/actual; composite row keys join with '+'."""
    row = row_key if isinstance(row_key, str) else "+".join(row_key)
    return f"{union_id}/{year}/{table}/{row}/{column}"


def counted(owner: str, year: int, name: str, number: int) -> Figure:
    """A derived count with its key; `owner` is a union or one of `SCOPES`."""
    return Figure(derived_key(owner, year, name), number, Unit.COUNT)


def derived_key(union_id: str, year: int, name: str) -> str:
    """Key of a derived figure: bj-demo/2025/@surplus; a part of it follows a slash: @execution_rate/402."""
    return f"{union_id}/{year}/@{name}"
