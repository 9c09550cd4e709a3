"""3-3-1: a meeting each year hears last year's accounts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from generator.rules.model import Status
from tests.rules.build import CITY, QU, YEAR, case, decide, filing, meeting, package

LAST = package(year=YEAR - 1)


def told(day: date = date(YEAR, 3, 1), **facts):
    return filing("report", day, "final_accounts", **({"present_count": 80} | facts))


KEPT = {
    "congress": {"disclosures": [meeting()]},
    "committee on new year's eve": {"disclosures": [meeting(date(YEAR, 12, 31), channel="committee_meeting")]},
    "a report to somebody present": {"filings": [told()]},
    "a report on last year": {"filings": [told(period_covered="2024年度")]},
}
BROKEN = {
    "nothing": {},
    "only a notice board": {"disclosures": [meeting(channel="bulletin_board")]},
    "only the budget": {"disclosures": [meeting(subject="budget")]},
    "accounts of two years ago": {"disclosures": [meeting(fiscal_year=YEAR - 2)]},
    "a day too late": {"disclosures": [meeting(date(YEAR + 1, 1, 1))]},
    "nobody came": {"filings": [told(present_count=0)]},
}


@pytest.mark.parametrize("tables", KEPT.values(), ids=KEPT)
def test_kept(tables):
    assert decide("3-3-1", case(package(**tables), LAST)).status is Status.MET


@pytest.mark.parametrize("tables", BROKEN.values(), ids=BROKEN)
def test_broken(tables):
    assert decide("3-3-1", case(package(**tables), LAST)).status is Status.BREACHED
    assert decide("3-3-1", case(package(**tables), LAST, as_of=date(YEAR, 12, 31))).status is Status.NOT_DUE


def test_a_meeting_counts_from_its_own_day():
    tables = {"disclosures": [meeting(date(YEAR, 4, 1))]}
    assert decide("3-3-1", case(package(**tables), LAST, as_of=date(YEAR, 3, 31))).status is Status.NOT_DUE
    assert decide("3-3-1", case(package(**tables), LAST, as_of=date(YEAR, 4, 1))).status is Status.MET


def test_the_record_may_stand_in_last_years_package():
    assert decide("3-3-1", case(package(), replace(LAST, disclosures=(meeting(),)))).status is Status.MET


def test_without_last_years_package_its_absence_proves_nothing():
    assert decide("3-3-1", case(package())).status is Status.NO_DATA


def test_without_a_head_count_a_document_attests():
    with_number = [told(present_count=None, document_no="工〔2025〕8号")]
    assert decide("3-3-1", case(package(filings=with_number), LAST)).status is Status.ATTESTED
    assert decide("3-3-1", case(package(filings=[told(present_count=None)]), LAST)).status is Status.NO_DATA


def test_missing_table():
    assert decide("3-3-1", case(package(disclosures=None), LAST)).status is Status.NO_DATA


def test_a_new_union_has_no_accounts_to_report():
    new = (CITY, replace(QU, founded_on=date(YEAR, 2, 1)))
    assert decide("3-3-1", case(package(), unions=new)).status is Status.NOT_APPLICABLE
