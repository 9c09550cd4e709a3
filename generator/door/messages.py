"""Every issue the door can raise, as one catalogue; `issue` puts the words of a case into it.

Messages name the thing, the value and the expectation. They do not repeat the place: whoever shows an issue writes
file, row and cell before it.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from generator.core.issues import NOWHERE, Issue, Place, Severity, Text
from generator.door import messages_books, messages_gate, messages_schema
from generator.door.shown import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.door.message import Message

CATALOGUE: tuple[Message, ...] = (
    *messages_gate.CATALOGUE, *messages_schema.CATALOGUE, *messages_books.CATALOGUE,
)  # fmt: skip
ALL_CODES: dict[str, Message] = {message.code: message for message in CATALOGUE}
MAX_ISSUES = 500


def issue(
    code: str,
    place: Place = NOWHERE,
    /,
    *,
    value: str | None = None,
    severity: Severity | None = None,
    clause: str | None = None,
    **words: object,
) -> Issue:
    """The issue `code` at `place`; a word that is a `Text` is written in each language, `{value}` is made safe to show."""
    message = ALL_CODES[code]
    if value is not None:
        value = shown(value)
        words["value"] = value
    zh = {name: word.zh if isinstance(word, Text) else word for name, word in words.items()}
    en = {name: word.en if isinstance(word, Text) else word for name, word in words.items()}
    return Issue(
        code=code,
        severity=severity or message.severity,
        message=Text(message.zh.format_map(zh), message.en.format_map(en)),
        hint=Text(message.hint_zh.format_map(zh), message.hint_en.format_map(en)),
        place=place,
        value=value,
        clause=clause,
    )


def first_of(problems: Iterator[Issue], file: str) -> list[Issue]:
    """The first 500 problems of a file, and a note if there are more: a hostile file has a million."""
    found = list(islice(problems, MAX_ISSUES))
    if len(found) == MAX_ISSUES and next(problems, None):
        found.append(issue("gate.more-issues", Place(file=file), cap=MAX_ISSUES))
    return found
