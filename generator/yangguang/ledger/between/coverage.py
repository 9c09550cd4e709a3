"""Which targets were due for an audit in a year, and which of them had one: of the whole target, and of that year."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yangguang.core.fiscal import FiscalYears
    from yangguang.records.audits import Audit, AuditTarget

# Reviews before and during the year, and follow-ups of older audits, are not the audit that a target is due for.
_NOT_COVERING = frozenset({"budget_review", "midyear_review", "follow_up"})
# Nor is an audit of one officer, fund, building or matter the audit of a unit; of a project it may be.
_OF_ONE_MATTER = frozenset({"accountability", "special_fund", "construction", "asset", "other"})


def due_targets(targets: Iterable[AuditTarget], year: int) -> tuple[list[AuditTarget], list[AuditTarget]]:
    """The units and the projects whose audit is due in `year`."""
    due = [target for target in targets if target.due_year == year]
    return [one for one in due if one.kind != "project"], [one for one in due if one.kind == "project"]


def audited_targets(
    targets: Iterable[AuditTarget], audits: Iterable[Audit], union_id: str, year: int, fiscal: FiscalYears
) -> set[str]:
    """Ids of those of `targets` that an audit covers."""
    return {*covering_audits(targets, audits, union_id, year, fiscal)}


def covering_audits(
    targets: Iterable[AuditTarget], audits: Iterable[Audit], union_id: str, year: int, fiscal: FiscalYears
) -> dict[str, Audit]:
    """Of each of `targets`, by its id, the first reported audit of the whole of it that covers `year`, or its cycle's end.

    `union_id` is the union whose list it is: on both sides it may stand under its own id or as 'self'.
    """
    reported: dict[str, list[Audit]] = {}
    for audit in sorted(audits, key=lambda one: (one.report_on or date.max, one.audit_id)):
        if (
            audit.report_on
            and audit.kind not in _NOT_COVERING
            and not _is_too_early(audit, audit.report_on, year, fiscal)
        ):
            reported.setdefault(_plain(audit.target_id, union_id), []).append(audit)
    found: dict[str, Audit] = {}
    for target in targets:
        for audit in reported.get(_plain(target.target_id, union_id), ()):
            whole = target.kind == "project" or audit.kind not in _OF_ONE_MATTER
            if whole and _covers(fiscal.named(audit.period_covered or ""), year, target.cycle_years or 1):
                found.setdefault(target.target_id, audit)
    return found


def _is_too_early(audit: Audit, day: date, year: int, fiscal: FiscalYears) -> bool:
    """Whether a report on a year's execution came before that year had ended: it is of another year, or misdated."""
    last = max(fiscal.named(audit.period_covered or ""), default=year)
    return audit.kind == "annual_execution" and day <= fiscal.last_day(last)


def _plain(target_id: str, union_id: str) -> str:
    return "self" if target_id == union_id else target_id


def _covers(years: list[int], year: int, cycle: int) -> bool:
    """Whether the period from the first to the last of `years` meets the `cycle` years up to `year`; none is the year's."""
    return not years or (min(years) <= year < max(years) + cycle)
