"""Chance that is the same on every machine: dice named after what they decide."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")


class Dice:
    """Throws that depend on their names alone. Uses only `Random.random`, whose sequence Python guarantees."""

    __slots__ = ("_throw",)

    def __init__(self, *names: object) -> None:
        self._throw = Random("/".join(map(str, names))).random  # noqa: S311 (a demo, not a secret)

    def share(self, low: float, high: float) -> Decimal:
        """A factor between `low` and `high` with four decimals."""
        return Decimal(round((low + (high - low) * self._throw()) * 10_000)).scaleb(-4)

    def count(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both possible."""
        return low + int(self._throw() * (high - low + 1))

    def pick(self, things: Sequence[T]) -> T:
        """One of `things`."""
        return things[int(self._throw() * len(things))]

    def chance(self, share: float) -> bool:
        """True in `share` of all throws."""
        return self._throw() < share
