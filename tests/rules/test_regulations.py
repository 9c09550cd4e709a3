"""2-1, further: regulations in force, of all seven classes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.rules.build import YEAR, case, decide, package, regulation
from yangguang.core.language import ZH
from yangguang.rules.catalogue import BY_CLAUSE
from yangguang.rules.judge.model import Status, Weight

SEVEN = ["finance", "budget", "assets", "procurement", "audit", "disclosure", "integrity"]


def kept(*classes, **facts):
    return [regulation(class_, **facts) for class_ in classes]


def test_all_seven_classes_are_asked_for():
    assert decide("2-1-3", case(package(regulations=kept(*SEVEN)))).status is Status.MET
    for class_ in SEVEN:
        rest = [one for one in SEVEN if one != class_]
        assert decide("2-1-3", case(package(regulations=kept(*rest, "integrity_education")))).status is Status.BREACHED


def test_a_lacking_class_is_named_and_may_still_be_adopted_this_year():
    given = package(regulations=kept(*SEVEN[1:]))
    assert decide("2-1-3", case(given)).reason.text(ZH) == "应有 7 类制度，缺少：财务"
    assert decide("2-1-3", case(given, as_of=date(YEAR, 12, 31))).status is Status.NOT_DUE
    assert decide("2-1-3", case(package(regulations=None))).status is Status.NO_DATA
    assert len(decide("2-1-3", case(package(regulations=kept(*SEVEN)))).cells) == 4 * len(SEVEN)


def test_a_class_without_a_document_number_is_named_like_a_regulation_without_one():
    bare = kept("finance", document_no=None)
    given = package(regulations=[*bare, *kept(*SEVEN[1:])])
    answer = decide("2-1-3", case(given))
    assert (answer.status, answer.reason.text(ZH)) == (Status.NO_DATA, "7 类制度都有，但没有文号：财务")
    assert decide("2-1-3", case(given, as_of=date(YEAR + 1, 6, 30))).status is Status.NOT_DUE
    assert decide("2-1-3", case(package(regulations=[*bare, *kept(*SEVEN)]))).status is Status.MET


@pytest.mark.parametrize("stage", ["budget", "midyear"])
def test_books_in_part_do_not_tell_what_is_in_force_at_the_end_of_the_year(stage):
    rows = kept(*SEVEN, *ATTESTED_BY_REGULATION.values())
    for clause_id in ("2-1-3", *ATTESTED_BY_REGULATION):
        given = package(regulations=rows, stage=stage)
        assert decide(clause_id, case(given, as_of=date(YEAR, 8, 1))).status is Status.NOT_DUE
        assert decide(clause_id, case(given)).status is Status.NO_DATA


IN_FORCE = {
    "adopted on the last day": ({"adopted_on": date(YEAR, 12, 31)}, Status.ATTESTED),
    "adopted the day after": ({"adopted_on": date(YEAR + 1, 1, 1)}, Status.BREACHED),
    "repealed on the last day": ({"repealed_on": date(YEAR, 12, 31)}, Status.BREACHED),
    "repealed the day after": ({"repealed_on": date(YEAR + 1, 1, 1)}, Status.ATTESTED),
    "without a number": ({"document_no": None}, Status.NO_DATA),
}


ATTESTED_BY_REGULATION = {"2-1-5": "integrity_education", "2-2-3": "worker_liaison", "3-2-2": "supervision"}


@pytest.mark.parametrize(("clause_id", "class_"), ATTESTED_BY_REGULATION.items())
@pytest.mark.parametrize(("facts", "status"), IN_FORCE.values(), ids=IN_FORCE)
def test_a_regulation_in_force(facts, status, clause_id, class_):
    assert decide(clause_id, case(package(regulations=[regulation(class_, **facts)]))).status is status


@pytest.mark.parametrize(("clause_id", "class_"), ATTESTED_BY_REGULATION.items())
def test_no_regulation(clause_id, class_):
    given = package(regulations=kept(*(one for one in [*SEVEN, *ATTESTED_BY_REGULATION.values()] if one != class_)))
    assert decide(clause_id, case(given)).status is Status.BREACHED
    assert decide(clause_id, case(given, as_of=date(YEAR, 12, 31))).status is Status.NOT_DUE
    assert decide(clause_id, case(package(regulations=None))).status is Status.NO_DATA


def test_before_the_year_ends_the_day_of_judgement_counts():
    given = package(regulations=[regulation("integrity_education", date(YEAR, 6, 1))])
    assert decide("2-1-5", case(given, as_of=date(YEAR, 5, 31))).status is Status.NOT_DUE
    assert decide("2-1-5", case(given, as_of=date(YEAR, 6, 1))).status is Status.ATTESTED


def test_of_several_regulations_the_newest_with_a_number_is_named():
    rows = [
        replace(regulation("integrity_education"), title="旧", row=2),
        replace(regulation("integrity_education", date(YEAR, 1, 1)), title="新", row=3),
        replace(regulation("integrity_education", date(YEAR, 2, 1), document_no=None), title="无号", row=4),
    ]
    answer = decide("2-1-5", case(package(regulations=rows)))
    assert answer.reason.values["title"] == "新"
    assert {cell.row for cell in answer.cells} == {3}


WEIGHTS = {"2-1-1": Weight.INDICATOR, "2-1-3": Weight.WARNING, "2-1-5": Weight.WARNING, "2-1-6": Weight.HARD}


@pytest.mark.parametrize(("clause_id", "weight"), WEIGHTS.items())
def test_weights_and_silence(clause_id, weight):
    assert BY_CLAUSE[clause_id].weight is weight
    silent = decide(clause_id, case()).status
    assert silent is Status.NO_DATA
