"""2-6-1 to 2-6-4: every matter decided by the superior, land and large ones by every level."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.rules.build import CITY, LATER, QU, YEAR, asset, case, decide, filing, package
from yangguang.core.language import ZH
from yangguang.records.conduct import Venue
from yangguang.rules.judge.model import Status, Weight

START = date(YEAR, 7, 1)


def step(kind="superior_approval", by="city", day=date(YEAR, 6, 1), **facts):
    facts = {"subject": "asset_matter", "subject_id": "ZC1", "body_id": by, "document_no": f"{by}资1号"} | facts
    return filing(kind, day, **facts)


def filed(**facts):
    return step("record_filing", **facts)


def outside(day=date(YEAR, 6, 20)):
    return step(by=None, day=day, document_no="总工资1号")


def of_qu(clause, matters, steps=(), superior=(), as_of=LATER, **tables):
    given = [package(**({"assets": matters, "filings": steps} | tables))]
    if superior is not None:
        given.append(package("city", filings=superior))
    return decide(clause, case(*given, as_of=as_of))


def of_street(clause, matters, steps, near=None, top=None, **when):
    """`near` and `top` are what QU's and CITY's own books say, `steps` where they are not given."""
    street = package("street", assets=matters, filings=steps)
    above = [package(name, filings=steps if rows is None else rows) for name, rows in (("qu", near), ("city", top))]
    return decide(clause, case(street, *above, union_id="street", **when))


EVERY_MATTER_KEPT = {
    "approved": ([asset()], [step()]),
    "put on file": ([asset()], [filed()]),
    "on the day it starts": ([asset()], [filed(day=START)]),
    "own use without a day, by the end of the year": (
        [asset(matter="use", start_on=None)], [filed(day=date(YEAR, 12, 31))],
    ),
}  # fmt: skip
EVERY_MATTER_BROKEN = {
    "nothing": ([asset()], []),
    "a day late": ([asset()], [filed(day=date(YEAR, 7, 2))]),
    "without a day, after the year": ([asset(start_on=None)], [filed(day=date(YEAR + 1, 1, 1))]),
    "returned": ([asset()], [filed(outcome="returned")]),
    "approval returned": ([asset()], [step(outcome="returned")]),
    "of another matter": ([asset()], [filed(subject_id="ZC9")]),
    "its own committee is not its superior": ([asset()], [step("committee_review", by="qu")]),
    "a review is no approval, whoever is named": ([asset()], [step("committee_review", by="city")]),
    "one of two": ([asset(), asset(asset_id="ZC2")], [filed()]),
}

EVERY_MATTER_NEITHER = {
    "superior has no package": ([asset()], [filed()], None, Status.AWAITING_SUPERIOR),
    "superior silent": ([asset()], [filed()], [], Status.AWAITING_SUPERIOR),
    "superior names another day": ([asset()], [filed()], [filed(day=date(YEAR, 6, 2))], Status.AWAITING_SUPERIOR),
    "superior filed what was said to be approved": ([asset()], [step()], [filed()], Status.AWAITING_SUPERIOR),
    "without a document number": ([asset()], [filed(document_no=None)], [], Status.NO_DATA),
    "nothing occurred": ([], [], [], Status.NOT_APPLICABLE),
    "no table of assets": (None, [], [], Status.NO_DATA),
    "no table of filings": ([asset()], None, [], Status.NO_DATA),
}


class TestEveryMatter:
    @pytest.mark.parametrize(("matters", "steps"), EVERY_MATTER_KEPT.values(), ids=EVERY_MATTER_KEPT)
    def test_kept(self, matters, steps):
        assert of_qu("2-6-1", matters, steps, steps).status is Status.MET

    @pytest.mark.parametrize(("matters", "steps"), EVERY_MATTER_BROKEN.values(), ids=EVERY_MATTER_BROKEN)
    def test_broken(self, matters, steps):
        assert of_qu("2-6-1", matters, steps, steps).status is Status.BREACHED

    @pytest.mark.parametrize(
        ("matters", "steps", "superior", "status"), EVERY_MATTER_NEITHER.values(), ids=EVERY_MATTER_NEITHER
    )
    def test_neither(self, matters, steps, superior, status):
        given = [package(assets=matters, filings=steps)]
        if superior is not None:
            given.append(package("city", filings=superior))
        assert decide("2-6-1", case(*given)).status is status

    def test_the_superior_shows_that_it_was_returned(self):
        returned = [asset()], [filed()], [filed(outcome="returned")]
        assert of_qu("2-6-1", *returned, as_of=START).status is Status.NOT_DUE
        answer = of_qu("2-6-1", *returned, as_of=date(YEAR, 7, 2))
        assert (answer.status, answer.reason.text(ZH)) == (
            Status.BREACHED,
            "“培训楼”：CITY记录于2025年6月1日退回；期限为2025年7月1日，已过",
        )

    def test_the_superior_may_know_the_matter_by_its_id_or_by_the_number(self):
        by_id = filed(by="qu", document_no="别号")
        by_number = filed(by="qu", subject_id=None, document_no="city资1号")
        other = filed(by="qu", subject_id="ZC9", document_no="别号")
        statuses = [of_qu("2-6-1", [asset()], [filed()], [row]).status for row in (by_id, by_number, other)]
        assert statuses == [Status.MET, Status.MET, Status.AWAITING_SUPERIOR]
        both = [by_number, filed(by="qu", document_no="别号", outcome="returned", day=date(YEAR, 6, 9))]
        assert of_qu("2-6-1", [asset()], [filed()], both).status is Status.MET

    def test_of_several_records_of_the_superior_the_last_counts(self):
        returned = filed(outcome="returned", day=date(YEAR, 5, 1), filing_id="F0")
        assert of_qu("2-6-1", [asset()], [filed()], [returned, filed()]).status is Status.MET

    def test_before_it_starts_nothing_is_broken(self):
        assert of_qu("2-6-1", [asset()], as_of=START).status is Status.NOT_DUE
        assert of_qu("2-6-1", [asset()], as_of=date(YEAR, 7, 2)).status is Status.BREACHED

    def test_the_reason_names_the_matter_and_who_should_have_decided(self):
        assert (
            of_qu("2-6-1", [asset()]).reason.text(ZH)
            == "“培训楼”属于租赁经营，没有CITY的审批或备案；期限为2025年7月1日，已过"
        )

    def test_only_the_superior_must_decide(self):
        assert (
            of_street("2-6-1", [asset()], []).reason.text(ZH)
            == "“培训楼”属于租赁经营，没有QU的审批或备案；期限为2025年7月1日，已过"
        )

    def test_beyond_the_superior_no_level_is_left_out(self):
        near, top = step(by="qu", day=date(YEAR, 5, 1)), step(by="city")
        assert of_street("2-6-1", [asset()], [near]).status is Status.MET
        assert of_street("2-6-1", [asset()], [near, top]).status is Status.MET
        assert of_street("2-6-1", [asset()], [top]).status is Status.BREACHED
        late = step(by="qu", day=date(YEAR, 6, 2))
        assert of_street("2-6-1", [asset()], [late, top]).status is Status.BREACHED
        assert of_street("2-6-1", [asset()], [late, top], as_of=START).status is Status.NOT_DUE
        reason = of_street("2-6-1", [asset()], [near, step(by="city", day=date(YEAR, 7, 2))]).reason.text(ZH)
        assert reason == "“培训楼”于2025年7月1日生效，2025年7月2日才审批或备案"

    def test_of_several_decisions_of_a_level_the_first_counts(self):
        again = step(by="qu", day=date(YEAR, 6, 5), filing_id="F2")
        near, top = step(by="qu", day=date(YEAR, 5, 1)), step(by="city")
        street = package("street", assets=[asset()], filings=[again, top, near])
        judged = case(street, package("qu", filings=[near]), package("city", filings=[top]), union_id="street")
        assert decide("2-6-1", judged).status is Status.MET

    def test_the_topmost_union_decides_for_itself_and_can_only_attest(self):
        own = step("committee_review", by="city")
        city = package("city", assets=[asset()], filings=[own])
        assert decide("2-6-1", case(city, union_id="city")).status is Status.ATTESTED
        unnumbered = package("city", assets=[asset()], filings=[replace(own, document_no=None)])
        assert decide("2-6-1", case(unnumbered, union_id="city")).status is Status.NO_DATA
        lost = package("city", assets=[asset()], filings=[replace(own, outcome="rejected")])
        assert decide("2-6-1", case(lost, union_id="city")).status is Status.BREACHED
        assert decide("2-6-1", case(package("city", assets=[asset()]), union_id="city")).status is Status.BREACHED


NEAR, TOP = step(by="qu", day=date(YEAR, 5, 1)), step(by="city")
OTHER_NEAR = replace(NEAR, document_no="别号", subject_id="ZC9")
# What QU's and CITY's own books say of STREET's matter (None: no package), which STREET's call approved by both.
CHAIN = {
    "both show it": ([NEAR], [TOP], Status.MET, "“培训楼”已逐级批准，QU、CITY的数据与之相符"),
    "by the name of the union and of the matter": (
        [replace(NEAR, body_id="street", document_no="别号")], [TOP], Status.MET, None,
    ),
    "the last returned it": ([NEAR], [replace(TOP, outcome="returned")], Status.BREACHED, "“培训楼”：CITY记录于2025年6月1日退回；期限为2025年7月1日，已过"),
    "the first returned it": ([replace(NEAR, outcome="returned")], [TOP], Status.BREACHED, "“培训楼”：QU记录于2025年5月1日退回；期限为2025年7月1日，已过"),
    "the last is silent": (
        [NEAR], [], Status.AWAITING_SUPERIOR, "“培训楼”有逐级批准的记录，待各方核对：CITY的数据中还没有",
    ),
    "the last has no package": (
        [NEAR], None, Status.AWAITING_SUPERIOR, "“培训楼”有逐级批准的记录，待各方核对：CITY的数据没有公开",
    ),
    "neither says anything": (
        [], None, Status.AWAITING_SUPERIOR, "“培训楼”有逐级批准的记录，待各方核对：QU的数据中还没有、CITY的数据没有公开",
    ),
    "the last names another day": (
        [NEAR], [replace(TOP, date=date(YEAR, 6, 2))], Status.AWAITING_SUPERIOR,
        "“培训楼”有逐级批准的记录，待各方核对：本会记录2025年6月1日批准，CITY记录2025年6月2日",
    ),
    "the first speaks of another matter": ([OTHER_NEAR], [TOP], Status.AWAITING_SUPERIOR, None),
    "the last put it on file": ([NEAR], [filed()], Status.AWAITING_SUPERIOR, None),
    "the last speaks of a third union's": ([NEAR], [replace(TOP, body_id="shop")], Status.AWAITING_SUPERIOR, None),
    "returned, then approved": ([NEAR], [replace(TOP, outcome="returned", date=date(YEAR, 5, 9)), TOP], Status.MET, None),
}  # fmt: skip


def books(*rows, union_id="street", year=YEAR, **tables):
    return package(union_id, year=year, filings=rows, **tables)


class TestChain:
    """A chain is confirmed when each body that decided shows it in its own books, the last one included."""

    @pytest.mark.parametrize("clause", ["2-6-4", "2-6-5"])
    @pytest.mark.parametrize(("near", "top", "status", "reason"), CHAIN.values(), ids=CHAIN)
    def test_every_body_is_asked(self, clause, near, top, status, reason):
        matter = asset(appraised_value=Decimal(5_000_000))
        given = [package(name, filings=rows) for name, rows in (("qu", near), ("city", top)) if rows is not None]
        answer = decide(clause, case(books(NEAR, TOP, assets=[matter]), *given, union_id="street"))
        assert answer.status is status
        assert reason in {None, answer.reason.text(ZH)}

    def test_a_table_that_the_body_did_not_give_is_missing_too(self):
        silent = package("city", filings=None)
        answer = decide(
            "2-6-5", case(books(NEAR, TOP, assets=[asset()]), books(NEAR, union_id="qu"), silent, union_id="street")
        )
        assert answer.reason.text(ZH).endswith("：CITY的数据没有公开")

    def test_what_was_returned_breaks_nothing_before_it_starts(self):
        returned = replace(TOP, outcome="returned")
        assert of_street("2-6-5", [asset()], [NEAR, TOP], top=[returned], as_of=START).status is Status.NOT_DUE
        assert (
            of_street("2-6-5", [asset()], [NEAR, TOP], top=[returned], as_of=date(YEAR, 7, 2)).status is Status.BREACHED
        )

    def test_the_books_of_each_are_shown(self):
        near, top = replace(NEAR, row=7), replace(TOP, row=9)
        answer = of_street("2-6-5", [asset()], [NEAR, TOP], near=[near], top=[top])
        shown = {(cell.file.split("/")[2], cell.row) for cell in answer.cells if "filings" in cell.file}
        assert shown == {("street", 0), ("qu", 7), ("city", 9)}

    @pytest.mark.parametrize("clause", ["2-6-1", "2-6-5"])
    def test_what_the_own_list_leaves_out_the_body_may_show(self, clause):
        near, top = replace(NEAR, body_id="street", document_no="批1号"), replace(TOP, body_id="street")
        assert of_street(clause, [asset()], [TOP], near=[near]).status is Status.MET
        assert of_street(clause, [asset()], [NEAR], top=[top]).status is Status.MET
        assert of_street(clause, [asset()], [], near=[near], top=[top]).status is Status.MET
        assert of_street(clause, [asset()], [TOP], near=[replace(near, document_no=None)]).status is Status.NO_DATA
        assert of_street(clause, [asset()], [TOP], near=[replace(near, subject_id="ZC9")]).status is Status.BREACHED
        assert (
            of_street(clause, [asset()], [TOP], near=[replace(near, date=date(YEAR, 6, 2))]).status is Status.BREACHED
        )
        assert of_street(clause, [asset()], [TOP], near=[replace(near, outcome="returned")]).status is Status.BREACHED

    def test_a_body_that_speaks_of_it_belongs_to_the_chain(self):
        returned = replace(TOP, body_id="street", outcome="returned")
        assert of_street("2-6-1", [asset()], [NEAR], top=[returned]).status is Status.BREACHED
        early = replace(TOP, body_id="street", date=date(YEAR, 4, 30))
        assert of_street("2-6-1", [asset()], [NEAR], top=[early]).status is Status.BREACHED

    def test_a_body_that_the_own_list_names_is_asked_although_the_superior_suffices(self):
        answer = of_street("2-6-1", [asset()], [NEAR, TOP], top=[])
        assert answer.status is Status.AWAITING_SUPERIOR
        assert answer.reason.text(ZH) == "“培训楼”有逐级审批或备案的记录，待各方核对：CITY的数据中还没有"

    def test_two_records_without_a_number_need_not_be_of_one_decision(self):
        other = replace(TOP, document_no=None, outcome="returned", subject_id="ZC9", body_id="street")
        own = replace(TOP, document_no=None)
        assert of_street("2-6-5", [asset()], [NEAR, own], top=[other]).status is Status.NO_DATA

    def test_approved_by_a_body_outside_is_not_the_topmost_unions_approval(self):
        street = books(NEAR, outside(), assets=[asset()])
        answer = decide(
            "2-6-5", case(street, books(NEAR, union_id="qu"), books(outside(), union_id="city"), union_id="street")
        )
        assert answer.reason.text(ZH) == "“培训楼”合作期限满 5 年，没有CITY的批准；期限为2025年7月1日，已过"

    def test_a_matter_may_have_been_decided_the_year_before(self):
        day = date(YEAR - 1, 12, 20)
        near, top = replace(NEAR, date=day, row=5), replace(TOP, date=day)
        above = books(near, union_id="qu", year=YEAR - 1), books(top, union_id="city", year=YEAR - 1)

        def judged(*before, **tables):
            given = books(*before, year=YEAR - 1, **tables), books(assets=[asset()])
            return decide("2-6-5", case(*given, *above, union_id="street"))

        assert judged(near, top).status is Status.MET
        assert f"unions/d1/street/{YEAR - 1}/filings.csv" in {cell.file for cell in judged(near, top).cells}
        assert judged(near, top, assets=[asset()]).status is Status.MET, "the same matter in both years' books"
        other = asset(start_on=date(YEAR - 1, 12, 31))
        assert judged(near, top, assets=[other]).status is Status.BREACHED, (
            "that year's matter of this number is another"
        )
        assert judged(near, top, assets=[asset(asset_id="ZC9", start_on=day)]).status is Status.MET
        assert judged(near, top, assets=None).status is Status.MET
        assert decide("2-6-5", case(books(assets=[asset()]), *above, union_id="street")).status is Status.BREACHED
        now = books(near, top, assets=[asset()]), package("city", filings=None)
        of_last_year = books(union_id="city", year=YEAR - 1)
        reason = decide("2-6-5", case(*now, above[0], of_last_year, union_id="street")).reason.text(ZH)
        assert reason.endswith("：CITY的数据中还没有"), "of the year of the decision, not of this"
        long_ago = books(union_id="city", year=YEAR - 2)
        reason = decide("2-6-5", case(*now, above[0], long_ago, union_id="street")).reason.text(ZH)
        assert reason.endswith("：CITY的数据没有公开")
        later = books(assets=[asset()]), books(NEAR, TOP, year=YEAR + 1)
        assert decide("2-6-5", case(*later, union_id="street")).status is Status.BREACHED


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

    def test_all_premises_count_together(self):
        assert self.judged([venue("0", "100"), venue("900", "0")], [venue()]).status is Status.MET

    @pytest.mark.parametrize(("now", "before", "status"), VENUES_NEITHER.values(), ids=VENUES_NEITHER)
    def test_neither(self, now, before, status):
        assert self.judged(now, before).status is status
