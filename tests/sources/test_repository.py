"""What git knows of a data folder, in a repository made for the test."""

import shutil

import pytest

from tests.repositories import A, B, commit, git, portal, write
from yangguang.sources.git import Checkout
from yangguang.sources.repository import NothingToCompareError, changes_since, open_repository, path_in_repository


@pytest.fixture(params=["data", "deep/down/data", "."])
def data(tmp_path, request):
    return portal(tmp_path / "portal", request.param)


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


def test_a_commit_that_comes_while_git_is_asked_is_not_looked_at(data, monkeypatch):
    first = commit(data)

    def meanwhile(_):
        write(data, f"{B}/accounts.csv")
        return bool(commit(data))

    monkeypatch.setattr(Checkout, "has_files", meanwhile)
    repository = open_repository(data)
    assert (repository.head.commit, repository.published(B)) == (first, None)


@pytest.mark.parametrize(
    "change",
    [
        lambda data: (data / A / "accounts.csv").unlink(),
        lambda data: shutil.rmtree(data / A),
        lambda data: ((data / A / "accounts.csv").unlink(), (data / A / "accounts.csv").symlink_to("dues.csv")),
        lambda data: ((data / A / "accounts.csv").unlink(), (data / A / "accounts.csv").mkdir()),
        lambda data: write(data, f"{A}/documents/a.pdf"),
        lambda data: (write(data, f"{A}/accounts.csv", "y\n"), git(data, "add", "-A")),
        lambda data: git(data, "rm", "-q", "--cached", f"{A}/accounts.csv"),
    ],
    ids=["a file deleted", "all deleted", "a link", "a folder", "a new file", "staged", "out of the index"],
)
def test_whatever_differs_from_the_commit_is_a_change(data, change):
    write(data, f"{B}/accounts.csv")
    commit(data)
    change(data)
    repository = open_repository(data)
    assert repository.provenance(A).dirty
    assert not repository.provenance(B).dirty
    assert changes_since(data, "HEAD").folders == {A}


def test_an_executable_bit_is_a_change_that_publishes_nothing_new(data):
    """Where a file system knows no such bit every file has it: the bytes are the same."""
    made = commit(data)
    (data / A / "accounts.csv").chmod(0o755)
    repository = open_repository(data)
    assert (repository.provenance(A).commit, repository.head.dirty, repository.modes) == (made, False, {})
    assert changes_since(data, "HEAD").folders == {A}
    commit(data, "executable")
    assert open_repository(data).provenance(A).commit == made
    write(data, f"{A}/accounts.csv", "y\n")
    assert open_repository(data).provenance(A).dirty


def test_a_package_that_no_commit_has_is_marked(data):
    commit(data)
    write(data, f"{B}/accounts.csv")
    assert open_repository(data).provenance(B).dirty


def test_a_copied_checkout_has_no_changes(data, tmp_path):
    """Other times and inodes, the same bytes."""
    commit(data)
    shutil.copytree(tmp_path / "portal", tmp_path / "copy")
    for path in (tmp_path / "copy").rglob("*.csv"):
        path.touch()
    copy = tmp_path / "copy" / data.relative_to(tmp_path / "portal")
    assert not open_repository(copy).head.dirty
    assert changes_since(copy, "HEAD").folders == set()


def test_line_ends_of_a_checkout_on_windows_are_no_changes(data, tmp_path):
    commit(data)
    git(tmp_path, "clone", "-q", "-c", "core.autocrlf=true", tmp_path / "portal", "clone")
    clone = tmp_path / "clone" / data.relative_to(tmp_path / "portal")
    assert (clone / A / "accounts.csv").read_bytes() == b"x\r\n"
    for setting in ("true", "false"):
        git(clone, "config", "core.autocrlf", setting)
        assert not open_repository(clone).head.dirty
        (clone / A / "accounts.csv").touch()
        assert not open_repository(clone).head.dirty
    write(clone, f"{A}/accounts.csv", "y\r\n")
    assert open_repository(clone).head.dirty


def test_a_repository_named_by_the_longer_hash(tmp_path):
    git(tmp_path, "init", "-q", "--object-format=sha256")
    write(tmp_path / "data", f"{A}/accounts.csv")
    made = commit(tmp_path)
    (tmp_path / "data" / A / "accounts.csv").touch()
    repository = open_repository(tmp_path / "data")
    assert (repository.provenance(A).commit, repository.head.dirty) == (made, False)


def test_links_are_told_by_their_mode(data):
    (data / A / "dues.csv").symlink_to("/etc/hostname")
    commit(data)
    assert open_repository(data).modes == {f"{A}/dues.csv": "120000"}


def test_a_name_in_chinese_is_read_as_it_is(data):
    (data / A / "副本 accounts.csv").symlink_to("accounts.csv")
    commit(data)
    assert open_repository(data).modes == {f"{A}/副本 accounts.csv": "120000"}


