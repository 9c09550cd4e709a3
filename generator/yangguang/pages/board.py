"""Boards over the whole federation: progress by year, which findings are open, consolidated totals."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from yangguang.core.figures import counted
from yangguang.ledger.figures.federation import findings_of, progress_figures, rolled_up
from yangguang.ledger.model import Standing
from yangguang.records.codes import CODE_LISTS
from yangguang.rules.judge.model import Status, Weight

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yangguang.core.figures import Figure
    from yangguang.ledger.between.acquaintance import Survey
    from yangguang.ledger.model import RollUp
    from yangguang.views.model import Edition, Summary

TOTALS = ("income_total", "expenditure_total")


class Progress(NamedTuple):
    """How far disclosure has come in one year for some unions, and what is found wrong; each a count of unions or findings.

    A union with a breach is `breached`, and counted once more by the gravest of its breaches.
    """

    unions: Figure
    published: Figure
    overdue: Figure
    refused: Figure
    breached: Figure
    breached_hard: Figure
    breached_warning: Figure
    breached_indicator: Figure
    findings: Figure
    findings_open: Figure
    findings_overdue: Figure


def focus_year(edition: Edition, summaries: Iterable[Summary]) -> int | None:
    """The latest year whose final accounts are due, else the latest year of all: what the home page speaks of."""
    due = [summary.year for summary in summaries if summary.owed_stage == "final"]
    return max(due, default=edition.years[0] if edition.years else None)


def progress(summaries: Iterable[Summary], owner: str, year: int, unions: int) -> Progress:
    """Progress over `summaries` of one year; `unions` is how many were expected."""
    listed = tuple(summaries)
    weights = Counter(gravest(one) for one in listed)
    numbers = {
        "unions": unions,
        "published": sum(one.standing in {Standing.PUBLISHED, Standing.SUPERSEDED} for one in listed),
        "overdue": sum(bool(one.missing) for one in listed),
        "refused": sum(one.standing in {Standing.REFUSED, Standing.SUPERSEDED} for one in listed),
        "breached": sum(Status.BREACHED in one.statuses.values() for one in listed),
        **{f"breached_{weight}": weights[weight] for weight in Weight},
        "findings": sum(found.count for one in listed for found in one.findings),
        "findings_open": sum(one.open_findings or 0 for one in listed),
        "findings_overdue": sum(one.overdue_findings or 0 for one in listed),
    }
    return Progress(**progress_figures(owner, year, numbers))


def gravest(summary: Summary) -> Weight | None:
    """How much the gravest breach of the plan weighs; None where nothing is broken."""
    broken = {
        weight for clause_id, weight in summary.weights.items() if summary.statuses.get(clause_id) == Status.BREACHED
    }
    return next((weight for weight in Weight if weight in broken), None)


def breaches(summary: Summary) -> list[tuple[Weight, Figure]]:
    """How many breaches of the plan a union-year has by what they weigh, those that occur, the gravest first."""
    found = Counter(weight for clause_id, weight in summary.weights.items() if clause_id in summary.statuses)
    return [
        (weight, counted(summary.union_id, summary.year, f"clauses/weight/{weight}", found[weight]))
        for weight in Weight
        if found[weight]
    ]


class Told(NamedTuple):
    """What lists say of a union-year in numbers; `findings` by status. None is what nobody knows."""

    breached: Figure
    findings: tuple[tuple[str, Figure], ...]
    findings_open: Figure | None
    findings_overdue: Figure | None
    missing_tables: Figure
    refusal_issues: Figure


def told(one: Summary) -> Told:
    """A union-year's numbers under the keys that its own page has them by."""

    def of(name: str, number: int) -> Figure:
        return counted(one.union_id, one.year, name, number)

    return Told(
        breached=of("clauses/breached", [*one.statuses.values()].count(Status.BREACHED)),
        findings=tuple((found.status, of(f"findings/{found.status}", found.count)) for found in one.findings),
        findings_open=None if one.open_findings is None else of("findings_open", one.open_findings),
        findings_overdue=None if one.overdue_findings is None else of("findings_overdue", one.overdue_findings),
        missing_tables=of("missing_tables", len(one.missing)),
        refusal_issues=of("refusal_issues", len(one.refusal)),
    )


class Grave(NamedTuple):
    """Unions whose gravest breach has this weight: how many there are, and the first of them."""

    weight: Weight
    number: Figure
    unions: tuple[Summary, ...]
    more: bool


def by_gravity(summaries: Iterable[Summary], year: int, most: int) -> list[Grave]:
    """The unions with a breach, by the gravest, at most so many of a weight; in the order given, never a rank."""
    found: dict[Weight, list[Summary]] = {weight: [] for weight in Weight}
    for one in summaries:
        if weight := gravest(one):
            found[weight].append(one)
    return [
        Grave(
            weight, counted("_federation", year, f"breached_{weight}", len(some)), tuple(some[:most]), len(some) > most
        )
        for weight, some in found.items()
        if some
    ]


def finding_counts(summaries: Iterable[Summary], year: int, owner: str = "_federation") -> dict[str, Figure]:
    """Audit findings of some unions by rectification status, those that occur, in the field's order."""
    counts: Counter[str] = Counter()
    for summary in summaries:
        for found in summary.findings:
            counts[found.status] += found.count
    codes = [one.code for one in CODE_LISTS["rectification_status"]]
    return {code: findings_of(owner, year, code, counts[code]) for code in codes if counts[code]}


def district_totals(view: Survey, district_id: str, year: int) -> tuple[tuple[Figure, Figure], ...]:
    """Consolidated income and expenditure of a district, each with of how many unions it is made of."""
    return consolidated(view.districts.get((district_id, year)), f"_district/{district_id}", year)


def consolidated(rollup: RollUp | None, owner: str, year: int) -> tuple[tuple[Figure, Figure], ...]:
    """Consolidated income and expenditure, each with of how many unions it is made."""
    return tuple(
        rolled_up(owner, year, name, rollup.totals[name], rollup.disclosed[name])
        for name in TOTALS
        if rollup and name in rollup.totals
    )
