"""The scales are right: work and memory of every process of a command are counted, and a failure is not a measurement."""

import subprocess
import sys

import pytest

from benchmarks.measure import cost, peak_mb

BUSY_CHILD = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'sum(range(10**7))'], check=True)"
LARGE_CHILD = """
import subprocess, sys
subprocess.run([sys.executable, '-c', 'import time; held = bytearray(80_000_000); time.sleep(1)'], check=True)
"""


def test_the_cpu_time_of_a_child_process_counts():
    assert cost([sys.executable, "-c", BUSY_CHILD]).cpu > cost([sys.executable, "-c", "pass"]).cpu


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the memory of a process tree")
def test_the_memory_of_a_child_process_counts():
    assert peak_mb([sys.executable, "-c", LARGE_CHILD]) > 80


def test_a_command_that_talks_much_is_not_held_up():
    assert cost([sys.executable, "-c", "print('x' * 10_000_000)"]).wall < 60


def test_a_failing_command_is_an_error_with_its_words(capsys):
    with pytest.raises(subprocess.CalledProcessError):
        cost([sys.executable, "-c", "raise SystemExit('no such federation')"])
    assert "no such federation" in capsys.readouterr().err
