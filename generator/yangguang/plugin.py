"""The MkDocs adapter: `mkdocs build` and `serve` make the theme, of which the pipeline makes the site."""

from __future__ import annotations

import logging
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.utils import CountHandler

from yangguang.core.paths import SITE_TEMPLATES
from yangguang.ledger.model import Standing
from yangguang.pipeline.books import UnbuildableError
from yangguang.pipeline.portal import making, request_by
from yangguang.pipeline.progress import Reporter
from yangguang.site.before import HeldBackError, reason
from yangguang.site.refused import RefusedError
from yangguang.site.settings import options
from yangguang.site.theme import Dress, ThemePlugin, inputs, is_pure

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Literal

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer

    from yangguang.pipeline.build import Built
    from yangguang.pipeline.portal import Making
    from yangguang.site.shell import Theme

LOG = logging.getLogger("mkdocs.plugins.yangguang")


class YangguangPlugin(ThemePlugin):
    """Makes the whole site where MkDocs was started; where the pipeline asked for the theme alone, only that.

    MkDocs writes into a folder of ours. Its own would be the published one, which it clears before it knows whether
    anything comes of the build.
    """

    def __init__(self) -> None:
        super().__init__()
        self._making: Making | None = None
        self._open = ExitStack()  # what must end with the build, however it ends
        self._site = ""
        self._preview = False
        self._remembered: TemporaryDirectory[str] | None = None  # what `mkdocs serve` made before, until it ends
        self._worn_before: dict[str, Theme] = {}  # the last theme that it made, by all that it is made from
        self._key = ""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Keep this instance alive over the rebuilds of `mkdocs serve`, which publishes nothing and holds nothing back."""
        self._preview = command == "serve"
        if self._preview:
            self._remembered = TemporaryDirectory(prefix="yangguang.", ignore_cleanup_errors=True)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Start reading packages, then dress the theme; that is given where the pipeline itself runs MkDocs."""
        if self._making is not None or self.dress is None:
            self._begin(config)
        return super().on_config(config)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Where `mkdocs serve` would make the theme once more of the same, there is nothing to be made."""
        self._key = inputs(config, self._worn) if self._preview and is_pure(config) else ""
        if self._key in self._worn_before:
            config.nav = None
            return Files([])
        return super().on_files(files, config=config)

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """After all other plugins: judge, draw, pour, and publish, if this is no run for the theme alone."""
        if self._making is None:
            return
        try:
            theme = self._worn_before.get(self._key) or self.caught(Path(config.site_dir))
            self._worn_before = {self._key: theme} if self._key else {}
            if self._preview:
                built = self._making.build.finish(theme, self._making.stage.site)
            else:
                built = self._making.finish(theme, accept_mass_refusal=self.config.accept_mass_refusal)
        except HeldBackError as held:
            listed = ", ".join(f"{loss.union_id}/{loss.year}: {loss.why.zh} / {loss.why.en}" for loss in held.losses)
            raise PluginError(f"{held} (mkdocs.yml: accept_mass_refusal: true): {listed}") from None
        _tell(built)
        if config.strict and (warned := _warnings()):
            raise Abort(f"--strict: {warned} 个警告，原站点保持不变 / warnings; the site stays as it was")
        config.site_dir = self._site
        self._open.close()

    def on_build_error(self, *, error: Exception) -> None:
        """Leave nothing behind."""
        self._undo(error)

    def on_shutdown(self) -> None:
        """Likewise, when MkDocs was interrupted."""
        self._undo(KeyboardInterrupt())
        if self._remembered:
            self._remembered.cleanup()

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., Any]
    ) -> LiveReloadServer:
        """Rebuild when a table or a template changes."""
        assert self._making is not None, "MkDocs has built once"
        server.watch(str(self._making.build.request.data))
        server.watch(str(SITE_TEMPLATES))
        return server

    def _begin(self, config: MkDocsConfig) -> None:
        self._undo(KeyboardInterrupt())
        self._site = config.site_dir
        own = Path(config.config_file_path or "mkdocs.yml").resolve()
        try:
            store = Path(self._remembered.name) if self._remembered else None
            request = request_by(options(config), own.parent, store=store)
            self._making = self._open.enter_context(making(request, Path(self._site), Reporter(), own))
        except (UnbuildableError, RefusedError) as refused:
            raise PluginError(str(refused)) from None
        self.dress = Dress(**self._making.build.dress)
        config.site_dir = str(self._making.stage.spool / ".theme")

    def _undo(self, why: BaseException) -> None:
        self._open.__exit__(type(why), why, None)


def _tell(built: Built) -> None:
    """Warn of everything that is not shown as it was submitted."""
    for one in built.summaries:
        if one.standing in {Standing.REFUSED, Standing.SUPERSEDED}:
            why = reason(one)
            LOG.warning("%s %s/%s: %s / %s", *(_TOLD[one.standing], one.union_id, one.year, why.zh, why.en))
    for fault in built.faults:
        LOG.warning("故障 fault: %s", fault.as_json())


_TOLD = {Standing.REFUSED: "退回 refused", Standing.SUPERSEDED: "沿用前版 superseded"}


def _warnings() -> int:
    """How many warnings MkDocs counted in its strict build; it asks itself only when the site is already published."""
    counters = [one for one in logging.getLogger("mkdocs").handlers if isinstance(one, CountHandler)]
    return sum(count for one in counters for _, count in one.get_counts())
