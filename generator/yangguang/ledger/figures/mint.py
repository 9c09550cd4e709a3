"""Where figures are minted: one union-year with every figure that the site tells of it, each made once."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from yangguang.ledger.figures.compared import changes, comparable, peers, subtree, transfers
from yangguang.ledger.figures.counts import verdict_counts
from yangguang.ledger.figures.derived import minted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from yangguang.core.figures import Figure
    from yangguang.ledger.figures.counts import Judged
    from yangguang.ledger.model import Neighbours, UnionYear
    from yangguang.records.policy import Clause


def complete(
    report: UnionYear, last: UnionYear | None, neighbours: Neighbours,
    judged: tuple[Iterable[Judged], Iterable[Judged]], tallies: Sequence[str], plan: Collection[Clause],
    more: Mapping[str, Figure],
) -> UnionYear:  # fmt: skip
    """`report` with what others take part in: last year, peers, subordinates, the court; and `more`.

    `judged` are this year's verdicts and those of the year before, `plan` every clause of the plan.
    """
    if report.is_withdrawn and report.package is None:
        return report  # for personal data: that it was withdrawn is all that is told
    union_id, year = report.union.union_id, report.year
    now, before = judged
    named = chain(
        changes(report, last),
        peers(report, neighbours),
        subtree(report, neighbours),
        transfers(report, neighbours),
        verdict_counts(now, before if comparable(report, last) else (), f"{union_id}/{year - 1}", tallies, plan),
    )
    return replace(report, figures={**report.figures, **minted(union_id, year, named), **more})
