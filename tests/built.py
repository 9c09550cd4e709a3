"""Sites that many tests look at, each built once per run, whichever of the parallel test processes needs it first."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "generator"  # for processes that run without an environment of their own
DATA = ROOT / "data"
AS_OF = "2026-11-23"
MIDNIGHT = "1795392000"  # that day as SOURCE_DATE_EPOCH, so that no test depends on the day it runs
YANGGUANG = Path(sys.executable).with_name("yangguang")


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """The folder `name` that `make` fills; test processes that come later wait for the first one."""
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, claim = shared / name, shared / f"{name}.claim"
    try:
        claim.mkdir()
    except FileExistsError:
        while not folder.exists():
            assert claim.exists(), f"{name} could not be made by the test process that began it"
            time.sleep(0.1)
        return folder
    try:
        make(shared / f"{name}.making")
        (shared / f"{name}.making").rename(folder)
    except BaseException:
        claim.rmdir()
        raise
    return folder


def build(data: Path, site: Path, *flags: str, **environment: str) -> str:
    """Run `yangguang build` as a user does; what it printed. Its output is shown when it fails."""
    command = [YANGGUANG, "build", data, "--site", site, "--as-of", AS_OF, *flags]
    settings = os.environ | {"SOURCE_DATE_EPOCH": MIDNIGHT} | environment
    done = subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo portal in Chinese."""
    return once(tmp_path_factory, "demo-site", lambda site: build(DATA, site))


@pytest.fixture(scope="session")
def english_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo portal in English."""
    return once(tmp_path_factory, "english-site", lambda site: build(DATA, site, "--lang", "en"))
