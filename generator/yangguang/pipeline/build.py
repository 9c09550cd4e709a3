"""The corridor: the only place that knows the order of the rooms. `Build` reads as a build runs, pass by pass."""

from __future__ import annotations

import time
from contextlib import ExitStack, closing
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from yangguang.core.language import load_language
from yangguang.core.links import upload_address
from yangguang.core.quarantine import Fault, note, quarantined
from yangguang.documents.typesetting import NoTypesettingError, ensure
from yangguang.exports.dcat import catalogues
from yangguang.exports.sitemap import sitemap
from yangguang.ledger.between.digest import digest
from yangguang.ledger.between.quarantine import surveyed, unread
from yangguang.pipeline.books import Books, open_books, read_union, told_years
from yangguang.pipeline.changes import changes
from yangguang.pipeline.crew import Crew, worker_count
from yangguang.pipeline.spool import keep
from yangguang.pipeline.today import build_day
from yangguang.rules.catalogue import RULES
from yangguang.site.engine import FEDERATION, engine, federation, folder_of
from yangguang.site.refused import RefusedError
from yangguang.site.size import size_of
from yangguang.site.store import manifest, write
from yangguang.views.model import Edition

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from yangguang.ledger.model import Digest, Standing
    from yangguang.pipeline.passes import Desk
    from yangguang.pipeline.progress import Reporter
    from yangguang.site.shell import Theme
    from yangguang.views.model import Summary

CHUNK = 20  # unions per task: large enough that scheduling costs nothing, small enough that workers end together


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is to be built: `data` is the federation's folder, `lang` 'zh' or 'en', `workers` 0 for one per core.

    `without_history`: also where DATA are under git and their history cannot be known. `posters`: notices and cards, too.
    """

    data: Path
    as_of: date
    lang: str = "zh"
    workers: int = 0
    site_url: str = ""
    source_url: str | None = None
    without_history: bool = False
    posters: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build published: pages, bytes of the whole folder, every union-year's summary, and what we failed at."""

    pages: int
    size: int
    summaries: tuple[Summary, ...]
    faults: tuple[Fault, ...] = ()

    def count(self, *standings: Standing) -> int:
        """Union-years that stand in one of these ways."""
        return sum(one.standing in standings for one in self.summaries)


