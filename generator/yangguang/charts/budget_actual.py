"""Budget against actual: each top-level expenditure account as a box that the actual fills, with its execution rate."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from yangguang.charts.accounts import account_figure, account_name, top_accounts
from yangguang.charts.display import known
from yangguang.charts.picture import finish
from yangguang.charts.renderer import GAP, Span
from yangguang.charts.rows import Bar, Key, Row, Top, draw_rows, new_sheet
from yangguang.core.figures import Figure, Unit, derived_key
from yangguang.core.money import ZERO, format_percent, ratio
from yangguang.core.sentence import Percent, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yangguang.charts.display import Display
    from yangguang.charts.model import Chart
    from yangguang.core.sentence import Sentence
    from yangguang.ledger.model import UnionYear
    from yangguang.policy.law import Policy

_sheet = cache(new_sheet)


class _Line(NamedTuple):
    """A name with the budget in force, what was spent and the rate; spent is None before the first half year is known."""

    name: str
    budget: Figure
    spent: Figure | None
    rate: Figure | None


class _Column(NamedTuple):
    """Which column counts as spent, the derived names that go with it, and what it is called."""

    name: str
    total: str
    rate: str
    title: Sentence


_ACTUAL = _Column("actual", "expenditure_total", "execution_rate", say("决算数"))
_HALF = _Column("actual_h1", "expenditure_total/actual_h1", "execution_rate_h1", say("上半年执行数"))


def budget_actual(report: UnionYear, policy: Policy, display: Display) -> Chart | None:
    """Every expenditure account, and the total in the sentence; None where none was disclosed, or no budget is made."""
    accounts = top_accounts(report, policy, "expenditure")
    if not accounts or _has_no_budgets(report):
        return None
    column = next((c for c in (_ACTUAL, _HALF) if all(getattr(row, c.name) is not None for row in accounts)), None)
    lines = []
    for account in accounts:
        budget = account_figure(report, account, "budget_adjusted")
        spent = account_figure(report, account, column.name) if column else None
        rate = _rate(report, column, f"/{account.account_code}", spent, budget)
        lines.append(_Line(account_name(report, policy, account), budget, spent, rate))
    total = _total(report, column, lines, display)
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
        sentence=_sentence(report.year, column, total, lines, display),
        drawn=draw_rows(
            _sheet(),
            [_row(line, display) for line in lines],
            Top(head=_head(total, display), note=_note(column, display), legend=legend),
        ),
        columns=(say("预算数（含调整）"), spent_title, say("执行率")),
        rows=[(line.name, line[1:]) for line in (*lines, total)],
    )


def _rate(report: UnionYear, column: _Column | None, part: str, spent: Figure | None, budget: Figure) -> Figure | None:
    rate = ratio(spent.value, budget.value) if spent else None
    if column is None or rate is None:
        return None
    return Figure(derived_key(report.union.union_id, report.year, column.rate + part), rate, Unit.RATIO)


def _total(report: UnionYear, column: _Column | None, lines: Sequence[_Line], display: Display) -> _Line:
    def summed(name: str, figures: Sequence[Figure | None]) -> Figure:
        amount = sum((known(figure) for figure in figures), ZERO)
        return Figure(derived_key(report.union.union_id, report.year, name), amount, Unit.YUAN)

    budget = summed("expenditure_total/budget_adjusted", [line.budget for line in lines])
    spent = summed(column.total, [line.spent for line in lines]) if column else None
    return _Line(display.text(say("合计")), budget, spent, _rate(report, column, "", spent, budget))


def _head(total: _Line, display: Display) -> tuple[Span, ...]:
    if total.rate is None:
        return ()
    return Span(display.text(say("执行率")) + " "), Span(format_percent(known(total.rate)), total.rate.key)


def _note(column: _Column | None, display: Display) -> str:
    if column is None:
        return display.text(say("单位：{unit}", unit=display.unit))
    if column is _ACTUAL:
        return display.text(say("决算 / 预算（{unit}）", unit=display.unit))
    return display.text(say("上半年执行 / 预算（{unit}）", unit=display.unit))


def _row(line: _Line, display: Display) -> Row:
    budget, tooltip = known(line.budget), display.tooltip(line.name, line.budget)
    box = Bar(start=ZERO, end=budget, classes="budget", figure=line.budget.key, tooltip=tooltip)
    values = Span(display.amount(budget), line.budget.key)
    if line.spent is None:
        return Row(name=line.name, values=(values,), bars=(box,))
    spent = known(line.spent)
    fill = Bar(
        start=ZERO,
        end=spent,
        classes="c2 exceeds" if spent > budget else "c2",
        figure=line.spent.key,
        tooltip=display.tooltip(line.name, line.spent),
        inset=3,
    )
    percent = (Span(GAP + format_percent(known(line.rate)), line.rate.key, "strong"),) if line.rate else ()
    spans = Span(display.amount(spent), line.spent.key), Span(" / "), values, *percent
    return Row(name=line.name, values=spans, bars=(box, fill))


def _sentence(year: int, column: _Column | None, total: _Line, lines: Sequence[_Line], display: Display) -> Sentence:
    budget = display.money(known(total.budget))
    if column is None or total.spent is None:
        return say("{year}年支出预算合计{budget}，执行数尚未公开。", year=year, budget=budget)
    spent = display.money(known(total.spent))
    if not any(known(line.budget) or known(line.spent) for line in lines):
        return say("{year}年支出预算和执行数各项均为零。", year=year)
    facts = {"year": year, "budget": budget, "spent": spent}
    if total.rate is None:
        main = say("{year}年支出预算合计{budget}，执行{spent}。", **facts)
    elif column is _ACTUAL:
        main = say(
            "{year}年支出预算合计{budget}，决算{spent}，执行率{rate}。", rate=Percent(known(total.rate)), **facts
        )
    else:
        rate = Percent(known(total.rate))
        main = say("{year}年支出预算合计{budget}，上半年执行{spent}，执行率{rate}。", rate=rate, **facts)
    over = tuple(line.name for line in lines if known(line.spent) > known(line.budget))
    return say("{sentence}执行数超出预算的科目：{names}。", sentence=main, names=over) if over else main


def _has_no_budgets(report: UnionYear) -> bool:
    """Whether the union explains that it makes no budgets: its zeros are then not a budget that was exceeded."""
    explained = (report.package.explanations if report.package else None) or ()
    return any(row.kind == "not_applicable" and row.subject == "accounts/budget_initial" for row in explained)
