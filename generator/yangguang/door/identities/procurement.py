"""What a procurement says of its award, and what the rows of its lots, suppliers and payments say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.core.issues import Text
from yangguang.core.money import format_amount
from yangguang.door.identities.books import total
from yangguang.door.messages.catalogue import issue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yangguang.core.issues import Issue
    from yangguang.door.identities.books import Books
    from yangguang.records.assets import Procurement, ProcurementAward


def check_awards(books: Books) -> Iterator[Issue]:
    """Awards of a procurement sum to its award amount; payments stay within what was awarded and changed.

    A later year pays for what an earlier one awarded: awards of every year count against the payments of every year.
    """
    of: dict[str, list[ProcurementAward]] = {}
    for row in books.package.procurement_awards or ():
        of.setdefault(row.procurement_id, []).append(row)
    bought = {row.procurement_id: row for row in books.package.procurement or ()}
    for procurement_id, rows in of.items():
        if procurement_id in bought:
            yield from _awarded(books, bought[procurement_id], [row for row in rows if row.event == "awarded"])
        yield from _paid(books, procurement_id, [row for row in rows if row.event == "paid"])


def _awarded(books: Books, procurement: Procurement, awards: list[ProcurementAward]) -> Iterator[Issue]:
    computed, stated = total(awards, "amount"), procurement.award_amount
    if awards and computed is not None and stated is not None and computed != stated:
        yield issue(
            "identity.awards-sum", books.place("procurement", procurement, "award_amount"), stated=format_amount(stated),
            computed=format_amount(computed), difference=format_amount(stated - computed),
            cells=books.cells("procurement_awards", awards, "amount"),
        )  # fmt: skip


def _paid(books: Books, procurement_id: str, payments: list[ProcurementAward]) -> Iterator[Issue]:
    ever = [
        row
        for package in (*books.earlier.values(), books.package)
        for row in package.procurement_awards or ()
        if row.procurement_id == procurement_id
    ]
    agreed = [row for row in ever if row.event in {"awarded", "amended"}]
    owed, paid = total(agreed, "amount"), total([row for row in ever if row.event == "paid"], "amount")
    if payments and agreed and owed is not None and paid is not None and paid > owed:
        yield issue(
            "identity.paid-beyond-contract", books.place("procurement_awards", payments[-1], "amount"),
            procurement=Text(procurement_id, procurement_id), paid=format_amount(paid), agreed=format_amount(owed),
            difference=format_amount(paid - owed),
        )  # fmt: skip
