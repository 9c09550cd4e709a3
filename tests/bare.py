"""A site without a theme: every page between the bare marks, built in this process in a blink."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from yangguang.pipeline.build import Build, Built, Request
from yangguang.pipeline.progress import Reporter
from yangguang.site.shell import Theme, cut

if TYPE_CHECKING:
    from datetime import date


class Shells(dict):
    """A theme of nothing but the marks, at whatever depth."""

    def __missing__(self, name: tuple[str, int]):
        return cut("<title>%%yg:title%%</title>%%yg:body%%")


def bare_site(data: Path, site: Path, as_of: date, workers: int = 1, **options: Any) -> Built:
    """The site of `data` in the new folder `site`; `options` are those of a `Request`."""
    site.mkdir()
    made = Build(Request(data=data, as_of=as_of, workers=workers, **options), Reporter())
    with closing(made), TemporaryDirectory() as spool:
        made.start(Path(spool))
        return made.finish(Theme(files={}, shells=Shells()), site)
