"""2-5-5 to 2-5-7 and 2-5-10: what the year's spending came to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.rules.build import CITY, QU, YEAR, account, case, decide, package, spent
from tests.rules.spending_outcome import HALF_TOLD, LAST
from yangguang.core.language import ZH
from yangguang.rules.judge.model import Status, Weight

NEW = (CITY, replace(QU, founded_on=date(YEAR, 1, 1)))


def books(year=YEAR, chart="2021", **tables):
    return package(year=year, chart=chart, **tables)


STRUCTURE_KEPT = {
    "a rise": ("60", "40", "50", "50"),
    "a fall of five points exactly": ("50", "50", "55", "45"),
    "five points that no decimal writes": ("17", "43", "20", "40"),
}


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
