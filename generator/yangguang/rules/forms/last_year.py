"""A budget that must not be above last year's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.core.sentence import Sentence, say
from yangguang.ledger.standing import stage_deadline
from yangguang.rules.forms.shapes import broken, unstated
from yangguang.rules.judge.answers import met, no_data, not_applicable, register_cells

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from yangguang.rules.judge.answers import Evidence
    from yangguang.rules.judge.case import Case
    from yangguang.rules.judge.model import Answer

FOUNDED_LAST_YEAR = "上年成立、不满一年的，上年预算不作全年的限额"


def no_last_year(case: Case) -> Answer | None:
    """Not applicable where last year has no budget of a whole year: the union is younger than that budget, or founded in it."""
    founded = case.union.founded_on
    if founded is None:
        return None
    due = stage_deadline(case.policy, "budget", case.year - 1) or case.policy.fiscal.last_day(case.year - 1)
    if case.previous is None and founded > due:
        return not_applicable(say("工会于{founded}成立，没有上年预算可比", founded=founded))
    return founded_last_year(case)


def founded_last_year(case: Case) -> Answer | None:
    """Not applicable where the union was founded in the course of last year: a part of a year is no measure for a whole one."""
    before, founded = case.history.get(case.year - 1), case.union.founded_on
    if before is None or not before.is_short or founded is None:
        return None
    reason = say("工会于{founded}成立，{year}年不满一年，不可比", founded=founded, year=case.year - 1)
    return not_applicable(reason, *register_cells(case.union, "founded_on"))


def not_above_last_year(
    case: Case, table: str, name: str, what: Sentence, due: date, *evidence: Evidence, adjusted: Sequence[Evidence]
) -> Answer:
    """Initial and effective budget of the figure `name` (of `table`) against last year's initial budget; equal is kept.

    What shows the budget `adjusted` is shown where the initial one is not above already.
    """
    before = case.history[case.year - 1]
    limit = before.value(f"{name}/budget_initial")
    shown: tuple[Evidence, ...] = (before.figures.get(f"{name}/budget_initial"), *evidence)
    for column, title in (("budget_initial", say("年初预算")), ("budget_adjusted", say("调整后预算"))):
        now = case.report.value(f"{name}/{column}")
        figure = case.figure(f"{name}/{column}")
        if now is None or limit is None:
            year = case.year if now is None else case.year - 1
            unsaid = say("{year}年预算没有列全{what}，无法比较", year=year, what=what)
            return unstated(case, table, unsaid, figure, *shown) if now is None else no_data(unsaid, figure, *shown)
        if now > limit:
            reason = say(
                "{what}{column} {now} 元，上年年初预算 {limit} 元，高出 {over} 元",
                what=what, column=title, now=now, limit=limit, over=now - limit,
            )  # fmt: skip
            return broken(case, due, reason, figure, *shown)
        shown = (*shown, *adjusted)
    now = case.report.value(f"{name}/budget_initial")
    figure = case.figure(f"{name}/budget_initial")
    assert now is not None, "it was compared"
    assert limit is not None, "it was compared with"
    if now == limit:
        return met(say("{what}年初预算 {now} 元，与上年持平", what=what, now=now), figure, *shown)
    reason = say(
        "{what}年初预算 {now} 元，上年 {limit} 元，减少 {less} 元", what=what, now=now, limit=limit, less=limit - now
    )
    return met(reason, figure, *shown)
