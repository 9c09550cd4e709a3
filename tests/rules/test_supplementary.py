"""X-1, and what holds for all of X-1 to X-8: the law beside the plan, off the scorecard, where parameters.csv switches it on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.rules.build import LATER, QU, YEAR, account, case, decide, dues, filing, package, policy  # fmt: skip
from tests.rules.supplementary import EXPIRED, LAST, NEXT, of, term, vote
from yangguang.core.language import ZH
from yangguang.records.oversight import Explanation
from yangguang.records.policy import Parameter
from yangguang.rules.catalogue import BY_CLAUSE, SUPPLEMENTARY, SUPPLEMENTARY_SECTION
from yangguang.rules.judge.model import Status, Weight
from yangguang.rules.judge.verdicts import judge, judge_supplementary

RULES = {rule.clause_id: rule for rule in SUPPLEMENTARY}


# The switch


def switched(value, start=date(2016, 1, 1), end=None, name="supplementary_x8"):
    return Parameter(
        name=name,
        effective_from=start,
        effective_to=end,
        value=value,
        unit="switch",
        basis="《会计法》第十一条",
        nature="statute",
    )


def verdicts(*rows, **facts):
    judged = case(package(dues=[dues()], **facts))
    return judge_supplementary(replace(judged, policy=replace(policy(), parameters=rows)))


SWITCHES = {
    "no row": ((), []),
    "on": ((switched("1"),), ["X-8"]),
    "off": ((switched("0"),), []),
    "on from the day that ends the year": ((switched("1", date(YEAR, 12, 31)),), ["X-8"]),
    "on from next year": ((switched("1", date(NEXT, 1, 1)),), []),
    "off again before the year ended": ((switched("1", end=date(YEAR, 12, 30)),), []),
    "switched off later": ((switched("1", end=date(YEAR, 12, 31)), switched("0", date(NEXT, 1, 1))), ["X-8"]),
}


@pytest.mark.parametrize(("rows", "expected"), SWITCHES.values(), ids=SWITCHES)
def test_a_rule_judges_the_years_in_which_it_is_switched_on(rows, expected):
    assert [one.rule.clause_id for one in verdicts(*rows)] == expected


def test_a_verdict_quotes_the_basis_of_the_switch():
    (one,) = verdicts(switched("1"))
    assert (one.clause.text, one.clause.section) == ("《会计法》第十一条", SUPPLEMENTARY_SECTION)
    assert one.clause.clause_id == one.rule.clause_id == "X-8"


def test_what_the_union_says_stands_beside_the_verdict():
    said = Explanation(explanation_id="E1", subject="X-8", kind="other", text="系统更换", date=date(YEAR, 5, 1))
    (one,) = verdicts(switched("1"), explanations=[said])
    assert one.explanations == ("系统更换",)


def test_the_family_stands_apart_from_the_plan():
    assert [rule.clause_id for rule in SUPPLEMENTARY] == [f"X-{n}" for n in range(1, 9)]
    assert all(rule.supplementary and rule.switch == f"supplementary_x{rule.clause_id[2:]}" for rule in SUPPLEMENTARY)
    assert not any(rule.supplementary for rule in BY_CLAUSE.values())
    assert {one.rule.clause_id for one in judge(case(package()))}.isdisjoint(RULES)
    hard = {rule.clause_id for rule in SUPPLEMENTARY if rule.weight is Weight.HARD}
    assert hard == {"X-6", "X-8"}
    assert all(rule.weight is Weight.WARNING for rule in SUPPLEMENTARY if rule.clause_id not in hard)


def test_every_switch_is_a_row_of_the_portal_with_a_basis():
    for rule in SUPPLEMENTARY:
        rows = policy().history(rule.switch)
        assert rows
        assert all(row.unit == "switch" and row.value in {"0", "1"} and row.basis for row in rows)


def test_a_union_that_did_not_exist_is_judged_by_none():
    gone = case(unions=of(QU, dissolved_on=date(LAST, 12, 31)))
    assert {one.status for one in judge_supplementary(gone)} == {Status.NOT_APPLICABLE}


X1_KEPT = {
    "elected in the year": [vote()],
    "elected on the first day of the year the term began": [vote(day=date(YEAR - 2, 1, 1))],
    "the later of two votes": [vote(outcome="rejected", day=date(YEAR, 2, 1)), vote()],
}


X1_BROKEN = {
    "no record": [],
    "a vote that failed": [vote(outcome="rejected")],
    "before the term": [vote(day=date(YEAR - 3, 12, 31))],
    "not of the congress": [filing("committee_review", date(YEAR, 3, 1), "funds_committee_election")],
    "the union itself, not the committee": [vote("union_election")],
    "after the day of judgement": [vote(day=date(NEXT, 7, 16))],
}


@pytest.mark.parametrize("filings", X1_KEPT.values(), ids=X1_KEPT)
def test_x1_kept(filings):
    assert decide("X-1", case(*term(*filings))).status is Status.MET


@pytest.mark.parametrize("filings", X1_BROKEN.values(), ids=X1_BROKEN)
def test_x1_broken(filings):
    assert decide("X-1", case(*term(*filings))).status is Status.BREACHED
    assert decide("X-1", case(*term(*filings), as_of=date(YEAR, 12, 31))).status is Status.NOT_DUE


def test_x1_neither():
    assert decide("X-1", case(*term(accounts=()))).status is Status.NOT_APPLICABLE
    assert decide("X-1", case(*term(), unions=of(QU, term_start=None))).status is Status.NO_DATA
    assert decide("X-1", case(*term(), unions=of(QU, term_start=date(NEXT, 1, 1)))).status is Status.NOT_APPLICABLE
    silent = decide("X-1", case(*term(missing=[LAST])))
    assert (silent.status, str(LAST) in silent.reason.text(ZH)) == (Status.NO_DATA, True)
    assert decide("X-1", case(*term(vote(), missing=[LAST]))).status is Status.MET
    assert decide("X-1", case(*term(filings=None))).status is Status.NO_DATA
    assert decide("X-1", case(*term(accounts=None))).status is Status.NO_DATA


def test_x1_and_x3_a_year_in_part_may_lack_the_vote():
    halfway = [*term()[:-1], package(accounts=[account()], stage="midyear")]
    for day, status in (
        (date(YEAR, 8, 1), Status.NOT_DUE),
        (date(NEXT, 6, 30), Status.NOT_DUE),
        (LATER, Status.NO_DATA),
    ):
        assert decide("X-1", case(*halfway, as_of=day)).status is status
        assert decide("X-3", case(*halfway, unions=EXPIRED, as_of=day)).status is status
    before = [*term(missing=[LAST]), package(year=LAST, stage="midyear")]
    assert decide("X-1", case(*before)).status is Status.NO_DATA
    none_of_its_own = case(package(accounts=[], stage="midyear"))
    assert decide("X-1", none_of_its_own).status is Status.NO_DATA


def test_x1_names_the_vote():
    votes = [replace(vote(day=date(YEAR, 4, 1)), row=2), replace(vote(), row=3)]
    answer = decide("X-1", case(*term(*votes)))
    assert "2025年4月1日" in answer.reason.text(ZH)
    assert {cell.column for cell in answer.cells} == {"subject", "date", "outcome", "term_start"}


def test_x1_a_term_that_begins_in_the_year_is_judged():
    begun = of(QU, term_start=date(YEAR, 1, 1))
    assert decide("X-1", case(*term(vote()), unions=begun)).status is Status.MET
    assert decide("X-1", case(*term(), unions=begun)).status is Status.BREACHED


def test_x1_a_vote_counts_from_its_own_day():
    assert decide("X-1", case(*term(vote(day=LATER)))).status is Status.MET


def test_x1_says_which_table_is_lacking():
    assert "审查审批备案报送" in decide("X-1", case(*term(filings=None))).reason.text(ZH)
    assert decide("X-1", case()).status is Status.NO_DATA
