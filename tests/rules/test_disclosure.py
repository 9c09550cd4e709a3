"""3-3-1: a meeting each year hears last year's accounts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.rules.build import CITY, QU, YEAR, case, decide, filing, meeting, package
from yangguang.core.language import ZH
from yangguang.rules.catalogue import BY_CLAUSE
from yangguang.rules.judge.model import Status, Weight

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
    "a report on another subject": {"filings": [replace(told(), subject="budget")]},
    "the accounts submitted, not reported": {"filings": [replace(told(), step="submission")]},
    "a report of another year": {"filings": [told(date(YEAR - 1, 12, 31))]},
    "a report on an earlier year": {"filings": [told(period_covered="2023年度")]},
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
    assert decide("3-3-1", case(package(), as_of=date(YEAR, 12, 31))).status is Status.NOT_DUE


def test_a_year_not_reported_to_its_end_proves_nothing():
    midyear = package(stage="midyear")
    assert decide("3-3-1", case(midyear, LAST, as_of=date(YEAR + 1, 6, 30))).status is Status.NOT_DUE
    assert decide("3-3-1", case(midyear, LAST)).status is Status.NO_DATA


def test_of_several_meetings_and_reports_the_last_counts_and_is_told():
    rows = [told(date(YEAR, 9, 1), present_count=80), told(present_count=None)]
    answer = decide("3-3-1", case(package(filings=rows), LAST))
    assert answer.reason.text(ZH) == "2025年9月1日向到会 80 人通报上年财务收支"
    columns = ("subject", "step", "date", "period_covered", "present_count")
    assert tuple(cell.column for cell in answer.cells) == columns
    answer = decide("3-3-1", case(package(disclosures=[meeting(), meeting(date(YEAR, 9, 1))]), LAST))
    assert answer.reason.text(ZH) == "2025年9月1日在会议上通报2024年财务收支"
    assert "通报2024年" in decide("3-3-1", case(package(), LAST)).reason.text(ZH)
    assert "2024年的数据也没有公开" in decide("3-3-1", case(package())).reason.text(ZH)


@pytest.mark.parametrize("table", ["disclosures", "filings"])
def test_a_table_that_was_not_disclosed_may_hold_the_record(table):
    assert decide("3-3-1", case(package(), replace(LAST, **{table: None}))).status is Status.NO_DATA
    assert decide("3-3-1", case(package(**{table: None}), LAST)).status is Status.NO_DATA
    halfway = replace(LAST, descriptor=replace(LAST.descriptor, stage="midyear"))
    assert decide("3-3-1", case(package(), halfway)).status is Status.NO_DATA


def test_of_several_reports_the_one_that_shows_most_counts():
    counted, bare = told(present_count=80), told(date(YEAR, 9, 1), present_count=None)
    proven = replace(bare, document_no="工〔2025〕8号", date=date(YEAR, 5, 1), filing_id="P")
    for rows, status in (
        ((counted, bare), Status.MET),
        ((counted, proven), Status.MET),
        ((proven, bare), Status.ATTESTED),
        ((replace(proven, document_no=None, document_url="documents/minutes.pdf"), bare), Status.ATTESTED),
    ):
        assert decide("3-3-1", case(package(filings=rows), LAST)).status is status


def test_without_a_head_count_a_document_attests():
    with_number = [told(present_count=None, document_no="工〔2025〕8号")]
    assert decide("3-3-1", case(package(filings=with_number), LAST)).status is Status.ATTESTED
    with_link = [told(present_count=None, document_url="documents/minutes.pdf")]
    assert decide("3-3-1", case(package(filings=with_link), LAST)).status is Status.ATTESTED
    bare = package(filings=[told(present_count=None)])
    assert decide("3-3-1", case(bare, LAST)).status is Status.NO_DATA
    assert decide("3-3-1", case(bare, LAST, as_of=date(YEAR, 12, 31))).status is Status.NOT_DUE


def test_missing_table():
    assert decide("3-3-1", case(package(disclosures=None), LAST)).status is Status.NO_DATA


def test_a_new_union_has_no_accounts_to_report():
    new = (CITY, replace(QU, founded_on=date(YEAR, 2, 1)))
    assert decide("3-3-1", case(package(), unions=new)).status is Status.NOT_APPLICABLE
    unknown = (CITY, replace(QU, founded_on=None))
    assert decide("3-3-1", case(package(), LAST, unions=unknown)).status is Status.BREACHED


WEIGHTS = {"3-3-1": Weight.HARD, "3-3-2": Weight.HARD}


@pytest.mark.parametrize(("clause_id", "weight"), WEIGHTS.items())
def test_weights_and_silence(clause_id, weight):
    assert BY_CLAUSE[clause_id].weight is weight
    silent = decide(clause_id, case()).status
    assert silent is Status.NO_DATA
