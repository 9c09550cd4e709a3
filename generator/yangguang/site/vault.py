"""STORE: what earlier builds made, by the key of what it was made from. Losing any of it costs time and nothing else.

`index.sqlite` has a card for each thing made: its name, its key, the days it holds on, and a small value; `packs/` has the
large values, each a file named by its SHA-256. Whatever is read is held against its hash first: what was cut short, changed
or removed is as if it had never been made, and `damaged` says so. Values are pickles of this generator: a store is trusted
as its code is, and belongs to who builds.
"""

from __future__ import annotations

import os
import pickle
import sqlite3
import time
from contextlib import closing, suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from yangguang.core.pickling import dumps
from yangguang.core.watched import ALWAYS
from yangguang.site.disk import named

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from yangguang.core.watched import Span

_DAY = 86_400  # seconds; no build takes as long
_KEPT = 4  # cards of one name: two languages, and the state before a change that is taken back
_TABLES = """
CREATE TABLE IF NOT EXISTS cards (number INTEGER PRIMARY KEY, name TEXT, key TEXT, version TEXT, content BLOB, hash BLOB);
CREATE INDEX IF NOT EXISTS by_name ON cards (name);
CREATE TABLE IF NOT EXISTS packs (hash TEXT, number INTEGER REFERENCES cards);
CREATE INDEX IF NOT EXISTS by_pack ON packs (hash);
CREATE INDEX IF NOT EXISTS by_card ON packs (number);
"""

_NAMED = "SELECT number FROM cards WHERE name = ?"
_OLD = f"{_NAMED} ORDER BY number DESC LIMIT -1 OFFSET ?"  # all but the latest of a name


class Card(NamedTuple):
    """Something made: `name` says what it is, `key` what from, `span` on which days it holds; `packs` are what it needs.

    `looked` is what else it depends on, which whoever asks for it must find to be so still. `before` is the key by which it
    was kept until now and is no longer.
    """

    name: str
    key: str
    span: Span
    value: Any
    packs: tuple[str, ...] = ()
    looked: Any = None
    before: str = ""


