"""Audit reports on their way to the superior: which record of either union is of which report."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yangguang.records.audits import Audit
    from yangguang.records.oversight import Filing
    from yangguang.records.package import Package
    from yangguang.rules.forms.filings import Seen

Record = TypeVar("Record", bound="tuple[object, Filing]")


class Mail(NamedTuple):
    """A report, what was sent of it, and what the superior's books say of it.

    `unclear` where there is a record of one of several reports, and none says of which.
    """

    report: Audit
    sent: list[tuple[Package, Filing]]
    received: list[Seen]
    unclear: bool


def mails(
    reports: Sequence[Audit], sent: Sequence[tuple[Package, Filing]], received: Sequence[Seen], union_id: str
) -> list[Mail]:
    """What was sent and received of each of `reports`, in their order.

    A record is of the report that it names by id or number, a receipt also by the number of what was sent. One that names
    none (a receipt may name the union alone) is of a report without a record of its own; where there are fewer of them
    than such reports, nobody can tell of which. A receipt is first of what was sent.
    """
    names = {row.audit_id: {row.audit_id, row.report_no} - {None} for row in reports}
    out, open_ = _by_report(sent, names, {None})
    unsent = [name for name in out if not out[name]]
    unclear = _spread(open_, unsent, out)
    for name, records in out.items():
        names[name] |= {filing.document_no for _, filing in records} - {None}
    back, loose = _by_report(received, names, {None, union_id})
    unheard = [name for name in back if not back[name]]
    if waiting := [name for name in unheard if out[name]]:
        _spread(loose, waiting[: len(loose)], back)
    else:
        unclear |= _spread(loose, unheard, back)
    return [Mail(row, out[row.audit_id], back[row.audit_id], row.audit_id in unclear) for row in reports]


def _by_report(
    records: Sequence[Record], names: dict[str, set[str | None]], nothing: set[str | None]
) -> tuple[dict[str, list[Record]], list[Record]]:
    """The records of each report, and those whose subject says `nothing` and that no number tells either."""
    found: dict[str, list[Record]] = {name: [] for name in names}
    open_ = []
    for record in records:
        filing = record[1]
        of = [name for name in names if filing.subject_id in names[name]] or [
            name for name in names if filing.document_no in names[name]
        ]
        if of:
            found[of[0]].append(record)
        elif filing.subject_id in nothing:
            open_.append(record)
    return found, open_


def _spread(records: Sequence[Record], names: Sequence[str], found: dict[str, list[Record]]) -> set[str]:
    """Give each of `names` one of the records, the last of them all that are left; the names, where there are too few."""
    if len(records) < len(names):
        return {*names} if records else set()
    for at, record in enumerate(records if names else ()):
        found[names[min(at, len(names) - 1)]].append(record)
    return set()
