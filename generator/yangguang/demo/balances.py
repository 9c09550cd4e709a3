"""Assets, liabilities and net assets of a union of the demo, carried from year to year to the cent."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from yangguang.core.money import ZERO, round_half_up
from yangguang.records.codes import CODE_LISTS
from yangguang.records.finances import Balance

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yangguang.demo.books import Books
    from yangguang.demo.flows import Federation
    from yangguang.demo.roster import Member

Sheet = dict[str, Decimal]
_ITEMS = tuple(code.code for code in CODE_LISTS["balance_item"])
_LIABILITIES = (
    "payroll_payable",
    "payable_parent",
    "payable_child",
    "other_payables",
    "custody_funds",
    "other_liabilities",
)
_FUNDS = ("special_funds", "carryover", "surplus", "reserve")
_OTHER_ASSETS = ("receivable_parent", "receivable_child", "other_receivables", "inventory")


def opening_sheet(fed: Federation, member: Member, books: Books) -> Sheet:
    """The balances before the first year of the demo: about half a year's income in hand."""
    dice = fed.dice(member, books.year, "opening")
    income = books.actual("4")
    sheet = dict.fromkeys(_ITEMS, ZERO)
    sheet["surplus"] = round_half_up(income * dice.share(0.3, 0.8))
    sheet["carryover"] = round_half_up(income * dice.share(0.05, 0.15))
    if member.above_county:
        sheet["reserve"] = round_half_up(income * dice.share(0.05, 0.1))
        sheet["investments"] = Decimal(100_000) * dice.count(0, 6)
    if member.union.tier != "basic":
        sheet["fixed_assets"] = round_half_up(member.employees * dice.share(80, 240))
        sheet["other_payables"] = round_half_up(income * dice.share(0.001, 0.01))
        sheet["inventory"] = ZERO
    return _completed(sheet)


def closing_sheet(fed: Federation, member: Member, books: Books, opening: Sheet) -> Sheet:
    """The balances after the year: surplus moves by income less spending, capital spending becomes an asset."""
    dice = fed.dice(member, books.year, "balances")
    income, spending = books.actual("4"), books.actual("5")
    capital = "507" if books.chart == "2021" else "505"
    sheet = dict(opening)
    kept = round_half_up(income * dice.share(0.05, 0.12))
    reserve = round_half_up(income * Decimal("0.002")) if member.above_county else ZERO
    sheet["surplus"] = opening["surplus"] + opening["carryover"] + income - spending - kept - reserve
    sheet["carryover"] = kept
    sheet["reserve"] = opening["reserve"] + reserve
    software = books.actual(f"{capital}06", below=True)
    sheet["fixed_assets"] = round_half_up(opening["fixed_assets"] * Decimal("0.92")) + books.actual(capital) - software
    sheet["intangible_assets"] = round_half_up(opening["intangible_assets"] * Decimal("0.8")) + software
    if member.union.tier != "basic":
        sheet["other_payables"] = round_half_up(income * dice.share(0.001, 0.01))
        sheet["other_receivables"] = round_half_up(income * dice.share(0, 0.004))
    return _completed(sheet)


def balances(opening: Mapping[str, Decimal], closing: Mapping[str, Decimal]) -> tuple[Balance, ...]:
    """The rows of a year: every item, zero written as zero."""
    return tuple(Balance(item=item, opening=opening[item], closing=closing[item]) for item in _ITEMS)


def _completed(sheet: Sheet) -> Sheet:
    """Asset funds stand for what is not money; cash is what the rest leaves, so that both sides are equal."""
    sheet["asset_funds"] = sum(
        (sheet[item] for item in ("investments", "construction", "fixed_assets", "intangible_assets", "other_assets")),
        ZERO,
    )
    claims = sum((sheet[item] for item in (*_LIABILITIES, *_FUNDS)), ZERO)
    sheet["cash"] = claims - sum((sheet[item] for item in _OTHER_ASSETS), ZERO)
    return sheet
