"""What the crew makes of the books: the pages and downloads of each union, then the lists over all of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from yangguang.charts.catalogue import union_charts, union_year_charts
from yangguang.core.quarantine import Fault, note, quarantined
from yangguang.core.watched import Watched, narrowest
from yangguang.documents import catalogue as documents
from yangguang.exports import catalogue as exports
from yangguang.exports import tables
from yangguang.exports.api import build_json
from yangguang.exports.badges import badges
from yangguang.exports.changes import union_change_rows
from yangguang.exports.feeds import clause_feeds, federation_feeds, union_feed
from yangguang.ledger.model import Neighbours
from yangguang.ledger.year import comparable
from yangguang.pages import overview
from yangguang.pages.fault import fault_outputs
from yangguang.pages.glance import fit, focus
from yangguang.pages.reference import data_page
from yangguang.pages.summary import faulted, summarise
from yangguang.pages.union import union_page
from yangguang.pages.union_evidence import union_evidence_page
from yangguang.pages.union_year import union_year_page
from yangguang.pipeline.books import judge_year, told_years
from yangguang.pipeline.joined import part
from yangguang.pipeline.spool import recall
from yangguang.site.audit import audit
from yangguang.site.shell import depth, shared
from yangguang.site.store import Entry, write
from yangguang.views.model import Download, Edition, Page, Summary
from yangguang.views.news import news_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from yangguang.core.issues import Issue
    from yangguang.history.restatements import Revision
    from yangguang.ledger.between.acquaintance import Survey
    from yangguang.ledger.model import UnionYear
    from yangguang.rules.judge.model import Verdict
    from yangguang.site.shell import Shell

    _Lister = Callable[["Whole"], Iterator[Page | Download]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What the crew shares: the edition, the survey, the theme's shells, where to read and where to write.

    `folders` lists each union's years that have a folder, `owed_years` those whose deadline has passed; `faults` are
    those of the passes before, by union.
    A shell is found by name and depth, because its links are relative: one of another depth has no style and no way out.
    """

    edition: Edition
    view: Survey
    shells: Mapping[tuple[str, int], Shell]
    spool: Path
    site: Path
    folders: Mapping[str, tuple[tuple[str, int], ...]]
    faults: Mapping[str, Fault]
    owed_years: range = range(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """What lists are made from: every union-year's summary, what is wrong with the register itself, what we failed at."""

    desk: Desk
    summaries: Sequence[Summary]
    issues: Sequence[Issue]
    faults: Sequence[Fault]


class Published(NamedTuple):
    """What became of a chunk of unions: their summaries, the files written, and the faults that kept others away."""

    summaries: list[Summary]
    entries: list[Entry]
    faults: list[Fault]


class _Made(NamedTuple):
    """All that one union adds to the site, not yet written: pages and downloads, rows of the big tables, summaries."""

    outputs: list[Page | Download]
    verdict_rows: bytes = b""
    figure_rows: tuple[bytes, ...] = ()
    change_rows: bytes = b""
    summaries: Sequence[Summary] = ()


def publish(desk: Desk, task: tuple[int, Sequence[str]]) -> Published:
    """Pass 3 for a chunk: verdicts, charts, pages and downloads of each union, written as they are made.

    Of a union that fails nothing is written but pages that say so: a file is written when all of them stand.
    """
    number, union_ids = task
    published = Published([], [], [])
    with (
        part(desk, "verdicts", number).open("wb") as verdict_rows,
        part(desk, "figures", number).open("wb") as figure_rows,
        part(desk, "changes", number).open("wb") as change_rows,
    ):
        for union_id in union_ids:
            made = desk.faults.get(union_id) or _made(desk, union_id)
            if isinstance(made, Fault):
                published.faults.append(made)
                made = _excused(desk, made)
            published.entries.extend(write_output(desk, output) for output in made.outputs)
            verdict_rows.write(made.verdict_rows)
            figure_rows.writelines(made.figure_rows)
            change_rows.write(made.change_rows)
            published.summaries.extend(made.summaries)
    return published


def outputs_of(desk: Desk, union_id: str) -> list[Page | Download]:
    """All that one union adds to the site, not written; nothing where we fail at it."""
    made = desk.faults.get(union_id) or _made(desk, union_id)
    return [] if isinstance(made, Fault) else made.outputs


def _made(desk: Desk, union_id: str) -> _Made | Fault:
    years, revisions = recall(desk.spool / union_id)
    return quarantined(union_id, "judge", partial(_make, desk, union_id, years, revisions))


def _make(
    desk: Desk, union_id: str, years: Mapping[int, UnionYear], revisions: Mapping[int, Sequence[Revision]]
) -> _Made:
    edition = desk.edition
    neighbours = {year: desk.view.neighbours(union_id, year) for year in years}
    days = {year: Watched.of(edition.as_of) for year in years}
    verdicts = {
        year: judge_year(edition.registry, edition.policy, days[year], years, year, neighbours[year]) for year in years
    }
    years = {
        year: replace(
            report, stands=narrowest(chain(*((years[one].stands, days[one].span) for one in years if one <= year)))
        )
        for year, report in years.items()
    }
    outputs = list(_outputs(edition, union_id, years, neighbours, verdicts, revisions))
    told = {year: report for year, report in years.items() if edition.site_url and not report.is_withdrawn}
    news = {
        year: news_of(
            report, edition.as_of, edition.language, revisions.get(year, ()), verdicts[year], verdicts.get(year - 1, ())
        )
        for year, report in told.items()
    }
    outputs += union_feed(edition, edition.registry.unions[union_id], chain.from_iterable(news.values()))
    bodies = [output.body for output in outputs if isinstance(output, Page)]
    note("rows")
    made = _Made(
        outputs=outputs,
        verdict_rows=tables.verdict_rows(edition, verdicts),
        figure_rows=tables.figure_rows(union_id, years, bodies),
        change_rows=union_change_rows(_in_order(revisions)),
        summaries=[
            summarise(years[year], verdicts[year], revisions.get(year, ()), news.get(year, ())) for year in years
        ],
    )
    note("audit")
    for output in outputs:
        if isinstance(output, Page):
            audit(output.url, output.body)
    return made


def _excused(desk: Desk, fault: Fault) -> _Made:
    """What stands in the place of a union's pages when we failed at them: that we did, and nothing about the union."""
    union = desk.edition.registry.unions[fault.union_id]
    years = told_years(union, desk.folders.get(fault.union_id, ()), desk.owed_years)
    outputs = list(fault_outputs(desk.edition, fault, years))
    outputs += union_feed(desk.edition, union, ())
    return _Made(outputs=outputs, summaries=[faulted(fault.union_id, year) for year in years])


def _outputs(
    edition: Edition,
    union_id: str,
    years: Mapping[int, UnionYear],
    neighbours: Mapping[int, Neighbours],
    verdicts: Mapping[int, tuple[Verdict, ...]],
    revisions: Mapping[int, Sequence[Revision]],
) -> Iterator[Page | Download]:
    """Everything that one union adds to the site."""
    union = edition.registry.unions[union_id]
    for year, report in years.items():
        beside = comparable(years, year)
        note("files", year)
        downloads = tuple(exports.union_year(edition, report, verdicts[year]))
        if edition.posters:
            note("posters", year)
            downloads += tuple(documents.union_year(edition, report, verdicts[year], downloads))
        yield from downloads
        note("charts", year)
        own = fit(edition, report)
        charts = union_year_charts(report, beside, edition.policy, verdicts[year], own.settings, edition.language)
        last = verdicts.get(year - 1, ())
        note("page", year)
        changed = revisions.get(year, ())
        yield union_year_page(own, report, beside, neighbours[year], verdicts[year], charts, last, changed, downloads)
        if verdicts[year]:
            yield union_evidence_page(own, report, beside, neighbours[year], verdicts[year])
    note("charts")
    own = fit(edition, *years.values())
    charts = union_charts(comparable(years), own.settings, edition.language)
    note("page")
    latest = neighbours[max(years)] if years else Neighbours()
    yield union_page(own, union, years, latest, verdicts, charts, neighbours.get(focus(years) or 0))
    yield from exports.union(edition, union, years, _in_order(revisions))


def _in_order(revisions: Mapping[int, Sequence[Revision]]) -> list[Revision]:
    return [one for _, found in sorted(revisions.items()) for one in found]


def publish_list(whole: Whole, outputs: _Lister) -> tuple[list[Entry], dict[str, tables.Row]]:
    """Pass 4 for one group of lists: what is made from summaries alone, and the numbers that only lists show."""
    entries: list[Entry] = []
    shown: dict[str, tables.Row] = {}
    for output in outputs(whole):  # one at a time: the unions of every clause fill many pages
        if isinstance(output, Page):
            audit(output.url, output.body)
        entries.append(write_output(whole.desk, output))
        if isinstance(output, Page):
            shown |= tables.federation_rows(output.body)
    return entries, shown


def _clauses(whole: Whole) -> Iterator[Page]:
    return overview.clauses(whole.desk.edition, whole.summaries)


def _boards(whole: Whole) -> Iterator[Page]:
    return overview.boards(whole.desk.edition, whole.summaries, whole.desk.view)


def _downloads(whole: Whole) -> Iterator[Download]:
    yield from exports.federation(whole.desk.edition)
    yield from federation_feeds(whole.desk.edition, whole.summaries)
    yield from clause_feeds(whole.desk.edition, whole.summaries)
    yield from badges(whole.desk.edition, whole.summaries)


LISTS = (_clauses, _boards, _downloads)


def write_data(desk: Desk, written: Sequence[Entry]) -> Entry:
    """The page of downloads, once all is `written` that it lists."""
    page = data_page(desk.edition, written)
    audit(page.url, page.body)
    return write_output(desk, page)


def write_build(whole: Whole, size: int) -> Entry:
    """`build.json`, the last but the manifest: it says how large all other files are together."""
    return write_output(whole.desk, build_json(whole.desk.edition, whole.summaries, whole.issues, whole.faults, size))


def write_output(desk: Desk, output: Page | Download) -> Entry:
    """Write a download, or a page poured into its shell."""
    if isinstance(output, Download):
        return write(desk.site, output.path, output.content)
    html = desk.shells[output.shell, depth(output.url)].pour(
        title=output.title,
        heading=output.heading or output.title,
        description=output.description,
        canonical=desk.edition.address(output.url),
        edit=f"{desk.edition.source_url}/{output.source}" if desk.edition.source_url and output.source else "",
        body=output.body,
        image=shared(desk.edition.address(output.image)) if output.image else "",
    )
    return write(desk.site, f"{output.url}index.html", html.encode())
