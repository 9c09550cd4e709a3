"""二（七）推进全覆盖审计工作: who is told of an audit"""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING

from yangguang.core.sentence import say
from yangguang.rules.forms.audit_reports import (
    annual_reports,
    books,
    called_by_number,
    name,
    no_annual_report,
    told_apart,
)
from yangguang.rules.forms.filings import covers, own_filings, record_cells
from yangguang.rules.forms.names import listed
from yangguang.rules.forms.several import undone, worst
from yangguang.rules.forms.shapes import in_full, undisclosed, unstated
from yangguang.rules.judge.answers import cells, met
from yangguang.rules.judge.index import grouped, remembered
from yangguang.rules.judge.model import TRIED_ANEW, Rule, Version, Weight, revised

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from yangguang.records.audits import Audit
    from yangguang.records.oversight import Filing
    from yangguang.records.package import Package
    from yangguang.rules.judge.answers import Evidence
    from yangguang.rules.judge.case import Case
    from yangguang.rules.judge.model import Answer, Cell

_REPORT = ("kind", "report_no", "report_on")
_Record = tuple["Package", "Filing"]


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
    found, open_ = told_apart(reports, partial(_naming, case), partial(_of_the_year, case))
    answers = [
        _passed_on(case, package, row, day, int(days.value), found[row.audit_id], open_.get(row.audit_id, []))
        for row, day in reports
    ]
    called = {*called_by_number(package, reports, found)}
    called |= {
        cell for records in found.values() for book, one in records for cell in cells(book, "filings", [one], "body")
    }
    return in_full(case, worst(answers, days, called=called))


def _passed_on(
    case: Case, package: Package, row: Audit, day: date, days: int, found: list[_Record], open_: list[_Record]
) -> Answer:
    shown: tuple[Evidence, ...] = cells(package, "audits", [row], *_REPORT)
    for book, one in found:
        if one.date >= day:
            reason = say("{report}于{day}由{body}通报或报告", report=name(row), day=one.date, body=one.body)
            return met(reason, *shown, *_notice_cells(case, book, one))
    for book, one in (*found, *open_):
        shown = (*shown, *_notice_cells(case, book, one))
    if any(one.date >= day for _, one in open_):
        dates = listed([one.date for _, one in open_])
        unsaid = say("{report}：{days}的通报没有注明是哪一份报告", report=name(row), days=dates)
        return unstated(case, "filings", unsaid, *shown)
    reason = say("{report}没有通报或报告的记录", report=name(row))
    if found:
        reason = say("{report}的通报早于报告日期{day}", report=name(row), day=day)
    return undone(case, "filings", day + timedelta(days=days), reason, *shown)


def _naming(case: Case, row: Audit, _: date) -> list[_Record]:
    """Where the report is passed on by its id or number, earliest first."""
    names = {row.audit_id, row.report_no} - {None}
    return _earliest_first(
        (book, one) for book in books(case, row) for said in names for one in _notices(case, book).get(said, ())
    )


def _of_the_year(case: Case, row: Audit, _: date) -> list[_Record]:
    """Where an entry names no report, but the year."""
    return _earliest_first(
        (book, one)
        for book in books(case, row)
        for one in _notices(case, book).get(None, ())
        if covers(case, one.period_covered, case.year, unstated=False)
    )


def _earliest_first(found: Iterable[_Record]) -> list[_Record]:
    return sorted(found, key=lambda pair: (pair[1].date, pair[0].year, pair[1].filing_id))


def _notices(case: Case, book: Package) -> Mapping[object, Sequence[Filing]]:
    """The notices in a year's books by the report that they name."""
    return remembered(case, ("notices", book.year), lambda: grouped(_told(case, book), attrgetter("subject_id")))


def _told(case: Case, book: Package) -> Iterator[Filing]:
    for subject, step in (("audit_notice", "report"), ("audit_report", "submission"), ("audit_report", "report")):
        yield from own_filings(case, subject, step, package=book)


def _notice_cells(case: Case, book: Package, row: Filing) -> tuple[Cell, ...]:
    """What was passed on; the year tells of which report where the entry names none."""
    year = ("period_covered",) if row.subject_id is None else ()
    return record_cells(case, book, [row], "subject_id", "body", *year)


RULES = (
    Rule(
        clause_id="2-7-6",
        version="1.4",
        history=revised(
            Version(
                version="1.1", on=date(2026, 11, 23), first_year=2015, what="早于报告日期的通报，期限过后才判为不符合"
            ),
            "数据只报到年初或半年的，没有审计报告不再判为不适用，也不再判为符合",
            (TRIED_ANEW, "有几份报告而通报没有注明是哪一份的，由符合改为缺数据"),
            (TRIED_ANEW, "期限以前已撤销的工会，没有办理的由不符合改为不适用"),
        ),
        title="审计情况通报、报告",
        method="逐份查年度预算执行审计报告是否有不早于报告日期的通报、报送记录",
        applies_to="设立经费审查委员会的工会",
        weight=Weight.WARNING,
        decide=audits_reported_to_those_concerned,
    ),
)
