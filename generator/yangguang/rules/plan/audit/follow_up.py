"""二（七）推进全覆盖审计工作: what follows an audit"""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from yangguang.core.sentence import say
from yangguang.ledger.figures.findings import CLOSED, is_closed
from yangguang.ledger.standing import stage_deadline
from yangguang.rules.forms.audit_reports import (
    annual_reports,
    books,
    is_known,
    later_on,
    name,
    no_annual_report,
    report_day,
    reported,
)
from yangguang.rules.forms.filings import covers, own_filings, record_cells
from yangguang.rules.forms.several import undone, worst
from yangguang.rules.forms.shapes import in_full, undisclosed, unstated
from yangguang.rules.judge.answers import breached, cells, met, no_data, not_applicable, not_due
from yangguang.rules.judge.index import rows_with
from yangguang.rules.judge.model import TRIED_ANEW, Rule, Status, Version, Weight, revised

if TYPE_CHECKING:
    from yangguang.core.sentence import Sentence
    from yangguang.records.audits import Audit, AuditFinding
    from yangguang.records.oversight import Filing
    from yangguang.records.package import Package
    from yangguang.rules.judge.answers import Evidence
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
        return _nothing_to_follow(case, package, say("{year}年的审计报告没有发现问题", year=case.year))
    days = case.parameter("follow_up_days")
    answers = [_followed_up(case, package, row, day, int(days.value)) for row, day in reports]
    return in_full(case, worst(answers, days))


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
        return _nothing_to_follow(case, package, say("{year}年没有高风险或重复发生的审计问题", year=case.year))
    rules = (case.parameter("warning_days"), case.parameter("repeat_years"))
    return in_full(case, worst([_warned(case, package, row) for row in grave], *rules))


def audits_reported_to_those_concerned(case: Case) -> Answer:
    """严格执行审计情况向有关部门和领导进行通报和报告: each annual report is passed on, on its day or later.

    A day by which it must have been is not in the plan; the days after which its lacking counts are a default.
    """
    package = case.package
    if package is None or package.audits is None or package.filings is None:
        return undisclosed(case, "audits", "filings")
    reports = annual_reports(case, package)
    if not reports:
        return no_annual_report(case)
    days = case.parameter("audit_notice_days")
    answers = [_passed_on(case, package, row, day, int(days.value)) for row, day in reports]
    return in_full(case, worst(answers, days))


def audited_units_revisited(case: Case) -> Answer:
    """通过审计回访加强督察工作: a unit with findings is revisited when one of them is put right, before it is closed.

    One visit serves all findings on a unit. It may come as long as nothing is put right, and for some days after that,
    which stand for the time until a finding is closed: no column says when it was. A later visit is too late.
    """
    package = case.package
    if package is None or package.findings is None or package.audits is None:
        return undisclosed(case, "findings", "audits")
    target_of = {row.audit_id: row.target_id for row in package.audits}
    units: dict[str, list[AuditFinding]] = {}
    for row in filter(partial(is_known, case), package.findings):
        units.setdefault(target_of.get(row.audit_id, row.audit_id), []).append(row)
    if not units:
        return _nothing_to_follow(case, package, say("{year}年没有审计问题", year=case.year))
    days = case.parameter("revisit_days")
    answers = [_revisited(case, package, unit, rows, int(days.value)) for unit, rows in units.items()]
    return in_full(case, worst(answers, days))


def _nothing_to_follow(case: Case, package: Package, reason: Sentence) -> Answer:
    if not (out := [row for row, _ in reported(case, package)]):
        return no_annual_report(case)
    return in_full(case, not_applicable(reason, *cells(package, "audits", out, "report_on")))


def _followed_up(case: Case, package: Package, row: Audit, day: date, days: int) -> Answer:
    due = day + timedelta(days=days)
    of_it = rows_with(case, package, "findings", audit_id=row.audit_id)
    shown = (*cells(package, "audits", [row], *_REPORT), *cells(package, "findings", of_it, "audit_id"))
    after = [
        (later, book, one)
        for book in books(case, row)
        for one in rows_with(case, book, "audits", kind="follow_up", original_audit_id=row.audit_id)
        if (later := one.report_on) and day <= later <= case.as_of
    ]
    if not after:
        return undone(case, "audits", due, say("{report}发现问题，没有后续审计", report=name(row)), *shown)
    done, book, one = min(after, key=lambda found: (found[0], found[1].year, found[2].audit_id))
    shown = (*shown, *cells(book, "audits", [one], "kind", "original_audit_id", "report_on"))
    if done > due:
        return breached(say("{report}的后续审计于{day}，晚于期限{due}", report=name(row), day=done, due=due), *shown)
    return met(say("{report}发现问题，{day}后续审计", report=name(row), day=done), *shown)


def _is_repeated(case: Case, row: AuditFinding) -> bool:
    """Whether the finding repeats one of the years before; one whose year is not in the books may be of them."""
    years = _repeated_years(case, row)
    return bool(row.repeats) and (not years or case.year - max(years) <= case.number("repeat_years"))


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


def _passed_on(case: Case, package: Package, row: Audit, day: date, days: int) -> Answer:
    shown: tuple[Evidence, ...] = cells(package, "audits", [row], *_REPORT)
    found = [(book, one) for book in books(case, row) for one in _notices(case, book, row)]
    for book, one in sorted(found, key=lambda pair: (pair[1].date, pair[0].year, pair[1].filing_id)):
        if one.date >= day:
            reason = say("{report}于{day}由{body}通报或报告", report=name(row), day=one.date, body=one.body)
            return met(reason, *shown, *_notice_cells(case, book, one))
    reason = say("{report}没有通报或报告的记录", report=name(row))
    for book, one in found:
        shown = (*shown, *_notice_cells(case, book, one))
        reason = say("{report}的通报早于报告日期{day}", report=name(row), day=day)
    return undone(case, "filings", day + timedelta(days=days), reason, *shown)


