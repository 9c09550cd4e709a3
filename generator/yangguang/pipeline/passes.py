"""Pass 3: what the crew makes of each union's books, its pages and downloads."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from yangguang.core.quarantine import Fault, note, quarantined
from yangguang.core.watched import Watched, narrowest
from yangguang.documents import catalogue as documents
from yangguang.exports import catalogue as exports
from yangguang.exports import search, tables
from yangguang.exports.changes import union_change_rows
from yangguang.exports.feeds import union_feed
from yangguang.ledger.year import comparable
from yangguang.pages.fault import fault_outputs
from yangguang.pages.glance import fit
from yangguang.pages.offline import offline_edition
from yangguang.pages.summary import faulted, summarise
from yangguang.pages.union import union_page
from yangguang.pages.union_evidence import union_evidence_page
from yangguang.pages.union_year import union_year_page
from yangguang.pipeline.big_tables import SMALL, Of, kept, part
from yangguang.pipeline.keys import of_one_union
from yangguang.pipeline.lookups import Notes
from yangguang.pipeline.minting import judged_years
from yangguang.pipeline.pouring import file_of
from yangguang.pipeline.recollection import Known, Made, Rows
from yangguang.pipeline.spool import recall
from yangguang.pipeline.union_years import judge_year, told_years
from yangguang.site.audit import audit
from yangguang.site.store import Entry, write
from yangguang.views.model import Download, Edition, Page, Summary
from yangguang.views.news import news_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from yangguang.history.restatements import Revision
    from yangguang.ledger.model import UnionYear
    from yangguang.pipeline.desk import Desk
    from yangguang.site.vault import Card
    from yangguang.views.judged import JudgedYear


class Published(NamedTuple):
    """What became of a chunk of unions: their summaries, the files written, the faults that kept others away.

    `rows` are those of the large tables, `cards` what the store is to remember, `again` why one was made anew.
    """

    summaries: list[Summary]
    entries: list[Entry]
    faults: list[Fault]
    cards: list[Card]
    again: dict[str, list[str]]
    damaged: list[str]
    rows: list[Of]


def publish(desk: Desk, task: tuple[int, Sequence[str]]) -> Published:
    """Pass 3 for a chunk: verdicts, charts, pages and downloads of each union, written once all of them stand.

    Of a union that fails nothing is written but pages that say so.
    """
    number, union_ids = task
    published = Published([], [], [], [], {}, [], [])
    with ExitStack() as opened:
        small = {name: opened.enter_context(part(desk, name, number).open("wb")) for name in SMALL}
        for union_id in union_ids:
            rows = _published(desk, union_id, published)
            for name, some in rows.small.items():
                small[name].write(some)
            district = desk.edition.registry.unions[union_id].district
            published.rows.append(Of(union_id, district, Rows(rows.large)))
    if desk.remembered:
        fresh, damaged = desk.remembered.vault.drained()
        published.cards.extend(fresh)
        published.damaged.extend(damaged)
    return published


def outputs_of(desk: Desk, union_id: str) -> Sequence[Page | Download]:
    """All that one union adds to the site, not written; nothing where we fail at it."""
    made = desk.faults.get(union_id) or _made(desk, union_id)
    return [] if isinstance(made, Fault) else made.outputs


def rows_again(desk: Desk, union_id: str) -> Mapping[str, Sequence[bytes]]:
    """A union's rows of the tables once more, where what was kept of them is damaged."""
    made = _made(desk, union_id)
    assert not isinstance(made, Fault), "it was made of the same before"
    return made.rows


def _published(desk: Desk, union_id: str, published: Published) -> Rows:
    """One union of a chunk, taken from the store or made; its rows of the tables."""
    memory, failed, asked = desk.remembered, desk.faults.get(union_id), None
    if memory and failed is None:
        found = memory.found(union_id, desk.edition, desk.view, desk.site)
        if isinstance(found, Fault):
            failed = found
        elif isinstance(found, Known):
            published.entries.extend(found.entries)
            published.summaries.extend(found.summaries)
            published.cards.extend([found.card] if found.card else [])
            return found.rows
        else:
            asked = found
            published.again[union_id] = memory.reasons(union_id, asked)
    made = failed or _made(desk, union_id)
    if isinstance(made, Fault):
        published.faults.append(made)
        made = _excused(desk, made)
    rows = kept(desk.shelf, made.rows)
    if memory and asked and made.notes:
        published.cards.append(memory.card(asked, made, rows))
    published.entries.extend(write(desk.site, path, content) for path, content in made.files.items())
    published.summaries.extend(made.summaries)
    return rows