class Vault:
    """The store in `folder`, which need not exist. `damaged` names what was found to be other than it was written.

    `fresh` are cards that wait to be put on record with those of the build. Cards that another `version` of the program
    wrote are none: their values are of classes that we may no longer have.
    """

    def __init__(self, folder: Path, version: str = "") -> None:
        self.folder, self.version = folder, version
        self.damaged: list[str] = []
        self.fresh: list[Card] = []
        self._open: tuple[int, sqlite3.Connection] | None = None

    def __getstate__(self) -> dict[str, Any]:
        return {"folder": self.folder, "version": self.version, "damaged": [], "fresh": [], "_open": None}

    def cards(self, name: str) -> Iterator[Card]:
        """What was made of this name, the latest first."""
        try:
            rows = self._index().execute(
                "SELECT name, content, hash FROM cards WHERE name = ? AND version = ? ORDER BY number DESC",
                (name, self.version),
            )
            for _, content, hashed in rows.fetchall():
                if isinstance(content, bytes) and sha256(content).digest() == hashed:
                    card: Card = pickle.loads(content)  # noqa: S301 (our own pickle, held against its hash)
                    if card.name == name:
                        yield card
                        continue
                self.damaged.append(name)
        except sqlite3.DatabaseError:
            self.damaged.append("index.sqlite")

    def find(self, name: str, key: str, day: date, hold: Callable[[Any], bool]) -> Card | None:
        """What was made of this name by this key and holds on `day`; `hold` says whether what it looked at is as it was."""
        found = (card for card in self.cards(name) if card.key == key and day in card.span)
        return next((card for card in found if hold(card.looked)), None)

    def remembered(self, name: str, key: str) -> Any:  # noqa: ANN401 (what `remember` was given)
        """What was remembered of this name under this key, whatever the day; None where nothing is."""
        return next((card.value for card in self.cards(name) if card.key == key), None)

    def remember(self, name: str, key: str, value: object) -> None:
        """Put a value on record with the build's other cards."""
        self.fresh.append(Card(name, key, ALWAYS, value))

    def drained(self) -> tuple[list[Card], list[str]]:
        """The cards that wait, and what was found to be damaged; from here on whoever asked sees to both."""
        left = self.fresh, self.damaged
        self.fresh, self.damaged = [], []
        return left

    def keep(self, content: bytes) -> str:
        """Write a pack; its name."""
        name = sha256(content).hexdigest()
        path = self._path(name)
        fresh = path.with_name(f"{name}.{os.getpid()}")
        with named(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_bytes(content)
            fresh.replace(path)
        return name

    def recall(self, name: str) -> bytes | None:
        """The pack of this name, None where it is not there as it was written."""
        try:
            content = self._path(name).read_bytes()
        except OSError:
            content = b""
        if sha256(content).hexdigest() == name:
            return content
        self.damaged.append(f"packs/{name}")
        return None

    def add(self, cards: Iterable[Card], alone: Collection[str] = ()) -> None:
        """Put the cards of a build on record, and forget the oldest of each name. Raises OSError.

        Of the names `alone` only the latest card stays: what was before it must not be found again.
        """
        cards = list(cards)
        with named(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            try:
                self._add(cards, alone)
            except sqlite3.DatabaseError:  # one that cannot be read is begun anew
                self.close()
                for one in self.folder.glob("index.sqlite*"):
                    one.unlink()
                try:
                    self._add(cards, alone)
                except sqlite3.DatabaseError as failed:
                    raise OSError(str(failed)) from None

    def _add(self, cards: Iterable[Card], alone: Collection[str]) -> None:
        forgotten: set[str] = set()
        with closing(self._connect("rwc")) as index, index:
            index.executescript(_TABLES)
            index.execute("PRAGMA secure_delete = ON")  # what is forgotten leaves the file, not its list of cards alone
            for card in cards:
                content = dumps(card)
                added = index.execute(
                    "INSERT INTO cards (name, key, version, content, hash) VALUES (?, ?, ?, ?, ?)",
                    (card.name, card.key, self.version, content, sha256(content).digest()),
                )
                index.executemany("INSERT INTO packs VALUES (?, ?)", [(pack, added.lastrowid) for pack in card.packs])
                forgotten |= _forget(index, _OLD, card.name, _KEPT)
                forgotten |= _forget(index, f"{_NAMED} AND key = ?", card.name, card.before)
            for name in alone:
                forgotten |= _forget(index, _OLD, name, 1)
            builds = index.execute("PRAGMA user_version").fetchone()[0] + 1
            index.execute(f"PRAGMA user_version = {builds % 16}")
            forgotten.update(self._old_packs(f"{builds % 16:x}"))
            known = "SELECT 1 FROM packs WHERE hash = ? LIMIT 1"
            forgotten = {one for one in forgotten if index.execute(known, (one,)).fetchone() is None}
        for pack in forgotten:
            with suppress(OSError):
                self._path(pack).unlink()

    def _old_packs(self, digit: str) -> Iterator[str]:
        """The packs with this first digit that lie there for a day; those of a build that was killed are lost.

        A sixteenth at a time, since looking at all of them costs as much as the rest of a small build.
        """
        before = time.time() - _DAY
        for path in self.folder.glob(f"packs/{digit}?/*"):
            with suppress(OSError):
                if path.stat().st_mtime < before:
                    yield path.name

    def close(self) -> None:
        """Let go of the index."""
        if self._open is not None and self._open[0] == os.getpid():
            self._open[1].close()
        self._open = None

    def _index(self) -> sqlite3.Connection:
        """The index, for reading; each process has its own."""
        if self._open is None or self._open[0] != os.getpid():
            if not (self.folder / "index.sqlite").exists():
                index = sqlite3.connect(":memory:")
                index.executescript(_TABLES)
            else:
                index = self._connect("ro")
            self._open = (os.getpid(), index)
        return self._open[1]

    def _connect(self, mode: str) -> sqlite3.Connection:
        where = (self.folder / "index.sqlite").resolve().as_uri()
        return sqlite3.connect(f"{where}?mode={mode}", uri=True, timeout=60)

    def _path(self, pack: str) -> Path:
        return self.folder / "packs" / pack[:2] / pack


def _forget(index: sqlite3.Connection, which: str, *values: object) -> set[str]:
    """Take the cards whose numbers `which` selects off the record; the packs that they had."""
    packs: set[str] = set()
    for number in index.execute(which, values).fetchall():
        packs.update(one for (one,) in index.execute("SELECT hash FROM packs WHERE number = ?", number))
        index.execute("DELETE FROM packs WHERE number = ?", number)
        index.execute("DELETE FROM cards WHERE number = ?", number)
    return packs
