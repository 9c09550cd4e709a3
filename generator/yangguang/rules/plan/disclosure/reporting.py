"""三（三）推动财务公开: what goes to the superior each year"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.core.sentence import say
from yangguang.rules.forms.filings import (
    covers,
    own_filings,
    record_cells,
    seen_cells,
    superior_filings,
    this_and_next_year,
)
from yangguang.rules.forms.mail import mails
from yangguang.rules.forms.several import undone, worst
from yangguang.rules.forms.shapes import broken, confirmed_by_superior, in_full, undisclosed, unstated
from yangguang.rules.judge.answers import breached, cells, late, not_applicable
from yangguang.rules.judge.model import TRIED_ANEW, Rule, Weight, revised

if TYPE_CHECKING:
    from yangguang.records.oversight import Filing
    from yangguang.records.package import Package
    from yangguang.rules.forms.filings import Seen
    from yangguang.rules.forms.mail import Mail
    from yangguang.rules.judge.answers import Evidence
    from yangguang.rules.judge.case import Case
    from yangguang.rules.judge.model import Answer, Cell


def disclosures_reported_to_superior(case: Case) -> Answer:
    """要将每年的财务公开情况报上级工会组织: reported by the deadline, and the superior's books have it."""
    package = case.package
    if case.union.parent_id is None:
        return not_applicable(say("本会是门户内最高一级，报送对象在门户以外"))
    if package is None or package.filings is None:
        return undisclosed(case, "filings")
    due = case.deadline("disclosure_report_deadline")
    sent = _submissions(case, "disclosure_report")
    received = _received(case, "disclosure_report")
    shown: tuple[Evidence, ...] = (*_cells_of(case, sent), case.parameter("disclosure_report_deadline"))
    days = [row.date for _, row in sent] or [seen.filing.date for seen in received]
    if not days:
        nothing = say("没有把{year}年财务公开情况报上级工会的记录", year=case.year)
        return undone(case, "filings", due, nothing, *shown)
    claim = say("{year}年财务公开情况于{day}报上级工会", year=case.year, day=min(days))
    if min(days) > due:
        overdue = say("{claim}，期限为{due}", claim=claim, due=due)
        above = (cell for one in received for cell in seen_cells(case, one))
        return breached(overdue, *shown, *above)
    told = confirmed_by_superior(case, claim, min(days), received, *shown)
    assert told is not None, "one of the two sides has a record"
    return told


def audit_reports_reported_to_superior(case: Case) -> Answer:
    """将经审会对本级的经审报告报上级工会组织: each report on the annual audit of the union itself, and the superior has it."""
    package = case.package
    if case.union.parent_id is None:
        return not_applicable(say("本会是门户内最高一级，报送对象在门户以外"))
    if package is None or package.filings is None or package.audits is None:
        return undisclosed(case, "filings", "audits")
    reports = [
        row
        for row in package.audits
        if row.kind == "annual_execution" and row.target_id in {"self", case.union.union_id}
        and row.report_on is not None and row.report_on <= case.as_of
    ]  # fmt: skip
    if not reports:
        due, deadline = case.deadline("annual_audit_deadline"), case.parameter("annual_audit_deadline")
        if not late(case, due):
            return broken(case, due, say("还没有本级年度审计报告"), deadline)
        return in_full(case, not_applicable(say("没有本级年度审计报告可以报送"), deadline))
    posted = mails(
        sorted(reports, key=lambda row: (row.report_on, row.audit_id)),
        _submissions(case, "audit_report"),
        _received(case, "audit_report"),
        case.union.union_id,
    )
    answers = [_of_report(case, package, mail) for mail in posted]
    return in_full(case, worst(answers, case.parameter("audit_report_submission_deadline")))


def _of_report(case: Case, package: Package, mail: Mail) -> Answer:
    """One audit report on its way to the superior; both sides may name it by its id or its number."""
    day = mail.report.report_on
    of_it = (row for _, row in mail.sent if row.subject_id != mail.report.audit_id)
    columns = ("kind", "target_id", "report_on", *(("report_no",) if any(True for _ in of_it) else ()))
    shown = (*cells(package, "audits", [mail.report], *columns), *_cells_of(case, mail.sent, "subject_id"))
    claim = say("{day}的本级年度审计报告", day=day)
    first = min((row.date for _, row in mail.sent), default=None)
    if first is not None:
        claim = say("{day}的本级年度审计报告于{sent}报上级工会", day=day, sent=first)
    if told := confirmed_by_superior(case, claim, first, mail.received, *shown):
        return told
    if mail.unclear:
        return unstated(case, "filings", say("{claim}：报送或签收的记录没有注明是哪一份报告", claim=claim), *shown)
    due = case.deadline("audit_report_submission_deadline")
    return undone(case, "filings", due, say("{claim}没有报上级工会的记录", claim=claim), *shown)


def _submissions(case: Case, subject: str) -> list[tuple[Package, Filing]]:
    """What the union sent to its superior for the judged year; next year's books count where they name the year."""
    return [
        (package, row)
        for package in this_and_next_year(case)
        for row in own_filings(case, subject, "submission", package=package)
        if covers(case, row.period_covered, case.year, unstated=package.year == case.year)
    ]


def _received(case: Case, subject: str) -> list[Seen]:
    """What the superior's books say of the judged year's report, earliest first."""
    return [
        one
        for one in superior_filings(case, subject, "superior_receipt", "record_filing", "superior_approval")
        if covers(case, one.filing.period_covered, case.year, unstated=one.year == case.year)
    ]


def _cells_of(case: Case, sent: list[tuple[Package, Filing]], *columns: str) -> tuple[Cell, ...]:
    return tuple(
        cell for package, row in sent for cell in record_cells(case, package, [row], "period_covered", *columns)
    )


RULES = (
    Rule(
        clause_id="3-3-3",
        version="1.1",
        history=revised((TRIED_ANEW, "期限以前已撤销的工会，没有办理的由不符合改为不适用")),
        title="每年向上级工会报送财务公开情况",
        method="查当年财务公开情况是否在期限内报送上级，并与上级工会的签收记录核对",
        applies_to="有上级工会的工会",
        weight=Weight.HARD,
        decide=disclosures_reported_to_superior,
    ),
    Rule(
        clause_id="3-3-4",
        version="1.2",
        history=revised(
            "数据只报到年初或半年的，没有审计报告不再判为不适用，也不再判为符合；一份报告的报送或签收记录不再算作另一份的",
            (TRIED_ANEW, "期限以前已撤销的工会，没有办理的由不符合改为不适用"),
        ),
        title="本级经审报告报送上级工会",
        method="每份已出具的本级年度审计报告都应有自己的报送上级记录，并与上级工会的签收记录核对",
        applies_to="有上级工会的工会",
        weight=Weight.HARD,
        decide=audit_reports_reported_to_superior,
    ),
)
