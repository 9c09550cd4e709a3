"""A union's years through the door: what is submitted now, what visitors see, and why they differ."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from yangguang.core.address import Folder
from yangguang.core.issues import Severity
from yangguang.core.quarantine import note
from yangguang.core.watched import plain
from yangguang.door.admit import admit
from yangguang.door.bytes.raw import read_folder
from yangguang.door.bytes.unread import with_strays
from yangguang.door.messages.catalogue import is_harmful
from yangguang.door.model import Admission
from yangguang.door.published import accepted_then, withdrawn_and_there, year_gone
from yangguang.door.then import Past, Seen
from yangguang.door.withdrawn import PERSONAL_DATA
from yangguang.ledger.model import Before, Refusal, Withdrawn
from yangguang.sources.provenance import Provenance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yangguang.core.issues import Issue
    from yangguang.pipeline.books import Books
    from yangguang.records.package import Package
    from yangguang.records.registry import Withdrawal
    from yangguang.sources.publications import Moment, Publication


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """A year with a folder, or one that main once showed: what visitors see of it, of which commit, and why just that.

    `admission` is what the check tells: of a package that main has shown it is accepted, and what today's door would
    refuse it for is a warning; None where there is nothing to tell. `shown` is that admission where it was accepted,
    else the last accepted one, None where none ever was. `hints` are what today's door would refuse what is shown for.
    """

    admission: Admission | None
    shown: Admission | None
    provenance: Provenance
    refusal: Refusal | None = None
    hints: tuple[Issue, ...] = ()
    withdrawal: Withdrawn | None = None


def submissions(books: Books, union_id: str) -> dict[int, Submission]:
    """Each year the union has a folder for or had one on main, earliest first: balances and last budgets reach back."""
    earlier: dict[int, Package] = {}
    found: dict[int, Submission] = {}
    folders = {year: district for district, year in books.folders.get(union_id, ())}
    rows, history = books.registry.withdrawn(union_id), books.repository.history.years(union_id)
    again = republished(books, union_id)
    past = past_of(books, union_id)
    for year in sorted({*folders, *rows, *history}):
        note("read", year)
        if year not in folders or (year in rows and year not in again):
            if union_id not in books.closed and (gone := _taken_down(books, union_id, year, folders.get(year))):
                found[year] = gone
                if gone.shown and gone.shown.package and year not in rows:
                    earlier[year] = gone.shown.package
            continue
        district = folders[year]
        raw = with_strays(books.tree, read_folder(books.tree, district, union_id, year))
        admission = admit(raw, books.door_registry, books.door_policy, earlier, books.as_of)
        if admission.accepted:
            here = books.repository.provenance(admission.folder)
            found[year] = Submission(admission=admission, shown=admission, provenance=here)
        else:
            found[year] = _not_today(books, admission, past)
        last = found[year].shown
        if last is not None and last.package is not None:
            earlier[year] = last.package
    return found


def republished(books: Books, union_id: str) -> dict[int, int]:
    """Years of the union that were withdrawn and may have been published again since: after which moment."""
    history, rows = books.repository.history, books.registry.withdrawn(union_id)
    again = {year: published_again(history.of(union_id, year), row) for year, row in rows.items()}
    return {year: since for year, since in again.items() if since is not None}


def published_again(versions: Sequence[Publication], row: Withdrawal) -> int | None:
    """After which moment versions of a withdrawn year count again, None where none does.

    They count after the folder was taken away; where main no longer knows of that, after the day of the withdrawal.
    """
    gone = [one.moment.number for one in versions if one.gone]
    if gone:
        return gone[-1]
    if not versions or any(one.moment.day is None or one.moment.day <= row.since for one in versions):
        return None
    return 0


def past_of(books: Books, union_id: str, *, whole: bool = False, ahead: int = 1) -> Past | None:
    """What main showed of a union, of a withdrawn year only what came after that; None where the history is not known.

    `whole`: with what was withdrawn. `ahead`: how many versions of a year are read at once.
    """
    repository = books.repository
    if repository.checkout is None:
        return None
    return Past(
        checkout=repository.checkout,
        history=repository.history,
        union_id=union_id,
        as_of=plain(books.as_of),
        after={} if whole else republished(books, union_id),
        ahead=ahead,
    )


def _taken_down(books: Books, union_id: str, year: int, district: str | None) -> Submission | None:
    """A year without its folder, or one that the register withdraws; None where main never showed anything of it."""
    past, row = past_of(books, union_id, whole=True), books.registry.withdrawn(union_id).get(year)
    versions = books.repository.history.of(union_id, year)
    seen = past.seen(year) if past and not (row and row.reason == PERSONAL_DATA) else Seen()
    if row is None and seen.version is None:
        return None
    folder = Folder(district or books.registry.unions[union_id].district, union_id, year).path
    told: tuple[Issue, ...] = ()
    if row and district:
        told = (withdrawn_and_there(row, folder),)
    elif (
        not row and seen.version and books.tree.kind(seen.version.folder) == "missing"
    ):  # else it is told where it lies
        told = (year_gone(seen.version, folder),)
    removed = _made(versions[-1].moment if versions and versions[-1].gone else None)
    said = {name: getattr(row, name) for name in ("since", "reason", "document")} if row else {}
    return Submission(
        admission=Admission(union_id=union_id, year=year, folder=folder, package=None, issues=told) if told else None,
        shown=seen.admission,
        provenance=_made(seen.version.moment if seen.version else None),
        withdrawal=Withdrawn(removed=removed, **said),
    )


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
        refusal = Refusal(since=_since(seen, here), issues=admission.issues, before=_before(seen))
        return Submission(admission=admission, shown=None, provenance=here, refusal=refusal)
    if not is_mains:
        refusal = Refusal(since=_since(seen, here), issues=admission.issues)
        return Submission(admission=admission, shown=shown, provenance=_made(version.moment), refusal=refusal)
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


def _since(seen: Seen, here: Provenance) -> Provenance:
    """Since when what lies there is refused: of what no commit has nobody knows the day."""
    if seen.since or not here.dirty:
        return _made(seen.since) if seen.since else here
    return Provenance(dirty=True)


def _before(seen: Seen) -> Before:
    if seen.withheld:
        return Before.WITHHELD
    return Before.UNKNOWN if seen.unknown else Before.NOTHING


def _made(moment: Moment | None) -> Provenance:
    return Provenance(commit=moment.commit, committed_on=moment.day) if moment else Provenance()
