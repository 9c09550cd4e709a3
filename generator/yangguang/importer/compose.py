"""Drafts of all sheets -> whole tables: what gives the same table is joined by its key, gaps filled from what is there."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yangguang.core.issues import Place, Text
from yangguang.records.parts import row_key, shared_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from yangguang.door.model import TextTable
    from yangguang.importer.model import Draft, DraftRow, Log
    from yangguang.records.declare import Table
    from yangguang.records.parts import Key


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A table as it will be written. `sources` are the sheets' rows that each row came from."""

    table: Table
    header: tuple[str, ...]
    rows: Sequence[dict[str, str]]
    sources: Sequence[Sequence[tuple[Draft, DraftRow]]]

    def place(self, row: int, column: str | None) -> Place | None:
        """Where a cell of a written row (from 0) stands in the sheets; None where no sheet has it."""
        found = self.sources[row]
        for draft, source in found:
            if column is not None and column in source.at:
                return draft.sheet.place(source.row, source.at[column], column)
        return found[0][0].sheet.place(found[0][1].row, None, column) if found else None

    def bytes(self) -> bytes:
        """UTF-8 CSV with English column names."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.header)
        writer.writerows([row.get(name, "") for name in self.header] for row in self.rows)
        return out.getvalue().encode()


def compose(drafts: Sequence[Draft], present: TextTable | None, log: Log) -> Whole | None:
    """The table that `drafts` give together; `present` is the one the package has now. None where a column is missing."""
    table = drafts[0].table
    rows, sources = _joined(drafts, log)
    given = {name for draft in drafts for name in draft.columns if not name.startswith("@")}
    if any("@approved" in draft.columns for draft in drafts):
        given |= _approved(rows, sources, given, present, log)
    if present:
        given |= _kept(rows, table, given, present)
    missing = [column for column in table.columns if column.need != "no" and column.name not in given]
    for column in missing if rows or not any(draft.is_declared for draft in drafts) else ():
        title = Text(column.title_zh, column.title_en)
        log.tell("import.label-missing", drafts[0].sheet.place(), column=title)
    if missing and rows:
        return None
    kept = [
        column.name for column in table.columns
        if column.need != "no" or (present and column.name in present.header) or any(row.get(column.name) for row in rows)
    ]  # fmt: skip
    return Whole(table=table, header=tuple(kept), rows=rows, sources=sources)


def _joined(drafts: Sequence[Draft], log: Log) -> tuple[list[dict[str, str]], list[list[tuple[Draft, DraftRow]]]]:
    """Rows of all drafts, those with the same key in different drafts as one."""
    rows: list[dict[str, str]] = []
    sources: list[list[tuple[Draft, DraftRow]]] = []
    known: dict[Key, int] = {}
    shared: frozenset[Key] = frozenset().union(
        *(shared_keys(one.table, [row.cells for row in one.rows]) for one in drafts)
    )
    for draft in drafts:
        seen: dict[Key, int] = {}
        for source in draft.rows:
            key = row_key(draft.table, source.cells, shared)
            at = known.get(key)
            if at is None:
                seen[key] = len(rows)
                rows.append(dict(source.cells))
                sources.append([(draft, source)])
            else:
                _agree(rows[at], sources[at], draft, source, log)
                rows[at] = {**source.cells, **{name: text for name, text in rows[at].items() if text}}
                sources[at].append((draft, source))
        known |= seen
    return rows, sources


def _agree(
    row: Mapping[str, str], sources: Sequence[tuple[Draft, DraftRow]], draft: Draft, source: DraftRow, log: Log
) -> None:
    for name, text in source.cells.items():
        there = row.get(name)
        if text and there and text != there and not name.startswith("@") and name != "note":
            column = draft.table.column(name)
            other = next(one.sheet.title for one, _ in sources)
            log.tell(
                "import.disagree", draft.sheet.place(source.row, source.at.get(name), name), here=text, there=there,
                other=other, column=Text(column.title_zh, column.title_en),
            )  # fmt: skip


def _approved(
    rows: Sequence[dict[str, str]], sources: Sequence[Sequence[tuple[Draft, DraftRow]]], given: set[str],
    present: TextTable | None, log: Log,
) -> set[str]:  # fmt: skip
    """The approved budget (核定预算数) is the initial one where nothing else gives it, otherwise the adjusted one."""
    initial = _column(present, "budget_initial")
    knows_initial = "budget_initial" in given or bool(initial)
    place = sources[0][0][0].sheet.place() if sources else None
    target = "budget_adjusted" if knows_initial else "budget_initial"
    filled = False
    for row, source in zip(rows, sources, strict=True):
        approved = row.pop("@approved", "")
        if not approved:
            continue
        first = row.get("budget_initial") or initial.get(row.get("account_code", ""), "")
        if "budget_adjusted" in given and row.get("budget_adjusted") not in {None, "", approved}:
            draft, at = next((draft, at) for draft, at in source if "@approved" in at.at)
            log.tell(
                "import.disagree", draft.sheet.place(at.row, at.at["@approved"]), here=approved,
                there=row["budget_adjusted"], other=source[0][0].sheet.title, column=Text("核定预算数", "Approved budget"),
            )  # fmt: skip
        elif not knows_initial or first != approved:
            row[target] = row.get(target) or approved
            filled = True
    if filled and place:
        title = Text("调整后预算数", "Adjusted budget") if knows_initial else Text("年初预算数", "Initial budget")
        log.tell("import.approved", place, column=title)
    return {target} if filled else set()


def _column(present: TextTable | None, name: str) -> dict[str, str]:
    """The cells of a column of the present table by its first key."""
    if present is None or name not in present.header:
        return {}
    key, at = present.header.index(present.table.key[0]), present.header.index(name)
    return {row.cells[key]: row.cells[at] for row in present.rows}


def _kept(rows: Sequence[dict[str, str]], table: Table, given: set[str], present: TextTable) -> set[str]:
    """Columns that no sheet has stay as they are in the present table; equal figures keep their very text."""
    there = [dict(zip(present.header, row.cells, strict=True)) for row in present.rows]
    shared = shared_keys(table, rows) | shared_keys(table, there)
    before = {row_key(table, cells, shared): cells for cells in there}
    kept = set(present.header) - given
    numbers = [column.name for column in table.columns if column.kind == "number"]
    for cells in rows:
        old = before.get(row_key(table, cells, shared))
        if old is None:
            continue
        for name in kept:
            cells[name] = old[name]
        for name in numbers:
            if _is_same(old.get(name, ""), cells.get(name, "")):
                cells[name] = old[name]
    return kept


def _is_same(old: str, new: str) -> bool:
    """1200.50 and 1200.5, 0.00 and 0."""
    return old != new and bool(old and new) and _trimmed(old) == _trimmed(new)


def _trimmed(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def differences(whole: Whole, present: TextTable) -> tuple[list[tuple[Key, str, str, str]], list[Key]]:
    """What the present table would lose: cells (key, column, before, after) that had a value, and rows."""
    there = [dict(zip(present.header, row.cells, strict=True)) for row in present.rows]
    shared = shared_keys(whole.table, whole.rows) | shared_keys(whole.table, there)
    after = {row_key(whole.table, row, shared): row for row in whole.rows}
    changed: list[tuple[Key, str, str, str]] = []
    gone: list[Key] = []
    for cells in there:
        key = row_key(whole.table, cells, shared)
        if key not in after:
            gone.append(key)
            continue
        changed += [
            (key, name, text, after[key].get(name, ""))
            for name, text in cells.items()
            if text and text != after[key].get(name, "")
        ]
    return changed, gone


def by_table(drafts: Iterable[Draft]) -> dict[str, list[Draft]]:
    """Drafts of each table, in the order of the files."""
    found: dict[str, list[Draft]] = {}
    for draft in drafts:
        found.setdefault(draft.table.name, []).append(draft)
    return found
