"""Which parameters a rule reads: found in its own code, so that no list beside it can be forgotten."""

from __future__ import annotations

from functools import partial
from types import CodeType, FunctionType
from typing import TYPE_CHECKING

from yangguang.rules.catalogue import BY_CLAUSE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yangguang.policy.law import Policy
    from yangguang.rules.judge.rule import Rule

_HOME = "yangguang.rules."


def parameters_of(rule: Rule, policy: Policy) -> tuple[str, ...]:
    """Names of parameters that `rule` or a part of it may read, in the order of `parameters.csv`."""
    words = _words(rule.decide).union(*(_words(BY_CLAUSE[part].decide) for part in rule.parts))
    names = dict.fromkeys(row.name for row in policy.parameters)
    return tuple(name for name in names if name in words)


def _words(decide: object) -> frozenset[str]:
    """Every text constant of a function of this room and of the functions of this room that it calls."""
    found: set[str] = set()
    seen: set[int] = set()
    waiting = [decide]
    while waiting:
        thing = waiting.pop()
        if id(thing) in seen:
            continue
        seen.add(id(thing))
        if isinstance(thing, str):
            found.add(thing)
        else:
            waiting.extend(_within(thing))
    return frozenset(found)


def _within(thing: object) -> Iterator[object]:
    match thing:
        case partial():
            yield from (thing.func, *thing.args, *thing.keywords.values())
        case FunctionType() if thing.__module__.startswith(_HOME):
            yield thing.__code__
            yield from (thing.__globals__[name] for name in _names(thing.__code__) if name in thing.__globals__)
        case CodeType():
            yield from thing.co_consts
        case dict():
            yield from thing.values()
        case tuple() | list() | set() | frozenset():
            yield from thing


def _names(code: CodeType) -> set[str]:
    """Global names that a function and the functions inside it mention."""
    inner = (const for const in code.co_consts if isinstance(const, CodeType))
    return set(code.co_names).union(*(_names(one) for one in inner))
