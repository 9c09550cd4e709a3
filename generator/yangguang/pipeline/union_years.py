"""A union's years as visitors see them, and the verdicts on them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from yangguang.core.quarantine import note
from yangguang.core.watched import Watched
from yangguang.ledger.standing import exists_in
from yangguang.ledger.year import comparable, union_year
from yangguang.pipeline.submissions import submissions

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from yangguang.core.fiscal import FiscalYears
    from yangguang.ledger.model import Neighbours, UnionYear
    from yangguang.pipeline.books import Books
    from yangguang.pipeline.submissions import Submission
    from yangguang.policy.law import Policy
    from yangguang.records.federation import Registry
    from yangguang.records.registry import TradeUnion
    from yangguang.rules.judge.rule import Verdict


class UnreadableFolderError(Exception):
    """What a union has submitted cannot be listed, so nothing can be said of it: not even that it is silent."""


def read_union(books: Books, union_id: str) -> dict[int, UnionYear]:
    """The union's years as visitors see them: with a folder, once shown by main, or with something overdue.

    Raises UnreadableFolderError.
    """
    if union_id in books.closed:
        raise UnreadableFolderError(union_id)
    submitted = submissions(books, union_id)
    years = {}
    for year in sorted({*books.owed_years, *submitted}):
        note("figures", year)
        report = _report(books, union_id, year, submitted.get(year))
        if year in submitted or (report.is_overdue and union_id in books.door_registry.unions):
            years[year] = report
    return years


def told_years(
    union: TradeUnion, folders: Iterable[tuple[str, int]], owed_years: range, fiscal: FiscalYears
) -> list[int]:
    """The years of which something would be told, were `union` readable: those with a folder, and those it may owe."""
    owed = (year for year in owed_years if exists_in(union, year, fiscal))
    return sorted({*(year for _, year in folders), *owed})


def judge_year(
    registry: Registry, policy: Policy, as_of: date, years: Mapping[int, UnionYear], year: int, neighbours: Neighbours
) -> tuple[Verdict, ...]:
    """Every rule's verdict on one of a union's `years`, the plan's in its order and then the supplementary ones.

    A year that was withdrawn is not judged, and no other year is judged by it.
    """
    # Who only reads, as an import in the browser does, waits for no rules (65 modules) to load.
    from yangguang.rules.judge import case as judged_case  # noqa: PLC0415 (as said)
    from yangguang.rules.judge import verdicts  # noqa: PLC0415 (as said)

    note("judge", year)
    report = years[year]
    if report.is_withdrawn:
        return ()
    case = judged_case.Case(
        registry=registry.of_year(year),
        policy=policy,
        union=report.union,
        year=year,
        as_of=as_of,
        report=report,
        history=comparable(years),
        neighbours=neighbours,
    )
    return (*verdicts.judge(case), *verdicts.judge_supplementary(case))


def _report(books: Books, union_id: str, year: int, submission: Submission | None) -> UnionYear:
    as_of = Watched.of(books.as_of)
    report = union_year(
        books.registry.of_year(year).unions[union_id],
        year,
        policy=books.policy,
        as_of=as_of,
        is_owed=year in books.owed_years,
        registry=books.registry,
        admission=submission.shown if submission else None,
        provenance=submission.provenance if submission else None,
        refusal=submission.refusal if submission else None,
        hints=submission.hints if submission else (),
        withdrawal=submission.withdrawal if submission else None,
    )
    if isinstance(books.as_of, Watched):
        books.as_of.adopt(as_of)
    return replace(report, stands=as_of.span)