def test_a_folder_outside_git_has_no_history(tmp_path):
    write(tmp_path, f"{A}/accounts.csv")
    repository = open_repository(tmp_path)
    assert (repository.checkout, repository.failure) == (None, None)
    assert repository.provenance(A).commit is None
    assert path_in_repository(tmp_path) == ""


def test_a_repository_of_other_things_has_no_history_of_the_data(data):
    git(data, "add", "--intent-to-add", ".")
    git(data, "rm", "-rq", "--cached", ".")
    commit_of_nothing = git(data, "commit", "-q", "--allow-empty", "-m", "nothing")
    assert commit_of_nothing == ""
    assert open_repository(data).checkout is None


def test_before_the_first_commit_there_is_no_history(data):
    git(data, "add", "-A")
    repository = open_repository(data)
    assert (repository.checkout, repository.failure) == (None, None)


@pytest.mark.parametrize("harm", ["config", "index", "HEAD"])
def test_a_repository_that_git_cannot_read_is_not_none(data, tmp_path, harm):
    commit(data)
    (tmp_path / "portal" / ".git" / harm).write_text("[harm")
    repository = open_repository(data)
    assert repository.checkout is None
    assert repository.failure
    with pytest.raises(NothingToCompareError):
        changes_since(data, "main")


def test_what_came_by_a_merge_is_of_the_merge(data):
    """Main never showed what a branch held on its way; what both sides changed is the merge's in any case."""
    commit(data)
    git(data, "switch", "-q", "-c", "submission")
    write(data, f"{A}/accounts.csv", "theirs\n")
    write(data, f"{B}/accounts.csv", "a draft\n")
    draft = commit(data)
    write(data, f"{B}/accounts.csv")
    commit(data)
    git(data, "switch", "-q", "main")
    write(data, f"{A}/accounts.csv", "ours\n")
    ours = commit(data)
    git(data, "merge", "-q", "-s", "ours", "--no-commit", "submission")
    write(data, f"{A}/accounts.csv", "both\n")
    git(data, "checkout", "-q", "submission", "--", B)
    merge = commit(data)
    repository = open_repository(data)
    assert (repository.provenance(A).commit, repository.provenance(B).commit) == (merge, merge)
    assert [one.moment.commit for one in repository.history.of("a", 2025)][1:] == [ours, merge]
    assert draft not in {one.moment.commit for one in repository.history.of("b", 2025)}


def test_changes_are_counted_from_where_the_branch_left(data):
    commit(data)
    git(data, "switch", "-q", "-c", "submission")
    write(data, f"{B}/accounts.csv")
    commit(data)
    git(data, "switch", "-q", "main")
    write(data, f"{A}/accounts.csv", "main went on\n")
    commit(data)
    git(data, "switch", "-q", "submission")
    assert changes_since(data, "main").folders == {B}


def test_a_change_that_no_commit_has_counts_too(data):
    commit(data)
    write(data, f"{A}/accounts.csv", "y\n")
    write(data, f"{B}/accounts.csv")
    assert changes_since(data, "HEAD").folders == {A, B}


def test_a_file_moved_away_changes_both_packages(data):
    commit(data)
    (data / B).mkdir(parents=True)
    (data / A / "accounts.csv").rename(data / B / "accounts.csv")
    commit(data)
    assert changes_since(data, "HEAD^").folders == {A, B}


def test_nothing_can_be_compared_without_git(tmp_path):
    write(tmp_path, f"{A}/accounts.csv")
    with pytest.raises(NothingToCompareError, match="not under git"):
        changes_since(tmp_path, "HEAD")


def test_an_unknown_reference_is_said(data):
    commit(data)
    with pytest.raises(NothingToCompareError, match="no commit 'no-such-branch'"):
        changes_since(data, "no-such-branch")


def test_histories_with_nothing_in_common_are_said(data, tmp_path):
    commit(data)
    write(data, f"{B}/accounts.csv")
    commit(data)
    commit(portal(tmp_path / "stranger"), "another beginning")
    git(data, "fetch", "-q", tmp_path / "stranger", "main:stranger")
    with pytest.raises(NothingToCompareError, match="no history in common with 'stranger'"):
        changes_since(data, "stranger")


def test_a_folder_that_moved_keeps_the_day_on_which_its_content_came(tmp_path):
    data = portal(tmp_path)
    first = commit(tmp_path)
    (data / "unions" / "102").mkdir()
    (data / A).parent.rename(data / "unions" / "102" / "a")
    moved = commit(tmp_path, "moved", GIT_COMMITTER_DATE="2026-05-01T12:00:00+0800")
    home = A.replace("101", "102")
    assert open_repository(data).provenance(home).commit == first
    (data / home).parent.rename(data / "unions" / "101" / "a")
    write(data, f"{A}/accounts.csv", "another\n")
    back = commit(tmp_path, "moved back and changed")
    assert open_repository(data).provenance(A).commit == back
    assert moved != back
