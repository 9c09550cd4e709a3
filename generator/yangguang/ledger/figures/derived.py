"""Derived figures of one union-year: exact sums and ratios of what the package states, never of what it leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.core import money
from yangguang.core.address import derived_key
from yangguang.core.figures import Figure, Unit
from yangguang.core.money import added, ratio
from yangguang.core.sentence import say
from yangguang.ledger.between.coverage import audited_targets, due_targets
from yangguang.ledger.figures.accounts import of_accounts
from yangguang.ledger.figures.balances import of_balances
from yangguang.ledger.figures.findings import finding_figures, is_closed
from yangguang.ledger.figures.projects import of_projects
from yangguang.ledger.figures.reported import TABLES, row_key
from yangguang.ledger.figures.totals import BUDGETED, column_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from yangguang.core.figures import Named
    from yangguang.policy.law import Policy
    from yangguang.records.audits import AuditFinding
    from yangguang.records.finances import ThreePublicItem
    from yangguang.records.package import Package

_SPENT_ON = say("各项目、各资金来源的三公经费相加").msgid
_PAID = say("实缴金额之和÷计提基数之和").msgid
_COVERED = say("应审对象中已审的÷应审对象").msgid
_CLOSED_BY_COUNT = say("已整改问题数÷问题总数").msgid
_CLOSED_BY_AMOUNT = say("载明金额的问题：已整改金额÷问题金额").msgid
_ROWS = say("表中行数").msgid

_TARGETS = ("./audit_targets/*/due_year", "./audits/*/target_id", "./audits/*/report_on", "./audits/*/period_covered")


def derive(package: Package, policy: Policy, as_of: date) -> dict[str, Figure]:
    """Every figure derived from `package` alone by name on the day `as_of`, in a fixed order.

    A figure whose table was not given is absent; one that cannot be computed from what was given has the value None.
    Ratios are unrounded (28 digits).
    """
    union_id, year = package.union_id, package.year
    figures = minted(union_id, year, _named(package, policy, as_of))
    figures |= minted(union_id, year, of_balances(package.balances or (), figures.get("surplus")))
    if package.findings is not None:
        figures |= finding_figures(union_id, year, package.findings, as_of)
    return figures


def minted(union_id: str, year: int, named: Iterable[Named]) -> dict[str, Figure]:
    """Figures of a union-year by name."""
    prefix = derived_key(union_id, year, "")
    return {name: Figure(prefix + name, value, unit, formula, inputs) for name, value, unit, formula, inputs in named}


def _named(package: Package, policy: Policy, as_of: date) -> Iterator[Named]:
    if package.accounts is not None:
        yield from of_accounts(package, package.accounts, policy.chart(package.descriptor.chart))
    yield from of_projects(package.projects or ())
    if package.three_public is not None:
        yield from _of_three_public(package.three_public)
    if package.dues is not None:
        paid, payroll = added(one.paid for one in package.dues), added(one.payroll for one in package.dues)
        yield "dues_rate", ratio(paid, payroll), Unit.RATIO, _PAID, ("./dues/*/paid", "./dues/*/payroll")
    if package.audit_targets is not None and package.audits is not None:
        done = audited_targets(package.audit_targets, package.audits, package.union_id, package.year, policy.fiscal)
        for name, due in zip(("units", "projects"), due_targets(package.audit_targets, package.year), strict=True):
            covered = ratio(sum(one.target_id in done for one in due), len(due))
            yield f"audit_coverage/{name}", covered, Unit.RATIO, _COVERED, _TARGETS
    if package.findings is not None:
        yield from _of_findings(package.findings, as_of)
    for table in TABLES:
        if (rows := package.table(table)) is not None:
            yield f"rows/{table}", len(rows), Unit.COUNT, _ROWS, (f"./{table}/*/*",)


def _of_three_public(rows: tuple[ThreePublicItem, ...]) -> Iterator[Named]:
    groups: dict[str, list[ThreePublicItem]] = {"three_public_total": list(rows)}
    for row in rows:
        groups.setdefault(f"three_public/{row.item}", []).append(row)
    for name, members in groups.items():
        for suffix, column in BUDGETED:
            cells = tuple(
                [f"./three_public/{row_key('three_public', one)}/{column_of(one, suffix)}" for one in members]
            )
            yield f"{name}{suffix}", money.total(map(column, members)), Unit.YUAN, _SPENT_ON, cells


def _of_findings(findings: tuple[AuditFinding, ...], as_of: date) -> Iterator[Named]:
    rectified = sum(is_closed(finding, as_of) for finding in findings)
    counts = ("./@findings/rectified", "./@findings")
    yield "rectification_rate_count", ratio(rectified, len(findings)), Unit.RATIO, _CLOSED_BY_COUNT, counts
    stated = [finding for finding in findings if finding.amount is not None or finding.amount_undetermined]
    found = money.total(finding.amount for finding in stated)
    put_right = money.total(finding.rectified_amount for finding in stated)
    amounts = ("./findings/*/rectified_amount", "./findings/*/amount")
    yield "rectification_rate_amount", ratio(put_right, found), Unit.RATIO, _CLOSED_BY_AMOUNT, amounts
