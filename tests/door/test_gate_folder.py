"""What may lie in a package's folder, on disk and in git's history."""

import hashlib
import os
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

import pytest

from tests.door.submissions import FOLDER, UNION, codes, package, registry
from yangguang.door.bytes.descriptor import MAX_BYTES
from yangguang.door.bytes.raw import read_folder
from yangguang.door.history import read_commit
from yangguang.door.packages import list_packages
from yangguang.sources.git import find_checkout
from yangguang.sources.tree import OnDisk


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / FOLDER
    folder.mkdir(parents=True)
    for name, content in package().files.items():
        (folder / name).write_bytes(content)
    return tmp_path


def read(data, modes=None):
    return read_folder(OnDisk(str(data), modes or {}), "bj", UNION, 2025)


def refused(data, modes=None):
    raw = read(data, modes)
    return [(one.code, one.place.file.removeprefix(f"{FOLDER}/")) for one in raw.issues]


def test_a_plain_folder_is_read_whole(data):
    raw = read(data)
    assert raw.issues == ()
    assert raw.files == package().files


def test_evidence_is_hashed_and_not_kept(data):
    (data / FOLDER / "documents").mkdir()
    (data / FOLDER / "documents" / "a.pdf").write_bytes(b"%PDF")
    raw = read(data)
    (document,) = raw.documents
    assert (document.path, document.size) == (f"{FOLDER}/documents/a.pdf", 4)
    assert document.sha256 == hashlib.sha256(b"%PDF").hexdigest()
    assert "documents/a.pdf" not in raw.files


@pytest.mark.parametrize(
    "name",
    [
        "~$accounts.xlsx",
        ".DS_Store",
        "副本 accounts (1).csv",
        "Accounts.csv",
        "accounts.CSV",
        "unions.csv",
        "x.csv",
        "accounts.csv.bak",
    ],
)
def test_a_file_of_another_name_is_named(data, name):
    (data / FOLDER / name).write_text("x")
    assert [code for code, _ in refused(data)] == ["gate.unexpected-file"]


@pytest.mark.parametrize("name", ["a.exe", "a.docx", "扫描件", ".hidden.pdf", "a..pdf"])
def test_evidence_of_another_kind_is_named(data, name):
    (data / FOLDER / "documents").mkdir()
    (data / FOLDER / "documents" / name).write_text("x")
    assert [code for code, _ in refused(data)] == ["gate.unexpected-file"]


def test_links_are_not_followed_and_pipes_not_opened(data, tmp_path):
    secret = tmp_path / "secret.csv"
    secret.write_text("account_code,account_name,budget_initial\n")
    folder = data / FOLDER
    (folder / "accounts.csv").unlink()
    (folder / "accounts.csv").symlink_to(secret)
    (folder / "dues.csv").unlink()
    os.link(secret, folder / "dues.csv")
    os.mkfifo(folder / "projects.csv")
    (folder / "documents").symlink_to(tmp_path)
    (folder / "venues.csv").mkdir()
    kind = "gate.not-a-plain-file"
    assert refused(data) == [
        (kind, name) for name in ("accounts.csv", "documents", "dues.csv", "projects.csv", "venues.csv")
    ]
    assert not {"accounts.csv", "dues.csv", "projects.csv"} & read(data).files.keys()


def test_no_folder_on_the_way_may_be_a_link(data):
    (data / "unions" / "bj").rename(data / "elsewhere")
    (data / "unions" / "bj").symlink_to(data / "elsewhere")
    assert read(data).files == {}
    assert [code for code, _ in refused(data)] == ["gate.not-a-plain-file"]


@pytest.mark.parametrize("mode", ["120000", "160000"])
def test_git_modes_other_than_a_plain_file_are_refused(data, mode):
    assert refused(data, {f"{FOLDER}/accounts.csv": mode}) == [("gate.not-a-plain-file", "accounts.csv")]


def test_a_submodule_is_no_folder(data):
    raw = read(data, {f"unions/bj/{UNION}": "160000"})
    assert (codes(raw.issues), raw.files) == (["gate.not-a-plain-file"], {})
    assert "子模块" in raw.issues[0].message.zh


def test_a_file_over_its_cap_is_never_read(data):
    with (data / FOLDER / "accounts.csv").open("wb") as file:
        file.truncate(10**10)
    (data / FOLDER / "datapackage.json").write_bytes(b" " * (MAX_BYTES + 1))
    assert refused(data) == [("gate.too-large", "accounts.csv"), ("gate.too-large", "datapackage.json")]


