"""The theme, made by MkDocs in a temporary folder: its files, its own pages, and shells for everything the pipeline makes."""

from __future__ import annotations

import hashlib
import pickle
import tempfile
from dataclasses import dataclass, replace
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config import base
from mkdocs.config import config_options as option
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel

from yangguang.core.language import load_language
from yangguang.core.paths import SITE_TEMPLATES
from yangguang.core.watched import ALWAYS
from yangguang.site.shell import HEADING, Shell, Theme, cut, depth, inert, navigation, palettes
from yangguang.site.vault import Card

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

    from yangguang.site.vault import Vault

DOCS = SITE_TEMPLATES / "docs"
FEATURES = ("navigation.tabs", "navigation.top")
_MADE_BY = ("mkdocs", "mkdocs-material", "markdown", "pymdown-extensions", "jinja2")
_KEPT = 4  # themes, each about 4 MB
_PURE = {"toc", "tables", "fenced_code"}  # MkDocs' own; others may read files of their own choice
_DATED = ("as_of", "built_on", "commit")  # facts that each build has of its own; MkDocs is given marks for them
_MARK = 12  # characters, as many as are shown of a commit
_made: dict[str, Theme] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dress:
    """What the theme shows of a portal on every page: its title, and facts for header and footer, in a language."""

    title: str
    facts: Mapping[str, Any]
    lang: str


class ThemeConfig(base.Config):
    """Options of the plugin in `mkdocs.yml`."""

    data_dir = option.Type(str, default="data")
    as_of = option.Optional(option.Type((date, str)))
    workers = option.Type(int, default=0)
    source_url = option.Optional(option.Type(str))
    accept_mass_refusal = option.Type(bool, default=False)
    without_history = option.Type(bool, default=False)
    posters = option.Type(bool, default=False)
    parquet = option.Type(bool, default=False)


class ThemePlugin(BasePlugin[ThemeConfig]):
    """The events of MkDocs that dress the theme and catch what it makes, of a build that writes into a folder of ours."""

    def __init__(self) -> None:
        self.dress: Dress | None = None
        self.shells: dict[tuple[str, int], Shell] = {}
        self.pages: list[str] = []  # addresses of the pages that MkDocs writes itself

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Dress the theme in the portal's name and language."""
        dress = self._worn
        language = load_language(dress.lang)
        config.theme["language"] = dress.lang
        config.theme.dirs.insert(0, str(SITE_TEMPLATES / "overrides"))
        config.theme["features"] = [*config.theme.get("features", ()), *FEATURES]
        config.theme["palette"] = config.theme.get("palette") or palettes(language)
        config.site_name = inert(dress.title)
        config.extra["yangguang"] = {
            name: inert(fact) if isinstance(fact, str) else fact for name, fact in dress.facts.items()
        }
        config.nav = config.nav or navigation(language)
        self.shells, self.pages = {}, []
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the packaged docs and assets the portal has no page of its own for, English ones in an English build."""
        lang = self._worn.lang
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
        language = load_language(self._worn.lang)
        env.install_gettext_callables(language.gettext, language.ngettext, newstyle=True)  # type: ignore[attr-defined]  # i18n extension
        return env

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """The title that the theme itself writes of a shell is a marker: in the header a reader sees it when scrolling."""
        if "shell" in page.meta:
            page.meta["title"] = HEADING
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Keep what the theme made of a shell for pouring; MkDocs itself then writes no file for it."""
        name = page.meta.get("shell")
        if name is not None:
            self.shells[name, depth(page.url)] = cut(output)
            return ""
        self.pages.append(page.url)
        return cut(output).pour(
            title=str(page.meta.get("title") or page.title or ""),
            heading="",
            description=str(page.meta.get("description", "")),
            canonical=page.canonical_url or "",
            edit="",
            body="",
        )

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """The 404 page wears the theme too; MkDocs' own sitemap is not written, ours names every page."""
        if template_name.startswith("sitemap"):
            return ""
        return cut(output_content).pour(
            title=self._worn.title, heading="", description="", canonical="", edit="", body=""
        )

    def caught(self, folder: Path) -> Theme:
        """What MkDocs made, of which it wrote the files into `folder`."""
        return Theme(files=_contents(folder), shells=self.shells, pages=tuple(self.pages))

    @property
    def _worn(self) -> Dress:
        assert self.dress is not None, "given before MkDocs calls on_config"
        return self.dress


