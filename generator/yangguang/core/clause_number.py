"""A clause as people and the plan write it: 二（五）8. No spreadsheet makes a date of that, as every one does of 2-5-8."""

from __future__ import annotations

import re

_DIGITS = "零一二三四五六七八九十"
_ID = re.compile(r"([1-9])-([1-9]|10)-([0-9]+[a-z]?)")


def clause_number(clause_id: str) -> str:
    """The number of a clause of the plan: chapter, section, sentence; any other id is its own number."""
    found = _ID.fullmatch(clause_id)
    return f"{_DIGITS[int(found[1])]}（{_DIGITS[int(found[2])]}）{found[3]}" if found else clause_id


def chapter_of(clause_id: str) -> str:
    """The chapter of a clause: 2-5 of 2-5-8."""
    return clause_id.rpartition("-")[0]
