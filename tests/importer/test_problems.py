"""How data really arrives, problem by problem, numbered as in the reference of the field: put right and said, or refused at the cell."""

import io
import subprocess
from datetime import date
from shutil import which

import pytest
import xlsxwriter

from tests.importer.office import bring, codes, csv_text, said, table, workbook

HEAD = ["科目编码", "科目名称", "年初预算数", "决算数", "说明"]
ROW = ["401", "会费收入", "100", "90", ""]


def accounts(*rows, head=HEAD, **more):
    """A CSV file of accounts brought to the desk."""
    return bring(("accounts.csv", csv_text([head, *rows])), **more)


def one(cell, column="年初预算数"):
    """An account with `cell` in a column: the workbook holds it as it is."""
    row = list(ROW)
    row[HEAD.index(column)] = cell
    return bring(("表.xlsx", workbook(("收支预决算", [HEAD, row]))))


def written(imported, column="budget_initial"):
    assert codes(imported) == []
    return table(imported, "accounts")[0].get(column, "")


TEXT = csv_text([HEAD, ROW])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (TEXT.encode("utf-8-sig"), None),  # 1
        (TEXT.encode(), None),  # 2
        (TEXT.encode("gb18030"), "import.gb18030"),  # 3
        (
            TEXT.replace("会费收入", "会费收入").replace(",\r\n", ",€㐂\r\n").encode("gb18030"),
            "import.gb18030",
        ),  # 3: not in gbk
        (b"\xff\xfe" + TEXT.replace(",", "\t").encode("utf-16-le"), "import.utf-16"),  # 4
        (TEXT.replace("\r\n", "\r").encode(), None),  # 7
        (TEXT.replace("\r\n", "\n").rstrip().encode(), None),  # 7
        (TEXT.replace(",", ";").encode(), "import.other-separator"),  # 8
        (TEXT.replace(",", "\t").encode(), "import.other-separator"),  # 8
        (b"sep=;\r\n" + TEXT.replace(",", ";").encode(), "import.other-separator"),  # 8
        (TEXT.replace("\r\n", "," * 1000 + "\r\n").encode(), None),  # 16
        (("\r\n\r\n" + TEXT + ",,,,\r\n\r\n").encode(), None),  # 16
    ],
)
def test_any_encoding_separator_and_line_end(data, code):
    imported = bring(("accounts.csv", data))
    assert written(imported, "actual") == "90"
    assert code is None or code in [one.code for one in imported.issues]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        (
            "accounts.csv",
            TEXT.encode("big5", "ignore").replace(b"401", "中華民國總工會".encode("big5")),
            "import.mojibake",
        ),  # 5
        ("accounts.csv", TEXT.replace("会费收入", "锟斤拷").encode(), "import.mojibake"),  # 5
        ("accounts.csv", TEXT.replace("会费收入", "会\ufffd").encode(), "import.mojibake"),  # 5
        ("accounts.csv", b"\x80\x81\xff" + TEXT.encode(), "import.mojibake"),  # 5
        ("accounts.csv", workbook(("收支预决算", [HEAD, ROW])), "import.renamed"),  # 6
        ("accounts.csv", b"%PDF-1.7 ...", "gate.not-csv"),  # 6
        ("表.docx", b"PK\x03\x04nothing", "import.unreadable"),  # 6
        ("accounts.csv", TEXT.replace(",", "，").encode(), "import.separator"),  # 8
        ("accounts.csv", TEXT.replace("会费收入", '"会费收入').encode(), "import.quote"),  # 9
        ("accounts.csv", f"<<<<<<< HEAD\r\n{TEXT}".encode(), "gate.conflict-marker"),  # 49
        ("accounts.csv", b"version https://git-lfs.github.com/spec/v1\n", "gate.lfs-pointer"),  # 49
        ("~$表.xlsx", b"x", "import.junk"),  # 48
        (".DS_Store", b"x", "import.junk"),  # 48
        ("accounts.csv", b"1" * 20_000_001, "import.too-large"),  # 50
        ("accounts.csv", csv_text([[str(at) for at in range(201)]]).encode(), "import.too-large"),  # 50
        ("accounts.csv", TEXT.encode() + b'"' + b"x" * 70_000 + b'"', "import.too-large"),  # 50
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_reason(name, data, code):
    assert code in codes(bring((name, data)))


def test_text_in_quotes_may_hold_separators_quotes_and_line_breaks():  # 9
    imported = accounts(["401", "会费收入", "100", "90", '"含“补缴”, 共""2""笔\n见附件"'])
    assert written(imported, "note") == '含“补缴”, 共"2"笔\n见附件'


