"""One union-year of the demo: which tables it has at its stage, and the files they make."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from yangguang.core.address import Folder
from yangguang.demo import audits, belongings, between, conduct, disclosures, filings
from yangguang.demo.books import books
from yangguang.demo.cast import Quirk
from yangguang.demo.csv_bytes import json_bytes, resources, table_bytes, text_rows
from yangguang.demo.flows import COLLECTING, dues
from yangguang.demo.lapses import with_lapses
from yangguang.records.duties import required_tables
from yangguang.records.finances import Account, Project, ThreePublicItem
from yangguang.records.tables import PACKAGE_TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from yangguang.demo.books import Books
    from yangguang.demo.csv_bytes import Facts, Row
    from yangguang.demo.flows import Federation
    from yangguang.demo.roster import Member
    from yangguang.records.declare import Record
    from yangguang.records.finances import Balance
    from yangguang.records.registry import Affiliate

    Names = Mapping[str, Mapping[str, str]]
    Tables = Mapping[str, Sequence[Record]]

Money = TypeVar("Money", Account, Project, ThreePublicItem)


def package_files(
    fed: Federation, member: Member, own: Books, balances: tuple[Balance, ...], owned: Sequence[Affiliate], names: Names
) -> Iterator[tuple[str, bytes]]:
    """(path relative to DATA, bytes) of every file of the package. `own` are the year's books, `owned` affiliated bodies."""
    year = own.year
    stage = stage_of(fed, member, year)
    typed = _tables(fed, member, own, balances, owned, names, _until(stage, year))
    tables = {table.name: text_rows(table, typed[table.name]) for table in PACKAGE_TABLES}
    with_lapses(tables, member.union_id, year, fed.last_year)
    present = _present(member, stage, tables)
    folder = Folder(member.union.district, member.union_id, year).path
    restated = fed.restates(member, year)
    created = date(year + 2, 11, 20) if restated else _until(stage, year)
    yield (
        f"{folder}/datapackage.json",
        json_bytes(
            {
                "name": f"{member.union_id}-{year}",
                "title": f"{member.union.name}{year}年度财务公开数据",
                "union_id": member.union_id,
                "year": year,
                "chart": own.chart,
                "stage": stage,
                "version": "1.2.0" if restated else "1.0.0",
                "created": created.isoformat(),
                "resources": resources(present),
            }
        ),
    )
    for table in PACKAGE_TABLES:
        if table.name in present:
            yield f"{folder}/{table.name}.csv", table_bytes(table, tables[table.name])


def stage_of(fed: Federation, member: Member, year: int) -> str:
    """Final for every full year; in the running year as far as the union has come."""
    if year <= fed.last_year:
        return "final"
    return "budget" if Quirk.BUDGET_STAGE in member.quirks else "midyear"


def _until(stage: str, year: int) -> date:
    """The day on which the union closed the package: what happened later is not in it."""
    return {"budget": date(year, 3, 25), "midyear": date(year, 9, 20), "final": date(year + 1, 6, 10)}[stage]


def _tables(
    fed: Federation,
    member: Member,
    own: Books,
    balances: tuple[Balance, ...],
    owned: Sequence[Affiliate],
    names: Names,
    until: date,
) -> Tables:
    year = own.year
    stage = stage_of(fed, member, year)
    full = member.union.tier == "full" and stage == "final"
    matters = disclosures.matters(fed, member, own) if full else ()
    decided = belongings.assets(fed, member, year) if full else ()
    found = audits.findings(fed, member, year)
    due = audits.targets(fed, member, own, owned) if full else ()
    bought = belongings.procurement(fed, member, own) if full else ()
    return {
        "overview": conduct.overview(fed, member, year),
        "accounts": [_as_known(row, stage) for row in own.accounts],
        "projects": [_as_known(row, stage) for row in own.projects],
        "three_public": [_as_known(row, stage) for row in own.three_public],
        "balances": balances,
        "dues": dues(member, year, fed.last_year, fed.seed),
        "transfers": between.transfers(fed, member, year),
        "bank_accounts": conduct.bank_accounts(member, year),
        "regulations": conduct.regulations(member),
        "activities": conduct.activities(fed, member, year, until),
        "filings": filings.filings(fed, member, own, decided, _answers(fed, member, year, names), until),
        "inspections": between.inspections(fed, member, year),
        "disclosures": disclosures.disclosures(fed, member, year, matters, until),
        "matters": matters,
        "assets": [one.matter for one in decided],
        "procurement": bought,
        "audit_targets": due,
        "audits": audits.audits(fed, member, year, due, found),
        "findings": found,
        "channels": conduct.channels(),
        "appeals": conduct.appeals(fed, member, year),
        "explanations": disclosures.explanations(fed, member, year),
        "venues": conduct.venues(fed, member, year),
        "collections": between.collections(fed, member, year),
        "procurement_awards": () if member.union.parent_id else belongings.awards(bought),
    }


def _present(member: Member, stage: str, tables: Mapping[str, Sequence[Row]]) -> tuple[str, ...]:
    """What the tier owes at the stage, and what the union gives beyond it."""
    names = set(required_tables(member.union.tier, stage))
    if stage == "midyear":
        names |= {"activities", "disclosures"}
    if stage == "final":
        names |= {"transfers"} | ({"explanations"} if tables["explanations"] else set())
        if member.union.kind in COLLECTING:
            names |= {"collections"}
        if member.union.tier == "full" or member.union.kind == "affiliated_unit":
            names |= {"venues"}
        if tables["procurement_awards"]:
            names |= {"procurement_awards"}
    return tuple(table.name for table in PACKAGE_TABLES if table.name in names)


def _as_known(row: Money, stage: str) -> Money:
    """The row without the amounts that its stage cannot know yet."""
    if stage == "final":
        return row
    if stage == "midyear":
        return replace(row, actual=None)
    early = replace(row, actual=None, budget_adjusted=None)
    return replace(early, actual_h1=None) if isinstance(early, Account) else early


def _answers(fed: Federation, member: Member, year: int, names: Names) -> Iterator[Facts]:
    """What `member` answered to its subordinates, as it stands in its own books."""
    for child in fed.active_children(member, year):
        if fed.keeps_silent(child, year):
            yield _answer(child, filings.assessment(fed, child, year, member))
            continue
        budget = books(fed, child, year, names).budget("5")
        answered = [*filings.superior_answers(fed, child, year, budget)]
        if child.union.tier == "full" and year <= fed.last_year:
            for asset in belongings.assets(fed, child, year):
                answered += filings.asset_answers(fed, asset, member.union_id)
        yield from (_answer(child, facts) for facts in answered)
    for below in belongings.decided_above(member, fed.last_year, year):
        if below in fed.by_id:
            lower = fed.by_id[below]
            for asset in belongings.assets(fed, lower, year):
                yield from (_answer(lower, facts) for facts in filings.asset_answers(fed, asset, member.union_id))


def _answer(below: Member, facts: Facts) -> Facts:
    """A decision on a matter of `below` as it stands in the books of the one that decided."""
    return {**facts, "body": below.union.name, "body_id": below.union_id, "subject_id": None}
