"""The root of DATA: registry, policy, unions and two papers for whoever opens the folder; everything else is an issue."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from yangguang.core.address import UNIONS
from yangguang.core.issues import NOWHERE, Place, Text
from yangguang.door.astray import files_astray, holds_package
from yangguang.door.bytes.csv_text import MAX_BYTES
from yangguang.door.bytes.file_names import DOCUMENTS, is_package_file
from yangguang.door.bytes.raw import kind_words, read_plain
from yangguang.door.bytes.unread import read_strays, scan_strays
from yangguang.door.messages.catalogue import first_of, issue
from yangguang.door.privacy.shown import shown
from yangguang.sources.tree import UnplainError, tree_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from yangguang.core.issues import Issue
    from yangguang.sources.tree import Tree

_PARTS = ("registry", "policy", UNIONS)  # each is read, and refused where it is no folder, by its own reader
_PAPERS = ("README.md", "LICENSE")  # a forge shows them beside the folder; looked through for personal data only
_LONGEST = 40
# No `.gitattributes`: it decides which bytes a checkout has, so it stands above DATA, out of a submission's reach.


def root_issues(data: Tree | Path, *, may_be_top: bool) -> list[Issue]:
    """What lies in DATA itself and does not belong there. `may_be_top`: a `.git` there may be that of DATA's own repository."""
    tree = tree_of(data)
    try:
        names = tree.names("")
    except (FileNotFoundError, UnplainError):
        return []  # registry and policy, which are then missing, are said to be
    except OSError as error:
        return [issue("gate.unreadable", NOWHERE, name="data", why=error.strerror or "")]
    return first_of(_strays(tree, [name for name in names if not (may_be_top and name == ".git")]), ".")


def _strays(tree: Tree, names: list[str]) -> Iterator[Issue]:
    if astray := holds_package(names):
        yield files_astray(tree, "")
    for name in names:
        if name in _PAPERS:
            yield from _in_paper(tree, name)
        elif astray and (name == DOCUMENTS or is_package_file(name)):
            yield from scan_strays(read_strays(tree, [name]))
        elif name not in _PARTS:
            kind = kind_words(tree.kind(name))
            yield issue("gate.data-root", Place(file=name), name=shown(name), kind=kind, nearest=_nearest(name))
            yield from scan_strays(read_strays(tree, [name]))


def _in_paper(tree: Tree, name: str) -> list[Issue]:
    issues: list[Issue] = []
    content = read_plain(tree, name, MAX_BYTES, issues)
    return issues + scan_strays({name: content or b""})


def _nearest(name: str) -> Text:
    near = get_close_matches(name.casefold(), _PARTS, n=1, cutoff=0.8) if len(name) <= _LONGEST else []
    return Text(f"（是否应为 {near[0]}？）", f" (should it be {near[0]}?)") if near else Text("", "")
