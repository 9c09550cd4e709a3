"""What becomes no table is still read for personal data: descriptors, refused files, whatever lies where it should not."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from yangguang.door.bytes.descriptor import NAME
from yangguang.door.bytes.file_names import is_document, is_package_file
from yangguang.door.bytes.gate import read_table
from yangguang.door.bytes.raw import read_plain
from yangguang.door.privacy.scan import Loose, scan
from yangguang.records.tables import BY_NAME
from yangguang.sources.tree import UnplainError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from yangguang.core.issues import Issue
    from yangguang.door.bytes.gate import Gated
    from yangguang.door.model import RawPackage, TextTable
    from yangguang.door.privacy.roles import Role
    from yangguang.sources.tree import Tree

_LARGEST = 5_000_000  # bytes of one stray file; a longer one is no text of an office
_MOST, _MOST_BYTES = 200, 20_000_000  # stray files that are opened, and their bytes
_OURS = re.compile(r"[a-zA-Z]+(?:_[a-z]+)*(?:\.csv)?|sha256:[0-9a-f]{64}")  # keys, names of tables, checksums
_OFFICE: Mapping[str, Role] = {"contact": "office"}  # the portal's own address, a setting of the registry


def readings(data: bytes) -> tuple[str, ...]:
    """Every text that the bytes may be: UTF-8, or else what it, GB18030 and UTF-16 make of them."""
    if b"\0" not in data:
        try:
            return (data.decode("utf-8-sig"),)
        except UnicodeDecodeError:
            pass
    return tuple(data.decode(encoding, "replace") for encoding in ("utf-8", "gb18030", "utf-16-le", "utf-16-be"))


def _told_by(found: object, file: str) -> Iterator[Loose]:
    """Every key and value of a descriptor, at any depth, with the path of its key for a column."""
    waiting: list[tuple[str, object]] = [("", found)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict):
            for key, inside in value.items():
                here = f"{path}.{key}" if path else key
                waiting.append((here, inside))
                if not _OURS.fullmatch(key):
                    yield Loose(file, key, here)
        elif isinstance(value, list):
            waiting += [(f"{path}[{index}]", inside) for index, inside in enumerate(value)]
        elif not _OURS.fullmatch(text := str(value)):
            yield Loose(file, text, path, _OFFICE.get(path, "free"))


def read_strays(tree: Tree, paths: Iterable[str]) -> dict[str, bytes]:
    """All that stands at `paths` and below, with its bytes; nothing is followed, and what is not opened has none."""
    found: dict[str, bytes] = {}
    waiting, room = sorted(paths, reverse=True), _MOST_BYTES
    while waiting and len(found) < _MOST:
        path = waiting.pop()
        found[path] = b""
        kind = tree.kind(path)
        if kind == "folder":
            waiting += sorted((f"{path}/{name}" for name in _inside(tree, path)), reverse=True)
        elif kind == "file":
            found[path] = read_plain(tree, path, min(_LARGEST, room), []) or b""
            room -= len(found[path])
    return found


def with_strays(tree: Tree, raw: RawPackage) -> RawPackage:
    """`raw` with what lies in its folder and does not belong there, so that it is scanned before it is sent back."""
    if not raw.issues:
        return raw
    paths = strangers(tree, raw.folder, lambda name: is_package_file(name) or name == "documents")
    paths += strangers(tree, f"{raw.folder}/documents", is_document)
    return replace(raw, strays=read_strays(tree, paths))


def strangers(tree: Tree, folder: str, belongs: Callable[[str], bool]) -> list[str]:
    """The paths of what stands in a folder and does not belong there."""
    return [f"{folder}/{name}" for name in _inside(tree, folder) if not belongs(name)]


def scan_package(raw: RawPackage, gated: Gated, said: object) -> list[Issue]:
    """Personal data anywhere in a union-year: cells, `said` (its descriptor), names, refused files, strays."""
    loose = [*_names(document.path for document in raw.documents), *_names(raw.strays)]
    return _scan(raw.files, raw.folder, gated, said, loose, raw.strays)


def scan_folder(
    files: Mapping[str, bytes], folder: str, gated: Gated, said: object, strays: Mapping[str, bytes]
) -> list[Issue]:
    """Personal data anywhere in registry or policy."""
    return _scan(files, folder, gated, said, list(_names(strays)), strays)


def scan_strays(strays: Mapping[str, bytes]) -> list[Issue]:
    """Personal data in names and contents of what lies where it should not."""
    tables, rest = _as_tables(strays)
    return scan(tables, list(_names(strays)), list(_contents(rest)))


def _scan(
    files: Mapping[str, bytes], folder: str, gated: Gated, said: object, loose: list[Loose], strays: Mapping[str, bytes]
) -> list[Issue]:
    unread = {f"{folder}/{name}.csv": files[f"{name}.csv"] for name in gated.broken}
    if said is None:
        unread |= {f"{folder}/{NAME}": files[NAME]} if NAME in files else {}
    else:
        loose += _told_by(said, f"{folder}/{NAME}")
    tables, rest = _as_tables(strays)
    return scan([*gated.tables.values(), *tables], loose, list(_contents(unread | rest)))


def _as_tables(strays: Mapping[str, bytes]) -> tuple[list[TextTable], dict[str, bytes]]:
    """Those that are sound tables in the wrong place, read as such: an office's number is one there, too; and the rest."""
    tables, rest = [], dict(strays)
    for path, data in strays.items():
        name = path.rpartition("/")[2]
        if is_package_file(name) and name != NAME and data:
            found, _ = read_table(BY_NAME[name.removesuffix(".csv")], data, path)
            if found and found.as_written:
                tables.append(found)
                del rest[path]
    return tables, rest


def _names(paths: Iterable[str]) -> Iterator[Loose]:
    """The names of files and folders."""
    for path in paths:
        yield Loose(path, path.rpartition("/")[2])


def _contents(files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """File and text of files that are no tables."""
    for path, data in files.items():
        for text in readings(data):
            yield path, text


def _inside(tree: Tree, folder: str) -> list[str]:
    try:
        return tree.names(folder)
    except (UnplainError, OSError):
        return []  # told already by whoever found the folder
