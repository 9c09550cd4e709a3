"""3-3-1 and 3-3-2: a meeting each year hears last year's accounts; major matters are published in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.rules.build import (
    CITY,
    LATER,
    OVERVIEW,
    QU,
    YEAR,
    YUAN,
    case,
    decide,
    filing,
    matter,
    meeting,
    package,
)  # fmt: skip
from yangguang.core.language import ZH
from yangguang.rules.catalogue import BY_CLAUSE
from yangguang.rules.judge.model import Status, Weight

LAST = package(year=YEAR - 1)


def told(day: date = date(YEAR, 3, 1), **facts):
    return filing("report", day, "final_accounts", **({"present_count": 80} | facts))


KEPT = {
    "congress": {"disclosures": [meeting()]},
    "committee on new year's eve": {"disclosures": [meeting(date(YEAR, 12, 31), channel="committee_meeting")]},
    "a report to somebody present": {"filings": [told()]},
    "a report on last year": {"filings": [told(period_covered="2024年度")]},
}
BROKEN = {
    "nothing": {},
    "only a notice board": {"disclosures": [meeting(channel="bulletin_board")]},
    "only the budget": {"disclosures": [meeting(subject="budget")]},
    "accounts of two years ago": {"disclosures": [meeting(fiscal_year=YEAR - 2)]},
    "a day too late": {"disclosures": [meeting(date(YEAR + 1, 1, 1))]},
    "nobody came": {"filings": [told(present_count=0)]},
    "a report on another subject": {"filings": [replace(told(), subject="budget")]},
    "the accounts submitted, not reported": {"filings": [replace(told(), step="submission")]},
    "a report of another year": {"filings": [told(date(YEAR - 1, 12, 31))]},
    "a report on an earlier year": {"filings": [told(period_covered="2023年度")]},
}


@pytest.mark.parametrize("tables", KEPT.values(), ids=KEPT)
def test_kept(tables):
    assert decide("3-3-1", case(package(**tables), LAST)).status is Status.MET


@pytest.mark.parametrize("tables", BROKEN.values(), ids=BROKEN)
def test_broken(tables):
    assert decide("3-3-1", case(package(**tables), LAST)).status is Status.BREACHED
    assert decide("3-3-1", case(package(**tables), LAST, as_of=date(YEAR, 12, 31))).status is Status.NOT_DUE


def test_a_meeting_counts_from_its_own_day():
    tables = {"disclosures": [meeting(date(YEAR, 4, 1))]}
    assert decide("3-3-1", case(package(**tables), LAST, as_of=date(YEAR, 3, 31))).status is Status.NOT_DUE
    assert decide("3-3-1", case(package(**tables), LAST, as_of=date(YEAR, 4, 1))).status is Status.MET


def test_the_record_may_stand_in_last_years_package():
    assert decide("3-3-1", case(package(), replace(LAST, disclosures=(meeting(),)))).status is Status.MET


def test_without_last_years_package_its_absence_proves_nothing():
    assert decide("3-3-1", case(package())).status is Status.NO_DATA
    assert decide("3-3-1", case(package(), as_of=date(YEAR, 12, 31))).status is Status.NOT_DUE


def test_a_year_not_reported_to_its_end_proves_nothing():
    midyear = package(stage="midyear")
    assert decide("3-3-1", case(midyear, LAST, as_of=date(YEAR + 1, 6, 30))).status is Status.NOT_DUE
    assert decide("3-3-1", case(midyear, LAST)).status is Status.NO_DATA


def test_of_several_meetings_and_reports_the_last_counts_and_is_told():
    rows = [told(date(YEAR, 9, 1), present_count=80), told(present_count=None)]
    answer = decide("3-3-1", case(package(filings=rows), LAST))
    assert answer.reason.text(ZH) == "2025年9月1日向到会 80 人通报上年财务收支"
    columns = ("subject", "step", "date", "period_covered", "present_count")
    assert tuple(cell.column for cell in answer.cells) == columns
    answer = decide("3-3-1", case(package(disclosures=[meeting(), meeting(date(YEAR, 9, 1))]), LAST))
    assert answer.reason.text(ZH) == "2025年9月1日在会议上通报2024年财务收支"
    assert "通报2024年" in decide("3-3-1", case(package(), LAST)).reason.text(ZH)
    assert "2024年的数据也没有公开" in decide("3-3-1", case(package())).reason.text(ZH)


@pytest.mark.parametrize("table", ["disclosures", "filings"])
def test_a_table_that_was_not_disclosed_may_hold_the_record(table):
    assert decide("3-3-1", case(package(), replace(LAST, **{table: None}))).status is Status.NO_DATA
    assert decide("3-3-1", case(package(**{table: None}), LAST)).status is Status.NO_DATA
    halfway = replace(LAST, descriptor=replace(LAST.descriptor, stage="midyear"))
    assert decide("3-3-1", case(package(), halfway)).status is Status.NO_DATA


def test_of_several_reports_the_one_that_shows_most_counts():
    counted, bare = told(present_count=80), told(date(YEAR, 9, 1), present_count=None)
    proven = replace(bare, document_no="工〔2025〕8号", date=date(YEAR, 5, 1), filing_id="P")
    for rows, status in (
        ((counted, bare), Status.MET),
        ((counted, proven), Status.MET),
        ((proven, bare), Status.ATTESTED),
        ((replace(proven, document_no=None, document_url="documents/minutes.pdf"), bare), Status.ATTESTED),
    ):
        assert decide("3-3-1", case(package(filings=rows), LAST)).status is status


def test_without_a_head_count_a_document_attests():
    with_number = [told(present_count=None, document_no="工〔2025〕8号")]
    assert decide("3-3-1", case(package(filings=with_number), LAST)).status is Status.ATTESTED
    with_link = [told(present_count=None, document_url="documents/minutes.pdf")]
    assert decide("3-3-1", case(package(filings=with_link), LAST)).status is Status.ATTESTED
    bare = package(filings=[told(present_count=None)])
    assert decide("3-3-1", case(bare, LAST)).status is Status.NO_DATA
    assert decide("3-3-1", case(bare, LAST, as_of=date(YEAR, 12, 31))).status is Status.NOT_DUE


def test_missing_table():
    assert decide("3-3-1", case(package(disclosures=None), LAST)).status is Status.NO_DATA


def test_a_new_union_has_no_accounts_to_report():
    new = (CITY, replace(QU, founded_on=date(YEAR, 2, 1)))
    assert decide("3-3-1", case(package(), unions=new)).status is Status.NOT_APPLICABLE
    unknown = (CITY, replace(QU, founded_on=None))
    assert decide("3-3-1", case(package(), LAST, unions=unknown)).status is Status.BREACHED


# 3-3-2. The matter occurs on Monday 2 June 2025; the twentieth working day after it is Monday 30 June.

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


WEIGHTS = {"3-3-1": Weight.HARD, "3-3-2": Weight.HARD}


@pytest.mark.parametrize(("clause_id", "weight"), WEIGHTS.items())
def test_weights_and_silence(clause_id, weight):
    assert BY_CLAUSE[clause_id].weight is weight
    silent = decide(clause_id, case()).status
    assert silent is Status.NO_DATA
