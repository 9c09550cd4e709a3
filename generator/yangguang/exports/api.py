"""The machine-readable twins of pages: JSON for one union-year, one union, the federation and the build.

Amounts are decimal strings, so that nothing passes through a binary float; a field without a value is left out.
"""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from yangguang.core.address import Address
from yangguang.exports.tables import row_values
from yangguang.ledger.figures.reported import TABLES
from yangguang.ledger.model import Standing
from yangguang.records.tables import BY_NAME
from yangguang.told.audits import audited
from yangguang.told.verdicts import verdict_json, with_cells
from yangguang.views.model import Download
from yangguang.views.words import STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from yangguang.core.figures import Figure
    from yangguang.core.issues import Issue
    from yangguang.core.language import Language
    from yangguang.core.quarantine import Fault
    from yangguang.ledger.model import UnionYear
    from yangguang.records.declare import Record
    from yangguang.records.package import Package
    from yangguang.records.registry import TradeUnion
    from yangguang.rules.judge.rule import Verdict
    from yangguang.sources.provenance import Provenance
    from yangguang.views.model import Edition, Summary


_CELLS = 1000  # of one verdict; `yangguang judge` lists them all
_ROWS = 1000  # of one table; the data package beside it has them all
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str).encode


def union_year_json(
    edition: Edition, report: UnionYear, verdicts: Sequence[Verdict], archive: Download | None = None
) -> Download:
    """`unions/<id>/<year>.json`: figures, rows as reported, verdicts, what the door noted, where it comes from.

    `files` are those of the submission as committed, `package_files` those inside `archive`, the data package beside it.
    Among a figure's `inputs` './' stands for this union-year, '*' for every row, clause or union at that place;
    `figures.csv` has them written out. A verdict's cell in './<file>' is in `folder`.
    `as_of` is the day since which all of it stands as told, and `as_of_until` the day on which the next deadline passes.
    `audited` says of each audit of these very books when it was reported and what it found.
    Of a table of more than `_ROWS` rows the first are listed, and `rows_total` says how many it has.
    """
    package, language = report.package, edition.language
    content: dict[str, Any] = {
        "union_id": report.union.union_id,
        "name": report.union.name,
        "year": report.year,
        "standing": report.standing.value,
        "fictional": edition.registry.settings.fictional,
        "licence": "CC-BY-4.0",
        "currency": edition.registry.settings.currency,
        "as_of": report.stands.since if report.stands.begins else None,
        "as_of_until": report.stands.until if report.stands.ends else None,
        "source": _provenance(report.provenance),
        "missing": report.missing,
        "missing_since": report.missing_since,
        "figures": {
            name: _figure(one, language)
            for name, one in report.figures.items()
            if not name.startswith("changes/")  # they are in changes.json
        },
        "verdicts": [verdict_json(one, language, _CELLS) for one in verdicts],
        "warnings": [issue.as_json(language.code) for issue in report.warnings],
        "hints": [issue.as_json(language.code) for issue in report.hints],
    }
    if package is not None:
        told = package.descriptor
        content |= {"chart": told.chart, "stage": told.stage, "version": told.version, "created": told.created}
        content["files"] = [{"path": file.path, "bytes": file.size, "sha256": file.sha256} for file in package.sources]
        members = archive.members if archive else ()
        content["package_files"] = [{"path": one.path, "bytes": one.size, "sha256": one.sha256} for one in members]
        content["folder"] = package.folder
        content["audited"] = audited(package, language)
        if edition.source_url:
            content["browse"] = f"{edition.source_url}/{package.folder}"
        content["tables"] = {}
        cut = {table: len(rows) for table in TABLES if (rows := package.table(table)) is not None and len(rows) > _ROWS}
        if cut:
            content["rows_total"] = cut
    if report.refusal is not None:
        content["refused"] = {
            "since": _provenance(report.refusal.since),
            "before": report.refusal.before.value,
            "issues": [issue.as_json(language.code) for issue in report.refusal.issues],
        }
    if report.withdrawal is not None:
        told_of = report.withdrawal
        content["withdrawn"] = {
            "since": told_of.since, "reason": told_of.reason, "document": told_of.document,
            "removed": _provenance(told_of.removed),
        }  # fmt: skip
    made = _download(f"{Address(report.union.union_id, report.year).stem}.json", content)
    made = replace(made, content=with_cells(made.content, verdicts, _CELLS, package.folder if package else None))
    return made if package is None else replace(_with_tables(made, package, language.code), title="JSON")


