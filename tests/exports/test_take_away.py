"""What people take away opens in a spreadsheet and explains itself: titles for headings, names beside codes, nothing runs."""

import csv
import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from tests.core.test_spreadsheet import NUMBER
from tests.pages.builders import ROOT, account, edition, finding, package, report
from yangguang.core.spreadsheet import formula_in
from yangguang.exports import catalogue as exports
from yangguang.exports import package_workbook as books
from yangguang.exports.package_workbook import package_workbook
from yangguang.exports.readable import readable, tables_csv
from yangguang.exports.workbook import Column, Sheet, workbook
from yangguang.records.audits import Audit
from yangguang.records.contributions import Transfer
from yangguang.records.finances import Overview, Project
from yangguang.records.tables import PACKAGE_TABLES
from yangguang.sources.provenance import Provenance


def taken(lang="zh", **tables):
    """Each table's CSV as its rows, by name."""
    given_ = package(**tables)
    made = edition(lang=lang)
    files = tables_csv(given_, readable(made, given_))
    return {
        one.path.rpartition("/")[2]: list(csv.reader(io.StringIO(one.content.decode("utf-8-sig")))) for one in files
    }


def opened(content):
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


PROJECT = Project(
    project_id="P1", name="职工运动会", account_code="501", budget_initial=Decimal(100), actual=Decimal("-3.20")
)
DUES = Transfer(
    transfer_id="T1", direction="sent", kind="dues_remitted", counterparty_id="bj-shi", period="2025-Q1",
    due=Decimal(5), amount=Decimal(5), date=date(2025, 4, 1),
)  # fmt: skip


def test_headings_are_titles_and_beside_each_code_stands_its_name():
    tables = taken(projects=(PROJECT,), transfers=(DUES,), overview=(Overview(uses_parent_procurement_rules=True),))
    heads, row = tables["projects.csv"]
    told = dict(zip(heads, row, strict=True))
    assert (told["预算科目（代码）"], told["预算科目"], told["年初预算数（元）"], told["决算数（元）"]) == (
        "501", "职工活动支出", "100", "-3.20",
    )  # fmt: skip
    told = dict(zip(*tables["transfers.csv"], strict=True))
    assert (told["对方工会（代码）"], told["对方工会"]) == ("bj-shi", ROOT.name)
    assert (told["方向（代码）"], told["方向"]) == ("sent", "付出")
    assert dict(zip(*tables["overview.csv"], strict=True))["采用上级采购规范"] == "是"


def test_in_english_they_are_english():
    heads, row = taken("en", projects=(PROJECT,))["projects.csv"]
    assert heads[:3] == ["Project id", "Name", "Account code (code)"]
    assert all(head.isascii() for head in heads)
    assert row[0] == "P1"


def test_an_audit_of_the_union_itself_names_it():
    heads, row = taken(
        audits=(Audit(audit_id="A1", kind="budget_review", target_id="self", auditor_kind="own_committee"),)
    )["audits.csv"]
    assert row[heads.index("审计对象")] == "北京红星机械厂工会"


def test_a_table_without_rows_is_its_headings_and_one_that_was_not_given_is_no_file():
    tables = taken(projects=(), transfers=None)
    assert len(tables["projects.csv"]) == 1
    assert "transfers.csv" not in tables


def test_headings_differ_in_every_table():
    rows = {table.name: () for table in PACKAGE_TABLES}
    for lang in ("zh", "en"):
        for name, (heads,) in taken(lang, **rows).items():
            assert len(set(heads)) == len(heads), name


