"""Spending, assets and audits of a union that said nothing: not due, then no data, never a breach."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.rules.build import CITY, LATER, QU, SHOP, STREET, YEAR, case, decide, package
from yangguang.records.tables import BY_NAME
from yangguang.rules.judge.model import Status

NEEDS_BOOKS = [
    *("2-5-1", "2-5-2", "2-5-4", "2-5-5", "2-5-6", "2-5-7", "2-5-10"),
    *("2-6-1", "2-6-3", "2-6-4", "2-6-5", "2-6-5a", "2-6-6", "2-6-7", "2-6-8"),
    *("2-7-1", "2-7-2", "2-7-4", "2-7-5", "2-7-6", "2-7-7", "2-7-8", "2-7-9"),
]


@pytest.mark.parametrize("clause", NEEDS_BOOKS)
def test_silence_is_no_data_when_due(clause):
    assert decide(clause, case(as_of=date(YEAR, 3, 31))).status is Status.NOT_DUE
    assert decide(clause, case(as_of=LATER)).status is Status.NO_DATA


def test_premises_are_asked_of_nobody():
    answer = decide("2-6-2", case())
    assert (answer.status, answer.asked) == (Status.NO_DATA, False)


NEEDED = {
    "2-3-7": ("dues",),
    "2-4-5": ("filings",),
    "2-4-9": ("filings",),
    "2-4-10": ("filings", "accounts"),
    "2-5-2": ("filings", "activities"),
    "2-6-1": ("assets", "filings"),
    "2-7-2": ("audit_targets", "audits"),
    "3-1-2": ("filings",),
    "3-1-5": ("filings",),
}


@pytest.mark.parametrize(
    ("clause", "table"), [(clause, table) for clause, tables in NEEDED.items() for table in tables]
)
def test_the_table_that_is_missing_is_named(clause, table):
    office = replace(QU, kind="directly_managed", employer_nature="government")
    answer = decide(clause, case(package(**{table: None}), unions=(CITY, office, STREET, SHOP)))
    assert (answer.status, answer.reason.values["table"]) == (Status.NO_DATA, BY_NAME[table].title)
