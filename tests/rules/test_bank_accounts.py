"""2-3-1, 2-3-2: an account of its own, shared with nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.rules.build import CITY, LATER, QU, SHOP, STREET, YEAR, case, decide, package
from yangguang.core.language import ZH
from yangguang.records.contributions import BankAccount
from yangguang.records.registry import UnionChange
from yangguang.rules.judge.model import Status

CONFIRMED = date(YEAR, 12, 5)
UNIONS = (CITY, replace(QU, name="晨曦区总工会"), STREET, replace(SHOP, name="云帆食品有限公司工会委员会"))


def bank(holder: str = "晨曦区总工会", tail: str = "5244", **facts) -> BankAccount:
    facts = {"nature": "basic", "status": "active", "independence_confirmed_on": CONFIRMED} | facts
    return BankAccount(account_tail=tail, bank="商业银行", holder_name=holder, **facts)


def judged(clause: str, *rows: BankAccount, union_id: str = "qu", as_of: date = LATER):
    return decide(clause, case(package(union_id, bank_accounts=rows), union_id=union_id, as_of=as_of, unions=UNIONS))


OWN = {
    "in the registered name": [bank()],
    "with blanks and full-width letters": [bank("晨曦区 总工会")],
    "with more than the name": [bank("晨曦区总工会经费专户")],
    "beside one in another name": [bank("别的名称", "1"), bank()],
    "opened on the last day": [bank(opened_on=date(YEAR, 12, 31))],
}
NOT_OWN = {
    "none": [],
    "closed": [bank(status="closed")],
    "in the employer's name": [bank("云帆食品有限公司")],
    "opened tomorrow": [bank(opened_on=date(2026, 7, 16))],
}


@pytest.mark.parametrize("rows", OWN.values(), ids=OWN)
def test_an_account_of_its_own(rows):
    assert judged("2-3-1", *rows).status is Status.MET


@pytest.mark.parametrize("rows", NOT_OWN.values(), ids=NOT_OWN)
def test_no_account_of_its_own(rows):
    assert judged("2-3-1", *rows).status is Status.BREACHED


def test_a_missing_account_may_still_be_opened_this_year():
    assert judged("2-3-1").reason.text(ZH) == "没有使用中的银行账户"
    assert judged("2-3-1", as_of=date(YEAR, 12, 31)).status is Status.NOT_DUE
    assert judged("2-3-1", as_of=date(YEAR + 1, 1, 1)).status is Status.BREACHED


def test_accounts_that_are_not_in_use_are_shown():
    closed = bank(status="closed", row=3)
    for day, status in ((date(YEAR, 12, 31), Status.NOT_DUE), (date(YEAR + 1, 1, 1), Status.BREACHED)):
        answer = judged("2-3-1", closed, as_of=day)
        assert answer.status is status
        assert {(one.row, one.column) for one in answer.cells} == {(3, "status")}


@pytest.mark.parametrize("clause", ["2-3-1", "2-3-2"])
def test_missing_table(clause):
    missing = case(package(bank_accounts=None))
    assert decide(clause, missing).status is Status.NO_DATA
    assert decide(clause, case()).status is Status.NO_DATA
    small = decide(clause, case(package("shop", bank_accounts=None), union_id="shop"))
    assert (small.status, small.asked) == (Status.NO_DATA, False)


def test_the_names_are_quoted():
    answer = judged("2-3-1", bank("晨曦区机关服务中心"))
    assert answer.reason.text(ZH) == "账户户名为晨曦区机关服务中心，没有以“晨曦区总工会”开立的账户"
    assert [cell.column for cell in answer.cells] == ["holder_name", "status", "opened_on"]


APART = {
    "confirmed in the year": [bank()],
    "confirmed on the first of January": [bank(independence_confirmed_on=date(YEAR, 1, 1))],
    "confirmed on the last day of the audit": [bank(independence_confirmed_on=date(YEAR + 1, 6, 30))],
    "the word of an office inside a union's name": [bank("晨曦区总工会行政部")],
    "a closed one was shared": [bank(), bank("晨曦区党委", "1", status="closed", shared_with="区党委")],
}
SHARED = {
    "shared with the party": ([bank(shared_with="区党委")], "与区党委合并使用账户"),
    "held by the youth league": ([bank("晨曦区团委")], "晨曦区团委"),
    "held by the party": ([bank("晨曦区党委")], "晨曦区党委"),
    "held by the administration": ([bank("晨曦区行政科")], "晨曦区行政科"),
    "held by office services": ([bank("晨曦区机关服务中心")], "晨曦区机关服务中心"),
    "not confirmed": ([bank(independence_confirmed_on=None)], "尾号5244"),
    "one of two not confirmed": ([bank(), bank(tail="7788", independence_confirmed_on=None)], "尾号7788"),
    "confirmed the year before": ([bank(independence_confirmed_on=date(YEAR - 1, 12, 31))], "尾号5244"),
    "confirmed after the audit": ([bank(independence_confirmed_on=date(YEAR + 1, 7, 1))], "尾号5244"),
}


@pytest.mark.parametrize("rows", APART.values(), ids=APART)
def test_shared_with_nobody(rows):
    assert judged("2-3-2", *rows).status is Status.MET


@pytest.mark.parametrize(("rows", "words"), SHARED.values(), ids=SHARED)
def test_shared(rows, words):
    answer = judged("2-3-2", *rows)
    assert answer.status is Status.BREACHED
    assert words in answer.reason.text(ZH)


def test_an_account_in_the_employers_name_is_not_the_unions():
    assert judged("2-3-2", bank("云帆食品有限公司"), union_id="shop").status is Status.BREACHED
    assert judged("2-3-2", bank("云帆食品"), union_id="shop").status is Status.MET


def test_confirmation_is_due_with_the_years_audit():
    open_ = bank(independence_confirmed_on=None)
    assert judged("2-3-2", open_, as_of=date(YEAR + 1, 6, 30)).status is Status.NOT_DUE
    assert judged("2-3-2", open_, as_of=date(YEAR + 1, 7, 1)).status is Status.BREACHED
    assert judged("2-3-2", bank(independence_confirmed_on=date(YEAR, 12, 6)), as_of=CONFIRMED).status is Status.NOT_DUE


def test_sharing_is_a_fact_on_any_day():
    assert judged("2-3-2", bank(shared_with="区党委"), as_of=date(YEAR, 3, 1)).status is Status.BREACHED


@pytest.mark.parametrize("rows", [[], [bank(status="closed")]], ids=["none", "closed"])
def test_without_an_account_in_use_nobody_can_tell_with_whom_it_is_shared(rows):
    assert judged("2-3-2", *rows).status is Status.NO_DATA
    assert judged("2-3-2", *rows, as_of=date(YEAR, 12, 31)).status is Status.NOT_DUE


HALF = {
    "an account of its own": ("2-3-1", bank()),
    "none of its own": ("2-3-1", bank("云帆食品有限公司")),
    "confirmed": ("2-3-2", bank(independence_confirmed_on=date(YEAR, 5, 1))),
    "not confirmed": ("2-3-2", bank(independence_confirmed_on=None)),
}


@pytest.mark.parametrize(("clause", "row"), HALF.values(), ids=HALF)
def test_half_a_year_keeps_and_breaks_nothing(clause, row):
    for stage, day, status in (
        ("midyear", date(YEAR, 8, 1), Status.NOT_DUE),
        ("midyear", date(YEAR + 1, 6, 30), Status.NOT_DUE),
        ("midyear", LATER, Status.NO_DATA),
        (
            "final",
            LATER,
            Status.MET if row.independence_confirmed_on and "总工会" in row.holder_name else Status.BREACHED,
        ),
    ):
        given = case(package(bank_accounts=[row], stage=stage), as_of=day, unions=UNIONS)
        assert decide(clause, given).status is status


def test_an_account_in_another_name_may_be_renamed_this_year():
    other = bank("云帆食品有限公司")
    assert judged("2-3-1", other, as_of=date(YEAR, 12, 31)).status is Status.NOT_DUE
    assert judged("2-3-1", other, as_of=date(YEAR + 1, 1, 1)).status is Status.BREACHED


def test_an_account_may_be_in_either_name_of_the_year():
    given = case(package(bank_accounts=[bank()]), unions=UNIONS)
    renamed = UnionChange(union_id="qu", from_=date(YEAR, 7, 1), column_="name", value="新晨区总工会")
    register = replace(given.registry, changes={"qu": (renamed,)}, written=given.registry.unions)
    assert decide("2-3-1", replace(given, registry=register)).status is Status.MET
