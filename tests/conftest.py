"""Fixtures of every room's tests, and what `--quick` leaves out."""

import sys

import pytest
from hypothesis import settings

from tests.built import demo_site  # noqa: F401 (a fixture)
from yangguang.pipeline.build import Build

PROCESSES = {"subprocess.Popen", "os.fork", "os.posix_spawn", "os.system"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--quick", action="store_true", help="skip a test at the moment it starts a process or a build")


def pytest_configure(config: pytest.Config) -> None:
    if not config.getoption("--quick"):
        return

    def refuse(event: str, _: object) -> None:
        if event in PROCESSES:
            pytest.skip("starts a process")

    def start(*_: object) -> None:
        pytest.skip("builds a site")

    settings.register_profile("quick", max_examples=5)
    settings.load_profile("quick")
    sys.addaudithook(refuse)
    Build.start = start
