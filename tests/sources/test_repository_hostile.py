"""What a submission, the user's settings or the repository's own can do to the answers: nothing."""

import os
import shutil
import subprocess

import pytest

from tests.repositories import A, B, arm, commit, git, plant, portal, settings, write
from yangguang.sources.repository import changes_since, open_repository, path_in_repository


@pytest.fixture
def data(tmp_path):
    """Two packages, the second submitted on a branch."""
    data = portal(tmp_path / "portal")
    commit(data)
    git(data, "switch", "-q", "-c", "submission")
    write(data, f"{B}/accounts.csv")
    commit(data)
    return data


@pytest.fixture
def trap(tmp_path):
    return arm(tmp_path / "trap")


def answers(data):
    repository = open_repository(data)
    assert not repository.failure
    return (
        repository.head,
        {one[-1].folder: one[-1].moment for own in repository.history.publications.values() for one in own.values()},
        dict(repository.modes),
        repository.dirty,
        changes_since(data, "main").folders,
    )


def look_again(data):
    """Give git a reason to look into the files: other times, and an index no younger than they are."""
    for path in data.rglob("*.csv"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    own = data.parent / ".git" / "config"
    whole = own.read_text()
    own.write_text("[core]\nrepositoryformatversion = 0\n")
    git(data, "-c", "core.hooksPath=/dev/null", "update-index", "-q", "--refresh")
    own.write_text(whole)
    os.utime(data.parent / ".git" / "index", (1_700_000_000, 1_700_000_000))


@pytest.mark.parametrize("place", ["data", "data/unions", "data/unions/101", f"data/{A}"])
def test_a_planted_repository_runs_nothing_and_changes_nothing(data, trap, place):
    plant(data.parent / place, trap)
    subprocess.run(["git", "status"], cwd=data.parent / place, capture_output=True, check=False)
    assert trap.exists(), "a git that looks around is caught"
    trap.unlink()
    merged = commit(data.parent)
    head, commits, *_, changed = answers(data)
    assert (head.commit, head.dirty, commits[B].commit) == (merged, False, git(data.parent, "rev-parse", "HEAD^"))
    assert B in changed
    assert path_in_repository(data) == "data"
    assert not trap.exists()


@pytest.mark.parametrize("place", ["", "unions", "unions/101", B])
def test_a_whole_repository_in_the_data_hides_no_package(data, trap, place):
    before = answers(data)
    plant(data / place / ".git", trap)
    assert answers(data) == before
    assert not trap.exists()


@pytest.mark.parametrize("place", ["unions/102", "unions/102/c", "unions/102/c/2025"])
def test_a_new_package_inside_a_repository_of_its_own_is_a_change(data, trap, place):
    write(data, "unions/102/c/2025/accounts.csv")
    plant(data / place / ".git", trap)
    assert place in changes_since(data, "HEAD").folders
    assert place in open_repository(data).dirty
    assert not trap.exists()


@pytest.mark.parametrize("whose", ["the user's", "the repository's", "included by the repository's"])
def test_settings_change_no_answer_and_run_nothing(data, trap, tmp_path, monkeypatch, whose):
    write(data, f"{A}/.gitattributes", "*.csv filter=x diff=x\n")
    write(data, f"{B}/.gitattributes", "*.csv filter=y diff=x\n")
    write(data, "unions/101/d/2025/.gitattributes", "*.csv filter=a=b.c\n")
    write(data, "unions/101/d/2025/accounts.csv")
    commit(data)
    write(data, "unions/101/c/2025/accounts.csv")
    before = answers(data)
    assert before[3] == before[4] - {A, B, "unions/101/d/2025"} == {"unions/101/c/2025"}
    own = data.parent / ".git" / "config"
    if whose == "the user's":
        monkeypatch.setenv("HOME", str(tmp_path))
        (tmp_path / ".gitconfig").write_text(settings(trap))
    elif whose == "the repository's":
        own.write_text(own.read_text() + settings(trap))
    else:
        (tmp_path / "included").write_text(settings(trap))
        own.write_text(f"{own.read_text()}[include]\n\tpath = {tmp_path / 'included'}\n")
    subprocess.run(["git", "status"], cwd=data, env=os.environ, capture_output=True, check=False)
    assert trap.exists(), "a git that heeds them is caught"
    trap.unlink()
    look_again(data)
    trap.unlink(missing_ok=True)
    assert answers(data) == before
    assert not trap.exists()


def test_a_file_that_the_user_ignores_is_a_change(data, tmp_path):
    """An ignored table is still read, and still published."""
    (data.parent / ".gitignore").write_text("dues.csv\n")
    commit(data.parent)
    write(data, f"{A}/dues.csv")
    assert open_repository(data).dirty == {A}
    assert A in changes_since(data, "main").folders


def test_hooks_run_for_nobody(data, trap):
    shutil.copytree(trap.parent / "hooks", data.parent / ".git" / "hooks", dirs_exist_ok=True)
    look_again(data)
    before = answers(data)
    for path in data.rglob("*.csv"):
        path.touch()
    assert answers(data) == before
    assert not trap.exists()


STRANGE = (
    b"new\nline.csv", b"\n", b"\x01" + b"a" * 40 + b" 2026-01-01.csv", bytes(range(1, 32)) + b"\x7f.csv", b"\x02\x03",
    b"100755\tname.csv", b"\"quoted\" 'name'\\.csv", b":000000 100644 0000000 1111111 A", b"a" * 40, b"  name  ",
    b"\xff\xfe\x80.csv", "\u202ecsv.exe".encode(), b"--all", b"*", b"commit 1",
)  # fmt: skip


@pytest.mark.parametrize("where", [A, "unions/101/a", "unions", ""])
def test_no_name_of_a_file_stops_an_answer_or_hides_a_package(data, where):
    for name in STRANGE:
        (data / where / os.fsdecode(name)).write_text("x\n")
    made = {B: git(data, "rev-parse", "HEAD"), A: commit(data, "strange")}
    write(data, f"{A}/dues.csv")
    made[A] = commit(data, "another")
    head, commits, modes, dirty, changed = answers(data)
    assert (head.commit, modes, dirty) == (made[A], {}, set())
    assert {package: commits[package].commit for package in made} == made
    assert {A, B} <= changed
    (data / where / "\n").unlink()
    assert open_repository(data).head.dirty
    commit(data, "removed")
    *_, dirty, changed = answers(data)
    assert (dirty, {A, B} <= changed) == (set(), True)


@pytest.mark.parametrize(
    "name", ["new\nline", "\x01" + "a" * 40 + " 2026-01-01", ":000000 100644 0 1 A", "a\tb", '"q"']
)
def test_no_name_of_a_folder_hides_the_package_beside_it(data, name):
    write(data, f"unions/101/{name}/2025/accounts.csv")
    write(data, f"unions/{name}/a/2025/accounts.csv")
    made = commit(data)
    _, commits, *_, changed = answers(data)
    assert commits[f"unions/101/{name}/2025"].commit == made
    assert {B, f"unions/101/{name}/2025", f"unions/{name}/a/2025"} <= changed
    assert commits[B].commit == git(data, "rev-parse", "HEAD^")


def test_a_message_or_a_name_of_an_author_is_no_part_of_an_answer(data):
    write(data, f"{A}/dues.csv")
    told = "\x01" + "b" * 40 + " 2020-01-01\n\ncommit " + "c" * 40
    made = commit(data, told, GIT_COMMITTER_NAME="n\x01commit", GIT_AUTHOR_NAME="commit " + "d" * 40)
    assert open_repository(data).provenance(A).commit == made


def test_a_submodule_in_the_data_is_not_entered(data, trap, tmp_path):
    planted = plant(tmp_path / "stranger" / ".git", trap)
    git(data, "update-index", "--add", "--cacheinfo", f"160000,{planted},data/unions/101/c")
    git(data, "commit", "-q", "-m", "a submodule")
    shutil.copytree(tmp_path / "stranger", data / "unions/101/c")
    shutil.copy(
        data / "unions/101/c/.git/HEAD", data / "unions/101/c/HEAD"
    )  # in its index: to compare, a filter would run
    assert open_repository(data).modes == {"unions/101/c": "160000"}
    assert "unions/101/c" in changes_since(data, "main").folders
    assert not trap.exists()
