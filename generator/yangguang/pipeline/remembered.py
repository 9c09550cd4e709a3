"""The ledger of a union with a long history, remembered between runs: in the user's cache, to be thrown away at will.

What is remembered is kept under all that it follows from: the commits that brought versions, register and policy, the day of
judgement, what was withdrawn, and our own code. Whatever differs, or does not read back whole, is worked out anew. The file
lies in the user's own cache and never in DATA or its repository, so that no submission can bring one.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from yangguang.core.watched import plain
from yangguang.history.restatements import Restatement, Revision
from yangguang.records.oversight import Explanation
from yangguang.sources.provenance import Provenance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from yangguang.pipeline.books import Books

MANY = 20  # versions of a union, from which on remembering is worth a file


def remembered(books: Books, union_id: str, work: Callable[[int], Iterable[Revision]]) -> tuple[Revision, ...]:
    """What `work` gives for a union, of the versions up to which nothing has changed since the last run from there.

    `work` is asked for what came after the number of a commit of main, 0 for all.
    """
    numbers = [one.moment.number for found in books.repository.history.years(union_id).values() for one in found]
    if len(numbers) < MANY or (place := _place(books)) is None:
        return tuple(work(0))
    file, last = place / f"{union_id}.json", max(numbers)
    until, found = _read(file, books, union_id)
    if until < last:
        found = tuple(sorted((*found, *work(until)), key=lambda one: one.year))
        _write(file, _head(books, union_id, last), found)
    return found


def _place(books: Books) -> Path | None:
    """The folder for this repository's ledgers in the user's cache; None where the user has none."""
    home = os.environ.get("HOME")
    base = os.environ.get("XDG_CACHE_HOME") or (f"{home}/.cache" if home else "")
    top = hashlib.sha256(os.fsencode(books.data.resolve())).hexdigest()[:16]
    return Path(base) / "yangguang" / "changes" / top if Path(base).is_absolute() else None


def _key(books: Books, union_id: str, until: int) -> str:
    """What the ledger up to the commit of this number follows from."""
    history, registry = books.repository.history, books.registry
    every = [one for found in history.years(union_id).values() for one in found]
    versions = [
        (one.year, one.moment.number, one.moment.commit, one.made.commit, one.folder, one.gone)
        for one in every
        if one.moment.number <= until
    ]
    opened = registry.settings.public_since
    unseen = [one.moment.number for one in every if opened and one.moment.day and one.moment.day < opened]
    withdrawn = sorted((year, row.since, row.reason) for year, row in registry.withdrawn(union_id).items())
    facts = (
        _code(),
        plain(books.as_of),
        versions,
        history.registry,
        history.policy,
        withdrawn,
        max(unseen, default=0),
        registry.settings.fiscal,
        registry.settings.timezone,
    )
    return hashlib.sha256(repr(facts).encode("utf-8", "surrogateescape")).hexdigest()


@cache
def _code() -> str:
    """Our own sources by content: another version of us may see another history in the same commits."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.parent.rglob("*")):
        if path.suffix in {".py", ".csv"}:
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _read(file: Path, books: Books, union_id: str) -> tuple[int, tuple[Revision, ...]]:
    """Up to which number the ledger is known, and what it is: nothing up to 0 where it is not, or follows from other facts."""
    try:
        head, _, body = file.read_text(encoding="utf-8").partition("\n")
        until = int(head.split()[0])
        if head != _signed(_head(books, union_id, until), body):
            return 0, ()
        return until, tuple(_revision(one) for one in json.loads(body))
    except (OSError, ValueError, IndexError):
        return 0, ()


def _write(file: Path, head: str, revisions: tuple[Revision, ...]) -> None:
    body = json.dumps([asdict(one) for one in revisions], ensure_ascii=False, default=_plain)
    draft = file.with_suffix(f".{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(f"{_signed(head, body)}\n{body}", encoding="utf-8")
        draft.replace(file)
    except OSError:
        return  # a cache that cannot be kept is none


def _head(books: Books, union_id: str, until: int) -> str:
    return f"{until} {_key(books, union_id, until)}"


def _signed(head: str, body: str) -> str:
    return f"{head} {hashlib.sha256(body.encode()).hexdigest()}"


def _plain(value: object) -> str:
    """A day or an amount as text; counts stay numbers, and so the two are told apart again."""
    if isinstance(value, date | Decimal):
        return str(value)
    raise TypeError(type(value))


def _revision(told: dict[str, Any]) -> Revision:
    return Revision(
        union_id=told["union_id"], year=told["year"], made=_provenance(told["made"]), replaced=_provenance(told["replaced"]),
        versions=(told["versions"][0], told["versions"][1]), stages=(told["stages"][0], told["stages"][1]),
        restatements=tuple(_restatement(one) for one in told["restatements"]),
    )  # fmt: skip


def _provenance(told: dict[str, Any]) -> Provenance:
    day = told["committed_on"]
    return Provenance(commit=told["commit"], committed_on=day and date.fromisoformat(day), dirty=told["dirty"])


def _restatement(told: dict[str, Any]) -> Restatement:
    before, after = (Decimal(it) if isinstance(it, str) else it for it in (told["before"], told["after"]))
    reason = told["reason"] and Explanation(**{**told["reason"], "date": date.fromisoformat(told["reason"]["date"])})
    return Restatement(**{**told, "before": before, "after": after, "reason": reason})
