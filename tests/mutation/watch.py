"""Which statements a test runs: each is preceded by a call that notes its line (a tracer would cost ten times as much)."""

from __future__ import annotations

import ast
import sys
from typing import TYPE_CHECKING

from tests.mutation.exchange import exchange
from tests.mutation.mutants import parts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_NOTE = "__met__"


def watch(sources: Iterable[tuple[str, Path]]) -> dict[str, set[int]]:
    """For each module the lines of the statements run from now on, filled as they run."""
    seen: dict[str, set[int]] = {}
    for module, path in sources:
        seen[module] = set()
        setattr(sys.modules[module], _NOTE, seen[module].add)
        for statement in ast.parse(path.read_bytes()).body:
            if isinstance(statement, ast.FunctionDef | ast.ClassDef):
                for name, part in parts(statement):
                    _note(part)
                    exchange(module, name, statement)
    return seen


def _note(statement: ast.stmt | ast.ExceptHandler | ast.match_case) -> None:
    """Put a note before each statement inside, and a first one that the function itself was called."""
    for field in ("body", "orelse", "finalbody"):
        inside = getattr(statement, field, [])
        for one in inside:
            _note(one)
        if inside:
            setattr(statement, field, [new for one in inside for new in (_call(one.lineno), one)])
    for branch in (*getattr(statement, "handlers", ()), *getattr(statement, "cases", ())):
        _note(branch)
    if isinstance(statement, ast.FunctionDef):
        statement.body.insert(0, _call(statement.lineno))


def _call(line: int) -> ast.stmt:
    return ast.Expr(ast.Call(func=ast.Name(id=_NOTE, ctx=ast.Load()), args=[ast.Constant(line)], keywords=[]))
