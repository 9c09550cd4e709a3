"""Amounts that are so far from what they belong to that somebody counted in another unit: told with the factor, not refused."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from yangguang.core.issues import Text
from yangguang.core.money import added, format_amount
from yangguang.door.identities.books import open_books, total
from yangguang.door.identities.codes import chart_meant
from yangguang.door.messages.catalogue import issue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from yangguang.core.issues import Issue
    from yangguang.door.identities.books import Books
    from yangguang.records.declare import Record

_FACTORS = (100, 1_000, 10_000, 100_000, 1_000_000, 100_000_000)
_FAR = 30  # times as much or as little: no budget moves so far in a year
_CLOSE = 5  # times around a factor: dues of one year against income from dues
_A_MEMBER = (Decimal(1), Decimal(1_000_000))  # yuan that a union spends on each member in a year, at least and at most
_SUMS = (
    ("three_public", "budget_initial", Text("三公经费预算合计", "budget of the three public expenses")),
    ("dues", "payroll", Text("工资总额合计", "payroll")),
    ("balances", "opening", Text("资产负债年初数合计", "opening balances")),
)
_SIDES = {"income": Text("收入合计", "total income"), "expenditure": Text("支出合计", "total expenditure")}


def check_magnitudes(books: Books) -> Iterator[Issue]:
    """Totals against last year's, against the members, and income from dues against the dues that were paid."""
    yield from _other_tables(books)
    if not books.package.accounts or chart_meant(books):
        return
    yield from _against_last_year(books)
    yield from _against_members(books)
    yield from _against_dues(books)


def _against_last_year(books: Books) -> Iterator[Issue]:
    before = books.earlier.get(books.package.year - 1)
    if before is None or not before.accounts:
        return
    last = open_books(before, {}, books.registry, books.policy, {})
    for side, name in _SIDES.items():
        for column in ("actual", "budget_initial"):
            now, then = total(books.top_level(side), column), total(last.top_level(side), column)
            if now and then and (factor := _factor(now / then)) and max(now / then, then / now) >= _FAR:
                yield _told(books, column, name, now, Text(f"{before.year} 年", f"that of {before.year}"), then, factor)
                break


def _against_members(books: Books) -> Iterator[Issue]:
    members = (books.package.overview or (None,))[0]
    count = members.members if members else None
    spent = total(books.top_level("expenditure"), "actual")
    if not count or not spent or _A_MEMBER[0] <= spent / count <= _A_MEMBER[1]:
        return
    usual = Decimal(count) * 1_000
    basis = Text(f"按 {count} 名会员每人 1000 元计", f"of {count} members at 1,000 yuan each")
    yield _told(books, "actual", _SIDES["expenditure"], spent, basis, usual, _factor(spent / usual) or 10_000)


def _against_dues(books: Books) -> Iterator[Issue]:
    """Only of a grassroots union: what others book as dues comes from many employers."""
    union = books.registry.unions.get(books.package.union_id)
    paid = added(row.paid for row in books.package.dues or ())
    booked = books.accounts.get("402")
    if union is None or union.kind != "grassroots" or booked is None or not booked.actual or not paid:
        return
    ratio = booked.actual / paid
    factor = next((one for one in _FACTORS[1:] if one / _CLOSE <= max(ratio, 1 / ratio) <= one * _CLOSE), None)
    if factor:
        name = Text("拨缴经费收入（402）", "income from dues (402)")
        yield _told(books, "actual", name, booked.actual, Text("实拨缴合计", "the dues paid"), paid, factor)


def _other_tables(books: Books) -> Iterator[Issue]:
    """The three public expenses, the payroll and the opening balances against last year's."""
    before = books.earlier.get(books.package.year - 1)
    for table, column, name in _SUMS if before else ():
        now, then = (_sum(getattr(one, table), column) for one in (books.package, before))
        if now and then and (factor := _factor(now / then)):
            yield _told(
                books, column, name, now, Text(f"{books.package.year - 1} 年", "last year's"), then, factor, table
            )


def _sum(rows: Iterable[Record] | None, column: str) -> Decimal:
    return added(getattr(row, column) for row in rows or ())


def _factor(ratio: Decimal) -> int | None:
    """The power of ten that is nearest to a ratio, however it is turned."""
    far = max(ratio, 1 / ratio)
    return min(_FACTORS, key=lambda one: abs((far / one).log10())) if far >= _FAR else None


def _told(
    books: Books,
    column: str,
    name: Text,
    now: Decimal,
    basis: Text,
    then: Decimal,
    factor: int,
    table: str = "accounts",
) -> Issue:
    times = Text(f"约 {factor} 倍", f"about {factor} times as much") if now > then else Text(
        f"约 1/{factor}", f"about 1/{factor} of it"
    )  # fmt: skip
    first = getattr(books.package, table)[0]
    return issue(
        "identity.magnitude", books.place(table, first, column), name=name, stated=format_amount(now), basis=basis,
        other=format_amount(then), times=times, factor=factor,
    )  # fmt: skip
