"""2-6-5a: nothing just below what needs approval, nothing cut into pieces."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.rules.build import YEAR, asset, case, decide, package
from yangguang.core.language import ZH
from yangguang.rules.judge.model import Status


def lease(start=date(YEAR, 7, 1), end=date(YEAR + 1, 6, 30), asset_id="ZC1", **facts):
    facts = {"counterparty": "乙公司", "contract_amount": Decimal(1000)} | facts
    return asset(asset_id=asset_id, start_on=start, end_on=end, **facts)


def earlier(gap_end=date(YEAR, 6, 30), **facts):
    """A lease of nearly four years up to `gap_end`."""
    return lease(date(YEAR - 3, 7, 1), gap_end, "ZC0", **facts)


def judged(now, before=None, as_of=date(2026, 7, 15)):
    given = [package(assets=now)]
    if before is not None:
        given.append(package(year=YEAR - 1, assets=before))
    return decide("2-6-5a", case(*given, as_of=as_of))


TWO_YEARS = date(YEAR + 2, 6, 30)  # with the three before it: five years to the day
KEPT = {
    "small and short": ([lease()], None),
    "a cent below what is near": ([lease(contract_amount=Decimal("4499999.99"))], None),
    "a day below what is near": ([lease(end=date(YEAR + 5, 3, 30))], None),
    "a day less than five years in a row": ([lease(end=date(YEAR + 2, 6, 29))], [earlier()]),
    "91 days between, another party": ([lease(date(YEAR, 9, 30), TWO_YEARS)], [earlier(counterparty="丙")]),
    "another asset with another party": ([lease(end=TWO_YEARS, asset_name="场馆", counterparty="丙")], [earlier()]),
    "long ones are approved anyway": ([lease(end=TWO_YEARS)], [earlier(open_ended=True)]),
    "all of it last year": ([lease(asset_name="场馆", counterparty="丙")],
                            [earlier(), lease(end=TWO_YEARS, asset_id="ZC00")]),
    "a cent less than five million together": (
        [lease(contract_amount=Decimal(2500000))], [earlier(contract_amount=Decimal("2499999.99"))],
    ),
    "the one before it without an amount": ([lease()], [earlier(contract_amount=None)]),
    "own use next to a lease": ([lease(), lease(end=TWO_YEARS, asset_id="ZC2", matter="use")], [earlier()]),
}  # fmt: skip
BROKEN = {
    "exactly nine tenths of five million": ([lease(contract_amount=Decimal("4500000.00"))], None),
    "a cent below five million": ([lease(contract_amount=Decimal("4999999.99"))], None),
    "four years and nine months": ([lease(end=date(YEAR + 5, 3, 31))], None),
    "five years less a day": ([lease(end=date(YEAR + 5, 6, 29))], None),
    "near by its option to renew": ([lease(end=date(YEAR + 4, 3, 31), renewal_years=Decimal(1))], None),
    "five years in a row": ([lease(end=TWO_YEARS)], [earlier()]),
    "with 90 days between": ([lease(date(YEAR, 9, 29), TWO_YEARS)], [earlier()]),
    "another asset, the same party": ([lease(end=TWO_YEARS, asset_name="场馆")], [earlier()]),
    "the same asset, another party": ([lease(end=TWO_YEARS, counterparty="丙")], [earlier()]),
    "the same code under another name": (
        [lease(end=TWO_YEARS, asset_name="场馆", counterparty="乙", counterparty_uscc="911")],
        [earlier(counterparty_uscc="911")],
    ),
    "five million together": (
        [lease(contract_amount=Decimal(2500000))], [earlier(contract_amount=Decimal(2500000))],
    ),
    "three in a row in one year": (
        [
            lease(date(YEAR, 1, 1), date(YEAR + 2, 12, 31)),
            lease(date(YEAR, 2, 1), date(YEAR, 3, 31), "ZC2"),
            lease(date(YEAR + 3, 1, 1), date(YEAR + 4, 12, 31), "ZC3"),
        ], None,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("now", "before"), KEPT.values(), ids=KEPT)
def test_kept(now, before):
    assert judged(now, before).status is Status.MET


@pytest.mark.parametrize(("now", "before"), BROKEN.values(), ids=BROKEN)
def test_broken(now, before):
    assert judged(now, before, as_of=date(YEAR + 6, 1, 1)).status is Status.BREACHED


NEITHER = {
    "nothing occurred": ([], Status.NOT_APPLICABLE),
    "only what needs approval anyway": ([lease(end=date(YEAR + 5, 6, 30))], Status.NOT_APPLICABLE),
    "only what is large enough": ([lease(contract_amount=Decimal(5000000))], Status.NOT_APPLICABLE),
    "a sale": ([lease(matter="transfer")], Status.NOT_APPLICABLE),
    "no table": (None, Status.NO_DATA),
    "without an end": ([lease(end=None)], Status.NO_DATA),
    "without a start": ([lease(start=None)], Status.NO_DATA),
    "without an amount": ([lease(contract_amount=None)], Status.NO_DATA),
    "one of two without an amount": ([lease(), lease(contract_amount=None, asset_id="ZC2")], Status.NO_DATA),
}


@pytest.mark.parametrize(("now", "status"), NEITHER.values(), ids=NEITHER)
def test_neither(now, status):
    assert judged(now).status is status


def test_what_is_not_filled_in_is_named_and_not_missed_before_the_table_is_due():
    unknown = [lease(contract_amount=None)]
    assert judged(unknown).reason.text(ZH) == "培训楼没有填写金额或起止日期，是否接近审批标准无法核查"
    both = judged([lease(contract_amount=None, row=1), lease(asset_id="ZC2", asset_name="场馆", row=2)])
    assert {cell.row for cell in both.cells if cell.column == "asset_name"} == {1}
    assert judged(unknown, as_of=date(YEAR + 1, 6, 30)).status is Status.NOT_DUE
    near = [lease(contract_amount=Decimal(4500000), asset_id="ZC2"), *unknown]
    assert judged(near).status is Status.BREACHED


@pytest.mark.parametrize("rows", [[], [lease()]], ids=["none", "small and short"])
def test_half_a_year_may_lack_a_matter(rows):
    for day, status in ((date(YEAR + 1, 6, 30), Status.NOT_DUE), (date(YEAR + 1, 7, 1), Status.NO_DATA)):
        given = package(assets=rows, stage="midyear")
        assert decide("2-6-5a", case(given, as_of=day)).status is status


def test_before_it_starts_nothing_is_broken():
    near = [lease(end=date(YEAR + 5, 3, 31))]
    assert judged(near, as_of=date(YEAR, 7, 1)).status is Status.NOT_DUE
    assert judged(near, as_of=date(YEAR, 7, 2)).status is Status.BREACHED
    pieces = ([lease(end=TWO_YEARS)], [earlier()])
    assert judged(*pieces, as_of=date(YEAR, 7, 1)).status is Status.NOT_DUE
    assert judged(*pieces, as_of=date(YEAR, 7, 2)).status is Status.BREACHED


def test_a_row_is_told_once_and_shows_both_years():
    answer = judged([lease(end=TWO_YEARS)], [earlier()])
    assert (
        answer.reason.text(ZH)
        == "培训楼的 2 项合同首尾相接，2022年7月1日至2027年6月30日合计满 5 年；期限为2025年7月1日，已过"
    )
    assert {cell.file for cell in answer.cells} == {f"unions/d1/qu/{year}/assets.csv" for year in (YEAR - 1, YEAR)}


def test_the_sum_is_told():
    answer = judged([lease(contract_amount=Decimal(2500000))], [earlier(contract_amount=Decimal(2500000))])
    assert (
        answer.reason.text(ZH)
        == "培训楼的 2 项合同首尾相接，合计 5,000,000.00 元，达到 5,000,000.00 元；期限为2025年7月1日，已过"
    )


def test_later_books_and_years_without_books_tell_nothing():
    later = package(year=YEAR + 1, assets=[lease(end=TWO_YEARS, asset_id="ZC9")])
    given = [package(assets=[lease()]), later, package("city", year=YEAR - 1), package(year=YEAR - 2, assets=None)]
    assert decide("2-6-5a", case(*given, package(year=YEAR - 3, assets=[earlier()]))).status is Status.MET
