"""Admission: gate, privacy, schema, identities, in that order; every problem is told once, whichever step found it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yangguang.core.address import Folder
from yangguang.core.dates import LAST_DAY, latest_day
from yangguang.core.issues import Place, Text
from yangguang.door.bytes.descriptor import read_package_descriptor
from yangguang.door.bytes.file_names import meant_file
from yangguang.door.bytes.formulas import follows, unreadable_told
from yangguang.door.bytes.gate import read_tables
from yangguang.door.bytes.raw import source_file
from yangguang.door.bytes.unread import scan_package
from yangguang.door.identities import check as identities
from yangguang.door.identities.causes import causes_first
from yangguang.door.messages.catalogue import issue, refuses
from yangguang.door.model import Admission
from yangguang.door.privacy.scan import discreet
from yangguang.door.privacy.shown import path_shown
from yangguang.door.privacy.small_groups import without_allowed
from yangguang.door.schema.check import check_tables
from yangguang.records.codes import code_title
from yangguang.records.duties import required_tables
from yangguang.records.package import Package
from yangguang.records.tables import BY_NAME, PACKAGE_TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from yangguang.core.issues import Issue
    from yangguang.core.quarantine import Fault
    from yangguang.door.model import RawPackage, TextTable
    from yangguang.policy.law import Policy
    from yangguang.records.declare import Record
    from yangguang.records.federation import Registry
    from yangguang.records.package import Descriptor

_STAGES = {
    "budget": Text("预算", "budget"), "midyear": Text("年中", "midyear"), "final": Text("决算", "final"),
}  # fmt: skip


def admit(
    raw: RawPackage,
    registry: Registry,
    policy: Policy,
    earlier: Mapping[int, Package],
    as_of: date = LAST_DAY,
    on: date | None = None,
) -> Admission:
    """The package, or what is wrong with it. `earlier` holds the accepted packages of the same union by year.

    The door has no clock: how late a date may lie follows from the day of judgement. `on` is the day that main took the
    version, where that is long ago: a check refuses from its own day on.
    """
    on = on or as_of
    latest = latest_day(as_of)
    descriptor, issues, said = read_package_descriptor(raw, policy.charts, PACKAGE_TABLES, latest)
    issues = [*raw.issues, *issues]
    gated = read_tables(raw.files, raw.folder, PACKAGE_TABLES)
    issues += gated.issues
    private = without_allowed(scan_package(raw, gated, said), gated.tables, registry, raw.union_id, raw.year)
    typed = check_tables(gated.tables, gated.broken, registry, latest, on)
    chart = policy.charts.get(descriptor.chart, {}) if descriptor else {}
    issues += causes_first(typed.issues, gated.tables, descriptor.chart if descriptor else "", chart)
    issues += _missing_documents(raw, gated.tables)
    if descriptor and raw.union_id in registry.unions:
        bound = registry.on(raw.union_id, policy.duty_day(descriptor.stage, raw.year))
        issues += _missing_tables(raw, bound.tier, descriptor.stage)
    unreadable = unreadable_told(issues)
    issues = [one for one in issues if not follows(one, unreadable)]
    issues = _without_misnamed(issues, raw)
    issues = [*private, *discreet(issues, private)]
    package = None
    secret = {problem.place.file for problem in private}  # no sum may tell what a number hidden in it was
    as_meant = {
        name: rows for name, rows in typed.as_meant.items() if path_shown(gated.tables[name].file) not in secret
    }
    cut = {name for name, table in gated.tables.items() if _lacks_rows(table.file, gated.issues)}
    records = {name: rows for name, rows in {**typed.records, **as_meant}.items() if name not in cut}
    if descriptor and (
        "explanations" in records or "explanations" not in typed.faulty
    ):  # explanations turn identity errors into warnings
        package = _package(raw, descriptor, records)
        sound = {name: table for name, table in gated.tables.items() if name in records}
        found = identities.check(package, sound, registry, policy, earlier)
        found = [one for one in found if not follows(one, unreadable)]
        if gated.broken or any(map(_hides_accounts, (*issues, *found))):
            found = [one for one in found if one.code != "identity.closing-carry"]
        issues += discreet(found, private)
    refused = bool(typed.faulty) or any(refuses(problem, on) for problem in issues)
    return Admission(
        union_id=raw.union_id, year=raw.year, folder=raw.folder, package=None if refused else package,
        issues=in_order(issues),
    )  # fmt: skip


def _lacks_rows(file: str | None, issues: Sequence[Issue]) -> bool:
    """Whether rows of a file were left out: no sum over the others is to be held against anything."""
    return any(one.code == "gate.ragged-row" and one.place.file == file for one in issues)


def _hides_accounts(problem: Issue) -> bool:
    """Whether an account's code is not what it should be: sums over accounts then follow from nothing else."""
    return (
        problem.is_error
        and problem.place.column == "account_code"
        and (problem.place.file or "").endswith("/accounts.csv")
    )


