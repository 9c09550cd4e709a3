"""The files of a site: written, and listed with size and hash."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from yangguang.core.paths import within
from yangguang.site.disk import named

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SIGN, MANIFEST = "api/v1/build.json", "api/v1/manifest.txt"  # every site we build has them


class Entry(NamedTuple):
    """A written file: its path in the site, size in bytes and SHA-256 in hex."""

    path: str
    size: int
    sha256: str

    @classmethod
    def of(cls, path: str, content: bytes) -> Entry:
        """What is to be said of `content` at `path`."""
        return cls(path, len(content), hashlib.sha256(content).hexdigest())


def write(site: Path, path: str, content: bytes) -> Entry:
    """Write one file of the site and say what was written.

    A file that is there already may be another site's, too, and is replaced, not written into.
    Raises OSError that names it, and StrayPathError for a path that leads out of the site.
    """
    target = within(site, path)
    with named(target), opened(target) as file:
        file.write(content)
    return Entry.of(path, content)


def opened(target: Path) -> BinaryIO:
    """A new file at `target`, open to be written. Raises OSError."""
    try:
        return target.open("xb")
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        target.unlink()
    return target.open("xb")


def manifest(entries: Iterable[Entry]) -> bytes:
    """One line a file, by path: SHA-256, size, path. `sha256sum` checks it once the size column is dropped."""
    return "".join(f"{one.sha256}  {one.size}  {one.path}\n" for one in sorted(entries)).encode()
