"""Amounts in 万元: said wherever a unit can be seen, and no remedy ends in numbers ten thousand times too small."""

import pytest

from tests.door.submissions import TABLES, codes, package, policy, registry
from yangguang.door.admit import admit
from yangguang.door.bytes.units import unit_noted, unit_of_label
from yangguang.door.schema.repairs import repair

ACCOUNTS = TABLES["accounts"]
ROWS = ACCOUNTS.split("\n", 1)[1]


def issues_of(**tables):
    return admit(package(**tables), registry(), policy(), {}).issues


@pytest.mark.parametrize(
    ("label", "factor"),
    [
        ("决算数（万元）", 10_000), ("决算数(万元)", 10_000), ("决算数 （单位：万元）", 10_000), ("决算数/万元", 10_000), ("决算数万元", 10_000),
        ("决算数（千元）", 1_000), ("决算数【百万元】", 1_000_000), ("决算数(亿)", 100_000_000), ("决算数（人民币万元）", 10_000), ("决算数（以万元计）", 10_000), ("决算数（万元，含税）", 10_000), ("决算数-万元", 10_000),
        ("万元决算数", 10_000), ("决算数〔万元〕", 10_000), ("决算数（w元）", 10_000),
        ("actual (thousand yuan)", 1_000), ("actual (10k yuan)", 10_000), ("actual (RMB'000)", 1_000),
    ],
)  # fmt: skip
def test_a_heading_with_another_unit_says_to_convert_before_it_is_renamed(label, factor):
    found = issues_of(accounts=f"account_code,account_name,budget_initial,{label}\n{ROWS}")
    assert codes(found) == ["gate.unit"]
    assert str(factor) in found[0].hint.zh
    assert found[0].hint.zh.index("乘以") < found[0].hint.zh.index("列名")
    assert "删除" not in found[0].hint.zh


@pytest.mark.parametrize(
    "label", ["决算数", "决算数（元）", "决算数(单位：元)", "百科", "万", "说明（百字以内）", "人数(人)"]
)
def test_the_portals_own_unit_and_ordinary_words_are_no_other_unit(label):
    assert unit_of_label(label) is None


@pytest.mark.parametrize(
    "note",
    [
        "单位（万元）",
        "以万元为单位",
        "金额以万元计",
        "（万元）",
        "本表金额单位均为万元",
        "单 位：万 元",
        "注：单位为万元",
        "Unit: 10000 yuan",
        "单位：万元",
        "金额单位:万元",
        "（单位：千元）",
        "单位:人民币万元",
        "编制日期：2026年1月 单位：万元",
    ],
)
def test_a_preface_with_a_unit_is_one_issue_that_converts_first(note):
    found = issues_of(accounts=f"2025年收支预决算表,,,\n,,,{note}\n{ACCOUNTS}")
    assert codes(found) == ["gate.unit"]
    assert found[0].place.row == 2
    assert found[0].hint.zh.index("乘以") < found[0].hint.zh.index("移出")


@pytest.mark.parametrize("row", ["单位：万元,,,\n", ",,,单位：千元\n", "单位：万元\n"])
def test_a_footer_with_a_unit_is_one_issue_that_converts_first(row):
    found = issues_of(accounts=ACCOUNTS + row)
    assert codes(found) == ["gate.unit"]
    assert "乘以" in found[0].hint.zh


def test_a_unit_in_a_note_beside_the_amounts_is_refused_at_its_cell():
    rows = (
        ACCOUNTS.replace("budget_initial,actual", "budget_initial,actual,note")
        .replace("120.50", "120.50,")
        .replace("80.25", "80.25,单位：万元")
    )
    (found,) = issues_of(accounts=rows)
    assert (found.code, found.place.cell) == ("gate.unit", "E3")
    assert "这一行的金额" in found.hint.zh


def test_a_preface_without_a_unit_still_warns_of_one_and_the_rows_below_are_read():
    found = issues_of(accounts=f"2025年收支预决算表,,,\n{ACCOUNTS}".replace("80.25", "x"))
    assert [(one.code, one.place.row) for one in found] == [("gate.preface", 1), ("schema.type-error", 4)]
    assert "换算" in found[0].hint.zh


