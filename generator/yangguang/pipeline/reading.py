"""Pass 1: a union's years through the door, or what the store has of them; only what others need travels."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from yangguang.core.quarantine import Fault, note, quarantined
from yangguang.core.watched import ALWAYS, Span, Watched
from yangguang.ledger.between.digest import digest
from yangguang.ledger.between.quarantine import unread
from yangguang.pipeline.changes import changes
from yangguang.pipeline.keys import Grounds, hashed, key_of, read_parts
from yangguang.pipeline.lookups import Answers, Notes
from yangguang.pipeline.spool import keep
from yangguang.pipeline.union_years import read_union, told_years
from yangguang.site.vault import Card, Vault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from yangguang.ledger.model import Digest
    from yangguang.pipeline.books import Books


@dataclass(frozen=True, kw_only=True)
class Reader:
    """What the crew shares in pass 1: the books, where the years of a union wait for pass 3, and the store, if any."""

    books: Books
    spool: Path
    vault: Vault | None = None
    ground: Grounds | None = None

    @cached_property
    def answers(self) -> Answers:
        """What register and policy answer today."""
        assert self.vault is not None, "only who has a store asks"
        assert self.ground is not None, "who has a store knows what all is made from"
        return Answers(books=self.books, vault=self.vault, ground=self.ground.shared)


class Reading(NamedTuple):
    """What pass 1 says of a union: digests of its years, on which days all of it is so, what it was read from, or a fault.

    `parts` have, by kind, what register and policy answered to all that was asked.
    `sign` is a hash of the digests. `card` is what the store is to remember; None where it does already, or there is none.
    """

    union_id: str
    digests: Sequence[Digest]
    span: Span = ALWAYS
    parts: Mapping[str, str] = {}
    sign: str = ""
    fault: Fault | None = None
    card: Card | None = None


def read(reader: Reader, union_ids: Sequence[str]) -> list[Reading]:
    """Pass 1 for a chunk of unions: their reports wait in the spool, only digests travel. A union that fails says so."""
    return list(_read(reader, union_ids))


def _read(reader: Reader, union_ids: Sequence[str]) -> Iterator[Reading]:
    books, vault = reader.books, reader.vault
    for union_id in union_ids:
        parts = read_parts(reader.ground, books, union_id) if reader.ground else {}
        name, key = f"read {union_id}", key_of(parts)
        known = vault.find(name, key, books.as_of, reader.answers.hold) if vault else None
        if known and known.looked:
            digests, sign = known.value
            yield Reading(union_id, digests, known.span, {**parts, **known.looked.answers}, sign)
            continue
        notes = Notes(union_id)
        found = quarantined(union_id, "read", partial(read_anew, reader, union_id, notes if vault else None))
        if isinstance(found, Fault):
            union, folders = books.registry.unions[union_id], books.folders.get(union_id, ())
            years = told_years(union, folders, books.owed_years, books.policy.fiscal)
            digests = [unread(union_id, year) for year in years]
            yield Reading(union_id, digests, sign=hashed(digests) if vault else "", fault=found)
        else:
            digests, span = found
            if vault is None:
                yield Reading(union_id, digests, span)
                continue
            looked = reader.answers.looked(notes)
            sign = hashed(digests)
            card = Card(name, key, span, (digests, sign), (looked.pack,), looked)
            yield Reading(union_id, digests, span, {**parts, **looked.answers}, sign, card=card)


def read_anew(reader: Reader, union_id: str, notes: Notes | None = None) -> tuple[list[Digest], Span]:
    """The digests of a union's years, which then wait in the spool, and the days from today on which all of it is so.

    What register and policy are asked on the way goes into `notes`.
    """
    today = reader.books.as_of
    books = replace(notes.over(reader.books) if notes else reader.books, as_of=Watched.of(today))
    years = read_union(books, union_id)
    note("changes")
    revisions = {year: tuple(found) for year, found in groupby(changes(books, union_id), attrgetter("year"))}
    note("digest")
    keep(years, revisions, reader.spool / union_id)
    # How late a date may lie moves with the day: what is accepted stays so, what is refused may not stay for the same reason.
    refused = any(report.refusal or report.hints for report in years.values())
    until = today if refused else books.as_of.span.until  # type: ignore[attr-defined]  # (a watched day)
    return [digest(report) for report in years.values()], Span(today, until)
