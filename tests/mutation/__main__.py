"""The command: try mutants, print the survivors that nobody explained, and explanations that explain nothing."""

from __future__ import annotations

import argparse
import os
import sys
import tomllib
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.mutation.mutants import Key, Mutant, mutants
from tests.mutation.trial import QUIET, Trials

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ROOT = Path(__file__).parents[2]
EXPLAINED = Path(__file__).with_name("explained.toml")
MODULES = (
    "yangguang.core.dates",
    "yangguang.policy.law",
    *(
        ".".join(path.relative_to(ROOT / "generator").with_suffix("").parts)
        for path in sorted((ROOT / "generator").glob("yangguang/rules/**/[a-z]*.py"))
    ),
)
CASES = ("tests/core/test_dates.py", "tests/policy", "tests/rules", "--ignore=tests/rules/test_properties.py")


def main(arguments: Sequence[str] | None = None) -> int:
    """Parse arguments, try the mutants of the modules asked for, print. 1 where something is left to explain."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument(
        "modules", nargs="*", metavar="MODULE", help="yangguang.rules.plan.budget.making, or just making"
    )
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args(arguments)
    modules = [name for name in MODULES if not options.modules or {name, name.rpartition(".")[2]} & {*options.modules}]
    os.chdir(ROOT)
    return report(modules, CASES, load(EXPLAINED), options.jobs)


def load(path: Path) -> dict[Key, str]:
    """Why some mutants cannot be told from the original, by what they are."""
    with path.open("rb") as file:
        return {Key(*(one[name] for name in Key._fields)): one["why"] for one in tomllib.load(file).get("mutant", ())}


def report(modules: Sequence[str], cases: Sequence[str], explained: Mapping[Key, str], jobs: int) -> int:
    """Try every mutant of `modules` on `cases`, print what happened to it. 1 where something is left to explain."""
    tried = [one for name in modules for one in mutants(name, Path(str(import_module(name).__file__)))]
    survivors: list[Mutant] = []
    trials = Trials(tried, jobs, survivors.append)
    pytest.main([*QUIET, *cases], plugins=[trials])
    if trials.broken:
        _say(["These fail without any mutant:", *trials.broken])
        return 1
    left = [one for one in survivors if one.key not in explained]
    stale = sorted(explained.keys() - {one.key for one in survivors})
    stale = [key for key in stale if key.module in modules]
    for name in modules:
        _say(_of_module(*([one for one in part if one.key.module == name] for part in (tried, survivors, left))))
    for key in stale:
        _say(["", f"explained, but no survivor: {key.module} {key.where}: {key.line}", f"  {key.change}"])
    killed = len(tried) - len(survivors)
    _say(["", f"{len(tried)} mutants: {killed} killed, {len(survivors) - len(left)} explained, {len(left)} survived"])
    return 1 if left or stale else 0


def _of_module(tried: Sequence[Mutant], survivors: Sequence[Mutant], left: Sequence[Mutant]) -> Iterator[str]:
    if tried:
        killed, explained = len(tried) - len(survivors), len(survivors) - len(left)
        counts = f"{len(tried):5} mutants {killed:5} killed {explained:4} explained {len(left):4} survived"
        yield f"{tried[0].key.module:40} {counts}"
    for one in sorted(left, key=lambda one: (one.at, one.key)):
        yield ""
        yield f"  {os.path.relpath(one.path)}:{one.at} in {one.key.where}: {one.key.change}"
        yield f"  - {one.key.line}"
        yield f"  + {one.mutated}"


def _say(lines: Iterator[str] | Sequence[str]) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
