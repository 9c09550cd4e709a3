"""Git as it is: whatever keeps the history from being known, or would tell another one, is said with the command that helps."""

import os
import shutil

import pytest

from tests.repositories import A, B, commit, git, portal, write
from yangguang.sources.repository import NothingToCompareError, changes_since, open_repository

needs_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="gives a folder to another user"
)


@pytest.fixture(params=["data", "."])
def data(tmp_path, request):
    data = portal(tmp_path / "portal", request.param)
    commit(data)
    write(data, f"{B}/accounts.csv")
    commit(data)
    return data


def top(data):
    return data if (data / ".git").exists() else data.parent


def said(data):
    return " ".join(text.en for text in open_repository(data).told())


def unknown(data, command):
    """The history is not known, nothing is taken from it, and this command helps."""
    repository = open_repository(data)
    assert repository.failure
    assert command in repository.failure.en
    assert command in repository.failure.zh
    assert (repository.checkout, repository.head.commit, repository.provenance(A).commit) == (None, None, None)
    return True


def test_a_whole_clean_repository_on_its_branch_needs_no_word(data):
    assert said(data) == ""


def test_a_shallow_clone(data, tmp_path):
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{top(data)}", "shallow")
    clone = tmp_path / "shallow" / data.relative_to(top(data))
    assert unknown(clone, "git fetch --unshallow")
    with pytest.raises(NothingToCompareError, match="git fetch --unshallow"):
        changes_since(clone, "HEAD~1")
    git(clone, "fetch", "-q", "--unshallow")
    assert said(clone) == ""


def test_a_clone_without_old_files(data, tmp_path):
    for text in ("second\n", "third\n"):
        write(data, f"{A}/accounts.csv", text)
        commit(data)
    git(data, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--filter=blob:none", f"file://{top(data)}", "partial")
    clone = tmp_path / "partial" / data.relative_to(top(data))
    assert unknown(clone, "--filter")
    git(clone, "show", "HEAD^:./" + f"{A}/accounts.csv")  # fetched after all: nothing is missing
    assert open_repository(clone).failure is None


def test_a_clone_without_old_folders(data, tmp_path):
    git(data, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--filter=tree:0", f"file://{top(data)}", "treeless")
    assert unknown(tmp_path / "treeless" / data.relative_to(top(data)), "--filter")


def test_a_sparse_checkout_has_deleted_nothing(data, tmp_path):
    git(tmp_path, "clone", "-q", f"file://{top(data)}", "sparse")
    clone = tmp_path / "sparse" / data.relative_to(top(data))
    git(top(clone), "sparse-checkout", "set", "--no-cone", f"/{(clone / A).relative_to(top(clone))}/")
    assert not (clone / B).exists()
    assert unknown(clone, "git sparse-checkout disable")
    git(top(clone), "sparse-checkout", "disable")
    assert said(clone) == ""


@needs_root
def test_a_command_that_is_told_can_be_run_as_it_stands(tmp_path, monkeypatch):
    data = portal(tmp_path / "my portal; 我的")
    commit(data)
    for path in (data.parent, data.parent / ".git"):
        os.chown(path, 12345, 12345)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert unknown(data, f"safe.directory '{data.parent}'")


@needs_root
def test_a_repository_of_somebody_else(data, tmp_path, monkeypatch):
    for path in (top(data), top(data) / ".git"):
        os.chown(path, 12345, 12345)
    monkeypatch.setenv("HOME", str(tmp_path))
    command = f"git config --global --add safe.directory {top(data)}"
    assert unknown(data, command)
    with pytest.raises(NothingToCompareError, match=r"safe\.directory"):
        changes_since(data, "HEAD~1")


def test_no_git(data, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    assert unknown(data, "apt-get install git")
    with pytest.raises(NothingToCompareError, match="not installed"):
        changes_since(data, "HEAD~1")


def test_a_damaged_repository(data):
    for path in (top(data) / ".git" / "objects").glob("??/*"):
        path.unlink()
    assert unknown(data, "git fsck")


def test_a_detached_head_is_taken_for_main(data):
    git(data, "switch", "-q", "--detach", "HEAD")
    assert "git switch main" in said(data)
    assert open_repository(data).provenance(A).commit == git(data, "rev-parse", "HEAD^")


def test_changes_that_no_commit_has(data):
    write(data, f"{A}/accounts.csv", "changed\n")
    assert "1 places have changes" in said(data)
    assert "git status" in said(data)


def test_replace_refs_replace_nothing(data):
    made = git(data, "rev-parse", "HEAD^")
    git(data, "replace", "HEAD", git(data, "commit-tree", "-m", "another past", "HEAD^{tree}"))
    assert open_repository(data).provenance(A).commit == made
    assert "git replace -d" in said(data)


def test_grafts_graft_nothing(data):
    made = git(data, "rev-parse", "HEAD^")
    info = top(data) / ".git" / "info"
    info.mkdir(exist_ok=True)
    (info / "grafts").write_text(git(data, "rev-parse", "HEAD") + "\n")
    assert open_repository(data).provenance(A).commit == made
    assert "rm " in said(data)


@pytest.mark.parametrize(
    "name", ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_SHALLOW_FILE"]
)
def test_a_variable_that_leads_elsewhere(data, tmp_path, monkeypatch, name):
    before = open_repository(data)
    monkeypatch.setenv(name, str(tmp_path / "nowhere"))
    assert f"unset {name}" in said(data)
    assert open_repository(data).head == before.head


def test_data_outside_git(data):
    shutil.rmtree(top(data) / ".git")
    assert "not under git" in said(data)
    assert open_repository(data).failure is None


def test_data_taken_out_of_the_index_are_still_the_repositorys(data):
    git(data, "rm", "-rq", "--cached", ".")
    repository = open_repository(data)
    assert repository.failure is None
    assert repository.provenance(A).commit == git(data, "rev-parse", "HEAD^")
    assert repository.provenance(A).dirty


def test_before_the_first_commit(tmp_path):
    data = portal(tmp_path / "portal")
    assert "git commit" in said(data)
    assert open_repository(data).failure is None
