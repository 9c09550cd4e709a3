"""Which cells a verdict lists, where a row or a column is listed for what it says: the rest of the evidence is tried whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.rules.build import (
    CITY,
    LATER,
    QU,
    SHOP,
    STREET,
    YEAR,
    account,
    audit,
    case,
    decide,
    filing,
    finding,
    inspection,
    package,
    project,
    regulation,
    spent,
    target,
)
from tests.rules.test_remittances import got, paid
from yangguang.core.language import ZH
from yangguang.core.sentence import say
from yangguang.records.oversight import Disclosure
from yangguang.rules.forms.names import some
from yangguang.rules.judge.model import Status

NEXT = YEAR + 1


def shown(answer, table, row=None, union_id="qu"):
    """The columns listed of a table, of one row of it or of all."""
    of = [one for one in answer.cells if one.file.split("/")[2] == union_id and one.file.endswith(f"/{table}.csv")]
    return {one.column for one in of if row in {None, one.row}}


def test_names_that_are_sentences_stand_in_the_order_of_their_words():
    pair = say("{a}", a="2"), say("{b}", b="1")
    assert [one.text(ZH) for one in some(pair)] == ["1", "2"]


def test_of_an_audit_list_those_who_belong_on_it_are_shown():
    rows = [
        replace(target(*one), row=at)
        for at, one in enumerate([("self",), ("street", "child_union"), ("P1", "project")], 2)
    ]
    answer = decide(
        "2-7-1", case(package(audit_targets=rows, regulations=[regulation("audit")]), unions=(CITY, QU, STREET))
    )
    assert [bool(shown(answer, "audit_targets", row)) for row in (2, 3, 4)] == [True, True, False]


@pytest.mark.parametrize(("subject_id", "year"), [("annual_execution-self", False), (None, True)])
def test_a_record_that_names_no_report_is_known_by_its_year(subject_id, year):
    told = filing("report", date(NEXT, 4, 1), "audit_notice", subject_id=subject_id, period_covered=str(YEAR))
    answer = decide("2-7-6", case(package(audits=[audit()], filings=[told])))
    assert (answer.status, "period_covered" in shown(answer, "filings")) == (Status.MET, year)
    row = Disclosure(
        disclosure_id="G", subject="audit_result", subject_id=subject_id, fiscal_year=YEAR, date=date(NEXT, 3, 5),
        channel="website", audience="public",
    )  # fmt: skip
    for clause in ("2-7-8", "2-7-9"):
        given = package(audits=[audit()], disclosures=[row], regulations=[regulation("audit_disclosure")])
        answer = decide(clause, case(given))
        assert (answer.status, "fiscal_year" in shown(answer, "disclosures")) == (Status.MET, year), clause


def test_of_several_publications_the_first_is_shown():
    rows = [
        Disclosure(
            disclosure_id=str(day),
            subject="audit_result",
            subject_id="annual_execution-self",
            date=date(NEXT, 3, day),
            channel="website",
            audience="public",
            row=day,
        )
        for day in (9, 5)
    ]
    answer = decide("2-7-9", case(package(audits=[audit()], disclosures=rows)))
    assert {one.row for one in answer.cells if one.file.endswith("disclosures.csv")} == {5}
    assert answer.reason.text(ZH) == "已出报告 1 份，公开 1 份"


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"risk": "high"}, "风险高"),
        ({"repeat_of": "W0"}, "重复发生"),
        ({"risk": "high", "repeat_of": "W0"}, "风险高、重复发生"),
    ],
)
def test_why_a_warning_was_due_is_said(facts, why):
    before = package(year=YEAR - 1, findings=[finding("W0")], audits=[audit()])
    now = package(findings=[finding(warned_on=date(NEXT, 3, 9), **facts)], audits=[audit()])
    assert decide("2-7-5", case(now, before)).reason.text(ZH) == f"问题W1{why}，2026年3月9日已警示"


def test_when_a_finding_was_put_right_is_shown_of_those_that_were():
    rows = [
        finding("W1", status="rectified", rectified_on=date(NEXT, 4, 1), revisited_on=date(NEXT, 4, 9), row=2),
        finding("W2", row=3),
    ]
    answer = decide("2-7-7", case(package(findings=rows, audits=[audit()])))
    assert ["rectified_on" in shown(answer, "findings", row) for row in (2, 3)] == [True, False]


def test_what_is_due_is_shown_by_the_end_that_says_it():
    own = [paid(row=2), got("30", "city", kind="subsidy", row=3)]
    theirs = [got(row=4), paid("30", "qu", kind="subsidy", row=5)]
    answer = decide("2-3-4", case(package(transfers=own), package("city", transfers=theirs)))
    assert ["due" in shown(answer, "transfers", row) for row in (2, 3)] == [True, False]
    assert ["due" in shown(answer, "transfers", row, "city") for row in (4, 5)] == [True, False]


def test_everything_that_could_only_be_compared_as_one_is_shown():
    own = [paid(row=2), paid(quarter=2, row=3)]
    theirs = [got("60", row=4), got("140", quarter=2, row=5)]
    answer = decide("2-3-4", case(package(transfers=own), package("city", transfers=theirs)))
    assert answer.status is Status.MET
    assert {one.row for one in answer.cells} == {2, 3, 4, 5}


class TestFullInspections:
    ended = replace(QU, term_start=date(YEAR, 1, 1), term_end=date(YEAR, 12, 31))

    def judged(self, rows, theirs):
        given = package(inspections=rows), package("street", inspections=theirs)
        return decide("3-2-4", case(*given, unions=(CITY, self.ended, STREET), as_of=LATER))

    def test_of_several_the_first_that_the_inspected_show_is_enough_and_is_shown(self):
        rows = [replace(inspection("street", date(YEAR, month, 1)), row=month) for month in (3, 5, 7)]
        answer = self.judged(rows, rows[1:])
        assert (answer.status, {one.row for one in answer.cells if "inspections" in one.file}) == (Status.MET, {5})

    def test_where_they_show_none_the_last_is_shown(self):
        day = date(YEAR, 3, 1)
        rows = [replace(inspection("street", day), inspection_id=name, row=at) for at, name in ((2, "b"), (3, "a"))]
        answer = self.judged(rows, [])
        assert answer.status is Status.AWAITING_SUPERIOR
        assert {one.row for one in answer.cells if "inspections" in one.file} == {2}


def test_projects_are_shown_of_accounts_that_are_planned_by_project():
    rows = [replace(project(), row=2), replace(project("50601", project_id="P2"), row=3)]
    answer = decide("2-4-2", case(package(accounts=[account(), account("50601")], projects=rows)))
    assert [bool(shown(answer, "projects", row)) for row in (2, 3)] == [True, False]


def test_the_initial_budget_is_shown_where_no_other_is():
    rows = [replace(spent(actual="90"), row=2), replace(spent("abroad", adjusted="95", actual="90"), row=3)]
    answer = decide("2-5-10", case(package(three_public=rows)))
    assert ["budget_initial" in shown(answer, "three_public", row) for row in (2, 3)] == [True, False]
    halves = [
        replace(account(), actual_h1=account().actual, row=2),
        replace(account("50502", adjusted="95"), actual_h1=account().actual, row=3),
    ]
    review = audit(kind="midyear_review", report_on=date(YEAR, 8, 1))
    answer = decide("2-4-6", case(package(accounts=halves, audits=[review])))
    assert ["budget_initial" in shown(answer, "accounts", row) for row in (2, 3)] == [True, False]


def test_last_years_actual_is_shown():
    given = package(three_public=[spent(actual="90")]), package(year=YEAR - 1, three_public=[spent(actual="95")])
    answer = decide("2-5-6", case(*given))
    assert {one.file.split("/")[3] for one in answer.cells} == {str(YEAR), str(YEAR - 1)}


def test_the_years_own_audit_is_shown_before_another():
    other = audit(kind="special_fund", report_on=date(YEAR, 9, 1), row=2)
    answer = decide("2-5-7", case(package(audits=[other, audit(row=3)], findings=[])))
    assert {one.row for one in answer.cells} == {3}


def test_the_answer_of_the_superior_is_its_own_to_tell():
    votes = [filing(step, date(YEAR, 1, 14)) for step in ("committee_review", "funds_committee_review")]
    approval = filing("superior_approval", date(YEAR, 2, 10), amount=account().budget_initial, document_no="1号", row=7)
    for above, told in (([replace(approval, subject_id="qu")], False), ([], True)):
        given = package(accounts=[account()], filings=[*votes, approval]), package("city", filings=above)
        answer = decide("2-4-10", case(*given, unions=(CITY, QU, STREET, SHOP)))
        assert ("outcome" in shown(answer, "filings", 7)) is told


def test_half_a_year_without_last_year_is_compared_once_it_is_whole():
    for day, status in ((date(NEXT, 6, 30), Status.NOT_DUE), (date(NEXT, 7, 1), Status.NO_DATA)):
        given = package(three_public=[spent(actual="90")], stage="midyear")
        assert decide("2-5-6", case(given, as_of=day)).status is status
