"""What was withdrawn stays withdrawn: rows of withdrawals.csv that main once had, and rows of what it never showed."""

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
    from collections.abc import Iterator, Mapping

    from yangguang.core.issues import Issue
    from yangguang.records.federation import Registry
    from yangguang.records.registry import Withdrawal
    from yangguang.sources.git import Checkout
    from yangguang.sources.publications import MainHistory, Moment

PERSONAL_DATA = "personal_data"  # the reason for which content and downloads go too


def with_former_withdrawals(registry: Registry, checkout: Checkout | None, history: MainHistory) -> Registry:
    """`registry` with the rows for personal data that it no longer has: what they took away never comes back.

    A row counts once main took the folder away, so that one written by mistake can be taken out again.
    """
    kept: dict[str, Mapping[int, Withdrawal]] = dict(registry.withdrawals)
    for moment in history.withdrawals if checkout else ():
        for row in _rows(checkout, moment) if checkout else ():
            has = kept.get(row.union_id, {})
            is_gone = any(one.gone for one in history.of(row.union_id, row.year))
            if (
                row.reason == PERSONAL_DATA
                and is_gone
                and (row.year not in has or has[row.year].reason != PERSONAL_DATA)
            ):
                kept[row.union_id] = {**has, row.year: row}
    return registry if kept == registry.withdrawals else replace(registry, withdrawals=kept)


def withdrawal_issues(
    written: Registry, kept: Registry, history: MainHistory, folders: set[tuple[str, int]]
) -> Iterator[Issue]:
    """Rows that are missing or changed although main had them, and rows of years that nobody ever reported.

    `written` is the registry as submitted, `kept` the one with former rows; `folders` are the years that have a folder.
    """
    for union_id, rows in kept.withdrawals.items():
        for year, row in rows.items():
            if written.withdrawn(union_id).get(year) != row:
                yield issue(
                    "registry.withdrawal-lost", Place(file=WITHDRAWALS), union=union_id, year=year, day=row.since
                )
    for union_id, rows in written.withdrawals.items():
        for year, row in rows.items():
            if not history.of(union_id, year) and (union_id, year) not in folders:
                place = Place(file=WITHDRAWALS, row=row.row, line=row.line, column="year")
                yield issue("registry.withdrawn-unpublished", place, union=union_id, year=year)


def _rows(checkout: Checkout, moment: Moment) -> tuple[Withdrawal, ...]:
    """What the table said at `moment`, as far as it can be read."""
    try:
        found = read_shared(checkout, moment.commit, "registry", frozenset({WITHDRAWALS.removeprefix("registry/")}))
    except GitError:
        return ()
    gated = read_tables(found.files, "registry", REGISTRY_TABLES)
    rows: tuple[Withdrawal, ...] = check_tables(gated.tables, gated.broken).records.get("withdrawals", ())  # type: ignore[assignment]  # of that table
    return rows
