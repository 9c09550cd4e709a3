"""How many careless private numbers are found, and how many ordinary texts are taken for one: the aims of the project."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from tests.door.careless_writing import STYLES, recall
from tests.door.ordinary_writing import ORDINARY, ordinary
from tests.door.test_privacy import table
from yangguang.door.privacy import scan as privacy

CODES = {"id": {"id-number"}, "mobile": {"mobile-number"}, "card": {"bank-card"}, "email": {"email", "messenger"}}
TIMES = 7  # each of 340 ways of writing, 28 times each of the 90 ordinary texts
WANTED, TOLERATED = 0.99, 0.01


def refused(texts: list[str]) -> dict[str, list[str]]:
    """The texts that are errors as notes of a table each, and as what; a table each, or neighbours would be one number."""
    issues = privacy.scan([table("matters", *({"matter_id": f"M{at}", "note": text} for at, text in enumerate(texts)))])
    assert "privacy.more" not in {issue.code for issue in issues}
    found: dict[str, list[str]] = {}
    for issue in issues:
        if issue.is_error and issue.place.row:
            found.setdefault(texts[issue.place.row - 2], []).append(issue.code.removeprefix("privacy."))
    return found


def batches(texts: list[str], size: int = 90) -> list[list[str]]:
    """Fewer than are listed of one file."""
    return [texts[at : at + size] for at in range(0, len(texts), size)]


@pytest.mark.parametrize("kind", STYLES)
def test_careless_writing_is_found(kind: str) -> None:
    dice = random.Random(f"recall of {kind}")
    texts = [(name, recall(kind, style, dice)) for name, style in STYLES[kind].items() for _ in range(TIMES)]
    found = {
        text
        for batch in batches([text for _, text in texts])
        for text, codes in refused(batch).items()
        if CODES[kind] & set(codes)
    }
    missed = Counter(name for name, text in texts if text not in found)
    assert len(STYLES[kind]) >= 30
    assert missed.total() <= len(texts) * (1 - WANTED), missed
    assert max(missed.values(), default=0) <= TIMES / 2, "a way of writing that is missed more often than not"


def test_what_ledgers_hold_is_let_through() -> None:
    texts = list(ordinary(random.Random("precision"), 4 * TIMES))
    wrong = {text: codes for batch in batches(texts) for text, codes in refused(batch).items()}
    assert len(texts) >= 2000
    assert len(wrong) <= len(texts) * TOLERATED, wrong


def test_there_are_as_many_texts_as_were_promised() -> None:
    assert sum(map(len, STYLES.values())) * TIMES >= 2000
    assert len(ORDINARY) >= 80
