"""Boards over the whole federation: progress by year, which findings are open, consolidated totals."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from generator.core.figures import Figure, Unit
from generator.ledger.model import Standing
from generator.rules.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.ledger.acquaintance import Survey
    from generator.pages.model import Edition, Summary

TOTALS = ("income_total", "expenditure_total")


class Progress(NamedTuple):
    """How far disclosure has come in one year for some unions, and what is found wrong."""

    unions: int
    published: int
    overdue: int
    refused: int
    breached: int
    open_findings: int


def focus_year(edition: Edition, summaries: Iterable[Summary]) -> int | None:
    """The latest year whose final accounts are due, else the latest year of all: what the home page speaks of."""
    due = [summary.year for summary in summaries if summary.owed_stage == "final"]
    return max(due, default=edition.years[0] if edition.years else None)


def progress(edition: Edition, summaries: Iterable[Summary], unions: int | None = None) -> Progress:
    """Progress over `summaries` of one year; `unions` is how many were expected, by default every registered one."""
    listed = tuple(summaries)
    return Progress(
        unions=len(edition.registry.unions) if unions is None else unions,
        published=sum(one.standing in {Standing.PUBLISHED, Standing.SUPERSEDED} for one in listed),
        overdue=sum(bool(one.missing) for one in listed),
        refused=sum(one.standing in {Standing.REFUSED, Standing.SUPERSEDED} for one in listed),
        breached=sum(Status.BREACHED in one.statuses.values() for one in listed),
        open_findings=sum(one.open_findings for one in listed),
    )


def finding_counts(summaries: Iterable[Summary]) -> Counter[str]:
    """Audit findings by rectification status."""
    counts: Counter[str] = Counter()
    for summary in summaries:
        for found in summary.findings:
            counts[found.status] += found.count
    return counts


def district_totals(view: Survey, district_id: str, year: int) -> tuple[tuple[Figure, int], ...]:
    """Consolidated income and expenditure of a district, each with how many unions it is made of."""
    rollup = view.districts.get((district_id, year))
    if rollup is None:
        return ()
    return tuple(
        (Figure(f"_district/{district_id}/{year}/@{name}", rollup.totals[name], Unit.YUAN), rollup.disclosed[name])
        for name in TOTALS
        if name in rollup.totals
    )
