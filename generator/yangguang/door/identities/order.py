"""Pairs of cells of one row of which the first cannot exceed, or come after, the second."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from yangguang.core.issues import Severity, Text
from yangguang.core.money import format_amount
from yangguang.door.identities.books import title
from yangguang.door.messages.catalogue import issue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yangguang.core.issues import Issue
    from yangguang.door.identities.books import Books
    from yangguang.records.declare import Record

# Only what cannot be true is refused. Steps in the wrong order (a contract before its tender, a decision after the
# fact) can be true, and are what the rules are there to judge.
_PAIRS: tuple[tuple[str, str, str], ...] = (
    ("filings", "present_count", "due_count"),
    ("activities", "attended_count", "due_count"),
    ("activities", "date", "end_date"),
    ("disclosures", "date", "end_date"),
    ("regulations", "adopted_on", "repealed_on"),
    ("channels", "since", "closed_on"),
    ("assets", "start_on", "end_on"),
    ("procurement", "announced_on", "bid_deadline"),
    ("procurement", "notice_start", "notice_end"),
    ("audits", "report_on", "approved_on"),
    ("findings", "rectified_amount", "amount"),
    ("collections", "units_collected", "units_due"),
)
_LIKELY: tuple[tuple[str, str, str], ...] = (
    ("activities", "cases_resolved", "cases_received"),
    ("findings", "rectified_on", "revisited_on"),
)
_LATER, _MORE = Text("晚于", "is later than"), Text("大于", "is more than")
_VOTES = ("votes_for", "votes_against", "votes_abstain")


def check_order(books: Books) -> Iterator[Issue]:
    """Attendance <= due, votes <= present, rectified <= amount, starts before ends; warnings for what is only unlikely."""
    for pairs, severity in ((_PAIRS, None), (_LIKELY, Severity.WARNING)):
        for table, low_column, high_column in pairs:
            for row in books.package.table(table) or ():
                low, high = getattr(row, low_column), getattr(row, high_column)
                if low is not None and high is not None and low > high:
                    yield _wrong(books, table, row, (low_column,), low, high_column, high, severity)
    for filing in books.package.filings or ():
        cast = [column for column in _VOTES if getattr(filing, column) is not None]
        votes = sum(getattr(filing, column) for column in cast)
        if filing.present_count is not None and votes > filing.present_count:
            yield _wrong(books, "filings", filing, tuple(cast), votes, "present_count", filing.present_count)
    for finding in books.package.findings or ():
        if finding.amount_undetermined and finding.amount is not None:
            yield issue("identity.undetermined-amount", books.place("findings", finding, "amount_undetermined"))
        rectified, amount = finding.rectified_amount, finding.amount
        if finding.status == "rectified" and rectified is not None and amount is not None and rectified < amount:
            yield _wrong(
                books, "findings", finding, ("amount",), amount, "rectified_amount", rectified, Severity.WARNING
            )


def _wrong(
    books: Books, table: str, row: Record, low_columns: tuple[str, ...], low: object, high_column: str, high: object,
    severity: Severity | None = None,
) -> Issue:  # fmt: skip
    titles = [title(table, column) for column in low_columns]
    return issue(
        "identity.order", books.place(table, row, low_columns[0]), severity=severity,
        low_column=Text(" + ".join(text.zh for text in titles), " + ".join(text.en for text in titles)),
        high_column=title(table, high_column), low=_shown(low), high=_shown(high), difference=_difference(low, high),
        relation=_LATER if isinstance(low, date) else _MORE,
        cells=books.cells(table, [row], *low_columns, high_column),
    )  # fmt: skip


def _difference(low: object, high: object) -> Text:
    if isinstance(low, date) and isinstance(high, date):
        return Text(f"{(low - high).days} 天", f"{(low - high).days} days")
    assert isinstance(low, int | Decimal)
    assert isinstance(high, int | Decimal)
    return Text(_shown(low - high), _shown(low - high))


def _shown(value: object) -> str:
    return format_amount(value) if isinstance(value, Decimal) else str(value)