@pytest.mark.parametrize(
    ("cell", "right"),
    [
        ("1.5万", "15000"),
        ("2万元", "20000"),
        ("3千", "3000"),
        ("0.01亿", "1000000"),
        ("-1.25万元", "-12500"),
        ("1.2345678万", None),
    ],
)
def test_a_unit_in_a_cell_is_converted_exactly_or_not_at_all(cell, right):
    said = repair("number", cell)
    assert (f"应写 {right}" == said.zh) if right else ("换算" in said.zh)


@pytest.mark.parametrize(
    "cell",
    [
        "单位：元",
        "单位：示范工会",
        "编制单位：万源市总工会",
        "编制单位：万元村工会",
        "单位：千人",
        "以万元以上项目为重点",
        "（千元以下）",
        "单位行政拨款",
        "万元",
    ],
)
def test_other_cells_note_no_unit(cell):
    assert unit_noted(cell) is None


TITLES = ["收支决算表（万元）", "2025年度收支决算表 万元", "万元", "金额：人民币万元", "金额:千元"]


@pytest.mark.parametrize("title", TITLES)
def test_a_title_that_ends_in_a_unit_is_never_told_away_without_it(title):
    """Above the table or alone in a row below it; moved out as it stood, the figures were 10,000 times too small."""
    above, below = issues_of(accounts=f"{title}\n{ACCOUNTS}"), issues_of(accounts=f"{ACCOUNTS}{title},,,,\n")
    assert [one.code for one in (*above, *below)] == ["gate.unit"] * 2
    assert all("乘以" in one.hint.zh for one in (*above, *below))


@pytest.mark.parametrize(
    "note", ["本年支出100万元", "合计约十万元", "困难补助数万元", "收支决算表", "编制单位：万元村工会"]
)
def test_a_title_with_an_amount_in_it_names_no_unit(note):
    assert unit_noted(note, alone=True) is None


@pytest.mark.parametrize("column", ["金额", "预算数", "本年数"])
def test_amounts_under_a_heading_that_names_no_one_column_are_not_told_away(column):
    (found,) = issues_of(accounts=f"科目编码,科目名称,年初预算数,{column}\n401,会费收入,1,1\n")
    assert found.code == "schema.extra-label"
    assert "“调整后预算数”（budget_adjusted）" in found.hint.zh
    assert "移出" not in found.hint.zh


@pytest.mark.parametrize("column", ["经办部门", "备注二"])
def test_a_column_with_data_is_kept_elsewhere_and_an_empty_one_deleted(column):
    header, *rows = ACCOUNTS.splitlines()
    filled = "\n".join([f"{header},{column}", *(f"{row},x" for row in rows)]) + "\n"
    empty = "\n".join([f"{header},{column}", *(f"{row}," for row in rows)]) + "\n"
    (kept,), (gone,) = issues_of(accounts=filled), issues_of(accounts=empty)
    assert "另存" in kept.hint.zh
    assert "删除" not in kept.hint.zh
    assert "空的" in gone.hint.zh


@pytest.mark.parametrize(("unit", "factor"), [("万元", 10_000), ("（万元）", 10_000), ("千元", 1_000)])
def test_a_row_of_units_below_the_header_says_to_convert_before_it_goes(unit, factor):
    head = ACCOUNTS.split("\n", 1)[0]
    row = ",".join(["", "", *[unit] * (head.count(",") - 1)])
    (found,) = issues_of(accounts=f"{head}\n{row}\n{ROWS}")
    assert (found.code, found.place.row) == ("gate.unit", 2)
    assert found.hint.zh.index(f"乘以 {factor}") < found.hint.zh.index("删去这一行")


def test_who_signed_below_a_table_is_not_repeated():
    text = f"{ACCOUNTS}制表：王小明,复核：李四,,\n"
    found = [one for one in issues_of(accounts=text) if one.is_error]
    assert codes(found) == ["gate.stray-row"]
    assert not any("王小明" in f"{one.message}{one.hint}{one.value}" for one in found)
