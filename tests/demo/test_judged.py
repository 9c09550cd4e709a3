"""The demo at the door and before the rules: nothing to refuse, and every kind of answer to show."""

from collections import Counter
from datetime import date

import pytest

from tests.demo.regenerate import DATA
from yangguang.demo import demo
from yangguang.demo.cast import CAST, Quirk
from yangguang.demo.lapses import LAPSES
from yangguang.pipeline.books import open_books
from yangguang.pipeline.check import judge_unions
from yangguang.pipeline.submissions import submissions
from yangguang.rules.judge.model import Status, Weight

DAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def verdicts():
    return judge_unions(DATA, DAY)


@pytest.fixture(scope="module")
def statuses(verdicts):
    return {(one.union_id, one.year, one.rule.clause_id): one.status for one in verdicts}


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
        (Quirk.DUES_SHORT, "2-3-3a"),
        (Quirk.LESS_SERVICE, "2-5-5"),
        (Quirk.THREE_PUBLIC_UP, "2-5-6"),
        (Quirk.THREE_PUBLIC_UP, "2-5-8"),
        (Quirk.ADMIN_UP, "2-5-6"),
        (Quirk.ADMIN_UP, "2-5-9"),
        (Quirk.TERM_OVER, "X-2"),
        (Quirk.TERM_OVER, "X-3"),
    ],
)
def test_a_union_that_goes_its_own_way_breaks_the_clause_it_is_cast_for(statuses, quirk, clause):
    for role in CAST:
        if quirk in role.quirks:
            assert statuses[role.union_id, 2025, clause] is Status.BREACHED


def test_a_union_that_books_another_amount_than_its_superior_waits_with_it(statuses):
    (role,) = [one for one in CAST if Quirk.TRANSFER_DIFFERS in one.quirks]
    ends = (role.union_id, role.parent_id)
    assert {statuses[one, 2025, "2-3-4"] for one in ends} == {Status.AWAITING_SUPERIOR}


@pytest.mark.parametrize(
    "lapse", [one for one in LAPSES if one.clauses], ids=lambda one: f"{one.union_id}-{one.clauses}"
)
def test_a_lapse_shows_in_the_clauses_it_is_written_for(statuses, lapse):
    found = {clause: statuses[lapse.union_id, 2025 - lapse.year, clause].value for clause in lapse.clauses.split()}
    assert set(found.values()) == {lapse.status}, found


@pytest.mark.parametrize(
    ("union", "year", "clause", "status"),
    [
        ("gongjiao", 2025, "2-6-5", "met"),
        ("gongjiao", 2025, "2-6-4", "met"),
        ("gongjiao", 2024, "2-6-3", "met"),
        ("kaifaqu-kechuang", 2024, "2-6-4", "met"),
        ("jidian", 2025, "2-6-1", "breached"),
        ("jidian", 2025, "2-6-5", "breached"),
        ("hefeng", 2023, "2-6-3", "breached"),
        ("jianzhu", 2024, "2-6-4", "breached"),
        ("bibo", 2025, "2-6-5a", "breached"),
        ("chenxi", 2023, "2-6-5a", "breached"),
    ],
)
def test_a_great_asset_matter_is_approved_as_it_should_be_or_not(statuses, union, year, clause, status):
    assert statuses[union, year, clause].value == status


@pytest.mark.parametrize("union_id", ["yangguang", "bibo", "gongjiao", "kaifaqu-kechuang", "chenxi-qingfeng-louyu"])
def test_a_union_judged_alone_is_judged_as_among_all(verdicts, union_id):
    alone = judge_unions(DATA, DAY, union_id=union_id)
    assert alone == tuple(one for one in verdicts if one.union_id == union_id)


def test_every_clause_that_can_be_kept_is_kept_by_somebody(verdicts):
    kept = {one.rule.clause_id for one in verdicts if one.status in {Status.MET, Status.ATTESTED}}
    assert {one.rule.clause_id for one in verdicts} - kept == {"X-2", "X-7"}


def test_nearly_every_clause_is_broken_by_somebody(verdicts):
    """Not what is only shown (2-5-3, 2-7-9), nor what would not pass the door without a word (2-5-4)."""
    broken = {one.rule.clause_id for one in verdicts if one.status is Status.BREACHED}
    plan = {one.rule.clause_id for one in verdicts if not one.rule.clause_id.startswith("X")}
    assert plan - broken == {"2-5-3", "2-5-4", "2-7-9", "3-1-1"}


def test_most_unions_keep_most_clauses(verdicts):
    counts = Counter(one.status for one in verdicts if one.year == 2025)
    assert counts[Status.MET] + counts[Status.ATTESTED] > 20 * counts[Status.BREACHED]
    unions = {one.union_id for one in verdicts if one.year == 2025}
    hard = {
        one.union_id for one in verdicts if (one.year, one.status, one.weight) == (2025, Status.BREACHED, Weight.HARD)
    }
    assert len(hard) < len(unions) / 2


@pytest.mark.parametrize(("seed", "last_year"), [(7, 2025), (8, 2022)])
def test_other_seeds_and_the_change_of_charts_pass_the_door_too(tmp_path, seed, last_year):
    for path, content in demo(unions=45, years=2, seed=seed, last_year=last_year, running=True):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    books = open_books(tmp_path, DAY)
    found = [one.admission for union in books.registry.unions for one in submissions(books, union).values()]
    assert [(one.folder, [issue.message.zh for issue in one.issues]) for one in found if one.issues] == []
