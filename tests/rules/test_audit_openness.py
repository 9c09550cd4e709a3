"""2-7-8 and 2-7-9: audit results before the public."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.rules.build import YEAR, audit, case, decide, finding, package, regulation
from yangguang.core.language import ZH
from yangguang.records.oversight import Disclosure
from yangguang.rules.judge.model import Status, Weight

NEXT = YEAR + 1
REPORT = date(NEXT, 3, 2)  # a Monday
SEVEN_WORKING_DAYS = date(NEXT, 3, 11)
LAST_DAY = date(NEXT, 8, 29)  # sixty days after the audits are due
ID = "annual_execution-self"
HALF_TOLD = (
    (date(NEXT, 3, 20), Status.NOT_DUE),
    (date(NEXT, 6, 30), Status.NOT_DUE),
    (date(NEXT, 7, 1), Status.NO_DATA),
)


def published(day=SEVEN_WORKING_DAYS, subject_id=ID, **facts):
    facts = {"subject": "audit_result", "fiscal_year": YEAR, "channel": "website", "audience": "public"} | facts
    return Disclosure(disclosure_id=f"G-{day}-{subject_id}", subject_id=subject_id, date=day, **facts)


def report(**facts):
    return audit(**({"report_on": REPORT, "report_no": "3号"} | facts))


PUBLICATION_KEPT = {
    "on the seventh working day": published(),
    "on the day of the report": published(REPORT),
    "by the number of the report": published(subject_id="3号"),
    "by its year alone": published(subject_id=None),
}
PUBLICATION_BROKEN = {
    "on the eighth": published(date(NEXT, 3, 12)),
    "before the report": published(date(NEXT, 3, 1)),
    "another audit": published(subject_id="special_fund-self"),
    "another year": published(subject_id=None, fiscal_year=YEAR - 1),
    "another subject": published(subject="rectification"),
    "after the day of judgement": published(date(NEXT, 7, 16)),
}


class TestPublication:
    def judged(self, *disclosures, audits=None, rules=None, later=None, as_of=date(NEXT, 7, 15)):
        rules = [regulation("audit_disclosure")] if rules is None else rules
        audits = [report()] if audits is None else audits
        given = [package(disclosures=disclosures, audits=audits, regulations=rules)]
        if later is not None:
            given.append(package(year=NEXT, disclosures=later))
        return decide("2-7-8", case(*given, as_of=as_of))

    @pytest.mark.parametrize("row", PUBLICATION_KEPT.values(), ids=PUBLICATION_KEPT)
    def test_kept(self, row):
        assert self.judged(row).status is Status.MET
        assert self.judged(later=[row]).status is Status.MET

    @pytest.mark.parametrize("row", PUBLICATION_BROKEN.values(), ids=PUBLICATION_BROKEN)
    def test_broken(self, row):
        answer = self.judged(row)
        assert (answer.status, answer.weight) == (Status.BREACHED, None)

    def test_the_days_count_from_the_approval_where_it_is_stated(self):
        approved = [report(approved_on=date(NEXT, 3, 3))]
        assert self.judged(published(date(NEXT, 3, 12)), audits=approved).status is Status.MET
        assert self.judged(published(date(NEXT, 3, 13)), audits=approved).status is Status.BREACHED

    def test_the_first_publication_counts(self):
        assert self.judged(published(date(NEXT, 5, 1)), published()).status is Status.MET

    def test_the_reason_tells_the_day_and_that_only_weekends_were_left_out(self):
        assert self.judged(published()).reason.text(ZH) == (
            "3号于2026年3月11日公开，期限为2026年3月11日（2026年没有节假日表，仅按周末计算）"
        )

    def test_one_before_the_report_is_told(self):
        answer = self.judged(published(date(NEXT, 3, 1)), audits=[report(approved_on=date(NEXT, 3, 3))])
        assert answer.reason.text(ZH) == (
            "3号没有公开（2026年没有节假日表，仅按周末计算）；2026年3月1日的记录早于报告日期，不算；期限为2026年3月12日，已过"
        )
        assert {cell.column for cell in answer.cells if cell.sheet.table == "disclosures"} == {
            "subject", "subject_id", "date"
        }  # fmt: skip
        never = self.judged(published(date(NEXT, 3, 1)), later=[], as_of=date(NEXT, 8, 30))
        assert never.reason.text(ZH) == "3号至2026年8月29日没有公开；2026年3月1日的记录早于报告日期，不算"

    def test_until_the_seventh_day_it_may_come(self):
        assert self.judged(as_of=SEVEN_WORKING_DAYS).status is Status.NOT_DUE
        late = self.judged(as_of=date(NEXT, 3, 12))
        assert (late.status, late.weight) == (Status.BREACHED, None)
        assert late.reason.text(ZH) == "3号没有公开（2026年没有节假日表，仅按周末计算）；期限为2026年3月11日，已过"

    def test_on_its_day_it_is_published(self):
        assert self.judged(published(), as_of=SEVEN_WORKING_DAYS).status is Status.MET

    def test_books_without_the_table_tell_nothing(self):
        given = package(audits=[report()], disclosures=[published()], regulations=[regulation("audit_disclosure")])
        assert decide("2-7-8", case(given, package(year=NEXT, disclosures=None))).status is Status.MET

    def test_never_published_is_the_hard_half(self):
        assert self.judged(later=[], as_of=LAST_DAY).weight is None
        never = self.judged(later=[], as_of=date(NEXT, 8, 30))
        assert (never.status, never.weight) == (Status.BREACHED, Weight.HARD)
        assert never.reason.text(ZH) == "3号至2026年8月29日没有公开"
        unknown = self.judged(as_of=date(NEXT, 8, 30))
        assert (unknown.status, unknown.weight) == (Status.BREACHED, None)

    def test_every_annual_report_is_published(self):
        assert self.judged(published(), audits=[report(), report(target_id="street", report_no=None)]).status is (
            Status.BREACHED
        )
        assert self.judged(published(), audits=[report(), report(kind="special_fund")]).status is Status.MET

    def test_without_a_regulation_it_is_no_mechanism(self):
        for rules in ([], [regulation("audit")], [regulation("audit_disclosure", repealed_on=date(YEAR, 12, 31))]):
            answer = self.judged(published(), rules=rules)
            assert (answer.status, answer.reason.text(ZH)) == (Status.BREACHED, "没有现行有效的审计结果公开制度")
        assert self.judged(published(), rules=[], audits=[]).status is Status.BREACHED
        assert self.judged(rules=[], audits=[], as_of=date(YEAR, 12, 31)).status is Status.NOT_DUE

    def test_a_regulation_without_a_number_is_no_more_than_its_title(self):
        bare = [regulation("audit_disclosure", document_no=None)]
        answer = self.judged(published(), rules=bare)
        assert (answer.status, answer.reason.text(ZH)) == (Status.NO_DATA, "审计结果公开制度没有文号，无法佐证")
        assert self.judged(published(), rules=bare, as_of=date(NEXT, 6, 30)).status is Status.NOT_DUE
        assert self.judged(published(), rules=[*bare, regulation("audit_disclosure")]).status is Status.MET

    def test_the_number_of_the_regulation_is_shown_where_it_is_what_decides(self):
        for disclosures, audits, shown in (
            ([published()], [report()], True),
            ([], [report()], False),
            ([published()], [report(), report(target_id="street", report_no=None)], False),
        ):
            cells = self.judged(*disclosures, audits=audits).cells
            assert any(cell.column == "document_no" for cell in cells) is shown

    def test_books_in_part_may_lack_a_report_and_its_publication(self):
        tables = {"disclosures": [published()], "regulations": [regulation("audit_disclosure")], "stage": "midyear"}
        for audits in ([report()], []):
            for day, status in HALF_TOLD:
                assert decide("2-7-8", case(package(**tables, audits=audits), as_of=day)).status is status

    def test_what_came_before_a_report_is_shown_where_nothing_else_is_known_of_it(self):
        first, second = report(row=2), report(audit_id="A2", report_no="4号", row=3)
        early, named, unnamed = (
            replace(published(date(NEXT, 2, 1)), row=2),
            replace(published(), row=3),
            replace(published(subject_id=None), row=4),
        )

        def rows(*given, audits):
            shown = self.judged(*given, audits=audits).cells
            return {cell.row for cell in shown if cell.sheet.table == "disclosures"}

        assert rows(early, audits=[first]) == {2}
        assert rows(early, named, audits=[first]) == {3}
        assert rows(early, unnamed, audits=[first, second]) == {4}

    def test_no_report_yet(self):
        for audits in ([], [report(report_on=None)], [report(kind="budget_review")]):
            assert self.judged(audits=audits, as_of=date(NEXT, 6, 30)).status is Status.NOT_DUE
            assert self.judged(audits=audits, as_of=date(NEXT, 7, 1)).status is Status.NOT_APPLICABLE

    @pytest.mark.parametrize("missing", ["audits", "disclosures", "regulations"])
    def test_missing(self, missing):
        assert decide("2-7-8", case(package(**{missing: None}))).status is Status.NO_DATA


class TestTransparency:
    def judged(self, *disclosures, audits=None, findings=(), as_of=date(NEXT, 7, 15)):
        audits = [report(), report(kind="special_fund", report_no=None)] if audits is None else audits
        given = package(disclosures=disclosures, audits=audits, findings=findings)
        return decide("2-7-9", case(given, as_of=as_of))

    def test_what_is_published_and_put_right_is_shown(self):
        rows = [finding(status="rectified"), finding("W2")]
        answer = self.judged(published(), findings=rows)
        assert (answer.status, answer.reason.text(ZH)) == (
            Status.ATTESTED, "已出报告 2 份，公开 1 份；按问题数整改率 50.0%；只列出，不评判高低",
        )  # fmt: skip
        assert [figure.key for figure in answer.figures] == [
            "qu/2025/@rectification_rate_count", "qu/2025/@rectification_rate_amount",
        ]  # fmt: skip

    def test_where_amounts_are_stated_the_rate_by_amount_stands_beside_the_rate_by_number(self):
        rows = [
            finding(status="rectified", amount=Decimal(300), rectified_amount=Decimal(300)),
            finding("W2", amount=Decimal(100), rectified_amount=Decimal(0)),
        ]
        assert self.judged(published(), findings=rows).reason.text(ZH) == (
            "已出报告 2 份，公开 1 份；按问题数整改率 50.0%、按金额整改率 75.0%；只列出，不评判高低"
        )

    def test_what_is_still_to_be_published_is_not(self):
        for row in (published(date(NEXT, 7, 16)), published(date(NEXT, 7, 16), subject_id=None)):
            assert self.judged(row, audits=[report()]).status is Status.ATTESTED

    def test_only_the_annual_report_is_meant_by_its_year(self):
        answer = self.judged(published(subject_id=None))
        assert answer.reason.text(ZH) == "已出报告 2 份，公开 1 份；只列出，不评判高低"
        assert self.judged(published(subject_id="special_fund-self")).reason == answer.reason

    def test_two_that_name_the_year_alone_are_both_of_the_annual_report(self):
        twice = [published(subject_id=None), published(REPORT, subject_id=None)]
        assert self.judged(*twice).reason.text(ZH) == "已出报告 2 份，公开 1 份；只列出，不评判高低"

    def test_what_published_a_report_is_shown_and_its_year_where_it_names_none(self):
        for row, year in ((published(), set()), (published(subject_id=None), {"fiscal_year"})):
            shown = {cell.column for cell in self.judged(row).cells if cell.sheet.table == "disclosures"}
            assert shown == {"subject", "subject_id", "date"} | year

    def test_nothing_published_is_neither_kept_nor_broken(self):
        answer = self.judged()
        assert (answer.status, answer.reason.text(ZH)) == (
            Status.ATTESTED, "已出报告 2 份，公开 0 份；只列出，不评判高低",
        )  # fmt: skip
        assert self.judged(audits=[report()]).status is Status.ATTESTED

    def test_all_published_is_kept(self):
        answer = self.judged(published(), published(subject_id="special_fund-self"))
        assert (answer.status, answer.reason.text(ZH)) == (Status.MET, "已出报告 2 份，公开 2 份")

    def test_books_in_part_may_lack_a_report_and_its_publication(self):
        for day, status in HALF_TOLD:
            for rows in ([published()], []):
                given = package(audits=[report()], disclosures=rows, stage="midyear")
                assert decide("2-7-9", case(given, as_of=day)).status is status
            assert decide("2-7-9", case(package(stage="midyear"), as_of=day)).status is status

    def test_no_report(self):
        assert self.judged(audits=[]).status is Status.NOT_APPLICABLE
        assert self.judged(audits=[report(report_on=None)], as_of=date(NEXT, 6, 30)).status is Status.NOT_DUE

    @pytest.mark.parametrize("missing", ["audits", "disclosures", "findings"])
    def test_missing(self, missing):
        assert decide("2-7-9", case(package(**{missing: None}))).status is Status.NO_DATA
