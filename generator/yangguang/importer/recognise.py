"""Which table a sheet is, and where its headings stand: below title rows, over one to three rows, in any order."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from yangguang.importer.labels import (
    OF_CODES,
    PROOF,
    UNCLEAR,
    YEAR_LABELS,
    is_year_group,
    meaning,
    names_of,
    of_year,
    read_label,
)
from yangguang.records.tables import PACKAGE_TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from yangguang.importer.model import Raw, Sheet
    from yangguang.records.declare import Table

PREFACE = 15  # rows above the headings
_DEPTH = 3
_SHARE = 0.8  # of the required columns show a table


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The headings of `table` in a sheet: rows `first` to `last` (from 0) of `width` cells, and the column of each name.

    `counts` are the columns that count something of one item alone, by name and item. `exact` are the names that stand there
    as the table has them; `factors` the yuan of each heading's unit; `years` the columns that say a year; `unnamed` those
    without a heading; `extra`, `unclear` and `twice` are (column, text) of what names no column, or names one again.
    """

    table: Table
    first: int
    last: int
    width: int
    columns: dict[str, int] = field(default_factory=dict)
    exact: set[str] = field(default_factory=set)
    counts: dict[tuple[str, str], int] = field(default_factory=dict)
    factors: dict[str, int] = field(default_factory=dict)
    years: list[int] = field(default_factory=list)
    unnamed: list[int] = field(default_factory=list)
    extra: list[tuple[int, str]] = field(default_factory=list)
    unclear: list[tuple[int, str]] = field(default_factory=list)
    twice: list[tuple[int, str]] = field(default_factory=list)

    @property
    def score(self) -> tuple[int, int, int]:
        """How well the table fits: columns found by any name, by their own, and rows of headings."""
        known = sum(not name.startswith("@") for name in self.columns)
        return known * 10 + len(self.exact), -len(self.extra), self.last - self.first

    def names(self, table: Table, *, named: bool = False) -> bool:
        """Whether so many columns were found that the sheet is this table; half will do where it is `named` after it."""
        found = set(self.columns)
        if named and found:
            return len(found) >= len(self.extra) + len(self.unclear)
        if table.name in PROOF:
            key, amounts = PROOF[table.name]
            return key <= found and bool(amounts & found or self.unclear)  # (金额 alone is asked about)
        needed = {column.name for column in table.columns if column.need != "no"}
        if not needed:  # the overview: everything in it may be empty
            return len(found) * 2 >= len(table.columns)
        return len(needed & found) >= _SHARE * len(needed)


def recognise(sheet: Sheet, year: int) -> list[Heading]:
    """The headings that fit best: none, one, or several tables that fit equally well. `year` is called 本年 in them."""
    named = _named(sheet)
    tables = (named,) if named else PACKAGE_TABLES
    found: dict[str, Heading] = {}
    for first in range(min(PREFACE, len(sheet.rows))):
        for table in tables:
            for heading in _readings(sheet, table, first, year):
                if heading.names(table, named=named is not None) and (
                    table.name not in found or heading.score > found[table.name].score
                ):
                    found[table.name] = heading
    if not found:
        return []
    best = max(heading.score[:2] for heading in found.values())
    return [heading for heading in found.values() if heading.score[:2] == best]


def is_heading_again(sheet: Sheet, row: int, heading: Heading, year: int) -> bool:
    """Whether a row below repeats the headings: a second table in the same sheet."""
    again = _readings(sheet, heading.table, row, year)
    return any(one.names(heading.table) for one in again)


def _named(sheet: Sheet) -> Table | None:
    """The table whose name or title the sheet, or the CSV file, bears."""
    name = read_label(sheet.name or sheet.file.rpartition(".")[0]).text
    return next((table for table in PACKAGE_TABLES if name in {table.name, read_label(table.title_zh).text}), None)


def _readings(sheet: Sheet, table: Table, first: int, year: int) -> Iterator[Heading]:
    """The headings that begin in row `first`, read over one, two and three rows."""
    known = names_of(table.name)
    row = sheet.rows[first]
    if not any(isinstance(cell, str) and read_label(cell).text in known for cell in row) and not _groups_years(row):
        return
    if first and _groups_years(sheet.rows[first - 1]):  # what stands in this row depends on the years above
        return
    for depth in range(1, _DEPTH + 1):
        levels = _levels(sheet, first, depth)
        if levels is None:
            return
        if depth > 1 and not all(_continues(levels, column, year, known) for column in range(len(levels[0]))):
            return
        yield _read(table, first, levels, year)