def test_title_rows_are_passed_over_and_said():  # 10
    imported = bring(("a.csv", csv_text([["收支预决算"], ["单位：元", "2025年度"], HEAD, ROW])))
    assert written(imported) == "100"
    assert "import.preface" in codes(imported, "warning")


@pytest.mark.parametrize("preface", ["单位：万元", "金额单位：人民币万元", "（单位:万元）"])
def test_ten_thousands_that_a_preface_declares_are_converted_exactly_and_said(preface):  # 10
    imported = bring(("a.csv", csv_text([[preface], HEAD, ["401", "会费收入", "1.234567", "0", ""]])))
    assert written(imported) == "12345.67"
    assert "import.unit-converted" in codes(imported, "warning")


def test_a_preface_and_a_heading_that_disagree_about_the_unit_are_refused():  # 10
    head = ["科目编码", "科目名称", "年初预算数（元）", "决算数（元）", "说明"]
    assert "import.unit-conflict" in codes(bring(("a.csv", csv_text([["单位：万元"], head, ROW]))))


def test_another_year_in_the_preface_is_refused():  # 10
    assert "import.other-year" in codes(bring(("a.csv", csv_text([["2024年度收支预决算表"], HEAD, ROW]))))


HEADINGS = ["编    码", "科目名称", "本年预算数(元)", "决 算 数（元）", "说\u200b明"]


def test_headings_may_have_spaces_units_and_other_names():  # 12
    assert written(accounts(ROW, head=HEADINGS)) == "100"


def test_a_heading_that_names_no_column_is_refused_with_what_it_might_be():  # 12
    found = said(accounts([*ROW, "5"], head=[*HEAD, "金额"]), "import.label-unclear")
    assert found[0][0] == "F1"


def test_columns_may_stand_in_any_order_and_others_are_left_out_with_notice():  # 13
    imported = accounts(["", "90", "100", "会费收入", "401", "7"], head=[*reversed(HEAD), "经办科室"])
    assert written(imported) == "100"
    assert "import.label-extra" in codes(imported, "warning")


def test_a_column_that_stands_twice_or_is_missing_is_refused():  # 13
    assert "import.label-twice" in codes(accounts([*ROW, "5"], head=[*HEAD, "决算数"]))
    assert "import.label-missing" in codes(accounts(["会费收入", "5"], head=["科目名称", "决算数"]))


def test_totals_are_verified_and_left_out():  # 14
    imported = accounts(
        ROW,
        ["", "本年收入合计", "100", "90", ""],
        ["501", "职工活动支出", "60", "50", ""],
        ["", "支出合计", "60", "50"],
    )
    assert len(table(imported, "accounts")) == 2
    assert codes(imported, "info").count("import.total") == 2


def test_a_total_that_does_not_agree_is_refused_with_the_difference():  # 14
    found = said(accounts(ROW, ["", "合  计", "1,00".replace(",", ""), "91", ""]), "import.total-differs")
    assert found == [("D3", "“合计”91.00 与明细之和 90.00 不符（差 1.00）")]


def test_totals_of_any_table_are_verified():  # 14
    head = ["期间", "全部职工工资总额", "应拨缴", "实拨缴", "渠道"]
    rows = [["2025-01", 1000, 20, 20, "直接缴纳"], ["2025-02", 1000, 20, 20, "直接缴纳"]]
    imported = bring(("dues.csv", csv_text([head, *rows, ["合计", 2000, 40, 40, ""]])))
    assert codes(imported) == []
    assert len(table(imported, "dues")) == 2
    assert "import.total-differs" in codes(bring(("dues.csv", csv_text([head, *rows, ["合计", 2000, 41, 40, ""]]))))


def test_signatures_below_the_table_are_left_out_and_their_names_not_repeated():  # 15
    imported = accounts(ROW, ["工会主席：王小明", "制表：李四", "", "", ""])
    assert written(imported) == "100"
    assert "import.footer" in codes(imported, "warning")
    assert not any("王小明" in one.message.zh for one in imported.issues)


AMOUNTS = {
    "1,234,567.00": "1234567", "1，234": "1234", "1 234": "1234", "1'234.5": "1234.50", "12.30": "12.30",  # 17
    "１２３．４５": "123.45", "￥100": "100", "－5": "-5", "（1,234.00）": "-1234", "−5": "-5",  # 18, 19
    "100元": "100", "RMB 100": "100", "¥1,000.00元": "1000",  # 20
    "1.1E+05": "110000",  # 25
    0.30000000000000004: "0.30", 1234.5600000001: "1234.56", 100: "100", 99.5: "99.50",  # 31
    "\u00a0100\u3000": "100", "1\u200b00": "100",  # 38
}  # fmt: skip


