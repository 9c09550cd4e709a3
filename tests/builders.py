"""A small federation of four unions and a valid package for each tier, so that a test mentions only what it is about."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tests.healthy import HEALTHY, Row
from yangguang.door.admit import admit as door_admit
from yangguang.door.loader import load_policy
from yangguang.door.model import Admission, RawPackage
from yangguang.records.duties import required_tables
from yangguang.records.federation import Registry, Settings
from yangguang.records.registry import District, TradeUnion
from yangguang.records.tables import BY_NAME

if TYPE_CHECKING:
    from yangguang.policy.law import Policy
    from yangguang.records.package import Package

ROOT = Path(__file__).parent.parent
CITY, UNION, SCHOOL, SHOP = "bj-city", "bj-demo", "bj-demo-school", "bj-demo-shop"
TIERS = {CITY: "full", UNION: "full", SCHOOL: "standard", SHOP: "basic"}
DISTRICT, YEAR = "110101", 2025
FOLDER = f"unions/{DISTRICT}/{UNION}/{YEAR}"
_NAMES = {CITY: "示范市总工会", UNION: "示范区总工会", SCHOOL: "示范学校工会", SHOP: "示范商店工会"}
_KINDS = {CITY: "municipal", UNION: "district", SCHOOL: "grassroots", SHOP: "grassroots"}


def rows(table: str, key: str | None = None, /, **cells: str | None) -> list[Row]:
    """The healthy rows of `table`, with `cells` changed in the row whose first cell is `key` (None: in every row)."""
    first = BY_NAME[table].columns[0].name
    assert key is None or any(row.get(first) == key for row in HEALTHY[table]), f"{table} has no row {key}"
    return [row | (cells if key in {None, row.get(first)} else {}) for row in HEALTHY[table]]


def as_csv(table: str, content: list[Row]) -> bytes:
    """The CSV a union would commit: every column of the table in our order, LF."""
    text = io.StringIO()
    names = [column.name for column in BY_NAME[table].columns]
    writer = csv.DictWriter(text, names, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(content)
    return text.getvalue().encode()


def package_files(
    union_id: str = UNION,
    year: int = YEAR,
    stage: str = "final",
    *,
    descriptor: Row | None = None,
    **tables: list[Row] | bytes | str | None,
) -> dict[str, bytes]:
    """A valid submission of a union's tier. `tables` replaces or (None) takes out tables, `descriptor` changes its keys."""  # fmt: skip
    owed = [name for name in HEALTHY if name in required_tables(TIERS[union_id], stage)]
    content: dict[str, bytes] = {}
    for name in dict.fromkeys([*owed, *tables]):
        given = tables.get(name, HEALTHY[name])
        if given is not None:
            content[f"{name}.csv"] = (
                given if isinstance(given, bytes) else given.encode() if isinstance(given, str) else as_csv(name, given)
            )
    facts = {
        "name": f"{union_id}-{year}", "title": f"{_NAMES[union_id]}{year}年度财务公开", "union_id": union_id, "year": year,
        "chart": "2009", "stage": stage, "version": "1.0.0", "created": f"{year + 1}-04-10",
        "resources": [{"name": name.removesuffix(".csv"), "path": name} for name in content],
    }  # fmt: skip
    content["datapackage.json"] = json.dumps(facts | (descriptor or {}), ensure_ascii=False, indent=2).encode()
    return content


def last_year() -> dict[str, bytes]:
    """The healthy package's year before: it closes with the balances that the healthy one opens with."""
    return package_files(
        year=YEAR - 1,
        balances=[
            {"item": "cash", "opening": "195500.50", "closing": "200000"},
            {"item": "fixed_assets", "opening": "50000", "closing": "50000"},
            {"item": "other_payables", "opening": "10000", "closing": "10000"},
            {"item": "asset_funds", "opening": "50000", "closing": "50000"},
            {"item": "surplus", "opening": "185500.50", "closing": "190000"},
        ],
    )


def submission(files: dict[str, bytes], union_id: str = UNION, year: int = YEAR) -> RawPackage:
    """The files as they come out of the union's folder."""
    folder = f"unions/{DISTRICT}/{union_id}/{year}"
    return RawPackage(district=DISTRICT, union_id=union_id, year=year, folder=folder, files=files)


def admit(files: dict[str, bytes], *earlier: Package, union_id: str = UNION, year: int = YEAR) -> Admission:
    """What the door says of the files."""
    return door_admit(
        submission(files, union_id, year), registry(), policy(), {package.year: package for package in earlier}
    )


