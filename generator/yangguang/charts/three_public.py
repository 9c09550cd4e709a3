"""Three public expenses over the years: the budget's box, the actual in it, last year's budget as the line not to cross."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from yangguang.charts.display import known
from yangguang.charts.picture import finish
from yangguang.charts.renderer import GAP, Span
from yangguang.charts.rows import Bar, Key, Row, Top, draw_rows, new_sheet
from yangguang.core.money import ZERO
from yangguang.core.sentence import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yangguang.charts.display import Display
    from yangguang.charts.model import Chart
    from yangguang.core.figures import Figure
    from yangguang.core.sentence import Sentence
    from yangguang.ledger.model import UnionYear

_sheet = cache(new_sheet)
_BUDGET, _ACTUAL = "three_public_total/budget_initial", "three_public_total"


class _Line(NamedTuple):
    """One year: last year's budget, this year's, and what was spent."""

    year: int
    cap: Figure | None
    budget: Figure
    actual: Figure | None

    @property
    def exceeds(self) -> bool:
        """Whether the budget is above last year's."""
        return self.cap is not None and known(self.budget) > known(self.cap)


def three_public(history: Mapping[int, UnionYear], display: Display) -> Chart | None:
    """Every year whose three-public budget was disclosed, earliest first; None where there is none."""
    budgets = {
        year: figure
        for year, report in sorted(history.items())
        if (figure := report.figures.get(_BUDGET)) and figure.value is not None
    }
    if not budgets:
        return None
    lines = [_Line(year, budgets.get(year - 1), budget, _actual(history[year])) for year, budget in budgets.items()]
    legend = (
        Key((Span(display.text(say("年初预算数"))),), "budget"),
        Key((Span(display.text(say("决算数"))),), "c3", 3),
        Key((Span(display.text(say("上限：上年预算"))),), "cap"),
    )
    return finish(
        "three_public",
        f"{history[lines[-1].year].union.union_id}-{lines[-1].year}",
        display,
        title=say("三公经费与上年预算"),
        sentence=_sentence(lines, display),
        drawn=draw_rows(
            _sheet(),
            [_row(line, display) for line in lines],
            Top(
                head=(Span(display.text(say("年度"))),),
                note=display.text(say("决算 / 预算（{unit}）", unit=display.unit)),
                legend=legend,
            ),
        ),
        columns=(say("上限：上年预算"), say("年初预算数"), say("决算数")),
        rows=[(display.year(line.year), line[1:]) for line in lines],
    )


def _actual(report: UnionYear) -> Figure | None:
    figure = report.figures.get(_ACTUAL)
    return figure if figure and figure.value is not None else None


def _row(line: _Line, display: Display) -> Row:
    name = display.year(line.year)
    budget, tooltip = known(line.budget), display.tooltip(name, line.budget)
    values = [Span("— / "), Span(display.amount(budget), line.budget.key)]
    bars = [Bar(start=ZERO, end=budget, classes="budget", figure=line.budget.key, tooltip=tooltip)]
    if line.actual:
        actual, tooltip = known(line.actual), display.tooltip(name, line.actual)
        values[0:1] = [Span(display.amount(actual), line.actual.key), Span(" / ")]
        bars.append(Bar(start=ZERO, end=actual, classes="c3", figure=line.actual.key, tooltip=tooltip, inset=3))
    if line.exceeds:
        values.append(Span(GAP + display.text(say("高于上年预算")), None, "warn"))
    limit = None
    if line.cap:
        tooltip = display.tooltip(display.text(say("上限：上年预算")), line.cap)
        limit = Bar(start=ZERO, end=known(line.cap), classes="cap", figure=line.cap.key, tooltip=tooltip)
    return Row(name=name, values=tuple(values), bars=tuple(bars), limit=limit)


def _sentence(lines: Sequence[_Line], display: Display) -> Sentence:
    line = lines[-1]
    budget = known(line.budget)
    if not any(known(figure) for item in lines for figure in (item.budget, item.actual) if figure):
        return say("三公经费预算和决算各年均为零。")
    facts = {"year": line.year, "budget": display.money(budget)}
    if line.cap is None:
        main = say("{year}年三公经费预算{budget}，没有上年预算可比", **facts)
    elif line.exceeds:
        over = display.money(budget - known(line.cap))
        main = say("{year}年三公经费预算{budget}，高于上年预算{over}", over=over, **facts)
    else:
        main = say("{year}年三公经费预算{budget}，不高于上年预算{cap}", cap=display.money(known(line.cap)), **facts)
    if line.actual is None:
        return say("{sentence}；决算数尚未公开。", sentence=main)
    return say("{sentence}；决算{actual}。", sentence=main, actual=display.money(known(line.actual)))
