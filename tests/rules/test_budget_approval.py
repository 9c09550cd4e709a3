"""2-4-10: the budget drafted step by step, and approved as it was filed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.rules.budget_path import APPROVED_OWN, COMMITTEE, FUNDS, SENT, TOTAL, approval, filed, judged
from tests.rules.build import YEAR, account, case, decide, filing, package, vote
from yangguang.core.language import ZH
from yangguang.rules.judge.model import Status

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

    def test_what_the_superior_approved_is_shown_beside_what_the_union_says_of_it(self):
        answer = judged("2-4-10", [*APPROVED_OWN, approval()], [approval(subject_id="qu", body_id="city")])
        shown = {(cell.file.split("/")[2], cell.column) for cell in answer.cells if "filings" in cell.file}
        assert shown >= {(union, column) for union in ("qu", "city") for column in ("amount", "document_no")}

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
