"""2-4-5, 2-4-9, 2-4-10, 2-4-11: the budget before both committees and the superior, and of those below."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.rules.budget_path import COMMITTEE, FUNDS, SENT, approval, filed, judged
from tests.rules.build import LATER, YEAR, audit, case, decide, filing, package, vote
from yangguang.core.language import ZH
from yangguang.rules.judge.model import Status, Weight

FILED_KEPT = {
    "confirmed by the same number": ([FUNDS, SENT, filed()], [filed()]),
    "confirmed under the union's name": ([FUNDS, SENT], [filed(document_no="别的号", subject_id="qu")]),
    "received on the day it was sent": ([FUNDS, SENT], [filed(date(YEAR, 1, 22), subject_id="qu")]),
    "another number on another day": (
        [FUNDS, SENT, filed()],
        [filed(date(YEAR, 2, 25), document_no="x", subject_id="qu")],
    ),
    "without numbers on another day": (
        [FUNDS, SENT, filed(document_no=None)],
        [filed(date(YEAR, 2, 25), document_no=None, subject_id="qu")],
    ),
    "filed here, received there, by one number": (
        [FUNDS, SENT, filed()],
        [filing("superior_receipt", date(YEAR, 2, 1), document_no="市备1号", outcome="received")],
    ),
    "not sent, only filed above": ([FUNDS, filed()], [filed()]),
    "receipt is enough": (
        [FUNDS, SENT],
        [filing("superior_receipt", date(YEAR, 2, 1), subject_id="qu", outcome="received")],
    ),
}


FILED_BROKEN = {
    "no review": ([SENT, filed()], [filed()]),
    "review lost": ([vote("funds_committee_review", outcome="rejected"), SENT], []),
    "sent before the review": ([FUNDS, filing("submission", date(YEAR, 1, 17))], []),
    "neither sent nor filed": ([FUNDS], []),
    "returned by the superior": ([FUNDS, SENT], [filed(subject_id="qu", outcome="returned")]),
    "superior filed it before the review": ([FUNDS, SENT], [filed(date(YEAR, 1, 2), subject_id="qu")]),
}


FILED_WAITING = {
    "superior silent": ([FUNDS, SENT, filed()], None),
    "superior does not mention it": ([FUNDS, SENT, filed()], []),
    "superior had it before it was sent": ([FUNDS, SENT], [filed(date(YEAR, 1, 21), subject_id="qu")]),
    "superior filed the same number on another day": ([FUNDS, SENT, filed()], [filed(date(YEAR, 2, 25))]),
    "superior mentions another union": ([FUNDS, SENT, filed()], [filed(document_no="市备2号", subject_id="street")]),
    "superior mentions last year's": ([FUNDS, SENT], [filed(document_no="x", subject_id="qu", period_covered="2024")]),
}


def test_everything_on_one_day_is_in_order():
    day = {"day": date(YEAR, 1, 18)}
    own = [vote(**day), FUNDS, filing("submission", **day), approval(**day), filed(**day)]
    superior = [approval(**day), filed(**day)]
    assert {judged(clause, own, superior).status for clause in ("2-4-5", "2-4-9", "2-4-10")} == {Status.MET}


class TestReviewedAndFiled:
    @pytest.mark.parametrize(("own", "superior"), FILED_KEPT.values(), ids=FILED_KEPT)
    def test_kept(self, own, superior):
        assert judged("2-4-5", own, superior).status is Status.MET

    @pytest.mark.parametrize(("own", "superior"), FILED_BROKEN.values(), ids=FILED_BROKEN)
    def test_broken(self, own, superior):
        assert judged("2-4-5", own, superior).status is Status.BREACHED
        assert judged("2-4-5", own, superior, as_of=date(YEAR, 3, 31)).status is Status.NOT_DUE

    @pytest.mark.parametrize(("own", "superior"), FILED_WAITING.values(), ids=FILED_WAITING)
    def test_waiting(self, own, superior):
        assert judged("2-4-5", own, superior).status is Status.AWAITING_SUPERIOR

    @pytest.mark.parametrize(
        ("theirs", "days"),
        [
            (date(YEAR, 1, 21), "1月22日报送或备案，上级工会记录2025年1月21日"),
            (date(YEAR, 2, 25), "2月24日报送或备案，上级工会记录2025年2月25日"),
        ],
    )
    def test_days_that_differ_are_both_named(self, theirs, days):
        reason = judged("2-4-5", [FUNDS, SENT, filed()], [filed(theirs)]).reason.text(ZH)
        assert reason == f"预算于2025年1月18日经经审委员会审查通过；本会记录2025年{days}，待双方核对"

    def test_missing_table(self):
        assert judged("2-4-5", None).status is Status.NO_DATA

    def test_the_topmost_union_can_only_attest(self):
        given = case(package("city", filings=[FUNDS]), union_id="city")
        assert decide("2-4-5", given).status is Status.ATTESTED

    def test_without_minutes_nothing_attests_it(self):
        for facts, status in (
            ({"document_no": None}, Status.NO_DATA),
            ({"document_no": None, "document_url": "https://example.org/1"}, Status.ATTESTED),
        ):
            bare = case(package("city", filings=[replace(FUNDS, **facts)]), union_id="city")
            assert decide("2-4-5", bare).status is status

    def test_returned_first_and_filed_then(self):
        superior = [filed(date(YEAR, 2, 1), outcome="returned"), filed(date(YEAR, 2, 24))]
        assert judged("2-4-5", [FUNDS, SENT, filed()], superior).status is Status.MET
        assert judged("2-4-5", [FUNDS, SENT, filed()], superior[:1]).status is Status.BREACHED

    def test_the_earlier_of_two_early_steps_is_named(self):
        early = [filing("submission", date(YEAR, 1, 10)), filed(date(YEAR, 1, 12)), FUNDS]
        reason = judged("2-4-5", early).reason.text(ZH)
        assert reason == "预算于2025年1月10日报送或备案，早于2025年1月18日的经审委员会审查；期限为2025年3月31日，已过"

    def test_no_package(self):
        assert decide("2-4-5", case()).status is Status.NO_DATA

    def test_a_superiors_answers_to_others_are_not_its_own_filing(self):
        answers = [replace(filed(**facts), row=9) for facts in ({}, {"subject_id": "qu"}, {"body_id": "qu"})]
        answer = decide("2-4-5", case(package("city", filings=[FUNDS, *answers]), union_id="city"))
        assert {cell.row for cell in answer.cells} == {0}

    def test_what_the_superior_filed_of_another_matter_confirms_nothing(self):
        plan = filing("record_filing", date(YEAR, 3, 2), "integrity_plan", subject_id="qu")
        assert judged("2-4-5", [FUNDS, SENT, filed()], [plan]).status is Status.AWAITING_SUPERIOR

    def test_a_step_counts_from_its_own_day(self):
        rows, superior = [FUNDS, SENT, filed(date(YEAR, 4, 2))], [filed(date(YEAR, 4, 2))]
        assert judged("2-4-5", rows, superior, as_of=date(YEAR, 4, 1)).status is Status.AWAITING_SUPERIOR
        assert judged("2-4-5", rows, superior, as_of=date(YEAR, 4, 2)).status is Status.MET
        assert judged(
            "2-4-5", [vote("funds_committee_review", date(YEAR, 4, 2))], as_of=date(YEAR, 4, 2)
        ).reason.values["reason"].values["review"] == date(YEAR, 4, 2)


REVIEW = audit(kind="budget_review", report_on=date(YEAR, 1, 18), report_no="审〔2025〕1号")


class TestReviewedByReport:
    """The funds committee's review stands among the audits: no vote of it is known."""

    def test_it_is_a_review_before_the_budget_is_filed(self):
        def of(rows, report):
            return judged("2-4-5", rows, [filed()], audits=[report]).status

        assert of([SENT, filed()], REVIEW) is Status.MET
        assert of([filing("submission", date(YEAR, 1, 17)), filed()], REVIEW) is Status.BREACHED
        assert of([SENT, filed()], replace(REVIEW, opinion="returned")) is Status.BREACHED
        rejected = vote("funds_committee_review", outcome="rejected", day=date(YEAR, 1, 17))
        assert of([rejected, SENT, filed()], REVIEW) is Status.MET
        assert of([replace(rejected, date=date(YEAR, 1, 18)), SENT, filed()], REVIEW) is Status.BREACHED

    def test_the_earlier_of_vote_and_report_is_the_review(self):
        later = replace(REVIEW, report_on=date(YEAR, 2, 1), row=8)
        answer = judged("2-4-5", [FUNDS, SENT, filed()], [filed()], audits=[later])
        assert answer.status is Status.MET
        shown = {(one.file, one.row, one.column) for one in answer.cells}
        assert (f"unions/d1/qu/{YEAR}/audits.csv", 8, "report_on") in shown

    def test_audits_that_are_asked_for_and_not_given_may_hold_it(self):
        assert judged("2-4-5", [SENT, filed()], [filed()], audits=None).status is Status.NO_DATA
        assert judged("2-4-5", [replace(FUNDS, outcome="rejected")], audits=None).status is Status.BREACHED
        shop = case(package("shop", filings=[SENT], audits=None), union_id="shop")
        assert decide("2-4-5", shop).status is Status.BREACHED, "nobody asks it for audits"

    @pytest.mark.parametrize(
        ("number", "day", "status"),
        [
            ("审〔2025〕1号", LATER, Status.ATTESTED),
            (None, LATER, Status.NO_DATA),
            (None, date(YEAR, 3, 31), Status.NOT_DUE),
        ],
    )
    def test_of_the_topmost_union_its_number_attests(self, number, day, status):
        city = package("city", filings=[], audits=[replace(REVIEW, report_no=number)])
        assert decide("2-4-5", case(city, union_id="city", as_of=day)).status is status

    def test_without_votes_nobody_can_tell_how_it_passed(self):
        answer = judged("2-4-9", [COMMITTEE, SENT], audits=[replace(REVIEW, row=8)])
        assert (answer.status, answer.reason.text(ZH)) == (
            Status.ATTESTED,
            "本级委员会于2025年1月14日审查通过，经审委员会于2025年1月18日出具预算审查报告；没有经审委员会的表决记录",
        )
        assert 8 in {cell.row for cell in answer.cells}
        linked = replace(COMMITTEE, document_no=None, document_url="documents/minutes.pdf")
        assert judged("2-4-9", [linked], audits=[REVIEW]).status is Status.ATTESTED
        assert judged("2-4-9", [replace(COMMITTEE, document_no=None)], audits=[REVIEW]).status is Status.NO_DATA
        assert judged("2-4-9", [COMMITTEE], audits=[replace(REVIEW, report_no=None)]).status is Status.NO_DATA

    def test_what_the_committees_vote_shows_counts_all_the_same(self):
        assert judged("2-4-9", [vote(outcome="rejected")], audits=[REVIEW]).status is Status.BREACHED
        early = filing("submission", date(YEAR, 1, 17))
        answer = judged("2-4-9", [COMMITTEE, early], audits=[REVIEW])
        assert answer.reason.text(ZH) == "预算于2025年1月17日报上级，早于2025年1月18日的审查；期限为2025年3月31日，已过"
        on_the_day = filing("submission", date(YEAR, 1, 18))
        assert judged("2-4-9", [COMMITTEE, on_the_day], audits=[REVIEW]).status is Status.ATTESTED
        later = replace(COMMITTEE, date=date(YEAR, 1, 23))
        assert judged("2-4-9", [later, SENT], audits=[REVIEW]).status is Status.BREACHED
        assert (
            judged("2-4-9", [], audits=[REVIEW]).reason.text(ZH)
            == "没有本级委员会审查预算的记录；期限为2025年3月31日，已过"
        )
        assert (
            judged("2-4-9", []).reason.text(ZH) == "没有本级委员会、经审委员会审查预算的记录；期限为2025年3月31日，已过"
        )
        answer = judged("2-4-9", [FUNDS], audits=[replace(REVIEW, row=8)])
        assert answer.reason.text(ZH) == "没有本级委员会审查预算的记录；期限为2025年3月31日，已过"
        assert 8 not in {cell.row for cell in answer.cells}
        assert judged("2-4-9", [COMMITTEE]).reason.text(ZH) == "没有经审委员会审查预算的记录；期限为2025年3月31日，已过"

    def test_audits_not_given_may_hold_what_the_filings_lack(self):
        assert judged("2-4-9", [COMMITTEE], audits=None).status is Status.NO_DATA
        assert judged("2-4-9", [FUNDS], audits=None).status is Status.BREACHED
        assert judged("2-4-9", [], audits=None).status is Status.BREACHED


