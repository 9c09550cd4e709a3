"""2-3-4: nothing retained, nothing diverted; both ends of every transfer."""

from __future__ import annotations

from datetime import date

import pytest

from tests.rules.build import CITY, QU, SHOP, STREET, YEAR, case, decide, package, union
from tests.rules.remittances import got, judged, paid
from yangguang.core.language import ZH
from yangguang.rules.judge.model import Status, Weight

KEPT = {
    "received as sent": ([paid()], [got()]),
    "a cent apart": ([paid("100.01")], [got()]),
    "received a quarter later": ([paid()], [got(quarter=2)]),
    "both directions": ([paid(), got("30", "city", kind="subsidy")], [got(), paid("30", "qu", kind="subsidy")]),
    "the superior says that a cent more was due": ([paid("99")], [got("99", due="99.01")]),
    "sent as due": ([paid(due="100")], [got()]),
    "a cent less than due": ([paid("99.99", due="100")], [got("99.99")]),
    "due in two payments": ([paid("60", due="60"), paid("40", due="40", date=date(YEAR, 4, 19))], [got()]),
    "the rest paid later without another due": ([paid("60", due="100"), paid("40", date=date(YEAR, 4, 19))], [got()]),
    "paid on the last day": ([paid(due="100", date=date(YEAR + 1, 3, 31))], [got()]),
    "less received than due is the sender's": (
        [got("90", "city", kind="subsidy", due="100")],
        [paid("90", "qu", kind="subsidy", due="100")],
    ),
    "received late is the sender's": (
        [got("90", "city", kind="subsidy", due="90", date=date(YEAR + 1, 4, 1))],
        [paid("90", "qu", kind="subsidy")],
    ),
    "nothing due, paid late": ([paid(date=date(YEAR + 1, 4, 1))], [got()]),
}


BROKEN = {
    "a yuan less than due": ([paid("99", due="100")], [got("99")]),
    "two cents less than due": ([paid("99.98", due="100")], [got("99.98")]),
    "short in one of two quarters": (
        [paid(due="100"), paid("99", due="100", quarter=2)],
        [got(), got("99", quarter=2)],
    ),
    "too much in one quarter does not pay another": (
        [paid("101", due="100"), paid("99", due="100", quarter=2)],
        [got("101"), got("99", quarter=2)],
    ),
    "a yuan less than due, whatever the superior says it received": ([paid("99", due="100")], [got()]),
}


WAITING = {
    "the superior received a yuan less": ([paid()], [got("99")]),
    "the superior received a yuan less than was due and paid": ([paid(due="100")], [got("99", due="100")]),
    "received more than was sent": ([got("31", "city", kind="subsidy")], [paid("30", "qu", kind="subsidy")]),
    "received less than was sent": ([got("29", "city", kind="subsidy")], [paid("30", "qu", kind="subsidy")]),
    "the superior received more than was sent": ([paid("99")], [got()]),
    "the superior says that more was due": ([paid("99")], [got("99", due="99.02")]),
    "both the superior and the payer say what is due, and not the same": (
        [paid("99", due="99")],
        [got("60", due="100"), got("39", date=date(YEAR, 4, 19))],
    ),
    "the superior reports nothing": ([paid()], None),
    "the superior does not mention it": ([paid()], []),
    "on its way over the end of the year": ([paid(date=date(YEAR, 12, 31))], []),
    "called a subsidy above": ([paid()], [got(kind="subsidy")]),
    "one year above, quarters here": ([paid(), paid(quarter=2)], [got("200", period=str(YEAR))]),
    "only the superior knows of it": ([], [got()]),
}


@pytest.mark.parametrize(("own", "above"), KEPT.values(), ids=KEPT)
def test_kept(own, above):
    assert judged(own, above).status is Status.MET


@pytest.mark.parametrize(("own", "above"), BROKEN.values(), ids=BROKEN)
def test_broken(own, above):
    answer = judged(own, above)
    assert (answer.status, answer.weight) == (Status.BREACHED, None)
    assert judged(own, above, as_of=date(YEAR + 1, 3, 31)).status is Status.NOT_DUE
    assert judged(own, above, as_of=date(YEAR + 1, 4, 1)).status is Status.BREACHED


@pytest.mark.parametrize(("own", "above"), WAITING.values(), ids=WAITING)
def test_waiting(own, above):
    assert judged(own, above).status is Status.AWAITING_SUPERIOR


def test_paid_in_full_but_late_is_the_softer_half():
    own, above = [paid(due="100", date=date(YEAR + 1, 4, 1))], [got()]
    answer = judged(own, above)
    assert (answer.status, answer.weight) == (Status.BREACHED, Weight.WARNING)
    assert judged(own, above, as_of=date(YEAR + 1, 3, 31)).status is not Status.BREACHED


