"""What a verdict points at, tried cell by cell: each cell is taken away or changed, and the verdict is asked again."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING

from tests.rules.federation import TODAY
from yangguang.core.address import Sheet
from yangguang.core.language import ZH
from yangguang.core.money import round_half_up
from yangguang.door.model import Admission
from yangguang.ledger.between.acquaintance import acquaintance
from yangguang.ledger.between.digest import digest
from yangguang.ledger.year import union_year
from yangguang.pipeline.union_years import judge_year
from yangguang.records.codes import CODE_LISTS
from yangguang.records.contributions import DuesPeriod
from yangguang.records.tables import PACKAGE_TABLES
from yangguang.rules.judge.model import Cell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.rules.federation import Federation
    from yangguang.records.declare import Column, Record

NAMES = ("subject_id", "body_id", "document_no")  # by any of them a record tells what and whom it is about
OF_UNIONS = ("subject_id", "body_id", "target_id")  # may name a union, or be empty, or name something else
LONG_AGO, TO_COME = date(1996, 2, 29), TODAY + timedelta(days=40)
RATE = Decimal("0.02")  # of the payroll
STRANGE = ("x", "行政党委")  # a name of nobody; one that is another organisation's


@dataclass(kw_only=True)
class Judge:
    """One union's year, judged again and again with one cell changed; what no change touches is worked out once."""

    federation: Federation
    union_id: str
    year: int
    reports: dict = field(init=False)
    digests: dict = field(init=False)

    def __post_init__(self):
        self.reports = self.federation.reports(TODAY)
        self.digests = {
            (name, year): digest(one) for name, years in self.reports.items() for year, one in years.items()
        }

    def said(self, package=None):
        """What each clause's verdict says with `package` in its place: its words, its figures, what it points at."""
        reports, digests = dict(self.reports[self.union_id]), self.digests
        if package is not None:
            seen = Admission(union_id=package.union_id, year=package.year, folder="", package=package, issues=())
            union = self.federation.registry.unions[package.union_id]
            one = union_year(union, package.year, policy=self.federation.policy, as_of=TODAY, admission=seen)
            digests = digests | {(package.union_id, package.year): digest(one)}
            if package.union_id == self.union_id:
                reports[package.year] = one
        registry, policy = self.federation.registry, self.federation.policy
        near = acquaintance([*digests.values()], registry, policy).neighbours(self.union_id, self.year)
        verdicts = judge_year(registry, policy, TODAY, reports, self.year, near)
        return {one.rule.clause_id: Said.of(one) for one in verdicts}


@dataclass(frozen=True)
class Said:
    """What of a verdict a reader sees."""

    words: tuple
    figures: frozenset
    cells: frozenset[Cell]

    @classmethod
    def of(cls, verdict):
        """All of it, evidence in no order."""
        answer = verdict.answer
        return cls(
            (answer.status, verdict.weight, answer.asked, answer.reason.text(ZH)),
            frozenset((one.key, one.value) for one in answer.figures),
            frozenset(answer.cells),
        )


def changes(column: Column, value: object) -> list[object]:
    """What a cell might say instead: nothing, a little or much more, another code, another name."""
    nothing = [None] if column.need == "no" and value is not None else []
    if column.codes:
        return [*nothing, *(one.code for one in CODE_LISTS[column.codes] if one.code != value)]
    match column.kind, value:
        case "number" | "integer", None:
            most = 10**12 if column.maximum is None else column.maximum
            return [one if column.kind == "integer" else Decimal(one) for one in (1, most)]
        case "number" | "integer", _:
            known = (value + 1, value + 1_000_000, value + 10**9, value * 0)
            return [*nothing, *(one for one in known if column.maximum is None or one <= column.maximum)]
        case "date", None:
            return [LONG_AGO, date(TODAY.year - 1, 6, 15), TO_COME]
        case "date", _:
            days = (1, -1, 400, -400)
            return [*nothing, *(value + timedelta(days=days) for days in days), LONG_AGO, TO_COME]
        case "boolean", _:
            return [*nothing, not value]
        case _, None:
            return [*STRANGE, *(["2019"] if column.time else [])]
        case _ if column.time:
            return [*nothing, *(value.replace(value[:4], str(int(value[:4]) - years)) for years in (2, 20))]
    return [*nothing, f"{value}X", *STRANGE]


def slight(column: Column, value: object, new: object) -> bool:
    """Whether the change leaves the row what it is: its amount a little other, its day the next, not filled in."""
    if value is None:
        return False
    if new is None or column.kind == "number":
        return True
    if column.kind == "date":
        return abs((new - value).days) == 1
    return column.kind == "integer" and not column.time and new == value + 1


def without_names(package, table, place):
    """The package with a row in which none of `NAMES` leads anywhere."""
    rows = getattr(package, table.name)
    row = replace(rows[place], **{name: "x" for name in NAMES if hasattr(rows[place], name)})
    return replace(package, **{table.name: (*rows[:place], row, *rows[place + 1 :])})


