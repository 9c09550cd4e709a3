"""The header row: English names or all Chinese titles, in any order; every other label is told apart and explained."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

from yangguang.core.issues import Place, Text, column_letter
from yangguang.door.bytes.csv_text import separator_used
from yangguang.door.messages.catalogue import issue
from yangguang.door.privacy.shown import shown
from yangguang.records.tables import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yangguang.core.issues import Issue
    from yangguang.door.model import TextRow
    from yangguang.records.declare import Column, Table

_PREFACE = 10
_LONGEST = 40
_DELETE = Text("请删除这一列", "Delete this column")


def exact_header(table: Table, labels: tuple[str, ...]) -> tuple[str, ...] | None:
    """The column names that `labels` stand for, or None if anything at all is wrong with them."""
    return _exact_header(table.name, labels) if len(labels) <= len(table.columns) else None


@lru_cache(maxsize=256)
def _exact_header(table_name: str, labels: tuple[str, ...]) -> tuple[str, ...] | None:
    table = BY_NAME[table_name]
    for names in (_by_name(table), _by_title(table)):
        if all(label in names for label in labels) and len(set(labels)) == len(labels):
            header = tuple(names[label].name for label in labels)
            return header if all(column.name in header for column in table.columns if column.need != "no") else None
    return None


def header_issues(table: Table, file: str, rows: Sequence[TextRow]) -> Iterator[Issue]:
    """Why the first row is not a header of `table`; called only where `exact_header` says no."""
    labels = rows[0].cells
    known = {**_by_name(table), **_by_title(table)}
    if not any(label in known for label in labels) and (wrong := _misplaced(table, file, rows, known)):
        yield wrong
        return
    seen: set[str] = set()
    for index, label in enumerate(labels):
        column = known.get(label)
        place = Place(file=file, row=1, line=1, column=column.name if column else None, cell=f"{column_letter(index)}1")
        if not label.strip():
            yield issue("schema.blank-label", place, position=index + 1)
        elif column is None:
            yield issue("schema.extra-label", place, label=shown(label), remedy=_remedy(label, table))
        elif column.name in seen:
            yield issue("schema.duplicate-label", place, column=_title(column))
        else:
            seen.add(column.name)
    place = Place(file=file, row=1, line=1)
    zh = next((label for label in labels if label in _by_title(table)), None)
    en = next((label for label in labels if label in _by_name(table)), None)
    if zh and en:
        yield issue("schema.mixed-labels", place, zh_label=zh, en_label=en)
    for column in table.columns:
        if column.need != "no" and column.name not in seen:
            missing = replace(place, column=column.name)
            yield issue("schema.missing-label", missing, column=_title(column), name=column.name, title=column.title_zh)


def _misplaced(table: Table, file: str, rows: Sequence[TextRow], known: dict[str, Column]) -> Issue | None:
    """Not one label is known: another separator, or title rows above the header."""
    if len(rows[0].cells) == 1 and (used := separator_used(rows[0].cells[0])):
        char, found, remedy = used
        if any(label.strip() in known for label in rows[0].cells[0].split(char)):
            return issue("gate.separator", Place(file=file, row=1, line=1), found=found, remedy=remedy)
    for row in rows[1:_PREFACE]:
        if sum(label.strip() in known for label in row.cells) * 2 >= len(table.columns):
            return issue("gate.preface", Place(file=file, row=1, line=1), row=row.row, before=row.row - 1)
    return None


def _remedy(label: str, table: Table) -> Text:
    plain = "".join(label.split()).replace("(", "（").split("（")[0].lower()
    names = {**{name.lower(): column for name, column in _by_name(table).items()}, **_by_title(table)}
    near = len(label) <= _LONGEST and get_close_matches(plain, list(names), n=1, cutoff=0.6)
    if not near:
        return _DELETE
    column = names[near[0]]
    return Text(
        f"是否应为“{column.title_zh}”（{column.name}）？否则请删除这一列",
        f"Should it be “{column.name}” ({column.title_zh})? Otherwise delete this column",
    )


def _title(column: Column) -> Text:
    return Text(column.title_zh, column.title_en)


def _by_name(table: Table) -> dict[str, Column]:
    return {column.name: column for column in table.columns}


def _by_title(table: Table) -> dict[str, Column]:
    return {column.title_zh: column for column in table.columns}
