"""The year's page tells its story in the order in which people ask."""

from datetime import date
from decimal import Decimal

import pytest

from tests.pages.builders import account, package, policy, report, text, union
from tests.pages.union_year import page
from yangguang.records.finances import Project
from yangguang.records.policy import Parameter


def test_the_story_is_told_in_the_order_in_which_people_ask():
    projects = (
        Project(
            project_id="P1", name="职工运动会", account_code="501", budget_initial=Decimal(90000), actual=Decimal(80000)
        ),
        Project(
            project_id="P2", name="金秋助学", account_code="501", budget_initial=Decimal(100), actual=Decimal(400000)
        ),
    )
    body = page(report(given=package(projects=projects)), charts=True).body
    asked = (
        "income",
        "spending",
        "projects",
        "budget",
        "three-public",
        "audits",
        "dues",
        "disclosure",
        "balance",
        "clauses",
    )
    places = [body.index(f'<section class="yg-section" id="{one}">') for one in asked]
    assert places == sorted(places)
    assert body.index("金秋助学") < body.index("职工运动会"), "the largest first"


def test_an_account_far_from_its_budget_is_told_with_the_unions_reason_or_that_there_is_none():
    accounts = (
        account("402", "1000000", "1000000"),
        account("501", "1000000", "1500000"),
        account("503", "1000000", "800000"),
        account("504", "1000000", "950000"),
    )
    said = text(page(report(given=package(accounts=accounts))).body.split("与预算相差较大的科目")[1].split("</ul>")[0])
    assert "职工活动支出 预算100.00 万元 ，实际150.00 万元" in said
    assert "增加了一次全员健步走。" in said
    assert "业务支出 预算100.00 万元 ，实际80.00 万元" in said
    assert said.count("工会没有说明原因。") == 1
    assert "行政支出" not in said
    assert "10%以上" in said
    assert "与预算相差较大" not in page(report(given=package(accounts=accounts, stage="midyear"))).body


def test_how_far_from_its_budget_an_account_is_told_is_a_dated_parameter():
    accounts = (account("501", "1000000", "1500000"), account("503", "1000000", "800000"))
    rows = tuple(
        Parameter(
            name="budget_gap_shown",
            effective_from=since,
            effective_to=until,
            value=value,
            unit="ratio",
            basis="本会规定",
            nature="default",
        )
        for since, until, value in ((date(2015, 1, 9), date(2024, 12, 31), "0.1"), (date(2025, 1, 1), None, "0.3"))
    )
    told = {
        year: text(
            page(
                report(year, given=package(year, accounts=accounts)),
                law=policy(parameters=(*policy().parameters, *rows)),
            ).body
        )
        for year in (2024, 2025)
    }
    assert "与预算相差较大的科目 30%以上 职工活动支出" in told[2025]
    assert "业务支出 预算100.00 万元" not in told[2025]
    assert "与预算相差较大的科目 10%以上" in told[2024]
    assert "业务支出 预算100.00 万元" in told[2024]


@pytest.mark.parametrize(
    ("life", "said"),
    [
        ({"dissolved_on": date(2024, 3, 1)}, "已于2024年3月1日撤销"),
        ({"founded_on": date(2026, 3, 1)}, "2026年3月1日才建会"),
        ({"founded_on": date(2025, 3, 1)}, "2025年3月1日至2025年12月31日"),
    ],
)
def test_a_year_in_which_the_union_did_not_exist_has_no_days_and_says_why(life, said):
    """A union may report of a year after its end; that the year lasted from July to the March before was told of it."""
    body = text(page(report(of=union(**life))).body)
    assert said in body
    assert ("至2024年3月1日" in body, "2026年3月1日至" in body) == (False, False)
