"""The three public expenses in the layouts of government offices: a matrix, a list by year, a list by fund, each turned round."""

import pytest

from tests.importer.office import bring, codes, csv_text, said, table, workbook

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


def turned(rows):
    """A layout with its rows as columns, below the same title and unit."""
    width = max(map(len, rows[2:]))
    return [*rows[:2], *map(list, zip(*([*row, *[""] * (width - len(row))] for row in rows[2:]), strict=True))]


BY_KIND = [
    *matrix()[:2], ["2025年度预算数", *[""] * 5, "2025年度决算数", *[""] * 5], GROUPS[::2] * 2, PARTS[::2] * 2,
    FIGURES[::2] + FIGURES[1::2],
]  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        turned(matrix()),  # items down, each with its budget and its actual
        BY_KIND,  # budget and actual each a group of items
        turned(BY_KIND),
        [*matrix()[:2], ["项目", *GROUPS[::2]], ["", *PARTS[::2]], ["预算数", *FIGURES[::2]], ["决算数", *FIGURES[1::2]]],
        turned([*matrix()[:2], ["项目", *GROUPS[::2]], ["", *PARTS[::2]], ["预算数", *FIGURES[::2]], ["决算数", *FIGURES[1::2]]]),
        [*matrix()[:4], ["预算", "决算"] * 6, FIGURES],
    ],
)  # fmt: skip
def test_the_matrix_turned_round_or_grouped_otherwise_is_the_same_table(rows):
    imported = bring(("三公.xlsx", workbook(("Sheet1", rows))))
    assert codes(imported) == []
    assert table(imported, "three_public") == THREE


@pytest.mark.parametrize("turn", [turned, list])
def test_the_lists_turned_round_are_the_same_table(turn):
    imported = bring(("三公.xlsx", workbook(("预算", turn(FUNDS)), ("决算", turn(YEARS)))))
    assert codes(imported) == []
    assert {row["item"]: row for row in table(imported, "three_public")} == {row["item"]: row for row in THREE}


@pytest.mark.parametrize(("rows", "at", "cell"), [(YEARS, (4, 3), "C6"), (FUNDS, (5, 2), "D4")])
def test_what_a_turned_list_says_twice_must_agree(rows, at, cell):
    rows = [list(row) for row in rows]
    rows[at[0]][at[1]] += 5
    found = said(bring(("三公.xlsx", workbook(("Sheet1", turned(rows))))), "import.derived")
    assert [place for place, _ in found] == [cell]


def test_a_part_of_an_item_is_no_second_figure_of_it():
    rows = [*YEARS[:6], ["其中：国内接待费", 4, 5, 1, 25], ["国（境）外接待费", 2, 1, -1, -50], *YEARS[6:]]
    imported = bring(("三公.xlsx", workbook(("Sheet1", rows))))
    assert codes(imported) == []
    assert [row["actual"] for row in table(imported, "three_public") if row["item"] == "reception"] == ["60000"]
    assert codes(imported, "info").count("import.item-left-out") == 2


def test_an_item_that_stands_twice_with_two_figures_is_refused():
    rows = [*YEARS[:3], *YEARS[4:6], ["公务接待费", 5, 5, 0, 0], *YEARS[6:]]
    assert [cell for cell, _ in said(bring(("三公.xlsx", workbook(("Sheet1", rows)))), "import.disagree")] == ["C6"]


def test_a_kind_of_last_year_alone_is_no_figure_of_this_one():
    groups = ["2024年度决算数", *[""] * 5, "2025年度决算数", *[""] * 5]
    imported = bring(("三公.xlsx", workbook(("Sheet1", [*BY_KIND[:2], groups, *BY_KIND[3:]]))))
    assert [(row["item"], row.get("budget_initial"), row["actual"]) for row in table(imported, "three_public")] == [
        (row["item"], None, row["actual"]) for row in THREE
    ]
