"""2-2: activities of several forms, receptions, appeals, channels, outstanding issues."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.rules.build import CITY, OVERVIEW, QU, YEAR, appeals, case, decide, package, union, work  # fmt: skip
from tests.rules.conduct import EVE, received
from yangguang.core.language import ZH
from yangguang.rules.judge.model import Status, Weight


def act(subkind="文体", day=date(YEAR, 5, 1), **facts):
    return work("member_activity", day, subkind=subkind, **facts)


FORMS = {
    "two forms": ([act(), act("帮扶")], Status.MET),
    "three forms": ([act(), act("帮扶"), act("走访")], Status.MET),
    "one form, twice": ([act(), act(day=date(YEAR, 9, 1))], Status.BREACHED),
    "one form, another not stated": ([act(), act(None)], Status.NO_DATA),
    "two activities, no form stated": ([act(None), act(None)], Status.NO_DATA),
    "one activity, no form stated": ([act(None)], Status.BREACHED),
    "two forms, one of last year": ([act(), act("帮扶", date(YEAR - 1, 12, 31))], Status.BREACHED),
    "another kind of work": ([act(), replace(act("帮扶"), kind="policy_study")], Status.BREACHED),
    "nothing": ([], Status.BREACHED),
    "table missing": (None, Status.NO_DATA),
}


@pytest.mark.parametrize(("held", "status"), FORMS.values(), ids=FORMS)
def test_activities_of_several_forms(held, status):
    assert decide("2-2-4", case(package(activities=held))).status is status


@pytest.mark.parametrize("held", [[], [act()], [act(), act(None)]], ids=["none", "one form", "a form not stated"])
def test_more_activities_may_follow_until_the_year_ends(held):
    assert decide("2-2-4", case(package(activities=held), as_of=EVE)).status is Status.NOT_DUE
    midyear = package(activities=held, stage="midyear")
    assert decide("2-2-4", case(midyear)).status is Status.NO_DATA


def test_the_reason_tells_the_forms_or_that_there_was_nothing():
    rows = [act("走访"), act("帮扶"), act("文体")]
    assert decide("2-2-4", case(package(activities=rows))).reason.text(ZH).endswith("形式 3 种：帮扶、文体、走访")
    nothing = decide("2-2-4", case(package()))
    assert nothing.reason.text(ZH) == "2025年组织联系服务职工活动 0 次，应至少 1 次"


def test_both_defaults_are_shown_with_the_activities():
    answer = decide("2-2-4", case(package(activities=[act(), act("帮扶")])))
    assert {one.name for one in answer.parameters} == {"member_activities_per_year", "member_activity_forms"}
    assert all("参照默认值" in one.basis for one in answer.parameters)


# Receptions. With a cycle of 92 days: 1 January + 92 = 3 April, and so on to 1 October + 91 = 31 December.

LED = replace(OVERVIEW, responsible_role="chair", reception_cycle_days=92)


QUARTERS = [date(YEAR, 4, 3), date(YEAR, 7, 4), date(YEAR, 10, 1)]


def judged(rows, overview=LED, *others, **facts):
    given = package(activities=rows, overview=None if overview is None else [overview])
    return decide("2-2-5", case(given, *others, **facts))


RECEPTIONS = {
    "every quarter": (QUARTERS, Status.MET),
    "a day too late in the year": ([date(YEAR, 4, 4), *QUARTERS[1:]], Status.BREACHED),
    "a day too long between two": ([QUARTERS[0], date(YEAR, 7, 5), QUARTERS[2]], Status.BREACHED),
    "the last 93 days before the end": ([*QUARTERS[:2], date(YEAR, 9, 29)], Status.BREACHED),
    "the last 92 days before the end": ([*QUARTERS[:2], date(YEAR, 9, 30)], Status.MET),
    "none": ([], Status.BREACHED),
}


@pytest.mark.parametrize(("days", "status"), RECEPTIONS.values(), ids=RECEPTIONS)
def test_receptions(days, status):
    assert judged(received(*days)).status is status


def test_the_year_is_not_judged_before_it_ends():
    assert judged(received(QUARTERS[0]), as_of=EVE).status is Status.NOT_DUE
    assert judged(received(*QUARTERS), as_of=EVE).status is Status.NOT_DUE
    assert judged(received(*QUARTERS, role="副主席"), as_of=EVE).status is Status.NOT_DUE
    assert judged(received(*QUARTERS, role=None), as_of=EVE).status is Status.NOT_DUE
    assert judged(received(*QUARTERS), as_of=EVE + timedelta(days=1)).status is Status.MET


def test_without_a_declared_cycle_the_default_is_used_and_shown():
    undeclared = replace(LED, reception_cycle_days=None)
    assert judged(received(*QUARTERS), undeclared).status is Status.MET
    assert judged(received(date(YEAR, 4, 4), *QUARTERS[1:]), undeclared).status is Status.BREACHED
    assert [one.name for one in judged(received(*QUARTERS), undeclared).parameters] == ["reception_cycle_days"]
    assert judged(received(*QUARTERS)).parameters == ()


def test_a_shorter_cycle_binds_the_union_that_declares_it():
    assert judged(received(*QUARTERS), replace(LED, reception_cycle_days=91)).status is Status.BREACHED
    assert judged(received(date(YEAR, 7, 2)), replace(LED, reception_cycle_days=182)).status is Status.MET


def test_last_years_last_reception_begins_the_first_interval():
    before = package(year=YEAR - 1, activities=received(date(YEAR - 1, 1, 9), date(YEAR - 1, 12, 31)))
    assert judged(received(*QUARTERS), LED, before).status is Status.BREACHED
    assert judged(received(date(YEAR, 4, 2), date(YEAR, 7, 2), date(YEAR, 10, 1)), LED, before).status is Status.MET
    other_work = package(year=YEAR - 1, activities=[work("policy_study", date(YEAR - 1, 6, 1))])
    assert judged(received(*QUARTERS), LED, other_work).status is Status.MET
    in_part = replace(before, descriptor=replace(before.descriptor, stage="midyear"))
    assert judged(received(*QUARTERS), LED, in_part).status is Status.MET
    mistaken = package(year=YEAR - 1, activities=received(date(YEAR - 2, 6, 1)))
    assert judged(received(*QUARTERS), LED, mistaken).status is Status.MET


def test_a_new_union_receives_from_its_first_day_and_a_dissolved_one_to_its_last():
    new = (CITY, replace(QU, founded_on=date(YEAR, 7, 1)))
    assert judged(received(date(YEAR, 10, 1)), unions=new).status is Status.MET
    unknown = (CITY, replace(QU, founded_on=None))
    assert judged(received(*QUARTERS), unions=unknown).status is Status.MET
    gone = (CITY, replace(QU, dissolved_on=date(YEAR, 6, 30)))
    assert judged(received(QUARTERS[0]), unions=gone).status is Status.MET


ROLES = {
    "the chair": ("chair", "区总工会主席", Status.MET),
    "the chair with another office": ("chair", "党组书记、主席", Status.MET),
    "chair and vice chair together": ("chair", "主席、副主席", Status.MET),
    "only a vice chair": ("chair", "副主席", Status.BREACHED),
    "another leader": ("chair", "经费审查委员会主任", Status.BREACHED),
    "the acting vice chair": ("acting_vice_chair", "副主席", Status.MET),
    "not the acting vice chair": ("acting_vice_chair", "经费审查委员会主任", Status.BREACHED),
    "a role not stated": ("chair", None, Status.NO_DATA),
    "nobody declared responsible": (None, "工会主席", Status.NO_DATA),
}


@pytest.mark.parametrize(("responsible", "role", "status"), ROLES.values(), ids=ROLES)
def test_the_responsible_leader_takes_part(responsible, role, status):
    answer = judged(received(*QUARTERS, role=role), replace(LED, responsible_role=responsible))
    assert answer.status is status


def test_one_reception_by_the_chair_is_enough_if_every_role_is_stated():
    rows = [*received(*QUARTERS[:2], role="副主席"), *received(QUARTERS[2])]
    assert judged(rows).status is Status.MET
    assert judged([*received(*QUARTERS[:2]), *received(QUARTERS[2], role=None)]).status is Status.NO_DATA


def test_below_the_district_only_a_chair_receives():
    def of_the_shop(role, as_of=date(2026, 7, 15)):
        given = package("shop", activities=[], overview=[replace(LED, responsible_role=role)])
        return decide("2-2-5", case(given, union_id="shop", as_of=as_of)).status

    assert of_the_shop("chair") is Status.BREACHED
    assert of_the_shop("acting_vice_chair") is Status.NOT_APPLICABLE
    assert of_the_shop(None) is Status.NO_DATA
    assert of_the_shop(None, date(YEAR, 3, 31)) is Status.NOT_DUE


@pytest.mark.parametrize(
    "kind", ["municipal", "district", "development_zone", "industrial", "bureau", "corporate_group", "university"]
)
def test_larger_unions_receive_whoever_leads_them(kind):
    one = union("u", None, kind)
    given = package("u", activities=[], overview=[replace(LED, responsible_role="acting_vice_chair")])
    assert decide("2-2-5", case(given, union_id="u", unions=(one,))).status is Status.BREACHED


def test_receptions_need_both_tables():
    assert judged(None).status is Status.NO_DATA
    assert judged(received(*QUARTERS), None).status is Status.NO_DATA
    assert decide("2-2-5", case(package(activities=[], overview=[]))).status is Status.BREACHED


def test_the_longest_interval_is_named():
    text = judged(received(date(YEAR, 1, 10), date(YEAR, 6, 1), date(YEAR, 9, 1))).reason.text(ZH)
    assert "2025年1月10日至2025年6月1日间隔 142 日" in text


# Appeals.


def test_appeals_settled_in_time():
    answer = decide("2-2-6", case(package(appeals=[appeals(), appeals("safety", 10, 10)])))
    assert (answer.status, answer.weight) == (Status.MET, None)
    assert "办结率 95.0%" in answer.reason.text(ZH)


def test_one_appeal_overdue_in_any_category():
    answer = decide("2-2-6", case(package(appeals=[appeals(), appeals("safety", overdue=1)])))
    assert (answer.status, answer.weight) == (Status.BREACHED, Weight.WARNING)
    assert "超期 1 件" in answer.reason.text(ZH)


def test_appeals_of_a_year_that_is_not_over():
    assert decide("2-2-6", case(package(appeals=[appeals()]), as_of=EVE)).status is Status.NOT_DUE
    assert decide("2-2-6", case(package(appeals=[appeals(overdue=1)]), as_of=EVE)).status is Status.BREACHED


def test_an_appeal_of_last_year_is_overdue_in_this_one():
    answer = decide("2-2-6", case(package(appeals=[appeals(received=0, resolved=0, overdue=2)])))
    assert (answer.status, answer.reason.text(ZH)) == (Status.BREACHED, "没有受理职工诉求；超期 2 件")


def test_without_appeals_there_is_nothing_to_settle():
    assert decide("2-2-6", case(package(appeals=[]))).status is Status.NOT_APPLICABLE
    assert decide("2-2-6", case(package(appeals=[appeals(received=0, resolved=0)]))).status is Status.NOT_APPLICABLE
    assert decide("2-2-6", case(package(appeals=[appeals(received=1, resolved=0)]))).status is Status.MET
    assert decide("2-2-6", case(package(appeals=None))).status is Status.NO_DATA
