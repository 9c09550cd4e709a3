"""二（三）规范工会经费拨缴"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.core.money import ZERO, round_half_up
from generator.core.sentence import Percent, say
from generator.rules.answers import breached, cells, met, not_applicable
from generator.rules.model import Rule, Weight
from generator.rules.shapes import broken, some, undisclosed, unfinished

if TYPE_CHECKING:
    from generator.rules.case import Case
    from generator.rules.model import Answer

_GRASSROOTS = frozenset({"grassroots", "joint_grassroots", "directly_managed", "affiliated_unit"})


def two_percent_of_payroll_paid(case: Case) -> Answer:
    """按全部职工工资总额的百分之二向工会拨缴工会经费或者建会筹备金: what is due is right, and what is due is paid.

    Due is payroll x rate, rounded half up to the cent, one tolerance a period; paid is compared over the whole year, one
    tolerance for each period. Periods deferred or refunded with leave count on neither side.
    """
    package = case.package
    if package is None or package.dues is None:
        return undisclosed(case, "dues")
    rate, tolerance = case.number("dues_rate"), case.number("dues_tolerance")
    rules = (case.parameter("dues_rate"), case.parameter("dues_tolerance"), case.parameter("dues_year_deadline"))
    if not package.dues:
        employees = package.overview[0].employees if package.overview else None
        if case.union.kind not in _GRASSROOTS or not employees:
            return not_applicable(say("本级没有拨缴工会经费的用人单位"))
        nothing = say("职工 {n} 人，全年没有拨缴记录", n=employees)
        return unfinished(case, nothing, *rules) or breached(nothing, *rules)
    deadline = case.deadline("dues_year_deadline")
    judged = [row for row in package.dues if row.status in {None, "normal"}]
    if not judged:
        return not_applicable(say("全部期间均经批准缓交或退费"), *cells(package, "dues", package.dues, "status"))
    wrong = [row for row in judged if abs(row.due - round_half_up(row.payroll * rate)) > tolerance]
    if wrong:
        reason = say(
            "{periods} 的应拨缴数不等于工资总额乘以 {rate}",
            periods=some([row.period for row in wrong]),
            rate=Percent(rate),
        )
        return broken(case, deadline, reason, *cells(package, "dues", wrong, "payroll", "due"), *rules)
    due, paid = sum((row.due for row in judged), ZERO), sum((row.paid for row in judged), ZERO)
    figure = case.figure("dues_rate")
    if paid < due - tolerance * len(judged):
        short = [row for row in judged if row.paid < row.due - tolerance]
        reason = say(
            "应拨缴 {due} 元，实拨缴 {paid} 元，欠缴 {short} 元，涉及 {periods}",
            due=due, paid=paid, short=due - paid, periods=some([row.period for row in short]),
        )  # fmt: skip
        shown = (figure, *cells(package, "dues", short, "due", "paid"), *rules)
        return unfinished(case, reason, *shown) or broken(case, deadline, reason, *shown)
    reason = say("应拨缴 {due} 元，实拨缴 {paid} 元，已缴足", due=due, paid=paid)
    shown = (figure, *cells(package, "dues", judged, "paid"), *rules)
    return unfinished(case, reason, *shown) or met(reason, *shown)


RULES = (
    Rule(
        clause_id="2-3-3",
        version="1.0",
        title="按全部职工工资总额的2%足额拨缴工会经费",
        method="逐期核对应拨缴数等于工资总额乘以比例（四舍五入到分），再比较全年实拨缴与应拨缴；经批准缓交、退费的期间不计",
        applies_to="有用人单位拨缴经费的工会",
        weight=Weight.HARD,
        decide=two_percent_of_payroll_paid,
    ),
)
