"""A commit as a tree: nothing is checked out, and what lies side by side is asked of git at once.

`Objects` remembers what git said. One `cat-file --batch` brings the folders beside the one that is asked for, and the
files behind the one that is read; `foresee` brings folders of many commits.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from yangguang.sources.git import PLAIN_MODES, GitError
from yangguang.sources.tree import TooLargeError, UnplainError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from yangguang.sources.git import Checkout

_TREE = "40000"
_EVIDENCE = "documents"
AHEAD = 20_000_000  # bytes of files read with the one that is asked for
FORESEEN = 100_000_000  # bytes of files of several commits at once


class Item(NamedTuple):
    """What a folder of git holds under a name: its mode and the name of the object."""

    mode: str
    object: str


_Items = dict[str, Item]


@dataclass(frozen=True, slots=True, eq=False)
class Objects:
    """What git keeps, by the names of its objects or of what leads to them; what was asked is remembered."""

    checkout: Checkout
    trees: dict[str, _Items | None] = field(default_factory=dict, repr=False)
    sizes: dict[str, int] = field(default_factory=dict, repr=False)
    files: dict[str, bytes] = field(default_factory=dict, repr=False)

    def ask_trees(self, names: Iterable[str]) -> None:
        """What these folders hold, in git's order; None of those that are none."""
        asked = [one for one in dict.fromkeys(names) if one not in self.trees and "\n" not in one]
        for name, kind, length, content in self._asked(asked) if asked else ():
            self.trees[name] = dict(_items(content, length)) if kind == "tree" else None

    def ask_sizes(self, names: Iterable[str]) -> None:
        """The bytes that these files have. Raises GitError where one cannot be read."""
        asked = [one for one in dict.fromkeys(names) if one not in self.sizes]
        for line in self._lines("--batch-check", asked).decode("ascii").splitlines() if asked else ():
            name, *facts = line.split(" ")
            if len(facts) != len(("type", "size")):
                raise GitError(f"object {name} cannot be read")
            self.sizes[name] = int(facts[1])

    def ask_files(self, names: Iterable[str]) -> None:
        """The bytes of these files, in place of those remembered before. Raises GitError where one cannot be read."""
        self.files.clear()
        for name, kind, _, content in self._asked(list(dict.fromkeys(names))):
            if kind != "blob":
                raise GitError(f"object {name} cannot be read")
            self.files[name] = content

    def _asked(self, names: Sequence[str]) -> Iterator[tuple[str, str, int, bytes]]:
        """Of each object its kind ('' where there is none), the bytes that its own name has, and its content."""
        output, at = self._lines("--batch", names), 0
        for name in names:
            end = output.index(b"\n", at)
            facts, at = output[at:end].rsplit(b" ", 2), end + 1
            if facts[-1] == b"missing":
                yield name, "", 0, b""
                continue
            size = int(facts[2])
            yield name, facts[1].decode("ascii"), len(facts[0]) // 2, output[at : at + size]
            at += size + 1

    def _lines(self, way: str, names: Iterable[str]) -> bytes:
        return self.checkout.ask("cat-file", way, stdin=b"".join(os.fsencode(name) + b"\n" for name in names))


