"""How data really arrives, further: what only a workbook has. Formulas, merged and hidden cells, formats, broken files."""

import io
import zipfile
from datetime import date

import pytest
import xlsxwriter

from tests.importer.office import bring, codes, said, table, workbook
from tests.importer.problems import HEAD, ROW, written


@pytest.mark.parametrize("form", ["xlsx", "xls"])
def test_a_broken_workbook_is_refused_in_a_sentence(form):
    whole = (
        workbook(("收支预决算", [HEAD, ROW])) if form == "xlsx" else b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000)
    )
    for size in (9, 600, len(whole) // 2, len(whole) - 30):
        assert "import.unreadable" in codes(bring((f"表.{form}", whole[:size])))


def computed(formula, inside, attributes=b""):
    """A workbook whose D2 is a formula, saved with `inside` for its value."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("收支预决算")
    for at, row in enumerate([HEAD, ROW]):
        sheet.write_row(at, 0, row)
    sheet.write_formula("D2", formula, None, 0)
    book.close()
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(out.getvalue())) as before, zipfile.ZipFile(changed, "w") as after:
        for name in before.namelist():
            xml = before.read(name).replace(b"</f><v>0</v>", b"</f>" + inside)
            after.writestr(name, xml.replace(b'r="D2"', b'r="D2"' + attributes))
    return bring(("表.xlsx", changed.getvalue()))


@pytest.mark.parametrize("inside", [b"", b"<v></v>", b"<v/>", b"<v />"])  # as this and that program writes it
def test_what_nobody_computed_is_told_apart_from_what_failed(inside):  # 23, 24
    assert said(computed("=1+1", inside), "import.cell") == [("D2", "“=”公式没有保存算出的结果")]


def test_a_formula_that_comes_to_no_text_is_an_empty_cell():  # 22
    assert written(computed('=IF(C2>0,"","x")', b"<v></v>", b' t="str"'), "actual") == ""


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


@pytest.mark.parametrize("form", ["xls", "ods"])
def test_what_failed_and_what_is_hidden_is_found_in_old_workbooks_and_open_documents(form, saved_as):  # 23, 46
    rows = [["表"], [], [*HEAD], *([str(401 + at), "x", 1, 1, ""] for at in range(8))]
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    for name in ("封面", "收支预决算"):
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    sheet.write_formula("D5", "=1/0", None, "#DIV/0!")
    sheet.write_formula("D9", "=VLOOKUP(1,A1:A2,1)", None, "#N/A")
    sheet.set_row(6, None, None, {"hidden": True})
    sheet.set_column(2, 2, None, None, {"hidden": True})
    book.close()
    imported = bring((f"e.{form}", saved_as(out.getvalue(), form)))
    failed = [cell for cell, sentence in said(imported, "import.cell") if "公式出错" in sentence]
    assert failed == ["D5", "D9"]
    assert [text for _, text in said(imported, "import.hidden-cells")] == ["隐藏的行、列也读取了：第7行、C列"]


@pytest.mark.parametrize("shown_as", ["0%", "0.00%", "0.0%;[Red]-0.0%"])
def test_an_amount_that_its_sheet_shows_as_a_percentage_is_refused(shown_as):  # 35
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("收支预决算")
    sheet.write_row(0, 0, HEAD)
    sheet.write_row(1, 0, ["401", "会费收入", 100])
    sheet.write(1, 3, 0.9, book.add_format({"num_format": shown_as}))
    book.close()
    assert said(bring(("表.xlsx", out.getvalue())), "import.cell") == [("D2", "“0.9”在表里显示为百分比")]
