"""A project on several accounts, on its way from sheets into a package and back."""

from dataclasses import replace

from tests.importer.office import bring, csv_text, desk, table
from yangguang.importer.package import import_files

HEAD = ["项目编号", "项目名称", "预算科目", "年初预算数", "决算数"]
MEETING = ["P1", "职工运动会", "50101", "6000", "5000"]
PRIZES = ["P1", "职工运动会", "50102", "4000", "3000"]


def accounts(imported):
    return [(row["project_id"], row["account_code"], row["actual"]) for row in table(imported, "projects")]


def test_its_rows_stay_apart():
    imported = bring(("项目预决算.csv", csv_text([HEAD, MEETING, PRIZES])))
    assert accounts(imported) == [("P1", "50101", "5000"), ("P1", "50102", "3000")]


def test_budget_and_actual_from_two_sheets_meet_on_their_account():
    budget, actual = [*HEAD[:3], "年初预算数"], [*HEAD[:3], "决算数"]
    imported = bring(
        ("projects.csv", csv_text([budget, MEETING[:4], PRIZES[:4]])),
        ("项目预决算.csv", csv_text([actual, [*PRIZES[:3], "3000"], [*MEETING[:3], "5000"]])),
    )
    assert accounts(imported) == [("P1", "50101", "5000"), ("P1", "50102", "3000")]


def test_what_the_package_has_is_lost_where_a_row_is_missing_and_not_where_one_is_added():
    def imported(*rows, there):
        at = desk()
        present = {"projects.csv": "\n".join(",".join(row) for row in (HEAD, *there)).encode()}
        return import_files(
            [("projects.csv", csv_text([HEAD, *rows]).encode())], replace(at, raw=replace(at.raw, files=present))
        )

    added, gone = imported(MEETING, PRIZES, there=[MEETING]), imported(MEETING, there=[MEETING, PRIZES])
    assert not [one for one in added.lost if one.place.file.endswith("projects.csv")]
    assert [one.before for one in gone.lost if one.place.file.endswith("projects.csv")] == ["P1+50102"]
