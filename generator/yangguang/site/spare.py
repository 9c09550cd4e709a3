"""The site before the published one, kept in the store: the next build mends what differs there, and links no file anew.

It holds only files that the published site has just so, as one file under two names: nothing that was taken from visitors
stays in it, and what somebody changes in one is seen in both. Where the store lies on another disk there is none.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING

from yangguang.site.disk import clear
from yangguang.site.old import published
from yangguang.site.store import MANIFEST

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from yangguang.site.old import Old
    from yangguang.site.store import Entry


def spare_of(store: Path, site: Path) -> Path:
    """Where `store` keeps the site before the one published at `site`."""
    return store / f"spare.{sha256(os.fsencode(os.path.realpath(site))).hexdigest()[:16]}"


def adopted(spare: Path, fresh: Path) -> Mapping[str, Entry]:
    """The folder `spare` becomes `fresh`, with those files alone that are as they were published, which are told.

    Where there are none, or nobody can tell, there is no such folder then.
    """
    kept: dict[str, Entry] = {}
    try:
        if not stat.S_ISDIR(spare.lstat().st_mode):
            return {}
        spare.rename(fresh)
    except OSError:
        return {}
    try:
        fresh.chmod(0o700)
        old = published(fresh)
        (fresh / MANIFEST).unlink()  # what is cut short from here on is no site
        _sweep(str(fresh), "", old, kept)
    except OSError:
        kept.clear()
    if not kept:
        clear(fresh)
    return kept


def put_by(old: Path, spare: Path, site: Path) -> None:
    """The folder `old` becomes `spare`, without what the new `site` does not have just so, both by their manifests.

    Where that is not possible it stays where it is.
    """
    with suppress(OSError):
        lines = set((site / MANIFEST).read_bytes().splitlines())
        gone = [line for line in (old / MANIFEST).read_bytes().splitlines() if line not in lines]
        old.chmod(0o700)
        for line in gone:
            (old / os.fsdecode(line.split(b"  ", 2)[2])).unlink(missing_ok=True)
        clear(spare)
        old.rename(spare)


def prune(site: Path, paths: Iterable[str]) -> None:
    """Remove the files `paths` from `site`, and the folders that are empty then."""
    for path in paths:
        file = site / path
        file.unlink(missing_ok=True)
        for folder in file.parents:
            if folder == site:
                break
            try:
                folder.rmdir()
            except OSError:
                break


def _sweep(folder: str, prefix: str, old: Old, kept: dict[str, Entry]) -> bool:
    """Whether anything in `folder` stays: files that `old` has just so, which are `kept`, and the folders they lie in."""
    stays = False
    with os.scandir(folder) as found:
        for one in list(found):
            path, known = prefix + one.name, one.stat(follow_symlinks=False)
            if stat.S_ISDIR(known.st_mode):
                if stat.S_IMODE(known.st_mode) != 0o755:
                    os.chmod(one.path, 0o755)  # noqa: PTH101, S103 (every folder of the site passes here)
                if _sweep(one.path, f"{path}/", old, kept):
                    stays = True
                else:
                    os.rmdir(one.path)  # noqa: PTH106 (likewise)
            elif (entry := old.entries.get(path)) and old.is_so(entry, known):
                kept[path] = entry
                stays = True
            else:
                os.unlink(one.path)  # noqa: PTH108 (likewise)
    return stays
