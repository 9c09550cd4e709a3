"""Settling a lane is work in proportion to its entries, however odd they are."""

from decimal import Decimal

import pytest

from tests.counted import lines_run
from yangguang.ledger.between.settlement import Flow, Lane, Terms

SIDES = ("sent", "received")
LANES = {
    "no period is in both books": lambda i: (SIDES[i % 2], "subsidy", f"期{i}", 5),
    "every amount differs": lambda i: (SIDES[i % 2], "subsidy", f"期{i // 2}", i + 1),
    "every entry is of another kind": lambda i: (
        SIDES[i % 2],
        ("subsidy", "dues_remitted")[i % 2],
        f"期{i // 2}",
        i + 1,
    ),
    "one is silent": lambda i: ("sent", "subsidy", f"期{i}", 5),
    "months in a row": lambda i: (SIDES[i % 2], "subsidy", f"{1900 + i // 12}-{i % 12 + 1:02d}", i * i + 1),
}


def work(entry, n):
    """Lines of code run while a lane of `n` entries is settled."""
    amounts = {}
    for i in range(n):
        direction, kind, period, amount = entry(i)
        amounts[direction, Flow(2025, "qu", "city", kind, period)] = Decimal(amount)
    lane = Lane(amounts, lambda _: Terms(Decimal(0), 1))
    lines = lines_run(lane.settle)
    assert len(lane.outcomes) == n
    return lines


@pytest.mark.parametrize("entry", LANES.values(), ids=LANES)
def test_twice_the_entries_are_twice_the_work(entry):
    assert work(entry, 800) <= 2.2 * work(entry, 400)
