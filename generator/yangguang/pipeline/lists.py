"""Pass 4: what is made from the summaries of all unions, group by group."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple

from yangguang.core.watched import ALWAYS
from yangguang.exports import catalogue as exports
from yangguang.exports import search, tables
from yangguang.exports.api import build_facts, build_json
from yangguang.exports.badges import badges
from yangguang.exports.feeds import clause_feeds, federation_feeds
from yangguang.exports.findings import findings_csv
from yangguang.pages import overview
from yangguang.pages.reference import data_page
from yangguang.pages.search import search_page
from yangguang.pages.tallies import count as count_verdicts
from yangguang.pipeline import big_tables
from yangguang.pipeline.keys import hashed
from yangguang.pipeline.pouring import write_output
from yangguang.site import pagefind
from yangguang.site.audit import audit
from yangguang.site.vault import Card
from yangguang.views.model import Download, Page, Part, Summary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from yangguang.core.issues import Issue
    from yangguang.core.quarantine import Fault
    from yangguang.pages.tallies import Counts
    from yangguang.pipeline.desk import Desk
    from yangguang.site.store import Entry

    Lister = Callable[["Whole"], Iterator[Page | Download | Part]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """What lists are made from: every union-year's summary, and whom we failed at.

    `counts` are of verdicts; `late` are rows of the big table of figures, `facts` what `build.json` says: neither needs more
    than summaries, and one that breaks them breaks a list.
    """

    desk: Desk
    summaries: Sequence[Summary]
    faults: Sequence[Fault]
    counts: Mapping[str, Counts]
    late: Sequence[tables.Row]
    facts: Mapping[str, Any]


class Listing(NamedTuple):
    """What became of a group of lists: files, the numbers that only lists show, what the store is to remember or lost."""

    entries: list[Entry]
    shown: dict[str, tables.Row]
    cards: list[Card]
    damaged: list[str]


def whole_of(desk: Desk, issues: Sequence[Issue], faults: Sequence[Fault], summaries: Sequence[Summary]) -> Whole:
    """What pass 3 left of all unions; `issues` are of the register itself."""
    edition = desk.edition
    return Whole(
        desk=desk,
        summaries=summaries,
        faults=faults,
        counts=count_verdicts(edition, summaries),
        late=tuple(tables.overdue_rows(edition, summaries, edition.as_of)),
        facts=build_facts(edition, summaries, issues, faults),
    )


def publish_list(whole: Whole, outputs: Lister) -> Listing:
    """Pass 4 for one group of lists: what is made from summaries alone."""
    listing, memory = Listing([], {}, [], []), whole.desk.remembered
    for output in outputs(whole):  # one at a time: the unions of every clause fill many pages
        if isinstance(output, Part):
            entries, shown = (
                _remembered(whole.desk, output, listing.cards) if memory else _made(whole.desk, output.make())
            )
        else:
            entries, shown = _made(whole.desk, [output])
        listing.entries.extend(entries)
        listing.shown.update(shown)
    if memory:
        fresh, damaged = memory.vault.drained()
        listing.cards.extend(fresh)
        listing.damaged.extend(damaged)
    return listing


def _remembered(desk: Desk, part: Part, cards: list[Card]) -> tuple[list[Entry], dict[str, tables.Row]]:
    """A part that was published just so before; else it is made, and its card goes to `cards`."""
    memory, edition = desk.remembered, desk.edition
    assert memory is not None, "there is a store"
    facts = edition.as_of, edition.years, edition.held, edition.parquet
    around = () if part.alone else (memory.reader.answers.ground, memory.edition, facts)
    name, key = f"list {part.name}", hashed(*around, part.of)
    card = memory.vault.find(name, key, edition.as_of, lambda _: True)
    if card and all(memory.old.lay(one, desk.site) for one in card.value[0]):
        entries, shown = card.value
        return entries, shown
    made = _made(desk, part.make())
    cards.append(Card(name, key, ALWAYS, made))
    return made


def _made(desk: Desk, outputs: Iterable[Page | Download]) -> tuple[list[Entry], dict[str, tables.Row]]:
    entries: list[Entry] = []
    shown: dict[str, tables.Row] = {}
    for output in outputs:
        if isinstance(output, Page):
            audit(output.url, output.body)
            shown |= tables.federation_rows(desk.edition, output.figures)
        entries.append(write_output(desk, output))
    return entries, shown


def _clauses(whole: Whole) -> Iterator[Page | Part]:
    return overview.by_clause(whole.desk.edition, whole.summaries, whole.counts)


def _boards(whole: Whole) -> Iterator[Page]:
    return overview.boards(whole.desk.edition, whole.summaries, whole.desk.view, whole.counts)


def _downloads(whole: Whole) -> Iterator[Download | Part]:
    yield from exports.federation(whole.desk.edition)
    yield findings_csv(whole.desk.edition, whole.summaries)
    yield from federation_feeds(whole.desk.edition, whole.summaries)
    yield from clause_feeds(whole.desk.edition, whole.summaries)
    yield from badges(whole.desk.edition, whole.summaries)


def _search(whole: Whole) -> Iterator[Page | Download | Part]:
    """An index of each bundle of what is to be found, where Pagefind is; and the page that says so, or that it is not."""
    edition, found = whole.desk.edition, dict[search.Bundle, set[str]]()
    if program := pagefind.program():
        version = pagefind.version(program)
        for bundle, records in search.bundles(edition, whole.summaries, _told(whole.desk)):
            found[bundle] = search.letters(records)
            made = partial(pagefind.index, bundle.path, records)
            yield Part(f"search {bundle.path}", (version, records), made, alone=True)
        yield Part("search", version, pagefind.engine, alone=True)
        yield search.contents(found)
    yield search_page(edition, [kind for kind in search.KINDS if any(one.kind == kind for one in found)])


def _told(desk: Desk) -> Iterator[bytes]:
    for number in count():
        path = big_tables.part(desk, "search", number)
        if not path.exists():
            return
        with path.open("rb") as lines:
            yield from lines


LISTS = (_search, _clauses, _boards, _downloads)  # the longest first


def write_data(desk: Desk, written: Sequence[Entry]) -> Entry:
    """The page of downloads, once all is `written` that it lists."""
    page = data_page(desk.edition, written)
    audit(page.url, page.body)
    return write_output(desk, page)


def write_build(whole: Whole, size: int) -> Entry:
    """`build.json`, the last but the manifest: it says how large all other files are together."""
    return write_output(whole.desk, build_json(whole.facts, size))
