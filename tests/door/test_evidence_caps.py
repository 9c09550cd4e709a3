"""Evidence is read to be hashed: its count and its bytes together are bounded, in a folder and in every old version."""

import tracemalloc

import pytest

from tests.counted import lines_run
from tests.repositories import commit, git
from yangguang.door.bytes import raw
from yangguang.door.bytes.raw import read_folder
from yangguang.door.history import read_commit
from yangguang.sources import commits
from yangguang.sources.git import find_checkout

FOLDER = "unions/101/a/2025"


@pytest.fixture
def documents(tmp_path):
    folder = tmp_path / "data" / FOLDER / "documents"
    folder.mkdir(parents=True)
    return folder


def told(found):
    return [(one.code, one.place.file) for one in found.issues]


def read(tmp_path):
    return read_folder(tmp_path / "data", "101", "a", 2025)


@pytest.mark.parametrize(("cap", "value"), [("MAX_DOCUMENTS", 2), ("MAX_DOCUMENTS_BYTES", 29)])
def test_too_much_evidence_is_told_once_and_not_read(tmp_path, documents, monkeypatch, cap, value):
    for number in range(3):
        (documents / f"{number}.pdf").write_bytes(b"x" * 10)
    assert told(read(tmp_path)) == []
    assert len(read(tmp_path).documents) == 3
    monkeypatch.setattr(raw, cap, value)
    found = read(tmp_path)
    assert told(found) == [("gate.too-many-documents", f"{FOLDER}/documents")]
    assert found.documents == ()
    assert "合并成一个 PDF" in found.issues[0].hint.zh


def test_an_old_version_has_the_same_caps(tmp_path, documents, monkeypatch):
    for number in range(3):
        (documents / f"{number}.pdf").write_bytes(b"x" * 10)
    git(tmp_path, "init", "-q", ".")
    made = commit(tmp_path)
    checkout = find_checkout(tmp_path / "data")
    assert len(read_commit(checkout, made, FOLDER).documents) == 3
    monkeypatch.setattr(raw, "MAX_DOCUMENTS", 2)
    found = read_commit(checkout, made, FOLDER)
    assert (told(found), found.documents) == ([("gate.too-many-documents", f"{FOLDER}/documents")], ())


def test_an_old_version_is_read_a_document_at_a_time(tmp_path, documents, monkeypatch):
    """Thirty documents of a megabyte never lie in memory together."""
    for number in range(30):
        (documents / f"{number}.pdf").write_bytes(bytes([number]) * 1_000_000)
    git(tmp_path, "init", "-q", ".")
    made = commit(tmp_path)
    checkout = find_checkout(tmp_path / "data")
    monkeypatch.setattr(commits, "AHEAD", 2_000_000)
    tracemalloc.start()
    try:
        found = read_commit(checkout, made, FOLDER)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert found.documents == read(tmp_path).documents
    assert peak < 10_000_000


class _Item(commits.Item):
    """One whose comparisons are lines of Python, so that they are counted."""

    def __eq__(self, other):
        return tuple(self) == tuple(other)

    __hash__ = None


def _lines_for(tmp_path, count):
    """Lines run for reading a version with `count` documents, of which all are too many."""
    blob = git(tmp_path, "hash-object", "-w", "list")
    paths = (f"data/{FOLDER}/documents/{number:06}.pdf" for number in range(count))
    (tmp_path / "list").write_text("".join(f"100644 {blob}\t{path}\n" for path in paths))
    with (tmp_path / "list").open() as entries:
        git(tmp_path, "update-index", "--add", "--index-info", stdin=entries)
    git(tmp_path, "commit", "-q", "-m", "a crowd")
    checkout, made = find_checkout(tmp_path / "data"), git(tmp_path, "rev-parse", "HEAD")
    return lines_run(lambda: read_commit(checkout, made, FOLDER))


def test_too_much_evidence_of_an_old_version_costs_by_the_document(tmp_path, documents, monkeypatch):
    """Each document was looked for among all of them: a hundred thousand took 100 seconds."""
    git(tmp_path, "init", "-q", ".")
    (tmp_path / "list").write_text("")
    monkeypatch.setattr(commits, "Item", _Item)
    few, many = _lines_for(tmp_path, 600), _lines_for(tmp_path, 2_400)
    assert many < 5 * few


@pytest.mark.parametrize("where", ["", "documents"])
def test_what_does_not_belong_is_told_for_the_first_files_of_a_folder(tmp_path, documents, where):
    """In the folder of today and in an old version: a hostile submission has twenty thousand files."""
    folder = documents.parent / where
    for number in range(600):
        (folder / f"{number}.docx").touch()
    today = told(read(tmp_path))
    git(tmp_path, "init", "-q", ".")
    made = commit(tmp_path)
    for found in (today, told(read_commit(find_checkout(tmp_path / "data"), made, FOLDER))):
        assert len(found) == 501
        assert found[-1][0] == "gate.more-issues"
