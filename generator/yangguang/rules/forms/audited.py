"""What audits say of the union itself: its own books' and its superiors'. What they found elsewhere is others' to answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from yangguang.ledger.figures.findings import CLOSED, is_closed
from yangguang.rules.forms.audit_reports import later_on
from yangguang.rules.judge.answers import cells_of

if TYPE_CHECKING:
    from yangguang.ledger.model import Digest
    from yangguang.records.audits import Audit, AuditFinding
    from yangguang.records.package import Package
    from yangguang.rules.judge.case import Case
    from yangguang.rules.judge.model import Cell


class Found(NamedTuple):
    """A finding on the union, the union whose books of the judged year state it, and the audit it is of, where listed."""

    finding: AuditFinding
    union_id: str
    audit: Audit | None


def audits_of_itself(case: Case, package: Package) -> list[tuple[str, Audit]]:
    """Audits of the union with a report by the day of judgement, earliest first, and whose books state each.

    An audit of another union is not one of this.
    """
    own = [(case.union.union_id, row) for row in _on_itself(case, package.audits)]
    rows = [*own, *((name, row) for name, digest in _books(case) for row in digest.audits or ())]
    found = [(name, row) for name, row in rows if row.report_on and row.report_on <= case.as_of]
    return sorted(found, key=lambda one: (one[1].report_on, one[0], one[1].audit_id))


def findings_on_itself(case: Case, package: Package) -> list[Found]:
    """Findings on the union, reported by the day of judgement; one whose audit is not listed has been.

    One that its own books and an auditor's state alike (the id is stable) stands in both.
    """
    found = _found(case, package, case.union.union_id)
    for union_id, digest in _books(case):
        found += _found(case, digest, union_id)
    return [one for one in found if not (day := one.audit and one.audit.report_on) or day <= case.as_of]


def still_open(case: Case, found: list[Found]) -> tuple[list[Found], bool]:
    """Those not put right by the day of judgement, and whether other books call every one of them put right."""
    done = {_name(one) for one in found if is_put_right(case, one)}
    open_ = [one for one in found if not is_put_right(case, one)]
    agreed = [one for one in open_ if _name(one) not in done]
    return agreed or open_, not agreed


def is_put_right(case: Case, found: Found) -> bool:
    """Whether the finding had been put right by the day of judgement, as the books that state it tell it in any later year."""
    told = later_on(case, found.finding) if found.union_id == case.union.union_id else _later_at(case, found)
    return any(is_closed(one, case.as_of) for one in told)


def finding_cells(case: Case, found: list[Found], *columns: str) -> tuple[Cell, ...]:
    """The named columns of the findings, each in the books that state it."""
    return tuple(
        cell for one in found for cell in cells_of(case, one.union_id, case.year, "findings", [one.finding], *columns)
    )


def repair_cells(case: Case, found: list[Found]) -> tuple[Cell, ...]:
    """What kind each finding is of and whether it was put right; a day without that status says nothing."""
    closed = [one for one in found if one.finding.status == CLOSED]
    return (*finding_cells(case, found, "category", "status"), *finding_cells(case, closed, "rectified_on"))


def _name(found: Found) -> tuple[str, str]:
    return found.finding.finding_id, found.finding.category


def _books(case: Case) -> list[tuple[str, Digest]]:
    """The judged year's books of others that speak of this union."""
    return [(name, years[case.year]) for name, years in case.neighbours.books.items() if case.year in years]


def _found(case: Case, book: Package | Digest, union_id: str) -> list[Found]:
    audits = {row.audit_id: row for row in book.audits or ()}
    on_others = {*audits} - {row.audit_id for row in _on_itself(case, book.audits)}
    return [
        Found(row, union_id, audits.get(row.audit_id)) for row in book.findings or () if row.audit_id not in on_others
    ]


def _later_at(case: Case, found: Found) -> list[AuditFinding]:
    """The finding as another union's books of the judged year and those after it tell it."""
    return [
        one
        for year, book in case.neighbours.books_of(found.union_id).items()
        if year >= case.year
        for one in book.findings or ()
        if one.finding_id == found.finding.finding_id
    ]


def _on_itself(case: Case, audits: tuple[Audit, ...] | None) -> list[Audit]:
    own, unions = case.union.union_id, case.registry.unions
    return [row for row in audits or () if row.target_id == own or row.target_id not in unions]