def shells(config: MkDocsConfig, dress: Dress, spool: Path, vault: Vault | None = None) -> Theme:
    """The theme by its settings, worn as `dress`; made in a temporary folder of `spool`, once of the same inputs.

    It is kept in this process and in `vault`. Where other plugins, hooks, extensions or templates take part, which may look
    at anything, it is made each time.
    """
    if not is_pure(config):
        return _make(config, dress, spool)
    own = {name: dress.facts[name] for name in _DATED if dress.facts.get(name)}
    undated = replace(dress, facts={**dress.facts, **dict.fromkeys(own, "")})
    key = inputs(config, undated, sorted(own))
    marks = {
        name: key[at * _MARK : (at + 1) * _MARK] for at, name in enumerate(own)
    }  # a hash over all that might hold them
    if key not in _made:
        _made[key] = _kept(vault, key) or _make(
            config, replace(dress, facts={**dress.facts, **marks}), spool, vault, key
        )
    for oldest in list(_made)[:-_KEPT]:
        del _made[oldest]
    return _dated(_made[key], {marks[name]: str(fact)[:_MARK] for name, fact in own.items()})


def _kept(vault: Vault | None, key: str) -> Theme | None:
    card = next((one for one in vault.cards("theme") if one.key == key), None) if vault else None
    content = vault.recall(card.packs[0]) if vault and card else None
    return pickle.loads(content) if content else None  # noqa: S301 (our own pickle, held against its hash)


def _dated(theme: Theme, facts: Mapping[str, str]) -> Theme:
    """The theme with this build's own facts in the place of their marks."""

    def filled(text: str) -> str:
        for mark, fact in facts.items():
            text = text.replace(mark, fact)
        return text

    files = {
        path: filled(content.decode()).encode() if path.endswith(".html") else content
        for path, content in theme.files.items()
    }
    worn = {name: Shell(parts=tuple(map(filled, shell.parts))) for name, shell in theme.shells.items()}
    return replace(theme, files=files, shells=worn)


def _make(config: MkDocsConfig, dress: Dress, spool: Path, vault: Vault | None = None, key: str = "") -> Theme:
    from mkdocs.commands.build import build  # noqa: PLC0415 (half a second, where a theme is made)

    plugin = config.plugins["yangguang"]
    assert isinstance(plugin, ThemePlugin), "the name is ours"
    plugin.dress = dress
    # What cannot be cleared here goes with the spool.
    with tempfile.TemporaryDirectory(prefix=".theme.", dir=spool, ignore_cleanup_errors=True) as folder:
        config.site_dir = folder
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
        made = plugin.caught(Path(folder))
    if vault:
        pack = vault.keep(pickle.dumps(made, pickle.HIGHEST_PROTOCOL))
        vault.add([Card("theme", key, ALWAYS, None, (pack,))])
    return made


def is_pure(config: MkDocsConfig) -> bool:
    """Whether no other plugins, hooks, extensions or templates take part, which may look at anything."""
    foreign = config.hooks or config.theme.custom_dir or list(config.plugins) != ["yangguang"]
    return not foreign and _PURE.issuperset(config.markdown_extensions)


def inputs(config: MkDocsConfig, dress: Dress, dated: Sequence[str] = ()) -> str:
    """A hash over all that MkDocs looks at where it is pure: settings, dress, documents, templates, and what renders them."""
    settings = {name: value for name, value in config.items() if name not in {"site_dir", "plugins", "theme"}}
    seen = hashlib.sha256(repr((settings, dress, dated, [version(name) for name in _MADE_BY])).encode())
    seen.update(repr((config.theme.name, config.theme.custom_dir, dict(config.theme))).encode())
    own = [Path(folder) for folder in (config.docs_dir, config.theme.custom_dir) if folder]
    for folder in (*own, SITE_TEMPLATES):
        for path, content in _contents(folder).items():
            seen.update(f"{path}\n{len(content)}\n".encode(errors="surrogateescape") + content)
    return seen.hexdigest()


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
