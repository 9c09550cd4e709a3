"""Both sides of the balance sheet, and where the year's surplus is found again."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.rules.build import account, package, policy
from yangguang.ledger.figures.derived import derive
from yangguang.records.finances import Balance

ACCOUNTS = (account("402", actual="510"), account("505", actual="410"))  # a surplus of 100


def row(item: str, opening: str, closing: str | None) -> Balance:
    return Balance(item=item, opening=Decimal(opening), closing=None if closing is None else Decimal(closing))


def told(*rows: Balance, prefix: str = "surplus_to/", accounts=ACCOUNTS) -> dict[str, Decimal | int | None]:
    figures = derive(package(accounts=accounts, balances=rows), policy(), date(2026, 11, 25))
    return {name.removeprefix(prefix): one.value for name, one in figures.items() if name.startswith(prefix)}


def test_what_is_left_set_aside_and_invested_is_the_years_surplus():
    rows = (
        row("carryover", "10", "20"),
        row("surplus", "50", "100"),
        row("reserve", "0", "15"),
        row("investments", "5", "30"),
    )
    assert told(*rows) == {"kept": 60, "reserve": 15, "investments": 25}


def test_what_cannot_be_found_again_is_told_as_a_difference():
    assert told(row("surplus", "50", "140")) == {"kept": 90, "unexplained": 10}


def test_nothing_is_said_of_a_surplus_while_either_end_is_unknown():
    assert told(row("surplus", "50", "150"), row("reserve", "0", None)) == {}
    assert told(row("surplus", "50", "150"), accounts=[account("505", actual=None)]) == {}
    assert told(row("reserve", "50", "150")) == {}


def test_both_sides_of_the_sheet_have_totals_where_both_are_given():
    rows = (
        row("cash", "90", "80"),
        row("inventory", "10", "5"),
        row("other_payables", "30", "25"),
        row("surplus", "70", "60"),
    )
    assert told(*rows, prefix="balance_sheet/") == {
        "assets/opening": 100, "assets/closing": 85, "liabilities/opening": 30, "liabilities/closing": 25,
        "net_assets/opening": 70, "net_assets/closing": 60, "claims/opening": 100, "claims/closing": 85,
    }  # fmt: skip
    assert told(row("cash", "90", "80"), prefix="balance_sheet/") == {}
