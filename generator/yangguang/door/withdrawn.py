"""What was withdrawn stays withdrawn: rows of withdrawals.csv that main once had, rows of what it never showed, rows ahead."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from yangguang.core.issues import Place
from yangguang.door.bytes.gate import read_tables
from yangguang.door.history import read_shared
from yangguang.door.messages.catalogue import issue
from yangguang.door.schema.check import check_tables
from yangguang.records.tables import REGISTRY_TABLES
from yangguang.sources.git import GitError
from yangguang.sources.publications import WITHDRAWALS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yangguang.core.issues import Issue
    from yangguang.records.federation import Registry
    from yangguang.records.registry import Withdrawal
    from yangguang.sources.git import Checkout
    from yangguang.sources.publications import MainHistory, Moment

PERSONAL_DATA = "personal_data"  # the reason for which content and downloads go too


def withdrawals_that_hold(
    registry: Registry, checkout: Checkout | None, history: MainHistory, folders: set[tuple[str, int]]
) -> Registry:
    """`registry` with the rows for personal data that it no longer has, and without rows of what nobody ever reported.

    What a row for personal data took away never comes back; it counts once main took the folder away, so that one written
    by mistake can be taken out again. Of a year that main never had there is nothing to withdraw, unless main itself has
    its row for personal data: then the folder was cleared from the history. `folders` are the years that have one.
    """
    if checkout is None:
        return registry
    tables = [_rows(checkout, moment) for moment in history.withdrawals]
    cleared = {(row.union_id, row.year) for row in (tables or [()])[-1] if row.reason == PERSONAL_DATA}
    kept = {
        union_id: {
            year: row
            for year, row in rows.items()
            if history.of(union_id, year) or (union_id, year) in folders | cleared
        }
        for union_id, rows in registry.withdrawals.items()
    }
    for row in (row for table in tables for row in table if row.reason == PERSONAL_DATA):
        has = kept.setdefault(row.union_id, {})
        is_gone = any(one.gone for one in history.of(row.union_id, row.year))
        if is_gone and (row.year not in has or has[row.year].reason != PERSONAL_DATA):
            has[row.year] = row
    return registry if kept == registry.withdrawals else replace(registry, withdrawals=kept)


def withdrawal_issues(written: Registry, kept: Registry) -> Iterator[Issue]:
    """Rows that are missing or changed although main had them, of years that nobody ever reported, and of days to come.

    `written` is the registry as submitted, `kept` the one with the rows that hold.
    """
    for union_id, rows in kept.withdrawals.items():
        for year, row in rows.items():
            if written.withdrawn(union_id).get(year) != row:
                yield issue(
                    "registry.withdrawal-lost", Place(file=WITHDRAWALS), union=union_id, year=year, day=row.since
                )
    for union_id, rows in written.withdrawals.items():
        for year, row in rows.items():
            place = Place(file=WITHDRAWALS, row=row.row, line=row.line)
            if year not in kept.withdrawn(union_id):
                yield issue("registry.withdrawn-unpublished", replace(place, column="year"), union=union_id, year=year)
            if row.since > written.today:
                yield issue(
                    "registry.withdrawn-ahead", replace(place, column="since"), union=union_id, year=year, day=row.since
                )


def _rows(checkout: Checkout, moment: Moment) -> tuple[Withdrawal, ...]:
    """What the table said at `moment`, as far as it can be read."""
    try:
        found = read_shared(checkout, moment.commit, "registry", frozenset({WITHDRAWALS.removeprefix("registry/")}))
    except GitError:
        return ()
    gated = read_tables(found.files, "registry", REGISTRY_TABLES)
    rows: tuple[Withdrawal, ...] = check_tables(gated.tables, gated.broken).records.get("withdrawals", ())  # type: ignore[assignment]  # of that table
    return rows
