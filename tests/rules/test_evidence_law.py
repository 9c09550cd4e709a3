"""A verdict lists every cell it looked at, and no other: one that is changed moves it, one that is not listed does not.

A figure that a verdict lists stands for the cells it is made of. The key of a row is its name, by which others call it:
the evidence names the row by it. A row comes in that was about something else, or not filled in, before: that is another
row, not a cell that was looked at.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.rules.evidence import Judge, tried
from tests.rules.federation import whole_cast
from yangguang.core.address import Sheet
from yangguang.rules.catalogue import BY_ID
from yangguang.rules.judge.model import Cell, Status

COMPOSITE = {
    rule.clause_id for rule in BY_ID.values() if rule.parts
}  # their words rest on clauses with their own evidence
# What they rest on is no cell: tables that were given, books that were published, a term that has not ended.
NO_CELLS = {"2-5-4": "asks whether tables are there"}
# Small unions, tried at a part of their cells; `python -m tests.rules.test_evidence_law UNION YEAR` tries all.
TRIED = [("jianzhu-jinqiao", 2025, 31), ("kaifaqu-kechuang-xinghuo", 2025, 29), ("kaifaqu-kechuang", 2025, 67)]


@pytest.mark.parametrize(("union_id", "year", "every"), TRIED)
def test_what_is_listed_moves_the_verdict_and_what_is_not_does_not(union_id, year, every):
    trial = tried(Judge(federation=whole_cast(), union_id=union_id, year=year), every, at=1)
    assert trial.tried > 100
    assert trial.idle == {}
    assert {key: case for key, case in trial.unlisted.items() if key[0] not in COMPOSITE} == {}


@pytest.mark.parametrize("union_id", ["kaifaqu-kechuang", "kaifaqu-kechuang-xinghuo"])
def test_a_record_that_names_a_subordinate_is_none_of_the_unions_own_and_the_name_is_shown(union_id):
    """Of a union without subordinates nobody's name makes a record another's, but its own as the body above."""
    federation = whole_cast()
    judge, package = Judge(federation=federation, union_id=union_id, year=2025), federation.packages[union_id, 2025]
    below = [one.union_id for one in federation.registry.children(union_id)] or [union_id]
    base, moved = judge.said(), set()
    for at, row in enumerate(package.filings):
        for column in ("body_id", "subject_id"):
            rows = (*package.filings[:at], replace(row, **{column: below[0]}), *package.filings[at + 1 :])
            now = judge.said(replace(package, filings=rows))
            for clause in {clause for clause, said in base.items() if now[clause] != said} - COMPOSITE:
                if any((one.file, one.row) == (f"{package.folder}/filings.csv", row.row) for one in base[clause].cells):
                    assert Cell(Sheet(package.home, "filings"), row.row, column) in base[clause].cells, clause
                    moved.add(clause)
    assert {"2-4-5", "2-4-10", "3-1-2", "3-1-5", "3-3-3"} & moved


def test_what_is_kept_or_attested_is_shown():
    """In the whole federation. What is broken because nothing is there has nothing to show."""
    bare = {
        key[2]
        for key, one in whole_cast().judged().items()
        if one.status in {Status.MET, Status.ATTESTED}
        if not one.answer.cells and not any(figure for figure in one.answer.figures)
    }
    assert bare <= NO_CELLS.keys()


if __name__ == "__main__":
    import sys

    found = tried(Judge(federation=whole_cast(), union_id=sys.argv[1], year=int(sys.argv[2])))
    for name, cases in (("idle", found.idle), ("unlisted", found.unlisted)):
        for key, case in sorted(cases.items()):
            print(name, *key, *case)  # noqa: T201 (a report at the terminal)
