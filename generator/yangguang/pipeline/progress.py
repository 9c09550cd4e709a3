"""How a long build tells where it is: a bar on a terminal, a plain line per stage in CI, and the time each stage took."""

from __future__ import annotations

import io
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO, TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from yangguang.core.issues import Text

T = TypeVar("T")


class Reporter:
    """Stages of one build on `stream`; `seconds` holds the wall time of each, for benchmarks."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._console = Console(file=stream or sys.stderr, highlight=False)
        self.seconds: dict[str, float] = {}

    def track(self, items: Iterable[T], title: str, total: int) -> Iterator[T]:
        """The items, counted: a moving bar where people look, one line where they do not."""
        if not self._console.is_terminal:
            self._console.print(f"{title} ({total}) ...", markup=False)
            yield from items
            return
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=self._console) as bar:
            task = bar.add_task(title, total=total)
            for item in items:
                yield item
                bar.advance(task)

    def say(self, *texts: Text) -> None:
        """What somebody should know, a line each."""
        for text in texts:
            self._console.print(f"{text.zh} / {text.en}", markup=False, soft_wrap=True)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Measure a stage; a stage entered twice adds up."""
        begun = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - begun


def silent() -> Reporter:
    """A reporter for programs: it measures and says nothing."""
    return Reporter(io.StringIO())
