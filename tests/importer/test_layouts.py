"""The tables as union and government software exports them: title rows, headings over two rows, indented codes, pseudo-codes, totals."""

import pytest

from tests.importer.office import bring, codes, csv_text, said, table, workbook

PREFACE = [
    ["工会经费收支预算表"],
    [],
    [],
    ["编制单位：（公章）云帆食品  年度：2025年  编报日期：2025 年1 月9 日  单位：元"],
]
FOOTER = ["工会主席：王明  经费审查委员会主任：  财务负责人：  制表："]
MERGES = ["A1:E1", "A5:B5", "C5:C6", "D5:D6", "E5:E6"]


def budget(unit="元", scale=1):
    rows = [
        *PREFACE[:3], [PREFACE[3][0].replace("单位：元", f"单位：{unit}")],
        ["科        目", None, "上年决算数", "本年预算数", "说  明"], ["编    码", "名    称"],
        ["401", "会费收入", 100 / scale, 200 / scale], ["402", "拨缴经费收入", 1000 / scale, 1500 / scale],
        ["4BNHJSR", "本年合计收入", 1100 / scale, 1700 / scale],
        ["501", "职工活动支出", 300 / scale, 400 / scale], ["    50101", "50101", 300 / scale, 400 / scale],
        ["5BNHJZC", "本年合计支出", 300 / scale, 400 / scale], ["5QM1", "本年结余", 800 / scale, 1300 / scale],
        [None, "上年结余", 50 / scale, 850 / scale], [None, "本年收回投资", 0, 0], [None, "本年投资", 0, 0],
        [None, "本年提取后备金", 0, 0], ["5QM6", "期末滚存结余", 850 / scale, 2150 / scale], FOOTER,
    ]  # fmt: skip
    return workbook(("Sheet1", rows), merges={"Sheet1": MERGES})


BUDGET = [("401", "200"), ("402", "1500"), ("501", "400"), ("50101", "400")]


def initial(imported):
    return [(row["account_code"], row["budget_initial"]) for row in table(imported, "accounts")]


def test_the_budget_table_of_union_software():
    imported = bring(("2025预算.xlsx", budget()))
    assert codes(imported) == []
    assert initial(imported) == BUDGET
    assert table(imported, "accounts")[3]["account_name"] == "职工教育支出"  # the export has the code in its place
    assert not any("王明" in one.message.zh for one in imported.issues)


def test_the_same_in_ten_thousands_of_yuan():
    imported = bring(("2025预算.xlsx", budget("万元", 10_000)))
    assert codes(imported) == []
    assert initial(imported) == BUDGET


@pytest.mark.parametrize("form", ["xls", "ods"])
def test_the_same_as_an_old_workbook_and_as_open_document(form, saved_as):
    imported = bring((f"b.{form}", saved_as(budget(), form)))
    assert codes(imported) == []
    assert initial(imported) == BUDGET


def test_the_same_as_csv_of_a_chinese_excel():
    rows = [
        *PREFACE,
        ["科目", "", "上年决算数", "本年预算数", "说明"],
        ["编码", "名称"],
        ["401", "会费收入", 100, 200],
        FOOTER,
    ]
    imported = bring(("预算.csv", csv_text(rows).encode("gb18030")))
    assert codes(imported) == []
    assert initial(imported) == [("401", "200")]


ADJUSTED = [
    ["单位：元"], ["科目", None, "年初核定预算数", "预算调整数", "调整后预算数", "与年初预算对比%", "说明"], ["编码", "名称"],
    ["401", "会费收入", 200, 50, 250, 125, "人数增加"],
]  # fmt: skip
FINAL = [
    ["单位：元"],
    ["科目", None, "核定预算数", "决算数", "完成决算(%)", "说明"],
    ["编码", "名称"],
    ["401", "会费收入", 250, 240, 96, ""],
]


def test_an_adjustment_and_the_final_accounts_become_one_table():
    imported = bring(("三表.xlsx", workbook(("调整", ADJUSTED), ("决算", FINAL))))
    assert codes(imported) == []
    row = table(imported, "accounts")[0]
    assert (row["budget_initial"], row["budget_adjusted"], row["actual"]) == ("200", "250", "240")


def test_an_approved_budget_that_contradicts_the_adjusted_one_is_refused():
    final = [*FINAL[:3], ["401", "会费收入", 260, 240, 92.31, ""]]
    assert said(bring(("三表.xlsx", workbook(("调整", ADJUSTED), ("决算", final)))), "import.disagree")[0][0] == "C4"


def test_an_approved_budget_alone_is_the_initial_one_and_that_is_said():
    imported = bring(("决算.xlsx", workbook(("Sheet1", FINAL))))
    assert table(imported, "accounts")[0]["budget_initial"] == "250"
    assert "import.approved" in codes(imported, "warning")


@pytest.mark.parametrize(("at", "cell", "code"), [((3, 3), 60, "import.derived"), ((3, 4), 260, "import.derived")])
def test_an_adjustment_that_does_not_add_up_is_refused(at, cell, code):
    rows = [list(row) for row in ADJUSTED]
    rows[at[0]][at[1]] = cell
    assert code in codes(bring(("调整.xlsx", workbook(("Sheet1", rows)))))


def test_a_pseudo_code_that_does_not_add_up_is_refused_with_the_difference():
    rows = [["单位：元"], ["编码", "名称", "本年预算数"], ["401", "会费收入", 100], ["4BNHJSR", "本年合计收入", 110]]
    found = said(bring(("a.xlsx", workbook(("Sheet1", rows)))), "import.total-differs")
    assert found == [("C4", "“本年合计收入”110.00 与明细之和 100.00 不符（差 10.00）")]


def test_amounts_of_which_nobody_says_the_unit_are_asked_for():
    rows = [["编码", "名称", "本年预算数"], ["401", "会费收入", "1.5"]]
    assert codes(bring(("a.csv", csv_text(rows)))) == ["import.unit-unknown"]
    assert initial(bring(("a.csv", csv_text(rows)), factor=10_000)) == [("401", "15000")]
    assert codes(bring(("a.csv", csv_text([["单位：元"], *rows])), factor=10_000)) == ["import.unit-conflict"]
