"""2-5-5 to 2-5-7 and 2-5-10: what the year's spending came to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.rules.build import CITY, LATER, QU, YEAR, account, audit, case, decide, finding, package, spent
from yangguang.core.language import ZH
from yangguang.rules.judge.model import Status, Weight

LAST = YEAR - 1
NEW = (CITY, replace(QU, founded_on=date(YEAR, 1, 1)))


def books(year=YEAR, chart="2021", **tables):
    return package(year=year, chart=chart, **tables)


STRUCTURE_KEPT = {
    "a rise": ("60", "40", "50", "50"),
    "a fall of five points exactly": ("50", "50", "55", "45"),
    "five points that no decimal writes": ("17", "43", "20", "40"),
}


HALF_TOLD = ((date(YEAR, 8, 1), Status.NOT_DUE), (date(YEAR + 1, 6, 30), Status.NOT_DUE), (LATER, Status.NO_DATA))


class TestStructure:
    """Accounts 501 and 505 of the 2021 chart: members' activities and operations."""

    def accounts(self, members, other):
        return [account("501", actual=members), account("505", actual=other)]

    def judged(self, now, before, **when):
        given = [books(accounts=now)]
        if before != "no package":
            given.append(books(LAST, accounts=before))
        return decide("2-5-5", case(*given, **when))

    @pytest.mark.parametrize("parts", STRUCTURE_KEPT.values(), ids=STRUCTURE_KEPT)
    def test_kept(self, parts):
        assert self.judged(self.accounts(*parts[:2]), self.accounts(*parts[2:])).status is Status.MET

    def test_a_fall_of_more_than_five_points_is_broken(self):
        answer = self.judged(self.accounts("49.99", "50.01"), self.accounts("55", "45"))
        assert (answer.status, answer.weight) == (Status.BREACHED, Weight.WARNING)
        assert answer.reason.text(ZH) == "服务职工支出占全部支出的 50.0%，上年 55.0%"
        a_cent_of_ten_billion = self.accounts("5499999999.99", "4500000000.01")
        assert self.judged(a_cent_of_ten_billion, self.accounts("60", "40")).status is Status.BREACHED

    def test_neither(self):
        known = self.accounts("50", "50")
        unknown = self.accounts(None, None)
        assert self.judged(None, known).status is Status.NO_DATA
        assert self.judged(unknown, known).status is Status.NO_DATA
        assert self.judged(unknown, known, as_of=date(YEAR, 12, 31)).status is Status.NOT_DUE
        for before in (unknown, None, "no package"):
            answer = self.judged(known, before)
            assert (answer.status, answer.reason.text(ZH)) == (
                Status.NO_DATA, "服务职工支出占全部支出的 50.0%；2024年决算没有公开，无法比较",
            )  # fmt: skip
        assert self.judged(known, "no package", unions=NEW).status is Status.NOT_APPLICABLE
        old = (CITY, replace(QU, founded_on=date(LAST, 12, 31)))
        assert self.judged(known, "no package", unions=old).status is Status.NO_DATA
        nobody = (CITY, replace(QU, founded_on=None))
        assert self.judged(known, "no package", unions=nobody).status is Status.NO_DATA

    def test_a_share_of_half_a_year_compares_with_nothing(self):
        for now in (self.accounts("60", "40"), self.accounts("1", "99")):
            for day, status in HALF_TOLD:
                given = [books(accounts=now, stage="midyear"), books(LAST, accounts=self.accounts("50", "50"))]
                assert decide("2-5-5", case(*given, as_of=day)).status is status
            half = books(LAST, accounts=self.accounts("50", "50"), stage="midyear")
            answer = decide("2-5-5", case(books(accounts=now), half))
            assert (answer.status, "2024年决算没有公开" in answer.reason.text(ZH)) == (Status.NO_DATA, True)

    def test_a_chart_that_does_not_tell_members_services(self):
        given = case(books(accounts=self.accounts("1", "1")))
        figures = {name: one for name, one in given.report.figures.items() if name != "member_service_share"}
        other = replace(given, report=replace(given.report, figures=figures))
        assert decide("2-5-5", other).status is Status.NOT_APPLICABLE


REDUCTION_NEITHER = {
    "no table": (None, "1", ("9", "9"), Status.NO_DATA),
    "actual unknown": ("?", "1", ("9", "9"), Status.NO_DATA),
    "last year unknown": ("1", "?", ("9", "9"), Status.NO_DATA),
    "no table last year": ("1", None, ("9", "9"), Status.NO_DATA),
    "no package last year": ("1", "no package", ("9", "9"), Status.NO_DATA),
    "no administration last year": ("1", "1", ("9", None), Status.NO_DATA),
}


