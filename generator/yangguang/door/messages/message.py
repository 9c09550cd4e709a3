"""What a catalogue of door messages is made of: one entry per issue code, in Chinese and English."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from yangguang.core.issues import Severity


class Message(NamedTuple):
    """The words of one issue code; all four texts are `str.format` templates over the same names."""

    code: str
    severity: Severity
    zh: str
    en: str
    hint_zh: str
    hint_en: str
