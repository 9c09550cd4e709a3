"""A bare repository with the hooks of a new portal, pushed to by a real git client: taken, refused, published."""

import os
import shutil
import subprocess

import pytest

from tests.built import AS_OF, DATA, MIDNIGHT, YANGGUANG
from tests.repositories import commit, git
from yangguang.core.paths import SITE_TEMPLATES

HOOKS = SITE_TEMPLATES / "init" / "hooks"
UNION = "chenxi-qingfeng-yunfan"
HOME = f"data/unions/chenxi/{UNION}/2025"
NUMBER = "11010519491231002X"


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A server with the hooks and a main that was accepted, and the clone it came from."""
    top = tmp_path_factory.mktemp("服务器 a")
    server, clone = top / "portal.git", top / "clone"
    git(top, "init", "-q", "--bare", "-b", "main", server)
    git(server, "config", "yangguang.program", str(YANGGUANG))
    for hook in ("pre-receive", "post-receive"):
        shutil.copy(HOOKS / hook, server / "hooks" / hook)
        (server / "hooks" / hook).chmod(0o755)
    for part in ("registry", "policy", f"unions/chenxi/{UNION}/2025"):
        shutil.copytree(DATA / part, clone / "data" / part)
    git(clone, "init", "-q", "-b", "main")
    git(clone, "remote", "add", "origin", server)
    commit(clone)
    assert pushed(clone, "main").returncode == 0
    return server


@pytest.fixture
def clone(served, tmp_path):
    git(tmp_path, "clone", "-q", served, "clone")
    return tmp_path / "clone"


def pushed(clone, *arguments, **environment):
    settings = os.environ | {"SOURCE_DATE_EPOCH": MIDNIGHT, "GIT_CONFIG_GLOBAL": os.devnull} | environment
    command = ["git", "push", "-q", "origin", *arguments]
    return subprocess.run(command, cwd=clone, env=settings, capture_output=True, text=True, check=False)


def refused(clone, *arguments, **environment):
    """What a refused push says; nothing of it may lie on the server."""
    before = git(clone, "ls-remote", "origin")
    done = pushed(clone, *arguments, **environment)
    assert done.returncode != 0, done.stderr
    assert git(clone, "ls-remote", "origin") == before
    assert "拒收 refused" in done.stderr
    return done.stderr


def change(clone, path, text, message="a table"):
    (clone / path).parent.mkdir(parents=True, exist_ok=True)
    (clone / path).write_text(text, encoding="utf-8")
    return commit(clone, message)


def test_a_sound_submission_is_taken(clone):
    table = (clone / HOME / "activities.csv").read_text(encoding="utf-8")
    git(clone, "checkout", "-q", "-b", "sound")
    change(clone, f"{HOME}/activities.csv", table.replace("征求会员代表意见", "征求会员意见"))
    done = pushed(clone, "sound")
    assert (done.returncode, "通过 accepted: refs/heads/sound" in done.stderr) == (0, True), done.stderr
    assert pushed(clone, ":sound").returncode == 0


def test_a_table_that_the_door_refuses_is_not_stored(clone, served):
    head = change(clone, f"{HOME}/overview.csv", "employees,members\nmany,1\n")
    said = refused(clone, "main")
    assert f"{HOME}/overview.csv".removeprefix("data/") in said
    assert "nothing of this push was stored" in said
    assert any("一" <= char <= "龥" for char in said)
    assert subprocess.run(["git", "cat-file", "-e", head], cwd=served, check=False, capture_output=True).returncode != 0


@pytest.mark.parametrize("branch", ["main", "private"])
def test_a_private_number_is_refused_and_not_repeated(clone, branch):
    git(clone, "checkout", "-q", "-B", branch)
    table = (clone / HOME / "activities.csv").read_text(encoding="utf-8")
    change(clone, f"{HOME}/activities.csv", table.replace("征求会员代表意见", NUMBER))
    assert NUMBER not in refused(clone, branch)


def test_a_number_that_a_later_commit_takes_away_is_refused_too(clone):
    table = (clone / HOME / "activities.csv").read_text(encoding="utf-8")
    git(clone, "checkout", "-q", "-b", "passing")
    change(clone, f"{HOME}/activities.csv", table.replace("征求会员代表意见", NUMBER))
    change(clone, f"{HOME}/activities.csv", table)
    said = refused(clone, "passing")
    assert "git rebase -i" in said
    assert NUMBER not in said


def test_a_number_in_the_message_of_a_commit_is_refused(clone):
    git(clone, "checkout", "-q", "-b", "message")
    change(clone, "docs/x.md", "x\n", f"更正 {NUMBER}")
    assert NUMBER not in refused(clone, "message")


def test_main_cannot_be_deleted_nor_rewritten(clone, served):
    git(served, "config", "receive.denyDeleteCurrent", "ignore")
    assert "main cannot be deleted" in refused(clone, ":main")
    git(clone, "commit", "-q", "--amend", "-m", "another past")
    assert "without --force" in refused(clone, "--force", "main")


def test_tags_are_taken_where_what_they_name_may_be(clone):
    git(clone, "tag", "-a", "-m", "a release", "v1")
    assert pushed(clone, "v1").returncode == 0
    change(clone, f"{HOME}/overview.csv", "employees\nmany\n")
    git(clone, "tag", "bad")
    refused(clone, "bad")
    git(clone, "tag", "blob", git(clone, "rev-parse", "HEAD:data/registry/unions.csv"))
    assert "must name a commit" in refused(clone, "blob")


def test_refs_of_any_other_kind_are_refused(clone):
    assert "refs/heads/, refs/tags/" in refused(clone, "HEAD:refs/notes/x")


def test_one_bad_ref_refuses_the_whole_push(clone):
    change(clone, f"{HOME}/overview.csv", "employees\nmany\n")
    said = refused(clone, "HEAD~1:refs/heads/good", "HEAD:refs/heads/bad")
    assert "通过 accepted: refs/heads/good" in said


def test_whoever_speaks_for_a_union_touches_nothing_else(clone):
    git(clone, "checkout", "-q", "-b", "docs")
    change(clone, "docs/x.md", "x\n")
    assert "submit.trespass" in refused(clone, "docs", YANGGUANG_UNION=UNION)
    assert pushed(clone, "docs").returncode == 0


def test_what_lies_where_no_file_may_is_read_by_nobody(clone, tmp_path):
    """A link out of the repository is a file here: what it points to is not opened on the server."""
    (tmp_path / "secret.csv").write_text("union_id\nsecret-of-the-server\n")
    (clone / HOME / "dues.csv").unlink()
    (clone / HOME / "dues.csv").symlink_to(tmp_path / "secret.csv")
    commit(clone)
    assert "secret-of-the-server" not in refused(clone, "main")


def test_a_server_without_the_program_takes_nothing(clone, served):
    git(served, "config", "yangguang.program", "/nowhere/yangguang")
    try:
        change(clone, "docs/y.md", "y\n")
        done = pushed(clone, "main")
        assert done.returncode != 0
        assert "nothing was stored" in done.stderr
    finally:
        git(served, "config", "yangguang.program", str(YANGGUANG))


def test_a_quarantine_that_is_not_the_repositorys_is_not_heeded(served, tmp_path):
    command = [YANGGUANG, "receive", "--repository", served, "--as-of", AS_OF]
    line = f"{'0' * 40} {'1' * 40} refs/heads/x\n"
    done = subprocess.run(
        command, input=line, env=os.environ | {"GIT_QUARANTINE_PATH": str(tmp_path)}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "GIT_QUARANTINE_PATH" in done.stderr


def test_main_is_published_and_a_branch_is_not(clone, served, tmp_path):
    git(served, "config", "yangguang.site", str(tmp_path / "www"))
    try:
        git(clone, "checkout", "-q", "-b", "other")
        change(clone, "docs/z.md", "z\n")
        assert pushed(clone, "other").returncode == 0
        assert not (tmp_path / "www").exists()
        done = pushed(clone, "other:main")
        assert done.returncode == 0, done.stderr
        assert (tmp_path / "www" / "unions" / UNION / "2025" / "index.html").is_file(), done.stderr
    finally:
        git(served, "config", "--unset", "yangguang.site")
