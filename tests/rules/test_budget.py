"""2-4-1 to 2-4-4: the budget is made by project, by plan, with members heard; and all of it taken together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.rules.build import SHOP, YEAR, account, case, decide, package, project
from yangguang.core.language import ZH
from yangguang.rules.judge.model import Status

PAY, GOODS, ADMIN = "50601", "50602", "506"


KEPT = {
    "one project": ([account()], [project()]),
    "two projects": ([account()], [project(initial="60"), project(initial="40", project_id="P2")]),
    "personnel needs none": ([account(), account(ADMIN, "50"), account(PAY, "50")], [project()]),
    "planned on the account above": (
        [account("505"), account("50501", "70"), account("50502", "30")],
        [project("505")],
    ),
    "an account without a budget": ([account(), account("50502", "0")], [project()]),
    "income needs none": ([account(), account("402", "100")], [project()]),
}


BROKEN = {
    "no project": ([account()], []),
    "a cent not planned": ([account()], [project(initial="99.99")]),
    "a cent too much": ([account()], [project(initial="100.01")]),
    "one of two accounts": ([account(), account("50502", "30")], [project()]),
    "goods of administration": ([account(), account(ADMIN, "50"), account(GOODS, "50")], [project()]),
}


NEITHER = {
    "no projects table": ([account()], None, {}, Status.NO_DATA),
    "not due before April": ([account()], [], {"as_of": date(YEAR, 3, 31)}, Status.NOT_DUE),
    "administration not detailed": ([account(ADMIN, "50")], [], {}, Status.NO_DATA),
    "administration not detailed yet": ([account(ADMIN, "50")], [], {"as_of": date(YEAR, 3, 31)}, Status.NOT_DUE),
    "an account whose budget is unknown": ([account(), account("50502", None)], [project()], {}, Status.NO_DATA),
    "a project whose budget is unknown": (
        [account()],
        [project(), project(initial=None, project_id="P2")],
        {},
        Status.NO_DATA,
    ),
    "no expenditure planned": ([account("402")], [], {}, Status.NOT_APPLICABLE),
}


@pytest.mark.parametrize(("accounts", "projects"), KEPT.values(), ids=KEPT)
def test_kept(accounts, projects):
    assert decide("2-4-2", case(package(accounts=accounts, projects=projects))).status is Status.MET


@pytest.mark.parametrize(("accounts", "projects"), BROKEN.values(), ids=BROKEN)
def test_broken(accounts, projects):
    assert decide("2-4-2", case(package(accounts=accounts, projects=projects))).status is Status.BREACHED


@pytest.mark.parametrize(("accounts", "projects", "when", "status"), NEITHER.values(), ids=NEITHER)
def test_neither(accounts, projects, when, status):
    assert decide("2-4-2", case(package(accounts=accounts, projects=projects), **when)).status is status


def test_broken_the_day_after_the_deadline():
    judged = case(package(accounts=[account()], projects=[]), as_of=date(YEAR, 4, 1))
    assert decide("2-4-2", judged).status is Status.BREACHED


def test_the_gap_is_named():
    answer = decide("2-4-2", case(package(accounts=[account()], projects=[project(initial="88.50")])))
    assert answer.reason.values["reason"].values["gap"] == Decimal("11.50")
    assert answer.figures[0].key == "qu/2025/accounts/50501/budget_initial"


def test_a_basic_union_is_not_asked_for_projects():
    answer = decide("2-4-2", case(package("shop", accounts=[account()], projects=None), union_id="shop"))
    assert SHOP.tier == "basic"
    assert (answer.status, answer.asked) == (Status.NO_DATA, False)


def test_missing_tables():
    for gap in ("accounts", "projects"):
        assert decide("2-4-2", case(package(**{gap: None}))).status is Status.NO_DATA
    assert decide("2-4-2", case()).status is Status.NO_DATA


def test_without_a_budget_there_is_nothing_to_plan():
    assert decide("2-4-2", case(package(accounts=[account(initial="0")], projects=[]))).status is Status.NOT_APPLICABLE


def test_an_account_that_mixes_personnel_may_be_planned_whole():
    books = package(accounts=[account(ADMIN, "50")], projects=[project(ADMIN, "50")])
    assert decide("2-4-2", case(books)).status is Status.MET


def test_more_in_projects_than_in_an_account_that_mixes_personnel_is_wrong_all_the_same():
    books = package(accounts=[account(ADMIN, "50")], projects=[project(ADMIN, "50.01")])
    assert decide("2-4-2", case(books)).status is Status.BREACHED


class TestPlanned:
    def judged(self, *rows, **when):
        return decide("2-4-3", case(package(projects=rows), **when))

    def test_that_every_item_named_exists_no_table_shows(self):
        answer = self.judged(replace(project(), plan_item="第2条"))
        assert (answer.status, answer.reason.text(ZH)) == (
            Status.ATTESTED, "1 个项目都注明了年度计划条目；条目是否存在无法由机器核查",
        )  # fmt: skip

    def test_one_that_does_not_is_named_with_its_share(self):
        rows = [replace(project(), plan_item="第2条"), replace(project(project_id="P2"), name="春节慰问")]
        answer = self.judged(*rows)
        assert answer.status is Status.BREACHED
        assert (
            answer.reason.text(ZH)
            == "2 个项目中有 1 个没有对应的年度计划条目（50.0%）：春节慰问；期限为2025年3月31日，已过"
        )
        assert [cell.column for cell in answer.cells] == ["plan_item", "plan_item", "name"]
        assert self.judged(*rows, as_of=date(YEAR, 3, 31)).status is Status.NOT_DUE
        assert self.judged(*rows, as_of=date(YEAR, 4, 1)).status is Status.BREACHED

    def test_a_project_on_several_accounts_is_one_project_whose_item_stands_on_any_of_its_rows(self):
        parts = [replace(project(code="50501"), plan_item="第2条"), project(code="50502")]
        answer = self.judged(*parts)
        assert answer.status is Status.ATTESTED
        assert answer.reason.text(ZH).startswith("1 个项目都注明了")
        other = [project(code=code, project_id="P2") for code in ("50501", "50502")]
        answer = self.judged(*parts, *other)
        assert answer.status is Status.BREACHED
        assert answer.reason.text(ZH).startswith("2 个项目中有 1 个没有对应的年度计划条目（50.0%）：项目；")

    def test_no_project_and_no_table(self):
        assert self.judged().status is Status.NOT_APPLICABLE
        assert decide("2-4-3", case(package(projects=None))).status is Status.NO_DATA
        assert decide("2-4-3", case()).status is Status.NO_DATA


def test_what_lacks_of_a_project_is_shown_and_what_is_compared_with_nothing_is_not():
    accounts = [account("50503", None), account("50504", "30")]
    projects = [replace(project("50503", "5"), row=2), replace(project("50504", None, project_id="P2"), row=3)]
    answer = decide("2-4-2", case(package(accounts=accounts, projects=projects)))
    assert answer.status is Status.NO_DATA
    assert {cell.row for cell in answer.cells if cell.sheet.table == "projects"} == {3}
