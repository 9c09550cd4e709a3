"""How data really arrives, further: days, periods, codes, keys, merged cells and whole sheets."""

import io
from datetime import date

import pytest
import xlsxwriter

from tests.importer.office import bring, codes, csv_text, said, table, workbook
from tests.importer.problems import HEAD, ROW, accounts, one, written

OVERVIEW = ["会员人数", "任职日期", "采用上级采购规范", "职工人数", "工会干部人数", "工作机构", "接访周期(天)"]


def overview(column, cell):
    row = [cell if name == column else "" for name in OVERVIEW]
    return bring(("表.xlsx", workbook(("基本情况", [OVERVIEW, row if any(row) else [*row[:-1], 5]]))))


DAYS = ["2015-01-09", "2015/1/9", "2015.1.9", "2015年1月9日", "20150109", "二〇一五年一月九日", "二零一五年一月九日", "2015 年1 月9 日",
        "2015-01-09 00:00:00", date(2015, 1, 9), "２０１５－０１－０９", "2015/01/09 13:30", "2015年1月9号", "2015年元月9日",
        "二0一五年一月九日", 20150109]  # fmt: skip


@pytest.mark.parametrize("cell", DAYS)
def test_a_day_that_can_only_mean_one_day(cell):  # 32
    imported = overview("任职日期", cell)
    assert codes(imported) == []
    assert table(imported, "overview")[0]["responsible_since"] == "2015-01-09"


@pytest.mark.parametrize("cell", ["15-1-9", "1/9/2015", 42013, "42013", "2015年1月", "2015-02-30", "2015-1", "昨天"])
def test_a_day_that_is_uncertain_or_impossible_is_refused(cell):  # 32, 33
    assert [place for place, _ in said(overview("任职日期", cell), "import.cell")] == ["B2"]


MARKED = ['="2015-01-09"', "'2015-01-09", "＝“2015-01-09”"]


@pytest.mark.parametrize("cell", MARKED)
def test_a_day_or_month_that_a_spreadsheet_marked_as_text_is_what_it_says(cell):  # 27
    imported = overview("任职日期", cell)
    assert codes(imported) == []
    assert table(imported, "overview")[0]["responsible_since"] == "2015-01-09"
    assert [change.before for change in imported.changes] == [cell]
    month = cell.replace("2015-01-09", "2025-03")
    dues = bring(("表.xlsx", workbook(("工会经费拨缴", [DUES, [month, 1000, 20, 20, '="税务代收"']]))))
    assert [(row["period"], row["channel"]) for row in table(dues, "dues")] == [("2025-03", "tax")]


@pytest.mark.parametrize("cell", ["=401", '="401', '=TEXT(401,"0")'])
def test_a_formula_in_the_place_of_a_code_is_told_once(cell):  # 24
    assert said(one(cell, "科目编码"), "import.cell")[0][0] == "A2"
    assert len(codes(one(cell, "科目编码"))) == 1


def test_quotes_around_words_are_no_mark_of_text():
    row = ["401", "会费收入", "1", "1", "'十四五'规划"]
    assert table(accounts(row), "accounts")[0]["note"] == "'十四五'规划"


PERIODS = {"2025年1月": "2025-01", "2025.2": "2025-02", "2025.10月": "2025-10", 2025.11: "2025-11", "2025/01": "2025-01", "2025年01月份": "2025-01", "一季度": "2025-Q1",
           "Q1": "2025-Q1", "2025年第一季度": "2025-Q1", "2025Q1": "2025-Q1", date(2025, 1, 1): "2025-01", "2025-01": "2025-01",
           "1月": "2025-01", "1月份": "2025-01", "一月": "2025-01", "2025年一月": "2025-01", "十二月": "2025-12", "202501": "2025-01",
           202501: "2025-01", "1季度": "2025-Q1", "1-3月": "2025-Q1", "2025年10-12月": "2025-Q4",
           "2025/01/01": "2025-01", "2025-01-01 00:00:00": "2025-01"}  # fmt: skip


DUES = ["期间", "全部职工工资总额", "应拨缴", "实拨缴", "渠道"]


@pytest.mark.parametrize(("cell", "period"), PERIODS.items())
def test_a_period_in_the_words_of_an_office(cell, period):  # 34
    imported = bring(("表.xlsx", workbook(("工会经费拨缴", [DUES, [cell, 1000, 20, 20, "直接缴纳"]]))))
    assert codes(imported) == []
    assert table(imported, "dues")[0]["period"] == period


