"""Workbooks and CSV as offices make them, and the desk they are brought to."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import xlsxwriter

from yangguang.door.bytes.raw import read_folder
from yangguang.door.loader import load_policy, load_registry
from yangguang.importer.package import Desk, Imported, import_files
from yangguang.importer.preface import Asked

ROOT = Path(__file__).parent.parent.parent
DATA = ROOT / "data"
AS_OF = date(2026, 11, 23)
REGISTRY, POLICY = load_registry(DATA)[0], load_policy(DATA)[0]
UNION = "chenxi-qingfeng-yunfan"  # standard tier, 2021 chart


def desk(union: str = UNION, year: int = 2025, *, empty: bool = True, **more: object) -> Desk:
    """The desk of a union; `empty` where it has no package for the year yet."""
    found = REGISTRY.unions[union]
    raw = read_folder(DATA, found.district, union, year)
    asked = {name: more.pop(name) for name in ("factor", "fund_source") if name in more}
    return Desk(
        registry=REGISTRY, policy=POLICY, raw=replace(raw, files={}, documents=()) if empty else raw, earlier={},
        asked=Asked(union=found, year=year, **asked), as_of=AS_OF, **more,
    )  # fmt: skip


def workbook(*sheets: tuple[str, list[list[object]]], merges: dict[str, list[str]] | None = None) -> bytes:
    """An .xlsx of sheets of rows; `merges` are ranges of a sheet that are one cell."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    for name, rows in sheets:
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(at, column, cell, book.add_format({"num_format": "yyyy-mm-dd"}))
                elif cell is not None and cell != "":
                    sheet.write(at, column, cell)
        for area in (merges or {}).get(name, ()):
            first = area.split(":")[0]
            row, column = xlsxwriter.utility.xl_cell_to_rowcol(first)
            sheet.merge_range(area, rows[row][column])
    book.close()
    return out.getvalue()


def csv_text(rows: list[list[object]], separator: str = ",") -> str:
    return "".join(separator.join("" if cell is None else str(cell) for cell in row) + "\r\n" for row in rows)


def bring(*files: tuple[str, bytes | str], **more: object) -> Imported:
    """Import files at the desk of a union that has nothing for the year."""
    return import_files(
        [(name, data.encode() if isinstance(data, str) else data) for name, data in files], desk(**more)
    )


def table(imported: Imported, name: str) -> list[dict[str, str]]:
    """The rows of a table that an import would write, or would have written but for what was refused elsewhere."""
    data = imported.made[f"{name}.csv"].decode()
    return list(csv.DictReader(io.StringIO(data)))


def codes(imported: Imported, severity: str = "error") -> list[str]:
    """The codes of what was said, those of the importer alone: a lone table is never a whole package."""
    return [one.code for one in imported.issues if one.severity == severity and one.code != "schema.missing-table"]


def said(imported: Imported, code: str) -> list[tuple[str | None, str]]:
    """Cell and sentence of every issue `code`."""
    return [(one.place.cell, one.message.zh) for one in imported.issues if one.code == code]
