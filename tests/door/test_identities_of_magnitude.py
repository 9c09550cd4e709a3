"""Years in another unit than the last, and amounts that nobody's members can have."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.builders import YEAR, accepted, admit, last_year, package_files, rows
from yangguang.records.tables import BY_NAME

if TYPE_CHECKING:
    from yangguang.core.issues import Issue
    from yangguang.records.package import Package


def scaled(times: int, table: str = "accounts") -> list[dict[str, object]]:
    """The rows of a table with every amount so many times as large, as somebody converts twice."""
    columns = {column.name for column in BY_NAME[table].columns if column.unit == "yuan"}
    return [
        {name: f"{Decimal(str(cell)) * times:f}" if name in columns and cell else cell for name, cell in row.items()}
        for row in rows(table)
    ]


def magnitudes(*earlier: Package, **tables: list[dict[str, object]]) -> list[Issue]:
    found = admit(package_files(**tables), *earlier).issues
    return [one for one in found if one.code == "identity.magnitude"]


def test_a_year_in_another_unit_than_the_last_is_told_with_the_factor() -> None:
    before = accepted(last_year(), year=YEAR - 1)
    assert magnitudes(before) == []
    found = magnitudes(before, accounts=scaled(1000), projects=scaled(1000, "projects"))
    assert len(found) == 2
    assert all("1000" in one.message.zh and not one.is_error for one in found)


@pytest.mark.parametrize(("table", "column"), [("three_public", "budget_initial"), ("dues", "payroll")])
def test_other_tables_in_another_unit_than_the_last_year_are_told_with_the_factor(table: str, column: str) -> None:
    last = accepted(last_year(), year=YEAR - 1)
    assert magnitudes(last) == []
    changed = [
        row | {name: str(float(str(row[name])) / 10_000) for name in (column,) if row.get(name)} for row in rows(table)
    ]
    found = magnitudes(last, **{table: [row | ({"due": "2.40"} if table == "dues" else {}) for row in changed]})
    assert [(one.place.column, "10000" in one.message.zh, one.is_error) for one in found] == [(column, True, False)]


@pytest.mark.parametrize(("members", "told"), [("1400", 0), ("100", 0), ("500000", 1), ("3000000", 1), (None, 0)])
def test_a_year_that_gives_each_member_less_than_a_yuan_is_told(members: str | None, told: int) -> None:
    assert len(magnitudes(overview=rows("overview", "1500", members=members, employees="9000000"))) == told