def unchecked(folder: str, fault: Fault) -> Admission:
    """A package that could not be checked, because we failed: nobody may take it for accepted."""
    told = issue("gate.fault", Place(file=folder), step=fault.step, error=fault.error, place=fault.place)
    return Admission(union_id=fault.union_id, year=Folder.of(folder).year, folder=folder, package=None, issues=(told,))


def in_order(issues: Sequence[Issue]) -> tuple[Issue, ...]:
    """Each problem once, by file, row and column as the spreadsheet has them."""
    once = {(problem.code, problem.place, problem.message.zh): problem for problem in issues}
    return tuple(sorted(once.values(), key=_position))


def _position(problem: Issue) -> tuple[str, int, int, str, str, str]:
    place = problem.place
    cell = place.cell or ""
    return place.file or "", place.row or place.line or 0, len(cell), cell, place.column or "", problem.code


def _without_misnamed(issues: Sequence[Issue], raw: RawPackage) -> list[Issue]:
    """`issues` without those that only say that a file is missing which is there under another name, or unreadable."""
    told = {problem.place.file or "" for problem in raw.issues}
    meant = {f"{raw.folder}/{meant_file(path.rpartition('/')[2])}" for path in told} | told
    return [problem for problem in issues if problem.code not in _MISSING or _missed(problem, raw) not in meant]


_MISSING = frozenset({
    "gate.missing-descriptor", "gate.resource-without-file", "schema.missing-table", "schema.missing-document",
})  # fmt: skip


def _missed(problem: Issue, raw: RawPackage) -> str | None:
    """The path of the file that the problem misses."""
    return f"{raw.folder}/{problem.value}" if problem.value else problem.place.file


def _missing_tables(raw: RawPackage, tier: str, stage: str) -> Iterator[Issue]:
    for name in required_tables(tier, stage):
        if f"{name}.csv" not in raw.files:
            table = BY_NAME[name]
            yield issue(
                "schema.missing-table", Place(file=f"{raw.folder}/{name}.csv"), name=name,
                title=Text(table.title_zh, table.title_en), stage=_STAGES[stage],
                tier=Text(code_title("tier", tier), code_title("tier", tier, "en")),
            )  # fmt: skip


def _missing_documents(raw: RawPackage, tables: Mapping[str, TextTable]) -> Iterator[Issue]:
    """Evidence that a row names and the package does not hold."""
    held = {document.path.removeprefix(f"{raw.folder}/") for document in raw.documents}
    for table in tables.values():
        if "document_url" in table.header:
            index = table.header.index("document_url")
            column = table.table.column("document_url")
            for row in table.rows:
                name = row.cells[index]
                if name.startswith("documents/") and name not in held:
                    title = Text(column.title_zh, column.title_en)
                    place = table.place(row, "document_url")
                    yield issue("schema.missing-document", place, value=name, column=title)


def _package(raw: RawPackage, descriptor: Descriptor, records: Mapping[str, tuple[Record, ...]]) -> Package:
    sources = tuple(source_file(f"{raw.folder}/{name}", data) for name, data in sorted(raw.files.items()))
    tables: Mapping[str, Any] = records
    return Package(
        district=raw.district, descriptor=descriptor, sources=sources, documents=raw.documents, **tables
    )  # fmt: skip
