"""What a verdict points at can be read: the value, the column, the line in git."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.rules.build import CITY, QU, YEAR, case, dues, filing, package, policy, regulation
from yangguang.core.address import Sheet
from yangguang.core.paths import POLICY
from yangguang.pipeline.check import judge_unions
from yangguang.rules.catalogue import BY_ID, RULES
from yangguang.rules.judge.evidence import Library
from yangguang.rules.judge.model import Cell
from yangguang.rules.judge.parameters import parameters_of

DATA = POLICY.parent


def library(judged):
    return Library(registry=judged.registry, history=judged.history, neighbours=judged.neighbours)


def at(row, column, table="dues", union="qu", year=YEAR):
    return Cell(Sheet.of(f"unions/d1/{union}/{year}/{table}.csv"), row=row, column=column)


def rows(*records):
    """Records as they were read from a file: in spreadsheet rows from 2, the physical line one further after each."""
    return [replace(one, row=number, line=2 * number) for number, one in enumerate(records, 2)]


def test_a_cell_of_the_unions_own_books():
    books = library(case(package(dues=rows(dues(), dues("2025-02", paid="7")))))
    seen = books.look_up(at(3, "paid"))
    assert (seen.value, seen.column.title_zh, seen.table.name, seen.line) == (7, "实拨缴", "dues", 6)
    assert books.look_up(at(2, "paid_on")).value is None


def test_another_year_is_another_file():
    books = library(case(package(dues=rows(dues())), package(year=YEAR - 1, dues=rows(dues(paid="1")))))
    assert books.look_up(at(2, "paid", year=YEAR - 1)).value == 1
    assert books.look_up(at(2, "paid", year=YEAR - 2)) is None


def test_a_column_named_like_a_word_of_python():
    books = library(case(package(regulations=rows(regulation("audit")))))
    assert books.look_up(at(2, "class", "regulations")).value == "audit"
    assert books.look_up(at(2, "title", "regulations")).value


def test_the_register():
    unions = (replace(CITY, row=2, line=2), replace(QU, row=3, line=4))
    books = library(case(package(), unions=unions))
    seen = books.look_up(Cell(Sheet.of("registry/unions.csv"), row=3, column="term_end"))
    assert (seen.value, seen.line, seen.table.name) == (date(2027, 12, 31), 4, "unions")


def test_the_superiors_filings_that_name_the_union():
    above = package(
        "city",
        filings=rows(filing("superior_approval", date(YEAR, 2, 1), subject_id="qu"), filing("issue", date(YEAR, 2, 1))),
    )
    books = library(case(package(), above))
    assert books.look_up(at(2, "date", "filings", "city")).value == date(YEAR, 2, 1)
    assert books.look_up(at(3, "date", "filings", "city")) is None, "a row that concerns others does not travel"


def test_a_subordinates_rows():
    below = package("street", filings=rows(filing("submission", date(YEAR, 2, 1))))
    books = library(case(package(), below))
    assert books.look_up(at(2, "date", "filings", "street")).value == date(YEAR, 2, 1)


def test_the_same_row_of_another_union_is_another_cell():
    above = package("city", filings=rows(filing("superior_approval", date(YEAR, 2, 1), subject_id="qu")))
    below = package("street", filings=rows(filing("submission", date(YEAR, 3, 1))))
    books = library(case(package(), above, below))
    assert books.look_up(at(2, "date", "filings", "city")).value == date(YEAR, 2, 1)
    assert books.look_up(at(2, "date", "filings", "street")).value == date(YEAR, 3, 1)


def test_a_year_or_a_table_that_nobody_gave():
    books = library(case(package(), package("city", filings=None), package("city", year=YEAR - 1)))
    assert books.look_up(at(2, "date", "filings", "city")) is None
    assert books.look_up(at(2, "paid", year=YEAR - 1)) is None


@pytest.fixture(scope="module")
def judged():
    return judge_unions(Path(DATA), date(2026, 11, 23))


def test_every_parameter_a_verdict_used_is_among_those_its_rule_reads(judged):
    used = {}
    for verdict in judged:
        used.setdefault(verdict.rule.clause_id, set()).update(row.name for row in verdict.answer.parameters)
    assert len(used) > len(RULES)
    for rule_id, names in used.items():
        rule = BY_ID[rule_id]
        assert names <= {*parameters_of(rule, policy()), rule.switch}, rule_id


def test_a_rule_reads_what_its_forms_and_parts_read():
    assert "dues_rate" in parameters_of(BY_ID["2-3-3"], policy())
    assert "trainings_per_year" in parameters_of(BY_ID["2-1-6"], policy()), "through a form that is told the name"
    assert "annual_audit_deadline" in parameters_of(BY_ID["2-4-1"], policy()), "through a part"
    assert "budget_approval_deadline" in parameters_of(BY_ID["2-4-5"], policy()), "through a name of the module"
    assert "supplementary_x2" not in parameters_of(BY_ID["X-2"], policy())
    assert "dues_rate" not in parameters_of(BY_ID["2-7-2"], policy())


def test_every_parameter_has_a_reader():
    code = "".join(
        path.read_text(encoding="utf-8") for path in (POLICY.parents[1] / "generator" / "yangguang").rglob("*.py")
    )
    read = {name for rule in BY_ID.values() for name in (*parameters_of(rule, policy()), rule.switch)}
    for name in {row.name for row in policy().parameters} - read:
        assert f'"{name}"' in code or (name.startswith("stage_deadline_") and "stage_deadline_{stage}" in code), name
