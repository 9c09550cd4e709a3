"""What the door says of packages, and whether frictionless says the same, union by union and many at a time."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from yangguang.core.address import overlaps, union_folder
from yangguang.core.quarantine import Fault, note, quarantined
from yangguang.door.admit import unchecked
from yangguang.door.schema.batches import doubtful
from yangguang.door.schema.reference import agreed, compared
from yangguang.pipeline.changes import with_reasons
from yangguang.pipeline.submissions import submissions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yangguang.door.model import Admission
    from yangguang.door.schema.reference import Compared
    from yangguang.pipeline.books import Books

TOGETHER = 32  # unions whose packages frictionless is asked about at once: what is read once weighs little then


class Asked(NamedTuple):
    """What a check is about: one `year` or all, what `changed` since `base` or everything (None)."""

    books: Books
    year: int | None
    base: str | None
    changed: frozenset[str] | None


def check_unions(asked: Asked, union_ids: Sequence[str]) -> list[list[Admission]]:
    """What is said of the packages of some unions, over which frictionless is asked at once, and alone where in doubt."""
    found = {one: quarantined(one, "read", partial(_read, asked, one)) for one in union_ids}
    packages = [one for read in found.values() if not isinstance(read, Fault) for _, one in read]
    told = quarantined("", "reference", partial(doubtful, packages)) if len(packages) > 1 else {}
    doubts = {} if isinstance(told, Fault) else told  # what fails at one of them is found at that one

    def finished(read: list[tuple[Admission, Compared]]) -> list[Admission]:
        checked = []
        for admission, tables in read:
            note("reference", admission.year)
            judged = agreed(admission, tables, doubts.get(tables))
            checked.append(with_reasons(asked.books, judged, handed_in=asked.base is not None))
        return checked

    checked = []
    for one, read in found.items():
        done = read if isinstance(read, Fault) else quarantined(one, "reference", partial(finished, read))
        checked.append(_unchecked(asked, one, done) if isinstance(done, Fault) else done)
    return checked


def _read(asked: Asked, union_id: str) -> list[tuple[Admission, Compared]]:
    """The packages of a union that are asked about, and what of them is compared."""
    read = []
    for year, submission in submissions(asked.books, union_id).items():
        was_gone = asked.base is not None and submission.withdrawal is not None and submission.withdrawal.removed.commit
        if _is_asked(asked, union_id, year) and submission.admission is not None and not was_gone:
            note("reference", year)
            read.append((submission.admission, compared(asked.books.tree, submission.admission)))
    return read


def _is_asked(asked: Asked, union_id: str, year: int) -> bool:
    books, home = asked.books, home_of(asked.books, union_id)
    known = {*(found for _, found in books.folders.get(union_id, ())), *books.repository.history.years(union_id)}
    leans_on = (f"{home}/{one}" for one in known if one <= year)
    return asked.year in (None, year) and (
        asked.changed is None or any(overlaps(one, asked.changed) for one in leans_on)
    )


def _unchecked(asked: Asked, union_id: str, fault: Fault) -> list[Admission]:
    years = [found for _, found in asked.books.folders.get(union_id, ()) if _is_asked(asked, union_id, found)]
    return [unchecked(f"{home_of(asked.books, union_id)}/{found}", fault) for found in years]


def home_of(books: Books, union_id: str) -> str:
    """The folder below DATA in which the packages of a union lie, or would."""
    district = next((found for found, _ in books.folders.get(union_id, ())), books.registry.unions[union_id].district)
    return union_folder(district, union_id)
