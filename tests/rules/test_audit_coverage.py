"""2-7-1 and 2-7-3: everyone on the list; audits before, during and after."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from generator.core.language import ZH
from generator.core.sentence import say
from generator.records.registry import Affiliate
from generator.rules.answers import awaiting, breached, met, no_data, not_applicable, not_due
from generator.rules.catalogue import BY_CLAUSE
from generator.rules.model import Cell, Status
from tests.rules.build import CITY, LATER, QU, SHOP, STREET, YEAR, case, decide, package, regulation, target

LIST = [target(), target("street", "child_union"), target("shop", "child_union", YEAR + 2)]
HALL = Affiliate(affiliate_id="hall", owner_id="qu", name="文化宫", kind="institution")


def judged(targets, regulations=None, as_of=LATER, unions=(CITY, QU, STREET, SHOP), affiliates=(), **facts):
    rules = [regulation("audit")] if regulations is None else regulations
    given = case(package(audit_targets=targets, regulations=rules, **facts), as_of=as_of, unions=unions)
    return decide("2-7-1", replace(given, registry=replace(given.registry, affiliates=affiliates)))


KEPT = {
    "itself and its subordinates, in whatever year": LIST,
    "itself by its own id": [target("qu", "self"), *LIST[1:]],
    "with a project": [*LIST, target("P1", "project")],
}


@pytest.mark.parametrize("targets", KEPT.values(), ids=KEPT)
def test_kept(targets):
    answer = judged(targets)
    assert (answer.status, answer.reason.text(ZH)) == (Status.MET, "本级和所属、下一级单位共 3 个都已列入审计清单")


BROKEN = {"nobody": [], "not itself": LIST[1:], "not one subordinate": LIST[:2]}


@pytest.mark.parametrize("targets", BROKEN.values(), ids=BROKEN)
def test_broken(targets):
    assert judged(targets).status is Status.BREACHED
    assert judged(targets, as_of=date(YEAR, 12, 31)).status is Status.NOT_DUE


def test_who_is_missing_is_named():
    assert judged(LIST[1:2]).reason.text(ZH) == "应列入审计清单的 3 个，没有列入：本级、SHOP"


def test_bodies_it_owns_are_on_the_list():
    assert judged(LIST, affiliates=(HALL,)).status is Status.BREACHED
    assert judged([*LIST, target("hall", "institution")], affiliates=(HALL,)).status is Status.MET
    assert judged(LIST, affiliates=(replace(HALL, owner_id="city"),)).status is Status.MET


def test_subordinates_of_other_years_are_not_missed():
    gone = replace(SHOP, dissolved_on=date(YEAR - 1, 12, 31))
    assert judged(LIST[:2], unions=(CITY, QU, STREET, gone)).status is Status.MET


def test_without_a_regulation_the_list_is_not_enough():
    assert judged(LIST, []).status is Status.BREACHED
    assert judged(LIST, [regulation("finance")]).status is Status.BREACHED
    assert judged(LIST, [], as_of=date(YEAR, 12, 31)).status is Status.NOT_DUE


def test_a_regulation_without_a_number_is_no_more_than_its_title():
    bare = [regulation("audit", document_no=None)]
    answer = judged(LIST, bare)
    assert (answer.status, answer.reason.text(ZH)) == (
        Status.NO_DATA, "本级和所属、下一级单位共 3 个都已列入审计清单，但审计监督制度没有文号",
    )  # fmt: skip
    assert judged(LIST, bare, as_of=date(YEAR + 1, 6, 30)).status is Status.NOT_DUE
    assert judged(LIST, [*bare, regulation("audit")]).status is Status.MET


def test_half_a_year_does_not_tell_what_the_list_was_at_its_end():
    for day, status in ((date(YEAR, 8, 1), Status.NOT_DUE), (LATER, Status.NO_DATA)):
        assert judged(LIST, as_of=day, stage="midyear").status is status
        assert judged(LIST[:1], as_of=day, stage="midyear").status is status


@pytest.mark.parametrize("missing", ["audit_targets", "regulations"])
def test_missing(missing):
    assert decide("2-7-1", case(package(**{missing: None}))).status is Status.NO_DATA


def stages(first, second, third):
    given = {"2-4-5": first, "2-4-6": second, "2-4-7": third}
    return decide("2-7-3", replace(case(package()), given=given))


GOOD, BAD, WAITING = met(say("好")), breached(say("坏")), awaiting(say("等"))
LATER_ON, UNKNOWN, NOT_ASKED = not_due(say("早")), no_data(say("缺")), not_applicable(say("无"))
STAGES = {
    "all three": ((GOOD, GOOD, GOOD), Status.MET),
    "one broken": ((GOOD, BAD, GOOD), Status.BREACHED),
    "one broken, one unknown": ((UNKNOWN, GOOD, BAD), Status.BREACHED),
    "one unknown": ((GOOD, GOOD, UNKNOWN), Status.NO_DATA),
    "one to come": ((GOOD, GOOD, LATER_ON), Status.NOT_DUE),
    "one not confirmed yet": ((WAITING, GOOD, GOOD), Status.AWAITING_SUPERIOR),
    "one not asked": ((NOT_ASKED, GOOD, GOOD), Status.MET),
    "none asked": ((NOT_ASKED, NOT_ASKED, NOT_ASKED), Status.NOT_APPLICABLE),
}


@pytest.mark.parametrize(("answers", "status"), STAGES.values(), ids=STAGES)
def test_before_during_and_after(answers, status):
    assert stages(*answers).status is status


def test_each_stage_is_told_and_the_worst_shows_its_cells():
    cell = Cell(file="x.csv", row=2, column="a")
    answer = stages(GOOD, breached(say("坏"), cell), NOT_ASKED)
    assert answer.reason.text(ZH) == "事前审查：符合、事中审查：不符合"
    assert answer.cells == (cell,)


def test_its_parts_are_named_so_that_they_are_decided_first():
    assert BY_CLAUSE["2-7-3"].parts == ("2-4-5", "2-4-6", "2-4-7")
    assert decide("2-7-3", case(package())).status is Status.NOT_APPLICABLE
