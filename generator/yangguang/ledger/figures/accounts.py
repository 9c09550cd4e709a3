"""What the accounts of one package come to: totals, surplus, execution rates, classes, and shares of the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.core.figures import Unit
from yangguang.core.money import ratio
from yangguang.core.money import total as summed
from yangguang.core.sentence import say
from yangguang.ledger.figures.basis import PLANNED, basis
from yangguang.ledger.figures.totals import (
    BUDGETED,
    COLUMNS,
    actual,
    actual_h1,
    class_parts,
    column_of,
    effective_budget,
    top_accounts,
    total,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from yangguang.core.figures import Named
    from yangguang.policy.chart import Chart
    from yangguang.records.finances import Account
    from yangguang.records.package import Package

    Tops = Mapping[str, Sequence[Account]]

_SUM = say("一级科目相加").msgid
_SURPLUS = say("收入合计−支出合计").msgid
_RATE = say("决算数÷调整后预算数（未调整的用年初预算数）").msgid
_RATE_H1 = say("上半年执行数÷调整后预算数（未调整的用年初预算数）").msgid
_PER_MEMBER = say("支出合计÷会员数").msgid
_CLASS = say("同类科目相加").msgid
_SERVICE = say("服务职工类支出÷支出合计").msgid
NAMED = 4  # parts of a bar that have a name of their own; the rest are one
_REST = say("其余科目的占比相加").msgid
_SHARE = say("科目金额÷合计").msgid
_WHOLE = say("合计÷合计").msgid


def of_accounts(package: Package, accounts: Sequence[Account], chart: Chart) -> Iterator[Named]:
    """Every figure of `accounts`, those of `package`."""
    tops = top_accounts(accounts, chart)
    sums = {side: {suffix: total(rows, column) for suffix, column in COLUMNS} for side, rows in tops.items()}
    for side, rows in tops.items():
        for suffix, amount in sums[side].items():
            yield f"{side}_total{suffix}", amount, Unit.YUAN, _SUM, _cells(rows, suffix)
    spent = sums["expenditure"]
    for suffix, _ in BUDGETED:
        came, went = sums["income"][suffix], spent[suffix]
        sides = (f"./@income_total{suffix}", f"./@expenditure_total{suffix}")
        yield f"surplus{suffix}", None if came is None or went is None else came - went, Unit.YUAN, _SURPLUS, sides
    yield from _rates(accounts, spent)
    members = package.overview[0].members if package.overview else None
    heads = ("./@expenditure_total", "./overview/overview/members")
    yield "per_member_expenditure", ratio(spent[""], members), Unit.YUAN, _PER_MEMBER, heads
    yield from _classes(class_parts(accounts, chart), chart, spent[""])
    yield from _shares(package, tops)
    if basis(package):
        yield from _half_rates(tops["expenditure"])


def _cells(rows: Iterable[Account], suffix: str) -> tuple[str, ...]:
    return tuple([f"./accounts/{row.account_code}/{column_of(row, suffix)}" for row in rows])


def _rates(accounts: Sequence[Account], spent: Mapping[str, Decimal | None]) -> Iterator[Named]:
    whole = ("./@expenditure_total", "./@expenditure_total/budget_adjusted")
    yield "execution_rate", ratio(spent[""], spent[PLANNED]), Unit.RATIO, _RATE, whole
    for row in accounts:
        code = row.account_code
        cells = (f"./accounts/{code}/actual", f"./accounts/{code}/{column_of(row, PLANNED)}")
        yield f"execution_rate/{code}", ratio(actual(row), effective_budget(row)), Unit.RATIO, _RATE, cells


def _half_rates(tops: Sequence[Account]) -> Iterator[Named]:
    """Rates of the half-year, told before there are actuals of the year."""
    if all(row.actual_h1 is None for row in tops):
        return
    whole = ("./@expenditure_total/actual_h1", "./@expenditure_total/budget_adjusted")
    rate = ratio(total(tops, actual_h1), total(tops, effective_budget))
    yield "execution_rate_h1", rate, Unit.RATIO, _RATE_H1, whole
    for row in tops:
        code = row.account_code
        cells = (f"./accounts/{code}/actual_h1", f"./accounts/{code}/{column_of(row, PLANNED)}")
        yield f"execution_rate_h1/{code}", ratio(row.actual_h1, effective_budget(row)), Unit.RATIO, _RATE_H1, cells


def _classes(classes: Mapping[str, Sequence[Account] | None], chart: Chart, spent: Decimal | None) -> Iterator[Named]:
    for class_ in sorted(classes):
        rows = classes[class_]
        for suffix, column in BUDGETED:
            yield f"class/{class_}{suffix}", total(rows, column), Unit.YUAN, _CLASS, _cells(rows or (), suffix)
    if "admin_non_personnel" in classes:
        rows = classes["admin_non_personnel"]
        for suffix, column in BUDGETED:
            yield f"admin_non_personnel{suffix}", total(rows, column), Unit.YUAN, _CLASS, _cells(rows or (), suffix)
    if "member_service" in chart.class_sides:
        rows = classes.get("member_service", [])
        parts = ("./@expenditure_total",) if not rows else ("./@class/member_service", "./@expenditure_total")
        yield "member_service_share", ratio(total(rows, actual), spent), Unit.RATIO, _SERVICE, parts


def _shares(package: Package, tops: Tops) -> Iterator[Named]:
    """What each account is of its side, on the year's basis; none where the whole is unknown or not positive."""
    suffix = basis(package)
    column = dict(COLUMNS)[suffix]
    for side, rows in tops.items():
        whole = summed(map(column, rows))
        if whole is None or whole <= 0:
            continue
        of = f"./@{side}_total{suffix}"
        yield f"{side}_share{suffix}", ratio(whole, whole), Unit.RATIO, _WHOLE, (of, of)
        for row in rows:
            code = row.account_code
            cells = (f"./accounts/{code}/{column_of(row, suffix)}", of)
            yield f"{side}_share{suffix}/{code}", ratio(column(row), whole), Unit.RATIO, _SHARE, cells
        told = sorted((row for row in rows if column(row)), key=lambda row: (-(column(row) or 0), row.account_code))
        if not suffix and len(told) > NAMED + 1:
            rest = tuple([f"./@{side}_share/{row.account_code}" for row in told[NAMED:]])
            shares = (ratio(column(row), whole) for row in told[NAMED:])
            yield f"{side}_share/rest", summed(shares), Unit.RATIO, _REST, rest
