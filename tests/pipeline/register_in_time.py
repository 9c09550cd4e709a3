"""What the tests of register in time share."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

from tests.builders import DISTRICT, as_csv
from yangguang.door.loader import load_registry
from yangguang.records.registry import UnionChange

AS_OF = date(2026, 11, 25)


OTHER = "110102"


def change(union_id, day, column, value, **facts):
    return UnionChange(union_id=union_id, from_=date.fromisoformat(day), column_=column, value=value, **facts)


def changed(data, *changes):
    """DATA with these changes, and a second district."""
    lines = [
        {
            "union_id": one.union_id,
            "from": one.from_,
            "column": one.column_,
            "value": one.value,
            "document": one.document,
        }
        for one in changes
    ]
    (data / "registry" / "union_changes.csv").write_bytes(as_csv("union_changes", lines))
    (data / "registry" / "districts.csv").write_bytes(
        as_csv("districts", [{"district_id": DISTRICT, "name": "示范区"}, {"district_id": OTHER, "name": "别的区"}])
    )
    file = data / "registry" / "datapackage.json"
    told = json.loads(file.read_text(encoding="utf-8"))
    told["resources"] = [{"name": one, "path": f"{one}.csv"} for one in ("districts", "unions", "union_changes")]
    file.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    return data


def in_register(data, union_id, **cells):
    """Change a union's row of unions.csv."""
    file = data / "registry" / "unions.csv"
    table = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"))))
    file.write_bytes(as_csv("unions", [row | (cells if row["union_id"] == union_id else {}) for row in table]))


def codes(data):
    return [problem.code for problem in load_registry(data, AS_OF)[1]]
