"""Which figures of a union-year the money charts draw: top-level accounts, and actual or else budget, never a mixture."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from yangguang.core.figures import Figure, Unit, cell_key, derived_key
from yangguang.core.money import ZERO, ratio

if TYPE_CHECKING:
    from yangguang.ledger.model import UnionYear
    from yangguang.policy.law import Policy
    from yangguang.records.finances import Account


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One account's figure and its share of the total; the share is unknown where the total is not positive."""

    code: str
    name: str
    figure: Figure
    amount: Decimal
    share: Decimal | None
    share_figure: Figure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """A side of the books in one column, largest first; shares are None where the total is not positive."""

    is_actual: bool
    total: Figure
    amount: Decimal
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


def parts(report: UnionYear, policy: Policy, side: str) -> Parts | None:
    """Every top-level account of `side` and the total, actual where all have it, else the budget in force."""
    accounts = top_accounts(report, policy, side)
    if not accounts:
        return None
    is_actual = all(account.actual is not None for account in accounts)
    column, suffix = ("actual", "") if is_actual else ("budget_adjusted", "/budget_adjusted")
    figures = [(account, account_figure(report, account, column)) for account in accounts]
    amounts = {account.account_code: Decimal(figure.value or 0) for account, figure in figures}
    total = sum(amounts.values(), ZERO)
    derived = partial(derived_key, report.union.union_id, report.year)
    found = []
    for account, figure in figures:
        code, amount = account.account_code, amounts[account.account_code]
        share = ratio(amount, total) if total > 0 else None
        shared = Figure(derived(f"{side}_share{suffix}/{code}"), share, Unit.RATIO) if share is not None else None
        name = account_name(report, policy, account)
        found.append(Part(code=code, name=name, figure=figure, amount=amount, share=share, share_figure=shared))
    return Parts(
        is_actual=is_actual,
        total=Figure(derived(f"{side}_total{suffix}"), total, Unit.YUAN),
        amount=total,
        share=Figure(derived(f"{side}_share{suffix}"), ratio(total, total), Unit.RATIO) if total > 0 else None,
        parts=tuple(sorted(found, key=lambda part: (-part.amount, part.code))),
    )
