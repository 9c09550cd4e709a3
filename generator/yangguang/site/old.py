"""The published site as the next one's quarry: a file that stays the same is linked, not written again."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from yangguang.core.paths import within
from yangguang.site.store import MANIFEST, Entry

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Old:
    """A published site by its manifest, written at the moment `at` (ns): what was touched since then is not trusted."""

    site: Path
    entries: Mapping[str, Entry] = field(default_factory=dict)
    at: int = 0
    _folders: set[str] = field(default_factory=set, compare=False, repr=False)  # in which nothing on the way is a link

    def lay(self, entry: Entry, fresh: Path) -> bool:
        """Whether `entry` is in the published site just so and could be linked into `fresh`.

        Links on the way to a file are looked for once a folder: a site of 3,000 unions has 70,000 files in 9,000 folders.
        """
        if self.entries.get(entry.path) != entry:
            return False
        source, target = f"{self.site}/{entry.path}", f"{fresh}/{entry.path}"
        folder = entry.path.rpartition("/")[0]
        try:
            if folder not in self._folders:
                within(self.site, entry.path)
                within(fresh, entry.path).parent.mkdir(parents=True, exist_ok=True)
                self._folders.add(folder)
            known = os.lstat(source)
            if not stat.S_ISREG(known.st_mode) or known.st_size != entry.size or known.st_mtime_ns >= self.at:
                return False
            os.link(source, target)
        except OSError:  # another file system, one without links, or a file that is gone: it is written then
            return False
        return True


def published(site: Path) -> Old:
    """The site published in the folder `site`, as its manifest says; of none, and of one that cannot be read, nothing."""
    try:
        at = (site / MANIFEST).lstat().st_mtime_ns
        lines = (site / MANIFEST).read_text(encoding="utf-8").splitlines()
        entries = [Entry(path, int(size), sha256) for sha256, size, path in (line.split("  ", 2) for line in lines)]
    except (OSError, ValueError):
        return Old(site=site)
    return Old(site=site, entries={one.path: one for one in entries}, at=at)
