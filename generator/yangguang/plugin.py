"""The MkDocs adapter: MkDocs renders the theme, docs and shells; the pipeline pours everything else into them."""

from __future__ import annotations

import logging
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.commands.build import build
from mkdocs.config import base, load_config
from mkdocs.config import config_options as option
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel

from yangguang.core.language import load_language
from yangguang.core.paths import SITE_TEMPLATES
from yangguang.door.loader import timezone_of
from yangguang.pipeline.books import UnbuildableError
from yangguang.pipeline.build import Build, Built, Request
from yangguang.pipeline.progress import Reporter
from yangguang.pipeline.today import build_day, day_of_judgement
from yangguang.site.before import hold_back, lost, shown_by, told
from yangguang.site.disk import named
from yangguang.site.refused import RefusedError
from yangguang.site.shell import TITLE, Shell, cut, depth, inert, navigation, palettes
from yangguang.site.staging import staging

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Literal

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

DOCS = SITE_TEMPLATES / "docs"
LOG = logging.getLogger("mkdocs.plugins.yangguang")
FEATURES = ("navigation.tabs", "navigation.top")


class YangguangConfig(base.Config):
    """Options of the plugin in `mkdocs.yml`."""

    data_dir = option.Type(str, default="data")
    as_of = option.Optional(option.Type((date, str)))
    workers = option.Type(int, default=0)
    source_url = option.Optional(option.Type(str))
    accept_mass_refusal = option.Type(bool, default=False)
    without_history = option.Type(bool, default=False)


