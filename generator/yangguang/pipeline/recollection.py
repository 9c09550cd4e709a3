"""What the store has of a union's pages: found by all they are made from and laid into the new site, or made again."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from yangguang.core.quarantine import Fault, quarantined
from yangguang.core.watched import ALWAYS, narrowest
from yangguang.door.withdrawn import PERSONAL_DATA
from yangguang.pipeline.keys import key_of, near_part, neighbour_parts
from yangguang.pipeline.lookups import KINDS
from yangguang.pipeline.reading import Reader, read_anew
from yangguang.site.store import Entry, write
from yangguang.site.vault import Card

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from yangguang.core.watched import Span
    from yangguang.ledger.between.acquaintance import Survey
    from yangguang.pipeline.lookups import Notes
    from yangguang.records.federation import Registry
    from yangguang.site.old import Old
    from yangguang.site.vault import Vault
    from yangguang.views.model import Download, Edition, Page, Summary

_COLD = {"code", "edition"}  # the program, the language, the theme: then nothing of before is of use


class Asked(NamedTuple):
    """A union's pages on a day: what they are made from, and on which days its own books read as they do.

    `key` is over whole books of others; of `parts` those of others say only what concerns the union, as neighbours see it.
    """

    name: str
    key: str
    parts: Mapping[str, str]
    day: date
    span: Span


class Rows(NamedTuple):
    """A union's rows: of each large table the pack that has them and how many bytes, of the small ones the rows themselves."""

    large: Mapping[str, tuple[str, int]] = {}
    small: Mapping[str, bytes] = {}


class Known(NamedTuple):
    """What the store had of a union: its files, now in the new site, its rows of the tables, its summaries.

    `card` is what it is to remember: where it was not found by its key.
    """

    entries: Sequence[Entry]
    rows: Rows
    summaries: Sequence[Summary]
    card: Card | None = None


class Made(NamedTuple):
    """All that one union adds to the site on the days of `span`, not yet written: files by path, rows, summaries."""

    files: Mapping[str, bytes]
    rows: Mapping[str, Sequence[bytes]] = {}
    summaries: Sequence[Summary] = ()
    span: Span = ALWAYS
    outputs: Sequence[Page | Download] = ()  # what the files are made from
    notes: Notes | None = None  # what register and policy were asked


def told_once(registry: Registry) -> tuple[str, ...]:
    """Names of cards that may hold what was withdrawn for personal data: of these a store keeps the latest alone."""
    of = sorted(
        name for name, years in registry.withdrawals.items() if PERSONAL_DATA in {row.reason for row in years.values()}
    )
    return tuple(f"{kind} {union_id}" for union_id in of for kind in ("read", "pages"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Recollection:
    """The store as pass 3 asks it. `read_from`, `signs` and `spans` are by union what pass 1 said.

    `edition` is what all pages are made from, `old` the published site.
    """

    vault: Vault
    reader: Reader
    read_from: Mapping[str, Mapping[str, str]]
    signs: Mapping[str, str]
    spans: Mapping[str, Span]
    years: Mapping[str, Sequence[int]]
    edition: str
    old: Old

    def found(self, union_id: str, edition: Edition, view: Survey, site: Path) -> Known | Asked | Fault:
        """What was made before, laid into the site; what it would be made from where it must be made again; or a fault."""
        asked = quarantined(union_id, "judge", partial(self._asked, union_id, edition, view))
        if isinstance(asked, Fault):
            return asked
        if known := self._known(asked, site, lambda card: card.key == asked.key):
            return known
        closer = quarantined(union_id, "judge", partial(self._closer, union_id, edition, view, asked))
        if isinstance(closer, Fault):
            return closer
        return self._known(closer, site, lambda card: card.value[2] == closer.parts) or closer

    def _asked(self, union_id: str, edition: Edition, view: Survey) -> Asked:
        """What the pages of `union_id` would be made from today."""
        parts, years = {**self.read_from[union_id], "edition": self.edition}, self.years[union_id]
        near = near_part(view, union_id, years, self.reader.answers.ground, self.signs)
        return Asked(f"pages {union_id}", key_of({**parts, "near": near}), parts, edition.as_of, self.spans[union_id])

    def _closer(self, union_id: str, edition: Edition, view: Survey, asked: Asked) -> Asked:
        """The same, with what others' books say of it."""
        neighbours = {year: view.neighbours(union_id, year) for year in self.years[union_id]}
        above = {one.union_id for year in neighbours for one in edition.registry.of_year(year).ancestors(union_id)}
        return asked._replace(parts={**asked.parts, **neighbour_parts(above, neighbours)})

    def _known(self, asked: Asked, site: Path, same: Callable[[Card], bool]) -> Known | None:
        """What was made before, laid into `site`; None where it must be made again."""
        alike = (card for card in self.vault.cards(asked.name) if same(card) and asked.day in card.span)
        card = next((card for card in alike if self.reader.answers.hold(card.looked)), None)
        if card is None:
            return None
        listed, summaries, _, rows = card.value
        entries = self._laid(listed, card.packs[0], site)
        if entries is None:
            return None
        again = None if card.key == asked.key else card._replace(key=asked.key, before=card.key)
        return Known(entries, rows, summaries, again)

    def reasons(self, union_id: str, asked: Asked) -> list[str]:
        """Why the pages are made again: what differs from when they were made last."""
        last = next(self.vault.cards(asked.name), None)
        if last is None:
            return ["cold"]
        before: Mapping[str, str] = last.value[2]
        differing = {name for name in asked.parts.keys() - {*KINDS} if before.get(name) != asked.parts[name]}
        for card in (last, next(self.vault.cards(f"read {union_id}"), None)):
            differing.update(self.reader.answers.differing(card.looked) if card else ())
        if not differing:
            return ["damaged" if asked.day in last.span else "deadline"]
        return (
            ["cold"]
            if _COLD.intersection(differing)
            else sorted("deadline" if one == "owed" else one for one in differing)
        )

    def card(self, asked: Asked, made: Made, rows: Rows) -> Card:
        """What the store is to remember of pages just made; their bytes are there already."""
        listed = [tuple(Entry.of(path, content)) for path, content in made.files.items()]  # which are read back at once
        assert made.notes is not None, "who has a store takes notes"
        files = self.vault.keep(pickle.dumps(made.files, pickle.HIGHEST_PROTOCOL))
        span = narrowest((asked.span, made.span))
        looked, facts = self.reader.answers.looked(made.notes), (listed, made.summaries, asked.parts, rows)
        packs = files, looked.pack, *(pack for pack, _ in rows.large.values())
        return Card(asked.name, asked.key, span, facts, packs, looked)

    def read(self, union_id: str) -> Fault | None:
        """The years of a union whose books are as they were, for pages that are not."""
        found: Any = quarantined(union_id, "read", partial(read_anew, self.reader, union_id))
        return found if isinstance(found, Fault) else None

    def _laid(self, listed: Sequence[tuple[str, int, str]], pack: str, site: Path) -> list[Entry] | None:
        """The files, now in `site`: those that are published stay the same file, the others come from the store."""
        published = self.old.entries
        entries = [published[one[0]] if published.get(one[0]) == one else Entry(*one) for one in listed]
        lacking = [one for one in entries if not self.old.lay(one, site)]
        if not lacking:
            return entries
        content = self.vault.recall(pack)
        if content is None:
            return None
        files: Mapping[str, bytes] = pickle.loads(content)  # noqa: S301 (our own pickle, held against its hash)
        for one in lacking:
            write(site, one.path, files[one.path])
        return entries
