"""Derived figures: exact, and never more than what was stated."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.build import account, audit, dues, package, policy, spent, target
from yangguang.ledger.figures.derived import derive
from yangguang.records.audits import AuditFinding
from yangguang.records.finances import Overview

AS_OF = date(2026, 11, 25)
MONEY = st.decimals(min_value=-(10**12), max_value=10**12, places=2)


def value(name, **tables):
    return derive(package(**tables), policy(), AS_OF)[name].value


def names(**tables):
    return derive(package(**tables), policy(), AS_OF).keys()


class TestTotals:
    ACCOUNTS = (account("402", "500", actual="510"), account("505", "100", "120"), account("50501", "100", "120"))

    def test_only_accounts_that_nothing_contains_are_summed(self):
        assert value("expenditure_total", accounts=self.ACCOUNTS) == 90
        assert value("income_total", accounts=self.ACCOUNTS) == 510
        assert value("surplus", accounts=self.ACCOUNTS) == 420

    def test_the_effective_budget_falls_back_to_the_initial_one_per_account(self):
        accounts = [account("503", "30"), account("505", "100", "120")]
        assert value("expenditure_total/budget_adjusted", accounts=accounts) == 150
        assert value("expenditure_total/budget_initial", accounts=accounts) == 130

    def test_one_missing_actual_leaves_the_total_unknown(self):
        accounts = [account("503"), account("505", actual=None)]
        assert value("expenditure_total", accounts=accounts) is None
        assert value("surplus", accounts=accounts) is None
        assert value("execution_rate", accounts=accounts) is None

    def test_one_unknown_budget_leaves_the_total_unknown(self):
        accounts = [account("503", "30"), account("505", None)]
        assert value("expenditure_total/budget_initial", accounts=accounts) is None
        assert value("expenditure_total/budget_adjusted", accounts=accounts) is None
        assert value("execution_rate/505", accounts=accounts) is None
        assert value("expenditure_total/budget_adjusted", accounts=[account("505", None, "7")]) == 7

    def test_details_without_the_account_above_are_summed_themselves(self):
        assert value("expenditure_total", accounts=[account("50501", actual="7"), account("50502", actual="8")]) == 15

    def test_execution_is_measured_against_the_effective_budget(self):
        assert value("execution_rate", accounts=[account("505", "100", "120", "90")]) == Decimal("0.75")
        assert value("execution_rate/505", accounts=[account("505", "0", actual="0")]) is None

    def test_per_member(self):
        overview = [Overview(members=3)]
        assert value("per_member_expenditure", accounts=[account(actual="90")], overview=overview) == 30
        assert value("per_member_expenditure", accounts=[account(actual="90")], overview=None) is None

    def test_without_accounts_there_are_no_totals(self):
        assert "income_total" not in names(accounts=None)

    def test_nothing_occurred_is_zero(self):
        assert value("income_total", accounts=[]) == 0

    @given(st.lists(MONEY, max_size=8))
    def test_sums_are_exact(self, amounts):
        codes = ["501", "503", "504", "505", "507", "508", "509", "510"]
        rows = [account(code, str(amount)) for code, amount in zip(codes, amounts, strict=False)]
        assert value("expenditure_total/budget_initial", accounts=rows) == sum(amounts)


class TestClasses:
    def test_a_child_inherits_its_parents_class(self):
        assert value("class/member_service", accounts=[account("50102", actual="7"), account("503", actual="8")]) == 15

    def test_parts_are_not_counted_with_their_whole(self):
        assert value("class/member_service", accounts=[account("501", actual="7"), account("50102", actual="7")]) == 7

    def test_administration_is_split_by_its_children(self):
        rows = [account("506", actual="10"), account("50601", actual="6"), account("50602", actual="4")]
        assert value("admin_non_personnel", accounts=rows) == 4
        assert value("class/personnel", accounts=rows) == 6

    def test_administration_without_children_cannot_be_split(self):
        assert value("admin_non_personnel", accounts=[account("506")]) is None
        assert value("class/personnel/budget_initial", accounts=[account("506")]) is None

    def test_a_union_without_administration_has_no_such_figure(self):
        assert "admin_non_personnel" not in names(accounts=[account()])

    def test_a_class_on_both_sides_is_an_expenditure_class(self):
        assert value("class/other", accounts=[account("408", actual="5"), account("510", actual="7")]) == 7

    @pytest.mark.parametrize(("chart", "codes"), [("2009", ("501", "502")), ("2021", ("501", "502", "503", "504"))])
    def test_what_serves_members_differs_by_chart(self, chart, codes):
        served = [account(code, actual="10") for code in codes]
        other = account("508" if chart == "2009" else "510", actual=str(10 * len(codes)))
        figures = derive(package(accounts=[*served, other], chart=chart), policy(), AS_OF)
        assert figures["member_service_share"].value == Decimal("0.5")


def test_three_public_is_summed_over_sources():
    rows = [spent("reception", "10"), spent("reception", "5", "fiscal", adjusted="4"), spent("abroad", "1")]
    assert value("three_public_total/budget_initial", three_public=rows) == 16
    assert value("three_public/reception/budget_adjusted", three_public=rows) == 14
    assert value("three_public_total", three_public=rows) is None
    assert "three_public_total" not in names(three_public=None)


def test_dues_rate_is_of_sums_not_of_rates():
    assert value(
        "dues_rate", dues=[dues(payroll="100", paid="2"), dues("2025-02", payroll="300", paid="2")]
    ) == Decimal("0.01")
    assert value("dues_rate", dues=[]) is None


def test_audit_coverage_counts_units_and_projects_apart():
    tables = {
        "audit_targets": [target(), target("street", "child_union"), target("P1", "project")],
        "audits": [audit()],
    }
    assert value("audit_coverage/units", **tables) == Decimal("0.5")
    assert value("audit_coverage/projects", **tables) == 0
    last_year = {"audit_targets": [target()], "audits": [replace(audit(), period_covered="2024")]}
    assert value("audit_coverage/units", **last_year) == 0


def test_rectification_by_count_and_by_amount():
    def finding(number, status, amount, rectified):
        return AuditFinding(
            finding_id=number, audit_id="1", category="D4", description="", risk="low", requirement="immediate",
            due_on=date(2025, 6, 1), status=status, amount=amount, rectified_amount=rectified,
        )  # fmt: skip

    rows = [finding("1", "rectified", Decimal(300), Decimal(300)), finding("2", "partial", Decimal(100), Decimal(0))]
    assert value("rectification_rate_count", findings=rows) == Decimal("0.5")
    assert value("rectification_rate_amount", findings=rows) == Decimal("0.75")
    unknown = [*rows, finding("3", "in_progress", Decimal(100), None)]
    assert value("rectification_rate_amount", findings=unknown) is None
    assert value("rectification_rate_count", findings=[]) is None


def test_keys_name_union_year_and_figure():
    figures = derive(package(accounts=[account()]), policy(), AS_OF)
    assert figures["execution_rate/50501"].key == "qu/2025/@execution_rate/50501"
