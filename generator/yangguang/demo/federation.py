"""The whole demo: registry, policy and packages of a fictional federation, as files of a DATA folder."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from yangguang.core.paths import POLICY
from yangguang.demo.balances import balances, closing_sheet, opening_sheet
from yangguang.demo.books import books
from yangguang.demo.csv_bytes import json_bytes, resources, table_bytes, text_rows
from yangguang.demo.flows import exists, federation
from yangguang.demo.package import package_files
from yangguang.demo.roster import affiliates, districts, roster
from yangguang.records.registry import UnionChange
from yangguang.records.tables import REGISTRY_TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from yangguang.demo.flows import Federation
    from yangguang.demo.roster import Member
    from yangguang.records.registry import Affiliate, TradeUnion

LAST_YEAR = 2025


def demo(
    *,
    unions: int,
    years: int = 1,
    seed: int = 1,
    last_year: int = LAST_YEAR,
    running: bool = False,
    public_since: str | None = None,
) -> Iterator[tuple[str, bytes]]:
    """(path relative to DATA, bytes) of every file, union by union: the same arguments give the same bytes.

    `years` full years end with `last_year`; with `running` the year after it is there as far as it has come. `public_since`
    is the setting, for a history in which the packages were written anew; by default every change of it counts.
    """
    members = roster(unions, seed, last_year)
    span = tuple(range(last_year - years + 1, last_year + 1 + running))
    fed = federation(members, span, last_year, seed)
    owned = affiliates(members)
    policy = {path.name: path.read_bytes() for path in sorted(POLICY.iterdir())}
    yield from _registry(members, owned, public_since)
    yield from ((f"policy/{name}", content) for name, content in policy.items())
    names = _account_names(policy["chart_of_accounts.csv"].decode())
    for member in members:
        yield from _packages(fed, member, span, [body for body in owned if body.owner_id == member.union_id], names)


def _registry(
    members: tuple[Member, ...], owned: tuple[Affiliate, ...], public_since: str | None
) -> Iterator[tuple[str, bytes]]:
    unions = [member.union for member in members]
    rows = {"districts": districts(members), "unions": unions, "union_changes": _changes(unions), "affiliates": owned}
    yield (
        "registry/datapackage.json",
        json_bytes(
            {
                "name": "registry",
                "title": "阳光市总工会（虚构示例）",
                "title_en": "Sunshine City Federation of Trade Unions (fictional)",
                "description": "示例数据：工会、地名和金额均为虚构，由程序生成。",
                "currency": "CNY",
                "display_unit": 10000,
                "fictional": True,
                **({"public_since": public_since} if public_since else {}),
                "contact": "阳光市总工会财务部（虚构）",
                "resources": resources(rows),
            }
        ),
    )
    for table in REGISTRY_TABLES:
        if table.name in rows:  # this federation has withdrawn nothing
            yield f"registry/{table.name}.csv", table_bytes(table, text_rows(table, rows[table.name]))


def _changes(unions: Sequence[TradeUnion]) -> list[UnionChange]:
    """Whoever was dissolved goes on in its superior."""
    return [
        UnionChange(
            union_id=one.union_id,
            from_=one.dissolved_on,
            column_="successor_id",
            value=one.parent_id,
            document=f"阳工发〔{one.dissolved_on.year}〕31号",
        )
        for one in unions
        if one.dissolved_on and one.parent_id
    ]


def _packages(
    fed: Federation,
    member: Member,
    span: tuple[int, ...],
    owned: Sequence[Affiliate],
    names: Mapping[str, Mapping[str, str]],
) -> Iterator[tuple[str, bytes]]:
    sheet = None
    for year in span:
        own = books(fed, member, year, names)
        opening = sheet or opening_sheet(fed, member, own)
        sheet = closing_sheet(fed, member, own, opening)
        if exists(member, year) and not fed.keeps_silent(member, year):
            yield from package_files(fed, member, own, balances(opening, sheet), owned, names)


def _account_names(chart: str) -> dict[str, dict[str, str]]:
    names: dict[str, dict[str, str]] = {}
    for row in csv.DictReader(io.StringIO(chart)):
        names.setdefault(row["chart"], {})[row["account_code"]] = row["name"]
    return names
