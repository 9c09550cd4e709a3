"""The corridor: the only place that knows the order of the rooms. `Build` reads as a build runs, pass by pass."""

from __future__ import annotations

import pickle
import shutil
import tempfile
import time
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.books import Books, judge_year, open_books, read_union
from generator.charts.catalogue import union_charts, union_year_charts
from generator.core.language import load_language
from generator.ledger.digest import digest
from generator.ledger.model import Neighbours, Standing
from generator.pages import exports, overview, tables
from generator.pages.model import Download, Edition, Page, Summary
from generator.pages.summary import summarise
from generator.pages.union import shows_page, union_page
from generator.pages.union_year import union_year_page
from generator.rules.catalogue import RULES
from generator.site.audit import audit
from generator.site.crew import Crew, worker_count
from generator.site.store import Entry, manifest, write
from generator.site.today import build_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from generator.ledger.acquaintance import Survey
    from generator.ledger.model import Digest, UnionYear
    from generator.rules.model import Verdict
    from generator.site.progress import Reporter
    from generator.site.shell import Shell

CHUNK = 20  # unions per task: large enough that scheduling costs nothing, small enough that workers end together
BIG_TABLES = (("verdicts", tables.VERDICTS_HEADER), ("figures", tables.FIGURES_HEADER))


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is to be built: `data` is the federation's folder, `lang` 'zh' or 'en', `workers` 0 for one per core."""

    data: Path
    as_of: date
    lang: str = "zh"
    workers: int = 0
    site_url: str = ""
    source_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build published: pages and bytes written, and every union-year's summary."""

    pages: int
    size: int
    summaries: tuple[Summary, ...]

    def count(self, *standings: Standing) -> int:
        """Union-years that stand in one of these ways."""
        return sum(one.standing in standings for one in self.summaries)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """What the crew of pass 3 shares: the edition, the survey, the theme's shells, where to read and where to write."""

    edition: Edition
    view: Survey
    shells: Mapping[str, Shell]
    site_url: str
    spool: Path
    site: Path


class Build:
    """One build. `start` has every union read while MkDocs renders the theme; `finish` does all the rest."""

    def __init__(self, request: Request, reporter: Reporter) -> None:
        """Open the federation. Raises `books.UnbuildableError` when registry or policy cannot be trusted."""
        self.request = request
        self._reporter = reporter
        with reporter.stage("registry"):
            books = open_books(request.data, request.as_of)
        self.edition = Edition(
            registry=books.registry,
            policy=books.policy,
            rules=RULES,
            language=load_language(request.lang),
            as_of=request.as_of,
            built_on=build_day(),
            version=version("yangguang"),
            provenance=books.repository.head,
            years=tuple(reversed(books.years)),
            source_url=request.source_url,
        )
        self._books = books
        self._union_ids = tuple(books.registry.unions)

    def start(self) -> None:
        """Pass 1 begins: every union through the door, its own figures, and a digest of what others need."""
        self._begun = time.perf_counter()
        self._spool = Path(tempfile.mkdtemp(prefix="yangguang."))
        self._reading = Crew(self._workers, _read, (self._books, self._spool), self._chunks())

    def finish(self, shells: Mapping[str, Shell], site: Path, docs: Sequence[str]) -> Built:
        """The end of pass 1 and passes 2 to 4, written into `site`, which already holds MkDocs' own pages `docs`."""
        try:
            return self._finish(shells, site, docs)
        finally:
            shutil.rmtree(self._spool, ignore_errors=True)

    def _finish(self, shells: Mapping[str, Shell], site: Path, docs: Sequence[str]) -> Built:
        from generator.ledger.survey import survey  # noqa: PLC0415 (pandas loads while the crew reads)

        reporter, chunks = self._reporter, self._chunks()
        reporter.seconds["theme"] = time.perf_counter() - self._begun
        with reporter.stage("read"):
            read = reporter.track(self._reading.results(), "读取 reading", len(chunks))
            digests = [one for chunk in read for one in chunk]
        with reporter.stage("survey"):
            view = survey(digests, self._books.registry, self._books.policy)
        desk = _Desk(
            edition=self.edition, view=view, shells=shells, site_url=self.request.site_url, spool=self._spool, site=site
        )
        with reporter.stage("pages"):
            crew = Crew(self._workers, _publish, desk, list(enumerate(chunks)))
            published = list(reporter.track(crew.results(), "成页 pages", len(chunks)))
        with reporter.stage("lists"):
            summaries = [one for part, _ in published for one in part]
            entries = [one for _, part in published for one in part]
            entries += _lists(desk, summaries, self._books)
            entries += [_join(desk, name, header, len(chunks)) for name, header in BIG_TABLES]
            pages = [entry.path for entry in entries] + [f"{url}index.html" for url in docs]
            entries += [write(site, path, text) for path, text in exports.sitemap(self.request.site_url, pages)]
            entries.append(write(site, "api/v1/manifest.txt", manifest(entries)))
        return Built(
            pages=sum(path.endswith("index.html") for path in pages),
            size=sum(entry.size for entry in entries),
            summaries=tuple(summaries),
        )

    @property
    def _workers(self) -> int:
        return worker_count(self.request.workers)

    def _chunks(self) -> list[tuple[str, ...]]:
        return [self._union_ids[at : at + CHUNK] for at in range(0, len(self._union_ids), CHUNK)]

    @property
    def title(self) -> str:
        """The portal's name in the language of the build."""
        settings = self._books.registry.settings
        return settings.title_en if self.request.lang == "en" else settings.title

    @property
    def facts(self) -> dict[str, Any]:
        """What the theme's header and footer say of every page, as `config.extra.yangguang`."""
        settings, edition = self._books.registry.settings, self.edition
        return {
            "title": settings.title,
            "title_en": settings.title_en,
            "fictional": settings.fictional,
            "contact": settings.contact,
            "homepage": settings.homepage,
            "record_number": settings.record_number,
            "commit": edition.provenance.commit,
            "as_of": edition.as_of.isoformat(),
            "built_on": edition.built_on.isoformat(),
            "version": edition.version,
        }


