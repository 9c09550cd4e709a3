"""2-1-6: integrity training each year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from generator.rules.model import Status, Weight
from tests.rules.build import OVERVIEW, YEAR, case, decide, package, training

KEPT = {
    "one training, all cadres": [training()],
    "two sessions that may reach all": [training(attended_count=12), training(date(YEAR, 9, 1), attended_count=8)],
    "on new year's eve": [training(date(YEAR, 12, 31))],
}
BROKEN = {
    "none": ([], Weight.HARD),
    "only last year's": ([training(date(YEAR - 1, 12, 31))], Weight.HARD),
    "only a policy study": ([replace(training(), kind="policy_study")], Weight.HARD),
    "one cadre stayed away": ([training(attended_count=19)], Weight.WARNING),
    "two sessions that cannot reach all": (
        [training(attended_count=9), training(date(YEAR, 9, 1), attended_count=10)],
        Weight.WARNING,
    ),
}
NEITHER = {
    "table missing": (None, {}, Status.NO_DATA),
    "year not over": ([], {"as_of": date(YEAR, 12, 31)}, Status.NOT_DUE),
    "year not over, not all yet": ([training(attended_count=19)], {"as_of": date(YEAR, 12, 31)}, Status.NOT_DUE),
    "year over, reported to midyear only": ([], {"as_of": date(YEAR + 1, 6, 30), "stage": "midyear"}, Status.NOT_DUE),
    "never reported to its end": ([], {"stage": "midyear"}, Status.NO_DATA),
    "no head count but a document": (
        [training(attended_count=None, due_count=None, document_no="廉〔2025〕1号")],
        {},
        Status.ATTESTED,
    ),
    "neither head count nor document": ([training(attended_count=None)], {}, Status.NO_DATA),
}


@pytest.mark.parametrize("held", KEPT.values(), ids=KEPT)
def test_kept(held):
    assert decide("2-1-6", case(package(activities=held))).status is Status.MET


@pytest.mark.parametrize(("held", "weight"), BROKEN.values(), ids=BROKEN)
def test_broken(held, weight):
    answer = decide("2-1-6", case(package(activities=held)))
    assert answer.status is Status.BREACHED
    assert (answer.weight or Weight.HARD) is weight


@pytest.mark.parametrize(("held", "facts", "status"), NEITHER.values(), ids=NEITHER)
def test_neither(held, facts, status):
    as_of = {"as_of": facts["as_of"]} if "as_of" in facts else {}
    given = package(activities=held, stage=facts.get("stage", "final"))
    assert decide("2-1-6", case(given, **as_of)).status is status


def test_without_an_overview_the_session_says_how_many_were_due():
    given = package(activities=[training(due_count=30, attended_count=30)], overview=None)
    assert decide("2-1-6", case(given)).status is Status.MET


def test_the_reason_names_the_cells():
    answer = decide("2-1-6", case(package(activities=[replace(training(), row=7)])))
    assert {(cell.file, cell.row) for cell in answer.cells} == {("unions/d1/qu/2025/activities.csv", 7)}
    assert OVERVIEW.cadres == 20
