"""The clauses quote the plan word for word, and the charts carry the classes that derived figures sum."""

import csv

import pytest

from yangguang.core.paths import POLICY, SITE_TEMPLATES

PLAN = (SITE_TEMPLATES / "policy" / "integrity-plan-2015.txt").read_text(encoding="utf-8")
DERIVED = {"2-3-3a": "《北京市实施〈工会法〉办法》第五十五条（大意）：", "2-5-10": "推论：", "2-6-5a": "推论："}


def rows(name):
    with (POLICY / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


CLAUSES = {row["clause_id"]: row for row in rows("clauses")}
CHART = {(row["chart"], row["account_code"]): row for row in rows("chart_of_accounts")}


@pytest.mark.parametrize("name", [name for name in CLAUSES if name not in DERIVED])
def test_a_clause_is_a_verbatim_part_of_the_plan(name):
    assert CLAUSES[name]["text"] in PLAN


def test_what_is_no_sentence_of_the_plan_says_what_it_rests_on():
    assert len(CLAUSES) == 74
    for name, rests_on in DERIVED.items():
        assert CLAUSES[name]["text"].startswith(rests_on)


def test_clauses_stand_in_the_order_of_the_plan():
    places = [PLAN.index(clause["text"]) for name, clause in CLAUSES.items() if name not in DERIVED]
    sections = [name.rsplit("-", 1)[0] for name in CLAUSES]
    assert sections == sorted(sections)
    assert len(places) == 71


def test_a_clause_stands_under_its_own_heading():
    for name, clause in CLAUSES.items():
        heading = clause["section"].removeprefix("二" if name.startswith("2") else "三")
        assert PLAN.index(heading) < (len(PLAN) if name in DERIVED else PLAN.rindex(clause["text"]))


@pytest.mark.parametrize(
    ("chart", "class_", "codes"),
    [
        ("2009", "admin_non_personnel", {"50402", "50404"}),
        ("2009", "member_service", {"501", "502"}),
        ("2009", "personnel", {"50401", "50403"}),
        ("2021", "admin_non_personnel", {"50602", "50604"}),
        ("2021", "member_service", {"501", "502", "503", "504"}),
        ("2021", "personnel", {"50601", "50603"}),
    ],
)
def test_classes_are_those_of_the_derived_figures(chart, class_, codes):
    assert {row["account_code"] for row in CHART.values() if (row["chart"], row["class"]) == (chart, class_)} == codes


def test_a_detailed_account_lies_under_its_parent_on_the_same_side():
    for row in CHART.values():
        if row["parent_code"]:
            assert row["account_code"].startswith(row["parent_code"])
            assert CHART[row["chart"], row["parent_code"]]["side"] == row["side"]


def test_no_code_of_the_2021_chart_claims_to_be_verified():
    assert {row["verified"] for row in CHART.values() if row["chart"] == "2021"} == {"false"}
