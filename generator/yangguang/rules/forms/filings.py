"""A union's path through the bodies, and what its superior's books say of it.

A superior records what it did with a subordinate's matter in its own `filings`: the same subject, its own step, and
either the subordinate's identifier (as `subject_id` or `body_id`) or the very document number that the subordinate states.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from yangguang.core.dates import add_years
from yangguang.rules.judge.answers import cells, superior_cells
from yangguang.rules.judge.index import remembered, rows_with

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from yangguang.records.oversight import Filing
    from yangguang.records.package import Package
    from yangguang.rules.judge.case import Case
    from yangguang.rules.judge.model import Cell


# What makes a row of another's books one of this union's matters, and what it says of it.
_SEEN = ("subject", "subject_id", "step", "date", "body_id", "outcome", "period_covered")
_FROM_ABOVE = frozenset({"superior_approval", "record_filing", "superior_receipt"})


class Seen(NamedTuple):
    """A row of the superior's filings and the year of the package it stands in."""

    year: int
    filing: Filing


def own_filings(
    case: Case, subject: str, step: str, subject_id: str | None = None, *, package: Package | None = None
) -> list[Filing]:
    """The union's own rows of one subject and step up to the day of judgement, earliest first.

    Its answers to a subordinate are not its own: they name one, or the union itself as the body above. `subject_id`
    narrows to one asset or audit; another year's `package` may hold the rows too.
    """
    held = package or case.package
    assert held is not None, "only a union with books has rows of its own"
    asked = {"subject": subject, "step": step} | ({} if subject_id is None else {"subject_id": subject_id})
    rows = rows_with(case, held, "filings", **asked)
    if not rows:
        return []
    own, below = case.union.union_id, {one.union_id for one in case.registry.children(case.union.union_id)}
    found = [
        row
        for row in rows
        if row.date <= case.as_of
        and not (row.step in _FROM_ABOVE and row.body_id == own)
        and below.isdisjoint({row.subject_id, row.body_id})
    ]
    return sorted(found, key=lambda row: (row.date, row.filing_id))


def record_cells(case: Case, package: Package, rows: Iterable[Filing], *columns: str) -> tuple[Cell, ...]:
    """What makes each of the union's own `rows` what it is, and the columns named.

    Whom a row names counts only where it could make the row an answer to another.
    """
    has_below = bool(case.registry.children(case.union.union_id))
    shown: list[Cell] = []
    for row in rows:
        names = ("subject_id", "body_id") if has_below else ("body_id",) if row.step in _FROM_ABOVE else ()
        shown += cells(package, "filings", [row], *dict.fromkeys(("subject", "step", "date", *names, *columns)))
    return tuple(shown)


def seen_cells(case: Case, seen: Seen, *columns: str) -> tuple[Cell, ...]:
    """What the superior's row says of this union's matter, and the columns named; where it is known by a number, whose."""
    year, row = seen
    if case.union.union_id in {row.subject_id, row.body_id}:
        return superior_cells(case, year, [row], *_SEEN, *columns)
    books = (report.package for report in case.history.values() if report.package)
    same = [
        cell
        for book in books
        for cell in cells(book, "filings", rows_with(case, book, "filings", document_no=row.document_no), "document_no")
    ]
    return (*superior_cells(case, year, [row], *dict.fromkeys((*_SEEN, "document_no", *columns))), *same)


def of_year(case: Case, rows: list[Filing]) -> list[Filing]:
    """Those that name the judged year as the period they cover, or name none."""
    return [row for row in rows if covers(case, row.period_covered, case.year, unstated=True)]


def covers(case: Case, period: str | None, year: int, *, unstated: bool) -> bool:
    """Whether a period such as '2025', '2025年度' or '2025-01/2025-12' includes `year`; `unstated` answers for None."""
    return unstated if period is None else year in case.policy.fiscal.named(period)


def is_of_year(case: Case, row: Filing, book: int, due: date) -> bool:
    """Whether a record in the books of year `book` is of what is due for the judged year by `due`, once a year."""
    return covers(
        case, row.period_covered, case.year, unstated=book == case.year and not may_be_earlier(case, row, book, due)
    )


def may_be_earlier(case: Case, row: Filing, book: int, due: date) -> bool:
    """Whether it names no year and came while the same for the year before its books was due: it may be of that one."""
    return row.period_covered is None and row.date <= add_years(due, book - case.year - 1)


def superior_filings(case: Case, subject: str, *steps: str) -> list[Seen]:
    """What the immediate superior's packages say of this union's matters of `subject`, earliest first."""
    return filings_at(case, case.union.parent_id, subject, *steps)


def filings_at(case: Case, union_id: str | None, subject: str, *steps: str) -> list[Seen]:
    """What the packages of `union_id`, a superior or a union that this one's rows name, say of this union's matters."""
    found = [
        Seen(year, row)
        for year, digest in case.neighbours.books_of(union_id).items()
        for row in digest.filings or ()
        if row.subject == subject and row.step in steps and row.date <= case.as_of
        and not _names_another(case, row, union_id)
    ]  # fmt: skip
    return sorted(found, key=lambda seen: (seen.filing.date, seen.filing.filing_id))


def filing_at(
    case: Case, union_id: str, subject: str, steps: tuple[str, ...], *, document_no: str | None, subject_id: str
) -> Seen | None:
    """The last row in the books of `union_id` on one matter: by the number of the decision, else by the matter's id.

    By its id only where the row names this union: another union may have a matter of the same id.
    """

    def known() -> dict[object, Seen]:
        told = filings_at(case, union_id, subject, *steps)
        by_number = {("number", one.filing.document_no): one for one in told if one.filing.document_no}
        return by_number | {(one.filing.body_id, one.filing.subject_id): one for one in told}

    found = remembered(case, (union_id, subject, steps), known)
    return found.get(("number", document_no)) or found.get((case.union.union_id, subject_id))


def has_filings(case: Case, union_id: str, *years: int) -> bool:
    """Whether `union_id` has disclosed its filings of one of `years`."""
    books = case.neighbours.books_of(union_id)
    return any(book.filings is not None for year, book in books.items() if year in years)


def this_and_next_year(case: Case) -> list[Package]:
    """The union's own books in which something that belongs to the judged year may stand."""
    reports = (case.history.get(year) for year in (case.year, case.year + 1))
    return [report.package for report in reports if report and report.package]


def _names_another(case: Case, row: Filing, keeper: str | None) -> bool:
    """Whether a row in the books of `keeper` names a third union: one document number may serve many of them."""
    concerned = {case.union.union_id, keeper}
    return any(name in case.registry.unions and name not in concerned for name in (row.subject_id, row.body_id))
