"""What is open and what is late, on the day that is asked about."""

from datetime import date

import pytest

from tests.pages.builders import finding
from yangguang.ledger.figures.findings import finding_figures, is_late

DUE = date(2026, 6, 30)
STANDS = {
    "put right": ("rectified", date(2027, 1, 1), False),
    "open, on the last day": ("in_progress", DUE, False),
    "open, a day after it": ("in_progress", date(2026, 7, 1), True),
    "says itself that it is late": ("overdue", date(2026, 1, 1), True),
}


@pytest.mark.parametrize(("status", "as_of", "late"), STANDS.values(), ids=STANDS)
def test_late(status, as_of, late):
    assert is_late(finding(status=status, due_on=DUE), as_of) is late


def test_findings_are_all_counted_and_put_right_or_open():
    rows = [finding("F1"), finding("F2", status="in_progress", due_on=DUE), finding("F3", status="partial", due_on=DUE)]
    figures = finding_figures("u", 2025, rows, date(2026, 7, 1))
    assert {one.key: one.value for one in figures.values()} == {
        "u/2025/@findings": 3, "u/2025/@findings/rectified": 1, "u/2025/@findings_open": 2,
        "u/2025/@findings_overdue": 2,
    }  # fmt: skip
