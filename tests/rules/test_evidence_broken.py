"""What is broken lists what broke it and no more: the law of evidence, on books that chance has broken.

Rows are taken away, written twice and changed at random, a few at a time, and each cell that a breach lists is changed in
every way and set right: the verdict, its words or its evidence must react.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest

from tests.rules.evidence import NAMES, Judge, agreeing, attribute, changes, instead, judged_with, without_names
from tests.rules.federation import whole_cast
from yangguang.core.address import Sheet
from yangguang.records.tables import PACKAGE_TABLES
from yangguang.rules.catalogue import BY_ID
from yangguang.rules.judge.model import Cell, Status

SMALL = ["kaifaqu-kechuang", "kaifaqu-kechuang-xinghuo", "jianzhu-jinqiao"]


def broken(package, chance):
    """The package with a few rows changed, taken away or written twice; what was changed, by cell, as it was."""
    was = {}
    for _ in range(chance.choice([3, 8, 15])):
        table = chance.choice([table for table in PACKAGE_TABLES if table.key and package.table(table.name)])
        rows = list(package.table(table.name))
        at, how = chance.randrange(len(rows)), chance.random()
        if how < 0.3:
            del rows[at]
        elif how < 0.5:
            rows.append(replace(rows[at], row=max(row.row for row in rows) + 1, **_another_key(table, rows[at])))
        else:
            column = chance.choice([column for column in table.columns if column.need != "key"])
            name = attribute(rows[at], column)
            value = getattr(rows[at], name)
            if column.references is None and (options := changes(column, value)):
                was.setdefault(Cell(Sheet(package.home, table.name), rows[at].row, column.name), value)
                rows[at] = replace(rows[at], **{name: chance.choice(options)})
        package = replace(package, **{table.name: tuple(rows)})
    return package, was


def _another_key(table, row):
    """Another number for the row, where it has one: what a year has once stays as it is."""
    return {name: f"{getattr(row, name)}-2" for name in table.key if name.endswith("_id") and name != "target_id"}


@pytest.mark.parametrize("seed", [1, 5, 6])  # each broke the law once
def test_what_is_broken_lists_what_broke_it(seed):
    chance = Random(seed)
    federation = whole_cast()
    union_id = SMALL[seed % len(SMALL)]
    package, was = broken(federation.packages[union_id, 2025], chance)
    judge = Judge(
        federation=federation.having(federation.packages | {(union_id, 2025): package}), union_id=union_id, year=2025
    )
    assert idle(judge, package, was) == {}


def idle(judge, package, was):
    """Cells of its own books that a breach lists and that nothing moves, with what the breach says."""
    base, found = judge.said(), {}
    breaches = {clause: said for clause, said in base.items() if said.words[0] is Status.BREACHED}
    for table in PACKAGE_TABLES:
        for place, row in enumerate(package.table(table.name) or ()):
            for column in table.columns:
                cell = Cell(Sheet(package.home, table.name), row.row, column.name)
                still = {clause for clause, said in breaches.items() if cell in said.cells}
                if not still:
                    continue
                value = getattr(row, attribute(row, column))
                more = [value + 10**11] if isinstance(value, Decimal) else []  # than chance may have added to another
                right = [was[cell]] if cell in was else []
                options = [*instead(judge, column, value), *more, *right, *agreeing(row, column)]
                for _, now in judged_with(judge, package, table, place, column, options):
                    still -= {clause for clause in still if reacts(clause, cell, base, now)}
                    if not still:
                        break
                if still and column.name in NAMES:
                    now = judge.said(without_names(package, table, place))
                    still -= {clause for clause in still if reacts(clause, cell, base, now)}
                found |= {(clause, table.name, column.name): (cell, base[clause].words[3]) for clause in still}
    return found


def reacts(clause, cell, before, after):
    """Whether the verdict is another one, or that of a part which is why a composite points at the cell."""
    through = [part for part in BY_ID[clause].parts if part in before and cell in before[part].cells]
    return any(after[one] != before[one] for one in (clause, *through))


if __name__ == "__main__":
    import sys

    cast = whole_cast()
    for number in range(int(sys.argv[1]), int(sys.argv[2])):
        given = Random(number)
        name = given.choice(sorted(name for name, year in cast.packages if year == 2025))
        books, right = broken(cast.packages[name, 2025], given)
        told = Judge(federation=cast.having(cast.packages | {(name, 2025): books}), union_id=name, year=2025)
        for key, case in idle(told, books, right).items():
            print(number, name, *key, *case, flush=True)  # noqa: T201 (a report at the terminal)
