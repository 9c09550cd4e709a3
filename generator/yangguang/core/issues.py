"""One problem of submitted data: what is wrong, where, and what would be right, in Chinese and English."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How bad: an error refuses the package, a warning and an info never do."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Text(NamedTuple):
    """The same words in both languages of the portal."""

    zh: str
    en: str

    def in_(self, lang: str) -> str:
        """The words in `lang` ('zh' or 'en')."""
        return self.en if lang == "en" else self.zh


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a problem stands. `row` is the spreadsheet row (header = 1), `line` the physical line its record starts on."""

    file: str | None = None
    row: int | None = None
    line: int | None = None
    column: str | None = None
    cell: str | None = None


NOWHERE = Place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A problem with a stable `code`. `file` is relative to DATA; `value` is None for anything of the privacy family.

    `since` is the day from which an error of this kind refuses: what main took before that day it keeps.
    """

    code: str
    severity: Severity
    message: Text
    hint: Text
    place: Place = NOWHERE
    value: str | None = None
    clause: str | None = None
    since: date = date.min

    @property
    def is_error(self) -> bool:
        """Whether this problem alone refuses the package."""
        return self.severity is Severity.ERROR

    def as_json(self, lang: str = "zh") -> dict[str, str | int | None]:
        """The ISSUE object of the public `check` JSON."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "message": self.message.in_(lang),
            "hint": self.hint.in_(lang),
            "file": self.place.file,
            "row": self.place.row,
            "line": self.place.line,
            "column": self.place.column,
            "cell": self.place.cell,
            "value": self.value,
            "clause": self.clause,
        }


def column_letter(index: int) -> str:
    """The spreadsheet's letter of the column at `index` (0 = A, 26 = AA)."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
