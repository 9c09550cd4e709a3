"""Pass 4: what is made from the summaries of all unions, group by group."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from yangguang.exports import catalogue as exports
from yangguang.exports import search, tables
from yangguang.exports.api import build_json
from yangguang.exports.badges import badges
from yangguang.exports.feeds import clause_feeds, federation_feeds
from yangguang.exports.findings import findings_csv
from yangguang.pages import overview
from yangguang.pages.reference import data_page
from yangguang.pages.search import search_page
from yangguang.pipeline.big_tables import part
from yangguang.pipeline.passes import Desk, write_output
from yangguang.site import pagefind
from yangguang.site.audit import audit
from yangguang.views.model import Download, Page, Summary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from yangguang.core.issues import Issue
    from yangguang.core.quarantine import Fault
    from yangguang.site.store import Entry

    _Lister = Callable[["Whole"], Iterator[Page | Download]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """What lists are made from: every union-year's summary, what is wrong with the register itself, what we failed at."""

    desk: Desk
    summaries: Sequence[Summary]
    issues: Sequence[Issue]
    faults: Sequence[Fault]


def publish_list(whole: Whole, outputs: _Lister) -> tuple[list[Entry], dict[str, tables.Row]]:
    """Pass 4 for one group of lists: what is made from summaries alone, and the numbers that only lists show."""
    entries: list[Entry] = []
    shown: dict[str, tables.Row] = {}
    for output in outputs(whole):  # one at a time: the unions of every clause fill many pages
        if isinstance(output, Page):
            audit(output.url, output.body)
        entries.append(write_output(whole.desk, output))
        if isinstance(output, Page):
            shown |= tables.federation_rows(whole.desk.edition, output.figures)
    return entries, shown


def _clauses(whole: Whole) -> Iterator[Page]:
    return overview.clauses(whole.desk.edition, whole.summaries)


def _boards(whole: Whole) -> Iterator[Page]:
    return overview.boards(whole.desk.edition, whole.summaries, whole.desk.view)


def _downloads(whole: Whole) -> Iterator[Download]:
    yield from exports.federation(whole.desk.edition)
    yield findings_csv(whole.desk.edition, whole.summaries)
    yield from federation_feeds(whole.desk.edition, whole.summaries)
    yield from clause_feeds(whole.desk.edition, whole.summaries)
    yield from badges(whole.desk.edition, whole.summaries)


def _search(whole: Whole) -> Iterator[Page | Download]:
    """An index of each kind that has something to be found, where Pagefind is; and the page that says so, or that it is not."""
    edition, kinds = whole.desk.edition, []
    if pagefind.program():
        for kind, records in search.records(edition, whole.summaries, _told(whole.desk)):
            files = list(pagefind.index(kind, records))
            yield from files
            if files:
                kinds.append(kind)
    yield search_page(edition, kinds)


def _told(desk: Desk) -> Iterator[bytes]:
    for number in count():
        path = part(desk, "search", number)
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
    return write_output(whole.desk, build_json(whole.desk.edition, whole.summaries, whole.issues, whole.faults, size))
