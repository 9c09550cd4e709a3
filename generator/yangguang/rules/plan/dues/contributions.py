"""二（三）规范工会经费拨缴"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from yangguang.core.money import ZERO, added, round_half_up
from yangguang.core.sentence import Percent, say
from yangguang.rules.forms.names import some
from yangguang.rules.forms.shapes import broken, tells, undisclosed, unfinished, unstated
from yangguang.rules.judge.answers import breached, cells, late, met, not_applicable, not_due
from yangguang.rules.judge.model import Weight
from yangguang.rules.judge.rule import TRIED_ANEW, Rule, revised
from yangguang.rules.plan.dues.periods import last_day, no_periods, of_the_year, periods_of, unsettled

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

    from yangguang.core.sentence import Sentence
    from yangguang.records.contributions import DuesPeriod
    from yangguang.rules.judge.answers import Evidence
    from yangguang.rules.judge.case import Case
    from yangguang.rules.judge.model import Answer


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
    rows = of_the_year(case, package.dues)
    if not rows:
        nothing, lacking = say("本级没有拨缴工会经费的用人单位"), say("全年没有拨缴记录")
        return no_periods(case, package, nothing, lacking, *rules, blamed=breached)
    deadline = case.deadline("dues_year_deadline")
    judged, unleft, _, leave = periods_of(case, rows)
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
    sums = (
        *cells(package, "dues", rows, "payroll"), *cells(package, "dues", judged, "due"),
        *cells(package, "dues", rows, "paid", "status"),
    )  # fmt: skip
    shown = (case.figure("dues_rate"), *cells(package, "dues", rows, "period"), *sums, *leave, *rules)
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
            reason = say("{reason}；{periods}标为缓交，没有得到确认的批准", reason=reason, periods=names)
        shown = (case.figure("dues_rate"), *cells(package, "dues", short, "period"), *sums, *leave, *rules)
        return unfinished(case, reason, *shown) or broken(case, deadline, reason, *shown)
    if not judged:
        reason = say("全部期间均已退费或经批准缓交")
        return unsettled(case, rows, reason, *shown) or not_applicable(reason, *shown)
    reason = say("应拨缴 {due} 元，实拨缴 {paid} 元，已缴足", due=due, paid=paid)
    return unsettled(case, rows, reason, *shown) or met(reason, *shown)


def paid_by_the_fifteenth(case: Case) -> Answer:
    """每月15日前 (the city's law, from 2016): every period is paid within the days after it; what follows is late by days.

    The surcharge by law is a reference, nobody is charged by it here: for what was paid late what it came to, for what is
    open what each day adds, so that the words stay true from day to day. Where nothing is due, nothing is late. What is
    open in books of a year reported in part may have been paid since.
    """
    package = case.package
    rules = (case.parameter("dues_payment_days"), case.parameter("dues_late_fee_rate"))
    if package is None or package.dues is None:
        return undisclosed(case, "dues")
    rows = of_the_year(case, package.dues)
    if not rows:
        nothing, lacking = say("没有应拨缴的期间"), say("没有拨缴记录，无法核查是否按期")
        return no_periods(case, package, nothing, lacking, *rules)
    judged, _, _, leave = periods_of(case, rows)
    days = timedelta(days=int(case.number("dues_payment_days")))
    due = [(row, day) for row in judged if late(case, day := last_day(row.period) + days)]
    shown: tuple[Evidence, ...] = (
        *cells(package, "dues", rows, "period", "status"),
        *cells(package, "dues", judged, "due"),
        *cells(package, "dues", (row for row in judged if row.due), "paid", "paid_on"),
        *leave,
        *rules,
    )
    if judged and not due:
        first = min(last_day(row.period) for row in judged) + days
        return not_due(say("第一个拨缴期限为{day}", day=first), *cells(package, "dues", judged, "period"), *rules)
    delays = [(row, day, *_delay(case, row, day)) for row, day in due]
    behind = [one for one in delays if one[2] or one[3]]
    if behind:
        reason = _behind(case, behind)
        told = (
            *cells(package, "dues", judged, "due"),
            *cells(package, "dues", (row for row in judged if row.due), "period", "paid"),
            *cells(package, "dues", (row for row in judged if row.paid and row.due), "paid_on"),
            *cells(package, "dues", rows, "status"),
        )
        return breached(reason, *told, *leave, *rules)
    undated = [row for row, _ in due if row.paid_on is None and row.due]
    if undated:
        reason = say("{periods}没有填写拨缴日期", periods=some([row.period for row in undated]))
        return unstated(case, "dues", reason, *shown)
    if not due:
        reason = say("没有应拨缴的期间")
        return unsettled(case, rows, reason, *shown) or not_applicable(reason, *shown)
    reason = say("已到期的 {n} 期均按期拨缴", n=len(due))
    return unsettled(case, rows, reason, *shown) or met(reason, *shown)


def _delay(case: Case, row: DuesPeriod, due: date) -> tuple[int, Decimal]:
    """Days by which what is paid of `row` came late, and how much of what was due is open on the day of judgement."""
    paid_on = row.paid_on if row.due and row.paid else None
    if paid_on is not None and paid_on > case.as_of:
        return 0, row.due
    days = max((paid_on - due).days, 0) if paid_on is not None else 0
    is_short = row.paid < row.due - case.number("dues_tolerance") and tells(case, case.year, "dues", due)
    return days, row.due - row.paid if is_short else ZERO


def _behind(case: Case, behind: Sequence[tuple[DuesPeriod, date, int, Decimal]]) -> Sentence:
    """Which periods are late, with the surcharge on what came late and that which each day adds to what is open."""
    rate = case.number("dues_late_fee_rate")
    names, first = some([row.period for row, *_ in behind]), min(due for _, due, *_ in behind)
    reason = say("{periods}逾期，最早的期限为{due}", periods=names, due=first)
    if longest := max(days for _, _, days, _ in behind):
        fee = rate * added(min(row.paid, row.due) * days for row, _, days, _ in behind)
        reason = say(
            "{reason}；已缴的最长逾期 {days} 日，滞纳金参考 {fee} 元",
            reason=reason, days=longest, fee=round_half_up(fee),
        )  # fmt: skip
    if open_ := added(amount for *_, amount in behind):
        daily = round_half_up(rate * open_)
        reason = say("{reason}；尚欠 {open} 元，每日滞纳金参考 {daily} 元", reason=reason, open=open_, daily=daily)
    return reason


RULES = (
    Rule(
        clause_id="2-3-3",
        version="1.4",
        history=revised(
            "全年各期没有列全的，由符合改为缺数据；只标为缓交、没有批准的照算欠缴；没有填写职工人数的不再免除",
            (TRIED_ANEW, "上级工会已经退回的缓交照算欠缴"),
            (TRIED_ANEW, "本会的审批报送没有公开的，缓交由不符合改为待上级确认"),
            (TRIED_ANEW, "其他年度的期间不再计入"),
        ),
        title="按全部职工工资总额的2%足额拨缴工会经费",
        method="逐期核对应拨缴数等于工资总额乘以比例（四舍五入到分），再比较全年实拨缴与应拨缴，全年各期须列全；退费的和上级批准缓交的期间不计，只标为缓交的照算",
        applies_to="有用人单位拨缴经费的工会",
        weight=Weight.HARD,
        decide=two_percent_of_payroll_paid,
    ),
    Rule(
        clause_id="2-3-3a",
        version="1.5",
        history=revised(
            "全年各期没有列全的，由符合改为缺数据；只标为缓交、没有批准的照算；只报到半年的数据中未缴的不再判为逾期",
            (TRIED_ANEW, "没有应缴数的期间不再判为逾期；仍欠缴的改列每日滞纳金参考，不再按评价日累计"),
            (TRIED_ANEW, "上级工会已经退回的缓交照算逾期"),
            (TRIED_ANEW, "本会的审批报送没有公开的，缓交不再判为逾期"),
            (TRIED_ANEW, "其他年度的期间不再计入"),
        ),
        title="每月15日前拨缴上月经费",
        method="逐期比较拨缴日期与期间终了后的法定期限，超过的按日计逾期，全年各期须列全；滞纳金按迟缴额和逾期日数计算，仍欠缴的列出每日数，仅供参考",
        applies_to="2016年起有用人单位拨缴经费的工会",
        weight=Weight.WARNING,
        decide=paid_by_the_fifteenth,
    ),
)
