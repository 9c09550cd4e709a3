"""二（七）推进全覆盖审计工作: what follows an audit"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from yangguang.core.sentence import say
from yangguang.rules.forms.audit_reports import (
    before_the_report,
    books,
    is_known,
    later_on,
    name,
    nothing_to_follow,
    report_day,
    reported,
)
from yangguang.rules.forms.several import undone, worst
from yangguang.rules.forms.shapes import in_full, undisclosed, unstated
from yangguang.rules.judge.answers import breached, cells, met, no_data
from yangguang.rules.judge.index import rows_with
from yangguang.rules.judge.model import Status, Weight
from yangguang.rules.judge.rule import TRIED_ANEW, Rule, revised

if TYPE_CHECKING:
    from yangguang.records.audits import Audit, AuditFinding
    from yangguang.records.package import Package
    from yangguang.rules.judge.case import Case
    from yangguang.rules.judge.model import Answer, Cell

_REPORT = ("kind", "report_no", "report_on")


def findings_followed_up(case: Case) -> Answer:
    """健全后续审计工作: every report with findings is followed up by an audit of its own within the days set.

    The follow-up names the audit it follows; it may stand in a later year's books. Findings of a follow-up are followed
    up no further.
    """
    package = case.package
    if package is None or package.audits is None or package.findings is None:
        return undisclosed(case, "audits", "findings")
    found = {row.audit_id for row in package.findings}
    reports = [(row, day) for row, day in reported(case, package) if row.kind != "follow_up" and row.audit_id in found]
    if not reports:
        return nothing_to_follow(case, package, say("{year}年的审计报告没有发现问题", year=case.year))
    days = case.parameter("follow_up_days")
    answers = [_followed_up(case, package, row, day, int(days.value)) for row, day in reports]
    return in_full(
        case, worst(answers, days, called=cells(package, "audits", (row for row, _ in reports), "report_no"))
    )


def risks_warned_of(case: Case) -> Answer:
    """对存在财务管理风险的单位要予以警示: every finding of high risk, or found again, is warned of within the days set.

    Found again means that it repeats a finding of the years before, as many as the parameter says. Until its report is
    out nothing is found.
    """
    package = case.package
    if package is None or package.findings is None or package.audits is None:
        return undisclosed(case, "findings", "audits")
    known = [row for row in package.findings if is_known(case, row)]
    grave = [row for row in known if row.risk == "high" or _is_repeated(case, row)]
    if not grave:
        return nothing_to_follow(case, package, say("{year}年没有高风险或重复发生的审计问题", year=case.year))
    rules = (case.parameter("warning_days"), case.parameter("repeat_years"))
    called = {cell for row in grave for cell in _only_called(case, package, row)}
    return in_full(case, worst([_warned(case, package, row) for row in grave], *rules, called=called))


def _followed_up(case: Case, package: Package, row: Audit, day: date, days: int) -> Answer:
    due = day + timedelta(days=days)
    of_it = rows_with(case, package, "findings", audit_id=row.audit_id)
    shown = (*cells(package, "audits", [row], *_REPORT), *cells(package, "findings", of_it, "audit_id"))
    found = [
        (on, book, one)
        for book in books(case, row)
        for one in rows_with(case, book, "audits", kind="follow_up", original_audit_id=row.audit_id)
        if (on := one.report_on) and on <= case.as_of
    ]
    after = [one for one in found if one[0] >= day]
    told = [min(after, key=lambda found: (found[0], found[1].year, found[2].audit_id))] if after else found
    for _, book, one in told:
        shown = (*shown, *cells(book, "audits", [one], "kind", "original_audit_id", "report_on"))
    if not after:
        nothing = say("{report}发现问题，没有后续审计", report=name(row))
        return undone(case, "audits", due, before_the_report(nothing, [on for on, _, _ in found]), *shown)
    done = told[0][0]
    if done > due:
        return breached(say("{report}的后续审计于{day}，晚于期限{due}", report=name(row), day=done, due=due), *shown)
    return met(say("{report}发现问题，{day}后续审计", report=name(row), day=done), *shown)


def _is_repeated(case: Case, row: AuditFinding) -> bool:
    """Whether the finding repeats one of the years before; one whose year is not in the books may be of them."""
    years = _repeated_years(case, row)
    return bool(row.repeats) and (not years or case.year - max(years) <= case.number("repeat_years"))


def _only_called(case: Case, package: Package, row: AuditFinding) -> tuple[Cell, ...]:
    """What of a grave finding only says more about it: it would be grave without."""
    high, repeated = row.risk == "high", _is_repeated(case, row)
    risk = ("risk",) if repeated else ()
    repeats = ("repeat_of", "also_repeats") if high else () if row.also_repeats else ("also_repeats",)
    return cells(package, "findings", [row], *risk, *repeats)


def _repeated_years(case: Case, row: AuditFinding) -> list[int]:
    """The years in whose books the finding stands that this one repeats."""
    return [
        year
        for year, report in case.history.items()
        if report.package and any(rows_with(case, report.package, "findings", finding_id=one) for one in row.repeats)
    ]


def _warned(case: Case, package: Package, row: AuditFinding) -> Answer:
    report = rows_with(case, package, "audits", audit_id=row.audit_id)
    found = cells(package, "findings", [row], "audit_id", "risk", "repeat_of", "also_repeats", "warned_on")
    shown = (*found, *cells(package, "audits", report, "report_on"))
    repeated = _is_repeated(case, row)
    why = say("重复发生") if row.risk != "high" else say("风险高、重复发生") if repeated else say("风险高")
    days = (one.warned_on for one in later_on(case, row))
    warned = min((day for day in days if day and day <= case.as_of), default=None)
    finding = row.finding_id
    day = report_day(case, row)
    if day is None:
        reason = say("问题{finding}所属审计没有报告日期，警示期限无法计算", finding=finding)
        return unstated(case, "audits", reason, *shown)
    due = day + timedelta(days=int(case.number("warning_days")))
    if warned is None:
        nothing = undone(case, "findings", due, say("问题{finding}{why}，没有警示", finding=finding, why=why), *shown)
        if nothing.status is not Status.BREACHED or row.risk == "high" or _repeated_years(case, row):
            return nothing
        reason = say(
            "问题{finding}重复自{first}，后者所在年份的数据没有公开，是否应当警示无法核查",
            finding=finding, first=row.repeats[0],
        )  # fmt: skip
        return no_data(reason, *shown)
    if warned > due:
        return breached(say("问题{finding}于{day}才警示，晚于期限{due}", finding=finding, day=warned, due=due), *shown)
    return met(say("问题{finding}{why}，{day}已警示", finding=finding, why=why, day=warned), *shown)


RULES = (
    Rule(
        clause_id="2-7-4",
        version="1.2",
        history=revised(
            "数据只报到年初或半年的，没有审计报告不再判为不适用；早于原报告的后续审计不算",
            (TRIED_ANEW, "期限以前已撤销的工会，没有办理的由不符合改为不适用"),
        ),
        title="有问题的审计都有后续审计",
        method="查发现问题的审计报告，是否在规定天数内有注明原审计的后续审计，包括以后年度的记录",
        applies_to="设立经费审查委员会的工会",
        weight=Weight.WARNING,
        decide=findings_followed_up,
    ),
    Rule(
        clause_id="2-7-5",
        version="1.2",
        history=revised(
            "报告日期以前的问题不再判为缺数据；重复自没有公开的年份的，没有警示由不符合改为缺数据；数据只报到半年的不再判为不适用",
            (TRIED_ANEW, "期限以前已撤销的工会，没有办理的由不符合改为不适用"),
        ),
        title="存在财务管理风险的单位受到警示",
        method="查高风险的问题和规定年数内重复发生的问题，是否在报告后规定天数内警示",
        applies_to="设立经费审查委员会的工会",
        weight=Weight.WARNING,
        decide=risks_warned_of,
    ),
)
