"""What a correction owes its readers: a raised version, and a reason for each figure that they had seen otherwise."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from yangguang.core.issues import Place, Text
from yangguang.core.money import format_amount
from yangguang.door.messages.catalogue import issue
from yangguang.history.restatements import is_next_stage, is_raised, restated
from yangguang.ledger.figures.reported import row_key
from yangguang.records.tables import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from yangguang.core.issues import Issue
    from yangguang.history.restatements import Restatement
    from yangguang.records.package import Package


def unexplained(before: Package, after: Package) -> Iterator[Issue]:
    """What is lacking where `after` is to replace the published `before`: one issue for the version, one for each table.

    A later stage of the year is a reason of its own for what it says anew; it still has a version of its own.
    """
    corrections = [one for one in restated(before, after) if one.is_correction]
    old, new = before.descriptor, after.descriptor
    if corrections and not is_raised(old.version, new.version):
        yield issue(
            "history.version-not-raised", Place(file=f"{after.folder}/datapackage.json"), count=len(corrections),
            version=new.version, before=old.version, next=_raised(old.version),
        )  # fmt: skip
    if is_next_stage(old.stage, new.stage):
        return
    silent = [one for one in corrections if one.reason is None]
    for table, found in groupby(silent, key=lambda one: one.table):
        some = list(found)
        first, title = some[0], BY_NAME[table]
        yield issue(
            "history.change-without-reason", Place(file=f"{after.folder}/{table}.csv", column=first.column),
            title=Text(title.title_zh, title.title_en), count=len(some), figure=_named(first), before=_shown(first.before),
            after=_shown(first.after), subject=_subject(first, after), table=table,
        )  # fmt: skip


def _subject(one: Restatement, after: Package) -> str:
    """What an explanation may call the figure: of a row that is gone only its table is left to name."""
    rows = {row_key(one.table, row) for row in after.table(one.table) or ()}
    return one.key if one.row in rows else one.table


def _named(one: Restatement) -> Text:
    column = BY_NAME[one.table].column(one.column)
    row = "" if one.row == one.table else f"{one.row} "
    return Text(f"{row}{column.title_zh}", f"{row}{column.title_en}")


def _shown(value: Decimal | int | None) -> Text:
    if value is None:
        return Text("（无）", "(none)")
    shown = str(value) if isinstance(value, int) else format_amount(value)
    return Text(shown, shown)


def _raised(version: str) -> str:
    major, minor, patch = version.split(".")
    return f"{major}.{minor}.{int(patch) + 1}"
