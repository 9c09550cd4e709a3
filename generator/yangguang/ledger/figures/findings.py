"""Findings of audits as they stand on a day: put right, still open, open past their deadline. Decided here for everyone.

What a union says of a finding is what it was when the books were written. A finding put right after the day asked about
was still open then, and whether one is late follows from its deadline, never from a label.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.core.address import derived_key
from yangguang.core.figures import Figure, Unit
from yangguang.core.money import added
from yangguang.core.sentence import say
from yangguang.records.codes import CODE_LISTS

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from decimal import Decimal

    from yangguang.records.audits import AuditFinding

CLOSED, LATE, _OPEN = "rectified", "overdue", "in_progress"
_COUNTED = say("审计问题逐行计数，状态按判定日").msgid
_DAYS_LATE = say("整改完成日期−整改期限").msgid
_ADDED = say("载明金额的问题相加，状态按判定日").msgid
_STANDING = ("./findings/*/status", "./findings/*/due_on", "./findings/*/rectified_on")
_AMOUNTS = (*_STANDING, "./findings/*/amount")


def is_closed(finding: AuditFinding, on: date) -> bool:
    """Whether a finding was put right by the day `on`; one put right on a day that nobody states is."""
    return finding.status == CLOSED and (finding.rectified_on is None or finding.rectified_on <= on)


def is_late(finding: AuditFinding, on: date) -> bool:
    """Whether a finding is open although its deadline lies before the day `on`."""
    return not is_closed(finding, on) and finding.due_on < on


def status_on(finding: AuditFinding, on: date) -> str:
    """The finding's status on the day `on`, a code of `rectification_status`."""
    if is_closed(finding, on):
        return CLOSED
    if is_late(finding, on):
        return LATE
    return _OPEN if finding.status in {CLOSED, LATE} else finding.status


def finding_figures(union_id: str, year: int, findings: Collection[AuditFinding], on: date) -> dict[str, Figure]:
    """One year's findings in numbers, by name.

    `findings` are all, `findings/<status>` and `findings_amount/<status>` those of each status that occurs (of `rectified`
    always), `findings_amount` is that of all, `findings_open` and `findings_overdue` count the open and the late.
    An amount is the sum of those stated, and absent where none is or where one is not determined yet.
    """
    by_status: dict[str, list[AuditFinding]] = {code.code: [] for code in CODE_LISTS["rectification_status"]}
    for one in findings:
        by_status[status_on(one, on)].append(one)
    closed = len(by_status[CLOSED])
    numbers: dict[str, tuple[Decimal | int | None, Unit]] = {
        "findings": (len(findings), Unit.COUNT),
        "findings/rectified": (closed, Unit.COUNT),
        "findings_open": (len(findings) - closed, Unit.COUNT),
        "findings_overdue": (sum(is_late(one, on) for one in findings), Unit.COUNT),
        "findings_amount": (_stated(findings), Unit.YUAN),
    }
    for status, some in by_status.items():
        if some:
            numbers[f"findings/{status}"] = len(some), Unit.COUNT
            numbers[f"findings_amount/{status}"] = _stated(some), Unit.YUAN
    told = {
        name: Figure(derived_key(union_id, year, name), value, unit, *_made(unit))
        for name, (value, unit) in numbers.items()
        if value is not None
    }
    for one in findings:
        if is_closed(one, on) and one.rectified_on and one.rectified_on > one.due_on:
            name, row = f"findings/{one.finding_id}/days_late", f"./findings/{one.finding_id}"
            days, inputs = (one.rectified_on - one.due_on).days, (f"{row}/rectified_on", f"{row}/due_on")
            told[name] = Figure(derived_key(union_id, year, name), days, Unit.DAYS, _DAYS_LATE, inputs)
    return told


def _made(unit: Unit) -> tuple[str, tuple[str, ...]]:
    return (_COUNTED, _STANDING) if unit is Unit.COUNT else (_ADDED, _AMOUNTS)


def _stated(findings: Collection[AuditFinding]) -> Decimal | None:
    amounts = [one.amount for one in findings if one.amount is not None]
    return added(amounts) if amounts and not any(one.amount_undetermined for one in findings) else None
