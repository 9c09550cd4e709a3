"""Tables that have no section of their own on a union-year's page, shown as they were reported."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from heapq import nlargest
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup, escape

from yangguang.core.address import cell_key
from yangguang.core.figures import Figure, Unit
from yangguang.core.sentence import say
from yangguang.ledger.figures.reported import row_key
from yangguang.pages.press import ink
from yangguang.pages.spoken import written
from yangguang.records.tables import BY_NAME
from yangguang.views.model import LISTED_ROWS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yangguang.pages.ink import Ink
    from yangguang.records.declare import Column, Record, Table
    from yangguang.records.package import Package
    from yangguang.views.model import Edition

SHOWN = (
    "dues", "matters", "procurement", "procurement_awards", "assets", "activities", "regulations", "inspections",
    "bank_accounts", "channels", "appeals", "venues", "collections", "audit_targets",
)  # fmt: skip

# With sections of their own.
DUES, ASSETS = ("dues", "collections"), ("assets", "procurement", "procurement_awards", "matters")
_YES, _NO = say("是"), say("否")
_NUMERIC, _NUM = frozenset({"number", "integer"}), ' class="num"'


class Other(NamedTuple):
    """A table: name, title, columns (title, whether numeric), rows finished, how many. Columns nobody filled are left out.

    `has_amounts`: whether any column holds money, so that the table needs a unit.
    """

    name: str
    title: str
    columns: tuple[tuple[str, bool], ...]
    rows: Markup
    size: int
    has_amounts: bool


def by_section(tables: Sequence[Other]) -> dict[str, list[Other]]:
    """`tables` where the page shows them: what was `paid`, what is `owned` and bought, and the `others`."""
    return {
        "paid": [one for one in tables if one.name in DUES],
        "owned": [one for one in tables if one.name in ASSETS],
        "others": [one for one in tables if one.name not in {*DUES, *ASSETS}],
    }


def other_tables(edition: Edition, package: Package, listed: int = LISTED_ROWS) -> tuple[Other, ...]:
    """Every such table that was given and has rows, at most `listed` of them."""
    write = ink(edition)
    return tuple(_table(write, package, name, rows, listed) for name in SHOWN if (rows := package.table(name)))


def declared_empty(edition: Edition, package: Package) -> list[str]:
    """Titles of such tables whose header was given without rows: nothing occurred."""
    english = edition.language.code == "en"
    empty = (BY_NAME[name] for name in SHOWN if package.table(name) == ())
    return [table.title_en if english else table.title_zh for table in empty]


def _table(write: Ink, package: Package, name: str, rows: tuple[Record, ...], listed: int) -> Other:
    table, english = BY_NAME[name], write.language.code == "en"
    columns = [
        (column, attribute)
        for column, attribute in _columns(name)
        if column.need != "no" or any(getattr(row, attribute) is not None for row in rows)
    ]
    return Other(
        name=name,
        title=table.title_en if english else table.title_zh,
        columns=tuple(
            (column.title_en if english else column.title_zh, column.kind in _NUMERIC) for column, _ in columns
        ),
        rows=Markup("\n".join(_row(write, package, table, row, columns) for row in first_rows(name, rows, listed))),  # noqa: S704 (of Markup)
        size=len(rows),
        has_amounts=any(column.unit == "yuan" for column, _ in columns),
    )


def first_rows(table: str, rows: Sequence[Record], listed: int = LISTED_ROWS) -> Sequence[Record]:
    """What a page shows of a long table: the largest amounts where there are any, else the first rows."""
    amounts = [column.name for column in BY_NAME[table].columns if column.unit == "yuan"]
    if len(rows) <= listed or not amounts:
        return rows[:listed]
    return nlargest(listed, rows, key=lambda row: getattr(row, amounts[0]) or 0)


def _row(write: Ink, package: Package, table: Table, row: Record, columns: Sequence[tuple[Column, str]]) -> str:
    """One `tr`: built here and not in a template, because a page has hundreds of such cells."""
    prefix = cell_key(package.union_id, package.year, table.name, row_key(table.name, row), "")
    shown = [escape(_cell(write, column, getattr(row, attribute), prefix)) for column, attribute in columns]
    english = write.language.code == "en"
    cells = [
        f'<td{_NUM if column.kind in _NUMERIC else ""} data-label="{_title(column, english)}">{text}</td>'
        for (column, _), text in zip(columns[1:], shown[1:], strict=True)
    ]
    return f'<tr><th scope="row">{shown[0]}</th>{"".join(cells)}</tr>'


def _title(column: Column, english: bool) -> str:
    return column.title_en if english else column.title_zh


@cache
def _columns(name: str) -> tuple[tuple[Column, str], ...]:
    """Columns that say something to a reader, with their attributes: a row's own number comes last in a table, not first."""
    table = BY_NAME[name]
    fields = table.record.__dataclass_fields__
    pairs = [(column, column.name if column.name in fields else f"{column.name}_") for column in table.columns]
    numbering = [pair for pair in pairs if pair[0].need == "key" and pair[0].name.endswith("_id")]
    return tuple(pair for pair in pairs if pair not in numbering)


def _cell(write: Ink, column: Column, value: str | int | Decimal | date | None, prefix: str) -> str | Markup:
    shown: str | Markup
    match value:
        case None:
            shown = ""
        case bool():
            shown = write.say(_YES if value else _NO)
        case int() | Decimal():
            shown = _number(write, column, value, prefix + column.name)
        case date():
            shown = write.date(value)
        case _:
            shown = _text(value) if not column.codes and column.time is None else written(column, value, write.language)
    return shown


def _text(value: str) -> str | Markup:
    """What a union wrote; numerals alone are a code or a number of something, not how much of it there is."""
    return Markup('<span class="yg-account">{}</span>').format(value) if value.isdigit() else value


def _number(write: Ink, column: Column, value: Decimal | int, key: str) -> str | Markup:
    if column.time == "year":
        return str(value)
    if column.unit == "yuan":
        return write.amount(key, value, bare=True)
    return write.figure(Figure(key, value, Unit(column.unit) if column.unit else Unit.COUNT), bare=True)
