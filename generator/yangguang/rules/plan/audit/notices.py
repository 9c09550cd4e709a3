"""二（七）推进全覆盖审计工作: who is told of an audit"""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from yangguang.core.sentence import say
from yangguang.rules.forms.audit_reports import (
    annual_reports,
    books,
    called_by_number,
    is_after,
    name,
    no_annual_report,
    told_apart,
)
from yangguang.rules.forms.filings import covers, own_filings, record_cells
from yangguang.rules.forms.several import undone, worst
from yangguang.rules.forms.shapes import in_full, undisclosed, unstated
from yangguang.rules.forms.told import Told, every, shelves
from yangguang.rules.judge.answers import cells, met
from yangguang.rules.judge.index import remembered
from yangguang.rules.judge.model import Weight
from yangguang.rules.judge.rule import TRIED_ANEW, Rule, revised

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from yangguang.records.audits import Audit
    from yangguang.records.oversight import Filing
    from yangguang.records.package import Package
    from yangguang.rules.forms.told import Record, Shelf
    from yangguang.rules.judge.case import Case
    from yangguang.rules.judge.model import Answer, Cell

_REPORT = ("kind", "report_no", "report_on")


def audits_reported_to_those_concerned(case: Case) -> Answer:
    """严格执行审计情况向有关部门和领导进行通报和报告: each annual report is passed on, on its day or later.

    A day by which it must have been is not in the plan; the days after which its lacking counts are a default.
    """
    package = case.package
    if package is None or package.audits is None or package.filings is None:
        return undisclosed(case, "audits", "filings")
    reports = annual_reports(case, package)
    if not reports:
        return no_annual_report(case, package)
    days = case.parameter("audit_notice_days")
    found, open_ = told_apart(reports, partial(_naming, case), partial(_of_the_year, case))
    answers = [
        _passed_on(case, package, row, day, int(days.value), found[row.audit_id], open_.get(row.audit_id, Told()))
        for row, day in reports
    ]
    called = {*called_by_number(package, reports, found)}
    called |= {cell for one in every(found.values()) for cell in cells(one.package, "filings", [one.row], "body")}
    too_early = (found[row.audit_id] for row, day in reports if not found[row.audit_id].first(day))
    shown = (cell for one in every((*too_early, *open_.values())) for cell in _notice_cells(case, one))
    return in_full(case, worst(answers, days, *shown, called=called))


def _passed_on(case: Case, package: Package, row: Audit, day: date, days: int, found: Told, open_: Told) -> Answer:
    shown = cells(package, "audits", [row], *_REPORT)
    if one := found.first(day):
        reason = say("{report}于{day}由{body}通报或报告", report=name(row), day=one.day, body=one.row.body)
        return met(reason, *shown, *_notice_cells(case, one, "body"))
    if open_.first(day):
        unsaid = say("{report}：{days}的通报没有注明是哪一份报告", report=name(row), days=open_.days())
        return unstated(case, "filings", unsaid, *shown)
    reason = say("{report}没有通报或报告的记录", report=name(row))
    if found:
        reason = say("{report}的通报早于报告日期{day}", report=name(row), day=day)
    return undone(case, "filings", day + timedelta(days=days), reason, *shown)


def _naming(case: Case, row: Audit, _: date) -> Told:
    """Where the report is passed on by its id or number."""
    names = {row.audit_id, row.report_no} - {None}
    lists = (_notices(case, book).get(said) for book in books(case, row) for said in names)
    return Told(shelves=tuple(one for one in lists if one))


def _of_the_year(case: Case, row: Audit, _: date) -> Told:
    """Where an entry names no report, but the year."""
    return Told(shelves=tuple(_of_no_report(case, book) for book in books(case, row)))


def _notices(case: Case, book: Package) -> Mapping[str | None, Shelf]:
    """The notices in a year's books by the report that they name."""
    return remembered(case, ("notices", book.year), lambda: shelves(book, _told(case, book)))


def _of_no_report(case: Case, book: Package) -> Shelf:
    """Those that name the judged year alone or, in its own books and after its end, no year either."""

    def found() -> Shelf:
        rows = (
            one
            for one in _told(case, book)
            if covers(case, one.period_covered, case.year, unstated=is_after(case, book, one.date))
        )
        return shelves(book, rows).get(None, [])

    return remembered(case, ("notices of the year", book.year), found)


def _told(case: Case, book: Package) -> Iterator[Filing]:
    for subject, step in (("audit_notice", "report"), ("audit_report", "submission"), ("audit_report", "report")):
        yield from own_filings(case, subject, step, package=book)


def _notice_cells(case: Case, record: Record, *columns: str) -> tuple[Cell, ...]:
    """What was passed on; the year tells of which report where the entry names none."""
    year = ("period_covered",) if record.row.subject_id is None else ()
    return record_cells(case, record.package, [record.row], "subject_id", *columns, *year)


RULES = (
    Rule(
        clause_id="2-7-6",
        version="1.6",
        history=revised(
            (date(2026, 11, 23), "早于报告日期的通报，期限过后才判为不符合"),
            "数据只报到年初或半年的，没有审计报告不再判为不适用，也不再判为符合",
            (TRIED_ANEW, "有几份报告而通报没有注明是哪一份的，由符合改为缺数据"),
            (TRIED_ANEW, "期限以前已撤销的工会，没有办理的由不符合改为不适用"),
            (TRIED_ANEW, "早于年度终了的报告不算当年的年度审计"),
            (TRIED_ANEW, "年终以后、没有写明年度的通报计入"),
        ),
        title="审计情况通报、报告",
        method="逐份查年度预算执行审计报告是否有不早于报告日期的通报、报送记录",
        applies_to="设立经费审查委员会的工会",
        weight=Weight.WARNING,
        decide=audits_reported_to_those_concerned,
    ),
)
