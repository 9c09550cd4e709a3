"""The catalogue is whole: in the plan's order, every rule told in words and versions, and the documentation tells the same."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.rules.build import policy
from yangguang.rules.catalogue import BY_CLAUSE, BY_ID, RULES, SUPPLEMENTARY, is_on, not_yet_judged, switches
from yangguang.rules.judge.parameters import parameters_of
from yangguang.rules.judge.rule import FIRST

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs" / "rules.md"
MARKS = "<!-- catalogue -->\n", "<!-- /catalogue -->\n"


def line(clause_id: str, title: str, weight: str, version: str, parameters: str) -> str:
    return f"| {clause_id} | {title} | {weight} | {version} | {parameters} |"


def table() -> str:
    lines = [line("clause", "what should hold", "weight", "version", "parameters"), "|---|---|---|---|---|"]
    for clause in policy().clauses.values():
        rule = BY_CLAUSE.get(clause.clause_id)
        if rule is None:
            said = "declaratory" if clause.nature == "declaratory" else "not judged yet"
            lines.append(line(clause.clause_id, clause.text, said, "", ""))
        else:
            lines.append(line(rule.clause_id, rule.title, rule.weight, rule.version, names(rule)))
    for rule in SUPPLEMENTARY:
        on = "on" if is_on(switches(policy(), rule)[-1]) else "off"
        lines.append(line(rule.clause_id, rule.title, f"{rule.weight}, {on}", rule.version, names(rule)))
    return "\n".join(lines) + "\n"


def names(rule) -> str:
    return ", ".join(f"`{name}`" for name in parameters_of(rule, policy()))


def test_the_documentation_lists_the_catalogue_as_it_is():
    text = DOCUMENT.read_text(encoding="utf-8")
    before, rest = text.split(MARKS[0])
    between, after = rest.split(MARKS[1])
    if os.environ.get("UPDATE_GOLDEN"):
        between = table()
        DOCUMENT.write_text(before + MARKS[0] + between + MARKS[1] + after, encoding="utf-8")
    assert between == table()


def test_every_clause_is_judged_or_declaratory():
    assert not_yet_judged(policy().clauses.values()) == ()
    assert len(RULES) == 70


def test_a_clause_that_no_rule_judges_is_listed_unless_it_is_declaratory():
    new = [replace(one, clause_id=f"9-{one.clause_id}") for one in policy().clauses.values()]
    listed = not_yet_judged(new)
    assert len(listed) == len(RULES)
    assert "declaratory" not in {one.nature for one in listed}


def test_only_declaratory_sentences_have_no_rule():
    declaratory = {one.clause_id for one in policy().clauses.values() if one.nature == "declaratory"}
    assert declaratory == {"2-1-2", "2-1-4", "2-2-2", "3-1-4"}
    assert declaratory.isdisjoint(BY_ID)


@pytest.mark.parametrize("rule", BY_ID.values(), ids=BY_ID)
def test_a_rule_is_told_in_words(rule):
    assert rule.title
    assert rule.method
    assert rule.applies_to
    assert rule.decide.__doc__ or not hasattr(rule.decide, "__name__")


@pytest.mark.parametrize("rule", BY_ID.values(), ids=BY_ID)
def test_the_history_of_a_rule_ends_with_its_version(rule):
    versions = [one.version for one in rule.history]
    assert versions[-1] == rule.version
    assert rule.history[:1] == FIRST
    assert versions == sorted(set(versions), key=lambda text: [int(part) for part in text.split(".")])
    assert [one.on for one in rule.history] == sorted(one.on for one in rule.history)
    assert all(one.what and (one.last_year is None or one.first_year <= one.last_year) for one in rule.history)


@pytest.mark.parametrize(
    ("rule", "version"),
    [(rule, version) for rule in BY_ID.values() for version in rule.history[1:]],
    ids=[f"{rule.clause_id} {version.version}" for rule in BY_ID.values() for version in rule.history[1:]],
)
def test_the_changelog_names_each_new_version_and_the_years_it_concerns(rule, version):
    years = f"{version.first_year}-{version.last_year}" if version.last_year else f"{version.first_year} and later"
    told = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"{re.escape(rule.clause_id)} {re.escape(version.version)} \({years}\)", told)
