"""The mutants are those that were asked for, and each is judged rightly: killed, survived, explained, endless."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.mutation.__main__ import EXPLAINED, MODULES, ROOT, load
from tests.mutation.mutants import mutants

CHANGES = {
    "a comparison": ("return a < b", ["a < b -> a <= b"]),
    "identity": ("return a is None", ["a is None -> a is not None"]),
    "each part of a condition": (
        "return a and b and c",
        ["a and b and c -> b and c", "a and b and c -> a and c", "a and b and c -> a and b"],
    ),
    "a negation": ("return not a", ["not a -> a"]),
    "a guard": ("if a:\n        return b", ["a -> True", "a -> False"]),
    "a choice": ("return a if b else c", ["b -> True", "b -> False"]),
    "a filter": ("return [x for x in a if x]", ["x -> True", "x -> False"]),
    "a loop never becomes endless": ("while a:\n        b()", ["a -> False"]),
    "a whole number": ("return a, 5", ["5 -> 6", "5 -> 4"]),
    "the first item is not made the last": ("return a[0]", ["0 -> 1"]),
    "an amount": (
        "return Decimal('0.01')",
        ["Decimal('0.01') -> Decimal('0.02')", "Decimal('0.01') -> Decimal('0.00')"],
    ),
    "a switch": ("return a(b, c=True)", ["True -> False"]),
    "a sum": ("return a + b", ["a + b -> a", "a + b -> b", "a + b -> a - b"]),
    "a difference": ("return a - b", ["a - b -> a", "a - b -> a + b"]),
    "a running sum": ("a += b", ["a += b -> a -= b"]),
    "the larger": ("return max(a, b)", ["max -> min"]),
    "an answer": ("return met(a)", ["met -> breached"]),
    "a status": ("return Status.NOT_APPLICABLE", ["Status.NOT_APPLICABLE -> Status.MET"]),
    "a weight": ("return a(weight=Weight.HARD)", ["Weight.HARD -> Weight.WARNING"]),
    "a deadline": (
        "return broken(case, due, a, weight=b)",
        ["broken(case, due, a, weight=b) -> breached(a, weight=b)"],
    ),
    "nothing that is only stated": ("assert a is not None", []),
    "nothing in tables of rules": ("return Rule(a=1, b=c > d)", []),
}


@pytest.mark.parametrize(("body", "changes"), CHANGES.values(), ids=CHANGES)
def test_what_is_changed(tmp_path, body, changes):
    path = tmp_path / "toy.py"
    path.write_text(f"def f(a: Literal[1]) -> Literal[2]:\n    {body}\n")
    assert [one.key.change for one in mutants("toy", path)] == changes


def test_a_mutant_is_known_by_what_it_is_and_not_by_its_line(tmp_path):
    path = tmp_path / "toy.py"
    keys = []
    for above in ("", "# a line more\n\n"):
        path.write_text(f"{above}class C:\n    def f(self):\n        return '二（一）', x > 1  # why\n")
        keys.append([one.key for one in mutants("toy", path)])
    assert keys[0] == keys[1]
    assert keys[0][0] == ("toy", "C.f", "return '二（一）', x > 1  # why", "x > 1 -> x >= 1")
    assert next(mutants("toy", path)).mutated == "return '二（一）', x >= 1  # why"


TOY = """
from functools import cache

LIMIT = 3

def killed(x):
    return x > 0

def survives(x):
    return x > 1

def explained(x):
    return x if x > 2 else 2

def unmet(x):
    return not x

def matched(x):
    match x:
        case int():
            return x > 4

def endless(n):
    while n != 1:
        n -= 1
    return n

@cache
def cached():
    return LIMIT > 2

class Case:
    @property
    def kept(self):
        return cached() == True
"""
CASES = """
from toy import LIMIT, Case, cached, endless, explained, killed, matched, survives

def test_killed():
    assert killed(1) and not killed(0)

def test_survives():
    assert survives(5)

def test_explained():
    assert [explained(n) for n in (1, 2, 3)] == [2, 2, 3]

def test_matched():
    assert matched(5) and not matched(4)

def test_endless():
    assert endless(2) == 1 and endless(1) == 1

def test_cached():
    assert cached() and Case().kept and LIMIT == 3
"""
RUN = """
import sys
from tests.mutation.__main__ import report
from tests.mutation.mutants import Key
known = {Key("toy", "explained", "return x if x > 2 else 2", "x > 2 -> x >= 2"): "at 2 both are 2",
         Key("toy", "killed", "return x > 0", "x > 0 -> x >= 0"): "out of date"}
sys.exit(report(["toy"], ["test_toy.py"], known if "known" in sys.argv else {}, 2))
"""


def run(folder, *arguments, cases=CASES):
    (folder / "toy.py").write_text(TOY)
    (folder / "test_toy.py").write_text(cases)
    command = [sys.executable, "-B", "-c", RUN, *arguments]
    path = {"PYTHONPATH": f"{folder}:{ROOT}", "PATH": "/usr/bin"}
    done = subprocess.run(command, cwd=folder, env=path, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.returncode, done.stdout


def test_survivors_are_told_from_the_killed_and_the_explained(tmp_path):
    status, told = run(tmp_path, "known")
    assert status == 1
    survived = {line.split(" in ")[1] for line in told.splitlines() if line.startswith("  toy.py:")}
    assert survived == {
        "survives: x > 1 -> x >= 1",
        "survives: 1 -> 2",
        "survives: 1 -> 0",
        "explained: 2 -> 1",
        "unmet: not x -> x",
        "cached: 2 -> 1",
        "cached: LIMIT > 2 -> LIMIT >= 2",
    }
    assert "  - return x > 1\n  + return x >= 1\n" in told
    assert "explained, but no survivor: toy killed: return x > 0\n  x > 0 -> x >= 0\n" in told
    assert told.splitlines()[-1].endswith(" 1 explained, 7 survived")


def test_cases_that_fail_without_a_mutant_prove_nothing(tmp_path):
    status, told = run(tmp_path, cases=CASES.replace("killed(1)", "killed(0)"))
    assert (status, told.strip()) == (1, "These fail without any mutant:\ntest_toy.py::test_killed")


def test_every_explanation_names_a_mutant_of_today_and_says_why():
    explained = load(EXPLAINED)
    assert [key for key, why in explained.items() if len(why) < len("equivalent")] == []
    of = {name: ROOT / f"generator/{name.replace('.', '/')}.py" for name in MODULES}
    known = {one.key for name in {key.module for key in explained} for one in mutants(name, of[name])}
    assert explained.keys() - known == set()


def test_every_module_of_rules_is_on_trial():
    source = ROOT / "generator"
    rules = {
        ".".join(path.relative_to(source).with_suffix("").parts) for path in source.glob("yangguang/rules/**/*.py")
    }
    assert {name for name in MODULES if name.startswith("yangguang.rules.")} == {
        name for name in rules if not name.endswith("__init__")
    }
