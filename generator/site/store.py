"""The published folder: written beside the old one, checked, then switched in one rename; all of before or all of after."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        """Hold `file` until it is closed; BlockingIOError where another process holds it."""
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError as held:
            raise BlockingIOError(*held.args) from None
else:
    import fcntl

    def _lock(file: int) -> None:
        """Hold `file` until it is closed; BlockingIOError where another process holds it."""
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


SIGN = "api/v1/build.json"  # every site we build has it


class Entry(NamedTuple):
    """A written file: its path in the site, size in bytes and SHA-256 in hex."""

    path: str
    size: int
    sha256: str


def write(site: Path, path: str, content: bytes) -> Entry:
    """Write one file of the site and say what was written."""
    target = site / path
    try:
        target.write_bytes(content)
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return Entry(path, len(content), hashlib.sha256(content).hexdigest())


@contextmanager
def staging(site: Path) -> Iterator[Path]:
    """A new folder beside `site` that takes its place when the block ends well, and is removed when it does not.

    Raises BlockingIOError while another build of the same site runs, and FileExistsError when `site` holds something
    that no build made: taking its place would lose it.
    """
    if site.exists() and any(site.iterdir()) and not (site / SIGN).is_file():
        raise FileExistsError(site)
    site.parent.mkdir(parents=True, exist_ok=True)
    lock = site.with_name(f".{site.name}.lock")
    with lock.open("w") as held:
        _lock(held.fileno())
        fresh = Path(tempfile.mkdtemp(prefix=f"{site.name}.", dir=site.parent))
        fresh.chmod(0o755)
        old = site.with_name(f"{site.name}.previous")
        try:
            yield fresh
            shutil.rmtree(old, ignore_errors=True)
            if site.exists():
                os.replace(site, old)  # noqa: PTH105 (the pair of renames reads as one step)
            os.replace(fresh, site)  # noqa: PTH105 (likewise)
            shutil.rmtree(old, ignore_errors=True)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
            lock.unlink(missing_ok=True)


def manifest(entries: Iterable[Entry]) -> bytes:
    """One line a file, by path: SHA-256, size, path. `sha256sum` checks it once the size column is dropped."""
    return "".join(f"{one.sha256}  {one.size}  {one.path}\n" for one in sorted(entries)).encode()
