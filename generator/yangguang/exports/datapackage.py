"""The published data package of a union-year: its tables in canonical CSV and a descriptor with the full schemas.

The archive is byte for byte the same for the same data, `frictionless validate` accepts it, and it can be submitted again.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import TYPE_CHECKING, Any

from yangguang.core.address import Address
from yangguang.core.sentence import say
from yangguang.core.spreadsheet import csv_bytes
from yangguang.door.bytes.descriptor import LICENSE, PROFILE
from yangguang.exports.archive import zipped
from yangguang.exports.tables import row_values
from yangguang.records.package import SourceFile
from yangguang.records.parts import shares_key
from yangguang.records.schema import table_schema
from yangguang.records.tables import BY_NAME, PACKAGE_TABLES
from yangguang.views.model import Download
from yangguang.views.takeaway import FICTIONAL, LICENCE, portal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from yangguang.ledger.model import UnionYear
    from yangguang.records.declare import Record, Table
    from yangguang.records.package import Package
    from yangguang.views.model import Edition


def package_zip(edition: Edition, report: UnionYear) -> Download | None:
    """The archive of the package shown, None where there is none. The comment names portal, licence and what is fictional."""
    package = report.package
    if package is None:
        return None
    files = {
        f"{table.name}.csv": table_csv(table, rows)
        for table in PACKAGE_TABLES
        if (rows := package.table(table.name)) is not None
    }
    members = (("datapackage.json", descriptor(package, files)), *sorted(files.items()))
    return Download(
        path=Address(package.union_id, package.year).download("zip"),
        content=zipped(members, _comment(edition, package)),
        members=tuple(SourceFile(path=name, size=len(content), sha256=_sha256(content)) for name, content in members),
        title=say("数据包（ZIP）").text(edition.language),
    )


def table_csv(table: Table, rows: tuple[Record, ...]) -> bytes:
    """A table as we write it: UTF-8, comma, LF, every column, English header, empty for unknown."""
    cells: Iterable[Sequence[Any]] = map(row_values(table.name), rows)
    if any(column.kind == "boolean" for column in table.columns):
        cells = ([str(value).lower() if isinstance(value, bool) else value for value in row] for row in cells)
    return csv_bytes([[column.name for column in table.columns], *cells], end="\n")


def descriptor(package: Package, files: dict[str, bytes]) -> bytes:
    """`datapackage.json` with dialect-free resources, full schemas, sizes and hashes."""
    told = package.descriptor
    head: dict[str, Any] = {"$schema": PROFILE, "name": f"{told.union_id}-{told.year}", "title": told.title}
    if told.description:
        head["description"] = told.description
    head |= {
        "union_id": told.union_id,
        "year": told.year,
        "chart": told.chart,
        "stage": told.stage,
        "version": told.version,
    }
    if told.created:
        head["created"] = f"{told.created.isoformat()}T00:00:00Z"  # the standard wants a moment, unions give a day
    head["licenses"] = [LICENSE]
    present = frozenset(name.removesuffix(".csv") for name in files)
    resources = ",\n".join(_resource(package, name, content, present) for name, content in files.items())
    opening = json.dumps(head, ensure_ascii=False, indent=1)[:-2]
    return f'{opening},\n "resources": [\n{resources}\n ]\n}}\n'.encode()


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _resource(package: Package, file: str, content: bytes, present: frozenset[str]) -> str:
    facts = json.dumps({"bytes": len(content), "hash": f"sha256:{_sha256(content)}"})
    name = file.removesuffix(".csv")
    parted = bool(BY_NAME[name].parts) and any(map(shares_key, package.table(name) or ()))
    return f"{_resource_head(name, present, parted)}{facts[1:]}"


@cache
def _resource_head(name: str, present: frozenset[str], parted: bool) -> str:
    """The part of a resource that packages with the same tables share, as JSON text left open at its end.

    Its schema names the columns that the rows' figures are called by: the parts of a key where rows are `parted`.
    """
    table = BY_NAME[name]
    key = None if parted else table.key
    facts = {
        "name": name, "path": f"{name}.csv", "type": "table", "title": table.title_zh, "format": "csv",
        "mediatype": "text/csv", "encoding": "utf-8", "schema": table_schema(table, present, key),
    }  # fmt: skip
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":"))[:-1] + ", "


def _comment(edition: Edition, package: Package) -> str:
    settings, language = edition.registry.settings, edition.language
    lines = [portal(edition), f"{package.union_id}-{package.year}", LICENCE]
    if settings.fictional:
        lines.append(FICTIONAL.text(language))
    return "\n".join(lines)
