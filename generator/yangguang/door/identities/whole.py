"""What only shows in a package as a whole: nothing but zeros, last year's figures, figures that its stage owes."""

from __future__ import annotations

from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING

from yangguang.core.issues import Place, Severity, Text
from yangguang.core.money import added, format_amount
from yangguang.door.identities.books import title, total
from yangguang.door.identities.codes import chart_meant
from yangguang.door.messages.catalogue import issue
from yangguang.door.messages.message import STRICTER
from yangguang.policy.law import NoSuchParameterError
from yangguang.records.codes import code_title
from yangguang.records.tables import PACKAGE_TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from decimal import Decimal

    from yangguang.core.issues import Issue
    from yangguang.door.identities.books import Books
    from yangguang.records.declare import Record
    from yangguang.records.package import Package

_COPIED = (95, 100)
_ENOUGH = 10  # amounts; a fund with three figures may well repeat them
_SOME_FIGURES = Text(
    "请填写；确实为零的写 0，空白表示没有数据",
    "Fill them in; write 0 for zero, an empty cell means that there is no figure",
)
_NO_FIGURES = Text(
    "请填写这一列；还没有这些数字的，把 datapackage.json 中的 stage 改为已到的阶段（budget 或 midyear）",
    "Fill the column in; without these figures yet, give the stage that is reached (budget or midyear) in datapackage.json",
)
_OWED = {
    "budget": ("budget_initial", Text("预算", "budget")),
    "midyear": ("actual_h1", Text("年中", "midyear")),
    "final": ("actual", Text("决算", "final")),
}


def check_zeros(books: Books) -> Iterator[Issue]:
    """A package whose amounts are all zero says with an explanation that nothing occurred."""
    if any(_amounts(books.package)) or any(row.kind == "no_occurrence" for row in books.package.explanations or ()):
        return
    count = sum(1 for _ in _amounts(books.package))
    if count:
        yield issue("identity.all-zero", _descriptor(books), count=count)


def check_copied(books: Books) -> Iterator[Issue]:
    """Amounts that are nearly all last year's suggest that last year's files were submitted again."""
    before = books.earlier.get(books.package.year - 1)
    count = same = 0
    for name, key, columns in _money_columns() if before else ():
        last = {key(row): row for row in (before.table(name) if before else None) or ()}
        for row in books.package.table(name) or ():
            old = last.get(key(row))
            for column in columns:
                amount = getattr(row, column)
                if amount:
                    count += 1
                    same += old is not None and getattr(old, column) == amount
    if before and count >= _ENOUGH and same * _COPIED[1] >= count * _COPIED[0]:
        yield issue("identity.copied", _descriptor(books), count=count, same=same, year=before.year)


def check_stage(books: Books) -> Iterator[Issue]:
    """The accounts have the figures of the stage that the package claims."""
    column, stage = _OWED.get(books.package.descriptor.stage, ("", Text("", "")))
    empty = [row for row in books.package.accounts or () if column and getattr(row, column) is None]
    if empty:
        none = len(empty) == len(books.package.accounts or ())
        yield issue(
            "identity.stage-figures", books.place("accounts", empty[0], column), stage=stage, found=len(empty),
            column=title("accounts", column), cells=books.cells("accounts", empty, column),
            remedy=_NO_FIGURES if none else _SOME_FIGURES, severity=Severity.ERROR if none else None,
            since=STRICTER if none else None,
        )  # fmt: skip


def check_chart(books: Books) -> Iterator[Issue]:
    """The package keeps its accounts by the chart in force in its year, where the policy says which that is."""
    descriptor = books.package.descriptor
    try:
        law = books.policy.parameter("chart_of_accounts", descriptor.year)
    except NoSuchParameterError:
        return
    if descriptor.chart != law.value and chart_meant(books) is None:  # told already, and mended by the same word
        yield issue(
            "identity.chart-not-in-force", _descriptor(books), chart=descriptor.chart, expected=law.value,
            year=descriptor.year, basis=law.basis,
        )  # fmt: skip


def check_transfers(books: Books) -> Iterator[Issue]:
    """Subsidies received from above, or sent below, are not more than the accounts they are booked to."""
    chart = books.package.descriptor.chart
    for direction, booked in (("received", "transfer_in"), ("sent", "transfer_down")):
        rows = [row for row in books.package.transfers or () if row.kind == "subsidy" and row.direction == direction]
        accounts = [
            account
            for code, account in books.accounts.items()
            if books.above[code] is None and books.policy.account_class(chart, code) == booked
        ]
        limit, stated = total(accounts, "actual"), added(row.amount for row in rows)
        if rows and accounts and limit is not None and stated > limit:
            kind = (("transfer_direction", direction), ("transfer_kind", "subsidy"))
            zh, en = ([code_title(*code, lang) for code in kind] for lang in ("zh", "en"))
            yield issue(
                "identity.transfers-within-accounts", books.place("transfers", rows[0], "amount"),
                kind=Text("".join(zh), " ".join(en).lower()), stated=format_amount(stated), limit=format_amount(limit),
                accounts=", ".join(row.account_code for row in accounts), difference=format_amount(stated - limit),
            )  # fmt: skip


def _descriptor(books: Books) -> Place:
    return Place(file=f"{books.package.folder}/datapackage.json")


def _amounts(package: Package) -> Iterator[Decimal]:
    """Every amount in yuan that the package reports; the thresholds of the overview are none."""
    for name, _, columns in _money_columns():
        for row in package.table(name) or ():
            for column in columns:
                if (amount := getattr(row, column)) is not None:
                    yield amount


@cache
def _money_columns() -> tuple[tuple[str, Callable[[Record], object], tuple[str, ...]], ...]:
    return tuple(
        (table.name, attrgetter(*table.key, *table.parts), columns)
        for table in PACKAGE_TABLES
        if table.key and (columns := tuple(column.name for column in table.columns if column.unit == "yuan"))
    )
