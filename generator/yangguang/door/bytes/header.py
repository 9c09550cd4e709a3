"""The header row: English names or all Chinese titles, in any order; every other label is told apart and explained."""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

from yangguang.core.address import Folder
from yangguang.core.issues import Place, Text, column_letter
from yangguang.door.bytes.csv_text import separator_used
from yangguang.door.bytes.strays import holds_figure
from yangguang.door.bytes.units import unit_noted, unit_of_label
from yangguang.door.bytes.unsafe import cleaned
from yangguang.door.messages.catalogue import issue
from yangguang.door.privacy.shown import shown
from yangguang.records.tables import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from yangguang.core.issues import Issue
    from yangguang.door.bytes.units import Unit
    from yangguang.door.model import TextRow
    from yangguang.records.declare import Column, Table

_PREFACE = 10
_LONGEST = 40
_OF_YEAR = re.compile(r"([12][0-9]{3}|本年|今年|上年|去年|前年|上期|上一年)(?:年?度?(?:的|数)?)(?=.)")
_DELETE = Text("这一列是空的，请删除", "The column is empty; delete it")
# Headings that name no one column of amounts: which is meant is not guessed.
UNCLEAR_AMOUNTS = frozenset({
    "金额", "预算", "预算数", "预算金额", "数额", "发生额", "实际", "实际数", "本年数", "总额", "合计", "经费",
})  # fmt: skip
_MOVE = Text(
    "本表没有这一列：请把它移出另存，需要公开的内容写入“说明”列或说明表（explanations）",
    "The table has no such column: keep it elsewhere; what is to be public goes into a note or the explanations table",
)
_OTHERWISE = Text("，不是就把这一列移出另存", "; keep the column elsewhere if not")


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
    known = known_labels(table)
    if not any(label in known for label in labels) and (wrong := _wrong_separator(file, rows, known)):
        yield wrong
        return
    seen: set[str] = set()
    english, chinese = _by_name(table), _by_title(table)
    in_english = sum(label in english for label in labels) > sum(label in chinese for label in labels)
    absent = [column for column in table.columns if not {column.name, column.title_zh} & set(labels)]
    blank = [index for index, label in enumerate(labels) if not label.strip() and _holds(rows, index)]
    for index, label in enumerate(labels):
        column = known.get(label)
        meant = column or _meant(label, table, known, _year(file))
        place = _head(file, rows, column.name if column else None, f"{column_letter(index)}{rows[0].row}")
        if not label.strip():
            remedy = _nameless([one for one in absent if one.need != "no"]) if index in blank else _DELETE
            yield issue("schema.blank-label", place, position=index + 1, remedy=remedy)
        elif meant and meant.name in seen:
            yield issue("schema.duplicate-label", place, column=_title(meant))
        elif column is None:
            yield _unknown_label(label, meant, place, absent, holds=_holds(rows, index), in_english=in_english)
        if meant:
            seen.add(meant.name)
    place = _head(file, rows)
    zh = next((label for label in labels if label in chinese), None)
    en = next((label for label in labels if label in english), None)
    if zh and en:
        odd = [known[label] for label in labels if label in (chinese if in_english else english)]
        pairs = [(one.title_zh, one.name) if in_english else (one.name, one.title_zh) for one in odd]
        changes = Text(
            "、".join(f"“{old}”改为“{new}”" for old, new in pairs),
            ", ".join(f"“{old}” is “{new}”" for old, new in pairs),
        )
        yield issue("schema.mixed-labels", place, zh_label=zh, en_label=en, changes=changes)
    lacking = [column for column in table.columns if column.need != "no" and column.name not in seen]
    for column in lacking:
        if len(blank) < len(lacking):  # else each of them may stand under a heading that is blank
            missing = replace(place, column=column.name)
            yield issue("schema.missing-label", missing, column=_title(column), name=column.name, title=column.title_zh)


def header_row(table: Table, rows: Sequence[TextRow]) -> int:
    """The position of the row that holds the labels; 0 unless title rows stand before it."""
    known = known_labels(table)
    if any(label.strip() in known for label in rows[0].cells):
        return 0
    for at, row in enumerate(rows[1:_PREFACE], 1):
        found = sum(cleaned(label) in known or _with_unit(label, known) is not None for label in row.cells)
        if found and found * 2 >= min(len(table.columns), len(row.cells)):
            return at
    return 0


def meant_header(table: Table, labels: tuple[str, ...]) -> tuple[str, ...] | None:
    """The columns of labels that only look wrong (white space, look-alikes, both languages), so that the rows can be read."""
    if len(labels) > len(table.columns):
        return None
    known = known_labels(table)
    columns = [known.get(cleaned(label)) for label in labels]
    names = tuple(column.name for column in columns if column)
    whole = len(set(names)) == len(labels)
    return names if whole and all(column.name in names for column in table.columns if column.need != "no") else None


def known_labels(table: Table) -> dict[str, Column]:
    """Each column by its name and by its Chinese title."""
    return {**_by_name(table), **_by_title(table)}


