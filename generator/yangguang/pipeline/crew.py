"""Work spread over processes, results in order: the same bytes come out with one worker or many."""

from __future__ import annotations

import gc
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import threading
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Future

_STOP = (signal.SIGINT, signal.SIGTERM)
_shared: Any = None


def worker_count(asked: int) -> int:
    """`asked`, or as many as this process may use when 0."""
    return asked or len(os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1))


class Crew:
    """`work(shared, item)` over many items. `shared` reaches each worker once (by fork where there is fork), not per item.

    With one worker everything happens in this process, when `results` is read. Whoever makes a crew closes it.
    """

    def __init__(self, workers: int, work: Callable[[Any, Any], Any], shared: object, items: Sequence[Any]) -> None:
        self._serial = workers <= 1 or len(items) <= 1
        self._work, self._context, self._items = work, shared, items
        self._pool: ProcessPoolExecutor | None = None
        self._futures: deque[Future[Any]] = deque()
        self._done = False
        if not self._serial:
            with _undisturbed():  # half a crew could not be closed
                self._scratch = tempfile.mkdtemp(prefix="yangguang.")
                try:
                    self._begin(workers, shared, work)
                except BaseException:
                    self.close()
                    raise

    def _begin(self, workers: int, shared: object, work: Callable[[Any, Any], Any]) -> None:
        # Fork, where it exists, spares every worker a second of imports; the crew starts before any thread does.
        context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
        self._pool = ProcessPoolExecutor(workers, context, _adopt, (shared, work, self._scratch))
        self._futures.extend(self._pool.submit(_run, item) for item in self._items)

    def results(self) -> Iterator[Any]:
        """The results in the order of the items; an exception of a worker is raised here.

        Raises concurrent.futures.BrokenExecutor when a worker was killed.
        """
        if self._serial:
            with undistracted():
                for item in self._items:
                    yield done(self._work, self._context, item)
            return
        while self._futures:
            yield self._futures.popleft().result()
        self._done = True

    def close(self) -> None:
        """End the workers; those that are still at work when a build fails end where they are."""
        if self._serial:
            return
        if self._pool is not None:
            self._pool.shutdown(wait=self._done, cancel_futures=True)
        for worker in multiprocessing.active_children() if not self._done else ():
            worker.kill()
            worker.join()
        shutil.rmtree(self._scratch, ignore_errors=True)


@contextmanager
def undistracted() -> Iterator[None]:
    """Within the block garbage is looked for after each item alone (`done`), and never among what is there already."""
    looked = gc.isenabled()
    _keep()
    try:
        yield
    finally:
        if looked:
            gc.enable()
        gc.unfreeze()


def _keep() -> None:
    gc.freeze()
    gc.disable()  # a full package makes a million records, and they stay: looking among them took a twentieth of the work


def done(work: Callable[[Any, Any], Any], shared: object, item: object) -> object:
    """What `work` makes of `item`, its garbage cleared: a few thousand objects a union, nearly all of the templates."""
    made = work(shared, item)
    gc.collect(0)  # the youngest are all since the last item; results that stay are looked at once
    return made


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Signals wait until the block ends."""
    _signals(blocked=True)
    try:
        yield
    finally:
        _signals(blocked=False)


def _signals(*, blocked: bool) -> None:
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_BLOCK if blocked else signal.SIG_UNBLOCK, _STOP)


def _adopt(shared: object, work: Callable[[Any, Any], Any], scratch: str) -> None:
    global _shared  # noqa: PLW0603 (one value per worker process, set once before its first item)
    _shared = (shared, work)
    for number in _STOP:
        signal.signal(number, signal.SIG_DFL)  # what is to be said is said by the process that started the crew
    _signals(blocked=False)
    tempfile.tempdir = scratch  # a worker that is killed cannot clear up
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _keep()


def _run(item: object) -> object:
    shared, work = _shared
    return done(work, shared, item)


def _end_with_parent() -> None:
    """A worker waits for work for ever, holding the lock it was forked with, even after a kill -9 of who gives it."""
    parent = multiprocessing.parent_process()
    assert parent is not None, "workers have parents"
    parent.join()
    shutil.rmtree(tempfile.gettempdir(), ignore_errors=True)
    os._exit(1)
