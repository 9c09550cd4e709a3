"""What a catalogue of door messages is made of: one entry per issue code, in Chinese and English."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from yangguang.core.issues import Severity

# The day from which checks refuse that came after the first release: published versions of before stay what they were.
STRICTER = date(2026, 11, 23)


class Message(NamedTuple):
    """The words of one issue code; all four texts are `str.format` templates over the same names.

    `since` is the day from which it refuses. The checks of the first release refuse whatever is older, too; one that is
    added or made stricter later says its day, here or where the issue is made: what main took before then it keeps.
    """

    code: str
    severity: Severity
    zh: str
    en: str
    hint_zh: str
    hint_en: str
    since: date = date.min
