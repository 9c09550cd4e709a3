"""What is dated before that of which it speaks, or before the year had ended, shows nothing of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.rules.budget_path import FUNDS
from tests.rules.build import (
    CITY,
    LATER,
    QU,
    SHOP,
    STREET,
    YEAR,
    audit,
    bought,
    case,
    decide,
    filing,
    matter,
    meeting,
    package,
    regulation,
    target,
    work,
)
from yangguang.core.language import ZH
from yangguang.records.contributions import BankAccount
from yangguang.records.finances import Overview
from yangguang.rules.judge.model import Status

NEXT = YEAR + 1
LAST_DAY, NEW_YEAR = date(YEAR, 12, 31), date(NEXT, 1, 1)
MIDYEAR = filing("funds_committee_review", date(YEAR, 8, 20), "midyear_execution")


def annual(day, **facts):
    return audit(report_on=day, **({"report_no": "审1号", "opinion": "unqualified", "audit_id": "SJ3"} | facts))


# A report on the year's execution


def of_report(clause, day, as_of=LATER, unions=(CITY, QU, STREET, SHOP), **facts):
    given = package(
        audits=[annual(day, **facts)], audit_targets=[target()], regulations=[regulation("audit_disclosure")],
        filings=[
            FUNDS, MIDYEAR, filing("report", date(NEXT, 1, 2), "audit_notice", subject_id="SJ3"),
            filing("submission", date(NEXT, 1, 2), "audit_report", subject_id="SJ3"),
        ],
        disclosures=[meeting(date(NEXT, 1, 2), subject="audit_result", subject_id="SJ3")],
    )  # fmt: skip
    above = package(
        "city", filings=[filing("superior_receipt", date(NEXT, 1, 3), "audit_report", subject_id="SJ3", body_id="qu")]
    )
    return decide(clause, case(given, above, as_of=as_of, unions=unions))


@pytest.mark.parametrize(
    ("clause", "without"),
    [
        ("2-4-7", Status.BREACHED), ("2-7-2", Status.BREACHED), ("2-7-3", Status.BREACHED),
        ("2-7-6", Status.NOT_APPLICABLE), ("3-3-4", Status.NOT_APPLICABLE),
    ],
)  # fmt: skip
def test_the_years_execution_is_reported_on_after_its_end(clause, without):
    assert of_report(clause, NEW_YEAR).status is Status.MET
    for day, facts in ((LAST_DAY, {}), (date(YEAR, 3, 1), {}), (date(YEAR, 3, 1), {"period_covered": str(YEAR)})):
        assert of_report(clause, day, **facts).status is without
        assert of_report(clause, day, as_of=date(NEXT, 6, 30), **facts).status is Status.NOT_DUE


@pytest.mark.parametrize("clause", ["2-4-7", "2-7-3", "2-7-6", "3-3-4"])
def test_the_reason_names_the_report_that_came_too_early_and_shows_it(clause):
    answer = of_report(clause, date(YEAR, 3, 1))
    assert "；2025年3月1日的报告早于2025年终了，不算" in answer.reason.text(ZH)
    assert "report_on" in {cell.column for cell in answer.cells}
    early = of_report(clause, date(YEAR, 3, 1), as_of=date(YEAR, 6, 1))
    assert "；2025年3月1日的报告早于2025年终了，不算" in early.reason.text(ZH)


def test_of_a_union_that_ended_the_year_ended_with_it():
    ended = (CITY, replace(QU, dissolved_on=date(YEAR, 8, 31)), STREET, SHOP)
    assert of_report("2-4-7", date(YEAR, 9, 1), unions=ended).status is Status.MET
    assert of_report("2-4-7", date(YEAR, 8, 31), unions=ended).status is Status.NOT_APPLICABLE


def test_without_an_annual_report_its_publication_is_not_asked_for_whatever_else_was_audited():
    other = package(audits=[audit(kind="special_fund")], filings=[], regulations=[])
    answer = decide("2-7-6", case(other))
    assert (answer.status, answer.reason.text(ZH)) == (Status.NOT_APPLICABLE, "2025年还没有年度预算执行审计报告")


def test_the_years_own_audit_is_still_to_come_while_one_of_its_name_came_before_its_end():
    given = package(audits=[annual(date(YEAR, 3, 1))])
    assert decide("2-5-7", case(given, as_of=date(NEXT, 6, 30))).status is Status.NOT_DUE
    other = package(audits=[audit(kind="special_fund", report_on=NEW_YEAR)])
    assert decide("2-5-7", case(other, as_of=date(NEXT, 6, 30))).status is Status.NOT_DUE
    assert decide("2-5-7", case(package(audits=[annual(NEW_YEAR)]), as_of=date(NEXT, 6, 30))).status is Status.MET


# What is sent of a report


def of_mail(sent, received, **facts):
    own = [filing("submission", sent, "audit_report", **({"subject_id": "SJ3"} | facts))] if sent else []
    above = [filing("superior_receipt", received, "audit_report", subject_id="SJ3", body_id="qu")] if received else []
    given = package(audits=[annual(date(NEXT, 3, 1))], filings=own)
    return decide("3-3-4", case(given, package("city", filings=above)))


@pytest.mark.parametrize(
    ("sent", "received", "status"),
    [
        ((3, 1), (3, 1), Status.MET), ((2, 28), (3, 1), Status.AWAITING_SUPERIOR),
        ((2, 20), (2, 28), Status.AWAITING_SUPERIOR), ((2, 28), None, Status.AWAITING_SUPERIOR),
        (None, (2, 28), Status.AWAITING_SUPERIOR), (None, (3, 1), Status.MET), (None, None, Status.BREACHED),
    ],
)  # fmt: skip
def test_what_is_older_than_the_report_is_not_the_report_on_its_way(sent, received, status):
    days = (date(NEXT, *day) if day else None for day in (sent, received))
    answer = of_mail(*days)
    assert answer.status is status
    assert ("早于报告日期，待核对" in answer.reason.text(ZH)) == (status is Status.AWAITING_SUPERIOR)


def test_what_was_sent_too_early_and_again_was_sent():
    rows = [filing("submission", date(NEXT, month, 2), "audit_report", subject_id="SJ3") for month in (2, 4)]
    above = [filing("superior_receipt", date(NEXT, 4, 9), "audit_report", subject_id="SJ3", body_id="qu")]
    given = package(audits=[annual(date(NEXT, 3, 1))], filings=rows)
    assert decide("3-3-4", case(given, package("city", filings=above))).status is Status.MET
    back = [replace(above[0], outcome="returned", date=date(NEXT, 2, 9))]
    alone = package(audits=[annual(date(NEXT, 3, 1))], filings=rows[:1])
    assert decide("3-3-4", case(alone, package("city", filings=back))).status is Status.BREACHED


# What names neither a report nor a year


@pytest.mark.parametrize(
    ("day", "book", "status"),
    [
        (date(NEXT, 3, 1), YEAR, Status.MET), (date(NEXT, 2, 28), YEAR, Status.BREACHED),
        (LAST_DAY, YEAR, Status.BREACHED), (date(NEXT, 3, 1), NEXT, Status.BREACHED),
    ],
)  # fmt: skip
def test_a_notice_is_of_the_year_in_whose_books_it_stands_once_that_has_ended(day, book, status):
    row = filing("report", day, "audit_notice")
    shown = meeting(day, None, subject="audit_result")
    own = {"filings": [row], "disclosures": [shown]} if book == YEAR else {}
    given = package(audits=[annual(date(NEXT, 3, 1))], regulations=[regulation("audit_disclosure")], **own)
    later = package(year=NEXT, stage="budget", filings=[row], disclosures=[shown])
    judged = case(given, *([later] if book == NEXT else []))
    assert decide("2-7-6", judged).status is status
    assert decide("2-7-8", judged).status is status
    assert decide("2-7-9", judged).status is (Status.MET if status is Status.MET else Status.ATTESTED)


def test_last_years_notice_is_not_called_this_reports():
    row = filing("report", date(YEAR, 4, 1), "audit_notice")
    answer = decide("2-7-6", case(package(audits=[annual(date(NEXT, 3, 1))], filings=[row])))
    assert "审1号没有通报或报告的记录" in answer.reason.text(ZH)


# What is due each year and names none


def of_reporting(day, above=None, book=YEAR, **facts):
    row = filing("submission", day, "disclosure_report", **facts)
    receipt = filing("superior_receipt", above or day, "disclosure_report", subject_id="qu", **facts)
    books = [package(), package(year=book, filings=[row])] if book != YEAR else [package(filings=[row])]
    return decide("3-3-3", case(*books, package("city", year=book, filings=[receipt])))


def test_a_report_of_no_year_may_be_last_years_as_long_as_that_was_due():
    last = of_reporting(date(YEAR, 3, 31))
    assert (last.status, last.reason.text(ZH)) == (
        Status.NO_DATA, "没有把2025年财务公开情况报上级工会的记录；2025年3月31日的记录没有写明是哪一年的",
    )  # fmt: skip
    assert "period_covered" in {cell.column for cell in last.cells}
    assert of_reporting(date(YEAR, 4, 1)).status is Status.MET
    assert of_reporting(date(YEAR, 3, 31), period_covered=str(YEAR)).status is Status.MET
    assert of_reporting(date(YEAR, 3, 31), period_covered=str(YEAR - 1)).status is Status.BREACHED


def test_next_years_books_may_hold_it_without_saying_so():
    assert of_reporting(date(NEXT, 3, 31), book=NEXT).status is Status.NO_DATA
    assert of_reporting(date(NEXT, 4, 1), book=NEXT).status is Status.BREACHED


def test_a_receipt_of_no_year_confirms_nothing_as_long_as_last_years_was_due():
    assert of_reporting(date(YEAR, 4, 1), above=date(YEAR, 3, 31)).status is Status.AWAITING_SUPERIOR


def of_assessment(day, union_id="street", **facts):
    report = filing("report", day, "performance_assessment", **facts)
    own = package("street", filings=[report], activities=[work("standardisation")])
    others = {"period_covered": str(YEAR), "subject_id": "shop", "filing_id": "2"}
    above = package("qu", filings=[replace(report, subject_id="street"), replace(report, **others)])
    return decide("2-5-2", case(own, above, union_id=union_id, unions=(CITY, QU, STREET, SHOP)))


def test_an_assessment_of_no_year_may_be_last_years():
    last = of_assessment(date(YEAR, 6, 30))
    assert (last.status, last.reason.text(ZH)) == (
        Status.NO_DATA, "没有2025年度经费管理考评的记录；2025年6月30日的记录没有写明是哪一年的",
    )  # fmt: skip
    assert of_assessment(date(YEAR, 7, 1)).status is Status.MET
    assert of_assessment(date(YEAR, 6, 30), period_covered=str(YEAR)).status is Status.MET
    assert of_assessment(date(YEAR, 6, 30), period_covered=str(YEAR - 1)).status is Status.BREACHED


def test_the_superior_is_not_blamed_for_an_assessment_of_no_year():
    top = (replace(CITY, union_id="other"), replace(QU, parent_id=None), STREET, SHOP)

    def of_superior(day):
        rows = [
            filing("report", date(NEXT, 4, 1), "performance_assessment", subject_id="shop", period_covered=str(YEAR)),
            filing("report", day, "performance_assessment", subject_id="street"),
        ]
        return decide("2-5-2", case(package(filings=rows), unions=top))

    assert of_superior(date(YEAR, 7, 1)).status is Status.MET
    last = of_superior(date(YEAR, 6, 30))
    assert last.status is Status.NO_DATA
    assert last.reason.text(ZH).endswith("已考评 1 个；尚未考评：STREET；2025年6月30日的记录没有写明是哪一年的")
    assert of_superior(date(YEAR - 1, 6, 30)).status is Status.NO_DATA


# A matter, a contract, an account


def test_what_is_published_before_the_matter_only_announces_it():
    facts = {"subject": "major_matter", "subject_id": "M1", "channel": "website"}
    ahead, after = (meeting(date(YEAR, 6, day), **facts) for day in (1, 2))

    def published(*rows):
        overview = [Overview(major_matter_threshold=10000)]
        return decide("3-3-2", case(package(matters=[matter()], overview=overview, disclosures=rows)))

    assert published(after).status is Status.MET
    assert published(ahead, after).status is Status.MET
    assert published(ahead).status is Status.ATTESTED
    assert "6月1日事前公开；其后没有公开的记录" in published(ahead).reason.text(ZH)


@pytest.mark.parametrize(
    ("day", "status"), [(7, Status.BREACHED), (8, Status.ATTESTED), (30, Status.ATTESTED)]
)  # the fifth working day from 1 April on, the Qingming holiday of the 4th not known here
def test_a_single_source_is_contracted_when_its_notice_has_stood_for_its_days(day, status):
    facts = {"notice_start": date(YEAR, 4, 2), "notice_end": date(YEAR, 4, 20), "contract_on": date(YEAR, 4, day)}
    row = bought(method="single_source", method_reason="只有一家", **facts)
    answer = decide("2-6-6", case(package(procurement=[row], overview=[Overview(procurement_threshold=200000)])))
    assert answer.status is status
    if status is Status.BREACHED:
        assert "2025年4月7日签订合同时公示不足 5 个工作日" in answer.reason.text(ZH)


@pytest.mark.parametrize("clause", ["2-3-1", "2-3-2"])
def test_an_account_opened_after_the_year_is_none_of_that_year(clause):
    def judged(day, **when):
        row = BankAccount(
            account_tail="1234", bank="银行", holder_name="QU工会", nature="basic", status="active", opened_on=day,
            independence_confirmed_on=date(NEXT, 3, 1),
        )  # fmt: skip
        return decide(clause, case(package(bank_accounts=[row]), **when)).status

    assert judged(LAST_DAY) is Status.MET
    assert judged(NEW_YEAR) is (Status.BREACHED if clause == "2-3-1" else Status.NO_DATA)


def test_an_assessment_of_no_year_of_one_subordinate_excuses_no_other():
    rows = [
        filing("report", date(NEXT, 4, 1), "performance_assessment", subject_id="shop", period_covered=str(YEAR)),
        filing("report", date(YEAR, 6, 30), "performance_assessment", subject_id="shop"),
    ]
    top = (replace(QU, parent_id=None), STREET, SHOP)
    assert decide("2-5-2", case(package(filings=rows), unions=top)).status is Status.BREACHED
