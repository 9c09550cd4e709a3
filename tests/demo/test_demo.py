"""The demo federation: deterministic, complete in kind, and the very bytes committed in `data/`."""

import csv
import io
import re
from collections import Counter
from decimal import Decimal

import pytest

from tests.demo.regenerate import COMMITTED, DATA
from yangguang.demo import demo
from yangguang.demo.uscc import check_character, invented_uscc
from yangguang.records.codes import CODE_LISTS


@pytest.fixture(scope="module")
def files():
    return dict(demo(**COMMITTED))


def table(files, path):
    return list(csv.DictReader(io.StringIO(files[path].decode())))


def packages(files, name):
    return {path: table(files, path) for path in files if path.endswith(f"/{name}.csv") and path.startswith("unions/")}


def test_the_committed_data_is_the_demo(files):
    """After a change of the generator: python tests/demo/regenerate.py"""
    committed = {
        str(path.relative_to(DATA)): path.read_bytes()
        for folder in ("registry", "unions")
        for path in (DATA / folder).rglob("*")
        if path.is_file()
    }
    assert committed == {path: content for path, content in files.items() if not path.startswith("policy/")}


def test_the_same_arguments_give_the_same_bytes():
    assert list(demo(unions=9, years=2, seed=5)) == list(demo(unions=9, years=2, seed=5))
    assert dict(demo(unions=9, years=2, seed=5)) != dict(demo(unions=9, years=2, seed=6))


def test_there_is_a_union_of_every_kind_and_tier(files):
    unions = table(files, "registry/unions.csv")
    assert {row["kind"] for row in unions} == {code.code for code in CODE_LISTS["union_kind"]}
    assert {row["tier"] for row in unions} == {"full", "standard", "basic"}
    assert len(unions) >= 32


def test_one_union_is_silent_and_one_has_only_an_old_year(files):
    years = {row["union_id"]: set() for row in table(files, "registry/unions.csv")}
    for path in files:
        if path.startswith("unions/"):
            _, _, union, year, _ = path.split("/")
            years[union].add(int(year))
    assert [union for union, found in years.items() if not found] == ["hefeng-daoxiang-nongji"]
    assert [union for union, found in years.items() if found == {2023}] == ["tushuguan"]


def test_exactly_one_transfer_is_booked_differently_by_its_two_sides(files):
    """Each flow between two unions that both publish stands in both books; only one has two amounts."""
    booked = {}
    publishers = {(path.split("/")[2], path.split("/")[3]) for path in packages(files, "transfers")}
    for path, rows in packages(files, "transfers").items():
        union, year = path.split("/")[2:4]
        for row in rows:
            if (row["counterparty_id"], year) in publishers:
                ends = (union, row["counterparty_id"])
                payer, payee = ends if row["direction"] == "sent" else ends[::-1]
                booked.setdefault((payer, payee, row["kind"], row["period"]), []).append(Decimal(row["amount"]))
    assert {len(amounts) for amounts in booked.values()} == {2}
    assert [flow for flow, (one, other) in booked.items() if one != other] == [
        ("bibo-changting-zhaolu", "bibo-changting", "dues_remitted", "2025-Q3")
    ]


def test_one_package_restates_a_figure_says_why_and_raises_its_version(files):
    restated = [
        (path, row)
        for path, rows in packages(files, "explanations").items()
        for row in rows
        if row["kind"] == "restatement_material"
    ]
    assert [(path, row["subject"]) for path, row in restated] == [
        ("unions/shizhi/jiaoyu/2024/explanations.csv", "accounts/402/actual")
    ]
    assert b'"version": "1.2.0"' in files["unions/shizhi/jiaoyu/2024/datapackage.json"]


def test_balances_carry_over_to_the_cent(files):
    sheets = {}
    for path, rows in packages(files, "balances").items():
        union, year = path.split("/")[2:4]
        sheets[union, int(year)] = {row["item"]: row for row in rows}
    followed = 0
    for (union, year), sheet in sheets.items():
        for item, row in sheets.get((union, year + 1), {}).items():
            followed += 1
            assert row["opening"] == sheet[item]["closing"], (union, year, item)
    assert followed > 500


