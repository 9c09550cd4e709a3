"""2-6-1 to 2-6-4: every matter decided by the superior, land and large ones by every level."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.rules.asset_matters import START, filed, of_qu, of_street, step
from tests.rules.build import YEAR, asset, case, decide, package
from yangguang.core.language import ZH
from yangguang.rules.judge.model import Status

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
        own = step("committee_review", by="city", row=7)
        city = package("city", assets=[asset()], filings=[own])
        answer = decide("2-6-1", case(city, union_id="city"))
        assert answer.status is Status.ATTESTED
        assert {cell.row for cell in answer.cells if "filings" in cell.file} == {7}
        unnumbered = package("city", assets=[asset()], filings=[replace(own, document_no=None)])
        assert decide("2-6-1", case(unnumbered, union_id="city")).status is Status.NO_DATA
        lost = package("city", assets=[asset()], filings=[replace(own, outcome="rejected")])
        assert decide("2-6-1", case(lost, union_id="city")).status is Status.BREACHED
        assert decide("2-6-1", case(package("city", assets=[asset()]), union_id="city")).status is Status.BREACHED
