"""A site is made beside the published one and takes its place in one step: what visitors see is whole at every instant.

Beside `site` a build makes `.site.lock`, a folder for the new site and one for the crew's spool, each named by a random
token that the lock notes first. Whatever ends a build, the next one finds the token, puts back what was cut short and
clears the rest; nothing else beside the site is ever touched. A build with a store puts the site that was replaced there
(`spare`), and the next one begins with it.
"""

from __future__ import annotations

import os
import secrets
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from yangguang.site.disk import clear, flush, named
from yangguang.site.lock import held
from yangguang.site.place import published_folder
from yangguang.site.spare import adopted, put_by
from yangguang.site.switch import restore, switch

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from yangguang.site.lock import Lock
    from yangguang.site.store import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """The folders of one build: `site` will be published, `spool` holds what only this build may read.

    `kept` are files that `site` has from the beginning.
    """

    site: Path
    spool: Path
    aside: Path  # where the old site waits, for a moment, on file systems that cannot exchange names
    kept: Mapping[str, Entry] = field(default_factory=dict)


@contextmanager
def staging(site: Path, *sources: Path, spare: Path | None = None) -> Iterator[Stage]:
    """Folders for one build of `site`; the new site takes its place when the block ends well, else all stays as it was.

    `spare` is the folder where the site before the published one may lie, which this one then begins as, and where the one
    that is published now is put for the next.
    Published files are readable by everyone, whatever the umask. Raises RefusedError before work begins where `site`
    may not be replaced (see `place`) or another build holds it, and OSError, always with a path, where the system fails.
    """
    with (
        named(site),
        _readable(),
        _parents(place := published_folder(site, *sources)),
        held(place.with_name(f".{place.name}.lock")) as lock,
    ):
        _tidy(place, lock)
        try:
            lock.token = secrets.token_hex(8)
            stage = _stage(place, lock)
            if spare:
                stage = replace(stage, kept=adopted(spare, stage.site))
            if not stage.kept:
                stage.site.mkdir(0o700)
            stage.spool.mkdir(0o700)
            yield stage
            clear(stage.spool)
            stage.site.chmod(0o755)
            flush(stage.site)
            published_folder(site, *sources)  # again: nobody put anything there meanwhile
            switch(stage.site, place, stage.aside)
            if spare:
                put_by(stage.site, spare, place)
            _tidy(place, lock)
            lock.remove()
        except BaseException:
            with suppress(OSError):  # told is what went wrong first
                _tidy(place, lock)
                lock.remove()
            raise


def _stage(place: Path, lock: Lock) -> Stage:
    fresh = place.with_name(f".{place.name}.{lock.token}")
    return Stage(site=fresh, spool=fresh.with_name(f"{fresh.name}.spool"), aside=fresh.with_name(f"{fresh.name}.aside"))


def _tidy(place: Path, lock: Lock) -> None:
    """Leave the published folder alone under its name: a switch cut short is undone, all else of ours is cleared."""
    if lock.token:
        stage = _stage(place, lock)
        restore(place, stage.aside)
        for folder in (stage.spool, stage.aside, stage.site):
            clear(folder)


@contextmanager
def _parents(place: Path) -> Iterator[None]:
    """The folders above `place`; those that had to be made go again when they stay empty."""
    missing = [folder for folder in place.parents if not folder.exists()]
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        yield
    finally:
        for folder in missing:
            with suppress(OSError):
                folder.rmdir()


@contextmanager
def _readable() -> Iterator[None]:
    before = os.umask(0o022)
    try:
        yield
    finally:
        os.umask(before)
