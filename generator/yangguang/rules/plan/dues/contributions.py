"""二（三）规范工会经费拨缴"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from yangguang.core.money import ZERO, added, round_half_up
from yangguang.core.sentence import Percent, say
from yangguang.rules.forms.names import some
from yangguang.rules.forms.shapes import broken, tells, undisclosed, unfinished, unstated
from yangguang.rules.judge.answers import breached, cells, late, met, not_applicable, not_due
from yangguang.rules.judge.model import Rule, Weight, revised
from yangguang.rules.plan.dues.periods import last_day, no_periods, periods_of, unsettled

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from yangguang.records.contributions import DuesPeriod
    from yangguang.rules.judge.answers import Evidence
    from yangguang.rules.judge.case import Case
    from yangguang.rules.judge.model import Answer

_SUMS = ("payroll", "due", "paid")


def two_percent_of_payroll_paid(case: Case) -> Answer:
    """按全部职工工资总额的百分之二向工会拨缴工会经费或者建会筹备金: what is due is right, and what is due is paid.

    Due is payroll x rate, rounded half up to the cent, one tolerance a period; paid is compared over the whole year, one
    tolerance for each period, and the whole year must be shown. Periods refunded, or deferred with the superior's leave,
    count on neither side; those only called deferred are owed.
    """
    package = case.package
    if package is None or package.dues is None:
        return undisclosed(case, "dues")
    rate, tolerance = case.number("dues_rate"), case.number("dues_tolerance")
    rules = (case.parameter("dues_rate"), case.parameter("dues_tolerance"), case.parameter("dues_year_deadline"))
    if not package.dues:
        nothing, lacking = say("本级没有拨缴工会经费的用人单位"), say("全年没有拨缴记录")
        return no_periods(case, package, nothing, lacking, *rules, blamed=breached)
    deadline = case.deadline("dues_year_deadline")
    judged, unleft, _, leave = periods_of(case, package.dues)
    wrong = [row for row in judged if abs(row.due - round_half_up(row.payroll * rate)) > tolerance]
    if wrong:
        reason = say(
            "{periods}的应拨缴数不等于工资总额乘以 {rate}",
            periods=some([row.period for row in wrong]),
            rate=Percent(rate),
        )
        compared = (
            *cells(package, "dues", wrong, "period", "status"), *cells(package, "dues", judged, "payroll", "due")
        )  # fmt: skip
        return broken(case, deadline, reason, *compared, *leave, *rules)
    listed = cells(package, "dues", package.dues, "period", *_SUMS, "status")
    shown = (case.figure("dues_rate"), *listed, *leave, *rules)
    due, paid = added(row.due for row in judged), added(row.paid for row in judged)
    if paid < due - tolerance * len(judged):
        short = [row for row in judged if row.paid < row.due - tolerance]
        reason = say(
            "应拨缴 {due} 元，实拨缴 {paid} 元，欠缴 {short} 元，涉及{periods}",
            due=due, paid=paid, short=due - paid, periods=some([row.period for row in short]),
        )  # fmt: skip
        claimed = [row for row in short if row in unleft]
        if claimed:
            names = some([row.period for row in claimed])
            reason = say("{reason}；{periods}标为缓交，没有批准的记录", reason=reason, periods=names)
        told = (*cells(package, "dues", short, "period"), *cells(package, "dues", package.dues, *_SUMS, "status"))
        shown = (case.figure("dues_rate"), *told, *leave, *rules)
        return unfinished(case, reason, *shown) or broken(case, deadline, reason, *shown)
    if not judged:
        reason = say("全部期间均已退费或经批准缓交")
        return unsettled(case, package.dues, reason, *shown) or not_applicable(reason, *shown)
    reason = say("应拨缴 {due} 元，实拨缴 {paid} 元，已缴足", due=due, paid=paid)
    return unsettled(case, package.dues, reason, *shown) or met(reason, *shown)


def paid_by_the_fifteenth(case: Case) -> Answer:
    """每月15日前 (the city's law, from 2016): every period is paid within the days after it; what follows is late by days.

    The surcharge by law is a reference, computed on what was open for as long as it was: nobody is charged by it here.
    What is open in books of a year reported in part may have been paid since.
    """
    package = case.package
    rules = (case.parameter("dues_payment_days"), case.parameter("dues_late_fee_rate"))
    if package is None or package.dues is None:
        return undisclosed(case, "dues")
    if not package.dues:
        nothing, lacking = say("没有应拨缴的期间"), say("没有拨缴记录，无法核查是否按期")
        return no_periods(case, package, nothing, lacking, *rules)
    judged, _, _, leave = periods_of(case, package.dues)
    days = timedelta(days=int(case.number("dues_payment_days")))
    due = [(row, day) for row in judged if late(case, day := last_day(row.period) + days)]
    shown: tuple[Evidence, ...] = (
        *cells(package, "dues", package.dues, "period", "due", "paid", "paid_on"),
        *leave,
        *rules,
    )
    if judged and not due:
        first = min(last_day(row.period) for row in judged) + days
        return not_due(say("第一个拨缴期限为{day}", day=first), *cells(package, "dues", judged, "period"), *rules)
    delays = [(row, day, *_delay(case, row, day)) for row, day in due]
    behind = [(row, day, late_days, fee) for row, day, late_days, fee in delays if late_days]
    if behind:
        reason = say(
            "{periods}逾期，最早的期限为{due}，最长 {days} 日，滞纳金参考 {fee} 元",
            periods=some([row.period for row, *_ in behind]), days=max(late_days for *_, late_days, _ in behind),
            due=min(day for _, day, *_ in behind),
            fee=round_half_up(added(fee for *_, fee in behind)),
        )  # fmt: skip
        late_or_left = [row for row in package.dues if row not in judged or any(row is one for one, *_ in behind)]
        told = (
            *cells(package, "dues", judged, "due", "paid"),
            *cells(package, "dues", (row for row in judged if row.due), "period"),
            *cells(package, "dues", (row for row in judged if row.paid), "paid_on"),
            *cells(package, "dues", late_or_left, "status"),
        )
        return breached(reason, *told, *leave, *rules)
    shown = (*shown, *cells(package, "dues", package.dues, "status"))
    undated = [row for row, _ in due if row.paid_on is None and row.due]
    if undated:
        reason = say("{periods}没有填写拨缴日期", periods=some([row.period for row in undated]))
        return unstated(case, "dues", reason, *shown)
    if not due:
        reason = say("没有应拨缴的期间")
        return unsettled(case, package.dues, reason, *shown) or not_applicable(reason, *shown)
    reason = say("已到期的 {n} 期均按期拨缴", n=len(due))
    return unsettled(case, package.dues, reason, *shown) or met(reason, *shown)


def _delay(case: Case, row: DuesPeriod, due: date) -> tuple[int, Decimal]:
    """Days late at the most and the surcharge: on what was paid late until then, on what is open until today."""
    open_ = row.due - row.paid if row.paid < row.due - case.number("dues_tolerance") else ZERO
    if not tells(case, case.year, "dues", due):
        open_ = ZERO
    parts = ((row.paid, min(row.paid_on or due, case.as_of)), (open_, case.as_of))
    late_parts = [(amount, max(0, (day - due).days)) for amount, day in parts if amount]
    fee = case.number("dues_late_fee_rate") * added(amount * days for amount, days in late_parts)
    return max((days for _, days in late_parts), default=0), fee


RULES = (
    Rule(
        clause_id="2-3-3",
        version="1.1",
        history=revised(
            "全年各期没有列全的，由符合改为缺数据；只标为缓交、没有批准的照算欠缴；没有填写职工人数的不再免除"
        ),
        title="按全部职工工资总额的2%足额拨缴工会经费",
        method="逐期核对应拨缴数等于工资总额乘以比例（四舍五入到分），再比较全年实拨缴与应拨缴，全年各期须列全；退费的和上级批准缓交的期间不计，只标为缓交的照算",
        applies_to="有用人单位拨缴经费的工会",
        weight=Weight.HARD,
        decide=two_percent_of_payroll_paid,
    ),
    Rule(
        clause_id="2-3-3a",
        version="1.1",
        history=revised(
            "全年各期没有列全的，由符合改为缺数据；只标为缓交、没有批准的照算；只报到半年的数据中未缴的不再判为逾期"
        ),
        title="每月15日前拨缴上月经费",
        method="逐期比较拨缴日期与期间终了后的法定期限，超过的按日计逾期，全年各期须列全；滞纳金按欠缴额和逾期日数计算，仅供参考",
        applies_to="2016年起有用人单位拨缴经费的工会",
        weight=Weight.WARNING,
        decide=paid_by_the_fifteenth,
    ),
)
