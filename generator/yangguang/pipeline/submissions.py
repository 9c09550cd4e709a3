"""A union's years through the door: what is submitted now, what visitors see, and why they differ."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from yangguang.core.issues import Severity
from yangguang.core.quarantine import note
from yangguang.door.admit import admit
from yangguang.door.bytes.raw import read_folder
from yangguang.door.bytes.unread import with_strays
from yangguang.door.messages.catalogue import is_harmful
from yangguang.door.then import Past, Seen, accepted_then
from yangguang.ledger.model import Before, Refusal
from yangguang.sources.provenance import Provenance

if TYPE_CHECKING:
    from yangguang.core.issues import Issue
    from yangguang.door.model import Admission
    from yangguang.pipeline.books import Books
    from yangguang.records.package import Package
    from yangguang.sources.publications import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """A year with a folder: what the door says of it, the version visitors see with its commit, and why they differ.

    `admission` is what the check tells: of a package that main has shown it is accepted, and what today's door would
    refuse it for is a warning. `shown` is that admission where it was accepted, else the last accepted one, None where
    none ever was. `hints` are what today's door would refuse what is shown for.
    """

    admission: Admission
    shown: Admission | None
    provenance: Provenance
    refusal: Refusal | None = None
    hints: tuple[Issue, ...] = ()


def submissions(books: Books, union_id: str) -> dict[int, Submission]:
    """Each year the union has a folder for, earliest first: opening balances and last year's budgets reach back."""
    earlier: dict[int, Package] = {}
    found: dict[int, Submission] = {}
    past = past_of(books, union_id)
    for district, year in books.folders.get(union_id, ()):
        note("read", year)
        raw = with_strays(books.data, read_folder(books.data, district, union_id, year, books.repository.modes))
        admission = admit(raw, books.registry, books.door_policy, earlier, books.as_of)
        if admission.accepted:
            here = books.repository.provenance(admission.folder)
            found[year] = Submission(admission=admission, shown=admission, provenance=here)
        else:
            found[year] = _not_today(books, admission, past)
        last = found[year].shown
        if last is not None and last.package is not None:
            earlier[year] = last.package
    return found


def past_of(books: Books, union_id: str) -> Past | None:
    """What main showed of a union; None where the history is not known."""
    repository = books.repository
    if repository.checkout is None:
        return None
    return Past(checkout=repository.checkout, history=repository.history, union_id=union_id, as_of=books.as_of)


def _not_today(books: Books, admission: Admission, past: Past | None) -> Submission:
    """What becomes of a package that today's door refuses: main's own version stays, anything else gives way to that."""
    here = books.repository.provenance(admission.folder)
    seen = past.seen(admission.year) if past else Seen(unknown=True)
    is_mains = (
        seen.version is not None and seen.version is books.repository.published(admission.folder) and not here.dirty
    )
    if past and is_mains and seen.version and any(is_harmful(problem) for problem in admission.issues):
        first, is_mains = seen.version.moment, False
        seen = past.seen(admission.year, first.number - 1)._replace(since=first, withheld=True)
    shown, version = seen.admission, seen.version
    if shown is None or version is None:
        refusal = Refusal(since=_at(seen.since) or here, issues=admission.issues, before=_before(seen))
        return Submission(admission=admission, shown=None, provenance=here, refusal=refusal)
    if not is_mains:
        refusal = Refusal(since=_at(seen.since) or here, issues=admission.issues)
        made = _at(version.moment) or here
        return Submission(admission=admission, shown=shown, provenance=made, refusal=refusal)
    hints = tuple(problem for problem in admission.issues if problem.is_error)
    calm = tuple(problem for problem in admission.issues if not problem.is_error)
    lowered = (replace(problem, severity=Severity.WARNING) for problem in hints)
    return Submission(
        admission=replace(
            admission, package=shown.package, issues=(accepted_then(version, len(hints)), *lowered, *calm)
        ),
        shown=replace(shown, issues=calm),
        provenance=here,
        hints=hints,
    )


def _before(seen: Seen) -> Before:
    if seen.withheld:
        return Before.WITHHELD
    return Before.UNKNOWN if seen.unknown else Before.NOTHING


def _at(moment: Moment | None) -> Provenance | None:
    return Provenance(commit=moment.commit, committed_on=moment.day) if moment else None
