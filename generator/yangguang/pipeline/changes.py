"""The restatement ledger of DATA: every version that main showed of a union's years, each compared with the one before."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from sys import maxsize
from typing import TYPE_CHECKING

from yangguang.door.admit import in_order
from yangguang.door.then import MAX_VERSIONS
from yangguang.history.reasons import unexplained
from yangguang.history.restatements import revise
from yangguang.pipeline.books import asked, open_books
from yangguang.pipeline.crew import Crew, worker_count
from yangguang.pipeline.questions import MisuseError
from yangguang.pipeline.remembered import remembered
from yangguang.pipeline.submissions import past_of, republished
from yangguang.sources.provenance import Provenance
from yangguang.sources.publications import walk
from yangguang.sources.repository import NothingToCompareError, parting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from yangguang.door.model import Admission
    from yangguang.door.then import Past
    from yangguang.history.restatements import Revision
    from yangguang.pipeline.books import Books
    from yangguang.records.package import Package
    from yangguang.sources.git import Checkout
    from yangguang.sources.publications import MainHistory, Moment


def changes(books: Books, union_id: str) -> tuple[Revision, ...]:
    """What each publication ever changed of a union's years, as `changes_since` has it."""
    return remembered(books, union_id, lambda since: changes_since(books, union_id, since))


def changes_since(books: Books, union_id: str, since: int = 0) -> Iterator[Revision]:
    """What each publication changed of a union's years, year by year, oldest first; of commits of main after number `since`.

    Nothing where the history is not known, and nothing of what was withdrawn. What stood before the portal was public
    (`public_since`) corrects nothing.
    """
    past = past_of(books, union_id, ahead=MAX_VERSIONS)
    if past is None:
        return
    opened = books.registry.settings.public_since
    since = max(since, _last_before(past.history, union_id, opened) if opened else 0)
    withdrawn, again = books.registry.withdrawn(union_id), republished(books, union_id)
    for year in sorted(past.history.years(union_id).keys() - (withdrawn.keys() - again.keys())):
        before: tuple[Package, Moment] | None = None
        first = max(since, again.get(year, 0))
        for package, moment in _shown(past, year, first):
            if before is not None and moment.number > first:
                yield revise(before[0], package, _made(before[1]), _made(moment))
            before = package, moment


def all_changes(
    data: Path, as_of: date, *, union_id: str | None = None, year: int | None = None, since: str | None = None
) -> list[Revision]:
    """What publications changed, of all unions or one, in one year or all, after the commit `since` or ever.

    Raises MisuseError where DATA has no history, a union is unknown, or `since` names no commit of main's.
    """
    books = open_books(data, as_of)
    checkout = books.repository.checkout
    if checkout is None:
        why = books.repository.failure or books.repository.notes[-1]
        raise MisuseError(f"没有历史可查 / there is no history: {why.zh} / {why.en}")
    after = walk(checkout, _base(checkout, since)).last if since is not None else 0
    history = books.repository.history
    unions = [one for one in asked(books, union_id) if any(len(its) > 1 for its in history.years(one).values())]
    with closing(Crew(worker_count(0), _changes_of, (books, after), unions)) as crew:
        found = [one for some in crew.results() for one in some]
    return [one for one in found if one.restatements and year in (None, one.year)]


def _base(checkout: Checkout, since: str) -> str:
    try:
        return parting(checkout, since)
    except NothingToCompareError as off:
        raise MisuseError(f"--since: {off}") from None


def _changes_of(asked: tuple[Books, int], union_id: str) -> list[Revision]:
    books, after = asked
    return list(changes_since(books, union_id, after) if after else changes(books, union_id))


def with_reasons(books: Books, admission: Admission, *, handed_in: bool) -> Admission:
    """`admission`, refused where it replaces what main showed and does not say why.

    `handed_in`: it is to be merged as it is; else somebody may still be writing, as `unexplained` has it.
    """
    past = past_of(books, admission.union_id)
    if past is None or admission.package is None or not books.repository.provenance(admission.folder).dirty:
        return admission
    shown = past.seen(admission.year).admission
    if shown is None or shown.package is None:
        return admission
    lacking = list(unexplained(shown.package, admission.package, handed_in=handed_in))
    package = None if any(one.is_error for one in lacking) else admission.package
    return replace(admission, package=package, issues=in_order([*admission.issues, *lacking]))


def _shown(past: Past, year: int, since: int) -> Iterator[tuple[Package, Moment]]:
    """The versions of a year that main showed one after the other, from what stood at `since` on.

    One that was refused when it came is asked about again when its time ends: register, policy or an earlier year may have
    been put right while it stood.
    """
    last = None
    versions = past.history.of(past.union_id, year)
    # Nothing was replaced, and reading a version costs as much as reading a package.
    if len(versions) < 2 or versions[-1].moment.number <= since:
        return
    ends = [*(one.moment.number - 1 for one in versions[1:]), maxsize]
    spans = ((one.moment.number, end) for one, end in zip(versions, ends, strict=True) if one.moment.number > since)
    for came, end in ((since, since), *spans):
        for number in dict.fromkeys((came, end)):
            seen = past.seen(year, number)
            if seen.version is not None and seen.version is not last and seen.admission and seen.admission.package:
                last = seen.version
                yield seen.admission.package, seen.version.moment
            if last is not None and last.moment.number >= came:
                break


def _last_before(history: MainHistory, union_id: str, day: date) -> int:
    """The number of the last commit before `day` that brought a version of the union's."""
    found = (one.moment for versions in history.years(union_id).values() for one in versions)
    return max((moment.number for moment in found if moment.day and moment.day < day), default=0)


def _made(moment: Moment) -> Provenance:
    return Provenance(commit=moment.commit, committed_on=moment.day)
