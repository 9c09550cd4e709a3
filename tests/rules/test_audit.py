"""2-7-2: every unit and project due is audited."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.rules.build import LATER, YEAR, audit, case, decide, package, target
from yangguang.core.language import ZH
from yangguang.rules.judge.model import Status

PROJECT = target("P1", "project")
EVERY_THREE = replace(target("street", "child_union"), cycle_years=3)
KEPT = {
    "unit and project": ([target(), PROJECT], [audit(), audit("P1")]),
    "another year's target may wait": ([target(), target("street", "child_union", YEAR + 1)], [audit()]),
    "audited after the deadline": ([target()], [audit(report_on=date(2026, 7, 15))]),
    "of the year, among others": ([target()], [audit(period_covered="2024-2025")]),
    "every three years, and the years before": (
        [EVERY_THREE],
        [audit("street", kind="child_union", period_covered="2023")],
    ),
    "itself by its own id": ([target("qu", "self")], [audit()]),
    "itself, audited by its own id": ([target()], [audit("qu")]),
    "a project by an audit of funds": ([PROJECT], [audit("P1", kind="special_fund")]),
    "a project by an audit of the building": ([PROJECT], [audit("P1", kind="construction")]),
    "an affiliate": ([target("hall", "institution")], [audit("hall", kind="affiliate")]),
}
BROKEN = {
    "unit not audited": ([target(), target("shop", "child_union")], [audit()]),
    "project not audited": ([target(), PROJECT], [audit()]),
    "audit without a report": ([target()], [audit(report_on=None)]),
    "reported after the day of judgement": ([target()], [audit(report_on=date(2026, 7, 16))]),
    "a budget review is no audit": ([target()], [audit(kind="budget_review")]),
    "a follow-up is another year's audit": ([target()], [audit(kind="follow_up")]),
    "of the year before": ([target()], [audit(period_covered="2024")]),
    "of the next year": ([target()], [audit(period_covered="2026")]),
    "every three years, and longer ago": (
        [EVERY_THREE],
        [audit("street", kind="child_union", period_covered="2020-2022")],
    ),
    "an officer is not the unit": ([target()], [audit(kind="accountability")]),
    "a fund is not the unit": ([target()], [audit(kind="special_fund")]),
    "a building is not the unit": ([target()], [audit(kind="construction")]),
    "assets are not the unit": ([target()], [audit(kind="asset")]),
    "something else is not the unit": ([target()], [audit(kind="other")]),
    "another union": ([target()], [audit("city")]),
    "a project reviewed in its budget": ([PROJECT], [audit("P1", kind="budget_review")]),
}


@pytest.mark.parametrize(("targets", "audits"), KEPT.values(), ids=KEPT)
def test_kept(targets, audits):
    assert decide("2-7-2", case(package(audit_targets=targets, audits=audits))).status is Status.MET


@pytest.mark.parametrize(("targets", "audits"), BROKEN.values(), ids=BROKEN)
def test_broken(targets, audits):
    given = package(audit_targets=targets, audits=audits)
    assert decide("2-7-2", case(given)).status is Status.BREACHED
    assert decide("2-7-2", case(given, as_of=date(YEAR + 1, 6, 30))).status is Status.NOT_DUE
    assert decide("2-7-2", case(given, as_of=date(YEAR + 1, 7, 1))).status is Status.BREACHED


@pytest.mark.parametrize("one", [target(), PROJECT], ids=["a unit", "a project"])
def test_one_kind_alone_is_due_too(one):
    assert decide("2-7-2", case(package(audit_targets=[one]))).status is Status.BREACHED


def test_the_reason_counts_both():
    units = [target(), target("shop", "child_union"), target("street", "child_union")]
    given = package(audit_targets=[*units, PROJECT], audits=[audit()])
    reason = decide("2-7-2", case(given)).reason.text(ZH)
    assert (
        reason
        == "应审单位 3 个，已审 1 个；应审项目 1 个，已审 0 个；尚未审计：shop、street、P1；期限为2026年6月30日，已过"
    )


def test_nothing_due():
    assert decide("2-7-2", case(package())).status is Status.NOT_APPLICABLE


LATER_BOOKS = {
    "naming the year": (audit(period_covered="2025"), Status.MET),
    "naming none": (audit(), Status.BREACHED),
    "naming the next": (audit(period_covered="2026"), Status.BREACHED),
}


@pytest.mark.parametrize(("row", "status"), LATER_BOOKS.values(), ids=LATER_BOOKS)
def test_next_years_books_may_show_the_audit_where_they_name_the_year(row, status):
    later = package(year=YEAR + 1, audits=[row])
    assert decide("2-7-2", case(package(audit_targets=[target()]), later)).status is status
    silent = package(year=YEAR + 1, audits=None)
    assert decide("2-7-2", case(package(audit_targets=[target()]), silent)).status is Status.BREACHED


@pytest.mark.parametrize("targets", [[], [target()], [target(), PROJECT]], ids=["nothing due", "audited", "one not"])
def test_half_a_year_shows_neither_all_that_is_due_nor_all_that_was_audited(targets):
    for day, status in (
        (date(YEAR, 8, 1), Status.NOT_DUE),
        (date(YEAR + 1, 6, 30), Status.NOT_DUE),
        (LATER, Status.NO_DATA),
    ):
        given = package(audit_targets=targets, audits=[audit(report_on=date(YEAR, 6, 1))], stage="midyear")
        assert decide("2-7-2", case(given, as_of=day)).status is status


@pytest.mark.parametrize("missing", ["audit_targets", "audits"])
def test_missing_table(missing):
    given = package(**({"audit_targets": [target()], "audits": [audit()]} | {missing: None}))
    assert decide("2-7-2", case(given)).status is Status.NO_DATA
    assert decide("2-7-2", case(given, as_of=date(YEAR + 1, 6, 30))).status is Status.NOT_DUE


def test_units_and_projects_are_counted_apart():
    answer = decide("2-7-2", case(package(audit_targets=[target(), PROJECT], audits=[audit()])))
    assert {figure.key: figure.value for figure in answer.figures} == {
        "qu/2025/@audit_coverage/units": 1,
        "qu/2025/@audit_coverage/projects": 0,
    }
