"""Where the repository is looked for, what is believed of one, and what git may be asked for."""

import os
import shutil
import subprocess

import pytest

from tests.repositories import A, arm, commit, git, plant, portal, write
from yangguang.sources.git import GitError, find_checkout


@pytest.fixture
def data(tmp_path):
    return portal(tmp_path / "portal")


@pytest.mark.parametrize("below", ["data", "deep/down/data", "数据 1/data", "*/data", ":(top)/data"])
def test_the_repository_is_found_above_the_data(tmp_path, below):
    data = portal(tmp_path / "portal", below)
    write(tmp_path / "portal", "other/data/a.csv")
    commit(data)
    found = find_checkout(data)
    assert (found.top, found.prefix) == (tmp_path / "portal", f"{below}/")
    assert found.words("ls-files", "-z", "--", found.path()) == [f"{below}/{A}/accounts.csv"]


def test_without_a_repository_there_is_none(tmp_path):
    write(tmp_path, f"{A}/accounts.csv")
    assert find_checkout(tmp_path) is None


def test_a_link_to_the_data_is_the_data(data, tmp_path):
    (tmp_path / "shortcut").symlink_to(data)
    assert find_checkout(tmp_path / "shortcut").top == data.parent


@pytest.mark.parametrize(
    "place", [".", "deep", "deep/data", "deep/data/unions", "deep/data/unions/101", f"deep/data/{A}"]
)
def test_a_planted_repository_is_files_like_any_other(tmp_path, place):
    """HEAD, config, objects, refs, index and info/attributes as a submission can bring them, at any depth."""
    data, trap = portal(tmp_path / "portal", "deep/data"), arm(tmp_path / "trap")
    plant(tmp_path / "portal" / place, trap)
    merged = commit(tmp_path / "portal")
    found = find_checkout(data)
    assert found.top == tmp_path / "portal"
    assert found.commit("HEAD") == merged
    assert not trap.exists()


@pytest.mark.parametrize("place", ["", "unions", "unions/101", A])
def test_a_whole_repository_unpacked_into_the_data_is_not_believed(data, tmp_path, place):
    merged, trap = commit(data), arm(tmp_path / "trap")
    plant(data / place / ".git", trap)
    assert find_checkout(data).commit("HEAD") == merged
    assert not trap.exists()


def test_a_git_file_in_the_data_leads_nowhere(data, tmp_path):
    merged = commit(data)
    plant(data / "unions" / "evil", arm(tmp_path / "trap"))
    (data / ".git").write_text("gitdir: unions/evil\n")
    assert find_checkout(data).commit("HEAD") == merged


@pytest.mark.parametrize("link", [False, True], ids=["by a file", "by a link"])
def test_a_repository_below_the_data_is_refused_also_where_nothing_is_above(tmp_path, link):
    data = tmp_path / "data"
    plant(data / "unions" / "evil", arm(tmp_path / "trap"))
    config = data / "unions" / "evil" / "config"
    config.write_text(config.read_text().replace("worktree = .", "worktree = ../.."))
    if link:
        (data / ".git").symlink_to("unions/evil")
    else:
        (data / ".git").write_text("gitdir: unions/evil\n")
    with pytest.raises(GitError, match="inside the data"):
        find_checkout(data)
    assert not (tmp_path / "trap" / "sprung").exists()


def test_a_checkout_of_the_data_alone(tmp_path):
    data = portal(tmp_path / "data", ".")
    made = commit(data)
    found = find_checkout(data)
    assert (found.top, found.prefix, found.commit("HEAD")) == (data, "", made)
    assert found.words("ls-files", "-z", "--", found.path()) == [f"{A}/accounts.csv"]


def test_a_checkout_of_the_data_alone_may_lie_in_another_that_ignores_it(tmp_path):
    git(tmp_path, "init", "-q")
    (tmp_path / ".gitignore").write_text("data/\n")
    commit(tmp_path)
    data = portal(tmp_path / "data", ".")
    assert find_checkout(data).top == data


