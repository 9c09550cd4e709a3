"""Budget against actual: each top-level expenditure account as a box that the actual fills, with its execution rate."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from yangguang.charts.accounts import account_figure, top_accounts, unknown_total
from yangguang.charts.display import known
from yangguang.charts.picture import finish
from yangguang.charts.renderer import GAP, Span
from yangguang.charts.rows import Bar, Key, Row, Top, draw_rows, new_sheet
from yangguang.core.figures import Unit
from yangguang.core.money import ZERO, format_percent
from yangguang.core.sentence import Percent, Sentence, say
from yangguang.ledger.figures.basis import PLANNED, basis
from yangguang.ledger.figures.totals import effective_budget
from yangguang.records.names import account_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yangguang.charts.display import Display
    from yangguang.charts.model import Chart
    from yangguang.core.figures import Figure
    from yangguang.ledger.model import UnionYear
    from yangguang.policy.law import Policy
    from yangguang.records.finances import Account

_sheet = cache(new_sheet)


class _Line(NamedTuple):
    """A name with the budget in force, what was spent and the rate; spent is None where nothing was carried out yet."""

    name: str
    budget: Figure
    spent: Figure | None
    rate: Figure | None

    @property
    def exceeds(self) -> bool:
        """Whether more was spent than budgeted, both being known."""
        budget, spent = self.budget.value, self.spent.value if self.spent else None
        return budget is not None and spent is not None and spent > budget


class _Column(NamedTuple):
    """Which column counts as spent, the suffix of its total, its rate's name, and what it is called."""

    name: str
    suffix: str
    rate: str
    title: Sentence


_ACTUAL = _Column("actual", "", "execution_rate", say("决算数"))
_HALF = _Column("actual_h1", "/actual_h1", "execution_rate_h1", say("上半年执行数"))


def budget_actual(report: UnionYear, policy: Policy, display: Display) -> Chart | None:
    """Every expenditure account, and the total in the sentence; None where no budget was disclosed, or none is made."""
    accounts, package = top_accounts(report, policy, "expenditure"), report.package
    if package is None or _has_no_budgets(report) or all(effective_budget(row) is None for row in accounts):
        return None
    chart, lang = policy.charts[package.descriptor.chart], display.language.code
    column = _spent_column(report, accounts)
    lines = []
    for account in accounts:
        budget = account_figure(report, account, "budget_adjusted")
        spent = account_figure(report, account, column.name) if column else None
        rate = _rate(report, column, f"/{account.account_code}")
        lines.append(_Line(account_name(account, chart, lang), budget, spent, rate))
    whole = _total(report, column, display)
    spent_title = column.title if column else say("决算数")
    legend = (
        Key((Span(display.text(say("预算数（含调整）"))),), "budget"),
        Key((Span(display.text(spent_title)),), "c2", 3),
    )
    return finish(
        "budget_actual",
        f"{report.union.union_id}-{report.year}",
        display,
        title=say("支出预算执行"),
        sentence=_sentence(report, policy, column, whole, lines, display),
        drawn=draw_rows(
            _sheet(),
            [_row(line, display) for line in lines],
            Top(head=_head(whole, display), note=_note(column, display), legend=legend),
        ),
        columns=(say("预算数（含调整）"), spent_title, say("执行率")),
        rows=[(line.name, line[1:]) for line in (*lines, whole)],
    )


def _spent_column(report: UnionYear, accounts: Sequence[Account]) -> _Column | None:
    """What counts as spent: the year's actuals as soon as there are any, before that those of the half-year."""
    if not basis(report.package):
        return _ACTUAL
    return _HALF if any(row.actual_h1 is not None for row in accounts) else None


def _rate(report: UnionYear, column: _Column | None, part: str) -> Figure | None:
    rate = report.figures.get(column.rate + part) if column else None
    return rate if rate and rate.value is not None else None


def _total(report: UnionYear, column: _Column | None, display: Display) -> _Line:
    budget = report.figure(f"expenditure_total{PLANNED}", Unit.YUAN)
    spent = report.figure(f"expenditure_total{column.suffix}", Unit.YUAN) if column else None
    return _Line(display.text(say("合计")), budget, spent, _rate(report, column, ""))