class Build:
    """One build. `start` has every union read while the theme is made; `finish` does all the rest."""

    def __init__(self, request: Request, reporter: Reporter) -> None:
        """Open the federation.

        Raises `books.UnbuildableError` when registry or policy cannot be trusted, RefusedError where there is a history
        that cannot be known, or posters cannot be made.
        """
        self.request = request
        self._reporter = reporter
        with reporter.stage("registry"):
            books = open_books(request.data, request.as_of)
        lacking = books.repository.failure
        if lacking and not request.without_history:
            raise RefusedError(
                f"{lacking.zh}。没有历史就不公开；确要不带历史生成，加 --without-history / "
                f"{lacking.en}. Nothing is published without its history, unless --without-history says so"
            )
        if request.posters:
            try:
                ensure()
            except NoTypesettingError as lacking_fonts:
                raise RefusedError(str(lacking_fonts)) from None
        reporter.say(*books.repository.told(), *books.held)
        self.edition = Edition(
            registry=books.registry,
            policy=books.policy,
            rules=RULES,
            language=load_language(request.lang),
            as_of=request.as_of,
            built_on=build_day(books.registry.settings.timezone),
            version=version("yangguang"),
            provenance=books.repository.head,
            history=books.repository.checkout is not None,
            years=tuple(reversed(books.years)),
            source_url=request.source_url,
            site_url=request.site_url,
            posters=request.posters,
            held=books.held,
        )
        self._books = books
        self._union_ids = tuple(books.registry.unions)
        self._engine = engine()
        self._open = ExitStack()  # what must end with the build, however it ends

    def start(self, spool: Path) -> None:
        """Pass 1 begins: every union through the door, its own figures, and a digest of what others need.

        `spool` is a folder that only this user may read. After this the build must be closed.
        """
        self._begun = time.perf_counter()
        self._read: tuple[list[Digest], list[Fault]] | None = None
        self._spool = spool
        crew = Crew(self._workers, _read, (self._books, self._spool), self._chunks())
        self._reading = self._open.enter_context(closing(crew))

    def close(self) -> None:
        """End what still runs."""
        self._open.close()

    def finish(self, theme: Theme, site: Path) -> Built:
        """The theme's files, the end of pass 1, and passes 2 to 4, written into `site`."""
        from yangguang.pipeline import joined  # noqa: PLC0415 (beside passes)
        from yangguang.pipeline import passes as publishing  # noqa: PLC0415 (matplotlib loads while the crew reads)

        reporter, chunks = self._reporter, self._chunks()
        reporter.seconds["theme"] = time.perf_counter() - self._begun
        written = [write(site, path, content) for path, content in (*theme.files.items(), *self._engine.items())]
        if self._engine:
            written.append(write(site, FEDERATION, federation(self.request.data)))
        with reporter.stage("read"):
            self._read_all()
        with reporter.stage("survey"):
            desk = self.desk(theme, site)
            faults = list(desk.faults.values())
        tasks = list(enumerate(chunks))
        with reporter.stage("pages"), closing(Crew(self._workers, publishing.publish, desk, tasks)) as crew:
            published = list(reporter.track(crew.results(), "成页 pages", len(chunks)))
        with reporter.stage("lists"):
            summaries = [one for part in published for one in part.summaries]
            entries = [one for part in published for one in part.entries]
            faults = [one for part in published for one in part.faults]
            whole = publishing.Whole(desk=desk, summaries=summaries, issues=self._books.issues, faults=faults)
            with closing(Crew(self._workers, publishing.publish_list, whole, publishing.LISTS)) as crew:
                listed = list(crew.results())
            entries += [one for part, _ in listed for one in part]
            shown = {key: row for _, rows in listed for key, row in rows.items()}
            entries += joined.join(whole, shown.values(), len(chunks))
            entries += [write(site, one.path, one.content) for one in catalogues(self.edition, entries)]
            entries.append(publishing.write_data(desk, entries))
            pages = [entry.path for entry in entries] + [f"{url}index.html" for url in theme.pages]
            entries += [write(site, path, text) for path, text in sitemap(self.request.site_url, pages)]
            size = size_of(site)
            entries.append(publishing.write_build(whole, size))
            latest = {entry.path: entry for entry in (*written, *entries)}  # a page of ours goes before the theme's
            entries.append(write(site, "api/v1/manifest.txt", manifest(latest.values())))
        return Built(
            pages=sum(path.endswith("index.html") for path in pages),
            size=size + sum(entry.size for entry in entries[-2:]),
            summaries=tuple(summaries),
            faults=tuple(faults),
        )

    def desk(self, theme: Theme, site: Path) -> Desk:
        """The end of pass 1, and pass 2: what is needed to make the pages of any union, into `site`."""
        from yangguang.ledger.between.survey import survey  # noqa: PLC0415 (it brings pandas)
        from yangguang.pipeline import passes as publishing  # noqa: PLC0415 (matplotlib loads while the crew reads)

        digests, faults = self._read_all()
        view, more = surveyed(digests, lambda some: survey(some, self._books.registry, self._books.policy))
        return publishing.Desk(
            edition=self.edition, view=view, shells=theme.shells, spool=self._spool, site=site,
            folders=self._books.folders, owed_years=self._books.owed_years,
            faults={one.union_id: one for one in (*faults, *more)},
        )  # fmt: skip

    def _read_all(self) -> tuple[list[Digest], list[Fault]]:
        """Everything pass 1 made, in the register's order."""
        if self._read is None:
            chunks = list(self._reporter.track(self._reading.results(), "读取 reading", len(self._chunks())))
            self._read = [one for own, _ in chunks for one in own], [one for _, own in chunks for one in own]
            self._reading.close()
        return self._read

    @property
    def _workers(self) -> int:
        return worker_count(self.request.workers)

    def _chunks(self) -> list[tuple[str, ...]]:
        return [self._union_ids[at : at + CHUNK] for at in range(0, len(self._union_ids), CHUNK)]

    @property
    def dress(self) -> dict[str, Any]:
        """What the theme shows of the portal on every page: title, facts for header and footer, and the language."""
        settings, edition = self._books.registry.settings, self.edition
        return {
            "title": settings.title_en if self.request.lang == "en" else settings.title,
            "lang": self.request.lang,
            "facts": {
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
                "timezone": settings.timezone,
                "engine": folder_of(self._engine),
                "upload": upload_address(self.request.source_url or ""),
            },
        }


def _read(context: tuple[Books, Path], union_ids: Sequence[str]) -> tuple[list[Digest], list[Fault]]:
    """Pass 1 for a chunk of unions: their reports wait in the spool, only digests travel. A union that fails is left out."""
    books, spool = context
    digests: list[Digest] = []
    faults: list[Fault] = []
    for union_id in union_ids:
        read = quarantined(union_id, "read", partial(_read_union, books, spool / union_id))
        if isinstance(read, Fault):
            faults.append(read)
            union, folders = books.registry.unions[union_id], books.folders.get(union_id, ())
            digests.extend(unread(union_id, year) for year in told_years(union, folders, books.owed_years))
        else:
            digests.extend(read)
    return digests, faults


def _read_union(books: Books, spooled: Path) -> list[Digest]:
    """The digests of a union's years, which wait in `spooled`, named by the union."""
    years = read_union(books, spooled.name)
    note("changes")
    revisions = {year: tuple(found) for year, found in groupby(changes(books, spooled.name), attrgetter("year"))}
    note("digest")
    keep(years, revisions, spooled)
    return [digest(report) for report in years.values()]
