"""A union's rows sorted by the union they concern, so that each other union carries only its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from yangguang.ledger.model import Digest
    from yangguang.records.oversight import Filing

Row = TypeVar("Row")


class Correspondence:
    """One digest, ready to be cut. A table that was not given stays None in every cut."""

    def __init__(self, digest: Digest) -> None:
        self._digest = digest
        self._transfers = _sorted_by(digest.transfers, lambda row: row.counterparty_id)
        self._inspections = _sorted_by(digest.inspections, lambda row: row.inspected_id)
        self._audits = _sorted_by(digest.audits, lambda row: row.target_id)
        self._targets = _sorted_by(digest.audit_targets, lambda row: row.target_id)
        self._by_union: dict[str, list[Filing]] = {}
        self._by_number: dict[str, list[Filing]] = {}
        for filing in digest.filings or ():
            for name in {filing.subject_id, filing.body_id} - {None, digest.union_id}:
                self._by_union.setdefault(name or "", []).append(filing)
            if filing.document_no:
                self._by_number.setdefault(filing.document_no, []).append(filing)

    def about(self, union_id: str, numbers: Iterable[str]) -> Digest:
        """The digest with only the rows that name `union_id`, and filings that share one of its document `numbers`."""
        filings = {filing.filing_id: filing for filing in self._by_union.get(union_id, ())}
        for number in numbers:
            filings.update((filing.filing_id, filing) for filing in self._by_number.get(number, ()))
        whole, audits = self._digest, _part(self._audits, union_id)
        audited = {audit.audit_id for audit in audits or ()}
        return replace(
            whole,
            filings=None if whole.filings is None else tuple(sorted(filings.values(), key=lambda row: row.row)),
            transfers=_part(self._transfers, union_id),
            inspections=_part(self._inspections, union_id),
            audits=audits,
            audit_targets=_part(self._targets, union_id),
            findings=None
            if whole.findings is None
            else tuple(row for row in whole.findings if row.audit_id in audited),
        )


def _sorted_by(rows: Iterable[Row] | None, key: Callable[[Row], str]) -> dict[str, list[Row]] | None:
    if rows is None:
        return None
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found


def _part(rows: dict[str, list[Row]] | None, union_id: str) -> tuple[Row, ...] | None:
    return None if rows is None else tuple(rows.get(union_id, ()))
