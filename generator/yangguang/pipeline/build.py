"""The corridor: the only place that knows the order of the rooms. `Build` reads as a build runs, pass by pass."""

from __future__ import annotations

import time
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from yangguang.charts.display import Display, largest
from yangguang.core.issues import Text
from yangguang.core.language import load_language
from yangguang.core.links import upload_address
from yangguang.core.memory import Kept
from yangguang.documents.typesetting import NoTypesettingError, ensure
from yangguang.exports.dcat import catalogues
from yangguang.exports.sitemap import sitemap
from yangguang.ledger.between.quarantine import surveyed
from yangguang.ledger.between.survey import survey
from yangguang.pipeline.books import open_books
from yangguang.pipeline.cluster import Cluster
from yangguang.pipeline.crew import Crew, worker_count
from yangguang.pipeline.desk import Desk
from yangguang.pipeline.keys import code, edition_part, grounds, shells_key
from yangguang.pipeline.parquet import LACKING, available
from yangguang.pipeline.reading import Reader, read
from yangguang.pipeline.recollection import Recollection, told_once
from yangguang.pipeline.today import build_day
from yangguang.rules.catalogue import RULES
from yangguang.site.engine import FEDERATION, engine, federation, folder_of
from yangguang.site.old import Old, published
from yangguang.site.refused import RefusedError
from yangguang.site.spare import prune
from yangguang.site.store import MANIFEST, SIGN, Entry, manifest, write
from yangguang.site.vault import Vault
from yangguang.views.model import Edition

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from yangguang.core.quarantine import Fault
    from yangguang.ledger.model import Standing
    from yangguang.pipeline.progress import Reporter
    from yangguang.pipeline.reading import Reading
    from yangguang.site.shell import Theme
    from yangguang.sources.tree import Tree
    from yangguang.views.model import Summary

CHUNK = 20  # unions per task: large enough that scheduling costs nothing, small enough that workers end together
CHUNK_AFAR = 200  # on other machines a task also costs a message each way


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is to be built: `data` is the federation's folder, `lang` 'zh' or 'en', `workers` 0 for one per core.

    `store` is a folder that remembers what earlier builds made, `old` the published site, whose files stay where they are the
    same, `kept` those the new one has. `scheduler` is the address of a Dask scheduler whose workers make the passes over
    unions, `chunk` how many unions are one task, 0 for as many as is good. `without_history`: also where it cannot be known.
    `posters`, `parquet`: those, too. `tree` is what is built where that is not DATA as it lies.
    """

    data: Path
    as_of: date
    lang: str = "zh"
    workers: int = 0
    site_url: str = ""
    source_url: str | None = None
    without_history: bool = False
    posters: bool = False
    parquet: bool = False
    store: Path | None = None
    old: Path | None = None
    kept: Mapping[str, Entry] = field(default_factory=dict)
    scheduler: str = ""
    chunk: int = 0
    tree: Tree | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build published: pages, bytes of the whole folder, every union-year's summary, and what we failed at."""

    pages: int
    size: int
    summaries: tuple[Summary, ...]
    faults: tuple[Fault, ...] = ()
    entries: tuple[Entry, ...] = ()
    again: Mapping[str, list[str]] = field(default_factory=dict)

    def count(self, *standings: Standing) -> int:
        """Union-years that stand in one of these ways."""
        return sum(one.standing in standings for one in self.summaries)


