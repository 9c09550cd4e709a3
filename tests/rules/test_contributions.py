"""2-3-3: two percent of the payroll, paid in full."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

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


def test_the_amount_in_arrears_is_named():
    rows = [dues(paid="1999.99"), dues("2025-02", paid="1500.01")]
    answer = decide("2-3-3", case(package(dues=rows)))
    assert answer.reason.values["periods"] == ("2025-02",)
    assert answer.reason.values["short"] == Decimal(500)
    assert [row.name for row in answer.parameters] == ["dues_rate", "dues_tolerance", "dues_year_deadline"]
