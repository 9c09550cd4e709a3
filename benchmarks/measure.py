"""What a command costs: wall time and CPU of its whole process tree; in a run of its own, the peak memory of that tree."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_PROC = Path("/proc")
_TICK = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Seconds of wall clock and of CPU (user + system, all processes); MB of the largest single process."""

    wall: float
    cpu: float
    process_mb: float


def cost(command: Sequence[str | Path], **environment: str) -> Cost:
    """Run `command` to its end and say what it took. Raises CalledProcessError with its output when it fails."""
    return _run(command, environment, lambda _: None)


def peak_mb(command: Sequence[str | Path], **environment: str) -> float:
    """The most memory `command` and its children hold at once, in MB.

    The largest sum over the process tree of proportional set sizes (a page two processes share counts once), sampled ten
    times a second: that takes the time of a core, so no clock runs beside it. Without /proc, the largest single process.
    """
    peak = 0.0

    def look(pid: int) -> None:
        nonlocal peak
        peak = max(peak, sum(_proportional_kb(one) for one in _tree(pid)))

    spent = _run(command, environment, look)
    return peak / 1024 or spent.process_mb


def _run(command: Sequence[str | Path], environment: dict[str, str], look: Callable[[int], None]) -> Cost:
    begun = time.perf_counter()
    with subprocess.Popen(
        command, env=os.environ | environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        assert process.stdout is not None
        os.set_blocking(process.stdout.fileno(), False)
        output = b""
        while True:
            done, status, usage = os.wait4(process.pid, os.WNOHANG)
            output += process.stdout.read() or b""
            if done:
                break
            look(process.pid)
            time.sleep(_TICK)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.stderr.write(output.decode(errors="replace"))
        raise subprocess.CalledProcessError(process.returncode, [str(part) for part in command])
    return Cost(
        wall=time.perf_counter() - begun,
        cpu=usage.ru_utime + usage.ru_stime,
        process_mb=usage.ru_maxrss / (1024 if sys.platform == "linux" else 1024**2),
    )


def _tree(pid: int) -> Iterator[int]:
    yield pid
    for task in sorted(_PROC.glob(f"{pid}/task/*/children")):
        try:
            children = task.read_text().split()
        except OSError:  # it ended between the two looks
            continue
        for child in children:
            yield from _tree(int(child))


def _proportional_kb(pid: int) -> float:
    try:
        lines = (_PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((float(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
