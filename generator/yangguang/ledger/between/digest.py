"""What travels from one union to the others: a few totals and the rows that name another union."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from yangguang.ledger.figures.basis import basis
from yangguang.ledger.model import Digest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yangguang.ledger.model import UnionYear
    from yangguang.records.audits import Audit, AuditFinding
    from yangguang.records.oversight import Filing
    from yangguang.records.package import Package

# What peer groups, roll-ups and lists of the whole federation show.
DIGEST_FIGURES: tuple[str, ...] = (
    "income_total",
    "income_total/budget_adjusted",
    "expenditure_total",
    "expenditure_total/budget_adjusted",
    "surplus",
    "execution_rate",
    "three_public_total",
    "member_service_share",
    "dues_rate",
    "per_member_expenditure",
    "rectification_rate_count",
)
# Columns of the overview that others compare by size.
_STATED = ("members", "employees")
# Steps of a filing that another union takes or receives; a committee's own review stays at home.
_BETWEEN_LEVELS = frozenset({"submission", "superior_approval", "record_filing", "superior_receipt"})


def digest(report: UnionYear) -> Digest:
    """The digest of one union-year; its totals also hold what `_STATED` names of the overview. Of a withdrawn year nothing."""
    package = report.package
    if report.is_withdrawn:
        return Digest(union_id=report.union.union_id, year=report.year, stage=None, standing=report.standing, totals={})
    return Digest(
        union_id=report.union.union_id,
        year=report.year,
        stage=package.descriptor.stage if package else None,
        standing=report.standing,
        totals=_totals(report),
        planned=bool(basis(package)),
        overdue=report.is_overdue,
        missing_since=report.missing_since,
        chart=package.descriptor.chart if package else None,
        transfers=package.transfers if package else None,
        filings=_between_levels(package),
        inspections=package.inspections if package else None,
        audits=_of_others(package),
        audit_targets=package.audit_targets if package else None,
        findings=_on_others(package),
        overview=tuple(row for row in package.overview or () if row.procurement_threshold is not None)
        if package
        else (),
        account_totals=_class_totals(report),
    )


def _totals(report: UnionYear) -> Mapping[str, Decimal]:
    known = {name: value for name in DIGEST_FIGURES if (value := report.value(name)) is not None}
    if report.package and report.package.overview:
        overview = report.package.overview[0]
        known.update({name: Decimal(value) for name in _STATED if (value := getattr(overview, name)) is not None})
    return known


def _class_totals(report: UnionYear) -> Mapping[str, Decimal]:
    """Actual amounts by account class, the one thing that compares across charts."""
    return {
        parts[1]: value
        for name in report.figures
        if len(parts := name.split("/")) == 2 and parts[0] == "class" and (value := report.value(name)) is not None
    }


def _between_levels(package: Package | None) -> tuple[Filing, ...] | None:
    if package is None or package.filings is None:
        return None
    return tuple(
        filing
        for filing in package.filings
        if filing.step in _BETWEEN_LEVELS or filing.subject == "performance_assessment"
    )


def _of_others(package: Package | None) -> tuple[Audit, ...] | None:
    if package is None or package.audits is None:
        return None
    return tuple(audit for audit in package.audits if audit.target_id != "self")


def _on_others(package: Package | None) -> tuple[AuditFinding, ...] | None:
    """What audits of others found. Whose audit is not listed stays at home: nobody can tell whom it is about."""
    if package is None or package.findings is None:
        return None
    audits = {audit.audit_id for audit in _of_others(package) or ()}
    return tuple(finding for finding in package.findings if finding.audit_id in audits)
