"""A number in parts: over neighbouring cells of a row, or over the same cell of rows that follow each other."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

from yangguang.core.issues import Severity
from yangguang.door.messages.catalogue import issue
from yangguang.door.privacy.find import find
from yangguang.door.privacy.text import normalise
from yangguang.door.schema.grammar import REFUSED, cell_parser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yangguang.core.issues import Issue
    from yangguang.door.model import TextRow, TextTable

_PARTS, _SHORTEST = 4, 11
_NEAR = 80  # characters at the edge of a cell, of which twenty may be digits
_KINDS = frozenset({"id-number", "mobile-number", "bank-card"})
_ENDS = re.compile(r"[0-9]{2,17}$")
_WHOLE = re.compile(r"[0-9]{2,17}")
_BEGINS = re.compile(r"(?:[0-9]{1,17}[Xx]|[0-9]{2,17})(?![0-9A-Za-z./:-])")
_GROUPED_END = re.compile(r"(?<![0-9])(?<![0-9][ -])[0-9]{3,8}(?:[ -][0-9]{4,8}){0,3}$")
_GROUPED_START = re.compile(
    r"[ -]?(?:(?:[0-9]{4,8}[ -]){0,3}[0-9]{3}[Xx](?![0-9A-Za-z])|[0-9]{3,8}(?:[ -][0-9]{3,8}){0,3}(?![0-9A-Za-z./:-]))"
)
_GROUPS = frozenset({(3, 4, 4), (6, 8, 4), (6, 4, 4, 4), (4, 4, 4, 4), (4, 4, 4, 4, 3)})  # as such numbers are written
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


def split_numbers(table: TextTable, row: TextRow, column: int) -> Iterator[Issue]:
    """The number that a cell ending in digits is a part of: one issue at each of its cells.

    It is an error where words or a check digit leave no doubt, and a warning where a part may be an amount or a count.
    """
    for cells in (*_along(row, column), *_down(table, row, column)):
        first, *others = [part.cells[at] for part, at in cells]
        first, others = _bare(first[-_NEAR:]), [_bare(text[:_NEAR]) for text in others]
        joined = (_joined(first, others), _in_groups(first, others))
        number, kind = next(((one, found) for one in joined if one and (found := _kind(one))), ("", None))
        if kind is None:
            continue
        sure = (kind == "id-number" and len(number) == 18) or all(_is_text(table, *cell) for cell in cells)
        for part, at in cells:
            yield issue(
                "privacy.split-number", table.place(part, table.header[at]), length=len(number),
                severity=Severity.ERROR if sure else Severity.WARNING,
            )  # fmt: skip
        return


@lru_cache(maxsize=4096)
def _bare(text: str) -> str:
    # Each cell is looked at beside each of its neighbours, and most of those say the same in every row.
    return normalise(text).strip()


def _along(row: TextRow, column: int) -> Iterator[list[tuple[TextRow, int]]]:
    """Two to four cells of the row that follow each other, this one among them; empty ones do not count."""
    filled = [at for at, cell in enumerate(row.cells) if cell]
    here = filled.index(column)
    for first in range(max(here - _PARTS + 1, 0), here + 1):
        for last in range(max(first + 1, here), min(first + _PARTS, len(filled))):
            yield [(row, at) for at in filled[first : last + 1]]


def _down(table: TextTable, row: TextRow, column: int) -> Iterator[list[tuple[TextRow, int]]]:
    """The cell and those below it."""
    start = bisect_left(table.rows, row.row, key=lambda other: other.row)
    rows = table.rows[start : start + _PARTS]
    for last in range(2, len(rows) + 1):
        yield [(other, column) for other in rows[:last]]


def _joined(first: str, others: list[str]) -> str | None:
    """The digits that the first text ends in, that the others are, that the last begins with; None where one has none."""
    *middle, last = others
    ends, begins = _ENDS.search(first), _BEGINS.match(last)
    if ends is None or begins is None or _YEAR.fullmatch(ends[0]) or not all(map(_WHOLE.fullmatch, middle)):
        return None
    return "".join([ends[0], *middle, begins[0]])


def _in_groups(first: str, others: list[str]) -> str | None:
    """The digits of a number whose usual groups are parted between two texts: 138 0013 and 8000; None where they are none."""
    ends, begins = _GROUPED_END.search(first), _GROUPED_START.match(others[-1]) if len(others) == 1 else None
    groups = re.findall("[0-9Xx]+", f"{ends[0]} {begins[0]}") if ends and begins else []
    return "".join(groups) if tuple(map(len, groups)) in _GROUPS else None


def _kind(number: str) -> str | None:
    if len(number) < _SHORTEST:
        return None
    for hit in find(number):
        if hit.kind in _KINDS and (hit.start, hit.end) == (0, len(number)):
            return hit.kind
    return None


def _is_text(table: TextTable, row: TextRow, column: int) -> bool:
    """Whether the cell holds words, or what its column refuses: not an amount, a count or a day."""
    declared = table.table.column(table.header[column])
    return declared.kind == "string" or cell_parser(declared)(row.cells[column]) is REFUSED
