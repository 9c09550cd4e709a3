"""2-3-4: nothing retained, nothing diverted; both ends of every transfer."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.core.language import ZH
from generator.records.contributions import Transfer
from generator.rules.model import Status, Weight
from tests.rules.build import CITY, LATER, QU, SHOP, STREET, YEAR, audit, case, decide, finding, package, union

DAY = date(YEAR, 4, 18)


def paid(amount: str = "100", other: str = "city", quarter: int = 1, **facts) -> Transfer:
    facts = {"direction": "sent", "kind": "dues_remitted", "period": f"{YEAR}-Q{quarter}", "date": DAY} | facts
    number = f"{facts['direction']}-{other}-{facts['period']}-{amount}-{facts['date']}-{facts['kind']}"
    due = facts.pop("due", None)
    return Transfer(
        transfer_id=number, counterparty_id=other, amount=Decimal(amount), due=Decimal(due) if due else None, **facts
    )


def got(amount: str = "100", other: str = "qu", quarter: int = 1, **facts) -> Transfer:
    return paid(amount, other, quarter, direction="received", **facts)


def judged(own, above=(), below=(), as_of: date = LATER, union_id: str = "qu", **facts):
    packages = [package("qu", transfers=own, **facts)]
    packages += [package("city", transfers=above)] if above is not None else []
    packages += [package("street", transfers=below)] if below is not None else []
    return decide("2-3-4", case(*packages, union_id=union_id, as_of=as_of))


KEPT = {
    "received as sent": ([paid()], [got()]),
    "a cent apart": ([paid("100.01")], [got()]),
    "received a quarter later": ([paid()], [got(quarter=2)]),
    "both directions": ([paid(), got("30", "city", kind="subsidy")], [got(), paid("30", "qu", kind="subsidy")]),
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
    "claims a yuan more than was received": ([paid()], [got("99")]),
    "claims to have received more than was sent": (
        [got("31", "city", kind="subsidy")],
        [paid("30", "qu", kind="subsidy")],
    ),
}
WAITING = {
    "the superior received more than was sent": ([paid("99")], [got()]),
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


def test_of_two_ends_that_differ_the_one_that_claims_more_is_in_breach_and_the_other_waits():
    own, above = [paid("100")], [got("99")]
    assert judged(own, above).status is Status.BREACHED
    assert judged(own, above, union_id="city").status is Status.AWAITING_SUPERIOR


def test_the_difference_is_named_with_the_cells_of_both_ends():
    answer = judged([paid("100")], [got("99")])
    assert answer.reason.text(ZH) == "对方账上少 1.00 元：CITY上解经费2025-Q1本会记 100.00 元，对方记 99.00 元"
    assert {cell.file for cell in answer.cells} == {f"unions/d1/{one}/{YEAR}/transfers.csv" for one in ("qu", "city")}
    names = [row.name for row in answer.parameters]
    assert names == ["transfer_tolerance", "transfer_period_shift", "transfer_deadline"]


def test_the_other_ends_cells_are_those_of_this_money():
    own = [got("31", "city", kind="subsidy", row=2), paid(row=3)]
    above = [got(row=4), paid("30", "qu", kind="subsidy", row=5), paid("1", "qu", kind="other", row=6)]
    shown = {(cell.file.split("/")[2], cell.row) for cell in judged(own, above).cells}
    assert shown == {("qu", 2), ("city", 5)}


def test_of_a_union_that_is_neither_above_nor_below_only_the_own_cells_are_shown():
    far = union("far", "city")
    packages = [package("qu", transfers=[paid("100", "far")]), package("far", transfers=[got("99")])]
    answer = decide("2-3-4", case(*packages, unions=(CITY, QU, STREET, SHOP, far)))
    assert answer.status is Status.BREACHED
    assert {cell.file for cell in answer.cells} == {f"unions/d1/qu/{YEAR}/transfers.csv"}


def test_payments_for_one_period_in_two_years_books_are_compared_together():
    quarter = f"{YEAR}-Q4"
    packages = [
        package("qu", transfers=[paid("100", period=quarter)]),
        package("qu", year=YEAR + 1, transfers=[paid("50", period=quarter, date=date(YEAR + 1, 2, 1))]),
        package("city", transfers=[got("149", period=quarter)]),
    ]
    answer = decide("2-3-4", case(*packages))
    assert answer.status is Status.BREACHED
    assert answer.reason.text(ZH) == "对方账上少 1.00 元：CITY上解经费2025-Q4本会记 150.00 元，对方记 149.00 元"


def test_what_is_settled_is_not_shown_as_open():
    answer = judged([paid(row=2), paid("50", quarter=3, row=3), paid("60", quarter=4, row=4)], [got()])
    assert answer.reason.text(ZH) == "往来待双方核对：2 笔对方没有记录（CITY上解经费2025-Q3、CITY上解经费2025-Q4）"
    assert [cell.row for cell in answer.cells] == [3, 4]


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
    assert answer.reason.text(ZH) == "应付而少付 15.00 元：CITY上解经费2025-Q1、CITY上解经费2025-Q2"


class TestFindings:
    def judged(self, *, category="B3", as_of=LATER, moved=True, **facts):
        facts = {"status": "in_progress", "due_on": date(YEAR + 1, 12, 31)} | facts
        rows = [finding(category=category, **facts)]
        return judged([paid()] if moved else None, [got()], audits=[audit()], findings=rows, as_of=as_of)

    @pytest.mark.parametrize("category", ["B3", "D5"])
    def test_an_open_one_shows_it(self, category):
        assert self.judged(category=category).status is Status.BREACHED

    def test_put_right_or_about_something_else(self):
        assert self.judged(status="rectified", rectified_on=LATER).status is Status.MET
        assert self.judged(status="rectified", rectified_on=None).status is Status.MET
        assert self.judged(category="B4").status is Status.MET

    def test_put_right_tomorrow_is_open_today(self):
        assert self.judged(status="rectified", rectified_on=date(2026, 7, 16)).status is Status.BREACHED

    def test_before_the_report_nobody_knows(self):
        assert self.judged(as_of=date(YEAR + 1, 2, 28)).status is not Status.BREACHED
        assert self.judged(as_of=date(YEAR + 1, 3, 1)).status is Status.BREACHED

    def test_an_audit_that_is_not_listed_has_reported(self):
        facts = {"findings": [finding(category="B3", audit_id="gone")]}
        assert judged([paid()], [got()], audits=[audit()], **facts).status is Status.BREACHED
        assert judged([paid()], [got()], audits=None, **facts).status is Status.BREACHED

    def test_it_needs_no_transfers(self):
        assert self.judged(moved=False).status is Status.BREACHED


class TestMissing:
    def test_no_package_and_no_table(self):
        assert decide("2-3-4", case()).status is Status.NO_DATA
        assert judged(None).status is Status.NO_DATA

    def test_without_findings_a_breach_shows_and_nothing_is_kept(self):
        assert judged([paid("99", due="100")], [got("99")], findings=None).status is Status.BREACHED
        assert judged([paid()], [got()], findings=None).status is Status.NO_DATA

    def test_nothing_moved(self):
        assert judged([]).status is Status.NOT_APPLICABLE

    def test_a_year_reported_in_part_is_not_kept_yet(self):
        assert judged([paid()], [got()], stage="midyear").status is Status.NO_DATA
        assert judged([paid()], [got()], as_of=date(YEAR, 12, 31)).status is Status.NOT_DUE


@settings(deadline=None, max_examples=25)
@given(st.data())
def test_a_yuan_withheld_at_one_edge_changes_only_the_verdicts_of_its_two_ends(data):
    """city < qu < street, shop: consistent remittances; the payer keeps a yuan, or the receiver books a yuan less."""
    unions = (CITY, QU, STREET, SHOP)
    edges = [("qu", "city"), ("street", "qu"), ("shop", "qu")]
    amounts = {
        (edge, quarter): data.draw(st.integers(2, 10**6), label=f"{edge} {quarter}")
        for edge in edges
        for quarter in (1, 2, 3, 4)
    }
    edge, quarter = data.draw(st.sampled_from(sorted(amounts)))
    honest = data.draw(st.booleans(), label="the payer states what is due and pays a yuan less")

    def verdicts(withheld):
        rows = {one.union_id: [] for one in unions}
        for ((payer, payee), one), amount in amounts.items():
            here = withheld and ((payer, payee), one) == (edge, quarter)
            rows[payer].append(paid(str(amount - (here and honest)), payee, one, due=str(amount)))
            rows[payee].append(got(str(amount - here), payer, one))
        given_ = [package(one.union_id, transfers=rows[one.union_id]) for one in unions]
        return {one.union_id: decide("2-3-4", case(*given_, union_id=one.union_id)).status for one in unions}

    before, after = verdicts(withheld=False), verdicts(withheld=True)
    assert set(before.values()) == {Status.MET}
    payer, payee = edge
    assert after[payer] is Status.BREACHED
    assert after[payee] is (Status.MET if honest else Status.AWAITING_SUPERIOR)
    assert {name for name in after if after[name] is not before[name]} <= {payer, payee}
