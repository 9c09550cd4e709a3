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


GROUPS = ["合计", "", "因公出国(境)费", "", "公务用车购置及运行费", "", "", "", "", "", "公务接待费", ""]
PARTS = ["", "", "", "", "小计", "", "公务用车购置费", "", "公务用车运行费", "", "", ""]
KINDS = ["预算数", "决算数"] * 6
FIGURES = [30, 25, 10, 8, 12, 11, 5, 5, 7, 6, 8, 6]
MATRIX_MERGES = ["A3:B4", "C3:D4", "E3:J3", "E4:F4", "G4:H4", "I4:J4", "K3:L4"]


def matrix(figures=FIGURES, title="2025年度财政拨款“三公”经费决算表"):
    return [[title], ["单位：万元"], GROUPS, PARTS, KINDS, figures]


THREE = [
    {"item": "abroad", "fund_source": "fiscal", "budget_initial": "100000", "actual": "80000"},
    {"item": "reception", "fund_source": "fiscal", "budget_initial": "80000", "actual": "60000"},
    {"item": "vehicle_purchase", "fund_source": "fiscal", "budget_initial": "50000", "actual": "50000"},
    {"item": "vehicle_operation", "fund_source": "fiscal", "budget_initial": "70000", "actual": "60000"},
]


@pytest.mark.parametrize("merges", [None, {"Sheet1": MATRIX_MERGES}], ids=["plain", "merged"])
def test_the_matrix_of_the_three_public_expenses(merges):
    imported = bring(("三公.xlsx", workbook(("Sheet1", matrix()), merges=merges)))
    assert codes(imported) == []
    assert table(imported, "three_public") == THREE


def test_a_row_that_numbers_the_columns_of_the_matrix_is_none_of_its_figures():
    rows = [*matrix()[:-1], list(range(1, 13)), FIGURES]
    imported = bring(("三公.csv", csv_text(rows)))
    assert codes(imported) == []
    assert table(imported, "three_public") == THREE


def test_inner_blanks_of_the_headings_of_the_matrix_are_none():
    groups, parts = ([cell.replace("计", " 计") for cell in row] for row in (GROUPS, PARTS))
    imported = bring(("三公.csv", csv_text([*matrix()[:2], groups, parts, KINDS, FIGURES])))
    assert codes(imported) == []
    assert table(imported, "three_public") == THREE


def test_a_blank_in_the_matrix_is_no_zero():
    figures = [*FIGURES[:2], "", "", *FIGURES[4:]]
    assert [cell for cell, _ in said(bring(("三公.xlsx", workbook(("Sheet1", matrix(figures))))), "import.blank")] == [
        "C6",
        "D6",
    ]


def test_a_total_in_the_matrix_is_held_to_its_parts_within_rounding():
    near, off = [30.02, *FIGURES[1:]], [30.1, *FIGURES[1:]]
    assert codes(bring(("三公.xlsx", workbook(("Sheet1", matrix(near)))))) == []
    assert codes(bring(("三公.xlsx", workbook(("Sheet1", matrix(off)))))) == ["import.total-differs"]


def test_funds_that_nobody_names_are_asked_for():
    rows = matrix(title="“三公”经费决算表")
    assert "import.fund-source" in codes(bring(("三公.xlsx", workbook(("Sheet1", rows)))))
    assert (
        table(bring(("三公.xlsx", workbook(("Sheet1", rows))), fund_source="union"), "three_public")[0]["fund_source"]
        == "union"
    )


YEARS = [
    ["2025年财政拨款“三公”经费支出情况表"], ["单位：万元"], ["项目", "上年决算数", "本年决算数", "增减金额", "增减幅度(%)"],
    ["合计", 27, 25, -2, -7.41], ["1.因公出国(境)费", 9, 8, -1, -11.11], ["2.公务接待费", 6, 6, 0, 0],
    ["3.公务用车购置及运行费", 12, 11, -1, -8.33], ["其中：(1)公务用车购置费", 5, 5, 0, 0], ["(2)公务用车运行费", 7, 6, -1, -14.29],
]  # fmt: skip
FUNDS = [
    ["2025年财政拨款“三公”经费预算表"], ["单位：万元"], ["项目", "合计", "一般公共预算", "政府性基金", "国有资本经营"],
    ["行政经费", 100, 100, 0, 0], ["“三公”经费", 30, 30, 0, 0], ["(一)因公出国(境)费", 10, 10, 0, 0],
    ["(二)公务用车购置及运行维护费", 12, 12, 0, 0], ["1.公务用车购置费", 5, 5, 0, 0], ["2.公务用车运行维护费", 7, 7, 0, 0], ["(三)公务接待费", 8, 8, 0, 0],
]  # fmt: skip


