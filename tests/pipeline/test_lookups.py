"""A changed row of register or policy touches the unions that look at it, and nobody else."""

import pickle
from dataclasses import fields
from datetime import date

import pytest

from tests.pipeline.edits import _rows, _write
from tests.pipeline.through import TODAY, Portal
from tests.repositories import commit, git
from yangguang.cli.arguments import write_all
from yangguang.demo import demo
from yangguang.pipeline.books import open_books
from yangguang.pipeline.lookups import Answers, Notes
from yangguang.site.vault import Vault

ROOT, LEAF, OTHER, INNER = "yangguang", "bibo", "hefeng", "chenxi-qingfeng-yunfan"
ALL = {ROOT, "chenxi", "chenxi-qingfeng", INNER, "chenxi-qingfeng-louyu", OTHER, LEAF}


@pytest.fixture(scope="module")
def portal(tmp_path_factory):
    top = tmp_path_factory.mktemp("lookups")
    write_all(top / "federation", demo(unions=7, years=1, seed=5))
    made = Portal(top / "federation", top)
    made.build()
    return made


def cell(portal, table, value, column, **key):
    """The cell of the row with `key`; `value` may be made from what stands there."""
    rows = _rows(file := portal.data / f"{table}.csv")
    row = next(row for row in rows[1:] if all(row[rows[0].index(name)] == text for name, text in key.items()))
    at = rows[0].index(column)
    row[at] = value(row[at]) if callable(value) else value
    _write(file, rows)


def appended(portal, table, **values):
    rows = _rows(file := portal.data / f"{table}.csv")
    rows.append([values.get(name, "") for name in rows[0]])
    _write(file, rows)


def renamed(text):
    return f"{text}改"


EDITS = {
    "a union's name: itself and its superior": (
        lambda at: cell(at, "registry/unions", renamed, "name", union_id=LEAF), {ROOT, LEAF}),
    "a name inside: who is above and who is below, and who deals with it": (
        lambda at: cell(at, "registry/unions", renamed, "name", union_id=INNER), {INNER, "chenxi-qingfeng"}),
    "a body that a union owns": (
        lambda at: cell(at, "registry/affiliates", renamed, "name", owner_id=OTHER), {OTHER}),
    "a district's name: the unions that lie there": (
        lambda at: cell(at, "registry/districts", renamed, "name", district_id="bibo"), {LEAF}),
    "the words of a clause": (lambda at: cell(at, "policy/clauses", renamed, "text", clause_id="2-1-1"), ALL),
    "an account that nobody uses": (
        lambda at: cell(at, "policy/chart_of_accounts", renamed, "name", chart="2021", account_code="510"), set()),
    "a threshold that held long ago": (
        lambda at: appended(at, "policy/parameters", name="quorum_share", effective_from="1990-01-01",
            effective_to="1990-12-31", value="1/2", unit="ratio", basis="x", nature="statute"), set()),
}  # fmt: skip


@pytest.mark.parametrize("what", EDITS)
def test_who_looks_at_the_row_is_made_again_and_nobody_else(portal, what):
    edit, touched = EDITS[what]
    before = portal.last
    edit(portal)
    portal.build()
    assert portal.again.keys() == touched, portal.again
    assert portal.changed(before) == touched
    assert {*map(tuple, portal.again.values())} <= {("registry",), ("policy",)}


def test_a_threshold_in_force_touches_whom_it_judges(portal):
    before = portal.last
    cell(portal, "policy/parameters", "3", "value", name="trainings_per_year")
    portal.build()
    assert portal.changed(before) == portal.again.keys() != set()


def test_a_row_between_others_moves_the_places_that_are_linked(portal):
    before = portal.last
    header, *rows = _rows(file := portal.data / "registry" / "unions.csv")
    _write(file, [header, *rows[:-2], rows[-1], rows[-2]])
    portal.build()
    assert portal.changed(before) <= portal.again.keys() == {ROOT, OTHER, LEAF}


def test_a_change_of_the_register_is_nothing_until_its_day(portal):
    before = portal.last
    appended(
        portal, "registry/union_changes", union_id=LEAF, column="name", value="往后的工会", **{"from": "2026-12-01"}
    )
    portal.build()
    assert portal.changed(before) == set()
    portal.build(date(2026, 11, 30))
    assert portal.changed(before) == portal.again.keys() == set()
    portal.build(date(2026, 12, 1))
    assert portal.changed(before) == portal.again.keys() == {ROOT, LEAF}
    portal.build(TODAY)
    assert portal.again == {}, "as it was before that day"


def test_a_commit_of_the_register_touches_no_union_for_its_history_alone(portal):
    git(portal.data, "init", "-q", "-b", "main")
    commit(portal.data)
    for number in (1, 2):
        cell(portal, f"unions/bibo/{LEAF}/2025/overview", str(900 + number), "members")
        commit(portal.data)
    portal.build()
    cell(portal, "registry/unions", renamed, "name", union_id=OTHER)
    commit(portal.data)
    before = portal.last
    portal.build()
    assert portal.changed(before) == portal.again.keys() == {ROOT, OTHER}


@pytest.mark.parametrize("what", ["registry", "policy"])
def test_a_watched_one_answers_as_the_plain_one_does_whatever_is_asked(portal, what):
    books, notes = open_books(portal.data, TODAY), Notes(LEAF)
    plain, watched = getattr(books, what), getattr(notes.over(books), what)
    for one in fields(plain):
        if one.init:
            before = len(notes.questions)
            assert getattr(watched, one.name) == getattr(plain, one.name)
            assert len(notes.questions) > before or one.name == "today"
    made, later = (Answers(books=books, vault=Vault(portal.store), ground=ground) for ground in ("a", "b"))
    assert later.hold(made.looked(notes))


def test_a_number_that_stands_where_a_code_should_is_not_kept_in_the_store(portal, tmp_path):
    books, vault, notes = open_books(portal.data, TODAY), Vault(tmp_path), Notes(LEAF)
    asked = notes.over(books)
    assert "经办 13726408153" not in asked.policy.charts["2021"]
    assert asked.registry.unions.get("张13726408153") is None
    looked = Answers(books=books, vault=vault, ground="then").looked(notes)
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"13726408153" not in kept + pickle.dumps(looked)
    assert Answers(books=books, vault=vault, ground="now").hold(looked)