@given(text=st.text(st.one_of(st.sampled_from('=+-@＝;\t\n" 1甲'), st.characters(codec="utf-8")), min_size=1))
@settings(max_examples=30)
def test_whatever_the_texts_are_no_cell_begins_a_formula_and_the_workbook_opens(text):
    project = Project(project_id="P1", name=text, account_code="501", actual=Decimal("-3.20"), purpose=text)
    given_ = package(projects=(project,))
    tables = list(readable(edition(), given_))
    (content,) = (one.content for one in tables_csv(given_, tables) if one.path.endswith("projects.csv"))
    cells = next(row for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")) if "P1" in row)
    assert "-3.20" in cells
    assert [one for one in cells if formula_in(one) and not NUMBER.fullmatch(one)] == []
    sheet = opened(package_workbook(edition(), report(given=given_), tables).content)["项目预决算"]
    assert -3.2 in sheet[1]


def test_a_year_offers_its_files_once_each_and_the_same_bytes_each_time():
    made = [list(exports.union_year(edition(), report(), ())) for _ in range(2)]
    assert made[0] == made[1]
    paths = [one.path for one in made[0] if one.title]
    assert len(set(paths)) == len(paths)
    home = "api/v1/unions/bj-hongxing/2025"
    assert {f"{home}.json", f"{home}.zip", f"{home}.xlsx", f"{home}/accounts.csv"} <= set(paths)
    assert [one.path for one in exports.union_year(edition(), report(given=None), ())] == [f"{home}.json"]


def test_the_workbook_says_what_it_is_then_has_a_sheet_a_table_with_values_of_their_kind():
    given_ = package(accounts=(account("402", "100.50", "-3.20"),), findings=(finding(),), projects=())
    shown = report(given=given_, provenance=Provenance(commit="c" * 40, committed_on=date(2026, 4, 20)))
    book = opened(package_workbook(edition(), shown, tuple(readable(edition(), given_))).content)
    about = dict(book["说明"])
    assert about["注意"] == "本站数据为虚构，仅供演示。"
    assert (about["工会"], about["年度"], about["许可"]) == ("北京红星机械厂工会", "2025", "CC BY 4.0")
    assert about["提交日期"] == "2026-04-20"
    assert "项目预决算" in about["本年未发生"]
    assert list(book)[1:] == [table.title_zh for table in PACKAGE_TABLES if given_.table(table.name) is not None]
    heads, row = book["收支预决算"]
    told = dict(zip(heads, row, strict=True))
    assert (told["科目编码"], told["年初预算数（元）"], told["决算数（元）"]) == ("402", 100.5, -3.2)
    heads, row = book["审计问题与整改"]
    assert row[heads.index("整改期限")] == finding().due_on


def test_a_long_table_is_cut_in_the_workbook_and_it_says_so(monkeypatch):
    monkeypatch.setattr(books, "ROWS", 2)
    given_ = package(findings=tuple(finding(f"F{n}") for n in range(3)))
    book = opened(package_workbook(edition(), report(given=given_), tuple(readable(edition(), given_))).content)
    assert len(book["审计问题与整改"]) == 3
    assert dict(book["说明"])["审计问题与整改"] == "共3行，此处列前2行，全部见CSV文件。"
    assert len(taken(findings=given_.findings)["findings.csv"]) == 4


def test_cells_hold_what_excel_would_read_otherwise():
    texts = ["_x0041_", " a ", "a\r\nb", "0012", "x\x0by", "<&>\"'", "=1+1"]
    sheet = Sheet("a/b", [Column("甲", "string")], [[text] for text in texts])
    assert [row[0] for row in opened(workbook([sheet]))["a b"][1:]] == [
        "_x0041_", " a ", "a\nb", "0012", "xy", "<&>\"'", "=1+1",
    ]  # fmt: skip


def test_days_and_great_amounts_stay_what_they_are():
    days = [date(1899, 12, 31), date(1900, 3, 1), date(2025, 1, 9)]
    sheet = Sheet(
        "a", [Column("day", "date"), Column("amount", "number")], [[day, Decimal("9999999999999.99")] for day in days]
    )
    rows = opened(workbook([sheet]))["a"][1:]
    assert [row[0] for row in rows] == ["1899-12-31", date(1900, 3, 1), date(2025, 1, 9)]
    assert {row[1] for row in rows} == {9999999999999.99}


def test_a_counterparty_nobody_knows_any_more_has_no_name():
    gone = replace(DUES, counterparty_id="bj-gone")
    told = dict(zip(*taken(transfers=(gone,))["transfers.csv"], strict=True))
    assert (told["对方工会（代码）"], told["对方工会"]) == ("bj-gone", "")
