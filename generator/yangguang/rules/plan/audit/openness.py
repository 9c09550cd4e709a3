"""二（七）推进全覆盖审计工作: audit results before the public"""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from yangguang.core.sentence import Percent, say
from yangguang.rules.forms.audit_reports import (
    annual_reports,
    before_the_report,
    books,
    called_by_number,
    is_after,
    name,
    no_annual_report,
    no_report,
    reported,
    told_apart,
)
from yangguang.rules.forms.several import undone, worst
from yangguang.rules.forms.shapes import (
    in_force,
    in_full,
    out_of_force,
    undisclosed,
    unfinished,
    unstated,
    weekends_only,
    working_days_after,
)
from yangguang.rules.forms.told import Told, every, shelves
from yangguang.rules.judge.answers import attested, breached, cells, met
from yangguang.rules.judge.index import remembered, rows_with
from yangguang.rules.judge.model import Status, Weight
from yangguang.rules.judge.rule import TRIED_ANEW, Rule, revised

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yangguang.records.audits import Audit
    from yangguang.records.package import Package
    from yangguang.rules.forms.told import Record, Shelf
    from yangguang.rules.judge.case import Case
    from yangguang.rules.judge.model import Answer, Cell


def audit_results_published(case: Case) -> Answer:
    """建立与工会财务公开相适应的审计结果公开机制: a regulation on it is in force, each annual report published in time.

    In time is within the working days set after its approval, or after the report where no approval is stated. Late, or
    without a regulation, is the softer half; not published by the last day allowed is the hard one. The publication may
    stand in a later year's books.
    """
    package = case.package
    if package is None or package.audits is None or package.disclosures is None or package.regulations is None:
        return undisclosed(case, "audits", "disclosures", "regulations")
    reports = annual_reports(case, package)
    found, open_ = told_apart(reports, partial(_naming, case), partial(_of_the_year, case))
    answers = [
        _published(case, package, row, day, found[row.audit_id], open_.get(row.audit_id)) for row, day in reports
    ]
    rules = in_force(case, "audit_disclosure")
    shown = cells(package, "regulations", rules, "class", "adopted_on", "repealed_on")
    if not any(one.status is Status.BREACHED for one in answers):
        shown = (*shown, *cells(package, "regulations", rules, "document_no"))
    if not rules:
        nothing = say("没有现行有效的审计结果公开制度")
        lapsed = out_of_force(case, "audit_disclosure")
        answers.append(unfinished(case, nothing, *lapsed) or breached(nothing, *lapsed))
    elif not any(row.document_no for row in rules):
        answers.append(unstated(case, "regulations", say("审计结果公开制度没有文号，无法佐证"), *shown))
    if not answers:
        return no_annual_report(case, package)
    names = ("audit_publication_days", "audit_publication_grace", "annual_audit_deadline")
    called = called_by_number(package, reports, found)
    unheard = [row for row, _ in reports if not (found[row.audit_id] or open_.get(row.audit_id))]
    early = (_naming(case, row, date.min) for row in unheard)
    loose = (cell for one in every((*open_.values(), *early)) for cell in _publication_cells(one))
    return in_full(case, worst(answers, *shown, *loose, *(case.parameter(one) for one in names), called=called))


def audits_transparent(case: Case) -> Answer:
    """提高审查审计工作透明度: how many reports are published and how many findings put right, shown without a mark.

    All of them are kept; how many are enough no sentence says, so that a part of them is shown and judged by nobody.
    """
    package = case.package
    if package is None or package.audits is None or package.disclosures is None or package.findings is None:
        return undisclosed(case, "audits", "disclosures", "findings")
    reports = reported(case, package)
    if not reports:
        return no_report(case)
    found, open_ = told_apart(reports, partial(_naming, case), partial(_of_the_year, case))
    loose = [*every(open_.values())]
    published = sum(map(bool, found.values())) + len(loose)
    count = say("已出报告 {n} 份，公开 {done} 份", n=len(reports), done=published)
    rates = [
        say("{by}整改率 {rate}", by=by, rate=Percent(rate))
        for by, one in ((say("按问题数"), "rectification_rate_count"), (say("按金额"), "rectification_rate_amount"))
        if (rate := case.report.value(one)) is not None
    ]
    first = [*(one for told in found.values() if (one := told.first())), *loose]
    shown = (
        case.figure("rectification_rate_count"),
        case.figure("rectification_rate_amount"),
        *cells(package, "audits", (row for row, _ in reports), "report_on"),
        *cells(
            package, "audits", (row for row, _ in reports if any(one.row.subject_id is None for one in first)), "kind"
        ),
        *dict.fromkeys(cell for one in first for cell in _publication_cells(one)),
    )
    told = say("{count}；{rates}", count=count, rates=tuple(rates)) if rates else count
    if published == len(reports):
        return in_full(case, met(told, *shown))
    return in_full(case, attested(say("{rate}；只列出，不评判高低", rate=told), *shown))


