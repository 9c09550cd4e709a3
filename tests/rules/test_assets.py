"""2-6-5: long terms approved level by level."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.rules.build import CITY, YEAR, asset, case, decide, filing, package
from yangguang.core.language import ZH
from yangguang.rules.judge.model import Status

FIVE = {"start_on": date(2015, 1, 1), "end_on": date(2019, 12, 31)}
A_DAY_LESS = {"start_on": date(2015, 1, 1), "end_on": date(2019, 12, 30)}


def approval(by: str = "city", day: date = date(YEAR, 6, 1), **facts):
    facts = {"subject": "asset_matter", "subject_id": "ZC1", "body_id": by, "document_no": f"{by}资批1号"} | facts
    return filing("superior_approval", day, **facts)


def of_qu(matters, steps=(), superior=(), as_of=date(2026, 7, 15)):
    given = [package(assets=matters, filings=steps)]
    if superior is not None:
        given.append(package("city", filings=superior))
    return decide("2-6-5", case(*given, as_of=as_of))


LONG = {
    "five years to the day": FIVE,
    "five years by an option to renew": A_DAY_LESS | {"renewal_years": 1},
    "from 29 February": {"start_on": date(2016, 2, 29), "end_on": date(2021, 2, 27)},
    "without an end": {"start_on": date(2025, 1, 1), "end_on": None, "open_ended": True},
    "joint venture": {"matter": "joint_venture"},
}
SHORT = {
    "five years less a day": A_DAY_LESS,
    "from 29 February, a day less": {"start_on": date(2016, 2, 29), "end_on": date(2021, 2, 26)},
    "a day less with its option to renew": {
        "start_on": date(2015, 1, 1), "end_on": date(2018, 12, 30), "renewal_years": 1,
    },
    "own use": {"matter": "use"},
    "a sale has no term": {"matter": "transfer"},
}  # fmt: skip


@pytest.mark.parametrize("facts", LONG.values(), ids=LONG)
def test_a_long_term_needs_approval(facts):
    assert of_qu([asset(**facts)]).status is Status.BREACHED


@pytest.mark.parametrize("facts", SHORT.values(), ids=SHORT)
def test_a_short_term_needs_none(facts):
    assert of_qu([asset(**facts)]).status is Status.NOT_APPLICABLE


def test_half_a_year_of_renewal_counts():
    term = {"start_on": date(2015, 1, 1), "end_on": date(2019, 6, 30)}
    assert of_qu([asset(**term, renewal_years=0.5)]).status is Status.BREACHED
    assert of_qu([asset(**(term | {"end_on": date(2019, 6, 29)}), renewal_years=0.5)]).status is Status.NOT_APPLICABLE


def test_approved_and_confirmed_is_kept():
    assert of_qu([asset()], [approval()], [approval()]).status is Status.MET


def test_approved_on_the_day_it_starts_is_kept():
    step = approval(day=date(YEAR, 7, 1))
    assert of_qu([asset()], [step], [step]).status is Status.MET


BROKEN = {
    "not approved": ([], []),
    "only filed": ([filing("record_filing", date(YEAR, 6, 1), "asset_matter", subject_id="ZC1", body_id="city")], []),
    "approved a day after it started": ([approval(day=date(YEAR, 7, 2))], []),
    "returned by the superior": ([approval(outcome="returned")], []),
    "superior's books show it returned": ([approval()], [approval(outcome="returned")]),
    "approved for another matter": ([approval(subject_id="ZC9")], []),
}


@pytest.mark.parametrize(("steps", "superior"), BROKEN.values(), ids=BROKEN)
def test_broken(steps, superior):
    assert of_qu([asset()], steps, superior).status is Status.BREACHED


def test_superior_silent_is_waiting():
    assert of_qu([asset()], [approval()], None).status is Status.AWAITING_SUPERIOR
    assert of_qu([asset()], [approval()], []).status is Status.AWAITING_SUPERIOR


def test_before_the_term_starts_nothing_is_broken():
    assert of_qu([asset()], as_of=date(YEAR, 7, 1)).status is Status.NOT_DUE


@pytest.mark.parametrize("missing", ["start_on", "end_on"])
def test_without_dates_the_term_is_unknown(missing):
    assert of_qu([asset(**{missing: None})]).status is Status.NO_DATA


def test_without_an_end_and_approved_is_kept():
    matter = asset(start_on=date(YEAR, 7, 1), end_on=None, open_ended=True)
    above = approval(None, date(YEAR, 6, 20), document_no="总工1号")
    assert of_qu([matter], [approval(), above], [approval()]).status is Status.MET


@pytest.mark.parametrize("missing", ["assets", "filings"])
def test_missing(missing):
    assert decide("2-6-5", case(package(**{missing: None}))).status is Status.NO_DATA


def test_nothing_occurred():
    assert of_qu([]).status is Status.NOT_APPLICABLE


HALF = ((date(YEAR + 1, 6, 30), Status.NOT_DUE), (date(YEAR + 1, 7, 1), Status.NO_DATA))


@pytest.mark.parametrize("clause", ["2-6-1", "2-6-3", "2-6-4", "2-6-5"])
def test_half_a_year_may_lack_a_matter_and_its_approval(clause):
    matter = asset(
        start_on=date(YEAR, 8, 1), is_land_disposal=True, contract_amount=6_000_000, appraised_value=6_000_000
    )
    outside = approval(None, date(YEAR, 6, 20), document_no="总工1号")
    for matters, steps in (([], []), ([matter], []), ([matter], [approval(), outside])):
        for day, status in HALF:
            given = package(assets=matters, filings=steps, stage="midyear"), package("city", filings=steps[:1])
            assert decide(clause, case(*given, as_of=day)).status is status
    spring = asset(
        start_on=date(YEAR, 6, 1), end_on=date(YEAR + 9, 1, 1), is_land_disposal=True, contract_amount=6_000_000
    )
    told = case(package(assets=[spring], stage="midyear"), package("city", filings=[]))
    assert decide(clause, told).status is Status.BREACHED


def test_half_a_year_shows_what_was_refused_and_what_came_in_the_wrong_order():
    late_matter = asset(start_on=date(YEAR, 8, 1), end_on=date(YEAR + 9, 1, 1))
    refused = package("city", filings=[approval(outcome="returned", body_id="qu")])
    given = package(assets=[late_matter], filings=[approval()], stage="midyear")
    assert decide("2-6-5", case(given, refused)).status is Status.BREACHED
    steps = [approval("qu", date(YEAR, 6, 2)), approval("city", date(YEAR, 6, 1))]
    street = package("street", assets=[late_matter], filings=steps, stage="midyear")
    books = package("qu", filings=steps[:1]), package("city", filings=steps[1:])
    assert decide("2-6-5", case(street, *books, union_id="street")).status is Status.BREACHED
    one_refused = package("qu", filings=[replace(steps[0], outcome="returned")]), books[1]
    assert decide("2-6-5", case(street, *one_refused, union_id="street")).status is Status.BREACHED
    half_way = replace(street, filings=tuple(steps[:1]))
    assert decide("2-6-5", case(half_way, books[0], union_id="street")).status is Status.NO_DATA


def test_what_is_not_filled_in_is_not_missed_before_the_table_is_due():
    assert of_qu([asset(end_on=None)], as_of=date(YEAR + 1, 6, 30)).status is Status.NOT_DUE
    bare = [approval(document_no=None)]
    assert of_qu([asset()], bare, bare).status is Status.NO_DATA


def test_the_worst_matter_answers():
    answer = of_qu([asset(), asset(asset_id="ZC2"), asset(asset_id="ZC3", end_on=None)], [approval()], [approval()])
    assert answer.status is Status.BREACHED
    assert answer.reason.text(ZH) == "“培训楼”合作期限满 5 年，没有CITY的批准；期限为2025年7月1日，已过"


def test_matters_alike_are_counted():
    answer = of_qu([asset(), asset(asset_id="ZC2"), asset(asset_id="ZC3")])
    assert answer.reason.text(ZH).endswith("；另有 2 项情况相同")
    assert len({cell.row for cell in answer.cells}) == 1


def test_every_level_up_to_the_top_approves_from_below():
    def judged(*steps):
        street = package("street", assets=[asset()], filings=steps)
        books = package("qu", filings=steps[:1]), package("city", filings=steps[1:])
        return decide("2-6-5", case(street, *books, union_id="street")).status

    below, above = approval("qu", date(YEAR, 5, 1)), approval("city", date(YEAR, 6, 1))
    assert judged(below, above) is Status.MET
    assert judged(below) is Status.BREACHED
    assert judged(below, approval("city", date(YEAR, 5, 1))) is Status.MET
    assert judged(approval("qu", date(YEAR, 6, 2)), above) is Status.BREACHED


def test_the_topmost_union_can_only_attest():
    city = package("city", assets=[asset()], filings=[approval("")])
    assert CITY.parent_id is None
    assert decide("2-6-5", case(city, union_id="city")).status is Status.ATTESTED
    alone = decide("2-6-5", case(package("city", assets=[asset()]), union_id="city"))
    assert (alone.status, alone.reason.text(ZH)) == (
        Status.BREACHED,
        "“培训楼”合作期限满 5 年，没有上级工会的批准；期限为2025年7月1日，已过",
    )