def preface_issues(file: str, rows: Sequence[TextRow], before: int) -> Iterator[Issue]:
    """That title rows stand above the header; a unit they declare is the one thing told of them."""
    for row in rows[:before]:
        for index, cell in enumerate(row.cells):
            if unit := unit_noted(cell, alone=not any(map(holds_figure, row.cells))):
                place = Place(file=file, row=row.row, line=row.line, cell=f"{column_letter(index)}{row.row}")
                remedy = Text(
                    f"请先把表中每个金额乘以 {unit.factor}，换算成元，再把表头以上的 {before} 行移出",
                    f"Multiply every amount of the table by {unit.factor} first, then move the {before} rows above it out",
                )
                yield issue("gate.unit", place, label=shown(cell), unit=unit.words, remedy=remedy)
                return
    yield issue("gate.preface", Place(file=file, row=1, line=1), row=rows[before].row, before=before)


def _wrong_separator(file: str, rows: Sequence[TextRow], known: Mapping[str, Column]) -> Issue | None:
    if len(rows[0].cells) == 1 and (used := separator_used(rows[0].cells[0])):
        char, found, remedy = used
        if any(label.strip() in known for label in rows[0].cells[0].split(char)):
            return issue("gate.separator", Place(file=file, row=1, line=1), found=found, remedy=remedy)
    return None


def _year(file: str) -> str:
    """The year of the package that a file belongs to; '' for the register's and the policy's."""
    found = Folder.within(file)
    return str(found[0].year) if found else ""


def _meant(label: str, table: Table, known: Mapping[str, Column], year: str) -> Column | None:
    """The column that an unknown label is likely to mean; a column of another year is none of this year's."""
    found = known.get(cleaned(label))
    if found or len(label) > _LONGEST or cleaned(label) in UNCLEAR_AMOUNTS:
        return found
    said = _OF_YEAR.match(label.strip())
    if said and said[1] not in {year, "本年", "今年"}:
        return None
    label = label.strip()[said.end() :] if said else label
    if with_unit := _with_unit(label, known):
        return with_unit[0]
    plain = "".join(label.split()).replace("(", "（").split("（")[0].lower()
    names = {**{name.lower(): column for name, column in _by_name(table).items()}, **_by_title(table)}
    near = get_close_matches(plain, list(names), n=1, cutoff=0.6)
    return names[near[0]] if near else None


def _nameless(lacking: Sequence[Column]) -> Text:
    """The remedy for data under a blank heading, with the columns that it may be."""
    names = "、".join(f"“{column.title_zh}”（{column.name}）" for column in lacking)
    may_be = Text(f"；本表还缺{names}", f"; the table lacks {names}") if lacking else Text("", "")
    return Text(f"这一列有数据：请写上列名{may_be.zh}", f"The column holds data: name it{may_be.en}")


def _with_unit(label: str, known: Mapping[str, Column]) -> tuple[Column, Unit] | None:
    """The amount that a label names together with a unit that is not the portal's."""
    found = unit_of_label(label) if len(label) <= _LONGEST else None
    column = found and (known.get(found[0]) or known.get(found[0].lower()))
    return (column, found[1]) if found and column and column.kind in {"number", "integer"} else None


def _unknown_label(
    label: str, meant: Column | None, place: Place, absent: Sequence[Column], *, holds: bool, in_english: bool
) -> Issue:
    if (
        meant is None
        and holds
        and cleaned(label) in UNCLEAR_AMOUNTS
        and (amounts := [one for one in absent if one.unit])
    ):
        names = "、".join(f"“{column.title_zh}”（{column.name}）" for column in amounts)
        remedy = Text(
            f"说不清是哪一种数，请改成这几列中的一个：{names}", f"Which amounts is not clear; head it one of {names}"
        )
    elif meant is None:
        remedy = _MOVE if holds else _DELETE
    elif with_unit := _with_unit(label, {meant.name: meant, meant.title_zh: meant}):
        unit, title = with_unit[1], meant.title_zh
        remedy = Text(
            f"请先把这一列的每个数乘以 {unit.factor}，再把列名改为“{title}”；只改列名，数值就小了 {unit.factor} 倍",
            f"Multiply every value of the column by {unit.factor}, then head it “{meant.name}”; the name alone would not do",
        )
        return issue("gate.unit", place, label=shown(label), unit=unit.words, remedy=remedy)
    elif cleaned(label) in {meant.name, meant.title_zh}:
        right = cleaned(label)
        remedy = Text(
            f"看起来一样，但含有空白、部首或不可见字符：请清空这一格，重新输入“{right}”",
            f"It looks the same but holds white space, a radical or an unseen character: clear the cell and type “{right}”",
        )
    else:
        otherwise = _OTHERWISE if holds else Text("；空列请删除", "; delete the column if it is empty")
        name, other = (meant.name, meant.title_zh) if in_english else (meant.title_zh, meant.name)
        remedy = Text(
            f"是否应为“{name}”（{other}）？是就改列名{otherwise.zh}",
            f"Should it be “{name}” ({other})? Rename it then{otherwise.en}",
        )
    return issue("schema.extra-label", place, label=shown(label), remedy=remedy)


def _holds(rows: Sequence[TextRow], index: int) -> bool:
    """Whether the column at `index` has anything below its label."""
    return any(len(row.cells) > index and row.cells[index].strip() for row in rows[1:])


def _head(file: str, rows: Sequence[TextRow], column: str | None = None, cell: str | None = None) -> Place:
    return Place(file=file, row=rows[0].row, line=rows[0].line, column=column, cell=cell)


def _title(column: Column) -> Text:
    return Text(column.title_zh, column.title_en)


def _by_name(table: Table) -> dict[str, Column]:
    return {column.name: column for column in table.columns}


def _by_title(table: Table) -> dict[str, Column]:
    return {column.title_zh: column for column in table.columns}
