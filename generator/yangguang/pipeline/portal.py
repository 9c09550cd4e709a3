"""A portal from beginning to end: staged, built, asked what visitors would lose, switched; plugin and command line call it."""

from __future__ import annotations

import json
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from yangguang.core.paths import SITE_TEMPLATES
from yangguang.door.loader import timezone_of
from yangguang.pipeline.build import Build, Built, Request
from yangguang.pipeline.today import build_day, day_of_judgement
from yangguang.site import pagefind
from yangguang.site.before import hold_back, shown_by
from yangguang.site.disk import named
from yangguang.site.spare import spare_of
from yangguang.site.staging import staging
from yangguang.site.store import MANIFEST

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from typing import Any

    from yangguang.ledger.model import Standing
    from yangguang.pipeline.progress import Reporter
    from yangguang.site.old import Old
    from yangguang.site.shell import Theme
    from yangguang.site.staging import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """A build under way: its packages are being read, its site is a folder that nobody sees yet."""

    build: Build
    stage: Stage
    before: Mapping[tuple[str, int], Standing]  # what the published site shows

    def finish(self, theme: Theme, *, accept_mass_refusal: bool = False) -> Built:
        """The whole site, poured into the theme. Raises HeldBackError where it may not take the published one's place."""
        built = self.build.finish(theme, self.stage.site)
        hold_back(self.before, built.summaries, built.faults, accepted=accept_mass_refusal)
        return built


@contextmanager
def making(request: Request, site: Path, reporter: Reporter, *sources: Path) -> Iterator[Making]:
    """A build of `site`, which takes its place when the block ends well; else all stays as it was.

    `sources` are what else the site is made from, which it may not replace. Raises what `staging` and `Build` raise.
    """
    stores = (request.store,) if request.store else ()
    spare = spare_of(request.store, site) if request.store else None
    with staging(site, request.data, SITE_TEMPLATES, *sources, *stores, spare=spare) as stage:
        before = shown_by(site)
        if not pagefind.program():
            reporter.say(pagefind.LACKING)
        with closing(Build(replace(request, old=site, kept=stage.kept), reporter)) as build:
            build.start(stage.spool)
            yield Making(build=build, stage=stage, before=before)


def request_by(options: Mapping[str, Any], folder: Path, **flags: object) -> Request:
    """What the portal's settings in `folder` ask for; `flags` that are given go before them.

    Raises RefusedError for a day that is none.
    """
    asked = {name: value for name, value in options.items() if name != "data_dir"}
    asked["data"] = (folder / options["data_dir"]).resolve()
    asked |= {name: value for name, value in flags.items() if value is not None}
    as_of = asked["as_of"]
    asked["as_of"] = day_of_judgement(as_of, "as_of") if as_of else build_day(timezone_of(asked["data"]))
    return Request(**asked)


def build_site(
    data: Path,
    site: Path,
    reporter: Reporter,
    config_file: Path | None = None,
    *,
    accept_mass_refusal: bool = False,
    report: Path | None = None,
    **flags: object,
) -> Built:
    """Build the portal of `data` into `site` with the theme that MkDocs makes, all or nothing.

    The settings are those of `config_file`, which are then trusted, else of the mkdocs.yml beside `data`, else of the
    one packaged for new portals; `flags` go before them. Raises `UnbuildableError`, HeldBackError where too much of what
    `site` shows would be lost (and not `accept_mass_refusal`), and RefusedError where the settings cannot be used, or
    `site` not be replaced.
    """
    from yangguang.site import settings, theme  # noqa: PLC0415 (MkDocs is not needed where a theme is given)

    own = (config_file or data.parent / "mkdocs.yml").resolve()
    config = settings.load_settings(own, trusted=config_file is not None)
    request = request_by(settings.options(config), own.parent, data=data.resolve(), **flags)
    with making(request, site, reporter, own) as underway:
        before = underway.build.old
        worn = theme.shells(config, theme.Dress(**underway.build.dress), underway.stage.spool, underway.build.vault)
        accepted = accept_mass_refusal or config.plugins["yangguang"].config["accept_mass_refusal"]
        built = underway.finish(worn, accept_mass_refusal=accepted)
    if report:
        with named(report):
            report.write_bytes(changes_report(before, built))
    return built


def changes_report(before: Old, built: Built) -> bytes:
    """Which files `built` made, kept and removed, as JSON, by their bytes alone; and which unions were made again, and why."""
    now = {one.path: one for one in built.entries if one.path != MANIFEST}
    made = [path for path, one in now.items() if before.entries.get(path) != one]
    removed = before.entries.keys() - now.keys()
    kept = now.keys() - made
    told = {
        "made": sorted([*made, MANIFEST] if made or removed else made),  # it lists all files but itself
        "kept": sorted(kept if made or removed else [*kept, MANIFEST]),
        "removed": sorted(removed),
        "unions": dict(sorted(built.again.items())),
    }
    return json.dumps(told, ensure_ascii=False, indent=2).encode() + b"\n"
