"""Which accounts the rows of a package mean: the cause is told first, and what only follows from it not at all."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from yangguang.core.issues import Text
from yangguang.core.money import ZERO, added
from yangguang.door.identities.books import amount, title
from yangguang.door.messages.catalogue import issue
from yangguang.door.messages.message import STRICTER
from yangguang.door.schema.identifiers import misread
from yangguang.records.tables import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from decimal import Decimal

    from yangguang.core.issues import Issue
    from yangguang.door.identities.books import Books
    from yangguang.records.declare import Record
    from yangguang.records.finances import Account

_TOTALS = frozenset({
    "合计", "总计", "小计", "共计", "收入合计", "支出合计", "本年收入合计", "本年支出合计", "收入总计", "支出总计", "total",
})  # fmt: skip
_MOST = (2, 3)  # of the accounts that must be another chart's before the chart is the mistake


def check_names(books: Books) -> Iterator[Issue]:
    """Every account stands in the package's chart, under the chart's name: 504 is another account in another chart."""
    if not books.chart:
        return  # the descriptor's chart is refused at the gate
    if other := chart_meant(books):
        yield _wrong_chart(books, other)
        return
    rows = books.package.accounts or ()
    if are_swapped(books.chart, [(row.account_code, row.account_name) for row in rows]):
        return  # told as the cause of what leads nowhere (see `causes`)
    for account in rows:
        known = books.chart.get(account.account_code)
        if known is None and misread(account.account_code, BY_NAME["accounts"].column("account_code")):
            continue  # told as what a spreadsheet made of it (see `schema.identifiers`)
        if known is None:
            yield unknown_account(books, "accounts", account, account.account_code)
        elif plain(known.name) != plain(account.account_name):
            yield issue(
                "identity.account-name", books.place("accounts", account, "account_name"), value=account.account_name,
                code=account.account_code, expected=known.name, chart=books.package.descriptor.chart,
                other=_other_reading(books, account),
            )  # fmt: skip
    for activity in books.package.activities or ():
        if activity.account_code and activity.account_code not in books.chart:
            yield unknown_account(books, "activities", activity, activity.account_code)


def are_swapped(chart: Collection[str], rows: Collection[tuple[str, str]]) -> bool:
    """Whether, of codes and names, every name is a code of the chart and no code is."""
    return len(rows) > 1 and all(name in chart and code not in chart for code, name in rows)


def chart_meant(books: Books) -> str | None:
    """Another chart whose codes and names most accounts have, where they do not fit the one that is declared."""
    rows = books.package.accounts or ()

    def fitting(chart: str) -> int:
        known = books.policy.charts[chart]
        return sum(
            row.account_code in known and plain(known[row.account_code].name) == plain(row.account_name) for row in rows
        )

    declared = books.package.descriptor.chart
    if not rows or fitting(declared) == len(rows):
        return None
    best = max(sorted(books.policy.charts), key=fitting)
    enough = fitting(best) * _MOST[1] >= len(rows) * _MOST[0] and fitting(declared) + 2 <= fitting(best)
    return best if best != declared and enough else None


def strangers(books: Books) -> tuple[Account, ...]:
    """Rows of accounts whose code is told to be wrong: what they hold is missing wherever it belongs."""
    return tuple(
        row
        for row in books.package.accounts or ()
        if row.account_code not in books.chart or plain(books.chart[row.account_code].name) != plain(row.account_name)
    )


def explains(books: Books, difference: Decimal, column: str) -> bool:
    """Whether a sum is off by what rows with wrong codes hold: by one of them, or by all."""
    amounts = [amount(row, column) or ZERO for row in strangers(books)]
    return bool(amounts) and (
        abs(difference) in {abs(one) for one in amounts} or abs(difference) == abs(added(amounts))
    )


def unknown_account(books: Books, table: str, row: Record, code: str) -> Issue:
    """A code that the chart does not have, with what it may mean."""
    chart = books.package.descriptor.chart
    return issue(
        "identity.foreign-key", books.place(table, row, "account_code"), value=code,
        column=title(table, "account_code"), target=Text(f"“{chart}”科目表", f"the chart of accounts “{chart}”"),
        remedy=_code_remedy(books, row, code),
    )  # fmt: skip


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """A name without white space and forms of width."""
    return "".join(unicodedata.normalize("NFKC", name).split())


def _code_remedy(books: Books, row: Record, code: str) -> Text:
    name = getattr(row, "account_name", "")
    if plain(code).lower() in _TOTALS or plain(name).lower() in _TOTALS:
        return Text(
            "这是合计行，门户自己加总：请与各科目之和核对一致后删去这一行",
            "This is a row of totals, which the portal works out: compare it with the sum, then take the row out",
        )
    by_name = [known.account_code for known in books.chart.values() if name and plain(known.name) == plain(name)]
    if len(by_name) > 1:  # some names stand on both sides of a chart
        by_name = books.memory.nearest(code, lambda: by_name) or by_name
    digits = "".join(char for char in code if char.isalnum())
    near = by_name or ([digits] if digits in books.chart else books.memory.nearest(code, lambda: list(books.chart)))
    if near:
        names = Text(
            " 或 ".join(f"{one}（{books.chart[one].name}）" for one in near),
            " or ".join(f"{one} ({books.chart[one].name})" for one in near),
        )
        sure = (
            Text("编码应为", "The code is") if by_name else Text("请核对编码，是否应为", "Check the code: should it be")
        )
        return Text(f"{sure.zh} {names.zh}{'' if by_name else '？'}", f"{sure.en} {names.en}{'' if by_name else '?'}")
    return Text("请按所声明的科目表填写编码", "Use a code of the chart that is declared")


def _other_reading(books: Books, account: Account) -> Text:
    """The name may be right and the code wrong: where the name belongs."""
    name = plain(account.account_name)
    here = [known.account_code for known in books.chart.values() if plain(known.name) == name]
    if here:
        codes = " / ".join(here)
        return Text(f"；如果名称没错，编码应为 {codes}", f"; if the name is right, the code is {codes}")
    others = [
        chart
        for chart, accounts in sorted(books.policy.charts.items())
        if (other := accounts.get(account.account_code)) and plain(other.name) == name
    ]
    if others:
        return Text(f"；这个名称属于“{others[0]}”科目表", f"; this name belongs to the chart “{others[0]}”")
    return Text("", "")


def _wrong_chart(books: Books, other: str) -> Issue:
    place = books.place("accounts", (books.package.accounts or ())[0], "account_code")
    return issue(
        "identity.chart-declared", place, chart=books.package.descriptor.chart, other=other, since=STRICTER,
    )  # fmt: skip