@dataclass(frozen=True, slots=True)
class Committed:
    """DATA as a commit has it. Git does not follow links on a path, so every folder that is found is one."""

    objects: Objects
    commit: str

    @property
    def checkout(self) -> Checkout:
        """The repository that has the commit."""
        return self.objects.checkout

    def names(self, folder: str) -> list[str]:
        """See Tree."""
        found = self._items(folder)
        if found is None:
            raise UnplainError(folder, self.kind(folder))
        return sorted(found)

    def holds(self, folder: str) -> bool:
        """Whether there is such a folder."""
        return bool(self._items(folder))

    def kind(self, path: str) -> str:
        """See Tree."""
        items, name = self._beside(path)
        if not name:
            return "missing" if self._items("") is None else "folder"
        item = items.get(name)
        if item is None:
            return "missing"
        return {_TREE: "folder", **dict.fromkeys(PLAIN_MODES, "file")}.get(item.mode, item.mode)

    def size(self, path: str) -> int:
        """See Tree."""
        items, name = self._beside(path)
        if items[name].object not in self.objects.sizes:
            self.objects.ask_sizes(_files(items))
        return self.objects.sizes[items[name].object]

    def read(self, path: str, most: int) -> bytes:
        """See Tree."""
        if (size := self.size(path)) > most:
            raise TooLargeError(size)
        items, name = self._beside(path)
        wanted = items[name].object
        if wanted not in self.objects.files:
            self.objects.ask_files([wanted, *self._ahead(items, name, AHEAD - size)])
        return self.objects.files[wanted]

    def _ahead(self, items: _Items, name: str, room: int) -> Iterator[str]:
        """The files that follow, as far as there is room for them: whoever reads one will ask for those."""
        for item in (items[one] for one in sorted(items) if one > name and items[one].mode in PLAIN_MODES):
            room -= self.objects.sizes[item.object]
            if room < 0:
                return
            yield item.object

    def _beside(self, path: str) -> tuple[_Items, str]:
        above, _, name = path.rpartition("/")
        return self._items(above) or {}, name

    def _items(self, folder: str) -> _Items | None:
        """What a folder holds: asked of git by its path, or where the one above is known with all that lie beside it."""
        path, known = _spec(self, folder), self.objects.trees
        if path in known:
            return known[path]
        above, _, name = folder.rpartition("/")
        beside = known.get(_spec(self, above)) if folder else None
        if beside is None:
            self.objects.ask_trees([path])
            if known.get(path) is None and folder.isprintable():  # none is there, or this raises GitError
                self.checkout.ask("ls-tree", "-z", "--full-tree", self.commit, "--", self.checkout.path(folder))
            return known.get(path)
        item = beside.get(name)
        if item is None or item.mode != _TREE:
            known[path] = None
            return None
        self.objects.ask_trees(one.object for one in beside.values() if one.mode == _TREE)
        known[path] = known[item.object]
        if known[path] is None:
            raise GitError(f"object {item.object} cannot be read")
        return known[path]


def at(checkout: Checkout, commit: str) -> Committed:
    """DATA at `commit`."""
    return Committed(Objects(checkout), commit)


def foresee(objects: Objects, versions: Sequence[tuple[str, str]]) -> None:
    """Ask at once for folders, each at its commit, and for their files where those are not too many. Raises GitError."""
    paths = [_spec(Committed(objects, commit), folder) for commit, folder in versions]
    objects.ask_trees(paths)
    found = [items for path in paths if (items := objects.trees.get(path))]
    below = [one[_EVIDENCE].object for one in found if _EVIDENCE in one and one[_EVIDENCE].mode == _TREE]
    objects.ask_trees(below)
    found += [items for name in below if (items := objects.trees.get(name))]
    files = dict.fromkeys(name for items in found for name in _files(items))
    objects.ask_sizes(files)
    if files and sum(objects.sizes[name] for name in files) <= FORESEEN:
        objects.ask_files(files)


def _spec(tree: Committed, folder: str) -> str:
    """What git calls a folder at the commit."""
    return f"{tree.commit}:{tree.checkout.prefix}{folder}".rstrip("/")


def _files(items: _Items) -> Iterator[str]:
    return (one.object for one in items.values() if one.mode in PLAIN_MODES)


def _items(tree: bytes, length: int) -> Iterator[tuple[str, Item]]:
    """What a tree lists, as git stores it; names of objects have `length` bytes."""
    start = 0
    while start < len(tree):
        end = tree.index(b"\0", start)
        mode, _, name = tree[start:end].partition(b" ")
        start = end + 1 + length
        yield os.fsdecode(name), Item(mode.decode("ascii"), tree[end + 1 : start].hex())
