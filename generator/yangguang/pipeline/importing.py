"""Template and import at a union's desk: the federation opened, the years before admitted, the package written in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.door.bytes.gate import read_tables
from yangguang.door.bytes.raw import read_folder
from yangguang.door.bytes.unread import with_strays
from yangguang.importer.annotate import annotate
from yangguang.importer.package import Desk, Imported, edition_of, import_files, present_descriptor
from yangguang.importer.preface import Asked
from yangguang.importer.template import Order, template
from yangguang.pipeline.books import Books, open_books
from yangguang.pipeline.questions import MisuseError, registered
from yangguang.pipeline.submissions import submissions
from yangguang.records.duties import required_tables
from yangguang.records.tables import PACKAGE_TABLES
from yangguang.site.disk import named
from yangguang.site.store import write

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from yangguang.door.model import RawPackage, TextTable
    from yangguang.records.package import Package
    from yangguang.records.registry import TradeUnion


def make_template(
    data: Path, union_id: str, year: int, as_of: date, *, stage: str | None = None, tables: Sequence[str] = ()
) -> bytes:
    """The workbook for a union's year, with what the year already has. Raises MisuseError and UnbuildableError."""
    books = open_books(data, as_of)
    union = registered(books.registry, union_id)
    raw = _raw(books, union, year)
    present = _tables(raw)
    known = {table.name for table in PACKAGE_TABLES}
    if unknown := [name for name in tables if name not in known]:
        raise MisuseError(f"没有这张表 / there is no table {unknown[0]!r}")
    said = present_descriptor(raw)
    stage = stage or said.get("stage") or "final"
    wanted = {*required_tables(union.tier, stage), *present, *tables}
    last = _tables(_raw(books, union, year - 1))
    order = Order(
        union=union, year=year, stage=stage, fiscal=books.policy.fiscal,
        chart=books.policy.charts.get(edition_of(said, year), {}), present=present, last=last,
        tables=[table for table in PACKAGE_TABLES if table.name in wanted],
    )  # fmt: skip
    return template(order)


def run_import(
    data: Path,
    files: Sequence[Path | tuple[str, bytes]],
    union_id: str,
    year: int,
    as_of: date,
    *,
    factor: int | None = None,
    fund_source: str | None = None,
    stage: str | None = None,
    replaces: bool = False,
) -> Imported:
    """What the files, paths or names with their bytes, would make of the union's year; nothing is written.

    Raises MisuseError and UnbuildableError.
    """
    books = open_books(data, as_of)
    union = registered(books.registry, union_id)
    desk = Desk(
        registry=books.registry, policy=books.door_policy, raw=_raw(books, union, year),
        earlier=_earlier(books, union_id, year), as_of=as_of, stage=stage, replaces=replaces,
        asked=Asked(union=union, year=year, fiscal=books.policy.fiscal, factor=factor, fund_source=fund_source),
    )  # fmt: skip
    return import_files([one if isinstance(one, tuple) else (one.name, one.read_bytes()) for one in files], desk)


def write_import(data: Path, imported: Imported) -> None:
    """Write the files of an import that is not refused."""
    for name, content in sorted(imported.files.items()):
        write(data, f"{imported.folder}/{name}", content)


def annotated(imported: Imported) -> bytes:
    """The sheets of an import with every problem at its cell, as .xlsx."""
    return annotate(imported)


def write_workbook(out: Path, content: bytes) -> None:
    """Write a workbook where the accountant wants it. Raises OSError that names it."""
    with named(out):
        out.write_bytes(content)


def _raw(books: Books, union: TradeUnion, year: int) -> RawPackage:
    raw = read_folder(books.tree, union.district, union.union_id, year)
    return with_strays(books.tree, raw)


def _tables(raw: RawPackage) -> Mapping[str, TextTable]:
    return read_tables(raw.files, raw.folder, PACKAGE_TABLES).tables


def _earlier(books: Books, union_id: str, year: int) -> dict[int, Package]:
    """The accepted packages of the years before, as the door needs them."""
    return {
        found: submission.shown.package
        for found, submission in submissions(books, union_id).items()
        if found < year and submission.shown and submission.shown.package
    }