class Build:
    """One build. `start` has every union read while the theme is made; `finish` does all the rest."""

    def __init__(self, request: Request, reporter: Reporter) -> None:
        """Open the federation.

        Raises `books.UnbuildableError` when registry or policy cannot be trusted, RefusedError where there is a history
        that cannot be known, or posters or Parquet cannot be made.
        """
        self.request = request
        self._reporter = reporter
        self.vault = Kept.memory = Vault(request.store, code()) if request.store else None
        with reporter.stage("registry"):
            books = open_books(request.tree or request.data, request.as_of)
        if (lacking := books.repository.failure) and not request.without_history:
            raise RefusedError(
                f"{lacking.zh}。没有历史就不公开；确要不带历史生成，加 --without-history / "
                f"{lacking.en}. Nothing is published without its history, unless --without-history says so"
            )
        if request.posters:
            try:
                ensure()
            except NoTypesettingError as lacking_fonts:
                raise RefusedError(str(lacking_fonts)) from None
        if request.parquet and not available():
            raise RefusedError(LACKING)
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
            source_url=request.source_url, site_url=request.site_url, posters=request.posters, parquet=request.parquet,
            held=books.held,
        )  # fmt: skip
        self._books = books
        self._ground = grounds(books, self.vault.version) if self.vault else None
        self._engine = engine()
        self._open = ExitStack()  # what must end with the build, however it ends

    def start(self, spool: Path) -> None:
        """Pass 1 begins: every union through the door, its own figures, and a digest of what others need.

        `spool` is a folder that only this user may read. After this the build must be closed.
        """
        self._begun = time.perf_counter()
        self._read: list[Reading] | None = None
        self._spool = spool
        self._reader = Reader(books=self._books, spool=spool, vault=self.vault, ground=self._ground)
        self._reading = self._open.enter_context(closing(self._crew(read, self._reader, self._chunks())))

    def close(self) -> None:
        """End what still runs."""
        Kept.memory = None
        self._open.close()

    def finish(self, theme: Theme, site: Path) -> Built:
        """The theme's files, the end of pass 1, and passes 2 to 4, written into `site`."""
        from yangguang.pipeline import lists  # noqa: PLC0415 (templates load while the crew reads)
        from yangguang.pipeline import passes as publishing  # noqa: PLC0415 (as do the pages)
        from yangguang.pipeline.big_tables import join  # noqa: PLC0415 (as do the large tables)
        from yangguang.pipeline.last_pass import list_all  # noqa: PLC0415 (as does what makes lists)

        reporter, tasks = self._reporter, list(enumerate(self._chunks()))
        reporter.seconds["theme"] = time.perf_counter() - self._begun
        old = replace(self.old, kept=self.request.kept) if self.vault else Old(site=site)
        packed = [(FEDERATION, federation(self.request.data))] if self._engine else []
        written = [old.put(*one, site) for one in (*theme.files.items(), *self._engine.items(), *packed)]
        with reporter.stage("read"):
            readings = self._read_all()
        with reporter.stage("survey"):
            desk = self.desk(theme, site)
        if len({one.union_id for one in readings if one.card or not self.vault}) > CHUNK:
            import yangguang.charts.catalogue  # noqa: F401, PLC0415 (once, for all workers; where few are made each sees to itself)
        with reporter.stage("pages"), closing(self._crew(publishing.publish, desk, tasks, site)) as crew:
            made = list(reporter.track(crew.results(), "成页 pages", len(tasks)))
        with reporter.stage("lists"):
            whole, made, listed, left = list_all(desk, tasks, made, self._books.issues, self._workers)
            desk = whole.desk
            parts: list[publishing.Published | lists.Listing] = [*made, *listed]
            entries = [one for part in parts for one in part.entries]
            shown = {key: row for part in listed for key, row in part.shown.items()}
            rows = [one for part in made for one in part.rows]
            over_all = [*shown.values(), *whole.late]
            entries += join(desk, over_all, rows, len(made), partial(publishing.rows_again, desk))
            entries += [desk.put(one.path, one.content) for one in catalogues(self.edition, entries)]
            entries.append(lists.write_data(desk, entries))
            pages = [entry.path for entry in entries] + [f"{url}index.html" for url in theme.pages]
            entries += [desk.put(path, text) for path, text in sitemap(self.request.site_url, pages)]
            latest = {entry.path: entry for entry in (*written, *entries)}  # a page of ours goes before the theme's
            latest[SIGN] = lists.write_build(whole, sum(one.size for one in latest.values()))
            prune(site, (self.request.kept.keys() | left) - latest.keys())
            latest[MANIFEST] = write(site, MANIFEST, manifest(latest.values()))
        again = {union_id: why for part in made for union_id, why in part.again.items()}
        if self.vault:
            with reporter.stage("store"):
                fresh, lost = self.vault.drained()
                read = [one.card for one in readings if one.card]
                cards = [*fresh, *read, *(card for part in parts for card in part.cards)]
                self.vault.add(cards, told_once(self._books.registry))
            if damaged := {*lost, *(one for part in parts for one in part.damaged)}:
                told = f"{len(damaged)} entries of the store were damaged and made again"
                reporter.say(Text(f"存储中有 {len(damaged)} 处损坏，已重新生成", told))
        return Built(
            pages=sum(path.endswith("index.html") for path in pages), size=sum(entry.size for entry in latest.values()),
            summaries=tuple(whole.summaries), faults=tuple(whole.faults), entries=tuple(latest.values()), again=again,
        )  # fmt: skip

    def desk(self, theme: Theme, site: Path) -> Desk:
        """The end of pass 1, and pass 2: what is needed to make the pages of any union, into `site`."""
        readings = self._read_all()
        digests = [one for reading in readings for one in reading.digests]
        view, more = surveyed(digests, lambda some: survey(some, self._books.registry, self._books.policy))
        faults = [*(one.fault for one in readings if one.fault), *more]
        return Desk(
            edition=self.edition, view=view, shells=theme.shells, spool=self._spool, site=site,
            folders=self._books.folders, owed_years=self._books.owed_years, faults={one.union_id: one for one in faults},
            remembered=self._remembered(readings, theme, more) if self.vault else None,
        )  # fmt: skip

    def _remembered(self, readings: Sequence[Reading], theme: Theme, more: Sequence[Fault]) -> Recollection:
        assert self.vault, "only who has a store remembers"
        left_out = {one.union_id: " left out" for one in more}
        worn = {path: Entry.of(path, content) for path, content in theme.files.items()}
        kept = {path: one for path, one in self.request.kept.items() if worn.get(path, one) == one}
        old = replace(self.old, kept=kept)
        return Recollection(
            vault=self.vault, reader=self._reader, edition=edition_part(self.edition, shells_key(theme.shells)), old=old,
            read_from={one.union_id: one.parts for one in readings}, spans={one.union_id: one.span for one in readings},
            signs={one.union_id: one.sign + left_out.get(one.union_id, "") for one in readings},
            years={one.union_id: [digest.year for digest in one.digests] for one in readings},
        )  # fmt: skip

    def _read_all(self) -> list[Reading]:
        """Everything pass 1 made, in the register's order."""
        if self._read is None:
            chunks = self._reporter.track(self._reading.results(), "读取 reading", len(self._chunks()))
            self._read = [one for chunk in chunks for one in chunk]
            self._reading.close()
        return self._read

    def _crew(
        self, work: Callable[[Any, Any], Any], shared: object, items: Sequence[Any], *made: Path
    ) -> Crew | Cluster:
        """Who does a pass over unions: processes of this machine, or the workers of a scheduler."""
        if not self.request.scheduler:
            return Crew(self._workers, work, shared, items)
        reached = (self.request.data, *made)
        return Cluster(self.request.scheduler, work, shared, items, spool=self._spool, reached=reached)

    @cached_property
    def old(self) -> Old:
        """The published site."""
        return published(self.request.old or self._spool)

    @property
    def _workers(self) -> int:
        return worker_count(self.request.workers)

    def _chunks(self) -> list[tuple[str, ...]]:
        size = self.request.chunk or (CHUNK_AFAR if self.request.scheduler else CHUNK)
        unions = tuple(self._books.registry.unions)
        return [unions[at : at + size] for at in range(0, len(unions), size)]

    @property
    def dress(self) -> dict[str, Any]:
        """What the theme shows of the portal on every page: title, facts for header and footer, and the language."""
        settings, edition = self._books.registry.settings, self.edition
        display = Display(edition.language, largest(edition.language), settings.currency)  # for who asks for a number
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
                "fiscal_year_start": f"{settings.fiscal.month:02}-{settings.fiscal.day:02}",
                "engine": folder_of(self._engine),
                "currency": display.currency,
                "scaled": display.unit,
                "zeros": len(str(display.scale)) - 1,
                "upload": upload_address(self.request.source_url or ""),
            },
        }
