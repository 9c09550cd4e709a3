"""Names in a sentence: a few of many, in an order that does not depend on who wrote which row first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.core.language import ZH
from yangguang.core.sentence import Sentence, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SHOWN = 5  # names in one sentence; the cells list all


def some(*groups: Iterable[object]) -> object:
    """The first few names of the groups, within each in the order of their spelling, and how many there are."""
    return listed([name for group in groups for name in sorted(group, key=spelled)])


def listed(names: Sequence[object], count: int | None = None) -> object:
    """The first few of `names`, which have an order of their own, and how many there are: `count`, where not all are given."""
    if len(names) <= SHOWN:
        return tuple(names)
    return say("{names}等{n}项", names=tuple(names[:SHOWN]), n=count or len(names))


def spelled(value: object) -> str:
    """A value of a sentence as the source language writes it; what has no order of its own is told in that of its words."""
    return value.text(ZH) if isinstance(value, Sentence) else str(value)
