"""2-4-11: the budgets of those below are reviewed and approved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.rules.budget_path import APPROVED_OWN, approval, judged
from tests.rules.build import CITY, LATER, QU, SHOP, STREET, YEAR, account, case, decide, inspection, package, union
from yangguang.core.language import ZH
from yangguang.rules.judge.model import Status, Weight


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