VOTED_KEPT = {
    "both carried": [COMMITTEE, FUNDS],
    "quorum exactly two thirds": [vote(present_count=18, votes_for=18), FUNDS],
    "one vote more than half": [vote(votes_for=14), FUNDS],
    "carried the second time": [vote(day=date(YEAR, 1, 2), outcome="rejected", votes_for=3), COMMITTEE, FUNDS],
    "sent on the day of the review": [COMMITTEE, FUNDS, filing("submission", date(YEAR, 1, 18))],
}


VOTED_BROKEN = {
    "committee did not vote": [FUNDS],
    "funds committee did not vote": [COMMITTEE],
    "voted down": [vote(outcome="rejected"), FUNDS],
    "exactly half is not more than half": [vote(due_count=28, votes_for=14), FUNDS],
    "sent the day before": [COMMITTEE, FUNDS, filing("submission", date(YEAR, 1, 17))],
    "only next year's budget was voted on": [vote(period_covered="2026"), FUNDS],
}


class TestBothCommittees:
    @pytest.mark.parametrize("rows", VOTED_KEPT.values(), ids=VOTED_KEPT)
    def test_kept(self, rows):
        assert judged("2-4-9", rows).status is Status.MET

    @pytest.mark.parametrize("rows", VOTED_BROKEN.values(), ids=VOTED_BROKEN)
    def test_broken(self, rows):
        assert judged("2-4-9", rows).status is Status.BREACHED
        assert judged("2-4-9", rows, as_of=date(YEAR, 3, 31)).status is Status.NOT_DUE

    def test_one_short_of_the_quorum_is_the_softer_half(self):
        answer = judged("2-4-9", [vote(present_count=17, votes_for=17), FUNDS])
        assert (answer.status, answer.weight) == (Status.BREACHED, Weight.WARNING)

    def test_the_body_that_did_not_vote_is_named(self):
        assert judged("2-4-9", [FUNDS]).reason.text(ZH) == "没有本级委员会审查预算的记录；期限为2025年3月31日，已过"

    @pytest.mark.parametrize("count", ["due_count", "present_count", "votes_for"])
    def test_without_counts_minutes_attest(self, count):
        assert judged("2-4-9", [vote(**{count: None}), FUNDS]).status is Status.ATTESTED
        linked = vote(**{count: None}, document_no=None, document_url="documents/minutes.pdf")
        assert judged("2-4-9", [linked, FUNDS]).status is Status.ATTESTED

    def test_missing(self):
        assert judged("2-4-9", None).status is Status.NO_DATA
        assert decide("2-4-9", case()).status is Status.NO_DATA

    def test_without_counts_and_minutes_there_is_no_data(self):
        bare = [vote(votes_for=None, document_no=None), FUNDS]
        assert judged("2-4-9", bare).status is Status.NO_DATA
        assert judged("2-4-9", bare, as_of=date(YEAR, 3, 31)).status is Status.NOT_DUE
