"""The plan as it was printed: a clause's sentence within its real paragraph, the other clauses of the paragraph linked."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from yangguang.core.paths import SITE_TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yangguang.records.policy import Clause


class Piece(NamedTuple):
    """A stretch of a paragraph, and the clause whose words it is (None for words between clauses)."""

    text: str
    clause_id: str | None


def paragraph(clauses: Sequence[Clause], shown: Clause) -> tuple[Piece, ...]:
    """The paragraph around the sentence of `shown`; the sentence alone where the plan we know does not have it."""
    start = _place(shown)
    if start is None:
        return (Piece(shown.text, shown.clause_id),)
    first, last = _plan().rfind("\n", 0, start) + 1, _plan().find("\n", start)
    placed = {start: shown}
    for one in clauses:
        at = _place(one) if one.section == shown.section else None
        if at is not None and at >= first:
            placed.setdefault(at, one)
    pieces, here = [], first
    for at, one in sorted(placed.items()):
        end = at + len(one.text)
        covers = at < start + len(shown.text) and end > start
        if at < here or (covers and one is not shown):
            continue  # two clauses share words: the one that is shown has them, else the first
        pieces.append(Piece(_plan()[here:at], None))
        pieces.append(Piece(_plan()[at:end], one.clause_id))
        here = end
    pieces.append(Piece(_plan()[here:last], None))
    return tuple(piece for piece in pieces if piece.text)


def _place(clause: Clause) -> int | None:
    """Where the sentence begins in the plan, under its own heading (二（五）… is printed as （五）…)."""
    heading = _plan().find(clause.section[clause.section.find("（") :])
    at = _plan().find(clause.text, max(heading, 0)) if heading >= 0 else -1
    return at if at >= 0 else None


@cache
def _plan() -> str:
    return (SITE_TEMPLATES / "policy" / "integrity-plan-2015.txt").read_text(encoding="utf-8")
