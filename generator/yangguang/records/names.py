"""What an edition calls a union or a district: in English by `name_en`, where the register has one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.core.issues import Text

if TYPE_CHECKING:
    from yangguang.records.registry import District, TradeUnion


def full_name(one: TradeUnion | District, lang: str) -> str:
    """As titles and lists call it."""
    return (lang == "en" and one.name_en) or one.name


def short_name(union: TradeUnion, lang: str) -> str:
    """As headings, ways and sentences call a union; an English name has no short form."""
    return (lang == "en" and union.name_en) or union.short_name or union.name


def name_text(union: TradeUnion) -> Text:
    """The full name for a sentence that is told in both languages."""
    return Text(full_name(union, "zh"), full_name(union, "en"))
