"""The demo at the door and before the rules: nothing to refuse, and every kind of answer to show."""

from collections import Counter
from datetime import date

import pytest

from generator.books import open_books, submissions
from generator.checking import judge_unions
from generator.demo import demo
from generator.demo.cast import CAST, Quirk
from generator.rules.model import Status
from tests.demo.regenerate import DATA

DAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def verdicts():
    return judge_unions(DATA, DAY)


@pytest.fixture(scope="module")
def breached(verdicts):
    return {(one.union_id, one.year, one.rule.clause_id) for one in verdicts if one.status is Status.BREACHED}


def test_every_package_passes_the_door_without_a_word():
    books = open_books(DATA, DAY)
    found = [one.admission for union in books.registry.unions for one in submissions(books, union).values()]
    assert len(found) == 135
    assert [(one.folder, [issue.message.zh for issue in one.issues]) for one in found if one.issues] == []
    assert books.issues == ()


@pytest.mark.parametrize("status", Status)
def test_every_status_occurs_in_the_last_full_year(verdicts, status):
    assert Counter(one.status for one in verdicts if one.year == 2025)[status] > 0


@pytest.mark.parametrize(
    ("quirk", "clause"),
    [
        (Quirk.NO_TRAINING, "2-1-6"),
        (Quirk.DUES_SHORT, "2-3-3"),
        (Quirk.NOT_BY_PROJECT, "2-4-2"),
        (Quirk.NO_BUDGET_REVIEW, "2-4-5"),
        (Quirk.VOTED_DOWN, "2-4-9"),
        (Quirk.THREE_PUBLIC_UP, "2-5-8"),
        (Quirk.ADMIN_UP, "2-5-9"),
        (Quirk.LEASE_UNAPPROVED, "2-6-5"),
        (Quirk.AUDIT_GAP, "2-7-2"),
        (Quirk.TERM_OVER, "3-2-4"),
        (Quirk.NOT_REPORTED, "3-3-1"),
    ],
)
def test_a_union_that_goes_its_own_way_breaks_the_clause_it_is_cast_for(breached, quirk, clause):
    for role in CAST:
        if quirk in role.quirks:
            assert (role.union_id, 2025, clause) in breached


def test_a_superior_that_is_silent_on_a_budget_leaves_it_awaited(verdicts):
    awaited = {(one.union_id, one.year) for one in verdicts if one.status is Status.AWAITING_SUPERIOR}
    assert awaited == {("weijian", 2025)}


def test_a_long_lease_that_was_approved_is_kept(verdicts):
    [kept] = [one for one in verdicts if (one.rule.clause_id, one.status) == ("2-6-5", Status.MET)]
    assert (kept.union_id, kept.year) == ("gongjiao", 2025)


def test_most_unions_keep_most_clauses(verdicts):
    counts = Counter(one.status for one in verdicts if one.year == 2025)
    assert counts[Status.MET] > 10 * counts[Status.BREACHED]


@pytest.mark.parametrize(("seed", "last_year"), [(7, 2025), (8, 2022)])
def test_other_seeds_and_the_change_of_charts_pass_the_door_too(tmp_path, seed, last_year):
    for path, content in demo(unions=45, years=2, seed=seed, last_year=last_year, running=True):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    books = open_books(tmp_path, DAY)
    found = [one.admission for union in books.registry.unions for one in submissions(books, union).values()]
    assert [(one.folder, [issue.message.zh for issue in one.issues]) for one in found if one.issues] == []
