"""A long history is read once: what is remembered of it is never anything but what reading it again would give."""

import json
from datetime import date

import pytest

from tests.builders import DISTRICT, UNION, YEAR, package_files, portal
from tests.repositories import commit, git
from yangguang.pipeline import remembered as room
from yangguang.pipeline.books import open_books
from yangguang.pipeline.changes import changes, changes_since

AS_OF = date(2026, 11, 25)
OVERVIEW = f"unions/{DISTRICT}/{UNION}/{YEAR}/overview.csv"


@pytest.fixture
def data(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(room, "MANY", 3)
    data = portal(tmp_path / "top" / "data", {(UNION, YEAR): package_files()})
    git(data.parent, "init", "-q", "-b", "main")
    commit(data.parent)
    for members in (1401, 1402):
        correct(data, members)
    return data


def correct(data, members):
    path = data / OVERVIEW
    header, row = path.read_text(encoding="utf-8").splitlines()
    cells = row.split(",")
    cells[header.split(",").index("members")] = str(members)
    path.write_text(f"{header}\n{','.join(cells)}\n", encoding="utf-8")
    return commit(data.parent)


def files(tmp_path):
    return [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]


def told(data):
    books = open_books(data, AS_OF)
    found = changes(books, UNION)
    assert found == tuple(changes_since(books, UNION))
    return [figure.after for one in found for figure in one.corrections]


def test_the_second_run_reads_no_version(data, tmp_path, monkeypatch):
    assert told(data) == [1401, 1402]
    (kept,) = files(tmp_path)
    assert data not in kept.parents
    books = open_books(data, AS_OF)
    monkeypatch.setattr("yangguang.pipeline.changes.changes_since", lambda *_: pytest.fail("it was read again"))
    assert [one.restatements[0].before for one in changes(books, UNION)] == [1400, 1401]


def test_of_a_new_commit_only_the_new_is_read(data, monkeypatch):
    told(data)
    correct(data, 1403)
    asked = []

    def noted(books, union_id, since=0):
        asked.append(since)
        return changes_since(books, union_id, since)

    monkeypatch.setattr("yangguang.pipeline.changes.changes_since", noted)
    books = open_books(data, AS_OF)
    assert [one.restatements[0].after for one in changes(books, UNION)] == [1401, 1402, 1403]
    assert asked == [3], "what came after the third commit"


def test_what_came_before_the_portal_was_public_is_forgotten_with_it(data):
    """A commit of an earlier day than the opening, made after what is remembered."""
    assert told(data) == [1401, 1402]
    correct(data, 1403)
    described = data / "registry" / "datapackage.json"
    facts = json.loads(described.read_text(encoding="utf-8"))
    described.write_text(json.dumps(facts | {"public_since": "2030-01-01"}), encoding="utf-8")
    assert told(data) == []


def test_a_new_commit_and_a_rewritten_one_are_seen(data):
    told(data)
    correct(data, 1403)
    assert told(data) == [1401, 1402, 1403]
    git(data.parent, "reset", "-q", "--hard", "HEAD~2")
    correct(data, 1404)
    correct(data, 1405)
    assert told(data) == [1401, 1404, 1405]


def test_what_is_withdrawn_is_forgotten(data, tmp_path):
    told(data)
    (data / "registry" / "withdrawals.csv").write_text(
        f"union_id,year,since,reason\n{UNION},{YEAR},2026-09-01,personal_data\n"
    )
    described = data / "registry" / "datapackage.json"
    facts = json.loads(described.read_text(encoding="utf-8"))
    facts["resources"].append({"name": "withdrawals", "path": "withdrawals.csv"})
    described.write_text(json.dumps(facts), encoding="utf-8")
    assert told(data) == []
    assert "1401" not in files(tmp_path)[0].read_text(encoding="utf-8")


@pytest.mark.parametrize("damage", [b"", b"x", b"[]\n[]", b"\xff\xfe"])
def test_what_does_not_read_back_whole_is_worked_out_anew(data, tmp_path, damage):
    told(data)
    (kept,) = files(tmp_path)
    whole = kept.read_bytes()
    kept.write_bytes(damage or whole.replace(b"1401", b"9999"))
    assert told(data) == [1401, 1402]
    assert kept.read_bytes() == whole


@pytest.mark.parametrize("folder", ["", "relative", "/dev/null/nowhere"])
def test_without_a_cache_all_is_well(data, monkeypatch, folder):
    monkeypatch.setenv("XDG_CACHE_HOME", folder)
    monkeypatch.delenv("HOME", raising=False)
    assert told(data) == [1401, 1402]