class TestReduction:
    def judged(self, now, before, admin=("90", "90"), charts=("2021", "2021"), codes=("506", "506"), **when):
        """Three public expenses and administration of this year and last, actual."""
        given = []
        for year, amount, cost, chart, code in zip((YEAR, LAST), (now, before), admin, charts, codes, strict=True):
            if amount == "no package":
                continue
            rows = None if amount is None else [spent(actual=amount if amount != "?" else None)]
            accounts = [account(code, actual=cost)] if cost else [account("501")]
            given.append(books(year, chart, three_public=rows, accounts=accounts))
        return decide("2-5-6", case(*given, **when))

    def test_less_and_equal_are_kept(self):
        answer = self.judged("99.99", "100")
        assert (answer.status, answer.reason.text(ZH)) == (
            Status.MET,
            "三公经费决算 99.99 元，比上年减少 0.01 元；行政支出决算 90.00 元，与上年持平",
        )
        assert [one.key for one in answer.figures] == [f"qu/{year}/@three_public_total" for year in (YEAR, LAST)]

    def test_a_cent_more_of_either_is_broken(self):
        answer = self.judged("100.01", "100")
        assert (answer.status, answer.weight) == (Status.BREACHED, None)
        assert answer.reason.text(ZH).startswith("三公经费决算 100.01 元，比上年增加 0.01 元；")
        assert self.judged("100", "100", admin=("90.01", "90")).status is Status.BREACHED

    def test_a_rise_is_one_whatever_is_known_of_the_other(self):
        assert self.judged("?", "100", admin=("91", "90")).status is Status.BREACHED
        assert self.judged("101", "100", admin=("91", None)).status is Status.BREACHED

    def test_personnel_belongs_to_administration(self):
        now = [account("50601", actual="50"), account("50602", actual="41")]
        given = [books(three_public=[], accounts=now), books(LAST, three_public=[], accounts=[account("506")])]
        assert decide("2-5-6", case(*given)).status is Status.BREACHED

    def test_nothing_is_counted_twice(self):
        now = [account("506"), account("50601", actual="50"), account("50602", actual="40"), account("501")]
        given = [books(three_public=[], accounts=now), books(LAST, three_public=[], accounts=[account("506")])]
        answer = decide("2-5-6", case(*given))
        assert answer.status is Status.MET
        assert len([cell for cell in answer.cells if cell.column == "actual"]) == 2

    def test_over_the_change_of_chart_administration_is_compared(self):
        of = {"charts": ("2021", "2009"), "codes": ("506", "504")}
        assert self.judged("1", "1", **of).status is Status.MET
        assert self.judged("1", "1", admin=("90.01", "90"), **of).status is Status.BREACHED

    def test_a_union_without_administration_has_none_to_reduce(self):
        answer = self.judged("1", "1", admin=(None, None))
        assert (answer.status, answer.reason.text(ZH)) == (Status.MET, "三公经费决算 1.00 元，与上年持平")

    @pytest.mark.parametrize(("now", "before", "admin", "status"), REDUCTION_NEITHER.values(), ids=REDUCTION_NEITHER)
    def test_neither(self, now, before, admin, status):
        assert self.judged(now, before, admin).status is status

    def test_before_the_year_is_over_an_unknown_actual_is_not_due(self):
        assert self.judged("?", "1", as_of=date(YEAR, 12, 31)).status is Status.NOT_DUE

    def test_less_in_half_a_year_is_no_reduction_but_more_is_a_rise(self):
        def of(amount, stages):
            accounts = [account("501")]
            given = [
                books(year, three_public=[spent(actual=one)], accounts=accounts, stage=stage)
                for year, one, stage in zip((YEAR, LAST), (amount, "100"), stages, strict=True)
            ]
            return [decide("2-5-6", case(*given, as_of=day)).status for day, _ in HALF_TOLD]

        assert of("99", ("midyear", "final")) == [status for _, status in HALF_TOLD]
        assert of("101", ("midyear", "final")) == [Status.BREACHED] * 3
        assert of("101", ("final", "midyear")) == [Status.NO_DATA] * 3
        assert of("99", ("final", "midyear")) == [Status.NO_DATA] * 3

    def test_a_new_union_has_no_last_year(self):
        assert self.judged("1", "no package", unions=NEW).status is Status.NOT_APPLICABLE

    @pytest.mark.parametrize(
        ("table", "title"), [("accounts", "收支预决算"), ("three_public", "三公经费")], ids=["accounts", "three_public"]
    )
    def test_missing(self, table, title):
        known = {"three_public": [spent(actual="1")], "accounts": [account("506")]}
        answer = decide("2-5-6", case(books(**(known | {table: None})), books(LAST, **known)))
        assert (answer.status, answer.reason.values["table"].zh) == (Status.NO_DATA, title)

    def test_where_last_years_accounts_are_missing_three_public_expenses_are_compared(self):
        before = books(LAST, three_public=[spent(actual="1")], accounts=None)
        now = {"three_public": [spent(actual="1.01")], "accounts": [account("506")]}
        assert decide("2-5-6", case(books(**now), before)).status is Status.BREACHED


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
        assert answer.reason.text(ZH) == "三公经费和八项规定方面的问题逾期未整改：W1"
        assert [cell.row for cell in answer.cells] == [2, 2, 2, 2]

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

    @pytest.mark.parametrize("missing", ["findings", "audits"])
    def test_missing(self, missing):
        known = {"findings": [finding()], "audits": [audit()]}
        assert decide("2-5-7", case(package(**(known | {missing: None})))).status is Status.NO_DATA


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