def _figure(one: Figure, language: Language) -> dict[str, Any]:
    """A figure with how it is made, in words, and the keys of what from; of a cell as reported there is neither."""
    told: dict[str, Any] = {"key": one.key, "value": one.value, "unit": one.unit}
    if one.formula:
        told["formula"] = language.gettext(one.formula)
    if one.inputs:
        told["inputs"] = one.inputs
    return told


def _with_tables(made: Download, package: Package, lang: str) -> Download:
    """`made` with the package's tables, at most the first `_ROWS` rows of each: every table at its cap was a file of 112 MB.

    `places` says of each table in the same order where its rows stand: the spreadsheet row, and the line in git where a
    cell above breaks its line; which columns make the row's part of a key (where rows share one: with their parts), what its
    columns are called and what they count.
    """
    before, empty, after = made.content.partition(b'"tables":{}')
    assert empty, "no text holds bare quotes"
    tables, places = [], []
    for table in TABLES:
        if (rows := package.table(table)) is not None:
            listed = rows[:_ROWS]
            tables.append(_encoded(table) + b":" + _encoded([_row(table, row) for row in listed]))
            at, lines = [row.row for row in listed], [row.line for row in listed]
            broken = b',"lines":' + _encoded(lines) if lines != at else b""
            places.append(_place(table, lang) + b',"rows":' + _encoded(at) + broken + b"}")
    told = (b'"tables":{', b",".join(tables), b'},"places":{', b",".join(places), b"}")
    return Download(path=made.path, content=b"".join((before, *told, after)))


@cache
def _place(table: str, lang: str) -> bytes:
    """How the place of a table begins: its file in the folder, its key and titles; the object is left open for its rows."""
    of = BY_NAME[table]
    columns = {one.name: one.title_en if lang == "en" else one.title_zh for one in of.columns}
    title = of.title_en if lang == "en" else of.title_zh
    units = {one.name: one.unit for one in of.columns if one.unit}
    told = {"file": f"{table}.csv", "title": title, "key": of.key, "columns": columns, "units": units}
    if of.parts:
        told["parts"] = of.parts
    return _encoded(table) + b":" + _encoded(told)[:-1]


def union_json(edition: Edition, union: TradeUnion, history: Mapping[int, UnionYear]) -> Download:
    """`unions/<id>.json`: the register's row, superior and subordinates, every year with its address."""
    registry = edition.registry
    content = {
        **union_record(union),
        "children": [child.union_id for child in registry.children(union.union_id)],
        "affiliates": [_row("affiliates", body) for body in registry.affiliates_of(union.union_id)],
        "years": [
            {
                "year": year,
                "standing": report.standing.value,
                "stage": report.package.descriptor.stage if report.package else None,
                "missing": report.missing,
                "json": f"{Address(union.union_id, year).stem}.json",
                "package": f"{Address(union.union_id, year).stem}.zip" if report.package else None,
            }
            for year, report in sorted(history.items())
        ],
    }
    return _download(f"{Address(union.union_id).stem}.json", content)


def fault_json(edition: Edition, union: TradeUnion, years: Sequence[int], fault: Fault) -> Iterator[Download]:
    """The files of a union that we failed at: the register's row, its years, and where we failed."""
    told = {
        "union_id": union.union_id,
        "name": union.name,
        "standing": Standing.FAULTED.value,
        "fault": fault.as_json(),
    }
    listed = [
        {"year": year, "standing": Standing.FAULTED.value, "json": f"{Address(union.union_id, year).stem}.json"}
        for year in years
    ]
    yield _download(f"{Address(union.union_id).stem}.json", {**union_record(union), **told, "years": listed})
    for year in years:
        yield _download(f"{Address(union.union_id, year).stem}.json", {**told, "year": year, "as_of": edition.as_of})


