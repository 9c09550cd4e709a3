"""The page of one union: who it is, what it published year by year, what it owes, whom it stands under and over."""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from yangguang.core.address import Address
from yangguang.core.figures import Unit
from yangguang.history.figures import following
from yangguang.ledger.figures.basis import basis
from yangguang.ledger.figures.compared import CONSOLIDATED
from yangguang.ledger.model import Neighbours
from yangguang.pages.changes import corrected, union_entries
from yangguang.pages.glance import focus, glance
from yangguang.pages.press import ink, render
from yangguang.pages.scorecard import scorecard, weighed
from yangguang.records.duties import STAGES, required_tables
from yangguang.records.names import full_name, short_name
from yangguang.records.tables import BY_NAME
from yangguang.rules.judge.model import Status
from yangguang.views.model import LISTED_ROWS, Page

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yangguang.charts.model import Chart
    from yangguang.core.figures import Figure
    from yangguang.ledger.model import UnionYear
    from yangguang.records.registry import TradeUnion
    from yangguang.rules.judge.model import Weight
    from yangguang.views.judged import JudgedYear
    from yangguang.views.model import Edition

TOTALS = ("income_total", "expenditure_total", "surplus")


class YearLine(NamedTuple):
    """One year of the union: totals, actual or `planned`; how many clauses are kept, broken (by weight), without data."""

    report: UnionYear
    totals: tuple[Figure | None, ...]
    planned: bool
    met: Figure
    weights: tuple[tuple[Weight, Figure], ...]
    no_data: Figure


def union_page(edition: Edition, union: TradeUnion, years: Mapping[int, JudgedYear], charts: Sequence[Chart]) -> Page:
    """The page of `union` with all its `years`, of which there is none where nothing is owed yet."""
    registry, url = edition.registry, Address(union.union_id).page
    history = {year: one.report for year, one in years.items()}
    lines = tuple(_line(history[year]) for year in sorted(history, reverse=True))
    latest = max(history, default=None)
    silent = all(line.report.package is None for line in lines)
    told_year = focus(history)
    verdicts = years[told_year].verdicts if told_year else ()
    card = scorecard(edition, history[told_year], verdicts) if told_year else None
    see = glance(edition, history[told_year], history, verdicts, card) if told_year and card else None
    neighbours = years[latest].neighbours if latest is not None else Neighbours()
    standing = history.get(told_year or latest or 0)
    revisions = [made for one in years.values() for made in one.revisions]
    marked, every = corrected(revisions), chain.from_iterable(one.figures.values() for one in history.values())
    _ = edition.language.gettext
    press = partial(
        render,
        edition,
        "union",
        url,
        union=union,
        see=see,
        card=card,
        district=registry.districts[union.district],
        ancestors=registry.ancestors(union.union_id),
        standing=standing,
        chain=[
            (one, neighbours.books_of(one.union_id).get(standing.year))
            for one in reversed(registry.of_year(standing.year).ancestors(union.union_id))
        ]
        if standing
        else [],
        children=(children := registry.children(union.union_id))[:LISTED_ROWS],
        listed=LISTED_ROWS,
        beneath=len(children),
        digests={one.union_id: one for one in neighbours.subordinates},
        responsible=registry.responsible_body(union.union_id),
        related=registry.related(union.union_id),
        former=dict.fromkeys(
            name
            for year in sorted(history, reverse=True)
            for name in registry.names(union.union_id, year)
            if name != union.name
        ),
        affiliates=registry.affiliates_of(union.union_id),
        lines=lines,
        latest=latest,
        next_year=max((year for year, one in history.items() if one.package), default=edition.this_year - 1) + 1,
        silent=silent,
        owing=[line.report for line in lines if line.report.missing],
        duties=[(stage, required_tables(union.tier, stage)) for stage in STAGES],
        subtree=_subtree(history[latest]) if latest is not None else (),
        charts={chart.name: chart for chart in charts},
        tables=BY_NAME,
        package=None,
        address=edition.address(url),
        corrections=(entries := union_entries(revisions))[:LISTED_ROWS],
        corrected_times=len(entries),
    )
    with ink(edition).marking(marked, following(marked, every) if marked else ()):
        body = press()
    name = full_name(union, edition.language.code)
    told = _("{union}：尚未公开任何收支数据") if silent else _("{union}历年收支、逐条对照与审计整改")
    return Page(
        url=url,
        shell="union",
        title=name,
        heading=short_name(union, edition.language.code),
        description=told.format(union=name),
        body=body,
        source="registry/unions.csv",
    )


def _line(report: UnionYear) -> YearLine:
    met, no_data = (report.figure(f"clauses/{status}", Unit.COUNT) for status in (Status.MET, Status.NO_DATA))
    column = basis(report.package)
    return YearLine(
        report=report,
        totals=tuple(report.figures.get(name + column) for name in TOTALS),
        planned=bool(column),
        met=met,
        weights=weighed(report, "clauses"),
        no_data=no_data,
    )


def _subtree(report: UnionYear) -> tuple[Figure, ...]:
    """Consolidated income and expenditure of the union and all below it."""
    return tuple(one for name in CONSOLIDATED if (one := report.figures.get(f"subtree/{name}")))
