"""Empty rows: one that ends the file is nothing, a run of them is one problem, and the rows around them are still checked."""

import pytest

from tests.door.submissions import TABLES, codes, package, policy, registry
from tests.door.test_reference import reference_issues
from yangguang.door.admit import admit
from yangguang.door.bytes.gate import read_tables
from yangguang.records.tables import PACKAGE_TABLES

DUES = TABLES["dues"]


def issues_of(**tables: str):
    return admit(package(**tables), registry(), policy(), {}).issues


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n\n"])
def test_line_breaks_that_end_a_file_are_nothing_and_frictionless_agrees(end):
    given = package(dues=DUES + end)
    assert admit(given, registry(), policy(), {}).accepted
    gated = read_tables(given.files, given.folder, PACKAGE_TABLES)
    assert reference_issues(gated.tables, {name: given.files[f"{name}.csv"] for name in gated.tables}) == []


@pytest.mark.parametrize("blank", [",,,,", " ,\u00a0,,\u3000,", ",", ",,,,,,,"])
def test_three_hundred_blank_rows_are_one_issue_that_names_them_and_the_way_to_delete_them(blank):
    (found,) = issues_of(dues=DUES + f"{blank}\n" * 300)
    assert (found.code, found.place.row) == ("gate.blank-row", 3)
    assert "第3至302行" in found.message.zh
    assert "末尾" in found.message.zh
    assert "删除" in found.hint.zh
    assert "Excel" in found.hint.zh


def test_runs_between_rows_are_told_each_and_what_stands_between_them_is_checked_in_the_same_round():
    rows = (
        "2025-02,1000.00,20.00,20.00,direct\n,,,,\n\n2025-03,1000.00,21.00,20.00,direct\n,,,,\n2025-04,x,1,1,direct\n"
    )
    assert [(one.code, one.place.row) for one in issues_of(dues=DUES + rows)] == [
        ("gate.blank-row", 4), ("gate.blank-row", 7), ("schema.type-error", 8),
    ]  # fmt: skip


def test_what_cannot_be_below_a_blank_row_is_told_at_its_own_cell_in_the_same_round():
    found = issues_of(
        activities="activity_id,kind,date,end_date,subject\nA1,member_activity,2025-05-01,,健步走\n,,,,\n"
        "A2,member_activity,2025-05-03,2025-05-02,登山\n"
    )
    assert [(one.code, one.place.row, one.place.cell) for one in found] == [
        ("gate.blank-row", 3, None), ("identity.order", 4, "C4"),
    ]  # fmt: skip


@pytest.mark.parametrize("row", [",\n", ",\n\n", ",\n,\n,\n"])
def test_an_overview_of_which_all_is_unknown_is_accepted(row):
    given = package(overview="employees,members\n" + row)
    assert admit(given, registry(), policy(), {}).accepted
    gated = read_tables(given.files, given.folder, PACKAGE_TABLES)
    assert reference_issues(gated.tables, {name: given.files[f"{name}.csv"] for name in gated.tables}) == []


@pytest.mark.parametrize("rows", ["", "\n"])
def test_an_overview_without_a_row_is_told_to_add_one_and_adding_an_empty_one_does(rows):
    (found,) = issues_of(overview="employees,members\n" + rows)
    assert found.code == "schema.single-row"
    assert "补一行" in found.hint.zh
    assert issues_of(overview="employees,members\n,\n") == ()


def test_a_blank_row_beside_the_one_row_of_the_overview_is_a_blank_row():
    assert codes(issues_of(overview="employees,members\n10,20\n,\n")) == ["gate.blank-row"]
