"""The published site as the next one's quarry: a file that stays the same is linked, not written again."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from yangguang.core.paths import within
from yangguang.site.store import MANIFEST, Entry, write

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Old:
    """A published site by its manifest, written at the moment `at` (ns): what was touched since then is not trusted.

    `kept` is what the new site has already, just so: it may begin as the site before this one (`spare`).
    """

    site: Path
    entries: Mapping[str, Entry] = field(default_factory=dict)
    at: int = 0
    kept: Mapping[str, Entry] = field(default_factory=dict)
    _held: set[str] = field(default_factory=set, init=False, repr=False, compare=False)

    def lay(self, entry: Entry, fresh: Path) -> bool:
        """Whether `entry` is in the published site just so and could be linked into `fresh`, or is there already."""
        if self.kept.get(entry.path) == entry:
            return True
        if self.entries.get(entry.path) != entry:
            return False
        source, target = f"{self.site}/{entry.path}", f"{fresh}/{entry.path}"
        try:
            self._hold(entry.path, fresh)
            if not self.is_so(entry, os.lstat(source)):
                return False
            if entry.path in self.kept:  # as something else
                os.unlink(target)  # noqa: PTH108 (a Path costs as much as the link)
            try:
                os.link(source, target)
            except FileNotFoundError:
                os.makedirs(target.rpartition("/")[0], exist_ok=True)  # noqa: PTH103 (likewise)
                os.link(source, target)
        except OSError:  # another file system, one without links, or a file that is gone: it is written then
            return False
        return True

    def put(self, path: str, content: bytes, fresh: Path) -> Entry:
        """Have `content` at `path` of `fresh`: as it is published, or written."""
        entry = Entry.of(path, content)
        return entry if self.lay(entry, fresh) else write(fresh, path, content)

    def is_so(self, entry: Entry, known: os.stat_result) -> bool:
        """Whether a file of which the disk says `known` is the published one."""
        return stat.S_ISREG(known.st_mode) and known.st_size == entry.size and known.st_mtime_ns < self.at

    def _hold(self, path: str, fresh: Path) -> None:
        """Hold the folders of `path` in both sites against links, once for all files in it. Raises StrayPathError."""
        folder = path.rpartition("/")[0]
        if folder not in self._held:
            for site in (self.site, fresh):
                within(site, path)
            self._held.add(folder)


def published(site: Path) -> Old:
    """The site published in the folder `site`, as its manifest says; of none, and of one that cannot be read, nothing."""
    try:
        at = (site / MANIFEST).lstat().st_mtime_ns
        lines = (site / MANIFEST).read_text(encoding="utf-8").splitlines()
        entries = [Entry(path, int(size), sha256) for sha256, size, path in (line.split("  ", 2) for line in lines)]
    except (OSError, ValueError):
        return Old(site=site)
    return Old(site=site, entries={one.path: one for one in entries}, at=at)
