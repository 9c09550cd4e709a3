"""2-7-4 to 2-7-7: what follows an audit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.rules.audit_follow_up import ENOUGH, NEXT, REPORT, SIXTY_DAYS_LATER, follow, notice
from tests.rules.build import YEAR, audit, case, decide, finding, package
from yangguang.core.language import ZH
from yangguang.rules.judge.model import Status

A_YEAR_LATER = date(NEXT + 1, 3, 1)


FOLLOW_UP_KEPT = {
    "in the same books": ([audit(), follow()], []),
    "in the next year's": ([audit()], [follow()]),
    "a year later to the day": ([audit()], [follow(A_YEAR_LATER)]),
    "on the day of the report": ([audit(), follow(REPORT)], []),
    "the first of two counts": ([audit()], [follow(date(NEXT + 1, 3, 2)), follow(audit_id="F2")]),
}


FOLLOW_UP_BROKEN = {
    "none": ([audit()], []),
    "a day late": ([audit()], [follow(date(NEXT + 1, 3, 2))]),
    "of another audit": ([audit()], [follow(of="special_fund-self")]),
    "before the report that it follows": ([audit(), follow(date(NEXT, 2, 28))], []),
    "another kind of audit": ([audit()], [audit(kind="other", original_audit_id="annual_execution-self")]),
    "not reported": ([audit()], [follow(None)]),
    "of the next year's audit of the same id": ([audit()], [audit(report_on=date(NEXT + 1, 3, 1)), follow()]),
    "one of two": ([audit(), audit(kind="special_fund")], [follow()]),
}


FOLLOW_UP_NEITHER = {
    "nothing found": ([audit()], [], Status.NOT_APPLICABLE),
    "found by a follow-up": ([audit(), follow()], [finding(audit_id="F1")], Status.NOT_APPLICABLE),
    "no audit": ([], [], Status.NOT_APPLICABLE),
    "no audits table": (None, [], Status.NO_DATA),
    "no findings table": ([], None, Status.NO_DATA),
}


class TestFollowUp:
    def judged(self, audits, findings, later=None, as_of=ENOUGH):
        given = [package(audits=audits, findings=findings)]
        if later is not None:
            given.append(package(year=NEXT, audits=later))
        return decide("2-7-4", case(*given, as_of=as_of))

    @pytest.mark.parametrize(("now", "later"), FOLLOW_UP_KEPT.values(), ids=FOLLOW_UP_KEPT)
    def test_kept(self, now, later):
        assert self.judged(now, [finding()], later).status is Status.MET

    @pytest.mark.parametrize(("now", "later"), FOLLOW_UP_BROKEN.values(), ids=FOLLOW_UP_BROKEN)
    def test_broken(self, now, later):
        findings = [finding(), finding("W2", "special_fund-self")]
        assert self.judged(now, findings, later).status is Status.BREACHED

    def test_one_before_the_report_is_told(self):
        given = [audit(report_no="3号"), follow(date(NEXT, 2, 28)), follow(date(NEXT, 2, 3), audit_id="F2")]
        answer = self.judged(given, [finding()], [])
        assert answer.reason.text(ZH) == (
            "3号发现问题，没有后续审计；2026年2月3日、2026年2月28日的记录早于报告日期，不算；期限为2027年3月1日，已过"
        )
        assert sum(cell.column == "original_audit_id" for cell in answer.cells) > 0

    def test_it_may_still_come(self):
        assert self.judged([audit()], [finding()], [], as_of=A_YEAR_LATER).status is Status.NOT_DUE
        assert self.judged([audit()], [finding()], [], as_of=date(NEXT + 1, 3, 2)).status is Status.BREACHED
        assert self.judged([audit()], [finding()], None, as_of=date(NEXT + 1, 6, 30)).status is Status.NOT_DUE
        assert self.judged([audit()], [finding()], None, as_of=ENOUGH).status is Status.NO_DATA

    def test_after_the_day_of_judgement_it_has_not_happened(self):
        assert self.judged([audit()], [finding()], [follow()], as_of=date(NEXT, 11, 11)).status is Status.NOT_DUE
        assert self.judged([audit()], [finding()], [follow()], as_of=date(NEXT, 11, 12)).status is Status.MET

    @pytest.mark.parametrize(("audits", "findings", "status"), FOLLOW_UP_NEITHER.values(), ids=FOLLOW_UP_NEITHER)
    def test_neither(self, audits, findings, status):
        assert self.judged(audits, findings).status is status

    def test_no_report_yet_is_not_due(self):
        for audits in ([], [audit(report_on=None)], [audit(report_on=date(NEXT, 7, 1))]):
            assert self.judged(audits, [], as_of=date(NEXT, 6, 30)).status is Status.NOT_DUE
            assert self.judged(audits, [], as_of=ENOUGH).status is Status.NOT_APPLICABLE

    def test_a_report_without_findings_needs_nothing_at_once(self):
        assert self.judged([audit()], [], as_of=REPORT).status is Status.NOT_APPLICABLE

    def test_earlier_books_tell_nothing_and_years_without_books_are_passed_over(self):
        early = package(year=YEAR - 1, audits=[follow()])
        given = [package(audits=[audit()], findings=[finding()]), early, package("city", year=NEXT)]
        assert decide("2-7-4", case(*given, as_of=ENOUGH)).status is Status.NO_DATA

    def test_later_books_without_audits_of_their_own_may_tell(self):
        given = [package(filings=[], audits=[audit()]), package(year=NEXT, audits=None, filings=[notice()])]
        assert decide("2-7-6", case(*given)).status is Status.MET

    def test_a_report_without_a_number_is_called_by_its_id(self):
        assert (
            self.judged([audit()], [finding()], []).reason.text(ZH)
            == "annual_execution-self发现问题，没有后续审计；期限为2027年3月1日，已过"
        )

    def test_the_report_is_called_by_its_number(self):
        known = audit(report_no="经审〔2025〕3号")
        assert (
            self.judged([known], [finding()], []).reason.text(ZH)
            == "经审〔2025〕3号发现问题，没有后续审计；期限为2027年3月1日，已过"
        )
        late = self.judged([known], [finding()], [follow(date(NEXT + 1, 3, 2))]).reason.text(ZH)
        assert late == "经审〔2025〕3号的后续审计于2027年3月2日，晚于期限2027年3月1日"


# A grave finding, why it is one, and what shows that beside the audit it is of.
GRAVE = {
    "of high risk": (finding(risk="high"), "风险高", {"risk"}),
    "found again": (finding(repeat_of="W0"), "重复发生", {"repeat_of"}),
    "found again twice": (finding(repeat_of="W0", also_repeats="W7"), "重复发生", {"repeat_of", "also_repeats"}),
    "both": (finding(risk="high", repeat_of="W0"), "风险高、重复发生", set()),
}


class TestWarning:
    def judged(self, *findings, audits=None, as_of=date(NEXT, 7, 15), **books):
        given = [package(findings=findings, audits=[audit()] if audits is None else audits)]
        given.extend(package(year=int(name[1:]), **tables) for name, tables in books.items())
        return decide("2-7-5", case(*given, as_of=as_of))

    def test_a_high_risk_is_warned_of_within_sixty_days(self):
        assert self.judged(finding(risk="high", warned_on=SIXTY_DAYS_LATER)).status is Status.MET
        assert self.judged(finding(risk="high", warned_on=date(NEXT, 5, 1))).status is Status.BREACHED
        assert self.judged(finding(risk="high")).status is Status.BREACHED

    def test_it_may_still_come(self):
        assert self.judged(finding(risk="high"), as_of=SIXTY_DAYS_LATER).status is Status.NOT_DUE
        assert self.judged(finding(risk="high"), as_of=date(NEXT, 5, 1)).status is Status.BREACHED
        warned = finding(risk="high", warned_on=SIXTY_DAYS_LATER)
        assert self.judged(warned, as_of=date(NEXT, 4, 29)).status is Status.NOT_DUE
        assert self.judged(warned, as_of=SIXTY_DAYS_LATER).status is Status.MET

    def test_a_later_year_may_tell_of_it(self):
        later = {"findings": [finding(risk="high", warned_on=SIXTY_DAYS_LATER), finding("W2", warned_on=REPORT)]}
        assert self.judged(finding(risk="high"), y2026=later).status is Status.MET
        other = {"findings": [finding("W2", warned_on=SIXTY_DAYS_LATER)]}
        assert self.judged(finding(risk="high"), y2026=other).status is Status.BREACHED
        earlier = {"findings": [finding(risk="high", warned_on=SIXTY_DAYS_LATER)]}
        assert self.judged(finding(risk="high"), y2024=earlier).status is Status.BREACHED
        assert self.judged(finding(risk="high"), y2026={"findings": None}).status is Status.BREACHED

    def test_the_first_warning_counts(self):
        later = {"findings": [finding(risk="high", warned_on=date(NEXT, 5, 1))]}
        assert self.judged(finding(risk="high", warned_on=SIXTY_DAYS_LATER), y2026=later).status is Status.MET

    AGAIN = finding("W9", repeat_of="W0")

    def test_what_was_found_two_years_ago_is_found_again(self):
        for year in (2023, 2024, 2025):
            books = {f"y{year}": {"findings": [finding("W0")]}} if year < YEAR else {}
            found = [self.AGAIN] if year < YEAR else [self.AGAIN, finding("W0")]
            assert self.judged(*found, **books).status is Status.BREACHED
        long_ago = [finding("W0"), finding("W5")]
        assert self.judged(self.AGAIN, y2022={"findings": long_ago}).status is Status.NOT_APPLICABLE
        both = {"y2022": {"findings": [finding("W0")]}, "y2023": {"findings": [finding("W0")]}}
        assert self.judged(self.AGAIN, **both).status is Status.BREACHED

    def test_what_repeats_a_finding_of_books_that_are_not_here_may_be_recent(self):
        for books in ({}, {"y2024": {"findings": None}}, {"y2024": {"findings": [finding("W7")]}}):
            answer = self.judged(self.AGAIN, **books)
            assert (answer.status, answer.reason.text(ZH)) == (
                Status.NO_DATA, "问题W9重复自W0，后者所在年份的数据没有公开，是否应当警示无法核查",
            )  # fmt: skip
            assert self.judged(self.AGAIN, **books, as_of=SIXTY_DAYS_LATER).status is Status.NOT_DUE
        warned = replace(self.AGAIN, warned_on=SIXTY_DAYS_LATER)
        assert self.judged(warned).status is Status.MET
        assert self.judged(replace(self.AGAIN, risk="high")).status is Status.BREACHED

    def test_of_two_that_it_repeats_one_in_the_books_is_enough_to_know(self):
        both = finding("W9", repeat_of="W0", also_repeats="W7")
        known = {"y2024": {"findings": [finding("W0")]}}
        assert self.judged(both, **known).status is Status.BREACHED
        assert self.judged(both, y2022={"findings": [finding("W7")]}).status is Status.NOT_APPLICABLE

    @pytest.mark.parametrize(("one", "why", "needed"), GRAVE.values(), ids=GRAVE)
    def test_why_is_told_and_shown_of_what_is_told_alone(self, one, why, needed):
        """Of another finding only what makes it grave: it would be grave without the rest."""
        books = {"y2024": {"findings": [finding("W0"), finding("W7")]}}
        warned = replace(one, warned_on=REPORT, row=2)
        assert self.judged(warned, **books).reason.text(ZH) == f"问题W1{why}，2026年3月1日已警示"
        told = self.judged(replace(one, row=2), **books)
        assert told.reason.text(ZH) == f"问题W1{why}，没有警示；期限为2026年4月30日，已过"
        other = replace(one, finding_id="W2", row=3)
        cells = self.judged(replace(one, row=2), other, **books).cells
        extra = {cell.column for cell in cells if cell.row == 3} - {"audit_id", "warned_on"}
        assert {cell.column for cell in cells if cell.row == 2} >= {"risk", "repeat_of", "also_repeats", "warned_on"}
        assert extra == needed

    def test_years_without_books_are_passed_over(self):
        given = [package("city", year=YEAR - 1), package(findings=[self.AGAIN], audits=[audit()])]
        assert decide("2-7-5", case(*given, package("city", year=NEXT))).status is Status.NO_DATA

    def test_before_its_report_nothing_is_found(self):
        grave = finding(risk="high", warned_on=date(NEXT, 2, 1))
        for day in (date(YEAR, 12, 31), date(NEXT, 2, 28)):
            answer = self.judged(grave, as_of=day)
            assert (answer.status, "还没有审计报告" in answer.reason.text(ZH)) == (Status.NOT_DUE, True)
        assert self.judged(grave, as_of=REPORT).status is Status.MET
        other = audit(kind="special_fund", report_on=date(NEXT, 1, 10))
        early = self.judged(grave, audits=[audit(), other], as_of=date(NEXT, 2, 1))
        assert (early.status, early.reason.text(ZH)) == (Status.NOT_APPLICABLE, "2025年没有高风险或重复发生的审计问题")

    def test_an_audit_that_does_not_say_when_it_reported(self):
        undated = [audit(report_on=None)]
        assert self.judged(finding(risk="high"), audits=undated).status is Status.NO_DATA
        assert self.judged(finding(risk="high"), audits=undated, as_of=date(NEXT, 6, 30)).status is Status.NOT_DUE
        silent = case(package(findings=[finding(risk="high", audit_id="S0")]), package("city", year=YEAR - 1))
        assert decide("2-7-5", silent).status is Status.NO_DATA
        elsewhere = {"y2024": {"audits": [audit(report_on=date(YEAR, 6, 1))]}}
        assert self.judged(finding(risk="high"), audits=undated, **elsewhere).status is Status.NO_DATA

    def test_other_findings_need_no_warning(self):
        assert self.judged(finding(risk="medium")).status is Status.NOT_APPLICABLE
        assert self.judged().status is Status.NOT_APPLICABLE

    def test_the_report_may_stand_in_another_year(self):
        grave = finding(risk="high", audit_id="S0")
        earlier = {"audits": [audit(audit_id="S0", report_on=date(YEAR, 6, 1))]}
        assert self.judged(grave, y2024=earlier, as_of=date(YEAR, 7, 31)).status is Status.NOT_DUE
        assert self.judged(grave, y2024=earlier).status is Status.BREACHED
        assert self.judged(grave).status is Status.NO_DATA
        assert self.judged(grave, y2024={"audits": None}).status is Status.NO_DATA

    def test_the_reason_names_the_finding(self):
        reason = self.judged(finding(risk="high", warned_on=date(NEXT, 5, 1))).reason.text(ZH)
        assert reason == "问题W1于2026年5月1日才警示，晚于期限2026年4月30日"

    @pytest.mark.parametrize("missing", ["findings", "audits"])
    def test_missing(self, missing):
        assert decide("2-7-5", case(package(**{missing: None}))).status is Status.NO_DATA
