"""X-5 to X-8: members' fees, statements that foot, dissolved unions, transfers for another time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.rules.build import LATER, QU, YEAR, YUAN, account, case, decide, dues, package, policy  # fmt: skip
from tests.rules.supplementary import ABOVE_TELLS, DISSOLVED, END, LAST, NEXT, accountability, of
from yangguang.core.address import Sheet
from yangguang.core.fiscal import FiscalYears
from yangguang.core.issues import Issue, Place, Severity, Text
from yangguang.core.language import ZH
from yangguang.records.contributions import Transfer
from yangguang.records.finances import Balance, Overview
from yangguang.rules.judge.model import Cell, Status

# membership fees are recorded

FEES = {"accounts": [account("401", actual="1200")], "overview": [Overview(members=180)]}


def test_x5_is_attested_because_months_are_not_told():
    answer = decide("X-5", case(package(**FEES)))
    assert (answer.status, "1,200.00" in answer.reason.text(ZH)) == (Status.ATTESTED, True)
    assert [cell.column for cell in answer.cells] == ["actual", "members"]
    assert decide("X-5", case(package(chart="2009", **FEES))).status is Status.ATTESTED


X5_BROKEN = {"no such account": [account("402")], "zero": [account("401", actual="0")]}


@pytest.mark.parametrize("accounts", X5_BROKEN.values(), ids=X5_BROKEN)
def test_x5_broken(accounts):
    given = package(**(FEES | {"accounts": accounts}))
    assert decide("X-5", case(given)).status is Status.BREACHED
    assert decide("X-5", case(given, as_of=date(YEAR, 12, 31))).status is Status.NOT_DUE
    early = package(stage="budget", **(FEES | {"accounts": accounts}))
    assert decide("X-5", case(early, as_of=date(NEXT, 6, 30))).status is Status.NOT_DUE


MEMBERS = {
    "nobody": ([Overview(members=0)], Status.NOT_APPLICABLE),
    "not said": ([Overview(members=None)], Status.NO_DATA),
    "an empty overview": ([], Status.NO_DATA),
}


@pytest.mark.parametrize(("overview", "status"), MEMBERS.values(), ids=MEMBERS)
def test_x5_only_a_union_that_has_no_members_needs_no_fees(overview, status):
    given = FEES | {"overview": overview}
    assert decide("X-5", case(package(**given))).status is status
    assert decide("X-5", case(package(**given, stage="midyear"))).status is Status.NO_DATA
    early = decide("X-5", case(package(**given), as_of=date(YEAR, 3, 31)))
    assert early.status is (Status.NOT_DUE if status is Status.NO_DATA else status)


def test_x5_what_is_not_filled_in_is_not_zero():
    rows = [account("401", actual=None)]
    given = package(**(FEES | {"accounts": rows}))
    answer = decide("X-5", case(given))
    assert (answer.status, answer.reason.text(ZH)) == (Status.NO_DATA, "会员 180 人，会费收入的决算没有填写")
    assert decide("X-5", case(given, as_of=date(YEAR, 12, 31))).status is Status.NOT_DUE


def test_x5_neither():
    elsewhere = case(package(**FEES))
    elsewhere = replace(elsewhere, policy=replace(policy(), charts={"2021": {}}))
    assert decide("X-5", elsewhere).status is Status.NOT_APPLICABLE
    assert decide("X-5", case(package(**(FEES | {"accounts": None})))).status is Status.NO_DATA
    assert decide("X-5", case(package(**(FEES | {"overview": None})))).status is Status.NO_DATA
    early = package(**(FEES | {"accounts": [account("401", actual="5")]}))
    assert decide("X-5", case(early, as_of=date(YEAR, 12, 31))).status is Status.NOT_DUE


def test_x5_a_silent_union():
    assert decide("X-5", case()).status is Status.NO_DATA
    assert decide("X-6", case()).status is Status.NO_DATA
    assert decide("X-8", case()).status is Status.NO_DATA


# the statements foot


SHEET = [Balance(item=item, opening=YUAN(10), closing=YUAN(20)) for item in ("cash", "surplus")]


UNFOUNDED = {
    "no balances": {"balances": []},
    "no accounts": {"accounts": []},
    "a closing balance left empty": {"balances": [SHEET[0], replace(SHEET[1], closing=None)]},
    "an actual amount left empty": {"accounts": [account(), account("50502", actual=None)]},
}


@pytest.mark.parametrize("tables", UNFOUNDED.values(), ids=UNFOUNDED)
def test_x6_statements_without_figures_agree_with_anything(tables):
    given = {"accounts": [account()], "balances": SHEET} | tables
    assert decide("X-6", case(package(**given))).status is Status.NO_DATA
    assert decide("X-6", case(package(**given), as_of=date(YEAR, 12, 31))).status is Status.NOT_DUE


def test_x6_half_a_year_does_not_foot_yet():
    given = package(accounts=[account()], balances=SHEET, stage="midyear")
    for day, status in ((date(NEXT, 6, 30), Status.NOT_DUE), (LATER, Status.NO_DATA)):
        assert decide("X-6", case(given, as_of=day)).status is status


def warned(*codes, **facts):
    place = Place(**({"file": f"unions/d1/qu/{YEAR}/balances.csv", "row": 7, "column": "closing"} | facts))
    issues = tuple(
        Issue(code=code, severity=Severity.WARNING, place=place, message=Text("不符", "off"), hint=Text("", ""))
        for code in codes
    )
    judged = case(package(accounts=[account()], balances=SHEET))
    return replace(judged, report=replace(judged.report, warnings=issues))


@pytest.mark.parametrize(
    "code", ["identity.closing-carry", "identity.transfers-within-accounts", "identity.three-public-within-accounts"]
)
def test_x6_broken(code):
    answer = decide("X-6", warned(code, "identity.copied", code))
    assert (answer.status, "2 处" in answer.reason.text(ZH)) == (Status.BREACHED, True)
    assert answer.cells[0] == Cell(Sheet.of(f"unions/d1/qu/{YEAR}/balances.csv"), row=7, column="closing")
    assert len(answer.cells) == 2


def test_x6_kept():
    assert decide("X-6", warned()).status is Status.MET
    assert decide("X-6", warned("identity.copied", "identity.order", "privacy.person-name")).status is Status.MET


def test_x6_names_what_does_not_agree():
    text = decide("X-6", warned("identity.closing-carry")).reason.text(ZH)
    assert text == "数字不相符 1 处：结转结余的变动与收支差额不符"
    both = decide("X-6", warned("identity.closing-carry", "identity.three-public-within-accounts")).reason.text(ZH)
    assert both == "数字不相符 2 处：结转结余的变动与收支差额不符、三公经费大于所在科目"


@pytest.mark.parametrize("lacking", [{"file": None}, {"row": None}, {"column": None}])
def test_x6_points_only_at_whole_places(lacking):
    answer = decide("X-6", warned("identity.closing-carry", **lacking))
    assert (answer.status, answer.cells) == (Status.BREACHED, ())


@pytest.mark.parametrize("missing", ["accounts", "balances"])
def test_x6_missing_table(missing):
    assert decide("X-6", case(package(**{missing: None}))).status is Status.NO_DATA


def test_x6_is_not_asked_of_a_small_union():
    shop = package("shop", balances=None)
    answer = decide("X-6", case(shop, union_id="shop"))
    assert (answer.status, answer.asked) == (Status.NO_DATA, False)


def liquidation(day=END, target_id="self"):
    return accountability(day, target_id, "liquidation")


def test_x7_kept():
    assert decide("X-7", case(package(audits=[liquidation()]), unions=DISSOLVED)).status is Status.MET
    both = [liquidation(date(YEAR, 10, 1)), liquidation(date(YEAR, 3, 1))]
    assert decide("X-7", case(package(audits=both), unions=DISSOLVED)).status is Status.MET
    above = package("city", audits=[liquidation(target_id="qu")])
    assert decide("X-7", case(above, unions=DISSOLVED)).status is Status.MET


def test_x7_broken():
    late = decide("X-7", case(package(audits=[liquidation(date(YEAR, 10, 1))]), unions=DISSOLVED))
    assert (late.status, "2025年10月1日才出具" in late.reason.text(ZH)) == (Status.BREACHED, True)
    assert decide("X-7", case(package(), ABOVE_TELLS, unions=DISSOLVED)).status is Status.BREACHED
    other = package(audits=[accountability(END)])
    assert decide("X-7", case(other, ABOVE_TELLS, unions=DISSOLVED)).status is Status.BREACHED
    assert decide("X-7", case(package(), unions=DISSOLVED, as_of=END)).status is Status.NOT_DUE
    after = date(YEAR, 10, 1)
    assert decide("X-7", case(package(), ABOVE_TELLS, unions=DISSOLVED, as_of=after)).status is Status.BREACHED


def test_x7_neither():
    assert decide("X-7", case(package())).status is Status.NOT_APPLICABLE
    assert decide("X-7", case(package(), unions=of(QU, dissolved_on=date(NEXT, 1, 1)))).status is Status.NOT_APPLICABLE
    assert decide("X-7", case(unions=DISSOLVED)).status is Status.NO_DATA
    assert decide("X-7", case(package(audits=None), unions=DISSOLVED)).status is Status.NO_DATA


# the fiscal year is the calendar year


def moved(period=f"{YEAR}-12", day=date(NEXT, 1, 10)):
    return Transfer(
        transfer_id="T1", direction="sent", kind="dues_remitted", counterparty_id="city", period=period,
        amount=YUAN(5), date=day,
    )  # fmt: skip


X8_KEPT = {
    "periods of the year": {"dues": [dues(), dues(f"{YEAR}-Q4")]},
    "a transfer of the year settled in January": {"dues": [dues()], "transfers": [moved()]},
    "a transfer without a period, dated in the year": {"transfers": [moved(None, date(YEAR, 12, 31))]},
}


X8_BROKEN = {
    "a period of next year": {"dues": [dues(), dues(f"{NEXT}-01")]},
    "a period of last year": {"dues": [dues(f"{LAST}-12")]},
    "a transfer of last year's period": {"transfers": [moved(f"{LAST}-12")]},
    "a transfer without a period, dated next year": {"transfers": [moved(None)]},
}


@pytest.mark.parametrize("tables", X8_KEPT.values(), ids=X8_KEPT)
def test_x8_kept(tables):
    assert decide("X-8", case(package(**tables))).status is Status.MET


@pytest.mark.parametrize("tables", X8_BROKEN.values(), ids=X8_BROKEN)
def test_x8_broken(tables):
    answer = decide("X-8", case(package(**tables)))
    assert answer.status is Status.BREACHED
    assert answer.cells


def test_x8_is_broken_by_a_federation_whose_years_begin_on_another_day():
    given = case(package(dues=[dues()], transfers=[moved()]))
    answer = decide("X-8", replace(given, policy=replace(given.policy, fiscal=FiscalYears(7, 1))))
    assert (answer.status, answer.reason.text(ZH)) == (Status.BREACHED, "会计年度自2025年7月1日起，不是公历年度")


def test_x8_neither():
    assert decide("X-8", case(package())).status is Status.NOT_APPLICABLE
    assert decide("X-8", case(package(dues=[dues()], transfers=None))).status is Status.NO_DATA
    for rows, status in (([dues()], Status.MET), ([], Status.NOT_APPLICABLE)):
        small = case(package("shop", dues=rows, transfers=None), union_id="shop")
        assert decide("X-8", small).status is status
        for half in (package(dues=rows, stage="midyear"), package(dues=[], transfers=[moved()], stage="midyear")):
            assert decide("X-8", case(half)).status is Status.NO_DATA
            assert decide("X-8", case(half, as_of=date(NEXT, 6, 30))).status is Status.NOT_DUE
    assert decide("X-8", case(package(dues=None))).status is Status.NO_DATA
    assert decide("X-8", case(package(dues=None), as_of=date(NEXT, 6, 30))).status is Status.NOT_DUE


def test_x8_names_what_lies_outside_by_its_period_or_its_day():
    moves = [moved(f"{LAST}-12", date(YEAR, 1, 5)), moved(None, date(NEXT, 1, 10))]
    answer = decide("X-8", case(package(dues=[dues(f"{NEXT}-01")], transfers=moves)))
    assert answer.reason.text(ZH) == f"{NEXT}-01、{LAST}-12、2026年1月10日不在2025会计年度内"
