"""2-5-1 to 2-5-4: accounting standardised and assessed, the portal used, the books whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.rules.build import CITY, LATER, QU, SHOP, STREET, YEAR, case, decide, filing, package, work
from yangguang.core.address import Sheet
from yangguang.core.issues import Issue, Place, Severity, Text
from yangguang.core.language import ZH
from yangguang.rules.judge.model import Cell, Status

LAST = YEAR - 1


def graded(day=date(YEAR, 12, 3), **facts):
    return work("standardisation", day, **({"document_no": "规评1号"} | facts))


NEW = (CITY, replace(QU, founded_on=date(YEAR, 1, 2)))
YOUNG = (CITY, replace(QU, founded_on=date(LAST, 1, 2)))
STANDARDISATION_KEPT = {
    "with a document": ([graded()], None),
    "with a link": ([graded(document_no=None, document_url="documents/a.pdf")], None),
    "in an earlier year": ([], [graded(date(LAST, 12, 3))]),
    "the last one counts": ([graded()], [graded(date(LAST, 12, 3), document_no=None)]),
}
STANDARDISATION_BROKEN = {"never": ([], []), "something else": ([work("platform", document_no="x")], None)}
STANDARDISATION_NO_DATA = {
    "without evidence": ([graded(document_no=None)], None),
    "the last one without": ([graded(document_no=None)], [graded(date(LAST, 12, 3))]),
    "no table": (None, [graded(date(LAST, 12, 3))]),
}


class TestStandardisation:
    def judged(self, now, before, as_of=LATER, unions=(CITY, QU), **facts):
        given = [package(activities=now, **facts)]
        if before is not None:
            given.append(package(year=LAST, activities=before))
        return decide("2-5-1", case(*given, as_of=as_of, unions=unions))

    @pytest.mark.parametrize(("now", "before"), STANDARDISATION_KEPT.values(), ids=STANDARDISATION_KEPT)
    def test_attested(self, now, before):
        assert self.judged(now, before).status is Status.ATTESTED

    @pytest.mark.parametrize(("now", "before"), STANDARDISATION_BROKEN.values(), ids=STANDARDISATION_BROKEN)
    def test_broken_where_all_years_of_the_union_are_told(self, now, before):
        assert self.judged(now, before, unions=YOUNG if before is not None else NEW).status is Status.BREACHED
        assert self.judged(now, before, as_of=date(YEAR, 12, 31)).status is Status.NOT_DUE
        old = self.judged(now, before)
        assert (old.status, "2015、2016" in old.reason.text(ZH)) == (Status.NO_DATA, True)

    def test_this_years_other_half_may_tell(self):
        for as_of, status in ((date(YEAR + 1, 6, 30), Status.NOT_DUE), (LATER, Status.NO_DATA)):
            assert self.judged([], None, unions=NEW, stage="midyear", as_of=as_of).status is status

    @pytest.mark.parametrize(("now", "before"), STANDARDISATION_NO_DATA.values(), ids=STANDARDISATION_NO_DATA)
    def test_neither(self, now, before):
        assert self.judged(now, before).status is Status.NO_DATA

    def test_on_its_day_it_has_happened(self):
        assert self.judged([graded()], None, as_of=date(YEAR, 12, 3)).status is Status.ATTESTED
        assert self.judged([graded()], None, as_of=date(YEAR, 12, 2)).status is Status.NOT_DUE

    def test_an_earlier_year_without_the_table_tells_nothing(self):
        silent = package(year=LAST, activities=None)
        answer = decide("2-5-1", case(package(), silent, unions=YOUNG))
        assert (answer.status, answer.reason.text(ZH)) == (
            Status.NO_DATA, "至2025年没有财务会计管理规范化评定的记录；2024年的数据没有公开，无法核查",
        )  # fmt: skip

    def test_a_later_year_tells_nothing_of_this_one(self):
        later = package(year=YEAR + 1, activities=[graded(date(YEAR + 1, 1, 3))])
        assert decide("2-5-1", case(package(), later, unions=NEW)).status is Status.BREACHED

    def test_evidence_may_still_come_until_the_year_ends(self):
        bare = [graded(date(YEAR, 5, 1), document_no=None)]
        assert self.judged(bare, None, as_of=date(YEAR, 12, 31)).status is Status.NOT_DUE

    def test_the_grade_is_told(self):
        assert (
            self.judged([graded(outcome="合格")], None).reason.text(ZH) == "2025年12月3日规范化评定，结果：合格，有佐证"
        )
        assert "结果：未填" in self.judged([graded()], None).reason.text(ZH)


def assessed(by="city", day=date(YEAR + 1, 5, 16), period=str(YEAR), **facts):
    facts = {
        "subject": "performance_assessment",
        "body_id": by,
        "period_covered": period,
        "document_no": "考1号",
    } | facts
    return filing("report", day, **facts)


class TestAssessment:
    def of_shop(self, own, superior, activities=None, **when):
        given = [package("shop", filings=own, activities=[graded()] if activities is None else activities)]
        if superior is not None:
            given.append(package("qu", filings=superior))
        return decide("2-5-2", case(*given, union_id="shop", **when))

    def test_confirmed_by_the_superior_is_kept(self):
        assert self.of_shop([assessed("qu")], [assessed("shop")]).status is Status.MET
        assert self.of_shop([], [assessed("shop")]).status is Status.MET
        unstated = [assessed("shop", period=None)]
        assert self.of_shop([], unstated).status is Status.MET
        assert self.of_shop([assessed("qu", period=None)], []).status is Status.AWAITING_SUPERIOR

    def test_of_several_reports_the_superior_confirms_the_last(self):
        again = [assessed("qu", date(YEAR + 1, 5, 10)), assessed("qu", date(YEAR + 1, 5, 20))]
        assert self.of_shop(again[:1], [assessed("shop")]).status is Status.MET
        assert self.of_shop(again, [assessed("shop")]).status is Status.AWAITING_SUPERIOR

    def test_without_the_years_grading_its_part_cannot_be_told(self):
        for activities in ((), [graded(date(LAST, 12, 3))], [work("platform")]):
            assert self.of_shop([assessed("qu")], [assessed("shop")], activities).status is Status.NO_DATA
        assert self.of_shop([assessed("qu")], [], ()).status is Status.AWAITING_SUPERIOR
        returned = [assessed("shop", outcome="returned")]
        assert self.of_shop([assessed("qu")], returned, ()).status is Status.BREACHED

    def test_not_yet_confirmed_is_waiting(self):
        assert self.of_shop([assessed("qu")], None).status is Status.AWAITING_SUPERIOR
        assert self.of_shop([assessed("qu")], []).status is Status.AWAITING_SUPERIOR
        assert self.of_shop([assessed("qu")], [assessed("street")]).status is Status.AWAITING_SUPERIOR

    def test_nothing_on_either_side_is_broken_after_the_deadline(self):
        assert self.of_shop([], [], as_of=date(YEAR + 1, 6, 30)).status is Status.NOT_DUE
        assert self.of_shop([], [], as_of=date(YEAR + 1, 7, 1)).status is Status.BREACHED
        assert self.of_shop([assessed("qu", period=str(LAST))], []).status is Status.BREACHED
        assert self.of_shop([], [assessed("shop", period=str(LAST))]).status is Status.BREACHED

    def test_what_half_a_year_does_not_show_is_not_blamed(self):
        for day, status in ((date(YEAR + 1, 6, 30), Status.NOT_DUE), (date(YEAR + 1, 7, 1), Status.NO_DATA)):
            below = case(package("shop", stage="midyear"), package("qu"), union_id="shop", as_of=day)
            above = case(package("city", stage="midyear"), union_id="city", as_of=day)
            assert {decide("2-5-2", one).status for one in (below, above)} == {status}
        graded_later = package("shop", filings=[assessed("qu")], stage="midyear")
        confirmed = package("qu", filings=[assessed("shop")])
        for day, status in ((date(YEAR + 1, 6, 30), Status.NOT_DUE), (LATER, Status.NO_DATA)):
            given = case(graded_later, confirmed, union_id="shop", as_of=day)
            assert decide("2-5-2", given).status is status

    def test_next_years_books_may_show_it_where_they_name_the_year(self):
        next_year = date(YEAR + 1, 8, 1)
        for by, period, status in (("qu", str(YEAR), Status.AWAITING_SUPERIOR), ("qu", None, Status.BREACHED)):
            later = package("shop", year=YEAR + 1, filings=[assessed(by, next_year, period, row=5)])
            answer = decide("2-5-2", case(package("shop"), later, union_id="shop", as_of=next_year))
            assert answer.status is status
            assert {cell.file for cell in answer.cells} == (
                {f"unions/d1/shop/{YEAR + 1}/filings.csv"} if period else set()
            )
            above = package("city", year=YEAR + 1, filings=[assessed("qu", next_year, period)])
            judged = case(package("city"), above, union_id="city", as_of=next_year)
            assert decide("2-5-2", judged).status is (Status.MET if period else Status.BREACHED)
        silent = package("city", year=YEAR + 1, filings=None)
        assert decide("2-5-2", case(package("city"), silent, union_id="city")).status is Status.BREACHED

    def test_returned_by_the_superior_is_broken(self):
        assert self.of_shop([assessed("qu")], [assessed("shop", outcome="returned")]).status is Status.BREACHED

    def test_a_superior_assesses_each_of_its_subordinates(self):
        def of_city(*rows, **when):
            return decide("2-5-2", case(package("city", filings=rows), union_id="city", **when))

        assert of_city(assessed("qu")).status is Status.MET
        assert of_city(assessed(by=None, subject_id="qu")).status is Status.MET
        assert of_city(assessed("qu", period=None)).status is Status.MET
        for rows in ([], [assessed("qu", period=str(LAST))], [assessed("qu", subject="audit_notice")], [assessed("x")]):
            assert of_city(*rows).status is Status.BREACHED
        assert of_city(as_of=date(YEAR + 1, 6, 30)).status is Status.NOT_DUE
        assert of_city(assessed("qu"), as_of=date(YEAR + 1, 5, 15)).status is Status.NOT_DUE
        assert of_city(assessed("qu"), as_of=date(YEAR + 1, 5, 16)).status is Status.MET

    def test_a_union_between_levels_owes_both(self):
        own, below = assessed(), [assessed("street"), assessed("shop")]
        top = package("city", filings=[assessed("qu")])

        def of_qu(*rows):
            return decide("2-5-2", case(package(filings=rows, activities=[graded()]), top))

        assert of_qu(own, *below).status is Status.MET
        answer = of_qu(own, below[0])
        assert (answer.status, answer.reason.text(ZH)) == (
            Status.BREACHED, "直管工会 2 个，已考评 1 个；尚未考评：SHOP；期限为2026年6月30日，已过",
        )  # fmt: skip

    def test_the_cells_are_those_of_its_subordinates(self):
        rows = [assessed("qu", row=2), assessed(None, row=3, subject_id="qu"), assessed("x", row=4)]
        answer = decide("2-5-2", case(package("city", filings=rows), union_id="city"))
        assert {cell.row for cell in answer.cells} == {2, 3}

    def test_subordinates_of_other_years_are_not_missed(self):
        gone = replace(SHOP, dissolved_on=date(LAST, 12, 31))
        given = package("city", filings=[assessed("qu")])
        new = replace(STREET, parent_id="city", founded_on=date(YEAR + 1, 1, 1))
        unions = (CITY, QU, new, replace(gone, parent_id="city"))
        assert decide("2-5-2", case(given, union_id="city", unions=unions)).status is Status.MET

    def test_alone_there_is_nobody_to_assess(self):
        assert decide("2-5-2", case(package("city"), union_id="city", unions=(CITY,))).status is Status.NOT_APPLICABLE

    @pytest.mark.parametrize(("missing", "title"), [("filings", "审查审批备案报送"), ("activities", "工作记录")])
    def test_missing(self, missing, title):
        answer = decide("2-5-2", case(package(**{missing: None})))
        assert (answer.status, answer.reason.values["table"].zh) == (Status.NO_DATA, title)


class TestPlatform:
    def test_all_are_kept(self):
        answer = decide("2-5-3", case(package("shop"), package("street")))
        assert (answer.status, answer.reason.text(ZH)) == (
            Status.MET, "直管工会 2 个，2025年数据已在本门户公开的 2 个，占 100.0%",
        )  # fmt: skip

    def test_the_share_of_subordinates_is_shown(self):
        answer = decide("2-5-3", case(package("shop")))
        assert (answer.status, answer.reason.text(ZH)) == (
            Status.ATTESTED, "直管工会 2 个，2025年数据已在本门户公开的 1 个，占 50.0%；只列出，不评判高低",
        )  # fmt: skip

    def test_none_of_them_yet(self):
        assert decide("2-5-3", case(as_of=date(YEAR + 1, 6, 30))).status is Status.NOT_DUE
        late = case(as_of=date(YEAR + 1, 7, 1))
        assert decide("2-5-3", late).status is Status.NO_DATA
        rows = tuple(row for row in late.policy.parameters if row.name != "stage_deadline_final")
        timeless = replace(late, policy=replace(late.policy, parameters=rows))
        assert decide("2-5-3", timeless).status is Status.NO_DATA, "no day to wait for is set"

    def test_without_subordinates(self):
        assert decide("2-5-3", case(union_id="shop")).status is Status.NOT_APPLICABLE
        gone = (CITY, QU, replace(SHOP, dissolved_on=date(LAST, 12, 31)))
        assert decide("2-5-3", case(unions=gone)).status is Status.NOT_APPLICABLE


def noted(code="identity.closing-carry", row=3, column="closing"):
    place = Place(file="unions/d1/qu/2025/balances.csv", row=row, column=column)
    return Issue(code=code, severity=Severity.WARNING, message=Text("a", "a"), hint=Text("b", "b"), place=place)


class TestBooks:
    def judged(self, *warnings, as_of=LATER, **facts):
        given = case(package(**facts), as_of=as_of)
        return decide("2-5-4", replace(given, report=replace(given.report, warnings=warnings)))

    def test_all_tables_that_agree(self):
        answer = self.judged()
        assert (answer.status, answer.reason.text(ZH)) == (Status.MET, "应公开的 21 张表齐全，表间一致")

    def test_other_warnings_are_no_contradiction(self):
        assert self.judged(noted("identity.copied")).status is Status.MET

    @pytest.mark.parametrize(
        "code", ["three-public-within-accounts", "closing-carry", "transfers-within-accounts", "stage-figures"]
    )
    def test_tables_that_contradict_each_other(self, code):
        code = f"identity.{code}"
        answer = self.judged(noted("identity.copied"), noted(code), noted(code, row=None), noted(code, column=None))
        assert (answer.status, answer.reason.text(ZH)) == (
            Status.BREACHED, "应公开的 21 张表齐全，表间有 3 处不一致",
        )  # fmt: skip
        assert answer.cells == (Cell(Sheet.of("unions/d1/qu/2025/balances.csv"), row=3, column="closing"),)

    def test_what_is_lacking_is_never_a_breach(self):
        answer = self.judged(noted(), matters=None, appeals=None)
        assert (answer.status, answer.reason.text(ZH)) == (
            Status.NO_DATA, "应公开 21 张表，缺 2 张：重大事项与特殊事项、诉求台账",
        )  # fmt: skip
        assert decide("2-5-4", case()).status is Status.NO_DATA

    def test_what_is_complete_so_far_is_not_due(self):
        early = self.judged(stage="budget", as_of=date(YEAR, 6, 1))
        assert (early.status, early.reason.text(ZH)) == (
            Status.NOT_DUE, "应公开的 5 张表齐全，表间一致；2025年尚未结束",
        )  # fmt: skip
        before_any = self.judged(stage="budget", as_of=date(YEAR, 3, 31))
        assert before_any.reason.text(ZH).startswith("应公开的 5 张表齐全")
        ahead = [self.judged(as_of=day).reason.text(ZH) for day in (date(YEAR, 3, 31), date(YEAR, 6, 1))]
        assert [text[:9] for text in ahead] == ["应公开的 21 张", "应公开的 5 张表"]
        assert decide("2-5-4", case(as_of=date(YEAR, 3, 31))).status is Status.NOT_DUE