class YangguangPlugin(BasePlugin[YangguangConfig]):
    """Builds the portal around MkDocs' own page loop; see `yangguang.pipeline.build` for the order of the rooms."""

    def __init__(self) -> None:
        self.shells: dict[tuple[str, int], Shell] = {}
        self._docs: list[str] = []  # addresses of the pages that MkDocs writes itself
        self.flags: dict[str, Any] = {}  # what the command line says goes before mkdocs.yml
        self.reporter = Reporter()
        self.spool: Path | None = None  # where unions wait between the passes; None: a temporary folder
        self.build: Build | None = None
        self.built: Built | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Keep this instance alive over the rebuilds of `mkdocs serve`."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read registry and policy, start reading packages, dress the theme in the portal's name and language."""
        try:
            request = self._request(config)
            self.build = Build(request, self.reporter)
        except (UnbuildableError, RefusedError) as refused:
            if self.flags:
                raise  # the command line prints all of it
            raise PluginError(str(refused)) from None
        language = load_language(request.lang)
        config.theme["language"] = request.lang
        config.theme.dirs.insert(0, str(SITE_TEMPLATES / "overrides"))
        config.theme["features"] = [*config.theme.get("features", ()), *FEATURES]
        config.theme["palette"] = config.theme.get("palette") or palettes(language)
        config.site_name = inert(self.build.title)
        config.extra["yangguang"] = {
            name: inert(fact) if isinstance(fact, str) else fact for name, fact in self.build.facts.items()
        }
        config.nav = config.nav or navigation(language)
        self.shells, self._docs = {}, []
        self.build.start(self.spool)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Before MkDocs clears the old site: would the new one take too much away? The command line asks later, of all."""
        before = {} if self.flags or self.config.accept_mass_refusal else shown_by(Path(config.site_dir))
        if before and (gone := lost(before, self._build.standings())):
            listed = ", ".join(f"{union_id}/{year}" for union_id, year in gone)
            raise PluginError(f"{told(len(gone), len(before))} (mkdocs.yml: accept_mass_refusal: true): {listed}")

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the packaged docs and assets the portal has no page of its own for, English ones in an English build."""
        lang = self._build.request.lang
        overlays = [DOCS.with_name(f"docs.{lang}"), DOCS] if lang != "zh" else [DOCS]
        for folder in overlays:
            for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
                uri = path.relative_to(folder).as_posix()
                known = files.get_file_from_path(uri)
                own = known is not None and Path(known.abs_src_path or "").is_relative_to(DOCS)
                if path.is_file() and (known is None or (own and folder != DOCS)):
                    if known is not None:
                        files.remove(known)
                    files.append(File(uri, str(folder), config.site_dir, config.use_directory_urls))
        for path in sorted((SITE_TEMPLATES / "assets").rglob("*")):
            uri = f"assets/{path.relative_to(SITE_TEMPLATES / 'assets').as_posix()}"
            if path.is_file() and files.get_file_from_path(uri) is None:
                files.append(File.generated(config, uri, abs_src_path=str(path)))
        for file in files.documentation_pages():
            if file.src_uri.startswith("shells/"):
                file.inclusion = InclusionLevel.NOT_IN_NAV
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Give the theme's templates the portal's own catalogue."""
        language = load_language(self._build.request.lang)
        env.install_gettext_callables(language.gettext, language.ngettext, newstyle=True)  # type: ignore[attr-defined]  # i18n extension
        return env

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """A shell's title is a marker wherever the theme writes it: in the header a reader sees it when scrolling."""
        if "shell" in page.meta:
            page.meta["title"] = TITLE
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Keep what the theme made of a shell for pouring; MkDocs itself then writes no file for it."""
        name = page.meta.get("shell")
        if name is not None:
            self.shells[name, depth(page.url)] = cut(output)
            return ""
        self._docs.append(page.url)
        return cut(output).pour(
            title=str(page.meta.get("title") or page.title or ""),
            description=str(page.meta.get("description", "")),
            canonical=page.canonical_url or "",
            edit="",
            body="",
        )

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """The 404 page wears the theme too; MkDocs' own sitemap is not written, ours names every page."""
        if template_name.startswith("sitemap"):
            return ""
        return cut(output_content).pour(title=self._build.title, description="", canonical="", edit="", body="")

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Judge, draw, write and pour everything that is made from data."""
        self.built = self._build.finish(self.shells, Path(config.site_dir), self._docs)
        self.close()
        for fault in self.built.faults:
            LOG.warning("故障 fault: %s", fault.as_json())

    def on_build_error(self, *, error: Exception) -> None:
        """Leave nothing behind."""
        self.close()

    def on_shutdown(self) -> None:
        """Likewise, when MkDocs was interrupted."""
        self.close()

    def close(self) -> None:
        """End the workers of a build, wherever it is, and clear its spool."""
        if self.build is not None:
            self.build.close()

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., Any]
    ) -> LiveReloadServer:
        """Rebuild when a table or a template changes."""
        server.watch(str(self._build.request.data))
        server.watch(str(SITE_TEMPLATES))
        return server

    @property
    def _build(self) -> Build:
        assert self.build is not None, "MkDocs calls on_config before anything else"
        return self.build

    def _request(self, config: MkDocsConfig) -> Request:
        folder = Path(config.config_file_path or "mkdocs.yml").parent
        as_of, data = self.config.as_of, (folder / self.config.data_dir).resolve()
        settings: dict[str, Any] = {
            "data": data,
            "as_of": day_of_judgement(as_of, "as_of") if as_of else build_day(timezone_of(data)),
            "lang": "en" if config.theme.get("language", "zh") == "en" else "zh",
            "workers": self.config.workers,
            "site_url": config.site_url or "",
            "source_url": self.config.source_url,
            "without_history": self.config.without_history,
        }
        return Request(**(settings | {name: value for name, value in self.flags.items() if value is not None}))


def build_site(
    data: Path,
    site: Path,
    reporter: Reporter,
    config_file: Path | None = None,
    *,
    accept_mass_refusal: bool = False,
    **flags: object,
) -> Built:
    """Build the portal of `data` into `site` through MkDocs, all or nothing; `flags` go before its mkdocs.yml.

    The settings are those of `config_file`, else of the mkdocs.yml beside `data`, else of the one packaged for new
    portals. MkDocs runs what its settings name: for data that is not trusted yet, name settings that are. Raises
    `UnbuildableError`, HeldBackError where too much of what `site` shows would be lost (and not `accept_mass_refusal`),
    and RefusedError where the settings cannot be used, or `site` not be replaced.
    """
    own = (config_file or data.parent / "mkdocs.yml").resolve()
    with staging(site, data, own, SITE_TEMPLATES) as stage:
        before = shown_by(site)
        config = _settings(own, stage.site)
        plugin = config.plugins["yangguang"]
        assert isinstance(plugin, YangguangPlugin), "the name is ours"
        plugin.flags = {"data": data.resolve(), **flags}
        plugin.reporter, plugin.spool = reporter, stage.spool
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
        assert plugin.built is not None, "on_post_build ran"
        accepted = accept_mass_refusal or plugin.config.accept_mass_refusal
        hold_back(before, plugin.built.summaries, plugin.built.faults, accepted=accepted)
        return plugin.built


def _settings(own: Path, site: Path) -> MkDocsConfig:
    """MkDocs' settings from `own`, where that is a file, for a site that is made in `site`."""
    packaged = SITE_TEMPLATES / "init" / "mkdocs.yml"
    docs = {} if own.is_file() else {"docs_dir": str(DOCS)}
    try:
        with named(own):
            config = load_config(str(own if own.is_file() else packaged), site_dir=str(site), **docs)
    except MkDocsException as wrong:
        raise RefusedError(f"{own} 用不了 / cannot be used: {wrong.format_message()}") from None
    if "yangguang" not in config.plugins:
        raise RefusedError(f"{own} 的 plugins 里没有 yangguang / has no yangguang among its plugins")
    return config
