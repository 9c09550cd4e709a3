"""What a run of digits is: an identity number, a bank card, a telephone, or nothing of a person.

A number counts where its groups begin and end, never inside a longer group. Check digits, prefixes and lengths recognise
it; its grouping and the word before it decide whether it may as well be a permit's number, an amount or a document's:
"suspect-number" then, and nothing where it cannot be a person's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from yangguang.door.privacy.check_digits import PROVINCES, is_bank_card, is_birth_date, is_identity_number
from yangguang.door.privacy.context import is_part_of_a_token, sense
from yangguang.door.privacy.grouping import (
    decimals,
    has_decimals,
    is_dated,
    is_even,
    is_grouped_like_a_mobile,
    is_whole,
    span,
)  # fmt: skip
from yangguang.door.schema.uscc import is_uscc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from yangguang.door.privacy.context import Sense
    from yangguang.door.privacy.grouping import Span
    from yangguang.door.privacy.text import Run

_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_ID18 = re.compile(rf"(?=[1-9]\d{{5}}(?:18|19|20)\d\d{_DAY}\d{{3}})", re.ASCII)
_ID15 = re.compile(rf"(?=[1-8]\d{{7}}{_DAY}\d{{3}})", re.ASCII)
_RESIDENCE = re.compile(rf"(?=[1-8]\d{{5}}{_DAY}\d\d)", re.ASCII)
_NATION = re.compile(r"(?<![A-Za-z0-9])[A-Z]{3} ?$")
_CARD = re.compile(r"(?=(?:62|60|4\d|5[1-5]|3[457]|95(?=5[89]))\d{13})", re.ASCII)
_LANDLINE_PARTS = re.compile(r"((?:00)?860?|0)(10|2[0-57-9]|[3-9]\d\d)[2-8]\d{6}", re.ASCII)
_LANDLINE = re.compile(f"(?={_LANDLINE_PARTS.pattern})", re.ASCII)
_LOCAL = frozenset({(8,), (7,), (4, 4), (3, 4), (2, 2, 2, 2), (1,) * 8, (1,) * 7})
_ABROAD = re.compile(r"(?:0{0,2}86)?0?(?=1[3-9]\d{9})")  # +86, 0086, +86(0) and the 0 of a call to another town
_INVOICE = re.compile(
    r"01[345]00\d{7}(?!\d)", re.ASCII
)  # of Hebei, Shanxi, Inner Mongolia: their codes begin like this
_CLEAR = (3, 4, 4)
_LONGEST = 19  # digits of a number that is anybody's
_MOBILE = re.compile(f"(?={_ABROAD.pattern})", re.ASCII)
_BRANDS: tuple[tuple[tuple[str, ...], tuple[int, ...]], ...] = (
    (("62",), (19, 16, 18, 17)), (("60", "4"), (19, 16)), (("51", "52", "53", "54", "55", "35"), (16,)), (("34", "37"), (15,)),
    (("9558", "9559"), (19,)),
)  # fmt: skip
_SILENT = frozenset({"", "person", "home"})  # words that do not say it is something else
_MOST_LOOKS = 100_000
_PERMITS = 2000  # from that year on a date between other digits is a permit's or a contract's day as often as a birth


class Found(NamedTuple):
    """A number of `kind`: the digits from `first` up to `end` of its run."""

    kind: str
    first: int
    end: int
    has_tail: bool = False


def numbers(runs: Iterable[Run]) -> Iterator[tuple[Run, Found]]:
    """What is personal in runs, the gravest of each first; no digit counts twice.

    A text made of beginnings of telephone numbers costs time for each: past a number no package in use comes near, it
    is said to be too dense to be looked through, once, and that is the end.
    """
    looks = 0
    for run in runs:
        taken: list[Found] = []
        for pattern, look in _KINDS if run.gaps or len(run.digits) <= _LONGEST else ():
            for match in pattern.finditer(run.digits):
                first = match.start()
                if first and first not in run.gaps:
                    continue
                looks += 1
                found = look(run, first)
                if found and not any(found.first < other.end and other.first < found.end for other in taken):
                    taken.append(found)
                    yield run, found
        yield run, Found("long-number", 0, len(run.digits))
        if looks > _MOST_LOOKS:
            yield run, Found("dense-digits", 0, len(run.digits))
            return


def _identity_18(run: Run, first: int) -> Found | None:
    found, end = span(run, first, 18), first + 18
    if found:
        number = found.number
    elif run.tail and first + 17 == len(run.digits) and (found := span(run, first, 17)):
        number, end = f"{found.number}X", first + 17
    else:
        return None
    if not is_birth_date(number[6:14]) or _is_token(run, found):
        return None
    said, kind = _sense(run, found), "id-number"
    late = int(number[6:10]) >= _PERMITS
    if is_identity_number(number):
        kind = "suspect-number" if said == "code" and late else kind
    elif not (_has_region(number) and is_whole(found, run) and is_even(found)) or said == "counted":
        return None
    elif said not in {"person", "home"} and (late or said == "code"):
        kind = "suspect-number"
    return Found(kind, first, end, has_tail=end - first == 17)


def _identity_15(run: Run, first: int) -> Found | None:
    found = span(run, first, 15)
    if found is None or not (found.number[:2] in PROVINCES and is_birth_date(f"19{found.number[6:12]}")):
        return None
    if not (is_whole(found, run) and is_even(found)) or _is_token(run, found) or decimals(found, run):
        return None
    said = _sense(run, found)
    if said == "counted":
        return None
    return Found("suspect-number" if said == "code" else "id-number", first, found.end)


def _residence_permit(run: Run, first: int) -> Found | None:
    """As it was before 2023: a nation in letters, a province, a day of birth."""
    found = span(run, first, 12)
    nation = first == 0 and _NATION.search(run.before)
    is_one = found and nation and found.number[:2] in PROVINCES and is_birth_date(f"19{found.number[4:10]}")
    return Found("residence-permit", first, first + 12) if is_one else None


def _card(run: Run, first: int) -> Found | None:
    """Luhn's formula decides, except that 62 with 16 or 19 digits is a Chinese card that somebody mistyped."""
    for prefixes, lengths in _BRANDS:
        for length in lengths if run.digits.startswith(prefixes, first) else ():
            found = span(run, first, length)
            if found is None or is_uscc(found.number) or _is_token(run, found) or not _is_grouped_like_a_card(found):
                continue
            said, is_chinese = _sense(run, found), prefixes == ("62",)
            passes = is_bank_card(found.number)
            if passes and (is_chinese or is_whole(found, run)):
                is_card = said != "code" or (is_chinese and is_even(found) and len(found.sizes) != 2)
                return Found("bank-card" if is_card else "suspect-number", first, found.end)
            if is_chinese and length in {16, 19} and said in _SILENT and is_even(found) and is_whole(found, run):
                return Found("bank-card", first, found.end)
    return None