def accepted(files: dict[str, bytes], *earlier: Package, union_id: str = UNION, year: int = YEAR) -> Package:
    """The package that these files make."""
    admission = admit(files, *earlier, union_id=union_id, year=year)
    assert admission.package, [issue.message.zh for issue in admission.issues]
    return admission.package


def registry() -> Registry:
    """A city, a district and its two grassroots unions."""
    unions = (
        TradeUnion(
            union_id=union_id, name=_NAMES[union_id], uscc_absent_reason="虚构", parent_id=_parent(union_id),
            kind=_KINDS[union_id], tier=tier, district=DISTRICT,
            employer_nature="private" if _KINDS[union_id] == "grassroots" else None,
        )
        for union_id, tier in TIERS.items()
    )  # fmt: skip
    return Registry(
        settings=Settings(title="示范阳光工会", title_en="Demo portal", fictional=True),
        districts={DISTRICT: District(district_id=DISTRICT, name="示范区")},
        unions={union.union_id: union for union in unions},
    )


def _parent(union_id: str) -> str | None:
    return {CITY: None, UNION: CITY}.get(union_id, UNION)


@cache
def policy() -> Policy:
    """The portal's own clauses, parameters and charts of accounts.

    Left open is which chart is in force: the federation of these tests keeps its books by the one of 2009.
    """
    loaded, issues = load_policy(ROOT / "data")
    assert loaded, [issue.message.zh for issue in issues]
    return replace(loaded, parameters=tuple(row for row in loaded.parameters if row.name != "chart_of_accounts"))


def portal(folder: Path, packages: dict[tuple[str, int], dict[str, bytes]] | None = None) -> Path:
    """DATA of the federation in `folder` with these packages, by union and year (default: one healthy package)."""
    shutil.copytree(ROOT / "data" / "policy", folder / "policy")
    parameters = folder / "policy" / "parameters.csv"
    lines = parameters.read_text(encoding="utf-8").splitlines(keepends=True)
    parameters.write_text(
        "".join(line for line in lines if not line.startswith("chart_of_accounts,")), encoding="utf-8"
    )
    known = registry()
    union_rows = [
        {
            "union_id": union.union_id, "name": union.name, "uscc_absent_reason": "虚构", "parent_id": union.parent_id or "",
            "kind": union.kind, "tier": union.tier, "employer_nature": union.employer_nature or "", "district": DISTRICT,
        }
        for union in known.unions.values()
    ]  # fmt: skip
    write(folder / "registry", {
        "unions.csv": as_csv("unions", union_rows),
        "districts.csv": as_csv("districts", [{"district_id": DISTRICT, "name": "示范区"}]),
        "datapackage.json": json.dumps({
            "name": "registry", "title": known.settings.title, "title_en": known.settings.title_en, "fictional": True,
            "resources": [{"name": name, "path": f"{name}.csv"} for name in ("unions", "districts")],
        }, ensure_ascii=False, indent=2).encode(),
    })  # fmt: skip
    for (union_id, year), files in (packages or {(UNION, YEAR): package_files()}).items():
        write(folder / "unions" / DISTRICT / union_id / str(year), files)
    return folder


def write(folder: Path, files: dict[str, bytes]) -> None:
    """Put files into a folder, as they are."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)


def commit(folder: Path, day: str, message: str = "data") -> None:
    """Commit everything under `folder` (made a repository if it is none) as of `day`, whoever runs the tests."""
    settings = os.environ | {
        "GIT_AUTHOR_DATE": f"{day}T12:00:00Z", "GIT_COMMITTER_DATE": f"{day}T12:00:00Z",
        "GIT_AUTHOR_NAME": "demo", "GIT_COMMITTER_NAME": "demo",
        "GIT_AUTHOR_EMAIL": "demo@example.org", "GIT_COMMITTER_EMAIL": "demo@example.org",
        "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull,
    }  # fmt: skip
    for arguments in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", message]):
        subprocess.run(["git", *arguments], cwd=folder, env=settings, check=True)


def git_portal(folder: Path) -> Path:
    """The troubled portal as its repository has it: a healthy year and a healthy report first, on top what was refused.

    The union bj-demo has an accepted 2025 in the first commit and a refused one in the second.
    """
    troubled, data = ROOT / "tests" / "portals" / "troubled" / "data", folder / "data"
    shutil.copytree(troubled, data)
    shutil.rmtree(data / "unions")
    write(data / "unions" / DISTRICT / UNION / str(YEAR - 1), last_year())
    write(data / "unions" / DISTRICT / UNION / str(YEAR), package_files())
    commit(folder, "2026-04-15", "data: first reports")
    shutil.copytree(troubled / "unions", data / "unions", dirs_exist_ok=True)
    commit(folder, "2026-05-20", "data: the reports that the door refuses")
    return data
