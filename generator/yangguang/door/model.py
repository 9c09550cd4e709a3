"""What passes through the door: raw files, tables of text, and what became of a package."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from yangguang.core.issues import Issue, Place, column_letter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yangguang.records.declare import Table
    from yangguang.records.package import Package, SourceFile


@dataclass(frozen=True, slots=True, kw_only=True)
class RawPackage:
    """The bytes of one union-year as found, before anything is believed.

    `folder` is relative to DATA. `files` maps allowed names (datapackage.json, <table>.csv) to bytes; `documents` are
    evidence files, hashed and not kept; `issues` are what reading them already refused (links, sizes, strange names);
    `strays` maps the paths of what does not belong to bytes, for nothing but to look for personal data.
    """

    district: str
    union_id: str
    year: int
    folder: str
    files: Mapping[str, bytes]
    documents: tuple[SourceFile, ...] = ()
    issues: tuple[Issue, ...] = ()
    strays: Mapping[str, bytes] = field(default_factory=dict)


class TextRow(NamedTuple):
    """One record of a CSV: spreadsheet row (header = 1), the physical line it starts on, its cells."""

    row: int
    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextTable:
    """A CSV that is well-formed and has the right header. `header` holds our column names in the file's own order.

    Where it is not `as_written`, rows and cells are what they will be when what was told of them is mended.
    """

    table: Table
    file: str
    header: tuple[str, ...]
    rows: tuple[TextRow, ...]
    as_written: bool = True

    def place(self, row: TextRow | int, column: str | None = None) -> Place:
        """Where a cell stands; an int is a spreadsheet row."""
        if isinstance(row, int):
            row = self._at(row)
        if column is None:
            return Place(file=self.file, row=row.row, line=row.line)
        cell = f"{column_letter(self.header.index(column))}{row.row}" if column in self.header else None
        return Place(file=self.file, row=row.row, line=row.line, column=column, cell=cell)

    def _at(self, row: int) -> TextRow:
        """The record in a spreadsheet row; of those left out before it (blank, misshapen) there may be some."""
        index = bisect_left(self.rows, row, key=attrgetter("row"))
        found = self.rows[index] if index < len(self.rows) else None
        return found if found and found.row == row else TextRow(row, row, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Admission:
    """What the door says of one submission: the package, or None when any issue is an error."""

    union_id: str
    year: int
    folder: str
    package: Package | None
    issues: tuple[Issue, ...]

    @property
    def accepted(self) -> bool:
        """Whether the package may be published."""
        return self.package is not None
