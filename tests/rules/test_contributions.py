"""2-3-3: two percent of the payroll, paid in full."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from generator.records.finances import Overview
from generator.rules.catalogue import BY_CLAUSE
from generator.rules.judge import judge
from generator.rules.model import Status
from tests.rules.build import SHOP, YEAR, case, decide, dues, package

KEPT = {
    "paid to the cent": [dues()],
    "half a cent rounds up": [dues(payroll="1000.25", due="20.01", paid="20.01")],
    "rounding the other way is within a cent": [dues(payroll="1000.25", due="20.00", paid="20.00")],
    "one cent short in each of two periods": [dues(paid="1999.99"), dues("2025-02", paid="1999.99")],
    "paid late makes up for paid short": [dues(paid="1500"), dues("2025-02", paid="2500")],
    "short where payment was deferred": [dues(), dues("2025-02", paid="0", status="deferred")],
}
BROKEN = {
    "two cents short": [dues(paid="1999.98")],
    "due is two cents off": [dues(due="1999.98", paid="1999.98")],
    "one month unpaid": [dues(), dues("2025-02", paid="0")],
}
NEITHER = {
    "table missing": (None, {}, Status.NO_DATA),
    "short, but the year is not over": ([dues(paid="0")], {"as_of": date(YEAR, 12, 31)}, Status.NOT_DUE),
    "short, December payable until 15 January": ([dues(paid="0")], {"as_of": date(YEAR + 1, 1, 15)}, Status.NOT_DUE),
    "all periods refunded": ([dues(paid="0", status="refunded")], {}, Status.NOT_APPLICABLE),
    "a federation without employers": ([], {}, Status.NOT_APPLICABLE),
}


@pytest.mark.parametrize("rows", KEPT.values(), ids=KEPT)
def test_kept(rows):
    assert decide("2-3-3", case(package(dues=rows))).status is Status.MET


@pytest.mark.parametrize("rows", BROKEN.values(), ids=BROKEN)
def test_broken(rows):
    assert decide("2-3-3", case(package(dues=rows))).status is Status.BREACHED


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


@pytest.mark.parametrize("overview", [None, [Overview(employees=None)], [Overview(employees=0)]])
def test_a_grassroots_union_of_nobody_owes_nothing(overview):
    judged = case(package("shop", dues=[], overview=overview), union_id="shop")
    assert decide("2-3-3", judged).status is Status.NOT_APPLICABLE


def test_the_amount_in_arrears_is_named():
    rows = [dues(paid="1999.99"), dues("2025-02", paid="1500.01")]
    answer = decide("2-3-3", case(package(dues=rows)))
    assert answer.reason.values["periods"] == ("2025-02",)
    assert answer.reason.values["short"] == Decimal(500)
    assert [row.name for row in answer.parameters] == ["dues_rate", "dues_tolerance", "dues_year_deadline"]


ON_TIME = {
    "paid on the fifteenth of the next month": [dues(paid_on=date(YEAR, 2, 15))],
    "december, paid in january": [dues("2025-12", paid_on=date(YEAR + 1, 1, 15))],
    "a quarter, paid after its end": [dues("2025-Q1", paid_on=date(YEAR, 4, 15))],
    "the last quarter": [dues("2025-Q4", paid_on=date(YEAR + 1, 1, 15))],
    "a cent short": [dues(paid="1999.99", paid_on=date(YEAR, 2, 1))],
    "deferred with leave": [dues(paid_on=date(YEAR, 2, 1)), dues("2025-02", paid="0", status="deferred")],
    "nothing was due": [dues(payroll="0", due="0", paid="0")],
}
LATE = {
    "a day late": ([dues(paid_on=date(YEAR, 2, 16))], 1, "10.00"),
    "a quarter, ten days late": ([dues("2025-Q2", paid_on=date(YEAR, 7, 25))], 10, "100.00"),
    "never paid": ([dues("2025-12", paid="0")], 181, "1810.00"),
    "half paid in time": ([dues("2025-12", paid="1000", paid_on=date(YEAR + 1, 1, 15))], 181, "905.00"),
    "half paid, on no known day": ([dues("2025-12", paid="1000")], 181, "905.00"),
    "november": ([dues("2025-11", paid_on=date(YEAR, 12, 16))], 1, "10.00"),
    "half paid ten days late": ([dues("2025-12", paid="1000", paid_on=date(YEAR + 1, 1, 25))], 181, "955.00"),
    "two cents short": ([dues("2025-12", paid="1999.98", paid_on=date(YEAR + 1, 1, 1))], 181, "0.02"),
    "the longest of two": ([dues(paid_on=date(YEAR, 2, 16)), dues("2025-02", paid_on=date(YEAR, 3, 18))], 3, "40.00"),
}


class TestByTheFifteenth:
    @pytest.mark.parametrize("rows", ON_TIME.values(), ids=ON_TIME)
    def test_on_time(self, rows):
        assert decide("2-3-3a", case(package(dues=rows))).status is Status.MET

    @pytest.mark.parametrize(("rows", "days", "fee"), LATE.values(), ids=LATE)
    def test_late(self, rows, days, fee):
        answer = decide("2-3-3a", case(package(dues=rows)))
        assert answer.status is Status.BREACHED
        assert (answer.reason.values["days"], answer.reason.values["fee"]) == (days, Decimal(fee))

    def test_the_fifteenth_itself_is_not_late(self):
        unpaid = package(dues=[dues("2025-02", paid="0"), dues("2025-03", paid="0")])
        on_the_day = decide("2-3-3a", case(unpaid, as_of=date(YEAR, 3, 15)))
        assert (on_the_day.status, on_the_day.reason.values["day"]) == (Status.NOT_DUE, date(YEAR, 3, 15))
        after = decide("2-3-3a", case(unpaid, as_of=date(YEAR, 3, 16)))
        assert (after.status, after.reason.values["days"]) == (Status.BREACHED, 1)
        assert {cell.column for cell in after.cells} == {"due", "paid", "paid_on"}

    def test_what_is_paid_tomorrow_is_open_today(self):
        rows = package(dues=[dues(paid_on=date(YEAR, 2, 20))])
        answer = decide("2-3-3a", case(rows, as_of=date(YEAR, 2, 19)))
        assert (answer.reason.values["days"], answer.reason.values["fee"]) == (4, Decimal(40))

    def test_a_payment_without_its_day(self):
        assert decide("2-3-3a", case(package(dues=[dues()]))).status is Status.NO_DATA
        both = [dues(), dues("2025-02", paid_on=date(YEAR, 3, 16))]
        assert decide("2-3-3a", case(package(dues=both))).status is Status.BREACHED

    def test_a_year_in_progress_is_not_kept_yet(self):
        rows = package(dues=[dues(paid_on=date(YEAR, 2, 1)), dues("2025-12", paid_on=date(YEAR + 1, 1, 3))])
        assert decide("2-3-3a", case(rows, as_of=date(YEAR, 12, 31))).status is Status.NOT_DUE

    def test_nothing_due_and_no_table(self):
        assert decide("2-3-3a", case(package())).status is Status.NOT_APPLICABLE
        assert decide("2-3-3a", case(package(dues=[dues(status="refunded")]))).status is Status.NOT_APPLICABLE
        assert decide("2-3-3a", case(package(dues=None))).status is Status.NO_DATA
        assert decide("2-3-3a", case()).status is Status.NO_DATA

    def test_the_law_binds_from_2016(self):
        before = case(package(year=2015, dues=[dues("2015-01", paid="0")]), year=2015)
        (verdict,) = judge(before, (BY_CLAUSE["2-3-3a"],))
        assert verdict.status is Status.NOT_APPLICABLE
        after = case(package(year=2016, dues=[dues("2016-01", paid="0")]), year=2016)
        (verdict,) = judge(after, (BY_CLAUSE["2-3-3a"],))
        assert verdict.status is Status.BREACHED
