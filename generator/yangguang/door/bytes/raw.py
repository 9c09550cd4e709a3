"""Reading a folder of DATA: only plain files with the names we know, sized before they are read; nothing is followed."""

from __future__ import annotations

import errno
import hashlib
from typing import TYPE_CHECKING

from yangguang.core.address import Folder
from yangguang.core.issues import Place, Text
from yangguang.door.bytes import csv_text, descriptor
from yangguang.door.bytes.file_names import DOCUMENTS, EVIDENCE, IN_PACKAGE, PACKAGE_FILES, is_document, unexpected
from yangguang.door.messages.catalogue import first_of, issue
from yangguang.door.model import RawPackage
from yangguang.door.privacy.shown import shown
from yangguang.records.package import SourceFile
from yangguang.sources.tree import TooLargeError, UnplainError, tree_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from yangguang.core.issues import Issue
    from yangguang.sources.tree import Tree

MAX_DOCUMENT = 20_000_000
MAX_DOCUMENTS, MAX_DOCUMENTS_BYTES = 500, 200_000_000  # of one package together: each is read, to be hashed
_KINDS = {
    "file": Text("文件", "a file"),
    "link": Text("符号链接", "a symbolic link"),
    "hard link": Text("硬链接", "a hard link"),
    "folder": Text("文件夹", "a folder"),
    "special": Text("管道、设备或套接字", "a pipe, device or socket"),
    "120000": Text("符号链接", "a symbolic link"),
    "160000": Text("git 子模块", "a git submodule"),
}


_WHY = {
    None: Text("无法访问", "it is out of reach"),
    errno.EACCES: Text("没有读取权限", "permission denied"),
    errno.EPERM: Text("没有读取权限", "permission denied"),
    errno.ENAMETOOLONG: Text("路径过长", "its path is too long"),
    errno.EIO: Text("磁盘读取失败", "the disk failed"),
}


def read_folder(data: Tree | Path, district: str, union_id: str, year: int) -> RawPackage:
    """The bytes of one union-year."""
    tree, folder = tree_of(data), Folder(district, union_id, year).path
    files, issues = read_files(tree, folder, PACKAGE_FILES, subfolder=DOCUMENTS)
    if descriptor.NAME not in files:
        issues = [_too_deep(tree, folder, problem) or problem for problem in issues]
    documents = _read_documents(tree, f"{folder}/{DOCUMENTS}", issues)
    return RawPackage(
        district=district, union_id=union_id, year=year, folder=folder, files=files, documents=documents,
        issues=tuple(issues),
    )  # fmt: skip


def _too_deep(tree: Tree, folder: str, problem: Issue) -> Issue | None:
    """What is to be said in the place of `problem` where it is about a folder that holds the package: one folder too deep."""
    path = problem.place.file or ""
    inside = f"{path}/{descriptor.NAME}"
    if problem.code != "gate.unexpected-file" or read_plain(tree, inside, descriptor.MAX_BYTES, []) is None:
        return None
    move = Text(
        f"请把 {path} 里的全部文件移到上一层，再删除空文件夹",
        f"Move all files of {path} up one level, then remove the empty folder",
    )
    asked = f"yangguang check --union {folder.split('/')[2]}"
    return issue("registry.package-place", Place(file=inside), name=path, move=move, asked=asked)


def _read_documents(tree: Tree, inside: str, issues: list[Issue]) -> tuple[SourceFile, ...]:
    """Size and hash of each piece of evidence; none where there are too many, because reading them is the cost."""
    found = names(tree, inside, issues) if tree.kind(inside) == "folder" else ()
    issues += first_of((unexpected(f"{inside}/{name}", EVIDENCE) for name in found if not is_document(name)), inside)
    paths = [f"{inside}/{name}" for name in found if is_document(name)]
    size = sum(tree.size(path) for path in paths if tree.kind(path) == "file")
    if crowd := too_many_documents(inside, len(paths), size):
        issues.append(crowd)
        return ()
    read = ((path, read_plain(tree, path, MAX_DOCUMENT, issues)) for path in paths)
    return tuple(source_file(path, data) for path, data in read if data is not None)


