"""What a build asks of the disk: data that outlives a power cut, folders that go whatever their mode, errors with a name."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_syncfs = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None) if sys.platform == "linux" else None


def flush(folder: Path) -> None:
    """Return when everything below `folder` is on the disk.

    A site of 2,500 files of 100 kB takes 0.15 s through `syncfs` and 1.0 s file by file.
    """
    if _syncfs is not None:
        file = os.open(folder, os.O_RDONLY)
        try:
            if _syncfs(file) == 0:
                return
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(folder))
        finally:
            os.close(file)
    for root, _, names in os.walk(folder):
        for name in names:
            _flush(Path(root) / name)
        flush_folder(Path(root))


def flush_folder(folder: Path) -> None:
    """Return when the names in `folder` are on the disk; Windows has no such call."""
    if sys.platform != "win32":
        _flush(folder)


def _flush(path: Path) -> None:
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def clear(folder: Path) -> None:
    """Remove a folder of ours with all that is in it, folders nobody may write to as well; none is no mistake."""
    if not os.path.lexists(folder):
        return
    try:
        try:
            shutil.rmtree(folder)
        except PermissionError:
            _open_up(folder)
            shutil.rmtree(folder)
    except OSError as failed:
        failed.filename = str(folder)  # `rmtree` says only the last part of what it could not remove
        raise


def _open_up(folder: Path) -> None:
    folder.chmod(0o700)
    for root, names, _ in os.walk(folder):
        for path in (Path(root) / name for name in names):
            if not path.is_symlink():
                path.chmod(0o700)


@contextmanager
def named(path: Path) -> Iterator[None]:
    """An OSError of the block names a path, this one where the system named none: it does when it opens, not when it writes."""
    try:
        yield
    except OSError as failed:
        if not isinstance(failed.filename, str):
            failed.filename = str(path)
        raise
