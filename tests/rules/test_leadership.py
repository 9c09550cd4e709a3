"""3-1: who is responsible, the integrity plan, its way to the superior."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.rules.build import CITY, LATER, OVERVIEW, QU, YEAR, case, decide, filing, package
from yangguang.core.address import Sheet
from yangguang.core.language import ZH
from yangguang.rules.catalogue import BY_CLAUSE
from yangguang.rules.judge.model import Cell, Status, Weight

EVE = date(YEAR, 12, 31)
NAMED = replace(OVERVIEW, responsible_role="chair", responsible_since=date(2023, 5, 10), working_office="办公室")

CHAIR = {
    "the chair": ({}, Status.MET, None),
    "the acting vice chair": ({"responsible_role": "acting_vice_chair"}, Status.MET, Weight.INDICATOR),
    "in office since today": ({"responsible_since": LATER}, Status.MET, None),
    "in office from tomorrow": ({"responsible_since": date(2026, 7, 16)}, Status.BREACHED, None),
    "no role": ({"responsible_role": None}, Status.NO_DATA, None),
    "no date": ({"responsible_since": None}, Status.NO_DATA, None),
}


@pytest.mark.parametrize(("facts", "status", "weight"), CHAIR.values(), ids=CHAIR)
def test_the_chair_is_responsible(facts, status, weight):
    answer = decide("3-1-1", case(package(overview=[replace(NAMED, **facts)])))
    assert (answer.status, answer.weight) == (status, weight)


def test_an_overview_is_owed_from_the_budget_stage():
    given = package(overview=[replace(NAMED, responsible_role=None)], stage="budget")
    assert decide("3-1-1", case(given, as_of=date(YEAR, 3, 31))).status is Status.NOT_DUE
    assert decide("3-1-1", case(given, as_of=date(YEAR, 4, 1))).status is Status.NO_DATA
    assert decide("3-1-1", case(package(overview=[]))).status is Status.NO_DATA
    assert decide("3-1-1", case(package(overview=None))).status is Status.NO_DATA


def test_a_vacancy_may_still_be_filled_this_year():
    given = package(overview=[replace(NAMED, responsible_since=date(2027, 1, 1))])
    assert decide("3-1-1", case(given, as_of=EVE)).status is Status.NOT_DUE


NAMES = {
    "office and person": ({}, Status.MET),
    "no office": ({"working_office": None}, Status.BREACHED),
    "no person": ({"responsible_role": None}, Status.BREACHED),
}


@pytest.mark.parametrize(("facts", "status"), NAMES.values(), ids=NAMES)
def test_office_and_person_named(facts, status):
    given = package(overview=[replace(NAMED, **facts)])
    assert decide("3-1-3", case(given)).status is status
    assert decide("3-1-3", case(given, as_of=EVE)).status is (Status.NOT_DUE if facts else Status.MET)


def test_an_empty_overview_names_neither():
    assert decide("3-1-3", case(package(overview=[]))).reason.text(ZH) == "没有明确工作机构、责任人员"
    assert decide("3-1-3", case(package(overview=None))).status is Status.NO_DATA


# The plan. The term began on 1 January 2023.


def plan(step="issue", day=date(YEAR, 2, 20), **facts):
    facts = {"outcome": "filed" if step == "record_filing" else "issued", "document_no": f"{step}-{day}"} | facts
    return filing(step, day, "integrity_plan", **facts)


def above(day=date(YEAR, 3, 5), year=YEAR, **facts):
    row = plan("record_filing", day, **({"subject_id": "qu"} | facts))
    return package("city", year=year, filings=[row])


YOUNG = (CITY, replace(QU, founded_on=date(2023, 1, 1)))
OLD = (CITY, QU)
BEFORE = [package(year=2023), package(year=2024)]
PLANS = {
    "with a number": ([plan()], Status.ATTESTED, None),
    "with a link": ([plan(document_no=None, document_url="documents/plan.pdf")], Status.ATTESTED, None),
    "without either": ([plan(document_no=None)], Status.NO_DATA, None),
    "on the last day of the year": ([plan(day=EVE)], Status.ATTESTED, None),
    "on the day after": ([plan(day=date(YEAR + 1, 1, 1))], Status.BREACHED, None),
    "on the first day of the term": ([plan(day=date(2023, 1, 1))], Status.ATTESTED, None),
    "on the day before the term": ([plan(day=date(2022, 12, 31))], Status.BREACHED, Weight.WARNING),
    "an old one and a new one": ([plan(day=date(2020, 1, 1)), plan()], Status.ATTESTED, None),
    "rejected": ([plan(outcome="rejected")], Status.BREACHED, None),
    "only submitted": ([plan("submission")], Status.BREACHED, None),
    "another subject": ([filing("issue", date(YEAR, 2, 20))], Status.BREACHED, None),
    "none": ([], Status.BREACHED, None),
    "table missing": (None, Status.NO_DATA, None),
}


@pytest.mark.parametrize(("rows", "status", "weight"), PLANS.values(), ids=PLANS)
def test_the_plan(rows, status, weight):
    answer = decide("3-1-2", case(package(filings=rows), *BEFORE, unions=YOUNG))
    assert (answer.status, answer.weight) == (status, weight)


TOLD = {
    "every year of the union": ([2023, 2024], YOUNG, Status.BREACHED, None),
    "every year of the term": ([2023, 2024], OLD, Status.BREACHED, Weight.WARNING),
    "not the first year of the term": ([2024], OLD, Status.NO_DATA, None),
    "the first year of the term in part": ([2024, "2023 to midyear"], OLD, Status.NO_DATA, None),
    "this year alone": ([], OLD, Status.NO_DATA, None),
    "no term": ([2023, 2024], (CITY, replace(QU, term_start=None)), Status.NO_DATA, None),
    "a term of next year": ([2023, 2024], (CITY, replace(QU, term_start=date(YEAR + 1, 1, 1))), Status.NO_DATA, None),
    "a term of the last day": ([], (CITY, replace(QU, term_start=EVE)), Status.BREACHED, Weight.WARNING),
}


@pytest.mark.parametrize(("years", "unions", "status", "weight"), TOLD.values(), ids=TOLD)
def test_that_there_is_no_plan_is_told_by_every_year_in_which_it_may_have_been_issued(years, unions, status, weight):
    before = [
        package(year=int(str(year)[:4]), stage="midyear" if "midyear" in str(year) else "final") for year in years
    ]
    answer = decide("3-1-2", case(package(), *before, unions=unions))
    assert (answer.status, answer.weight) == (status, weight)
    old = decide("3-1-2", case(package(filings=[plan(day=date(2022, 12, 31))]), *before, unions=OLD))
    assert old.status is (Status.BREACHED if len(years) == 2 and 2023 in years else Status.NO_DATA)
    filed = decide("3-1-5", case(package(), *before, unions=unions))
    assert filed.status is (Status.BREACHED if unions is YOUNG else Status.NO_DATA)


def test_what_is_not_found_of_a_plan_is_said_with_the_years_that_tell_nothing():
    assert decide("3-1-2", case(package(), *BEFORE, unions=OLD)).reason.text(ZH) == (
        "没有印发廉洁办会实施方案的记录；本届任期自2023年1月1日起"
    )
    young = (CITY, replace(QU, founded_on=date(2024, 5, 1)))
    assert decide("3-1-2", case(package(), unions=young)).reason.text(ZH) == (
        "没有印发廉洁办会实施方案的记录；2024年的数据没有公开，无法核查"
    )


def test_a_plan_sent_after_the_year_may_stand_in_next_years_books():
    issued = package(filings=[plan(day=date(YEAR, 12, 20))])
    for day, status in ((date(YEAR + 1, 1, 10), Status.AWAITING_SUPERIOR), (date(YEAR, 12, 19), Status.BREACHED)):
        later = package(year=YEAR + 1, filings=[replace(SENT, date=day, period_covered=str(YEAR))])
        assert decide("3-1-5", case(issued, later)).status is status
        unnamed = package(year=YEAR + 1, filings=[replace(SENT, date=day)])
        assert decide("3-1-5", case(issued, unnamed)).status is Status.BREACHED
    of_this_year = replace(SENT, date=date(YEAR + 1, 1, 10), period_covered=str(YEAR))
    two_years_on = package(year=YEAR + 2, filings=[of_this_year])
    assert decide("3-1-5", case(issued, two_years_on)).status is Status.BREACHED


def test_the_plan_may_still_be_issued_this_year():
    assert decide("3-1-2", case(package(), as_of=EVE)).status is Status.NOT_DUE
    assert decide("3-1-2", case(package(filings=[plan()]), as_of=date(YEAR, 2, 19))).status is Status.NOT_DUE
    assert decide("3-1-2", case(package(filings=[plan()]), as_of=date(YEAR, 2, 20))).status is Status.ATTESTED
    old = package(filings=[plan(day=date(2022, 12, 31))])
    assert decide("3-1-2", case(old, as_of=EVE)).status is Status.NOT_DUE


def test_a_plan_of_an_earlier_year_is_still_in_force():
    before = package(year=YEAR - 1, filings=[plan(day=date(YEAR - 1, 2, 20))])
    assert decide("3-1-2", case(package(), before)).status is Status.ATTESTED
    after = package(year=YEAR + 1, filings=[plan(day=date(YEAR, 2, 20))])
    assert decide("3-1-2", case(package(), *BEFORE, after, unions=YOUNG)).status is Status.BREACHED


def test_a_term_that_had_not_begun_makes_no_plan_old():
    begun = replace(QU, term_start=EVE, term_end=date(2030, 12, 30))
    later = replace(QU, term_start=date(YEAR + 1, 1, 1), term_end=date(2030, 12, 31))
    unknown = replace(QU, term_start=None, term_end=None)
    found = [decide("3-1-2", case(package(filings=[plan()]), unions=(CITY, qu))) for qu in (begun, later, unknown)]
    assert [one.status for one in found] == [Status.BREACHED, Status.ATTESTED, Status.ATTESTED]


def test_the_start_of_the_term_is_shown_wherever_it_told_whether_a_plan_is_old_or_was_due():
    """Not where no year since the founding has a plan: then none was issued, whenever the term began."""
    begun = Cell(Sheet.of("registry/unions.csv"), QU.row, "term_start")
    for judged in (
        case(package(filings=[plan()]), above()),  # of this term, in the superior's books
        case(package(filings=[plan()])),
        case(package(filings=[plan(document_no=None)])),
        case(package(filings=[plan(day=date(2022, 12, 31))]), *BEFORE, unions=YOUNG),  # of the last one
        case(package(), *BEFORE, unions=OLD),
        case(package(), unions=OLD),
    ):
        assert begun in decide("3-1-2", judged).cells
    assert begun not in decide("3-1-2", case(package(), *BEFORE, unions=YOUNG)).cells


def test_the_superiors_record_confirms_that_there_is_a_plan():
    assert decide("3-1-2", case(package(filings=[plan()]), above())).status is Status.MET
    assert decide("3-1-2", case(package(filings=[plan(document_no=None)]), above())).status is Status.MET
    assert decide("3-1-2", case(package(filings=[plan()]), above(outcome="returned"))).status is Status.ATTESTED
    assert decide("3-1-2", case(package(filings=[plan()]), above(date(YEAR, 2, 19)))).status is Status.ATTESTED
    assert decide("3-1-2", case(package(filings=[plan()]), above(date(YEAR, 2, 20)))).status is Status.MET


def test_of_several_records_of_the_superior_the_last_is_shown():
    before = package(year=YEAR - 1, filings=[plan(day=date(YEAR - 1, 2, 20))])
    answer = decide("3-1-2", case(package(), before, above(date(YEAR - 1, 3, 5), YEAR - 1), above()))
    assert {cell.file for cell in answer.cells if "/city/" in cell.file} == {"unions/d1/city/2025/filings.csv"}


SENT = plan("submission", date(YEAR, 3, 1), outcome="reported")
FILED = {
    "confirmed": ([plan(), SENT], above(), Status.MET),
    "confirmed, though not claimed": ([plan()], above(), Status.MET),
    "confirmed for the year": ([plan(), SENT], above(period_covered="2025"), Status.MET),
    "confirmed for another year": ([plan(), SENT], above(period_covered="2024"), Status.AWAITING_SUPERIOR),
    "confirmed on the day": ([plan(), SENT], above(date(YEAR, 3, 1)), Status.MET),
    "recorded before it was sent": ([plan(), SENT], above(date(YEAR, 2, 28)), Status.AWAITING_SUPERIOR),
    "recorded before it was issued": ([plan()], above(date(YEAR, 2, 19)), Status.BREACHED),
    "returned": ([plan(), SENT], above(outcome="returned"), Status.BREACHED),
    "not mentioned": ([plan(), SENT], package("city", filings=[]), Status.AWAITING_SUPERIOR),
    "the superior is silent": ([plan(), SENT], None, Status.AWAITING_SUPERIOR),
    "filed by its own account": ([plan(), plan("record_filing", date(YEAR, 3, 5))], None, Status.AWAITING_SUPERIOR),
    "sent on the day of issue": (
        [plan(), plan("submission", date(YEAR, 2, 20), outcome="reported")],
        None,
        Status.AWAITING_SUPERIOR,
    ),
    "sent before it was issued": (
        [plan(), plan("submission", date(YEAR, 2, 19), outcome="reported")],
        None,
        Status.BREACHED,
    ),
    "never sent": ([plan()], package("city", filings=[]), Status.BREACHED),
    "no plan that anybody knows of": ([], package("city", filings=[]), Status.NO_DATA),
    "table missing": (None, None, Status.NO_DATA),
}


@pytest.mark.parametrize(("rows", "superior", "status"), FILED.values(), ids=FILED)
def test_the_plan_is_filed(rows, superior, status):
    given = (package(filings=rows), *((superior,) if superior else ()))
    assert decide("3-1-5", case(*given)).status is status


def test_a_plan_may_still_be_filed_this_year():
    assert decide("3-1-5", case(package(filings=[plan()]), as_of=EVE)).status is Status.NOT_DUE
    assert decide("3-1-5", case(package(), as_of=EVE)).status is Status.NOT_DUE


def test_a_new_plan_is_filed_anew():
    old = package(year=YEAR - 1, filings=[plan(day=date(YEAR - 1, 2, 20)), replace(SENT, date=date(YEAR - 1, 3, 1))])
    assert decide("3-1-5", case(package(), old)).status is Status.AWAITING_SUPERIOR
    assert decide("3-1-5", case(package(filings=[plan()]), old)).status is Status.BREACHED


def test_an_old_plan_may_have_been_filed_in_a_year_that_tells_nothing():
    old = package(year=2023, filings=[plan(day=date(2023, 2, 20))])
    for between, status in (([], Status.NO_DATA), ([package(year=2024)], Status.BREACHED)):
        assert decide("3-1-5", case(package(), old, *between)).status is status


def test_an_old_plan_was_confirmed_when_it_was_issued():
    old = package(year=YEAR - 1, filings=[plan(day=date(YEAR - 1, 2, 20))])
    then = above(date(YEAR - 1, 3, 5), YEAR - 1, period_covered="2024")
    assert decide("3-1-5", case(package(), old, then)).status is Status.MET


def test_the_evidence_names_both_sides():
    answer = decide("3-1-5", case(package(filings=[replace(plan(), row=2), replace(SENT, row=3)]), above()))
    assert {(cell.file.split("/")[2], cell.row) for cell in answer.cells} == {("qu", 2), ("qu", 3), ("city", 0)}
    assert "2025年2月20日印发，2025年3月1日报上级备案" in answer.reason.text(ZH)


def test_the_topmost_union_files_outside():
    assert decide("3-1-5", case(package("city"), union_id="city")).status is Status.NOT_APPLICABLE


def test_of_several_submissions_the_first_is_told():
    rows = [plan(), replace(SENT, date=date(YEAR, 4, 1)), SENT]
    assert "2025年3月1日报上级" in decide("3-1-5", case(package(filings=rows))).reason.text(ZH)
    answer = decide("3-1-5", case(package(filings=[plan()])))
    assert answer.reason.text(ZH) == "实施方案于2025年2月20日印发，其后没有报上级备案的记录"


def test_a_silent_year_before_holds_no_plan():
    city = package("city", year=YEAR - 1)
    assert decide("3-1-2", case(package(filings=[plan()]), city)).status is Status.ATTESTED


@pytest.mark.parametrize("clause_id", ["3-1-1", "3-1-2", "3-1-3", "3-1-5"])
def test_leadership_weighs_hard_and_needs_a_package(clause_id):
    assert BY_CLAUSE[clause_id].weight is Weight.HARD
    assert decide(clause_id, case()).status is Status.NO_DATA
