"""The tables of the whole federation: the two large ones a file for each district, and all of those joined.

A union's rows of a large table are a pack, of the store where there is one, else in the spool: where no pack of a district
is another one, its published file stays and none is read.
"""

from __future__ import annotations

import json
from functools import partial
from hashlib import file_digest, sha256
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from yangguang.core.paths import within
from yangguang.core.spreadsheet import csv_bytes
from yangguang.exports import tables
from yangguang.exports.changes import CHANGES_HEADER
from yangguang.pipeline.keys import hashed
from yangguang.pipeline.parquet import write_parquet
from yangguang.pipeline.recollection import Rows
from yangguang.site.store import Entry, opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from yangguang.pipeline.desk import Desk
    from yangguang.site.vault import Vault

    Again = Callable[[str], Mapping[str, Sequence[bytes]]]  # a union's rows, made again

LARGE = ("verdicts", "figures")
SMALL = ("changes", "search")  # the last is no table: what is found by its words
OVER_ALL = "_portal"  # figures over many unions, and those of the day; no district can be called so
_COLUMNS = {"verdicts": tables.VERDICTS, "figures": tables.FIGURES}
_HEADERS = {"verdicts": tables.VERDICTS_HEADER, "figures": tables.FIGURES_HEADER}
_AT_ONCE = 1 << 20  # bytes


class Of(NamedTuple):
    """Whose rows they are, and in which district's file they stand."""

    union_id: str
    district: str
    rows: Rows


def kept(vault: Vault, made: Mapping[str, Sequence[bytes]]) -> Rows:
    """A union's rows, those of large tables put by in `vault`."""
    whole = {name: b"".join(blocks) for name, blocks in made.items()}
    large = {name: (vault.keep(whole[name]), len(whole[name])) for name in LARGE if whole.get(name)}
    return Rows(large, {name: whole[name] for name in SMALL if name in whole})


def part(desk: Desk, name: str, number: int) -> Path:
    """Where rows of the small table `name` wait to be joined: a part for each chunk."""
    return desk.spool / f"{number}.{name}"


def join(desk: Desk, over_all: Iterable[tables.Row], unions: Sequence[Of], parts: int, again: Again) -> Iterator[Entry]:
    """The tables from the rows of `unions`, and of figures `over_all` of them; with Parquet where that can be made.

    `parts` is how many chunks left rows of small tables; `again` is asked where a pack is not what it was.
    """
    rest = {OVER_ALL: csv_bytes(over_all)}
    yield from _by_district(desk, "verdicts", unions, {}, again)
    yield from _by_district(desk, "figures", unions, rest, again)
    yield _changes(desk, parts)
    for name in LARGE if desk.edition.parquet else ():
        yield _parquet(desk, name)


def _by_district(
    desk: Desk, name: str, unions: Sequence[Of], rest: Mapping[str, bytes], again: Again
) -> Iterator[Entry]:
    """A file of the table for each district (one more for the `rest`), an index of those files, and the table as a whole."""
    mine: dict[str, list[Of]] = {district: [] for district in desk.edition.registry.districts}
    for one in unions:
        mine[one.district].append(one)
    written = [
        _once(desk, _path(name, district), _packs(name, some), partial(_of_district, desk, name, district, some, again))
        for district, some in mine.items()
    ]
    written += [desk.put(_path(name, one), _HEADERS[name] + rows) for one, rows in rest.items()]
    yield from written
    files = [
        {"district": district, "path": one.path, "size": one.size, "sha256": one.sha256}
        for district, one in zip((*mine, *rest), written, strict=True)
    ]
    told = json.dumps({"files": files}, ensure_ascii=False, separators=(",", ":"))
    yield desk.put(f"api/v1/{name}/index.json", f"{told}\n".encode())
    made_from = [one.district for one in unions], _packs(name, unions), rest
    yield _once(desk, f"api/v1/{name}.csv", made_from, partial(_joined, desk, name, unions, rest))


def _packs(name: str, unions: Sequence[Of]) -> list[tuple[str, int] | None]:
    return [one.rows.large.get(name) for one in unions]


def _once(desk: Desk, path: str, made_from: object, make: Callable[[], Entry]) -> Entry:
    """The file at `path`, published just so or made."""
    if not (memory := desk.remembered):
        return make()
    name, key = f"table {path}", hashed(made_from)
    known: Entry | None = memory.vault.remembered(name, key)
    if known and memory.old.lay(known, desk.site):
        return known
    made = make()
    memory.vault.remember(name, key, made)
    return made


class _File:
    """A file that is written piece by piece, so that memory stays flat."""

    def __init__(self, desk: Desk, path: str, header: bytes) -> None:
        self.path, self.size, self._hash = path, 0, sha256()
        self._out = opened(within(desk.site, path))
        self.add(header)

    def add(self, rows: bytes) -> None:
        self._out.write(rows)
        self._hash.update(rows)
        self.size += len(rows)

    def closed(self) -> Entry:
        self._out.close()
        return Entry(self.path, self.size, self._hash.hexdigest())


def _of_district(desk: Desk, name: str, district: str, unions: Sequence[Of], again: Again) -> Entry:
    """The rows of a district's `unions`, in the register's order."""
    file = _File(desk, _path(name, district), _HEADERS[name])
    for one in unions:
        if one.rows.large.get(name):
            pack, _ = one.rows.large[name]
            rows = desk.shelf.recall(pack)
            if rows is None:
                rows = b"".join(again(one.union_id)[name])
                desk.shelf.keep(rows)
            file.add(rows)
    return file.closed()


def _joined(desk: Desk, name: str, unions: Sequence[Of], rest: Mapping[str, bytes]) -> Entry:
    """The table in the register's order, read back from the files of the districts, and the `rest`."""
    file, at = _File(desk, f"api/v1/{name}.csv", _HEADERS[name]), dict[str, int]()
    for district, together in groupby(unions, attrgetter("district")):
        left = sum(one.rows.large[name][1] for one in together if name in one.rows.large)
        with within(desk.site, _path(name, district)).open("rb") as rows:
            rows.seek(at.get(district, len(_HEADERS[name])))
            while left > 0:
                file.add(some := rows.read(min(left, _AT_ONCE)))
                left -= len(some) or left
            at[district] = rows.tell()
    for rows_of_all in rest.values():
        file.add(rows_of_all)
    return file.closed()


def _changes(desk: Desk, parts: int) -> Entry:
    """The small table, joined from the parts of all chunks."""
    file = _File(desk, "api/v1/changes.csv", CHANGES_HEADER)
    for number in range(parts):
        file.add(part(desk, "changes", number).read_bytes())
    return file.closed()


def _path(name: str, district: str) -> str:
    return f"api/v1/{name}/{district}.csv"


def _parquet(desk: Desk, name: str) -> Entry:
    """The table as Parquet, read back from the site."""
    path = f"api/v1/{name}.parquet"
    target = within(desk.site, path)
    opened(target).close()
    write_parquet(within(desk.site, f"api/v1/{name}.csv"), _COLUMNS[name], target)
    with target.open("rb") as made:
        return Entry(path, target.stat().st_size, file_digest(made, "sha256").hexdigest())
