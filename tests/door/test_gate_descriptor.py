"""datapackage.json: every key with its one true value, nothing of the submitter's own."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.door.submissions import TABLES, codes, package, policy, registry
from yangguang.door.admit import admit
from yangguang.door.bytes.descriptor import LICENSE, PROFILE
from yangguang.records.schema import table_schema
from yangguang.records.tables import BY_NAME


def issues_of(described):
    return admit(package(described), registry(), policy(), {}).issues


def resources(**changes):
    return {
        "resources": [
            {"name": name, "path": f"{name}.csv"} | (changes if name == "accounts" else {}) for name in TABLES
        ]
    }


def test_the_published_form_can_be_submitted_again():
    data = TABLES["accounts"].encode()
    full = resources(
        type="table", title="收支预决算", format="csv", mediatype="text/csv", encoding="utf-8", bytes=len(data),
        schema=table_schema(BY_NAME["accounts"]), hash=f"sha256:{hashlib.sha256(data).hexdigest()}",
    )  # fmt: skip
    assert issues_of({"$schema": PROFILE, "licenses": [LICENSE], "description": "说明"} | full) == ()
    own = table_schema(BY_NAME["accounts"], TABLES)
    assert issues_of(resources(schema=own)) == ()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("name", "bj-other-2025"), ("union_id", "bj-other"), ("year", 2024), ("year", "2025"), ("year", True), ("year", 2025.0),
        ("chart", "1999"), ("chart", []), ("stage", "done"), ("stage", None), ("version", "1"), ("version", "01.0.0"),
        ("created", "2026-3-1"), ("created", "2026-02-30"), ("title", ""), ("title", "x" * 201), ("title", 5),
        ("title", "工\u202e会"), ("description", ["x"]), ("licenses", [{"name": "MIT"}]), ("licenses", {}),
        ("resources", {}), ("resources", ["accounts"]), ("$schema", "http://evil.example/x.json"),
    ],
)  # fmt: skip
def test_another_value_is_refused_and_the_true_one_named(key, value):
    found = issues_of({key: value})
    wanted = "gate.descriptor-missing" if value is None else "gate.descriptor-value"
    assert wanted in codes(found)
    assert any(f"“{key}”" in one.message.zh for one in found)


@pytest.mark.parametrize("key", ["profile", "sources", "dialect", "resource", "contributors", "__proto__"])
def test_another_key_is_refused(key):
    assert codes(issues_of({key: "x"})) == ["gate.descriptor-key"]


@pytest.mark.parametrize(
    "changes",
    [
        {"path": "../accounts.csv"}, {"path": "/etc/passwd"}, {"path": "http://evil.example/a.csv"}, {"path": ["accounts.csv"]},
        {"schema": {"fields": []}}, {"schema": "schema.json"}, {"encoding": "gbk"}, {"format": "xlsx"}, {"bytes": 1},
        {"hash": "sha256:0"}, {"dialect": {"delimiter": ";"}}, {"scheme": "http"}, {"compression": "gz"}, {"data": []},
        {"extrapaths": []}, {"type": "file"}, {"title": "别的"}, {"mediatype": "text/html"},
    ],
)  # fmt: skip
def test_a_resource_says_only_what_the_portal_would(changes):
    (problem,) = issues_of(resources(**changes))
    assert problem.code in {"gate.descriptor-value", "gate.descriptor-key"}
    assert next(iter(changes)) in problem.message.zh


def test_files_and_list_must_agree():
    some = {"resources": [{"name": name, "path": f"{name}.csv"} for name in (*TABLES, "venues") if name != "dues"]}
    assert sorted(codes(issues_of(some))) == ["gate.file-without-resource", "gate.resource-without-file"]
    twice = {"resources": [{"name": name, "path": f"{name}.csv"} for name in (*TABLES, "dues")]}
    assert codes(issues_of(twice)) == ["gate.descriptor-value"]


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{", b"[]", b"null", b"\xff", b'{"name": NaN}', b'{"a": 1, "a": 1}', b"[" * 60_000, b'{"a":' * 10_000,
        b'{"year": ' + b"9" * 60_000 + b"}", b'{"title": "\\ud800"}', b"\xef\xbb\xbf\xef\xbb\xbf{}", b'{"a": 1e999}',
    ],
)  # fmt: skip
def test_hostile_json_is_an_issue(data):
    found = issues_of(data)
    assert any(one.is_error for one in found)
    for one in found:
        (one.message.zh + one.hint.zh).encode()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
KEYS = st.sampled_from(
    [
        "name",
        "title",
        "union_id",
        "year",
        "chart",
        "stage",
        "version",
        "created",
        "licenses",
        "resources",
        "$schema",
        "description",
    ]
)


@given(st.dictionaries(KEYS, JSON.filter(lambda value: value is not None), min_size=1, max_size=3))
def test_any_json_in_any_key_is_judged(changes):
    for one in issues_of(changes):
        (one.message.zh + one.hint.en).encode()
