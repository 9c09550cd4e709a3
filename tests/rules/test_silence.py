"""Spending, assets and audits of a union that said nothing: not due, then no data, never a breach."""

from __future__ import annotations

from datetime import date

import pytest

from generator.rules.model import Status
from tests.rules.build import LATER, YEAR, case, decide

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