def _head(whole: _Line, display: Display) -> tuple[Span, ...]:
    if whole.rate is None:
        return ()
    return Span(display.text(say("执行率")) + " "), Span(format_percent(known(whole.rate)), whole.rate.key)


def _note(column: _Column | None, display: Display) -> str:
    if column is None:
        return display.text(say("单位：{unit}", unit=display.unit))
    if column is _ACTUAL:
        return display.text(say("决算 / 预算（{unit}）", unit=display.unit))
    return display.text(say("上半年执行 / 预算（{unit}）", unit=display.unit))


def _row(line: _Line, display: Display) -> Row:
    bars, values = [], [Span(_shown(line.budget, display), line.budget.key)]
    if line.budget.value is not None:
        bars.append(_bar(line.name, line.budget, "budget", 0, display))
    if line.spent is not None:
        values = [Span(_shown(line.spent, display), line.spent.key), Span(" / "), *values]
        if line.spent.value is not None:
            bars.append(_bar(line.name, line.spent, "c2 exceeds" if line.exceeds else "c2", 3, display))
    if line.rate:
        values.append(Span(GAP + format_percent(known(line.rate)), line.rate.key, "strong"))
    return Row(name=line.name, values=tuple(values), bars=tuple(bars))


def _shown(figure: Figure, display: Display) -> str:
    return display.known_amount(None if figure.value is None else Decimal(figure.value))


def _bar(name: str, figure: Figure, classes: str, inset: float, display: Display) -> Bar:
    tooltip = display.tooltip(name, figure)
    return Bar(start=ZERO, end=known(figure), classes=classes, figure=figure.key, tooltip=tooltip, inset=inset)


def _sentence(
    report: UnionYear, policy: Policy, column: _Column | None, whole: _Line, lines: Sequence[_Line], display: Display
) -> Sentence:
    main = _totals(report, policy, column, whole, display)
    amounts = [one.value for line in lines for one in (line.budget, line.spent) if one is not None]
    if column is not None and all(amount is not None and not amount for amount in amounts):
        return say("{year}年支出预算和执行数各项均为零。", year=report.year)
    over = tuple(line.name for line in lines if line.exceeds)
    return say("{sentence}执行数超出预算的科目：{names}。", sentence=main, names=over) if over else main


def _totals(report: UnionYear, policy: Policy, column: _Column | None, whole: _Line, display: Display) -> Sentence:
    """Budget, what was spent and the rate; of a total that is unknown, how many accounts lack it."""
    if column is None or whole.spent is None:
        budget = _told(report, policy, PLANNED, whole.budget, say("支出预算合计{amount}").msgid, display)
        return say("{year}年{budget}，执行数尚未公开。", year=report.year, budget=budget)
    title = say("决算{amount}") if column is _ACTUAL else say("上半年执行{amount}")
    spent = _told(report, policy, column.suffix, whole.spent, title.msgid, display)
    budget = _told(report, policy, PLANNED, whole.budget, say("支出预算合计{amount}").msgid, display)
    if None in {whole.budget.value, whole.spent.value}:
        return say("{year}年{budget}；{spent}。", year=report.year, budget=budget, spent=spent)
    if whole.rate is None:
        return say(
            "{year}年{budget}，执行{spent}。", year=report.year, budget=budget, spent=display.money(known(whole.spent))
        )
    rate = Percent(known(whole.rate))
    return say("{year}年{budget}，{spent}，执行率{rate}。", year=report.year, budget=budget, spent=spent, rate=rate)


def _told(report: UnionYear, policy: Policy, suffix: str, figure: Figure, msgid: str, display: Display) -> Sentence:
    if figure.value is None:
        return unknown_total(report, policy, "expenditure", suffix)
    return Sentence(msgid, {"amount": display.money(known(figure))})


def _has_no_budgets(report: UnionYear) -> bool:
    """Whether the union explains that it makes no budgets: its zeros are then not a budget that was exceeded."""
    explained = (report.package.explanations if report.package else None) or ()
    return any(row.kind == "not_applicable" and row.subject == "accounts/budget_initial" for row in explained)
