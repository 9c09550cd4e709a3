"""3-2-4: every direct subordinate fully inspected within the term."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from generator.rules.model import Status, Weight
from tests.rules.build import CITY, QU, SHOP, STREET, case, decide, inspection, package

BOTH = [inspection("street"), inspection("shop")]
ENDED = replace(QU, term_start=date(2025, 1, 1), term_end=date(2025, 12, 31))


def judged(*given, qu=ENDED, street=STREET, shop=SHOP, as_of=date(2026, 7, 15), year=2025):
    return decide("3-2-4", case(*given, unions=(CITY, qu, street, shop), as_of=as_of, year=year))


KEPT = {
    "both in one year": BOTH,
    "first and last day of the term": [inspection("street", date(2025, 1, 1)), inspection("shop", date(2025, 12, 31))],
}
BROKEN = {
    "none": [],
    "one of two": [inspection("street")],
    "a project review is no full inspection": [inspection("street"), inspection("shop", kind="project_review")],
    "the day before the term": [inspection("street"), inspection("shop", date(2024, 12, 31))],
    "the day after the term": [inspection("street"), inspection("shop", date(2026, 1, 1))],
}


@pytest.mark.parametrize("rows", KEPT.values(), ids=KEPT)
def test_kept(rows):
    assert judged(package(inspections=rows)).status is Status.MET


@pytest.mark.parametrize("rows", BROKEN.values(), ids=BROKEN)
def test_broken(rows):
    assert judged(package(inspections=rows)).status is Status.BREACHED
    assert judged(package(inspections=rows), as_of=date(2025, 12, 31)).status is Status.NOT_DUE


def test_inspections_of_every_year_of_the_term_count():
    term = replace(QU, term_start=date(2024, 1, 1), term_end=date(2025, 12, 31))
    given = (package(inspections=BOTH[:1]), package(year=2024, inspections=[inspection("shop", date(2024, 5, 1))]))
    assert judged(*given, qu=term).status is Status.MET


def test_a_year_that_discloses_nothing_leaves_it_open():
    term = replace(QU, term_start=date(2024, 1, 1), term_end=date(2025, 12, 31))
    assert judged(package(inspections=BOTH[:1]), qu=term).status is Status.NO_DATA
    assert judged(package(inspections=BOTH), qu=term).status is Status.MET


def test_the_last_year_of_the_term_may_still_be_disclosed():
    assert judged(package(inspections=None), as_of=date(2026, 6, 30)).status is Status.NOT_DUE
    assert judged(package(inspections=None), as_of=date(2026, 7, 1)).status is Status.NO_DATA


def test_late_in_the_term_open_inspections_are_pointed_out():
    term = replace(QU, term_start=date(2025, 1, 1), term_end=date(2025, 4, 11))  # one hundred days
    at = [judged(package(inspections=[]), qu=term, as_of=day).weight for day in (date(2025, 3, 22), date(2025, 3, 23))]
    assert at == [None, Weight.WARNING]


def test_a_subordinate_counts_from_its_180th_day():
    older, newer = replace(SHOP, founded_on=date(2025, 7, 4)), replace(SHOP, founded_on=date(2025, 7, 5))
    assert judged(package(inspections=BOTH[:1]), shop=older).status is Status.BREACHED
    assert judged(package(inspections=BOTH[:1]), shop=newer).status is Status.MET


def test_a_dissolved_subordinate_is_not_missed():
    gone = replace(SHOP, dissolved_on=date(2025, 12, 31))
    assert judged(package(inspections=BOTH[:1]), shop=gone).status is Status.MET


def test_a_subordinate_that_records_another_day_leaves_it_to_be_confirmed():
    street = package("street", inspections=[inspection("street", date(2025, 9, 2))])
    assert judged(package(inspections=BOTH), street).status is Status.AWAITING_SUPERIOR
    street = package("street", inspections=[inspection("street", date(2025, 9, 1))])
    assert judged(package(inspections=BOTH), street).status is Status.MET


def test_without_subordinates_nothing_is_asked():
    assert decide("3-2-4", case(package("shop"), union_id="shop")).status is Status.NOT_APPLICABLE


def test_a_year_before_the_term_is_not_its_business():
    assert judged(package(year=2024), year=2024).status is Status.NOT_APPLICABLE


def test_without_the_dates_of_the_term_there_is_no_data():
    assert judged(package(), qu=replace(QU, term_end=None)).status is Status.NO_DATA
