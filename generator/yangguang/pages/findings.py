"""An audit finding's way from the day it was found to the day it was put right, with days between, across the years."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from yangguang.core.sentence import say
from yangguang.ledger.figures.findings import is_closed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from yangguang.core.figures import Figure
    from yangguang.ledger.model import UnionYear
    from yangguang.records.audits import AuditFinding

_FOUND, _WARNED, _RIGHT, _REVISITED = say("发现").msgid, say("警示").msgid, say("整改完成").msgid, say("回访").msgid


class Step(NamedTuple):
    """A dated step, and how many days after the one before it (None for the first)."""

    title: str
    day: date
    after: int | None


class Way(NamedTuple):
    """The steps by day; whether it is closed; days past its deadline, if it was put right late; of which year it repeats one.

    How long an open one has been late is not told: it would change with every day.
    """

    steps: tuple[Step, ...]
    closed: bool
    late: Figure | None
    repeats: int | None


def way(finding: AuditFinding, report: UnionYear, history: Mapping[int, UnionYear], on: date) -> Way:
    """The way of one of `report`'s findings as far as the day `on`; the audit may stand in an earlier year's books."""
    dated = [
        (title, day)
        for title, day in (
            (_FOUND, found_on(finding, history)),
            (_WARNED, finding.warned_on),
            (_RIGHT, finding.rectified_on),
            (_REVISITED, finding.revisited_on),
        )
        if day and day <= on
    ]
    dated.sort(key=lambda step: step[1])
    steps = tuple(
        Step(title, day, (day - dated[place - 1][1]).days if place else None)
        for place, (title, day) in enumerate(dated)
    )
    closed = is_closed(finding, on)
    late = report.figures.get(f"findings/{finding.finding_id}/days_late")
    return Way(steps, closed, late, _repeats(finding, report, history))


def found_on(finding: AuditFinding, history: Mapping[int, UnionYear]) -> date | None:
    """The day the finding's audit reported, which may stand in the books of another of the union's years."""
    days = [
        audit.report_on
        for one in history.values()
        for audit in (one.package.audits if one.package else None) or ()
        if audit.audit_id == finding.audit_id and audit.report_on
    ]
    return min(days, default=None)


def _repeats(finding: AuditFinding, report: UnionYear, history: Mapping[int, UnionYear]) -> int | None:
    """The year whose finding this one repeats; its own where the books of that year are not there to say."""
    if not finding.repeats:
        return None
    for year, one in sorted(history.items()):
        if any(row.finding_id in finding.repeats for row in (one.package.findings if one.package else None) or ()):
            return year
    return report.year
