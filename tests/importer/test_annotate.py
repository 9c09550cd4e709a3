"""The workbook comes back: the same cells, problems at their places, a list to tick off; what it lists, once mended, passes."""

import io
import re
import zipfile

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from tests.importer.office import AS_OF, DATA, bring, csv_text, workbook
from yangguang.importer.annotate import annotate
from yangguang.importer.failed import worksheets
from yangguang.importer.model import Log
from yangguang.importer.read import read_file
from yangguang.pipeline.importing import make_template

HEAD = ["科目编码", "科目名称", "年初预算数（元）", "决算数（元）"]
FAULTY = [["2025年收支"], [], HEAD, ["401", "会费收入", "1.2万", 90], ["504", "行政支出", 5, "—"], ["合计", "", 5, 90]]


def part(book, name):
    with zipfile.ZipFile(io.BytesIO(book)) as packed:
        return packed.read(name).decode()


def sheet_part(book, name):
    """The XML of a worksheet."""
    with zipfile.ZipFile(io.BytesIO(book)) as packed:
        return packed.read(dict(worksheets(packed, set(packed.namelist())))[name]).decode()


def rows_of(book, name):
    return CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_name(name).to_python(skip_empty_area=False)


def comments(book):
    """Cell and text of each comment of a workbook."""
    with zipfile.ZipFile(io.BytesIO(book)) as packed:
        found = {}
        for name in packed.namelist():
            if name.startswith("xl/comments"):
                for cell, inside in re.findall(
                    r'<comment ref="([A-Z]+\d+)".*?>(.*?)</comment>', packed.read(name).decode(), re.DOTALL
                ):
                    found[cell] = "".join(re.findall(r"<t[^>]*>(.*?)</t>", inside, re.DOTALL))
        return found


def test_the_same_cells_come_back_with_each_problem_at_its_place():
    imported = bring(("表.xlsx", workbook(("收支预决算", FAULTY))))
    back = annotate(imported)
    (read,) = [sheet for sheet in read_file("b.xlsx", back, Log()) if sheet.name == "收支预决算"]
    assert [list(row) for row in read.rows] == [list(row) for row in imported.sheets[0].rows]
    found = comments(back)
    assert {"C4", "D5"} <= set(found)
    for part in ("现值：1.2万", "问题：", "怎么改：", "依据：import.cell"):
        assert part in found["C4"]


def test_the_list_comes_first_and_leads_to_the_cells():
    imported = bring(("表.xlsx", workbook(("收支预决算", FAULTY))))
    back = annotate(imported)
    assert CalamineWorkbook.from_filelike(io.BytesIO(back)).sheet_names[0] == "修改清单"
    listed = rows_of(back, "修改清单")
    problems = [one for one in imported.issues if one.severity != "info"]
    assert len(listed) == len(problems) + 1
    links = re.findall(r'location="\'收支预决算\'!([A-Z]+\d+)"', sheet_part(back, "修改清单"))
    assert {"C4", "D5"} <= set(links)


def test_mending_what_the_list_names_makes_the_next_run_pass():
    rows = [list(row) for row in FAULTY]
    back = annotate(bring(("表.xlsx", workbook(("收支预决算", rows)))))
    mended = rows_of(back, "收支预决算")
    mended[3][2], mended[4][3], mended[4][0], mended[4][1] = 12000, 0, "501", "职工活动支出"
    mended[5][2] = 12005
    imported = bring(("back.xlsx", workbook(("修改清单", rows_of(back, "修改清单")), ("收支预决算", mended))))
    assert [one.code for one in imported.issues if one.is_error and one.code != "schema.missing-table"] == []


def test_a_csv_and_two_sheets_of_one_name_come_back_as_sheets():
    text = csv_text([["科目编码", "科目名称", "年初预算数"], ["401", "会费收入", "x"]])
    imported = bring(("accounts.csv", text), ("b.xlsx", workbook(("Accounts", FAULTY))))
    names = CalamineWorkbook.from_filelike(io.BytesIO(annotate(imported))).sheet_names
    assert names == ["修改清单", "accounts", "Accounts_2"]


def test_a_private_number_is_not_repeated_in_comments_or_list():
    rows = [[*HEAD, "说明"], ["401", "会费收入", 1, 1, "联系人电话13800138000"]]
    back = annotate(bring(("表.xlsx", workbook(("收支预决算", rows)))))
    assert any("privacy." in text for text in comments(back).values())
    assert "13800138000" not in "".join(comments(back).values())
    assert not any("13800138000" in str(cell) for row in rows_of(back, "修改清单") for cell in row)


