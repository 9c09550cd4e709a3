"""The data dictionary: every column in words, as a value for pages and as CSV and Markdown files."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from yangguang.core.spreadsheet import csv_bytes
from yangguang.records.codes import CODE_LISTS
from yangguang.records.duties import STAGES, required_tables
from yangguang.records.tables import TABLES

if TYPE_CHECKING:
    from yangguang.records.codes import Code
    from yangguang.records.declare import Column, Table

TIERS = ("basic", "standard", "full")
_KINDS = {
    "string": ("文字", "text"),
    "integer": ("整数", "whole number"),
    "number": ("数值，最多两位小数", "number, at most two decimals"),
    "date": ("日期 YYYY-MM-DD", "date YYYY-MM-DD"),
    "boolean": ("true 或 false", "true or false"),
}
_NEEDS = {"key": ("主键，必填", "key, required"), "yes": ("必填", "required"), "no": ("可空", "may be empty")}
_UNITS = {"yuan": ("元", "yuan"), "square_metres": ("平方米", "square metres")}
_HEAD = {
    "zh": ("列", "中文列名", "类型", "必填", "单位", "取值", "说明"),
    "en": ("Column", "Title", "Type", "Need", "Unit", "Values", "Note"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One column in the dictionary. `owed` maps each stage to the tiers that must give the table then."""

    table: Table
    column: Column
    codes: tuple[Code, ...]
    owed: dict[str, tuple[str, ...]]

    def kind(self, lang: str) -> str:
        """What a cell holds."""
        return _KINDS[self.column.kind][lang == "en"]

    def need(self, lang: str) -> str:
        """Whether it may be empty."""
        return _NEEDS[self.column.need][lang == "en"]

    def unit(self, lang: str) -> str:
        """What a number counts, empty where it counts nothing."""
        return _UNITS[self.column.unit][lang == "en"] if self.column.unit else ""

    def values(self, lang: str) -> str:
        """The codes and constraints, as a sentence fragment."""
        column, english = self.column, lang == "en"
        parts = ["；".join(f"{code.code} {code.title(lang)}" for code in self.codes)]
        if column.minimum is not None:
            parts.append(f"≥ {column.minimum}")
        if column.maximum is not None:
            parts.append(f"≤ {column.maximum}")
        if column.kind == "date" or column.time:
            parts.append("1900 to 50 years from now" if english else "1900年至今后50年")
        if column.pattern:
            parts.append(column.pattern)
        if column.prose:
            parts.append("may hold line breaks" if english else "可换行")
        if column.references:
            parts.append(f"{'in' if english else '取自'} {column.references}")
        if column.check:
            parts.append("GB 32100")
        return " · ".join(part for part in parts if part)

    def note(self, lang: str) -> str:
        """What else to know. Declarations say it in English, as schemas do; `notes.csv` in Chinese."""
        note = self.column.note or ""
        return note if lang == "en" or not note else _notes()[note]


@cache
def _notes() -> dict[str, str]:
    with (Path(__file__).parent / "notes.csv").open(encoding="utf-8", newline="") as file:
        return {row["note"]: row["note_zh"] for row in csv.DictReader(file)}


@cache
def dictionary() -> tuple[Entry, ...]:
    """Every column of every table, in reading order."""
    return tuple(
        Entry(
            table=table,
            column=column,
            codes=CODE_LISTS[column.codes] if column.codes else (),
            owed={stage: tuple(tier for tier in TIERS if table.name in required_tables(tier, stage)) for stage in STAGES},
        )
        for table in TABLES
        for column in table.columns
    )  # fmt: skip


def dictionary_csv() -> bytes:
    """The dictionary as one table, both languages side by side."""
    head = (
        "scope", "table", "table_title_zh", "table_title_en", "column", "title_zh", "title_en", "type", "need", "unit",
        "codes", "minimum", "maximum", "pattern", "references", "check", "note", "owed_budget", "owed_midyear", "owed_final",
    )  # fmt: skip
    rows = (
        (
            table.scope, table.name, table.title_zh, table.title_en, column.name, column.title_zh, column.title_en,
            column.kind, column.need, column.unit, "|".join(code.code for code in entry.codes), column.minimum, column.maximum,
            column.pattern, column.references, column.check, column.note, *(" ".join(tiers) for tiers in entry.owed.values()),
        )
        for entry in dictionary()
        for table, column in [(entry.table, entry.column)]
    )  # fmt: skip
    return b"\xef\xbb\xbf" + csv_bytes([head, *rows])


def dictionary_markdown(lang: str) -> str:
    """The dictionary to read, one section a table."""
    english = lang == "en"
    lines = ["# Data dictionary" if english else "# 数据字典", ""]
    for table in TABLES:
        title = table.title_en if english else table.title_zh
        lines += [f"## {title} (`{table.name}.csv`)", "", f"| {' | '.join(_HEAD[lang])} |", "|" + "---|" * 7]
        for entry in dictionary():
            if entry.table is table:
                column = entry.column
                cells = (
                    f"`{column.name}`", column.title_en if english else column.title_zh, entry.kind(lang),
                    entry.need(lang), entry.unit(lang), entry.values(lang), entry.note(lang),
                )  # fmt: skip
                lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
        lines.append("")
    return "\n".join(lines)
