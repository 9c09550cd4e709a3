"""What a correction owes its readers: a raised version, and a reason for each figure that they had seen otherwise."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from yangguang.core.issues import Place, Severity, Text
from yangguang.core.money import format_amount
from yangguang.door.messages.catalogue import issue
from yangguang.history.restatements import is_next_stage, is_raised, restated
from yangguang.ledger.figures.reported import row_key
from yangguang.records.tables import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from yangguang.core.issues import Issue
    from yangguang.history.restatements import Restatement
    from yangguang.records.package import Package

_LAST = 999_999  # the largest part of a version that the gate takes


def unexplained(before: Package, after: Package, *, handed_in: bool = True) -> Iterator[Issue]:
    """What is lacking where `after` is to replace the published `before`: the stage, the version, a reason for each table.

    A later stage of the year is a reason of its own for what it says anew; it still has a version of its own. While
    nothing is `handed_in`, a cell that was only emptied may yet be filled: a warning.
    """
    corrections = [one for one in restated(before, after) if one.is_correction]
    old, new = before.descriptor, after.descriptor
    descriptor = Place(file=f"{after.folder}/datapackage.json")
    if is_next_stage(new.stage, old.stage):
        yield issue("history.stage-lowered", descriptor, stage=new.stage, before=old.stage)
    if corrections and not is_raised(old.version, new.version):
        severity = _severity(corrections, after, handed_in=handed_in)
        yield issue(
            "history.version-not-raised", descriptor, severity=severity, count=len(corrections), version=new.version,
            before=old.version, next=_raised(old.version),
        )  # fmt: skip
    elif is_raised(new.version, old.version):
        yield issue(
            "history.version-lowered", descriptor, version=new.version, before=old.version, next=_raised(old.version)
        )
    if is_next_stage(old.stage, new.stage):
        return
    silent = [one for one in corrections if one.reason is None]
    for table, found in groupby(silent, key=lambda one: one.table):
        some = list(found)
        first, title = some[0], BY_NAME[table]
        yield issue(
            "history.change-without-reason", Place(file=f"{after.folder}/{table}.csv", column=first.column),
            severity=_severity(some, after, handed_in=handed_in), title=Text(title.title_zh, title.title_en),
            count=len(some), figure=_named(first), before=_shown(first.before), after=_shown(first.after),
            subject=_subject(some, after), table=table,
        )  # fmt: skip


def _severity(corrections: Sequence[Restatement], after: Package, *, handed_in: bool) -> Severity:
    is_draft = not handed_in and all(one.after is None and one.row in _rows(one.table, after) for one in corrections)
    return Severity.WARNING if is_draft else Severity.ERROR


def _subject(corrections: Sequence[Restatement], after: Package) -> str:
    """The closest that an explanation of them all may name; of a row that is gone only its table is left."""
    table, rows = corrections[0].table, {one.row for one in corrections}
    if len(rows) > 1 or not rows <= _rows(table, after):
        return table
    return corrections[0].key if len(corrections) == 1 else f"{table}/{corrections[0].row}"


def _rows(table: str, package: Package) -> set[str]:
    return {row_key(table, row) for row in package.table(table) or ()}


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
    major, minor, patch = map(int, version.split("."))
    if patch < _LAST:
        return f"{major}.{minor}.{patch + 1}"
    return f"{major}.{minor + 1}.0" if minor < _LAST else f"{major + 1}.0.0"
