"""Files of an office -> the package they make, through the door; or every reason why not, at the cells the office knows."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from yangguang.core.address import row_name
from yangguang.core.issues import Place, Severity, Text
from yangguang.door.admit import admit, in_order
from yangguang.door.bytes.csv_text import MAX_BYTES, MAX_ROWS
from yangguang.door.bytes.descriptor import NAME
from yangguang.door.bytes.gate import read_tables
from yangguang.door.privacy.shown import shown
from yangguang.importer.compose import by_table, compose, differences
from yangguang.importer.derived import check_derived
from yangguang.importer.magnitude import check_magnitude
from yangguang.importer.model import Change, Log
from yangguang.importer.packed import unpacked
from yangguang.importer.read import read_file
from yangguang.importer.sheets import read_sheet, stage_said
from yangguang.records.tables import PACKAGE_TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from yangguang.core.issues import Issue
    from yangguang.door.bytes.gate import Gated
    from yangguang.door.model import RawPackage
    from yangguang.importer.compose import Whole
    from yangguang.importer.model import Draft, Sheet
    from yangguang.importer.preface import Asked
    from yangguang.policy.law import Policy
    from yangguang.records.federation import Registry
    from yangguang.records.package import Package

_LATEST_2009 = 2021  # the 2021 chart is in force from 2022 on
_CONSENT = "import.would-destroy"  # is asked for; it refuses no cell
_CELLS = re.compile(r"(\w+)\.csv ([A-Z]{1,3}\d+(?:, [A-Z]{1,3}\d+)*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What an import leans on: the federation, the package as it is now, the accepted years before it.

    `replaces` is the consent to change or drop what the present package has.
    """

    registry: Registry
    policy: Policy
    raw: RawPackage
    earlier: Mapping[int, Package]
    asked: Asked
    as_of: date
    stage: str | None = None
    replaces: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import came to. `made` are the package's files as the import makes them, by name.

    `files` are those of them that would be written because they are new or other than now; none where it is refused.
    `read_as` is the table that each sheet was read as, by the sheet's title.
    `lost` are cells and rows of the present package that would change or go: place, column, before, after.
    """

    folder: str
    sheets: Sequence[Sheet]
    read_as: Mapping[str, str]
    changes: Sequence[Change]
    issues: Sequence[Issue]
    tables: Sequence[tuple[str, int]]
    lost: Sequence[Change]
    made: Mapping[str, bytes]
    files: Mapping[str, bytes]

    @property
    def refused(self) -> bool:
        """Whether nothing may be written."""
        return any(issue.is_error for issue in self.issues)


def import_files(sources: Sequence[tuple[str, bytes]], desk: Desk) -> Imported:
    """Read every file, archives opened, join what they say, and let the door judge the package that this makes."""
    log = Log()
    sheets: list[Sheet] = []
    descriptor = present_descriptor(desk.raw)
    edition = edition_of(descriptor, desk.asked.year)
    chart = desk.policy.charts.get(edition, {})
    drafts: list[Draft] = []
    for name, data in unpacked(sources, log):
        read = read_file(name, data, log)
        found = [draft for sheet in read if (draft := read_sheet(sheet, desk.asked, chart, log)) is not None]
        if not found and not log.refused:
            log.issues[:] = [one for one in log.issues if not _says_less(one, read)]
            log.tell("import.nothing", Place(file=name))
        sheets += read
        drafts += found
    now = read_tables(desk.raw.files, desk.raw.folder, PACKAGE_TABLES)
    last = {row.account_code: str(row.actual) for row in _accounts(desk) if row.actual is not None}
    names = frozenset(name for name in (desk.asked.union.name, desk.asked.union.short_name) if name)
    for draft in drafts:
        check_derived(draft, last, names, log)
    wholes = {
        table.name: whole
        for table in PACKAGE_TABLES
        if (of_table := by_table(drafts).get(table.name))
        and (whole := compose(of_table, now.tables.get(table.name), log)) is not None
    }
    check_magnitude(wholes, desk.earlier.get(desk.asked.year - 1), log)
    lost = _lost(wholes, now, descriptor, desk, log)
    files = _files(wholes, descriptor, edition, stage_said(sheets), desk, log)
    refused = {_spot(one) for one in log.issues if one.is_error and one.code != _CONSENT}
    destroys = any(one.code == _CONSENT for one in log.issues)
    # Where a cell was refused sums cannot hold, and the cell itself is told already.
    if wholes and not any(one.code == "import.several-unions" for one in log.issues):
        for issue in _judged(files, wholes, desk):
            follows = issue.code.startswith("identity.") or issue.code == "gate.empty-file" or _spot(issue) in refused
            if not (refused and follows) and not (destroys and _leans(issue, desk.raw.folder)):
                log.issues.append(issue)
    return Imported(
        folder=desk.raw.folder, sheets=sheets, read_as={draft.sheet.title: draft.table.name for draft in drafts},
        changes=log.changes, issues=_ordered(log.issues),
        tables=[(name, len(whole.rows)) for name, whole in wholes.items()], lost=lost, made=files,
        files={} if log.refused else {n: data for n, data in files.items() if desk.raw.files.get(n) != data},
    )  # fmt: skip


def _spot(issue: Issue) -> tuple[str | None, str | None]:
    return issue.place.file, issue.place.cell


def _leans(issue: Issue, folder: str) -> bool:
    """Whether a row that no file gave leans on what would go: whoever keeps that is told of nothing else."""
    is_old = (issue.place.file or "").startswith(folder)
    return is_old and (issue.code == "schema.foreign-key" or issue.code.startswith("identity."))


def _says_less(one: Issue, read: Sequence[Sheet]) -> bool:
    """Whether it is told of a sheet what is then told of its whole file."""
    return one.code == "import.sheet-ignored" and one.place.file in {sheet.title for sheet in read}


def _accounts(desk: Desk) -> Sequence[Any]:
    before = desk.earlier.get(desk.asked.year - 1)
    return (before.accounts or ()) if before else ()


def _ordered(issues: Sequence[Issue]) -> list[Issue]:
    """Errors first, each once, then by sheet, row and column."""
    once = {(issue.code, issue.place, issue.message.zh): issue for issue in issues}
    rank = {severity: at for at, severity in enumerate((Severity.ERROR, Severity.WARNING, Severity.INFO))}
    return sorted(in_order(list(once.values())), key=lambda issue: rank[issue.severity])


def _lost(wholes: Mapping[str, Whole], now: Gated, descriptor: dict[str, Any], desk: Desk, log: Log) -> list[Change]:
    """What the present package would lose; a file that cannot be read whole is lost whole."""
    diff = Log()
    cells = rows = 0
    unread = [f"{name}.csv" for name in wholes if name in now.broken]
    unread += [NAME] if NAME in desk.raw.files and not descriptor else []
    for name in unread:
        diff.change(
            Place(file=f"{desk.raw.folder}/{name}"),
            name,
            "",
            Text("现有文件读不全，整个换掉", "the present file cannot be read whole"),
        )
    for name in [one for one in wholes if one in now.tables]:
        changed, gone = differences(wholes[name], now.tables[name])
        cells, rows = cells + len(changed), rows + len(gone)
        file = f"{desk.raw.folder}/{name}.csv"
        for key, column, before, after in changed:
            at = shown(row_name(key))
            diff.change(Place(file=file, column=column), before, after, Text(at, at))
        for key in gone:
            diff.change(Place(file=file), row_name(key), "", Text("去掉这一行", "the row goes"))
    if diff.changes and not desk.replaces:
        log.tell("import.would-destroy", Place(file=desk.raw.folder), cells=cells, rows=rows, files=len(unread))
    return diff.changes


def edition_of(descriptor: Mapping[str, Any], year: int) -> str:
    """The chart of accounts that a package declares, else the one in force in `year`."""
    return str(descriptor.get("chart") or ("2009" if year <= _LATEST_2009 else "2021"))


def present_descriptor(raw: RawPackage) -> dict[str, Any]:
    """What the package's descriptor says now; nothing where there is none, or none that can be read."""
    try:
        found = json.loads(raw.files.get(NAME, b"{}"))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _files(
    wholes: Mapping[str, Whole], descriptor: dict[str, Any], edition: str, stage: str | None, desk: Desk, log: Log
) -> dict[str, bytes]:
    """All files of the package as it will be; the descriptor stays as it is where nothing it says has changed."""
    union, year = desk.asked.union, desk.asked.year
    tables = {f"{name}.csv": whole.bytes() for name, whole in wholes.items()}
    for name, whole in wholes.items():
        if len(tables[f"{name}.csv"]) > MAX_BYTES or len(whole.rows) > MAX_ROWS:
            log.tell(
                "import.too-large",
                Place(file=f"{name}.csv"),
                problem=Text("超过 5 MB 或 5 万行", "over 5 MB or 50,000 rows"),
            )
    files = {**desk.raw.files, **tables}
    stage = desk.stage or stage or descriptor.get("stage") or _stage(wholes)
    names = [table.name for table in PACKAGE_TABLES if f"{table.name}.csv" in files]
    is_changed = any(desk.raw.files.get(name) != data for name, data in tables.items())
    listed = {one.get("name") for one in descriptor.get("resources", ()) if isinstance(one, dict)}
    if not descriptor:
        descriptor = {
            "name": f"{union.union_id}-{year}", "title": f"{union.name}{year}年度财务公开数据", "union_id": union.union_id,
            "year": year, "chart": edition, "stage": stage, "version": "1.0.0", "created": desk.as_of.isoformat(),
            "resources": [],
        }  # fmt: skip
    elif not is_changed and listed == set(names) and descriptor.get("stage") == stage:
        return files
    else:
        descriptor = {**descriptor, "stage": stage, "version": _raised(str(descriptor.get("version", "1.0.0")))}
    descriptor["resources"] = [{"name": name, "path": f"{name}.csv"} for name in names]
    files[NAME] = f"{json.dumps(descriptor, ensure_ascii=False, indent=2)}\n".encode()
    return files


