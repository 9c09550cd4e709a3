"""2-7-2: every unit and project due is audited."""

from __future__ import annotations

from datetime import date

import pytest

from generator.core.language import ZH
from generator.rules.model import Status
from tests.rules.build import YEAR, audit, case, decide, package, target

PROJECT = target("P1", "project")
KEPT = {
    "unit and project": ([target(), PROJECT], [audit(), audit("P1")]),
    "another year's target may wait": ([target(), target("street", "child_union", YEAR + 1)], [audit()]),
    "audited after the deadline": ([target()], [audit(report_on=date(2026, 7, 15))]),
}
BROKEN = {
    "unit not audited": ([target(), target("shop", "child_union")], [audit()]),
    "project not audited": ([target(), PROJECT], [audit()]),
    "audit without a report": ([target()], [audit(report_on=None)]),
    "reported after the day of judgement": ([target()], [audit(report_on=date(2026, 7, 16))]),
    "a budget review is no audit": ([target()], [audit(kind="budget_review")]),
    "a follow-up is another year's audit": ([target()], [audit(kind="follow_up")]),
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
    assert reason == "应审单位 3 个，已审 1 个；应审项目 1 个，已审 0 个；尚未审计：shop、street、P1"


def test_nothing_due():
    assert decide("2-7-2", case(package())).status is Status.NOT_APPLICABLE


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
