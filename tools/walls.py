"""How calm the house is: import edges of the modules, floors they stand on, cycles among them, lengths of the files.

    python tools/walls.py

Edges and floors are those of imports of ours at run time, cycles those for types alone, too; a module's floor is one
above the highest that it imports.
"""

from __future__ import annotations

import sys
from collections import Counter
from functools import cache
from itertools import chain
from pathlib import Path
from statistics import mean, median

import grimp

import yangguang

HOME = Path(yangguang.__file__).parent
ROOM = "yangguang"


def main() -> None:
    """Count, and print."""
    edges = _edges(types=False)
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in sorted(HOME.rglob("*.py"))}
    longest = max(lengths, key=lengths.__getitem__)
    counts = [len(of) for of in edges.values()]
    print(f"modules {len(edges)}, runtime import edges per module {mean(counts):.2f} (median {median(counts):g})")
    print(f"cycles {len(_cycles(_edges(types=True)))}, floors {_floors(edges)}")
    print(f"lines per file: median {median(lengths.values()):g}, most {lengths[longest]} ({longest.relative_to(HOME)})")
    for one, number in Counter({name: len(of) for name, of in edges.items()}).most_common(10):
        print(f"  {number:3} {one}")


def _edges(*, types: bool) -> dict[str, list[str]]:
    """What each module imports of ours, with `types` also what it names in annotations alone."""
    graph = grimp.build_graph(ROOM, exclude_type_checking_imports=not types, cache_dir=None)
    return {one: sorted(graph.find_modules_directly_imported_by(one)) for one in sorted(graph.modules)}


def _cycles(edges: dict[str, list[str]]) -> set[str]:
    """Modules that reach themselves."""

    def reached(begin: str) -> set[str]:
        found: set[str] = set()
        left = list(edges[begin])
        while left:
            one = left.pop()
            if one not in found:
                found.add(one)
                left += edges[one]
        return found

    return {one for one in edges if one in reached(one)}


def _floors(edges: dict[str, list[str]]) -> int:
    """The longest way down, counted in modules."""

    @cache
    def floor(name: str) -> int:
        return 1 + max(chain([0], (floor(one) for one in edges[name])))

    return max(floor(name) for name in edges)


if __name__ == "__main__":
    sys.setrecursionlimit(10_000)
    main()
