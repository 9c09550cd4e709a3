"""Every issue the door can raise, as one catalogue; `issue` puts the words of a case into it.

Messages name the thing, the value and the expectation. They do not repeat the place: whoever shows an issue writes
file, row and cell before it.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from yangguang.core.issues import NOWHERE, Issue, Place, Severity, Text
from yangguang.door.messages import books as messages_books
from yangguang.door.messages import gate as messages_gate
from yangguang.door.messages import history as messages_history
from yangguang.door.messages import schema as messages_schema
from yangguang.door.privacy.shown import path_shown, sentence, shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from yangguang.door.messages.message import Message

CATALOGUE: tuple[Message, ...] = (
    *messages_gate.CATALOGUE, *messages_schema.CATALOGUE, *messages_books.CATALOGUE,
    *messages_history.CATALOGUE,
)  # fmt: skip
ALL_CODES: dict[str, Message] = {message.code: message for message in CATALOGUE}
MAX_ISSUES = 500
# Privacy, and what harms whoever opens a download: these refuse at any time, also what main once took. Not so a small
# number, which was a warning for long: taking every such year off the site would hide much and protect nobody.
_AT_ANY_TIME = ("privacy.", "gate.formula", "gate.not-a-plain-file", "gate.unicode")


def refuses(problem: Issue, on: date) -> bool:
    """Whether this problem refuses a version that main took `on` that day."""
    return problem.is_error and (problem.since <= on or is_harmful(problem))


def is_harmful(problem: Issue) -> bool:
    """Whether this is an error of the families that refuse at any time: privacy and safety."""
    return problem.is_error and problem.code.startswith(_AT_ANY_TIME) and problem.code != "privacy.small-group"


def issue(
    code: str,
    place: Place = NOWHERE,
    /,
    *,
    value: str | None = None,
    severity: Severity | None = None,
    clause: str | None = None,
    since: date | None = None,
    **words: object,
) -> Issue:
    """The issue `code` of the door at `place`, worded as `worded` does."""
    return worded(ALL_CODES[code], place, value=value, severity=severity, clause=clause, since=since, **words)


def worded(
    message: Message,
    place: Place = NOWHERE,
    /,
    *,
    value: str | None = None,
    severity: Severity | None = None,
    clause: str | None = None,
    since: date | None = None,
    **words: object,
) -> Issue:
    """An issue with the words of `message`; a word that is a `Text` is written in each language.

    Every word and the place are made fit to be shown here, so that no message can forget it. `since` is the day from
    which a condition refuses that came later than its code.
    """
    if value is not None:
        value = shown(value)
        words["value"] = value
    zh, en = _words(words, "zh"), _words(words, "en")
    return Issue(
        code=message.code,
        severity=severity or message.severity,
        message=Text(message.zh.format_map(zh), message.en.format_map(en)),
        hint=Text(message.hint_zh.format_map(zh), message.hint_en.format_map(en)),
        place=_fit(place),
        value=value,
        clause=clause,
        since=since or message.since,
    )


def _words(words: dict[str, object], lang: str) -> dict[str, object]:
    said = {name: word.in_(lang) if isinstance(word, Text) else word for name, word in words.items()}
    return {name: sentence(str(word)) for name, word in said.items()}


def _fit(place: Place) -> Place:
    file, column = place.file and path_shown(place.file), place.column and shown(place.column)
    return place if (file, column) == (place.file, place.column) else replace(place, file=file, column=column)


def first_of(problems: Iterator[Issue], file: str) -> list[Issue]:
    """The first 500 problems of a file or folder, and a note if there are more: a hostile file has a million."""
    found = list(islice(problems, MAX_ISSUES))
    if len(found) == MAX_ISSUES and next(problems, None):
        found.append(more_issues(file))
    return found


def more_issues(file: str) -> Issue:
    """The note that a file or folder has more problems than are told."""
    return issue("gate.more-issues", Place(file=file), cap=MAX_ISSUES)