def read_files(
    tree: Tree, folder: str, allowed: Iterable[str], *, subfolder: str | None = None
) -> tuple[dict[str, bytes], list[Issue]]:
    """The `allowed` files of `folder` by name; anything else there is an issue."""
    issues: list[Issue] = []
    files: dict[str, bytes] = {}
    allowed = frozenset(allowed)
    found = names(tree, folder, issues)
    for name in found:
        path = f"{folder}/{name}"
        if name in allowed:
            data = read_plain(tree, path, size_cap(name), issues)
            if data is not None:
                files[name] = data
        elif name == subfolder and (kind := tree.kind(path)) != "folder":
            issues.append(_not_plain(path, kind))
    strangers = (name for name in found if name not in allowed and name != subfolder)
    words = _allowed_words(allowed, subfolder)
    issues += first_of((unexpected(f"{folder}/{name}", words, found) for name in strangers), folder)
    return files, issues


def size_cap(name: str) -> int:
    """The most bytes a file called `name` may have."""
    return descriptor.MAX_BYTES if name == descriptor.NAME else csv_text.MAX_BYTES


def source_file(path: str, data: bytes) -> SourceFile:
    """Path, size and SHA-256 of what was read."""
    return SourceFile(path=path, size=len(data), sha256=hashlib.sha256(data).hexdigest())


def too_large(path: str, size: int, cap: int) -> Issue:
    """A file over its cap, unread."""
    return issue("gate.too-large", Place(file=path), name=path.rpartition("/")[2], size=size, cap=cap)


def too_many_documents(folder: str, count: int, size: int) -> Issue | None:
    """More evidence, in files or bytes, than a package may bring; unread."""
    if count <= MAX_DOCUMENTS and size <= MAX_DOCUMENTS_BYTES:
        return None
    return issue(
        "gate.too-many-documents", Place(file=folder), count=count, size=-(-size // 1_000_000), most=MAX_DOCUMENTS,
        cap=MAX_DOCUMENTS_BYTES // 1_000_000,
    )  # fmt: skip


def bad_mode(path: str, mode: str) -> Issue:
    """An entry that git does not hold as a plain file."""
    return _not_plain(path, mode)


def names(tree: Tree, folder: str, issues: list[Issue]) -> list[str]:
    """What stands in `folder`, sorted; nothing where it is missing. A folder that cannot be read is an issue."""
    try:
        return tree.names(folder)
    except UnplainError as other:
        if other.kind != "missing":
            issues.append(_not_plain(other.path, other.kind))
    except OSError as error:
        issues.append(_unreadable(folder, error.errno))
    return []


def read_plain(tree: Tree, path: str, cap: int, issues: list[Issue]) -> bytes | None:
    """The bytes of a plain file; None where it is none, or larger, which is an issue."""
    try:
        if (kind := tree.kind(path)) == "file":
            return tree.read(path, cap)
        issues.append(_not_plain(path, kind))
    except UnplainError as other:
        issues.append(_not_plain(path, other.kind))
    except TooLargeError as over:
        issues.append(too_large(path, over.size, cap))
    except OSError as error:
        issues.append(_unreadable(path, error.errno))
    return None


def kind_words(kind: str) -> Text:
    """What people call a kind of a tree."""
    return _KINDS.get(kind, Text(f"git 模式 {kind}", f"of git mode {kind}"))


def _not_plain(path: str, kind: str) -> Issue:
    if kind == "hidden":
        return _unreadable(path, None)
    name = shown(path.rpartition("/")[2])
    return issue("gate.not-a-plain-file", Place(file=path), name=name, kind=kind_words(kind))


def _unreadable(path: str, number: int | None) -> Issue:
    name = shown(path.rpartition("/")[2])
    return issue("gate.unreadable", Place(file=path), name=name, why=_WHY.get(number, _WHY[None]))


def _allowed_words(allowed: frozenset[str], subfolder: str | None) -> Text:
    return IN_PACKAGE if subfolder else Text("、".join(sorted(allowed)), ", ".join(sorted(allowed)))