def build_json(facts: Mapping[str, Any], size: int) -> Download:
    """`build.json`, of its `build_facts`; `size` are the bytes of all other files of the site, its manifest apart."""
    return _download("build.json", {**facts, "size": size})


def build_facts(
    edition: Edition, summaries: Sequence[Summary], issues: Sequence[Issue], faults: Sequence[Fault]
) -> dict[str, Any]:
    """What `build.json` says but for the size of the site."""
    lang, settings = edition.language.code, edition.registry.settings
    standings: dict[str, int] = {}
    for summary in summaries:
        standings[summary.standing.value] = standings.get(summary.standing.value, 0) + 1
    return {
        "as_of": edition.as_of,
        "built_on": edition.built_on,
        "version": edition.version,
        "source": _provenance(edition.provenance),
        "history": edition.history,
        "fictional": settings.fictional,
        "licence": "CC-BY-4.0",
        "counts": {"unions": len(edition.registry.unions), "union_years": len(summaries), "standing": standings},
        "rules": {rule.clause_id: rule.version for rule in edition.rules},
        "held": [one.in_(lang) for one in edition.held],
        "registry_issues": [issue.as_json(lang) for issue in issues],
        "quarantined": [
            {
                "union_id": summary.union_id,
                "year": summary.year,
                "standing": summary.standing.value,
                "since": summary.refused_on,
                "issues": [issue.as_json(lang) for issue in summary.refusal],
            }
            for summary in summaries
            if summary.refusal
        ],
        "accepted_then": [
            {"union_id": summary.union_id, "year": summary.year, "hints": summary.hints}
            for summary in summaries
            if summary.hints
        ],
        "faults": [fault.as_json() for fault in faults],
    }


def federation_json(edition: Edition) -> tuple[Download, ...]:
    """`index.json` and `unions.json`."""
    settings = edition.registry.settings
    every = Address("{union_id}")
    index = {
        "title": settings.title,
        "title_en": settings.title_en,
        "currency": settings.currency,
        "years": edition.years,
        "statuses": {status: title.text(edition.language) for status, title in STATUSES.items()},
        "files": [
            "build.json",
            "unions.json",
            "verdicts.csv",
            "figures.csv",
            "verdicts/index.json",
            "figures/index.json",
            "changes.csv",
            "findings.csv",
            "finder.json",
            "badge.json",
        ],
        "union": f"{every.stem}.json",
        "union_year": f"{every.stem}/{{year}}.json",
        "package": f"{every.stem}/{{year}}.zip",
        "changes": f"{every.stem}/changes.json",
        "badge": f"{every.stem}/badge.json",
    }
    unions = {"unions": [union_record(union) for union in edition.registry.unions.values()]}
    return _download("index.json", index), _download("unions.json", unions)


def union_record(union: TradeUnion) -> dict[str, Any]:
    """The register's row of a union."""
    return _row("unions", union)


def _row(table: str, row: Record) -> dict[str, Any]:
    values = zip(_names(table), row_values(table)(row), strict=True)
    return {name: value for name, value in values if value is not None}


@cache
def _names(table: str) -> tuple[str, ...]:
    return tuple(column.name for column in BY_NAME[table].columns)


def _provenance(made: Provenance) -> dict[str, Any]:
    return {"commit": made.commit, "committed_on": made.committed_on, "dirty": made.dirty}


def _download(path: str, content: Mapping[str, Any] | Iterable[Any]) -> Download:
    return Download(path=f"api/v1/{path}", content=_encoded(content))


def _encoded(content: object) -> bytes:
    return _encode(content).encode()