def _raised(version: str) -> str:
    """The next minor version: a published figure may have changed."""
    parts = version.split(".")
    return f"{parts[0]}.{int(parts[1]) + 1}.0" if len(parts) == 3 and parts[1].isdigit() else version


def _stage(wholes: Mapping[str, Whole]) -> str:
    """The stage that the accounts show: final with actual figures, midyear with those of half a year."""
    rows = wholes["accounts"].rows if "accounts" in wholes else ()
    if any(row.get("actual") for row in rows):
        return "final"
    return "midyear" if any(row.get("actual_h1") for row in rows) else "budget"


def _judged(files: Mapping[str, bytes], wholes: Mapping[str, Whole], desk: Desk) -> list[Issue]:
    """What the door says of the package, at the cells of the sheets it came from."""
    admission = admit(replace(desk.raw, files=files), desk.registry, desk.policy, desk.earlier, desk.as_of)
    places = {f"{desk.raw.folder}/{name}.csv": whole for name, whole in wholes.items()}
    return [_moved(issue, places) for issue in admission.issues]


def _moved(issue: Issue, places: Mapping[str, Whole]) -> Issue:
    place = issue.place
    whole = places.get(place.file or "")
    if whole and place.row and 2 <= place.row < len(whole.rows) + 2:
        place = whole.place(place.row - 2, place.column) or place
    elif whole and whole.sources:
        place = replace(whole.sources[0][0][0].sheet.place(), column=place.column)
    by_name = {name.rpartition("/")[2].removesuffix(".csv"): whole for name, whole in places.items()}

    def there(match: re.Match[str]) -> str:
        found = by_name.get(match[1])
        return match[0] if found is None else _cells_there(found, match[2]) or match[0]

    message = Text(_CELLS.sub(there, issue.message.zh), _CELLS.sub(there, issue.message.en))
    return replace(issue, place=place, message=message)


def _cells_there(whole: Whole, cells: str) -> str:
    """`E7, E8` of the written table, as cells of the sheets."""
    by_sheet: dict[str, list[str]] = {}
    for cell in cells.split(", "):
        letters = cell.rstrip("0123456789")
        column = 0
        for letter in letters:
            column = column * 26 + ord(letter) - ord("A") + 1
        row = int(cell[len(letters) :]) - 2
        if not (0 <= row < len(whole.rows) and column <= len(whole.header)):
            return ""
        place = whole.place(row, whole.header[column - 1])
        if place is None or place.cell is None:
            return ""
        by_sheet.setdefault(place.file or "", []).append(place.cell)
    return "；".join(f"{sheet} {', '.join(found)}" for sheet, found in by_sheet.items())
