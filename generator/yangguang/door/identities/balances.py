"""Balances that must agree with each other, with last year, with the accounts; dues with the payroll."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.core.issues import Severity, Text
from yangguang.core.money import ZERO, format_amount, round_half_up
from yangguang.door.identities.books import title, total
from yangguang.door.messages.catalogue import issue
from yangguang.policy.law import NoSuchParameterError
from yangguang.records.codes import code_title
from yangguang.records.finances import ASSETS, LIABILITIES, NET_ASSETS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from yangguang.core.issues import Issue
    from yangguang.door.identities.books import Books
    from yangguang.records.finances import Balance


def check_balance_sheet(books: Books) -> Iterator[Issue]:
    """Assets = liabilities + net assets, opening and closing.

    An item that a union does not list it does not have: a fund that gives only cash and surplus must balance in them.
    Without any asset, or without anything on the other side, nothing can be said; nor while a closing balance is empty.
    """
    rows = books.package.balances or ()
    assets, liabilities, net = (
        [row for row in rows if row.item in items] for items in (ASSETS, LIABILITIES, NET_ASSETS)
    )
    if not assets or not (liabilities or net):
        return
    for column in ("opening", "closing"):
        sums = [total(part, column) for part in (assets, liabilities, net)]
        known = [amount for amount in sums if amount is not None]
        if len(known) == len(sums) and known[0] != known[1] + known[2]:
            yield issue(
                "identity.balance-sheet", books.place("balances", assets[0], column), column=title("balances", column),
                assets=format_amount(known[0]), liabilities=format_amount(known[1]), net=format_amount(known[2]),
                computed=format_amount(known[1] + known[2]), difference=format_amount(known[0] - known[1] - known[2]),
                cells=books.cells("balances", rows, column),
            )  # fmt: skip


def check_openings(books: Books) -> Iterator[Issue]:
    """Opening = last year's closing; an explanation of a restatement turns the error into a warning."""
    before = books.earlier.get(books.package.year - 1)
    closings = {row.item: row for row in (before.balances if before else None) or ()}
    for row in books.package.balances or ():
        last = closings.get(row.item)
        if before is None or last is None or last.closing is None or last.closing == row.opening:
            continue
        yield issue(
            "identity.opening-equals-last-closing", books.place("balances", row, "opening"),
            item=_item(row), stated=format_amount(row.opening),
            before=format_amount(last.closing), difference=format_amount(row.opening - last.closing), year=before.year,
            cell=books.cells("balances", [row], "opening"), subject=f"balances/{row.item}/opening",
            cell_before=f"{before.folder}/balances.csv:{last.row}",
            severity=Severity.WARNING if _is_restated(books, row) else None,
        )  # fmt: skip


def check_carry(books: Books) -> Iterator[Issue]:
    """What a year adds to carry-over and surplus is its income less its expenditure, new investments and reserves."""
    if books.package.accounts is None:
        return
    rows = {row.item: row for row in books.package.balances or ()}
    kept = [rows[item] for item in ("carryover", "surplus") if item in rows]
    moved = [[rows[item]] if item in rows else [] for item in ("investments", "reserve")]
    income, expenditure = (total(books.top_level(side), "actual") for side in ("income", "expenditure"))
    changes = [_change(part) for part in (kept, *moved)]
    if not kept or income is None or expenditure is None or None in changes:
        return
    stated, investments, reserve = (change or ZERO for change in changes)
    computed = income - expenditure - investments - reserve
    if stated != computed:
        yield issue(
            "identity.closing-carry", books.place("balances", kept[-1], "closing"), stated=format_amount(stated),
            income=format_amount(income), expenditure=format_amount(expenditure), computed=format_amount(computed),
            investments=format_amount(investments), reserve=format_amount(reserve),
            difference=format_amount(stated - computed), cells=books.cells("balances", kept, "opening", "closing"),
        )  # fmt: skip


def check_dues(books: Books) -> Iterator[Issue]:
    """Dues due = payroll x the rate in force in the period's year, rounded half up to the cent."""
    for row in books.package.dues or ():
        try:
            rate = books.policy.number("dues_rate", books.policy.fiscal.of_period(row.period))
        except NoSuchParameterError:
            continue
        computed = round_half_up(row.payroll * rate)
        if row.due != computed:
            yield issue(
                "identity.dues-due", books.place("dues", row, "due"), period=row.period, stated=format_amount(row.due),
                payroll=format_amount(row.payroll), rate=f"{rate * 100:f}".rstrip("0").rstrip(".") + "%",
                computed=format_amount(computed), difference=format_amount(row.due - computed),
                cell=books.cells("dues", [row], "due"),
            )  # fmt: skip


def _change(rows: Sequence[Balance]) -> Decimal | None:
    """Closing less opening; nothing changes in an item that is not given, an empty closing balance is unknown."""
    opening, closing = total(rows, "opening"), total(rows, "closing")
    return None if opening is None or closing is None else closing - opening


def _is_restated(books: Books, row: Balance) -> bool:
    """Whether the union says why: a restatement of this item, or of the balances as a whole."""
    for explanation in books.package.explanations or ():
        if explanation.kind.startswith("restatement_"):
            parts = explanation.subject.split("/")
            if "balances" in parts and (row.item in parts or parts[-1] == "balances"):
                return True
    return False


def _item(row: Balance) -> Text:
    return Text(code_title("balance_item", row.item), code_title("balance_item", row.item, "en"))
