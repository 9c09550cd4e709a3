"""附加规则 X: what the law beside the plan asks of audits; off the scorecard, switched on in parameters.csv."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from yangguang.core.sentence import say
from yangguang.ledger.standing import stage_deadline
from yangguang.rules.forms.audited import findings_on_itself
from yangguang.rules.forms.names import some
from yangguang.rules.forms.several import undone
from yangguang.rules.forms.shapes import broken, in_full, tells, undisclosed, unfinished
from yangguang.rules.judge.answers import (
    breached,
    cells,
    late,
    met,
    no_data,
    not_applicable,
    not_due,
    register_cells,
    superior_cells,
)  # fmt: skip
from yangguang.rules.judge.model import Status, Weight
from yangguang.rules.judge.rule import TRIED_ANEW, Rule, revised

if TYPE_CHECKING:
    from yangguang.core.sentence import Sentence
    from yangguang.records.audits import AuditFinding
    from yangguang.records.finances import Overview
    from yangguang.records.oversight import Disclosure
    from yangguang.records.package import Package
    from yangguang.rules.judge.answers import Evidence
    from yangguang.rules.judge.case import Case
    from yangguang.rules.judge.model import Answer, Cell


def departed_chair_audited(case: Case) -> Answer:
    """主席任期届满或者离任须经济责任审查: an accountability audit reported within the days around the change.

    A change is the end of the registered term, or a responsible officer who took office in the year. The audit may be the
    union's own or its superior's, reported at most as many days before the change as after it. That there was none both
    must tell.
    """
    package = case.package
    if package is None or package.overview is None or package.audits is None:
        return undisclosed(case, "overview", "audits")
    changes = _changes(case, package, package.overview)
    if not changes:
        return in_full(case, not_applicable(say("{year}年没有主席任期届满或离任", year=case.year)))
    days = case.parameter("accountability_review_days")
    window = timedelta(days=int(case.number("accountability_review_days")))
    last, why, shown = max(changes, key=lambda change: change[0])
    due = last + window
    reports = [(day, seen) for day, seen in _reports(case, "accountability") if day >= last - window]
    if not reports:
        reason = say("{why}，没有经济责任审查的记录，应不晚于{due}", why=why, due=due)
        return unfinished(case, reason, *shown, days) or _not_audited(case, due, reason, *shown, days)
    day, seen = reports[0]
    if day <= due:
        return met(say("{why}，经济责任审查报告于{day}出具", why=why, day=day), *shown, seen, days)
    reason = say("{why}，经济责任审查报告于{day}出具，应不晚于{due}", why=why, day=day, due=due)
    return breached(reason, *shown, seen, days)


def rectification_published(case: Case) -> Answer:
    """按照规定向社会公布整改情况: each audit with findings has its rectification published.

    Expected some days after the last finding had to be put right. Published later still counts; what the deadline decides
    is from when silence is a breach. The audited union publishes: what was found at another union is not its own to.
    """
    package = case.package
    if package is None or package.findings is None or package.audits is None or package.disclosures is None:
        return undisclosed(case, "findings", "audits", "disclosures")
    own = [one.finding for one in findings_on_itself(case, package) if one.union_id == case.union.union_id]
    if not own:
        return in_full(case, not_applicable(say("{year}年没有本会的审计问题", year=case.year)))
    days = case.parameter("rectification_publication_days")
    by_audit: dict[str, list[AuditFinding]] = {}
    for row in own:
        by_audit.setdefault(row.audit_id, []).append(row)
    published, shown = _published(case, frozenset(by_audit))
    open_ = [audit for audit in by_audit if audit not in published]
    if not open_:
        return in_full(case, met(say("{n} 项审计的整改情况都已公布", n=len(by_audit)), *shown, days))
    dues = cells(package, "findings", [row for audit in open_ for row in by_audit[audit]], "audit_id", "due_on")
    due = max(row.due_on for row in own) + timedelta(days=int(case.number(days.name)))
    reason = say("审计{audits}的整改情况没有公布的记录，应不晚于{due}", audits=some(open_), due=due)
    year = max(due.year, case.year)
    if not tells(case, year, "disclosures", due):
        owed = stage_deadline(case.policy, "final", year) or due
        if late(case, max(owed, due)):
            reason = say("{reason}；{year}年的数据没有公开", reason=reason, year=year)
            return no_data(reason, *dues, *shown, days)
        return not_due(say("{reason}；{year}年的公开记录尚未到报送期限", reason=reason, year=year), *dues, *shown, days)
    return unfinished(case, reason, *dues, *shown, days) or broken(case, due, reason, *dues, *shown, days)


def audited_before_dissolution(case: Case) -> Answer:
    """合并、分立、撤销前须审计: a liquidation audit, the union's own or its superior's, reported by the day it ends.

    That there was none both must tell.
    """
    end = case.union.dissolved_on
    if end is None or case.year_of(end) != case.year:
        return not_applicable(say("{year}年没有撤销的登记", year=case.year))
    register = register_cells(case.union, "dissolved_on")
    reports = _reports(case, "liquidation")
    if reports and reports[0][0] <= end:
        day, shown = reports[0]
        return met(say("{end}撤销，撤并清算审计报告于{day}出具", end=end, day=day), shown, *register)
    if reports:
        day, shown = reports[0]
        return breached(say("{end}撤销，撤并清算审计报告于{day}才出具", end=end, day=day), shown, *register)
    if case.package is None or case.package.audits is None:
        return undisclosed(case, "audits", beyond=True)
    return _not_audited(case, end, say("{end}撤销，没有撤并清算审计的记录", end=end), *register)


def _not_audited(case: Case, due: date, reason: Sentence, *shown: Evidence) -> Answer:
    """What no audit is found for: broken where the union's own books and its superior's tell that there was none."""
    result = undone(case, "audits", due, reason, *shown)
    superior = case.union.parent_id
    above = [book for year, book in case.neighbours.books_of(superior).items() if year == case.year]
    tell = any(book.stage == "final" and book.audits is not None for book in above)
    if superior is None or tell or result.status is not Status.BREACHED:
        return result
    return no_data(say("{reason}；上级工会{year}年的审计没有公开，无法核查", reason=reason, year=case.year), *shown)


def _changes(
    case: Case, package: Package, overview: tuple[Overview, ...]
) -> list[tuple[date, Sentence, tuple[Cell, ...]]]:
    """Days of the year, not after the day of judgement, on which a chair's time ended: why, and the cells that say so."""
    union = case.union
    found = []
    if union.term_end and case.year_of(union.term_end) == case.year:
        reason = say("本届任期于{day}届满", day=union.term_end)
        found.append((union.term_end, reason, register_cells(union, "term_end")))
    founded = case.year_of(union.founded_on) if union.founded_on else None
    for row in overview:
        since = row.responsible_since
        if since and case.year_of(since) == case.year != founded:
            reason = say("现任负责人于{day}到任，前任已离任", day=since)
            found.append((since, reason, cells(package, "overview", [row], "responsible_since")))
    return [change for change in found if change[0] <= case.as_of]


