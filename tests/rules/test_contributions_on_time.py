"""2-3-3: each month's contributions are paid by the fifteenth."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.rules.build import LATER, YEAR, case, decide, dues, package, whole_year
from yangguang.core.sentence import Sentence
from yangguang.rules.catalogue import BY_CLAUSE
from yangguang.rules.judge.model import Status
from yangguang.rules.judge.verdicts import judge

NUMBERS = ("days", "fee", "open", "daily")
ON_TIME = {
    "paid on the fifteenth of the next month": [dues(paid_on=date(YEAR, 2, 15))],
    "december, paid in january": [dues("2025-12", paid_on=date(YEAR + 1, 1, 15))],
    "a quarter, paid after its end": [dues("2025-Q1", paid_on=date(YEAR, 4, 15))],
    "the last quarter": [dues("2025-Q4", paid_on=date(YEAR + 1, 1, 15))],
    "a cent short": [dues(paid="1999.99", paid_on=date(YEAR, 2, 1))],
    "refunded": [dues("2025-02", paid="0", status="refunded")],
    "nothing was due": [dues(payroll="0", due="0", paid="0")],
}


# Days and surcharge of what came late, what is still owed and what each day adds to it; None where the words say nothing.
LATE = {
    "a day late": ([dues(paid_on=date(YEAR, 2, 16))], 1, "10.00", None, None),
    "a quarter, ten days late": ([dues("2025-Q2", paid_on=date(YEAR, 7, 25))], 10, "100.00", None, None),
    "never paid": ([dues("2025-12", paid="0")], None, None, "2000", "10.00"),
    "half paid in time": ([dues("2025-12", paid="1000", paid_on=date(YEAR + 1, 1, 15))], None, None, "1000", "5.00"),
    "half paid, on no known day": ([dues("2025-12", paid="1000")], None, None, "1000", "5.00"),
    "november": ([dues("2025-11", paid_on=date(YEAR, 12, 16))], 1, "10.00", None, None),
    "half paid ten days late": (
        [dues("2025-12", paid="1000", paid_on=date(YEAR + 1, 1, 25))], 10, "50.00", "1000", "5.00"
    ),
    "two cents short": ([dues("2025-12", paid="1999.98", paid_on=date(YEAR + 1, 1, 1))], None, None, "0.02", "0.00"),
    "the longest of two": (
        [dues(paid_on=date(YEAR, 2, 16)), dues("2025-02", paid_on=date(YEAR, 3, 18))], 3, "40.00", None, None
    ),
    "more paid than due, a day late": ([dues(paid="5000", paid_on=date(YEAR, 2, 16))], 1, "10.00", None, None),
    "a month late, a month owed": (
        [dues(paid_on=date(YEAR, 2, 16)), dues("2025-02", paid="0")], 1, "10.00", "2000", "10.00"
    ),
}  # fmt: skip


def told(sentence):
    """Every value that a sentence and those inside it name."""
    inner = [told(one) for one in sentence.values.values() if isinstance(one, Sentence)]
    return {name: value for one in [dict(sentence.values), *inner] for name, value in one.items()}


class TestByTheFifteenth:
    @pytest.mark.parametrize("rows", ON_TIME.values(), ids=ON_TIME)
    def test_on_time(self, rows):
        assert decide("2-3-3a", case(package(dues=whole_year(*rows)))).status is Status.MET
        assert decide("2-3-3a", case(package(dues=[*rows, *whole_year(*rows)[:-2]]))).status is Status.NO_DATA

    @pytest.mark.parametrize(("rows", *NUMBERS), LATE.values(), ids=LATE)
    def test_late(self, rows, days, fee, open, daily):  # noqa: A002 (as the words call it)
        answer = decide("2-3-3a", case(package(dues=rows)))
        assert answer.status is Status.BREACHED
        words = told(answer.reason)
        assert [words.get(name) for name in NUMBERS] == [
            days, *(None if one is None else Decimal(one) for one in (fee, open, daily))
        ]  # fmt: skip

    @pytest.mark.parametrize("rows", [one[0] for one in LATE.values()], ids=LATE)
    def test_what_is_said_of_it_stays_true_from_day_to_day(self, rows):
        for as_of in (LATER, date(2027, 1, 1), date(2036, 2, 29)):
            assert decide("2-3-3a", case(package(dues=rows), as_of=as_of)) == decide("2-3-3a", case(package(dues=rows)))

    def test_where_nothing_is_due_nothing_is_late(self):
        arrears = dues(payroll="0", due="0", paid="700", paid_on=date(YEAR, 9, 1))
        assert decide("2-3-3a", case(package(dues=whole_year(arrears)))).status is Status.MET

    def test_the_fifteenth_itself_is_not_late(self):
        unpaid = package(dues=[dues("2025-02", paid="0"), dues("2025-03", paid="0")])
        on_the_day = decide("2-3-3a", case(unpaid, as_of=date(YEAR, 3, 15)))
        assert (on_the_day.status, on_the_day.reason.values["day"]) == (Status.NOT_DUE, date(YEAR, 3, 15))
        after = decide("2-3-3a", case(unpaid, as_of=date(YEAR, 3, 16)))
        assert (after.status, told(after.reason)["open"]) == (Status.BREACHED, Decimal(2000))
        assert {cell.column for cell in after.cells} == {"period", "due", "paid", "status"}  # nothing paid has a day

    def test_what_is_paid_tomorrow_is_open_today(self):
        rows = package(dues=[dues(paid_on=date(YEAR, 2, 20))])
        words = told(decide("2-3-3a", case(rows, as_of=date(YEAR, 2, 19))).reason)
        assert (words["open"], words["daily"], "days" in words) == (Decimal(2000), Decimal(10), False)
        words = told(decide("2-3-3a", case(rows, as_of=date(YEAR, 2, 20))).reason)
        assert (words["days"], words["fee"], "open" in words) == (5, Decimal(50), False)

    def test_a_payment_without_its_day(self):
        assert decide("2-3-3a", case(package(dues=[dues()]))).status is Status.NO_DATA
        both = [dues(), dues("2025-02", paid_on=date(YEAR, 3, 16))]
        assert decide("2-3-3a", case(package(dues=both))).status is Status.BREACHED

    def test_what_is_open_in_books_of_half_a_year_may_have_been_paid_since(self):
        unpaid = package(dues=[dues(paid="0")], stage="midyear")
        for as_of, status in ((date(YEAR, 8, 1), Status.NOT_DUE), (date(2026, 7, 15), Status.NO_DATA)):
            assert decide("2-3-3a", case(unpaid, as_of=as_of)).status is status
        paid_late = package(dues=[dues(paid_on=date(YEAR, 2, 16))], stage="midyear")
        answer = decide("2-3-3a", case(paid_late, as_of=date(YEAR, 8, 1)))
        assert (answer.status, told(answer.reason)["fee"]) == (Status.BREACHED, Decimal(10))

    def test_a_day_not_filled_in_is_not_missed_before_the_table_is_due(self):
        undated = package(dues=[dues()])
        assert decide("2-3-3a", case(undated, as_of=date(YEAR + 1, 6, 30))).status is Status.NOT_DUE

    def test_a_year_in_progress_is_not_kept_yet(self):
        rows = package(dues=[dues(paid_on=date(YEAR, 2, 1)), dues("2025-12", paid_on=date(YEAR + 1, 1, 3))])
        assert decide("2-3-3a", case(rows, as_of=date(YEAR, 12, 31))).status is Status.NOT_DUE

    def test_nothing_due_and_no_table(self):
        assert decide("2-3-3a", case(package())).status is Status.NOT_APPLICABLE
        assert decide("2-3-3a", case(package(dues=[dues(status="refunded")]))).status is Status.NO_DATA
        refunded = [dues(f"2025-Q{quarter}", status="refunded") for quarter in range(1, 5)]
        assert decide("2-3-3a", case(package(dues=refunded))).status is Status.NOT_APPLICABLE
        assert decide("2-3-3a", case(package(dues=None))).status is Status.NO_DATA
        assert decide("2-3-3a", case()).status is Status.NO_DATA

    def test_the_law_binds_from_2016(self):
        before = case(package(year=2015, dues=[dues("2015-01", paid="0")]), year=2015)
        (verdict,) = judge(before, (BY_CLAUSE["2-3-3a"],))
        assert verdict.status is Status.NOT_APPLICABLE
        after = case(package(year=2016, dues=[dues("2016-01", paid="0")]), year=2016)
        (verdict,) = judge(after, (BY_CLAUSE["2-3-3a"],))
        assert verdict.status is Status.BREACHED


def test_the_first_of_several_deadlines_is_named():
    rows = [dues("2025-02", paid="0"), dues(paid_on=date(YEAR, 2, 16))]
    assert told(decide("2-3-3a", case(package(dues=rows))).reason)["due"] == date(YEAR, 2, 15)
