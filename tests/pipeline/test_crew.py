"""Work in many processes gives what work in one gives, in the same order."""

import gc
import os
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import BrokenExecutor
from contextlib import closing
from pathlib import Path

import pytest

from tests.built import ROOT, SOURCE
from yangguang.pipeline.crew import Crew, worker_count


def work(workers, task, shared, items):
    with closing(Crew(workers, task, shared, items)) as crew:
        return list(crew.results())


def add(shared, item):
    return shared + item


def divide(shared, item):
    return shared / item


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_results_come_in_the_order_of_the_items(workers):
    assert work(workers, add, 1000, list(range(50))) == list(range(1000, 1050))


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_of_a_worker_is_an_error_here(workers):
    with pytest.raises(ZeroDivisionError):
        work(workers, divide, 1, [1, 0, 2])


def test_no_items_are_no_work():
    assert work(2, add, 0, []) == []


def test_asked_for_workers_are_given_else_one_per_core():
    assert worker_count(3) == 3
    assert worker_count(0) >= 1


class Knot:
    """Holds itself, as what a template leaves behind does."""

    left = 0

    def __init__(self):
        self.itself = self
        Knot.left += 1

    def __del__(self):
        Knot.left -= 1


def tie(shared, item):
    for _ in range(20_000):
        Knot()
    return gc.isenabled(), Knot.left


@pytest.mark.parametrize("workers", [1, 2])
def test_garbage_is_cleared_after_an_item_and_not_looked_for_meanwhile(workers):
    assert work(workers, tie, 0, [1, 2, 3]) == [(False, 20_000)] * 3
    assert (gc.isenabled(), gc.get_freeze_count()) == (True, 0)


def sleep(shared, item):
    time.sleep(item)


def die(shared, item):
    os.kill(os.getpid(), signal.SIGKILL)


def hold(folder, item):
    """Note our number, and where we put what we do not keep; then be busy."""
    (Path(folder) / str(os.getpid())).write_text(tempfile.mkdtemp(), encoding="utf-8")
    time.sleep(60)


def test_a_crew_that_is_closed_ends_in_the_middle_of_its_work():
    began = time.monotonic()
    with pytest.raises(ZeroDivisionError), closing(Crew(2, sleep, None, [60] * 20)):
        raise ZeroDivisionError
    assert time.monotonic() - began < 30


def test_a_worker_that_was_killed_is_told():
    with pytest.raises(BrokenExecutor):
        work(2, die, None, [1, 2, 3])


def gone(process):
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_workers_end_with_who_started_them_and_leave_no_folder(tmp_path, number):
    code = "import sys, tests.pipeline.test_crew as t; t.work(2, t.hold, sys.argv[1], [1, 2, 3])"
    process = subprocess.Popen(
        [sys.executable, "-c", code, tmp_path],
        cwd=ROOT,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": SOURCE},
    )
    end = time.monotonic() + 60
    while len([path for path in tmp_path.iterdir() if path.read_text()]) < 2:
        assert time.monotonic() < end
        time.sleep(0.01)
    process.send_signal(number)
    process.wait(60)
    while not all(gone(path.name) for path in tmp_path.iterdir()):
        assert time.monotonic() < end
        time.sleep(0.01)
    assert not any(Path(path.read_text()).exists() for path in tmp_path.iterdir())
