"""Headings as offices write them: years in them, groups of years above them, units below them; no other year is taken for this one."""

import pytest

from tests.importer.office import bring, codes, csv_text, said, table, workbook

YUAN = ["单位：元"]


def figures(imported):
    """The one account that was read, without its code and name."""
    (row,) = table(imported, "accounts")
    return {name: text for name, text in row.items() if text and not name.startswith("account_")}


def sheet(*rows, merges=None):
    return bring(("a.xlsx", workbook(("决算", [YUAN, *rows]), merges={"决算": merges} if merges else None)))


def test_a_heading_may_name_the_year():
    imported = sheet(["编码", "名称", "2025年预算数", "2025年决算数"], ["401", "会费收入", 2, 1])
    assert figures(imported) == {"budget_initial": "2", "actual": "1"}


@pytest.mark.parametrize("last", ["2024年决算数", "上年决算数", "2024年度决算数"])
def test_a_column_of_last_year_is_none_of_this_year(last):
    assert figures(sheet(["编码", "名称", last, "2025年决算数"], ["401", "会费收入", 7, 1])) == {"actual": "1"}


@pytest.mark.parametrize("groups", [("上年", "本年"), ("2024年", "2025年"), ("2024年度", "2025年度")])
@pytest.mark.parametrize("merges", [None, ["A2:A3"]])
def test_years_above_the_headings_say_which_is_this_years(groups, merges):
    imported = sheet(["编码", "名称", *groups], ["编码" if merges is None else "", "名称", "决算数", "决算数"],
                     ["401", "会费收入", 7, 1], merges=merges)  # fmt: skip
    assert figures(imported) == {"actual": "1"}


def test_a_year_above_one_column_alone_keeps_it_out():
    """The figures of last year stand under the very heading that this year's would have."""
    rows = [YUAN, ["", "", "上年", "本年"], ["编码", "名称", "决算数", "预算数"], ["401", "会费收入", "7", "2"]]
    imported = bring(("a.csv", csv_text(rows)))
    assert codes(imported) == []
    assert figures(imported) == {"budget_initial": "2"}


def test_a_group_and_what_stands_below_it_are_one_heading():
    head = [["科目", None, "预算数", None, "决算数"], ["编码", "名称", "年初", "调整后", None]]
    imported = sheet(*head, ["401", "会费收入", 3, 2, 1], merges=["A2:B2", "C2:D2", "E2:E3"])
    assert figures(imported) == {"budget_initial": "3", "budget_adjusted": "2", "actual": "1"}


def test_a_row_of_units_below_the_headings_counts():
    imported = bring(
        ("a.xlsx", workbook(("决算", [["编码", "名称", "决算数"], ["", "", "万元"], ["401", "会费收入", 0.9]])))
    )
    assert figures(imported) == {"actual": "9000"}


def test_a_heading_may_name_what_it_counts():
    imported = bring(("基本情况.csv", csv_text([["会员人数(人)", "职工人数（单位：人）"], ["513", "600"]])))
    assert table(imported, "overview")[0] == {"employees": "600", "members": "513"}


@pytest.mark.parametrize(
    ("rate", "refused"), [("90%", []), ("９０％", []), ("90.00 %", []), ("0.9", []), ("80%", ["import.derived"])]
)
def test_a_rate_is_verified_however_it_is_written(rate, refused):  # 35
    head = ["编码", "名称", "核定预算数", "决算数", "完成决算(%)"]
    assert codes(bring(("a.csv", csv_text([YUAN, head, ["401", "会费收入", 100, 90, rate]])))) == refused


def test_an_amount_of_which_the_heading_says_nothing_is_asked_about():  # 12
    found = said(sheet(["编码", "名称", "金额"], ["401", "会费收入", 5]), "import.label-unclear")
    assert found == [("C2", "列名“金额”不明确")]


def test_the_numbers_of_the_columns_are_no_data():
    assert figures(sheet(["编码", "名称", "决算数"], ["栏次", "", 1], ["401", "会费收入", 9])) == {"actual": "9"}


