"""The labor funds: what the source states and nothing else, through the same door as everybody's data."""

import csv
import importlib.util
import io
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from yangguang.pipeline.books import open_books
from yangguang.pipeline.submissions import submissions

ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared" / "realdata" / "us-labor-pacs-2020"
SPEC = importlib.util.spec_from_file_location("convert", ROOT / "examples" / "us_labor_pacs" / "convert.py")
convert = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(convert)

KINDS = [column for _, kinds, _ in convert.SIDES for *_, column in kinds if column]
AMOUNTS = [*KINDS, "ttl_receipts", "ttl_disb", "coh_bop", "coh_cop", "debts_owed_by"]
COMMITTEE = {
    "cmte_id": "C1",
    "cmte_nm": "LOCAL 1 FUND ",
    "cmte_city": "OMAHA",
    "cmte_st": "NE",
    "connected_org_nm": "LOCAL 1",
}
FIGURES = dict.fromkeys(AMOUNTS, "0.0") | {
    "cmte_id": "C1", "cvg_end_dt": "2020-10-14", "connected_org_nm": "LOCAL 1", "ttl_receipts": "67154.71",
    "indv_contrib": "60000.01", "ttl_disb": "100.1", "coh_bop": "0.30", "coh_cop": "67054.91",
}  # fmt: skip


def source(folder, **figures):
    for name, row in (("labor_committees_2020", COMMITTEE), ("labor_pac_2020", FIGURES | figures)):
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, row)
            writer.writeheader()
            writer.writerow(row)
    return folder


def converted(folder, out, **figures):
    files = dict(convert.convert(source(folder, **figures)))
    for path, content in files.items():
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        (out / path).write_bytes(content)
    return files


def table(files, name):
    return list(csv.DictReader(io.StringIO(files[f"unions/ne/c1/2020/{name}.csv"].decode())))


def admissions(data):
    books = open_books(data, date(2026, 11, 23))
    assert books.issues == ()
    return {union: [one.admission for one in submissions(books, union).values()] for union in books.registry.unions}


def test_amounts_are_those_of_the_source_and_the_rest_has_an_account_of_its_own(tmp_path):
    files = converted(tmp_path, tmp_path / "data")
    actual = {row["account_code"]: row["actual"] for row in table(files, "accounts") if row["actual"] != "0"}
    assert actual == {"R10": "60000.01", "R90": "7154.70", "D90": "100.10"}
    assert [(row["item"], row["opening"], row["closing"]) for row in table(files, "balances")] == [
        ("cash", "0.30", "67054.91"), ("surplus", "0.30", "67054.91"),
    ]  # fmt: skip


def test_books_that_carry_over_are_accepted_in_silence(tmp_path):
    converted(tmp_path, tmp_path / "data")
    [admission] = admissions(tmp_path / "data")["c1"]
    assert admission.accepted
    assert admission.issues == ()


def test_books_that_do_not_carry_over_are_flagged_with_the_difference(tmp_path):
    converted(tmp_path, tmp_path / "data", coh_cop="67054.90")
    [admission] = admissions(tmp_path / "data")["c1"]
    assert admission.accepted
    [flag] = admission.issues
    assert flag.code == "identity.closing-carry"
    assert "0.01" in flag.message.en


def test_kinds_that_exceed_their_total_leave_a_negative_rest(tmp_path):
    files = converted(tmp_path, tmp_path / "data", indv_contrib="70000.00")
    assert {row["account_code"]: row["actual"] for row in table(files, "accounts")}["R90"] == "-2845.29"


def test_a_fund_without_figures_is_silent(tmp_path):
    converted(tmp_path, tmp_path / "data", **dict.fromkeys(AMOUNTS, ""), cvg_end_dt="")
    assert admissions(tmp_path / "data")["c1"] == []


def test_a_fund_that_reported_only_zeros_says_so(tmp_path):
    converted(tmp_path, tmp_path / "data", **dict.fromkeys(AMOUNTS, "0.0"))
    [admission] = admissions(tmp_path / "data")["c1"]
    assert admission.accepted


def test_debts_are_told_beside_the_cash(tmp_path):
    files = converted(tmp_path, tmp_path / "data", debts_owed_by="12.5")
    assert "12.50 USD" in table(files, "balances")[0]["note"]


def test_an_amount_finer_than_a_cent_stops_the_conversion(tmp_path):
    with pytest.raises(ValueError, match="finer than a cent"):
        converted(tmp_path, tmp_path / "data", ttl_receipts="0.001")


def test_nothing_of_beijing_is_needed(tmp_path):
    files = converted(tmp_path, tmp_path / "data")
    assert files["policy/clauses.csv"].decode() == "clause_id,section,text,nature\n"
    settings = json.loads(files["registry/datapackage.json"])
    assert (settings["currency"], settings["display_unit"], settings["fictional"]) == ("USD", 1, False)


@pytest.mark.skipif(not REAL.is_dir(), reason="the source is not part of the repository")
def test_339_real_funds(tmp_path):
    for path, content in convert.convert(REAL):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    found = admissions(tmp_path)
    funds = {union: years for union, years in found.items() if union != convert.ROOT}
    assert len(funds) == 339
    assert sum(not years for years in funds.values()) == 25
    assert all(one.accepted for years in found.values() for one in years)
    flagged = {union for union, years in funds.items() for one in years if one.issues}
    with (REAL / "labor_pac_2020.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["ttl_receipts"]]
    off = {
        row["cmte_id"].lower()
        for row in rows
        if Decimal(row["coh_bop"]) + Decimal(row["ttl_receipts"]) - Decimal(row["ttl_disb"]) != Decimal(row["coh_cop"])
    }
    assert flagged == off
    assert len(off) == 77
    assert {issue.code for years in funds.values() for one in years for issue in one.issues} == {
        "identity.closing-carry"
    }
