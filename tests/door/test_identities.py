"""Books that add up, books that do not, and what is between; one number is changed in the healthy package of tests/healthy.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import UNION, YEAR, accepted, admit, last_year, package_files, rows
from tests.door.identities import explained, told
from tests.healthy import HEALTHY
from yangguang.records.codes import CODE_LISTS
from yangguang.records.finances import ASSETS, LIABILITIES, NET_ASSETS

if TYPE_CHECKING:
    from tests.healthy import Row
    from yangguang.core.issues import Issue
    from yangguang.records.package import Package


def only(files: dict[str, bytes], *earlier: Package) -> Issue:
    (issue,) = admit(files, *earlier).issues
    return issue


def added(table: str, **cells: object) -> list[Row]:
    return [*HEALTHY[table], cells]


@pytest.fixture(scope="module")
def before() -> Package:
    return accepted(last_year(), year=YEAR - 1)


# Parents and children


def test_an_issue_names_both_numbers_the_difference_and_the_cells() -> None:
    issue = only(package_files(accounts=rows("accounts", "502", budget_initial="10000.01")))
    assert issue.message.zh == (
        "科目 502“维权支出”的“年初预算数”为 10,000.01（accounts.csv C9），"
        "下级科目之和为 10,000.00（accounts.csv C10），相差 0.01"
    )
    assert "10,000.01 (accounts.csv C9)" in issue.message.en
    assert (issue.place.row, issue.place.column) == (9, "budget_initial")


def test_a_parent_without_children_needs_none() -> None:
    assert told(package_files(accounts=rows("accounts", "503"))) == []


def test_an_adjusted_parent_equals_its_children_as_adjusted() -> None:
    assert told(package_files(accounts=rows("accounts", "501", budget_adjusted="32001"))) == [
        ("parent-sum", "error", "D6")
    ]
    unadjusted = rows("accounts", "501", budget_adjusted="")
    assert told(package_files(accounts=unadjusted)) == [("parent-sum", "error", "D6")]


def test_an_unknown_child_makes_the_sum_unknown_not_smaller() -> None:
    files = package_files(accounts=rows("accounts", "50205", actual=""), projects=rows("projects", "P4", actual=""))
    assert told(files) == [("stage-figures", "warning", "F10")]


def test_a_grandchild_counts_to_the_nearest_account_that_is_given() -> None:
    files = package_files(accounts=[row for row in HEALTHY["accounts"] if row["account_code"] != "504"])
    assert told(files) == [("parent-missing", "error", "A12"), ("parent-missing", "error", "A13")]


# Projects


def test_projects_must_sum_only_where_an_account_has_any() -> None:
    without = [row for row in HEALTHY["projects"] if row["account_code"] != "503"]
    assert told(package_files(projects=without)) == []


def test_projects_of_a_personnel_account_are_exempt() -> None:
    project = {"project_id": "P9", "name": "工资", "account_code": "50401", "budget_initial": "1"}
    assert told(package_files(projects=added("projects", **project))) == []


def test_projects_of_an_income_account_are_not_summed() -> None:
    project = {"project_id": "P9", "name": "项目", "account_code": "402", "budget_initial": "1"}
    assert told(package_files(projects=added("projects", **project))) == []


def test_projects_of_an_account_sum_as_adjusted() -> None:
    assert told(package_files(projects=rows("projects", "P2", budget_adjusted=""))) == [("project-sum", "error", "D8")]


# Three public expenses


@pytest.mark.parametrize(
    ("item", "actual", "expected"),
    [
        ("reception", "16500", []),  # with vehicles 20,000: all of 50402 and 503
        ("reception", "16500.01", [("three-public-within-accounts", "warning", "E3")]),
        ("vehicle_purchase", "0.01", [("three-public-within-accounts", "warning", "E4")]),
    ],
)
def test_three_public_expenses_stay_within_the_accounts_they_are_booked_to(
    item: str, actual: str, expected: list[object]
) -> None:
    vehicles = added("accounts", account_code="50504", account_name="交通工具购置", budget_initial="0", actual_h1="0")
    vehicles[-1]["actual"] = "0"
    files = package_files(accounts=vehicles, three_public=rows("three_public", item, actual=actual))
    assert [one for one in told(files) if one[0].startswith("three")] == expected


# Balances


def test_every_balance_item_stands_on_one_side() -> None:
    codes = [code.code for code in CODE_LISTS["balance_item"]]
    assert sorted([*ASSETS, *LIABILITIES, *NET_ASSETS]) == sorted(codes)


@pytest.mark.parametrize(
    ("balances", "expected"),
    [
        ([("cash", "10", "14509.50"), ("surplus", "10", "4509.50")], [("balance-sheet", "error", "C2")]),
        ([("cash", "10", "4509.50"), ("surplus", "10", "4509.50")], []),
        ([("cash", "10", "1")], []),
        ([("surplus", "10", "4509.50")], []),
        ([("cash", "10", ""), ("surplus", "11", "")], [("balance-sheet", "error", "B2")]),
        ([("cash", "10", ""), ("surplus", "10", "")], []),
    ],
)
def test_the_balance_sheet_is_decided_from_the_items_given(
    balances: list[tuple[str, str, str]], expected: list[object]
) -> None:
    table = [{"item": item, "opening": opening, "closing": closing} for item, opening, closing in balances]
    assert told(package_files(balances=table)) == expected


def test_two_years_that_meet(before: Package) -> None:
    assert told(package_files(), before) == []


def test_an_opening_that_is_not_last_years_closing(before: Package) -> None:
    balances = [
        row | {"cash": {"opening": "200001"}, "surplus": {"opening": "190001"}}.get(str(row["item"]), {})
        for row in HEALTHY["balances"]
    ]
    codes = [("opening-equals-last-closing", "error", "B2"), ("opening-equals-last-closing", "error", "B6")]
    assert [one for one in told(package_files(balances=balances), before) if one[1] == "error"] == codes
    assert told(package_files(balances=balances)) == [("closing-carry", "warning", "C6")]


@pytest.mark.parametrize(
    ("subject", "kind", "severity"),
    [
        ("balances", "restatement_material", "warning"),
        ("balances/surplus/opening", "restatement_clerical", "warning"),
        (f"{UNION}/{YEAR}/balances/surplus/opening", "restatement_material", "warning"),
        ("balances/cash/opening", "restatement_material", "error"),
        ("accounts/402/actual", "restatement_material", "error"),
        ("balances/surplus/opening", "variance", "error"),
    ],
)
def test_a_restatement_with_its_reason_is_a_warning(before: Package, subject: str, kind: str, severity: str) -> None:
    balances = [
        row | {"fixed_assets": {"opening": "49000"}, "surplus": {"opening": "189000"}}.get(str(row["item"]), {})
        for row in HEALTHY["balances"]
    ]
    files = package_files(balances=balances, explanations=explained(subject, kind))
    assert ("opening-equals-last-closing", severity, "B6") in told(files, before)


# Carry to closing


@pytest.mark.parametrize(
    ("changes", "computed"),
    [
        ({"investments": ("0", "1000")}, "3,499.50"),
        ({"reserve": ("0", "1000")}, "3,499.50"),
        ({"investments": ("1000", "0")}, "5,499.50"),
    ],
)
def test_investments_and_reserves_take_from_the_surplus(changes: dict[str, tuple[str, str]], computed: str) -> None:
    items = [{"item": item, "opening": opening, "closing": closing} for item, (opening, closing) in changes.items()]
    surplus = [row for row in HEALTHY["balances"] if row["item"] == "surplus"]
    issues = {issue.code: issue for issue in admit(package_files(balances=[*surplus, *items])).issues}
    assert f"应为 {computed}" in issues["identity.closing-carry"].message.zh


def test_carryover_and_surplus_count_together() -> None:
    table = [
        {"item": "carryover", "opening": "0", "closing": "10000"},
        {"item": "surplus", "opening": "190000", "closing": "184499.50"},
    ]
    assert told(package_files(balances=table)) == []


# Dues


@pytest.mark.parametrize(
    ("payroll", "due", "expected"),
    [
        ("1000.25", "20.01", []),  # 20.005 is rounded half up
        ("1000.24", "20.00", []),
        ("1000.25", "20.00", [("dues-due", "error", "C6")]),
    ],
)
def test_dues_due_are_two_percent_of_the_payroll_rounded_half_up(
    payroll: str, due: str, expected: list[object]
) -> None:
    period = {"period": "2025-12", "payroll": payroll, "due": due, "paid": due, "channel": "direct"}
    assert told(package_files(dues=added("dues", **period))) == expected
