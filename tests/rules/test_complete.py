"""Nothing hangs in the air: each parameter has a reader, each name read a row, each rule its words in both languages."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import yangguang
from tests.rules.federation import whole_cast
from yangguang.core.language import ZH, load_language
from yangguang.rules.catalogue import BY_ID, RULES, SUPPLEMENTARY, switches

SOURCES = sorted(Path(yangguang.__file__).parent.rglob("*.py"))
READERS = {"parameter", "number", "deadline", "share", "in_force"}


@pytest.fixture(scope="module")
def federation():
    return whole_cast()


def texts():
    """Every text constant of the generator's code, and of these the ones that a parameter is asked for by."""
    said: set[str] = set()
    asked: set[str] = set()
    for path in SOURCES:
        tree = ast.parse(path.read_bytes())
        named = {
            target.id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                said.add(node.value)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in READERS:
                for one in node.args[:1]:
                    text = one.value if isinstance(one, ast.Constant) else named.get(getattr(one, "id", ""))
                    asked |= {text} if isinstance(text, str) else set()
    return said, asked


def test_every_parameter_has_a_reader_and_every_name_read_has_a_row(federation):
    rows = {row.name for row in federation.policy.parameters}
    said, asked = texts()
    stages = {f"stage_deadline_{stage}" for stage in ("budget", "midyear", "final")}  # yangguang.ledger.standing
    assert rows - said - stages == set()
    assert {name for name in asked if not name.startswith("stage_deadline_")} - rows == set()


@pytest.mark.parametrize("year", range(2016, 2027))
def test_every_year_since_the_plan_has_a_value_for_what_its_rules_read(federation, year):
    law = federation.policy
    on = {rule for rule in SUPPLEMENTARY if (row := law.in_force(rule.switch, year)) and row.value != "0"}
    asked = {name for name in texts()[1] if any(row.name == name for row in law.parameters)}
    begins = {rule.switch for rule in {*SUPPLEMENTARY} - on} | {"supplementary_x4", "rectification_publication_days"}
    assert {name for name in asked if law.in_force(name, year) is None} <= begins


@pytest.mark.parametrize("rule", BY_ID.values(), ids=BY_ID)
def test_a_rule_can_be_read_in_both_languages(rule):
    english = load_language("en")
    for words in (rule.title, rule.method, rule.applies_to, *(version.what for version in rule.history)):
        assert ZH.gettext(words) == words
        assert english.gettext(words) not in {"", words}, words


def test_a_rule_has_a_clause_or_a_switch(federation):
    assert {rule.clause_id for rule in RULES} <= federation.policy.clauses.keys()
    assert all(switches(federation.policy, rule) for rule in SUPPLEMENTARY)
