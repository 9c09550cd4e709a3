"""The two federation-wide CSV files, a union's rows at a time: every verdict, every figure. Text cells are inert in Excel.

Rows end in CRLF and each file begins with a byte order mark, because Excel then reads Chinese; numbers stay numbers.
"""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from generator.core.figures import Unit, cell_key
from generator.pages.words import STATUSES
from generator.records.tables import PACKAGE_TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from generator.ledger.model import UnionYear
    from generator.pages.model import Edition
    from generator.records.declare import Column, Record, Table
    from generator.rules.model import Verdict

_BOM = "\ufeff"
# What a spreadsheet takes for the beginning of a formula, full-width forms included.
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
_VERDICTS = ("union_id", "year", "clause", "status", "status_title", "severity", "rule_version", "message")
_FIGURES = ("key", "union_id", "year", "table", "row", "column", "value", "unit")


def text_cell(text: str) -> str:
    """`text` as a cell that no spreadsheet runs: an apostrophe before what would begin a formula."""
    return f"'{text}" if text[:1] in _FORMULA and text else text


def csv_bytes(rows: Iterable[Sequence[str | int | Decimal | None]]) -> bytes:
    """Rows as UTF-8 CSV with CRLF; None is an empty cell."""
    buffer = StringIO()
    csv.writer(buffer).writerows(rows)
    return buffer.getvalue().encode()


VERDICTS_HEADER = _BOM.encode() + csv_bytes([_VERDICTS])
FIGURES_HEADER = _BOM.encode() + csv_bytes([_FIGURES])


def verdict_rows(edition: Edition, judged: Mapping[int, Sequence[Verdict]]) -> bytes:
    """A union's rows of `verdicts.csv`, without header, by year."""
    titles = {status: title.text(edition.language) for status, title in STATUSES.items()}
    return csv_bytes(
        (
            verdict.union_id, year, verdict.clause.clause_id, verdict.status.value, titles[verdict.status],
            verdict.weight.value, text_cell(verdict.rule.version),
            text_cell(verdict.answer.reason.text(edition.language)),
        )
        for year, verdicts in sorted(judged.items())
        for verdict in verdicts
    )  # fmt: skip


def figure_rows(edition: Edition, years: Mapping[int, UnionYear]) -> bytes:  # noqa: ARG001 (the same call as verdict_rows)
    """A union's rows of `figures.csv`, without header, by year: derived figures, then every reported number."""
    return csv_bytes(row for _, report in sorted(years.items()) for row in _figures(report))


def numeric_columns(table: Table) -> tuple[Column, ...]:
    """The columns of a table whose cells are figures: amounts and counts."""
    return tuple(column for column in table.columns if column.kind in {"number", "integer"} and column.need != "key")


def row_key(table: Table, row: Record) -> str:
    """The row's part of a figure key: its key columns joined with '+'; the one row of overview is 'overview'."""
    return "+".join(str(getattr(row, name)) for name in table.key) or table.name


def _figures(report: UnionYear) -> Iterator[tuple[str | int | Decimal | None, ...]]:
    union_id, year = report.union.union_id, report.year
    for name, figure in report.figures.items():
        if figure.value is not None:
            yield figure.key, union_id, year, None, None, name, figure.value, figure.unit.value
    if report.package is None:
        return
    for table, columns in _NUMERIC:
        for row in report.package.table(table.name) or ():
            of = row_key(table, row)
            safe = text_cell(of)
            for name, unit in columns:
                value = getattr(row, name)
                if value is not None:
                    yield (
                        cell_key(union_id, year, table.name, of, name),
                        union_id,
                        year,
                        table.name,
                        safe,
                        name,
                        value,
                        unit,
                    )


_NUMERIC = tuple(
    (table, columns)
    for table in PACKAGE_TABLES
    if (columns := tuple((c.name, c.unit or Unit.COUNT.value) for c in numeric_columns(table)))
)