@pytest.mark.parametrize("numbers", [["甲", "乙", 1, 2, 3], ["", "", "1", "2", "3"], [1, 2, 3, 4, 5]])
def test_a_row_that_numbers_the_columns_without_saying_so_is_no_data(numbers):
    head = ["编码", "名称", "本年预算数", "决算数", "说明"]
    assert figures(sheet(head, numbers, ["401", "会费收入", 9, 8])) == {"budget_initial": "9", "actual": "8"}


def test_a_heading_that_is_nearly_a_count_is_asked_about():
    rows = [YUAN, ["项目", "预算数", "决算数", "接待批次数"], ["公务接待费", 1, 1, 5]]
    found = said(bring(("三公.xlsx", workbook(("三公经费", rows))), fund_source="union"), "import.label-near")
    assert [cell for cell, _ in found] == ["D2"]


@pytest.mark.parametrize("preface", ["会计年度：2024", "二〇二四年度决算表", "年度: 2024"])
def test_another_year_in_the_preface_is_refused_however_it_is_written(preface):
    head = ["科目编码", "科目名称", "决算数"]
    assert codes(bring(("a.csv", csv_text([[preface], head, ["401", "会费收入", 1]])))) == ["import.other-year"]


def test_a_column_of_unions_is_held_to_this_one():
    head = ["单位名称", "编码", "名称", "本年预算数"]
    both = sheet(head, ["云帆食品", "401", "会费收入", 5], ["星河电子", "401", "会费收入", 5])
    assert codes(both) == ["import.several-unions"]  # and not to delete what seems to stand there twice
    other = sheet(head, ["星河电子", "401", "会费收入", 5])
    assert "import.other-union" in codes(other, "warning")


def test_the_project_table_of_union_software_is_known_without_its_name():
    head = ["项目编号", "单位名称", "预算部门", "申报部门", "序号", "项目名称", "项目明细", "预算科目", "核算单位", "核定年初预算数",
            "调增数", "调减数", "调整后预算数", "核定预算数", "已用额度", "未用额度", "执行率(%)"]  # fmt: skip
    row = [
        "P1",
        "云帆食品",
        "办公室",
        "组宣部",
        1,
        "职工运动会",
        "器材",
        "501 职工活动支出",
        "本级",
        100,
        20,
        0,
        120,
        120,
        60,
        60,
        50,
    ]
    imported = bring(("b.xlsx", workbook(("Sheet1", [YUAN, head, row]))))
    assert codes(imported) == []
    (project,) = table(imported, "projects")
    assert (project["account_code"], project["budget_initial"], project["budget_adjusted"], project["actual"]) == (
        "501", "100", "120", "60",
    )  # fmt: skip


def test_accounts_by_name_alone_are_none_of_the_three_expenses():
    rows = [YUAN, ["科目", "本年预算数"], ["会费收入", 1], ["拨缴经费收入", 2]]
    assert codes(bring(("a.csv", csv_text(rows)))) == ["import.nothing"]


def test_a_list_of_the_three_expenses_without_its_fund_is_asked_for_it():
    rows = [YUAN, ["项目", "预算数", "决算数"], ["因公出国(境)费", 0, 0], ["公务接待费", 10, 8], ["公务用车购置及运行费", 5, 5],
            ["公务用车购置费", 0, 0], ["公务用车运行费", 5, 5], ["合计", 15, 13]]  # fmt: skip
    files = ("三公.xlsx", workbook(("三公经费", rows)))
    assert codes(bring(files)) == ["import.fund-source"]
    imported = bring(files, fund_source="union")
    assert codes(imported) == []
    assert [row["fund_source"] for row in table(imported, "three_public")] == ["union"] * 4
    rows[4][2] = 6
    assert [
        cell
        for cell, _ in said(
            bring(("三公.xlsx", workbook(("三公经费", rows))), fund_source="union"), "import.total-differs"
        )
    ] == ["C5"]


def test_a_column_with_figures_and_no_heading_is_left_out_and_said():  # 13
    head = ["科目编码", "科目名称", "年初预算数", "", "说明"]
    imported = bring(("a.csv", csv_text([head, ["401", "会费收入", "1", "2", "3"], ["制表：", "", "", "复核："]])))
    assert [cell for cell, _ in said(imported, "import.label-extra")] == ["D1"]
    unused = bring(("a.csv", csv_text([head, ["401", "会费收入", "1", "", "3"], ["制表：", "", "", "复核："]])))
    assert said(unused, "import.label-extra") == []
