"""Questions that cannot be answered as they are asked, and what was probably meant."""

from __future__ import annotations

import os
from difflib import get_close_matches
from typing import TYPE_CHECKING

from yangguang.core.address import UNIONS
from yangguang.door.bytes.raw import names
from yangguang.door.privacy.shown import path_shown, shown
from yangguang.sources.repository import is_empty_submodule
from yangguang.sources.tree import tree_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from yangguang.records.federation import Registry
    from yangguang.records.registry import TradeUnion

_PARTS = ("registry", "policy", UNIONS)
_LONGEST = 60  # of a name that is compared with all others


class MisuseError(Exception):
    """The question itself is off: an unknown union, a folder that is no DATA, a reference that names no commit."""


def registered(registry: Registry, union_id: str) -> TradeUnion:
    """The union of that id. Raises MisuseError, with the nearest by id or name."""
    if union := registry.unions.get(union_id):
        return union
    near = _nearest(registry, union_id.strip().rstrip("/").rpartition("/")[2]) if len(union_id) <= _LONGEST else None
    meant = f"（是否应为 {near.union_id}，{near.name}？/ should it be {near.union_id}?）" if near else ""
    raise MisuseError(f"名录中没有“{shown(union_id)}”{meant} / the register has no union {shown(union_id)!r}")


def _nearest(registry: Registry, said: str) -> TradeUnion | None:
    called: dict[str, TradeUnion] = {}
    for union in registry.unions.values():
        for name in (union.union_id, union.name, union.short_name or union.name):
            called.setdefault(name.casefold(), union)
    if near := get_close_matches(said.casefold(), called, n=1):
        return called[near[0]]
    within = [union for union in registry.unions.values() if said and said in union.name]
    return within[0] if len(within) == 1 else None


def expect_data(data: Path) -> None:
    """Raises MisuseError where `data` holds no part of DATA; it names the folder that does, where one is near."""
    if any(tree_of(data).kind(part) != "missing" for part in _PARTS):
        return
    said = path_shown(str(data))
    near = next((one for one in _around(data) if tree_of(one).kind("registry") == "folder"), None)
    if near is None and is_empty_submodule(data):
        raise MisuseError(
            f"“{said}”是还没有取来的子模块：请运行 git submodule update --init / "
            f"{said} is a submodule that was not fetched yet: git submodule update --init"
        )
    if near is None:
        raise MisuseError(
            f"“{said}”不是数据目录：其中没有 registry、policy、unions 三个文件夹；"
            f"请写出它所在的位置，例如 yangguang check data / {said} is no DATA: it has no registry, policy and unions"
        )
    command = f"yangguang check {path_shown(os.path.relpath(near))}{''.join(_asked(data, near))}"
    raise MisuseError(
        f"“{said}”不是数据目录，{path_shown(os.path.relpath(near))} 才是：请运行 {command} / {said} is no DATA; run {command}"
    )


def _around(data: Path) -> Iterable[Path]:
    """The folders above, nearest first, then those in it."""
    whole = data.resolve()
    yield from whole.parents[:4]
    yield from (whole / name for name in names(tree_of(whole), "", []))


def _asked(data: Path, near: Path) -> Iterator[str]:
    """The options for what `data` is of the DATA `near`: a union's folder, or that of its year."""
    parts = data.resolve().parts[len(near.parts) :]
    if parts[:1] == (UNIONS,):
        yield from (f" {name} {part}" for name, part in zip(("--union", "--year"), parts[2:4], strict=False))
