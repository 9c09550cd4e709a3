"""The very cells a verdict looked at: file, row, column, value, and where the row stands in git."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from html import escape
from itertools import islice
from typing import TYPE_CHECKING

from yangguang.core.address import cell_key
from yangguang.core.money import format_amount
from yangguang.core.sentence import say
from yangguang.ledger.figures.reported import row_key
from yangguang.pages.press import ink
from yangguang.pages.spoken import written
from yangguang.records.parts import shares_key
from yangguang.records.tables import BY_NAME
from yangguang.views.model import LISTED_ROWS

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from yangguang.core.address import Sheet
    from yangguang.pages.ink import Ink
    from yangguang.rules.judge.evidence import Library, Seen
    from yangguang.rules.judge.model import Cell
    from yangguang.views.model import Edition

_ROW, _EMPTY, _ELSEWHERE = say("行号"), say("（空）"), say("见对方的数据")
_YES, _NO = say("是"), say("否")
_NARROW = 4  # columns that stand side by side on a phone


def evidence_tables(
    edition: Edition, library: Library, folder: str, cells: Iterable[Cell], listed: int = LISTED_ROWS
) -> str:
    """A line or a table for each file, in the order the verdict names them; finished, because pages hold many.

    Files in `folder`, which the page names once, go by their name alone.
    """
    sheets: dict[Sheet, dict[int, dict[str, Cell]]] = {}
    for cell in cells:
        sheets.setdefault(cell.sheet, {}).setdefault(cell.row, {})[cell.column] = cell
    write = ink(edition)
    return "\n".join([_table(edition, write, library, folder, sheet, rows, listed) for sheet, rows in sheets.items()])


def _table(
    edition: Edition,
    write: Ink,
    library: Library,
    folder: str,
    sheet: Sheet,
    rows: dict[int, dict[str, Cell]],
    listed: int,
) -> str:
    """The rows of a file. Most verdicts look at one row, which needs no table."""
    file = sheet.path
    columns = tuple(dict.fromkeys([column for cells in rows.values() for column in cells]))
    title, labels = _head(sheet.table, columns, edition.language.code)
    source = f"{edition.source_url}/{file}" if edition.source_url else None
    name = escape(file.removeprefix(f"{folder}/"))
    head = f"{title} <code>{name}</code>"
    if len(rows) == 1:
        return f'<p class="yg-cells">{head} {_line(write, library, rows, labels, source)}</p>'
    wide = len(columns) > _NARROW
    shown = islice(rows.items(), listed)
    body = "\n".join(
        [_row(write, library, row, columns, labels if wide else (), cells, source) for row, cells in shown]
    )
    heads = "".join([f'<th scope="col">{one}</th>' for one in labels])
    more = say("只列出{listed}行，共{n}行；全部见数据包下载。", listed=listed, n=len(rows))
    rest = f'<p class="yg-note yg-listed">{escape(write.say(more))}</p>' if len(rows) > listed else ""
    table = (
        f'<table class="yg-table yg-cells{" yg-fold" if wide else ""}"><caption>{head}</caption>'
        f'<thead><tr><th scope="col">{escape(write.say(_ROW))}</th>{heads}</tr></thead><tbody>\n{body}\n</tbody></table>'
    )
    if wide:
        table = f'<div class="yg-scroll" role="region" aria-label="{title}" tabindex="0">{table}</div>'
    return f"{table}{rest}"


def _line(
    write: Ink, library: Library, rows: dict[int, dict[str, Cell]], labels: Sequence[str], source: str | None
) -> str:
    """One row in a line: where it stands, what it is called, each cell with its title."""
    ((row, cells),) = rows.items()
    seen = [library.look_up(cell) for cell in cells.values()]
    known = next((one for one in seen if one), None)
    place = _placed(source, known.line if known else row, escape(write.say(say("第{row}行", row=row))))
    told = [
        f"{label} <b>{_value(write, cell, found)}</b>"
        for label, cell, found in zip(labels, cells.values(), seen, strict=True)
    ]
    return f"{place}{_name(write, known, cells) if known else ''} · {' · '.join(told)}"


@cache
def _head(table: str, columns: tuple[str, ...], lang: str) -> tuple[str, tuple[str, ...]]:
    """The table's title and those of its columns, escaped."""
    of, english = BY_NAME[table], lang == "en"
    heads = [of.column(name) for name in columns]
    return (
        escape(of.title_en if english else of.title_zh),
        tuple(escape(one.title_en if english else one.title_zh) for one in heads),
    )


def _row(
    write: Ink,
    library: Library,
    row: int,
    columns: Sequence[str],
    labels: Sequence[str],
    cells: dict[str, Cell],
    source: str | None,
) -> str:
    """A row of a table; `labels` are what its cells are called where a phone shows them apart from their column's head."""
    seen = {name: library.look_up(cell) for name, cell in cells.items()}
    known = next((one for one in seen.values() if one), None)
    begins = [f'<td data-label="{label}">' for label in labels] or ["<td>"] * len(columns)
    shown = "".join(
        [
            f"{begin}{_value(write, cells[name], seen[name])}</td>" if name in cells else "<td></td>"
            for name, begin in zip(columns, begins, strict=True)
        ]
    )
    place = _placed(source, known.line if known else row, str(row))
    return f'<tr><th scope="row">{place}{_name(write, known, columns) if known else ""}</th>{shown}</tr>'


def _placed(source: str | None, line: int, text: str) -> str:
    """The words for a row, leading to its line where the repository is browsed."""
    return f'<a href="{escape(source)}#L{line}">{text}</a>' if source else text


def _name(write: Ink, known: Seen, columns: Container[str]) -> str:
    """What tells the row from others, where no cell of it says so: an account, a period, an item with its source."""
    key = (*known.table.key, *known.table.parts) if shares_key(known.record) else known.table.key
    of = [known.table.column(name) for name in key if name not in columns]
    told = [written(one, str(getattr(known.record, one.name)), write.language) for one in of]
    return f" <small>{escape(' · '.join(told))}</small>" if told else ""


def _value(write: Ink, cell: Cell, seen: Seen | None) -> str:
    """The cell as it was reported, codes by their titles, amounts to the cent."""
    if seen is None:
        return f'<span class="yg-missing">{escape(write.say(_ELSEWHERE))}</span>'
    match seen.value:
        case None:
            return f'<span class="yg-missing">{escape(write.say(_EMPTY))}</span>'
        case bool():
            return escape(write.say(_YES if seen.value else _NO))
        case int() | Decimal():
            return _number(write, cell, seen, seen.value)
        case date():
            return escape(str(write.date(seen.value)))
        case text:
            return escape(written(seen.column, text, write.language))


def _number(write: Ink, cell: Cell, seen: Seen, value: Decimal | int) -> str:
    if seen.column.time == "year":
        return str(value)
    assert cell.sheet.folder is not None, "the register has no numbers"
    _, union_id, year = cell.sheet.folder
    key = cell_key(union_id, year, seen.table.name, row_key(seen.table.name, seen.record), seen.column.name)
    money = seen.column.unit == "yuan"
    shown = format_amount(Decimal(value)) if money else f"{value:,}"
    unit = f'<span class="unit">{escape(write.currency)}</span>' if money else ""
    kind = "" if money else f' data-unit="{seen.column.unit or "count"}"'
    return f'<data class="yg-figure" data-figure="{escape(key)}"{kind} value="{value}">{shown}</data>{unit}'
