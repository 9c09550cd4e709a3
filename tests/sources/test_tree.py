"""A tree is the same wherever it lies: in a folder, at a commit, in an archive, in memory, laid into another."""

import io
import os
import zipfile
from datetime import date

import pytest

from tests.door.submissions import FOLDER, UNION, package, registry
from tests.repositories import commit, git
from yangguang.door.bytes.raw import read_folder
from yangguang.door.bytes.unread import read_strays
from yangguang.door.packages import list_packages
from yangguang.sources.commits import at
from yangguang.sources.git import Checkout, find_checkout
from yangguang.sources.repository import changes_since, open_repository
from yangguang.sources.tree import Laid, OnDisk, TooLargeError, UnplainError, in_archive, in_memory, is_folder

FILES = {
    **{f"{FOLDER}/{name}": content for name, content in package().files.items()},
    f"{FOLDER}/documents/决议.pdf": b"%PDF",
    f"{FOLDER}/documents/note.docx": b"PK",
    f"{FOLDER}/copy of accounts.csv": b"\xff\x00",
    f"unions/bj/{UNION}/20x5/accounts.csv": b"",
    "unions/gz/nobody/2025/dues.csv": b"a",
}
LINK = f"{FOLDER}/dues.csv"


def archive(files, link):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        for path, content in files.items():
            entry = zipfile.ZipInfo(path)
            entry.external_attr = (0o120777 if path == link else 0o100644) << 16
            made.writestr(entry, content)
    return packed.getvalue()


@pytest.fixture(params=["folder", "commit", "archive", "memory", "laid"])
def tree(request, tmp_path):
    """The same files, one of them a link, in each way."""
    data = tmp_path / "data"
    for path, content in FILES.items():
        (data / path).parent.mkdir(parents=True, exist_ok=True)
        (data / path).write_bytes(content)
    (data / LINK).unlink()
    (data / LINK).symlink_to("accounts.csv")
    others = {LINK: "link"}
    plain = {path: content for path, content in FILES.items() if path != LINK}
    match request.param:
        case "folder":
            return OnDisk(str(data))
        case "commit":
            git(tmp_path, "init", "-q", "-b", "main", ".")
            made = commit(tmp_path)
            for path in FILES:
                (data / path).unlink()
            return at(find_checkout(tmp_path), made) if data == tmp_path else _below(tmp_path, made)
        case "archive":
            return in_archive(archive(FILES, LINK))
        case "memory":
            return in_memory(plain, others)
        case _:
            base = in_memory({path: content for path, content in plain.items() if not path.startswith(FOLDER)})
            inside = {path[len(FOLDER) + 1 :]: content for path, content in plain.items() if path.startswith(FOLDER)}
            before = Laid(base, FOLDER, in_memory({"gone.csv": b"what stood there before"}))
            return Laid(before, FOLDER, in_memory(inside, {LINK[len(FOLDER) + 1 :]: "link"}))


def _below(top, made):
    return at(Checkout(top=top, prefix="data/"), made)


def test_the_door_reads_one_package_alike_wherever_it_lies(tree):
    raw = read_folder(tree, "bj", UNION, 2025)
    assert raw.files == {name: content for name, content in package().files.items() if name != "dues.csv"}
    assert [(one.path, one.size) for one in raw.documents] == [(f"{FOLDER}/documents/决议.pdf", 4)]
    assert sorted((one.code, one.place.file) for one in raw.issues) == [
        ("gate.not-a-plain-file", LINK),
        ("gate.unexpected-file", f"{FOLDER}/copy of accounts.csv"),
        ("gate.unexpected-file", f"{FOLDER}/documents/note.docx"),
    ]
    assert {str(one.message.zh) for one in raw.issues if one.code == "gate.not-a-plain-file"} == {
        "“dues.csv”是符号链接，不是普通文件"
    }


def test_the_door_lists_the_same_packages_and_strays(tree):
    packages, issues = list_packages(tree, registry(), date(2026, 11, 1))
    assert packages == [("bj", UNION, 2025)]
    assert sorted(one.code for one in issues) == ["registry.unregistered-union", "registry.year-folder"]
    strays = read_strays(tree, ["unions/gz"])
    assert strays == {
        "unions/gz": b"",
        "unions/gz/nobody": b"",
        "unions/gz/nobody/2025": b"",
        "unions/gz/nobody/2025/dues.csv": b"a",
    }


