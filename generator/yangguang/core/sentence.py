"""A sentence that is chosen where a decision is made and written where a language is known.

The msgid is the Chinese sentence itself, a `str.format` template; the English one is its entry in the catalogue
(`site_templates/locale/en.po`). `say` is the extraction keyword: call it with a literal.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from yangguang.core.dates import format_date
from yangguang.core.issues import Text
from yangguang.core.money import format_amount, format_percent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yangguang.core.language import Language


@dataclass(frozen=True, slots=True)
class Percent:
    """A ratio that a sentence shows as a percentage with one decimal."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Sentence:
    """A translatable template and its values: Decimal is an amount in yuan, Percent a ratio, Sentence and Text words."""

    msgid: str
    values: Mapping[str, Any]

    def text(self, language: Language) -> str:
        """The sentence in `language`, amounts with thousands separators and two decimals, dates as readers write them."""
        shown = {name: _shown(value, language) for name, value in self.values.items()}
        return language.gettext(self.msgid).format_map(shown)


def say(msgid: str, /, **values: object) -> Sentence:
    """A sentence from its Chinese template and the values of its placeholders."""
    return Sentence(msgid, values)


def _shown(value: object, language: Language) -> object:
    match value:
        case Sentence():
            return value.text(language)
        case Text():
            return value.in_(language.code)
        case tuple() | list():
            return ("、" if language.code == "zh" else ", ").join([str(_shown(item, language)) for item in value])
        case date():
            return format_date(value, language.code)
    return _number(value)


def _number(value: object) -> object:
    match value:
        case Decimal():
            return format_amount(value)
        case Percent():
            return format_percent(value.value)
    return value
