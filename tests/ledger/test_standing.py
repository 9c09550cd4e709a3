"""What is owed when, and how a union-year stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.rules.build import LATER, QU, SHOP, account, package, policy
from yangguang.core.figures import Figure, Unit
from yangguang.core.watched import Watched
from yangguang.door.model import Admission
from yangguang.ledger.model import Refusal, Standing
from yangguang.ledger.standing import days_overdue, debt
from yangguang.ledger.year import union_year
from yangguang.records.duties import required_tables
from yangguang.sources.provenance import Provenance

DAYS = {
    "before anything is due": (date(2025, 3, 31), None),
    "budget overdue": (date(2025, 4, 1), "budget"),
    "midyear on its deadline": (date(2025, 9, 30), "budget"),
    "midyear overdue": (date(2025, 10, 1), "midyear"),
    "final on its deadline": (date(2026, 6, 30), "midyear"),
    "final overdue": (date(2026, 7, 1), "final"),
}


@pytest.mark.parametrize(("day", "stage"), DAYS.values(), ids=DAYS)
def test_the_last_stage_whose_deadline_has_passed_is_owed(day, stage):
    owed = debt(QU, 2025, None, policy(), day)
    assert owed.stage == stage
    assert owed.missing == (required_tables("full", stage) if stage else ())


def test_a_small_union_owes_less():
    assert debt(SHOP, 2025, None, policy(), LATER).missing == required_tables("basic", "final")


def test_what_was_given_is_not_missing():
    assert debt(QU, 2025, package(accounts=[account()]), policy(), LATER).missing == ()
    owed = debt(QU, 2025, package(assets=None), policy(), LATER)
    assert (owed.missing, owed.since) == (("assets",), date(2026, 6, 30))


def test_a_package_of_an_earlier_stage_lacks_the_amounts_of_the_one_owed():
    assert debt(QU, 2025, package(stage="budget"), policy(), date(2025, 10, 1)).missing == ("accounts",)
    assert debt(QU, 2025, package(stage="midyear"), policy(), date(2025, 10, 1)).missing == ()


LIVES = {
    "founded after the year": ({"founded_on": date(2026, 1, 1)}, None),
    "founded after the budget was due": ({"founded_on": date(2025, 4, 1)}, "final"),
    "dissolved before the year": ({"dissolved_on": date(2024, 12, 31)}, None),
    "dissolved after midyear was due": ({"dissolved_on": date(2025, 10, 1)}, "midyear"),
}


@pytest.mark.parametrize(("facts", "stage"), LIVES.values(), ids=LIVES)
def test_a_deadline_binds_who_exists_on_it(facts, stage):
    assert debt(replace(QU, **facts), 2025, None, policy(), LATER).stage == stage


def test_a_union_founded_after_the_budget_was_due_does_not_owe_it():
    assert debt(replace(QU, founded_on=date(2025, 4, 1)), 2025, None, policy(), date(2025, 9, 30)).stage is None


def test_a_year_without_deadlines_owes_nothing():
    assert debt(QU, 2013, None, policy(), LATER).stage is None


REFUSAL = Refusal(since=Provenance(commit="abc"), issues=())
ADMITTED = Admission(union_id="qu", year=2025, folder="", package=package(), issues=())
STANDINGS = {
    Standing.PUBLISHED: (ADMITTED, None),
    Standing.SUPERSEDED: (ADMITTED, REFUSAL),
    Standing.REFUSED: (None, REFUSAL),
    Standing.SILENT: (None, None),
}


@pytest.mark.parametrize(("standing", "given"), STANDINGS.items(), ids=STANDINGS)
def test_standing(standing, given):
    admission, refusal = given
    report = union_year(QU, 2025, policy=policy(), as_of=LATER, admission=admission, refusal=refusal)
    assert report.standing is standing
    assert (report.package is None) == (admission is None)
    assert report.is_overdue == (admission is None)
    assert (report.missing_since is None) == (admission is not None)


def test_days_overdue_are_counted_from_the_deadline():
    deadline = debt(QU, 2025, None, policy(), LATER).since
    days = days_overdue("qu", 2025, deadline, deadline + timedelta(days=40))
    assert days == Figure("qu/2025/@days_overdue", 40, Unit.DAYS)


def test_a_silent_year_stands_as_it_does_from_one_deadline_to_the_next():
    def silent(as_of):
        return union_year(QU, 2025, policy=policy(), as_of=Watched.of(as_of))

    first = debt(QU, 2025, None, policy(), LATER).since
    day = Watched.of(first)
    debt(QU, 2025, None, policy(), day)
    assert day.span.until == first
    assert silent(day.span.since) == silent(first)
    assert silent(first) != silent(first + timedelta(days=1)) == silent(LATER)
