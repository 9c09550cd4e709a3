"""二（七）推进全覆盖审计工作: whether an audited unit is visited again"""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from yangguang.core.sentence import say
from yangguang.ledger.figures.findings import CLOSED, is_closed
from yangguang.ledger.standing import stage_deadline
from yangguang.rules.forms.audit_reports import before_the_report, is_known, later_on, nothing_to_follow
from yangguang.rules.forms.several import undone, worst
from yangguang.rules.forms.shapes import in_full, undisclosed
from yangguang.rules.judge.answers import breached, cells, met, not_due
from yangguang.rules.judge.index import rows_with
from yangguang.rules.judge.model import Weight
from yangguang.rules.judge.rule import TRIED_ANEW, Rule, revised

if TYPE_CHECKING:
    from yangguang.records.audits import AuditFinding
    from yangguang.records.package import Package
    from yangguang.rules.judge.case import Case
    from yangguang.rules.judge.model import Answer


def audited_units_revisited(case: Case) -> Answer:
    """通过审计回访加强督察工作: a unit with findings is revisited when one of them is put right, before it is closed.

    One visit serves all findings on a unit. It may come as long as nothing is put right, and for some days after that,
    which stand for the time until a finding is closed: no column says when it was. A later visit is too late, one before
    the report is of something else.
    """
    package = case.package
    if package is None or package.findings is None or package.audits is None:
        return undisclosed(case, "findings", "audits")
    target_of = {row.audit_id: row.target_id for row in package.audits}
    units: dict[str, list[AuditFinding]] = {}
    for row in filter(partial(is_known, case), package.findings):
        units.setdefault(target_of.get(row.audit_id, row.audit_id), []).append(row)
    if not units:
        return nothing_to_follow(case, package, say("{year}年没有审计问题", year=case.year))
    days = case.parameter("revisit_days")
    answers = [_revisited(case, package, unit, rows, int(days.value)) for unit, rows in units.items()]
    return in_full(case, worst(answers, days))


def _revisited(case: Case, package: Package, unit: str, rows: list[AuditFinding], days: int) -> Answer:
    of_them = dict.fromkeys(row.audit_id for row in rows)
    audits = [row for name in of_them for row in rows_with(case, package, "audits", audit_id=name)]
    shown = (
        *cells(package, "findings", rows, "revisited_on"),
        *cells(package, "findings", (row for row in rows if row.status == CLOSED), "rectified_on"),
        *cells(package, "audits", audits, "target_id", "report_on"),
    )
    of_all = cells(package, "findings", rows, "audit_id")
    named = say("本级") if unit in {"self", case.union.union_id} else _title(package, unit)
    told = [one for row in rows for one in later_on(case, row)]
    visits = [day for one in told if (day := one.revisited_on) and day <= case.as_of]
    since = min((row.report_on for row in audits if row.report_on), default=date.min)
    came = min((day for day in visits if day >= since), default=None)
    done = [one for one in told if is_closed(one, case.as_of)]
    right = min((one.rectified_on for one in done if one.rectified_on), default=None)
    finished = {one.finding_id for one in done}
    of_these = cells(package, "findings", (row for row in rows if row.finding_id in finished), "audit_id")
    if came is not None and right is not None and came > right + timedelta(days=days):
        reason = say(
            "{unit}的问题于{right}整改，{day}才回访，超过 {days} 日", unit=named, right=right, day=came, days=days
        )
        return breached(reason, *of_these, *shown, *cells(package, "findings", rows, "status"))
    if came is not None:
        return met(say("{unit}有 {n} 个问题，{day}回访", unit=named, n=len(rows), day=came), *of_all, *shown)
    shown = (*shown, *cells(package, "findings", rows, "status"))
    if not done:
        reason = say("{unit}有 {n} 个问题，尚未销号，也未回访", unit=named, n=len(rows))
        return not_due(before_the_report(reason, visits), *of_all, *shown)
    reason = before_the_report(say("{unit}有 {n} 个问题已整改，没有回访", unit=named, n=len(finished)), visits)
    # Put right on a day that nobody states, it was so by the day on which the books that say it were due.
    by = right or stage_deadline(case.policy, "final", case.year) or case.last_day
    return undone(case, "findings", by + timedelta(days=days), reason, *of_these, *shown)


def _title(package: Package, unit: str) -> str:
    return next((row.name for row in package.audit_targets or () if row.target_id == unit), unit)


RULES = (
    Rule(
        clause_id="2-7-7",
        version="1.4",
        history=revised(
            "整改后超过规定天数才回访的，由符合改为不符合；没有整改日期的，自数据报送期限起算；数据只报到半年的不再判为不适用",
            (TRIED_ANEW, "评价日以后才整改的问题，不再算作已整改"),
            (TRIED_ANEW, "期限以前已撤销的工会，没有办理的由不符合改为不适用"),
            (TRIED_ANEW, "早于审计报告的回访不算"),
        ),
        title="有问题的单位受到审计回访",
        method="逐个被审计单位查有没有回访；问题整改后规定天数内没有回访的，或超过规定天数才回访的，作提示",
        applies_to="设立经费审查委员会的工会",
        weight=Weight.WARNING,
        decide=audited_units_revisited,
    ),
)
