"""2-4-6, 2-4-7, 2-4-8: the reviews in and after the year, and third parties. (2-4-5 stands with the budget's path.)"""

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
    account,
    audit,
    case,
    decide,
    filing,
    package,
    project,
)
from yangguang.core.language import ZH
from yangguang.rules.judge.model import Status, Weight

BEFORE = audit(kind="budget_review", report_on=date(YEAR, 1, 18))
REVIEWED = audit(kind="midyear_review", report_on=date(YEAR, 8, 20))
VOTED = filing("funds_committee_review", date(YEAR, 8, 20), "midyear_execution")


def half(code: str = "50501", h1: str | None = "45", **facts):
    row = account(code, **facts)
    return replace(row, actual_h1=None if h1 is None else Decimal(h1))


MIDYEAR_KEPT = {
    "among the audits": ([REVIEWED], []),
    "under the union's own name": ([replace(REVIEWED, target_id="qu")], []),
    "among the filings": ([], [VOTED]),
    "on the first day": ([replace(REVIEWED, report_on=date(YEAR, 7, 1))], []),
    "on the last day": ([replace(REVIEWED, report_on=date(YEAR, 9, 30))], []),
    "too early, then again": ([REVIEWED, replace(REVIEWED, audit_id="2", report_on=date(YEAR, 6, 1))], []),
}
MIDYEAR_BROKEN = {
    "nothing": ([], []),
    "a day early": ([replace(REVIEWED, report_on=date(YEAR, 6, 30))], []),
    "a day late": ([replace(REVIEWED, report_on=date(YEAR, 10, 1))], []),
    "returned": ([replace(REVIEWED, opinion="returned")], []),
    "voted down": ([], [replace(VOTED, outcome="rejected")]),
    "of a subordinate": ([replace(REVIEWED, target_id="street")], []),
    "of another year": ([replace(REVIEWED, period_covered="2024")], [replace(VOTED, period_covered="2024")]),
    "another audit": ([BEFORE], []),
    "without a report": ([replace(REVIEWED, report_on=None)], []),
}


class TestMidyear:
    def judged(self, audits=(REVIEWED,), filings=(), accounts=None, as_of=LATER, union_id="qu", **facts):
        rows = [half()] if accounts is None else accounts
        given = package(union_id, audits=audits, filings=filings, accounts=rows, **facts)
        return decide("2-4-6", case(given, union_id=union_id, as_of=as_of))

    @pytest.mark.parametrize(("audits", "filings"), MIDYEAR_KEPT.values(), ids=MIDYEAR_KEPT)
    def test_kept(self, audits, filings):
        assert self.judged(audits, filings).status is Status.MET

    @pytest.mark.parametrize(("audits", "filings"), MIDYEAR_BROKEN.values(), ids=MIDYEAR_BROKEN)
    def test_broken(self, audits, filings):
        answer = self.judged(audits, filings)
        assert (answer.status, answer.weight) == (Status.BREACHED, None)
        assert self.judged(audits, filings, as_of=date(YEAR, 9, 30)).status is Status.NOT_DUE

    def test_a_package_closed_before_the_deadline_cannot_show_it(self):
        assert self.judged([], stage="midyear", as_of=date(YEAR, 10, 1)).status is Status.NOT_DUE
        assert self.judged([], stage="midyear").status is Status.NO_DATA

    def test_a_review_counts_from_its_own_day(self):
        assert self.judged(as_of=date(YEAR, 8, 19)).status is Status.NOT_DUE
        assert self.judged(as_of=date(YEAR, 8, 20)).status is Status.MET
        assert self.judged([], [VOTED], as_of=date(YEAR, 8, 19)).status is Status.NOT_DUE

    def test_the_wrong_days_are_named(self):
        answer = self.judged([replace(REVIEWED, report_on=date(YEAR, 10, 1))])
        assert answer.reason.text(ZH) == "中期审查的日期为2025年10月1日，不在2025年7月1日至2025年9月30日之间"

    def test_what_is_missing_is_said_in_other_words(self):
        assert (
            self.judged([]).reason.text(ZH)
            == "没有经审委员会对2025年上半年预算执行情况的审查；期限为2025年9月30日，已过"
        )
        assert self.judged().reason.text(ZH) == "2025年8月20日完成半年预算执行中期审查"

    def test_missing_tables_matter_where_nothing_was_found(self):
        assert self.judged(None, [VOTED]).status is Status.MET
        assert self.judged([REVIEWED], None).status is Status.MET
        assert self.judged([], None).status is Status.NO_DATA
        assert self.judged(None, []).status is Status.NO_DATA
        assert decide("2-4-6", case()).status is Status.NO_DATA
        assert self.judged(accounts=()).status is Status.MET
        assert decide("2-4-6", case(package(audits=[REVIEWED], accounts=None))).status is Status.NO_DATA

    def test_the_figures_of_the_half_year_are_part_of_it(self):
        assert self.judged(accounts=[half(h1=None)]).status is Status.NO_DATA
        assert self.judged(accounts=[half(h1=None)], as_of=date(YEAR, 9, 30)).status is Status.NOT_DUE
        assert self.judged(accounts=[half(h1=None)], as_of=date(YEAR, 10, 1)).status is Status.NO_DATA
        assert self.judged(accounts=[half(), half("402", h1=None)]).status is Status.MET

    def test_half_a_year_against_an_unknown_budget_cannot_be_told(self):
        assert self.judged(accounts=[half(initial=None)]).status is Status.NO_DATA

    def test_more_than_the_whole_budget_in_half_the_year_is_the_softer_half(self):
        assert self.judged(accounts=[half(h1="100")]).status is Status.MET
        over = self.judged(accounts=[half(), half("50502", h1="100.01")])
        assert (over.status, over.weight) == (Status.BREACHED, Weight.WARNING)
        assert "50502" in over.reason.text(ZH)
        assert "50501" not in over.reason.text(ZH)
        assert self.judged(accounts=[half(h1="100.01", adjusted="101")]).status is Status.MET
        assert self.judged(accounts=[half(h1="99", adjusted="98")]).status is Status.BREACHED
        assert self.judged(accounts=[half("402", h1="1000")]).status is Status.MET


