"""Which union-years DATA holds: the folders under unions/, held against the register."""

from __future__ import annotations

from collections import Counter
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from yangguang.core.address import UNIONS, union_folder
from yangguang.core.dates import LAST_DAY, latest_day
from yangguang.core.issues import Place, Text
from yangguang.door.astray import YEAR, files_astray, folder_astray, holds_package
from yangguang.door.bytes.file_names import DOCUMENTS, is_package_file, unexpected
from yangguang.door.bytes.raw import bad_mode, names
from yangguang.door.bytes.unread import read_strays, scan_strays
from yangguang.door.messages.catalogue import MAX_ISSUES, issue, more_issues
from yangguang.sources.tree import LINK, SUBMODULE, tree_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date
    from pathlib import Path

    from yangguang.core.issues import Issue
    from yangguang.records.federation import Registry
    from yangguang.sources.tree import Tree

_LONGEST = 40


class _Refused(NamedTuple):
    """What the register does not know: the issues of it, and where it stands, so that it is looked through all the same."""

    issues: list[Issue]
    strays: list[str]
    full: Counter[str]  # issues by the folder that they stand in: each tells its first ones

    def add(self, problem: Issue, path: str) -> None:
        folder = path.rpartition("/")[0]
        self.full[folder] += 1
        if self.full[folder] <= MAX_ISSUES:
            self.issues.append(problem)
        elif self.full[folder] == MAX_ISSUES + 1:
            self.issues.append(more_issues(folder))
        self.strays.append(path)


def list_packages(
    data: Tree | Path, registry: Registry, as_of: date = LAST_DAY
) -> tuple[list[tuple[str, str, int]], list[Issue]]:
    """(district, union, year) of every folder that the register knows, sorted; everything else under unions/ is an issue.

    A union's only folder is read although the register has the union in another district: that is an issue all the same,
    but no union reported nothing because one of the two was not changed with the other.
    """
    tree = tree_of(data)
    packages: list[tuple[str, str, int]] = []
    astray: dict[str, tuple[str, str]] = {}
    refused = _Refused([], [], Counter())
    for district in _folders(tree, UNIONS, registry, refused):
        path = union_folder(district)
        if district not in registry.districts:
            unknown = _unknown("registry.unregistered-district", path, registry.districts)
            refused.add(folder_astray(tree, path, registry) or unknown, path)
            continue
        for union_id in _folders(tree, path, registry, refused):
            union = registry.unions.get(union_id)
            path = union_folder(district, union_id)
            if union is None:
                unknown = _unknown("registry.unregistered-union", path, registry.unions)
                refused.add(folder_astray(tree, path, registry) or unknown, path)
            elif union.district != district:
                place, expected = Place(file=path), union.district
                wrong = issue("registry.wrong-district", place, value=district, union=union_id, expected=expected)
                refused.add(wrong, path)
                if tree.kind(union_folder(expected, union_id)) == "missing":
                    astray.setdefault(union_id, (district, path))
            else:
                years = _years(tree, path, registry, latest_day(as_of).year, refused)
                packages += [(district, union_id, year) for year in years]
    for union_id, (district, path) in astray.items():
        refused.strays.remove(path)
        packages += [
            (district, union_id, year) for year in _years(tree, path, registry, latest_day(as_of).year, refused)
        ]
    return sorted(packages), [*refused.issues, *scan_strays(read_strays(tree, refused.strays))]


def _years(tree: Tree, path: str, registry: Registry, latest: int, refused: _Refused) -> Iterator[int]:
    for name in _folders(tree, path, registry, refused):
        if YEAR.fullmatch(name) and int(name) <= latest:
            yield int(name)
        else:
            inside = f"{path}/{name}"
            refused.add(issue("registry.year-folder", Place(file=inside), value=name), inside)


def _folders(tree: Tree, path: str, registry: Registry, refused: _Refused) -> list[str]:
    folders = []
    found = names(tree, path, refused.issues)
    if astray := holds_package(found):
        refused.issues.append(files_astray(tree, path, registry))
    for name in found:
        inside = f"{path}/{name}"
        kind = tree.kind(inside)  # what lies above it has just been looked at
        if astray and (name == DOCUMENTS or (is_package_file(name) and kind == "file")):
            refused.strays.append(inside)
        elif kind in {"folder", SUBMODULE}:  # what is said of that is said where it is read
            folders.append(name)
        elif kind in {"link", LINK, "hidden"}:
            refused.add(bad_mode(inside, kind), inside)
        elif name == ".gitkeep":
            refused.strays.append(inside)
        else:
            refused.add(unexpected(inside, Text("文件夹", "folders")), inside)
    return folders


def _unknown(code: str, path: str, known: Collection[str]) -> Issue:
    name = path.rpartition("/")[2]
    near = get_close_matches(name, known, n=1) if len(name) <= _LONGEST else []
    nearest = Text(f"（是否应为 {near[0]}？）", f" (should it be {near[0]}?)") if near else Text("", "")
    return issue(code, Place(file=path), value=name, nearest=nearest)
