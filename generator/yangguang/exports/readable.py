"""A package's tables as people read them: titles for headings, and beside each code the name of what it stands for."""

from __future__ import annotations

from functools import cache, partial
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from yangguang.charts.display import Display
from yangguang.core.address import Address
from yangguang.core.language import load_language
from yangguang.core.sentence import say
from yangguang.core.spreadsheet import csv_bytes
from yangguang.exports.tables import row_values
from yangguang.records.codes import CODE_LISTS
from yangguang.records.names import full_name
from yangguang.records.tables import BY_NAME, PACKAGE_TABLES
from yangguang.views.model import Download

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from yangguang.core.spreadsheet import Cell
    from yangguang.records.declare import Column, Record
    from yangguang.records.package import Package
    from yangguang.views.model import Edition

    Names = Callable[[str], str | None]

_BOM = "\ufeff".encode()
_BOOLEAN = {True: say("是"), False: say("否")}


class Heading(NamedTuple):
    """One column: its title, `kind` as in the declaration ("string" for a name), whether its cells are sentences."""

    title: str
    kind: str
    prose: bool


class Readable(NamedTuple):
    """A table with its headings and how many rows it has."""

    name: str
    title: str
    headings: tuple[Heading, ...]
    size: int
    rows: Callable[[], Iterator[list[Cell]]]
    """A walk over the rows, one at a time: numbers stay numbers, days stay days, None is unknown."""


def readable(edition: Edition, package: Package) -> Iterator[Readable]:
    """Every table that the package has, those without rows too, in the order people read them."""
    lang = edition.language.code
    for table in PACKAGE_TABLES:
        rows = package.table(table.name)
        if rows is not None:
            names = [_names(edition, package, column) for column in table.columns]
            headings = _headings(table.name, tuple(map(bool, names)), edition.registry.settings.currency, lang)
            yield Readable(
                table.name, table.title.in_(lang), headings, len(rows), partial(_rows, table.name, rows, names, lang)
            )


def tables_csv(package: Package, tables: Iterable[Readable]) -> Iterator[Download]:
    """`unions/<id>/<year>/<table>.csv` for each table: the mark by which Excel reads Chinese, a line of titles, the rows."""
    for table in tables:
        rows = csv_bytes(chain([[heading.title for heading in table.headings]], table.rows()))
        path = Address(package.union_id, package.year).beside(f"{table.name}.csv")
        yield Download(path=path, content=_BOM + rows, title=table.title)


def _rows(table: str, rows: Iterable[Record], names: Sequence[Names | None], lang: str) -> Iterator[list[Cell]]:
    read = row_values(table)
    return (_cells(read(row), names, lang) for row in rows)


def _cells(values: Sequence[Any], names: Sequence[Names | None], lang: str) -> list[Cell]:
    cells: list[Cell] = []
    for value, name in zip(values, names, strict=True):
        cells.append(_boolean(value, lang) if isinstance(value, bool) else value)
        if name:
            cells.append(None if value is None else name(value))
    return cells


@cache
def _boolean(value: bool, lang: str) -> str:
    return _BOOLEAN[value].text(load_language(lang))


@cache
def _headings(table: str, named: tuple[bool, ...], currency: str, lang: str) -> tuple[Heading, ...]:
    language = load_language(lang)
    headings = []
    for column, has_name in zip(BY_NAME[table].columns, named, strict=True):
        title = column.title_en if lang == "en" else column.title_zh
        if has_name:
            headings.append(Heading(say("{title}（代码）", title=title).text(language), "string", prose=False))
        elif column.unit == "yuan":
            title = say("{title}（{currency}）", title=title, currency=Display(language, 1, currency).currency).text(
                language
            )
        headings.append(Heading(title, column.kind, column.prose))
    return tuple(headings)


def _names(edition: Edition, package: Package, column: Column) -> Names | None:
    """What finds the name of a code in `column`; None where it holds no codes, or has a column of names beside it."""
    if column.codes:
        return _titles(column.codes, edition.language.code).get
    registry, lang = edition.registry.of_year(package.year), edition.language.code
    match column.references:
        case "unions.union_id":
            return lambda code: full_name(registry.unions[code], lang) if code in registry.unions else None
        case "accounts.account_code":
            chart = edition.policy.charts.get(package.descriptor.chart, {})
            return lambda code: full_name(chart[code], lang) if code in chart else None
        case "audit_targets.target_id":
            own = {"self": full_name(registry.unions[package.union_id], lang)}
            return (own | {target.target_id: target.name for target in package.audit_targets or ()}).get
    return None


@cache
def _titles(codes: str, lang: str) -> dict[str, str]:
    return {code.code: code.title(lang) for code in CODE_LISTS[codes]}
