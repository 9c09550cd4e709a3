"""A whole federation of the demo, with all its lapses, judged on any day and under any change: what laws are tried on."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from yangguang.demo import demo
from yangguang.door.model import Admission
from yangguang.ledger.between.acquaintance import acquaintance
from yangguang.ledger.between.digest import digest
from yangguang.ledger.year import union_year
from yangguang.pipeline.books import open_books
from yangguang.pipeline.submissions import submissions
from yangguang.pipeline.union_years import judge_year
from yangguang.records.tables import PACKAGE_TABLES

if TYPE_CHECKING:
    from yangguang.policy.law import Policy
    from yangguang.records.federation import Registry
    from yangguang.records.package import Package

TODAY = date(2026, 11, 23)
YEARS = (2024, 2025, 2026)


@dataclass(frozen=True)
class Federation:
    """Packages by union and year, judged on any day."""

    registry: Registry
    policy: Policy
    packages: dict[tuple[str, int], Package]

    def reports(self, as_of):
        """Every union's years as published on `as_of`."""
        found = {}
        for union_id, one in self.registry.unions.items():
            for year in YEARS:
                given = self.packages.get((union_id, year))
                seen = Admission(union_id=union_id, year=year, folder="", package=given, issues=()) if given else None
                found.setdefault(union_id, {})[year] = union_year(
                    one, year, policy=self.policy, as_of=as_of, admission=seen
                )
        return found

    def judged(self, as_of=TODAY, only=None):
        """Every verdict by union, year and clause; `only` one union's."""
        reports = self.reports(as_of)
        digests = [digest(report) for years in reports.values() for report in years.values()]
        view = acquaintance(digests, self.registry, self.policy)
        return {
            (union_id, year, one.rule.clause_id): one
            for union_id, years in reports.items()
            if only in {None, union_id}
            for year in years
            for one in judge_year(self.registry, self.policy, as_of, years, year, view.neighbours(union_id, year))
        }

    def having(self, packages):
        """The same unions with other packages."""
        return replace(self, packages=packages)

    def without(self, union_id):
        """The federation had it never known `union_id`: no entry, no package, no row that names it."""
        unions = {name: one for name, one in self.registry.unions.items() if name != union_id}
        packages = {key: silent_on(union_id, one) for key, one in self.packages.items() if key[0] != union_id}
        return replace(self, registry=replace(self.registry, unions=unions), packages=packages)


@cache
def whole_cast(unions: int = 40):
    """The whole cast of the demo and a few more, two full years and the running one."""
    with TemporaryDirectory() as folder:
        data = Path(folder)
        for path, content in demo(unions=unions, years=2, running=True):
            (data / path).parent.mkdir(parents=True, exist_ok=True)
            (data / path).write_bytes(content)
        books = open_books(data, TODAY)
        found = {(name, year): one for name in books.registry.unions for year, one in submissions(books, name).items()}
    packages = {key: one.shown.package for key, one in found.items() if one.shown}
    assert {year for _, year in packages} == {*YEARS}
    return Federation(registry=books.registry, policy=books.policy, packages=packages)


def told(verdicts):
    """What of each verdict counts."""
    return {key: (one.status, one.weight, one.answer.asked) for key, one in verdicts.items()}


def changed(before, after):
    """Union, year, clause and both statuses, where two judgements differ in what counts."""
    was, now = told(before), told(after)
    return [(*key, was[key], now[key]) for key in was.keys() & now.keys() if was[key] != now[key]]


def silent_on(union_id, package):
    """The package without the rows that name `union_id`."""
    rows = {table.name: package.table(table.name) for table in PACKAGE_TABLES}
    return replace(
        package,
        **{
            name: tuple(row for row in given if union_id not in {getattr(row, one.name) for one in fields(row)})
            for name, given in rows.items()
            if given
        },
    )
