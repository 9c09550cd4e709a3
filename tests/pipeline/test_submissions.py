"""A pull request as `check` and `build` meet it: nothing in it is executed, and none of its claims about git believed."""

import json
import os
import shutil
from datetime import date

import pytest
from click.testing import CliRunner

from tests.builders import DISTRICT, UNION, YEAR, git_portal
from tests.built import AS_OF
from tests.repositories import arm, commit, git, plant
from yangguang.cli import main
from yangguang.pipeline.books import open_books

BROKEN = f"unions/{DISTRICT}/{UNION}/{YEAR}"


def run(*arguments, code):
    done = CliRunner().invoke(main, [str(one) for one in arguments])
    assert done.exit_code == code, done.output
    return done.stdout or done.stderr


@pytest.fixture
def data(tmp_path):
    return git_portal(tmp_path / "portal")


@pytest.mark.parametrize("place", ["", "unions", f"unions/{DISTRICT}", BROKEN])
def test_a_planted_repository_lets_no_broken_package_pass(data, tmp_path, place):
    trap = arm(tmp_path / "trap")
    with (data / BROKEN / "accounts.csv").open("a") as file:
        file.write("bad,bad\n")
    plant(data / place, trap)
    commit(data.parent, "a pull request")
    said = json.loads(run("check", data, "--changed-since", "HEAD^", "--as-of", AS_OF, "--format", "json", code=1))
    assert ("refused", UNION, YEAR) in {(one["status"], one["union_id"], one["year"]) for one in said["packages"]}
    named = {issue["file"]: issue["code"] for issue in said["registry"]}
    if not place:
        assert {named.pop(name) for name in ("HEAD", "config", "index", "info", "objects", "refs")} == {
            "gate.data-root"
        }
    assert bool(named) == (place in {"unions", f"unions/{DISTRICT}"})
    assert not trap.exists()


def test_a_planted_repository_that_was_merged_stops_no_build(data, tmp_path):
    trap = arm(tmp_path / "trap")
    plant(data, trap)
    merged = commit(data.parent, "merged by mistake")
    books = open_books(data, date(2026, 11, 1))
    assert (books.repository.head.commit, books.repository.head.dirty) == (merged, False)
    assert {issue.code for issue in books.issues} == {"gate.data-root"}
    assert not trap.exists()


ASKED = {
    "check": ("check", "{data}", "--changed-since"), "changes": ("changes", "--data", "{data}", "--since"),
    "submit-check": ("submit-check", "{data}", "--base"),
}  # fmt: skip


@pytest.mark.parametrize("question", ASKED.values(), ids=ASKED)
@pytest.mark.parametrize("reference", ["--octopus", "--independent", "--fork-point", "--all", "-h", "", "a\nb", "HEAD^..HEAD", "@{u}",
                                       "main@{push}", "@{9}", "^HEAD", ":/data", "HEAD:data", "nobody"])  # fmt: skip
def test_what_is_no_reference_is_misuse_and_never_nothing_to_check(data, question, reference):
    asked = [word.format(data=data) for word in question]
    assert "git knows no commit" in run(*asked, reference, "--as-of", AS_OF, code=2)


@pytest.mark.parametrize("question", ASKED.values(), ids=ASKED)
def test_a_git_that_ends_in_the_middle_is_a_sentence(data, tmp_path, monkeypatch, question):
    git_of_ours = tmp_path / "bin" / "git"
    git_of_ours.parent.mkdir()
    git_of_ours.write_text(
        f'#!/bin/sh\ncase "$*" in *merge-base*) echo broken >&2; exit 128;; esac\nexec {shutil.which("git")} "$@"\n'
    )
    git_of_ours.chmod(0o755)
    monkeypatch.setenv("PATH", str(git_of_ours.parent), prepend=os.pathsep)
    done = CliRunner().invoke(main, [*(word.format(data=data) for word in question), "HEAD", "--as-of", AS_OF])
    assert isinstance(done.exception, SystemExit), done.exception
    assert (done.exit_code in {1, 2}, "git gave no answer: broken" in done.output) == (True, True), done.output


def test_a_reference_of_another_history_is_misuse(data):
    git(data, "switch", "-q", "--orphan", "other")
    commit(data.parent)
    git(data, "switch", "-q", "main")
    assert "no history in common" in run("check", data, "--changed-since", "other", "--as-of", AS_OF, code=2)


def test_changes_outside_git_are_misuse(data):
    shutil.rmtree(data.parent / ".git")
    assert "is not under git" in run("check", data, "--changed-since", "HEAD", "--as-of", AS_OF, code=2)


def test_a_submodule_in_place_of_a_package_is_checked(data):
    """It looks like an empty folder."""
    shutil.rmtree(data / BROKEN)
    commit(data.parent, "emptied")
    git(data, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},data/{BROKEN}")
    git(data, "commit", "-q", "-m", "a submodule")
    (data / BROKEN).mkdir()
    assert "gate.not-a-plain-file" in run("check", data, "--changed-since", "HEAD^", "--as-of", AS_OF, code=1)