def _notices(case: Case, book: Package, row: Audit) -> list[Filing]:
    """Where `book` passes the report on: by its id or number, or by its year where the entry names neither."""
    entries = [
        one
        for subject, step in (("audit_notice", "report"), ("audit_report", "submission"), ("audit_report", "report"))
        for one in own_filings(case, subject, step, package=book)
    ]
    return [
        one
        for one in entries
        if one.subject_id in {row.audit_id, row.report_no} - {None}
        or (one.subject_id is None and covers(one.period_covered, case.year, unstated=False))
    ]


def _notice_cells(case: Case, book: Package, row: Filing) -> tuple[Cell, ...]:
    """What was passed on; the year tells of which report where the entry names none."""
    year = ("period_covered",) if row.subject_id is None else ()
    return record_cells(case, book, [row], "subject_id", "body", *year)


def _revisited(case: Case, package: Package, unit: str, rows: list[AuditFinding], days: int) -> Answer:
    of_them = dict.fromkeys(row.audit_id for row in rows)
    audits = [row for name in of_them for row in rows_with(case, package, "audits", audit_id=name)]
    shown = (
        *cells(package, "findings", rows, "audit_id", "revisited_on"),
        *cells(package, "findings", (row for row in rows if row.status == CLOSED), "rectified_on"),
        *cells(package, "audits", audits, "target_id", "report_on"),
    )
    named = say("本级") if unit in {"self", case.union.union_id} else _title(package, unit)
    told = [one for row in rows for one in later_on(case, row)]
    came = min((one.revisited_on for one in told if one.revisited_on and one.revisited_on <= case.as_of), default=None)
    done = [one for one in told if is_closed(one, case.as_of)]
    right = min((one.rectified_on for one in done if one.rectified_on), default=None)
    if came is not None and right is not None and came > right + timedelta(days=days):
        reason = say(
            "{unit}的问题于{right}整改，{day}才回访，超过 {days} 日", unit=named, right=right, day=came, days=days
        )
        return breached(reason, *shown, *cells(package, "findings", rows, "status"))
    if came is not None:
        return met(say("{unit}有 {n} 个问题，{day}回访", unit=named, n=len(rows), day=came), *shown)
    shown = (*shown, *cells(package, "findings", rows, "status"))
    if not done:
        return not_due(say("{unit}有 {n} 个问题，尚未销号，也未回访", unit=named, n=len(rows)), *shown)
    finished = {one.finding_id for one in done}
    reason = say("{unit}有 {n} 个问题已整改，没有回访", unit=named, n=len(finished))
    # Put right on a day that nobody states, it was so by the day on which the books that say it were due.
    by = right or stage_deadline(case.policy, "final", case.year) or date(case.year, 12, 31)
    return undone(case, "findings", by + timedelta(days=days), reason, *shown)


def _title(package: Package, unit: str) -> str:
    return next((row.name for row in package.audit_targets or () if row.target_id == unit), unit)


RULES = (
    Rule(
        clause_id="2-7-4",
        version="1.1",
        history=revised("数据只报到年初或半年的，没有审计报告不再判为不适用；早于原报告的后续审计不算"),
        title="有问题的审计都有后续审计",
        method="查发现问题的审计报告，是否在规定天数内有注明原审计的后续审计，包括以后年度的记录",
        applies_to="设立经费审查委员会的工会",
        weight=Weight.WARNING,
        decide=findings_followed_up,
    ),
    Rule(
        clause_id="2-7-5",
        version="1.1",
        history=revised(
            "报告日期以前的问题不再判为缺数据；重复自没有公开的年份的，没有警示由不符合改为缺数据；数据只报到半年的不再判为不适用"
        ),
        title="存在财务管理风险的单位受到警示",
        method="查高风险的问题和规定年数内重复发生的问题，是否在报告后规定天数内警示",
        applies_to="设立经费审查委员会的工会",
        weight=Weight.WARNING,
        decide=risks_warned_of,
    ),
    Rule(
        clause_id="2-7-6",
        version="1.2",
        history=revised(
            Version(
                version="1.1", on=date(2026, 11, 23), first_year=2015, what="早于报告日期的通报，期限过后才判为不符合"
            ),
            "数据只报到年初或半年的，没有审计报告不再判为不适用，也不再判为符合",
        ),
        title="审计情况通报、报告",
        method="逐份查年度预算执行审计报告是否有不早于报告日期的通报、报送记录",
        applies_to="设立经费审查委员会的工会",
        weight=Weight.WARNING,
        decide=audits_reported_to_those_concerned,
    ),
    Rule(
        clause_id="2-7-7",
        version="1.2",
        history=revised(
            "整改后超过规定天数才回访的，由符合改为不符合；没有整改日期的，自数据报送期限起算；数据只报到半年的不再判为不适用",
            (TRIED_ANEW, "评价日以后才整改的问题，不再算作已整改"),
        ),
        title="有问题的单位受到审计回访",
        method="逐个被审计单位查有没有回访；问题整改后规定天数内没有回访的，或超过规定天数才回访的，作提示",
        applies_to="设立经费审查委员会的工会",
        weight=Weight.WARNING,
        decide=audited_units_revisited,
    ),
)
