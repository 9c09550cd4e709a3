"""Names, titles and ids stand on one line; what is told in sentences may break its lines, as a cell of Excel does."""

import csv
import io
import json

import pytest

from tests import builders
from tests.door.submissions import codes, package, policy, registry
from yangguang.door.admit import admit
from yangguang.door.bytes.gate import read_table
from yangguang.door.loader import load_registry
from yangguang.records.tables import BY_NAME, TABLES

FREE = [(table.name, column.name) for table in TABLES for column in table.columns if column.is_free]
PROSE = {
    "clauses.text", "accounts.note", "projects.purpose", "projects.third_party_conclusion", "three_public.note",
    "balances.note", "activities.outcome", "inspections.outcome", "matters.note", "procurement.method_reason",
    "findings.description", "findings.measure", "findings.reason_open", "findings.revisit_outcome",
    "appeals.outstanding_issue", "explanations.text", "procurement_awards.reason",
}  # fmt: skip


@pytest.mark.parametrize(("table", "column"), FREE)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_only_prose_breaks_its_lines(table, column, end):
    names = [one.name for one in BY_NAME[table].columns]
    text = io.StringIO(newline="")
    cells = [f"一{end}二" if name == column else "1" for name in names]
    csv.writer(text).writerows([names, cells])
    _, issues = read_table(BY_NAME[table], text.getvalue().encode(), "x.csv")
    told = [] if f"{table}.{column}" in PROSE else [("gate.line-break", 2, column)]
    assert [(one.code, one.place.row, one.place.column) for one in issues] == told


def test_prose_is_declared_where_the_column_is():
    assert {f"{table}.{column}" for table, column in FREE if BY_NAME[table].column(column).prose} == PROSE


def test_a_note_of_two_lines_is_accepted_as_it_is():
    files = builders.package_files(matters=builders.rows("matters", "M1", note="第一行\n第二行"))
    made = builders.accepted(files)
    assert made.matters[0].note == "第一行\n第二行"


@pytest.mark.parametrize("mark", ["\v", "\f", "\u0085", "\u2028", "\u2029"])
def test_other_line_breaks_stand_nowhere(mark):
    files = builders.package_files(matters=builders.rows("matters", "M1", note=f"一{mark}二"))
    assert codes(builders.admit(files).issues) == ["gate.unicode"]


@pytest.mark.parametrize("mark", ["\n", "\r", "\u2028"])
def test_a_descriptor_has_its_title_on_one_line(mark):
    def of(key):
        return codes(admit(package({key: f"示范{mark}工会"}), registry(), policy(), {}).issues)

    assert of("title") == ["gate.descriptor-value"]
    assert of("description") == ([] if mark in "\r\n" else ["gate.descriptor-value"])


@pytest.mark.parametrize("key", ["title", "title_en", "contact", "record_number", "name"])
def test_settings_stand_on_one_line(tmp_path, key):
    builders.portal(tmp_path)
    settings = tmp_path / "registry" / "datapackage.json"
    settings.write_text(
        json.dumps(json.loads(settings.read_text(encoding="utf-8")) | {key: "示范\n工会"}), encoding="utf-8"
    )
    assert codes(load_registry(tmp_path)[1]) == ["gate.descriptor-value"]
