"""Thousands of rows, right or wrong, cost the identities what rows cost: no row is held against all others."""

from __future__ import annotations

import time

import pytest

from tests.builders import as_csv, package_files, policy, registry, rows, submission
from tests.healthy import HEALTHY
from yangguang.door.admit import admit

MANY = 4_000
SPENT = 4  # seconds of this process, gate and all: it takes one, and took 6, 13 and 22


def many(table: str, key: str, **cells: str) -> bytes:
    """Rows like the first healthy one, each with a key of its own; `#` in a cell is its number."""
    first = next(iter(HEALTHY[table]), {})
    lines = [
        first | {key: f"N{at}"} | {name: cell.replace("#", str(at)) for name, cell in cells.items()}
        for at in range(MANY)
    ]
    return as_csv(table, [*rows(table), *lines])


EXPLAINED = {"kind": "variance", "text": "年中追加", "date": "2026-01-10", "approved_by": "工会委员会"}
BULK = {
    "targets that there are not": {"audit_targets": many("audit_targets", "target_id", kind="project", target_id="Q#")},
    "audits that there are not": {
        "audits": many("audits", "audit_id", findings_count=""), "findings": many("findings", "finding_id", audit_id="A-#"),
    },
    "accounts that there are not": {"activities": many("activities", "activity_id", account_code="9#")},
    "explanations of what there is": {
        "transfers": many("transfers", "transfer_id"),
        "explanations": many("explanations", "explanation_id", subject="transfers/N#/amount", **EXPLAINED),
    },
    "explanations of what there is not": {
        "explanations": many("explanations", "explanation_id", subject="accounts/9#/actual", **EXPLAINED)
    },
}  # fmt: skip


@pytest.mark.parametrize("bulk", BULK)
def test_many_rows_are_judged_in_the_time_that_rows_take(bulk: str) -> None:
    raw = submission(package_files(**BULK[bulk]))
    begun = time.process_time()
    found = admit(raw, registry(), policy(), {})
    assert time.process_time() - begun < SPENT
    if "not" in bulk:
        assert "identity.foreign-key" in {one.code for one in found.issues}
