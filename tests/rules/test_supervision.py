"""3-2: self-inspection, inspection of subordinates each year and within the term."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.rules.build import CITY, QU, SHOP, STREET, YEAR, case, decide, inspection, package, work
from yangguang.core.language import ZH
from yangguang.rules.catalogue import BY_CLAUSE
from yangguang.rules.judge.model import Status, Weight

BOTH = [inspection("street"), inspection("shop")]
ENDED = replace(QU, term_start=date(2025, 1, 1), term_end=date(2025, 12, 31))


CONFIRMED = package("street", inspections=BOTH[:1])  # of the two only the street owes the table


def judged(*given, qu=ENDED, street=STREET, shop=SHOP, as_of=date(2026, 7, 15), year=2025):
    return decide("3-2-4", case(*given, unions=(CITY, qu, street, shop), as_of=as_of, year=year))


KEPT = {
    "both in one year": BOTH,
    "first and last day of the term": [inspection("street", date(2025, 1, 1)), inspection("shop", date(2025, 12, 31))],
}
BROKEN = {
    "none": [],
    "one of two": [inspection("street")],
    "a project review is no full inspection": [inspection("street"), inspection("shop", kind="project_review")],
    "the day before the term": [inspection("street"), inspection("shop", date(2024, 12, 31))],
    "the day after the term": [inspection("street"), inspection("shop", date(2026, 1, 1))],
}


@pytest.mark.parametrize("rows", KEPT.values(), ids=KEPT)
def test_kept(rows):
    seen = package("street", inspections=rows[:1])
    assert judged(package(inspections=rows), seen).status is Status.MET


def test_how_many_were_inspected_and_which_were_not_is_told():
    reason = judged(package(inspections=BOTH[:1])).reason.text(ZH)
    assert reason == "本届任期内应全面检查直管工会 2 个，已检查 1 个；尚未检查：SHOP"


@pytest.mark.parametrize("rows", BROKEN.values(), ids=BROKEN)
def test_broken(rows):
    assert judged(package(inspections=rows)).status is Status.BREACHED
    assert judged(package(inspections=rows), as_of=date(2025, 12, 31)).status is Status.NOT_DUE


def test_inspections_of_every_year_of_the_term_count():
    term = replace(QU, term_start=date(2024, 1, 1), term_end=date(2025, 12, 31))
    given = (package(inspections=BOTH[:1]), package(year=2024, inspections=[inspection("shop", date(2024, 5, 1))]))
    assert judged(*given, CONFIRMED, qu=term).status is Status.MET


def test_a_year_that_discloses_nothing_leaves_it_open():
    term = replace(QU, term_start=date(2024, 1, 1), term_end=date(2025, 12, 31))
    assert judged(package(inspections=BOTH[:1]), qu=term).status is Status.NO_DATA
    assert judged(package(inspections=BOTH), CONFIRMED, qu=term).status is Status.MET


def test_the_last_year_of_the_term_may_still_be_disclosed():
    answer = judged(package(inspections=None), as_of=date(2026, 6, 30))
    assert (answer.status, answer.weight) == (Status.NOT_DUE, Weight.WARNING)
    assert judged(package(inspections=None), as_of=date(2026, 7, 1)).status is Status.NO_DATA


def test_years_before_the_clauses_bound_or_the_union_existed_have_no_books_to_miss():
    term = replace(QU, term_start=date(2013, 1, 1), term_end=date(2016, 12, 31))
    books = [package(year=year, inspections=[]) for year in (2015, 2016)]
    assert judged(*books, qu=term, year=2016).status is Status.BREACHED
    assert judged(books[1], qu=term, year=2016).status is Status.NO_DATA
    young = replace(ENDED, term_start=date(2024, 12, 1), founded_on=date(2025, 1, 5))
    assert judged(package(inspections=[]), qu=young).status is Status.BREACHED


def test_a_year_disclosed_in_part_leaves_it_open():
    rows = BOTH[:1]
    for day, status in ((date(2026, 6, 30), Status.NOT_DUE), (date(2026, 7, 1), Status.NO_DATA)):
        assert judged(package(inspections=rows, stage="midyear"), as_of=day).status is status
    term = replace(QU, term_start=date(2024, 1, 1), term_end=date(2025, 12, 31))
    before = package(year=2024, inspections=[inspection("shop", date(2024, 5, 1))], stage="midyear")
    assert judged(package(inspections=[]), before, qu=term).status is Status.NO_DATA
    assert judged(package(inspections=rows), before, CONFIRMED, qu=term).status is Status.MET


def test_where_no_deadline_is_set_the_last_year_is_owed_at_once():
    found = case(package(inspections=None), unions=(CITY, ENDED, STREET, SHOP), as_of=date(2026, 1, 1))
    rows = tuple(row for row in found.policy.parameters if row.name != "stage_deadline_final")
    law = replace(found.policy, parameters=rows)
    assert decide("3-2-4", replace(found, policy=law)).status is Status.NO_DATA


def test_late_in_the_term_open_inspections_are_pointed_out():
    term = replace(QU, term_start=date(2025, 1, 1), term_end=date(2025, 4, 11))  # one hundred days
    at = [judged(package(inspections=[]), qu=term, as_of=day).weight for day in (date(2025, 3, 22), date(2025, 3, 23))]
    assert at == [None, Weight.WARNING]


def test_a_subordinate_counts_from_its_180th_day():
    older, newer = replace(SHOP, founded_on=date(2025, 7, 4)), replace(SHOP, founded_on=date(2025, 7, 5))
    assert judged(package(inspections=BOTH[:1]), shop=older).status is Status.BREACHED
    assert judged(package(inspections=BOTH[:1]), CONFIRMED, shop=newer).status is Status.MET


def test_where_every_subordinate_is_new_nobody_is_missed():
    new = {"founded_on": date(2025, 12, 1)}
    found = judged(package(), street=replace(STREET, **new), shop=replace(SHOP, **new))
    assert found.status is Status.NOT_APPLICABLE


def test_a_subordinate_of_unknown_age_or_dissolved_later_is_missed():
    for facts in ({"founded_on": None}, {"dissolved_on": date(2026, 1, 1)}):
        assert judged(package(inspections=BOTH[:1]), shop=replace(SHOP, **facts)).status is Status.BREACHED


def test_a_dissolved_subordinate_is_not_missed():
    gone = replace(SHOP, dissolved_on=date(2025, 12, 31))
    assert judged(package(inspections=BOTH[:1]), CONFIRMED, shop=gone).status is Status.MET


SEEN = {
    "on the day": ({"street": [inspection("street")]}, Status.MET),
    "among others": ({"street": [inspection("street"), inspection("street", date(2025, 10, 1))]}, Status.MET),
    "on another day": ({"street": [inspection("street", date(2025, 9, 2))]}, Status.AWAITING_SUPERIOR),
    "as another kind": ({"street": [inspection("street", kind="guidance")]}, Status.AWAITING_SUPERIOR),
    "not at all": ({"street": []}, Status.AWAITING_SUPERIOR),
    "table owed and missing": ({"street": None}, Status.AWAITING_SUPERIOR),
    "no package": ({}, Status.AWAITING_SUPERIOR),
    "on another day where it is not owed": (
        {"street": [inspection("street")], "shop": [inspection("shop", date(2025, 9, 2))]},
        Status.AWAITING_SUPERIOR,
    ),
}


@pytest.mark.parametrize(("theirs", "status"), SEEN.values(), ids=SEEN)
def test_subordinates_confirm_the_full_inspection(theirs, status):
    below = [package(name, inspections=rows) for name, rows in theirs.items()]
    assert judged(package(inspections=BOTH), *below).status is status


def test_without_subordinates_nothing_is_asked():
    answer = decide("3-2-4", case(package("shop"), union_id="shop"))
    assert answer.status is Status.NOT_APPLICABLE
    assert answer.reason.text(ZH) == "没有直管的下级工会"


def test_a_year_before_the_term_is_not_its_business():
    assert judged(package(year=2024), year=2024).status is Status.NOT_APPLICABLE


def test_without_the_dates_of_the_term_there_is_no_data():
    assert judged(package(), qu=replace(QU, term_end=None)).status is Status.NO_DATA
    assert judged(package(), qu=replace(QU, term_start=None)).status is Status.NO_DATA


# 3-2-1: self-inspection.

INSPECTED = work("self_inspection", cases_received=3, cases_resolved=3)
SELF = {
    "all put right": ([INSPECTED], Status.MET),
    "some still open": ([replace(INSPECTED, cases_resolved=1)], Status.MET),
    "nothing found": ([replace(INSPECTED, cases_received=0, cases_resolved=0)], Status.MET),
    "more put right than found": ([replace(INSPECTED, cases_resolved=4)], Status.BREACHED),
    "one of two uncounted, a document": (
        [INSPECTED, work("self_inspection", date(YEAR, 9, 1), document_no="1")],
        Status.ATTESTED,
    ),
    "not counted, a link": ([work("self_inspection", document_url="documents/a.pdf")], Status.ATTESTED),
    "found counted, put right not": ([work("self_inspection", cases_received=3)], Status.NO_DATA),
    "put right counted, found not": ([work("self_inspection", cases_resolved=3)], Status.NO_DATA),
    "on new year's eve": ([replace(INSPECTED, date=date(YEAR, 12, 31))], Status.MET),
    "only next year's": ([replace(INSPECTED, date=date(YEAR + 1, 1, 1))], Status.BREACHED),
    "only a training": ([replace(INSPECTED, kind="integrity_training")], Status.BREACHED),
    "none": ([], Status.BREACHED),
    "table missing": (None, Status.NO_DATA),
}


@pytest.mark.parametrize(("rows", "status"), SELF.values(), ids=SELF)
def test_self_inspection(rows, status):
    assert decide("3-2-1", case(package(activities=rows))).status is status


def test_a_self_inspection_may_still_take_place_this_year():
    uncounted = package(activities=[work("self_inspection")])
    for given in (package(), uncounted):
        assert decide("3-2-1", case(given, as_of=date(YEAR, 12, 31))).status is Status.NOT_DUE
    assert decide("3-2-1", case(uncounted)).status is Status.NO_DATA


def test_findings_of_several_self_inspections_are_summed():
    rows = [INSPECTED, work("self_inspection", date(YEAR, 9, 1), cases_received=2, cases_resolved=1)]
    answer = decide("3-2-1", case(package(activities=rows)))
    assert answer.reason.text(ZH) == "自查自纠 2 次，发现问题 5 个，已纠正 4 个"
    assert [one.name for one in answer.parameters] == ["self_inspections_per_year"]


# 3-2-2: the regulation itself is tested with those of 2-1-5.


def test_only_a_union_with_subordinates_needs_rules_for_inspecting_them():
    assert decide("3-2-2", case(package("shop"), union_id="shop")).status is Status.NOT_APPLICABLE


# 3-2-3: subordinates inspected each year.

GUIDED = inspection("street", kind="guidance")
YEARLY = {
    "confirmed": ([GUIDED], {"street": [GUIDED]}, Status.MET),
    "one of two confirmed": ([GUIDED, inspection("shop")], {"street": [GUIDED]}, Status.MET),
    "any kind of inspection": (
        [inspection("street", kind="project_review")],
        {"street": [inspection("street", kind="project_review")]},
        Status.MET,
    ),
    "of a union that does not owe the table": ([inspection("shop")], {}, Status.MET),
    "not confirmed": ([GUIDED], {"street": []}, Status.AWAITING_SUPERIOR),
    "its own inspection of another": ([GUIDED], {"street": [inspection("shop")]}, Status.AWAITING_SUPERIOR),
    "on another day": ([GUIDED], {"street": [inspection("street", date(YEAR, 9, 2))]}, Status.AWAITING_SUPERIOR),
    "no package below": ([GUIDED], {}, Status.AWAITING_SUPERIOR),
    "one owes the table, one does not": ([GUIDED, inspection("shop")], {}, Status.AWAITING_SUPERIOR),
    "none": ([], {}, Status.BREACHED),
    "only last year's": ([inspection("street", date(YEAR - 1, 12, 31))], {}, Status.BREACHED),
    "only next year's": ([inspection("street", date(YEAR + 1, 1, 1))], {}, Status.BREACHED),
    "of a union that is not below": ([inspection("city")], {}, Status.BREACHED),
    "table missing": (None, {}, Status.NO_DATA),
}


@pytest.mark.parametrize(("rows", "theirs", "status"), YEARLY.values(), ids=YEARLY)
def test_subordinates_inspected_each_year(rows, theirs, status):
    below = [package(name, inspections=seen) for name, seen in theirs.items()]
    assert decide("3-2-3", case(package(inspections=rows), *below)).status is status


def test_who_was_dissolved_before_it_had_to_report_is_not_waited_for():
    own = package(inspections=[GUIDED])
    for day, status in ((date(YEAR + 1, 6, 29), Status.MET), (date(YEAR + 1, 6, 30), Status.AWAITING_SUPERIOR)):
        unions = (CITY, QU, replace(STREET, dissolved_on=day), SHOP)
        assert decide("3-2-3", case(own, unions=unions)).status is status


def test_an_inspection_counts_from_its_day_and_may_still_come_this_year():
    given = package(inspections=[inspection("shop", date(YEAR, 9, 1))])
    assert decide("3-2-3", case(given, as_of=date(YEAR, 8, 31))).status is Status.NOT_DUE
    assert decide("3-2-3", case(given, as_of=date(YEAR, 9, 1))).status is Status.MET
    assert decide("3-2-3", case(package(), as_of=date(YEAR, 12, 31))).status is Status.NOT_DUE


def test_the_share_inspected_is_shown():
    rows = [inspection("shop"), inspection("shop", date(YEAR, 10, 1))]
    text = decide("3-2-3", case(package(inspections=rows))).reason.text(ZH)
    assert text.startswith("检查指导 2 次，直管工会 2 个中检查了 1 个，覆盖 50.0%")


def test_only_unions_that_existed_count_as_subordinates():
    def status(**facts):
        unions = (CITY, QU, replace(SHOP, **facts))
        return decide("3-2-3", case(package(), unions=unions)).status

    assert status(dissolved_on=date(YEAR - 1, 12, 31)) is Status.NOT_APPLICABLE
    assert status(founded_on=date(YEAR + 1, 1, 1)) is Status.NOT_APPLICABLE
    assert status() is Status.BREACHED


WEIGHTS = {"3-2-1": Weight.WARNING, "3-2-2": Weight.WARNING, "3-2-3": Weight.WARNING, "3-2-4": Weight.HARD}


@pytest.mark.parametrize(("clause_id", "weight"), WEIGHTS.items())
def test_weights_and_silence(clause_id, weight):
    assert BY_CLAUSE[clause_id].weight is weight
    silent = decide(clause_id, case()).status
    assert silent is (Status.NOT_DUE if clause_id == "3-2-4" else Status.NO_DATA)
