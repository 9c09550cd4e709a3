"""Free text that a spreadsheet would run is refused where it stands; the remedy works, and numbers and codes are let be."""

import csv
import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import admit, package_files, policy
from tests.healthy import HEALTHY
from yangguang.core.spreadsheet import SIGNS, csv_bytes
from yangguang.door.bytes.gate import read_table
from yangguang.records.tables import BY_NAME, TABLES

HEADER = ["activity_id", "kind", "date", "subject", "outcome"]
RUNS = [
    "=SUM(A1:A9)",
    "＝1",
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "-1",
    "@SUM(A1)",
    "＋86",
    "－2℃",
    "＠某",
    "-",
    "甲;=1",
    "甲\n-1",
]
FREE = [
    (table.name, column.name)
    for table in TABLES
    for column in table.columns
    if column.kind == "string" and not (column.codes or column.pattern or column.check)
    if (table.name, column.name) != ("parameters", "value")  # "+1-06-30": 30 June of the next year
]


def told(table: str, header: list[str], *cells: list[str]) -> list[tuple[str, str | None, str | None]]:
    """Code, cell and value of what the gate says of a table."""
    _, issues = read_table(BY_NAME[table], written([header, *cells]), f"{table}.csv")
    return [(one.code, one.place.cell, one.value) for one in issues]


def written(content: list[list[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(content)
    return out.getvalue().encode()


@pytest.mark.parametrize("text", RUNS)
def test_a_text_that_a_spreadsheet_runs_is_refused_with_its_sign_and_a_remedy(text):
    _, (only,) = read_table(
        BY_NAME["activities"], written([HEADER, ["A1", "x", "2025-01-01", "健步走", text]]), "activities.csv"
    )
    sign = next(char for char in text if char in SIGNS)
    assert (only.code, only.place.cell) == ("gate.formula", "E2")
    assert f"以“{sign}”开头" in only.message.zh
    assert f"starts with “{sign}”" in only.message.en


@pytest.mark.parametrize(("table", "name"), FREE)
def test_no_column_of_free_text_takes_one(table, name):
    header = [column.name for column in BY_NAME[table].columns]
    found = told(table, header, ["@SUM(A1)" if one == name else "x" for one in header])
    assert [(code, value) for code, _, value in found] == [("gate.formula", "@SUM(A1)")]


@pytest.mark.parametrize(
    "text",
    [
        "气温 -2℃", "电话 +86 10 6512 3456", "账号 @某某工会", "·走访慰问\n·健步走", "无", "合计 =SUM(A1:A9)", "甲；-1",
        "2025-2026", "a=b", "“-2℃”", "——说明", "—", "（+1）", "1.健步走;2.羽毛球", '"健步走"活动', "工会@北京",
    ],
)  # fmt: skip
def test_the_remedy_works_and_ordinary_text_is_let_be(text):
    assert told("activities", HEADER, ["A1", "x", "2025-01-01", "健步走", text]) == []


@pytest.mark.parametrize(
    ("table", "column", "cell", "remedy"),
    [
        ("accounts", "account_code", '="402"', "应写 402"), ("accounts", "account_code", "=402", "应写 402"),
        ("accounts", "account_code", "=A2", "粘贴为数值"), ("accounts", "actual", '="96,000.00"', "应写 96000.00"),
        ("accounts", "actual", "=SUM(F2:F9)", "粘贴为数值"), ("activities", "date", '="2025/3/1"', "应写 2025-03-01"),
        ("activities", "subject", '="健步走"', "应写 健步走"), ("activities", "subject", "=1", "请在前面写明是什么"),
    ],
)  # fmt: skip
def test_the_remedy_is_the_value_where_the_formula_is_nothing_but_its_mark(table, column, cell, remedy):
    content = [dict(row) for row in HEALTHY[table]]
    content[1][column] = cell
    issues = admit(package_files(**{table: content})).issues
    assert [(one.code, remedy in one.hint.zh) for one in issues] == [("gate.formula", True)]  # and nothing that follows


def test_white_space_before_the_sign_hides_nothing_and_is_told_too():
    found = told("activities", HEADER, ["A1", "x", "2025-01-01", "健步走", " -2+3"])
    assert found == [("gate.formula", "E2", "-2+3"), ("gate.surrounding-space", "E2", " -2+3")]


def test_a_line_break_before_the_sign_is_told_as_well_and_never_stands_in_a_message():
    _, issues = read_table(
        BY_NAME["activities"], written([HEADER, ["A1", "x", "2025-01-01", "健步走", "\n-1"]]), "activities.csv"
    )
    assert [one.code for one in issues] == ["gate.formula", "gate.surrounding-space"]
    assert not any("\n" in words for one in issues for words in (*one.message, *one.hint))


def test_numbers_dates_and_codes_have_a_grammar_of_their_own():
    header = ["item", "opening", "closing"]
    numbers = [["carryover", "-12.00", "-1"], ["surplus", "+5", "－2"]]
    assert told("balances", header, *numbers) == []  # of "+5" the schema says that 5 is to be written
    assert told("balances", header, ["-", "1", "=1+1"]) == [("gate.formula", "C2", "=1+1")]


def test_a_deadline_in_the_next_year_is_no_formula():
    assert any(one.value.startswith("+1-") for one in policy().parameters)


@pytest.mark.parametrize(
    "column", [one for table in TABLES for one in table.columns if one.pattern], ids=lambda one: one.name
)
def test_no_pattern_lets_one_in(column):
    @given(st.from_regex(re.compile(column.pattern, re.ASCII), fullmatch=True))
    @settings(max_examples=50)
    def law(text):
        assert text[0] not in SIGNS

    law()


@pytest.mark.parametrize("key", ["title", "description"])
def test_a_title_is_free_text_too(key):
    issues = admit(package_files(descriptor={key: "=1+1"})).issues
    assert [(one.code, one.value) for one in issues] == [("gate.descriptor-value", "=1+1")]
    assert admit(package_files(descriptor={key: "合计 =1+1"})).accepted


TEXTS = st.text(
    st.one_of(st.sampled_from("=+-@＝－;\n\"' 甲1。"), st.characters(codec="utf-8")), min_size=1, max_size=12
)


@given(TEXTS)
@settings(max_examples=300)
def test_what_the_gate_lets_in_is_downloaded_as_it_is(text):
    content = [HEADER, ["A1", "x", "2025-01-01", "健步走", text]]
    table, issues = read_table(BY_NAME["activities"], written(content), "activities.csv")
    if table is not None and not issues:
        assert csv_bytes([HEADER, table.rows[0].cells]) == written(content)
