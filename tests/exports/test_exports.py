"""What machines read: exact, inert in a spreadsheet, the same bytes each time, acceptable to the door."""

import csv
import hashlib
import io
import json
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from frictionless import validate
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import builders as door_cases
from tests.core.test_spreadsheet import NUMBER
from tests.pages.builders import ROOT, account, edition, finding, judged_year, package, refusal, report, union, verdict
from yangguang.core.address import Sheet
from yangguang.core.sentence import say
from yangguang.core.spreadsheet import formula_in
from yangguang.door.bytes.descriptor import MAX_BYTES
from yangguang.exports import catalogue as exports
from yangguang.exports.api import build_facts, build_json, union_year_json
from yangguang.exports.datapackage import descriptor, package_zip, table_csv
from yangguang.exports.finder import finder_json, finder_lists, readings
from yangguang.exports.tables import FIGURES_HEADER, VERDICTS_HEADER, figure_rows, verdict_rows
from yangguang.pages.summary import summarise
from yangguang.records.declare import Record
from yangguang.records.registry import District
from yangguang.records.tables import PACKAGE_TABLES
from yangguang.rules.judge.model import Cell, Status


def parsed(data):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def test_verdicts_are_rows_and_their_words_are_inert():
    rows = parsed(
        VERDICTS_HEADER
        + verdict_rows(edition(), {2025: (verdict(status=Status.BREACHED, reason=say("=cmd|' /C calc'!A0")),)})
    )
    assert [row["status_title"] for row in rows] == ["不符合"]
    assert rows[0]["message"].startswith("'=")


def test_what_nobody_asks_for_is_called_so_in_the_table_too():
    lacking, unasked = verdict(status=Status.NO_DATA), verdict(status=Status.NO_DATA, asked=False)
    rows = parsed(VERDICTS_HEADER + verdict_rows(edition(), {2025: (lacking, unasked)}))
    assert [(row["status"], row["status_title"], row["asked"]) for row in rows] == [
        ("no_data", "缺数据", "true"), ("no_data", "不要求报送", "false"),
    ]  # fmt: skip


DAY, NUMBERS = date(2025, 1, 9), {"number": Decimal("-3.20"), "integer": 7, "boolean": True}


@given(text=st.text(st.one_of(st.sampled_from('=+-@＝－;\t\r\n" 1甲'), st.characters(codec="utf-8")), min_size=1))
@settings(max_examples=30)
def test_whatever_the_texts_are_no_cell_of_any_table_begins_a_formula_and_numbers_stay(text):
    for table in PACKAGE_TABLES:
        cells = {
            column.name: NUMBERS.get(column.kind, DAY if column.kind == "date" else text) for column in table.columns
        }
        fields = table.record.__dataclass_fields__
        row = table.record(**{name if name in fields else f"{name}_": cell for name, cell in cells.items()})
        _, shown = csv.reader(io.StringIO(table_csv(table, (row,)).decode(), newline=""))
        for column, cell in zip(table.columns, shown, strict=True):
            if column.kind == "string" and cell != text:
                assert cell.replace("'", "") == text.replace("'", "")
            elif column.kind != "string":
                assert cell == str(cells[column.name]).replace("True", "true")
            assert column.kind == "number" or NUMBER.fullmatch(cell) or not formula_in(cell)


def test_figures_hold_every_number_once_and_numbers_stay_numbers():
    given = report(given=package(accounts=(account("402", "100.50", "-3.20"), account("501", "7", "0"))))
    rows = parsed(FIGURES_HEADER + b"".join(figure_rows(edition(), {2025: given})))
    by_key = {row["key"]: row for row in rows}
    assert len(by_key) == len(rows)
    assert by_key["bj-hongxing/2025/accounts/402/actual"]["value"] == "-3.20"
    assert by_key["bj-hongxing/2025/@income_total"]["unit"] == "yuan"
    assert by_key["bj-hongxing/2025/overview/overview/members"]["value"] == "400"


def test_the_files_begin_with_a_mark_that_excel_understands():
    assert VERDICTS_HEADER.startswith(b"\xef\xbb\xbf")
    assert not verdict_rows(edition(), {2025: (verdict(),)}).startswith(b"\xef\xbb\xbf")


def test_json_keeps_every_cent_and_leaves_out_what_is_unknown():
    told = json.loads(union_year_json(edition(), report(), (verdict(),)).content)
    assert told["figures"]["income_total"] == {
        "key": "bj-hongxing/2025/@income_total",
        "value": "963735.06",
        "unit": "yuan",
        "formula": "一级科目相加",
        "inputs": ["./accounts/401/actual", "./accounts/402/actual", "./accounts/403/actual"],
    }
    assert told["tables"]["accounts"][0]["actual"] == "12500.50"
    assert "budget_adjusted" not in told["tables"]["accounts"][0]
    assert told["verdicts"][0]["clause"] == "2-5-8"
    assert told["fictional"] is True