def test_a_linked_worktree(data, tmp_path):
    made = commit(data)
    git(data, "worktree", "add", "-q", tmp_path / "beside")
    assert find_checkout(tmp_path / "beside" / "data").commit("HEAD") == made


@pytest.mark.parametrize("below", ["portal/data", "portal"], ids=["data below it", "data itself"])
def test_a_submodule(tmp_path, below):
    made = commit(portal(tmp_path / "source", "data" if below == "portal/data" else "."))
    git(tmp_path, "init", "-q", "whole")
    git(tmp_path / "whole", "-c", "protocol.file.allow=always", "submodule", "add", "-q", tmp_path / "source", "portal")
    commit(tmp_path / "whole")
    found = find_checkout(tmp_path / "whole" / below)
    assert found.top == tmp_path / "whole" / "portal"
    assert found.commit("HEAD") == made


def test_a_folder_that_is_called_git_and_is_no_repository(data):
    commit(data)
    (data / ".git").mkdir()
    assert find_checkout(data).top == data.parent


def test_the_environment_leads_nowhere_else(data, tmp_path, monkeypatch):
    made = commit(data)
    commit(portal(tmp_path / "other"))
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other" / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path / "other"))
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "core.worktree")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", str(tmp_path / "other"))
    assert find_checkout(data).commit("HEAD") == made


needs_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="gives a folder to another user"
)


@needs_root
def test_a_repository_of_somebody_else_is_refused_unless_the_user_trusts_it(data, tmp_path, monkeypatch):
    made = commit(data)
    for path in (data.parent, data.parent / ".git"):
        os.chown(path, 12345, 12345)
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.raises(GitError, match="dubious ownership"):
        find_checkout(data)
    git(tmp_path, "config", "--file", tmp_path / ".gitconfig", "safe.directory", data.parent)
    assert find_checkout(data).commit("HEAD") == made


def test_a_repository_without_git_to_read_it_is_an_error_not_none(data, monkeypatch):
    commit(data)
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(GitError, match="git"):
        find_checkout(data)


def test_a_broken_repository_is_an_error_not_none(data):
    commit(data)
    (data.parent / ".git" / "config").write_text("[core\n")
    with pytest.raises(GitError, match="bad config"):
        find_checkout(data)


def references(data):
    first = commit(data)
    git(data, "tag", "-a", "v1", "-m", "tagged")
    git(data, "branch", "分支/2025")
    return first


@pytest.mark.parametrize("reference", ["HEAD", "main", "v1", "分支/2025", "HEAD~0", "refs/heads/main", "@"])
def test_a_reference_names_a_commit(data, reference):
    assert references(data) == find_checkout(data).commit(reference)


NO_REFERENCES = [
    "", " ", "-", "--", "-h", "--all", "--octopus", "--independent", "--fork-point", "--is-ancestor", "--end-of-options",
    "--output=x", "-a", "--branches", "^HEAD", "^", "HEAD..main", "HEAD...main", "..", "HEAD^!", "HEAD^@", "HEAD^-", ":/a",
    ":/", "HEAD:data", "HEAD^{tree}", ":0:data", "main main", "HEAD\nmain", "HEAD\0", "HEAD\x01", "\ud800", "HEAD\u2028",
    "refs/heads/*", "nobody", "0" * 40, "deadbeef", "HEAD~99", "HEAD;id", "$(id)", "*", "a" * 100_000,
]  # fmt: skip


@pytest.mark.parametrize("reference", NO_REFERENCES, ids=lambda one: repr(one[:20]))
def test_what_is_no_reference_names_none(data, reference):
    references(data)
    assert find_checkout(data).commit(reference) is None


def test_the_id_of_a_tree_or_a_file_is_no_commit(data):
    references(data)
    found = find_checkout(data)
    assert found.commit(git(data, "rev-parse", "HEAD^{tree}")) is None
    assert found.commit(git(data, "rev-parse", "HEAD:data/" + A + "/accounts.csv")) is None


