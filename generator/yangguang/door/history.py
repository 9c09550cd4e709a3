"""The same folder as git committed it: older versions of packages and of the shared tables, never checked out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from yangguang.core.address import Folder
from yangguang.door.bytes.file_names import IN_PACKAGE, is_document, is_package_file, unexpected
from yangguang.door.bytes.raw import MAX_DOCUMENT, bad_mode, size_cap, source_file, too_large, too_many_documents
from yangguang.door.loader import Found
from yangguang.door.messages.catalogue import first_of
from yangguang.door.model import RawPackage
from yangguang.sources.git import PLAIN_MODES, GitError
from yangguang.sources.trees import Blob, list_folders

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from yangguang.core.issues import Issue
    from yangguang.records.package import SourceFile
    from yangguang.sources.git import Checkout


_MOST = 5 * MAX_DOCUMENT  # bytes of several versions at once


def read_commit(checkout: Checkout, commit: str, folder: str) -> RawPackage | None:
    """The package in `folder` at `commit`; None where that commit has none. Raises GitError."""
    blobs = _listing(checkout, commit, folder)
    return _package(folder, blobs, partial(_contents, checkout)) if blobs else None


def read_commits(checkout: Checkout, versions: Sequence[tuple[str, str]]) -> dict[tuple[str, str], RawPackage | None]:
    """The packages in some folders, each at its commit, as `read_commit` has them, in as few git calls as for one.

    Raises GitError. What lies where no file of a package does is left to `read_commit`, and so is what would fill memory.
    """
    listed = {one: blobs for one, blobs in zip(versions, list_folders(checkout, versions), strict=True) if blobs}
    unique = {blob.name: blob for blobs in listed.values() for blob in blobs}
    if sum(blob.size for blob in unique.values()) > _MOST:
        return {}
    contents = dict(zip(unique, _contents(checkout, list(unique.values())), strict=True))
    return {
        (commit, folder): _package(folder, blobs, lambda wanted: (contents[blob.name] for blob in wanted))
        for (commit, folder), blobs in listed.items()
    }


def _package(folder: str, blobs: Sequence[Blob], read: Callable[[list[Blob]], Iterator[bytes]]) -> RawPackage:
    issues: list[Issue] = []
    wanted = [blob for blob in blobs if _is_wanted(blob, folder, issues)]
    evidence = [blob.size for blob in wanted if _is_evidence(blob, folder)]
    if crowd := too_many_documents(f"{folder}/documents", len(evidence), sum(evidence)):
        issues.append(crowd)
        wanted = [blob for blob in wanted if not _is_evidence(blob, folder)]
    files: dict[str, bytes] = {}
    documents: list[SourceFile] = []
    for blob, data in zip(wanted, read(wanted), strict=True):
        if _is_evidence(blob, folder):
            documents.append(source_file(blob.path, data))
        else:
            files[blob.path.removeprefix(f"{folder}/")] = data
    return RawPackage(
        **Folder.of(folder)._asdict(), folder=folder, files=files, documents=tuple(documents),
        issues=tuple(first_of(iter(issues), folder)),
    )  # fmt: skip


def read_shared(checkout: Checkout, commit: str, folder: str, allowed: frozenset[str]) -> Found:
    """The `allowed` files of registry or policy at `commit`. Raises GitError."""
    blobs = [
        blob
        for blob in _listing(checkout, commit, folder)
        if blob.mode in PLAIN_MODES and (name := blob.path.removeprefix(f"{folder}/")) in allowed
        and blob.size <= size_cap(name)
    ]  # fmt: skip
    contents = zip(blobs, _contents(checkout, blobs), strict=True)
    return Found(folder=folder, files={blob.path.removeprefix(f"{folder}/"): data for blob, data in contents})


def _listing(checkout: Checkout, commit: str, folder: str) -> list[Blob]:
    lines = checkout.words("ls-tree", "-r", "-l", "-z", "--full-tree", commit, "--", checkout.path(f"{folder}/"))
    return sorted((_entry(line, checkout) for line in lines), key=lambda blob: blob.path)


def _is_evidence(blob: Blob, folder: str) -> bool:
    """Whether it lies in a folder of the package: what is wanted of there is documents alone."""
    return "/" in blob.path.removeprefix(f"{folder}/")


def _is_wanted(blob: Blob, folder: str, issues: list[Issue]) -> bool:
    name = blob.path.removeprefix(f"{folder}/")
    inside = name.removeprefix("documents/")
    if not (is_package_file(name) or (inside != name and is_document(inside))):
        issues.append(unexpected(blob.path, IN_PACKAGE))
        return False
    if blob.mode not in PLAIN_MODES:
        issues.append(bad_mode(blob.path, blob.mode))
        return False
    cap = size_cap(name) if inside == name else MAX_DOCUMENT
    if blob.size > cap:
        issues.append(too_large(blob.path, blob.size, cap))
        return False
    return True


def _entry(line: str, checkout: Checkout) -> Blob:
    """`<mode> <type> <object> <size>TAB<path>`; a submodule has '-' for its size."""
    facts, _, path = line.partition("\t")
    mode, _, name, size = facts.split()
    return Blob(mode, name, int(size) if size.isdigit() else 0, checkout.inside(path))


def _contents(checkout: Checkout, blobs: list[Blob]) -> Iterator[bytes]:
    """The bytes of each blob, from as few `git cat-file --batch` as keep no more than one large document in memory."""
    batch: list[Blob] = []
    for blob in blobs:
        if batch and sum(one.size for one in batch) + blob.size > MAX_DOCUMENT:
            yield from _batch(checkout, batch)
            batch = []
        batch.append(blob)
    if batch:
        yield from _batch(checkout, batch)


def _batch(checkout: Checkout, blobs: list[Blob]) -> Iterator[bytes]:
    output = checkout.ask("cat-file", "--batch", stdin="".join(f"{blob.name}\n" for blob in blobs).encode())
    at = 0
    for blob in blobs:
        head = f"{blob.name} blob {blob.size}\n".encode()
        if not output.startswith(head, at):
            raise GitError(f"object {blob.name} cannot be read")
        at += len(head)
        yield output[at : at + blob.size]
        at += blob.size + 1