def report(day: date | None = date(YEAR + 1, 3, 24), **facts):
    facts = {"report_no": "审〔2025〕3号", "opinion": "unqualified"} | facts
    return replace(audit(report_on=day), **facts)


ANNUAL_BROKEN = {
    "nothing": [],
    "no report yet": [report(None)],
    "a day late": [report(date(YEAR + 1, 7, 1))],
    "of a subordinate": [report(target_id="street")],
    "of the year before": [report(period_covered="2024")],
    "another kind": [report(kind="accountability")],
}


class TestAnnual:
    def judged(self, *audits, as_of=LATER, **facts):
        return decide("2-4-7", case(package(audits=audits, **facts), as_of=as_of))

    def test_all_three(self):
        answer = self.judged(BEFORE, REVIEWED, report())
        assert (answer.status, answer.weight) == (Status.MET, None)
        assert answer.reason.text(ZH) == "2026年3月24日出具年度预算执行审计报告（审〔2025〕3号），三审齐全"

    @pytest.mark.parametrize(
        ("others", "lacking"), [((BEFORE,), "半年中期审查"), ((REVIEWED,), "预算审查"), ((), "预算审查、半年中期审查")]
    )
    def test_the_other_two_are_pointed_out(self, others, lacking):
        answer = self.judged(*others, report())
        assert (answer.status, answer.weight) == (Status.MET, Weight.WARNING)
        assert answer.reason.text(ZH).endswith(f"三审不齐，缺：{lacking}")

    def test_a_vote_of_the_funds_committee_is_a_review_too(self):
        before = filing("funds_committee_review", date(YEAR, 1, 18))
        answer = self.judged(report(), filings=[before, VOTED])
        assert (answer.status, answer.weight) == (Status.MET, None)
        assert self.judged(report(), filings=[VOTED]).reason.text(ZH).endswith("三审不齐，缺：预算审查")

    def test_without_the_filings_nobody_can_tell_what_is_lacking(self):
        answer = self.judged(report(), filings=None)
        assert (answer.status, answer.weight) == (Status.MET, None)
        assert answer.reason.text(ZH).endswith("；没有审查记录的表，三审是否齐全无法核查")
        assert self.judged(BEFORE, REVIEWED, report(), filings=None).reason.text(ZH).endswith("，三审齐全")

    def test_of_two_reports_of_one_day_the_first_by_its_id_is_named_in_whatever_order_they_stand(self):
        pair = [report(audit_id="2", report_no="审2号"), report(audit_id="1", report_no="审1号")]
        assert "审1号" in self.judged(*pair).reason.text(ZH)
        assert "审1号" in self.judged(*reversed(pair)).reason.text(ZH)

    def test_next_years_books_may_hold_the_report_where_it_names_the_year(self):
        later = package(year=YEAR + 1, audits=[report(period_covered=str(YEAR), row=6)])
        answer = decide("2-4-7", case(package(), later))
        assert answer.status is Status.MET
        assert {cell.file for cell in answer.cells} == {f"unions/d1/qu/{YEAR + 1}/audits.csv"}
        assert decide("2-4-7", case(package(), package(year=YEAR + 1, audits=[report()]))).status is Status.BREACHED

    @pytest.mark.parametrize("audits", ANNUAL_BROKEN.values(), ids=ANNUAL_BROKEN)
    def test_broken(self, audits):
        assert self.judged(*audits).status is Status.BREACHED
        assert self.judged(*audits, as_of=date(YEAR + 1, 6, 30)).status is Status.NOT_DUE

    def test_on_the_last_day(self):
        assert self.judged(report(date(YEAR + 1, 6, 30))).status is Status.MET
        assert (
            self.judged(report(date(YEAR + 1, 3, 1), audit_id="1"), report(date(YEAR + 1, 7, 2))).status is Status.MET
        )

    def test_a_report_counts_from_its_own_day(self):
        assert self.judged(report(), as_of=date(YEAR + 1, 3, 23)).status is Status.NOT_DUE
        assert self.judged(report(), as_of=date(YEAR + 1, 3, 24)).status is Status.MET

    @pytest.mark.parametrize("gap", ["report_no", "opinion"])
    def test_a_report_without_number_or_opinion(self, gap):
        assert self.judged(report(**{gap: None})).status is Status.NO_DATA
        assert self.judged(report(**{gap: None}), as_of=date(YEAR + 1, 6, 30)).status is Status.NOT_DUE

    def test_of_several_reports_in_time_one_with_number_and_opinion_is_enough(self):
        bare, late = report(date(YEAR + 1, 3, 1), audit_id="1", report_no=None), date(YEAR + 1, 7, 1)
        assert self.judged(bare, report(audit_id="2")).reason.text(ZH).startswith("2026年3月24日出具")
        assert self.judged(bare, report(audit_id="2")).status is Status.MET
        assert self.judged(bare, report(late, audit_id="2")).status is Status.NO_DATA

    def test_missing_table_and_a_package_closed_early(self):
        assert decide("2-4-7", case(package(audits=None))).status is Status.NO_DATA
        small = decide("2-4-7", case(package("shop", audits=None), union_id="shop"))
        assert (small.status, small.asked) == (Status.NO_DATA, False)
        assert decide("2-4-7", case()).status is Status.NO_DATA
        assert self.judged(stage="midyear").status is Status.NO_DATA


