"""2-4-3 and 2-4-4: members are heard, and all of the budget's clauses taken together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from tests.rules.build import CITY, LATER, QU, SHOP, YEAR, account, case, decide, package, project, vote, work
from yangguang.core.language import ZH
from yangguang.core.sentence import say
from yangguang.rules.catalogue import BY_CLAUSE
from yangguang.rules.judge.model import Answer, Status
from yangguang.rules.judge.verdicts import judge


def heard(day: date = date(YEAR, 1, 6), **facts):
    return work("consultation", day, **({"attended_count": 60} | facts))


LAST_YEAR = vote(day=date(YEAR - 1, 1, 14))


HEARD = {
    "before the review": [heard()],
    "on the day of the review": [heard(date(YEAR, 1, 14))],
    "ended on the day of the review": [heard(end_date=date(YEAR, 1, 14))],
    "once before and once after": [heard(), heard(date(YEAR, 2, 1), activity_id="A2")],
}


UNHEARD = {
    "nobody": [],
    "the day after the review": [heard(date(YEAR, 1, 15))],
    "ended after the review": [heard(end_date=date(YEAR, 1, 15))],
    "nobody came": [heard(attended_count=0)],
    "something else": [work("policy_study", date(YEAR, 1, 6), attended_count=60)],
}


class TestHeard:
    def judged(self, *rows, filings=None, before=(), last=(LAST_YEAR,), as_of=LATER, **facts):
        given = package(activities=rows, filings=[vote()] if filings is None else filings, **facts)
        return decide("2-4-4", case(given, package(year=YEAR - 1, activities=before, filings=last), as_of=as_of))

    @pytest.mark.parametrize("rows", HEARD.values(), ids=HEARD)
    def test_kept(self, rows):
        assert self.judged(*rows).status is Status.MET

    @pytest.mark.parametrize("rows", UNHEARD.values(), ids=UNHEARD)
    def test_broken(self, rows):
        assert self.judged(*rows).status is Status.BREACHED
        assert self.judged(*rows, as_of=date(YEAR, 3, 31)).status is Status.NOT_DUE

    def test_last_years_record_counts_after_last_years_review(self):
        assert self.judged(before=[heard(date(YEAR - 1, 11, 20))]).status is Status.MET
        assert self.judged(before=[heard(date(YEAR - 1, 1, 15))]).status is Status.MET
        assert self.judged(before=[heard(date(YEAR - 1, 1, 14))]).status is Status.BREACHED

    def test_without_last_years_review_its_deadline_tells_the_years_apart(self):
        answer = self.judged(before=[heard(date(YEAR - 1, 11, 20), row=4)], last=())
        assert answer.status is Status.MET
        assert (f"unions/d1/qu/{YEAR - 1}/activities.csv", 4) in {(one.file, one.row) for one in answer.cells}
        assert self.judged(before=[heard(date(YEAR - 1, 11, 20))], last=None).status is Status.MET
        assert self.judged(before=[heard(date(YEAR - 1, 4, 1))], last=()).status is Status.MET
        assert self.judged(before=[heard(date(YEAR - 1, 3, 31))], last=()).status is Status.BREACHED

    def test_without_last_year(self):
        assert decide("2-4-4", case(package(activities=[heard()], filings=[vote()]))).status is Status.MET

    def test_without_a_review_nothing_can_be_compared(self):
        assert self.judged(heard(), filings=[]).status is Status.NO_DATA
        assert self.judged(heard(), filings=[], as_of=date(YEAR, 3, 31)).status is Status.NOT_DUE
        assert self.judged(heard(), filings=[], as_of=date(YEAR, 4, 1)).status is Status.NO_DATA

    def test_without_a_count_evidence_attests(self):
        assert self.judged(heard(attended_count=None, document_no="1")).status is Status.ATTESTED
        assert self.judged(heard(attended_count=None, document_url="https://example.org/1")).status is Status.ATTESTED
        assert self.judged(heard(attended_count=None)).status is Status.NO_DATA
        assert self.judged(heard(attended_count=None), as_of=date(YEAR, 3, 31)).status is Status.NOT_DUE
        assert self.judged(heard(attended_count=None), heard(activity_id="A2")).status is Status.MET

    def test_evidence_of_one_is_enough(self):
        rows = [heard(attended_count=None), heard(attended_count=None, document_no="1", activity_id="A2")]
        assert self.judged(*rows).status is Status.ATTESTED

    def test_the_last_review_counts(self):
        between = heard(date(YEAR, 1, 20))
        assert self.judged(between, filings=[vote(), vote(day=date(YEAR, 1, 25))]).status is Status.MET
        assert self.judged(between, filings=[vote(day=date(YEAR, 1, 25)), vote()]).status is Status.MET

    def test_last_years_other_work_is_no_hearing(self):
        assert self.judged(before=[work("policy_study", date(YEAR - 1, 11, 20))]).status is Status.BREACHED

    def test_a_hearing_may_stand_in_books_never_disclosed(self):
        """Each union's first year here: the budget of January was discussed in the autumn before."""
        new = (CITY, replace(QU, founded_on=date(YEAR, 1, 2)), SHOP)
        given = package(activities=[], filings=[vote()])
        hidden = package(year=YEAR - 1, activities=None, filings=[LAST_YEAR])
        for before in ([], [hidden], [package(year=YEAR - 1, stage="midyear")]):
            assert decide("2-4-4", case(given, *before)).status is Status.NO_DATA
            assert decide("2-4-4", case(given, *before, as_of=date(YEAR, 3, 31))).status is Status.NOT_DUE
            assert decide("2-4-4", case(given, *before, as_of=date(YEAR, 4, 1))).status is Status.NO_DATA
        answer = decide("2-4-4", case(given))
        assert answer.reason.text(ZH).endswith("；2024年的数据没有公开，无法核查")
        assert decide("2-4-4", case(given, unions=new)).status is Status.BREACHED
        unknown = (CITY, replace(QU, founded_on=None), SHOP)
        assert decide("2-4-4", case(given, package(year=YEAR - 1), unions=unknown)).status is Status.BREACHED

    def test_a_hearing_may_stand_in_the_rest_of_this_years_books(self):
        early = package(activities=[], filings=[vote()], stage="midyear")
        for day, status in ((date(YEAR, 4, 1), Status.NOT_DUE), (LATER, Status.NO_DATA)):
            assert decide("2-4-4", case(early, package(year=YEAR - 1), as_of=day)).status is status

    def test_next_years_draft_is_no_review_of_this_years_budget(self):
        draft = vote(day=date(YEAR, 12, 10))
        assert self.judged(heard(date(YEAR, 11, 20)), filings=[vote(), draft]).status is Status.BREACHED
        before = {"before": [heard(date(YEAR - 1, 11, 20))], "last": [LAST_YEAR, vote(day=date(YEAR - 1, 12, 10))]}
        assert self.judged(**before).status is Status.MET
        drafted = {
            "before": [heard(date(YEAR - 1, 11, 20))],
            "last": [vote(day=date(YEAR - 1, 12, 10), period_covered="2025")],
        }
        shown = {cell.file for cell in self.judged(filings=[], **drafted).cells if cell.column == "date"}
        assert f"unions/d1/qu/{YEAR - 1}/filings.csv" in shown

    def test_what_is_heard_tomorrow(self):
        late = {"filings": [vote(day=date(YEAR, 4, 10))]}
        assert self.judged(heard(date(YEAR, 4, 9)), **late, as_of=date(YEAR, 4, 8)).status is Status.NO_DATA
        assert self.judged(heard(date(YEAR, 4, 9)), **late, as_of=date(YEAR, 4, 10)).status is Status.MET
        assert self.judged(heard(date(YEAR, 4, 11)), **late, as_of=date(YEAR, 4, 10)).status is Status.BREACHED

    def test_the_most_that_came_are_named(self):
        answer = self.judged(heard(), heard(activity_id="A2", attended_count=80))
        assert answer.reason.text(ZH) == "预算审查前征求意见 2 次，最多 80 人参加"

    def test_missing_tables(self):
        for gap, title in (("activities", "工作记录"), ("filings", "审查审批备案报送")):
            answer = decide("2-4-4", case(package(**{gap: None})))
            assert answer.status is Status.NO_DATA
            assert title in answer.reason.text(ZH)
        assert decide("2-4-4", case()).status is Status.NO_DATA


