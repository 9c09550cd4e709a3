"""One builder at a time, and a note of what it made: the lock file beside a site names the folders that are ours."""

from __future__ import annotations

import os
import re
import stat
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from yangguang.site.disk import flush_folder
from yangguang.site.refused import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _claim(file: int) -> None:
        """Hold `file` until it is closed; BlockingIOError where another process holds it."""
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError as held:
            raise BlockingIOError(*held.args) from None
else:
    import fcntl

    def _claim(file: int) -> None:
        """Hold `file` until it is closed; BlockingIOError where another process holds it."""
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_NOTE = re.compile(rb"(?:yangguang ([0-9a-f]{16})\n)?")  # an empty file was locked by a process that noted nothing


class Lock:
    """A lock file that this process holds, and the token it notes."""

    def __init__(self, path: Path, file: int) -> None:
        self.path, self._file = path, file

    @property
    def token(self) -> str:
        """What the process that held the lock last noted and did not put away; '' for nothing."""
        return (_note(self.path, self._file)[1] or b"").decode()

    @token.setter
    def token(self, token: str) -> None:
        """Note `token` for good, before anything is made in its name."""
        os.ftruncate(self._file, 0)
        os.lseek(self._file, 0, os.SEEK_SET)
        os.write(self._file, f"yangguang {token}\n".encode())
        os.fsync(self._file)
        flush_folder(self.path.parent)

    def remove(self) -> None:
        """Nothing of ours is left, so the lock goes too; it cannot on Windows, and stays there, empty."""
        if sys.platform == "win32":
            os.ftruncate(self._file, 0)
        elif os.path.lexists(self.path) and os.path.samestat(os.fstat(self._file), self.path.lstat()):
            self.path.unlink()  # not the lock of who came when ours was gone


@contextmanager
def held(path: Path) -> Iterator[Lock]:
    """The lock at `path`, for as long as the block runs. No link is followed and nothing foreign is written to.

    Raises RefusedError while another process holds it, and where something stands that we did not make.
    """
    file = _open(path)
    try:
        _note(path, file)
        yield Lock(path, file)
    finally:
        os.close(file)


def _open(path: Path) -> int:
    while True:
        try:
            file = os.open(path, _FLAGS, 0o600)
        except OSError:
            if os.path.lexists(path) and not stat.S_ISREG(path.lstat().st_mode):
                raise _foreign(path) from None
            raise
        try:
            _claim(file)
            if os.path.samestat(os.fstat(file), path.lstat()):
                return file
        except FileNotFoundError:
            pass  # who held it before has ended well and removed it: what we claimed is a file without a name
        except BlockingIOError:
            os.close(file)
            raise RefusedError(
                f"另一个进程正在写入 {path} 旁的站点 / another build is writing the site of {path}"
            ) from None
        except BaseException:
            os.close(file)
            raise
        os.close(file)


def _note(path: Path, file: int) -> re.Match[bytes]:
    status = os.fstat(file)
    if not stat.S_ISREG(status.st_mode) or status.st_nlink > 1:
        raise _foreign(path)
    os.lseek(file, 0, os.SEEK_SET)
    found = _NOTE.fullmatch(os.read(file, 100))
    if found is None:
        raise _foreign(path)
    return found


def _foreign(path: Path) -> RefusedError:
    return RefusedError(
        f"{path} 不是本系统的锁文件，不会改动；请移走它 / is not a lock file of ours and stays as it is; move it away"
    )
