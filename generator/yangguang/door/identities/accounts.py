"""Accounts that must agree with the chart, with their sub-accounts, with their projects, with the three public expenses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.core.issues import Text
from yangguang.core.money import ZERO, format_amount
from yangguang.door.identities.books import AMOUNTS, amount, title, total
from yangguang.door.identities.codes import chart_meant, explains, strangers
from yangguang.door.messages.catalogue import issue
from yangguang.policy.chart import ancestors, nearest
from yangguang.records.codes import code_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yangguang.core.issues import Issue
    from yangguang.door.identities.books import Books
    from yangguang.records.finances import Account, Project

_PROJECT_AMOUNTS = ("budget_initial", "budget_adjusted", "actual")
# Vehicles are bought from the account of that name where a chart has one, otherwise from capital expenditure at large;
# travel abroad, receptions and running vehicles are goods and services of the administration or of the union's business.
_VEHICLES = "交通工具"
_CONTAINED: tuple[tuple[tuple[str, ...], frozenset[str]], ...] = (
    (("vehicle_purchase",), frozenset({"capital"})),
    (("abroad", "reception", "vehicle_operation"), frozenset({"admin_non_personnel", "operations"})),
)


def check_parents(books: Books) -> Iterator[Issue]:
    """A parent equals the sum of its children in each amount column, wherever children are given; none stands alone."""
    if chart_meant(books):
        return
    lost = strangers(books)
    children: dict[str, list[Account]] = {}
    for code, account in books.accounts.items():
        parent, above = books.chart[code].parent_code, books.above[code]
        if above:
            children.setdefault(above, []).append(account)
        elif parent and not lost:
            yield issue(
                "identity.parent-missing", books.place("accounts", account, "account_code"), code=code,
                name=books.chart[code].name, parent=parent,
                parent_name=books.chart[parent].name if parent in books.chart else parent,
            )  # fmt: skip
    for code, below in children.items():
        for column in AMOUNTS:
            yield from _compare(books, books.accounts[code], "accounts", below, column, "identity.parent-sum")


def check_projects(books: Books) -> Iterator[Issue]:
    """The projects of an expenditure account sum to it, where it has any; personnel accounts are exempt."""
    if chart_meant(books):
        return
    projects: dict[str, list[Project]] = {}
    for project in books.package.projects or ():
        projects.setdefault(project.account_code, []).append(project)
    for code, rows in projects.items():
        chart, known = books.package.descriptor.chart, books.chart.get(code)
        if known is None or code not in books.accounts or known.side != "expenditure":
            continue
        if books.policy.account_class(chart, code) != "personnel":
            for column in _PROJECT_AMOUNTS:
                yield from _compare(books, books.accounts[code], "projects", rows, column, "identity.project-sum")


def check_three_public(books: Books) -> Iterator[Issue]:
    """What is spent on vehicles, receptions and travel cannot exceed the accounts it is booked to."""
    for items, classes in _CONTAINED:
        rows = [row for row in books.package.three_public or () if row.item in items]
        accounts = _containing(books, classes, vehicles="vehicle_purchase" in items)
        for column in _PROJECT_AMOUNTS if rows and accounts else ():
            stated, limit = total(rows, column), total(accounts, column)
            if stated is None or limit is None or stated <= limit or _is_repeated(column, [*rows, *accounts]):
                continue
            names = {row.item: None for row in rows}
            largest = max(rows, key=lambda row: amount(row, column) or ZERO)
            yield issue(
                "identity.three-public-within-accounts", books.place("three_public", largest, column),
                items=Text("、".join(code_title("three_public_item", name) for name in names),
                           ", ".join(code_title("three_public_item", name, "en") for name in names)),
                column=title("three_public", column), stated=format_amount(stated), limit=format_amount(limit),
                difference=format_amount(stated - limit), cells=books.cells("three_public", rows, column),
                accounts=", ".join(account.account_code for account in accounts),
            )  # fmt: skip


def _containing(books: Books, classes: frozenset[str], *, vehicles: bool) -> list[Account]:
    """The accounts of these classes: each as far down as the package divides them.

    Where an account's other sub-accounts are given, one that is not given is nil, for they sum to it.
    """
    chart = books.package.descriptor.chart
    codes = [code for code in books.chart if books.policy.account_class(chart, code) in classes]
    if vehicles:
        codes = [code for code in codes if _VEHICLES in books.chart[code].name] or codes
    divided = set(books.above.values())
    found: set[str] = set()
    for code in codes:
        given = nearest((code, *ancestors(books.chart, code)), books.accounts)
        if given and given not in divided:
            found.add(given)
    return [books.accounts[code] for code in sorted(found)]


def _compare(
    books: Books, account: Account, table: str, parts: Sequence[Account] | Sequence[Project], column: str, code: str
) -> Iterator[Issue]:
    """The issue `code` where an account's amount is not the sum of its parts; nothing where either is unknown."""
    stated, computed = amount(account, column), total(parts, column)
    if stated is None or computed is None or stated == computed or _is_repeated(column, [account, *parts]):
        return
    if explains(books, stated - computed, column):
        return
    yield issue(
        code, books.place("accounts", account, column), code=account.account_code, name=books.chart[account.account_code].name,
        column=title("accounts", column), stated=format_amount(stated), computed=format_amount(computed),
        difference=format_amount(stated - computed), cell=books.cells("accounts", [account], column),
        cells=books.cells(table, parts, column),
    )  # fmt: skip


def _is_repeated(column: str, rows: Sequence[object]) -> bool:
    """Whether an adjusted budget is the initial one throughout: then its mistake is told there already."""
    return column == "budget_adjusted" and all(getattr(row, column) is None for row in rows)
