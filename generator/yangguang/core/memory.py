"""What a build may have kept of work that follows from bytes alone: who has none does it again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class Memory(Protocol):
    """Whoever has what this very program made before, as it was made."""

    def remembered(self, name: str, key: str) -> Any:  # noqa: ANN401 (what `remember` was given)
        """What was made of this name from what `key` stands for, None where nothing was."""

    def remember(self, name: str, key: str, value: object) -> None:
        """Have it the next time."""


class Kept:
    """The memory of the build that runs in this process; caches of the process outlive it."""

    memory: Memory | None = None


def once(name: str, key: str, make: Callable[[], T]) -> T:
    """What `make` makes, which is never None, or what it made before of this name from what `key` stands for."""
    memory = Kept.memory
    known: T | None = memory.remembered(name, key) if memory else None
    if known is not None:
        return known
    made = make()
    if memory:
        memory.remember(name, key, made)
    return made
