"""2-6-1 to 2-6-5: each level's own books confirm its decision, and which of a union's own records count."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.rules.asset_matters import START, filed, of_qu, of_street, outside, step
from tests.rules.build import YEAR, asset, case, decide, package
from yangguang.core.language import ZH
from yangguang.rules.judge.model import Status

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

    def test_of_the_own_books_only_the_decisions_that_count_are_shown(self):
        land = [asset(is_land_disposal=True)]
        again = replace(NEAR, date=date(YEAR, 6, 5), filing_id="F2", row=3)
        steps = [replace(NEAR, row=1), replace(TOP, row=2), again, replace(outside(), row=4)]
        for clause, rows in (("2-6-1", {1, 2}), ("2-6-5", {1, 2}), ("2-6-3", {1, 2, 4})):
            shown = of_street(clause, land, steps, near=[], top=[]).cells
            assert {cell.row for cell in shown if "street/2025/filings" in cell.file} == rows, clause

    def test_where_a_decision_has_no_number_the_body_is_shown_that_took_it(self):
        steps = [
            replace(NEAR, document_no=None, row=1),
            replace(TOP, row=2),
            replace(outside(), document_no=None, row=3),
        ]
        answer = of_street("2-6-3", [asset(is_land_disposal=True)], steps)
        assert answer.status is Status.NO_DATA
        assert {cell.row for cell in answer.cells if cell.column == "body"} == {1}

    def test_its_own_committee_approves_nothing_that_is_decided_above(self):
        own = step("committee_review", by="city")
        assert of_street("2-6-5", [asset()], [NEAR, own]).status is Status.BREACHED
        unnamed = replace(own, subject_id=None)
        assert of_street("2-6-5", [asset()], [NEAR, unnamed]).status is Status.BREACHED

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
        both = judged(near, top, assets=[asset()])
        assert both.status is Status.MET, "the same matter in both years' books"
        assert f"unions/d1/street/{YEAR - 1}/assets.csv" in {cell.file for cell in both.cells}
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


def test_a_decision_that_names_no_matter_may_be_of_this_one():
    short = asset(end_on=date(YEAR + 1, 6, 30))

    def status(row, clause="2-6-1", matter=short):
        return of_qu(clause, [matter], [row], []).status

    assert status(filed(subject_id=None)) is Status.NO_DATA
    assert status(filed(subject_id=None, outcome="returned")) is Status.BREACHED
    assert status(filed(subject_id=None, by=None)) is Status.BREACHED, "of another body"
    assert status(filed(subject_id="ZC9")) is Status.BREACHED
    for clause, matter in (("2-6-5", asset()), ("2-6-3", asset(is_land_disposal=True))):
        assert status(step(subject_id=None), clause, matter) is Status.NO_DATA
        assert status(filed(subject_id=None), clause, matter) is Status.BREACHED, "no approval"
    unnamed = replace(NEAR, subject_id=None, filing_id="F2")
    answer = of_street("2-6-5", [asset()], [NEAR, unnamed], near=[NEAR])
    assert answer.status is Status.BREACHED, "of a level that is known to have decided"
    reason = of_qu("2-6-1", [short], [filed(subject_id=None)], []).reason.text(ZH)
    assert reason == "“培训楼”属于租赁经营，没有CITY的审批或备案；2025年6月1日的审批或备案记录没有写明是哪一事项"


def test_of_the_topmost_union_its_own_committees_vote_may_be_of_the_matter():
    vote = step("committee_review", by=None, subject_id=None)
    judged = case(package("city", assets=[asset()], filings=[vote]), union_id="city")
    assert decide("2-6-1", judged).status is Status.NO_DATA
