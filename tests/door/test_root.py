"""What may lie in DATA itself: registry, policy, unions, a README and a licence."""

import os

import pytest

from tests.builders import ROOT as REPOSITORY
from yangguang.core.issues import Severity
from yangguang.door.bytes.root import root_issues

ROOT = {"registry", "policy", "unions"}


@pytest.fixture
def data(tmp_path):
    for name in ROOT:
        (tmp_path / name).mkdir()
    return tmp_path


def found(data, *, may_be_top=False):
    return [(issue.code, issue.place.file) for issue in root_issues(data, may_be_top=may_be_top)]


def test_a_federation_may_have_its_three_folders_and_say_what_they_are(data):
    (data / "README.md").write_text("# Data")
    (data / "LICENSE").write_bytes((REPOSITORY / "LICENSE-DATA").read_bytes())
    assert found(data) == []


def test_what_they_say_is_looked_through_for_personal_data(data):
    (data / "README.md").write_text("# Data\n\n联系人 13800138000\n")
    (data / "LICENSE").write_bytes(b"\xff" * 6_000_000)
    (privacy, large) = sorted(root_issues(data, may_be_top=False), key=lambda issue: issue.code, reverse=True)
    assert (privacy.code, privacy.place.file, privacy.place.line) == ("privacy.mobile-number", "README.md", 3)
    assert (large.code, large.place.file) == ("gate.too-large", "LICENSE")


def test_no_data_has_nothing_in_its_root(tmp_path):
    assert found(tmp_path / "nowhere") == []


def test_data_that_cannot_be_listed_is_not_taken_for_clean(tmp_path):
    (tmp_path / "data").write_text("a file")
    assert found(tmp_path / "data") == [("gate.unreadable", None)]


REFUSED = [
    "HEAD", "Head", "config", "index", "packed-refs", ".gitattributes", ".gitignore", ".gitmodules", ".gitkeep", ".mailmap",
    ".GIT", "git~1", "CON", "NUL.txt", "Registry", "unions ", "unions.", "mkdocs.yml", "README.txt", "readme.md", "-", "*",
    ".DS_Store", "~$budget.xlsx", "conftest.py", "副本 registry", "..."
]  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_any_other_file_is_an_error_that_names_it(data, name):
    (data / name).write_text("x")
    (issue,) = root_issues(data, may_be_top=True)
    assert (issue.code, issue.severity, issue.place.file) == ("gate.data-root", Severity.ERROR, name)
    for told in (issue.message.zh, issue.message.en):
        assert name in told
    assert all(part in issue.hint.zh and part in issue.hint.en for part in ROOT | {"README.md", "LICENSE"})


@pytest.mark.parametrize("name", ["objects", "refs", "info", "hooks", "modules", "worktrees", "Unions", "2025"])
def test_any_other_folder_is_an_error(data, name):
    (data / name).mkdir()
    assert found(data) == [("gate.data-root", name)]


def test_links_and_pipes_are_told_for_what_they_are(data, tmp_path_factory):
    (data / "elsewhere").symlink_to("/")
    os.mkfifo(data / "pipe")
    (data / "README.md").symlink_to("/etc/hostname")
    (data / "LICENSE").mkdir()
    told = {issue.place.file: (issue.code, issue.message.en) for issue in root_issues(data, may_be_top=False)}
    assert {name: code for name, (code, _) in told.items()} == {
        "elsewhere": "gate.data-root", "pipe": "gate.data-root", "README.md": "gate.not-a-plain-file",
        "LICENSE": "gate.not-a-plain-file",
    }  # fmt: skip
    assert "a symbolic link" in told["elsewhere"][1]
    assert "a pipe" in told["pipe"][1]


def test_a_name_that_was_meant_otherwise_is_told_what_it_should_be(data):
    (data / "Registry").mkdir()
    (data / "union").mkdir()
    nearest = {issue.place.file: issue.message.en for issue in root_issues(data, may_be_top=False)}
    assert "(should it be registry?)" in nearest["Registry"]
    assert "(should it be unions?)" in nearest["union"]


def test_no_name_acts_on_what_shows_it_or_gives_a_number_away(data):
    names = (b"a\nb", b"\x1b[31m", b"\xff", "\u202e.csv".encode(), b"110105194912310021", b"a" * 250)
    for name in names:
        (data / os.fsdecode(name)).touch()
    issues = root_issues(data, may_be_top=False)
    assert [issue.code for issue in issues].count("gate.data-root") == len(names)
    assert {issue.code for issue in issues} == {"gate.data-root", "privacy.id-number"}
    for issue in issues:
        for text in (issue.place.file, issue.message.zh, issue.message.en):
            assert text.isprintable()
            assert "110105" not in text


def test_the_git_folder_of_a_checkout_of_the_data_alone_is_its_own(data):
    (data / ".git").mkdir()
    assert found(data, may_be_top=True) == []
    assert found(data, may_be_top=False) == [("gate.data-root", ".git")]


def test_a_million_files_are_not_a_million_messages(data):
    for number in range(600):
        (data / f"{number}.csv").touch()
    issues = root_issues(data, may_be_top=False)
    assert len(issues) == 501
    assert issues[-1].code == "gate.more-issues"