def test_a_verdicts_cells_are_in_the_folder_that_the_file_names_once():
    folder = report().package.folder
    cells = (
        Cell(Sheet.of(f"{folder}/dues.csv"), row=2, column="paid"),
        Cell(Sheet.of("registry/unions.csv"), row=3, column="name"),
    )
    told = json.loads(union_year_json(edition(), report(), (verdict(cells=cells),)).content)
    assert told["folder"] == folder
    assert told["verdicts"][0]["cells"] == [
        {"file": "./dues.csv", "row": 2, "column": "paid"},
        {"file": "registry/unions.csv", "row": 3, "column": "name"},
    ]


def test_json_says_of_each_row_where_it_stands():
    given = (replace(account("401", "5"), row=2, line=2), replace(account("402", "7"), row=3, line=5))
    browsed = replace(edition(), source_url="https://git.example/a/b/src/branch/main/data")
    told = json.loads(union_year_json(browsed, report(given=package(accounts=given)), ()).content)
    place = told["places"]["accounts"]
    assert (place["file"], place["key"], place["rows"], place["lines"]) == (
        "accounts.csv", ["account_code"], [2, 3], [2, 5],
    )  # fmt: skip
    assert place["columns"]["actual"] == "决算数"
    assert told["browse"] == f"https://git.example/a/b/src/branch/main/data/{told['folder']}"
    assert "browse" not in json.loads(union_year_json(edition(), report(), ()).content)


def test_the_build_lists_what_is_quarantined():
    shown = summarise(judged_year(report(refusal=refusal())))
    build = json.loads(build_json(build_facts(edition(), [shown], (), ()), 5).content)
    assert build["quarantined"][0]["issues"][0]["code"] == "identity.parent-sum"
    assert (build["counts"]["unions"], build["size"]) == (2, 5)


def zipped(given):
    return zipfile.ZipFile(io.BytesIO(package_zip(edition(), given).content))


