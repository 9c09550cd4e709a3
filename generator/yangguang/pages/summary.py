"""One union-year boiled down to what lists, boards and counts over the whole federation need."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from yangguang.ledger.model import Standing
from yangguang.pages.changes import revised
from yangguang.pages.findings import found_on
from yangguang.records.codes import CODE_LISTS
from yangguang.rules.judge.model import Status
from yangguang.views.model import SECTION_ROWS, FindingCount, Listed, Summary

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yangguang.ledger.model import UnionYear
    from yangguang.views.judged import JudgedYear
    from yangguang.views.news import News

TOTALS = (
    "income_total", "income_total/budget_adjusted", "expenditure_total", "expenditure_total/budget_adjusted",
    "surplus", "execution_rate", "three_public_total", "three_public_total/budget_initial",
    "per_member_expenditure", "member_service_share", "dues_rate",
)  # fmt: skip
_NEWS = 10  # of a year, in the feeds of many unions; the union's own has them all


def summarise(judged: JudgedYear, news: tuple[News, ...] = ()) -> Summary:
    """The summary of a union-year with the latest of its `news`; of a withdrawn year only that it is."""
    report, verdicts, package = judged.report, judged.verdicts, judged.report.package
    if report.is_withdrawn:
        return Summary(
            union_id=report.union.union_id,
            year=report.year,
            standing=report.standing,
            stage=None,
            statuses={},
            totals={},
        )
    return Summary(
        union_id=report.union.union_id,
        year=report.year,
        standing=report.standing,
        stage=package.descriptor.stage if package else None,
        statuses={one.clause.clause_id: one.tally for one in verdicts if not one.rule.supplementary},
        totals={name: value for name in TOTALS if (value := report.value(name)) is not None},
        findings=_counts(report),
        listed=_listed(report, judged.history),
        open_findings=_number(report, "findings_open"),
        overdue_findings=_number(report, "findings_overdue"),
        owed_stage=report.owed_stage,
        missing=report.missing,
        missing_since=report.missing_since,
        refusal=report.refusal.issues if report.refusal else (),
        refused_on=report.refusal.since.committed_on if report.refusal else None,
        hints=len(report.hints),
        explanations=len((package.explanations if package else None) or ()),
        supplementary={one.clause.clause_id: one.tally for one in verdicts if one.rule.supplementary},
        weights={one.clause.clause_id: one.weight for one in verdicts if one.status is Status.BREACHED},
        explained=frozenset(one.clause.clause_id for one in verdicts if one.explanations),
        revisions=revised(judged.revisions),
        news=news[:_NEWS],
        shown=report.provenance if package else None,
    )


def faulted(union_id: str, year: int) -> Summary:
    """The summary of a year that we failed at: that something was submitted, and nothing about it."""
    return Summary(union_id=union_id, year=year, standing=Standing.FAULTED, stage=None, statuses={}, totals={})


def _number(report: UnionYear, name: str) -> int | None:
    value = report.value(name)
    return None if value is None else int(value)


def _listed(report: UnionYear, history: Mapping[int, UnionYear]) -> tuple[Listed, ...]:
    findings = (report.package.findings if report.package else None) or ()
    return tuple(
        Listed(
            finding=replace(one, measure=None, reason_open=None, revisit_outcome=None, verified_by=None),
            placed=len(findings) <= SECTION_ROWS,
            found_on=found_on(one, history),
        )
        for one in findings
    )


def _counts(report: UnionYear) -> tuple[FindingCount, ...]:
    codes = [code.code for code in CODE_LISTS["rectification_status"]]
    counts = [(code, _number(report, f"findings/{code}"), report.value(f"findings_amount/{code}")) for code in codes]
    return tuple(FindingCount(status=code, count=count, amount=amount) for code, count, amount in counts if count)
