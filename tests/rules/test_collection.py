"""2-3-5, 2-3-6, 2-3-7: what other authorities collect for the unions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.rules.build import (
    CITY,
    LATER,
    QU,
    SHOP,
    STREET,
    YEAR,
    asking,
    case,
    decide,
    dues,
    package,
    union,
    whole_year,
    work,
)
from yangguang.core.language import ZH
from yangguang.records.contributions import Collection, Transfer
from yangguang.rules.judge.model import Status

YUAN = Decimal
ZONE = union("zone", "city", "development_zone")
ASKED = (CITY, QU, STREET)  # all of them owe their transfers; the shop does not


def meeting(**facts):
    return work("collection_cooperation", **({"document_no": "会议纪要1号"} | facts))


class TestCooperation:
    def judged(self, *rows, union_id="qu", as_of=LATER):
        unions = (CITY, QU, STREET, SHOP, ZONE)
        return decide("2-3-5", case(package(union_id, activities=rows), union_id=union_id, as_of=as_of, unions=unions))

    @pytest.mark.parametrize("proof", [{}, {"document_no": None, "document_url": "https://example.org/1"}])
    def test_a_meeting_with_evidence_attests(self, proof):
        assert self.judged(meeting(**proof)).status is Status.ATTESTED
        assert self.judged(meeting(**proof), union_id="zone").status is Status.ATTESTED

    def test_without_evidence_there_is_no_data(self):
        bare = meeting(document_no=None)
        assert self.judged(bare).status is Status.NO_DATA
        assert self.judged(bare, as_of=date(YEAR, 12, 31)).status is Status.NOT_DUE
        assert self.judged(bare, meeting(activity_id="A2")).status is Status.ATTESTED

    def test_as_many_as_are_asked_for_have_evidence(self):
        for second, status in (({}, Status.ATTESTED), ({"document_no": None}, Status.NO_DATA)):
            rows = [meeting(), meeting(**second, activity_id="A2")]
            judged = asking(case(package(activities=rows)), cooperation_records_per_year="2")
            answer = decide("2-3-5", judged)
            assert answer.status is status
        assert answer.reason.text(ZH) == "与税务、财政部门协作 1 次，没有文号或佐证"
        unasked = asking(case(package(activities=[meeting(document_no=None)])), cooperation_records_per_year="0")
        assert decide("2-3-5", unasked).status is Status.NO_DATA

    @pytest.mark.parametrize("rows", [[], [work("policy_study")], [meeting(day=date(YEAR - 1, 12, 31))]])
    def test_nothing_in_the_year(self, rows):
        assert self.judged(*rows).status is Status.BREACHED
        assert self.judged(*rows, as_of=date(YEAR, 12, 31)).status is Status.NOT_DUE

    @pytest.mark.parametrize("union_id", ["city", "street", "shop"])
    def test_only_district_federations_are_asked(self, union_id):
        assert self.judged(union_id=union_id).status is Status.NOT_APPLICABLE

    def test_missing_table(self):
        assert decide("2-3-5", case(package(activities=None))).status is Status.NO_DATA
        assert decide("2-3-5", case()).status is Status.NO_DATA

    def test_the_last_meeting_is_named(self):
        answer = self.judged(meeting(day=date(YEAR, 9, 1), subject="联席会议"), meeting(activity_id="A2"))
        assert answer.reason.text(ZH) == f"与税务、财政部门协作 2 次，最近为{YEAR}年9月1日“联席会议”"


def collected(**facts) -> Collection:
    amounts = {
        "collected": YUAN(1000), "fee": YUAN(5), "returned": YUAN(600), "retained": YUAN(395),
        "units_due": 10, "units_collected": 9, "last_returned_on": date(YEAR + 1, 1, 28), "channel": "tax",
    }  # fmt: skip
    return Collection(**(amounts | facts))


def returned(amount: str = "600", other: str = "qu", kind: str = "dues_returned", direction: str = "received"):
    return Transfer(
        transfer_id=f"{amount}{other}{kind}", direction=direction, kind=kind, counterparty_id=other, period=str(YEAR),
        amount=YUAN(amount), date=date(YEAR, 9, 1), row=7,
    )  # fmt: skip


COLLECTED_KEPT = {
    "confirmed to the yuan": (collected(), [returned()]),
    "confirmed in parts, a cent short": (collected(), [returned("300"), returned("299.99")]),
    "confirmed, a cent over": (collected(), [returned("600.01")]),
    "a cent apart": (collected(collected=YUAN("1000.01")), [returned()]),
    "nothing to return": (collected(returned=YUAN(0), retained=YUAN(995), last_returned_on=None), []),
    "returned on the last day": (collected(last_returned_on=date(YEAR + 1, 3, 31)), [returned()]),
}
COLLECTED_BROKEN = {
    "two cents apart": (collected(collected=YUAN("1000.02")), [returned()]),
    "two cents too little": (collected(collected=YUAN("999.98")), [returned()]),
    "returned a day late": (collected(last_returned_on=date(YEAR + 1, 4, 1)), [returned()]),
}
COLLECTED_WAITING = {
    "more was received than returned": (collected(), [returned("600.02")]),
    "no subordinate mentions it": (collected(), []),
    "part of it": (collected(), [returned("599.98")]),
    "a subsidy is something else": (collected(), [returned(kind="subsidy")]),
    "what they sent": (collected(), [returned(direction="sent")]),
    "from another union": (collected(), [returned(other="city")]),
}


class TestCollected:
    def judged(self, *rows, below=(), union_id="qu", as_of=LATER, unions=(CITY, QU, STREET, SHOP)):
        own, street = package(union_id, collections=rows), package("street", transfers=below)
        return decide("2-3-6", case(own, street, union_id=union_id, as_of=as_of, unions=unions))

    @pytest.mark.parametrize(("row", "below"), COLLECTED_KEPT.values(), ids=COLLECTED_KEPT)
    def test_kept(self, row, below):
        assert self.judged(row, below=below).status is Status.MET

    @pytest.mark.parametrize(("row", "below"), COLLECTED_BROKEN.values(), ids=COLLECTED_BROKEN)
    def test_broken(self, row, below):
        assert self.judged(row, below=below).status is Status.BREACHED
        assert self.judged(row, below=below, as_of=date(YEAR, 12, 31)).status is Status.NOT_DUE

    @pytest.mark.parametrize(("row", "below"), COLLECTED_WAITING.values(), ids=COLLECTED_WAITING)
    def test_waiting(self, row, below):
        assert self.judged(row, below=below, unions=ASKED).status is Status.AWAITING_SUPERIOR

    def test_what_may_have_gone_to_those_who_are_not_asked_waits_for_nobody(self):
        answer = self.judged(collected(), below=[returned("599.98")])
        assert answer.status is Status.ATTESTED
        assert answer.reason.text(ZH).endswith(
            "；返还 600.00 元，下级账上收到 599.98 元；其余的下级不要求报送往来，只有本会的记录"
        )
        assert self.judged(collected()).status is Status.ATTESTED
        assert self.judged(collected(), below=[returned("600.02")]).status is Status.AWAITING_SUPERIOR
        assert self.judged(collected(), below=None).status is Status.AWAITING_SUPERIOR

    def test_of_two_books_that_differ_the_difference_is_named(self):
        answer = self.judged(collected(), below=[returned("610")])
        assert answer.reason.text(ZH).endswith("；返还 600.00 元，下级账上收到 610.00 元，相差 10.00 元，待双方核对")
        assert ("unions/d1/street/2025/transfers.csv", 7) in {(one.file, one.row) for one in answer.cells}

    def test_what_was_received_is_compared_with_what_all_channels_returned(self):
        fiscal = collected(
            channel="fiscal", collected=YUAN(300), fee=YUAN(0), returned=YUAN(300), retained=YUAN(0), row=9
        )
        answer = self.judged(collected(), fiscal, below=[returned("900")])
        assert answer.status is Status.MET
        assert answer.reason.text(ZH).endswith("；各代收渠道共返还 900.00 元，下级账上收到 900.00 元")
        assert (9, "returned") in {(one.row, one.column) for one in answer.cells}
        short = self.judged(collected(), fiscal, below=[returned()], unions=ASKED)
        assert short.status is Status.AWAITING_SUPERIOR
        assert (
            self.judged(collected(), below=[returned()])
            .reason.text(ZH)
            .endswith("；返还 600.00 元，下级账上收到 600.00 元")
        )

    def test_what_was_returned_past_the_subordinates_is_found_where_it_arrived(self):
        deep = union("deep", "street", "grassroots")
        own = package(collections=[collected()], transfers=[returned("600", "deep", direction="sent")])
        judged = case(own, package("deep", transfers=[returned()]), unions=(CITY, QU, STREET, SHOP, deep))
        assert decide("2-3-6", judged).status is Status.MET
        later = case(own, package("deep", year=YEAR + 1, transfers=[returned()]), unions=(CITY, QU, STREET, SHOP, deep))
        only = replace(later.neighbours, books={"deep": {YEAR + 1: later.neighbours.books["deep"][YEAR + 1]}})
        assert decide("2-3-6", replace(later, neighbours=only)).status is Status.AWAITING_SUPERIOR

        far = replace(deep, parent_id="city")
        beside = case(own, package("deep", transfers=[returned("500")]), unions=(CITY, QU, SHOP, far))
        assert decide("2-3-6", beside).reason.text(ZH).endswith("500.00 元；其余的下级不要求报送往来，只有本会的记录")

    def test_where_nobody_is_asked_to_confirm_it_the_own_books_attest(self):
        def with_shop_alone(*rows):
            given = package(collections=[collected()]), package("shop", transfers=rows or None)
            return decide("2-3-6", case(*given, unions=(CITY, QU, SHOP)))

        answer = with_shop_alone()
        assert answer.status is Status.ATTESTED
        assert answer.reason.text(ZH).endswith("；返还 600.00 元；下级都不要求报送往来，只有本会的记录")
        assert with_shop_alone(returned()).status is Status.MET
        assert with_shop_alone(returned("500")).status is Status.AWAITING_SUPERIOR

    def test_the_last_return_must_be_dated(self):
        undated = collected(last_returned_on=None)
        assert self.judged(undated).status is Status.NO_DATA
        assert self.judged(undated, as_of=date(YEAR, 12, 31)).status is Status.NOT_DUE

    def test_half_a_year_without_collection_excuses_nobody(self):
        for stage, status in (("midyear", Status.NO_DATA), ("final", Status.NOT_APPLICABLE)):
            assert decide("2-3-6", case(package(collections=[], stage=stage))).status is status

    def test_a_late_return_is_blamed_once_the_days_have_passed(self):
        late = collected(last_returned_on=date(YEAR + 1, 4, 1))
        assert self.judged(late, below=[returned()], as_of=date(YEAR + 1, 3, 31)).status is Status.NOT_DUE
        assert self.judged(late, below=[returned()], as_of=date(YEAR + 1, 4, 1)).status is Status.BREACHED

    def test_a_year_in_progress_is_not_kept_yet(self):
        early = collected(last_returned_on=date(YEAR, 12, 1))
        assert self.judged(early, below=[returned()], as_of=date(YEAR, 12, 31)).status is Status.NOT_DUE
        assert self.judged(early, below=[returned()], as_of=date(YEAR + 1, 1, 1)).status is Status.MET

    def test_a_return_counts_from_its_own_day(self):
        given = {"below": [returned()]}
        assert self.judged(collected(), **given, as_of=date(YEAR + 1, 1, 27)).status is Status.NOT_DUE
        assert self.judged(collected(), **given, as_of=date(YEAR + 1, 1, 28)).status is Status.MET

    def test_the_coverage_is_shown_and_never_judged(self):
        answer = self.judged(collected(), below=[returned()])
        assert answer.reason.text(ZH).startswith("应代收 10 户，代收 9 户，覆盖率 90.0%；返还 600.00 元")
        none = self.judged(collected(units_due=0, units_collected=0), below=[returned()])
        assert "覆盖率" not in none.reason.text(ZH)

    def test_the_subordinates_cells_are_shown(self):
        cells = self.judged(collected(), below=[returned()]).cells
        assert ("unions/d1/street/2025/transfers.csv", 7, "amount") in {
            (one.file, one.row, one.column) for one in cells
        }

    def test_nothing_collected_and_nobody_asked(self):
        assert self.judged().status is Status.NOT_APPLICABLE
        assert self.judged(collected(channel="fiscal")).status is Status.NOT_APPLICABLE
        assert self.judged(collected(), union_id="shop").status is Status.NOT_APPLICABLE
        assert (
            self.judged(collected(), below=[returned(other="city")], union_id="city").status
            is not Status.NOT_APPLICABLE
        )

    def test_missing_table(self):
        for answer in (decide("2-3-6", case(package())), decide("2-3-6", case())):
            assert (answer.status, answer.asked) == (Status.NO_DATA, False)


FISCAL_KEPT = {
    "in full": [dues(channel="fiscal")],
    "a cent below": [dues(channel="fiscal", due="1999.99")],
    "more than the rate": [dues(channel="fiscal", due="2100")],
    "a refunded period elsewhere": [dues("2025-02", due="0", status="refunded")],
}
FISCAL_BROKEN = {
    "two cents below": [dues(channel="fiscal", due="1999.98")],
    "collected by the tax authority": [dues()],
    "one of two paid directly": [dues(channel="fiscal"), dues("2025-02", channel="direct")],
    "only called deferred": [dues(channel="fiscal"), dues("2025-02", due="0", channel="fiscal", status="deferred")],
}


class TestFiscal:
    def judged(self, *rows, nature="government", as_of=LATER, kind="grassroots"):
        office = replace(SHOP, employer_nature=nature, kind=kind)
        given = package("shop", dues=rows)
        return decide("2-3-7", case(given, union_id="shop", as_of=as_of, unions=(CITY, QU, STREET, office)))

    @pytest.mark.parametrize("rows", FISCAL_KEPT.values(), ids=FISCAL_KEPT)
    @pytest.mark.parametrize("nature", ["government", "fully_funded_institution"])
    def test_kept(self, rows, nature):
        year = whole_year(*rows, channel="fiscal")
        assert self.judged(*year, nature=nature).status is Status.MET
        assert self.judged(*year, nature=nature, as_of=date(YEAR, 12, 31)).status is Status.NOT_DUE
        assert self.judged(*rows, nature=nature).status is Status.NO_DATA

    @pytest.mark.parametrize("rows", FISCAL_BROKEN.values(), ids=FISCAL_BROKEN)
    def test_broken(self, rows):
        assert self.judged(*rows).status is Status.BREACHED
        assert self.judged(*rows, as_of=date(YEAR + 1, 1, 15)).status is Status.NOT_DUE

    def test_only_offices_and_fully_funded_institutions(self):
        assert self.judged(dues(), nature="private").status is Status.NOT_APPLICABLE
        assert self.judged(dues(), nature=None).status is Status.NO_DATA
        assert self.judged(dues(), nature=None, kind="street").status is Status.NOT_APPLICABLE

    def test_no_period_and_no_table(self):
        assert self.judged().status is Status.NO_DATA
        assert self.judged(as_of=date(YEAR, 12, 31)).status is Status.NOT_DUE
        refunded = [dues(f"2025-Q{quarter}", status="refunded") for quarter in range(1, 5)]
        assert self.judged(*refunded).status is Status.NOT_APPLICABLE
        assert self.judged(*refunded[1:]).status is Status.NO_DATA
        office = replace(SHOP, employer_nature="government")
        silent = case(package("shop", dues=None), union_id="shop", unions=(CITY, QU, STREET, office))
        assert decide("2-3-7", silent).status is Status.NO_DATA
        nothing = case(union_id="shop", unions=(CITY, QU, STREET, office))
        assert decide("2-3-7", nothing).status is Status.NO_DATA

    def test_the_periods_are_named(self):
        answer = self.judged(dues(channel="fiscal"), dues("2025-02", channel="direct"))
        assert answer.reason.text(ZH) == "2025-02没有通过财政代缴；期限为2026年1月15日，已过"
