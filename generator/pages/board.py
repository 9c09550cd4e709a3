"""Boards over the whole federation: summaries by year, counts by status, who owes what, which findings are open."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from generator.core.figures import Figure, Unit
from generator.core.money import round_half_up
from generator.ledger.model import Standing
from generator.rules.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from generator.ledger.survey import Survey
    from generator.pages.model import Edition, Summary
    from generator.rules.model import Rule

TOTALS = ("income_total", "expenditure_total")
BAR_WIDTH = Decimal(352)  # within a picture of 360 pixels, like the charts of a union


class Progress(NamedTuple):
    """How far disclosure has come in one year for some unions, and what is found wrong."""

    unions: int
    published: int
    overdue: int
    refused: int
    breached: int
    open_findings: int


class ClauseCount(NamedTuple):
    """One clause over all unions of a year: who has each status, in the order of statuses, and the parameters used."""

    counts: tuple[tuple[Status, tuple[Summary, ...]], ...]
    parameters: tuple[str, ...]


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


def clause_counts(summaries: Sequence[Summary]) -> dict[str, ClauseCount]:
    """Counts of every judged clause over summaries of one year."""
    found: dict[str, dict[Status, list[Summary]]] = {}
    used: dict[str, dict[str, None]] = {}
    for summary in summaries:
        for clause_id, status in summary.statuses.items():
            found.setdefault(clause_id, {}).setdefault(status, []).append(summary)
        for clause_id, names in summary.parameters.items():
            used.setdefault(clause_id, {}).update(dict.fromkeys(names))
    return {
        clause_id: ClauseCount(
            counts=tuple((status, tuple(by_status.get(status, ()))) for status in Status),
            parameters=tuple(sorted(used.get(clause_id, ()))),
        )
        for clause_id, by_status in found.items()
    }


class Piece(NamedTuple):
    """A status in a clause's bar: how many unions, where the piece begins and how wide it is, in pixels of the picture."""

    status: Status
    figure: Figure
    start: Decimal
    width: Decimal


class Bar(NamedTuple):
    """One clause: its rule's title (a msgid) and the pieces of its bar; `cells` has a figure for every status shown."""

    clause_id: str
    title: str
    pieces: tuple[Piece, ...]
    cells: tuple[Figure, ...]


class Bars(NamedTuple):
    """How unions stand, clause by clause; `statuses` are those that occur."""

    statuses: tuple[Status, ...]
    bars: tuple[Bar, ...]


def clause_bars(edition: Edition, counts: Mapping[str, ClauseCount], scope: str) -> Bars:
    """A picture of `counts`; `scope` begins the figures' keys: federation/2025, district/110105/2025."""
    occurring = {status for count in counts.values() for status, found in count.counts if found}
    statuses = tuple(status for status in Status if status in occurring)
    return Bars(
        statuses=statuses,
        bars=tuple(
            _bar(rule, counts[rule.clause_id], statuses, scope) for rule in edition.rules if rule.clause_id in counts
        ),
    )


def _bar(rule: Rule, count: ClauseCount, statuses: tuple[Status, ...], scope: str) -> Bar:
    found = {status: len(unions) for status, unions in count.counts}
    cells = tuple(
        Figure(f"{scope}/@clause/{rule.clause_id}/{status}", found[status], Unit.COUNT) for status in statuses
    )
    scale = BAR_WIDTH / max(sum(found.values()), 1)
    pieces, start = [], Decimal(0)
    for status, figure in zip(statuses, cells, strict=True):
        width = found[status] * scale
        if width:
            pieces.append(Piece(status, figure, round_half_up(start, 1), round_half_up(width, 1)))
        start += width
    return Bar(rule.clause_id, rule.title, tuple(pieces), cells)


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
        (Figure(f"district/{district_id}/{year}/@{name}", rollup.totals[name], Unit.YUAN), rollup.disclosed[name])
        for name in TOTALS
        if name in rollup.totals
    )
