"""Other code in place of a function's own, for whoever imported it before: functions keep their identity, not their code."""

from __future__ import annotations
import __future__

import ast
import inspect
import sys
from types import FunctionType


def exchange(module_name: str, where: str, statement: ast.stmt) -> None:
    """Run the top-level `statement` and let what it makes stand for the function, method or constant called `where`.

    A function's code and defaults are exchanged; a constant is exchanged in every module that holds it. Only a process
    that soon ends may do this.
    """
    module = sys.modules[module_name]
    scratch = dict(vars(module))
    tree = ast.fix_missing_locations(ast.Module(body=[statement], type_ignores=[]))
    code = compile(tree, str(module.__file__), "exec", __future__.annotations.compiler_flag, dont_inherit=True)
    exec(code, scratch)
    name, _, member = where.partition(".")
    old, new = vars(module)[name], scratch[name]
    if member:
        old, new = vars(old)[member], vars(new)[member]
    before, after = _function(old), _function(new)
    if before and after:
        before.__code__, before.__defaults__ = after.__code__, after.__defaults__
        before.__kwdefaults__ = after.__kwdefaults__
        return
    for one in list(sys.modules.values()):
        if vars(one).get(name) is old:
            setattr(one, name, new)


def lend(names: set[str], module_name: str, lender: str) -> None:
    """Let a module know those of `names` that `lender` has and it does not: a mutant may call one it never imported."""
    lending = vars(sys.modules.get(lender, sys))
    for name in names & lending.keys():
        vars(sys.modules[module_name]).setdefault(name, lending[name])


def forget(*module_names: str) -> None:
    """Empty every cache of these modules and of the tests: what changed code would make is made anew."""
    for name, module in list(sys.modules.items()):
        if name in module_names or name.startswith("tests."):
            for one in vars(module).values():
                if hasattr(one, "cache_clear"):
                    one.cache_clear()


def _function(member: object) -> FunctionType | None:
    """The function inside a method, property or cache."""
    for inner in ("__func__", "fget"):
        member = getattr(member, inner, member)
    found = inspect.unwrap(member) if callable(member) else None
    return found if isinstance(found, FunctionType) else None