class TestComposite:
    def judged(self, **given):
        answers = {f"2-4-{number[1:]}": Answer(status=status, reason=say("x")) for number, status in given.items()}
        return decide("2-4-1", replace(case(), given=answers))

    def test_all_kept(self):
        answer = self.judged(n2=Status.MET, n3=Status.MET, n8=Status.NOT_APPLICABLE)
        assert (answer.status, answer.reason.text(ZH)) == (Status.MET, "预算管理适用的 2 条中符合 2 条（100.0%）")

    @pytest.mark.parametrize(
        ("worse", "than"),
        [
            *pairwise(
                [Status.BREACHED, Status.NO_DATA, Status.AWAITING_SUPERIOR, Status.NOT_DUE, Status.ATTESTED, Status.MET]
            )
        ],
    )
    def test_the_worst_part_answers(self, worse, than):
        answer = self.judged(n2=than, n11=worse, n9=worse)
        assert answer.status is worse
        assert answer.reason.text(ZH).endswith("：2-4-11、2-4-9")

    def test_the_share_counts_what_applies(self):
        answer = self.judged(n2=Status.MET, n3=Status.BREACHED, n4=Status.ATTESTED, n5=Status.NOT_APPLICABLE)
        assert answer.reason.text(ZH) == "预算管理适用的 3 条中符合 1 条（33.3%）；不符合：2-4-3"

    def test_nothing_applies(self):
        assert self.judged(n2=Status.NOT_APPLICABLE).status is Status.NOT_APPLICABLE
        assert self.judged().status is Status.NOT_APPLICABLE

    def test_other_clauses_are_no_part_of_it(self):
        answers = {"2-5-8": Answer(status=Status.BREACHED, reason=say("x"))}
        assert decide("2-4-1", replace(case(), given=answers)).status is Status.NOT_APPLICABLE

    def test_what_no_part_was_asked_for_is_not_asked(self):
        lacking = Answer(status=Status.NO_DATA, reason=say("x"), asked=False)
        assert not decide("2-4-1", replace(case(), given={"2-4-2": lacking})).asked
        both = {"2-4-2": lacking, "2-4-3": replace(lacking, asked=True)}
        assert decide("2-4-1", replace(case(), given=both)).asked

    def test_it_rests_on_the_answers_given_in_the_case(self):
        verdicts = {one.rule.clause_id: one for one in judge(case(package(projects=[project()], accounts=[account()])))}
        parts = BY_CLAUSE["2-4-1"].parts
        assert parts == tuple(f"2-4-{number}" for number in range(2, 12))
        applicable = [verdicts[name] for name in parts if verdicts[name].status is not Status.NOT_APPLICABLE]
        assert verdicts["2-4-1"].answer.reason.values["count"].values["n"] == len(applicable)
        (alone,) = judge(case(package(projects=[project()], accounts=[account()])), (BY_CLAUSE["2-4-1"],))
        assert alone.answer == verdicts["2-4-1"].answer
