"""Which figures of a union-year the money charts draw: top-level accounts, all on the year's basis, never a mixture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yangguang.core.figures import Figure, Unit
from yangguang.core.sentence import Sentence, say
from yangguang.ledger.figures.basis import PLANNED, basis, unknown_rows
from yangguang.ledger.figures.reported import cell_figure
from yangguang.ledger.figures.totals import COLUMNS, column_of
from yangguang.ledger.figures.totals import top_accounts as tops
from yangguang.records.finances import budget_in_force
from yangguang.records.names import account_name

if TYPE_CHECKING:
    from decimal import Decimal

    from yangguang.core.language import Language
    from yangguang.ledger.model import UnionYear
    from yangguang.policy.law import Policy
    from yangguang.records.finances import Account

_COLUMNS = dict(COLUMNS)
_UNKNOWN = {
    ("income", ""): say("收入合计未知：{of}个科目中{n}个没有决算数").msgid,
    ("income", PLANNED): say("收入合计未知：{of}个科目中{n}个没有预算数").msgid,
    ("expenditure", ""): say("支出合计未知：{of}个科目中{n}个没有决算数").msgid,
    ("expenditure", PLANNED): say("支出合计未知：{of}个科目中{n}个没有预算数").msgid,
    ("expenditure", "/actual_h1"): say("支出合计未知：{of}个科目中{n}个没有上半年执行数").msgid,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One account's figure and its share of the total; the share is unknown where the total is, or is not positive."""

    code: str
    name: str
    figure: Figure
    amount: Decimal | None
    share: Decimal | None
    share_figure: Figure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """A side of the books in one column, largest first, unknown ones last.

    The total is unknown where an amount is, and `unknown` says how many are; shares are None where it is not positive.
    """

    is_actual: bool
    total: Figure
    amount: Decimal | None
    unknown: Sentence
    share: Figure | None
    parts: tuple[Part, ...]


def top_accounts(report: UnionYear, policy: Policy, side: str) -> tuple[Account, ...]:
    """Accounts of `side` (income, expenditure) none of whose ancestors is given too, by code."""
    package = report.package
    if package is None or not package.accounts:
        return ()
    found = tops(package.accounts, policy.chart(package.descriptor.chart))[side]
    return tuple(sorted(found, key=lambda account: account.account_code))


def account_figure(report: UnionYear, account: Account, column: str) -> Figure:
    """The cell of `account` in `column`; budget_adjusted is the budget in force: the initial one where nothing was adjusted."""
    assert report.package is not None, "an account is of a package"
    name = budget_in_force(account) if column == "budget_adjusted" else column
    return cell_figure(report.package, "accounts", account, name)


def unknown_total(report: UnionYear, policy: Policy, side: str, suffix: str) -> Sentence:
    """Why the total of `side` is unknown: how many of its accounts lack the amount, whatever the total is."""
    assert report.package is not None, "totals are of a package"
    chart = policy.chart(report.package.descriptor.chart)
    lacking, rows = unknown_rows(report.package, chart, side, _COLUMNS[suffix])
    return Sentence(_UNKNOWN[side, suffix], {"of": rows, "n": lacking})


def parts(report: UnionYear, policy: Policy, side: str, language: Language) -> Parts | None:
    """Every top-level account of `side` and the total on the year's basis; None where not one amount is known."""
    accounts = top_accounts(report, policy, side)
    suffix = basis(report.package)
    column = _COLUMNS[suffix]
    if all(column(account) is None for account in accounts):
        return None
    assert report.package is not None, "accounts are of a package"
    chart, found = policy.charts[report.package.descriptor.chart], []
    for account in accounts:
        share = report.figures.get(f"{side}_share{suffix}/{account.account_code}")
        found.append(
            Part(
                code=account.account_code,
                name=account_name(account, chart, language.code),
                figure=account_figure(report, account, column_of(account, suffix)),
                amount=column(account),
                share=report.value(f"{side}_share{suffix}/{account.account_code}"),
                share_figure=share,
            )
        )
    return Parts(
        is_actual=not suffix,
        total=report.figure(f"{side}_total{suffix}", Unit.YUAN),
        amount=report.value(f"{side}_total{suffix}"),
        unknown=unknown_total(report, policy, side, suffix),
        share=report.figures.get(f"{side}_share{suffix}"),
        parts=tuple(sorted(found, key=lambda part: (part.amount is None, -(part.amount or 0), part.code))),
    )