def test_an_annotated_template_keeps_its_drop_downs_and_can_be_imported_again():
    book = make_template(DATA, "chenxi-qingfeng-yunfan", 2025, AS_OF)
    back = annotate(bring(("x.xlsx", book)))
    with zipfile.ZipFile(io.BytesIO(back)) as packed:
        assert sum(b"<dataValidation " in packed.read(name) for name in packed.namelist() if "worksheets" in name) > 10
    imported = bring(("back.xlsx", back))
    assert not imported.refused
    assert imported.changes == []


def test_the_same_import_comes_back_as_the_same_bytes():
    imported = bring(("表.xlsx", workbook(("收支预决算", FAULTY))))
    assert annotate(imported) == annotate(imported)


def test_a_failed_formula_comes_back_with_what_it_showed():
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("收支预决算")
    for at, row in enumerate([HEAD, ["401", "会费收入", 1]]):
        sheet.write_row(at, 0, row)
    sheet.write_formula("D2", "=1/0", None, "#DIV/0!")
    book.close()
    back = annotate(bring(("表.xlsx", out.getvalue())))
    assert re.search(r'<c r="D2"[^>]*t="e"[^>]*><f>1/0</f><v>#DIV/0!</v></c>', sheet_part(back, "收支预决算"))
    assert "D2" in comments(back)


def test_libreoffice_opens_an_annotated_workbook(saved_as):
    back = annotate(bring(("表.xlsx", workbook(("收支预决算", FAULTY), merges={"收支预决算": ["A1:D1"]}))))
    imported = bring(("x.ods", saved_as(back, "ods")))
    assert {"C4", "D5"} <= {one.place.cell for one in imported.issues}


def styled_workbook():
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet, other = book.add_worksheet("收支预决算"), book.add_worksheet("说明")
    head = book.add_format(
        {"bold": True, "font_name": "黑体", "font_size": 14, "bg_color": "#DDEBF7", "align": "center", "border": 1}
    )
    money = book.add_format({"num_format": "#,##0.00", "bottom": 6, "font_color": "#FF0000"})
    sheet.set_column(0, 0, 31)
    sheet.set_row(0, 33)
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, HEAD, head)
    sheet.write_row(1, 0, ["401", "会费收入"])
    sheet.write_row(1, 2, ["1.2万", 90], money)
    other.write(0, 0, "第三季度另报", head)
    book.close()
    return out.getvalue()


def test_a_workbook_comes_back_as_it_looked():
    back = annotate(bring(("表.xlsx", styled_workbook())))
    sheet, styles = sheet_part(back, "收支预决算"), part(back, "xl/styles.xml")
    assert re.search(r'<col min="1" max="1" width="31\.\d+"', sheet)
    assert 'ht="33"' in sheet
    assert 'state="frozen"' in sheet
    for look in (
        '<name val="黑体"/>',
        '<sz val="14"/>',
        'rgb="FFDDEBF7"',
        "#,##0.00",
        'style="double"',
        'horizontal="center"',
    ):
        assert look in styles, look
    assert CalamineWorkbook.from_filelike(io.BytesIO(back)).sheet_names == ["修改清单", "收支预决算", "说明"]
    bad = re.search(r'<c r="C2" s="(\d+)"', sheet)[1]
    formats = re.findall(r"<xf [^>]*?(?:/>|>.*?</xf>)", styles.split("<cellXfs")[1].split("</cellXfs>")[0])
    fills = re.findall(r"<fill>.*?</fill>", styles)
    number, fill = (int(re.search(rf'{name}="(\d+)"', formats[int(bad)])[1]) for name in ("numFmtId", "fillId"))
    assert f'numFmtId="{number}" formatCode="#,##0.00"' in styles  # the format that it had
    assert "FFFFC7CE" in fills[fill]  # and the colour of an error


@pytest.mark.parametrize(
    "styles", [b"", b"<styleSheet", b'<!DOCTYPE x [<!ENTITY a "a">]><styleSheet/>', b"<styleSheet/>"]
)
def test_styles_that_nobody_can_read_are_left_out(styles):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(styled_workbook())) as packed, zipfile.ZipFile(out, "w") as changed:
        for name in packed.namelist():
            changed.writestr(name, styles if name == "xl/styles.xml" else packed.read(name))
    imported = bring(("表.xlsx", out.getvalue()))
    assert annotate(imported).startswith(b"PK")


