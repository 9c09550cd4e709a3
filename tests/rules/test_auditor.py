"""Cases of an auditor who has seen no other test: what books do not say is neither held for a union nor against it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.rules.build import (
    CITY,
    OVERVIEW,
    QU,
    SHOP,
    STREET,
    YEAR,
    YUAN,
    audit,
    bought,
    case,
    decide,
    filing,
    matter,
    meeting,
    package,
    regulation,
    vote,
    work,
)
from yangguang.core.language import ZH
from yangguang.records.conduct import Venue
from yangguang.rules.judge.model import Status

FOUNDED_LATE = (CITY, replace(QU, founded_on=date(YEAR, 8, 1)), STREET, SHOP)


# Who did not exist when it was due


@pytest.mark.parametrize("clause", ["2-4-4", "2-4-5", "2-4-6", "2-4-9", "2-4-10"])
def test_a_union_founded_after_the_day_is_not_asked_for_what_was_due_on_it(clause):
    answer = decide(clause, case(package(), unions=FOUNDED_LATE))
    assert answer.status is Status.NOT_APPLICABLE
    assert "2025年8月1日成立" in answer.reason.text(ZH)
    assert ("registry/unions.csv", "founded_on") in {(cell.file, cell.column) for cell in answer.cells}


def test_a_union_founded_by_the_day_is():
    on_the_day = (CITY, replace(QU, founded_on=date(YEAR, 3, 31)), STREET, SHOP)
    for clause in ("2-4-5", "2-4-6", "2-4-9", "2-4-10"):
        assert decide(clause, case(package(), unions=on_the_day)).status is Status.BREACHED, clause


def test_a_union_founded_late_that_lost_a_vote_lost_it():
    lost = vote(day=date(YEAR, 9, 1), outcome="rejected", period_covered=f"{YEAR}")
    books = package(filings=[lost, vote("funds_committee_review", date(YEAR, 9, 1), period_covered=f"{YEAR}")])
    assert decide("2-4-9", case(books, unions=FOUNDED_LATE)).status is Status.BREACHED


def test_of_the_three_reviews_only_those_are_asked_for_that_were_due_in_the_unions_time():
    answer = decide("2-7-3", case(package(audits=[audit()]), unions=FOUNDED_LATE))
    assert answer.status is Status.MET
    assert decide("2-7-3", case(package(), unions=FOUNDED_LATE)).status is Status.BREACHED


def test_a_union_dissolved_before_july_has_no_first_half_to_review():
    dissolved = (CITY, replace(QU, dissolved_on=date(YEAR, 6, 30)), STREET, SHOP)
    assert decide("2-4-6", case(package(), unions=dissolved)).status is Status.NOT_APPLICABLE
    for day, status in ((date(YEAR, 9, 29), Status.NOT_APPLICABLE), (date(YEAR, 9, 30), Status.BREACHED)):
        after = (CITY, replace(QU, dissolved_on=day), STREET, SHOP)  # the review was due on the last of September
        assert decide("2-4-6", case(package(), unions=after)).status is status


def test_a_union_younger_than_the_cycle_need_not_have_received_anybody():
    new = (CITY, replace(QU, founded_on=date(YEAR, 12, 1)), STREET, SHOP)
    overview = [replace(OVERVIEW, responsible_role="chair", responsible_since=date(YEAR, 12, 1))]
    answer = decide("2-2-5", case(package(overview=overview), unions=new))
    assert (answer.status, answer.reason.text(ZH)) == (
        Status.NOT_APPLICABLE, "接访 0 次，间隔均不超过 92 日；还没有到应当接访的日期",
    )  # fmt: skip
    received = [work("leader_reception", date(YEAR, 12, 20), leader_role="工会副主席")]
    told = decide("2-2-5", case(package(overview=overview, activities=received), unions=new))
    assert told.status is Status.NOT_APPLICABLE
    assert "没有接访；工会于2025年12月1日成立，当年存在不足半年" in told.reason.text(ZH)


def test_a_cycle_of_any_length_may_be_declared():
    """No number that the door lets in is too large for a date."""
    overview = [replace(OVERVIEW, responsible_role="chair", reception_cycle_days=10**12)]
    received = [work("leader_reception", date(YEAR, 5, 1), leader_role="工会主席")]
    judged = case(package(overview=overview, activities=received), as_of=date(YEAR, 6, 1))
    assert decide("2-2-5", judged).status is Status.NOT_DUE


# What is still on its way


def single_source(**facts):
    facts = {"notice_start": None, "notice_end": None, "contract_on": None, "reviewed_on": None} | facts
    return bought(method="single_source", method_reason="独家生产", **facts)


def test_a_single_source_may_still_be_announced_until_its_contract():
    overview = [replace(OVERVIEW, procurement_threshold=YUAN(200000))]
    for stage, day in (("midyear", date(YEAR, 8, 1)), ("final", date(YEAR + 1, 7, 15))):
        books = package(overview=overview, procurement=[single_source()], stage=stage)
        assert decide("2-6-6", case(books, as_of=day)).status is Status.NOT_DUE, stage
    signed = package(overview=overview, procurement=[single_source(contract_on=date(YEAR, 5, 1))])
    assert decide("2-6-6", case(signed)).status is Status.BREACHED
    for day, status in ((date(YEAR, 4, 30), Status.NOT_DUE), (date(YEAR, 5, 1), Status.BREACHED)):
        assert decide("2-6-6", case(signed, as_of=day)).status is status
    half = package(overview=overview, procurement=[single_source()], stage="midyear")
    assert decide("2-6-6", case(half)).status is Status.NO_DATA
    announced = single_source(notice_start=date(YEAR, 4, 9), notice_end=date(YEAR, 4, 15))
    assert decide("2-6-6", case(package(overview=overview, procurement=[announced]))).status is Status.ATTESTED
    overtaken = replace(announced, contract_on=date(YEAR, 4, 14))
    reason = decide("2-6-6", case(package(overview=overview, procurement=[overtaken]))).reason.text(ZH)
    assert "，2025年4月14日签订合同时公示不足 5 个工作日" in reason, "announced to the last day, but contracted before"


# A record that does not say what it is about


def published(**facts):
    given = {"subject": "major_matter", "channel": "website", "audience": "all_members"}
    return replace(meeting(date(YEAR, 6, 5), YEAR, **given), **facts)


def of_matter(*disclosures, **facts):
    overview = [replace(OVERVIEW, major_matter_threshold=YUAN(50000))]
    return decide("3-3-2", case(package(overview=overview, matters=[matter()], disclosures=disclosures), **facts))


def test_a_publication_that_names_no_matter_neither_blames_nor_keeps():
    answer = of_matter(published())
    assert answer.status is Status.NO_DATA
    assert "2025年6月5日的公开记录没有注明是哪一事项" in answer.reason.text(ZH)
    assert of_matter(published(subject_id="M1")).status is Status.MET
    assert of_matter(published(), published(subject_id="M1", disclosure_id="2")).status is Status.MET
    assert of_matter(replace(published(), date=date(YEAR, 6, 1))).status is Status.BREACHED, "before the matter"


def test_what_went_out_another_way_is_not_called_unpublished():
    answer = of_matter(published(subject_id="M1", channel="booklet"))
    assert answer.status is Status.BREACHED
    assert "没有通过网络、公告栏等平台向会员公开" in answer.reason.text(ZH)


REPORTS = (audit(), audit("street", audit_id="A2", report_no="审2"))


def notice(**facts):
    return filing("report", date(YEAR + 1, 3, 10), "audit_notice", **({"period_covered": f"{YEAR}"} | facts))


def result(**facts):
    return replace(meeting(date(YEAR + 1, 3, 5), YEAR, subject="audit_result", channel="website"), **facts)


def test_one_notice_that_names_no_report_is_not_of_two():
    one = decide("2-7-6", case(package(audits=REPORTS, filings=[notice()])))
    assert one.status is Status.NO_DATA
    assert "没有注明是哪一份报告" in one.reason.text(ZH)
    assert decide("2-7-6", case(package(audits=REPORTS[:1], filings=[notice()]))).status is Status.MET
    other = notice(filing_id="2", subject_id="A2")
    assert decide("2-7-6", case(package(audits=REPORTS, filings=[notice(), other]))).status is Status.MET
    assert (
        decide("2-7-6", case(package(audits=REPORTS, filings=[notice(), notice(filing_id="2")]))).status is Status.MET
    )


def test_one_publication_that_names_no_report_is_not_of_two():
    rules = [regulation("audit_disclosure")]

    def judged(clause, *disclosures, reports=REPORTS):
        return decide(clause, case(package(audits=reports, disclosures=disclosures, regulations=rules)))

    for clause in ("2-7-8", "2-7-9"):
        assert judged(clause, result(), reports=REPORTS[:1]).status is Status.MET, clause
        assert judged(clause, result(), result(disclosure_id="2")).status is Status.MET, clause
        assert judged(clause, result(), result(disclosure_id="2", subject_id="审2")).status is Status.MET, clause
    assert judged("2-7-8", result()).status is Status.NO_DATA
    told = judged("2-7-9", result())
    assert (told.status, told.reason.values["rate"].text(ZH)) == (Status.ATTESTED, "已出报告 2 份，公开 1 份")


# What is filled in is not called empty


def test_premises_of_no_area_at_all_have_no_share_and_are_filled_in():
    given = Venue(venue_id="1", name="活动室", service_area=YUAN(0), leased_area=YUAN(0))
    answer = decide("2-6-2", case(package(venues=[given])))
    assert (answer.status, answer.reason.text(ZH)) == (
        Status.NO_DATA, "服务阵地的自用服务面积和出租面积都是零，无法计算占比",
    )  # fmt: skip
    empty = decide("2-6-2", case(package(venues=[replace(given, leased_area=None)])))
    assert empty.reason.text(ZH) == "服务阵地没有填写自用服务面积或出租面积，无法核查"
