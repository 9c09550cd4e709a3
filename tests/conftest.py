"""Fixtures of every room's tests, and what `--quick` leaves out."""

import signal
import sys

import pytest
from hypothesis import settings

from tests.built import demo_site, english_site  # noqa: F401 (fixtures)
from tests.rules.said import pytest_sessionfinish, pytest_testnodedown  # noqa: F401 (hooks)
from yangguang.pipeline.build import Build

PROCESSES = {"subprocess.Popen", "os.fork", "os.posix_spawn", "os.system"}
# Over whole federations, random inputs or every failure of a disk: minutes of one room's tests, none for the next keystroke.
SWEEPS = (
    "tests/demo/test_judged.py", "tests/door/test_reference.py", "tests/examples/", "tests/ledger/test_survey.py",
    "tests/ledger/test_transfers.py", "tests/pipeline/test_life.py", "tests/pipeline/test_owed_years.py", "tests/property/",
    "tests/rules/test_evidence_law.py", "tests/rules/test_metamorphic.py", "tests/rules/test_order.py",
    "tests/rules/test_properties.py", "tests/rules/test_remittances.py", "tests/site/test_switch.py",
    "tests/site/test_theme.py",
)  # fmt: skip


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--quick", action="store_true", help="no sweeps, and no test from the moment it starts a process or a build"
    )


def pytest_configure(config: pytest.Config) -> None:
    # Begun with `&`, a run ignores Ctrl-C, and so would all that it starts.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    # The same inputs in every run, however long they take: what lands never hangs on luck. `make fuzz` explores with seeds
    # of its own.
    same = config.getoption("--hypothesis-seed", default=None) is None
    examples = 5 if config.getoption("--quick") else 50 if same else 100
    settings.register_profile("suite", derandomize=same, deadline=None, max_examples=examples)
    settings.load_profile("suite")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """From here on tests run, and nothing but tests: what brings up the workers has started its processes."""
    if not config.getoption("--quick"):
        return

    def refuse(event: str, _: object) -> None:
        if event in PROCESSES:
            pytest.skip("starts a process")

    def start(*_: object) -> None:
        pytest.skip("builds a site")

    sys.addaudithook(refuse)
    Build.start = start
    config.hook.pytest_deselected(items=[item for item in items if item.nodeid.startswith(SWEEPS)])
    items[:] = [item for item in items if not item.nodeid.startswith(SWEEPS)]
