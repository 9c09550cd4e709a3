"""What the gate refuses, file by file, as it really arrives from an office."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.door.submissions import FOLDER, codes, package, policy, registry
from yangguang.core.issues import Place
from yangguang.door.admit import admit
from yangguang.door.bytes.csv_text import MAX_CELL, MAX_ROWS
from yangguang.door.bytes.gate import read_table
from yangguang.door.bytes.unsafe import cleaned
from yangguang.records.tables import BY_NAME, PACKAGE_TABLES

HEADER = "activity_id,kind,date,subject\n"


def activities(text: str | bytes):
    data = text if isinstance(text, bytes) else text.encode()
    return read_table(BY_NAME["activities"], data, "activities.csv")


def only_issue(text: str | bytes):
    _, issues = activities(text)
    assert len(issues) == 1, [(one.code, one.message.zh) for one in issues]
    return issues[0]


def test_a_complete_package_is_admitted():
    admission = admit(package(), registry(), policy(), {})
    assert admission.issues == ()
    assert admission.accepted
    assert admission.package.accounts[0].actual.as_tuple().digits == (1, 2, 0, 5, 0)


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_byte_order_mark_and_line_ends_do_not_matter(mark, end):
    table, issues = activities((mark + HEADER + 'A1,member_activity,2025-05-01,"羽毛球, 乒乓球"').replace("\n", end))
    assert issues == []
    assert table.rows[0].cells[3] == "羽毛球, 乒乓球"


def test_chinese_titles_in_any_order_are_a_header():
    table, issues = activities("主题,日期,编号,类型\n健步走,2025-05-01,A1,member_activity\n")
    assert issues == []
    assert table.header == ("subject", "date", "activity_id", "kind")


def test_row_and_line_differ_after_a_cell_with_a_line_break():
    table, _ = activities(HEADER + '"A\n1",x,2025-01-01,一\nA2,x,2025-01-01,二\n')
    assert [(row.row, row.line) for row in table.rows] == [(2, 2), (3, 4)]
    assert table.place(table.rows[1], "date") == Place(file="activities.csv", row=3, line=4, column="date", cell="C3")


@pytest.mark.parametrize(
    ("data", "code", "hint"),
    [
        ((HEADER + "A1,x,2025-01-01,健步走\n").encode("gb18030"), "gate.encoding", "CSV UTF-8"),
        ((HEADER + "A1,x,2025-01-01,健步走\n").encode("utf-16"), "gate.encoding", "CSV UTF-8"),
        ((HEADER + "A1,x,2025-01-01,健步走\n").encode("utf-16-le"), "gate.encoding", "CSV UTF-8"),
        (HEADER.encode() + b"A1,x,2025-01-01,\xff\xff\n", "gate.encoding", "CSV UTF-8"),
        (HEADER.replace(",", ";"), "gate.separator", "CSV UTF-8"),
        (HEADER.replace(",", "\t"), "gate.separator", "CSV UTF-8"),
        (HEADER.replace(",", "，"), "gate.separator", "英文输入法"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 20, "gate.not-csv", "CSV UTF-8"),
        (b"PK\x03\x04xl/workbook.xml", "gate.not-csv", "CSV UTF-8"),
        (b"%PDF-1.7\n", "gate.not-csv", "documents/"),
        ("\ufeff<html><table>", "gate.not-csv", "CSV UTF-8"),
        (HEADER + "<<<<<<< HEAD\nA1,x,2025-01-01,一\n", "gate.conflict-marker", "冲突"),
        ("version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "gate.lfs-pointer", "LFS"),
        ("", "gate.empty-file", "表头"),
        ("\n" * 10, "gate.empty-file", "表头"),
        ("2025年工作记录\n编制单位：示范\n编号,类型,日期,主题,形式,佐证文号,结果,经费\nA1,x,2025-01-01,一,,,,\n", "gate.preface", "2 行"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_csv_says_what_it_is_and_how_to_save_it(data, code, hint):
    problem = only_issue(data)
    assert problem.code == code
    assert hint in problem.hint.zh


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ('A1,x,2025-01-01,"一\nA2,x,2025-01-01,二\n', 2, "没有闭合"),
        ('A1,x,2025-01-01,一\nA2,"x,2025-01-01,二\nA3,x,2025-01-01,三\n', 3, "没有闭合"),
        ('A1,x,2025-01-01,一\nA2,"x,2025-01-01,二\nA3,"x",2025-01-01,三\n', 3, "直到第4行"),
        ('A1,x,2025-01-01,号称"先进"\n', 2, "不在开头"),
        ('A1,x,2025-01-01,"先进"集体\n', 2, "闭合后还有文字"),
    ],
)
def test_a_bad_quote_names_the_line_on_which_its_cell_starts(body, line, words):
    problem = only_issue(HEADER + body)
    assert (problem.code, problem.place.line) == ("gate.quote", line)
    assert words in problem.message.zh


def test_an_unterminated_quote_never_swallows_rows_quietly():
    rows = "".join(f"A{n},x,2025-01-01,一\n" for n in range(50))
    table, issues = activities(HEADER + 'A,"x,2025-01-01,一\n' + rows)
    assert table is None
    assert codes(issues) == ["gate.quote"]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("activity_id,kind,date", ["schema.missing-label"]),
        ("activity_id,kind,date,subject,date", ["schema.duplicate-label"]),
        ("activity_id,kind,date,subject,", ["schema.blank-label"]),
        ("activity_id,kind,date,subject,remark", ["schema.extra-label"]),
        ("编号,kind,日期,主题", ["schema.mixed-labels"]),
        ("编 号,类型,日期,主题", ["schema.extra-label"]),
    ],
)
def test_each_wrong_label_is_told(header, expected):
    _, issues = activities(f"{header}\n")
    assert codes(issues) == expected


def test_an_unknown_label_is_given_its_nearest_column():
    _, issues = activities("activity_id,kind,date,subjcet\n")
    assert "subject" in issues[0].hint.en


def test_a_data_row_taken_for_a_header_does_not_quote_long_numbers():
    _, issues = activities("A1,x,2025-01-01,13812345678\n")
    assert not any("13812345678" in one.message.zh + one.hint.zh for one in issues)


def test_rows_of_the_wrong_length_are_told_and_the_others_still_read():
    table, issues = activities(HEADER + "A1,x,2025-01-01\nA2,x,2025-01-01,二\n,,,\n\nA3,x,2025-01-01,三,\n")
    assert [(one.code, one.place.row) for one in issues] == [
        ("gate.ragged-row", 2), ("gate.blank-row", 4), ("gate.ragged-row", 6),
    ]  # fmt: skip
    assert [row.cells[0] for row in table.rows] == ["A2"]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("工\u202e会", "gate.unicode"),
        ("工\u200b会", "gate.unicode"),
        ("工\ufeff会", "gate.unicode"),
        ("工\x01会", "gate.unicode"),
        ("工\x00会", "gate.unicode"),
        ("工\t会", "gate.unicode"),
        ("工\ue000会", "gate.unicode"),
        ("工\ufffd会", "gate.unicode"),
        ("工\uffff会", "gate.unicode"),
        ("工\U000e0041会", "gate.unicode"),
        ("cafe\u0301", "gate.unicode"),
        ("\uf900", "gate.unicode"),
        ("锟斤拷", "gate.mojibake"),
        ("杩愬姩浼", "gate.mojibake"),
        ("????", "gate.lost-text"),
        ("=SUM(A1:A9)", "gate.formula"),
        (" 健步走", "gate.surrounding-space"),
        ("健步走\u3000", "gate.surrounding-space"),
        ("走" * (MAX_CELL + 1), "gate.cell-too-long"),
    ],
)
def test_a_cell_that_hides_something_is_refused_where_it_stands(cell, code):
    problem = only_issue(f"{HEADER}A1,x,2025-01-01,健步走\nA2,x,2025-01-01,{cell}\n")
    assert (problem.code, problem.place.cell) == (code, "D3")
    assert not any(mark in problem.message.zh for mark in "\u202e\u200b\x00")


def test_ordinary_chinese_text_is_safe():
    text = "《关于“五一”活动的通知》（总工办发〔2017〕32号）—— 100％、№3、①、𠮷、café、·"
    table, issues = activities(f"{HEADER}A1,x,2025-01-01,{text}\n")
    assert issues == []
    assert table.rows[0].cells[3] == text


def test_rows_beyond_the_cap_refuse_the_file():
    assert only_issue(HEADER + "A1,x,2025-01-01,一\n" * (MAX_ROWS + 1)).code == "gate.too-many-rows"


def test_a_million_bad_cells_are_told_once_they_are_five_hundred():
    _, issues = activities(HEADER + "=,=,=,=\n" * 40_000)
    assert len(issues) == 501
    assert issues[-1].code == "gate.more-issues"


@given(st.binary(max_size=400))
def test_arbitrary_bytes_give_issues_or_a_table(data):
    for table in (BY_NAME["overview"], BY_NAME["accounts"]):
        found, issues = read_table(table, data, "x.csv")
        assert found is not None or issues


@given(st.binary(max_size=200), st.sampled_from(PACKAGE_TABLES))
def test_arbitrary_bytes_below_a_right_header_never_crash_admission(data, table):
    text = ",".join(column.name for column in table.columns).encode() + b"\n" + data
    admission = admit(package(**{table.name: text}), registry(), policy(), {})
    assert admission.accepted or any(one.is_error for one in admission.issues)
    assert all(one.place.file.startswith(FOLDER) for one in admission.issues)


CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(
    st.lists(st.lists(CELLS, min_size=4, max_size=4), max_size=5),
    st.sampled_from([("\n", csv.QUOTE_ALL), ("\r\n", csv.QUOTE_MINIMAL)]),
)
def test_what_python_writes_as_csv_is_read_back_cell_by_cell(rows, dialect):
    out = io.StringIO(newline="")
    end, quoting = dialect
    csv.writer(out, lineterminator=end, quoting=quoting).writerows(rows)
    table, issues = activities(HEADER + out.getvalue())
    strays = {one.place.row for one in issues if one.code == "gate.stray-row"}  # one text with nothing beside it
    kept = [tuple(row) for at, row in enumerate(rows, 2) if any(map(str.strip, row)) and at not in strays]
    if table is None:  # a cell that is a conflict marker on a line of its own
        assert codes(issues) == ["gate.conflict-marker"]
    else:
        assert [row.cells for row in table.rows] in (kept, [tuple(map(cleaned, row)) for row in kept])


@pytest.mark.parametrize(
    ("label", "remedy"),
    [("2025年决算数", "是否应为“决算数”"), ("本年决算数", "是否应为“决算数”"), ("2024年决算数", "移出另存"), ("上年决算数", "移出另存")],
)  # fmt: skip
def test_a_heading_of_this_year_is_the_column_and_one_of_another_year_is_not(label, remedy):
    text = f"科目编码,科目名称,年初预算数,{label}\n401,会费收入,1,1\n"
    _, issues = read_table(BY_NAME["accounts"], text.encode(), f"{FOLDER}/accounts.csv")
    assert [remedy in one.hint.zh for one in issues if one.code == "schema.extra-label"] == [True]


def test_data_under_a_blank_heading_and_the_column_that_is_missing_are_one_cause():
    text = "科目编码,,年初预算数\n401,会费收入,1\n"
    _, issues = read_table(BY_NAME["accounts"], text.encode(), f"{FOLDER}/accounts.csv")
    assert codes(issues) == ["schema.blank-label"]
    assert "“科目名称”（account_name）" in issues[0].hint.zh