def test_credit_codes_hold_and_a_union_without_one_says_why(files):
    for row in table(files, "registry/unions.csv"):
        assert bool(row["uscc"]) != bool(row["uscc_absent_reason"])
        if row["uscc"]:
            assert row["uscc"].startswith("81")
            assert row["uscc"][-1] == check_character(row["uscc"][:17])


@pytest.mark.parametrize("code", ["91110000101623741K", "911101066976941872", "91350100M000100Y43"])
def test_check_character_agrees_with_real_codes(code):
    assert check_character(code[:17]) == code[-1]


def test_no_two_invented_codes_are_equal():
    assert len({invented_uscc("81", serial) for serial in range(5000)}) == 5000


def test_a_large_federation_is_mostly_small_grassroots_unions():
    register = next(content for path, content in demo(unions=1500) if path == "registry/unions.csv")
    kinds = Counter((row["kind"], row["tier"]) for row in csv.DictReader(io.StringIO(register.decode())))
    assert sum(kinds.values()) == 1500
    assert kinds["grassroots", "basic"] > 1000
    assert sum(count for (_, tier), count in kinds.items() if tier == "full") < 100


@pytest.mark.parametrize("unions", [1, 2, 5, 40])
def test_any_number_of_unions_is_a_tree_with_one_root(unions):
    register = dict(demo(unions=unions))["registry/unions.csv"]
    rows = list(csv.DictReader(io.StringIO(register.decode())))
    known = {row["union_id"] for row in rows}
    assert [row["union_id"] for row in rows if not row.get("parent_id")] == ["yangguang"]
    assert all(row["parent_id"] in known for row in rows[1:])
    assert len(known) == unions


def test_years_before_2022_use_the_older_chart():
    files = dict(demo(unions=4, years=2, last_year=2022))
    assert b'"chart": "2009"' in files["unions/chenxi/chenxi/2021/datapackage.json"]
    assert b'"chart": "2021"' in files["unions/chenxi/chenxi/2022/datapackage.json"]


def test_a_finance_officer_finds_nothing_to_smile_at(files):
    """Each thing in its season, each document numbered in the year and in the order it is dated, each measure fits its finding."""
    seasons = {"元旦春节送温暖": {1, 2, 12}, "夏送清凉": {6, 7, 8}, "金秋助学": {8, 9}}
    measures: dict[str, set[str]] = {}
    numbered: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for path in files:
        folder, _, name = path.rpartition("/")
        if name not in {"activities.csv", "matters.csv", "audits.csv", "filings.csv", "findings.csv"}:
            continue
        for row in table(files, path):
            day = row.get("date") or row.get("occurred_on") or row.get("report_on") or ""
            months = seasons.get(row.get("subject") or row.get("title") or "")
            assert months is None or int(day[5:7]) in months, (path, row)
            for year, number in re.findall(r"〔(\d{4})〕(\d+)号", row.get("document_no") or row.get("report_no") or ""):
                assert year == day[:4], (path, row)
                if name == "audits.csv":
                    numbered.setdefault((folder.split("/")[2], year), []).append((int(number), day))
            if name == "findings.csv":
                measures.setdefault(row["measure"], set()).add(row["category"])
    assert all(
        [day for _, day in sorted(reports)] == sorted(day for _, day in reports) for reports in numbered.values()
    )
    assert all(len({number for number, _ in reports}) == len(reports) for reports in numbered.values())
    assert all(len(categories) == 1 for categories in measures.values())


def test_one_project_stands_on_two_accounts(files):
    shared = {
        (path, row["project_id"]): (row["name"], row["account_code"])
        for path, rows in packages(files, "projects").items()
        for row in rows
        if [other["project_id"] for other in rows].count(row["project_id"]) > 1
    }
    assert shared == {("unions/shizhi/gongjiao-diyi/2025/projects.csv", "P2509"): ("职工书屋建设", "50702")}


def test_of_a_demo_that_somebody_makes_every_correction_counts():
    assert b"public_since" not in dict(demo(unions=2))["registry/datapackage.json"]
