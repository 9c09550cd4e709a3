"""What still goes wrong with one union stays with that union: everything else is published, and the fault has a place.

A fault is ours, never the union's. What is told of it names union, year, step, kind of error and line of code, and no text
of the union: the message of an exception may quote what nobody may read.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import TracebackType


class _OfUnion(Protocol):
    @property
    def union_id(self) -> str: ...


T = TypeVar("T")
OfUnion = TypeVar("OfUnion", bound=_OfUnion)
_PACKAGE = Path(__file__).parent.parent
_at: tuple[str, int | None] = ("", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Where the generator failed: doing `step` for a union's `year` (None: for the union as a whole), at `place`.

    `error` is the exception's class, `place` the innermost line of ours, as module:line.
    """

    union_id: str
    year: int | None
    step: str
    error: str
    place: str

    def as_json(self) -> dict[str, str | int | None]:
        """The object of `build.json` and of the public `check` and `judge` JSON."""
        return {
            "union_id": self.union_id, "year": self.year, "step": self.step, "error": self.error, "place": self.place,
        }  # fmt: skip


def note(step: str, year: int | None = None) -> None:
    """Say what is about to be done for the union at hand, so that a fault knows its step and year."""
    global _at  # noqa: PLW0603 (one value per process, which works on one union at a time)
    _at = (step, year)


def quarantined(union_id: str, step: str, work: Callable[[], T]) -> T | Fault:
    """What `work` makes for one union, or the fault it ends in. `step` is what it begins with; it notes the others."""
    note(step)
    try:
        return work()
    except Exception as error:  # noqa: BLE001 (the one boundary: whatever goes wrong for one union must not stop the others)
        return fault(union_id, error)


def fault(union_id: str, error: Exception) -> Fault:
    """The fault that `error` is, at the step and year noted last."""
    step, year = _at
    return Fault(union_id=union_id, year=year, step=step, error=type(error).__name__, place=_place(error.__traceback__))


def culprit_of(items: Sequence[OfUnion], make: Callable[[Sequence[OfUnion]], object]) -> str | None:
    """The union whose `items`, added to those of the unions before it, make `make` fail; None where none do."""
    unions: list[tuple[str, list[OfUnion]]] = [
        (union_id, list(own)) for union_id, own in groupby(items, key=lambda one: one.union_id)
    ]

    def fails(count: int) -> bool:
        try:
            make([one for _, own in unions[:count] for one in own])
        except Exception:  # noqa: BLE001 (asked is whether it fails, not how)
            return True
        return False

    if fails(0) or not fails(len(unions)):
        return None
    works, broken = 0, len(unions)
    while broken - works > 1:
        middle = (works + broken) // 2
        works, broken = (works, middle) if fails(middle) else (middle, broken)
    return unions[broken - 1][0]


def _place(trace: TracebackType | None) -> str:
    """The innermost line of this package that an exception passed, as module:line."""
    place = ""
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if file.is_relative_to(_PACKAGE):
            module = ".".join(file.relative_to(_PACKAGE.parent).with_suffix("").parts)
            place = f"{module}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
