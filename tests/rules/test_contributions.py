"""2-3-3: two percent of the payroll, paid in full."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.rules.build import CITY, QU, SHOP, YEAR, case, decide, dues, filing, package, whole_year
from yangguang.core.language import ZH
from yangguang.records.finances import Overview
from yangguang.rules.judge.model import Status

KEPT = {
    "paid to the cent": [dues()],
    "half a cent rounds up": [dues(payroll="1000.25", due="20.01", paid="20.01")],
    "rounding the other way is within a cent": [dues(payroll="1000.25", due="20.00", paid="20.00")],
    "one cent short in each of two periods": [dues(paid="1999.99"), dues("2025-02", paid="1999.99")],
    "paid late makes up for paid short": [dues(paid="1500"), dues("2025-02", paid="2500")],
    "by quarters": [dues(f"2025-Q{quarter}") for quarter in range(1, 5)],
    "some by month, some by quarter": [dues("2025-Q2"), dues("2025-Q3")],
    "short where it was refunded": [dues("2025-02", paid="0", status="refunded")],
}


BROKEN = {
    "two cents short": [dues(paid="1999.98")],
    "due is two cents off": [dues(due="1999.98", paid="1999.98")],
    "one month unpaid": [dues(), dues("2025-02", paid="0")],
    "one month unpaid that is only called deferred": [dues(), dues("2025-02", paid="0", status="deferred")],
}


NEITHER = {
    "table missing": (None, {}, Status.NO_DATA),
    "short, but the year is not over": ([dues(paid="0")], {"as_of": date(YEAR, 12, 31)}, Status.NOT_DUE),
    "short, December payable until 15 January": ([dues(paid="0")], {"as_of": date(YEAR + 1, 1, 15)}, Status.NOT_DUE),
    "all periods refunded": (
        [dues(f"2025-Q{quarter}", paid="0", status="refunded") for quarter in range(1, 5)],
        {},
        Status.NOT_APPLICABLE,
    ),
    "one period refunded, the others not shown": ([dues(paid="0", status="refunded")], {}, Status.NO_DATA),
    "january alone": ([dues()], {}, Status.NO_DATA),
    "all but december": (whole_year()[:-1], {}, Status.NO_DATA),
    "all but march, the rest by quarter": (
        [dues(), dues("2025-02"), *(dues(f"2025-Q{quarter}") for quarter in range(2, 5))],
        {},
        Status.NO_DATA,
    ),
    "all but a quarter": ([dues(f"2025-Q{quarter}") for quarter in range(1, 4)], {}, Status.NO_DATA),
    "the months of another year": ([dues(f"2024-{month:02d}") for month in range(1, 13)], {}, Status.NO_DATA),
    "in full, but the year is not over": (whole_year(), {"as_of": date(YEAR, 12, 31)}, Status.NOT_DUE),
    "a federation without employers": ([], {}, Status.NOT_APPLICABLE),
}


@pytest.mark.parametrize("rows", KEPT.values(), ids=KEPT)
def test_kept(rows):
    assert decide("2-3-3", case(package(dues=whole_year(*rows)))).status is Status.MET


@pytest.mark.parametrize("rows", BROKEN.values(), ids=BROKEN)
def test_broken(rows):
    assert decide("2-3-3", case(package(dues=rows))).status is Status.BREACHED


def test_the_year_has_a_cent_for_each_of_its_periods():
    rows = [dues(f"2025-{month:02d}", paid="1999.99") for month in range(1, 12)]
    for december, status in (("1999.99", Status.MET), ("1999.98", Status.BREACHED)):
        assert decide("2-3-3", case(package(dues=[*rows, dues("2025-12", paid=december)]))).status is status


@pytest.mark.parametrize(("rows", "when", "status"), NEITHER.values(), ids=NEITHER)
def test_neither(rows, when, status):
    assert decide("2-3-3", case(package(dues=rows), **when)).status is status


def test_broken_the_day_after_the_deadline():
    judged = case(package(dues=[dues(paid="0")]), as_of=date(YEAR + 1, 1, 16))
    assert decide("2-3-3", judged).status is Status.BREACHED


def test_a_grassroots_union_with_employees_and_no_payments_is_in_arrears():
    judged = case(package("shop", dues=[]), union_id="shop")
    assert judged.union == SHOP
    assert decide("2-3-3", judged).status is Status.BREACHED


def test_a_year_reported_in_part_is_neither_kept_nor_broken():
    for paid in ("0", "2000"):
        assert decide("2-3-3", case(package(dues=[dues(paid=paid)], stage="midyear"))).status is Status.NO_DATA
    assert decide("2-3-3", case()).status is Status.NO_DATA


def test_a_wrong_amount_due_is_blamed_after_the_deadline():
    wrong = package(dues=[dues(due="1999.98", paid="1999.98")])
    assert decide("2-3-3", case(wrong, as_of=date(YEAR + 1, 1, 15))).status is Status.NOT_DUE


def test_a_grassroots_union_without_payments_in_a_year_in_progress():
    shop = {"union_id": "shop", "as_of": date(YEAR, 12, 31)}
    assert decide("2-3-3", case(package("shop", dues=[]), **shop)).status is Status.NOT_DUE


NOBODY = {
    "nobody": ([Overview(employees=0)], Status.NOT_APPLICABLE),
    "not said": ([Overview(employees=None)], Status.NO_DATA),
    "an empty overview": ([], Status.NO_DATA),
    "no overview": (None, Status.NO_DATA),
}


@pytest.mark.parametrize(("overview", "status"), NOBODY.values(), ids=NOBODY)
def test_a_grassroots_union_without_payments_owes_nothing_only_if_it_has_nobody(overview, status):
    office = (CITY, QU, replace(SHOP, employer_nature="government"))
    given = package("shop", dues=[], overview=overview)
    for clause in ("2-3-3", "2-3-3a", "2-3-7"):
        assert decide(clause, case(given, union_id="shop", unions=office)).status is status
        early = case(given, union_id="shop", unions=office, as_of=date(YEAR, 3, 31))
        assert decide(clause, early).status is (Status.NOT_DUE if status is Status.NO_DATA else status)
    half = case(replace(given, descriptor=replace(given.descriptor, stage="midyear")), union_id="shop", unions=office)
    assert {decide(clause, half).status for clause in ("2-3-3", "2-3-3a", "2-3-7")} == {Status.NO_DATA}


def test_a_grassroots_union_with_employees_shows_no_period_whose_payment_could_be_late():
    for as_of, status in ((date(YEAR, 12, 31), Status.NOT_DUE), (date(YEAR + 1, 1, 1), Status.NO_DATA)):
        judged = case(package("shop", dues=[]), union_id="shop", as_of=as_of)
        assert decide("2-3-3a", judged).status is status
    arrears = decide("2-3-3", case(package("shop", dues=[]), union_id="shop"))
    assert arrears.reason.text(ZH) == "职工 200 人，全年没有拨缴记录"


def test_the_months_not_shown_are_named():
    answer = decide("2-3-3", case(package(dues=whole_year()[:-2])))
    assert answer.reason.text(ZH) == (
        "应拨缴 20,000.00 元，实拨缴 20,000.00 元，已缴足；没有列出2025-11、2025-12，全年无法核查"
    )
    assert {cell.column for cell in answer.cells} >= {"period", "payroll", "due", "paid", "status"}


EXISTENCE = {
    "founded on the first of march": ({"founded_on": date(YEAR, 3, 1)}, range(3, 13)),
    "founded a day later": ({"founded_on": date(YEAR, 3, 2)}, range(4, 13)),
    "dissolved on the last of october": ({"dissolved_on": date(YEAR, 10, 31)}, range(1, 11)),
    "dissolved a day earlier": ({"dissolved_on": date(YEAR, 10, 30)}, range(1, 10)),
    "founded nobody knows when": ({"founded_on": None}, range(1, 13)),
}


@pytest.mark.parametrize(("facts", "months"), EXISTENCE.values(), ids=EXISTENCE)
def test_only_months_of_its_existence_are_asked_for(facts, months):
    unions = (CITY, replace(QU, **facts))
    rows = [dues(f"2025-{month:02d}") for month in months]
    assert decide("2-3-3", case(package(dues=rows), unions=unions)).status is Status.MET
    for fewer in (rows[1:], rows[:-1]):
        assert decide("2-3-3", case(package(dues=fewer), unions=unions)).status is Status.NO_DATA


def leave(period="2025-02", **facts):
    return filing("superior_approval", date(YEAR, 2, 20), "dues_deferral", **({"period_covered": period} | facts))


DEFERRED = whole_year(dues("2025-02", paid="0", status="deferred"))


LEAVE = {
    "nobody says so": ([], [], Status.BREACHED),
    "the superior approved": ([], [leave(subject_id="qu")], Status.MET),
    "of several months": ([], [leave("2025-01、2025-02", subject_id="qu")], Status.MET),
    "of the whole year": ([], [leave("2025", subject_id="qu")], Status.MET),
    "of another month": ([], [leave("2025-03", subject_id="qu")], Status.BREACHED),
    "of no month": ([], [leave(None, subject_id="qu")], Status.BREACHED),
    "the superior returned it": ([], [leave(subject_id="qu", outcome="returned")], Status.BREACHED),
    "another matter": ([], [replace(leave(subject_id="qu"), subject="budget")], Status.BREACHED),
    "only the union says so": ([leave()], [], Status.AWAITING_SUPERIOR),
    "only the union says so, and was refused": ([leave(outcome="returned")], [], Status.BREACHED),
    "only the union says so, of no month": ([leave(None)], [], Status.BREACHED),
    "both say so": ([leave()], [leave(subject_id="qu")], Status.MET),
    "the superior says that it returned it": ([leave()], [leave(subject_id="qu", outcome="returned")], Status.BREACHED),
    "the superior says that it returned something": (
        [leave()],
        [leave(None, subject_id="qu", outcome="returned")],
        Status.AWAITING_SUPERIOR,
    ),
    "the superior has it": ([leave()], [leave(subject_id="qu", outcome="received")], Status.AWAITING_SUPERIOR),
}


@pytest.mark.parametrize(("own", "superior", "status"), LEAVE.values(), ids=LEAVE)
def test_deferred_is_a_claim_until_the_superior_approved(own, superior, status):
    given = (package(dues=DEFERRED, filings=own), package("city", filings=superior))
    for clause in ("2-3-3", "2-3-3a"):
        assert decide(clause, case(*given)).status is status


def test_an_approval_is_of_periods_that_are_called_deferred():
    rows = whole_year(dues(paid="0"), dues("2025-02", status="deferred"))
    assert decide("2-3-3", case(package(dues=rows, filings=[leave("2025-01")]))).status is Status.BREACHED
    answer = decide("2-3-3", case(package(dues=whole_year(), filings=[leave("2025-01")])))
    assert answer.status is Status.MET
    assert not any(cell.sheet.table == "filings" for cell in answer.cells), "nothing is called deferred"


def test_the_approval_may_stand_in_filings_that_were_not_disclosed():
    for superior in ((), (package("city"),)):
        given = case(package(dues=DEFERRED, filings=None), *superior)
        assert decide("2-3-3", given).status is Status.AWAITING_SUPERIOR


def test_what_was_paid_for_another_year_pays_nothing_of_this_one():
    before = dues("2024-12", paid="9000", paid_on=date(YEAR, 1, 10))
    short = whole_year(dues(paid="0", paid_on=date(YEAR, 2, 10)))
    assert decide("2-3-3", case(package(dues=[before, *short]))).status is Status.BREACHED
    assert decide("2-3-3", case(package(dues=[before, *whole_year()]))).status is Status.MET
    late = dues("2024-12", paid_on=date(YEAR, 3, 1))
    assert decide("2-3-3a", case(package(dues=[late, *whole_year()]))).status is Status.MET
    office = (CITY, replace(QU, kind="directly_managed", employer_nature="government"))
    rows = [dues("2024-12", channel="tax"), *whole_year(channel="fiscal")]
    assert decide("2-3-7", case(package(dues=rows), unions=office)).status is Status.MET
    alone = decide("2-3-3", case(package(dues=[before])))
    assert (alone.status, alone.reason.text(ZH)) == (Status.NO_DATA, "没有列出2025年的期间，全年无法核查")
    assert decide("2-3-3", case(package(dues=[before]), as_of=date(YEAR, 12, 31))).status is Status.NOT_DUE


def test_what_is_only_called_deferred_is_said_to_be():
    answer = decide("2-3-3", case(package(dues=DEFERRED)))
    assert answer.reason.text(ZH) == (
        "应拨缴 24,000.00 元，实拨缴 22,000.00 元，欠缴 2,000.00 元，涉及2025-02；2025-02标为缓交，没有得到确认的批准；期限为2026年1月15日，已过"
    )
    waiting = decide("2-3-3", case(package(dues=DEFERRED, filings=[leave()])))
    assert waiting.reason.text(ZH).endswith("2025-02标为缓交，上级工会的数据中还没有批准")
    paid = whole_year(dues("2025-02", status="deferred"))
    assert decide("2-3-3", case(package(dues=paid))).status is Status.MET


def test_the_topmost_union_is_given_leave_by_nobody_here():
    for own, status in (([leave()], Status.MET), ([], Status.BREACHED)):
        given = package("city", dues=DEFERRED, filings=own)
        assert decide("2-3-3", case(given, union_id="city")).status is status


def test_a_year_deferred_with_leave_is_not_owed():
    rows = [dues(f"2025-Q{quarter}", paid="0", status="deferred") for quarter in range(1, 5)]
    office = (CITY, replace(QU, kind="directly_managed", employer_nature="government"))
    given = case(package(dues=rows), package("city", filings=[leave("2025", subject_id="qu")]), unions=office)
    for clause in ("2-3-3", "2-3-3a", "2-3-7"):
        assert decide(clause, given).status is Status.NOT_APPLICABLE


def test_the_amount_in_arrears_is_named():
    rows = [dues(paid="1999.99"), dues("2025-02", paid="1500.01")]
    answer = decide("2-3-3", case(package(dues=rows)))
    told = answer.reason.values["reason"].values
    assert (told["periods"], told["short"]) == (("2025-02",), Decimal(500))
    assert [row.name for row in answer.parameters] == ["dues_rate", "dues_tolerance", "dues_year_deadline"]
