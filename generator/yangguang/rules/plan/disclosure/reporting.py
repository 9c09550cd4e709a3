"""三（三）推动财务公开: what goes to the superior each year"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.core.sentence import say
from yangguang.rules.forms.audit_reports import before_the_end, called_annual, follows_the_year
from yangguang.rules.forms.filings import (
    covers,
    is_of_year,
    may_be_earlier,
    own_filings,
    record_cells,
    seen_cells,
    superior_filings,
    this_and_next_year,
)
from yangguang.rules.forms.mail import mails
from yangguang.rules.forms.names import listed
from yangguang.rules.forms.several import undone, worst
from yangguang.rules.forms.shapes import broken, confirmed_by_superior, in_full, undisclosed, unstated
from yangguang.rules.judge.answers import awaiting, breached, cells, late, not_applicable
from yangguang.rules.judge.model import Status, Weight
from yangguang.rules.judge.rule import TRIED_ANEW, Rule, revised

if TYPE_CHECKING:
    from datetime import date

    from yangguang.records.oversight import Filing
    from yangguang.records.package import Package
    from yangguang.rules.forms.filings import Seen
    from yangguang.rules.forms.mail import Mail
    from yangguang.rules.judge.answers import Evidence
    from yangguang.rules.judge.case import Case
    from yangguang.rules.judge.model import Answer, Cell

_REPORT = ("kind", "target_id", "report_on")


def disclosures_reported_to_superior(case: Case) -> Answer:
    """要将每年的财务公开情况报上级工会组织: reported by the deadline, and the superior's books have it."""
    package = case.package
    if case.union.parent_id is None:
        return not_applicable(say("本会是门户内最高一级，报送对象在门户以外"))
    if package is None or package.filings is None:
        return undisclosed(case, "filings")
    due, subject = case.deadline("disclosure_report_deadline"), "disclosure_report"
    sent = [one for one in _sent(case, subject) if is_of_year(case, one[1], one[0].year, due)]
    received = [one for one in _received(case, subject) if is_of_year(case, one.filing, one.year, due)]
    shown: tuple[Evidence, ...] = (*_cells_of(case, sent), case.parameter("disclosure_report_deadline"))
    days = [row.date for _, row in sent] or [seen.filing.date for seen in received]
    if not days:
        nothing = say("没有把{year}年财务公开情况报上级工会的记录", year=case.year)
        if open_ := [one for one in _sent(case, subject) if may_be_earlier(case, one[1], one[0].year, due)]:
            days = sorted({row.date for _, row in open_})
            unsaid = say("{reason}；{days}的记录没有写明是哪一年的", reason=nothing, days=listed(days))
            return unstated(case, "filings", unsaid, *_cells_of(case, open_), *shown)
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
    own = [one for one in called_annual(case, package) if one[0].target_id in {"self", case.union.union_id}]
    reports = sorted((one for one in own if follows_the_year(case, one[1])), key=lambda one: (one[1], one[0].audit_id))
    if not reports:
        due, deadline = case.deadline("annual_audit_deadline"), case.parameter("annual_audit_deadline")
        early, shown = [day for _, day in own], cells(package, "audits", (row for row, _ in own), *_REPORT)
        if not late(case, due):
            return broken(case, due, before_the_end(case, say("还没有本级年度审计报告"), early), *shown, deadline)
        nothing = before_the_end(case, say("没有本级年度审计报告可以报送"), early)
        return in_full(case, not_applicable(nothing, *shown, deadline))
    posted = mails(
        [row for row, _ in reports],
        [one for one in _sent(case, "audit_report") if _is_of_books(case, one[1], one[0].year)],
        [one for one in _received(case, "audit_report") if _is_of_books(case, one.filing, one.year)],
        case.union.union_id,
    )
    answers = [_of_report(case, package, mail, day) for mail, (_, day) in zip(posted, reports, strict=True)]
    return in_full(case, worst(answers, case.parameter("audit_report_submission_deadline")))