@pytest.mark.parametrize(("cell", "amount"), AMOUNTS.items())
def test_an_amount_that_can_only_mean_one_number_becomes_that_number(cell, amount):
    imported = one(cell, "决算数")
    assert written(imported, "actual") == amount
    assert (
        str(cell) == amount
        or isinstance(cell, (int, float))
        or [change.place.cell for change in imported.changes] == ["D2"]
    )


@pytest.mark.parametrize(
    "cell",
    ["12,00", "123,4567", "1,23,456", "5-", "—5", "△5", "▲5", "1.2万", "3百元", "5亿", "-", "—", "/", "无", "#N/A", "NULL", "…",  # 17-22
     "#REF!", "#DIV/0!", "######", "=SUM(B2:B9)", "@SUM(A1)", "1.23456789012345678E+05", "0.125", "1.005", 0.125, "①", "5²", "½", "9" * 400, "1_000", "约100", True,
     date(2025, 1, 1)],  # 23-25, 31
)  # fmt: skip
def test_an_amount_that_is_uncertain_is_refused_at_its_cell(cell):
    found = said(one(cell, "决算数"), "import.cell")
    assert [place for place, _ in found] == ["D2"]


def test_an_empty_amount_is_unknown_and_never_zero():  # 22
    assert written(one("", "决算数"), "actual") == ""


def test_a_formula_that_failed_is_refused_although_its_cell_reads_as_empty():  # 23
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("收支预决算")
    for at, row in enumerate([HEAD, ROW]):
        sheet.write_row(at, 0, row)
    sheet.write_formula("D2", "=1/0", None, "#DIV/0!")
    book.close()
    assert [place for place, _ in said(bring(("表.xlsx", out.getvalue())), "import.cell")] == ["D2"]


CODES = {
    "401.0": "401", "'401": "401", '="401"': "401", " 401 ": "401", "４０１": "401", 401: "401", "\u00a0401": "401",  # 27, 28
    "50101": "50101", "501.01": "50101", "501-01": "50101", "501\\01": "50101", "    50101": "50101",  # 28
}  # fmt: skip


@pytest.mark.parametrize(("cell", "code"), CODES.items())
def test_an_account_code_however_a_spreadsheet_writes_it(cell, code):
    name = {"401": "会费收入", "50101": "职工教育支出"}[code]
    rows = [["501", "职工活动支出", 1, 1, ""]] if code != "401" else []
    imported = bring(("表.xlsx", workbook(("收支预决算", [HEAD, [cell, name, 1, 1, ""], *rows]))))
    assert codes(imported) == []
    assert table(imported, "accounts")[0]["account_code"] == code


@pytest.mark.parametrize("cell", ["4O1", "40l", "4О1"])
def test_a_letter_that_looks_like_a_digit_is_refused_with_its_position(cell):  # 39
    found = said(one(cell, "科目编码"), "import.cell")
    assert found[0][0] == "A2"
    assert "个字符" in found[0][1]


def test_an_account_under_another_charts_name_is_refused():  # 29
    assert "identity.account-name" in codes(accounts(["504", "行政支出", "1", "1", ""]))


@pytest.mark.parametrize("name", ["50101", "职工教育费", "其中：职工教育支出", "职工教育 支出", ""])
def test_an_accounts_name_that_its_code_makes_certain_is_restored(name):  # 30 and the field's own exports
    imported = accounts(["501", "职工活动支出", "1", "1", ""], ["50101", name, "1", "1", ""])
    assert codes(imported) == []
    assert table(imported, "accounts")[1]["account_name"] == "职工教育支出"


OVERVIEW = ["会员人数", "任职日期", "采用上级采购规范", "职工人数", "工会干部人数", "工作机构", "接访周期(天)"]


def overview(column, cell):
    row = [cell if name == column else "" for name in OVERVIEW]
    return bring(("表.xlsx", workbook(("基本情况", [OVERVIEW, row if any(row) else [*row[:-1], 5]]))))


DAYS = ["2015-01-09", "2015/1/9", "2015.1.9", "2015年1月9日", "20150109", "二〇一五年一月九日", "二零一五年一月九日", "2015 年1 月9 日",
        "2015-01-09 00:00:00", date(2015, 1, 9), "２０１５－０１－０９"]  # fmt: skip


@pytest.mark.parametrize("cell", DAYS)
def test_a_day_that_can_only_mean_one_day(cell):  # 32
    imported = overview("任职日期", cell)
    assert codes(imported) == []
    assert table(imported, "overview")[0]["responsible_since"] == "2015-01-09"


