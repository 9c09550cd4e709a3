"""2-4-2: the budget is made by project."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from generator.rules.model import Status
from tests.rules.build import SHOP, YEAR, account, case, decide, package, project

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
    assert answer.reason.values["gap"] == Decimal("11.50")
    assert answer.figures[0].key == "qu/2025/accounts/50501/budget_initial"


def test_a_basic_union_is_not_asked_for_projects():
    answer = decide("2-4-2", case(package("shop", accounts=[account()], projects=None), union_id="shop"))
    assert SHOP.tier == "basic"
    assert (answer.status, answer.asked) == (Status.NO_DATA, False)
