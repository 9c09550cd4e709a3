"""How data really arrives, further: section titles, totals above and below, sums of a balance sheet, footers."""

import pytest

from tests.importer.office import bring, codes, csv_text, said, table
from tests.importer.problems import ROW, accounts

SECTIONS = [["", "一、收入", "", "", ""], ROW, ["", "一、收入合计", "100", "90", ""], ["", "二、支出", "", "", ""],
            ["501", "职工活动支出", "60", "50", ""], ["", "二、支出合计", "60", "50", ""]]  # fmt: skip


def test_rows_that_only_name_a_section_are_no_accounts():  # 14
    imported = accounts(*SECTIONS)
    assert codes(imported) == []
    assert len(table(imported, "accounts")) == 2


def test_a_total_above_its_rows_is_verified_by_what_follows():  # 14
    rows = [["", "收入合计（元）", "100", "90", ""], ROW, ["", "支出合计", "60", "50", ""], ["501", "职工活动支出", "60", "50", ""],
            ["", "收支差额", "40", "40", ""]]  # fmt: skip
    imported = accounts(*rows)
    assert codes(imported) == []
    assert codes(imported, "info").count("import.total") == 3
    rows[0][2] = "101"
    assert said(accounts(*rows), "import.total-differs") == [
        ("C2", "“收入合计”101.00 与明细之和 100.00 不符（差 1.00）")
    ]
    assert codes(accounts(*rows), "info").count("import.total") == 2  # what differs is not said to be verified


def test_the_sums_of_a_balance_sheet_are_verified_and_left_out():  # 14
    head = ["项目", "年初数", "年末数"]
    rows = [head, ["货币资金", 60, 70], ["固定资产净值", 40, 40], ["资产合计", 100, 110], ["其他应付款", 10, 10], ["负债合计", 10, 10],
            ["结余", 90, 100], ["净资产合计", 90, 100], ["负债和净资产总计", 100, 110]]  # fmt: skip
    imported = bring(("资产负债.csv", csv_text([["单位：元"], *rows])))
    assert codes(imported) == []
    assert [row["item"] for row in table(imported, "balances")] == ["cash", "fixed_assets", "other_payables", "surplus"]
    rows[3][2] = 111
    assert [
        cell for cell, _ in said(bring(("资产负债.csv", csv_text([["单位：元"], *rows]))), "import.total-differs")
    ] == ["C5"]


@pytest.mark.parametrize(
    "footer",
    [
        ["制表人 王小明", "", "审核人 李四"],
        ["会计：王小明"],
        ["工会主席王小明"],
        ["（盖章）"],
        ["2026年1月9日"],
        ["注1：不含补助"],
        ["第1页 共2页"],
    ],
)
def test_what_stands_below_a_table_is_no_row_of_it(footer):  # 15
    imported = accounts(ROW, footer)
    assert codes(imported) == []
    assert codes(imported, "warning") == ["import.footer"]
    assert not any("王小明" in str(said) for said in (imported.issues, imported.changes))


def test_no_total_is_held_against_a_figure_that_was_refused():  # 14
    """The cell is told; that the sums then differ follows from it."""
    rows = [ROW, ["402", "拨缴经费收入", "约300", "10", ""], ["", "收入合计", "400", "100", ""]]
    assert codes(accounts(*rows)) == ["import.cell"]
    rows[2][3] = "101"  # the other column can be summed
    assert codes(accounts(*rows)) == ["import.cell", "import.total-differs"]