@pytest.mark.parametrize("cell", ["2025.1", 2025.1, "２０２５．１"])
def test_january_is_not_told_from_october_that_lost_its_zero(cell):  # 32
    imported = bring(("表.xlsx", workbook(("工会经费拨缴", [DUES, [cell, 1000, 20, 20, "直接缴纳"]]))))
    (issue,) = [one for one in imported.issues if one.code == "import.cell"]
    assert issue.place.cell == "A2"
    assert "1月写 2025-01，10月写 2025-10" in issue.hint.zh


@pytest.mark.parametrize("cell", ["Jan-25", "45658", 45658])
def test_what_a_spreadsheet_made_of_a_month_is_refused_with_the_month(cell):  # 32
    imported = bring(("表.xlsx", workbook(("工会经费拨缴", [DUES, [cell, 1000, 20, 20, "直接缴纳"]]))))
    assert [one.hint.zh.endswith("应写 2025-01") for one in imported.issues if one.code == "import.cell"] == [True]


@pytest.mark.parametrize("cell", ["上半年", "2025年1-6月", "春季", "13月", 2025.13, 1, "01", "2-4月", 45658])
def test_a_period_that_the_column_has_no_form_for_is_refused(cell):  # 34
    assert said(bring(("表.xlsx", workbook(("工会经费拨缴", [DUES, [cell, 1000, 20, 20, "直接缴纳"]])))), "import.cell")


@pytest.mark.parametrize(
    ("cell", "truth"),
    [("是", "true"), ("√", "true"), ("有", "true"), ("Y", "true"), (1, "true"), ("TRUE", "true"), (True, "true"),
     ("否", "false"), ("×", "false"), ("无", "false"), ("n", "false"), (False, "false")],
)  # fmt: skip
def test_yes_and_no(cell, truth):  # 36
    assert table(overview("采用上级采购规范", cell), "overview")[0]["uses_parent_procurement_rules"] == truth


def test_a_yes_that_is_none_is_refused():  # 36
    assert said(overview("采用上级采购规范", "也许"), "import.cell")


def test_another_unions_name_above_the_table_is_a_warning():  # 37
    imported = bring(("a.csv", csv_text([["编制单位：晨光机械厂工会"], HEAD, ROW])))
    assert "import.other-union" in codes(imported, "warning")
    imported = bring(("a.csv", csv_text([["编制单位：（公章）云帆食品"], HEAD, ROW])))
    assert "import.other-union" not in codes(imported, "warning")


def test_codes_are_taken_by_their_titles():  # 30
    row = ["2025-01", 1000, 20, 20, "税务代收"]
    assert table(bring(("dues.csv", csv_text([DUES, row]))), "dues")[0]["channel"] == "tax"
    assert codes(bring(("dues.csv", csv_text([DUES, [*row[:-1], "微信"]]))))


def test_leading_zeros_come_back_where_a_width_is_fixed():  # 27
    head = ["账号后四位", "开户行", "户名", "账户性质", "状态"]
    row = [21, "工商银行", "云帆食品工会", "基本存款账户", "使用中"]
    imported = bring(("表.xlsx", workbook(("银行账户", [head, row]))))
    assert table(imported, "bank_accounts")[0]["account_tail"] == "0021"
    assert [change.after for change in imported.changes] == ["0021"]


@pytest.mark.parametrize("cell", [9.1110106697e17, "9.11E+17"])
def test_a_code_of_which_a_spreadsheet_lost_digits_is_refused(cell):  # 25, 26
    head = ["事项编号", "资产名称", "资产类别", "事项类型", "是否土地处置", "相对方信用代码"]
    imported = bring(("表.xlsx", workbook(("资产事项", [head, ["Z1", "车", "车辆", "转让", "否", cell]]))))
    assert [place for place, _ in said(imported, "import.cell")] == ["F2"]


def test_an_identifier_that_became_a_date_is_refused():  # 27, 28
    head, row = ["编号", "类型", "日期", "主题"], [date(2025, 3, 1), "规定学习", "2025-01-09", "学习"]
    found = said(bring(("表.xlsx", workbook(("工作记录", [head, row])))), "import.cell")
    assert found == [("A2", "“2025-03-01”是编号，被表格软件改成了日期")]


def test_bidirectional_and_private_characters_are_refused_at_the_cell_of_the_workbook():  # 38, 40
    for char in ("\u202e", "\ue000"):
        imported = one(f"说{char}明", "说明")
        assert [place for place, _ in said(imported, "gate.unicode")] == ["E2"]


def test_a_key_that_stands_twice_is_refused_at_the_row_of_the_workbook():  # 41
    imported = bring(("表.xlsx", workbook(("收支预决算", [["表"], [], HEAD, ROW, ROW]))))
    assert "schema.primary-key" in " ".join(codes(imported))
    assert any(issue.place.row == 5 for issue in imported.issues if "primary" in issue.code)


