"""Personal data that must never be published: found before anything is quoted, and itself never quoted."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache, partial
from itertools import accumulate, chain, islice
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from yangguang.core.issues import Place
from yangguang.door.messages.catalogue import issue
from yangguang.door.privacy.find import find
from yangguang.door.privacy.roles import Role, code_of, role_of
from yangguang.door.privacy.small_groups import small_groups
from yangguang.door.privacy.split import split_numbers
from yangguang.door.privacy.text import CELL, normalise
from yangguang.door.privacy.words import PERSONAL_COLUMN
from yangguang.records.codes import CODE_LISTS
from yangguang.records.tables import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from yangguang.core.issues import Issue
    from yangguang.door.model import TextRow, TextTable
    from yangguang.door.privacy.find import Hit

_LISTED = 100  # issues of one file: one full of numbers is refused as surely with a hundred as with a million
_HITS = 20_000  # of one package: one with more is made to be slow, and is refused all the same
_SPLITS = 5_000  # cells of one package that are held against their neighbours
_NOT_A_NUMBER = re.compile(rf"[^0-9.\-{CELL}]|[0-9\-]{{11}}|\.[0-9]{{3}}|\.[0-9]*[.\-]")
_AMOUNT = re.compile(r"[-(（]?[¥￥]? ?(?:[0-9]{1,13}|[0-9]{1,3}(?:[,，][0-9]{3}){1,4})(?:\.[0-9]{1,2})?[)）]? ?元?")
_ENDING = re.compile(rf"(?<=[0-9]{{2}}[0-9Xx])(?<!{CELL}(?:19|20)[0-9]{{2}}){CELL}")
_FREE = frozenset({"free", "duty", "office", "place"})
_BOOLEANS = frozenset({"true", "false", ""})
_LINE_END = re.compile(r"\r\n|[\r\n]")
_APART = "¦"  # stands between the cells of a line: no number reaches over it


class Loose(NamedTuple):
    """A text that stands in no table: a descriptor's key or value (`column` is its path), the name of a file."""

    file: str
    text: str
    column: str | None = None
    role: Role = "free"


def scan(
    tables: Sequence[TextTable], loose: Sequence[Loose] = (), unread: Sequence[tuple[str, str]] = ()
) -> list[Issue]:
    """Issues of the privacy family in `tables`, in `loose` texts, and in `unread`: (file, text) of what is no table.

    Office contacts may hold office numbers and addresses, credit code columns credit codes; amounts are never taken for
    telephones. Of a value its kind, its place and its length are told.
    """
    found = [*_in_cells(tables, loose), *(issue for table in tables for issue in small_groups(table))]
    told = {(problem.place.file, problem.place.line) for problem in found}
    found += [
        problem
        for file, text in unread
        for problem in _in_lines(file, text)
        if (problem.place.file, problem.place.line) not in told
    ]
    return _shortened(dict.fromkeys(found))  # two readings of the same bytes may find the same


def discreet(issues: Iterable[Issue], private: Sequence[Issue]) -> Iterator[Issue]:
    """`issues` without those that would quote a cell refused as personal data: that cell must change anyway."""
    refused = [problem.place for problem in private if problem.is_error]
    cells = {(place.file, place.row, place.column) for place in refused}
    rows = {(place.file, place.row) for place in refused if place.row}
    for problem in issues:
        place = problem.place
        near = (place.file, place.row) in rows if place.column is None else (
            (place.file, place.row, place.column) in cells
        )  # fmt: skip
        if not (near and problem.value is not None):
            yield problem


def _in_cells(tables: Sequence[TextTable], loose: Sequence[Loose]) -> Iterator[Issue]:
    """Hits cell by cell. All cells of all tables are searched as one text: the patterns run once, not once a cell."""
    free = [_Block(table, table.rows, _columns(table.table.name, table.header).free) for table in tables]
    blocks = [*free, *(block for table in tables for block in _other_words(table))]
    texts = [text for block in blocks for text in _pick(block.rows, block.columns)]
    starts = [0, *accumulate(len(block.rows) * len(block.columns) for block in blocks)]
    joined = _joined([*texts, *(one.text for one in loose)])
    for index, start, hits in _hits(joined):
        if index < len(texts):
            table, row, column = _cell(blocks, starts, index)
            name, text = table.header[column], texts[index]
            place, role = table.place(row, name), role_of(table.table.name, name)
        else:
            file, text, key, role = loose[index - len(texts)]
            place = Place(file=file, column=key)
        for hit, code in _worst_first(hits, role, text, joined, start):
            yield issue(f"privacy.{code}", place, length=hit.end - hit.start)
    ending = islice(_ending_in_digits(joined, starts[len(free)]), _SPLITS)
    yield from dict.fromkeys(part for index in ending for part in split_numbers(*_cell(blocks, starts, index)))


def _ending_in_digits(joined: str, count: int) -> Iterator[int]:
    """Which of the first `count` texts end in three digits that are no year: the beginning of a number, perhaps."""
    index, at = -1, 0
    for match in _ENDING.finditer(joined, 1):
        index, at = index + joined.count(CELL, at, match.start()), match.start()
        if index >= count:
            return
        yield index


