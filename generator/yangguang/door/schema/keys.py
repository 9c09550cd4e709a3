"""Keys: no two rows of a table alike, and what a row refers to exists in the package or in the registry."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from yangguang.core.issues import Text
from yangguang.door.messages.catalogue import issue
from yangguang.door.privacy.shown import shown
from yangguang.door.schema.identifiers import misread
from yangguang.records.schema import NOT_ONLY_KEYS
from yangguang.records.tables import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from yangguang.core.issues import Issue
    from yangguang.door.model import TextRow, TextTable
    from yangguang.records.declare import Column
    from yangguang.records.federation import Registry

_TWICE = Text("这一行与那一行完全相同，请删去这一行", "The two rows are the same: take this one out")
_LONGEST = 40
_SUGGESTIONS = 5  # a nearest match among thousands of unions takes milliseconds


def primary_key_issues(table: TextTable) -> Iterator[Issue]:
    """Rows whose key an earlier row already has; an incomplete key is another problem and not told here.

    Rows that are parts of one thing may share a key: they differ in their part, and agree in what they share.
    """
    key, known = table.table.key, [name for name in table.table.parts if name in table.header]
    if not key:
        return
    title = _titles(table, key)
    whole = [table.header.index(name) for name in (*key, *known)]
    agreed = [name for name in table.table.shared if name in table.header]
    first: dict[tuple[str, ...], TextRow] = {}
    named: dict[tuple[str, ...], TextRow] = {}
    for row in table.rows:
        value = tuple(row.cells[place] for place in whole)
        of = value[: len(key)]
        if value in first and all(value):
            place = table.place(row, key[0] if len(key) == 1 else None)
            both = _titles(table, (*key, *known))
            remedy = _TWICE if first[value].cells == row.cells else _apart(both)
            yield issue(
                "schema.primary-key", place, value=" + ".join(value), column=both, first=first[value].row, remedy=remedy
            )
        elif of in named and all(of):
            for name in agreed:
                at = table.header.index(name)
                here, there = row.cells[at], named[of].cells[at]
                if here and there and here != there:
                    yield issue(
                        "schema.primary-key", table.place(row, name), value=" + ".join(of), column=title,
                        first=named[of].row, remedy=_one_name(title, _titles(table, (name,)), there),
                    )  # fmt: skip
        first.setdefault(value, row)
        named.setdefault(of, row)


def _titles(table: TextTable, names: Sequence[str]) -> Text:
    columns = [table.table.column(name) for name in names]
    return Text("、".join(column.title_zh for column in columns), ", ".join(column.title_en for column in columns))


def _one_name(key: Text, column: Text, before: str) -> Text:
    named = shown(before)
    return Text(
        f"各行是同一项的，{column.zh}都写“{named}”；不是同一项的，另编{key.zh}",
        f"Rows of one and the same have one {column.en.lower()}: “{named}”; of another, another {key.en.lower()}",
    )


def _apart(title: Text) -> Text:
    return Text(
        f"每行的{title.zh}必须不同，请合并或改正其中一行",
        f"{title.en} must differ from row to row: join or mend one of them",
    )


def foreign_key_issues(
    table: TextTable, tables: Mapping[str, TextTable], broken: Collection[str], registry: Registry | None
) -> Iterator[Issue]:
    """Cells that refer to nothing. Where the other table is not given or not readable, nothing can be said."""
    for column in table.table.columns:
        if column.references is None or column.name not in table.header:
            continue
        name, field = column.references.split(".")
        known = _known(name, field, tables, broken, registry)
        if known is None:
            continue
        target, title = BY_NAME[name], Text(column.title_zh, column.title_en)
        besides = NOT_ONLY_KEYS.get((table.table.name, column.name))
        index = table.header.index(column.name)
        suggestions, looks = _SUGGESTIONS, None
        for row in table.rows:
            cell = row.cells[index]
            if cell and cell not in known and cell != besides:
                if looks is None:
                    looks = _looks(name, field, tables, known)
                if looks is not None and _is_told(cell, column, looks):
                    continue
                named = _called(name, cell, tables, registry)
                asks = not named and suggestions > 0 and len(cell) <= _LONGEST
                near = get_close_matches(cell, known, n=1) if asks else []
                suggestions -= asks
                yield issue(
                    "schema.foreign-key", table.place(row, column.name), value=cell, column=title, target=target.title,
                    remedy=_remedy(named, near, cell, target.title),
                )  # fmt: skip


def _called(name: str, cell: str, tables: Mapping[str, TextTable], registry: Registry | None) -> str | None:
    """The one account or union that is called `cell`: people write the name where the code belongs."""
    if name == "unions" and registry is not None:
        found = [one.union_id for one in registry.unions.values() if cell in {one.name, one.short_name}]
    elif name == "accounts" and {"account_code", "account_name"} <= set(tables[name].header):
        code, title = (tables[name].header.index(column) for column in ("account_code", "account_name"))
        found = [row.cells[code] for row in tables[name].rows if row.cells[title] == cell]
    else:
        return None
    return found[0] if len(found) == 1 else None


def _remedy(named: str | None, near: Sequence[str], cell: str, target: Text) -> Text:
    if named:
        return Text(f"编码应为 {named}（{shown(cell)}）", f"The code is {named} ({shown(cell)})")
    asked = Text(f"（是否应为 {near[0]}？）", f" (should it be {near[0]}?)") if near else Text("", "")
    return Text(
        f"请核对编码{asked.zh}，或先在“{target.zh}”中登记",
        f"Check the code{asked.en}, or enter it in “{target.en}” first",
    )


def _is_told(cell: str, column: Column, looks: Collection[str]) -> bool:
    """Whether a reference that leads nowhere only follows from what was told of this cell, or of the key it means."""
    return misread(cell, column) is not None or cell in looks or _ANY in looks


_ANY = ""  # among the keys that are meant: one that nobody can tell


def _looks(name: str, field: str, tables: Mapping[str, TextTable], known: Collection[str]) -> Collection[str]:
    """What the keys of a table are meant to be that a spreadsheet has changed."""
    if name not in tables:
        return ()
    column = BY_NAME[name].column(field)
    return {found.value or _ANY for key in known if (found := misread(key, column))}


def _known(
    name: str, field: str, tables: Mapping[str, TextTable], broken: Collection[str], registry: Registry | None
) -> Collection[str] | None:
    if name in tables and name not in broken:
        table = tables[name]
        index = table.header.index(field)
        return {row.cells[index] for row in table.rows}
    if registry is not None and name == "unions":
        return registry.unions
    if registry is not None and name == "districts":
        return registry.districts
    return None
