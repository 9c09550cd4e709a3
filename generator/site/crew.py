"""Work spread over processes, results in order: the same bytes come out with one worker or many."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_shared: Any = None


def worker_count(asked: int) -> int:
    """`asked`, or as many as this process may use when 0."""
    return asked or len(os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1))


class Crew:
    """`work(shared, item)` over many items. `shared` reaches each worker once (by fork where there is fork), not per item.

    With one worker everything happens in this process, when `results` is read.
    """

    def __init__(self, workers: int, work: Callable[[Any, Any], Any], shared: object, items: Sequence[Any]) -> None:
        self._serial = workers <= 1 or len(items) <= 1
        self._work, self._context, self._items = work, shared, items
        self._pool: ProcessPoolExecutor | None = None
        if not self._serial:
            # Fork, where it exists, spares every worker a second of imports; the crew starts before any thread does.
            context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
            self._pool = ProcessPoolExecutor(workers, context, _adopt, (shared, work))
            self._futures = deque(self._pool.submit(_run, item) for item in items)

    def results(self) -> Iterator[Any]:
        """The results in the order of the items; an exception of a worker is raised here."""
        if self._pool is None:
            gc.freeze()  # as in `_adopt`
            try:
                for item in self._items:
                    yield self._work(self._context, item)
            finally:
                gc.unfreeze()
            return
        with self._pool:
            while self._futures:
                yield self._futures.popleft().result()


def _adopt(shared: object, work: Callable[[Any, Any], Any]) -> None:
    global _shared  # noqa: PLW0603 (one value per worker process, set once before its first item)
    _shared = (shared, work)
    gc.freeze()  # what was forked never becomes garbage; looking at it again and again costs a tenth of the work


def _run(item: object) -> object:
    shared, work = _shared
    return work(shared, item)
