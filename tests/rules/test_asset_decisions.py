"""2-6-3 and 2-6-4, and venues: land and large matters are decided by every level."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.rules.asset_matters import START, filed, of_qu, of_street, outside, step
from tests.rules.build import CITY, LATER, QU, YEAR, asset, case, decide, package
from yangguang.core.language import ZH
from yangguang.records.conduct import Venue
from yangguang.rules.judge.model import Status, Weight

LAND_NOT_APPROVED_ABOVE = {
    "none": [step()],
    "a day late": [step(), outside(date(YEAR, 7, 2))],
    "its own committee is not above": [step(), step("committee_review", by=None)],
}


class TestLand:
    land = asset(asset_kind="land", matter="transfer", start_on=START)

    def judged(self, steps, as_of=LATER, **facts):
        return of_qu("2-6-3", [replace(self.land, is_land_disposal=True, **facts)], steps, steps, as_of)

    def test_approved_by_every_level_and_above_is_kept(self):
        answer = self.judged([step(), outside()])
        assert answer.status is Status.MET
        assert answer.reason.text(ZH) == "“培训楼”已逐级批准，CITY的数据与之相符；门户以外上级的批准只有本会的记录"
        assert self.judged([step(), outside(START)]).status is Status.MET

    def test_filing_is_not_enough(self):
        assert self.judged([filed(), outside()]).status is Status.BREACHED

    def test_no_amount_is_exempt(self):
        assert self.judged([], contract_amount=Decimal("0.01")).status is Status.BREACHED

    @pytest.mark.parametrize("steps", LAND_NOT_APPROVED_ABOVE.values(), ids=LAND_NOT_APPROVED_ABOVE)
    def test_without_a_body_above_the_register_it_is_the_softer_half(self, steps):
        assert self.judged(steps, as_of=START).status is Status.NOT_DUE
        answer = self.judged(steps)
        assert (answer.status, answer.weight) == (Status.BREACHED, Weight.WARNING)
        assert [one.name for one in answer.parameters] == ["asset_outside_levels", "asset_final_level"]

    def test_what_is_to_be_confirmed_lacks_it_all_the_same(self):
        land = [replace(self.land, is_land_disposal=True)]
        assert of_qu("2-6-3", land, [step()], []).weight is Weight.WARNING
        answer = of_qu("2-6-3", land, [step(), outside()], [])
        assert answer.status is Status.AWAITING_SUPERIOR
        assert answer.reason.text(ZH) == "“培训楼”有逐级批准的记录，待各方核对：CITY的数据中还没有"

    def test_where_nobody_above_is_asked_nothing_is_said_of_it(self):
        judged = case(
            package(assets=[replace(self.land, is_land_disposal=True)], filings=[step()]),
            package("city", filings=[step()]),
        )
        rows = tuple(
            replace(row, value="0") if row.name == "asset_outside_levels" else row for row in judged.policy.parameters
        )
        answer = decide("2-6-3", replace(judged, policy=replace(judged.policy, parameters=rows)))
        assert answer.reason.text(ZH) == "“培训楼”已逐级批准，CITY的数据与之相符"

    def test_what_is_broken_anyway_stays_the_hard_half(self):
        assert self.judged([outside()]).weight is None
        assert self.judged([filed()]).weight is None

    def test_land_that_stays_is_none_of_it(self):
        assert of_qu("2-6-3", [self.land]).status is Status.NOT_APPLICABLE

    def test_missing(self):
        assert of_qu("2-6-3", None).status is Status.NO_DATA
        assert of_qu("2-6-3", [], None).status is Status.NO_DATA

    def test_what_is_above_the_topmost_union_is_outside_the_portal(self):
        def of_city(*steps):
            city = package("city", assets=[replace(self.land, is_land_disposal=True)], filings=steps)
            return decide("2-6-3", case(city, union_id="city"))

        own = step("committee_review", by="city")
        assert of_city(own, outside()).status is Status.ATTESTED
        assert of_city(outside()).status is Status.ATTESTED
        assert of_city(own, outside()).reason.text(ZH).endswith("；门户以外上级的批准只有本会的记录")
        answer = of_city(own)
        assert answer.status is Status.AWAITING_SUPERIOR
        assert answer.reason.text(ZH) == "“培训楼”涉及土地处置，还应报上级批准；上级不在本门户，无法核对"
        unnamed = replace(own, body_id=None)
        assert of_city(unnamed).reason == answer.reason, "its own committee is nobody above, whether it is named or not"
        assert of_city(own, outside(date(YEAR, 7, 2))).status is Status.BREACHED
        assert of_city().status is Status.BREACHED

    def test_what_a_unions_own_committee_said_is_shown_only_where_it_decides(self):
        own, land = (
            step("committee_review", by=None, day=date(YEAR, 4, 1), row=7),
            [replace(self.land, is_land_disposal=True)],
        )
        steps = [own, step(by="qu", day=date(YEAR, 5, 1)), step(by="city"), outside()]
        below = of_street("2-6-3", land, steps)
        assert below.status is Status.MET
        assert 7 not in {cell.row for cell in below.cells}
        top = decide("2-6-3", case(package("city", assets=land, filings=[own]), union_id="city"))
        assert 7 in {cell.row for cell in top.cells}

    def test_the_final_level_is_a_parameter(self):
        matter = replace(self.land, is_land_disposal=True)
        near = step(by="qu", day=date(YEAR, 5, 1))
        judged = case(
            package("street", assets=[matter], filings=[near, outside()]),
            package("qu", filings=[near]),
            union_id="street",
        )
        assert decide("2-6-3", judged).status is Status.BREACHED
        rows = tuple(
            replace(row, value="2") if row.name == "asset_final_level" else row for row in judged.policy.parameters
        )
        other = replace(judged, policy=replace(judged.policy, parameters=rows))
        assert decide("2-6-3", other).status is Status.MET


class TestLarge:
    FIVE_MILLION = Decimal("5000000.00")
    A_CENT_LESS = Decimal("4999999.99")

    def judged(self, steps=(), **facts):
        return of_qu("2-6-4", [asset(**({"appraised_value": Decimal(1)} | facts))], steps, steps)

    @pytest.mark.parametrize("column", ["appraised_value", "book_value", "contract_amount"])
    def test_exactly_five_million_counts(self, column):
        assert self.judged(**{column: self.FIVE_MILLION}).status is Status.BREACHED
        assert self.judged([step()], **{column: self.FIVE_MILLION}).status is Status.MET

    @pytest.mark.parametrize("column", ["appraised_value", "book_value", "contract_amount"])
    def test_a_cent_less_does_not(self, column):
        answer = self.judged(**{column: self.A_CENT_LESS})
        assert (answer.status, answer.reason.text(ZH)) == (
            Status.NOT_APPLICABLE, "没有资产金额达到 5,000,000.00 元的合作事项",
        )  # fmt: skip

    def test_the_largest_amount_counts(self):
        amounts = {"appraised_value": Decimal(1), "book_value": self.FIVE_MILLION, "contract_amount": Decimal(2)}
        assert self.judged(**amounts).status is Status.BREACHED

    def test_a_sale_is_no_cooperation(self):
        assert self.judged(matter="transfer", contract_amount=self.FIVE_MILLION).status is Status.NOT_APPLICABLE

    def test_a_building_without_an_appraisal_cannot_be_told(self):
        known = {"appraised_value": None, "contract_amount": Decimal(100)}
        assert self.judged(**known).status is Status.NO_DATA
        assert self.judged(**known, asset_kind="land").status is Status.NO_DATA
        assert self.judged(**known, asset_kind="vehicle").status is Status.NOT_APPLICABLE
        assert self.judged(appraised_value=None, asset_kind="vehicle").status is Status.NO_DATA

    def test_an_appraisal_missing_above_the_threshold_is_pointed_out(self):
        large = {"appraised_value": None, "contract_amount": self.FIVE_MILLION}
        answer = self.judged([step()], **large)
        assert (answer.status, answer.weight) == (Status.MET, Weight.WARNING)
        assert answer.reason.text(ZH).endswith("；没有填写评估值")
        assert self.judged([], **large).weight is None
        assert self.judged([step()], **large, asset_kind="vehicle").weight is None
        assert self.judged([step()], appraised_value=self.FIVE_MILLION).weight is None

    def test_the_amounts_are_shown(self):
        columns = [cell.column for cell in self.judged(contract_amount=self.FIVE_MILLION).cells]
        assert columns[:3] == ["appraised_value", "book_value", "contract_amount"]

    def test_that_it_is_a_building_is_shown_where_its_appraisal_lacks(self):
        for value, shown in ((None, True), (Decimal(1), False)):
            answer = self.judged([step()], contract_amount=self.FIVE_MILLION, appraised_value=value)
            assert answer.status is Status.MET
            assert ("asset_kind" in {cell.column for cell in answer.cells}) is shown

    TEN_MILLION = Decimal("10000000.00")

    def test_the_largest_and_the_longest_go_beyond_the_register(self):
        assert self.judged([step()], contract_amount=self.TEN_MILLION).weight is Weight.WARNING
        assert self.judged([step()], contract_amount=Decimal("9999999.99")).status is Status.MET
        assert self.judged([step(), outside()], contract_amount=self.TEN_MILLION).status is Status.MET
        ten = {"start_on": START, "end_on": date(YEAR + 10, 6, 30), "contract_amount": self.FIVE_MILLION}
        assert self.judged([step()], **ten).weight is Weight.WARNING
        assert self.judged([step()], **(ten | {"end_on": date(YEAR + 10, 6, 29)})).status is Status.MET

    def test_missing(self):
        assert of_qu("2-6-4", None).status is Status.NO_DATA
        assert of_qu("2-6-4", [], None).status is Status.NO_DATA


def venue(service="900", leased="100", **facts):
    areas = {"service_area": Decimal(service), "leased_area": Decimal(leased)} | facts
    return Venue(venue_id="Z1", name="活动中心", **areas)


VENUES_NEITHER = {
    "no premises": ([], [venue()], Status.NOT_APPLICABLE),
    "no table": (None, [venue()], Status.NO_DATA),
    "no table last year": ([venue()], None, Status.NO_DATA),
    "no package last year": ([venue()], "no package", Status.NO_DATA),
    "no premises last year": ([venue()], [], Status.NO_DATA),
    "service area unknown": ([venue(service_area=None)], [venue()], Status.NO_DATA),
    "leased area unknown": ([venue(leased_area=None)], [venue()], Status.NO_DATA),
    "no area at all": ([venue("0", "0")], [venue()], Status.NO_DATA),
}


class TestVenues:
    def judged(self, now, before, **when):
        given = [package(venues=now)]
        if before != "no package":
            given.append(package(year=YEAR - 1, venues=before))
        return decide("2-6-2", case(*given, **when))

    def test_the_same_share_is_kept(self):
        answer = self.judged([venue()], [venue("90", "10")])
        assert (answer.status, answer.reason.text(ZH)) == (Status.MET, "服务用途面积占 90.0%；上年 90.0%")
        assert [(cell.file[-15:-11], cell.column) for cell in answer.cells] == [
            *(("2025", column) for column in ("service_area", "leased_area")),
            *(("2024", column) for column in ("service_area", "leased_area")),
        ]

    def test_a_fall_is_pointed_out(self):
        answer = self.judged([venue("899.99", "100.01")], [venue()])
        assert (answer.status, answer.weight) == (Status.BREACHED, Weight.WARNING)

    def test_the_year_that_is_missing_is_named(self):
        assert self.judged([venue()], None).reason.text(ZH) == "服务用途面积占 90.0%；2024年的面积没有公开，无法比较"

    def test_a_union_of_unknown_age_may_have_had_premises_last_year(self):
        ageless = (CITY, replace(QU, founded_on=None))
        assert self.judged([venue()], "no package", unions=ageless).status is Status.NO_DATA
        assert self.judged([venue()], [venue()], unions=ageless).status is Status.MET

    def test_a_new_union_has_no_last_year(self):
        for day, status in ((date(YEAR, 1, 1), Status.NOT_APPLICABLE), (date(YEAR - 1, 12, 31), Status.NO_DATA)):
            new = (CITY, replace(QU, founded_on=day))
            assert self.judged([venue()], "no package", unions=new).status is status

    @pytest.mark.parametrize("now", [[], [venue()], [venue("1", "999")]], ids=["none", "the same", "a fall"])
    def test_half_a_year_does_not_tell_how_it_ended(self, now):
        before = package(year=YEAR - 1, venues=[venue()])
        for day, status in ((date(YEAR + 1, 6, 30), Status.NOT_DUE), (date(YEAR + 1, 7, 1), Status.NO_DATA)):
            given = case(package(venues=now, stage="midyear"), before, as_of=day)
            assert decide("2-6-2", given).status is status

    def test_what_last_year_lacks_is_missed_once_this_year_is_told(self):
        for day, status in ((date(YEAR, 5, 1), Status.NOT_DUE), (date(YEAR + 1, 7, 1), Status.NO_DATA)):
            given = case(package(venues=[venue()], stage="budget"), as_of=day)
            assert decide("2-6-2", given).status is status

    def test_one_unknown_area_leaves_the_whole_unknown(self):
        assert self.judged([venue(), venue(service_area=None)], [venue()]).status is Status.NO_DATA

    def test_what_lacks_is_told(self):
        unsaid = self.judged([venue(), venue(service_area=None)], [venue()])
        assert unsaid.reason.text(ZH) == "服务阵地没有填写自用服务面积或出租面积，无法核查"
        nil = self.judged([venue("0", "0")], [venue()])
        assert nil.reason.text(ZH) == "服务阵地的自用服务面积和出租面积都是零，无法计算占比"

    def test_all_premises_count_together(self):
        assert self.judged([venue("0", "100"), venue("900", "0")], [venue()]).status is Status.MET

    @pytest.mark.parametrize(("now", "before", "status"), VENUES_NEITHER.values(), ids=VENUES_NEITHER)
    def test_neither(self, now, before, status):
        assert self.judged(now, before).status is status


@pytest.mark.parametrize("clause", ["2-6-1", "2-6-3", "2-6-4", "2-6-5"])
def test_of_two_matters_alike_only_the_one_told_of_is_shown_by_its_name(clause):
    facts = {"is_land_disposal": True, "appraised_value": Decimal(5_000_000)}
    two = [asset(**facts, asset_name="礼堂", row=1), asset(**facts, asset_id="ZC2", row=2)]
    answer = of_qu(clause, two)
    assert answer.reason.text(ZH).startswith("“培训楼”")
    assert {cell.row for cell in answer.cells if cell.column == "asset_name"} == {2}
    assert {cell.row for cell in answer.cells if cell.column == "start_on"} == {1, 2}
