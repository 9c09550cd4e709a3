"""The room where whatever was submitted is made fit to be shown: a value, a name, a path, a sentence that quotes them.

Nothing of a submission is told around it: `messages.issue` passes every word and every place through here. What may be a
person's number is replaced, whether or not it is an error where it stands, and the password or token in an address;
controls and invisible characters are written out; what is long is cut. Dates, amounts, credit codes and document numbers
stay, or no message could say what to mend.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from yangguang.core.dates import parse_date
from yangguang.door.privacy.find import find
from yangguang.door.privacy.grouping import is_dated, is_even, span
from yangguang.door.privacy.text import CELL, find_runs, normalise
from yangguang.door.privacy.words import TRAVEL_DOCUMENT
from yangguang.records.schema import USCC_PATTERN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yangguang.door.privacy.text import Run

_LONGEST = 60
_LONGEST_NAME = 255  # bytes, in most file systems
_SHORTEST = 5  # characters of the shortest thing that is anybody's: a messenger's number, a@b.c
_MASK = "***"
_NO_NUMBERS = frozenset(
    {"person-name", "bare-name", "illness", "few-helped", "licence-plate", "home-address", "long-number"}
)
_CREDIT_CODE = re.compile(rf"(?<![0-9A-Za-z])(?=[0-9]*[A-Z])(?:{USCC_PATTERN})(?![0-9A-Za-z])")
_PASSWORD = re.compile(
    r"[a-z][a-z0-9+.-]{1,20}://([^\s/?#@:]*:(?!\d{1,5}/)\S*)(?=@)|(?:https?|s3)://([^\s/?#@]+)(?=@)", re.IGNORECASE
)
_ACCOUNT_DIGITS = 14  # and more are no amount and no invoice code of twelve
_DATED = re.compile(r"[A-Z]{1,2}(?:19|20)[0-9]{2}")


def shown(value: str) -> str:
    """`value` without numbers of persons, on one line, cut to 60 characters."""
    return _visible(_cut(without_numbers(value), _LONGEST))


def sentence(text: str) -> str:
    """A text of ours that quotes what was submitted, whole."""
    return _visible(without_numbers(text), keep="\n")


def path_shown(path: str) -> str:
    """A path of folders and a file, each fit to be shown; an ordinary one is itself."""
    return "/".join([_visible(_cut(without_numbers(part), _LONGEST_NAME)) for part in path.split("/")])


@lru_cache(maxsize=4096)
def without_numbers(text: str) -> str:
    """`text` with everything replaced that may be a person's number or address; where nothing is, `text` as it was."""
    if len(text) < _SHORTEST:
        return text
    plain = normalise(text.replace(CELL, " "))
    pieces, end = [], 0
    for first, last in sorted(_hidden(plain)):
        if last > end:
            pieces += [plain[end:first], _MASK] if first >= end else []
            end = last
    return "".join([*pieces, plain[end:]]) if pieces else text


def _hidden(plain: str) -> Iterator[tuple[int, int]]:
    for hit in find(plain):
        if hit.kind not in _NO_NUMBERS:
            yield hit.start, hit.end
    for match in _PASSWORD.finditer(plain) if "://" in plain else ():
        yield match.span(match.lastindex or 0)
    for match in TRAVEL_DOCUMENT.finditer(plain):
        if not _DATED.match(match[0]):
            yield match.span()
    codes = [match.span() for match in _CREDIT_CODE.finditer(plain)]
    for run in find_runs(plain)[1]:
        for first, last in _long(run):
            start, stop = run.start + run.at[first], run.start + run.at[last - 1] + 1
            if not any(begin < stop and start < close for begin, close in codes):
                yield start, stop


def _long(run: Run) -> Iterator[tuple[int, int]]:
    """Fourteen digits and more that stand together or evenly apart: an account, unless they are a moment or dates."""
    whole = span(run, 0, len(run.digits))
    if whole and whole.gaps and is_even(whole) and not is_dated(whole) and whole.gaps[0] in "-./· ":
        if len(run.digits) >= _ACCOUNT_DIGITS:
            yield 0, len(run.digits)
        return
    edges = [0, *run.gaps, len(run.digits)]
    for first, last in pairwise(edges):
        if last - first >= _ACCOUNT_DIGITS and not _is_moment(run.digits[first:last]):
            yield first, last


def _is_moment(digits: str) -> bool:
    """20250208123000"""
    day = f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}"
    return len(digits) == _ACCOUNT_DIGITS and digits[:2] in {"19", "20"} and parse_date(day) is not None


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _visible(text: str, keep: str = "") -> str:
    """Controls, invisible and private characters are written as U+XXXX."""
    if text.isprintable() and (text.isascii() or _is_plain(text)):
        return text
    return "".join([char if char in keep or _is_plain(char) else f"[U+{ord(char):04X}]" for char in text])


def _is_plain(text: str) -> bool:
    return all(char == " " or unicodedata.category(char)[0] not in "CZ" for char in text)
