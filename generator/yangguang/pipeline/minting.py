"""A union's years judged, with the figures that take more than its own books: pages, charts and downloads look them up."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from yangguang.history.figures import revision_figures
from yangguang.ledger.figures.compared import levels
from yangguang.ledger.figures.derived import minted
from yangguang.ledger.figures.mint import complete
from yangguang.ledger.year import comparable
from yangguang.rules.judge.model import TALLIES
from yangguang.rules.judge.verdicts import counted
from yangguang.views.judged import JudgedYear

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yangguang.history.restatements import Revision
    from yangguang.ledger.model import Neighbours, UnionYear
    from yangguang.rules.judge.rule import Verdict
    from yangguang.views.model import Edition


def judged_years(
    edition: Edition,
    years: Mapping[int, UnionYear],
    neighbours: Mapping[int, Neighbours],
    verdicts: Mapping[int, tuple[Verdict, ...]],
    revisions: Mapping[int, Sequence[Revision]],
) -> dict[int, JudgedYear]:
    """A union's `years` with all that is told of them, by what its neighbours say, its verdicts and its revisions."""
    counts = {year: counted(found) for year, found in verdicts.items()}
    reports = {
        year: complete(
            report, comparable(years, year).get(year - 1), neighbours[year], (counts[year], counts.get(year - 1, ())), TALLIES,
            edition.policy.clauses.values(),
            minted(report.union.union_id, year, chain(
                levels(report, _above(edition, report), neighbours[year]),
                chain.from_iterable(map(revision_figures, revisions.get(year, ()))),
            )),
        )
        for year, report in years.items()
    }  # fmt: skip
    return {
        year: JudgedYear(
            report=report,
            history=comparable(reports, year),
            neighbours=neighbours[year],
            verdicts=verdicts[year],
            last_verdicts=verdicts.get(year - 1, ()),
            revisions=revisions.get(year, ()),
        )
        for year, report in reports.items()
    }


def _above(edition: Edition, report: UnionYear) -> list[str]:
    registry = edition.registry.of_year(report.year)
    return [one.union_id for one in registry.ancestors(report.union.union_id)]
