"""2-5-7 and 2-5-10: frugal receptions, and spending within the budget."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.rules.build import LATER, YEAR, audit, case, decide, finding, package, spent
from tests.rules.spending_outcome import HALF_TOLD, LAST
from yangguang.core.language import ZH
from yangguang.rules.judge.model import Status, Weight


def reception(**facts):
    return finding(**({"category": "E1", "due_on": date(2026, 7, 14)} | facts))


class TestFrugality:
    def judged(self, findings, audits=None, as_of=LATER, **facts):
        audits = [audit()] if audits is None else audits
        return decide("2-5-7", case(package(findings=findings, audits=audits, **facts), as_of=as_of))

    def test_nothing_found_is_kept(self):
        assert self.judged([]).reason.text(ZH) == "审计没有发现三公经费和八项规定方面的问题"
        assert self.judged([]).status is Status.MET
        assert self.judged([finding(category="D1", due_on=date(2020, 1, 1))]).status is Status.MET

    def test_put_right_is_kept(self):
        done = {"status": "rectified"}
        answer = self.judged([reception(**done, row=2)])
        shown = [cell.column for cell in answer.cells if cell.row == 2]
        assert (answer.status, shown) == (Status.MET, ["category", "status", "rectified_on"])
        assert self.judged([reception(**done, rectified_on=LATER)]).status is Status.MET
        assert self.judged([reception(**done, rectified_on=date(2026, 7, 16))]).status is Status.BREACHED

    @pytest.mark.parametrize("status", ["not_due", "in_progress", "partial", "ongoing", "overdue"])
    def test_open_beyond_its_term_is_broken(self, status):
        rows = [reception(status=status, row=2), reception(finding_id="W2", status="rectified", row=3)]
        answer = self.judged(rows)
        assert (answer.status, answer.weight) == (Status.BREACHED, None)
        assert self.judged([reception(category="B1", other_categories="E1", status=status)]).reason == answer.reason
        assert answer.reason.text(ZH) == "三公经费和八项规定方面的问题逾期未整改：W1"
        assert [cell.column for cell in answer.cells if cell.row == 2] == ["category", "status", "due_on"]

    def test_until_its_term_ends_it_is_pointed_out(self):
        answer = self.judged([reception(due_on=LATER)])
        assert (answer.status, answer.weight) == (Status.NOT_DUE, Weight.WARNING)

    def test_a_later_years_books_may_tell_that_it_was_put_right(self):
        def with_next(**facts):
            later = package(year=YEAR + 1, findings=[reception(**facts)], stage="midyear")
            return decide("2-5-7", case(package(findings=[reception()], audits=[audit()]), later)).status

        assert with_next(status="rectified", rectified_on=LATER) is Status.MET
        assert with_next(status="rectified", rectified_on=date(2026, 7, 16)) is Status.BREACHED
        assert with_next(status="partial") is Status.BREACHED
        assert with_next(status="rectified", finding_id="W2") is Status.BREACHED
        before = package(year=LAST, findings=[reception(status="rectified")])
        assert (
            decide("2-5-7", case(package(findings=[reception()], audits=[audit()]), before)).status is Status.BREACHED
        )

    def test_half_a_year_finds_nothing_and_blames_nothing_but_what_it_says_itself(self):
        due = date(YEAR, 7, 14)
        for rows in ([], [reception(status="rectified")], [reception(due_on=due)]):
            for day, status in HALF_TOLD:
                assert (
                    self.judged(rows, [audit(report_on=date(YEAR, 3, 1))], as_of=day, stage="midyear").status is status
                )
        for day, _ in HALF_TOLD:
            overdue = [reception(due_on=due, status="overdue")]
            reported = [audit(report_on=date(YEAR, 3, 1))]
            assert self.judged(overdue, reported, as_of=day, stage="midyear").status is Status.BREACHED
            both = [*overdue, reception(finding_id="W2", due_on=due)]
            late = date(YEAR, 12, 1)
            assert self.judged(both, reported, as_of=max(day, late), stage="midyear").status is Status.BREACHED

    def test_what_was_found_at_a_subordinate_is_its_own(self):
        below = audit("shop", kind="child_union")
        found = [reception(audit_id="child_union-shop")]
        assert self.judged(found, [below, audit()]).status is Status.MET
        answer = self.judged(found, [below])
        assert (answer.status, answer.reason.text(ZH)) == (
            Status.NO_DATA, "2025年没有对本会的已出报告的审计，无法核查",
        )  # fmt: skip
        assert self.judged(found, [below], as_of=date(YEAR, 12, 31)).status is Status.NOT_DUE
        by_name = audit("qu")
        assert self.judged([reception(audit_id="annual_execution-qu")], [by_name]).status is Status.BREACHED
        assert self.judged([reception(audit_id="earlier")]).status is Status.BREACHED

    def test_until_the_years_own_audit_is_out_or_overdue_it_may_still_find_something(self):
        review, done = (
            audit(kind="midyear_review", report_on=date(YEAR, 8, 1)),
            reception(audit_id="earlier", status="rectified"),
        )
        for rows in ([], [done]):
            early = self.judged(rows, [review], as_of=date(YEAR + 1, 6, 30))
            assert early.status is Status.NOT_DUE
            assert early.reason.text(ZH).endswith("；年度审计尚未出报告，期限为2026年6月30日")
            assert [row.name for row in early.parameters] == ["annual_audit_deadline"]
            assert len([cell for cell in early.cells if cell.file.endswith("findings.csv")]) == 3 * len(rows)
            assert self.judged(rows, [review], as_of=date(YEAR + 1, 7, 1)).status is Status.MET
            assert self.judged(rows, [review, audit()], as_of=date(YEAR + 1, 2, 28)).status is Status.NOT_DUE
            assert self.judged(rows, [review, audit()], as_of=date(YEAR + 1, 3, 1)).status is Status.MET

    def test_a_finding_told_before_any_report_is_out_shows_neither_that_all_is_well_nor_what_else_was_found(self):
        unsaid = audit(report_on=None)
        for audits in ([], [unsaid]):
            for rows in ([finding(category="D1")], [reception(status="rectified", row=2)]):
                answer = self.judged(rows, audits)
                assert (answer.status, answer.reason.text(ZH)) == (
                    Status.NO_DATA, "2025年没有对本会的已出报告的审计，无法核查",
                )  # fmt: skip
                assert [cell.row for cell in answer.cells] == [2, 2, 2][: 3 * (rows[0].categories == ("E1",))]
            assert self.judged([reception()], audits).status is Status.BREACHED

    def test_what_a_superior_found_counts_although_the_own_books_do_not_say_so(self):
        up = audit("qu", audit_id="up")

        def with_city(*rows, audits=(up,), own=(), year=YEAR, **others):
            given = [package(audits=[], findings=own), package("city", year=year, audits=audits, findings=rows)]
            given += [package("city", year=int(key[1:]), audits=[up], findings=told) for key, told in others.items()]
            return decide("2-5-7", case(*given))

        answer = with_city(reception(audit_id="up", row=3))
        assert answer.status is Status.BREACHED
        assert {(cell.file, cell.row) for cell in answer.cells} == {(f"unions/d1/city/{YEAR}/findings.csv", 3)}
        assert with_city().status is Status.MET, "audited, nothing found"
        assert with_city(audits=None).status is Status.NO_DATA
        assert with_city(audits=[audit("street", audit_id="up")]).status is Status.NO_DATA
        assert with_city(year=YEAR - 1).status is Status.NO_DATA
        assert with_city(audits=[replace(up, report_on=None)]).status is Status.NO_DATA
        assert with_city(audits=[replace(up, report_on=LATER)]).status is Status.MET
        assert with_city(audits=[replace(up, report_on=date(2026, 7, 16))]).status is Status.NO_DATA
        put_right = reception(audit_id="up", status="rectified", rectified_on=LATER)
        assert with_city(put_right).status is Status.MET
        assert with_city(reception(audit_id="up"), y2026=[put_right]).status is Status.MET
        assert (
            with_city(reception(audit_id="up"), y2026=[replace(put_right, finding_id="W2")]).status is Status.BREACHED
        )
        assert with_city(put_right, y2026=[reception(audit_id="up")]).status is Status.MET
        assert with_city(reception(audit_id="up"), y2024=[put_right]).status is Status.BREACHED
        assert with_city(reception(audit_id="up"), y2026=None).status is Status.BREACHED
        differ = with_city(reception(audit_id="up"), own=[put_right])
        assert (differ.status, differ.reason.text(ZH)) == (
            Status.AWAITING_SUPERIOR, "三公经费和八项规定方面的问题，本会与审计方对是否已整改记载不一：W1",
        )  # fmt: skip
        assert {cell.file for cell in differ.cells} == {f"unions/d1/city/{YEAR}/findings.csv"}

    def test_where_nobody_audited_nothing_is_known(self):
        for audits in ([], [audit(report_on=None)], [audit(report_on=date(2026, 7, 16))]):
            assert self.judged([], audits).status is Status.NO_DATA
        assert self.judged([], [audit(report_on=LATER)]).status is Status.MET
        assert self.judged([], [], as_of=date(YEAR, 12, 31)).status is Status.NOT_DUE
        assert self.judged([reception()], []).status is Status.BREACHED

    @pytest.mark.parametrize(("missing", "title"), [("findings", "审计问题与整改"), ("audits", "审计项目")])
    def test_missing(self, missing, title):
        known = {"findings": [finding()], "audits": [audit()]}
        answer = decide("2-5-7", case(package(**(known | {missing: None}))))
        assert (answer.status, answer.reason.values["table"].zh) == (Status.NO_DATA, title)


class TestWithinBudget:
    def judged(self, *rows, as_of=LATER):
        return decide("2-5-10", case(package(three_public=rows), as_of=as_of))

    def test_up_to_the_budget_is_kept(self):
        assert self.judged(spent(actual="100")).status is Status.MET
        assert self.judged(spent(adjusted="120", actual="120")).status is Status.MET
        assert self.judged(spent(actual="101"), spent(source="fiscal", actual="99")).status is Status.MET

    def test_a_cent_more_of_an_item_is_broken(self):
        answer = self.judged(spent(actual="100.01"), spent("abroad", actual="1"))
        assert (answer.status, answer.reason.text(ZH)) == (Status.BREACHED, "决算超出预算：公务接待费超出 0.01 元")
        assert self.judged(spent(adjusted="90", actual="90.01")).status is Status.BREACHED
        assert self.judged(spent(actual="101"), spent("abroad")).status is Status.BREACHED

    def test_half_a_year_is_not_within_its_budget_nor_beyond_it(self):
        for rows in ([], [spent(actual="100")], [spent(actual="101")]):
            for day, status in HALF_TOLD:
                given = package(three_public=rows, stage="midyear")
                assert decide("2-5-10", case(given, as_of=day)).status is status

    def test_unknown(self):
        assert self.judged(spent()).status is Status.NO_DATA
        assert self.judged(spent(initial=None, actual="1")).status is Status.NO_DATA, "an unknown budget is not nil"
        assert self.judged(spent(), as_of=date(YEAR, 12, 31)).status is Status.NOT_DUE
        assert self.judged().status is Status.NOT_APPLICABLE
        assert decide("2-5-10", case(package(three_public=None))).status is Status.NO_DATA
