"""A tree: names, kinds and bytes by path, wherever they lie: in a folder, at a commit (`commits`), in an archive, in memory.

Paths have slashes and begin below the top, which is ''. Nothing is followed, opened or believed before it is asked for:
what a path is, `kind` says, and only what it calls a file is read. The door judges trees, and so one package alike
wherever it comes from.
"""

from __future__ import annotations

import io
import os
import stat
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

LINK, SUBMODULE = "120000", "160000"  # modes of git; a folder of the disk says "link" of the first
_KINDS = {stat.S_IFREG: "file", stat.S_IFDIR: "folder", stat.S_IFLNK: "link"}
_NOT_FOLLOWED = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class UnplainError(Exception):
    """There is no folder, or no file, to read at `path`: it is of another `kind`."""

    def __init__(self, path: str, kind: str) -> None:
        self.path, self.kind = path, kind
        super().__init__(f"{path}: {kind}")


class TooLargeError(Exception):
    """The file has `size` bytes, more than were to be read."""

    def __init__(self, size: int) -> None:
        self.size = size
        super().__init__(f"{size} bytes")


class Tree(Protocol):
    """What lies somewhere. Where git gives no answer, GitError is raised."""

    def names(self, folder: str) -> list[str]:
        """What stands in a folder, sorted. Raises UnplainError where it, or one above it, is none, and OSError."""
        ...

    def kind(self, path: str) -> str:
        """What stands at `path`, its last part not followed: file, folder, link, hard link, special, missing or hidden.

        Hidden is what cannot be looked at: in a folder without the right to enter it, behind a failing disk. What git has
        in another mode than its plain files is of that mode ('160000').
        """
        ...

    def size(self, path: str) -> int:
        """The bytes of a file. Raises OSError."""
        ...

    def read(self, path: str, most: int) -> bytes:
        """The bytes of a file, if no more than `most`. Raises TooLargeError, UnplainError and OSError."""
        ...


@dataclass(frozen=True, slots=True)
class OnDisk:
    """A folder of the disk. `modes` are those that git has of its paths where they are no plain file's."""

    top: str
    modes: Mapping[str, str] = field(default_factory=dict)

    def names(self, folder: str) -> list[str]:
        """See Tree."""
        parts = folder.split("/") if folder else []
        for depth in range(1, len(parts) + 1):
            path = "/".join(parts[:depth])
            if (kind := self.kind(path)) != "folder":
                raise UnplainError(path, kind)
        return sorted(os.listdir(self._at(folder)))  # noqa: PTH208 (names only; surrogates stay as they are)

    def kind(self, path: str) -> str:
        """See Tree."""
        if path in self.modes:
            return self.modes[path]
        try:
            found = os.lstat(self._at(path))
        except (FileNotFoundError, NotADirectoryError):
            return "missing"
        except OSError:
            return "hidden"
        kind = _KINDS.get(stat.S_IFMT(found.st_mode), "special")
        return "hard link" if kind == "file" and found.st_nlink > 1 else kind

    def size(self, path: str) -> int:
        """See Tree."""
        return os.lstat(self._at(path)).st_size

    def read(self, path: str, most: int) -> bytes:
        """See Tree: its kind is looked at again on what was opened, as it may be another by now."""
        with os.fdopen(os.open(self._at(path), _NOT_FOLLOWED), "rb") as file:
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode) or found.st_nlink > 1:
                raise UnplainError(path, "special")
            data = file.read(most + 1) if found.st_size <= most else b""
        if (size := max(found.st_size, len(data))) > most:
            raise TooLargeError(size)
        return data

    def _at(self, path: str) -> str:
        return f"{self.top}/{path}" if path else self.top


@dataclass(frozen=True, slots=True)
class Memory:
    """Files in memory, by path; `others` are the kinds of what stands there and is no file. Made by `in_memory`."""

    files: Mapping[str, bytes]
    others: Mapping[str, str]
    folders: Mapping[str, list[str]]

    def names(self, folder: str) -> list[str]:
        """See Tree."""
        if folder not in self.folders:
            raise UnplainError(folder, self.kind(folder))
        return self.folders[folder]

    def kind(self, path: str) -> str:
        """See Tree."""
        if path in self.files:
            return "file"
        return "folder" if path in self.folders else self.others.get(path, "missing")

    def size(self, path: str) -> int:
        """See Tree."""
        return len(self.files[path])

    def read(self, path: str, most: int) -> bytes:
        """See Tree."""
        if self.size(path) > most:
            raise TooLargeError(self.size(path))
        return self.files[path]


@dataclass(frozen=True, slots=True)
class Laid:
    """The tree `over` in the `folder` of `base`, in place of whatever stands there; `base` stays as it is."""

    base: Tree
    folder: str
    over: Tree

    def names(self, folder: str) -> list[str]:
        """See Tree."""
        tree, inside = self._of(folder)
        above = f"{folder}/" if folder else ""
        if tree is self.over or not self.folder.startswith(above):
            return tree.names(inside)
        found = tree.names(inside) if tree.kind(inside) == "folder" else []
        return sorted({*found, self.folder.removeprefix(above).partition("/")[0]})

    def kind(self, path: str) -> str:
        """See Tree."""
        tree, inside = self._of(path)
        return "folder" if f"{self.folder}/".startswith(f"{path}/") else tree.kind(inside)

    def size(self, path: str) -> int:
        """See Tree."""
        tree, inside = self._of(path)
        return tree.size(inside)

    def read(self, path: str, most: int) -> bytes:
        """See Tree."""
        tree, inside = self._of(path)
        return tree.read(inside, most)

    def _of(self, path: str) -> tuple[Tree, str]:
        if f"{path}/".startswith(f"{self.folder}/"):
            return self.over, path[len(self.folder) + 1 :]
        return self.base, path


def tree_of(data: Tree | Path) -> Tree:
    """What `data` is; a path stands for the folder there."""
    return OnDisk(os.fspath(data)) if isinstance(data, Path) else data


def is_folder(tree: Tree, path: str) -> bool:
    """Whether `path` and all above it are folders, and can be listed."""
    try:
        tree.names(path)
    except (UnplainError, OSError):
        return False
    return True


def in_memory(files: Mapping[str, bytes], others: Mapping[str, str] | None = None) -> Memory:
    """A tree of these files, with the folders that their paths name."""
    folders: dict[str, set[str]] = {"": set()}
    for path in (*files, *(others or {})):
        inside = path
        while inside:
            above, _, name = inside.rpartition("/")
            folders.setdefault(above, set()).add(name)
            inside = above
    return Memory(dict(files), others or {}, {path: sorted(names) for path, names in folders.items()})


def in_archive(archive: bytes) -> Memory:
    """What a zip holds; a link in it is a link and its content is not kept. Raises zipfile.BadZipFile."""
    files, others = {}, {}
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        for entry in packed.infolist():
            if stat.S_ISLNK(entry.external_attr >> 16):
                others[entry.filename] = "link"
            elif not entry.is_dir():
                files[entry.filename] = packed.read(entry)
    return in_memory(files, others)
