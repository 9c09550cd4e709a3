"""What is due once a year takes half a year, and what is due on a day is due of those that are there on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.rules.build import (
    CITY,
    LATER,
    OVERVIEW,
    QU,
    SHOP,
    STREET,
    YEAR,
    account,
    audit,
    case,
    decide,
    inspection,
    meeting,
    package,
    spent,
    target,
    training,
    work,
)
from tests.rules.remittances import paid
from yangguang.core.language import ZH
from yangguang.rules.judge.model import Status

# Each with the day on which its union was founded or dissolved: what nobody could have done in what was left of the year.
ONCE_A_YEAR = ["2-1-1", "2-1-6", "2-2-1", "2-2-4", "2-3-5", "2-4-8", "2-5-1", "3-2-1"]
DUE_ON_A_DAY = ["2-4-5", "2-4-7", "2-4-9", "2-4-10", "2-5-2", "2-7-2", "2-7-3", "3-3-3"]
IN_DECEMBER = replace(QU, founded_on=date(YEAR, 12, 18))
IN_JANUARY = replace(QU, dissolved_on=date(YEAR, 1, 20))
ALL_YEAR = replace(QU, founded_on=date(YEAR, 1, 1), dissolved_on=date(YEAR, 12, 31))


def told(clause, one, *books, as_of=LATER, **tables):
    return decide(clause, case(package(**tables), *books, unions=(CITY, one, STREET, SHOP), as_of=as_of))


@pytest.mark.parametrize("clause", ONCE_A_YEAR)
def test_a_union_that_was_there_for_less_than_half_of_the_year_is_not_asked_for_what_is_due_once_in_it(clause):
    founded, dissolved = told(clause, IN_DECEMBER), told(clause, IN_JANUARY)
    assert (founded.status, dissolved.status) == (Status.NOT_APPLICABLE, Status.NOT_APPLICABLE)
    assert "工会于2025年12月18日成立，当年存在不足半年" in founded.reason.text(ZH)
    assert "工会于2025年1月20日撤销，当年存在不足半年" in dissolved.reason.text(ZH)
    shown = [{cell.column for cell in one.cells if cell.file == "registry/unions.csv"} for one in (founded, dissolved)]
    assert shown == [{"founded_on"}, {"dissolved_on"}]
    assert told(clause, ALL_YEAR).status is Status.BREACHED
    assert told(clause, IN_DECEMBER, as_of=date(YEAR, 12, 31)).status is Status.NOT_DUE


def test_half_a_year_is_as_many_days_as_the_first_half_has():
    def status(**facts):
        return told("2-1-6", replace(QU, **facts)).status

    assert status(founded_on=date(YEAR, 7, 4)) is status(dissolved_on=date(YEAR, 6, 30)) is Status.BREACHED
    assert status(founded_on=date(YEAR, 7, 5)) is status(dissolved_on=date(YEAR, 6, 29)) is Status.NOT_APPLICABLE
    assert status(founded_on=date(YEAR, 2, 1), dissolved_on=date(YEAR, 7, 30)) is Status.NOT_APPLICABLE
    assert status(founded_on=None) is Status.BREACHED


def test_what_it_did_all_the_same_is_judged():
    trained = training(date(YEAR, 12, 20))
    assert told("2-1-6", IN_DECEMBER, overview=[OVERVIEW], activities=[trained]).status is Status.MET
    some = replace(trained, attended_count=3)
    assert told("2-1-6", IN_DECEMBER, overview=[OVERVIEW], activities=[some]).status is Status.NOT_APPLICABLE
    assert told("2-1-6", QU, overview=[OVERVIEW], activities=[some]).status is Status.BREACHED
    impossible = work("self_inspection", date(YEAR, 12, 20), cases_received=1, cases_resolved=2)
    assert told("3-2-1", IN_DECEMBER, activities=[impossible]).status is Status.BREACHED


def test_one_form_of_activity_is_enough_for_a_union_of_two_weeks():
    visit = work("member_activity", date(YEAR, 12, 20), subkind="慰问")
    assert told("2-2-4", IN_DECEMBER, activities=[visit]).status is Status.NOT_APPLICABLE
    assert told("2-2-4", QU, activities=[visit]).status is Status.BREACHED


def test_last_years_accounts_are_not_asked_of_a_union_that_ended_in_the_year():
    before = package(year=YEAR - 1)
    assert told("3-3-1", IN_JANUARY, before).status is Status.NOT_APPLICABLE
    assert told("3-3-1", ALL_YEAR, before).status is Status.NOT_APPLICABLE  # founded in the year: nothing to report
    old = replace(QU, dissolved_on=date(YEAR, 12, 31))
    assert told("3-3-1", old, before).status is Status.BREACHED
    assert told("3-3-1", IN_JANUARY, before, disclosures=[meeting(date(YEAR, 1, 10))]).status is Status.MET


def test_a_superior_need_not_have_visited_subordinates_none_of_which_was_there_for_half_of_the_year():
    def status(street, shop, *rows):
        lives = (CITY, QU, replace(STREET, **street), replace(SHOP, **shop))
        return decide("3-2-3", case(package(inspections=rows), unions=lives)).status

    new, gone = {"founded_on": date(YEAR, 12, 18)}, {"dissolved_on": date(YEAR, 1, 20)}
    assert status(new, gone) is Status.NOT_APPLICABLE
    assert status(new, {}) is Status.BREACHED
    assert status(new, gone, inspection("street", date(YEAR, 12, 20))) is Status.AWAITING_SUPERIOR


@pytest.mark.parametrize("clause", DUE_ON_A_DAY)
def test_a_union_that_ended_before_the_day_is_not_asked_for_what_was_due_on_it(clause):
    lists = {"audit_targets": [target()]}
    answer = told(clause, IN_JANUARY, **lists)
    assert answer.status is Status.NOT_APPLICABLE
    assert told(clause, QU, **lists).status is Status.BREACHED
    assert ("registry/unions.csv", "dissolved_on") in {(cell.file, cell.column) for cell in answer.cells}


def test_a_union_that_ended_on_the_day_is():
    on_the_day = replace(QU, dissolved_on=date(YEAR + 1, 6, 30))
    assert told("2-4-7", on_the_day).status is Status.BREACHED
    assert told("2-4-7", replace(QU, dissolved_on=date(YEAR + 1, 6, 29))).status is Status.NOT_APPLICABLE
    assert told("2-4-7", IN_JANUARY, audits=[audit(report_no="审1", opinion="unqualified")]).status is Status.MET


def test_a_superior_is_not_asked_for_what_subordinates_that_ended_cannot_have_any_more():
    def of(clause, **facts):
        return decide(clause, case(package(), unions=(CITY, QU, replace(SHOP, **facts)))).status

    gone = {"dissolved_on": date(YEAR, 1, 20)}
    assert (of("2-5-3"), of("2-5-3", **gone)) == (Status.NO_DATA, Status.NOT_APPLICABLE)
    city = (replace(CITY, parent_id=None), QU)
    books = package("city")
    assert decide("2-5-2", case(books, union_id="city", unions=city)).status is Status.BREACHED
    ended = (CITY, replace(QU, **gone))
    assert decide("2-5-2", case(books, union_id="city", unions=ended)).status is Status.NOT_APPLICABLE


def test_what_a_union_withheld_it_withheld_until_its_end():
    short = paid("60", due="100")
    for one in (QU, replace(QU, dissolved_on=date(YEAR, 6, 30))):
        assert told("2-3-4", one, transfers=[short]).status is Status.BREACHED


def test_what_made_the_year_short_is_told():
    for facts, words in (
        ({"founded_on": None, "dissolved_on": date(YEAR, 3, 1)}, "工会于2025年3月1日撤销"),
        ({"founded_on": date(YEAR, 1, 1), "dissolved_on": date(YEAR, 3, 1)}, "工会于2025年3月1日撤销"),
        ({"founded_on": date(YEAR, 11, 1)}, "工会于2025年11月1日成立"),
    ):
        answer = decide("2-1-6", case(package(), unions=(CITY, replace(QU, **facts))))
        assert (answer.status, words in answer.reason.text(ZH)) == (Status.NOT_APPLICABLE, True)


def test_who_may_always_have_been_there_is_asked_for_its_budget():
    answer = decide("2-4-9", case(package(), unions=(CITY, replace(QU, founded_on=None))))
    assert answer.status is Status.BREACHED


def test_part_of_a_year_is_no_measure_for_a_whole_one_and_no_saving():
    def status(now, before, **facts):
        books = (
            package(year=year, three_public=[spent(actual=actual)], accounts=[account()])
            for year, actual in ((YEAR, now), (YEAR - 1, before))
        )
        return decide("2-5-6", case(*books, unions=(CITY, replace(QU, **facts)))).status

    assert status("10", "5") is Status.BREACHED
    assert status("10", "5", founded_on=date(YEAR - 1, 7, 1)) is Status.NOT_APPLICABLE
    assert status("5", "10", dissolved_on=date(YEAR, 8, 31)) is Status.NOT_APPLICABLE
    assert status("10", "5", dissolved_on=date(YEAR, 8, 31)) is Status.BREACHED
    assert status("5", "10", dissolved_on=date(YEAR + 1, 8, 31)) is status("5", "10") is Status.MET
    assert status("5", "10", founded_on=date(YEAR, 1, 15)) is not Status.MET
