"""2-7-6 and 2-7-7: notices of what was found, and the visit that looks again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.rules.audit_follow_up import ENOUGH, NEXT, REPORT, SIXTY_DAYS_LATER, follow, notice
from tests.rules.build import YEAR, audit, case, decide, finding, package, target
from yangguang.core.language import ZH
from yangguang.rules.judge.model import Status

NOTICE_KEPT = {
    "a notice": notice(),
    "submitted above": notice("audit_report", "submission"),
    "reported to a body": notice("audit_report"),
    "by the number of the report": notice(subject_id="3号"),
    "by its year": notice(subject_id=None, period_covered=str(YEAR)),
}


NOTICE_BROKEN = {
    "a day before the report": notice(day=date(NEXT, 2, 28)),
    "of another audit": notice(subject_id="special_fund-self"),
    "of another audit, in the same year": notice(subject_id="special_fund-self", period_covered=str(YEAR)),
    "of another year": notice(subject_id=None, period_covered=str(NEXT)),
    "received from below": notice("audit_report", "superior_receipt"),
    "another subject": notice("final_accounts"),
}


class TestNotice:
    def judged(self, *filings, audits=None, later=None, as_of=date(NEXT, 7, 15)):
        given = [package(filings=filings, audits=[audit(report_no="3号")] if audits is None else audits)]
        if later is not None:
            given.append(package(year=NEXT, filings=later))
        return decide("2-7-6", case(*given, as_of=as_of))

    @pytest.mark.parametrize("row", NOTICE_KEPT.values(), ids=NOTICE_KEPT)
    def test_kept(self, row):
        assert self.judged(row).status is Status.MET
        assert self.judged(later=[row]).status is Status.MET

    @pytest.mark.parametrize("row", NOTICE_BROKEN.values(), ids=NOTICE_BROKEN)
    def test_broken(self, row):
        assert self.judged(row).status is Status.BREACHED

    def test_one_before_and_one_after_is_kept(self):
        assert self.judged(notice(day=date(NEXT, 2, 28)), notice()).status is Status.MET

    def test_one_before_the_report_is_told(self):
        reason = self.judged(notice(day=date(NEXT, 2, 28))).reason.text(ZH)
        assert reason == "3号的通报早于报告日期2026年3月1日；期限为2026年4月30日，已过"

    def test_none_is_told(self):
        assert self.judged().reason.text(ZH) == "3号没有通报或报告的记录；期限为2026年4月30日，已过"

    def test_one_of_the_day_of_two_reports_may_be_of_either(self):
        two = [audit(), audit("street")]
        unnamed = notice(subject_id=None, period_covered=str(YEAR))
        assert self.judged(unnamed, audits=two).status is Status.NO_DATA
        assert self.judged(replace(unnamed, date=date(NEXT, 2, 28)), audits=two).status is Status.BREACHED

    def test_the_year_is_shown_of_a_notice_that_names_no_report(self):
        for row, columns in (
            (notice(), set()),
            (notice(subject_id=None, period_covered=str(YEAR)), {"period_covered"}),
        ):
            shown = {cell.column for cell in self.judged(row).cells if cell.sheet.table == "filings"}
            assert shown & {"period_covered"} == columns

    def test_who_passed_a_report_on_is_shown_of_the_one_that_is_told(self):
        rows = [notice(body="区委", row=2), notice(subject_id="annual_execution-street", body="街道", row=3)]
        cells = self.judged(*rows, audits=[audit(), audit("street")]).cells
        assert [cell.row for cell in cells if cell.column == "body"] == [2]

    def test_of_several_the_first_is_shown(self):
        rows = [notice(day=REPORT, row=2), notice(day=date(NEXT, 4, 2), filing_id="2", row=3)]
        assert {cell.row for cell in self.judged(*rows).cells if cell.sheet.table == "filings"} == {2}

    def test_after_one_before_the_report_another_may_still_come(self):
        early = notice(day=date(NEXT, 2, 28))
        assert self.judged(early, as_of=SIXTY_DAYS_LATER).status is Status.NOT_DUE
        assert self.judged(early, as_of=date(NEXT, 5, 1)).status is Status.BREACHED

    def test_every_annual_report_is_passed_on(self):
        assert self.judged(notice(), audits=[audit(), audit("street")]).status is Status.BREACHED
        assert self.judged(notice(), audits=[audit(), audit(kind="special_fund")]).status is Status.MET

    def test_it_may_still_come(self):
        assert self.judged(as_of=SIXTY_DAYS_LATER).status is Status.NOT_DUE
        assert self.judged(as_of=date(NEXT, 5, 1)).status is Status.BREACHED
        assert self.judged(notice(day=date(NEXT, 4, 2)), as_of=date(NEXT, 4, 1)).status is Status.NOT_DUE

    def test_no_report_yet(self):
        for audits in ([], [audit(report_on=None)], [audit(kind="budget_review")]):
            assert self.judged(audits=audits, as_of=date(NEXT, 6, 30)).status is Status.NOT_DUE
            assert self.judged(audits=audits, as_of=date(NEXT, 7, 1)).status is Status.NOT_APPLICABLE

    def test_a_number_that_is_not_there_matches_nothing(self):
        later = package(year=NEXT, filings=[notice(subject_id=None)])
        assert decide("2-7-6", case(package(audits=[audit()]), later)).status is Status.BREACHED

    @pytest.mark.parametrize("missing", ["audits", "filings"])
    def test_missing(self, missing):
        assert decide("2-7-6", case(package(**{missing: None}))).status is Status.NO_DATA


DONE = {"status": "rectified", "rectified_on": REPORT}


class TestRevisit:
    def judged(self, *findings, as_of=date(NEXT, 7, 15), later=None, audits=None, **tables):
        given = [package(findings=findings, audits=[audit()] if audits is None else audits, **tables)]
        if later is not None:
            given.append(package(year=NEXT, findings=later))
        return decide("2-7-7", case(*given, as_of=as_of))

    def test_one_visit_serves_all_findings_on_a_unit(self):
        visited = finding(**DONE, revisited_on=SIXTY_DAYS_LATER)
        assert self.judged(visited, finding("W2", **DONE)).status is Status.MET
        assert (
            self.judged(finding("W2", **DONE), later=[finding("W2", **DONE, revisited_on=REPORT)]).status is Status.MET
        )

    def test_of_several_reports_on_a_unit_the_first_is_what_a_visit_may_follow(self):
        audits = [audit(), audit(kind="special_fund", report_on=date(NEXT, 5, 1))]
        rows = [finding(**DONE), finding("W2", "special_fund-self", revisited_on=date(NEXT, 4, 1))]
        assert self.judged(*rows, audits=audits).status is Status.MET

    def test_each_unit_is_visited(self):
        audits = [audit(), audit("street", kind="child_union")]
        below = finding("W2", "child_union-street", **DONE)
        named = [target(), replace(target("street", "child_union"), name="石桥街道总工会")]
        for targets, name in ((named, "石桥街道总工会"), ([], "street"), (None, "street")):
            answer = self.judged(finding(**DONE, revisited_on=REPORT), below, audits=audits, audit_targets=targets)
            assert (answer.status, answer.reason.text(ZH)) == (
                Status.BREACHED,
                f"{name}有 1 个问题已整改，没有回访；期限为2026年4月30日，已过",
            )

    def test_the_first_visit_is_told(self):
        visits = [finding(**DONE, revisited_on=date(NEXT, 7, 15)), finding("W2", **DONE, revisited_on=REPORT)]
        assert self.judged(*visits).reason.text(ZH) == "本级有 2 个问题，2026年3月1日回访"

    def test_put_right_without_a_visit_is_broken_after_sixty_days(self):
        assert self.judged(finding(**DONE), as_of=SIXTY_DAYS_LATER).status is Status.NOT_DUE
        answer = self.judged(finding(**DONE), finding("W2"), as_of=date(NEXT, 5, 1))
        assert (answer.status, answer.reason.text(ZH)) == (
            Status.BREACHED,
            "本级有 1 个问题已整改，没有回访；期限为2026年4月30日，已过",
        )
        two = [finding(**DONE), finding("W2", status="rectified", rectified_on=date(NEXT, 5, 1))]
        assert self.judged(*two, as_of=date(NEXT, 5, 1)).status is Status.BREACHED

    def test_a_visit_after_the_finding_was_closed_is_too_late(self):
        late = self.judged(finding(**DONE, revisited_on=date(NEXT, 5, 1)))
        assert (late.status, late.reason.text(ZH)) == (
            Status.BREACHED, "本级的问题于2026年3月1日整改，2026年5月1日才回访，超过 60 日",
        )  # fmt: skip
        other = finding("W2", status="rectified", rectified_on=date(NEXT, 6, 1))
        assert self.judged(finding(**DONE, revisited_on=date(NEXT, 5, 1)), other).status is Status.BREACHED
        before_any = finding(status="in_progress", revisited_on=date(NEXT, 5, 1))
        assert self.judged(before_any, other).status is Status.MET
        told_later = [finding(**DONE, revisited_on=date(NEXT, 5, 1))]
        assert self.judged(finding(status="in_progress"), later=told_later).status is Status.BREACHED

    def test_put_right_on_an_unknown_day_it_was_by_the_day_the_books_were_due(self):
        row = finding(status="rectified", due_on=REPORT)
        last = date(NEXT, 8, 29)
        for later in (None, []):
            assert self.judged(row, as_of=last, later=later).status is Status.NOT_DUE
        assert self.judged(row, as_of=date(NEXT, 8, 30), later=[]).status is Status.BREACHED
        assert self.judged(row, as_of=date(NEXT, 8, 30)).status is Status.NOT_DUE
        assert self.judged(finding(status="rectified", revisited_on=date(NEXT, 7, 1))).status is Status.MET
        known = finding("W2", **DONE)
        assert self.judged(row, known, as_of=date(NEXT, 5, 1)).status is Status.BREACHED

    def test_without_a_day_by_which_books_are_due_it_was_put_right_within_the_year(self):
        given = case(package(findings=[finding(status="rectified")], audits=[audit()]), as_of=date(NEXT, 3, 1))
        rows = tuple(row for row in given.policy.parameters if row.name != "stage_deadline_final")
        free = replace(given, policy=replace(given.policy, parameters=rows))
        assert decide("2-7-7", free).status is Status.NOT_DUE
        assert decide("2-7-7", replace(free, as_of=date(NEXT, 3, 2))).status is Status.BREACHED

    def test_put_right_in_a_later_years_books_it_is_put_right(self):
        later = [finding(**DONE)]
        assert self.judged(finding(status="in_progress"), later=later).status is Status.BREACHED

    def test_before_its_report_nobody_is_visited(self):
        given = self.judged(finding(**DONE, revisited_on=REPORT), as_of=date(NEXT, 2, 28))
        assert (given.status, "还没有审计报告" in given.reason.text(ZH)) == (Status.NOT_DUE, True)

    def test_a_visit_before_the_report_is_none(self):
        early = {"revisited_on": date(NEXT, 2, 28)}
        open_ = self.judged(finding(**early))
        assert (open_.status, open_.reason.text(ZH)) == (
            Status.NOT_DUE, "本级有 1 个问题，尚未销号，也未回访；2026年2月28日的记录早于报告日期，不算",
        )  # fmt: skip
        answer = self.judged(finding(**DONE, **early), finding("W2", **DONE, **early))
        assert (answer.status, answer.reason.text(ZH)) == (
            Status.BREACHED,
            "本级有 2 个问题已整改，没有回访；2026年2月28日的记录早于报告日期，不算；期限为2026年4月30日，已过",
        )
        assert self.judged(finding(**DONE, **early), finding("W2", **DONE, revisited_on=REPORT)).status is Status.MET
        undated = [audit(), audit(kind="special_fund", report_on=None)]
        known, unknown = finding(**DONE, **early), finding("W2", "special_fund-self", **DONE)
        assert self.judged(known, unknown, audits=undated).status is Status.BREACHED
        assert self.judged(finding("W2", "special_fund-self", **DONE, **early), audits=undated).status is Status.MET

    def test_the_day_is_shown_of_what_was_put_right(self):
        rows = [finding(**DONE, row=2), finding("W2", rectified_on=date(NEXT, 4, 1), row=3)]
        for findings in (rows, [replace(one, revisited_on=REPORT) for one in rows]):
            cells = self.judged(*findings).cells
            assert [cell.row for cell in cells if cell.column == "rectified_on"] == [2]

    def test_nothing_put_right_is_not_due(self):
        for status in ("in_progress", "partial", "ongoing", "overdue"):
            assert self.judged(finding(status=status)).status is Status.NOT_DUE
            assert self.judged(finding(status=status), later=[], as_of=date(NEXT, 12, 1)).status is Status.NOT_DUE

    def test_a_visit_after_the_day_of_judgement_has_not_happened(self):
        visited = finding(**DONE, revisited_on=SIXTY_DAYS_LATER)
        assert self.judged(visited, as_of=date(NEXT, 4, 29)).status is Status.NOT_DUE
        assert self.judged(visited, as_of=SIXTY_DAYS_LATER).status is Status.MET
        late = finding(**DONE, revisited_on=date(NEXT, 5, 2))
        assert {self.judged(late, as_of=date(NEXT, 5, day)).status for day in (1, 2)} == {Status.BREACHED}

    def test_a_finding_of_an_audit_that_is_not_here_is_a_unit_of_its_own(self):
        assert self.judged(finding(**DONE, revisited_on=REPORT), finding("W2", "S0", **DONE)).status is Status.BREACHED

    def test_the_union_by_its_own_id_is_itself(self):
        rows = [finding(audit_id="annual_execution-qu", **DONE)]
        assert self.judged(*rows, audits=[audit("qu")]).reason.text(ZH).startswith("本级有")

    def test_nothing_found(self):
        assert self.judged().status is Status.NOT_APPLICABLE
        assert self.judged(audits=[], as_of=date(NEXT, 6, 30)).status is Status.NOT_DUE

    @pytest.mark.parametrize("missing", ["findings", "audits"])
    def test_missing(self, missing):
        assert decide("2-7-7", case(package(**{missing: None}))).status is Status.NO_DATA


HALF = {
    "2-7-4": {"audits": [audit(), follow()], "findings": [finding()]},
    "2-7-5": {"audits": [audit()], "findings": [finding(risk="high", warned_on=REPORT)]},
    "2-7-6": {"audits": [audit()], "filings": [notice()]},
    "2-7-7": {"audits": [audit()], "findings": [finding(**DONE, revisited_on=REPORT)]},
}


NOTHING = {"2-7-4": {"audits": [audit()]}, "2-7-5": {"audits": [audit()]}, "2-7-7": {"audits": [audit()]}}


@pytest.mark.parametrize("clause", HALF)
def test_books_in_part_may_lack_a_report_and_what_followed_it(clause):
    kept, excused = {Status.MET}, {Status.NOT_APPLICABLE}
    for tables, settled in ((HALF[clause], kept), (NOTHING.get(clause, {}), excused), ({}, excused)):
        whole = decide(clause, case(package(**tables), package(year=NEXT), as_of=ENOUGH))
        assert {whole.status} == settled
        for stage in ("budget", "midyear"):
            for day, status in (
                (date(YEAR, 8, 1), Status.NOT_DUE),
                (date(NEXT, 6, 30), Status.NOT_DUE),
                (ENOUGH, Status.NO_DATA),
            ):
                assert decide(clause, case(package(**tables, stage=stage), as_of=day)).status is status
