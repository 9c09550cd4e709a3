"""What a verdict says does not depend on the order in which anybody wrote: rows, unions, packages."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from tests.rules.federation import whole_cast
from yangguang.core.language import ZH
from yangguang.records.tables import PACKAGE_TABLES


@pytest.fixture(scope="module", params=["as reported", "every record twice"])
def federation(request):
    """The second holds records of one day, one amount, one subject: only their ids tell which comes first."""
    found = whole_cast()
    if request.param == "as reported":
        return found
    return found.having({key: doubled(one) for key, one in found.packages.items()})


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_rows_changes_no_word_and_no_evidence(federation, seed):
    dice, back = Random(seed), {}
    mixed = federation.having({key: shuffled(one, dice, back) for key, one in federation.packages.items()})
    before, after = federation.judged(), mixed.judged()
    assert before.keys() == after.keys()
    differing = {key: (said(one), said(after[key], back)) for key, one in before.items()}
    assert {key: pair for key, pair in differing.items() if pair[0] != pair[1]} == {}


def test_the_order_of_the_register_changes_no_word(federation):
    unions = federation.registry.unions
    turned = replace(federation.registry, unions={name: unions[name] for name in reversed(unions)})
    before, after = federation.judged(), replace(federation, registry=turned).judged()
    assert {key for key, one in before.items() if said(one) != said(after[key])} == set()


def said(verdict, back=None):
    """Everything a verdict says, its evidence by what it points at; `back` leads shuffled rows to where they stood."""
    answer = verdict.answer
    return (
        answer.status, verdict.weight, answer.asked, answer.reason.text(ZH), {one.name for one in answer.parameters},
        {one.key: one.value for one in answer.figures if one},
        {(one.file, (back or {}).get((one.file, one.row), one.row), one.column) for one in answer.cells},
    )  # fmt: skip


def shuffled(package, dice, back):
    """The package as it would be read if every table's rows stood in another order; notes in `back` where they did."""
    tables = {}
    for table in PACKAGE_TABLES:
        if rows := package.table(table.name):
            mixed = [*enumerate(dice.sample(rows, len(rows)), 2)]
            back |= {(f"{package.folder}/{table.name}.csv", number): row.row for number, row in mixed}
            tables[table.name] = tuple(replace(row, row=number, line=number) for number, row in mixed)
    return replace(package, **tables)


def doubled(package):
    """The package with a second record of everything that has an id of its own."""
    tables = {}
    for table in PACKAGE_TABLES:
        rows = package.table(table.name)
        key = table.key[0] if len(table.key) == 1 and table.key[0].endswith("_id") else None
        if rows and key and table.name != "audit_targets":
            last = max(row.row for row in rows)
            again = (replace(row, **{key: f"{getattr(row, key)}-2"}, row=last + at) for at, row in enumerate(rows, 1))
            tables[table.name] = (*rows, *again)
    return replace(package, **tables)