def test_unrelated_histories_have_nothing_in_common(data):
    commit(data)
    git(data, "switch", "-q", "--orphan", "stranger")
    stranger = commit(data)
    git(data, "switch", "-q", "main")
    assert find_checkout(data).merge_base(stranger) is None


def test_the_day_of_a_commit_may_be_none(data):
    """Whoever commits may write any number of seconds."""
    commits = [commit(data, GIT_COMMITTER_DATE=f"@{seconds} +0000") for seconds in (999_999_999_999, 1_780_000_000)]
    assert [*find_checkout(data).commits()] == commits[::-1]
    assert find_checkout(data).commits()[commits[0]] is None
    broken = f"tree {git(data, 'rev-parse', 'HEAD^{tree}')}\nauthor a\ncommitter a\n\nno day\n"
    (data / "broken").write_text(broken, newline="")
    made = git(data, "hash-object", "--literally", "-t", "commit", "-w", data / "broken")
    git(data, "update-ref", "HEAD", made)
    assert list(find_checkout(data).commits()) == [made]


def test_a_signed_commit_is_read_like_any_other(data, tmp_path):
    if not shutil.which("ssh-keygen"):
        pytest.skip("nothing to sign with")
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", tmp_path / "key"], check=True)
    for name, value in {
        "gpg.format": "ssh", "user.signingKey": tmp_path / "key.pub", "commit.gpgSign": "true", "log.showSignature": "true",
    }.items():  # fmt: skip
        git(data, "config", name, value)
    made = commit(data)
    assert "SSH SIGNATURE" in git(data, "cat-file", "commit", "HEAD")
    assert {day.isoformat() for day in find_checkout(data).commits().values()} == {"2026-03-01"}
    assert list(find_checkout(data).commits("data")) == [made]


def test_history_is_what_was_committed_not_what_was_put_in_its_place(data):
    first = commit(data)
    write(data, f"{A}/accounts.csv", "y\n")
    second = commit(data)
    git(data, "replace", second, git(data, "commit-tree", "-m", "nothing before it", "HEAD^{tree}"))
    assert list(find_checkout(data).commits()) == [second, first]
    git(data, "replace", "-d", second)
    write(data.parent / ".git", "info/grafts", f"{second}\n")
    assert list(find_checkout(data).commits()) == [second, first]
    assert find_checkout(data).ask("cat-file", "-p", f"{second}:data/{A}/accounts.csv") == b"y\n"


def test_no_day_makes_a_commit_older_than_what_it_builds_on(data):
    """A branch with days of its own, merged: children before parents, whatever their clocks said."""
    base = commit(data, GIT_COMMITTER_DATE="@4000000000 +0000")
    git(data, "switch", "-q", "-c", "branch")
    branch = commit(data, "b", GIT_COMMITTER_DATE="@4100000000 +0000")
    git(data, "switch", "-q", "main")
    later = commit(data, "later", GIT_COMMITTER_DATE="@1000000000 +0000")
    git(data, "merge", "-q", "--no-edit", "branch")
    order = list(find_checkout(data).commits())
    assert order[-1] == base
    assert {*order[1:-1]} == {branch, later}


def test_nothing_is_fetched_to_answer(data, tmp_path):
    """A clone without old files and a remote that names a program: what is missing stays missing."""
    commit(data)
    write(data, f"{A}/accounts.csv", "y\n")
    commit(data)
    git(data, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--filter=blob:none", f"file://{data.parent}", "clone")
    old = git(data, "rev-parse", f"HEAD^:data/{A}/accounts.csv")
    trap = tmp_path / "sprung"
    git(tmp_path / "clone", "config", "remote.origin.uploadpack", f"touch {trap}; git-upload-pack")
    with pytest.raises(GitError):
        find_checkout(tmp_path / "clone" / "data").ask("cat-file", "-p", old)
    assert not trap.exists()
