"""Withdrawing a published year: the clerical part. Its row is written, its folder removed; both are committed together."""

from __future__ import annotations

import csv
import io
import json
import shutil
from typing import TYPE_CHECKING, Any

from yangguang.core.address import Folder
from yangguang.core.spreadsheet import csv_bytes
from yangguang.door.bytes.header import exact_header
from yangguang.door.loader import load_registry
from yangguang.pipeline.questions import MisuseError
from yangguang.records.codes import CODE_LISTS
from yangguang.records.tables import BY_NAME
from yangguang.site.store import write
from yangguang.sources.tree import is_folder, tree_of

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

_TABLE = BY_NAME["withdrawals"]
_FILE, _DESCRIPTOR = "registry/withdrawals.csv", "registry/datapackage.json"


def withdraw(data: Path, union_id: str, year: int, *, since: date, reason: str, document: str = "") -> str:
    """Write the row of a union's year into withdrawals.csv and remove its folder, which is named. Raises MisuseError."""
    registry, issues = load_registry(data)
    if registry is None:
        wrong = next(problem for problem in issues if problem.is_error)
        raise MisuseError(f"名录有误，请先改正 / mend the register first: {wrong.message.zh} / {wrong.message.en}")
    union = registry.unions.get(union_id)
    if union is None:
        raise MisuseError(
            f"名录中没有 {union_id!r}；撤销的工会填撤销日期，不删行 / the register has no union {union_id!r}; a dissolved "
            "one has a day there and keeps its row"
        )
    if year in registry.withdrawn(union_id):
        raise MisuseError(f"{_FILE} 已有这一行 / has this row already: {union_id} {year}")
    folder = Folder(union.district, union_id, year).path
    reasons = [code.code for code in CODE_LISTS["withdrawal_reason"]]
    if reason not in reasons:
        raise MisuseError(f"原因应为其中之一 / the reason is one of: {', '.join(reasons)}")
    if not is_folder(tree_of(data), folder):
        raise MisuseError(f"没有这个文件夹 / there is no folder {folder}")
    row = {"union_id": union_id, "year": year, "since": since, "reason": reason, "document": document}
    write(data, _FILE, _with_row(data / _FILE, row))
    write(data, _DESCRIPTOR, _with_table(data / _DESCRIPTOR))
    shutil.rmtree(data / folder)
    return folder


def _with_row(file: Path, row: dict[str, Any]) -> bytes:
    """The table with one row more, in the order and language of its own header."""
    before = file.read_bytes() if file.exists() else b""
    header = next(csv.reader(io.StringIO(before.decode("utf-8-sig"))), None)
    if header is None:
        return csv_bytes([list(row), list(row.values())], "\n")
    names = exact_header(_TABLE, tuple(header))
    assert names is not None, "the register was just read"
    if row["document"] and "document" not in names:
        raise MisuseError(f"{_FILE} 没有“依据”一列，请先加上 / has no column 'document'; add it first")
    end = b"" if before.endswith((b"\n", b"\r")) else b"\n"
    return before + end + csv_bytes([[row[name] for name in names]], "\n")


def _with_table(file: Path) -> bytes:
    """The registry's descriptor, naming the table where it does not yet."""
    before = file.read_bytes()
    found = json.loads(before)
    resources = found["resources"]
    if any(one["name"] == _TABLE.name for one in resources):
        return before
    resources.append({"name": _TABLE.name, "path": f"{_TABLE.name}.csv"})
    return json.dumps(found, ensure_ascii=False, indent=2).encode() + b"\n"
