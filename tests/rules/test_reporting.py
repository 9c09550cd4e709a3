"""3-3-3 and 3-3-4: disclosures and audit reports go to the superior each year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.rules.build import YEAR, audit, case, decide, filing, package
from yangguang.core.language import ZH
from yangguang.rules.catalogue import BY_CLAUSE
from yangguang.rules.judge.model import Status, Weight

DUE = date(YEAR + 1, 3, 31)


def sent(day=DUE, subject="disclosure_report", **facts):
    return filing("submission", day, subject, **({"document_no": f"工-{day}"} | facts))


def receipt(day=date(YEAR + 1, 4, 1), subject="disclosure_report", step="superior_receipt", **facts):
    return filing(step, day, subject, **({"subject_id": "qu", "outcome": "received"} | facts))


def above(*rows, year=YEAR):
    return package("city", year=year, filings=rows)


def judged(rows, *others, **facts):
    return decide("3-3-3", case(package(filings=rows), *others, **facts))


REPORTED = {
    "received": ([sent()], [above(receipt())], Status.MET),
    "received on the day": ([sent()], [above(receipt(DUE))], Status.MET),
    "filed": ([sent()], [above(receipt(step="record_filing", outcome="filed"))], Status.MET),
    "approved": ([sent()], [above(receipt(step="superior_approval", outcome="approved"))], Status.MET),
    "received, in next year's books": (
        [sent()],
        [above(receipt(period_covered="2025年度"), year=YEAR + 1)],
        Status.MET,
    ),
    "next year's books leave the year open": ([sent()], [above(receipt(), year=YEAR + 1)], Status.AWAITING_SUPERIOR),
    "received for another year": ([sent()], [above(receipt(period_covered="2024"))], Status.AWAITING_SUPERIOR),
    "another step": ([sent()], [above(receipt(step="submission"))], Status.AWAITING_SUPERIOR),
    "another subject": ([sent()], [above(receipt(subject="audit_report"))], Status.AWAITING_SUPERIOR),
    "received before it was sent": ([sent()], [above(receipt(date(YEAR + 1, 3, 30)))], Status.AWAITING_SUPERIOR),
    "returned": ([sent()], [above(receipt(outcome="returned"))], Status.BREACHED),
    "returned, then received": (
        [sent()],
        [above(receipt(outcome="returned"), receipt(date(YEAR + 1, 5, 1), filing_id="2"))],
        Status.MET,
    ),
    "the superior is silent": ([sent()], [], Status.AWAITING_SUPERIOR),
    "the superior does not mention it": ([sent()], [above()], Status.AWAITING_SUPERIOR),
    "sent again after the deadline": ([sent(), sent(date(YEAR + 1, 5, 1))], [above(receipt())], Status.MET),
    "sent a day late": ([sent(date(YEAR + 1, 4, 1))], [above(receipt())], Status.BREACHED),
    "only received, in time": ([], [above(receipt(DUE))], Status.MET),
    "only received, a day late": ([], [above(receipt())], Status.BREACHED),
    "sent for last year": ([sent(period_covered="2024")], [], Status.BREACHED),
    "another report": ([sent(subject="audit_report")], [], Status.BREACHED),
    "another step of it": ([filing("report", DUE, "disclosure_report")], [], Status.BREACHED),
    "nothing": ([], [], Status.BREACHED),
    "table missing": (None, [], Status.NO_DATA),
}


@pytest.mark.parametrize(("rows", "others", "status"), REPORTED.values(), ids=REPORTED)
def test_disclosures_reported(rows, others, status):
    assert judged(rows, *others).status is status


def test_the_report_is_not_missed_before_its_deadline():
    assert judged([], as_of=DUE).status is Status.NOT_DUE
    assert judged([], as_of=date(YEAR + 1, 4, 1)).status is Status.BREACHED
    assert judged([sent(date(YEAR + 1, 4, 1))], as_of=DUE).status is Status.NOT_DUE


def test_a_year_not_reported_to_its_end_proves_nothing():
    given = package(stage="midyear")
    assert decide("3-3-3", case(given, as_of=date(YEAR + 1, 6, 30))).status is Status.NOT_DUE
    assert decide("3-3-3", case(given)).status is Status.NO_DATA


def test_the_submission_may_stand_in_next_years_books():
    later = package(year=YEAR + 1, filings=[sent(period_covered="2025")])
    assert judged([], later).status is Status.AWAITING_SUPERIOR
    of_that_year = package(year=YEAR + 1, filings=[sent()])
    assert judged([], of_that_year).status is Status.NO_DATA, "it names no year and may be of this one"


def test_a_late_report_shows_both_sides():
    answer = judged([replace(sent(date(YEAR + 1, 4, 1)), row=5)], above(replace(receipt(), row=9)))
    assert {(cell.file.split("/")[2], cell.row) for cell in answer.cells} == {("qu", 5), ("city", 9)}
    assert answer.reason.text(ZH) == "2025年财务公开情况于2026年4月1日报上级工会，期限为2026年3月31日"
    assert [one.name for one in answer.parameters] == ["disclosure_report_deadline"]


def test_of_several_submissions_the_first_is_told():
    assert "2026年3月31日报上级" in judged([sent(date(YEAR + 1, 5, 1)), sent()]).reason.text(ZH)


@pytest.mark.parametrize("clause_id", ["3-3-3", "3-3-4"])
def test_who_reports_and_from_which_table(clause_id):
    city = package("city", audits=[REPORT])
    assert decide(clause_id, case(city, union_id="city")).status is Status.NOT_APPLICABLE
    assert decide(clause_id, case()).status is Status.NO_DATA
    filings_owed = case(package(filings=None), as_of=date(YEAR, 4, 1))
    assert decide(clause_id, filings_owed).status is Status.NO_DATA
    assert BY_CLAUSE[clause_id].weight is Weight.HARD


# The report on the annual audit, dated 1 March 2026.

REPORT = replace(audit(), audit_id="SJ-03", report_no="审〔2026〕3号")


def audit_sent(day=date(YEAR + 1, 4, 8), **facts):
    return sent(day, "audit_report", **facts)


def audit_received(day=date(YEAR + 1, 4, 15), **facts):
    return receipt(day, "audit_report", **facts)


AUDITS = {
    "received": ([audit_sent()], [audit_received()], Status.MET),
    "named by its id": ([audit_sent(subject_id="SJ-03")], [audit_received()], Status.MET),
    "named by its number": ([audit_sent(subject_id="X", document_no="审〔2026〕3号")], [], Status.AWAITING_SUPERIOR),
    "another audit's": ([audit_sent(subject_id="SJ-02")], [], Status.BREACHED),
    "another audit's, without a number": ([audit_sent(subject_id="SJ-02", document_no=None)], [], Status.BREACHED),
    "received by its id": (
        [audit_sent(document_no="工9")],
        [audit_received(subject_id="SJ-03", body_id="qu")],
        Status.MET,
    ),
    "another audit's received": (
        [audit_sent()],
        [audit_received(subject_id="SJ-02", body_id="qu")],
        Status.AWAITING_SUPERIOR,
    ),
    "returned": ([audit_sent()], [audit_received(outcome="returned")], Status.BREACHED),
    "received before it was sent": ([audit_sent()], [audit_received(date(YEAR + 1, 4, 7))], Status.AWAITING_SUPERIOR),
    "sent late, but sent": ([audit_sent(date(YEAR + 1, 7, 14))], [audit_received(date(2026, 7, 15))], Status.MET),
    "not mentioned": ([audit_sent()], [], Status.AWAITING_SUPERIOR),
    "only received": ([], [audit_received()], Status.MET),
    "another report sent": ([sent()], [], Status.BREACHED),
    "never sent": ([], [], Status.BREACHED),
    "sent for another year": ([audit_sent(period_covered="2023")], [], Status.BREACHED),
    "received for another year": ([], [audit_received(period_covered="2023")], Status.BREACHED),
    "received on its day": ([], [audit_received(date(YEAR + 1, 2, 1)), audit_received(REPORT.report_on)], Status.MET),
}


@pytest.mark.parametrize(("rows", "theirs", "status"), AUDITS.values(), ids=AUDITS)
def test_audit_report_reported(rows, theirs, status):
    assert decide("3-3-4", case(package(filings=rows, audits=[REPORT]), above(*theirs))).status is status
    unnumbered = replace(REPORT, report_no=None)
    if not any(row.document_no == REPORT.report_no for row in rows):
        assert decide("3-3-4", case(package(filings=rows, audits=[unnumbered]), above(*theirs))).status is status


def test_the_reason_says_when_the_report_was_first_sent():
    rows = [audit_sent(date(YEAR + 1, 5, 1)), audit_sent()]
    text = decide("3-3-4", case(package(filings=rows, audits=[REPORT]))).reason.text(ZH)
    assert text.startswith("2026年3月1日的本级年度审计报告于2026年4月8日报上级工会")
    answer = decide("3-3-4", case(package(filings=[*rows, audit_sent(REPORT.report_on)], audits=[REPORT])))
    assert "于2026年3月1日报上级工会" in answer.reason.text(ZH)
    by_id = decide("3-3-4", case(package(filings=[audit_sent(subject_id="SJ-03")], audits=[REPORT])))
    assert ["report_no" in {cell.column for cell in one.cells} for one in (answer, by_id)] == [True, False]
    text = decide("3-3-4", case(package(audits=[REPORT]))).reason.text(ZH)
    assert text == "2026年3月1日的本级年度审计报告没有报上级工会的记录；期限为2026年6月30日，已过"


def test_an_audit_report_is_not_missed_before_its_deadline():
    given = package(audits=[REPORT])
    assert decide("3-3-4", case(given, as_of=date(YEAR + 1, 6, 30))).status is Status.NOT_DUE
    assert decide("3-3-4", case(given, as_of=date(YEAR + 1, 7, 1))).status is Status.BREACHED


COUNTED = {
    "its own, by its id": ({"target_id": "qu"}, Status.BREACHED),
    "a subordinate's": ({"target_id": "street"}, Status.NOT_APPLICABLE),
    "a review of the budget": ({"kind": "budget_review"}, Status.NOT_APPLICABLE),
    "not reported": ({"report_on": None}, Status.NOT_APPLICABLE),
    "reported tomorrow": ({"report_on": date(2026, 7, 16)}, Status.NOT_APPLICABLE),
    "reported today": ({"report_on": date(2026, 7, 15)}, Status.BREACHED),
}


@pytest.mark.parametrize(("facts", "status"), COUNTED.values(), ids=COUNTED)
def test_which_audits_are_reported_to_the_superior(facts, status):
    assert decide("3-3-4", case(package(audits=[replace(REPORT, **facts)]))).status is status


def test_without_a_report_it_is_awaited_until_the_audit_is_due():
    assert decide("3-3-4", case(package(), as_of=date(YEAR + 1, 6, 30))).status is Status.NOT_DUE
    assert decide("3-3-4", case(package(), as_of=date(YEAR + 1, 7, 1))).status is Status.NOT_APPLICABLE


def test_books_in_part_may_lack_a_report():
    sent_and_received = {"filings": [audit_sent()], "audits": [REPORT]}
    for tables in ({}, sent_and_received):
        for day, status in ((date(YEAR + 1, 6, 30), Status.NOT_DUE), (date(YEAR + 1, 7, 1), Status.NO_DATA)):
            given = case(package(**tables, stage="midyear"), above(audit_received()), as_of=day)
            assert decide("3-3-4", given).status is status


def test_every_report_is_sent():
    second = replace(REPORT, audit_id="SJ-04", report_no=None, report_on=date(YEAR + 1, 5, 1))
    rows = [audit_sent(subject_id="SJ-03")]
    answer = decide("3-3-4", case(package(filings=rows, audits=[REPORT, second])))
    assert (answer.status, answer.reason.values["reason"].values["claim"].values["day"]) == (
        Status.BREACHED,
        date(YEAR + 1, 5, 1),
    )
    both = [*rows, audit_sent(subject_id="SJ-04", filing_id="2")]
    answer = decide("3-3-4", case(package(filings=both, audits=[REPORT, second])))
    assert answer.status is Status.AWAITING_SUPERIOR
    assert [one.name for one in answer.parameters] == ["audit_report_submission_deadline"]


SECOND = replace(REPORT, audit_id="SJ-04", report_no="审〔2026〕4号", report_on=date(YEAR + 1, 5, 1))
FIRST_SENT, SECOND_SENT = audit_sent(subject_id="SJ-03"), audit_sent(date(YEAR + 1, 5, 8), subject_id="SJ-04")
OPEN = {"subject_id": None, "body_id": "qu"}
LATE_RECEIPT = audit_received(date(YEAR + 1, 5, 20), document_no="收2", filing_id="收2", **OPEN)
# Two reports: what the union says it sent, what the superior received, and what becomes of the worse of the two.
TWO = {
    "both sent and received by their ids": (
        [FIRST_SENT, SECOND_SENT], [audit_received(subject_id="SJ-03", body_id="qu"), audit_received(date(2026, 5, 9), subject_id="SJ-04", body_id="qu")],
        Status.MET,
    ),
    "one sent, its number on the receipt": ([FIRST_SENT], [audit_received(document_no="审〔2026〕3号", **OPEN)], Status.BREACHED),
    "one sent, the number of what was sent on the receipt": (
        [FIRST_SENT], [audit_received(document_no=FIRST_SENT.document_no, **OPEN)], Status.BREACHED,
    ),
    "one sent, its number on a receipt that names the union": ([FIRST_SENT], [audit_received(document_no="审〔2026〕3号")], Status.BREACHED),
    "one sent, a receipt that leaves open of what": ([FIRST_SENT], [audit_received()], Status.BREACHED),
    "one sent, two receipts that leave open of what": ([FIRST_SENT], [audit_received(), LATE_RECEIPT], Status.BREACHED),
    "one sent, the other received by its id": ([FIRST_SENT], [audit_received(subject_id="SJ-04", body_id="qu")], Status.AWAITING_SUPERIOR),
    "both sent, one receipt that leaves open of what": ([FIRST_SENT, SECOND_SENT], [audit_received()], Status.AWAITING_SUPERIOR),
    "both sent, two receipts that leave open of what": ([FIRST_SENT, SECOND_SENT], [audit_received(), LATE_RECEIPT], Status.MET),
    "both sent, one received by its id, one receipt that leaves open of what": (
        [FIRST_SENT, SECOND_SENT], [audit_received(date(2026, 5, 9), subject_id="SJ-04", body_id="qu"), LATE_RECEIPT],
        Status.MET,
    ),
    "two submissions that leave open of what": (
        [audit_sent(), audit_sent(date(YEAR + 1, 5, 8), filing_id="2")], [audit_received(), LATE_RECEIPT], Status.MET,
    ),
    "both sent, two receipts without a number, as one of the submissions is": (
        [replace(FIRST_SENT, document_no=None), SECOND_SENT], [audit_received(), replace(LATE_RECEIPT, document_no=None)],
        Status.MET,
    ),
    "both sent, the first received by its id, one receipt that leaves open of what": (
        [FIRST_SENT, SECOND_SENT], [audit_received(subject_id="SJ-03", body_id="qu"), LATE_RECEIPT], Status.MET,
    ),
    "both sent by their ids, and one more": (
        [FIRST_SENT, SECOND_SENT, audit_sent(date(YEAR + 1, 6, 1))], [audit_received(), LATE_RECEIPT], Status.MET,
    ),
    "one named, one open": ([FIRST_SENT, audit_sent(date(YEAR + 1, 5, 8))], [], Status.AWAITING_SUPERIOR),
    "one submission that leaves open of what": ([audit_sent()], [], Status.NO_DATA),
    "one submission and one receipt that leave open of what": ([audit_sent()], [audit_received()], Status.NO_DATA),
    "one submission that leaves open of what, both received by their ids": (
        [audit_sent()], [audit_received(subject_id="SJ-03", body_id="qu"), audit_received(date(2026, 5, 9), subject_id="SJ-04", body_id="qu")], Status.MET,
    ),
    "nothing sent, one receipt that leaves open of what": ([], [audit_received()], Status.NO_DATA),
    "nothing sent, two receipts that leave open of what": ([], [audit_received(), LATE_RECEIPT], Status.MET),
    "nothing sent, one received by its id": ([], [audit_received(subject_id="SJ-03", body_id="qu")], Status.BREACHED),
    "nothing at all": ([], [], Status.BREACHED),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "theirs", "status"), TWO.values(), ids=TWO)
def test_a_record_of_one_report_is_none_of_another(rows, theirs, status):
    given = package(filings=rows, audits=[SECOND, REPORT])
    assert decide("3-3-4", case(given, above(*theirs))).status is status


def test_what_leaves_open_which_report_was_sent_is_said():
    answer = decide("3-3-4", case(package(filings=[audit_sent()], audits=[REPORT, SECOND])))
    assert answer.reason.text(ZH) == (
        "2026年3月1日的本级年度审计报告：报送或签收的记录没有注明是哪一份报告；另有 1 项情况相同"
    )


def test_of_one_report_every_record_counts():
    returned = audit_received(outcome="returned", document_no="收1")
    given = package(filings=[audit_sent(), audit_sent(date(YEAR + 1, 5, 8), filing_id="2")], audits=[REPORT])
    assert decide("3-3-4", case(given, above(returned, LATE_RECEIPT))).status is Status.MET
    assert (
        decide("3-3-4", case(given, above(replace(LATE_RECEIPT, date=date(2026, 4, 9)), returned))).status
        is Status.BREACHED
    )


@pytest.mark.parametrize("table", ["filings", "audits"])
def test_a_table_that_audit_reports_need(table):
    assert decide("3-3-4", case(package(**{"audits": [REPORT], table: None}))).status is Status.NO_DATA
