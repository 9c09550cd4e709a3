"""2-1: rules studied, regulations in force, integrity training each year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.rules.build import OVERVIEW, YEAR, asking, case, decide, package, training, work
from yangguang.core.language import ZH
from yangguang.rules.judge.model import Status, Weight

TWELVE_AND_EIGHT = [training(attended_count=12), training(date(YEAR, 9, 1), attended_count=8)]


KEPT = {
    "one training, all cadres": [training()],
    "nobody of the more that were due stayed away": [training(due_count=50, attended_count=50)],
    "one of two sessions": [training(), training(date(YEAR, 9, 1), attended_count=None)],
    "all who are, nobody counted who was due": [training(due_count=None)],
    "on new year's eve": [training(date(YEAR, 12, 31))],
}


BROKEN = {
    "none": ([], Weight.HARD),
    "only last year's": ([training(date(YEAR - 1, 12, 31))], Weight.HARD),
    "only a policy study": ([replace(training(), kind="policy_study")], Weight.HARD),
    "one cadre stayed away": ([training(attended_count=19)], Weight.WARNING),
    "two sessions that cannot reach all": (
        [training(attended_count=9), training(date(YEAR, 9, 1), attended_count=10)],
        Weight.WARNING,
    ),
}


NEITHER = {
    "table missing": (None, {}, Status.NO_DATA),
    "year not over": ([], {"as_of": date(YEAR, 12, 31)}, Status.NOT_DUE),
    "year not over, not all yet": ([training(attended_count=19)], {"as_of": date(YEAR, 12, 31)}, Status.NOT_DUE),
    "not all yet, the rest of the year unreported": (
        [training(attended_count=19)],
        {"as_of": date(YEAR + 1, 6, 30), "stage": "midyear"},
        Status.NOT_DUE,
    ),
    "year over, reported to midyear only": ([], {"as_of": date(YEAR + 1, 6, 30), "stage": "midyear"}, Status.NOT_DUE),
    "never reported to its end": ([], {"stage": "midyear"}, Status.NO_DATA),
    "no head count but a document": (
        [training(attended_count=None, due_count=None, document_no="廉〔2025〕1号")],
        {},
        Status.ATTESTED,
    ),
    "no head count but a link": (
        [training(attended_count=None, document_url="documents/training.pdf")],
        {},
        Status.ATTESTED,
    ),
    "a document for one of two without a head count": (
        [training(attended_count=None, document_no="1"), training(date(YEAR, 9, 1), attended_count=None)],
        {},
        Status.ATTESTED,
    ),
    "neither head count nor document, year not over": (
        [training(attended_count=None)],
        {"as_of": date(YEAR, 12, 31)},
        Status.NOT_DUE,
    ),
    "neither head count nor document": ([training(attended_count=None)], {}, Status.NO_DATA),
    "two sessions that may have had the same persons": (TWELVE_AND_EIGHT, {}, Status.NO_DATA),
    "the same, year not over": (TWELVE_AND_EIGHT, {"as_of": date(YEAR, 12, 31)}, Status.NOT_DUE),
    "the same, with a document": (
        [replace(TWELVE_AND_EIGHT[0], document_no="1"), TWELVE_AND_EIGHT[1]],
        {},
        Status.ATTESTED,
    ),
    "more seats than cadres, one of them empty": ([training(due_count=50, attended_count=49)], {}, Status.NO_DATA),
    "more seats than cadres, who was due unsaid": ([training(due_count=None, attended_count=21)], {}, Status.NO_DATA),
}


@pytest.mark.parametrize("held", KEPT.values(), ids=KEPT)
def test_kept(held):
    assert decide("2-1-6", case(package(activities=held))).status is Status.MET


@pytest.mark.parametrize(("held", "weight"), BROKEN.values(), ids=BROKEN)
def test_broken(held, weight):
    answer = decide("2-1-6", case(package(activities=held)))
    assert answer.status is Status.BREACHED
    assert (answer.weight or Weight.HARD) is weight


@pytest.mark.parametrize("clause_id", ["2-1-6", "2-1-1", "2-2-4", "3-2-1"])
def test_a_policy_that_asks_for_none_judges_nothing_where_there_is_none(clause_id):
    judged = case(package(activities=[]))
    none = tuple(replace(row, value="0") if row.unit == "count" else row for row in judged.policy.parameters)
    judged = replace(judged, policy=replace(judged.policy, parameters=none))
    assert decide(clause_id, judged).status is Status.NOT_APPLICABLE


@pytest.mark.parametrize(("held", "facts", "status"), NEITHER.values(), ids=NEITHER)
def test_neither(held, facts, status):
    as_of = {"as_of": facts["as_of"]} if "as_of" in facts else {}
    given = package(activities=held, stage=facts.get("stage", "final"))
    assert decide("2-1-6", case(given, **as_of)).status is status


def test_without_an_overview_the_session_says_how_many_were_due():
    given = package(activities=[training(due_count=30, attended_count=30)], overview=None)
    assert decide("2-1-6", case(given)).status is Status.MET


def test_the_reason_tells_all_from_perhaps_all():
    every = decide("2-1-6", case(package(activities=[training()])))
    assert every.reason.text(ZH) == "开展廉政教育培训 1 次，20 名工会干部全部参加"
    some = decide("2-1-6", case(package(activities=[training(attended_count=15)])))
    assert some.reason.text(ZH) == "开展廉政教育培训 1 次，工会干部 20 人中至多 15 人参加，覆盖 75.0%"
    found = decide("2-1-6", case(package(activities=TWELVE_AND_EIGHT)))
    assert found.reason.text(ZH) == (
        "开展廉政教育培训 2 次，共 20 人次，工会干部 20 人；各次到会的人可能相同，是否全部参加无法核查，也没有佐证"
    )
    unknown = decide("2-1-6", case(package(activities=[training(attended_count=None, document_no="1")])))
    assert unknown.reason.text(ZH) == "开展廉政教育培训 1 次，没有填全应到、实到人数，覆盖面无法核查；1 次有佐证"
    uncounted = package(activities=[training(due_count=None, document_no="1")], overview=None)
    assert decide("2-1-6", case(uncounted)).reason == unknown.reason


def test_the_overview_says_how_many_cadres_there_are_before_any_session():
    given = package(activities=[training(due_count=10, attended_count=10)])
    assert decide("2-1-6", case(given)).status is Status.BREACHED
    unsaid = package(activities=[training(due_count=10, attended_count=10)], overview=[replace(OVERVIEW, cadres=None)])
    assert decide("2-1-6", case(unsaid)).status is Status.MET


UNSAID = {
    "no overview": None,
    "an empty overview": [],
    "an overview without the number": [replace(OVERVIEW, cadres=None)],
}


@pytest.mark.parametrize("overview", UNSAID.values(), ids=UNSAID)
def test_the_session_due_for_most_says_how_many_cadres_there_are(overview):
    def status(*held):
        return decide("2-1-6", case(package(activities=held, overview=overview))).status

    small = training(due_count=10, attended_count=10)
    assert status(small) is Status.MET
    assert status(small, training(due_count=30, attended_count=15)) is Status.BREACHED
    assert status(small, training(due_count=None, attended_count=5)) is Status.MET
    assert status(training(due_count=None, attended_count=5)) is Status.NO_DATA


def test_one_session_that_all_attended_is_enough():
    held = [training(), training(date(YEAR, 9, 1), attended_count=5)]
    found = decide("2-1-6", case(package(activities=held)))
    assert found.reason.text(ZH) == "开展廉政教育培训 2 次，20 名工会干部全部参加"


def test_the_reason_names_the_cells():
    answer = decide("2-1-6", case(package(activities=[replace(training(), row=7)])))
    assert {(cell.file, cell.row, cell.column) for cell in answer.cells} == {
        *(("unions/d1/qu/2025/activities.csv", 7, name) for name in ("kind", "date", "due_count", "attended_count")),
        ("unions/d1/qu/2025/overview.csv", 0, "cadres"),
    }
    assert OVERVIEW.cadres == 20


STUDY = work("policy_study", document_no="学〔2025〕1号")


STUDIES = {
    "with a number": ([STUDY], Status.ATTESTED),
    "with a link": ([work("policy_study", document_url="documents/study.pdf")], Status.ATTESTED),
    "one of two with a number": ([work("policy_study", date(YEAR, 2, 1)), STUDY], Status.ATTESTED),
    "on new year's eve": ([replace(STUDY, date=date(YEAR, 12, 31))], Status.ATTESTED),
    "without evidence": ([work("policy_study")], Status.NO_DATA),
    "none": ([], Status.BREACHED),
    "only last year's": ([replace(STUDY, date=date(YEAR - 1, 12, 31))], Status.BREACHED),
    "only next year's": ([replace(STUDY, date=date(YEAR + 1, 1, 1))], Status.BREACHED),
    "only a training": ([training(document_no="1")], Status.BREACHED),
    "table missing": (None, Status.NO_DATA),
}


@pytest.mark.parametrize("clause_id", ["2-1-1", "2-2-1"])
@pytest.mark.parametrize(("held", "status"), STUDIES.values(), ids=STUDIES)
def test_rules_studied(held, status, clause_id):
    answer = decide(clause_id, case(package(activities=held)))
    assert (answer.status, answer.weight) == (status, None)


@pytest.mark.parametrize("clause_id", ["2-1-1", "2-2-1"])
def test_evidence_is_needed_of_as_many_sessions_as_are_asked_for(clause_id):
    first = replace(STUDY, date=date(YEAR, 2, 1))
    for rows, status in (([first, STUDY], Status.ATTESTED), ([first, work("policy_study")], Status.NO_DATA)):
        judged = asking(case(package(activities=rows)), studies_per_year="2")
        assert decide(clause_id, judged).status is status


def test_what_was_studied_though_nobody_asks_for_it_needs_evidence_too():
    for rows, status in (
        ([STUDY], Status.ATTESTED),
        ([work("policy_study")], Status.NO_DATA),
        ([], Status.NOT_APPLICABLE),
    ):
        judged = asking(case(package(activities=rows)), studies_per_year="0")
        assert decide("2-1-1", judged).status is status


def test_evidence_may_still_come_until_the_year_ends():
    unproven = package(activities=[work("policy_study")])
    assert decide("2-1-1", case(unproven, as_of=date(YEAR, 12, 31))).status is Status.NOT_DUE
    assert decide("2-1-1", case(unproven)).reason.text(ZH) == "2025年开展规定学习 1 次，但没有佐证"
    one_of_three = asking(
        case(package(activities=[STUDY, *(work("policy_study", date(YEAR, month, 1)) for month in (6, 7))])),
        studies_per_year="2",
    )
    assert decide("2-1-1", one_of_three).reason.text(ZH) == "2025年开展规定学习 2 次，但没有佐证"
    assert decide("2-1-1", case(package(activities=[STUDY]))).reason.text(ZH) == "2025年开展规定学习 1 次，有佐证"


def test_rules_may_still_be_studied_until_the_year_ends():
    assert decide("2-1-1", case(package(), as_of=date(YEAR, 12, 31))).status is Status.NOT_DUE
    assert decide("2-1-1", case(package(activities=[STUDY]), as_of=date(YEAR, 4, 30))).status is Status.NOT_DUE
    assert decide("2-1-1", case(package(activities=[STUDY]), as_of=date(YEAR, 5, 1))).status is Status.ATTESTED
    assert decide("2-1-1", case(package())).parameters[0].name == "studies_per_year"