def test_what_happens_after_the_day_has_not_happened():
    own = [paid(due="100"), paid("99", due="100", quarter=2, date=date(YEAR + 1, 4, 20))]
    assert judged(own, [got(), got("99", quarter=2)], as_of=date(YEAR + 1, 4, 19)).status is Status.MET
    assert judged(own, [got(), got("99", quarter=2)], as_of=date(YEAR + 1, 4, 20)).status is Status.BREACHED


def test_what_the_other_end_says_is_due_is_named_with_its_cells():
    answer = judged([paid("99", row=2)], [got("99", due="100", row=3)])
    assert answer.reason.text(ZH) == "往来待双方核对：CITY上解经费2025-Q1本会付 99.00 元，CITY记应收 100.00 元"
    shown = {(cell.file.split("/")[2], cell.row, cell.column) for cell in answer.cells}
    assert shown >= {("qu", 2, "amount"), ("city", 3, "due"), ("city", 3, "amount")}
    assert judged([paid("99")], [got("99", due="100")], union_id="city").status is Status.MET
    differing = judged([paid()], [got("99", due="101")]).reason.text(ZH)
    assert differing == "往来待双方核对：CITY上解经费2025-Q1本会记 100.00 元，CITY记 99.00 元，相差 1.00 元"
    of_another_period = [got("99", due="99"), got("50", quarter=2)]
    assert judged([paid("99"), paid("50", quarter=2)], of_another_period).status is Status.MET
    both_ways = [paid("99", "qu", kind="subsidy"), got("40", kind="subsidy")]
    back = [got("99", "city", kind="subsidy"), paid("40", kind="subsidy")]
    assert judged(back, both_ways).status is Status.MET
    assert judged(back, [both_ways[0], got("40", kind="subsidy", due="41")]).status is Status.AWAITING_SUPERIOR
    assert "99" not in judged(back, [both_ways[0], got("40", kind="subsidy", due="101")]).reason.text(ZH)


def test_books_closed_early_do_not_keep_what_is_still_to_be_paid():
    own, above = [paid(), paid(quarter=4, date=date(YEAR + 1, 1, 18))], [got(), got(quarter=4)]
    answer = judged(own, above, as_of=date(YEAR + 1, 1, 17))
    assert answer.status is Status.NOT_DUE
    assert answer.reason.text(ZH) == (
        "上下级经费往来 1 笔共 100.00 元，双方账上相符，没有截留、挪用的审计问题；其余往来的结清期限为2026年3月31日"
    )
    assert judged(own, above, as_of=date(YEAR + 1, 1, 18)).status is Status.MET


@pytest.mark.parametrize("amounts", [("100", "99"), ("99", "100")])
@pytest.mark.parametrize("union_id", ["qu", "city"])
def test_of_two_ends_that_differ_neither_is_wrong_until_something_shows_it(amounts, union_id):
    own, above = amounts
    assert judged([paid(own)], [got(above)], union_id=union_id).status is Status.AWAITING_SUPERIOR


def test_the_difference_is_named_with_whose_row_says_what_and_the_cells_of_both_ends():
    answer = judged([paid("100")], [got("99")])
    assert answer.reason.text(ZH) == (
        "往来待双方核对：CITY上解经费2025-Q1本会记 100.00 元，CITY记 99.00 元，相差 1.00 元"
    )
    assert {cell.file for cell in answer.cells} == {f"unions/d1/{one}/{YEAR}/transfers.csv" for one in ("qu", "city")}
    names = [row.name for row in answer.parameters]
    assert names == ["transfer_tolerance", "transfer_period_shift", "transfer_deadline"]
    other = judged([paid("100")], [got("99")], union_id="city").reason.text(ZH)
    assert other == "往来待双方核对：QU上解经费2025-Q1本会记 99.00 元，QU记 100.00 元，相差 1.00 元"


def test_the_other_ends_cells_are_those_of_this_money():
    own = [got("31", "city", kind="subsidy", row=2), paid(row=3)]
    above = [got(row=4), paid("30", "qu", kind="subsidy", row=5), paid("1", "qu", kind="other", row=6)]
    shown = dict.fromkeys((cell.file.split("/")[2], cell.row) for cell in judged(own, above).cells)
    assert [*shown] == [("qu", 2), ("qu", 3), ("city", 6), ("city", 5), ("city", 4)], "what agrees comes last"