def _in_lines(file: str, text: str) -> Iterator[Issue]:
    """Hits line by line in a file that is no table."""
    lines = _LINE_END.split(text.replace(CELL, " "))
    if file.endswith(".csv"):
        if PERSONAL_COLUMN.search(normalise(lines[0])):
            yield issue("privacy.personal-column", Place(file=file, row=1, line=1))
        lines = [line.replace(",", _APART) for line in lines]
    joined = _joined(lines)
    for index, start, hits in _hits(joined):
        place = Place(file=file, line=index + 1 if len(lines) > 1 else None)
        for hit, code in _worst_first(hits, "free", lines[index], joined, start):
            yield issue(f"privacy.{code}", place, length=hit.end - hit.start)


class _Block(NamedTuple):
    """Some columns of some rows of a table, read row by row."""

    table: TextTable
    rows: Sequence[TextRow]
    columns: tuple[int, ...]


def _cell(blocks: Sequence[_Block], starts: Sequence[int], index: int) -> tuple[TextTable, TextRow, int]:
    """Table, row and column of the text at `index`; the texts of a block begin at its place in `starts`."""
    at = bisect_right(starts, index) - 1
    block = blocks[at]
    row, column = divmod(index - starts[at], len(block.columns))
    return block.table, block.rows[row], block.columns[column]


def _other_words(table: TextTable) -> Iterator[_Block]:
    """Identifiers, and what stands where a code, a number or a date should."""
    _, identifiers, coded, numbers = _columns(table.table.name, table.header)
    rows = table.rows
    yield _Block(table, rows, identifiers)
    for column, codes in coded:
        if not codes.issuperset(_pick(rows, (column,))):
            yield _Block(table, [row for row in rows if row.cells[column] not in codes], (column,))
    if _NOT_A_NUMBER.search(CELL.join(_pick(rows, numbers))):
        for column in numbers:
            is_amount = table.table.column(table.header[column]).kind == "number"
            odd = [row for row in rows if _NOT_A_NUMBER.search(row.cells[column])]
            yield _Block(
                table, [row for row in odd if not (is_amount and _AMOUNT.fullmatch(row.cells[column]))], (column,)
            )


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


class _Columns(NamedTuple):
    """Positions of columns by what they hold: free words, identifiers and links, codes (with these), numbers and dates."""

    free: tuple[int, ...]
    identifiers: tuple[int, ...]
    coded: tuple[tuple[int, frozenset[str]], ...]
    numbers: tuple[int, ...]


@cache
def _columns(table: str, header: tuple[str, ...]) -> _Columns:
    free: list[int] = []
    identifiers: list[int] = []
    coded: list[tuple[int, frozenset[str]]] = []
    numbers: list[int] = []
    for index, column in enumerate(BY_NAME[table].column(name) for name in header):
        if column.codes:
            coded.append((index, frozenset(code.code for code in CODE_LISTS[column.codes]) | {""}))
        elif column.kind == "boolean":
            coded.append((index, _BOOLEANS))
        elif column.kind != "string":
            numbers.append(index)
        else:
            (free if role_of(table, column.name) in _FREE else identifiers).append(index)
    return _Columns(tuple(free), tuple(identifiers), tuple(coded), tuple(numbers))


def _pick(rows: Sequence[TextRow], columns: tuple[int, ...]) -> list[str]:
    """The cells of some columns, row by row."""
    if len(columns) == 1:
        return [row.cells[columns[0]] for row in rows]
    return list(chain.from_iterable(map(itemgetter(*columns), map(itemgetter(2), rows)))) if columns else []


def _joined(texts: list[str]) -> str:
    """The texts as one, normalised, each between two `CELL`s."""
    joined = CELL.join(texts)
    if joined.count(CELL) != len(texts) - 1:
        joined = CELL.join(text.replace(CELL, " ") for text in texts)
    return f"{CELL}{normalise(joined)}{CELL}"


def _hits(joined: str) -> Iterator[tuple[int, int, list[Hit]]]:
    """What is found, by the index of its text and where this begins in `joined`, in order; the gravest first."""
    found = list(islice(find(joined), _HITS))
    index, at = -1, 0
    texts: dict[int, tuple[int, int]] = {}  # the index of the text and its start, by the start of a hit
    for start in sorted({hit.start for hit in found}):
        index, at = index + joined.count(CELL, at, start), start
        texts[start] = index, joined.rfind(CELL, 0, start) + 1
    by_text: dict[tuple[int, int], list[Hit]] = {}
    for hit in found:
        by_text.setdefault(texts[hit.start], []).append(hit)
    return ((*text, hits) for text, hits in sorted(by_text.items()))


def _worst_first(hits: Iterable[Hit], role: Role, cell: str, joined: str, start: int) -> Iterator[tuple[Hit, str]]:
    """The hits that count in a cell of this role: one of a kind, and of those that overlap the first (see `find`)."""
    taken: list[Hit] = []
    codes: set[str] = set()
    for hit in hits:
        code = code_of(hit, role, cell, partial(joined.__getitem__, slice(start, hit.start)))
        overlaps = any(hit.start < other.end and other.start < hit.end for other in taken)
        if code and code not in codes and not overlaps:
            taken.append(hit)
            codes.add(code)
            yield hit, code
