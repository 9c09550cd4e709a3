"""How every command ends: a sentence and an exit code, never a traceback for what the world does to it.

Exit codes: 0 done, 1 errors in the data or a failure of the system (disk full, no rights, a killed worker), 2 misuse,
3 done but for unions with which the generator itself failed, 128 + n stopped by signal n (130 Ctrl-C, 143 SIGTERM),
141 nobody reads the output any more.
"""

from __future__ import annotations

import errno
import io
import os
import signal
import sys
import threading
import traceback
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, NoReturn

import click

from yangguang.door.privacy.shown import sentence
from yangguang.site.refused import RefusedError
from yangguang.sources.condition import refusal
from yangguang.sources.git import GitError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import TracebackType

    from yangguang.core.quarantine import Fault

FAULTS = 3
_SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
_CHINESE = {
    errno.ENOSPC: "磁盘已满",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "只读",
    errno.EIO: "读写出错",
    errno.EMFILE: "打开的文件太多",
    errno.ENFILE: "打开的文件太多",
    errno.ENAMETOOLONG: "名字太长",
    errno.ENOENT: "不存在",
    errno.ENOTDIR: "不是目录",
    errno.EBADF: "已关闭",
    errno.ENOMEM: "内存不足",
}


class StoppedError(BaseException):
    """A signal asked us to stop; like KeyboardInterrupt no `except Exception` holds it up."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(signal.Signals(number).name)


class Commands(click.Group):
    """A group whose commands end as this module says; none of them tells somebody's number."""

    def main(self, *arguments: Any, **settings: Any) -> Any:  # noqa: ANN401 (click's signature)
        """Run a command and exit; a bug of ours ends in a traceback."""
        sys.excepthook = _crash
        _open_streams()
        try:
            with _stoppable():
                return super().main(*arguments, **settings)
        except StoppedError as stopped:
            message = (
                f"收到 {stopped}，已停止；已公布的网站仍是完整的 / stopped by {stopped}; what is published is whole"
            )
            _end(message, 128 + stopped.number)
        except OSError as failed:  # while click itself printed its help
            _end(_sentence(failed), 1)

    def make_context(self, *arguments: Any, **settings: Any) -> click.Context:  # noqa: ANN401 (click's signature)
        """Read the arguments of the group."""
        with _discreet():
            return super().make_context(*arguments, **settings)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 (click's signature)
        """Run the command; what went wrong becomes what click prints."""
        with _discreet(), _told():
            return super().invoke(ctx)


@contextmanager
def _discreet() -> Iterator[None]:
    """What an error quotes, of its arguments or of a submission, is fit to be shown."""
    try:
        yield
    except click.ClickException as error:
        error.message = sentence(error.message)  # type: ignore[misc]  # final for subclasses, not for us
        raise


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except RefusedError as refused:
        raise click.UsageError(str(refused)) from None
    except OSError as failed:
        raise click.ClickException(_sentence(failed)) from None
    except GitError as failed:
        why = refusal(failed)
        raise click.ClickException(f"{why.zh} / {why.en}") from None
    except MemoryError:
        raise click.ClickException("内存不足 / out of memory") from None
    except BrokenExecutor:
        raise click.ClickException(
            "一个工作进程被系统终止，多半因为内存不足；可减少进程数 / "
            "a worker process was killed, most likely for want of memory; try fewer workers"
        ) from None


def _crash(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    sys.stderr.write(sentence("".join(traceback.format_exception(kind, error, trace))))


def end_with(faults: Sequence[Fault]) -> None:
    """Tell where the generator failed, and let whoever runs it see that it did."""
    for one in faults:
        year = f" {one.year}" if one.year else ""
        show(f"故障 fault: {one.union_id}{year}: {one.step}: {one.error} ({one.place})\n", err=True)
    if faults:
        sys.exit(FAULTS)


def show(text: str, *, err: bool = False) -> None:
    """Print what a command answers. Raises OSError that names the output where it cannot be written."""
    name = "stderr" if err else "stdout"
    try:
        if getattr(sys, name) is None:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))  # noqa: TRY301 (as a full disk would end it)
        click.echo(text, err=err, nl=False)
    except OSError as failed:
        _silence()
        if failed.errno == errno.EPIPE:
            raise click.exceptions.Exit(128 + 13) from None
        failed.filename = name
        raise


def _sentence(failed: OSError) -> str:
    """What the system refused, where: `site/index.html: 磁盘已满 / No space left on device`."""
    where = " -> ".join(str(name) for name in (failed.filename, failed.filename2) if name)
    known = _CHINESE.get(failed.errno or 0, "系统拒绝了这一步")
    return f"{where or 'yangguang'}: {known} / {failed.strerror or failed}"


def _end(message: str, code: int) -> NoReturn:
    _silence()
    with suppress(OSError):
        click.echo(f"Error: {sentence(message)}", err=True)
    sys.exit(code)


def _open_streams() -> None:
    """Where a standard stream is closed, no file of ours may get its number, and no library write to another one."""
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # where a terminal has no Chinese
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 (open until the process ends)


def _silence() -> None:
    """What an output that fails still holds would fail again when the interpreter ends."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            with suppress(OSError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


@contextmanager
def _stoppable() -> Iterator[None]:
    """Signals that ask to stop raise StoppedError; those that whoever started us had ignored stay ignored."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {one: signal.getsignal(one) for one in _SIGNALS if signal.getsignal(one) is not signal.SIG_IGN}
    try:
        for number in before:
            signal.signal(number, _stop)
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop(number: int, _: object) -> NoReturn:
    raise StoppedError(number)
