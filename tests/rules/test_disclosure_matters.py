"""3-3-2: major and special matters are published in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.rules.build import LATER, OVERVIEW, YEAR, YUAN, case, decide, matter, meeting, package
from yangguang.core.language import ZH
from yangguang.rules.judge.model import Status, Weight

# The matter occurs on Monday 2 June 2025; the twentieth working day after it is Monday 30 June.

LIMIT = replace(OVERVIEW, major_matter_threshold=YUAN("50000"))
DUE = date(YEAR, 6, 30)


def published(day: date = DUE, matter_id: str = "M1", **facts):
    facts = {"channel": "website", "audience": "all_members", "subject": "major_matter"} | facts
    return meeting(day, YEAR, subject_id=matter_id, **facts)


def judged(matters=(), disclosures=(), *others, overview=LIMIT, stage="final", as_of=LATER):
    overview = None if overview is None else [overview]
    given = package(matters=matters, disclosures=disclosures, overview=overview, stage=stage)
    return decide("3-3-2", case(given, *others, as_of=as_of))


PUBLISHED = {
    "on the last day": ([published()], Status.MET, None),
    "a day late": ([published(date(YEAR, 7, 1))], Status.BREACHED, Weight.WARNING),
    "late after in time": ([published(date(YEAR, 7, 1)), published()], Status.MET, None),
    "in time after late": ([published(), published(date(YEAR, 7, 1))], Status.MET, None),
    "on the notice board": ([published(channel="bulletin_board")], Status.MET, None),
    "at a committee meeting open to representatives": (
        [published(channel="committee_meeting", audience="representatives")],
        Status.MET,
        None,
    ),
    "on the intranet": ([published(channel="intranet")], Status.MET, None),
    "by wechat, to the public": ([published(channel="wechat", audience="public")], Status.MET, None),
    "only at the congress": ([published(channel="congress")], Status.BREACHED, None),
    "only in a booklet": ([published(channel="booklet")], Status.BREACHED, None),
    "only to the committee": ([published(audience="committee")], Status.BREACHED, None),
    "another matter": ([published(matter_id="M2")], Status.BREACHED, None),
    "another subject": ([published(subject="budget")], Status.BREACHED, None),
    "one of them names no matter": ([published(matter_id=None), published()], Status.MET, None),
    "no matter named": ([published(matter_id=None)], Status.NO_DATA, None),
    "never": ([], Status.BREACHED, None),
}


@pytest.mark.parametrize(("rows", "status", "weight"), PUBLISHED.values(), ids=PUBLISHED)
def test_a_major_matter_published(rows, status, weight):
    answer = judged([matter()], rows)
    assert (answer.status, answer.weight) == (status, weight)


def test_a_matter_may_still_be_published():
    assert judged([matter()], as_of=date(YEAR, 6, 2)).status is Status.NOT_DUE
    assert judged([matter()], as_of=DUE).status is Status.NOT_DUE
    assert judged([matter()], [published()], as_of=date(YEAR, 6, 29)).status is Status.NOT_DUE
    assert judged([matter()], [published()], as_of=DUE).status is Status.MET
    assert judged([matter()], as_of=date(YEAR + 1, 6, 30), stage="midyear").status is Status.NOT_DUE
    assert judged([matter()], stage="midyear").status is Status.NO_DATA


@pytest.mark.parametrize(("rows", "told"), [([], []), ([matter()], [published()])], ids=["none", "published"])
def test_books_in_part_may_lack_a_matter(rows, told):
    for day, status in (
        (date(YEAR, 8, 1), Status.NOT_DUE),
        (date(YEAR + 1, 6, 30), Status.NOT_DUE),
        (LATER, Status.NO_DATA),
    ):
        assert judged(rows, told, stage="midyear", as_of=day).status is status


def test_the_publication_may_stand_in_next_years_books():
    december = matter(occurred_on=date(YEAR, 12, 15))
    january = package(year=YEAR + 1, disclosures=[published(date(YEAR + 1, 1, 12))])
    assert judged([december], (), january).status is Status.MET
    assert judged([matter()], [published()], package(year=YEAR + 1, disclosures=None)).status is Status.MET
    too_late = package(year=YEAR + 1, disclosures=[published(date(YEAR + 1, 1, 13))])
    assert judged([december], (), too_late).weight is Weight.WARNING


def test_of_two_publications_on_one_day_the_one_recorded_first_is_shown():
    rows = [
        replace(published(), row=5),
        replace(published(), row=6),
        replace(published(date(YEAR, 6, 20), "M2"), row=7),
    ]
    answer = judged([matter()], rows)
    assert {cell.row for cell in answer.cells if cell.file.endswith("disclosures.csv")} == {5}


AMOUNTS = {
    "at the threshold": (matter(amount="50000.00"), Status.BREACHED),
    "a cent below": (matter(amount="49999.99"), Status.NOT_APPLICABLE),
    "special, whatever its amount": (matter(amount="1", kind="special"), Status.BREACHED),
    "not yet occurred": (matter(occurred_on=date(2026, 7, 16)), Status.NOT_APPLICABLE),
}


@pytest.mark.parametrize(("row", "status"), AMOUNTS.values(), ids=AMOUNTS)
def test_what_must_be_published(row, status):
    assert judged([row]).status is status


def test_a_union_without_a_threshold_is_pointed_out():
    answer = judged([matter(amount="1")], [published()], overview=OVERVIEW)
    assert (answer.status, answer.weight) == (Status.BREACHED, Weight.WARNING)
    assert judged([matter(amount="1")], overview=OVERVIEW).weight is None
    assert judged(overview=OVERVIEW).weight is Weight.WARNING
    assert judged(overview=OVERVIEW, as_of=date(YEAR, 12, 31)).status is Status.NOT_DUE
    given = package(overview=[])
    assert decide("3-3-2", case(given)).weight is Weight.WARNING


def test_the_worst_of_several_matters_answers():
    rows = [matter("M1", title="甲"), matter("M2", title="乙"), matter("M3", title="丙"), matter("M4", title="丁")]
    told = [published(), published(date(YEAR, 7, 1), "M2")]
    answer = judged(rows, told)
    assert (answer.status, answer.weight) == (Status.BREACHED, None)
    assert answer.reason.text(ZH).startswith(
        "“丁”（50,000.00 元）于2025年6月2日发生，没有通过网络、公告栏等平台向会员公开"
    )
    assert answer.reason.text(ZH).endswith("另有 1 项情况相同")
    assert judged(rows[:2], told).weight is Weight.WARNING


def rows_of(answer, column):
    return {cell.row for cell in answer.cells if cell.column == column}


def test_an_amount_by_which_nothing_is_decided_is_shown_of_the_matter_told_of():
    special = [
        matter("M1", "1", title="丁", kind="special", row=1),
        matter("M2", "1", title="乙", kind="special", row=2),
    ]
    answer = judged([*special, matter("M3", title="丙", row=3)])
    assert answer.reason.text(ZH).startswith("“丁”")
    assert (rows_of(answer, "title"), rows_of(answer, "amount")) == ({1}, {1, 3})
    limitless = judged([matter("M1", title="丁", row=1), matter("M3", title="丙", row=3)], overview=OVERVIEW)
    assert rows_of(limitless, "amount") == {1}


def test_that_a_matter_is_special_is_shown_where_its_amount_alone_asks_for_nothing():
    for amount, shown in (("1", {1}), ("49999.99", {1}), ("50000", set())):
        assert rows_of(judged([matter(amount=amount, kind="special", row=1)]), "kind") == shown
    assert rows_of(judged([matter(kind="special", row=1)], overview=OVERVIEW), "kind") == set()


def test_a_publication_that_names_no_matter_is_shown_where_one_has_none_of_its_own():
    told = [replace(published(), row=5), replace(published(matter_id=None), row=6)]
    assert rows_of(judged([matter()], told), "channel") == {5}
    assert rows_of(judged([matter(), matter("M2")], told), "channel") == {5, 6}


@pytest.mark.parametrize("table", ["matters", "disclosures", "overview"])
def test_a_table_that_major_matters_need(table):
    assert decide("3-3-2", case(package(**{"overview": [LIMIT], table: None}))).status is Status.NO_DATA


def test_without_a_calendar_the_reason_says_that_only_weekends_were_left_out():
    assert "没有节假日表，仅按周末计算" in judged([matter()], [published()]).reason.text(ZH)


def test_public_holidays_are_no_working_days():
    judgement = case(package(matters=[matter()], disclosures=[published(date(YEAR, 7, 1))], overview=[LIMIT]))
    festival = replace(judgement.policy, holidays={date(YEAR, 6, 3): False})
    answer = decide("3-3-2", replace(judgement, policy=festival))
    assert answer.status is Status.MET
    assert "节假日" not in answer.reason.text(ZH)
    assert [one.name for one in answer.parameters] == ["major_matter_publication_days"]
