"""The tables of the whole federation, joined from what each chunk of unions left."""

from __future__ import annotations

from hashlib import sha256
from itertools import chain
from typing import TYPE_CHECKING

from yangguang.core.paths import within
from yangguang.core.spreadsheet import csv_bytes
from yangguang.exports import tables
from yangguang.exports.changes import CHANGES_HEADER
from yangguang.site.store import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from yangguang.pipeline.lists import Whole
    from yangguang.pipeline.passes import Desk

BIG = ("verdicts", "figures", "changes")


def part(desk: Desk, name: str, number: int) -> Path:
    """Where rows of the big table `name` wait to be joined: a part for each chunk, one more for the lists."""
    return desk.spool / f"{number}.{name}"


def join(whole: Whole, shown: Iterable[tables.Row], parts: int) -> list[Entry]:
    """The three big tables from the rows each chunk left, and `shown` by the lists alone."""
    desk = whole.desk
    late = tables.overdue_rows(desk.edition, whole.summaries, desk.edition.as_of)
    part(desk, "figures", parts).write_bytes(csv_bytes(chain(shown, late)))
    return [
        _join(desk, "verdicts", tables.VERDICTS_HEADER, parts),
        _join(desk, "figures", tables.FIGURES_HEADER, parts + 1),
        _join(desk, "changes", CHANGES_HEADER, parts),
    ]


def _join(desk: Desk, name: str, header: bytes, parts: int) -> Entry:
    """A part at a time, so that memory stays flat."""
    path, size, digested = f"api/v1/{name}.csv", len(header), sha256(header)
    with within(desk.site, path).open("wb") as out:
        out.write(header)
        for number in range(parts):
            rows = part(desk, name, number).read_bytes()
            out.write(rows)
            digested.update(rows)
            size += len(rows)
    return Entry(path, size, digested.hexdigest())
