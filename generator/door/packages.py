"""Which union-years DATA holds: the folders under unions/, held against the register."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from generator.core.dates import LAST_DAY, latest_day
from generator.core.issues import Place, Text
from generator.door.messages import issue
from generator.door.raw import bad_mode, entry_kind, names, unexpected
from generator.door.shown import shown_label

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date
    from pathlib import Path

    from generator.core.issues import Issue
    from generator.records.federation import Registry

_YEAR = re.compile(r"(?:19|20|21)[0-9]{2}")
_LONGEST = 40


def list_packages(
    data_root: Path, registry: Registry, as_of: date = LAST_DAY
) -> tuple[list[tuple[str, str, int]], list[Issue]]:
    """(district, union, year) of every folder that the register knows, sorted; everything else under unions/ is an issue."""
    packages: list[tuple[str, str, int]] = []
    issues: list[Issue] = []
    for district in _folders(data_root, "unions", issues):
        path = f"unions/{district}"
        if district not in registry.districts:
            issues.append(_unknown("registry.unregistered-district", path, registry.districts))
            continue
        for union_id in _folders(data_root, path, issues):
            issues_before = len(issues)
            union = registry.unions.get(union_id)
            path = f"unions/{district}/{union_id}"
            if union is None:
                issues.append(_unknown("registry.unregistered-union", path, registry.unions))
            elif union.district != district:
                issues.append(
                    issue(
                        "registry.wrong-district", Place(file=path), value=district, union=union_id,
                        expected=union.district,
                    )
                )  # fmt: skip
            if len(issues) > issues_before:
                continue
            packages += [(district, union_id, year) for year in _years(data_root, path, latest_day(as_of).year, issues)]
    return packages, issues


def _years(data_root: Path, path: str, latest: int, issues: list[Issue]) -> Iterator[int]:
    for name in _folders(data_root, path, issues):
        if _YEAR.fullmatch(name) and int(name) <= latest:
            yield int(name)
        else:
            issues.append(issue("registry.year-folder", Place(file=f"{path}/{shown_label(name)}"), value=name))


def _folders(data_root: Path, path: str, issues: list[Issue]) -> list[str]:
    folders = []
    for name in names(data_root, path, issues):
        inside = f"{path}/{name}"
        kind = entry_kind(data_root, inside)  # what lies above it has just been looked at
        if kind == "folder":
            folders.append(name)
        elif kind in {"link", "hidden"}:
            issues.append(bad_mode(inside, kind))
        elif name != ".gitkeep":
            issues.append(unexpected(inside, Text("文件夹", "folders")))
    return folders


def _unknown(code: str, path: str, known: Collection[str]) -> Issue:
    name = path.rpartition("/")[2]
    near = get_close_matches(name, known, n=1) if len(name) <= _LONGEST else []
    nearest = Text(f"（是否应为 {near[0]}？）", f" (should it be {near[0]}?)") if near else Text("", "")
    return issue(code, Place(file="/".join(shown_label(part) for part in path.split("/"))), value=name, nearest=nearest)
