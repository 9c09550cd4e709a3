"""The number of a clause as the plan writes it."""

import csv
from pathlib import Path

import pytest

from yangguang.core.clause_number import clause_number

CLAUSES = Path(__file__).parents[2] / "data" / "policy" / "clauses.csv"


@pytest.mark.parametrize(
    ("clause", "number"),
    [("2-5-8", "二（五）8"), ("2-3-3a", "二（三）3a"), ("3-1-10", "三（一）10"), ("X-1", "X-1"), ("art5", "art5")],
)
def test_a_clause_has_the_number_of_the_plan_and_any_other_id_itself(clause, number):
    assert clause_number(clause) == number


def test_every_clause_begins_as_its_section_does():
    with CLAUSES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    assert all(row["section"].startswith(clause_number(row["clause_id"]).rpartition("）")[0]) for row in rows)