def test_the_archive_is_the_same_each_time():
    assert package_zip(edition(), report()).content == package_zip(edition(), report()).content
    assert {info.date_time for info in zipped(report()).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_archive_says_that_its_data_is_fictional():
    assert "虚构" in zipped(report()).comment.decode()


def test_a_union_without_a_package_has_no_archive():
    assert package_zip(edition(), report(given=None)) is None


@pytest.mark.parametrize("union_id", [door_cases.UNION, door_cases.SCHOOL, door_cases.SHOP])
def test_a_download_can_be_submitted_again_as_it_is(union_id):
    first = door_cases.admit(door_cases.package_files(union_id), union_id=union_id)
    assert first.package is not None, first.issues
    archive = zipped(report(given=first.package, law=door_cases.policy()))
    again = door_cases.admit({name: archive.read(name) for name in archive.namelist()}, union_id=union_id)
    assert [one.code for one in again.issues if one.is_error] == []
    assert again.package is not None
    for table in PACKAGE_TABLES:
        assert again.package.table(table.name) == first.package.table(table.name), table.name


def test_frictionless_accepts_a_download(tmp_path):
    first = door_cases.admit(door_cases.package_files())
    archive = zipped(report(given=first.package, law=door_cases.policy()))
    archive.extractall(tmp_path)
    found = validate(str(tmp_path / "datapackage.json"))
    assert found.valid, found.flatten(["type", "note"])


def test_a_descriptor_with_every_table_passes_the_size_cap_of_the_gate():
    files = {f"{table.name}.csv": b"" for table in PACKAGE_TABLES}
    assert len(descriptor(package(), files)) < MAX_BYTES


def test_records_are_what_the_archive_writes():
    assert all(issubclass(table.record, Record) for table in PACKAGE_TABLES)


@pytest.mark.parametrize(
    ("body", "pinyin", "initials"),
    [
        (union(name="北京朝阳医院工会"), "beijingchaoyangyiyuangonghui", "bjcyyygh"),
        (union(name="大栅栏街道总工会", pinyin="Da Shi Lan jie dao zong gong hui"), "dashilanjiedaozonggonghui", "dsljdzgh"),
        (union(name="IBEW Local 11"), "ibewlocal11", "il1"),
    ],
)  # fmt: skip
def test_a_union_is_found_by_how_it_is_said(body, pinyin, initials):
    assert readings(body) == (pinyin, initials)


def test_the_finder_lists_every_union():
    rows = json.loads(finder_json(edition()).content)
    assert [row[0] for row in rows] == ["bj-shi", "bj-hongxing"]
    assert rows[1][6] == "示范区"


def lists_of(*unions, **facts):
    return {
        one.path.removeprefix("api/v1/"): json.loads(one.content)
        for one in finder_lists(edition(unions=unions, **facts))
    }


def test_the_finder_reads_a_list_for_each_district_and_its_codes_apart():
    files = lists_of(ROOT, union(name="红星机械厂工会", short_name="红星"))
    ((one,), kinds) = (files["finder-lists.json"][part] for part in ("lists", "kinds"))
    assert (one["district"], one["said"], kinds["grassroots"]) == ("示范区", "shi fan qu", "基层工会")
    assert files[one["path"]][1] == ["bj-hongxing", "红星机械厂工会", "红星", "grassroots"]
    assert files[one["codes"]] == [ROOT.uscc, "81110105MC0000001X"]
    assert files["finder-lists.json"]["readings"]["星"] == "xing"


def test_syllables_are_told_where_reading_each_character_would_be_wrong():
    files = lists_of(
        union(name="北京银行工会", short_name="大栅栏"), union("ibew", name="IBEW Local 11", short_name=None)
    )
    rows = files["finder/110105.1.json"]
    assert [row[4:] for row in rows] == [["bei jing yin hang gong hui", "da shi lan"], ["ibew local 11"]]


def test_a_new_union_changes_the_lists_of_its_district_alone(monkeypatch):
    monkeypatch.setattr("yangguang.exports.finder._LISTED", 2)
    districts = [
        District(district_id="east", name="东区", position=1),
        District(district_id="west", name="西区", position=2),
    ]
    some = [union(f"u{n}", district="east" if n < 3 else "west") for n in range(5)]
    before = lists_of(*some, districts=districts)
    after = lists_of(*some, union("new", district="east"), districts=districts)
    assert sorted(path for path in after if after[path] != before.get(path)) == [
        "finder/east.2.codes.json",
        "finder/east.2.json",
    ]
    assert [row[0] for row in after["finder/east.2.json"]] == ["u2", "new"]


def test_the_finder_is_told_which_lists_have_a_character_that_few_have():
    districts = [District(district_id=one, name=f"{one}区", position=1) for one in ("east", "west", "north")]
    names = (("east", "云帆"), ("west", "云海Ü"), ("north", "清风"))
    some = [union(f"u{one}", district=one, name=name, short_name=None) for one, name in names]
    letters = lists_of(*some, districts=districts)["finder-lists.json"]["letters"]
    assert letters["清"] == [2]
    assert (letters["y"], letters["v"], letters["q"]) == ([0, 1], [1], [2])  # initials, as they are typed
    assert "云" not in letters  # in most of them


def test_findings_are_counted_by_status_with_the_amounts_that_are_stated():
    given = package(
        findings=(finding(), finding("F2", amount=None), finding("F3", status="in_progress", due_on=date(2026, 1, 1)))
    )
    told = summarise(judged_year(report(given=given), (verdict(),)))
    assert [(one.status, one.count, one.amount) for one in told.findings] == [
        ("rectified", 2, finding().amount), ("overdue", 1, finding().amount),
    ]  # fmt: skip
    assert (told.open_findings, told.overdue_findings) == (1, 1)


def test_a_union_has_its_own_json():
    made, changed = exports.union(edition(), ROOT, {}, ())
    assert json.loads(made.content)["children"] == ["bj-hongxing"]
    assert json.loads(changed.content)["revisions"] == []


def test_json_tells_committed_and_downloaded_files_apart():
    archive = package_zip(edition(), report())
    told = json.loads(union_year_json(edition(), report(), (), archive).content)
    with zipfile.ZipFile(io.BytesIO(archive.content)) as opened:
        for file in told["package_files"]:
            content = opened.read(file["path"])
            assert (file["bytes"], file["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
    assert {file["path"] for file in told["files"]} == {file.path for file in report().package.sources}


def test_json_holds_the_first_rows_of_a_long_table_and_says_how_many_there_are():
    findings = tuple(finding(f"F{n}") for n in range(1001))
    told = json.loads(union_year_json(edition(), report(given=package(findings=findings)), ()).content)
    assert (len(told["tables"]["findings"]), told["rows_total"]) == (1000, {"findings": 1001})
    assert "rows_total" not in json.loads(union_year_json(edition(), report(), ()).content)