def _published(case: Case, package: Package, row: Audit, day: date, found: Told, open_: Told | None) -> Answer:
    start = row.approved_on or day
    due = working_days_after(case, start, int(case.number("audit_publication_days")))
    shown = cells(package, "audits", [row], "kind", "report_no", "report_on")
    if open_:
        unsaid = say("{report}：{days}的公开没有注明是哪一份报告", report=name(row), days=open_.days())
        return unstated(case, "disclosures", unsaid, *shown)
    shown = (*shown, *cells(package, "audits", [row], "approved_on"))
    if first := found.first():
        shown = (*shown, *_publication_cells(first))
        reason = say("{report}于{day}公开，期限为{due}", report=name(row), day=first.day, due=due)
        reason = weekends_only(case, reason, start, due)
        return breached(reason, *shown) if first.day > due else met(reason, *shown)
    days = [one.day for one in _naming(case, row, date.min).earliest()]
    last = case.deadline("annual_audit_deadline") + timedelta(days=int(case.number("audit_publication_grace")))
    never = undone(
        case,
        "disclosures",
        last,
        before_the_report(say("{report}至{day}没有公开", report=name(row), day=last), days),
        *shown,
        weight=Weight.HARD,
    )
    if never.status is Status.BREACHED:
        return never
    reason = weekends_only(case, say("{report}没有公开", report=name(row)), start, due)
    return undone(case, "disclosures", due, before_the_report(reason, days), *shown)


def _naming(case: Case, row: Audit, day: date) -> Told:
    """Where the report was published since its day, by its id or number."""
    names = dict.fromkeys(name for name in (row.audit_id, row.report_no) if name is not None)
    lists = (_results(case, book).get(name) for book in books(case, row) for name in names)
    return Told(shelves=tuple(one for one in lists if one), since=day)


def _of_the_year(case: Case, row: Audit, day: date) -> Told:
    """Where a publication names no report, but the year: of the annual one."""
    if row.kind != "annual_execution":
        return Told()
    return Told(shelves=tuple(_of_no_report(case, book) for book in books(case, row)), since=day)


def _results(case: Case, book: Package) -> Mapping[str | None, Shelf]:
    """The publications of audit results in a year's books up to the day of judgement, by the report that they name."""

    def found() -> Mapping[str | None, Shelf]:
        rows = rows_with(case, book, "disclosures", subject="audit_result")
        return shelves(book, (one for one in rows if one.date <= case.as_of))

    return remembered(case, ("audit results", book.year), found)


def _of_no_report(case: Case, book: Package) -> Shelf:
    """Those that name the judged year alone or, in its own books and after its end, no year either."""

    def found() -> Shelf:
        return [
            one
            for one in _results(case, book).get(None, ())
            if one.row.fiscal_year == case.year or (one.row.fiscal_year is None and is_after(case, book, one.day))
        ]

    return remembered(case, ("audit results of the year", book.year), found)


def _publication_cells(record: Record) -> tuple[Cell, ...]:
    """What was published; the year tells of which report where the entry names none."""
    year = ("fiscal_year",) if record.row.subject_id is None else ()
    return cells(record.package, "disclosures", [record.row], "subject", "subject_id", *year, "date")


RULES = (
    Rule(
        clause_id="2-7-8",
        version="1.5",
        history=revised(
            "审计结果公开制度没有文号的由符合改为缺数据；数据只报到年初或半年的，没有审计报告不再判为不适用",
            (TRIED_ANEW, "有几份报告而公开记录没有注明是哪一份的，由符合改为缺数据"),
            (TRIED_ANEW, "期限以前已撤销的工会，没有办理的由不符合改为不适用"),
            (TRIED_ANEW, "早于年度终了的报告不算当年的年度审计"),
            (TRIED_ANEW, "年终以后、没有写明年度的公开计入"),
        ),
        title="审计结果按制度及时公开",
        method="查现行有效、有文号的审计结果公开制度；逐份查年度预算执行审计报告在批准后规定工作日内公开，逾期未公开的作提示，最后期限仍未公开的为不符合",
        applies_to="设立经费审查委员会的工会",
        weight=Weight.WARNING,
        decide=audit_results_published,
    ),
    Rule(
        clause_id="2-7-9",
        version="1.3",
        history=revised(
            "没有全部公开的，由符合改为有佐证：只列出，不评判高低；数据只报到年初或半年的，没有审计报告不再判为不适用",
            (TRIED_ANEW, "没有注明是哪一份报告的公开记录，只算作一份的"),
            (TRIED_ANEW, "年终以后、没有写明年度的公开计入"),
        ),
        title="审查审计工作透明",
        method="计算已出报告的公开份数和按问题数、按金额的整改率：全部公开的为符合，公开一部分的只列出，不评判高低",
        applies_to="设立经费审查委员会的工会",
        weight=Weight.INDICATOR,
        decide=audits_transparent,
    ),
)
