"""Registry and policy: read through the same gate, then held as a tree and as values with units."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from tests.door.submissions import DAY, codes, union
from yangguang.door.loader import load_policy, load_registry
from yangguang.door.register import policy_issues, registry_issues
from yangguang.records.policy import ChartAccount, Parameter
from yangguang.records.registry import Affiliate

DATA = Path(__file__).parents[2] / "data"
FILES = {
    "districts": "district_id,name\nbj,北京\n",
    "unions": "union_id,name,uscc_absent_reason,parent_id,kind,tier,district\ntop,市总,虚构,,municipal,full,bj\nlow,区总,虚构,top,district,full,bj\n",
    "affiliates": "affiliate_id,owner_id,name,kind\nhall,top,文化宫,institution\n",
}


def registry_folder(tmp_path, settings=None, **files):
    folder = tmp_path / "registry"
    folder.mkdir()
    given = {name: text for name, text in (FILES | files).items() if text is not None}
    for name, text in given.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    found = {"title": "示范", "resources": [{"name": name, "path": f"{name}.csv"} for name in given]} | (settings or {})
    (folder / "datapackage.json").write_text(json.dumps(found), encoding="utf-8")
    return tmp_path


def test_a_register_with_its_settings(tmp_path):
    settings = {
        "title_en": "Demo",
        "currency": "USD",
        "display_unit": 1,
        "fictional": True,
        "homepage": "https://example.org/",
    }
    found, issues = load_registry(registry_folder(tmp_path, settings))
    assert issues == ()
    assert (found.settings.currency, found.settings.display_unit, found.settings.fictional) == ("USD", 1, True)
    assert found.root.union_id == "top"
    assert found.affiliates_of("top")[0].name == "文化宫"


@pytest.mark.parametrize(
    ("settings", "said"),
    [({"fictional": "true"}, "应为 true 或 false，两边不加引号"), ({"display_unit": "10000"}, "应为 1、1000 或 10000，是数字，两边不加引号"), ({"fictional": "yes"}, "应为 true 或 false")],
)  # fmt: skip
def test_a_value_that_is_right_but_for_its_quotes_is_told_so(tmp_path, settings, said):
    assert [one.hint.zh for one in load_registry(registry_folder(tmp_path, settings))[1]] == [said]


def test_a_table_that_is_missing_is_told_once_and_never_taken_off_the_list(tmp_path):
    registry_folder(tmp_path)
    (tmp_path / "registry" / "unions.csv").unlink()
    assert codes(load_registry(tmp_path)[1]) == ["registry.missing-table"]


def test_an_id_with_capitals_says_what_to_write(tmp_path):
    _, issues = load_registry(registry_folder(tmp_path, unions=FILES["unions"].replace("\nlow,", "\nLow Union,")))
    assert [one.hint.zh for one in issues] == ["应写 low-union"]


def test_a_federation_may_own_nothing(tmp_path):
    found, issues = load_registry(registry_folder(tmp_path, affiliates=None))
    assert issues == ()
    assert found.affiliates == ()


@pytest.mark.parametrize(
    "settings",
    [
        {"currency": "yuan"},
        {"display_unit": 100},
        {"display_unit": True},
        {"fictional": "yes"},
        {"homepage": "javascript:x"},
        {"homepage": "http://example.org/"},
        {"homepage": "https://bеijing.gov.cn/"},
        {"homepage": "https://beijing.gov.cn@example.org/"},
    ],
)
def test_a_setting_has_a_known_value(tmp_path, settings):
    found, issues = load_registry(registry_folder(tmp_path, settings))
    assert found is None
    assert set(codes(issues)) <= {"registry.setting", "privacy.email"}  # cn@example.org is told alone


def test_a_superior_and_a_district_exist(tmp_path):
    text = FILES["unions"].replace("虚构,top,", "虚构,tip,").replace("full,bj\nlow", "full,bi\nlow")
    _, issues = load_registry(registry_folder(tmp_path, unions=text))
    assert [(one.code, one.place.cell) for one in issues] == [
        ("schema.foreign-key", "G2"),
        ("schema.foreign-key", "D3"),
    ]
    assert "top" in issues[1].hint.zh


def test_the_register_is_one_tree():
    def of(*unions, affiliates=()):
        return codes(registry_issues({"unions": unions, "affiliates": affiliates}))

    assert of(union("a"), union("b", "a")) == []
    assert of(union("a"), union("b")) == ["registry.root"]
    assert of(union("a"), union("b", "d"), union("c", "b"), union("d", "c")) == ["registry.cycle"]
    assert of(union("a", "a")) == ["registry.root", "registry.cycle"]
    assert of(union("a", uscc_absent_reason=None)) == ["registry.no-code"]
    assert of(union("a", uscc="91110000101623741K"), union("b", "a", uscc="91110000101623741K")) == [
        "registry.duplicate-code"
    ]
    assert of(union("a"), affiliates=[Affiliate(affiliate_id="a", owner_id="a", name="x", kind="enterprise")]) == [
        "registry.duplicate-id"
    ]


@pytest.mark.parametrize(
    ("unit", "good", "bad"),
    [
        ("ratio", ["0", "0.02", "2/3", "1", "3/3"], ["2%", "2/0", "-1", "1e-2", "2", "1.01", "4/3", "9999"]),
        ("yuan", ["5000000", "0.01"], ["500万", "5,000,000", "-1"]),
        ("month_day", ["03-31", "+1-06-30"], ["3-31", "02-29", "02-30", "+2-06-30", "2026-03-31"]),
        ("days", ["0", "180", "36600"], ["1.5", "-1", "半年", "36601", "999999", "9" * 40]),
        ("working_days", ["0", "20", "1000"], ["1001", "999999", "-1"]),
        ("years", ["0", "5", "100"], ["101", "9999", "-1", "1.5"]),
        ("count", ["0", "2", "1000"], ["1001", "999999", "-1"]),
        ("code", ["2021", "gov-2"], ["", "2021年", "-1", "x" * 41]),
    ],
)
def test_a_parameter_fits_its_unit(unit, good, bad):
    def of(value):
        row = Parameter(name="x", effective_from=DAY, value=value, unit=unit, basis="x", nature="default")
        return codes(policy_issues({"parameters": [row]}))

    assert [value for value in good if of(value)] == []
    assert [value for value in bad if of(value) != ["registry.parameter-value"]] == []


def test_a_parameter_that_rules_read_keeps_its_unit():
    def of(name, unit, value):
        row = Parameter(name=name, effective_from=DAY, value=value, unit=unit, basis="x", nature="default", row=7)
        return [(one.code, one.place.row, one.place.column) for one in policy_issues({"parameters": [row]})]

    assert of("stage_deadline_final", "month_day", "+1-06-30") == []
    assert of("stage_deadline_final", "days", "30") == [("registry.parameter-unit", 7, "unit")]
    assert of("dues_rate", "count", "2") == [("registry.parameter-unit", 7, "unit")]
    assert of("a_limit_of_our_own", "days", "30") == []


def test_a_chart_is_a_tree_with_one_side():
    def of(*rows):
        accounts = [
            ChartAccount(chart="2009", account_code=code, name="x", side=side, parent_code=parent, verified=True)
            for code, side, parent in rows
        ]
        return codes(policy_issues({"chart_of_accounts": accounts}))

    assert of(("5", "expenditure", None), ("501", "expenditure", "5")) == []
    assert of(("501", "expenditure", "5")) == ["registry.chart-parent"]
    assert of(("4", "income", None), ("501", "expenditure", "4")) == ["registry.chart-parent"]
    assert of(("5", "income", "6"), ("6", "income", "5")) == ["registry.chart-parent"] * 2


def policy_with(tmp_path, table, old, new):
    """What the door says of the shipped policy with the first `old` of a table made `new`."""
    shutil.copytree(DATA / "policy", tmp_path / "policy", dirs_exist_ok=True)
    file = tmp_path / "policy" / f"{table}.csv"
    text = (DATA / "policy" / f"{table}.csv").read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return [(one.code, one.place.row, one.place.column) for one in load_policy(tmp_path)[1]]


STRAY = [
    "../../../x",
    "..",
    ".",
    "/etc/x",
    "a/b",
    "a\\b",
    "a b",
    "2-1-1.",
    "-a",
    "x" * 41,
    "2‑1",
    "条款",
    "a%2fb",
    "~",
    "$HOME",
]


@pytest.mark.parametrize("value", [*STRAY, "con", "NUL", "aux", "COM1", "lpt9", "x-1", "X-7"])
def test_the_id_of_a_clause_names_and_does_not_lead(tmp_path, value):
    ((code, row, column),) = policy_with(tmp_path, "clauses", "\n2-1-1,", f"\n{value},")
    assert (row, column) == (2, "clause_id")
    assert code in {"schema.constraint-error", "registry.reserved-id", "gate.unicode"}


@pytest.mark.parametrize(
    ("table", "column", "old"),
    [
        ("parameters", "name", "\ntrainings_per_year,"),
        ("chart_of_accounts", "chart", "\n2009,"),
        ("chart_of_accounts", "account_code", ",401,"),
        ("chart_of_accounts", "parent_code", ",403,transfer_in"),
    ],
)
@pytest.mark.parametrize("value", ["../../../x", "..", ".", "a/b", "x" * 65, "a b", "+1"])
def test_every_id_of_the_policy_has_a_form(tmp_path, table, column, old, value):
    lines = (DATA / "policy" / f"{table}.csv").read_text(encoding="utf-8").splitlines()
    index = lines[0].split(",").index(column)
    number = next(at for at, line in enumerate(lines[1:], 1) if line.split(",")[index])
    cells = lines[number].split(",")
    cells[index] = value
    told = policy_with(tmp_path, table, lines[number], ",".join(cells))
    assert ("schema.constraint-error", number + 1, column) in told


def test_ids_that_differ_in_case_alone_are_one_to_some_systems(tmp_path):
    assert policy_with(tmp_path, "clauses", "\n2-3-4,", "\n2-3-3A,") == [("registry.same-id", 20, "clause_id")]


@pytest.mark.parametrize(
    "value", ["../../../x", "..", ".", "con", "nul", "aux", "com1", "a.b", "A", "a/b", "x" * 41, "_a"]
)
def test_ids_of_the_register_name_and_do_not_lead(tmp_path, value):
    def told(**files):
        for old in tmp_path.iterdir():
            shutil.rmtree(old)
        found, issues = load_registry(registry_folder(tmp_path, **files))
        assert found is None
        return {(one.code, one.place.file, one.place.column) for one in issues}

    def renamed(table, old):
        return FILES[table].replace(f"\n{old},", f"\n{value},").replace(f",{old}\n", f",{value}\n")

    for table, column, old in (
        ("districts", "district_id", "bj"),
        ("unions", "union_id", "low"),
        ("affiliates", "affiliate_id", "hall"),
    ):
        issues = told(**{name: renamed(name, old) for name in FILES})
        assert issues & {
            ("schema.constraint-error", f"registry/{table}.csv", column),
            ("registry.reserved-id", f"registry/{table}.csv", column),
        }, table


def test_the_policy_of_this_repository_loads():
    found, issues = load_policy(DATA)
    assert issues == ()
    assert set(found.charts) >= {"2009", "2021"}


def test_a_policy_may_list_public_holidays(tmp_path):
    policy = tmp_path / "policy"
    shutil.copytree(DATA / "policy", policy)
    (policy / "holidays.csv").unlink(missing_ok=True)
    descriptor = json.loads((policy / "datapackage.json").read_text(encoding="utf-8"))
    descriptor["resources"] = [one for one in descriptor["resources"] if one["name"] != "holidays"]
    (policy / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    assert load_policy(tmp_path)[0].holidays == {}
    descriptor["resources"].append({"name": "holidays", "path": "holidays.csv"})
    (policy / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    (policy / "holidays.csv").write_text(
        "day,name,working\n2025-10-01,国庆节,false\n2025-09-28,国庆节,true\n", encoding="utf-8"
    )
    found, issues = load_policy(tmp_path)
    assert issues == ()
    assert found.holidays == {date(2025, 10, 1): False, date(2025, 9, 28): True}


def test_a_value_marked_as_text_is_told_once_with_the_value(tmp_path):
    found = policy_with(
        tmp_path, "parameters", "asset_term_threshold,2015-01-09,,5,", 'asset_term_threshold,2015-01-09,,"=""5""",'
    )
    assert [(code, column) for code, _, column in found] == [("gate.formula", "value")]
    assert [one.hint.zh for one in load_policy(tmp_path)[1]] == ["应写 5"]
