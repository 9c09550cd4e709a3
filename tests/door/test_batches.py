"""Frictionless says of many packages at once what it says of each alone: no key of one is looked for in another."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.door.test_reference import both, tables_text
from tests.packages.diseases_gate import GATE
from tests.packages.diseases_schema import SCHEMA
from yangguang.door.bytes.gate import read_tables
from yangguang.door.schema import reference
from yangguang.door.schema.batches import doubtful
from yangguang.door.schema.reference import comparable, frictionless_faults, reference_faults
from yangguang.records.tables import PACKAGE_TABLES

ACCOUNTS = "account_code,account_name\n401,会费收入\n501,职工活动支出\n"
PROJECTS = "project_id,name,account_code\nP1,健步走,501\n"
ACTIVITIES = "activity_id,kind,date,subject,outcome\n"
WHOLE = {"accounts": ACCOUNTS, "projects": PROJECTS}


def package(**tables):
    return comparable(*both(**tables))


def alone(packages):
    return [one for one in packages if not frictionless_faults(one.tables, one.sources)]


def together(packages):
    """Those of which frictionless is not asked again; of the others it says in the doubtful tables what it says of all."""
    doubts = doubtful(packages)
    for one in packages:
        assert reference_faults(one, doubts[one]) == frictionless_faults(one.tables, one.sources)
    return [one for one in packages if not doubts[one]]


@pytest.mark.parametrize(
    "other",
    [
        WHOLE,
        {"accounts": ACCOUNTS.replace("\n", "\r\n"), "projects": PROJECTS},
        {"accounts": "account_name,account_code\n职工活动支出,501\n", "projects": PROJECTS},
        {"accounts": ACCOUNTS, "projects": "name,account_code,project_id\n健步走,401,P1\n"},
        {"projects": PROJECTS},
        {"accounts": ACCOUNTS, "projects": "project_id,name,account_code\n"},
        {"accounts": "\ufeff" + ACCOUNTS.removesuffix("\n"), "projects": PROJECTS + "\n\n"},
        {"accounts": ACCOUNTS, "activities": ACTIVITIES + 'A1,member_activity,2025-05-01,甲,"一\r\n二\n\n三"\nA2,member_activity,2025-05-01,乙,"a ""b"", c"\n'},
        {},
    ],
    ids=["the same keys", "CRLF", "another order", "another order of the referring", "nothing to look in", "no rows", "ends", "line breaks", "nothing"],
)  # fmt: skip
def test_sound_packages_are_sound_side_by_side(other):
    packages = [package(**WHOLE), package(**other), package(**WHOLE)]
    assert together(packages) == alone(packages) == packages


@pytest.mark.parametrize(
    "other",
    [
        {"accounts": ACCOUNTS + "401,会费收入\n"},
        {"accounts": ACCOUNTS.replace("501,", "502,"), "projects": PROJECTS},
        {"accounts": "account_code,account_name\n", "projects": PROJECTS},
        {"accounts": ACCOUNTS.replace("会费收入", "")},
        {"accounts": "account_code,account_name\n,a\n,b\n"},
        {"accounts": ACCOUNTS, "projects": PROJECTS.replace("501", "")},
        {"activities": ACTIVITIES + 'A1,member_activity,2025-05-01,甲,"一\n二"\nA1,member_activity,2025-05-01,乙,\n'},
        {"activities": ACTIVITIES + "A1,member_activity,2025-13-01,甲,\n"},
        {"activities": ACTIVITIES + "A1,walk,2025-12-01,甲,\n"},
    ],
    ids=["key twice", "the row is in the other package", "no row to refer to", "cell missing", "keys missing", "reference missing", "key twice after a line break", "date", "code"],
)  # fmt: skip
def test_whoever_is_at_fault_is_the_one_that_is_judged_again(other):
    sound, faulty = package(**WHOLE), package(**other)
    for packages in ([sound, faulty, sound], [faulty, sound], [faulty, faulty]):
        assert together(packages) == alone(packages) == [one for one in packages if one is sound]


def test_illnesses_are_seen_in_a_ward_as_they_are_alone():
    packages = []
    for disease in (*GATE, *SCHEMA)[::5]:  # all of them take half a minute, and pass
        gated = read_tables(disease.files, "unions/bj/one/2025", PACKAGE_TABLES)
        tables = {name: table for name, table in gated.tables.items() if name not in gated.broken}
        packages.append(comparable(tables, {name: disease.files[f"{name}.csv"] for name in tables}))
    found = together(packages)
    assert found == alone(packages)
    assert 0 < len(found) < len(packages)


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(tables_text(), min_size=2, max_size=4))
def test_of_any_packages_none_is_passed_that_would_not_pass_alone(texts):
    packages = [package(**tables) for tables in texts]
    assert set(together(packages)) <= set(alone(packages))


@pytest.mark.parametrize("odd", ["employees,members\n,\n", "employees,members\n,\n,\n"])
def test_a_row_of_unknowns_is_looked_at_alone_and_keeps_nobody_from_being_passed(odd):
    sound, unknown = package(**WHOLE), package(overview=odd)
    assert together([sound, unknown]) == [sound]
    assert alone([sound, unknown]) == [sound, unknown]


def test_a_table_of_which_rows_are_left_out_is_looked_at_alone(monkeypatch):
    monkeypatch.setattr(reference, "_SAMPLE", 3)
    sound, large = package(**WHOLE), package(accounts=ACCOUNTS + "502,业务支出\n503,行政支出\n")
    assert together([sound, large]) == [sound]
    assert alone([sound, large]) == [sound, large]


def test_nobody_is_passed_where_frictionless_stops_before_the_last_row(monkeypatch):
    monkeypatch.setattr(reference, "_MANY", 1)
    packages = [package(accounts=ACCOUNTS.replace("会费收入", "")), package(**WHOLE)]
    assert doubtful(packages) == {one: frozenset(one.tables) for one in packages}
