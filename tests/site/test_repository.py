"""What git knows of a data folder, in a repository made for the test."""

import os
import subprocess

import pytest

from generator.site.repository import changed_folders, open_repository

DAY = "2026-03-01T12:00:00+0800"
WHO = {"GIT_AUTHOR_DATE": DAY, "GIT_COMMITTER_DATE": DAY, "GIT_CONFIG_GLOBAL": os.devnull}
for role in ("AUTHOR", "COMMITTER"):
    WHO |= {f"GIT_{role}_NAME": "a treasurer", f"GIT_{role}_EMAIL": "treasurer@example.org"}
A, B = "unions/101/a/2025", "unions/101/b/2025"


def git(folder, *arguments):
    return subprocess.run(
        ["git", *arguments], cwd=folder, env=os.environ | WHO, check=True, capture_output=True, text=True
    ).stdout.strip()


def commit(data, message="a table"):
    git(data, "add", "-A")
    git(data, "commit", "-q", "-m", message)
    return git(data, "rev-parse", "HEAD")


def write(data, path, text="x\n"):
    (data / path).parent.mkdir(parents=True, exist_ok=True)
    (data / path).write_text(text)


@pytest.fixture(params=["data", "deep/down/data"])
def data(tmp_path, request):
    git(tmp_path, "init", "-q", "-b", "main")
    folder = tmp_path / request.param
    folder.mkdir(parents=True)
    write(folder, f"{A}/accounts.csv")
    return folder


def test_a_package_is_dated_by_the_commit_that_last_touched_it(data):
    first = commit(data)
    write(data, f"{B}/accounts.csv")
    second = commit(data)
    repository = open_repository(data)
    assert repository.provenance(A).commit == first
    assert repository.provenance(B).commit == second
    assert repository.provenance(B).committed_on.isoformat() == "2026-03-01"
    assert (repository.head.commit, repository.head.dirty) == (second, False)


def test_an_unsaved_change_marks_its_own_package_only(data):
    write(data, f"{B}/accounts.csv")
    commit(data)
    write(data, f"{A}/accounts.csv", "y\n")
    repository = open_repository(data)
    assert repository.provenance(A).dirty
    assert not repository.provenance(B).dirty
    assert repository.head.dirty


def test_a_package_that_no_commit_has_is_marked(data):
    commit(data)
    write(data, f"{B}/accounts.csv")
    assert open_repository(data).provenance(B).dirty


def test_links_and_programs_are_told_by_their_mode(data):
    (data / A / "dues.csv").symlink_to("/etc/hostname")
    (data / A / "accounts.csv").chmod(0o755)
    commit(data)
    assert open_repository(data).modes == {f"{A}/dues.csv": "120000", f"{A}/accounts.csv": "100755"}


def test_a_name_in_chinese_is_read_as_it_is(data):
    write(data, f"{A}/副本 accounts.csv")
    (data / A / "副本 accounts.csv").chmod(0o755)
    commit(data)
    assert open_repository(data).modes == {f"{A}/副本 accounts.csv": "100755"}


def test_a_folder_outside_git_has_no_history(tmp_path):
    write(tmp_path, f"{A}/accounts.csv")
    repository = open_repository(tmp_path)
    assert repository.root is None
    assert repository.provenance(A).commit is None


def test_changes_are_counted_from_where_the_branch_left(data):
    commit(data)
    git(data, "switch", "-q", "-c", "submission")
    write(data, f"{B}/accounts.csv")
    commit(data)
    git(data, "switch", "-q", "main")
    write(data, f"{A}/accounts.csv", "main went on\n")
    commit(data)
    git(data, "switch", "-q", "submission")
    assert changed_folders(data, "main") == {B}


def test_a_change_that_no_commit_has_counts_too(data):
    commit(data)
    write(data, f"{A}/accounts.csv", "y\n")
    write(data, f"{B}/accounts.csv")
    assert changed_folders(data, "HEAD") == {A, B}


def test_an_unknown_reference_is_none(data):
    commit(data)
    assert changed_folders(data, "no-such-branch") is None
