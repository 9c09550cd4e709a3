"""Every sentence of a rule is said by some case: a case states the facts, and `well_said` that it is well written.

Noted while the cases run, held against the code when all of them have, wherever they ran.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.rules.words import SAID

ROOM = Path(__file__).parents[2] / "generator" / "yangguang" / "rules"
CASES = {path.name for path in Path(__file__).parent.glob("test_*.py")}
COLLECTED: set[str] = set()


def templates() -> dict[str, str]:
    """The sentences of the rules, and where each is."""
    return {
        call.args[0].value: f"{path.relative_to(ROOM)}:{call.lineno}"
        for path in sorted(ROOM.rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "say"
    }


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node):
    """What a worker's cases said."""
    told = getattr(node, "workeroutput", {})
    SAID.update(told.get("said", ()))
    COLLECTED.update(told.get("cases", ()))


def pytest_sessionfinish(session, exitstatus):
    """Fails the session in which every case of the rules ran and a sentence was said by none."""
    COLLECTED.update(
        item.path.name for item in getattr(session, "items", ()) if item.path.parent == Path(__file__).parent
    )
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput.update(said=sorted(SAID), cases=sorted(COLLECTED))
        return
    some = session.config.getoption("keyword") or session.config.getoption("markexpr") or not COLLECTED >= CASES
    if some or exitstatus:
        return
    if unsaid := {text: place for text, place in templates().items() if text not in SAID}:
        lines = (f"{place} {text}" for text, place in unsaid.items())
        session.config.get_terminal_writer().write("\n".join(["", "No case says:", *lines, ""]))
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
