"""Which figures of a union-year the money charts draw: top-level accounts, all on the year's basis, never a mixture."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from yangguang.core.figures import Figure, Unit, cell_key, derived_key
from yangguang.core.money import ratio, total
from yangguang.core.sentence import Sentence, say
from yangguang.ledger.figures.basis import PLANNED, basis, unknown_rows
from yangguang.ledger.figures.totals import actual, actual_h1, effective_budget

if TYPE_CHECKING:
    from decimal import Decimal

    from yangguang.ledger.model import UnionYear
    from yangguang.policy.law import Policy
    from yangguang.records.finances import Account

_COLUMNS = {"": actual, PLANNED: effective_budget, "/actual_h1": actual_h1}
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
    nodes = policy.chart(package.descriptor.chart).nodes
    given = {account.account_code for account in package.accounts}
    rows = ((nodes[account.account_code], account) for account in package.accounts)
    found = [account for node, account in rows if node.side == side and given.isdisjoint(node.ancestors)]
    return tuple(sorted(found, key=lambda account: account.account_code))


def account_name(report: UnionYear, policy: Policy, account: Account) -> str:
    """The name that the chart of accounts gives it."""
    assert report.package is not None
    return policy.charts[report.package.descriptor.chart][account.account_code].name


def account_figure(report: UnionYear, account: Account, column: str) -> Figure:
    """The cell of `account` in `column`; budget_adjusted is the budget in force: the initial one where nothing was adjusted."""
    if column == "budget_adjusted" and account.budget_adjusted is None:
        column = "budget_initial"
    key = cell_key(report.union.union_id, report.year, "accounts", account.account_code, column)
    return Figure(key, getattr(account, column), Unit.YUAN)


def unknown_total(report: UnionYear, policy: Policy, side: str, suffix: str) -> Sentence:
    """Why the total of `side` is unknown: how many of its accounts lack the amount, whatever the total is."""
    assert report.package is not None, "totals are of a package"
    chart = policy.chart(report.package.descriptor.chart)
    lacking, rows = unknown_rows(report.package, chart, side, _COLUMNS[suffix])
    return Sentence(_UNKNOWN[side, suffix], {"of": rows, "n": lacking})


def parts(report: UnionYear, policy: Policy, side: str) -> Parts | None:
    """Every top-level account of `side` and the total on the year's basis; None where not one amount is known."""
    accounts = top_accounts(report, policy, side)
    suffix = basis(report.package)
    column = suffix.removeprefix("/") or "actual"
    figures = [(account, account_figure(report, account, column)) for account in accounts]
    amounts = {account.account_code: _COLUMNS[suffix](account) for account in accounts}
    if all(amount is None for amount in amounts.values()):
        return None
    summed = total(amounts.values())
    shared = summed is not None and summed > 0
    derived = partial(derived_key, report.union.union_id, report.year)
    found = []
    for account, figure in figures:
        code, amount = account.account_code, amounts[account.account_code]
        share = ratio(amount, summed) if shared else None
        share_figure = Figure(derived(f"{side}_share{suffix}/{code}"), share, Unit.RATIO) if share is not None else None
        name = account_name(report, policy, account)
        found.append(Part(code=code, name=name, figure=figure, amount=amount, share=share, share_figure=share_figure))
    return Parts(
        is_actual=not suffix,
        total=Figure(derived(f"{side}_total{suffix}"), summed, Unit.YUAN),
        amount=summed,
        unknown=unknown_total(report, policy, side, suffix),
        share=Figure(derived(f"{side}_share{suffix}"), ratio(summed, summed), Unit.RATIO) if shared else None,
        parts=tuple(sorted(found, key=lambda part: (part.amount is None, -(part.amount or 0), part.code))),
    )