def attribute(record: Record, column: Column) -> str:
    """The field that holds the column."""
    return column.name if column.name in record.__dataclass_fields__ else f"{column.name}_"


@dataclass
class Trial:
    """What came of changing every cell, each by clause, status, table and column, with an example.

    `idle` are cells listed that no change of them moves, `unlisted` others that move what is said.
    """

    idle: dict = field(default_factory=dict)
    unlisted: dict = field(default_factory=dict)
    tried: int = 0


def tried(judge: Judge, every: int = 1, at: int = 0) -> Trial:  # noqa: C901 (one walk, told in order)
    """Every cell that the union's year may look at changed in every way; one cell in `every`, from the `at`-th."""
    base, trial, reacted, asked = judge.said(), Trial(), defaultdict(set), {}
    pointed = frozenset[Cell]().union(*(one.cells for one in base.values()))
    for package, table, place, row, column in islice(_cells(judge, pointed), at, None, every):
        cell = Cell(Sheet(package.home, table.name), row.row, column.name)
        asked[cell] = package, table, place
        value = getattr(row, attribute(row, column))
        moved, options = defaultdict(list), [*instead(judge, column, value), *agreeing(row, column)]
        for new, now in judged_with(judge, package, table, place, column, options):
            trial.tried += 1
            for clause in (clause for clause, said in now.items() if said != base[clause]):
                if cell in base[clause].cells:
                    reacted[clause].add(cell)
                elif now[clause].words != base[clause].words and now[clause].figures == base[clause].figures:
                    moved[clause].append(new)
        for clause, news in moved.items():
            on_row = any((one.file, one.row) == (cell.file, cell.row) for one in base[clause].cells)
            if column.need != "key" and (on_row or _counted(column, value, news, options)):
                key = clause, base[clause].words[0].value, table.name, column.name
                trial.unlisted.setdefault(key, (cell, value, news, base[clause].words[3]))
    for clause, said in base.items():
        for cell in (said.cells & asked.keys()) - reacted[clause]:
            if cell.column in NAMES and judge.said(without_names(*asked[cell]))[clause] != said:
                continue
            key = clause, said.words[0].value, cell.file.rpartition("/")[2], cell.column
            trial.idle.setdefault(key, (cell, said.words[3]))
    return trial


def judged_with(judge, package, table, place, column, options):
    """The verdicts under each of the `options` for a cell that the door may let in."""
    rows = getattr(package, table.name)
    name = attribute(rows[place], column)
    for new in options:
        changed = (*rows[:place], replace(rows[place], **{name: new}), *rows[place + 1 :])
        with suppress(KeyError):  # an account that no chart has
            yield new, judge.said(replace(package, **{table.name: changed}))


def _counted(column, value, news, options) -> bool:
    """Whether a row of which nothing is listed was looked at all the same, and not brought in by the change.

    It was where a slight change moves the verdict, or whatever else the cell might say. By a name a row is brought in.
    """
    away = column.name not in NAMES and value is not None and len(news) == len(options) > 1
    return away or any(slight(column, value, new) for new in news)


def instead(judge, column, value):
    """What the cell of a union's books might say instead."""
    return _unions(judge, column, value) or changes(column, value)


def agreeing(row, column):
    """What a number that contradicts another would have to be: of the two, neither is known to be the wrong one."""
    if isinstance(row, DuesPeriod):
        return {"payroll": [row.due / RATE], "due": [round_half_up(row.payroll * RATE)]}.get(column.name, [])
    return []


def _unions(judge, column, value):
    """What a column that names a union may say instead: the union judged, those next to it, one that is neither.

    Where it has to name one of the register, nothing else.
    """
    if column.name not in OF_UNIONS and not (value in judge.federation.registry.unions and column.kind == "string"):
        return []
    registry = judge.federation.registry
    near = [judge.union_id, registry.unions[judge.union_id].parent_id]
    near += [one.union_id for one in registry.children(judge.union_id)][:1]
    others = [name for name in registry.unions if name not in near][:1]
    named = [name for name in (*near, *others) if name and name != value]
    if (column.references or "").startswith("unions."):
        return [*named, *([None] if column.need == "no" and value else [])]
    return [*named, *changes(column, value)]


def _cells(judge: Judge, pointed: frozenset[Cell]) -> Iterator:
    """Every cell of the union's own books, and those of others that a verdict points at."""
    for package in judge.federation.packages.values():
        for table in PACKAGE_TABLES:
            for place, row in enumerate(package.table(table.name) or ()):
                for column in table.columns:
                    own = package.union_id == judge.union_id
                    if own or Cell(Sheet(package.home, table.name), row.row, column.name) in pointed:
                        yield package, table, place, row, column
