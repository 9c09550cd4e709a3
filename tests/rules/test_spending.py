"""2-5-8 and 2-5-9: budgets not above last year's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.rules.build import CITY, QU, YEAR, account, case, decide, package, spent
from yangguang.core.language import ZH
from yangguang.rules.judge.model import Status, Weight

LAST = YEAR - 1


def three_public(now, before, **when):
    given = [package(three_public=now)]
    if before != "no package":
        given.append(package(year=LAST, three_public=before))
    return decide("2-5-8", case(*given, **when))


THREE_PUBLIC_KEPT = {
    "equal": ([spent(initial="118000")], [spent(initial="118000")]),
    "a cent less": ([spent(initial="117999.99")], [spent(initial="118000")]),
    "nothing occurred in either year": ([], []),
    "nothing occurs any more": ([], [spent()]),
    "adjusted up to last year's budget": ([spent(initial="90", adjusted="100")], [spent()]),
    "last year's adjustment does not count": ([spent(initial="100")], [spent(initial="100", adjusted="80")]),
}
THREE_PUBLIC_BROKEN = {
    "a cent more": ([spent(initial="118000.01")], [spent(initial="118000")]),
    "adjusted above last year's budget": ([spent(initial="90", adjusted="100.01")], [spent()]),
    "last year's adjustment raises no limit": ([spent(initial="110")], [spent(initial="100", adjusted="120")]),
    "spending where nothing occurred": ([spent(initial="1")], []),
}
THREE_PUBLIC_NEITHER = {
    "this year missing": (None, [spent()], Status.NO_DATA),
    "last year missing": ([spent()], None, Status.NO_DATA),
    "no package last year": ([spent()], "no package", Status.NO_DATA),
    "another source of funds": ([spent(initial="1")], [spent(source="fiscal")], Status.NO_DATA),
    "a line left out": ([spent(initial="1")], [spent(), spent("abroad")], Status.NO_DATA),
}


class TestThreePublic:
    @pytest.mark.parametrize(("now", "before"), THREE_PUBLIC_KEPT.values(), ids=THREE_PUBLIC_KEPT)
    def test_kept(self, now, before):
        assert three_public(now, before).status is Status.MET

    @pytest.mark.parametrize(("now", "before"), THREE_PUBLIC_BROKEN.values(), ids=THREE_PUBLIC_BROKEN)
    def test_broken(self, now, before):
        answer = three_public(now, before)
        assert (answer.status, answer.weight) == (Status.BREACHED, None)
        assert three_public(now, before, as_of=date(YEAR, 3, 31)).status is Status.NOT_DUE
        assert three_public(now, before, as_of=date(YEAR, 4, 1)).status is Status.BREACHED

    @pytest.mark.parametrize(("now", "before", "status"), THREE_PUBLIC_NEITHER.values(), ids=THREE_PUBLIC_NEITHER)
    def test_neither(self, now, before, status):
        assert three_public(now, before).status is status

    def test_an_unknown_budget_is_neither_above_nor_below(self):
        for now, before in (([spent(initial=None)], [spent()]), ([spent()], [spent(initial=None)])):
            assert three_public(now, before).status is Status.NO_DATA

    def test_a_budget_left_empty_is_not_lacking_before_it_is_due(self):
        for day, status in ((date(YEAR, 3, 31), Status.NOT_DUE), (date(YEAR, 4, 1), Status.NO_DATA)):
            assert three_public([spent(initial=None)], [spent()], as_of=day).status is status
            assert three_public([spent()], [spent(initial=None)], as_of=day).status is Status.NO_DATA

    def test_an_item_that_rises_while_the_total_holds_is_pointed_out(self):
        now = [spent(initial="101"), spent("abroad", "99"), spent("vehicle_purchase", "0")]
        answer = three_public(now, [spent(), spent("abroad"), spent("vehicle_purchase", "0")])
        assert (answer.status, answer.weight) == (Status.MET, Weight.WARNING)
        assert [one.zh for one in answer.reason.values["items"]] == ["公务接待费"]

    @pytest.mark.parametrize(
        ("now", "words"),
        [("100", "与上年持平"), ("99.99", "减少 0.01 元"), ("100.01", "高出 0.01 元")],
        ids=["equal", "a cent less", "a cent more"],
    )
    def test_the_reason_says_by_how_much(self, now, words):
        assert words in three_public([spent(initial=now)], [spent()]).reason.text(ZH)

    def test_a_kept_total_without_a_rise_needs_no_remark(self):
        assert three_public([spent()], [spent()]).weight is None

    def test_of_an_item_the_sources_of_funds_count_together(self):
        def weight(union, fiscal):
            now = [spent(initial=union), spent("abroad", "40"), spent(initial=fiscal, source="fiscal")]
            return three_public(now, [spent(), spent("abroad", "50"), spent(source="fiscal")]).weight

        assert weight("101", "99") is None
        assert weight("101", "100") is Weight.WARNING
        assert weight("100", "101") is Weight.WARNING

    def test_lines_that_only_one_year_lists_are_named(self):
        answer = three_public([spent(), spent("abroad")], [spent(), spent("reception", source="fiscal")])
        assert "：因公出国(境)费（工会经费）、公务接待费（财政拨款）。" in answer.reason.text(ZH)

    def test_a_new_union_has_no_last_year(self):
        new = (CITY, replace(QU, founded_on=date(YEAR, 1, 1)))
        assert three_public([spent()], "no package", unions=new).status is Status.NOT_APPLICABLE

    def test_a_union_founded_after_last_years_budget_was_due_has_none(self):
        new = (CITY, replace(QU, founded_on=date(LAST, 4, 1)))
        assert three_public([spent()], "no package", unions=new).status is Status.NOT_APPLICABLE

    @pytest.mark.parametrize("day", [date(LAST, 3, 31), None], ids=["on the last day", "on an unknown day"])
    def test_a_union_founded_in_time_for_last_years_budget_owes_it(self, day):
        answer = three_public([spent()], "no package", unions=(CITY, replace(QU, founded_on=day)))
        assert (answer.status, answer.reason.text(ZH)) == (
            Status.NO_DATA, "2024年的三公经费预算没有公开，无法比较",
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("day", "status"), [(date(2014, 12, 31), Status.NO_DATA), (date(2015, 1, 1), Status.NOT_APPLICABLE)]
    )
    def test_before_any_deadline_was_set_last_years_budget_was_due_within_it(self, day, status):
        given = case(package(year=2015, three_public=[spent()]), year=2015, unions=(CITY, replace(QU, founded_on=day)))
        assert decide("2-5-8", given).status is status

    @pytest.mark.parametrize(
        ("day", "status"), [(date(LAST, 2, 1), Status.BREACHED), (date(LAST, 2, 2), Status.NOT_APPLICABLE)]
    )
    def test_a_new_union_is_held_to_last_years_budget_where_that_was_of_a_whole_year(self, day, status):
        new = (CITY, replace(QU, founded_on=day))
        assert three_public([spent(initial="101")], [spent()], unions=new).status is status


class TestAdministration:
    def judged(self, now, before, charts=("2021", "2021"), year=YEAR, **facts):
        given = [package(accounts=now, chart=charts[0], year=year)]
        if before != "no package":
            given.append(package(year=year - 1, accounts=before, chart=charts[1]))
        return decide("2-5-9", case(*given, year=year, **facts))

    def test_equal_is_kept(self):
        assert (
            self.judged([account("50602", "40"), account("50604", "60")], [account("50602", "100")]).status
            is Status.MET
        )

    def test_a_cent_more_is_broken(self):
        assert self.judged([account("50602", "100.01")], [account("50602", "100")]).status is Status.BREACHED

    def test_adjusting_above_last_year_is_broken(self):
        assert self.judged([account("50602", "90", "100.01")], [account("50602", "100")]).status is Status.BREACHED

    def test_the_cells_are_those_of_administration(self):
        rows = [replace(account("50601"), row=3), replace(account("50602"), row=4)]
        answer = self.judged(rows, [account("50602")])
        last, this = ("unions/d1/qu/2024/accounts.csv", 0), ("unions/d1/qu/2025/accounts.csv", 4)
        assert {(cell.file, cell.row) for cell in answer.cells} == {last, this}

    def test_personnel_may_rise(self):
        now = [account("506", "300"), account("50601", "200"), account("50602", "100")]
        assert (
            self.judged(now, [account("506", "150"), account("50601", "50"), account("50602", "100")]).status
            is Status.MET
        )

    def test_over_the_change_of_chart_classes_are_compared(self):
        charts, now = ("2021", "2009"), [account("50602", "100")]
        equal = self.judged(now, [account("50402", "60"), account("50404", "40")], charts, 2022)
        less = self.judged(now, [account("50402", "99.99")], charts, 2022)
        assert (equal.status, less.status) == (Status.MET, Status.BREACHED)

    def test_a_union_without_administration_is_not_concerned(self):
        assert self.judged([account()], [account()]).status is Status.NOT_APPLICABLE

    def test_administration_without_its_details_cannot_be_told(self):
        now = self.judged([account("506")], [account("50602")])
        before = self.judged([account("50602")], [account("506")])
        assert (now.status, now.reason.values["year"]) == (Status.NO_DATA, YEAR)
        assert (before.status, before.reason.values["year"]) == (Status.NO_DATA, LAST)
        early = self.judged([account("506")], [account("50602")], as_of=date(YEAR, 3, 31))
        assert early.status is Status.NOT_DUE

    @pytest.mark.parametrize("before", ["no package", None], ids=["no package", "no table"])
    def test_without_last_years_budget_there_is_no_limit(self, before):
        answer = self.judged([account("50602")], before, as_of=date(YEAR, 3, 31))
        assert (answer.status, answer.reason.text(ZH)) == (Status.NO_DATA, "2024年的预算没有公开，无法比较")

    def test_a_new_union_has_no_last_year(self):
        new = (CITY, replace(QU, founded_on=date(YEAR, 1, 1)))
        assert self.judged([account("50602")], "no package", unions=new).status is Status.NOT_APPLICABLE

    @pytest.mark.parametrize("given", [[], [package(accounts=None)]], ids=["no package", "no table"])
    def test_missing(self, given):
        answer = decide("2-5-9", case(*given))
        assert (answer.status, answer.reason.text(ZH)) == (
            Status.NO_DATA, "“收支预决算”表应于2025年3月31日前公开，至今没有公开",
        )  # fmt: skip
