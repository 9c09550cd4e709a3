"""Every chart, in the order people read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.charts.balances import balances
from yangguang.charts.budget_actual import budget_actual
from yangguang.charts.display import Display
from yangguang.charts.findings import findings
from yangguang.charts.income import income
from yangguang.charts.spending import spending
from yangguang.charts.three_public import three_public
from yangguang.charts.verdicts import verdicts as verdicts_by_chapter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yangguang.charts.model import Chart
    from yangguang.core.language import Language
    from yangguang.ledger.model import UnionYear
    from yangguang.policy.law import Policy
    from yangguang.records.federation import Settings
    from yangguang.rules.judge.rule import Verdict


def union_year_charts(
    report: UnionYear,
    history: Mapping[int, UnionYear],
    policy: Policy,
    verdicts: Sequence[Verdict],
    settings: Settings,
    language: Language,
) -> tuple[Chart, ...]:
    """The charts of one union-year that has something to show; those over the years end with the year of `report`."""
    display = Display.of(settings, language)
    years = {year: past for year, past in history.items() if year <= report.year}
    drawn = (
        income(report, policy, display),
        spending(report, policy, display),
        budget_actual(report, policy, display),
        three_public(years, display),
        balances(years, display),
        findings(report, display),
        verdicts_by_chapter(report, verdicts, display),
    )
    return tuple(chart for chart in drawn if chart)


def union_charts(history: Mapping[int, UnionYear], settings: Settings, language: Language) -> tuple[Chart, ...]:
    """The charts over all years of one union."""
    display = Display.of(settings, language)
    return tuple(chart for chart in (three_public(history, display), balances(history, display)) if chart)
