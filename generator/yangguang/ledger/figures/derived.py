"""Derived figures of one union-year: exact sums and ratios of what the package states, never of what it leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.core import money
from yangguang.core.figures import Figure, Unit, derived_key
from yangguang.core.money import ZERO, ratio
from yangguang.ledger.between.coverage import audited_targets, due_targets
from yangguang.ledger.figures.findings import finding_figures, is_closed
from yangguang.ledger.figures.totals import BUDGETED, COLUMNS, Totals, actual, effective_budget, total

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from yangguang.policy.chart import Chart
    from yangguang.policy.law import Policy
    from yangguang.records.audits import AuditFinding
    from yangguang.records.finances import Account, ThreePublicItem
    from yangguang.records.package import Package

    Named = tuple[str, Decimal | int | None, Unit]


def derive(package: Package, policy: Policy, as_of: date) -> dict[str, Figure]:
    """Every derived figure of `package` by name on the day `as_of`, in a fixed order.

    A figure whose table was not given is absent; one that cannot be computed from what was given has the value None.
    Ratios are unrounded (28 digits).
    """
    union_id, year = package.union_id, package.year
    figures = {
        name: Figure(derived_key(union_id, year, name), value, unit)
        for name, value, unit in _named(package, policy, as_of)
    }
    if package.findings is not None:
        figures |= finding_figures(union_id, year, package.findings, as_of)
    return figures


def _named(package: Package, policy: Policy, as_of: date) -> Iterator[Named]:
    if package.accounts is not None:
        members = package.overview[0].members if package.overview else None
        yield from _of_accounts(package.accounts, policy.chart(package.descriptor.chart), members)
    if package.three_public is not None:
        yield from _of_three_public(package.three_public)
    if package.dues is not None:
        paid, payroll = sum((one.paid for one in package.dues), ZERO), sum((one.payroll for one in package.dues), ZERO)
        yield "dues_rate", ratio(paid, payroll), Unit.RATIO
    if package.audit_targets is not None and package.audits is not None:
        done = audited_targets(package.audit_targets, package.audits, package.union_id, package.year)
        for name, due in zip(("units", "projects"), due_targets(package.audit_targets, package.year), strict=True):
            yield f"audit_coverage/{name}", ratio(sum(one.target_id in done for one in due), len(due)), Unit.RATIO
    if package.findings is not None:
        yield from _of_findings(package.findings, as_of)


def _of_accounts(accounts: tuple[Account, ...], chart: Chart, members: int | None) -> Iterator[Named]:
    totals = Totals(accounts, chart)
    sums = {side: {suffix: total(roots, column) for suffix, column in COLUMNS} for side, roots in totals.roots.items()}
    for side, by_column in sums.items():
        for suffix, amount in by_column.items():
            yield f"{side}_total{suffix}", amount, Unit.YUAN
    spent = sums["expenditure"]
    for suffix, _ in BUDGETED:
        came, went = sums["income"][suffix], spent[suffix]
        yield f"surplus{suffix}", None if came is None or went is None else came - went, Unit.YUAN
    yield "execution_rate", ratio(spent[""], spent["/budget_adjusted"]), Unit.RATIO
    for account in accounts:
        yield f"execution_rate/{account.account_code}", ratio(actual(account), effective_budget(account)), Unit.RATIO
    yield "per_member_expenditure", ratio(spent[""], members), Unit.YUAN
    for class_ in sorted(totals.classes):
        for suffix, column in BUDGETED:
            yield f"class/{class_}{suffix}", total(totals.classes[class_], column), Unit.YUAN
    if "admin_non_personnel" in totals.classes:
        for suffix, column in BUDGETED:
            yield f"admin_non_personnel{suffix}", total(totals.classes["admin_non_personnel"], column), Unit.YUAN
    if "member_service" in chart.class_sides:
        served = total(totals.classes.get("member_service", []), actual)
        yield "member_service_share", ratio(served, spent[""]), Unit.RATIO


def _of_three_public(rows: tuple[ThreePublicItem, ...]) -> Iterator[Named]:
    groups: dict[str, list[ThreePublicItem]] = {"three_public_total": list(rows)}
    for row in rows:
        groups.setdefault(f"three_public/{row.item}", []).append(row)
    for name, members in groups.items():
        for suffix, column in BUDGETED:
            yield f"{name}{suffix}", money.total(map(column, members)), Unit.YUAN


def _of_findings(findings: tuple[AuditFinding, ...], as_of: date) -> Iterator[Named]:
    rectified = sum(is_closed(finding, as_of) for finding in findings)
    yield "rectification_rate_count", ratio(rectified, len(findings)), Unit.RATIO
    stated = [finding for finding in findings if finding.amount is not None or finding.amount_undetermined]
    found = money.total(finding.amount for finding in stated)
    put_right = money.total(finding.rectified_amount for finding in stated)
    yield "rectification_rate_amount", ratio(put_right, found), Unit.RATIO
