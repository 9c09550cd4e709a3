"""Mutants on trial: cases are collected once, each mutant is put into its module in a forked child and meets them there."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from _pytest.runner import runtestprotocol

from tests.mutation.exchange import exchange, forget, lend
from tests.mutation.mutants import SWAPS
from tests.mutation.watch import watch
from yangguang.core.language import load_language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from tests.mutation.mutants import Mutant

QUIET = (
    "-qq", "--no-header", "--no-summary", "--tb=native", "-s", "-p", "no:cacheprovider", "--hypothesis-profile=ci"
)  # fmt: skip
_SLOW = (
    5.0  # seconds of CPU: a case that takes longer, however busy the machine, sweeps a federation; only survivors pay
)
_SPARE = 0.5  # seconds of CPU beside five times what the cases take without a mutant: more is an endless loop


class Meeting(NamedTuple):
    """What a case did without any mutant: whether it passed, seconds of CPU, the lines of statements it ran by module."""

    passed: bool
    seconds: float
    lines: dict[str, frozenset[int]]

    def met(self, mutant: Mutant) -> bool:
        """Whether the case runs what the mutant changes."""
        lines = self.lines.get(mutant.key.module, frozenset())
        return bool(lines) if mutant.met_at is None else mutant.met_at in lines


class Trials:
    """A pytest plugin that runs mutants instead of tests: `survived` is given those that no case killed."""

    def __init__(self, mutants: Sequence[Mutant], jobs: int, survived: Callable[[Mutant], None]) -> None:
        self._mutants = mutants
        self._jobs = jobs
        self._survived = survived
        self.broken: list[str] = []

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Learn which case runs what, then try each mutant on the cases that meet it."""
        if session.testsfailed:
            self.broken.append("the collection of the cases")
            return True
        for lang in ("zh", "en"):
            load_language(lang)
        gc.freeze()  # children share what is there by now
        meetings = self._meetings(session.items)
        self.broken.extend(item.nodeid for item, one in meetings if not one.passed)
        if not self.broken:
            quick = sorted((pair for pair in meetings if pair[1].seconds < _SLOW), key=lambda pair: pair[1].seconds)
            for mutant, status in _children(((one, _trial(one, quick)) for one in self._mutants), self._jobs):
                if status == 0:
                    self._survived(mutant)
        return True

    def _meetings(self, items: Sequence[pytest.Item]) -> list[tuple[pytest.Item, Meeting]]:
        sources = sorted({(one.key.module, one.path) for one in self._mutants})
        shares = [items[first :: self._jobs] for first in range(self._jobs)]
        met: list[tuple[pytest.Item, Meeting]] = []
        with tempfile.TemporaryDirectory(prefix="mutation.") as folder:

            def observation(number: int) -> Callable[[], None]:
                return lambda: Path(folder, str(number)).write_bytes(pickle.dumps(_meet(sources, shares[number])))

            for number, status in _children(((one, observation(one)) for one in range(self._jobs)), self._jobs):
                assert status == 0, "the cases could not be watched"
                met += zip(shares[number], pickle.loads(Path(folder, str(number)).read_bytes()), strict=True)
        return met


def _children(tasks: Iterable[tuple[Any, Callable[[], None]]], jobs: int) -> Iterator[tuple[Any, int]]:
    """Each task's name and its exit status, as they end: every task runs in a child, `jobs` of them at a time."""
    running: dict[int, Any] = {}
    for name, work in tasks:
        if len(running) == jobs:
            yield _ended(running)
        if pid := os.fork():
            running[pid] = name
            continue
        status = 1
        try:
            work()
            status = 0
        finally:
            os._exit(status)  # whatever was raised: nothing of the parent's may run twice
    while running:
        yield _ended(running)


def _ended(running: dict[int, Any]) -> tuple[Any, int]:
    pid, status = os.wait()
    return running.pop(pid), status


def _meet(sources: Sequence[tuple[str, Path]], items: Sequence[pytest.Item]) -> list[Meeting]:
    seen, meetings = watch(sources), []
    for item in items:
        forget(*seen)
        for lines in seen.values():
            lines.clear()
        begun = time.process_time()
        passed = _passes(item, None)
        ran = {module: frozenset(lines) for module, lines in seen.items() if lines}
        meetings.append(Meeting(passed, time.process_time() - begun, ran))
    return meetings


def _trial(mutant: Mutant, quick: Sequence[tuple[pytest.Item, Meeting]]) -> Callable[[], None]:
    """The mutant against the cases that meet it: those of its own module first, as they know it best."""
    own = f"test_{mutant.path.stem}"
    ran = sorted((pair for pair in quick if pair[1].met(mutant)), key=lambda pair: pair[0].path.stem != own)

    def work() -> None:
        signal.setitimer(signal.ITIMER_PROF, _SPARE + 5 * sum(one.seconds for _, one in ran))  # then it is ended
        lend({*SWAPS.values()}, mutant.key.module, "yangguang.rules.judge.answers")
        exchange(mutant.key.module, mutant.key.where, mutant.mutate())
        forget(mutant.key.module)
        items = [item for item, _ in ran]
        for item, after in zip(items, (*items[1:], None), strict=False):  # nobody may meet it at all
            if not _passes(item, after):
                raise AssertionError(item.nodeid)

    return work


def _passes(item: pytest.Item, after: pytest.Item | None) -> bool:
    return not any(report.failed for report in runtestprotocol(item, nextitem=after, log=False))