def test_kinds_sizes_and_what_is_none(tree):
    accounts = f"{FOLDER}/accounts.csv"
    assert [tree.kind(path) for path in ("", "unions", accounts, f"{FOLDER}/x.csv", f"{accounts}/x")] == [
        "folder", "folder", "file", "missing", "missing",
    ]  # fmt: skip
    assert tree.kind(LINK) in {"link", "120000"}
    assert tree.size(accounts) == len(FILES[accounts])
    assert tree.read(accounts, len(FILES[accounts])) == FILES[accounts]
    with pytest.raises(TooLargeError) as over:
        tree.read(accounts, len(FILES[accounts]) - 1)
    assert over.value.size == len(FILES[accounts])
    for path in (accounts, LINK, "unions/none/such"):
        with pytest.raises(UnplainError):
            tree.names(path)
        assert not is_folder(tree, path)


def test_a_submodule_is_told_in_a_folder_and_at_a_commit(tmp_path):
    """In a folder it looks like one of its own, and nothing said that a union's reports were not git's."""
    data = tmp_path / "data"
    (data / "unions" / "bj" / UNION / "2025").mkdir(parents=True)
    git(tmp_path, "init", "-q", "-b", "main", ".")
    (data / "README.md").write_text("x")
    first = commit(tmp_path)
    git(tmp_path, "update-index", "--add", "--cacheinfo", f"160000,{first},data/unions/bj/{UNION}/2025")
    git(tmp_path, "commit", "-qm", "submodule")
    for tree in (_below(tmp_path, git(tmp_path, "rev-parse", "HEAD")), OnDisk(str(data), open_repository(data).modes)):
        packages, _ = list_packages(tree, registry(), date(2026, 11, 1))
        assert packages == [("bj", UNION, 2025)]
        (told,) = read_folder(tree, "bj", UNION, 2025).issues
        assert (told.code, told.place.file) == ("gate.not-a-plain-file", FOLDER)


def test_a_commit_is_read_in_a_few_questions_however_many_unions_it_has(tmp_path, monkeypatch):
    """Siblings are asked for together: listing all of a district and reading a union's years takes the same calls for 3 or 60."""
    asked = []
    ask = Checkout.ask
    monkeypatch.setattr(Checkout, "ask", lambda self, *words, **more: asked.append(words) or ask(self, *words, **more))

    def calls(top, unions):
        for number in range(unions):
            for year in (2023, 2024, 2025):
                folder = top / "data" / "unions" / "bj" / f"u{number}" / str(year)
                folder.mkdir(parents=True)
                (folder / "accounts.csv").write_text(f"{number} {year}")
                (folder / "dues.csv").write_text(f"{year}")
        git(top, "init", "-q", "-b", "main", ".")
        tree = _below(top, commit(top))
        asked.clear()
        for union in tree.names("unions/bj"):
            assert tree.names(f"unions/bj/{union}") == ["2023", "2024", "2025"]
        for year in (2023, 2024, 2025):
            assert len(read_folder(tree, "bj", "u1", year).files) == 2
        return len(asked)

    few, many = tmp_path / "few", tmp_path / "many"
    few.mkdir()
    many.mkdir()
    assert calls(few, 3) == calls(many, 60) <= 10


def test_what_a_commit_changed_is_what_git_says_of_it(tmp_path):
    data = tmp_path / "data"
    (data / "unions/bj/u/2024").mkdir(parents=True)
    (data / "unions/bj/u/2024/dues.csv").write_text("1")
    git(tmp_path, "init", "-q", "-b", "main", ".")
    first = commit(tmp_path)
    (data / "unions/bj/u/2024/dues.csv").chmod(0o755)
    (data / "unions/bj/u/2025").mkdir()
    (data / "unions/bj/u/2025/dues.csv").write_text("2")
    second = commit(tmp_path)
    tree = _below(tmp_path, second)
    assert changes_since(tree, first) == changes_since(data, first)
    assert open_repository(tree, first).dirty == frozenset({"unions/bj/u/2025"})
    here, there = open_repository(tree), open_repository(data)
    assert (here.head, here.history, here.dirty) == (there.head, there.history, there.dirty)
    assert open_repository(in_memory({})).checkout is None


@pytest.mark.skipif(os.name == "nt", reason="no such names on Windows")
def test_names_of_any_bytes_come_as_the_system_has_them(tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    strange = sorted(os.fsdecode(name) for name in (b"a\nb.csv", b"\x01c.csv", b"\xff.csv", b"a b", "é".encode()))
    for name in strange:
        (data / name).write_text(name, encoding="utf-8", errors="surrogateescape")
    git(tmp_path, "init", "-q", "-b", "main", ".")
    tree = _below(tmp_path, commit(tmp_path))
    assert tree.names("") == OnDisk(str(data)).names("") == strange
    assert [tree.read(name, 99) for name in strange] == [os.fsencode(name) for name in strange]
