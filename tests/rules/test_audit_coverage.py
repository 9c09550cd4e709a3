"""2-7-1 and 2-7-3: everyone on the list; audits before, during and after."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.rules.build import (
    CITY,
    LATER,
    QU,
    SHOP,
    STREET,
    YEAR,
    audit,
    case,
    decide,
    filing,
    package,
    regulation,
    target,
    vote,
)
from yangguang.core.language import ZH
from yangguang.records.registry import Affiliate
from yangguang.rules.judge.model import Status

LIST = [target(), target("street", "child_union"), target("shop", "child_union", YEAR + 2)]
HALL = Affiliate(affiliate_id="hall", owner_id="qu", name="文化宫", kind="institution")


def judged(targets, regulations=None, as_of=LATER, unions=(CITY, QU, STREET, SHOP), affiliates=(), **facts):
    rules = [regulation("audit")] if regulations is None else regulations
    given = case(package(audit_targets=targets, regulations=rules, **facts), as_of=as_of, unions=unions)
    return decide("2-7-1", replace(given, registry=replace(given.registry, affiliates=affiliates)))


KEPT = {
    "itself and its subordinates, in whatever year": LIST,
    "itself by its own id": [target("qu", "self"), *LIST[1:]],
    "with a project": [*LIST, target("P1", "project")],
}


@pytest.mark.parametrize("targets", KEPT.values(), ids=KEPT)
def test_kept(targets):
    answer = judged(targets)
    assert (answer.status, answer.reason.text(ZH)) == (Status.MET, "本级和所属、下一级单位共 3 个都已列入审计清单")


BROKEN = {"nobody": [], "not itself": LIST[1:], "not one subordinate": LIST[:2]}


@pytest.mark.parametrize("targets", BROKEN.values(), ids=BROKEN)
def test_broken(targets):
    assert judged(targets).status is Status.BREACHED
    assert judged(targets, as_of=date(YEAR, 12, 31)).status is Status.NOT_DUE


def test_who_is_missing_is_named():
    assert judged(LIST[1:2]).reason.text(ZH) == "应列入审计清单的 3 个，没有列入：本级、SHOP"


def test_bodies_it_owns_are_on_the_list():
    assert judged(LIST, affiliates=(HALL,)).status is Status.BREACHED
    assert judged([*LIST, target("hall", "institution")], affiliates=(HALL,)).status is Status.MET
    assert judged(LIST, affiliates=(replace(HALL, owner_id="city"),)).status is Status.MET


def test_subordinates_of_other_years_are_not_missed():
    gone = replace(SHOP, dissolved_on=date(YEAR - 1, 12, 31))
    assert judged(LIST[:2], unions=(CITY, QU, STREET, gone)).status is Status.MET


def test_without_a_regulation_the_list_is_not_enough():
    assert judged(LIST, []).status is Status.BREACHED
    assert judged(LIST, [regulation("finance")]).status is Status.BREACHED
    assert judged(LIST, [], as_of=date(YEAR, 12, 31)).status is Status.NOT_DUE


def test_a_regulation_without_a_number_is_no_more_than_its_title():
    bare = [regulation("audit", document_no=None)]
    answer = judged(LIST, bare)
    assert (answer.status, answer.reason.text(ZH)) == (
        Status.NO_DATA, "本级和所属、下一级单位共 3 个都已列入审计清单，但审计监督制度没有文号",
    )  # fmt: skip
    assert judged(LIST, bare, as_of=date(YEAR + 1, 6, 30)).status is Status.NOT_DUE
    assert judged(LIST, [*bare, regulation("audit")]).status is Status.MET


def test_half_a_year_does_not_tell_what_the_list_was_at_its_end():
    for day, status in ((date(YEAR, 8, 1), Status.NOT_DUE), (LATER, Status.NO_DATA)):
        assert judged(LIST, as_of=day, stage="midyear").status is status
        assert judged(LIST[:1], as_of=day, stage="midyear").status is status


def test_whom_the_list_names_is_shown_and_nobody_else():
    rows = [replace(one, row=number) for number, one in enumerate([*LIST, target("P1", "project")], 2)]
    for answer in (judged(rows), judged(rows[:2] + rows[3:])):
        shown = {cell.row for cell in answer.cells if cell.sheet.table == "audit_targets"}
        assert shown == {row.row for row in rows[:3]} & {2, 3, *([4] if answer.status is Status.MET else [])}


@pytest.mark.parametrize("missing", ["audit_targets", "regulations"])
def test_missing(missing):
    assert decide("2-7-1", case(package(**{missing: None}))).status is Status.NO_DATA


VOTE = vote("funds_committee_review", date(YEAR, 1, 18))
HALF_VOTE = filing("funds_committee_review", date(YEAR, 8, 20), "midyear_execution")
BEFORE, HALF = (
    audit(kind="budget_review", report_on=date(YEAR, 1, 18)),
    audit(kind="midyear_review", report_on=date(YEAR, 8, 20)),
)
AFTER = audit(report_on=date(YEAR + 1, 3, 24))
STAGES = {
    "votes and a report": ([VOTE, HALF_VOTE], [AFTER], Status.MET),
    "all of them reports": ([], [BEFORE, HALF, AFTER], Status.MET),
    "both": ([VOTE, HALF_VOTE], [BEFORE, HALF, AFTER], Status.MET),
    "on the first and on the last day": (
        [VOTE], [replace(HALF, report_on=date(YEAR, 7, 1)), replace(AFTER, report_on=date(YEAR + 1, 6, 30))], Status.MET,
    ),
    "in the year on the last day": ([VOTE], [replace(HALF, report_on=date(YEAR, 9, 30)), AFTER], Status.MET),
    "voted down, then reviewed": (
        [replace(VOTE, outcome="rejected"), HALF_VOTE], [replace(BEFORE, report_on=date(YEAR, 1, 19)), AFTER], Status.MET,
    ),
    "a report without number and opinion": ([VOTE, HALF_VOTE], [replace(AFTER, report_no=None, opinion=None)], Status.MET),
    "nothing before": ([HALF_VOTE], [AFTER], Status.BREACHED),
    "nothing in the year": ([VOTE], [AFTER], Status.BREACHED),
    "nothing after": ([VOTE, HALF_VOTE], [], Status.BREACHED),
    "reviewed, then voted down": ([replace(VOTE, outcome="rejected"), HALF_VOTE], [BEFORE, AFTER], Status.BREACHED),
    "sent back before": ([HALF_VOTE], [replace(BEFORE, opinion="returned"), AFTER], Status.BREACHED),
    "sent back in the year": ([VOTE], [replace(HALF, opinion="returned"), AFTER], Status.BREACHED),
    "sent back after": ([VOTE, HALF_VOTE], [replace(AFTER, opinion="returned")], Status.BREACHED),
    "voted down in the year": ([VOTE, replace(HALF_VOTE, outcome="rejected")], [AFTER], Status.BREACHED),
    "a day too early in the year": ([VOTE, replace(HALF_VOTE, date=date(YEAR, 6, 30))], [AFTER], Status.BREACHED),
    "a day too late in the year": ([VOTE, replace(HALF_VOTE, date=date(YEAR, 10, 1))], [AFTER], Status.BREACHED),
    "a day too late after": ([VOTE, HALF_VOTE], [replace(AFTER, report_on=date(YEAR + 1, 7, 1))], Status.BREACHED),
    "of a subordinate": ([VOTE, HALF_VOTE], [replace(AFTER, target_id="street")], Status.BREACHED),
    "of another year": ([VOTE, HALF_VOTE], [replace(AFTER, period_covered=str(YEAR - 1))], Status.BREACHED),
    "without a day": ([VOTE, HALF_VOTE], [replace(AFTER, report_on=None)], Status.BREACHED),
    "of a day to come": ([VOTE, HALF_VOTE], [replace(AFTER, report_on=date(2026, 7, 16))], Status.BREACHED),
    "no filings, but reports": (None, [BEFORE, HALF, AFTER], Status.MET),
    "no filings": (None, [HALF, AFTER], Status.NO_DATA),
    "no filings of the half-year": (None, [BEFORE, AFTER], Status.NO_DATA),
    "no audits": ([VOTE, HALF_VOTE], None, Status.NO_DATA),
    "no audits, no vote on the budget": ([HALF_VOTE], None, Status.NO_DATA),
    "no audits, no vote on the half-year": ([VOTE], None, Status.NO_DATA),
}  # fmt: skip


def reviewed(filings, audits, as_of=LATER, **facts):
    return decide("2-7-3", case(package(filings=filings, audits=audits, **facts), as_of=as_of))


@pytest.mark.parametrize(("filings", "audits", "status"), STAGES.values(), ids=STAGES)
def test_before_during_and_after(filings, audits, status):
    assert reviewed(filings, audits).status is status


def test_that_the_superior_has_not_filed_the_budget_is_another_clause():
    filings = [VOTE, HALF_VOTE, filing("submission", date(YEAR, 1, 17))]
    assert reviewed(filings, [AFTER]).status is Status.MET
    returned = filing("record_filing", date(YEAR, 2, 1), subject_id="qu", outcome="returned")
    given = case(package(filings=filings, audits=[AFTER]), package("city", filings=[returned]))
    assert decide("2-7-3", given).status is Status.MET


def test_each_stage_has_its_own_day():
    assert reviewed([], [], as_of=date(YEAR, 3, 31)).reason.text(ZH) == (
        "事前审查：未到期（没有经审委员会审查通过2025年预算的记录；期限为2025年3月31日，尚未到期）、"
        "事中审查：未到期（没有经审委员会对2025年上半年预算执行情况的审查；期限为2025年9月30日，尚未到期）、"
        "事后审计：未到期（没有2025年度预算执行情况的审计报告；期限为2026年6月30日，尚未到期）"
    )
    answer = reviewed([VOTE], [], as_of=date(YEAR, 9, 30))
    assert (answer.status, answer.reason.text(ZH)) == (
        Status.NOT_DUE,
        (
            "事前审查：符合、"
            "事中审查：未到期（没有经审委员会对2025年上半年预算执行情况的审查；期限为2025年9月30日，尚未到期）、"
            "事后审计：未到期（没有2025年度预算执行情况的审计报告；期限为2026年6月30日，尚未到期）"
        ),
    )
    assert reviewed([VOTE, HALF_VOTE], [], as_of=date(YEAR + 1, 6, 30)).status is Status.NOT_DUE
    assert reviewed([VOTE, HALF_VOTE], [], as_of=date(YEAR + 1, 7, 1)).status is Status.BREACHED
    assert reviewed([VOTE, HALF_VOTE], [AFTER], as_of=date(YEAR + 1, 3, 23)).status is Status.NOT_DUE
    assert reviewed([VOTE, HALF_VOTE], [AFTER], as_of=date(YEAR + 1, 3, 24)).status is Status.MET


def test_the_worst_stage_shows_its_cells():
    late = replace(AFTER, report_on=date(YEAR + 1, 7, 1), row=7)
    answer = reviewed([VOTE, HALF_VOTE], [late])
    assert answer.reason.text(ZH) == (
        "事前审查：符合、事中审查：符合、事后审计：不符合（年度预算执行审计报告日期为2026年7月1日，晚于2026年6月30日）"
    )
    first = [(cell.file[-10:], cell.row, cell.column) for cell in answer.cells][:5]
    columns = ("kind", "target_id", "period_covered", "report_on", "opinion")
    assert first == [("audits.csv", 7, column) for column in columns], "before the stages that are kept"
    assert [one.name for one in answer.parameters] == ["annual_audit_deadline"]
    kept = reviewed([replace(VOTE, row=3), replace(HALF_VOTE, row=4)], [replace(AFTER, row=5)])
    assert {(cell.file[-11:], cell.row) for cell in kept.cells} == {
        ("filings.csv", 3), ("filings.csv", 4), ("/audits.csv", 5),
    }  # fmt: skip
    assert {one.name for one in kept.parameters} == {
        "midyear_review_start", "midyear_review_deadline", "annual_audit_deadline",
    }  # fmt: skip


def test_a_review_on_another_day_is_not_called_none():
    for day in (date(YEAR, 6, 30), date(YEAR, 10, 1)):
        answer = reviewed([VOTE, replace(HALF_VOTE, date=day)], [AFTER])
        told = f"中期审查的日期为{YEAR}年{day.month}月{day.day}日，不在2025年7月1日至2025年9月30日之间"
        assert answer.reason.text(ZH) == f"事前审查：符合、事中审查：不符合（{told}）、事后审计：符合"


def test_a_union_without_a_first_half_that_reviews_it_all_the_same_is_judged_by_that():
    young = (CITY, replace(QU, founded_on=date(YEAR, 8, 1)))
    for half, words in (
        ([], "不适用（工会于2025年8月1日成立，没有上半年的预算执行可以审查）"),
        ([HALF_VOTE], "符合"),
        ([replace(HALF_VOTE, date=date(YEAR, 10, 1))], "不符合（中期审查的日期为2025年10月1日"),
    ):
        given = case(package(filings=[VOTE, *half], audits=[AFTER]), unions=young)
        assert f"事中审查：{words}" in decide("2-7-3", given).reason.text(ZH)


def test_what_other_years_books_record_of_the_year_counts():
    own = package(filings=[HALF_VOTE], audits=[])
    december = date(YEAR - 1, 12, 20)
    voted = package(year=YEAR - 1, filings=[replace(VOTE, date=december, period_covered=str(YEAR))])
    reported = package(year=YEAR - 1, audits=[replace(BEFORE, report_on=december, period_covered=str(YEAR))])
    later = package(year=YEAR + 1, audits=[replace(AFTER, period_covered=f"{YEAR}年度")])
    for before in (voted, reported):
        assert decide("2-7-3", case(before, own, later)).status is Status.MET
    unnamed = package(year=YEAR + 1, audits=[AFTER])
    assert decide("2-7-3", case(voted, own, unnamed)).status is Status.BREACHED
    assert decide("2-7-3", case(package(year=YEAR - 1, audits=[BEFORE]), own, later)).status is Status.BREACHED


def test_a_union_that_is_not_asked_for_audits_votes():
    shop = package("shop", filings=[HALF_VOTE], audits=None)
    answer = decide("2-7-3", case(shop, union_id="shop"))
    assert answer.reason.text(ZH) == (
        "事前审查：不符合（没有经审委员会审查通过2025年预算的记录；期限为2025年3月31日，已过）、事中审查：符合、"
        "事后审计：缺数据（没有“审计项目”表，该工会的填报档次不要求报送，无法核查）"
    )
    kept = decide("2-7-3", case(package("shop", filings=[VOTE, HALF_VOTE], audits=None), union_id="shop"))
    half = decide("2-7-3", case(package("shop", filings=[VOTE], audits=None), union_id="shop"))
    assert {(one.status, one.asked) for one in (kept, half)} == {(Status.NO_DATA, False)}


def test_no_package():
    assert decide("2-7-3", case()).status is Status.NO_DATA


def test_next_years_books_tell_of_a_late_report_where_this_years_tell_of_none():
    later = package(year=YEAR + 1, audits=[replace(AFTER, report_on=date(YEAR + 1, 7, 5), period_covered=str(YEAR))])
    judged = case(package(filings=[VOTE, HALF_VOTE], audits=None), later)
    assert "年度预算执行审计报告日期为2026年7月5日，晚于2026年6月30日" in decide("2-7-3", judged).reason.text(ZH)
