"""2-4-5, 2-4-9, 2-4-10, 2-4-11: the budget before both committees and the superior, and of those below."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.rules.build import (
    CITY,
    LATER,
    QU,
    SHOP,
    STREET,
    YEAR,
    account,
    audit,
    case,
    decide,
    filing,
    inspection,
    package,
    union,
    vote,
)
from yangguang.core.language import ZH
from yangguang.rules.judge.model import Status, Weight

COMMITTEE = vote()
FUNDS = vote("funds_committee_review", date(YEAR, 1, 18))
SENT = filing("submission", date(YEAR, 1, 22))
TOTAL = Decimal(100)


def approval(day: date = date(YEAR, 2, 10), **facts):
    return filing("superior_approval", day, **({"amount": TOTAL, "document_no": "市批1号", "body_id": "city"} | facts))


def filed(day: date = date(YEAR, 2, 24), **facts):
    return filing("record_filing", day, **({"document_no": "市备1号", "body_id": "city"} | facts))


def judged(clause: str, own, superior=(), as_of=date(2026, 7, 15), **facts):
    qu = package(**{"accounts": [account()]} | facts, filings=own)
    city = [] if superior is None else [package("city", filings=superior)]
    return decide(clause, case(qu, *city, as_of=as_of))


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


# Steps of December that name no year: in this year's books they may be of next year's budget, in last year's of this one.

DECEMBER = date(YEAR, 12, 10)
BEFORE_IT = date(YEAR - 1, 12, 10)
STEPS = {
    "2-4-5": ([FUNDS, SENT, filed()], "funds_committee_review"),
    "2-4-9": ([COMMITTEE, FUNDS], "committee_review"),
    "2-4-10": ([COMMITTEE, FUNDS, SENT, filing("superior_approval", date(YEAR, 2, 10), amount=TOTAL)], "submission"),
}


class TestDrafting:
    """A budget is drafted in the last months of the year before."""

    def judged(self, clause, *rows, last=(), theirs=(), **when):
        given = [package(accounts=[account()], filings=rows), package(year=YEAR - 1, filings=last)]
        return decide(clause, case(*given, package("city", filings=theirs), **when))

    @pytest.mark.parametrize("clause", STEPS)
    def test_next_years_draft_changes_nothing_of_this_years_budget(self, clause):
        rows, step = STEPS[clause]
        known = self.judged(clause, *rows)
        for day in (date(YEAR, 10, 1), DECEMBER, date(YEAR + 1, 1, 14)):
            for outcome in ("passed", "rejected"):
                assert self.judged(clause, *rows, vote(step, day, outcome=outcome)) == known

    @pytest.mark.parametrize("step", ["superior_approval", "record_filing"])
    def test_nor_does_what_the_superior_says_of_it(self, step):
        clause = "2-4-10" if step == "superior_approval" else "2-4-5"
        early = filing(step, date(YEAR, 2, 10), amount=TOTAL, subject_id="qu", document_no="1")
        own = [COMMITTEE, FUNDS, SENT]
        returned = replace(early, date=DECEMBER, outcome="returned", filing_id="2")
        assert self.judged(clause, *own, theirs=[early]).status is Status.MET
        assert self.judged(clause, *own, theirs=[early, returned]).status is Status.MET
        assert self.judged(clause, *own, theirs=[early, replace(returned, period_covered="2025")]).status is (
            Status.BREACHED
        )

    def test_until_the_half_year_is_told_a_step_is_of_its_own_year(self):
        late = [COMMITTEE, vote("funds_committee_review", date(YEAR, 9, 30))]
        assert self.judged("2-4-9", *late).status is Status.MET
        assert self.judged("2-4-9", COMMITTEE, vote("funds_committee_review", date(YEAR, 10, 1))).status is (
            Status.NO_DATA
        )

    @pytest.mark.parametrize("clause", STEPS)
    def test_a_step_that_may_be_of_either_year_blames_nobody(self, clause):
        rows, step = STEPS[clause]
        lacking = [row for row in rows if row.step not in {step, "superior_approval"}]
        assert self.judged(clause, *lacking).status is Status.BREACHED
        for here, before in ((DECEMBER, None), (None, BEFORE_IT)):
            open_ = [[vote(step, day)] if day else [] for day in (here, before)]
            answer = self.judged(clause, *lacking, *open_[0], last=open_[1])
            assert answer.status is Status.NO_DATA
            assert f"{(here or before).year}年12月10日的记录没有写明是哪一年的预算" in answer.reason.text(ZH)
            assert {"period_covered"} < {cell.column for cell in answer.cells}
            when = date(YEAR, 3, 31)
            assert self.judged(clause, *lacking, *open_[0], last=open_[1], as_of=when).status is Status.NOT_DUE
        named = vote(step, BEFORE_IT, period_covered=str(YEAR - 1))
        in_its_own_time = vote(step, date(YEAR - 1, 1, 18))
        for other in (named, in_its_own_time):
            assert self.judged(clause, *lacking, last=[other]).status is Status.BREACHED
        assert self.judged(clause, *lacking, last=None).status is Status.BREACHED

    def test_a_step_of_last_year_that_names_this_one_is_taken(self):
        drafted = [
            replace(vote(step, BEFORE_IT, period_covered=str(YEAR)), row=row)
            for row, step in enumerate(("committee_review", "funds_committee_review", "submission"), 2)
        ]
        answer = self.judged("2-4-9", last=drafted)
        assert answer.status is Status.MET
        assert {cell.file for cell in answer.cells} == {f"unions/d1/qu/{YEAR - 1}/filings.csv"}
        assert self.judged("2-4-9", vote(outcome="rejected"), last=drafted).status is Status.BREACHED
        assert self.judged(
            "2-4-10", filing("superior_approval", date(YEAR, 1, 9), amount=TOTAL), last=drafted
        ).status is (Status.AWAITING_SUPERIOR)

    @pytest.mark.parametrize("clause", STEPS)
    def test_what_a_budget_package_does_not_show_yet_blames_nobody(self, clause):
        own = package(accounts=[account()], filings=[vote(outcome="rejected")], stage="budget")
        for day, status in ((date(YEAR, 4, 1), Status.NOT_DUE), (date(YEAR, 10, 1), Status.NO_DATA)):
            assert decide(clause, case(own, as_of=day)).status is status
        halfway = replace(own, descriptor=replace(own.descriptor, stage="midyear"))
        assert decide(clause, case(halfway, as_of=date(YEAR, 4, 1))).status is Status.BREACHED


APPROVED_OWN = [COMMITTEE, FUNDS, SENT]
APPROVED_KEPT = {
    "same number, day and total": ([*APPROVED_OWN, approval()], [approval()]),
    "only the superior records it": (APPROVED_OWN, [approval(subject_id="qu")]),
    "the reviews are another clause's matter": ([SENT, approval()], [approval()]),
    "approved without a record that it was sent": ([COMMITTEE, FUNDS, approval()], [approval()]),
    "returned by the superior first": (
        [*APPROVED_OWN, approval()], [approval(date(YEAR, 2, 1), outcome="returned"), approval()],
    ),
}  # fmt: skip
APPROVED_BROKEN = {
    "a cent off the budget": (
        [*APPROVED_OWN, approval(amount=Decimal("100.01"))],
        [approval(amount=Decimal("100.01"))],
    ),
    "superior approved another total": ([*APPROVED_OWN, approval()], [approval(amount=Decimal(99))]),
    "superior names another day": ([*APPROVED_OWN, approval()], [approval(date(YEAR, 2, 11))]),
    "superior names another number": ([*APPROVED_OWN, approval()], [approval(document_no="市批9号", subject_id="qu")]),
    "superior returned it": ([*APPROVED_OWN, approval()], [approval(outcome="returned")]),
    "never sent": ([COMMITTEE, FUNDS], []),
    "approved before it was sent": ([*APPROVED_OWN, approval(date(YEAR, 1, 21))], []),
    "sent before the second review": ([COMMITTEE, FUNDS, filing("submission", date(YEAR, 1, 17))], []),
}
APPROVED_WAITING = {
    "superior silent": ([*APPROVED_OWN, approval()], None),
    "superior does not mention it": ([*APPROVED_OWN, approval()], []),
    "sent, not answered": (APPROVED_OWN, []),
}


class TestApproved:
    @pytest.mark.parametrize(("own", "superior"), APPROVED_KEPT.values(), ids=APPROVED_KEPT)
    def test_kept(self, own, superior):
        assert judged("2-4-10", own, superior).status is Status.MET

    @pytest.mark.parametrize(("own", "superior"), APPROVED_BROKEN.values(), ids=APPROVED_BROKEN)
    def test_broken(self, own, superior):
        assert judged("2-4-10", own, superior).status is Status.BREACHED
        assert judged("2-4-10", own, superior, as_of=date(YEAR, 3, 31)).status is Status.NOT_DUE

    @pytest.mark.parametrize(("own", "superior"), APPROVED_WAITING.values(), ids=APPROVED_WAITING)
    def test_waiting(self, own, superior):
        assert judged("2-4-10", own, superior).status is Status.AWAITING_SUPERIOR

    def test_two_different_records_are_both_quoted(self):
        superior = [approval(document_no="市批2号", subject_id="qu")]
        answer = judged("2-4-10", [*APPROVED_OWN, approval()], superior)
        assert answer.reason.text(ZH) == (
            "本会记录2025年2月10日批准（市批1号），上级工会记录2025年2月10日批准（市批2号），不一致；期限为2025年3月31日，已过"
        )
        later = [approval(date(YEAR, 2, 11), document_no=None, subject_id="qu")]
        assert judged("2-4-10", [*APPROVED_OWN, approval()], later).reason.text(ZH) == (
            "本会记录2025年2月10日批准（市批1号），上级工会记录2025年2月11日批准（无文号），不一致；期限为2025年3月31日，已过"
        )
        numbered = [approval(date(YEAR, 2, 11), subject_id="qu")]
        assert judged("2-4-10", [*APPROVED_OWN, approval(document_no=None)], numbered).reason.text(ZH) == (
            "本会记录2025年2月10日批准（无文号），上级工会记录2025年2月11日批准（市批1号），不一致；期限为2025年3月31日，已过"
        )

    @pytest.mark.parametrize(("own", "theirs"), [("市批1号", None), (None, "市批1号"), (None, None)])
    def test_a_number_that_one_side_left_empty_contradicts_nothing_and_confirms_nothing(self, own, theirs):
        given = [*APPROVED_OWN, approval(document_no=own)], [approval(document_no=theirs, subject_id="qu")]
        answer = judged("2-4-10", *given)
        assert answer.status is Status.NO_DATA
        assert answer.reason.text(ZH) == "双方都记录上级于2025年2月10日批准，但没有填全批准文号，无法核对"
        assert judged("2-4-10", *given, as_of=date(YEAR, 3, 31)).status is Status.NOT_DUE
        assert judged("2-4-10", given[0]).status is Status.AWAITING_SUPERIOR

    def test_without_a_record_of_its_own_the_superiors_needs_no_number(self):
        assert judged("2-4-10", APPROVED_OWN, [approval(document_no=None, subject_id="qu")]).status is Status.MET

    def test_an_approval_without_its_total_cannot_be_checked(self):
        assert (
            judged("2-4-10", [*APPROVED_OWN, approval(amount=None)], [approval(amount=None)]).status is Status.NO_DATA
        )

    def test_the_topmost_union_has_nobody_to_ask(self):
        assert (
            decide("2-4-10", case(package("city", accounts=[account()]), union_id="city")).status
            is Status.NOT_APPLICABLE
        )

    def test_the_superiors_cells_are_shown(self):
        answer = judged("2-4-10", [*APPROVED_OWN, approval()], [approval()])
        assert "unions/d1/city/2025/filings.csv" in {cell.file for cell in answer.cells}

    def test_of_several_records_of_the_superior_the_last_is_shown(self):
        early = replace(approval(date(YEAR - 1, 12, 20), outcome="returned", period_covered="2025"), row=7)
        books = package("city", year=YEAR - 1, filings=[early])
        own = package(accounts=[account()], filings=[*APPROVED_OWN, replace(approval(), row=4)])
        answer = decide("2-4-10", case(own, books, package("city", filings=[replace(approval(), row=9)])))
        theirs = {(cell.file, cell.row) for cell in answer.cells if "/city/" in cell.file}
        assert (answer.status, theirs) == (Status.MET, {("unions/d1/city/2025/filings.csv", 9)})

    @pytest.mark.parametrize("missing", ["accounts", "filings"])
    def test_missing(self, missing):
        assert decide("2-4-10", case(package(**{"accounts": [account()], missing: None}))).status is Status.NO_DATA


def review(union_id: str, day: date = date(YEAR, 2, 20), **facts):
    return replace(inspection(union_id, day, "project_review"), **facts)


LEAF = union("leaf", "qu", "grassroots", "standard")
BELOW = (CITY, QU, STREET, SHOP, LEAF)


class TestBelow:
    def judged(self, *rows, below=None, unions=BELOW, as_of=LATER, **facts):
        """`below` is what STREET's own books show (None: the same as QU's); LEAF is not asked for such a table."""
        told = [row for row in rows if row.inspected_id == "street"] if below is None else below
        theirs = [package("street", inspections=told), package("leaf", inspections=None)]
        return decide("2-4-11", case(package(inspections=rows, **facts), *theirs, unions=unions, as_of=as_of))

    def test_all_with_projects(self):
        answer = self.judged(review("street"), review("leaf"))
        assert answer.status is Status.MET
        assert answer.reason.text(ZH) == "应评审直管工会 2 个，已评审 2 个"

    def test_some_is_the_softer_half(self):
        answer = self.judged(review("street"))
        assert (answer.status, answer.weight) == (Status.BREACHED, Weight.WARNING)
        assert answer.reason.text(ZH).endswith("尚未评审：LEAF")
        assert self.judged(review("street"), as_of=date(YEAR, 12, 31)).status is Status.NOT_DUE

    @pytest.mark.parametrize(
        "rows",
        [
            [],
            [inspection("street"), inspection("leaf")],
            [review("street", date(YEAR - 1, 12, 31)), review("leaf", date(YEAR + 1, 1, 1))],
            [review("shop"), review("city")],
        ],
    )
    def test_none(self, rows):
        answer = self.judged(*rows)
        assert (answer.status, answer.weight) == (Status.BREACHED, None)
        assert self.judged(*rows, as_of=date(YEAR, 12, 31)).status is Status.NOT_DUE

    def test_a_review_counts_from_its_own_day(self):
        rows = [review("street"), review("leaf", date(YEAR, 3, 1))]
        assert self.judged(*rows, as_of=date(YEAR, 2, 28)).status is Status.NOT_DUE
        assert self.judged(*rows, as_of=date(YEAR, 3, 1)).status is Status.MET

    def test_what_the_subordinate_does_not_show_on_that_day_is_to_be_confirmed(self):
        rows = [review("street"), review("leaf")]
        assert self.judged(*rows, below=[review("street")]).status is Status.MET
        both = [review("street"), review("street", date(YEAR, 2, 21))]
        assert self.judged(*rows, below=both).status is Status.MET
        apart = [review("street"), review("leaf", date(YEAR, 2, 21))]
        assert self.judged(*apart, below=[review("street", date(YEAR, 2, 21))]).status is Status.AWAITING_SUPERIOR
        others = [review("street", date(YEAR, 2, 21)), inspection("street", date(YEAR, 2, 20)), review("shop")]
        for told in ([], *([other] for other in others)):
            answer = self.judged(*rows, below=told)
            assert answer.status is Status.AWAITING_SUPERIOR
            assert answer.reason.text(ZH) == "应评审直管工会 2 个，已评审 2 个；STREET的数据中没有同日的评审记录"

    def test_a_subordinate_without_its_table_or_package_has_not_confirmed_it(self):
        own = package(inspections=[review("street"), review("leaf")])
        for given in ([], [package("street", inspections=None)]):
            assert decide("2-4-11", case(own, *given, unions=BELOW)).status is Status.AWAITING_SUPERIOR

    def test_whom_nobody_asks_for_the_table_is_not_waited_for_but_heard(self):
        own, street = (
            package(inspections=[review("street"), review("leaf")]),
            package("street", inspections=[review("street")]),
        )

        def with_leaf(*rows):
            return decide("2-4-11", case(own, street, package("leaf", inspections=rows), unions=BELOW)).status

        assert with_leaf() is Status.MET
        assert with_leaf(review("leaf")) is Status.MET
        assert with_leaf(review("leaf", date(YEAR, 2, 21))) is Status.AWAITING_SUPERIOR
        gone = (CITY, QU, replace(STREET, dissolved_on=date(YEAR, 12, 1)), SHOP, LEAF)
        assert decide("2-4-11", case(own, unions=gone)).status is Status.MET

    def test_what_a_union_that_owes_no_projects_records_is_not_compared(self):
        shop = package("shop", inspections=[review("shop", date(YEAR, 2, 21))])
        street = package("street", inspections=[review("street")])
        judged = case(package(inspections=[review("street"), review("leaf")]), shop, street, unions=BELOW)
        assert decide("2-4-11", judged).status is Status.MET

    def test_unions_without_a_budget_to_review_do_not_count(self):
        assert self.judged(unions=(CITY, QU, SHOP)).status is Status.NOT_APPLICABLE
        for facts in ({"founded_on": date(YEAR, 4, 1)}, {"dissolved_on": date(YEAR, 3, 31)}):
            gone = (CITY, QU, replace(STREET, **facts), SHOP)
            assert self.judged(unions=gone).status is Status.NOT_APPLICABLE
        for facts in ({"founded_on": date(YEAR, 3, 31)}, {"dissolved_on": date(YEAR, 4, 1)}, {"founded_on": None}):
            there = (CITY, QU, replace(STREET, **facts), SHOP)
            assert self.judged(unions=there).status is Status.BREACHED

    def test_missing_table(self):
        assert decide("2-4-11", case(package(inspections=None))).status is Status.NO_DATA
        assert decide("2-4-11", case()).status is Status.NO_DATA


def test_an_approval_of_a_budget_that_is_unknown_cannot_be_compared():
    answer = judged("2-4-10", [*APPROVED_OWN, approval()], [approval()], accounts=[account(), account("50502", None)])
    assert answer.status is Status.NO_DATA
