"""The same folder as git committed it: older versions of packages and of the shared tables, never checked out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.core.address import Folder
from yangguang.door.bytes.raw import read_folder, size_cap
from yangguang.door.loader import Found
from yangguang.sources.commits import Committed, Objects, at, foresee

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yangguang.door.model import RawPackage
    from yangguang.sources.git import Checkout


def read_commit(checkout: Checkout, commit: str, folder: str) -> RawPackage | None:
    """The package in `folder` at `commit`; None where that commit has none. Raises GitError."""
    return _package(at(checkout, commit), folder)


def read_commits(checkout: Checkout, versions: Sequence[tuple[str, str]]) -> dict[tuple[str, str], RawPackage | None]:
    """The packages in some folders, each at its commit, as `read_commit` has them, in as few git calls as for one.

    Raises GitError.
    """
    objects = Objects(checkout)
    foresee(objects, versions)
    return {(commit, folder): _package(Committed(objects, commit), folder) for commit, folder in versions}


def read_shared(checkout: Checkout, commit: str, folder: str, allowed: frozenset[str]) -> Found:
    """The `allowed` files of registry or policy at `commit`. Raises GitError."""
    tree = at(checkout, commit)
    paths = ((name, f"{folder}/{name}") for name in sorted(allowed))
    wanted = [(name, path) for name, path in paths if tree.kind(path) == "file" and tree.size(path) <= size_cap(name)]
    return Found(folder=folder, files={name: tree.read(path, size_cap(name)) for name, path in wanted})


def _package(tree: Committed, folder: str) -> RawPackage | None:
    return read_folder(tree, *Folder.of(folder)) if tree.holds(folder) else None
