"""Forms that recur: what a missing table means."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.rules.build import CITY, LATER, QU, YEAR, case, decide, filing, package, regulation
from tests.rules.words import well_said
from yangguang.core.address import Sheet
from yangguang.core.language import ZH, load_language
from yangguang.core.sentence import say
from yangguang.ledger.model import Standing
from yangguang.rules.forms.names import some
from yangguang.rules.forms.shapes import (
    broken,
    done_this_year,
    elsewhere,
    in_force,
    in_full,
    in_part,
    regulation_in_force,
    tells,
    undisclosed,
    unfinished,
    unstated,
    weekends_only,
    working_days_after,
)
from yangguang.rules.judge.answers import attested, awaiting, breached, met, no_data, not_applicable, not_due
from yangguang.rules.judge.model import Cell, Status
from yangguang.rules.judge.rule import FIRST, Version, revised
from yangguang.rules.judge.verdicts import judge

MISSING = {
    "asked for at the budget stage, on its deadline": ("filings", "qu", date(YEAR, 3, 31), Status.NOT_DUE, True),
    "asked for at the budget stage, overdue": ("filings", "qu", date(YEAR, 4, 1), Status.NO_DATA, True),
    "asked for at the final stage, on its deadline": ("assets", "qu", date(YEAR + 1, 6, 30), Status.NOT_DUE, True),
    "asked for at the final stage, overdue": ("assets", "qu", date(YEAR + 1, 7, 1), Status.NO_DATA, True),
    "never asked of a small union": ("assets", "shop", date(YEAR, 1, 1), Status.NO_DATA, False),
}


@pytest.mark.parametrize(("table", "union_id", "day", "status", "asked"), MISSING.values(), ids=MISSING)
def test_a_missing_table(table, union_id, day, status, asked):
    answer = undisclosed(case(union_id=union_id, as_of=day), table)
    assert (answer.status, answer.asked) == (status, asked)


@pytest.mark.parametrize(("table", "union_id", "day", "status"), [one[:4] for one in MISSING.values()], ids=MISSING)
def test_an_empty_cell_is_missing_like_its_table(table, union_id, day, status):
    assert unstated(case(union_id=union_id, as_of=day), table, say("没有填写")).status is status


def test_before_any_deadline_was_set_what_is_missing_is_plainly_missing():
    silent, begun = case(year=2014), case(package(year=2014, stage="midyear"), year=2014)
    table = undisclosed(silent, "assets")
    assert (table.status, table.reason.text(ZH)) == (Status.NO_DATA, "“资产事项”表没有公开")
    assert unstated(begun, "assets", say("没有填写")).status is Status.NO_DATA
    assert unfinished(begun, say("无")).reason.text(ZH) == "无；全年数据至今没有公开"


def test_the_reason_names_the_table_in_the_readers_language():
    answer = undisclosed(case(), "assets")
    assert answer.reason.text(ZH) == "“资产事项”表应于2026年6月30日前公开，至今没有公开"
    assert "Asset matters" in answer.reason.text(load_language("en"))


def test_a_refused_package_is_told_apart_from_silence():
    silent = case()
    refused = replace(silent, report=replace(silent.report, standing=Standing.REFUSED))
    answer = decide("2-6-1", refused)
    assert (answer.status, answer.reason.text(ZH)) == (
        Status.NO_DATA, "报送的数据有错误，未被接受，“资产事项”表无法核查",
    )  # fmt: skip


def without(judged, parameter):
    rows = tuple(row for row in judged.policy.parameters if row.name != parameter)
    return replace(judged, policy=replace(judged.policy, parameters=rows))


def test_a_table_that_no_day_asks_for_is_not_there_and_that_is_all():
    answer = decide("2-6-1", without(case(), "stage_deadline_final"))
    assert (answer.status, answer.reason.text(ZH)) == (Status.NO_DATA, "“资产事项”表没有公开")


def test_a_year_without_the_number_that_a_rule_asks_for_is_not_judged_by_it():
    verdict = next(one for one in judge(without(case(package()), "studies_per_year")) if one.rule.clause_id == "2-1-1")
    well_said(verdict.answer.reason)
    assert (verdict.status, verdict.answer.reason.text(ZH)) == (
        Status.NOT_APPLICABLE, "规则参数“studies_per_year”在2025年没有生效的数值",
    )  # fmt: skip


FINISHED = {
    "new year's eve": (date(YEAR, 12, 31), "final", Status.NOT_DUE),
    "new year, reported in full": (date(YEAR + 1, 1, 1), "final", None),
    "new year, reported to midyear": (date(YEAR + 1, 1, 1), "midyear", Status.NOT_DUE),
    "overdue, reported to midyear": (LATER, "midyear", Status.NO_DATA),
    "overdue, never reported": (LATER, None, Status.NO_DATA),
}


@pytest.mark.parametrize(("day", "stage", "status"), FINISHED.values(), ids=FINISHED)
def test_what_did_not_happen_is_blamed_only_on_a_finished_year(day, stage, status):
    given = [package(stage=stage)] if stage else []
    answer = unfinished(case(*given, as_of=day), say("无"))
    assert (answer and answer.status) == status


HALF, SECOND_HALF = date(YEAR, 6, 30), date(YEAR, 7, 1)
TELLS = {
    "final, of the year": (package(), "filings", date(YEAR, 12, 31), True),
    "final, of what followed": (package(), "activities", date(YEAR + 1, 6, 30), True),
    "final, without the table": (package(activities=None), "activities", HALF, False),
    "midyear, of the first half": (package(stage="midyear"), "filings", HALF, True),
    "midyear, of the day after": (package(stage="midyear"), "filings", SECOND_HALF, False),
    "midyear, of a table owed at the end": (package(stage="midyear"), "activities", HALF, False),
    "a budget, of nothing yet": (package(stage="budget"), "filings", date(YEAR, 3, 31), False),
    "another year's": (package(year=YEAR - 1), "filings", HALF, False),
}


@pytest.mark.parametrize(("given", "table", "until", "told"), TELLS.values(), ids=TELLS)
def test_of_what_books_tell(given, table, until, told):
    assert tells(case(given), YEAR, table, until) is told


SETTLED = {met: Status.MET, attested: Status.ATTESTED, not_applicable: Status.NOT_APPLICABLE}


@pytest.mark.parametrize("form", [*SETTLED, breached, no_data, awaiting, not_due])
def test_books_in_part_settle_nothing_of_the_whole_year(form):
    told = form(say("甲"), Cell(Sheet.of("registry/x.csv"), row=2, column="a"), case().parameter("dues_rate"))
    assert in_full(case(package()), told) is told
    for stage in ("budget", "midyear"):
        given = package(stage=stage)
        during, waiting, late = (in_full(case(given, as_of=day), told) for day in (HALF, date(YEAR + 1, 6, 30), LATER))
        if form not in SETTLED:
            assert {id(one) for one in (during, waiting, late)} == {id(told)}
            continue
        assert [one.status for one in (during, waiting, late)] == [Status.NOT_DUE, Status.NOT_DUE, Status.NO_DATA]
        assert (late.cells, late.parameters) == (told.cells, told.parameters)
        assert late.reason.text(ZH) == "甲；全年数据至今没有公开"


BEFORE = [package(year=year) for year in (YEAR - 2, YEAR - 1)]
YOUNG, EVE_OF_YOUNG = replace(QU, founded_on=date(YEAR - 2, 5, 1)), replace(QU, founded_on=date(YEAR - 3, 12, 31))
ELSEWHERE = {
    "all years told": ([*BEFORE, package()], YOUNG, LATER, None),
    "the year before them not told": ([*BEFORE, package()], EVE_OF_YOUNG, LATER, Status.NO_DATA),
    "a year in part": ([BEFORE[0], package(year=YEAR - 1, stage="midyear"), package()], YOUNG, LATER, Status.NO_DATA),
    "this year in part": ([*BEFORE, package(stage="midyear")], YOUNG, LATER, Status.NO_DATA),
    "this year in part, and not due": (
        [*BEFORE, package(stage="midyear")],
        YOUNG,
        date(YEAR + 1, 6, 30),
        Status.NOT_DUE,
    ),
    "this year whole, last year never came": ([package()], YOUNG, date(YEAR + 1, 6, 30), Status.NO_DATA),
    "nobody knows since when it exists": ([*BEFORE, package()], replace(QU, founded_on=None), LATER, Status.NO_DATA),
}


@pytest.mark.parametrize(("given", "qu", "day", "status"), ELSEWHERE.values(), ids=ELSEWHERE)
def test_what_is_not_found_may_stand_elsewhere(given, qu, day, status):
    answer = elsewhere(case(*given, as_of=day, unions=(CITY, qu)), "filings", say("无"))
    assert (answer and answer.status) == status


def test_only_years_from_the_one_asked_for_and_from_the_plan_on_may_tell():
    given = case(*BEFORE, package())
    assert elsewhere(given, "filings", say("无"), since=YEAR - 2) is None
    assert (
        elsewhere(given, "filings", say("无"), since=YEAR - 3).reason.text(ZH) == "无；2022年的数据没有公开，无法核查"
    )
    early = elsewhere(case(package(year=2016), year=2016), "filings", say("无"), since=2010)
    assert early.reason.text(ZH) == "无；2015年的数据没有公开，无法核查"
    assert elsewhere(case(package(year=2014), year=2014), "filings", say("无")) is None


def test_without_a_day_by_which_books_are_due_those_that_lack_are_lacking():
    given = case(package(stage="midyear"), as_of=date(YEAR, 8, 1))
    law = replace(given.policy, parameters=())
    assert elsewhere(replace(given, policy=law), "filings", say("无"), since=YEAR).status is Status.NO_DATA


def test_a_year_without_books_is_not_reported_to_its_end():
    assert in_part(case(), say("无")).status is Status.NO_DATA
    assert in_part(case(package()), say("无")) is None


@pytest.mark.parametrize("given", [[], [package(activities=None, regulations=None)]], ids=["no package", "no table"])
def test_where_no_table_tells_of_it_nothing_was_done_and_nothing_is_in_force(given):
    assert done_this_year(case(*given), "policy_study") == []
    assert in_force(case(*given), "procurement") == []


def test_a_regulation_without_a_number_is_shown_too():
    answer = regulation_in_force(
        case(package(regulations=[regulation("finance", document_no=None)])), "finance", say("办法")
    )
    assert [cell.column for cell in answer.cells] == ["class", "title", "document_no", "adopted_on", "repealed_on"]


def test_long_lists_are_cut():
    assert say("{names}", names=some(list("abcde"))).text(ZH) == "a、b、c、d、e"
    assert say("{names}", names=some(list("abcdefg"))).text(ZH) == "a、b、c、d、e等7项"


def test_a_working_day_deadline_follows_the_calendar_where_there_is_one():
    plain = case()
    friday, monday = date(YEAR, 9, 26), date(YEAR, 9, 29)
    assert working_days_after(plain, friday, 1) == monday
    holidays = {date(YEAR, 9, 28): True, date(YEAR, 10, 1): False}
    given = replace(plain, policy=replace(plain.policy, holidays=holidays))
    assert working_days_after(given, friday, 1) == date(YEAR, 9, 28)
    assert working_days_after(given, friday, 4) == date(YEAR, 10, 2)


def test_a_count_without_a_calendar_says_so():
    given = replace(case(), policy=replace(case().policy, holidays={date(YEAR, 10, 1): False}))
    inside = weekends_only(given, say("无"), date(YEAR, 12, 1), date(YEAR, 12, 31))
    across = weekends_only(given, say("无"), date(YEAR, 12, 1), date(YEAR + 1, 1, 1))
    assert inside.text(ZH) == "无"
    assert across.text(ZH) == "无（2026年没有节假日表，仅按周末计算）"


def test_a_history_goes_on_by_one_version_a_change():
    known = Version(version="1.1", on=FIRST[0].on, first_year=2016, what="甲")
    history = revised(known, "乙")
    assert history[:2] == (*FIRST, known)
    assert (history[2].version, history[2].first_year, history[2].what) == ("1.2", 2015, "乙")
    assert history[2].on == date(2026, 11, 25)


def test_a_day_that_the_reason_names_is_not_told_twice():
    due = date(YEAR, 3, 31)
    for reason in (say("应于{due}前办理", due=due), say("{reasons}", reasons=(say("应于{due}前办理", due=due),))):
        assert broken(case(as_of=due), due, reason).reason.text(ZH) == "应于2025年3月31日前办理；尚未到期"
        assert broken(case(), due, reason).reason.text(ZH) == "应于2025年3月31日前办理"


def test_of_several_regulations_without_a_number_the_same_one_is_named():
    rows = [regulation("audit", title=title, document_no=None) for title in ("乙办法", "甲办法")]
    for given in (rows, rows[::-1]):
        answer = regulation_in_force(case(package(regulations=given)), "audit", say("审计制度"))
        assert answer.reason.text(ZH) == "有审计制度《乙办法》，但没有文号，无法佐证"


def test_of_several_records_of_the_superior_the_last_is_shown():
    rows = [
        filing("superior_receipt", date(YEAR + 1, 3, day), "disclosure_report", subject_id="qu", row=day)
        for day in (5, 9)
    ]
    sent = filing("submission", date(YEAR + 1, 3, 1), "disclosure_report")
    answer = decide("3-3-3", case(package(filings=[sent]), package("city", filings=rows)))
    assert answer.status is Status.MET
    assert {cell.row for cell in answer.cells if "/city/" in cell.file} == {9}


def test_what_is_not_in_force_is_shown_with_the_day_that_says_so():
    last = date(YEAR, 12, 31)
    rows = [
        regulation("audit", repealed_on=last, row=2),
        regulation("audit", adopted_on=date(YEAR + 1, 1, 1), row=3),
        regulation("finance", repealed_on=last, row=4),
    ]
    answer = regulation_in_force(case(package(regulations=rows)), "audit", say("审计制度"))
    assert answer.status is Status.BREACHED
    assert [(cell.row, cell.column) for cell in answer.cells] == [
        (2, "class"), (2, "repealed_on"), (3, "class"), (3, "adopted_on")
    ]  # fmt: skip
    on_the_day = [regulation("audit", adopted_on=last, document_no="1号")]
    assert (
        regulation_in_force(case(package(regulations=on_the_day)), "audit", say("审计制度")).status is Status.ATTESTED
    )
