"""The two federation-wide CSV files, a union's rows at a time: every verdict, every figure.

Rows end in CRLF and each file begins with a byte order mark, because Excel then reads Chinese.
"""

from __future__ import annotations

from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from yangguang.core.address import cell_key, of_many
from yangguang.core.clause_number import clause_number
from yangguang.core.spreadsheet import csv_blocks, csv_bytes
from yangguang.ledger.figures.reported import reported
from yangguang.ledger.standing import days_overdue
from yangguang.records.tables import BY_NAME
from yangguang.views.words import STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from yangguang.core.figures import Figure
    from yangguang.ledger.model import UnionYear
    from yangguang.rules.judge.rule import Verdict
    from yangguang.views.model import Edition, Summary

    _Value = str | int | Decimal | None
    Row = tuple[_Value, ...]

_BOM = "\ufeff"
VERDICTS = (
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
FIGURES = ("key", "union_id", "year", "table", "row", "column", "value", "unit", "formula", "inputs")


VERDICTS_HEADER = _BOM.encode() + csv_bytes([VERDICTS])
FIGURES_HEADER = _BOM.encode() + csv_bytes([FIGURES])


def verdict_rows(edition: Edition, judged: Mapping[int, Sequence[Verdict]]) -> bytes:
    """A union's rows of `verdicts.csv`, without header, by year.

    `status_title` says 不要求报送 where the page does, and `asked` is false there: `status` alone calls it `no_data`.
    """
    titles = {status: title.text(edition.language) for status, title in STATUSES.items()}
    return csv_bytes(
        (
            verdict.union_id, year, verdict.clause.clause_id, verdict.status.value, titles[verdict.tally],
            verdict.weight.value, verdict.rule.version, verdict.reason(edition.language),
            clause_number(verdict.clause.clause_id), "true" if verdict.answer.asked else "false",
        )
        for year, verdicts in sorted(judged.items())
        for verdict in verdicts
    )  # fmt: skip


def figure_rows(edition: Edition, years: Mapping[int, UnionYear]) -> tuple[bytes, ...]:
    """A union's rows of `figures.csv`, without header and in blocks: by year every figure minted, then every cell."""
    return tuple(csv_blocks(row for _, report in sorted(years.items()) for row in _figures(edition, report)))


def federation_rows(edition: Edition, figures: Iterable[Figure]) -> dict[str, Row]:
    """By key the rows of `figures.csv` of figures over many unions."""
    text = edition.language.gettext
    rows: dict[str, Row] = {}
    for one in figures:
        year, name = of_many(one.key)
        rows[one.key] = (
            one.key, None, year, None, None, name, one.value, one.unit.value,
            text(one.formula) if one.formula else None, " ".join(one.parents),
        )  # fmt: skip
    return rows


def overdue_rows(edition: Edition, summaries: Iterable[Summary], as_of: date) -> Iterator[Row]:
    """How many days each union-year is late on the day of the build, which no page says: it is another one tomorrow."""
    for one in summaries:
        if one.missing_since:
            late = days_overdue(one.union_id, one.year, one.missing_since, as_of)
            made, inputs = edition.language.gettext(late.formula), " ".join(late.parents)
            yield late.key, one.union_id, one.year, None, None, "days_overdue", late.value, late.unit, made, inputs


@cache  # by name: hashing a whole declaration costs more than what is looked up
def row_values(table: str) -> attrgetter[Any]:
    """The function that gives a row's values in the order of the columns of `table`."""
    fields = BY_NAME[table].record.__dataclass_fields__
    names = (column.name for column in BY_NAME[table].columns)
    return attrgetter(*(name if name in fields else f"{name}_" for name in names))


def _figures(edition: Edition, report: UnionYear) -> Iterator[Row]:
    union_id, year = report.union.union_id, report.year
    home, text = f"{union_id}/{year}/", cache(edition.language.gettext)
    for name, one in report.figures.items():
        if one.value is not None:
            made = text(one.formula) if one.formula else None
            inputs = " ".join(one.inputs).replace("./", home)  # as `parents`, a fifth of its price
            yield one.key, union_id, year, None, None, name, one.value, one.unit, made, inputs
    for cell in reported(report.package) if report.package else ():
        key = cell_key(union_id, year, cell.table, cell.row, cell.column)
        yield key, union_id, year, cell.table, cell.row, cell.column, cell.value, cell.unit, None, None