def _is_grouped_like_a_card(found: Span) -> bool:
    regular = len({*found.sizes[:-1]}) == 1 and found.sizes[-1] <= found.sizes[0]
    return regular or is_even(found) or (len(found.sizes) <= 5 and not has_decimals(found))


def _mobile(run: Run, start: int) -> Found | None:
    abroad = _ABROAD.match(run.digits, start)
    assert abroad, "the pattern is part of the one that was found"
    first = abroad.end()
    whole = span(run, start, first + 11 - start)
    if whole is None:
        return None
    glued = 0 if first in run.gaps else first - start
    found = span(run, first, 11) or whole._replace(
        first=first, number=run.digits[first : first + 11], sizes=(whole.sizes[0] - glued, *whole.sizes[1:])
    )
    found = found._replace(first=start, left=whole.left)
    said = _sense(run, found)
    sure = said in {"person", "home"} or "86" in abroad[0]
    cents = decimals(found, run)
    if (said == "counted" and found.sizes != _CLEAR) or cents.strip("0") or _is_token(run, whole):
        return None
    if glued == 1 and not sure and _INVOICE.match(run.digits, start):
        return None
    if not is_grouped_like_a_mobile(found, run) and not (sure and is_whole(found, run) and is_even(found)):
        return None
    if said == "amount" and found.gaps and found.sizes != _CLEAR:
        return None
    doubtful = said in {"code", "amount"} or is_dated(found)
    return Found("mobile-number" if sure or not doubtful else "suspect-number", start, found.end)


def _landline(run: Run, first: int) -> Found | None:
    match = _LANDLINE_PARTS.match(run.digits, first)
    assert match, "the look-ahead is the same pattern"
    local = match.end(2)
    for length in (8, 7) if match[2][0] in "3456789" else (8,):
        found = span(run, first, local + length - first)
        number = span(run, local, length) if found and local in run.gaps else None
        if found is None or found.left in found.gaps or _is_token(run, found) or decimals(found, run):
            continue
        said = _sense(run, found)
        is_bare = found.sizes == (11,) or (len(found.sizes) == 1 and said in {"person", "home"})
        if said not in {"code", "counted", "amount"} and (is_bare or (number and number.sizes in _LOCAL)):
            return Found("home-landline" if said == "home" else "landline", first, found.end)
    return None


def _has_region(number: str) -> bool:
    return number[:2] in PROVINCES or number[0] == "9"


def _sense(run: Run, found: Span) -> Sense:
    ends = found.end + len(decimals(found, run)) == len(run.digits)
    return sense(run.before, run.after if ends else "")


def _is_token(run: Run, found: Span) -> bool:
    before = run.before if found.first == 0 else ""
    after = run.after if found.end == len(run.digits) else ""
    return is_part_of_a_token(before, found.number, after)


_KINDS: tuple[tuple[re.Pattern[str], Callable[[Run, int], Found | None]], ...] = (
    (_ID18, _identity_18), (_CARD, _card), (_ID15, _identity_15), (_RESIDENCE, _residence_permit), (_MOBILE, _mobile),
    (_LANDLINE, _landline),
)  # fmt: skip
