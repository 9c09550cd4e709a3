"""Figures of what a union-year corrected: how many, and of the largest what was before, what is now, the difference."""

from __future__ import annotations

import re
from decimal import Decimal
from heapq import nlargest
from typing import TYPE_CHECKING

from yangguang.core.figures import Unit
from yangguang.core.money import ZERO
from yangguang.core.sentence import say

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from yangguang.core.figures import Figure, Named
    from yangguang.history.restatements import Restatement, Revision

MOST = 20  # corrections of one revision on a page; the download has them all
_CORRECTED = say("该次公开更正的数，逐个计数").msgid
_FIRST = say("该次公开首次出现的数，逐个计数").msgid
_BEFORE = say("该次公开之前的值").msgid
_AFTER = say("该次公开之后的值").msgid
_DIFFERENCE = say("更正后−更正前").msgid


def revision_figures(revision: Revision) -> Iterator[Named]:
    """The figures of one revision by name; one that changed nothing has none."""
    if not revision.restatements:
        return
    scope, corrections = scope_of(revision), revision.corrections
    inputs = (f"./@{scope}/*",)
    yield f"{scope}/corrections", len(corrections), Unit.COUNT, _CORRECTED, inputs
    yield f"{scope}/first", len(revision.restatements) - len(corrections), Unit.COUNT, _FIRST, inputs
    for one in largest(corrections):
        name, unit = f"{scope}/{one.key}", Unit(one.unit)
        here = (f"./@{name}",)
        yield f"{name}/before", one.before, unit, _BEFORE, here
        yield f"{name}/after", one.after, unit, _AFTER, here
        yield f"{name}/difference", one.difference, unit, _DIFFERENCE, (f"./@{name}/after", f"./@{name}/before")


def following(corrected: Collection[str], figures: Iterable[Figure]) -> frozenset[str]:
    """The keys of `figures` that are made from `corrected` ones, in however many steps: sums, rates and shares of them."""
    left = {one.key: one.parents for one in figures if one.inputs}
    found: set[str] = set()
    fresh: Collection[str] = corrected
    while fresh:
        found.update(fresh)
        fresh = [
            key for key, parents in left.items() if key not in found and any(_is_among(one, found) for one in parents)
        ]
    return frozenset(found.difference(corrected))


def _is_among(parent: str, keys: Collection[str]) -> bool:
    """Whether one of the `keys` is `parent`, in which '*' stands for any row or column."""
    if "*" not in parent:
        return parent in keys
    place = re.compile(re.escape(parent).replace(r"\*", ".*"))
    return any(place.fullmatch(key) for key in keys)


def scope_of(revision: Revision) -> str:
    """How the names of a revision's figures begin: its commit."""
    return f"changes/{(revision.made.commit or '-')[:12]}"


def largest(corrections: Sequence[Restatement]) -> Sequence[Restatement]:
    """What a page tells of many: amounts by how far they moved, the rest as they come."""
    return nlargest(MOST, corrections, key=_moved)


def _moved(one: Restatement) -> Decimal:
    return abs(Decimal(one.difference or 0)) if one.unit == Unit.YUAN else ZERO
