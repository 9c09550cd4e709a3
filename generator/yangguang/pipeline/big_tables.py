"""The tables of the whole federation, joined from what each chunk of unions left; the two large ones also by district."""

from __future__ import annotations

import json
from hashlib import file_digest, sha256
from itertools import chain, groupby
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from yangguang.core.paths import within
from yangguang.core.spreadsheet import csv_bytes
from yangguang.exports import tables
from yangguang.exports.changes import CHANGES_HEADER
from yangguang.pipeline.parquet import write_parquet
from yangguang.site.store import Entry, opened, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from yangguang.pipeline.lists import Whole
    from yangguang.pipeline.passes import Desk

BIG = ("verdicts", "figures", "changes", "search")  # the last is no table: what is found by its words
OVER_ALL = "_portal"  # figures over many unions, and those of the day; no district can be called so
_COLUMNS = {"verdicts": tables.VERDICTS, "figures": tables.FIGURES}
_HEADERS = {"verdicts": tables.VERDICTS_HEADER, "figures": tables.FIGURES_HEADER, "changes": CHANGES_HEADER}


class Extent(NamedTuple):
    """A union's rows within the parts of its chunk: its district, and how many bytes it has of each table."""

    district: str
    sizes: Mapping[str, int]


def part(desk: Desk, name: str, number: int) -> Path:
    """Where rows of the big table `name` wait to be joined: a part for each chunk, one more for the lists."""
    return desk.spool / f"{number}.{name}"


def join(whole: Whole, shown: Iterable[tables.Row], chunks: Sequence[Sequence[Extent]]) -> list[Entry]:
    """The big tables from the rows each chunk left, and `shown` by the lists alone; with Parquet where that can be made."""
    desk = whole.desk
    late = tables.overdue_rows(desk.edition, whole.summaries, desk.edition.as_of)
    rows = csv_bytes(chain(shown, late))
    part(desk, "figures", len(chunks)).write_bytes(rows)
    over_all = [Extent(OVER_ALL, {"figures": len(rows)})]
    return [
        *_by_district(desk, "verdicts", chunks),
        *_by_district(desk, "figures", [*chunks, over_all]),
        *_joined(desk, "changes", chunks, {}),
        *(_parquet(desk, name) for name in _COLUMNS if desk.edition.parquet),
    ]


def _by_district(desk: Desk, name: str, chunks: Sequence[Sequence[Extent]]) -> Iterator[Entry]:
    """The table, a file of it for each district (one more where figures are over all), and an index of those files."""
    of = {one: f"api/v1/{name}/{one}.csv" for one in (*desk.edition.registry.districts, OVER_ALL)}
    if name == "verdicts":
        del of[OVER_ALL]
    written = _joined(desk, name, chunks, of)
    yield from written
    sizes = {one.path: one for one in written}
    files = [
        {"district": one, "path": path, "size": sizes[path].size, "sha256": sizes[path].sha256}
        for one, path in of.items()
    ]
    told = json.dumps({"files": files}, ensure_ascii=False, separators=(",", ":"))
    yield write(desk.site, f"api/v1/{name}/index.json", f"{told}\n".encode())


class _File:
    """A file that is written piece by piece, so that memory stays flat."""

    def __init__(self, site: Path, path: str, header: bytes) -> None:
        self.path, self.size, self._hash, self._target = path, 0, sha256(), within(site, path)
        opened(self._target).close()
        self.add(header)

    def add(self, rows: bytes) -> None:
        with self._target.open("ab") as out:
            out.write(rows)
        self._hash.update(rows)
        self.size += len(rows)

    @property
    def entry(self) -> Entry:
        return Entry(self.path, self.size, self._hash.hexdigest())


def _joined(desk: Desk, name: str, chunks: Sequence[Sequence[Extent]], of: Mapping[str, str]) -> list[Entry]:
    """The table in the register's order, and in the same order the rows of each district in the file `of` that district."""
    whole = _File(desk.site, f"api/v1/{name}.csv", _HEADERS[name])
    parts = {district: _File(desk.site, path, _HEADERS[name]) for district, path in of.items()}
    for number, unions in enumerate(chunks):
        with part(desk, name, number).open("rb") as rows:
            for district, together in groupby(unions, attrgetter("district")):
                content = rows.read(sum(one.sizes.get(name, 0) for one in together))
                whole.add(content)
                if district in parts:
                    parts[district].add(content)
    return [whole.entry, *(one.entry for one in parts.values())]


def _parquet(desk: Desk, name: str) -> Entry:
    """The table as Parquet, read back from the site."""
    path = f"api/v1/{name}.parquet"
    target = within(desk.site, path)
    opened(target).close()
    write_parquet(within(desk.site, f"api/v1/{name}.csv"), _COLUMNS[name], target)
    with target.open("rb") as made:
        return Entry(path, target.stat().st_size, file_digest(made, "sha256").hexdigest())
