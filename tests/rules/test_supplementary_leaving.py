"""X-2: who leaves office is audited."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.rules.build import CITY, LATER, QU, YEAR, case, decide, package  # fmt: skip
from tests.rules.supplementary import ABOVE_TELLS, DISSOLVED, LAST, NEXT, accountability, of
from yangguang.core.language import ZH
from yangguang.records.finances import Overview
from yangguang.rules.judge.model import Status

# a chair whose term ends is audited

TAKEN = date(YEAR, 3, 1)


def arrived(since=TAKEN):
    return [Overview(members=180, responsible_role="chair", responsible_since=since)]


X2_KEPT = {
    "on the last day": [accountability()],
    "before the change, within as many days": [accountability(date(YEAR - 1, 9, 2))],
    "one in time and one too late": [accountability(date(NEXT, 1, 1)), accountability()],
    "named by its own identifier": [accountability(target_id="qu")],
}


X2_BROKEN = {
    "none": [],
    "a day late": [accountability(date(YEAR, 8, 29))],
    "a day too early to be about this change": [accountability(date(YEAR - 1, 9, 1))],
    "another kind of audit": [accountability(kind="annual_execution")],
    "of a subordinate": [accountability(target_id="street")],
    "without a report": [accountability(None)],
}


@pytest.mark.parametrize("audits", X2_KEPT.values(), ids=X2_KEPT)
def test_x2_kept(audits):
    assert decide("X-2", case(package(overview=arrived(), audits=audits))).status is Status.MET


@pytest.mark.parametrize("audits", X2_BROKEN.values(), ids=X2_BROKEN)
def test_x2_broken(audits):
    given = package(overview=arrived(), audits=audits)
    assert decide("X-2", case(given, ABOVE_TELLS)).status is Status.BREACHED


SILENT_ABOVE = {
    "no package": [],
    "no audits": [package("city", audits=None)],
    "half a year": [package("city", stage="midyear")],
    "another year": [package("city", year=LAST)],
}


@pytest.mark.parametrize("above", SILENT_ABOVE.values(), ids=SILENT_ABOVE)
def test_the_audit_may_stand_in_the_superiors_books(above):
    lacking = decide("X-2", case(package(overview=arrived()), *above))
    assert (lacking.status, "上级工会2025年的审计没有公开" in lacking.reason.text(ZH)) == (Status.NO_DATA, True)
    assert decide("X-7", case(package(), *above, unions=DISSOLVED)).status is Status.NO_DATA


def test_books_that_nobody_knows_of_tell_nothing_of_an_audit():
    given = case(package(overview=arrived()), ABOVE_TELLS)
    unknown = replace(given, neighbours=replace(given.neighbours, books={}))
    assert decide("X-2", given).status is Status.BREACHED
    assert decide("X-2", unknown).status is Status.NO_DATA


def test_x2_and_x7_of_the_topmost_union_have_nobody_else_to_ask():
    top = of(CITY, dissolved_on=date(YEAR, 9, 30))
    given = package("city", overview=arrived())
    assert decide("X-2", case(given, union_id="city")).status is Status.BREACHED
    assert decide("X-7", case(given, union_id="city", unions=top)).status is Status.BREACHED


def test_x2_and_x7_what_half_a_year_does_not_show_is_not_missed():
    early = package(overview=arrived(), stage="midyear")
    for day, status in ((date(NEXT, 6, 30), Status.NOT_DUE), (LATER, Status.NO_DATA)):
        assert decide("X-2", case(early, ABOVE_TELLS, as_of=day)).status is status
        assert decide("X-7", case(early, ABOVE_TELLS, unions=DISSOLVED, as_of=day)).status is status
    assert decide("X-2", case(package(stage="midyear"))).status is Status.NO_DATA


def test_x2_waits_for_the_day_and_for_the_year():
    changed = date(YEAR, 12, 1)
    given = package(overview=arrived(changed))
    due = date(NEXT, 5, 30)
    assert decide("X-2", case(given, as_of=due)).status is Status.NOT_DUE
    assert decide("X-2", case(given, ABOVE_TELLS, as_of=date(NEXT, 5, 31))).status is Status.BREACHED
    assert decide("X-2", case(package(overview=arrived()), as_of=date(YEAR, 12, 31))).status is Status.NOT_DUE
    assert decide("X-2", case(given, as_of=date(YEAR, 11, 30))).status is Status.NOT_APPLICABLE
    assert decide("X-2", case(given, as_of=changed)).status is Status.NOT_DUE


def test_x2_the_end_of_the_term_is_a_change_too():
    ends = of(QU, term_end=date(YEAR, 6, 30))
    assert decide("X-2", case(package(), ABOVE_TELLS, unions=ends)).status is Status.BREACHED
    assert decide("X-2", case(package(audits=[accountability(date(YEAR, 12, 27))]), unions=ends)).status is Status.MET
    assert (
        decide("X-2", case(package(audits=[accountability(date(YEAR, 12, 28))]), unions=ends)).status is Status.BREACHED
    )


def test_x2_the_later_of_two_changes_is_judged():
    ends = of(QU, term_end=date(YEAR, 1, 31))
    answer = decide("X-2", case(package(overview=arrived(), audits=[accountability()]), unions=ends))
    assert (answer.status, "2025年3月1日" in answer.reason.text(ZH)) == (Status.MET, True)


def test_x2_the_superior_may_audit():
    above = package("city", audits=[accountability(target_id="qu")])
    answer = decide("X-2", case(package(overview=arrived()), above))
    assert answer.status is Status.MET
    assert answer.cells[-1].file == f"unions/d1/city/{YEAR}/audits.csv"


def test_x2_next_years_books_may_show_it():
    later = package(year=NEXT, audits=[accountability(date(NEXT, 5, 30))])
    assert decide("X-2", case(package(overview=arrived(date(YEAR, 12, 1))), later)).status is Status.MET


def test_x2_neither():
    assert decide("X-2", case(package())).status is Status.NOT_APPLICABLE
    assert decide("X-2", case(package(overview=arrived(date(LAST, 12, 31))))).status is Status.NOT_APPLICABLE
    founded = of(QU, founded_on=date(YEAR, 3, 1), term_start=None, term_end=None)
    assert decide("X-2", case(package(overview=arrived()), unions=founded)).status is Status.NOT_APPLICABLE
    assert decide("X-2", case(package(overview=arrived(), audits=None))).status is Status.NO_DATA
    assert decide("X-2", case(package(overview=None))).status is Status.NO_DATA


def test_x2_and_x7_name_the_table_that_is_missing():
    ended = package(overview=arrived(), audits=None)
    for rule, unions in (("X-2", (CITY, QU)), ("X-7", DISSOLVED)):
        answer = decide(rule, case(ended, ABOVE_TELLS, unions=unions))
        assert (answer.status, answer.reason.values["table"].zh) == (Status.NO_DATA, "审计项目")


def test_x2_says_what_is_wrong():
    def told(*audits):
        return decide("X-2", case(package(overview=arrived(), audits=audits))).reason.text(ZH)

    assert "经济责任审查报告于2025年8月29日出具，应不晚于2025年8月28日" in told(accountability(date(YEAR, 8, 29)))
    assert "没有经济责任审查的记录，应不晚于2025年8月28日" in told(accountability(date(LAST, 9, 1)))


def test_x2_a_report_counts_from_its_own_day():
    given = package(overview=arrived(date(YEAR, 12, 1)), audits=[accountability(date(NEXT, 2, 1))])
    assert decide("X-2", case(given, as_of=date(NEXT, 2, 1))).status is Status.MET
    assert decide("X-2", case(given, as_of=date(NEXT, 1, 31))).status is Status.NOT_DUE


ABOVE = {
    "another kind": accountability(target_id="qu", kind="child_union"),
    "without a report": accountability(None, "qu"),
    "of another union": accountability(target_id="street"),
}


@pytest.mark.parametrize("one", ABOVE.values(), ids=ABOVE)
def test_x2_only_the_superiors_accountability_audit_of_this_union_counts(one):
    given = (package(overview=arrived()), package("city", audits=[one]))
    assert decide("X-2", case(*given)).status is Status.BREACHED


def test_x2_the_superiors_report_counts_from_its_own_day():
    given = (
        package(overview=arrived(date(YEAR, 12, 1))),
        package("city", audits=[accountability(date(NEXT, 2, 1), "qu")]),
    )
    assert decide("X-2", case(*given, as_of=date(NEXT, 2, 1))).status is Status.MET
    assert decide("X-2", case(*given, as_of=date(NEXT, 1, 31))).status is Status.NOT_DUE


def test_x2_a_term_that_ended_another_year_and_a_union_of_unknown_age():
    assert decide("X-2", case(package(), unions=of(QU, term_end=date(LAST, 12, 31)))).status is Status.NOT_APPLICABLE
    ageless = of(QU, founded_on=None)
    assert decide("X-2", case(package(overview=arrived()), ABOVE_TELLS, unions=ageless)).status is Status.BREACHED
    assert decide("X-2", case()).status is Status.NO_DATA
