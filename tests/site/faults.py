"""The N-th step that touches the disk goes wrong: one failing call, a disk that fails from then on, or a kill -9."""

import builtins
import ctypes
import errno
import fcntl
import io
import os
import signal
import threading
import warnings
from types import SimpleNamespace

from yangguang.site import disk, switch

CALLS = {
    os: ("open", "mkdir", "rename", "replace", "unlink", "rmdir", "fsync", "chmod", "ftruncate", "write", "lseek",
         "scandir", "symlink", "link", "truncate"),
    fcntl: ("flock",),
}  # fmt: skip


class Faults:
    """Steps of this thread are counted while the block runs; from `at` on, for `times` steps, `happen` comes instead.

    `only`: the one name that is a step; `exchange`: whether the file system can exchange two names; `writes_only`:
    whether reading is no step; `watch` is called between steps. Flushing is a step like any other, but costs nothing here.
    """

    def __init__(self, at=0, times=1, happen=None, *, only=None, exchange=True, writes_only=False, number=errno.EIO,
                 watch=None):  # fmt: skip
        self.at, self.times, self.only, self.number = at, times, only, number
        self.exchange, self.writes_only = exchange, writes_only
        self.happen = happen or self.fail
        self.watch, self.watching = watch, False
        self.count = 0
        self.names = []
        self._undo = []

    def fail(self, path):
        raise OSError(self.number, os.strerror(self.number), path)

    def step(self, name, path=None):
        if threading.get_ident() != self.thread or self.only not in {None, name} or self.watching:
            return
        if self.watch:
            self.watching = True
            self.watch()
            self.watching = False
        self.count += 1
        self.names.append(name)
        if self.at and self.at <= self.count < self.at + self.times:
            self.happen(path)

    def reached(self):
        return self.at and self.count >= self.at

    def _replace(self, owner, name, value):
        self._undo.append((owner, name, getattr(owner, name)))
        setattr(owner, name, value)

    def _wrap(self, owner, name):
        real = getattr(owner, name) if name != "fsync" else lambda file: None

        def wrapped(*arguments, **settings):
            if not (self.writes_only and (name in {"scandir", "lseek"} or (name == "open" and not _writes(arguments)))):
                self.step(name, arguments[0])
            return real(*arguments, **settings)

        self._replace(owner, name, wrapped)

    def _wrap_libc(self, name, real):
        def wrapped(*arguments):
            try:
                self.step(name)
            except OSError as failed:
                ctypes.set_errno(failed.errno)
                return -1
            return real(*arguments)

        return wrapped

    def __enter__(self):
        self.thread = threading.get_ident()
        for owner, names in CALLS.items():
            for name in names:
                self._wrap(owner, name)
        opened = io.open

        def open_file(path, mode="r", *arguments, **settings):
            writes = set(mode) & set("wxa+")
            if writes or not self.writes_only:
                self.step("open", path)
            file = opened(path, mode, *arguments, **settings)
            return Fragile(file, self) if writes else file

        self._replace(io, "open", open_file)
        self._replace(builtins, "open", open_file)
        libc = SimpleNamespace()
        if self.exchange:
            libc.renameat2 = self._wrap_libc("renameat2", switch._libc.renameat2)
        self._replace(switch, "_libc", libc)
        if disk._syncfs is not None:
            self._replace(disk, "_syncfs", self._wrap_libc("syncfs", lambda file: 0))
        return self

    def __exit__(self, *_):
        while self._undo:
            setattr(*self._undo.pop())


class Fragile:
    """A file whose writes may end half way."""

    def __init__(self, file, faults):
        self._file, self._faults = file, faults

    def write(self, content):
        try:
            self._faults.step("write")
        except OSError:
            self._file.write(content[: len(content) // 2])
            raise
        return self._file.write(content)

    def __enter__(self):
        self._file.__enter__()
        return self

    def __exit__(self, *details):
        return self._file.__exit__(*details)

    def __iter__(self):
        return iter(self._file)

    def __getattr__(self, name):
        return getattr(self._file, name)


def _writes(arguments):
    return len(arguments) > 1 and arguments[1] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)


def kill_ourselves(path):
    os.kill(os.getpid(), signal.SIGKILL)


def in_child(work):
    """Run `work` in a process of its own; how it ended: 0, an exit code, or minus the signal that killed it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the other threads of a test runner do no harm here
        child = os.fork()
    if not child:
        code = 70
        try:
            work()
            code = 0
        except SystemExit as end:
            code = end.code
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
