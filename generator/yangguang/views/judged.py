"""A union-year with the verdicts on it: what its page, its summary and its news are made from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from yangguang.ledger.model import Neighbours

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yangguang.history.restatements import Revision
    from yangguang.ledger.model import UnionYear
    from yangguang.records.registry import TradeUnion
    from yangguang.rules.judge.rule import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedYear:
    """`report` as it is told, between what it is told beside and what was decided of it.

    `history` holds the union's years that it may be compared with, itself included, `neighbours` what is known of other unions.
    `last_verdicts` are those of the year before; `revisions` what publications of this year corrected, oldest first.
    """

    report: UnionYear
    history: Mapping[int, UnionYear]
    neighbours: Neighbours = field(default_factory=Neighbours)
    verdicts: Sequence[Verdict] = ()
    last_verdicts: Sequence[Verdict] = ()
    revisions: Sequence[Revision] = ()

    @property
    def year(self) -> int:
        """The fiscal year."""
        return self.report.year

    @property
    def union(self) -> TradeUnion:
        """The union as it was in that year."""
        return self.report.union

    @property
    def last(self) -> UnionYear | None:
        """The year before, where it may be compared."""
        return self.history.get(self.year - 1)
