"""Findings of audits as they stand on the day of judgement: put right, still open, open past their deadline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.core.figures import counted

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from yangguang.core.figures import Figure
    from yangguang.records.audits import AuditFinding

CLOSED = frozenset({"rectified"})


def is_late(finding: AuditFinding, as_of: date) -> bool:
    """Whether a finding is open although its deadline lies before `as_of`, or says so itself."""
    return finding.status not in CLOSED and (finding.status == "overdue" or finding.due_on < as_of)


def finding_figures(union_id: str, year: int, findings: Collection[AuditFinding], as_of: date) -> dict[str, Figure]:
    """Of one year's findings: `findings` all, `findings/rectified` put right, `findings_open` and `findings_overdue`."""
    counts = {
        "findings": len(findings),
        "findings/rectified": sum(one.status in CLOSED for one in findings),
        "findings_open": sum(one.status not in CLOSED for one in findings),
        "findings_overdue": sum(is_late(one, as_of) for one in findings),
    }
    return {name: counted(union_id, year, name, number) for name, number in counts.items()}
