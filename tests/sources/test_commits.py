"""Many versions of packages read at once are what reading each alone gives."""

import pytest

from tests.repositories import A, B, commit, git, portal, write
from yangguang.door.history import read_commit, read_commits
from yangguang.sources.git import find_checkout


def both(data, *versions):
    checkout = find_checkout(data)
    return read_commits(checkout, versions), {one: read_commit(checkout, *one) for one in versions}


def filled(data):
    write(data, f"{A}/datapackage.json", "{}")
    write(data, f"{A}/documents/scan.pdf", "pdf")
    write(data, f"{A}/documents/zeugnis ä.pdf", "other")
    write(data, f"{B}/accounts.csv", "b")


@pytest.mark.parametrize("below", ["data", "."])
@pytest.mark.parametrize("form", ["sha1", "sha256"])
def test_every_version_is_the_same_either_way(tmp_path, below, form):
    git(tmp_path, "init", "-q", "-b", "main", f"--object-format={form}")
    data = portal(tmp_path, below)
    filled(data)
    first = commit(tmp_path)
    (data / A / "accounts.csv").chmod(0o755)
    (data / A / "documents" / "scan.pdf").unlink()
    (data / A / "link.csv").symlink_to("accounts.csv")
    second = commit(tmp_path)
    many, single = both(data, (first, A), (second, A), (first, B))
    assert many == single
    assert len(many) == 3


def test_folders_in_folders_are_told_either_way(tmp_path):
    data = portal(tmp_path)
    filled(data)
    write(data, f"{A}/more/accounts.csv")
    write(data, f"{B}/documents/more/scan.pdf")
    last = commit(tmp_path)
    many, single = both(data, (last, A), (last, B))
    assert many == single
    assert [one.code for found in many.values() for one in found.issues] == ["gate.unexpected-file"] * 2


def test_what_is_not_there_is_not_read(tmp_path):
    data = portal(tmp_path)
    last = commit(tmp_path)
    missing = (last, "unions/10\n1/a/2025")
    many, single = both(data, (last, A), (last, B), missing)
    assert many == single
    assert (single[last, B], single[missing]) == (None, None)
    assert single[last, A]
