"""The language a site is written in: Chinese is the source, English a catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from yangguang.core.paths import SITE_TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Language:
    """`code` is 'zh' or 'en'; `catalogue` maps Chinese msgids to translations (empty for Chinese)."""

    code: str
    catalogue: Mapping[str, str]

    def gettext(self, msgid: str) -> str:
        """The translation of `msgid`; a missing one stays Chinese (a test keeps the catalogue complete)."""
        return self.catalogue.get(msgid, msgid)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """Chinese has one form and so have our templates; numbers stand beside nouns that do not inflect."""
        return self.gettext(singular if n == 1 else plural)


ZH = Language("zh", {})


@cache
def load_language(code: str) -> Language:
    """Language `code`; reads the Babel catalogue for English only, so that Chinese builds and the door need no Babel."""
    if code == "zh":
        return ZH
    from babel.messages.pofile import read_po  # noqa: PLC0415  (the door must import with the standard library alone)

    with (SITE_TEMPLATES / "locale" / f"{code}.po").open("rb") as file:
        messages = read_po(file, locale=code)
    return Language(code, {str(m.id): str(m.string) for m in messages if m.id and m.string and not m.fuzzy})
