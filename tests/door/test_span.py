"""Dates and periods lie between 1900 and 50 years after the day of judgement, in every column that names any."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from tests import builders
from tests.door.submissions import FOLDER, codes, package, policy, registry
from yangguang.door.admit import admit
from yangguang.door.loader import load_policy, load_registry
from yangguang.door.model import TextRow, TextTable
from yangguang.door.packages import list_packages
from yangguang.door.schema.span import span_issues
from yangguang.records.tables import BY_NAME, PACKAGE_TABLES, TABLES

DATA = Path(__file__).parents[2] / "data"
AS_OF = date(2026, 11, 25)
LATEST = date(2076, 11, 25)
DATES = [(table.name, column.name) for table in TABLES for column in table.columns if column.kind == "date"]
YEARS = [(table.name, column.name) for table in TABLES for column in table.columns if column.time == "year"]
PERIODS = [(table.name, column.name) for table in TABLES for column in table.columns if column.time == "period"]


def told(table, column, cell):
    text = TextTable(table=BY_NAME[table], file=f"{table}.csv", header=(column,), rows=(TextRow(2, 2, (cell,)),))
    return [(issue.code, issue.place.cell) for issue in span_issues(text, LATEST)]


OUT = [("schema.constraint-error", "A2")]


@pytest.mark.parametrize(("table", "column"), DATES)
def test_a_date_of_any_table_lies_in_our_time(table, column):
    for cell in ("0001-01-01", "0999-12-31", "1899-12-31", "2076-11-26", "2077-01-01", "9999-12-31"):
        assert told(table, column, cell) == OUT, cell
    for cell in ("1900-01-01", "2025-02-28", "2076-11-25", ""):
        assert told(table, column, cell) == [], cell


@pytest.mark.parametrize(("table", "column"), YEARS)
def test_a_year_of_any_table_lies_in_our_time(table, column):
    for cell in ("0", "1", "25", "1899", "2077", "9999", "20255"):
        assert told(table, column, cell) == OUT, cell
    for cell in ("1900", "2025", "2076", ""):
        assert told(table, column, cell) == [], cell


@pytest.mark.parametrize(("table", "column"), PERIODS)
def test_a_period_of_any_table_lies_in_our_time(table, column):
    for cell in ("0000-01", "0001", "9999", "9999-12", "2025-13", "2025-00", "2025-Q5", "2025Q0", "1899年", "2025/9999",
                 "2024-01/2077-12", "2025年13月", "２０７７", "9999年度"):  # fmt: skip
        assert told(table, column, cell) == OUT, cell
    for cell in (
        "2025",
        "2025-01",
        "2025-Q4",
        "2025年度",
        "2024-01/2025-12",
        "2019-2025",
        "2025年3月至2025年12月",
        "第20251号",
        "",
    ):
        assert told(table, column, cell) == [], cell


def test_columns_that_name_a_time_say_so():
    named = {f"{table}.{column}" for table, column in (*YEARS, *PERIODS)}
    assert named == {
        "dues.period", "transfers.period", "audits.period_covered", "filings.period_covered", "audit_targets.due_year",
        "disclosures.fiscal_year",
    }  # fmt: skip
    bounded = {column.name for table in PACKAGE_TABLES for column in table.columns if column.maximum is not None}
    assert bounded == {"renewal_years", "cycle_years"}  # numbers that are added to a day


@pytest.mark.parametrize("period", ["9999-12", "0000-01", "0001-01"])
def test_the_year_9999_is_refused_at_its_cell_and_told_once(period):
    dues = f"period,payroll,due,paid,channel\n{period},1000.00,20.00,20.00,direct\n"
    found = admit(package(dues=dues), registry(), policy(), {}, AS_OF)
    assert [(one.code, one.place.file, one.place.cell) for one in found.issues] == [
        ("schema.constraint-error", f"{FOLDER}/dues.csv", "A2")
    ]
    assert "1900" in found.issues[0].message.zh
    assert "2076" in found.issues[0].message.en


def test_what_may_be_empty_is_left_empty_for_no_end():
    endless = builders.package_files(assets=builders.rows("assets", "AS1", end_on="9999-12-31"))
    (found,) = builders.admit(endless).issues
    assert "留空" in found.hint.zh


def test_what_lies_within_bounds_today_does_so_tomorrow():
    dues = "period,payroll,due,paid,paid_on,channel\n2025-12,1000.00,20.00,20.00,2026-01-10,direct\n"
    for day in (AS_OF, date(2030, 1, 1), date(2149, 12, 31)):
        assert admit(package(dues=dues), registry(), policy(), {}, day).accepted
    assert not admit(package(dues=dues), registry(), policy(), {}, date(1960, 1, 1)).accepted


@pytest.mark.parametrize("created", ["9999-12-31", "0001-01-01", "2077-01-01T00:00:00Z"])
def test_a_package_is_created_in_our_time(created):
    found = admit(package({"created": created}), registry(), policy(), {}, AS_OF)
    assert codes(found.issues) == ["gate.descriptor-value"]


@pytest.mark.parametrize(("column", "value"), [("renewal_years", "101"), ("renewal_years", "9999999999999")])
def test_a_term_is_not_renewed_for_more_than_a_century(column, value):
    files = builders.package_files(assets=builders.rows("assets", "AS1", **{column: value}))
    (found,) = builders.admit(files).issues
    assert (found.code, found.place.column) == ("schema.constraint-error", column)
    assert "0 至 100" in found.message.zh


def test_the_register_and_its_settings_speak_of_our_time(tmp_path):
    builders.portal(tmp_path)
    register = tmp_path / "registry" / "unions.csv"
    lines = register.read_text(encoding="utf-8").splitlines()
    index = lines[0].split(",").index("term_end")
    cells = lines[1].split(",")
    cells[index] = "9999-12-31"
    register.write_text("\n".join([lines[0], ",".join(cells), *lines[2:], ""]), encoding="utf-8")
    settings = tmp_path / "registry" / "datapackage.json"
    settings.write_text(json.dumps(json.loads(settings.read_text()) | {"created": "9999-01-01"}))
    found, issues = load_registry(tmp_path, AS_OF)
    assert found is None
    assert [(one.code, one.place.column) for one in issues] == [
        ("gate.descriptor-value", None),
        ("schema.constraint-error", "term_end"),
    ]


@pytest.mark.parametrize(
    ("table", "old", "new", "column"),
    [
        ("parameters", "2010-01-01,2021-12-31", "2010-01-01,9999-12-31", "effective_to"),
        ("parameters", "2010-01-01,2021-12-31", "0001-01-01,2021-12-31", "effective_from"),
        ("holidays", "2015-01-01", "9999-12-31", "day"),
    ],
)
def test_the_policy_speaks_of_our_time(tmp_path, table, old, new, column):
    shutil.copytree(DATA / "policy", tmp_path / "policy")
    file = tmp_path / "policy" / f"{table}.csv"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    found, issues = load_policy(tmp_path, as_of=AS_OF)
    assert found is None
    assert [(one.code, one.place.column) for one in issues] == [("schema.constraint-error", column)]


def test_a_folder_stands_for_a_year_of_our_time(tmp_path):
    for year in ("0001", "1899", "1900", "2025", "2076", "2077", "9999"):
        (tmp_path / "unions" / "bj" / "bj-demo" / year).mkdir(parents=True)
    packages, issues = list_packages(tmp_path, registry(), AS_OF)
    assert [year for _, _, year in packages] == [1900, 2025, 2076]
    assert codes(issues) == ["registry.year-folder"] * 4
