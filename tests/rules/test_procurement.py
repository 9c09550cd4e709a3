"""2-6-6 to 2-6-8: tenders from the limit upwards, rules for them, somebody watching."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.rules.build import LATER, OVERVIEW, YEAR, bought, case, decide, package, regulation
from tests.rules.procurement_cases import HALF_TOLD, UNDATED
from yangguang.core.language import ZH
from yangguang.rules.judge.evidence import Library
from yangguang.rules.judge.model import Status, Weight

LIMIT = Decimal(200000)


BELOW = "199999.99"


def overview(**facts):
    return [replace(OVERVIEW, **({"procurement_threshold": LIMIT} | facts))]


def selected(name="沙龙", budget="150000", day=date(YEAR, 4, 15), **facts):
    return bought(name, budget, method="selection", contract_on=day, **facts)


TENDERS_KEPT = {
    "an open tender at the limit": [bought(budget="200000.00")],
    "an invited tender": [bought(method="invited_tender")],
    "below the limit by another method": [bought(budget=BELOW, method="inquiry")],
    "two tenders with one supplier": [
        bought(budget="150000", supplier="甲"), bought("场地", "150000", supplier="甲"),
    ],
    "two small ones a cent below": [selected(supplier="甲", budget="100000"),
                                    selected("场地", "99999.99", supplier="甲")],
    "two suppliers, two names": [selected(), selected("场地")],
    "suppliers unknown": [selected(supplier=None), selected("场地", supplier=None)],
    "not announced yet": [bought(budget=BELOW, method="inquiry"),
                          bought("场地", method="inquiry", announced_on=date(2027, 1, 1), bid_deadline=None,
                                 reviewed_on=None, notice_start=None, notice_end=None, contract_on=None)],
}  # fmt: skip


TENDERS_BROKEN = {
    "at the limit by another method": bought(budget="200000.00", method="inquiry"),
    "by its award": bought(budget="100000", award_amount=LIMIT, method="inquiry"),
    "by its contract": bought(budget="100000", contract_amount=LIMIT, method="inquiry"),
    "begun, not yet contracted": bought(method="inquiry", contract_on=date(2027, 1, 1)),
    "without a day": bought(method="inquiry", announced_on=None, bid_deadline=None, reviewed_on=None,
                            notice_start=None, notice_end=None, contract_on=None),
}  # fmt: skip


TENDERS_SPLIT = {
    "one supplier": ([selected(supplier="甲", budget="100000"), selected("场地", "100000", supplier="甲")], None),
    "one code": ([selected(supplier="甲", supplier_uscc="91"), selected("场地", supplier_uscc="91")], None),
    "one name": ([selected(), selected(procurement_id="2", supplier="乙")], None),
    "one name and one supplier": (
        [selected(supplier="甲"), selected(procurement_id="2", supplier="甲")], None,
    ),
    "a third one afterwards": ([selected(f"{n}", supplier="甲", day=date(YEAR, 4, n)) for n in (1, 2, 3)], None),
    "not contracted yet": ([selected(supplier="甲", day=None), selected("场地", supplier="甲", day=None)], None),
    "within twelve months": (
        [selected(supplier="甲")], [selected("场地", day=date(YEAR - 1, 4, 16), supplier="甲")],
    ),
    "after one of long ago": (
        [selected(supplier="甲", day=date(YEAR, 11, 1)), selected("场地", day=date(YEAR, 12, 1), supplier="甲")],
        [selected("旧", day=date(YEAR - 1, 1, 1), supplier="甲")],
    ),
}  # fmt: skip


TENDERS_WHOLE = {
    "nothing last year": [],
    "no table last year": None,
    "on no known day": [selected("场地", day=None, supplier="甲", **UNDATED)],
    "a year to the day apart": [selected("场地", day=date(YEAR - 1, 4, 15), supplier="甲")],
    "all of it last year": [
        selected("场地", day=date(YEAR - 1, 1, 1), supplier="乙"),
        selected("会议", day=date(YEAR - 1, 2, 1), supplier="乙"),
    ],
    "a tender last year": [bought("场地", "150000", supplier="甲", contract_on=date(YEAR - 1, 12, 1))],
}


TENDERS_NEITHER = {"nothing bought": ([], Status.NOT_APPLICABLE), "no table": (None, Status.NO_DATA)}


class TestTenders:
    def judged(self, now, before=None, stated=None, superior=None, as_of=LATER):
        given = [package(procurement=now, overview=overview() if stated is None else stated)]
        if before is not None:
            given.append(package(year=YEAR - 1, procurement=before))
        if superior is not None:
            given.append(package("city", overview=superior))
        return decide("2-6-6", case(*given, as_of=as_of))

    @pytest.mark.parametrize("rows", TENDERS_KEPT.values(), ids=TENDERS_KEPT)
    def test_kept(self, rows):
        assert self.judged(rows).status is Status.MET

    @pytest.mark.parametrize("row", TENDERS_BROKEN.values(), ids=TENDERS_BROKEN)
    def test_broken(self, row):
        answer = self.judged([row, bought("场地", "1")])
        assert (answer.status, answer.weight) == (Status.BREACHED, None)
        assert answer.reason.text(ZH) == "“春游服务”200,000.00 元，采用询价，没有说明不招标的理由" or row.budget > LIMIT

    def test_another_method_with_its_reason_is_attested(self):
        reasoned = {"method": "inquiry", "method_reason": "规格统一的货物"}
        assert self.judged([bought(**reasoned)]).status is Status.ATTESTED
        assert self.judged([bought(budget="200000.00", **reasoned)]).status is Status.ATTESTED

    def test_a_single_source_is_announced_for_five_working_days(self):
        def of(**facts):
            return self.judged([bought(method="single_source", method_reason="专利", **facts)])

        wednesday = date(YEAR, 4, 9)
        assert of(notice_start=wednesday, notice_end=date(YEAR, 4, 15)).status is Status.ATTESTED
        short = of(notice_start=wednesday, notice_end=date(YEAR, 4, 14))
        assert (short.status, short.weight) == (Status.BREACHED, Weight.WARNING)
        assert short.reason.text(ZH).endswith(
            "公示至2025年4月14日，不足 5 个工作日（2025年没有节假日表，仅按周末计算）"
        )
        assert of(notice_start=None).reason.text(ZH).endswith("没有公示")
        assert of(notice_end=None).weight is Weight.WARNING
        assert self.judged([bought(method="single_source")]).weight is None
        assert self.judged([bought(method="inquiry", method_reason="x", notice_start=None)]).status is Status.ATTESTED

    @pytest.mark.parametrize(("now", "before"), TENDERS_SPLIT.values(), ids=TENDERS_SPLIT)
    def test_pieces_that_reach_the_limit_are_pointed_out(self, now, before):
        answer = self.judged(now, before)
        assert (answer.status, answer.weight) == (Status.BREACHED, Weight.WARNING)
        assert "共 2 项" in answer.reason.text(ZH)
        assert "另有" not in answer.reason.text(ZH)
        assert "化整为零" in answer.reason.text(ZH)

    @pytest.mark.parametrize("before", TENDERS_WHOLE.values(), ids=TENDERS_WHOLE)
    def test_what_lies_apart_is_no_piece(self, before):
        answer = decide("2-6-6", case(
            package(procurement=[selected(supplier="甲")], overview=overview()),
            package(year=YEAR - 1, procurement=before),
        ))  # fmt: skip
        assert answer.status is Status.MET

    def test_a_piece_still_to_come_is_none(self):
        rows = [selected(supplier="甲"), selected("场地", day=date(YEAR, 12, 1), supplier="甲", **UNDATED)]
        assert self.judged(rows, as_of=date(YEAR, 11, 30)).status is Status.MET
        assert self.judged(rows, as_of=date(YEAR, 12, 1)).status is Status.BREACHED

    def test_the_superiors_limit_holds_where_its_rules_are_used(self):
        adopting = overview(procurement_threshold=None, uses_parent_procurement_rules=True)
        rows = [bought(method="inquiry")]
        assert self.judged(rows, stated=adopting, superior=overview()).status is Status.BREACHED
        assert (
            self.judged(rows, stated=adopting, superior=overview(procurement_threshold=None)).status is Status.NO_DATA
        )
        assert self.judged(rows, stated=adopting).status is Status.NO_DATA
        topmost = package("city", procurement=rows, overview=adopting)
        assert decide("2-6-6", case(topmost, union_id="city")).status is Status.NO_DATA
        own = overview(procurement_threshold=None)
        assert self.judged(rows, stated=own, superior=overview()).status is Status.NO_DATA
        lower = overview(procurement_threshold=Decimal(1), uses_parent_procurement_rules=True)
        assert (
            self.judged([bought(budget=BELOW)], stated=lower, superior=overview()).reason.text(ZH).startswith("“春游")
        )

    @pytest.mark.parametrize(("rows", "status"), TENDERS_NEITHER.values(), ids=TENDERS_NEITHER)
    def test_neither(self, rows, status):
        assert self.judged(rows).status is status

    @pytest.mark.parametrize(
        "rows", [[], [bought()], [bought(budget=BELOW)], [bought(method="inquiry", method_reason="x")]]
    )
    def test_half_a_year_keeps_nothing_yet(self, rows):
        for day, status in HALF_TOLD:
            given = package(procurement=rows, overview=overview(), stage="midyear")
            assert decide("2-6-6", case(given, as_of=day)).status is status
        given = package(procurement=[bought(method="inquiry")], overview=overview(), stage="midyear")
        assert decide("2-6-6", case(given)).status is Status.BREACHED

    def test_no_overview(self):
        answer = decide("2-6-6", case(package(procurement=[bought()], overview=None)))
        assert (answer.status, answer.reason.values["table"].zh) == (Status.NO_DATA, "基本情况")

    def test_the_superiors_limit_holds_where_its_rules_are_used_and_no_own_limit_is_stated(self):
        city = package("city", overview=overview())
        stated = overview(procurement_threshold=None, uses_parent_procurement_rules=True)
        judged = case(package(procurement=[bought(budget=BELOW)], overview=stated), city)
        below = decide("2-6-6", judged)
        assert below.status is Status.MET
        assert below.reason.text(ZH).startswith("采用上级工会的招标限额 200,000.00 元，")
        assert ("city", "procurement_threshold") in {(cell.file.split("/")[2], cell.column) for cell in below.cells}
        assert Library(registry=judged.registry, history=judged.history, neighbours=judged.neighbours).look_up(
            below.cells[-1]
        ).value == Decimal(200000)
        at = decide("2-6-6", case(package(procurement=[bought(method="inquiry")], overview=stated), city))
        assert at.status is Status.BREACHED
        unused = overview(procurement_threshold=None, uses_parent_procurement_rules=False)
        without = decide("2-6-6", case(package(procurement=[bought(budget=BELOW)], overview=unused), city))
        assert without.status is Status.NO_DATA

    def test_below_the_limit_the_limit_is_told(self):
        reason = self.judged([bought(budget=BELOW)]).reason.text(ZH)
        assert reason == "招标限额 200,000.00 元，1 项采购都在限额以下，没有拆分的迹象"


class TestRules:
    def judged(self, regulations, **stated):
        return decide("2-6-7", case(package(regulations=regulations, overview=overview(**stated))))

    def test_a_regulation_of_its_own(self):
        assert self.judged([regulation("procurement")]).status is Status.ATTESTED

    def test_the_superiors_rules_adopted(self):
        answer = self.judged([], uses_parent_procurement_rules=True)
        assert (answer.status, answer.reason.text(ZH)) == (Status.ATTESTED, "采用上级工会的采购规范")
        both = self.judged([regulation("procurement")], uses_parent_procurement_rules=True)
        assert both.reason.text(ZH).startswith("现行招投标工作规范")

    def test_half_a_year_does_not_tell_by_which_rules_it_ended(self):
        for tables in (
            {"regulations": [regulation("procurement")]},
            {"overview": overview(uses_parent_procurement_rules=True)},
        ):
            for day, status in HALF_TOLD:
                assert decide("2-6-7", case(package(**tables, stage="midyear"), as_of=day)).status is status

    def test_neither_of_them(self):
        assert self.judged([]).status is Status.BREACHED
        assert self.judged([regulation("finance")]).status is Status.BREACHED
        assert self.judged([], uses_parent_procurement_rules=False).status is Status.BREACHED
        nobody = package(regulations=[], overview=[])
        assert decide("2-6-7", case(nobody)).status is Status.BREACHED

    def test_missing(self):
        assert self.judged(None, uses_parent_procurement_rules=True).status is Status.NO_DATA
        assert decide("2-6-7", case(package(overview=None))).status is Status.NO_DATA