def test_the_list_by_fund_and_the_list_by_year_are_one_table():
    imported = bring(("三公.xlsx", workbook(("预算", FUNDS), ("决算", YEARS))))
    assert codes(imported) == []
    by_item = {row["item"]: row for row in table(imported, "three_public")}
    assert by_item == {row["item"]: row for row in THREE}


def test_the_matrix_of_several_unions_is_refused():
    rows = matrix()
    rows[2:5] = [["单位名称", *rows[2]], ["", *rows[3]], ["", *rows[4]]]
    rows[5:] = [["云帆食品", *FIGURES], ["星河电子", *FIGURES]]
    assert codes(bring(("三公.xlsx", workbook(("Sheet1", rows))))) == ["import.several-unions"]
    assert "import.other-union" in codes(bring(("三公.xlsx", workbook(("Sheet1", [*rows[:5], rows[6]])))), "warning")


@pytest.mark.parametrize(("rows", "at", "cell"), [(YEARS, (4, 3), "D5"), (FUNDS, (5, 2), "C6")])
def test_what_a_list_says_across_must_agree(rows, at, cell):
    rows = [list(row) for row in rows]
    rows[at[0]][at[1]] += 5
    assert [place[1:] for place, _ in said(bring(("三公.xlsx", workbook(("Sheet1", rows)))), "import.derived")] == [
        cell[1:]
    ]


def test_a_list_may_name_its_years_and_have_two_rows_of_headings():
    years = [*YEARS[:2], ["项目", "2024年决算数", "2025年决算数", "增减金额", "增减幅度(%)"], *YEARS[3:]]
    funds = [
        *FUNDS[:2],
        ["项目", "2025年预算数"],
        ["", "合计", "一般公共预算", "政府性基金预算", "国有资本经营预算"],
        *FUNDS[3:],
    ]
    imported = bring(("三公.xlsx", workbook(("预算", funds), ("决算", years), merges={"预算": ["A3:A4", "B3:E3"]})))
    assert codes(imported) == []
    assert {row["item"]: row for row in table(imported, "three_public")} == {row["item"]: row for row in THREE}


def test_a_list_by_year_alone_leaves_the_budget_unknown():
    assert codes(bring(("三公.xlsx", workbook(("决算", YEARS))))) == []


LONG = [
    ["年度", "项目编码", "项目名称", "资金来源", "年初预算数", "调整预算数", "决算数", "上年年初预算数", "团组数", "人次", "车辆购置数", "车辆保有量", "接待批次", "接待人次", "说明"],
    ["2025", "SG01", "因公出国(境)费", "工会经费", 20000, 20000, 18000, 30000, 2, 5, "", "", "", "", ""],
    ["2025", "SG02", "公务接待费", "工会经费", 10000, 10000, 8000, 12000, "", "", "", "", 15, 120, ""],
    ["2025", "SG03", "公务用车购置及运行费", "工会经费", 230000, 230000, 210000, 1, "", "", 1, 3, "", "", ""],
    ["2025", "SG0301", "公务用车购置费", "工会经费", 180000, 180000, 170000, 0, "", "", 1, 0, "", "", ""],
    ["2025", "SG0302", "公务用车运行费", "工会经费", 50000, 50000, 40000, 1, "", "", "", 3, "", "", ""],
]  # fmt: skip


def test_the_long_form_counts_groups_visits_and_vehicles_each_in_a_column_of_its_own():
    imported = bring(("三公.csv", csv_text(LONG)))
    assert codes(imported) == []
    assert codes(imported, "warning") == []
    counts = [
        (row["item"], row["group_count"], row["person_count"], row["vehicle_count"])
        for row in table(imported, "three_public")
    ]
    assert counts == [
        ("abroad", "2", "5", ""), ("reception", "15", "120", ""), ("vehicle_purchase", "", "", "1"), ("vehicle_operation", "", "", "3"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "column", "cell", "code", "place"),
    [(1, 12, 4, "import.cell", "M2"), (2, 9, 7, "import.disagree", "N3"), (2, 13, "约120", "import.cell", "N3")],
)
def test_a_count_in_another_items_column_or_twice_is_refused_at_its_cell(row, column, cell, code, place):
    rows = [list(one) for one in LONG]
    rows[row][column] = cell
    assert [where for where, _ in said(bring(("三公.xlsx", workbook(("Sheet1", rows)))), code)] == [place]