def _continues(levels: Sequence[Sequence[str]], column: int, year: int, known: Mapping[str, object]) -> bool:
    """Whether a cell of the lowest row is a heading: blank, a unit, merged with the one above, or known with or without it."""
    *upper, lowest = (level[column] for level in levels)
    text = of_year(read_label(lowest).text, year)
    if not text or lowest in upper or text in known:
        return True
    above = [of_year(read_label(one).text, year) for one in upper if one.strip()]
    return any(way.removeprefix("本年") in known or way in known for one in above for way in (one + text, text + one))


def _groups_years(row: Sequence[Raw]) -> bool:
    """Whether a row says of which year the columns below are (上年, 2024年), as a preface (单位：元  2025年) does not."""
    texts = [cell for cell in row if isinstance(cell, str) and cell.strip()]
    return any(map(is_year_group, texts)) and len(texts) > 1 and not any(":" in cell or "：" in cell for cell in texts)


def _path(levels: Sequence[Sequence[str]], column: int, year: int) -> list[str]:
    """What the rows of headings say of a column, from above; a cell merged over rows says it once."""
    texts = [of_year(read_label(level[column]).text, year) for level in levels if level[column].strip()]
    return list(dict.fromkeys(texts))


def _levels(sheet: Sheet, first: int, depth: int) -> list[list[str]] | None:
    """Rows of headings, each cell with what it inherits; None where a row is no row of headings."""
    width = max(map(len, sheet.rows[first : first + depth]), default=0)
    levels: list[list[str]] = []
    for row in sheet.rows[first : first + depth]:
        if not any(cell != "" for cell in row) or not all(isinstance(cell, str) for cell in row):
            return None
        levels.append([str(cell) for cell in row] + [""] * (width - len(row)))
    if len(levels) < depth:
        return None
    _inherit(sheet, first, levels)
    return levels


def _inherit(sheet: Sheet, first: int, levels: list[list[str]]) -> None:
    """A merged heading stands in every cell of its range; in CSV, which has no ranges, it reaches right over blanks."""
    for begin, end in sheet.merged:
        if not first <= begin.row < first + len(levels):
            continue
        text = levels[begin.row - first][begin.column] if begin.column < len(levels[0]) else ""
        for level in levels[begin.row - first : end.row - first + 1]:
            level[begin.column : end.column + 1] = [text] * len(level[begin.column : end.column + 1])
    for upper, lower in pairwise(levels) if not sheet.merged else ():
        for column in range(1, len(upper)):
            if not upper[column].strip() and lower[column].strip():
                upper[column] = upper[column - 1]


def _read(table: Table, first: int, levels: Sequence[Sequence[str]], year: int) -> Heading:
    known = names_of(table.name)
    heading = Heading(table=table, first=first, last=first + len(levels) - 1, width=len(levels[0]))
    coded = _coded(levels, known)
    for column in range(len(levels[0])):
        path = _path(levels, column, year)
        if not path:
            heading.unnamed.append(column)
            continue
        labels = [read_label(level[column]) for level in reversed(levels) if level[column].strip()]
        factor = next((label.factor for label in labels if label.factor is not None), None)
        text = meaning(path, known)
        if text.startswith("last:"):  # last year's figures, which a template shows beside this year's
            continue
        if text in YEAR_LABELS and text not in known:
            heading.years.append(column)
        elif text not in known:
            (heading.unclear if text in UNCLEAR else heading.extra).append((column, text))
        else:
            name, is_exact = known[text]
            if name == "@" or (name in coded and not text.endswith(OF_CODES)):
                continue
            if name in heading.columns:
                heading.twice.append((column, text))
                continue
            heading.columns[name] = column
            if is_exact:
                heading.exact.add(name)
            if factor is not None:
                heading.factors[name] = factor
    _set_apart_counts(heading)
    return heading


def _coded(levels: Sequence[Sequence[str]], known: Mapping[str, tuple[str, bool]]) -> set[str]:
    """Columns whose codes stand there, as in what we publish: what is called like one of them are the words for these."""
    texts = (read_label(cell).text for level in levels for cell in level)
    return {known[text][0] for text in texts if text.endswith(OF_CODES) and text in known}


def _set_apart_counts(heading: Heading) -> None:
    for name in [name for name in heading.columns if " of " in name]:
        counted, _, item = name.partition(" of ")
        heading.counts[counted, item] = heading.columns.pop(name)