def _reports(case: Case, kind: str) -> list[tuple[date, Cell]]:
    """Reports of audits of `kind` on this union, in its own books of any year or its superior's, earliest first."""
    own = [
        (row, cells(report.package, "audits", [row], "report_on"))
        for report in case.history.values()
        if report.package
        for row in report.package.audits or ()
        if row.target_id in {"self", case.union.union_id}
    ]
    above = [
        (row, superior_cells(case, year, [row], "report_on", table="audits"))
        for year, digest in case.neighbours.books_of(case.union.parent_id).items()
        for row in digest.audits or ()
    ]
    found = [
        (row.report_on, shown[0].file, row.audit_id, shown[0])
        for row, shown in (*own, *above)
        if row.kind == kind and row.report_on and row.report_on <= case.as_of
    ]
    return [(day, cell) for day, _, _, cell in sorted(found, key=lambda one: one[:3])]


def _published(case: Case, audits: frozenset[str]) -> tuple[frozenset[str], tuple[Cell, ...]]:
    """Those of `audits` whose rectification was published, and the cells; a row without a number means all of the year."""
    done: frozenset[str] = frozenset()
    shown: tuple[Cell, ...] = ()
    for report in case.history.values():
        if report.package is None:
            continue
        rows = [
            row
            for row in report.package.disclosures or ()
            if row.subject == "rectification" and row.date <= case.as_of and _is_about(row, case.year, audits)
        ]
        done |= {name for row in rows for name in (audits if row.subject_id is None else {row.subject_id})}
        shown += cells(report.package, "disclosures", rows, "subject_id", "fiscal_year", "date")
    return done, shown


def _is_about(row: Disclosure, year: int, audits: frozenset[str]) -> bool:
    return row.fiscal_year == year if row.subject_id is None else row.subject_id in audits


RULES = (
    Rule(
        clause_id="X-2",
        version="1.2",
        history=revised(
            "上级工会的审计没有公开的，没有经济责任审查由不符合改为缺数据；数据只报到半年的不再据以判定",
            (TRIED_ANEW, "期限以前已撤销的工会，没有办理的由不符合改为不适用"),
        ),
        title="主席任期届满或离任及时经济责任审查",
        method="当年任期届满，或负责人当年到任的，查本级或上级的经济责任审计报告是否在前后规定日数内出具",
        applies_to="当年主席任期届满或离任的工会",
        weight=Weight.WARNING,
        decide=departed_chair_audited,
        switch="supplementary_x2",
    ),
    Rule(
        clause_id="X-4",
        version="1.2",
        history=revised(
            "数据只报到半年的，不判为已公布、没有公布或不适用；审计下级发现的问题由下级公布",
            (TRIED_ANEW, "审计项目没有公开的，不再判为没有发现问题"),
        ),
        title="审计整改情况向社会公布",
        method="每一项发现问题的审计，查公开记录中是否有其整改情况；最后一个整改期限过后规定日数仍没有的为不符合",
        applies_to="审计发现问题的工会",
        weight=Weight.WARNING,
        decide=rectification_published,
        switch="supplementary_x4",
    ),
    Rule(
        clause_id="X-7",
        version="1.1",
        history=revised("上级工会的审计没有公开的，没有撤并清算审计由不符合改为缺数据；数据只报到半年的不再据以判定"),
        title="合并、分立、撤销前审计",
        method="工会名录登记当年撤销的，查本级或上级的撤并清算审计报告是否不晚于撤销日期出具",
        applies_to="当年撤销的工会",
        weight=Weight.WARNING,
        decide=audited_before_dissolution,
        switch="supplementary_x7",
    ),
)