def test_of_a_union_that_is_neither_above_nor_below_the_cells_are_shown_too():
    far = union("far", "city")
    packages = [package("qu", transfers=[paid("100", "far")]), package("far", transfers=[got("99")])]
    answer = decide("2-3-4", case(*packages, unions=(CITY, QU, STREET, SHOP, far)))
    assert answer.status is Status.AWAITING_SUPERIOR
    assert {cell.file for cell in answer.cells} == {f"unions/d1/{one}/{YEAR}/transfers.csv" for one in ("qu", "far")}


def test_payments_for_one_period_in_two_years_books_are_compared_together():
    quarter = f"{YEAR}-Q4"
    packages = [
        package("qu", transfers=[paid("100", period=quarter)]),
        package("qu", year=YEAR + 1, transfers=[paid("50", period=quarter, date=date(YEAR + 1, 2, 1))]),
        package("city", transfers=[got("149", period=quarter)]),
    ]
    answer = decide("2-3-4", case(*packages))
    assert answer.status is Status.AWAITING_SUPERIOR
    assert answer.reason.text(ZH) == (
        "往来待双方核对：CITY上解经费2025-Q4本会记 150.00 元，CITY记 149.00 元，相差 1.00 元"
    )


def test_what_is_settled_is_not_told_as_open_and_shown_last():
    answer = judged([paid(row=2), paid("50", quarter=3, row=3), paid("60", quarter=4, row=4)], [got()])
    assert answer.reason.text(ZH) == "往来待双方核对：2 笔对方没有记录（CITY上解经费2025-Q3、CITY上解经费2025-Q4）"
    own = [cell.row for cell in answer.cells if "/qu/" in cell.file and cell.column == "amount"]
    assert own == [3, 4, 2]
    more_due = judged([paid(row=2), paid("99", quarter=2, row=3)], [got(), got("99", due="100", quarter=2)])
    own = [cell.row for cell in more_due.cells if "/qu/" in cell.file and cell.column == "amount"]
    assert own == [3, 2], "what both ends state alike is open as well where the other end says that more was due"


def test_a_payment_of_tomorrow_waits_for_nobody():
    own = [paid(), paid("50", quarter=3, date=date(YEAR + 1, 4, 20))]
    assert judged(own, [got()], as_of=date(YEAR + 1, 4, 19)).status is Status.MET
    assert judged(own, [got()], as_of=date(YEAR + 1, 4, 20)).status is Status.AWAITING_SUPERIOR


def test_without_a_period_there_is_none_to_name():
    assert judged([paid(period=None)]).reason.text(ZH) == "往来待双方核对：1 笔对方没有记录（CITY上解经费）"


def test_what_waits_is_counted_by_state():
    answer = judged([paid(), paid("50", "street", kind="subsidy")], [got("99.5", quarter=3)], [])
    assert answer.reason.text(ZH) == (
        "往来待双方核对：2 笔对方没有记录（CITY上解经费2025-Q1、STREET补助2025-Q1）、"
        "1 笔只有对方有记录（CITY上解经费2025-Q3）"
    )


def test_several_that_could_only_be_compared_as_one_are_counted_once():
    own = [paid("150", date=date(YEAR + 1, 1, 3)), paid("80", quarter=2), paid("80", quarter=3), paid("80", quarter=4)]
    answer = judged(own, [got("400", period=str(YEAR))])
    assert "1 笔对方记的类别或期间划分不同" in answer.reason.text(ZH)


def test_how_much_was_withheld_is_named():
    answer = judged([paid("90", due="100"), paid("95", due="100", quarter=2)], [got("90"), got("95", quarter=2)])
    assert (
        answer.reason.text(ZH)
        == "应付而少付 15.00 元：CITY上解经费2025-Q1、CITY上解经费2025-Q2；期限为2026年3月31日，已过"
    )


def test_beside_what_was_withheld_every_payment_is_shown_that_was_set_against_something_due():
    paid_off = [paid("60", due="100", quarter=2, row=2), paid("40", quarter=2, row=3)]
    answer = judged([paid("90", due="100", row=1), *paid_off, paid("50", quarter=3, row=4)])
    assert answer.status is Status.BREACHED
    assert {cell.row for cell in answer.cells if cell.column == "amount"} == {1, 2, 3}


@pytest.mark.parametrize("rows", [[], [paid("90", due="100")]], ids=["nothing moved", "part of what is due"])
def test_half_a_year_excuses_nobody_and_blames_nobody_for_what_may_follow(rows):
    above = [got(row.amount) for row in rows]
    for day, status in ((date(YEAR + 1, 6, 30), Status.NOT_DUE), (date(YEAR + 1, 7, 1), Status.NO_DATA)):
        assert judged(rows, above, stage="midyear", as_of=day).status is status
