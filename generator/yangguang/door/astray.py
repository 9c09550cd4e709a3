"""A package that lies too high below unions/: told once, with the folder that it belongs into."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from yangguang.core.address import union_folder
from yangguang.core.issues import Place, Text
from yangguang.door.bytes.descriptor import MAX_BYTES, NAME
from yangguang.door.bytes.file_names import is_package_file
from yangguang.door.bytes.raw import read_plain
from yangguang.door.messages.catalogue import issue

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yangguang.core.issues import Issue
    from yangguang.records.federation import Registry
    from yangguang.sources.tree import Tree

YEAR = re.compile(r"(?:19|20|21)[0-9]{2}")


def holds_package(names: Iterable[str]) -> bool:
    """Whether a folder with these names in it holds a union-year itself."""
    return any(map(is_package_file, names))


def files_astray(tree: Tree, path: str, registry: Registry | None = None) -> Issue:
    """Files of a package stand in `path` itself ("": the root), where only folders belong."""
    said = _said(tree, f"{path}/{NAME}".removeprefix("/"))
    home = _home(said, path, registry)
    move = Text(
        f"请把这里的 datapackage.json、各表和 documents 移入文件夹 {home}",
        f"Move datapackage.json, the tables and documents/ into the folder {home}",
    )
    return _issue(path or NAME, home, move)


def folder_astray(tree: Tree, path: str, registry: Registry) -> Issue | None:
    """A union's folder, or that of a year, which stands a level too high; None where `path` is neither."""
    name = path.rpartition("/")[2]
    if union := registry.unions.get(name):
        home = union_folder(union.district, name)
    elif YEAR.fullmatch(name):
        home = _home(_said(tree, f"{path}/{NAME}") | {"year": name}, path, registry)
    else:
        return None
    return _issue(path, home, Text(f"请把整个文件夹移到 {home}", f"Move the whole folder to {home}"))


def _issue(path: str, home: str, move: Text) -> Issue:
    asked = f"yangguang check --union {home.split('/')[2]}"
    return issue("registry.package-place", Place(file=path), name=path, move=move, asked=asked)


def _said(tree: Tree, path: str) -> dict[str, object]:
    """What the descriptor at `path` says; nothing where there is none that can be read."""
    try:
        said = json.loads(read_plain(tree, path, MAX_BYTES, []) or b"")
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _home(said: dict[str, object], path: str, registry: Registry | None) -> str:
    """The folder that a package of which this is `said` belongs into; what nobody can know stands in angle brackets."""
    unions = registry.unions if registry else {}
    named = next((one for one in (str(said.get("union_id")), *reversed(path.split("/"))) if one in unions), None)
    district = unions[named].district if named else "<district>"
    year = str(said.get("year"))
    return f"{union_folder(district, named or '<union_id>')}/{year if YEAR.fullmatch(year) else '<year>'}"