def test_folders_that_the_register_does_not_know(data):
    for path in (
        "unions/bj/nobody/2025",
        "unions/gz/bj-other/2025",
        "unions/xx/bj-demo/2025",
        "unions/bj/bj-demo/25",
        "unions/bj/bj-other",
    ):
        (data / path).mkdir(parents=True)
    (data / "unions/bj/readme.txt").write_text("x")
    packages, issues = list_packages(data, registry())
    assert packages == [("bj", UNION, 2025)]
    assert sorted(codes(issues)) == [
        "gate.unexpected-file", "registry.unregistered-district", "registry.unregistered-union", "registry.wrong-district",
        "registry.year-folder",
    ]  # fmt: skip


def test_strangers_are_told_for_the_first_of_each_folder(data):
    for number in range(600):
        (data / f"unions/x{number}").mkdir()
        (data / f"unions/bj/{number}.csv").touch()
    packages, issues = list_packages(data, registry())
    assert packages == [("bj", UNION, 2025)]
    more = sorted(one.place.file for one in issues if one.code == "gate.more-issues")
    assert more == ["unions", "unions/bj"]
    assert Counter(one.place.file.rpartition("/")[0] for one in issues if one.place.file not in more) == {
        "unions": 500,
        "unions/bj": 500,
    }


@pytest.fixture
def nobody():
    """Whoever runs the tests is nobody for a while: root may read everything."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    yield
    os.seteuid(0)


@pytest.fixture
def shut(data, request):
    """The path (relative to DATA) and mode of the parameter, on a disk that everybody may enter."""
    path, mode = request.param
    for parent in (data, *data.parents):
        if Path(tempfile.gettempdir()) in parent.parents:  # pytest keeps its folders to its user
            parent.chmod(0o755)
    (data / path).chmod(mode)
    yield path
    (data / path).chmod(0o755)


@pytest.mark.parametrize(
    ("shut", "told"),
    [
        (("unions", 0), ["unions"]),
        (("unions/bj", 0), ["unions/bj"]),
        (("unions/bj", 0o444), [f"unions/bj/{UNION}"]),
        ((f"unions/bj/{UNION}", 0), [f"unions/bj/{UNION}"]),
        ((f"unions/bj/{UNION}", 0o444), [FOLDER]),
    ],
    indirect=["shut"],
)
def test_a_folder_that_cannot_be_read_is_an_issue_of_its_union_and_not_a_crash(data, shut, told, nobody):
    packages, issues = list_packages(data, registry())
    assert packages == []
    assert [(one.code, one.place.file) for one in issues] == [("gate.unreadable", path) for path in told]


@pytest.mark.parametrize(
    ("shut", "told"),
    [((FOLDER, 0), [""]), ((FOLDER, 0o444), sorted(package().files)), ((f"{FOLDER}/dues.csv", 0), ["dues.csv"])],
    indirect=["shut"],
)
def test_what_cannot_be_read_in_a_package_is_named(data, shut, told, nobody):
    assert refused(data) == [("gate.unreadable", name or FOLDER) for name in told]


def test_a_path_too_long_for_the_system_is_named(data):
    raw = read_folder(data, "bj", "x" * 300, 2025)
    assert codes(raw.issues) == ["gate.unreadable"]


def git(folder, *arguments):
    identity = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def test_older_versions_come_from_git_newest_first(data, tmp_path):
    git(data, "init", "-q")
    git(data, "add", "-A")
    git(data, "commit", "-qm", "one", "--date=2026-01-01T00:00:00")
    (data / FOLDER / "dues.csv").write_text("broken")
    (data / FOLDER / "accounts.csv").unlink()
    (data / FOLDER / "accounts.csv").symlink_to("/etc/passwd")
    (data / FOLDER / "documents").mkdir()
    (data / FOLDER / "documents" / "a.pdf").write_bytes(b"%PDF")
    git(data, "add", "-A")
    git(data, "commit", "-qm", "two")
    checkout = find_checkout(data)
    newest = read_commit(checkout, "HEAD", FOLDER)
    assert newest.files["dues.csv"] == b"broken"
    assert codes(newest.issues) == ["gate.not-a-plain-file"]
    assert [document.size for document in newest.documents] == [4]
    assert read_commit(checkout, "HEAD^", FOLDER) == package()
    assert read_commit(checkout, "HEAD^", f"unions/bj/{UNION}/2024") is None


def test_an_older_version_holds_its_files_whatever_lies_beside_them(data):
    strange = [b"a\nb.csv", b"\x01c.csv", b"a\tb.csv", b'"q".csv', b"\xff.csv", b"100644 blob 0 0"]
    for name in strange:
        (data / FOLDER / os.fsdecode(name)).write_text("x")
    git(data, "init", "-q")
    git(data, "add", "-A")
    git(data, "commit", "-qm", "one")
    version = read_commit(find_checkout(data), "HEAD", FOLDER)
    assert version.files == package().files
    assert codes(version.issues) == ["gate.unexpected-file"] * len(strange)
