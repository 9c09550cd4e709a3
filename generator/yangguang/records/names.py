"""What an edition calls a union, a district or an account: in English by `name_en`, where there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.core.issues import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yangguang.records.finances import Account
    from yangguang.records.policy import ChartAccount
    from yangguang.records.registry import District, TradeUnion


def full_name(one: TradeUnion | District | ChartAccount, lang: str) -> str:
    """As titles and lists call it."""
    return (lang == "en" and one.name_en) or one.name


def short_name(union: TradeUnion, lang: str) -> str:
    """As headings, ways and sentences call a union; an English name has no short form."""
    return (lang == "en" and union.name_en) or union.short_name or union.name


def name_text(union: TradeUnion) -> Text:
    """The full name for a sentence that is told in both languages."""
    return Text(full_name(union, "zh"), full_name(union, "en"))


def account_name(row: Account, chart: Mapping[str, ChartAccount], lang: str) -> str:
    """As the union's own books call the account, in English as its `chart` does."""
    known = chart.get(row.account_code)
    return (lang == "en" and known and known.name_en) or row.account_name
