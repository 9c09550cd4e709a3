"""What is open, late and put right, on the day that is asked about; decided once, for figures, pages and verdicts alike."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.built import ROOT
from tests.pages.builders import finding
from yangguang.ledger.figures.findings import finding_figures, is_closed, is_late, status_on

DUE = date(2026, 6, 30)
AFTER = DUE + timedelta(1)
DONE = date(2026, 5, 10)
STANDS = {
    "put right": ({"status": "rectified", "rectified_on": DONE}, AFTER, "rectified"),
    "put right, nobody says when": ({"status": "rectified", "rectified_on": None}, AFTER, "rectified"),
    "put right on this very day": ({"status": "rectified", "rectified_on": DONE}, DONE, "rectified"),
    "put right the day after": ({"status": "rectified", "rectified_on": DONE}, DONE - timedelta(1), "in_progress"),
    "put right too late, and not yet": ({"status": "rectified", "rectified_on": date(2026, 9, 1)}, AFTER, "overdue"),
    "open, on the last day": ({"status": "partial"}, DUE, "partial"),
    "open, a day after it": ({"status": "partial"}, AFTER, "overdue"),
    "called not due, a day after it": ({"status": "not_due"}, AFTER, "overdue"),
    "a long task, before its day": ({"status": "ongoing"}, DUE, "ongoing"),
    "called late before its deadline": ({"status": "overdue"}, DUE, "in_progress"),
}


@pytest.mark.parametrize(("facts", "on", "status"), STANDS.values(), ids=STANDS)
def test_status_on_a_day(facts, on, status):
    row = finding(due_on=DUE, **facts)
    assert status_on(row, on) == status
    assert is_closed(row, on) is (status == "rectified")
    assert is_late(row, on) is (status == "overdue")


def test_findings_are_all_counted_and_put_right_or_open():
    rows = [
        finding("F1", status="rectified", rectified_on=DONE, due_on=DUE, amount=Decimal(100)),
        finding("F2", status="in_progress", due_on=DUE, amount=None),
        finding("F3", status="partial", due_on=date(2027, 1, 1), amount=Decimal(5)),
    ]
    figures = finding_figures("u", 2025, rows, AFTER)
    assert {one.key: one.value for one in figures.values()} == {
        "u/2025/@findings": 3, "u/2025/@findings/rectified": 1, "u/2025/@findings_open": 2,
        "u/2025/@findings_overdue": 1, "u/2025/@findings_amount": 105,
        "u/2025/@findings_amount/rectified": 100, "u/2025/@findings/partial": 1, "u/2025/@findings_amount/partial": 5,
        "u/2025/@findings/overdue": 1,
    }  # fmt: skip


def test_nobody_else_decides_what_is_put_right():
    for path in (ROOT / "generator" / "yangguang").rglob("*.py"):
        if "demo" not in path.parts and path.name != "findings.py":
            text = path.read_text(encoding="utf-8")
            assert 'status == "rectified"' not in text or path.parent.name == "identities", path
