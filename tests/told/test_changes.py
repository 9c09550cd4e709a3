"""The restatement ledger in words, rows and JSON."""

from datetime import date
from decimal import Decimal

from tests.rules.build import account, package
from yangguang.core.language import load_language
from yangguang.core.spreadsheet import csv_bytes
from yangguang.history.restatements import revise
from yangguang.records.oversight import Explanation
from yangguang.sources.provenance import Provenance
from yangguang.told.changes import HEADER, change_rows, changes_json, changes_text

WHY = Explanation(
    explanation_id="E1",
    subject="accounts/402/actual",
    kind="restatement_material",
    text="漏列一张凭证",
    date=date(2026, 5, 1),
)
OLD, NEW = (Provenance(commit=letter * 40, committed_on=date(2026, month, 1)) for letter, month in (("a", 4), ("b", 5)))


def revision(*explanations, stage="final"):
    before = package(accounts=[account("402", "500", actual="510"), account("501", actual=None)], stage=stage)
    accounts = [account("402", "500", actual="520.5"), account("501", actual="3")]
    return revise(before, package(accounts=accounts, explanations=explanations), OLD, NEW)


def text(*explanations, lang="zh", **facts):
    return changes_text([revision(*explanations, **facts)], load_language(lang))


def test_a_correction_is_told_with_both_numbers_and_its_reason():
    assert text(WHY).splitlines() == [
        f"qu {package().year}年，2026年5月1日，提交 bbbbbbbbbbbb：版本 1.0.0 改为 1.0.0",
        "  收支预决算 402“决算数”：510.00 → 520.50；更正(实质)：漏列一张凭证",
        "  另有 1 个数首次公开",
    ]


def test_a_correction_without_a_reason_says_so():
    assert "没有说明理由" in text()
    assert "No reason is given" in text(lang="en")


def test_a_later_stage_is_a_reason_of_its_own():
    assert "报送了下一阶段的数据" in text(stage="midyear")


def test_rows_are_safe_and_complete():
    table = csv_bytes([HEADER, *change_rows([revision(WHY)])]).decode().splitlines()
    assert table[0].startswith("union_id,year,day,commit,")
    year = package().year
    assert table[1] == (
        f"qu,{year},2026-05-01,{'b' * 40},{'a' * 40},1.0.0,1.0.0,final,final,qu/{year}/accounts/402/actual,"
        "accounts,402,actual,510,520.5,10.5,yuan,changed,restatement_material,漏列一张凭证,2026-05-01,"
    )
    assert table[2].endswith("accounts,501,actual,,3,,yuan,first,,,,")


def test_json_keeps_amounts_exact():
    (told,) = changes_json([revision(WHY)])
    figure = told["figures"][0]
    assert (figure["before"], figure["after"], figure["difference"]) == ("510", "520.5", "10.5")
    assert Decimal(figure["after"]) - Decimal(figure["before"]) == Decimal(figure["difference"])
    assert (told["commit"], told["day"], told["version"]) == ("b" * 40, "2026-05-01", "1.0.0")
    assert figure["reason"]["text"] == "漏列一张凭证"
