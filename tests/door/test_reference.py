"""The compiled check and frictionless judge alike, apart from the grammar that is stricter on purpose."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.door.submissions import FOLDER, TABLES, UNION, codes, package, policy, registry
from yangguang.door.admit import admit
from yangguang.door.bytes.gate import read_tables
from yangguang.door.schema import reference
from yangguang.door.schema.reference import (
    Fault,
    agreed,
    comparable,
    compared,
    compiled_faults,
    disagreements,
    frictionless_faults,
)
from yangguang.records.codes import CODE_LISTS
from yangguang.records.tables import BY_NAME, PACKAGE_TABLES

HOSTILE = st.sampled_from([
    "", "x", "0", "1", "-1", "1.5", "1.555", "+1", "007", "1e5", "-1e5", "NaN", "-inf", "sNaN", "1_000", "１２", "١٢", "-0", ".5", "5.", "0x1",
    "99999999999999", "true", "True", "TRUE", "1.0", "false", "是", "2025-01-01", "2025-1-1", "2025-02-30", "20250101", "2025-W01-1", "0001-01-01",
    "10000-01-01", "２０２５-01-01", "2025-01", "2025-Q1", "2025-13", "1234", "１２３４", "12345", "http://a", "https://例.cn/a", "ftp://a", "documents/a.pdf",
    "documents/中.pdf", "documents/../a", "91110000101623741K", "91110000101623741X", "911100001016237", "self", "401", "999", "a\nb", "a,b", 'a"b', "null",
    "None", "-", " 1", "1 ", "T1", "9" * 400,
])  # fmt: skip


def both(**tables: str):
    files = {f"{name}.csv": text.encode() for name, text in tables.items()}
    gated = read_tables(files, FOLDER, PACKAGE_TABLES)
    sound = {name: table for name, table in gated.tables.items() if name not in gated.broken}
    return sound, {name: files[f"{name}.csv"] for name in sound}


def reference_issues(tables, sources):
    found = comparable(tables, sources)
    return disagreements(found, frictionless_faults(found.tables, found.sources))


def valid_cell(column):
    if column.codes:
        return st.sampled_from([code.code for code in CODE_LISTS[column.codes]])
    if column.check:
        return st.just("91110000101623741K")
    if column.references == "accounts.account_code":
        return st.sampled_from(["401", "501"])
    if column.pattern:
        return st.sampled_from(["2025-01", "2025-Q3", "1234", "0000", "https://example.org/a", "documents/a.pdf"])
    texts = {
        "number": st.decimals(-10**6, 10**6, places=2).map(str), "integer": st.integers(0, 10**6).map(str), "date": st.dates().map(date.isoformat),
        "boolean": st.sampled_from(["true", "false"]), "string": st.sampled_from(["401", "501", "甲", "乙, 丙", 'a"b', "self", "2行\n文字"]),
    }  # fmt: skip
    return texts[column.kind] if column.need != "no" else st.just("") | texts[column.kind]


@st.composite
def table_text(draw, table):
    columns = [column for column in table.columns if column.need != "no" or draw(st.booleans())] or [table.columns[0]]
    columns = draw(st.permutations(columns))
    chinese = draw(st.booleans())
    rows = [[column.title_zh if chinese else column.name for column in columns]]
    rows += [
        [draw(valid_cell(column) if draw(st.integers(0, 5)) else HOSTILE) for column in columns]
        for _ in range(draw(st.integers(0, 4)))
    ]
    end = draw(st.sampled_from(["\n", "\r\n"]))
    return ("\ufeff" if draw(st.booleans()) else "") + "".join(",".join(map(quoted, row)) + end for row in rows)


def quoted(cell):
    return '"' + cell.replace('"', '""') + '"' if set(cell) & set(',"\n') else cell


@st.composite
def tables_text(draw):
    names = draw(
        st.lists(st.sampled_from([table.name for table in PACKAGE_TABLES]), min_size=1, max_size=3, unique=True)
    )
    if "projects" in names and draw(st.booleans()):
        names.append("accounts")
    return {name: draw(table_text(BY_NAME[name])) for name in dict.fromkeys(names)}


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(tables_text())
def test_the_two_validators_agree(texts):
    tables, sources = both(**texts)
    found = reference_issues(tables, sources)
    assert [(one.place, one.message.en) for one in found] == []


@pytest.mark.parametrize(
    ("code", "refers"), [("501", "２０２５-01-01"), ("１.0", "501")], ids=["the reference", "what it refers to"]
)
def test_a_reference_that_a_spreadsheet_changed_is_told_once_and_no_disagreement(code, refers):
    tables, sources = both(
        accounts=f"account_code,account_name\n{code},a\n", projects=f"project_id,name,account_code\nP1,a,{refers}\n"
    )
    assert reference_issues(tables, sources) == []


def test_the_reference_sees_each_kind_of_fault():
    tables, sources = both(
        accounts="account_code,account_name,budget_initial,actual\n401,a,1,2\n401,b,1,2\n501,,x,1\n",
        projects="project_id,name,account_code,budget_initial\nP1,甲,999,-1\nP2,乙,501,1\n",
        dues="period,payroll,due,paid,channel\n2025-13,1,1,1,by hand\n",
        assets="asset_id,asset_name,asset_kind,matter,is_land_disposal\nA1,楼,building,lease_out,maybe\n",
    )
    expected = {
        Fault("accounts", 3, None), Fault("accounts", 4, "account_name"), Fault("accounts", 4, "budget_initial"),
        Fault("projects", 2, "account_code"), Fault("projects", 2, "budget_initial"),
        Fault("dues", 2, "period"), Fault("dues", 2, "channel"), Fault("assets", 2, "is_land_disposal"),
    }  # fmt: skip
    assert frictionless_faults(tables, sources) == expected
    assert compiled_faults(tables) == expected


@pytest.mark.parametrize("cell", ["1e5", "1_000", "１２", "+1", "007", "1.555"])
def test_our_stricter_grammar_is_no_disagreement(cell):
    tables, sources = both(overview=f"procurement_threshold\n{cell}\n")
    assert compiled_faults(tables) == {Fault("overview", 2, "procurement_threshold")}
    assert frictionless_faults(tables, sources) == set()
    assert reference_issues(tables, sources) == []


@pytest.mark.parametrize("cell", ["２０２５-01-01", "2025-1-1"], ids=["digits of another script", "no leading zeros"])
def test_a_date_is_written_in_one_way(cell):
    tables, sources = both(overview=f"responsible_since\n{cell}\n")
    assert reference_issues(tables, sources) == []
    assert compiled_faults(tables) == {Fault("overview", 2, "responsible_since")}


def test_a_disagreement_refuses_the_package_and_says_it_is_our_bug(tmp_path, monkeypatch):
    folder = tmp_path / FOLDER
    folder.mkdir(parents=True)
    for name, data in package().files.items():
        (folder / name).write_bytes(data)
    admission = admit(package(), registry(), policy(), {})
    assert agreed(admission, compared(tmp_path, admission)) == admission
    (folder / "dues.csv").write_text(TABLES["dues"].replace("2025-01", "2025-13"))
    monkeypatch.setattr("yangguang.door.schema.reference.compiled_faults", lambda tables: set())
    refused = agreed(admission, compared(tmp_path, admission))
    assert codes(refused.issues) == ["schema.disagreement"]
    assert refused.issues[0].place.cell == "A2"
    assert not refused.accepted
    assert refused.union_id == UNION


def test_of_a_large_table_the_first_rows_are_compared(monkeypatch):
    """A cell with a line break at the cut stays whole, and nobody looks for keys among the rows left out."""
    monkeypatch.setattr(reference, "_SAMPLE", 2)
    projects = "project_id,name,account_code,budget_initial\nP1,甲,501,1\nP2,乙,501,1\nP3,丙,501,x\n"
    activities = (
        'activity_id,kind,date,subject,outcome\nA1,x,2025-01-01,甲,一\nA2,x,2025-01-01,乙,"二\r\n三"\nA3,x,y,丙,\n'
    )
    tables, sources = both(projects=projects, activities=activities)
    assert reference_issues(tables, sources) == []
    cut = {name: reference._sample(table) for name, table in tables.items()}
    faults = {fault.row for fault in frictionless_faults(cut, sources) if fault.table == "projects"}
    assert faults == set()


def test_what_is_wrong_below_the_rows_that_are_compared_takes_none_from_the_comparison(tmp_path, monkeypatch):
    monkeypatch.setattr(reference, "_SAMPLE", 2)
    folder = tmp_path / FOLDER
    folder.mkdir(parents=True)
    rows = 'activity_id,kind,date,subject\r\nA1,x,2025-01-01,"甲""\r\n二"\r\nA2,x,2025-01-01,乙\r\nA3,x,2025-01-01\r\n'
    (folder / "activities.csv").write_bytes(rows.encode())
    found = compared(tmp_path, admit(package(), registry(), policy(), {}))
    assert [row.cells[0] for row in found.tables["activities"].rows] == ["A1", "A2"]
    assert found.sources["activities"] == rows.encode().rpartition(b"A3")[0]
