"""How a table is declared: a record class whose fields carry their column; everything else is derived from it."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from yangguang.core.issues import Text

Kind = Literal["string", "integer", "number", "date", "boolean"]
Need = Literal["key", "yes", "no"]
_KINDS: dict[type, Kind] = {str: "string", int: "integer", Decimal: "number", date: "date", bool: "boolean"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One row of a table, and where it was read, so that a verdict can point at it.

    `row` is the spreadsheet row (header = 1), `line` the physical line it starts on: they differ after a cell with a
    line break, and only the line finds it in git.
    """

    row: int = field(default=0, compare=False)
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Record):
    """A row that may be a part of one thing: `shares_key` where other rows have its key, and `Table.parts` tells them apart."""

    shares_key: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its type, titles and constraints.

    `codes` names a code list, `references` a `table.column`, `check` a check-digit rule, `unit` what a number counts
    ("yuan" is the portal's currency), `time` which part of the calendar a number or text that is no date names.
    `minimum`, `maximum` and `pattern` are as in Table Schema. `prose` is told in sentences and may break its lines; names,
    titles and everything else stand on one. `typed_by` names the column of the same row that says how a text is read.
    `part`: rows may have one key and differ here, as the accounts of a project; `shared`: such rows agree here.
    """

    name: str
    kind: Kind
    need: Need
    title_zh: str
    title_en: str
    unit: str | None = None
    minimum: int | None = None
    maximum: int | None = None
    pattern: str | None = None
    codes: str | None = None
    references: str | None = None
    check: Literal["uscc"] | None = None
    time: Literal["year", "period"] | None = None
    prose: bool = False
    typed_by: str | None = None
    part: bool = False
    shared: bool = False
    note: str | None = None

    @property
    def is_free(self) -> bool:
        """Whether a cell holds whatever somebody writes: a text that is no code and that nothing holds to a form."""
        return self.kind == "string" and not (self.codes or self.pattern or self.check or self.typed_by)


@dataclass(frozen=True, kw_only=True)
class Table:
    """One table: where it belongs, what it is called, its columns in the order people read them, its record class."""

    name: str
    scope: Literal["registry", "policy", "package"]
    title_zh: str
    title_en: str
    record: type[Record]
    columns: tuple[Column, ...]
    note: str | None = None

    @cached_property
    def key(self) -> tuple[str, ...]:
        """Names of the key columns; empty for the one-row table `overview`."""
        return tuple(column.name for column in self.columns if column.need == "key")

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """Names of the columns that tell rows of one key apart; of most tables no two rows have the same key."""
        return tuple(column.name for column in self.columns if column.part)

    @cached_property
    def shared(self) -> tuple[str, ...]:
        """Names of the columns in which all rows of one key agree."""
        return tuple(column.name for column in self.columns if column.shared)

    @property
    def title(self) -> Text:
        """What the table is called, as a value of a sentence."""
        return Text(self.title_zh, self.title_en)

    def column(self, name: str) -> Column:
        """The column called `name`."""
        return self._by_name[name]

    @cached_property
    def _by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}


def column(
    title_zh: str,
    title_en: str,
    *,
    key: bool = False,
    optional: bool = False,
    unit: str | None = None,
    minimum: int | None = None,
    maximum: int | None = None,
    pattern: str | None = None,
    codes: str | None = None,
    references: str | None = None,
    check: Literal["uscc"] | None = None,
    time: Literal["year", "period"] | None = None,
    prose: bool = False,
    typed_by: str | None = None,
    part: bool = False,
    shared: bool = False,
    note: str | None = None,
) -> Any:  # noqa: ANN401 (a dataclass field stands for a value of its annotation)
    """A field of a record class; its type and whether it may be empty come from the annotation."""
    facts = {
        "title_zh": title_zh, "title_en": title_en, "key": key, "unit": unit, "minimum": minimum, "maximum": maximum,
        "pattern": pattern, "codes": codes, "references": references, "check": check, "time": time,
        "prose": prose, "typed_by": typed_by, "part": part, "shared": shared, "note": note,
    }  # fmt: skip
    return field(default=None, metadata=facts) if optional else field(metadata=facts)


def declare(
    record: type[Record],
    name: str,
    scope: Literal["registry", "policy", "package"],
    title_zh: str,
    title_en: str,
    note: str | None = None,
) -> Table:
    """The table whose rows are `record`s. Raises KeyError for an annotation that is not a column type."""
    hints = get_type_hints(record)
    placed = {item.name for item in dataclasses.fields(Part)}
    columns = tuple(_column(item, hints[item.name]) for item in dataclasses.fields(record) if item.name not in placed)
    return Table(
        name=name, scope=scope, title_zh=title_zh, title_en=title_en, record=record, columns=columns, note=note
    )


def _column(item: dataclasses.Field[Any], hint: Any) -> Column:  # noqa: ANN401 (a type hint has no common type)
    optional = get_origin(hint) in {Union, UnionType}
    type_ = next(part for part in get_args(hint) if part is not type(None)) if optional else hint
    facts = dict(item.metadata)
    need: Need = "key" if facts.pop("key") else "no" if optional else "yes"
    kind: Kind = "string" if get_origin(type_) is Literal else _KINDS[type_]  # a code is text
    return Column(name=item.name.rstrip("_"), kind=kind, need=need, **facts)
