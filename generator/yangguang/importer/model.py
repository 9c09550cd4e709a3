"""What an import passes along: sheets as they were read, what was changed in which cell, what was refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from yangguang.core.issues import Place, column_letter
from yangguang.door.messages.catalogue import worded
from yangguang.door.privacy.shown import path_shown, shown
from yangguang.importer.messages import BY_CODE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from yangguang.core.issues import Issue, Text
    from yangguang.records.declare import Table

Raw = str | int | float | date
"""A cell as a spreadsheet holds it; a `bool` is an `int`, a `datetime` a `date`, an empty cell is ''."""


class Spot(NamedTuple):
    """A cell of a sheet: row and column from 0."""

    row: int
    column: int


_NAMED = 8  # hidden rows and columns that are named
Style = dict[str, str | int | float | bool]
"""A cell's format, as xlsxwriter names its properties."""


class Look(NamedTuple):
    """How a sheet looks: widths of columns and heights of rows (both from 0), formats of cells, rows and columns that stay."""

    widths: Mapping[int, float] = {}
    heights: Mapping[int, float] = {}
    styles: Mapping[Spot, Style] = {}
    frozen: tuple[int, int] | None = None


class Hidden(NamedTuple):
    """Rows and columns (from 0) that a sheet hides."""

    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()

    def holding(self, rows: Iterable[tuple[int, Sequence[Raw]]]) -> str:
        """The hidden rows and columns that hold anything in `rows`, in words; '' where none does."""
        found = [(at, column) for at, row in rows for column, cell in enumerate(row) if cell != ""]
        hidden = [f"第{at + 1}行" for at in sorted({at for at, _ in found} & self.rows)]
        hidden += [f"{column_letter(column)}列" for column in sorted({column for _, column in found} & self.columns)]
        return "、".join(hidden[:_NAMED]) + "……" * (len(hidden) > _NAMED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet of a workbook, or a CSV file, whose `name` is ''. `merged` are ranges by first and last cell.

    `errors` are the cells where a formula failed or was never computed: a reader gives '' for them. `percents` show
    a number of per cent. `hidden` is what nobody
    sees of it. `look` is asked only when the sheet is given back, `book` is the .xlsx that it came in.
    """

    file: str
    name: str
    rows: Sequence[Sequence[Raw]]
    merged: Sequence[tuple[Spot, Spot]] = ()
    errors: Mapping[Spot, str] = field(default_factory=dict)
    percents: frozenset[Spot] = frozenset()
    hidden: Hidden = field(default_factory=Hidden)
    look: Callable[[], Look] = field(default=Look, compare=False)
    book: bytes = field(default=b"", compare=False, repr=False)

    @property
    def title(self) -> str:
        """What people call it: 报表.xlsx › 收支预决算."""
        return path_shown(self.file) + (f" › {shown(self.name)}" if self.name else "")

    def place(self, row: int | None = None, column: int | None = None, name: str | None = None) -> Place:
        """Where a cell or a row (from 0) stands; `name` is the table's column in it."""
        if row is None:
            return Place(file=self.title)
        cell = None if column is None else f"{column_letter(column)}{row + 1}"
        return Place(file=self.title, row=row + 1, line=row + 1, column=name, cell=cell)


class Change(NamedTuple):
    """A cell that was written otherwise than it was found, and why; both values are fit to be shown."""

    place: Place
    before: str
    after: str
    why: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """What an import says, in the order it found it."""

    changes: list[Change] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    def change(self, place: Place, before: Raw, after: str, why: Text) -> None:
        """Say that a cell is written as `after`."""
        self.changes.append(Change(place, shown(str(before)), shown(after), why))

    def tell(self, code: str, place: Place, /, *, value: str | None = None, **words: object) -> None:
        """Raise the issue `code`."""
        self.issues.append(worded(BY_CODE[code], place, value=value, severity=None, clause=None, since=None, **words))

    @property
    def refused(self) -> bool:
        """Whether anything said so far is an error."""
        return any(one.is_error for one in self.issues)


class DraftRow(NamedTuple):
    """A row of a draft: canonical text by column, the sheet's row (from 0), and the column of the sheet for each name."""

    row: int
    cells: dict[str, str]
    at: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Rows of one table as one sheet gives them. `columns` says where each column stands.

    `factor` is the yuan of the unit it counted in. A column that begins with @ is no column of the table: it is verified
    against the others and dropped. `is_declared` where the sheet says that there is nothing to report.
    """

    table: Table
    sheet: Sheet
    columns: Mapping[str, int]
    rows: Sequence[DraftRow]
    factor: int = 1
    is_declared: bool = False
