"""The two federation-wide CSV files, a union's rows at a time: every verdict, every figure.

Rows end in CRLF and each file begins with a byte order mark, because Excel then reads Chinese.
"""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from yangguang.core.clause_number import clause_number
from yangguang.core.figures import SCOPES, Unit, cell_key
from yangguang.core.spreadsheet import csv_blocks, csv_bytes
from yangguang.ledger.figures.reported import reported
from yangguang.ledger.standing import days_overdue
from yangguang.records.tables import BY_NAME
from yangguang.views.words import STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from yangguang.ledger.model import UnionYear
    from yangguang.rules.judge.model import Verdict
    from yangguang.views.model import Edition, Summary

    _Value = str | int | Decimal | None
    Row = tuple[_Value, ...]

_BOM = "\ufeff"
_VERDICTS = (
    "union_id",
    "year",
    "clause",
    "status",
    "status_title",
    "severity",
    "rule_version",
    "message",
    "clause_number",
    "asked",
)
_FIGURES = ("key", "union_id", "year", "table", "row", "column", "value", "unit")


_NUMBER = re.compile(r'<data class="yg-figure[^"]*" data-figure="([^"]+)"(?: data-unit="([a-z_]+)")? value="([^"]+)"')
VERDICTS_HEADER = _BOM.encode() + csv_bytes([_VERDICTS])
FIGURES_HEADER = _BOM.encode() + csv_bytes([_FIGURES])


def verdict_rows(edition: Edition, judged: Mapping[int, Sequence[Verdict]]) -> bytes:
    """A union's rows of `verdicts.csv`, without header, by year.

    `status_title` says 不要求报送 where the page does, and `asked` is false there: `status` alone calls it `no_data`.
    """
    titles = {status: title.text(edition.language) for status, title in STATUSES.items()}
    return csv_bytes(
        (
            verdict.union_id, year, verdict.clause.clause_id, verdict.status.value, titles[verdict.tally],
            verdict.weight.value, verdict.rule.version, verdict.answer.reason.text(edition.language),
            clause_number(verdict.clause.clause_id), "true" if verdict.answer.asked else "false",
        )
        for year, verdicts in sorted(judged.items())
        for verdict in verdicts
    )  # fmt: skip


def figure_rows(union_id: str, years: Mapping[int, UnionYear], bodies: Iterable[str]) -> tuple[bytes, ...]:
    """A union's rows of `figures.csv`, without header and in blocks.

    By year every derived and reported number, then what else the union shows: `bodies` are its finished pages, and a
    number that only a page works out (a share, a change, a count of verdicts) is read off it, so that there is no number
    on the site that this table does not have.
    """
    return tuple(csv_blocks(_all_figures(years, _shown(union_id, bodies))))


def _all_figures(years: Mapping[int, UnionYear], shown: dict[_Value, Row]) -> Iterator[Row]:
    """The ledger's rows one at a time, a package may have a million; then what of `shown` it does not have."""
    for _, report in sorted(years.items()):
        for row in _figures(report):
            shown.pop(row[0], None)
            yield row
    yield from shown.values()


def federation_rows(body: str) -> dict[str, Row]:
    """By key the rows of `figures.csv` that belong to no union: what `body`, a finished list, shows of many together."""
    rows: dict[str, Row] = {}
    for key, value, unit in _numbers([body]):
        prefix, _, name = key.partition("/@")
        scope, *_, year = prefix.split("/")
        if scope in SCOPES:
            rows.setdefault(key, (key, None, year, None, None, name, value, unit))
    return rows


def overdue_rows(summaries: Iterable[Summary], as_of: date) -> Iterator[Row]:
    """How many days each union-year is late on the day of the build, which no page says: it is another one tomorrow."""
    for one in summaries:
        if one.missing_since:
            days = days_overdue(one.union_id, one.year, one.missing_since, as_of)
            yield (days.key, one.union_id, one.year, None, None, "days_overdue", days.value, days.unit.value)


def _shown(union_id: str, bodies: Iterable[str]) -> dict[_Value, Row]:
    """By key the numbers of the union that its pages show."""
    rows: dict[_Value, Row] = {}
    for key, value, unit in _numbers(bodies):
        owner, year, name = (*key.split("/", 2), "", "")[:3]
        if owner == union_id:
            rows.setdefault(key, (key, union_id, year, None, None, name.removeprefix("@"), value, unit))
    return rows


def _numbers(bodies: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Key, value and unit of every number on the pages."""
    for body in bodies:
        for escaped, unit, value in _NUMBER.findall(body):
            yield unescape(escaped), value, unit or Unit.YUAN.value


@cache  # by name: hashing a whole declaration costs more than what is looked up
def row_values(table: str) -> attrgetter[Any]:
    """The function that gives a row's values in the order of the columns of `table`."""
    fields = BY_NAME[table].record.__dataclass_fields__
    names = (column.name for column in BY_NAME[table].columns)
    return attrgetter(*(name if name in fields else f"{name}_" for name in names))


def _figures(report: UnionYear) -> Iterator[Row]:
    union_id, year = report.union.union_id, report.year
    for name, figure in report.figures.items():
        if figure.value is not None:
            yield figure.key, union_id, year, None, None, name, figure.value, figure.unit.value
    for one in reported(report.package) if report.package else ():
        key = cell_key(union_id, year, one.table, one.row, one.column)
        yield key, union_id, year, one.table, one.row, one.column, one.value, one.unit
