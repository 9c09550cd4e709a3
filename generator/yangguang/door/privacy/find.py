"""Everything in a text that looks personal, by kind and place, whatever its column may allow."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from yangguang.door.privacy.email import emails
from yangguang.door.privacy.numbers import numbers
from yangguang.door.privacy.text import find_runs
from yangguang.door.privacy.words import worded

if TYPE_CHECKING:
    from collections.abc import Iterator


class Hit(NamedTuple):
    """Something personal from `start` to `end` of a normalised text; a number also without what separates its digits."""

    start: int
    end: int
    kind: str
    number: str = ""


def find(text: str) -> Iterator[Hit]:
    """Hits in a normalised text, the gravest first; what they amount to is the caller's to say, who knows the column."""
    text, runs = find_runs(text)
    for run, found in numbers(runs):
        start = run.start + run.at[found.first]
        last = run.tail if found.has_tail else run.at[found.end - 1]
        number = run.digits[found.first : found.end] + "X" * found.has_tail
        yield Hit(start, run.start + last + 1, found.kind, number)
    for kind, start, end in worded(text):
        yield Hit(start, end, kind)
    for start, end in emails(text):
        yield Hit(start, end, "email")