def rich_workbook():
    """What offices put into a workbook: formulas, a chart, drop-downs, print settings, names, comments, hidden parts."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet, other, hidden = (book.add_worksheet(name) for name in ("收支预决算", "图", "藏"))
    money = book.add_format({"num_format": "#,##0.00", "bg_color": "#E2EFDA"})
    sheet.write_row(0, 0, ["科目编码", "科目名称", "年初预算数", "决算数", "说明"])
    sheet.write_row(1, 0, ["401", "会费收入"])
    sheet.write(1, 2, "1.2万", money)
    sheet.write_formula(1, 3, "=40+50", money, 90)
    sheet.write_row(2, 0, ["402", "拨缴经费收入", 100, 95])
    sheet.write_comment("B3", "会计的话", {"author": "会计"})
    sheet.set_column(4, 4, None, None, {"hidden": True})
    sheet.set_landscape()
    sheet.print_area(0, 0, 5, 4)
    sheet.set_header("&C决算")
    sheet.conditional_format("C2:D9", {"type": "data_bar"})
    sheet.data_validation("A2:A9", {"validate": "list", "source": ["401", "402"]})
    sheet.autofilter("A1:E9")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=收支预决算!$D$2:$D$3"})
    other.insert_chart("B2", chart)
    other.write(0, 0, "图表")
    other.activate()
    hidden.write(0, 0, "x")
    hidden.hide()
    book.define_name("预算", "=收支预决算!$C$2:$C$9")
    book.close()
    return out.getvalue()


TOUCHED = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/comments1.xml",
           "xl/drawings/vmlDrawing1.vml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"}  # fmt: skip


def test_what_is_not_marked_stays_as_it_is_byte_for_byte():
    before = rich_workbook()
    back = annotate(bring(("表.xlsx", before)))
    with zipfile.ZipFile(io.BytesIO(before)) as old, zipfile.ZipFile(io.BytesIO(back)) as new:
        assert {name for name in old.namelist() if new.read(name) != old.read(name)} <= TOUCHED
        assert set(new.namelist()) - set(old.namelist()) == {"xl/worksheets/yangguang-list.xml"}
    old, new = sheet_part(before, "收支预决算"), sheet_part(back, "收支预决算")
    assert re.sub(r'<c r="C2" s="\d+"', "", new) == re.sub(r' tabSelected="1"|<c r="C2" s="\d+"', "", old)
    assert "<f>40+50</f>" in new
    assert 'hidden="1"' in new
    assert "Print_Area" in part(back, "xl/workbook.xml")
    assert 'localSheetId="1"' in part(back, "xl/workbook.xml")  # the list came before the sheet that it is of
    assert "activeTab" not in part(back, "xl/workbook.xml")
    assert sheet_part(back, "图").count("tabSelected") == 0


def test_comments_of_the_office_stay_and_ours_go_when_the_cell_is_mended():
    back = annotate(bring(("表.xlsx", rich_workbook())))
    assert set(comments(back)) == {"B3", "C2"}
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(back)) as old, zipfile.ZipFile(out, "w") as mended:
        for name in old.namelist():
            cell = re.compile(rb'(<c r="C2" s="\d+") t="s"><v>\d+</v>')
            mended.writestr(name, cell.sub(rb"\1><v>12000</v>", old.read(name)))
    again = annotate(bring(("表.xlsx", out.getvalue())))
    assert rows_of(again, "收支预决算")[1][2] == 12000
    assert set(comments(again)) == {"B3"}
    assert part(again, "xl/drawings/vmlDrawing1.vml").count("<v:shape ") == 1
    with zipfile.ZipFile(io.BytesIO(again)) as packed:
        assert sum("list" in name for name in packed.namelist()) == 1
    coloured = re.search(r'<c r="C2" s="(\d+)"', sheet_part(again, "收支预决算"))[1]
    xf = re.findall(r"<xf [^>]*>", part(again, "xl/styles.xml").split("<cellXfs")[1])[int(coloured)]
    assert 'fillId="0"' in xf


def test_cells_that_no_file_holds_are_marked_too():
    rows = [["科目编码", "科目名称", "年初预算数", "决算数"], [None, "会费收入", 1, 1]]
    back = annotate(bring(("表.xlsx", workbook(("收支预决算", rows)))))
    assert "A2" in comments(back)
    assert re.search(r'<row r="2"[^>]*><c r="A2" s="\d+"/><c r="B2"', sheet_part(back, "收支预决算"))


def test_libreoffice_keeps_what_the_office_had(saved_as):
    back = annotate(bring(("表.xlsx", rich_workbook())))
    again = saved_as(back, "xlsx")
    assert CalamineWorkbook.from_filelike(io.BytesIO(again)).sheet_names == ["修改清单", "收支预决算", "图", "藏"]
    assert {"B3", "C2"} <= set(comments(again))
    with zipfile.ZipFile(io.BytesIO(again)) as packed:
        assert any(name.startswith("xl/charts/chart") for name in packed.namelist())
    assert "<f" in sheet_part(again, "收支预决算")
    assert "C2" in [one.place.cell for one in bring(("again.xlsx", again)).issues]


def test_what_was_written_anew_says_what_it_has_not(saved_as):
    back = annotate(bring(("表.xls", saved_as(rich_workbook(), "xls"))))
    assert any("图表" in str(cell) for row in rows_of(back, "修改清单") for cell in row)
