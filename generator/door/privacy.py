"""Personal data that must never be published: found before anything is quoted, and itself never quoted."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from itertools import chain, islice
from operator import itemgetter
from typing import TYPE_CHECKING

from generator.core.issues import Place
from generator.door.messages import issue
from generator.door.privacy_patterns import CELL, PERSONAL_COLUMN, Hit, find, normalise
from generator.door.privacy_roles import Role, code_of, role_of
from generator.records.codes import CODE_LISTS
from generator.records.tables import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.core.issues import Issue
    from generator.door.model import TextRow, TextTable

_LISTED = 100  # issues of one file: one full of numbers is refused as surely with a hundred as with a million
_HITS = 20_000  # of one package: one with more is made to be slow, and is refused all the same
_NOT_AN_AMOUNT = re.compile(rf"[^0-9.\-{CELL}]|[0-9]{{14}}")
_WELFARE = re.compile("困难|帮扶|慰问|救助|大病|住院|医疗|送温暖|丧|残疾|特困")


def scan(tables: Sequence[TextTable], texts: Sequence[tuple[str, str]] = ()) -> list[Issue]:
    """Issues of the privacy family in `tables` and in `texts`, pairs of (file, text) such as a descriptor's title.

    Office contacts may hold office numbers and addresses, credit code columns credit codes; amounts are never taken for
    telephones. Of a value its kind, its place and its length are told.
    """
    found = [*_in_tables(tables), *(issue for table in tables for issue in _small_groups(table))]
    for file, text in texts:
        found += _in_text(file, text)
    return _shortened(found)


def _in_tables(tables: Sequence[TextTable]) -> Iterator[Issue]:
    """Hits cell by cell. All cells of all tables are searched as one text: the patterns run once, not once a cell."""
    cells: list[tuple[TextTable, TextRow, int]] = []
    for table in tables:
        words, coded, numbers = _columns(table.table.name, table.header)
        cells += [(table, row, column) for row in table.rows for column in words]
        for column, codes in coded:
            if not codes.issuperset([row.cells[column] for row in table.rows]):
                cells += [(table, row, column) for row in table.rows if row.cells[column] not in codes]
        if _NOT_AN_AMOUNT.search(CELL.join(_pick(table.rows, numbers))):
            cells += [
                (table, row, column)
                for row in table.rows
                for column in numbers
                if _NOT_AN_AMOUNT.search(row.cells[column])
            ]
    texts = [row.cells[column] for _, row, column in cells]
    for index, hits in _hits(texts):
        table, row, column = cells[index]
        name = table.header[column]
        follows = index + 1 < len(cells) and cells[index + 1][1] is row
        for hit, code in _worst_first(hits, role_of(table.table.name, name), texts[index]):
            if hit.kind != "split-number" or follows:
                yield issue(f"privacy.{code}", table.place(row.row, name), length=len(hit.text))


def _shortened(issues: Iterable[Issue]) -> list[Issue]:
    """The first hundred issues of each file, and a word where there are more."""
    listed: dict[str, list[Issue]] = {}
    for found in issues:
        file = found.place.file or ""
        of_file = listed.setdefault(file, [])
        if len(of_file) < _LISTED:
            of_file.append(found)
        elif len(of_file) == _LISTED:
            of_file.append(issue("privacy.more", Place(file=file), listed=_LISTED))
    return [found for of_file in listed.values() for found in of_file]


@cache
def _columns(
    table: str, header: tuple[str, ...]
) -> tuple[tuple[int, ...], tuple[tuple[int, frozenset[str]], ...], tuple[int, ...]]:
    """Positions of the columns that hold words, of those that hold codes, with the codes, and of the rest: numbers, dates."""
    columns = [BY_NAME[table].column(name) for name in header]
    coded = tuple(
        (index, frozenset(code.code for code in CODE_LISTS[column.codes]) | {""})
        for index, column in enumerate(columns)
        if column.codes
    )
    words = tuple(
        index for index, column in enumerate(columns) if column.kind in {"string", "boolean"} and not column.codes
    )
    numbers = tuple(index for index, column in enumerate(columns) if column.kind not in {"string", "boolean"})
    return words, coded, numbers


def _pick(rows: Sequence[TextRow], columns: tuple[int, ...]) -> list[str]:
    """The cells of some columns, row by row."""
    if len(columns) == 1:
        return [row.cells[columns[0]] for row in rows]
    return list(chain.from_iterable(map(itemgetter(*columns), map(itemgetter(2), rows)))) if columns else []


def _hits(texts: list[str]) -> Iterator[tuple[int, list[Hit]]]:
    """What is found in the texts, by the index of the text, in order."""
    joined = CELL.join(texts)
    if joined.count(CELL) != len(texts) - 1:
        joined = CELL.join(text.replace(CELL, " ") for text in texts)
    joined = f"{CELL}{normalise(joined)}{CELL}"
    by_index: dict[int, list[Hit]] = {}
    starts: list[int] = []
    for hit in islice(find(joined), _HITS):
        starts = starts or [match.start() for match in re.finditer(CELL, joined)]
        by_index.setdefault(bisect_right(starts, hit.start) - 1, []).append(hit)
    return iter(sorted(by_index.items()))


def _worst_first(hits: Iterable[Hit], role: Role, cell: str) -> Iterator[tuple[Hit, str]]:
    """The hits that count in a cell of this role: one of a kind, and of those that overlap the first (see `find`)."""
    taken: list[Hit] = []
    codes: set[str] = set()
    for hit in hits:
        code = code_of(hit, role, cell)
        overlaps = any(hit.start < other.end and other.start < hit.end for other in taken)
        if code and code not in codes and not overlaps:
            taken.append(hit)
            codes.add(code)
            yield hit, code


def _in_text(file: str, text: str) -> Iterator[Issue]:
    lines = text.splitlines() or [""]
    if file.endswith(".csv") and PERSONAL_COLUMN.search(normalise(lines[0])):
        yield issue("privacy.personal-column", Place(file=file, row=1, line=1))
    for index, hits in _hits(lines):
        place = Place(file=file, line=index + 1 if len(lines) > 1 else None)
        for hit, code in _worst_first(hits, "free", lines[index]):
            if hit.kind != "split-number":
                yield issue(f"privacy.{code}", place, length=len(hit.text))


def _small_groups(table: TextTable) -> Iterator[Issue]:
    """Help given to fewer than five persons: with the date and the place, colleagues know who they are."""
    about, count = {"activities": ("subject", "attended_count"), "appeals": ("category", "received")}.get(
        table.table.name, ("", "")
    )
    if about not in table.header or count not in table.header:
        return
    subject, number = table.header.index(about), table.header.index(count)
    for row in table.rows:
        if row.cells[number] in {"1", "2", "3", "4"} and (
            row.cells[subject] == "hardship" or _WELFARE.search(row.cells[subject])
        ):
            yield issue("privacy.small-group", table.place(row.row, count), found=row.cells[number])
