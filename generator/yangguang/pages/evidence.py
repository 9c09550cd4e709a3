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
from yangguang.records.names import short_name
from yangguang.records.parts import shares_key
from yangguang.records.tables import BY_NAME
from yangguang.views.model import LISTED_ROWS

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from yangguang.core.address import Sheet
    from yangguang.pages.ink import Ink
    from yangguang.rules.judge.evidence import Library, Seen
    from yangguang.rules.judge.model import Cell
    from yangguang.views.model import Edition

_EMPTY, _ELSEWHERE = say("（空）"), say("见对方的数据")
_YES, _NO = say("是"), say("否")


def evidence_lines(
    edition: Edition, library: Library, folder: str, cells: Iterable[Cell], listed: int = LISTED_ROWS
) -> str:
    """A line for each row, under the name of its file, in the order the verdict names them; finished, because pages hold many.

    Lines and no tables: of the largest union a table took 8,300 elements, and a phone showed each row as a line anyway.
    Files in `folder`, which the page names once, go by their name alone.
    """
    sheets: dict[Sheet, dict[int, dict[str, Cell]]] = {}
    for cell in cells:
        sheets.setdefault(cell.sheet, {}).setdefault(cell.row, {})[cell.column] = cell
    write = ink(edition)
    return "\n".join([_sheet(edition, write, library, folder, sheet, rows, listed) for sheet, rows in sheets.items()])


def _sheet(
    edition: Edition,
    write: Ink,
    library: Library,
    folder: str,
    sheet: Sheet,
    rows: dict[int, dict[str, Cell]],
    listed: int,
) -> str:
    """The rows of a file; most verdicts look at one, which stands beside its name."""
    file, of, english = sheet.path, BY_NAME[sheet.table], edition.language.code == "en"
    source = f"{edition.source_url}/{file}" if edition.source_url else None
    head = f"{escape(of.title_en if english else of.title_zh)} <code>{escape(file.removeprefix(f'{folder}/'))}</code>"
    lines = [_line(write, library, sheet.table, row, cells, source) for row, cells in islice(rows.items(), listed)]
    if len(rows) == 1 and lines:
        return f'<p class="yg-cells">{head} {lines[0]}</p>'
    more = say("只列出{listed}行，共{n}行；全部见数据包下载。", listed=listed, n=len(rows))
    rest = f'<p class="yg-note yg-listed">{escape(write.say(more))}</p>' if len(rows) > listed else ""
    body = "".join([f"<li>{line}</li>\n" for line in lines])
    return f'<p class="yg-cells">{head}</p>\n<ul class="yg-cells">\n{body}</ul>{rest}'


def _line(write: Ink, library: Library, table: str, row: int, cells: dict[str, Cell], source: str | None) -> str:
    """A row: where it stands, what it is called, each cell with its title."""
    titles = _titles(table, write.language.code)
    seen = {name: library.look_up(cell) for name, cell in cells.items()}
    known = next((one for one in seen.values() if one), None)
    place = _placed(source, known.line if known else row, escape(write.say(say("第{row}行", row=row))))
    told = [f"{titles[name]} {_value(write, library, cells[name], found)}" for name, found in seen.items()]
    return f"{place}{_name(write, known, cells) if known else ''} · {' · '.join(told)}"


@cache
def _titles(table: str, lang: str) -> dict[str, str]:
    """What the columns of a table are called, escaped."""
    return {one.name: escape(one.title_en if lang == "en" else one.title_zh) for one in BY_NAME[table].columns}


def _placed(source: str | None, line: int, text: str) -> str:
    """The words for a row, leading to its line where the repository is browsed."""
    return f'<a href="{escape(source)}#L{line}">{text}</a>' if source else text


def _name(write: Ink, known: Seen, columns: Container[str]) -> str:
    """What tells the row from others, where no cell of it says so: an account, a period, an item with its source."""
    key = (*known.table.key, *known.table.parts) if shares_key(known.record) else known.table.key
    of = [known.table.column(name) for name in key if name not in columns]
    told = [written(one, str(getattr(known.record, one.name)), write.language) for one in of]
    return f" {escape(' · '.join(told))}" if told else ""


def _value(write: Ink, library: Library, cell: Cell, seen: Seen | None) -> str:
    """The cell as it was reported, codes by their titles, unions by their names, amounts to the cent."""
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
            union = library.registry.unions.get(text) if seen.column.references == "unions.union_id" else None
            named = short_name(union, write.language.code) if union else written(seen.column, text, write.language)
            return escape(named)


def _number(write: Ink, cell: Cell, seen: Seen, value: Decimal | int) -> str:
    if seen.column.time == "year":
        return str(value)
    assert cell.sheet.folder is not None, "the register has no numbers"
    _, union_id, year = cell.sheet.folder
    key = cell_key(union_id, year, seen.table.name, row_key(seen.table.name, seen.record), seen.column.name)
    money = seen.column.unit == "yuan"
    shown = format_amount(Decimal(value)) if money else f"{value:,}"
    unit = f"{write.gap}{escape(write.currency)}" if money else ""
    kind = "" if money else f' data-unit="{seen.column.unit or "count"}"'
    return f'<data class="yg-figure" data-figure="{escape(key)}"{kind} value="{value}">{shown}</data>{unit}'
