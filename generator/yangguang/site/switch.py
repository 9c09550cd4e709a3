"""The switch: two folders exchange their names in one step, so that there is always a whole site under the name."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from yangguang.site.disk import flush_folder
from yangguang.site.store import SIGN

if TYPE_CHECKING:
    from pathlib import Path

_AT_FDCWD, _RENAME_EXCHANGE, _RENAME_SWAP = -100, 2, 2  # <fcntl.h>, <linux/fs.h>, <sys/stdio.h> of macOS
_CANNOT = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM}  # EPERM: some sandboxes
_PAUSES = (0.0, 0.01, 0.1, 0.5)  # seconds before each attempt to put the old site back

if sys.platform == "win32":
    _libc = None
else:
    _libc = ctypes.CDLL(None, use_errno=True)


def switch(fresh: Path, site: Path, aside: Path) -> None:
    """`fresh` becomes `site`; what stood there is then under the name `fresh`, or `aside` where names cannot be exchanged.

    Where that takes two steps and the second fails, the old site is put back. `restore` does so in a later run if
    even that is refused, or if the power goes. Raises OSError; the site is then the old one.
    """
    if not os.path.lexists(site):
        fresh.rename(site)
    elif not _exchange(fresh, site):
        try:
            site.rename(aside)
            fresh.rename(site)
        except BaseException:
            restore(site, aside)
            raise
    flush_folder(site.parent)


def restore(site: Path, aside: Path) -> None:
    """Put `aside` back where a switch was cut short between its two steps; nothing to do is no mistake.

    Tries again where it is refused, over half a second. Raises OSError when it stays so; `aside` is then untouched.
    """
    for pause in _PAUSES:
        time.sleep(pause)
        if not aside.exists() or (site / SIGN).is_file():
            return
        with suppress(OSError):
            aside.rename(site)
            return
    aside.rename(site)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange the names of two folders in one step; False where this system or file system has no such step."""
    first, second = os.fsencode(one), os.fsencode(other)
    if sys.platform == "linux" and hasattr(_libc, "renameat2"):
        failed = _libc.renameat2(_AT_FDCWD, first, _AT_FDCWD, second, _RENAME_EXCHANGE)
    elif sys.platform == "darwin" and hasattr(_libc, "renamex_np"):
        failed = _libc.renamex_np(first, second, _RENAME_SWAP)
    else:
        return False
    if failed and (number := ctypes.get_errno()) not in _CANNOT:
        raise OSError(number, os.strerror(number), str(one), None, str(other))
    return not failed
