"""Table Schema (Data Package v2) of a declared table, and the files of `yangguang schemas`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from yangguang.records.codes import CODE_LISTS
from yangguang.records.dictionary import dictionary_csv, dictionary_markdown
from yangguang.records.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Container

    from yangguang.records.declare import Column, Table

SCHEMA_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
USCC_PATTERN = "[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}"
# `audits.target_id` may also say the word self, which Table Schema cannot express; the door checks it.
NOT_ONLY_KEYS = {("audits", "target_id"): "self"}


def table_schema(
    table: Table, present: Container[str] | None = None, key: tuple[str, ...] | None = None
) -> dict[str, Any]:
    """The Table Schema of `table`. A foreign key is given where its target is `present` (by default: of the same scope).

    `key` is what no two rows share: by default all that may tell them apart.
    """
    schema: dict[str, Any] = {
        "$schema": SCHEMA_PROFILE,
        "name": table.name,
        "title": table.title_zh,
        "description": f"{table.title_en}: {table.note}" if table.note else table.title_en,
        "fieldsMatch": "superset",
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = list(key or (*table.key, *table.parts))
    if present is None:
        present = {other.name for other in TABLES if other.scope == table.scope}
    if links := [link for column in table.columns if (link := _foreign_key(table, column, present))]:
        schema["foreignKeys"] = links
    return schema


def write_schemas() -> dict[str, bytes]:
    """What `yangguang schemas --out` writes: one Table Schema a table, and the data dictionary for people."""
    files = {
        f"{table.name}.json": (json.dumps(table_schema(table), ensure_ascii=False, indent=2) + "\n").encode()
        for table in TABLES
    }
    files["data-dictionary.csv"] = dictionary_csv()
    for lang in ("zh", "en"):
        files[f"data-dictionary.{lang}.md"] = dictionary_markdown(lang).encode()
    return files


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": column.kind, "title": column.title_zh}
    field["description"] = f"{column.title_en}: {column.note}" if column.note else column.title_en
    if column.kind == "boolean":
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    if column.unit:
        field["unit"] = column.unit
    if column.codes:
        field["categories"] = [{"value": code.code, "label": code.title_zh} for code in CODE_LISTS[column.codes]]
    constraints: dict[str, Any] = {}
    if column.need != "no":
        constraints["required"] = True
    bounds = {"minimum": column.minimum, "maximum": column.maximum}
    constraints |= {name: bound for name, bound in bounds.items() if bound is not None}
    if column.pattern:
        constraints["pattern"] = column.pattern.removeprefix("^").removesuffix("$")
    if column.check == "uscc":
        constraints["pattern"] = USCC_PATTERN
    if column.codes:
        constraints["enum"] = [code.code for code in CODE_LISTS[column.codes]]
    if constraints:
        field["constraints"] = constraints
    return field


def _foreign_key(table: Table, column: Column, present: Container[str]) -> dict[str, Any] | None:
    if column.references is None or (table.name, column.name) in NOT_ONLY_KEYS:
        return None
    target, field = column.references.split(".")
    if target not in present:
        return None
    resource = "" if target == table.name else target
    return {"fields": [column.name], "reference": {"resource": resource, "fields": [field]}}