def _of_report(case: Case, package: Package, mail: Mail, day: date) -> Answer:
    """One audit report of `day` on its way to the superior; both sides may name it by its id or its number.

    A record of it that is older than the report is misdated, or of something else: nothing shows which, so it waits.
    """
    sent = [one for one in mail.sent if one[1].date >= day] or mail.sent
    received = [one for one in mail.received if one.filing.date >= day] or mail.received
    of_it = (row for _, row in sent if row.subject_id != mail.report.audit_id)
    columns = (*_REPORT, *(("report_no",) if any(True for _ in of_it) else ()))
    shown = (*cells(package, "audits", [mail.report], *columns), *_cells_of(case, sent, "subject_id"))
    claim = say("{day}的本级年度审计报告", day=day)
    first = min((row.date for _, row in sent), default=None)
    if first is not None:
        claim = say("{day}的本级年度审计报告于{sent}报上级工会", day=day, sent=first)
    if told := confirmed_by_superior(case, claim, first, received, *shown):
        early = sorted({row.date for _, row in (*sent, *received) if row.date < day})
        if not early or told.status is Status.BREACHED:
            return told
        reason = say("{reason}；{days}的记录早于报告日期，待核对", reason=told.reason, days=listed(early))
        return awaiting(reason, *told.cells)
    if mail.unclear:
        return unstated(case, "filings", say("{claim}：报送或签收的记录没有注明是哪一份报告", claim=claim), *shown)
    due = case.deadline("audit_report_submission_deadline")
    return undone(case, "filings", due, say("{claim}没有报上级工会的记录", claim=claim), *shown)


def _sent(case: Case, subject: str) -> list[tuple[Package, Filing]]:
    """What the union sent to its superior, in the books of the judged year and the next."""
    return [
        (book, row)
        for book in this_and_next_year(case)
        for row in own_filings(case, subject, "submission", package=book)
    ]


def _received(case: Case, subject: str) -> list[Seen]:
    """What the superior's books say of it, of whichever year, earliest first."""
    return superior_filings(case, subject, "superior_receipt", "record_filing", "superior_approval")


def _is_of_books(case: Case, row: Filing, book: int) -> bool:
    """Whether a record is of the judged year: it names the year or, naming none, stands in that year's books."""
    return covers(case, row.period_covered, case.year, unstated=book == case.year)


def _cells_of(case: Case, sent: list[tuple[Package, Filing]], *columns: str) -> tuple[Cell, ...]:
    return tuple(
        cell for package, row in sent for cell in record_cells(case, package, [row], "period_covered", *columns)
    )


RULES = (
    Rule(
        clause_id="3-3-3",
        version="1.2",
        history=revised(
            (TRIED_ANEW, "期限以前已撤销的工会，没有办理的由不符合改为不适用"),
            (TRIED_ANEW, "上年的期限以前、没有写明年度的报送、签收记录不再算作当年的"),
        ),
        title="每年向上级工会报送财务公开情况",
        method="查当年财务公开情况是否在期限内报送上级，并与上级工会的签收记录核对",
        applies_to="有上级工会的工会",
        weight=Weight.HARD,
        decide=disclosures_reported_to_superior,
    ),
    Rule(
        clause_id="3-3-4",
        version="1.3",
        history=revised(
            "数据只报到年初或半年的，没有审计报告不再判为不适用，也不再判为符合；一份报告的报送或签收记录不再算作另一份的",
            (TRIED_ANEW, "期限以前已撤销的工会，没有办理的由不符合改为不适用"),
            (TRIED_ANEW, "早于报告日期的报送或签收，由符合改为待上级确认；早于年度终了的报告不算当年的年度审计"),
        ),
        title="本级经审报告报送上级工会",
        method="每份已出具的本级年度审计报告都应有自己的报送上级记录，并与上级工会的签收记录核对",
        applies_to="有上级工会的工会",
        weight=Weight.HARD,
        decide=audit_reports_reported_to_superior,
    ),
)
