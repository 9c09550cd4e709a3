"""Units wherever an office writes them: above the table, in its headings, in the sheet's name, in the cell. None is guessed."""

from decimal import Decimal

import pytest

from tests.importer.office import bring, codes, csv_text, said, table, workbook
from tests.importer.problems import HEAD, written
from yangguang.door.schema.capitals import capital_amount

ROW = ["401", "会费收入", "1.2", "1.1", ""]
HEADS = ["科目编码", "科目名称", "年初预算数（万元）", "决算数（万元）"]

DECLARED = [
    [["2025年度收支决算表（万元）"]], [["收支决算表", "金额：万元"]], [["单位 万元"]], [["单位：", "万元"]], [["单位（万元）"]],
    [["金额单位：人民币万元"]], [["本表以万元为单位"]], [["币种：人民币", "单位：万元"]], [["", "", "", "万元"]], [["收支决算表 万元"]],
]  # fmt: skip


@pytest.mark.parametrize("preface", DECLARED, ids=lambda rows: "|".join(rows[0]))
def test_a_unit_above_the_table_is_found_however_it_is_written(preface):
    imported = bring(("a.csv", csv_text([*preface, HEAD, ROW])))
    assert written(imported) == "12000"
    assert "import.unit-converted" in codes(imported, "warning")


def test_a_unit_in_the_name_of_a_sheet_or_file_counts():
    assert written(bring(("a.xlsx", workbook(("决算(万元)", [HEAD, ROW]))))) == "12000"
    assert written(bring(("决算（万元）.csv", csv_text([HEAD, ROW])))) == "12000"


@pytest.mark.parametrize(
    "heading", ["决算数万元", "决算数 万元", "决算数:万元", "决算数[万元]", "决算数\n（万元）", "决算数（单位：万元）"]
)
def test_a_unit_in_a_heading_needs_no_brackets(heading):
    head = ["科目编码", "科目名称", heading]
    imported = bring(("a.xlsx", workbook(("收支预决算", [head, ["401", "会费收入", 1.2]]))))
    assert written(imported, "actual") == "12000"


@pytest.mark.parametrize("preface", ["单位：美元", "单位：港币", "金额单位：欧元"])
def test_another_currency_is_refused(preface):
    assert codes(bring(("a.csv", csv_text([[preface], HEAD, ROW])))) == ["import.unit-conflict"]


@pytest.mark.parametrize("preface", ["编制单位：万元工会", "填报单位：千元工会", "单位：万科工会", "本年支出100万元"])
def test_a_name_or_a_figure_is_no_unit(preface):
    assert written(bring(("a.csv", csv_text([[preface], HEAD, ROW])))) == "1.20"


@pytest.mark.parametrize(
    ("cell", "instead"),
    [
        ("12元", "0.0012"),
        ("120000元", "12"),
        ("￥12", "0.0012"),
        ("12万", "12"),
        ("3千元", "0.3"),
        ("壹万贰仟元整", "1.2"),
    ],
)
def test_a_cell_of_another_unit_than_its_column_is_refused_with_the_number_in_the_columns(cell, instead):
    """Obeyed, the remedy gives the very amount that the cell says."""
    imported = bring(("a.xlsx", workbook(("收支预决算", [HEADS, ["401", "会费收入", 1, cell]]))))
    assert [place for place, _ in said(imported, "import.cell")] == ["D2"]
    (issue,) = [one for one in imported.issues if one.code == "import.cell"]
    assert issue.hint.zh == f"应写 {instead}"


@pytest.mark.parametrize("cell", ["(12)元", "12块", "约12元"])
def test_a_cell_with_a_unit_is_never_multiplied(cell):
    imported = bring(("a.xlsx", workbook(("收支预决算", [HEADS, ["401", "会费收入", 1, cell]]))))
    assert [place for place, _ in said(imported, "import.cell")] == ["D2"]


def test_a_cell_of_the_columns_own_unit_is_taken():
    imported = bring(("a.xlsx", workbook(("收支预决算", [HEADS, ["401", "会费收入", 1, "1.1万元"]]))))
    assert written(imported, "actual") == "11000"


def test_a_change_names_the_unit_that_was_converted():
    imported = bring(("a.csv", csv_text([["单位：千元"], HEAD, ROW])))
    assert {change.why.zh for change in imported.changes} == {"千元换算成元（乘以 1000）"}


@pytest.mark.parametrize(
    ("text", "yuan"),
    [("壹万贰仟元整", "12000"), ("人民币壹仟贰佰叁拾肆元伍角陆分", "1234.56"), ("拾万元整", "100000"), ("壹亿零伍拾万元", "100500000"),
     ("贰仟零叁圆正", "2003"), ("壹元零伍分", "1.05")],
)  # fmt: skip
def test_amounts_in_capitals(text, yuan):
    assert capital_amount(text) == Decimal(yuan)


@pytest.mark.parametrize("text", ["一万二千元", "万元", "元整", "壹万贰仟", "贰壹元", "壹万壹万元", ""])
def test_what_is_no_amount_in_capitals(text):
    assert capital_amount(text) is None


def test_an_amount_in_capitals_is_refused_with_its_digits():
    imported = bring(("a.xlsx", workbook(("收支预决算", [HEAD, ["401", "会费收入", 1, "壹万贰仟元整", ""]]))))
    (issue,) = [one for one in imported.issues if one.code == "import.cell"]
    assert (issue.place.cell, issue.hint.zh) == ("D2", "应写 12000")
    assert "actual" not in table(imported, "accounts")[0]


@pytest.mark.parametrize(
    ("cell", "remedy"),
    [
        ("2369.25￥", "应写 0.236925"),
        ("￥：1190.5", "应写 0.11905"),
        ("49331圆", "应写 4.9331"),
        ("100.5块", "请换算成万元，只写数字"),
    ],
)
def test_yuan_in_a_column_of_ten_thousands_are_never_told_to_be_written_as_they_are(cell, remedy):
    """Followed to the letter that would be 10,000 times too much."""
    imported = bring(("a.csv", csv_text([["单位：万元"], HEAD, ["401", "会费收入", cell, "1", ""]])))
    assert [(one.place.cell, one.hint.zh) for one in imported.issues if one.code == "import.cell"] == [("C3", remedy)]