def _read(context: tuple[Books, Path], union_ids: Sequence[str]) -> list[Digest]:
    """Pass 1 for a chunk of unions: their reports wait in the spool, only digests travel."""
    books, spool = context
    digests: list[Digest] = []
    for union_id in union_ids:
        years = read_union(books, union_id)
        (spool / union_id).write_bytes(pickle.dumps(years, pickle.HIGHEST_PROTOCOL))
        digests.extend(digest(report) for report in years.values())
    return digests


def _publish(desk: _Desk, task: tuple[int, Sequence[str]]) -> tuple[list[Summary], list[Entry]]:
    """Pass 3 for a chunk: verdicts, charts, pages and downloads of each union, written as they are made."""
    number, union_ids = task
    summaries: list[Summary] = []
    entries: list[Entry] = []
    with (
        _part(desk, "verdicts", number).open("wb") as verdict_rows,
        _part(desk, "figures", number).open("wb") as figure_rows,
    ):
        for union_id in union_ids:
            # Written by pass 1 of this very build, into a folder that only this user may read.
            years: dict[int, UnionYear] = pickle.loads((desk.spool / union_id).read_bytes())  # noqa: S301 (our own pickle)
            neighbours = {year: desk.view.neighbours(union_id, year) for year in years}
            edition = desk.edition
            verdicts = {
                year: judge_year(edition.registry, edition.policy, edition.as_of, years, year, neighbours[year])
                for year in years
            }
            outputs = list(_outputs(edition, union_id, years, neighbours, verdicts))
            entries.extend(_write(desk, output) for output in outputs)
            verdict_rows.write(tables.verdict_rows(edition, verdicts))
            bodies = (output.body for output in outputs if isinstance(output, Page))
            figure_rows.write(tables.figure_rows(union_id, years, bodies))
            summaries.extend(summarise(years[year], verdicts[year], edition.as_of) for year in years)
    return summaries, entries


def _outputs(
    edition: Edition,
    union_id: str,
    years: Mapping[int, UnionYear],
    neighbours: Mapping[int, Neighbours],
    verdicts: Mapping[int, tuple[Verdict, ...]],
) -> Iterator[Page | Download]:
    """Everything that one union adds to the site."""
    union, settings = edition.registry.unions[union_id], edition.registry.settings
    for year, report in years.items():
        yield from exports.union_year(edition, report, verdicts[year])
        if shows_page(report):
            charts = union_year_charts(report, years, edition.policy, verdicts[year], settings, edition.language)
            last = verdicts.get(year - 1, ())
            yield union_year_page(edition, report, years, neighbours[year], verdicts[year], charts, last)
    charts = union_charts(years, settings, edition.language)
    latest = neighbours[max(years)] if years else Neighbours()
    yield union_page(edition, union, years, latest, verdicts, charts)
    yield from exports.union(edition, union, years)


def _lists(desk: _Desk, summaries: Sequence[Summary], books: Books) -> Iterator[Entry]:
    """Pass 4: what is made from summaries alone."""
    for page in overview.pages(desk.edition, summaries, desk.view):
        yield _write(desk, page)
    for file in exports.federation(desk.edition, summaries, books.issues):
        yield _write(desk, file)


def _write(desk: _Desk, output: Page | Download) -> Entry:
    if isinstance(output, Download):
        return write(desk.site, output.path, output.content)
    audit(output.url, output.body)
    html = desk.shells[output.shell].pour(
        title=output.title,
        description=output.description,
        canonical=desk.site_url.rstrip("/") + "/" + output.url if desk.site_url else "",
        edit=f"{desk.edition.source_url}/{output.source}" if desk.edition.source_url and output.source else "",
        body=output.body,
    )
    return write(desk.site, f"{output.url}index.html", html.encode())


def _part(desk: _Desk, name: str, number: int) -> Path:
    return desk.spool / f"{number}.{name}"


def _join(desk: _Desk, name: str, header: bytes, parts: int) -> Entry:
    """One of the two big tables from the rows each chunk left, a part at a time so that memory stays flat."""
    path, size, digested = f"api/v1/{name}.csv", len(header), sha256(header)
    with (desk.site / path).open("wb") as out:
        out.write(header)
        for number in range(parts):
            rows = _part(desk, name, number).read_bytes()
            out.write(rows)
            digested.update(rows)
            size += len(rows)
    return Entry(path, size, digested.hexdigest())
