"""The same work on many machines: tasks go to the workers of a Dask scheduler, files to folders that all of them reach.

What a pass shares lies as one file in the spool, read once by each worker process. Whatever dies with a worker, a task or the
result of one that was done, is done again by another and writes the same bytes; a worker that joins takes its part.
"""

from __future__ import annotations

import gc
import os
import pickle
import socket
import threading
from collections import deque
from concurrent.futures import BrokenExecutor, CancelledError
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from yangguang.pipeline.crew import done, undistracted
from yangguang.pipeline.keys import code
from yangguang.site.refused import RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_PATIENCE = 30  # seconds for a scheduler to answer, and for a first worker to be there
_alone = threading.Lock()  # a worker may have several threads: drawing has a canvas for one


class Cluster:
    """`work(shared, item)` over many items, as a `Crew` does it, by the workers of the Dask scheduler at `address`.

    They run this very program, and `spool` and every path of `reached` are the same files to them. Whoever makes one closes it.
    Raises RefusedError where Dask is not installed or no worker is there, OSError where no scheduler answers.
    """

    def __init__(
        self,
        address: str,
        work: Callable[[Any, Any], Any],
        shared: object,
        items: Sequence[Any],
        *,
        spool: Path,
        reached: Sequence[Path],
    ) -> None:
        try:
            from distributed import Client  # noqa: PLC0415 (an extra)
        except ModuleNotFoundError:
            raise RefusedError(
                "--scheduler 需要 distributed：pip install 'yangguang[cluster]' / --scheduler needs distributed, "
                "the extra 'cluster'"
            ) from None
        file = spool / f".{work.__name__}"
        file.write_bytes(pickle.dumps((code(), tuple(reached), work, shared), pickle.HIGHEST_PROTOCOL))
        self._address, self._futures = address, deque[Any]()
        try:
            self._client = Client(address, timeout=_PATIENCE, set_as_default=False)
        except (OSError, ValueError) as failed:
            raise OSError(111, str(failed) or "no scheduler answers", address) from None
        try:
            self._client.wait_for_workers(1, timeout=_PATIENCE)
            self._futures.extend(self._client.map(partial(_run, str(file)), items, pure=False))
        except TimeoutError:
            self.close()
            raise RefusedError(f"{address} 没有工作进程 / has no workers: dask worker {address} --nthreads 1") from None
        except BaseException:
            self.close()
            raise

    def results(self) -> Iterator[Any]:
        """The results in the order of the items; an exception of a task is raised here.

        Raises BrokenExecutor when no worker is left, or one task was the end of several, and OSError without the scheduler.
        """
        from distributed import KilledWorker  # noqa: PLC0415 (an extra)

        while self._futures:
            first = self._futures[0]
            try:
                result = first.result(timeout=_PATIENCE)
            except TimeoutError:
                if first.done():
                    raise
                if not self._client.scheduler_info()["workers"]:
                    raise BrokenExecutor(self._address) from None
                continue
            except KilledWorker as killed:
                raise BrokenExecutor(str(killed)) from None
            except CancelledError:
                raise OSError(111, "the scheduler is gone", self._address) from None
            self._futures.popleft()
            yield result

    def close(self) -> None:
        """Take back what is not done, and let the scheduler go."""
        if self._futures:
            self._client.cancel(list(self._futures), force=True)
            self._futures.clear()
        self._client.close()


def _run(file: str, item: object) -> object:
    with _alone:
        work, shared = _opened(file)
        with undistracted():
            return done(work, shared, item)


@lru_cache(maxsize=1)
def _opened(file: str) -> tuple[Callable[[Any, Any], Any], Any]:
    """What a pass does and shares; the last one of an earlier pass or build is let go."""
    gc.collect()
    try:
        known, reached, work, shared = pickle.loads(Path(file).read_bytes())  # noqa: S301 (our own pickle, of this build)
    except FileNotFoundError:
        raise _unable(f"看不到 / does not see {file}") from None
    if known != code():
        raise _unable("装的是另一个版本的程序或库 / has another version of the program or of a library")
    for path in reached:
        if not path.exists():
            raise _unable(f"看不到 / does not see {path}")
    os.umask(0o022)  # what is published is readable by everyone
    return work, shared


def _unable(why: str) -> RefusedError:
    return RefusedError(f"工作进程 / a worker on {socket.gethostname()}: {why}")
