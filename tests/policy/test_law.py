"""A year is judged by the law in force in it."""

from __future__ import annotations

import pickle
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.builders import policy as shipped
from tests.rules.build import policy
from yangguang.policy.law import NoSuchParameterError, Policy
from yangguang.records.policy import Parameter


def rate(value, start, end=None):
    return Parameter(
        name="rate", effective_from=start, effective_to=end, value=value, unit="ratio", basis="方案", nature="plan"
    )


LAW = Policy(
    clauses={},
    charts={},
    parameters=(rate("0.02", date(2015, 1, 9), date(2020, 12, 30)), rate("0.03", date(2021, 1, 1), date(2022, 12, 31))),
)
IN_FORCE = {"the first year": (2015, "0.02"), "the last full year": (2019, "0.02"), "after the change": (2021, "0.03")}


@pytest.mark.parametrize(("year", "value"), IN_FORCE.values(), ids=IN_FORCE)
def test_the_row_in_force_on_the_last_day_of_the_year(year, value):
    assert LAW.number("rate", year) == Decimal(value)


@pytest.mark.parametrize("year", [2014, 2020, 2023])
def test_a_year_without_a_row_has_no_value(year):
    with pytest.raises(NoSuchParameterError) as lacking:
        LAW.parameter("rate", year)
    assert (lacking.value.name, lacking.value.year) == ("rate", year)


def test_the_history_of_a_parameter_is_told_from_its_first_row_on():
    assert [row.value for row in LAW.history("rate")] == ["0.02", "0.03"]
    assert LAW.history("unknown") == ()


def test_a_deadline_lies_in_its_year_or_the_next():
    assert policy().deadline("stage_deadline_budget", 2025) == date(2025, 3, 31)
    assert policy().deadline("stage_deadline_final", 2025) == date(2026, 6, 30)


def test_two_thirds_are_exact():
    assert policy().share("quorum_share", 2025) == Fraction(2, 3)
    assert round(policy().number("quorum_share", 2025), 6) == Decimal("0.666667")


def test_dues_were_a_default_before_they_were_a_statute():
    assert policy().parameter("dues_year_deadline", 2015).nature == "default"
    assert policy().parameter("dues_year_deadline", 2016).nature == "statute"


def test_classes_are_inherited():
    assert policy().account_class("2021", "50602") == "admin_non_personnel"
    assert policy().account_class("2021", "50102") == "member_service"
    assert policy().account_class("2021", "506") is None
    assert policy().account_class("1999", "506") is None


def test_the_tree_knows_what_lies_above_and_below():
    chart = policy().chart("2021")
    assert chart.nodes["50602"].ancestors == ("506",)
    assert chart.nodes["506"].classes_below == {"personnel", "admin_non_personnel"}
    assert (chart.class_sides["other"], chart.class_sides["dues"]) == ("expenditure", "income")


def test_the_policy_travels_between_processes():
    assert pickle.loads(pickle.dumps(policy())) == policy()


def test_a_year_of_which_no_holiday_is_listed_has_no_calendar():
    law = Policy(clauses={}, charts={}, parameters=(), holidays={date(2025, 10, 1): False, date(2025, 9, 28): True})
    assert [law.has_calendar(year) for year in (2024, 2025, 2026)] == [False, True, False]
    assert law.working_days_after(date(2025, 9, 26), 1) == date(2025, 9, 28)
    assert law.working_days_after(date(2025, 9, 30), 1) == date(2025, 10, 2)
    assert pickle.loads(pickle.dumps(law)) == law


def test_the_calendar_that_is_shipped():
    law = shipped()
    assert [law.has_calendar(year) for year in range(2014, 2028)] == [False, *[True] * 12, False]
    assert all(day.weekday() >= 5 for day, working in law.holidays.items() if working)
    assert law.working_days_after(date(2025, 9, 26), 3) == date(2025, 9, 30)  # Sunday the 28th is worked
    assert law.working_days_after(date(2025, 9, 30), 1) == date(2025, 10, 9)