@pytest.mark.parametrize("cell", ["15-1-9", "1/9/2015", 42013, "42013", "2015年1月", "2015-02-30", "2015-1", "昨天"])
def test_a_day_that_is_uncertain_or_impossible_is_refused(cell):  # 32, 33
    assert [place for place, _ in said(overview("任职日期", cell), "import.cell")] == ["B2"]


PERIODS = {"2025年1月": "2025-01", "2025.1": "2025-01", "2025/01": "2025-01", "2025年01月份": "2025-01", "一季度": "2025-Q1",
           "Q1": "2025-Q1", "2025年第一季度": "2025-Q1", "2025Q1": "2025-Q1", date(2025, 1, 1): "2025-01", "2025-01": "2025-01"}  # fmt: skip
DUES = ["期间", "全部职工工资总额", "应拨缴", "实拨缴", "渠道"]


@pytest.mark.parametrize(("cell", "period"), PERIODS.items())
def test_a_period_in_the_words_of_an_office(cell, period):  # 34
    imported = bring(("表.xlsx", workbook(("工会经费拨缴", [DUES, [cell, 1000, 20, 20, "直接缴纳"]]))))
    assert codes(imported) == []
    assert table(imported, "dues")[0]["period"] == period


@pytest.mark.parametrize("cell", ["上半年", "2025年1-6月", "春季", "13月"])
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


@pytest.mark.parametrize("form", ["xlsx", "xls"])
def test_a_broken_workbook_is_refused_in_a_sentence(form):
    whole = (
        workbook(("收支预决算", [HEAD, ROW])) if form == "xlsx" else b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000)
    )
    for size in (9, 600, len(whole) // 2, len(whole) - 30):
        assert "import.unreadable" in codes(bring((f"表.{form}", whole[:size])))


SECTIONS = [["", "一、收入", "", "", ""], ROW, ["", "一、收入合计", "100", "90", ""], ["", "二、支出", "", "", ""],
            ["501", "职工活动支出", "60", "50", ""], ["", "二、支出合计", "60", "50", ""]]  # fmt: skip


def test_rows_that_only_name_a_section_are_no_accounts():  # 14
    imported = accounts(*SECTIONS)
    assert codes(imported) == []
    assert len(table(imported, "accounts")) == 2


def test_an_account_without_a_code_is_refused():
    assert "import.no-code" in codes(accounts(ROW, ["", "职工活动支出", "60", "50", ""]))


def test_one_amount_in_a_merged_cell_over_several_rows_is_refused():  # 11
    rows = [HEAD, ["401", "会费收入", 100, 90, ""], ["402", "拨缴经费收入", 100, None, ""]]
    imported = bring(("表.xlsx", workbook(("收支预决算", rows), merges={"收支预决算": ["D2:D3"]})))
    assert said(imported, "import.merged")[0][0] == "D3"


def test_a_text_in_a_merged_cell_stands_in_each_of_its_rows():  # 11
    head = ["编号", "类型", "日期", "主题"]
    rows = [head, ["A1", "规定学习", date(2025, 1, 9), "学习"], ["A2", None, date(2025, 2, 9), "学习"]]
    imported = bring(("表.xlsx", workbook(("工作记录", rows), merges={"工作记录": ["B2:B3"]})))
    assert codes(imported) == []
    assert [row["kind"] for row in table(imported, "activities")] == ["policy_study"] * 2
    assert [change.place.cell for change in imported.changes] == ["B3"]


@pytest.mark.skipif(which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("form", ["xls", "ods"])
def test_a_formula_that_failed_is_found_in_old_workbooks_and_open_documents(form, tmp_path):  # 23
    rows = [["表"], [], [*HEAD], *([str(401 + at), "x", 1, 1, ""] for at in range(8))]
    book = xlsxwriter.Workbook(tmp_path / "e.xlsx")
    for name in ("封面", "收支预决算"):
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    sheet.write_formula("D5", "=1/0", None, "#DIV/0!")
    sheet.write_formula("D9", "=VLOOKUP(1,A1:A2,1)", None, "#N/A")
    book.close()
    command = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        form,
        "e.xlsx",
    ]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    imported = bring((f"e.{form}", (tmp_path / f"e.{form}").read_bytes()))
    failed = [cell for cell, sentence in said(imported, "import.cell") if "公式出错" in sentence]
    assert failed == ["D5", "D9"]


def test_a_unit_that_only_a_note_among_the_figures_names_converts_nothing():  # 10, 20
    assert "import.unit-conflict" in codes(accounts(["401", "会费收入", "100", "90", "单位：万元"]))
    assert written(accounts(["401", "会费收入", "100", "90", "单位：元"])) == "100"


def test_a_unit_in_a_row_below_the_table_counts():  # 10
    imported = accounts(ROW, ["单位：万元", "", "", "", ""])
    assert written(imported) == "1000000"
