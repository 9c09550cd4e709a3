"""How data really arrives, problem by problem, numbered as in the reference of the field: put right and said, or refused at the cell."""

import io
from datetime import date

import pytest
import xlsxwriter

from tests.importer.office import bring, codes, csv_text, said, table, workbook
from tests.importer.problems import HEAD, ROW, accounts, one, written

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
        ("accounts.csv", TEXT.encode().decode("latin-1").encode(), "import.mojibake"),  # 5
        ("表.xlsx", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "import.unreadable"),  # 6
        ("accounts.csv", workbook(("收支预决算", [HEAD, ROW])), "import.renamed"),  # 6
        ("accounts.csv", b"%PDF-1.7 ...", "gate.not-csv"),  # 6
        ("表.xls", b"<html><table><tr><td>1</td></tr></table></html>", "import.unreadable"),  # 6
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
    "'100": "100", '="100"': "100",  # 27
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
    "50101": "50101", "501.01": "50101", "501-01": "50101", "501\\01": "50101", "    50101": "50101", "401.00": "401",
    "501_01": "50101", "501—01": "50101", "401 会费收入": "401", "50101职工教育支出": "50101",  # 28
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


def test_a_file_without_any_table_is_told_once():
    for book in (b"", "科目编码 科目名称\n401 会费收入\n".encode()):
        assert [one.code for one in bring(("x.csv", book)).issues] == ["import.nothing"]


@pytest.mark.parametrize(
    ("code", "name"), [("402", "拨缴经费"), ("401", "会费"), ("403", "上级补助"), ("502", "职工活动组织")]
)
def test_an_accounts_name_without_its_last_word_is_its_name(code, name):  # 30
    imported = accounts([code, name, "1", "1", ""], union="yangguang")
    assert "identity.account-name" not in codes(imported)


@pytest.mark.parametrize("name", ["50101", "职工教育费", "其中：职工教育支出", "职工教育 支出", ""])
def test_an_accounts_name_that_its_code_makes_certain_is_restored(name):  # 30 and the field's own exports
    imported = accounts(["501", "职工活动支出", "1", "1", ""], ["50101", name, "1", "1", ""])
    assert codes(imported) == []
    assert table(imported, "accounts")[1]["account_name"] == "职工教育支出"