def by_third_party(day=date(YEAR, 5, 5), **facts):
    return replace(audit(report_on=day), **({"auditor_kind": "third_party", "auditor_uscc": "91"} | facts))


class TestThirdParties:
    def judged(self, projects=(), audits=(), as_of=LATER, union_id="qu", **facts):
        given = package(union_id, projects=projects, audits=audits, **facts)
        return decide("2-4-8", case(given, union_id=union_id, as_of=as_of))

    def test_a_project_or_an_audit(self):
        assert self.judged([replace(project(), third_party_reviewer="明镜会计师事务所")]).status is Status.MET
        answer = self.judged(audits=[by_third_party()])
        assert (answer.status, answer.reason.text(ZH)) == (Status.MET, "第三方评审项目 0 个、承办审计 1 项")

    def test_a_body_without_a_code_is_pointed_out(self):
        answer = self.judged(audits=[by_third_party(), by_third_party(audit_id="2", auditor_uscc=None)])
        assert answer.reason.text(ZH) == "第三方评审项目 0 个、承办审计 2 项；1 项审计没有填写机构信用代码"

    @pytest.mark.parametrize("audits", [[], [audit()], [by_third_party(date(YEAR + 1, 7, 16))], [by_third_party(None)]])
    def test_none_where_it_is_expected(self, audits):
        assert self.judged([project()], audits).status is Status.BREACHED
        assert self.judged([project()], audits, as_of=date(YEAR, 12, 31)).status is Status.NOT_DUE

    def test_an_audit_of_today_counts(self):
        assert self.judged(audits=[by_third_party(LATER)]).status is Status.MET

    def test_small_unions_are_not_asked_for_any(self):
        assert self.judged(union_id="street").status is Status.NOT_APPLICABLE
        assert self.judged(audits=[by_third_party()], union_id="street").status is Status.MET

    @pytest.mark.parametrize(
        "kind", ["municipal", "district", "development_zone", "industrial", "bureau", "corporate_group", "university"]
    )
    def test_expected_of_federations_and_large_unions(self, kind):
        unions = (CITY, replace(QU, kind=kind), STREET, SHOP)
        assert decide("2-4-8", case(package(), unions=unions)).status is Status.BREACHED

    def test_missing_tables_matter_where_nothing_was_found(self):
        assert self.judged(None, [by_third_party()]).status is Status.MET
        assert self.judged(None, []).status is Status.NO_DATA
        assert self.judged([], None).status is Status.NO_DATA
        assert self.judged(None, None).status is Status.NO_DATA
        assert decide("2-4-8", case()).status is Status.NO_DATA
