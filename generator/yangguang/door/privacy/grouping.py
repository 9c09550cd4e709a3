"""How the digits of a run are grouped: 138-0013-8000 is read as one number, 1500.00/1200.50 as two amounts."""

from __future__ import annotations

import re
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from yangguang.door.privacy.text import Run

_MOBILE = frozenset({
    (3, 4, 4), (3, 8), (7, 4), (5, 6), (6, 5), (4, 7), (8, 3), (3, 3, 5), (4, 3, 4), (4, 4, 3), (3, 5, 3), (1, 3, 3, 4),
    (3, 4, 2, 2), (3, 2, 2, 4), (3, 2, 2, 2, 2), (3, 2, 3, 3), (2, 2, 2, 2, 2, 1), (1, 2, 2, 2, 2, 2), (1, 10),
    (2, 3, 3, 3), (2, 9),
})  # fmt: skip
_BY_SIGNS = frozenset({(2, 4, 5), (2, 3, 6), (2, 2, 2, 2, 3)})  # apart by spaces they may be a count, a price, a sum
_THOUSANDS = (2, 3, 3, 3)  # 13,812,345,678: a spreadsheet took the telephone for a number
_CLEAREST = frozenset({(3, 4, 4), (3, 8), (7, 4), (1,) * 11})
_LISTING = re.compile("[,、;~*:+=&^#|]")
_DASH = re.compile("[-‐-―−/]")
_SIGNS = "-_·"
_LOOSE = frozenset(" \n\t,、;/")  # what also stands between words
_YEAR = re.compile(r"20[0-3]\d(?:(?:0[1-9]|1[0-2])(?:[0-3]\d)?)?")
_MOST_GROUPS, _MOST_DIGITS = 4, 60  # of a telephone number among many digits
_EXTENSION = 5  # digits after a telephone number


class Span(NamedTuple):
    """The digits from `first` up to `end` of a run: the sizes of its groups and what stands between, before, after them.

    `left` and `right` are '' at the ends of the run.
    """

    first: int
    end: int
    number: str
    sizes: tuple[int, ...]
    gaps: tuple[str, ...]
    left: str
    right: str


def span(run: Run, first: int, length: int) -> Span | None:
    """The `length` digits from `first` on; None unless groups begin and end there."""
    end, total = first + length, len(run.digits)
    if end > total or (first and first not in run.gaps) or (end < total and end not in run.gaps):
        return None
    cuts = [index for index in range(first + 1, end) if run.gaps.get(index)]
    return Span(
        first=first, end=end, number=run.digits[first:end],
        sizes=tuple([after - before for before, after in pairwise([first, *cuts, end])]),
        gaps=tuple([run.gaps[cut] for cut in cuts]), left=run.gaps.get(first, ""), right=run.gaps.get(end, ""),
    )  # fmt: skip


def is_whole(found: Span, run: Run) -> bool:
    """Whether the groups do not go on in the same manner before or after: 6222 1380 0138 000 holds no telephone."""
    return not found.gaps or not (_begins_before(found, run) or _goes_on_after(found, run))


def _begins_before(found: Span, run: Run) -> bool:
    if found.left not in found.gaps:
        return False
    start = next((at for at in range(found.first - 1, 0, -1) if at in run.gaps), 0)
    beyond = run.gaps[start] if start else run.before[-1:]
    return _is_one_more(found, found.first - start, found.left, beyond, at_the_end=start == 0)


def _goes_on_after(found: Span, run: Run) -> bool:
    if found.right not in found.gaps:
        return False
    total = len(run.digits)
    stop = next((at for at in range(found.end + 1, total) if at in run.gaps), total)
    beyond = run.gaps[stop] if stop < total else run.after[:1]
    return _is_one_more(found, stop - found.end, found.right, beyond, at_the_end=stop == total)


def _is_one_more(found: Span, size: int, gap: str, beyond: str, *, at_the_end: bool) -> bool:
    """Whether a neighbouring group of `size` is one more of the same: not "2025" of a day, "12" of 12人, "1" of A1."""
    if set(found.sizes) == {1} and size != 1:
        return False
    return not (beyond.isalnum() and (gap in _LOOSE or size == 1)) if at_the_end else beyond in {gap, ""}


def is_even(found: Span) -> bool:
    """Whether one separator stands between all groups, none of which are the decimals of an amount."""
    return len(set(found.gaps)) <= 1 and not has_decimals(found)


def is_grouped_like_a_mobile(found: Span, run: Run) -> bool:
    """Whether people write eleven digits like that."""
    if found.sizes in {(11,), (3, 4, 4)}:
        return not _is_fraction(found, run)
    if len(found.sizes) > _MOST_GROUPS and len(run.digits) > _MOST_DIGITS:
        return False
    if found.sizes == _THOUSANDS and set(found.gaps) == {","}:
        return is_whole(found, run)
    if has_decimals(found) or (any(_LISTING.match(gap) for gap in found.gaps) and found.sizes not in _CLEAREST):
        return False
    rest = len(run.digits) - found.end
    ends = is_whole(found, run) or (not _begins_before(found, run) and 0 < rest <= _EXTENSION) or _is_a_list(run)
    in_threes = is_even(found) and found.sizes[0] >= 3 and not _is_a_computer(found)
    by_signs = found.sizes in _BY_SIGNS and is_even(found) and found.gaps[0] in _SIGNS and not is_dated(found)
    usual = found.sizes in _MOBILE | _CLEAREST or in_threes or by_signs or found.gaps == ("\n",)
    is_year = run.after.startswith("年") and found.end == len(run.digits)  # 1350000，2024年
    return ends and usual and not is_year


def is_dated(found: Span) -> bool:
    """Whether the second group is a year, a month or a day, as in a document's number 150-2025-0001: after a dash or last."""
    if not found.gaps:
        return False
    at, is_last = found.sizes[0], len(found.sizes) == 2
    second = found.number[at : at + found.sizes[1]]
    return _YEAR.fullmatch(second) is not None and (is_last or _DASH.fullmatch(found.gaps[0]) is not None)


def decimals(found: Span, run: Run) -> str:
    """One or two decimals that make an amount of the digits, or ''."""
    end = next((at for at in (found.end + 1, found.end + 2) if at in run.gaps or at == len(run.digits)), found.end)
    return run.digits[found.end : end] if found.right == "." and len(found.sizes) == 1 else ""


def _is_a_computer(found: Span) -> bool:
    """139.196.10.110"""
    cuts = [0, *accumulate(found.sizes)]
    return set(found.gaps) == {"."} and all(int(found.number[at:to]) < 256 for at, to in pairwise(cuts))


def _is_fraction(found: Span, run: Run) -> bool:
    return found.left == "." and found.first == 1 and run.digits[0] == "0"


def has_decimals(found: Span) -> bool:
    """Whether a point stands before one or two digits, among other separators, or is the only one and makes a number."""
    if set(found.gaps) == {"."}:
        return len(found.gaps) == 1 and found.sizes[1] <= 4
    return any(gap == "." and size <= 2 for gap, size in zip(found.gaps, found.sizes[1:], strict=True))


def _is_a_list(run: Run) -> bool:
    """Whether the run is a list of telephones."""
    return len(run.digits) % 11 == 0 and all(
        run.digits[at] == "1" and (at == 0 or at in run.gaps) for at in range(0, len(run.digits), 11)
    )
