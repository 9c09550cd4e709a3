"""The same folder as git committed it: older versions of a package, read from objects and never checked out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from generator.core.git import git
from generator.core.issues import Text
from generator.door.model import RawPackage
from generator.door.raw import (
    MAX_DOCUMENT,
    PLAIN,
    bad_mode,
    is_document,
    is_package_file,
    size_cap,
    source_file,
    too_large,
    unexpected,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.core.issues import Issue
    from generator.records.package import SourceFile

MAX_VERSIONS = 50


class Version(NamedTuple):
    """A commit that touched a package, its day (committer's), and the package as it was then."""

    commit: str
    day: date
    raw: RawPackage


class _Blob(NamedTuple):
    mode: str
    name: str
    size: int
    path: str


def accepted_history(data_root: Path, folder: str) -> Iterator[Version]:
    """Every committed version of `folder` (unions/<district>/<union>/<year>), newest first, at most 50, read one at a time.

    The caller stops at the first that the door accepts. Empty where git is missing or DATA is not under it.
    """
    log = git(data_root, "log", f"--max-count={MAX_VERSIONS}", "--format=%H%x00%cs", "--", folder)
    for line in (log or b"").decode("ascii", "replace").splitlines():
        commit, _, day = line.partition("\0")
        raw = read_commit(data_root, commit, folder)
        if raw is not None:
            yield Version(commit, date.fromisoformat(day), raw)


def read_commit(data_root: Path, commit: str, folder: str) -> RawPackage | None:
    """The package in `folder` at `commit`; None where that commit has none."""
    _, district, union_id, year = folder.split("/")
    listing = git(data_root, "ls-tree", "-r", "-l", "-z", commit, "--", f"{folder}/")
    blobs = [_entry(line) for line in (listing or b"").decode("utf-8", "surrogateescape").split("\0") if line]
    if not blobs:
        return None
    issues: list[Issue] = []
    wanted = [blob for blob in sorted(blobs, key=lambda blob: blob.path) if _is_wanted(blob, folder, issues)]
    files: dict[str, bytes] = {}
    documents: list[SourceFile] = []
    for blob, data in zip(wanted, _contents(data_root, wanted), strict=True):
        name = blob.path.removeprefix(f"{folder}/")
        if "/" in name:
            documents.append(source_file(blob.path, data))
        else:
            files[name] = data
    return RawPackage(
        district=district, union_id=union_id, year=int(year), folder=folder, files=files, documents=tuple(documents),
        issues=tuple(issues),
    )  # fmt: skip


def _is_wanted(blob: _Blob, folder: str, issues: list[Issue]) -> bool:
    name = blob.path.removeprefix(f"{folder}/")
    inside = name.removeprefix("documents/")
    if not (is_package_file(name) or (inside != name and is_document(inside))):
        allowed = Text(
            "datapackage.json、各表的 <table>.csv 和 documents/", "datapackage.json, <table>.csv and documents/"
        )
        issues.append(unexpected(blob.path, allowed))
        return False
    if blob.mode != PLAIN:
        issues.append(bad_mode(blob.path, blob.mode))
        return False
    cap = size_cap(name) if inside == name else MAX_DOCUMENT
    if blob.size > cap:
        issues.append(too_large(blob.path, blob.size, cap))
        return False
    return True


def _entry(line: str) -> _Blob:
    """`<mode> <type> <object> <size>TAB<path>`; a submodule has '-' for its size."""
    facts, _, path = line.partition("\t")
    mode, _, name, size = facts.split()
    return _Blob(mode, name, int(size) if size.isdigit() else 0, path)


def _contents(data_root: Path, blobs: list[_Blob]) -> Iterator[bytes]:
    """The bytes of each blob, from one `git cat-file --batch`."""
    if not blobs:
        return
    output = git(data_root, "cat-file", "--batch", stdin="".join(f"{blob.name}\n" for blob in blobs).encode()) or b""
    at = 0
    for blob in blobs:
        at = output.index(b"\n", at) + 1
        yield output[at : at + blob.size]
        at += blob.size + 1
