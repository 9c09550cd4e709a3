"""The declarations hold the contract, and what is written from them holds the declarations."""

import csv
import json
import re
from pathlib import Path

import pytest
from frictionless import Schema

from yangguang.records.codes import CODE_LISTS
from yangguang.records.dictionary import dictionary
from yangguang.records.schema import table_schema, write_schemas
from yangguang.records.tables import BY_NAME, TABLES

CONTRACT = Path(__file__).parents[3] / "shared" / "contract"
needs_contract = pytest.mark.skipif(not CONTRACT.is_dir(), reason="the contract is not beside this checkout")


def contract(name):
    with (CONTRACT / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


@needs_contract
def test_every_table_of_the_contract_is_declared():
    declared = {(table.scope, table.name, table.title_zh) for table in TABLES}
    assert {(scope, name, title) for scope, name, title, _ in contract("tables.csv")} <= declared


@needs_contract
@pytest.mark.parametrize(
    "row", contract("columns.csv") if CONTRACT.is_dir() else [], ids=lambda row: f"{row[0]}.{row[1]}"
)
def test_every_column_of_the_contract_is_declared(row):
    table, name, kind, need, title, constraint = row[:6]
    column = BY_NAME[table].column(name)
    if name == "budget_initial":
        need = "no"  # may be unknown: the contract asked for a number, and a union without a budget wrote 0
    assert (column.kind, column.need, column.title_zh) == (kind, need, title)
    for part in re.split(r", (?=min|yuan|square)", constraint):
        assert holds(column, part), part


def holds(column, constraint) -> bool:
    words = constraint.split()
    match words:
        case [] | ["office", "line", "only"] | ["tax", "or", "fiscal"] | ["office", "contact", "only"]:
            return True
        case ["codes", name]:
            return column.codes == name
        case ["min", least]:
            return column.minimum == int(least)
        case ["pattern", pattern]:
            return column.pattern == pattern
        case ["check", "USCC"]:
            return column.check == "uscc"
        case ["fk", *target]:
            return column.references in target
        case ["yuan"] | ["square", "metres"]:
            return column.unit == "_".join(words)
        case ["http(s)", *rest]:
            return column.pattern is not None and ("documents" in column.pattern) == bool(rest)
    return words == ["empty", "when", "independent"] or column.note == constraint


@needs_contract
def test_every_code_of_the_contract_is_declared_in_its_order():
    wanted: dict[str, list[tuple[str, str]]] = {}
    for name, code, title, _ in sorted(contract("codes.csv"), key=lambda row: (row[0], int(row[3]))):
        wanted.setdefault(name, []).append((code, title))
    for name, codes in wanted.items():
        have = [(code.code, code.title_zh) for code in CODE_LISTS[name]]
        assert [code for code in have if code in codes] == codes


def test_no_table_has_two_columns_of_one_name_or_title():
    for table in TABLES:
        labels = [label for column in table.columns for label in (column.name, column.title_zh)]
        assert len(set(labels)) == len(labels), table.name


def test_schemas_are_valid_table_schema():
    for table in TABLES:
        schema = Schema.from_descriptor(table_schema(table))
        assert schema.field_names == [column.name for column in table.columns]


def test_a_foreign_key_is_given_only_where_its_target_is_there():
    projects = BY_NAME["projects"]
    key = {"fields": ["account_code"], "reference": {"resource": "accounts", "fields": ["account_code"]}}
    assert table_schema(projects)["foreignKeys"] == [key]
    assert "foreignKeys" not in table_schema(projects, {"projects"})
    assert table_schema(BY_NAME["unions"])["foreignKeys"][0]["reference"]["resource"] == ""
    assert "foreignKeys" not in table_schema(BY_NAME["transfers"])


def test_the_written_files_are_one_schema_a_table_and_the_dictionary():
    files = write_schemas()
    assert set(files) == {f"{table.name}.json" for table in TABLES} | {
        "data-dictionary.csv", "data-dictionary.zh.md", "data-dictionary.en.md",
    }  # fmt: skip
    assert json.loads(files["dues.json"])["fields"][0]["constraints"]["pattern"] == r"\d{4}-(0[1-9]|1[0-2]|Q[1-4])"
    rows = list(csv.DictReader(files["data-dictionary.csv"].decode("utf-8-sig").splitlines()))
    assert len(rows) == sum(len(table.columns) for table in TABLES)
    assert next(row for row in rows if row["table"] == "three_public")["owed_budget"] == "full"
    assert write_schemas() == files


def test_a_dictionary_entry_in_words():
    entry = next(one for one in dictionary() if (one.table.name, one.column.name) == ("dues", "payroll"))
    assert (entry.kind("zh"), entry.need("zh"), entry.unit("zh"), entry.values("zh")) == (
        "数值，最多两位小数",
        "必填",
        "元",
        "≥ 0",
    )
    assert entry.owed == {"budget": (), "midyear": (), "final": ("basic", "standard", "full")}
