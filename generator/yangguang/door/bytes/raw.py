"""Reading a folder of DATA: only plain files with the names we know, sized before they are opened; nothing is followed."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from typing import TYPE_CHECKING

from yangguang.core.address import Folder
from yangguang.core.issues import Place, Text
from yangguang.door.bytes import csv_text, descriptor
from yangguang.door.bytes.file_names import DOCUMENTS, EVIDENCE, IN_PACKAGE, PACKAGE_FILES, is_document, unexpected
from yangguang.door.messages.catalogue import first_of, issue
from yangguang.door.model import RawPackage
from yangguang.door.privacy.shown import shown
from yangguang.records.package import SourceFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from yangguang.core.issues import Issue

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


def read_folder(
    data_root: Path, district: str, union_id: str, year: int, git_modes: Mapping[str, str] | None = None
) -> RawPackage:
    """The bytes of one union-year. `git_modes` maps paths relative to DATA to git modes of what is no file."""
    folder = Folder(district, union_id, year).path
    files, issues = read_files(data_root, folder, PACKAGE_FILES, git_modes or {}, subfolder=DOCUMENTS)
    if descriptor.NAME not in files:
        issues = [_too_deep(data_root, folder, problem) or problem for problem in issues]
    documents = _read_documents(data_root, f"{folder}/{DOCUMENTS}", git_modes or {}, issues)
    return RawPackage(
        district=district, union_id=union_id, year=year, folder=folder, files=files, documents=documents,
        issues=tuple(issues),
    )  # fmt: skip


def _too_deep(data_root: Path, folder: str, problem: Issue) -> Issue | None:
    """What is to be said in the place of `problem` where it is about a folder that holds the package: one folder too deep."""
    path = problem.place.file or ""
    inside = f"{path}/{descriptor.NAME}"
    if problem.code != "gate.unexpected-file" or read_plain(data_root, inside, descriptor.MAX_BYTES, {}, []) is None:
        return None
    move = Text(
        f"请把 {path} 里的全部文件移到上一层，再删除空文件夹",
        f"Move all files of {path} up one level, then remove the empty folder",
    )
    asked = f"yangguang check --union {folder.split('/')[2]}"
    return issue("registry.package-place", Place(file=inside), name=path, move=move, asked=asked)


def _read_documents(
    data_root: Path, inside: str, git_modes: Mapping[str, str], issues: list[Issue]
) -> tuple[SourceFile, ...]:
    """Size and hash of each piece of evidence; none where there are too many, because reading them is the cost."""
    found = names(data_root, inside, issues) if entry_kind(data_root, inside) == "folder" else ()
    issues += first_of((unexpected(f"{inside}/{name}", EVIDENCE) for name in found if not is_document(name)), inside)
    paths = [f"{inside}/{name}" for name in found if is_document(name)]
    size = sum((data_root / path).lstat().st_size for path in paths)
    if crowd := too_many_documents(inside, len(paths), size):
        issues.append(crowd)
        return ()
    read = ((path, read_plain(data_root, path, MAX_DOCUMENT, git_modes, issues)) for path in paths)
    return tuple(source_file(path, data) for path, data in read if data is not None)


def read_files(
    data_root: Path, folder: str, allowed: Iterable[str], git_modes: Mapping[str, str], *, subfolder: str | None = None
) -> tuple[dict[str, bytes], list[Issue]]:
    """The `allowed` files of `folder` by name; anything else there is an issue."""
    issues: list[Issue] = []
    files: dict[str, bytes] = {}
    allowed = frozenset(allowed)
    parts = folder.split("/")
    for path in ("/".join(parts[:depth]) for depth in range(1, len(parts) + 1)):
        if path in git_modes:  # a submodule looks like a folder
            return {}, [_not_plain(path, git_modes[path])]
    found = names(data_root, folder, issues)
    for name in found:
        path = f"{folder}/{name}"
        if name in allowed:
            data = read_plain(data_root, path, size_cap(name), git_modes, issues)
            if data is not None:
                files[name] = data
        elif name == subfolder and (entry_kind(data_root, path) != "folder" or path in git_modes):
            issues.append(_not_plain(path, entry_kind(data_root, path)))
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


def folder_kind(data_root: Path, folder: str) -> str:
    """'folder' when every part of `folder` below `data_root` is a real folder, else what the first other part is."""
    parts = folder.split("/")
    for depth in range(1, len(parts) + 1):
        kind = entry_kind(data_root, "/".join(parts[:depth]))
        if kind != "folder":
            return kind
    return "folder"


def names(data_root: Path, folder: str, issues: list[Issue]) -> list[str]:
    """What stands in `folder`, sorted; nothing where it is missing. A folder that cannot be read is an issue."""
    kind = folder_kind(data_root, folder)
    if kind != "folder":
        if kind != "missing":
            issues.append(_not_plain(folder, kind))
        return []
    try:
        return sorted(os.listdir(data_root / folder))  # noqa: PTH208 (names only; surrogates stay as they are)
    except OSError as error:
        issues.append(_unreadable(folder, error.errno))
        return []


def entry_kind(data_root: Path, path: str) -> str:
    """What stands at `path`, its last part not followed: file, hard link, folder, link, special, missing or hidden.

    Hidden is what cannot be looked at: in a folder without the right to enter it, behind a failing disk.
    """
    try:
        found = (data_root / path).lstat()
    except (FileNotFoundError, NotADirectoryError):
        return "missing"
    except OSError:
        return "hidden"
    if stat.S_ISLNK(found.st_mode):
        return "link"
    if stat.S_ISDIR(found.st_mode):
        return "folder"
    if not stat.S_ISREG(found.st_mode):
        return "special"
    return "hard link" if found.st_nlink > 1 else "file"


def read_plain(data_root: Path, path: str, cap: int, git_modes: Mapping[str, str], issues: list[Issue]) -> bytes | None:
    """The bytes of a plain file. Its kind is looked at before it is opened and again on what was opened."""
    kind = git_modes.get(path) or entry_kind(data_root, path)
    if kind != "file":
        issues.append(_not_plain(path, kind))
        return None
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(data_root / path, flags)
        with os.fdopen(handle, "rb") as file:
            found = os.fstat(handle)
            if not stat.S_ISREG(found.st_mode) or found.st_nlink > 1:
                issues.append(_not_plain(path, "special"))
                return None
            data = file.read(cap + 1) if found.st_size <= cap else b""
    except OSError as error:
        issues.append(_unreadable(path, error.errno))
        return None
    size = max(found.st_size, len(data))
    if size > cap:
        issues.append(too_large(path, size, cap))
        return None
    return data


def kind_words(kind: str) -> Text:
    """What people call a kind of `entry_kind` or a git mode."""
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
