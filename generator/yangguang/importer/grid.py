"""The three public expenses as a grid: what a figure is, the headings above it and the names before it say together.

Offices put items into columns or into rows, budget and actual beside each other or beneath, years and funds likewise: the
matrix, the lists and each of them turned round are read alike.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from yangguang.importer.cells import Refusal, amount, numbers_columns
from yangguang.importer.items import OUTSIDE, item_of
from yangguang.importer.labels import meaning, of_year, read_label
from yangguang.importer.model import Spot

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yangguang.importer.model import Raw, Sheet

_MOST_ROWS = 200  # no such table has more
_HEAD = 15  # rows above the figures
_DEPTH = 3  # rows of headings
_BUDGET, _ADJUSTED, _ACTUAL = "budget_initial", "budget_adjusted", "actual"
LAST_YEAR, DIFFERENCE, WHOLE = "上年决算数", "增减金额", "合计"
FUNDS = ("一般公共", "政府性基金", "国有资本经营")
# What a figure is of its item, by its heading less 数 or 额: a table's column, what only verifies others, or neither ("").
KINDS = {
    "预算": _BUDGET, "年初预算": _BUDGET, "调整预算": _ADJUSTED, "调整后预算": _ADJUSTED, "决算": _ACTUAL,
    "上年决算": LAST_YEAR, "上年预算": "", "上年年初预算": "", "增减": DIFFERENCE, "增减幅度(%)": "", "增减幅度": "",
    "增减%": "", "完成预算(%)": "", "执行率(%)": "", "执行率": "",
}  # fmt: skip
_KNOWN = {name: (kind, True) for name, kind in KINDS.items()}
_AMOUNT = re.compile("(?:金额|数额|数|额)$")
_ENOUGH = 2  # items that show what the sheet is


class Name(NamedTuple):
    """What the headings of a column, or the names of a row, say: an item, what of it, and the lowest of their texts."""

    item: str | None
    kind: str | None
    text: str

    @property
    def says_all(self) -> bool:
        """Whether it needs nothing that crosses it; what is none of the three needs nothing either."""
        return self.item == OUTSIDE or bool(self.item and self.kind is not None)


class Figure(NamedTuple):
    """Where a figure of an item (or of a sum of items) stands; `kind` as in `KINDS`, a fund, or `WHOLE`."""

    item: str
    kind: str
    spot: Spot


class Grid(NamedTuple):
    """`first` is the uppermost row of headings. `columns` and `rows` are those that hold figures, by place.

    `at` is the column in which the rows' names end, `texts` are all headings and names of funds.
    """

    first: int
    at: int
    columns: dict[int, Name]
    rows: dict[int, Name]
    texts: list[str]

    def figures(self) -> Iterator[Figure]:
        """Every place where both the row and the column are understood, row by row."""
        for row, left in self.rows.items():
            for column, above in self.columns.items():
                item = left.item or above.item
                kind = left.kind if left.kind is not None else above.kind
                if item and kind is not None:
                    yield Figure(item, kind, Spot(row, column))


def read_grid(sheet: Sheet, year: int) -> Grid | None:
    """The grid of a sheet, None where it holds anything else."""
    if len(sheet.rows) > _MOST_ROWS:
        return None
    if upright := _upright(sheet, year):
        return upright
    width = max(map(len, sheet.rows), default=0)
    across = [[row[column] if column < len(row) else "" for row in sheet.rows] for column in range(width)]
    if turned := _upright(replace(sheet, rows=across), year):
        return Grid(min(turned.columns), min(turned.rows) - 1, turned.rows, turned.columns, turned.texts)
    return None


def _upright(sheet: Sheet, year: int) -> Grid | None:
    """The grid of a sheet with headings above its figures."""
    for data in range(1, min(_HEAD, len(sheet.rows))):
        if has_number(sheet, data) and not _only_numbers_columns(sheet, data):
            head = _head(sheet, data, year)
            grid = _grid(sheet, head, data, year) if head else None
            if grid:
                return grid
    return None


def _head(sheet: Sheet, data: int, year: int) -> list[int]:
    """The rows of headings right above the first row of figures."""
    found: list[int] = []
    for at in range(data - 1, -1, -1):
        texts = [text for text in _texts(sheet, at) if text]
        if not texts or numbers_columns(sheet.rows[at]):
            continue
        if len(found) == _DEPTH or len(texts) < _ENOUGH or not any(_says(text, year) for text in texts):
            break  # a title, a unit
        if any(_is_figure(cell) for cell in sheet.rows[at]):
            break
        found.insert(0, at)
    return found


def _grid(sheet: Sheet, head: Sequence[int], data: int, year: int) -> Grid | None:
    paths = _paths([_texts(sheet, at) for at in head])
    is_by_fund = any(_fund(text) for path in paths for text in path)
    above = {at: _name(path, year, is_by_fund=is_by_fund) for at, path in enumerate(paths) if path}
    columns = {at: name for at, name in above.items() if name.item or name.kind is not None}
    if not columns:
        return None
    left = _rows(sheet, data, min(columns))
    are_funds = any(_fund(text) for path in left.values() for text in path)
    rows = {at: _name(path, year, is_by_fund=are_funds) for at, path in left.items()}
    if any(at > min(columns) and at not in columns and _counts(sheet, rows, at) for at in above):
        return None  # it tells more than amounts: the table itself
    items = {name.item for name in (*rows.values(), *columns.values())}
    if len(items & {"abroad", "reception", "vehicle_purchase", "vehicle_operation"}) < _ENOUGH:
        return None
    funds = [text for path in left.values() for text in path if _fund(text)]
    grid = Grid(head[0], min(columns) - 1, columns, rows, [*(text for path in paths for text in path), *funds])
    return grid if {_BUDGET, _ADJUSTED, _ACTUAL} & {one.kind for one in grid.figures()} else None


def _paths(levels: Sequence[Sequence[str]]) -> list[list[str]]:
    """For each column its headings from above. One reaches right over blank cells, but into no other group above it."""
    paths: list[list[str]] = [[] for _ in range(max(map(len, levels)))]
    is_named = [False] * len(paths)
    for level in levels:
        before = [list(path) for path in paths]
        reaching = ""
        for column, text in enumerate([*level, *[""] * (len(paths) - len(level))]):
            if text or (column and before[column] != before[column - 1]):
                reaching = text
            is_named[column] |= bool(text)
            paths[column] += [reaching] if reaching else []
    return [path if named else [] for path, named in zip(paths, is_named, strict=True)]


def _rows(sheet: Sheet, data: int, width: int) -> dict[int, list[str]]:
    """The names before each row of figures; a name reaches down over blank cells as long as others stand beside them."""
    found: dict[int, list[str]] = {}
    above = [""] * width
    for at in range(data, len(sheet.rows)):
        texts = _texts(sheet, at)[:width]
        texts += [""] * (width - len(texts))
        last = max((column for column, text in enumerate(texts) if text), default=-1)
        above = [text or (above[column] if column < last else "") for column, text in enumerate(texts)]
        is_figures = any(cell != "" for cell in sheet.rows[at][width:]) and not _only_numbers_columns(sheet, at)
        if is_figures or any(above):
            found[at] = [text for text in above if text]
    return found


def _name(path: Sequence[str], year: int, *, is_by_fund: bool) -> Name:
    said = [_said(text, year) for text in path]
    known = meaning(said, _KNOWN) if said else ""
    kind = KINDS.get(known)
    lowest = said[-1] if said else ""
    if is_by_fund and (lowest == WHOLE or _fund(lowest)):
        whole = kind or _BUDGET
        return Name(None, whole if lowest == WHOLE else _fund(lowest), path[-1])
    groups = [text for at, text in enumerate(path) if not at or "".join(text.split()) != "小计"]  # it sums its group
    item = next((item for text in reversed(groups) if (item := item_of(text))), None)
    return Name(item, kind, path[-1] if path else "")


def _says(text: str, year: int) -> bool:
    return bool(item_of(text) or _fund(text)) or _said(text, year).removeprefix("本年") in KINDS


def _said(text: str, year: int) -> str:
    """A heading less what some offices add to it: 2025年度预算数 is 本年预算."""
    return _AMOUNT.sub("", of_year(read_label(text).text, year).removesuffix("财政拨款"))


def _fund(text: str) -> str | None:
    return next((fund for fund in FUNDS if "".join(text.split()).startswith(fund)), None)


def _counts(sheet: Sheet, rows: dict[int, Name], column: int) -> bool:
    cells = (sheet.rows[at][column] for at in rows if column < len(sheet.rows[at]))
    return any(map(_is_figure, cells))


def _is_figure(cell: Raw) -> bool:
    return cell != "" and not isinstance(amount(cell), Refusal)


def _texts(sheet: Sheet, row: int) -> list[str]:
    return [cell.strip() if isinstance(cell, str) else "" for cell in sheet.rows[row]]


def has_number(sheet: Sheet, row: int) -> bool:
    """Whether half of a row's cells are figures."""
    numbers = [cell for cell in sheet.rows[row] if cell != ""]
    return bool(numbers) and sum(map(_is_figure, numbers)) * 2 >= len(numbers)


def _only_numbers_columns(sheet: Sheet, row: int) -> bool:
    """Whether a row numbers the columns; the last row of figures may happen to count 1, 2, 3."""
    return numbers_columns(sheet.rows[row]) and any(has_number(sheet, at) for at in range(row + 1, len(sheet.rows)))
