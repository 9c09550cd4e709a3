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


def with_percents(rows, spots, name="收支预决算", shown_as="0%"):
    """An .xlsx of `rows` that shows the cells at `spots` as percentages; a formula in it has failed."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet(name)
    percent = book.add_format({"num_format": shown_as})
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            form = percent if (at, column) in spots else None
            if str(cell).startswith("="):
                sheet.write_formula(at, column, cell, form, "#DIV/0!")
            else:
                sheet.write(at, column, cell, form)
    book.close()
    return out.getvalue()


@pytest.mark.parametrize("shown_as", ["0%", "0.00%", "0.0%;[Red]-0.0%"])
def test_an_amount_that_its_sheet_shows_as_a_percentage_is_refused(shown_as):  # 35
    book = with_percents([HEAD, ["401", "会费收入", 100, 0.9, ""]], {(1, 3)}, shown_as=shown_as)
    assert said(bring(("表.xlsx", book)), "import.cell") == [("D2", "“0.9”在表里显示为百分比")]


MATRIX = [
    ["2025年财政拨款“三公”经费决算表"], ["单位：万元"], ["合计", "", "因公出国(境)费", "", "公务接待费", ""],
    ["预算数", "决算数"] * 3, [10, 9, 4, 4, 6, 5],
]  # fmt: skip


@pytest.mark.parametrize("form", ["xls", "ods"])
def test_percentages_of_old_workbooks_and_open_documents_are_seen_too(form, saved_as):  # 35
    rows = [
        HEAD,
        ["401", "会费收入", 0.5, 0.5, ""],
        ["402", "拨缴经费收入", 7, 0.25, ""],
        ["403", "上级补助收入", "=1/8", 3],
    ]
    book = with_percents(rows, {(1, 2), (1, 3), (2, 3), (3, 2)}, shown_as="0.0%;[Red]-0.0%")
    assert [cell for cell, _ in said(bring((f"表.{form}", saved_as(book, form))), "import.cell")] == [
        "C2", "D2", "D3", "C4",
    ]  # fmt: skip


@pytest.mark.parametrize("form", ["xlsx", "xls", "ods"])
def test_percentages_and_failed_formulas_in_the_layouts_of_the_three_expenses_are_refused(form, saved_as):  # 23, 35
    book = with_percents([*MATRIX[:4], [10, 9, 4, 4, "=1/0", 5]], {(4, 2)}, "Sheet1")
    found = said(bring((f"表.{form}", book if form == "xlsx" else saved_as(book, form))), "import.cell")
    assert [(cell, "百分比" in text, "公式出错" in text) for cell, text in found] == [
        ("C5", True, False), ("E5", False, True),
    ]  # fmt: skip


FINAL = [["单位：元"], ["科目", None, "核定预算数", "决算数", "完成决算(%)", "说明"], ["编码", "名称"]]


@pytest.mark.parametrize(("budget", "rate"), [(250, 240 / 250), (200, 1.2), (239, 240 / 239)])
def test_a_rate_is_read_as_its_sheet_shows_it(budget, rate):  # 35
    """A share beyond 100%, and one with all the decimals of its formula."""
    rows = [*FINAL, ["401", "会费收入", budget, 240, rate]]
    assert codes(bring(("决算.xlsx", with_percents(rows, {(3, 4)}, "Sheet1")))) == []


@pytest.mark.parametrize("percents", [{(3, 4)}, set()], ids=["shown", "bare"])
def test_a_rate_that_its_row_does_not_have_is_refused(percents):  # 35
    rows = [*FINAL, ["401", "会费收入", 400, 240, 0.96]]
    assert [
        cell for cell, _ in said(bring(("决算.xlsx", with_percents(rows, percents, "Sheet1"))), "import.derived")
    ] == ["E4"]
