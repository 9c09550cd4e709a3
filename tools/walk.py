"""The walk of one number: which functions of ours a cell passes on its way from the file to the site.

    python tools/walk.py [DATA FILE COLUMN ROW]     without words: a cell of tests/portals/healthy

Builds the portal in one process under `sys.setprofile`. A function handles the cell where one of its arguments or what it
returns is the cell's text, its value, or a row, record or small container that holds it. Counted are functions, the files
they stand in, and moves: how often the next function that handles the cell stands in another file than the last, each pair
of neighbours once.
"""

from __future__ import annotations

import csv
import shutil
import sys
import tempfile
from collections import Counter
from dataclasses import fields, is_dataclass
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import yangguang

if TYPE_CHECKING:
    from collections.abc import Collection
    from types import FrameType

ROOT = Path(__file__).parents[1]
HOME = Path(yangguang.__file__).parent
CELL = ("unions/chenxi/chenxi-qingfeng-louyu/2025/accounts.csv", "actual", "402")
_SMALL = 40  # parts of a container that are looked at; a larger one is not about this cell


def main() -> None:
    """Trace, and print what was counted."""
    data = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "tests" / "portals" / "healthy" / "data"
    file, column, key = sys.argv[2:5] if len(sys.argv) > 4 else CELL
    with (data / file).open(encoding="utf-8-sig", newline="") as rows:
        text = next(row[column] for row in csv.DictReader(rows) if key in row.values())
    seen = _walked(data, text)
    files = [file for file, _ in seen]
    moves = {(one, two) for one, two in pairwise(files) if one != two}
    print(f"{text} in {file}: {len(set(seen))} functions, {len(set(files))} files, {len(moves)} moves between files")
    for room, number in Counter(file.split("/")[0] for file, _ in set(seen)).most_common():
        print(f"  {room:10} {number}")
    for file, name in dict.fromkeys(seen):
        print(f"    {file}: {name}")


def _walked(data: Path, text: str) -> list[tuple[str, str]]:
    """File and name of every function of ours that handled the cell, in the order of time."""
    seen: list[tuple[str, str]] = []
    spelled, value = {text, f"{Decimal(text):,}"}, Decimal(text)

    def profile(frame: FrameType, event: str, result: object) -> None:
        code = frame.f_code
        if (
            event not in {"call", "return"}
            or not code.co_filename.startswith(str(HOME))
            or code.co_name.startswith("<")
        ):
            return
        given = [frame.f_locals.get(name) for name in code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]]
        if _holds([*given, result], value, spelled, 3):
            seen.append((Path(code.co_filename).relative_to(HOME).as_posix(), code.co_qualname))

    with tempfile.TemporaryDirectory() as room:
        portal = Path(room) / "data"
        shutil.copytree(data, portal)
        if not (portal / "policy").exists():
            shutil.copytree(ROOT / "data" / "policy", portal / "policy")
        sys.setprofile(profile)
        try:
            yangguang.build(portal, Path(room) / "site", workers=1)
        finally:
            sys.setprofile(None)
    return seen


def _holds(one: object, value: Decimal, spelled: set[str], depth: int) -> bool:
    """Whether `one` is the cell, or something small that holds it at most `depth` steps down."""
    if isinstance(one, str):
        return one in spelled
    if isinstance(one, Decimal):
        return one.is_finite() and one == value
    parts: Collection[object] = ()
    if isinstance(one, (tuple, list)):
        parts = one
    elif isinstance(one, dict):
        parts = one.values()
    elif is_dataclass(one) and not isinstance(one, type):
        parts = [getattr(one, part.name, None) for part in fields(one)]
    return depth > 0 and len(parts) <= _SMALL and any(_holds(part, value, spelled, depth - 1) for part in parts)


if __name__ == "__main__":
    main()