def _made(desk: Desk, union_id: str) -> Made | Fault:
    if desk.remembered and not (desk.spool / union_id).exists() and (failed := desk.remembered.read(union_id)):
        return failed
    years, revisions = recall(desk.spool / union_id)
    return quarantined(union_id, "judge", partial(_make, desk, union_id, years, revisions))


def _make(
    desk: Desk, union_id: str, years: Mapping[int, UnionYear], revisions: Mapping[int, Sequence[Revision]]
) -> Made:
    today = Watched.of(desk.edition.as_of)
    edition = of_one_union(desk.edition, today)
    notes = Notes(union_id) if desk.remembered else None
    if notes:
        edition = replace(edition, registry=notes.registry(edition.registry), policy=notes.policy(edition.policy))
    neighbours = {year: desk.view.neighbours(union_id, year) for year in years}
    days = {year: Watched.of(today) for year in years}
    verdicts = {
        year: judge_year(edition.registry, edition.policy, days[year], years, year, neighbours[year]) for year in years
    }
    years = {
        year: replace(
            report, stands=narrowest(chain(*((years[one].stands, days[one].span) for one in years if one <= year)))
        )
        for year, report in years.items()
    }
    note("figures")
    judged = judged_years(edition, years, neighbours, verdicts, revisions)
    outputs = list(_outputs(edition, union_id, judged))
    news = {
        year: news_of(one, edition.as_of, edition.language)
        for year, one in judged.items()
        if edition.site_url and not one.report.is_withdrawn
    }
    outputs += union_feed(edition, edition.registry.unions[union_id], chain.from_iterable(news.values()))
    note("rows")
    reports = {year: one.report for year, one in judged.items()}
    rows = {
        "verdicts": (tables.verdict_rows(edition, verdicts),),
        "figures": tables.figure_rows(edition, reports),
        "changes": (union_change_rows([made for one in judged.values() for made in one.revisions]),),
        "search": (search.told(reports),),
    }
    summaries = [summarise(one, news.get(year, ())) for year, one in judged.items()]
    note("audit")
    for output in outputs:
        if isinstance(output, Page):
            audit(output.url, output.body)
    files = dict(file_of(desk.edition, desk.shells, output) for output in outputs)
    span = narrowest([today.span, *(day.span for day in days.values())])
    return Made(files=files, rows=rows, summaries=summaries, span=span, outputs=outputs, notes=notes)


def _excused(desk: Desk, fault: Fault) -> Made:
    """What stands in the place of a union's pages when we failed at them: that we did, and nothing about the union."""
    union = desk.edition.registry.unions[fault.union_id]
    years = told_years(union, desk.folders.get(fault.union_id, ()), desk.owed_years, desk.edition.policy.fiscal)
    outputs = list(fault_outputs(desk.edition, fault, years))
    outputs += union_feed(desk.edition, union, ())
    return Made(
        files=dict(file_of(desk.edition, desk.shells, output) for output in outputs),
        summaries=[faulted(fault.union_id, year) for year in years],
    )


def _outputs(edition: Edition, union_id: str, years: Mapping[int, JudgedYear]) -> Iterator[Page | Download]:
    """Everything that one union adds to the site."""
    from yangguang.charts.catalogue import union_charts, union_year_charts  # noqa: PLC0415 (matplotlib, where a store has no pages)

    union = edition.registry.unions[union_id]
    for year, one in years.items():
        note("files", year)
        downloads = tuple(exports.union_year(edition, one.report, one.verdicts))
        note("charts", year)
        own = fit(edition, one.report)
        charts = union_year_charts(
            one.report, one.history, edition.policy, one.verdicts, own.settings, edition.language
        )
        page_of = partial(union_year_page, own, one, charts)
        if edition.posters:
            note("posters", year)
            downloads += tuple(documents.union_year(edition, one.report, one.verdicts, downloads))
            downloads += offline_edition(own, one.report, downloads, partial(page_of, downloads))
        yield from downloads
        note("page", year)
        yield page_of(downloads)
        if one.verdicts:
            yield union_evidence_page(own, one)
    note("charts")
    reports = {year: one.report for year, one in years.items()}
    own = fit(edition, *reports.values())
    charts = union_charts(comparable(reports), own.settings, edition.language)
    note("page")
    yield union_page(own, union, years, charts)
    yield from exports.union(edition, union, reports, [made for one in years.values() for made in one.revisions])
