"""Audit reports as the clauses on audits read them: which are out, and where what follows them may stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.core.sentence import say
from yangguang.rules.forms.names import listed
from yangguang.rules.forms.shapes import in_full
from yangguang.rules.forms.told import Told, every
from yangguang.rules.judge.answers import cells, late, not_applicable, not_due
from yangguang.rules.judge.index import rows_with

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from yangguang.core.sentence import Sentence
    from yangguang.records.audits import Audit, AuditFinding
    from yangguang.records.package import Package
    from yangguang.rules.judge.case import Case
    from yangguang.rules.judge.model import Answer, Cell


def reported(case: Case, package: Package) -> list[tuple[Audit, date]]:
    """Audits whose report was out on the day of judgement, and the day of the report."""
    rows = package.audits or ()
    return [(row, row.report_on) for row in rows if row.report_on and row.report_on <= case.as_of]


def annual_reports(case: Case, package: Package) -> list[tuple[Audit, date]]:
    """Those on how the year's budget was executed."""
    return [(row, day) for row, day in called_annual(case, package) if follows_the_year(case, day)]


def follows_the_year(case: Case, day: date) -> bool:
    """Whether a report of `day` can tell how the whole year's budget was executed: the year, or the union, had ended."""
    return day > min(case.last_day, case.union.dissolved_on or case.last_day)


def is_after(case: Case, book: Package, day: date) -> bool:
    """Whether a record of `day` that names neither report nor year is of the judged one: in its books, after its end."""
    return book.year == case.year and follows_the_year(case, day)


def no_report(case: Case) -> Answer:
    """The answer where no audit has reported."""
    return _nothing_out(case, say("{year}年还没有审计报告", year=case.year))


def no_annual_report(case: Case, package: Package) -> Answer:
    """The answer where none has reported on how the year's budget was executed."""
    early = called_annual(case, package)
    nothing = before_the_end(case, say("{year}年还没有年度预算执行审计报告", year=case.year), (day for _, day in early))
    return _nothing_out(case, nothing, *cells(package, "audits", (row for row, _ in early), "kind", "report_on"))


def called_annual(case: Case, package: Package) -> list[tuple[Audit, date]]:
    """Those that are called so, whenever they came."""
    return [(row, day) for row, day in reported(case, package) if row.kind == "annual_execution"]


def _nothing_out(case: Case, nothing: Sentence, *shown: Cell) -> Answer:
    """That one is due is another clause. Books of a year in part may lack one that is out: they excuse nobody."""
    due, deadline = case.deadline("annual_audit_deadline"), case.parameter("annual_audit_deadline")
    if late(case, due):
        return in_full(case, not_applicable(nothing, *shown, deadline))
    return not_due(say("{nothing}，审计期限为{due}", nothing=nothing, due=due), *shown, deadline)


def nothing_to_follow(case: Case, package: Package, reason: Sentence) -> Answer:
    """The answer where the reports that are out leave nothing that anything could follow."""
    if not (out := [row for row, _ in reported(case, package)]):
        return no_report(case)
    return in_full(case, not_applicable(reason, *cells(package, "audits", out, "report_on")))


def books(case: Case, row: Audit) -> Iterator[Package]:
    """The judged year's books and those after it, in which what follows a report may stand.

    A later year that uses the same id for an audit of its own speaks of that one.
    """
    for year, report in sorted(case.history.items()):
        package = report.package
        if package is None or year < case.year:
            continue
        if year == case.year or not rows_with(case, package, "audits", audit_id=row.audit_id):
            yield package


def told_apart(
    reports: Sequence[tuple[Audit, date]], named: Callable[[Audit, date], Told], unnamed: Callable[[Audit, date], Told]
) -> tuple[dict[str, Told], dict[str, Told]]:
    """The records of each of `reports` by its id, and of some those that leave open which report they are of.

    A record that names no report is of one without a record of its own. Where there are fewer of them than such reports,
    nobody can tell of which.
    """
    found = {row.audit_id: named(row, day) for row, day in reports}
    loose = {row.audit_id: unnamed(row, day) for row, day in reports if not found[row.audit_id]}
    enough = sum(1 for _ in every(loose.values())) >= sum(map(bool, loose.values()))
    return (found | loose, {}) if enough else (found, loose)


def called_by_number(
    package: Package, reports: Sequence[tuple[Audit, date]], found: Mapping[str, Told]
) -> tuple[Cell, ...]:
    """The numbers by which reasons call the reports, except those by which a record of one was found."""
    rows = (row for row, _ in reports if row.report_no not in found.get(row.audit_id, Told()).names())
    return cells(package, "audits", rows, "report_no")


def report_day(case: Case, row: AuditFinding) -> date | None:
    """The day of the report that the finding stands in, out already or not: of this year, else of another; None if unsaid."""
    held = (report for _, report in sorted(case.history.items(), key=lambda one: (one[0] != case.year, one[0])))
    packages = (report.package for report in held if report.package)
    rows = (one for package in packages for one in rows_with(case, package, "audits", audit_id=row.audit_id))
    return next((one.report_on for one in rows), None)


def is_known(case: Case, row: AuditFinding) -> bool:
    """Whether the finding is known by the day of judgement: its report is out, or nobody says when it was."""
    day = report_day(case, row)
    return day is None or day <= case.as_of


def later_on(case: Case, row: AuditFinding) -> list[AuditFinding]:
    """The finding as the judged year's books and those after it tell it: its id is stable across years."""
    return [
        one
        for year, report in sorted(case.history.items())
        if report.package and year >= case.year
        for one in rows_with(case, report.package, "findings", finding_id=row.finding_id)
    ]


def before_the_report(reason: Sentence, days: Iterable[date]) -> Sentence:
    """`reason`, with what the books show of earlier `days` than the report: it is of something else, or misdated."""
    early = sorted({*days})
    return say("{reason}；{days}的记录早于报告日期，不算", reason=reason, days=listed(early)) if early else reason


def before_the_end(case: Case, reason: Sentence, days: Iterable[date]) -> Sentence:
    """`reason`, with the `days` of reports called the year's that came before its end: they are of another, or misdated."""
    early = sorted({*days})
    if not early:
        return reason
    return say("{reason}；{days}的报告早于{year}年终了，不算", reason=reason, days=listed(early), year=case.year)


def name(row: Audit) -> str:
    """What people call a report."""
    return row.report_no or row.audit_id
