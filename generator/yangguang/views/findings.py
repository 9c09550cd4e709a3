"""Audit findings as boards and downloads list them: every one of every union, those to be put right first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from yangguang.core.address import cell_key
from yangguang.core.figures import Figure, Unit
from yangguang.core.sentence import say
from yangguang.ledger.figures.findings import CLOSED, LATE, is_closed, status_on

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from yangguang.core.sentence import Sentence
    from yangguang.records.audits import AuditFinding
    from yangguang.views.model import Edition, Listed, Summary

# How long a finding has been or was open, by days from the audit's report: words stay true longer than a number of days.
AGES = ((183, say("半年以内")), (365, say("半年至一年")), (730, say("一年至两年")), (None, say("两年以上")))
_UNDATED = say("未载明发现日期")


class Found(NamedTuple):
    """A finding on the board: of whom, its place on the page of its year (a fragment), how it stands today, how old it is."""

    union_id: str
    year: int
    finding: AuditFinding
    found_on: date | None
    fragment: str
    status: str
    age: Sentence

    @property
    def amount(self) -> Figure | None:
        """The amount it is about, where it states one."""
        key = cell_key(self.union_id, self.year, "findings", self.finding.finding_id, "amount")
        return Figure(key, self.finding.amount, Unit.YUAN) if self.finding.amount is not None else None


def findings_of_all(edition: Edition, summaries: Sequence[Summary]) -> list[Found]:
    """Every finding once: what is late first, then what is open, by deadline; then what was put right, the latest first.

    One that several years of a union list stands where it was listed last.
    """
    latest: dict[tuple[str, str], Found] = {}
    for summary in sorted(summaries, key=lambda one: one.year):
        for one in summary.listed:
            latest[summary.union_id, one.finding.finding_id] = _found(edition, summary, one)
    order = {union_id: place for place, union_id in enumerate(edition.registry.unions)}

    def urgency(one: Found) -> tuple[int, int, int, int]:
        day = one.finding.due_on.toordinal()
        if one.status == CLOSED:
            return 2, -(one.finding.rectified_on or one.finding.due_on).toordinal(), -one.year, order[one.union_id]
        return int(one.status != LATE), day, -one.year, order[one.union_id]

    return sorted(latest.values(), key=urgency)


def _found(edition: Edition, summary: Summary, one: Listed) -> Found:
    finding, on = one.finding, edition.as_of
    status = status_on(finding, on)
    until = finding.rectified_on if is_closed(finding, on) and finding.rectified_on else on
    fragment = f"finding-{finding.finding_id}" if one.placed else "audits"
    return Found(summary.union_id, summary.year, finding, one.found_on, fragment, status, age(one.found_on, until))


def age(found_on: date | None, until: date) -> Sentence:
    """How long it is from the day it was found, in words."""
    if found_on is None:
        return _UNDATED
    days = (until - found_on).days
    return next(word for most, word in AGES if most is None or days <= most)