def test_a_parent_that_is_not_its_children_names_the_cells_of_the_workbook():  # 42
    rows = [["单位：元"], HEAD, ["501", "职工活动支出", 5, 5, ""], ["50101", "职工教育支出", 4, 5, ""]]
    found = said(bring(("表.xlsx", workbook(("支出", rows)))), "identity.parent-sum")
    assert [place for place, _ in found] == ["C3"]
    assert "表.xlsx › 支出 C3" in found[0][1]
    assert "C4" in found[0][1]


def test_tables_stacked_in_one_sheet_are_refused():  # 45
    assert "import.stacked" in codes(accounts(ROW, [], HEAD, ROW))


def test_a_column_of_years_and_one_of_unions_are_held_to_the_one_asked_for():  # 45
    assert "import.other-year" in codes(accounts([*ROW, "2024"], head=[*HEAD, "年度"]))
    assert codes(accounts([*ROW, "2025"], head=[*HEAD, "年度"])) == []


def test_a_hidden_sheet_is_not_read_and_said():  # 46
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    for name in ("收支预决算", "银行账户"):
        sheet = book.add_worksheet(name)
        for at, row in enumerate([HEAD, ROW]):
            sheet.write_row(at, 0, row)
    sheet.hide()
    book.close()
    imported = bring(("表.xlsx", out.getvalue()))
    assert [name for name, _ in imported.tables] == ["accounts"]
    assert "import.hidden-sheet" in codes(imported, "warning")


def test_hidden_rows_and_columns_are_read_and_said():  # 46
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("收支预决算")
    for at, row in enumerate([HEAD, ROW, ["402", "拨缴经费收入", 1, 1]]):
        sheet.write_row(at, 0, row)
    sheet.set_row(2, None, None, {"hidden": True})
    sheet.set_row(7, None, None, {"hidden": True})  # nothing stands there
    sheet.set_column(3, 3, None, None, {"hidden": True})
    book.close()
    imported = bring(("表.xlsx", out.getvalue()))
    assert len(table(imported, "accounts")) == 2
    assert [sentence for _, sentence in said(imported, "import.hidden-cells")] == ["隐藏的行、列也读取了：第3行、D列"]


def test_an_amount_beyond_thirteen_digits_is_refused():  # 51
    assert codes(one("12345678901234", "决算数"))


def test_nothing_private_is_repeated():
    imported = bring(
        ("表.xlsx", workbook(("收支预决算", [HEAD, ["401", "会费收入", "13800138000转", "90", "电话 138 0013 8000 "]])))
    )
    told = [one.message.zh + str(one.value) for one in imported.issues] + [
        one.before + one.after for one in imported.changes
    ]
    assert imported.refused
    assert not any("8000" in text for text in told)


def test_a_number_with_an_unquoted_comma_is_not_read_as_two_cells():
    imported = bring(("accounts.csv", "科目编码,科目名称,年初预算数\r\n401,会费收入,1,500\r\n".encode()))
    assert "import.ragged" in codes(imported)


def test_amounts_that_seem_to_count_ten_thousands_are_a_warning():  # 21
    members = ("基本情况.csv", csv_text([["会员人数"], ["513"]]))
    small = bring(("accounts.csv", csv_text([HEAD, ["401", "会费收入", "120.5", "99.25", ""]])), members)
    assert "import.unit-suspect" in codes(small, "warning")
    large = bring(("accounts.csv", csv_text([HEAD, ["401", "会费收入", "1205000", "992500", ""]])), members)
    assert "import.unit-suspect" not in codes(large, "warning")


def test_a_negative_budget_is_refused_and_a_reversal_is_not():  # 44
    assert said(one("-5"), "import.negative-budget")[0][0] == "C2"
    assert codes(one("-5", "决算数")) == []


def test_a_row_with_figures_is_data_whatever_it_begins_with():  # 15
    assert codes(accounts(ROW, ["说明：会费", "x", "100", "90", ""]))


def test_one_refused_cell_is_told_once():
    """Neither the empty row that it leaves nor the code that is missing then is told again."""
    assert codes(overview("任职日期", "昨天")) == ["import.cell"]
    assert codes(one("4.01E+02", "科目编码")) == ["import.cell"]


def test_an_account_without_a_code_is_refused():
    assert "import.no-code" in codes(accounts(ROW, ["", "职工活动支出", "60", "50", ""]))


def test_a_unit_that_only_a_note_among_the_figures_names_converts_nothing():  # 10, 20
    assert "import.unit-conflict" in codes(accounts(["401", "会费收入", "100", "90", "单位：万元"]))
    assert written(accounts(["401", "会费收入", "100", "90", "单位：元"])) == "100"


def test_a_unit_in_a_row_below_the_table_counts():  # 10
    imported = accounts(ROW, ["单位：万元", "", "", "", ""])
    assert written(imported) == "1000000"
