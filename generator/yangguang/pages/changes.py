"""What was published and then changed: the log of a union-year, and the portal's, month by month."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from yangguang.core.figures import Figure, Unit, counted
from yangguang.history.figures import largest, scope_of
from yangguang.pages.paging import leaves
from yangguang.pages.press import render
from yangguang.told.changes import label, reason_of
from yangguang.views.model import LISTED_ROWS, Page, Revised

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from yangguang.core.sentence import Sentence
    from yangguang.history.restatements import Restatement, Revision
    from yangguang.ledger.model import UnionYear
    from yangguang.views.model import Edition, Summary

_DAY_UNKNOWN = "0000-00"  # sorts before every month


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One figure that readers had seen otherwise: what it is called, before, after, and why."""

    name: str
    before: Figure
    after: Figure
    difference: Figure
    why: Sentence
    explained: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """One revision as a page tells it: `total` counts its corrections, `lines` are the largest, `first` counts new figures."""

    day: date | None
    commit: str | None
    versions: tuple[str, str]
    stages: tuple[str, str]
    lines: tuple[Line, ...]
    total: Figure
    first: Figure

    def shortened(self, most: int) -> Log:
        """The log with at most so many of its lines, which begin with the largest."""
        return replace(self, lines=self.lines[:most])

    @property
    def listed(self) -> int | None:
        """How many lines there are where that is not all; else None."""
        return len(self.lines) if int(self.total.value or 0) > len(self.lines) else None


def change_log(edition: Edition, report: UnionYear, revisions: Sequence[Revision]) -> tuple[Log, ...]:
    """The revisions of one union-year, newest first; one that changed no figure is left out."""
    return tuple(_log(edition, report, one) for one in reversed(revisions) if one.restatements)


def corrected(revisions: Iterable[Revision]) -> frozenset[str]:
    """The keys of figures that readers had seen otherwise, to be marked where they stand."""
    return frozenset(f"{one.union_id}/{one.year}/{figure.key}" for one in revisions for figure in one.corrections)


def revised(revisions: Iterable[Revision]) -> tuple[Revised, ...]:
    """What lists over the federation need of revisions."""
    return tuple(
        Revised(
            day=one.made.committed_on, commit=one.made.commit, corrections=len(one.corrections),
            unexplained=0 if one.is_next_stage else sum(figure.reason is None for figure in one.corrections),
        )
        for one in revisions
        if one.corrections
    )  # fmt: skip


def union_entries(revisions: Sequence[Revision]) -> list[Entry]:
    """A union's revisions that corrected figures, of all its years, newest first."""
    entries = [_entry(one.union_id, one.year, short) for one in revisions for short in revised([one])]
    return sorted(entries, key=lambda one: (one.day.isoformat() if one.day else "", one.year), reverse=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One union-year's revision in a list."""

    union_id: str
    year: int
    day: date | None
    corrections: Figure
    unexplained: int


def changes_pages(edition: Edition, summaries: Sequence[Summary]) -> Iterator[Page]:
    """`/changes/`: which union-years corrected published figures, by month, newest first; further pages where they are many."""
    entries = sorted(
        ((_month(one), one, summary) for summary in summaries for one in summary.revisions),
        key=lambda item: (item[1].day.isoformat() if item[1].day else "", item[2].union_id, item[2].year),
        reverse=True,
    )
    _ = edition.language.gettext
    for leaf in leaves("changes/", entries, LISTED_ROWS):
        months = [
            (month, [_entry(summary.union_id, summary.year, one) for _, one, summary in group])
            for month, group in groupby(leaf.lines, key=lambda item: item[0])
        ]
        body = render(
            edition, "changes", leaf.url, months=months, unions=edition.registry.unions,
            known=edition.provenance.commit is not None, leaf=leaf,
        )  # fmt: skip
        yield Page(
            url=leaf.url,
            shell="changes",
            title=leaf.title(edition, _("更正")),
            description=_("公开以后改过的数：谁在何日改了什么，从多少改为多少，为什么。"),
            body=body,
        )


def _log(edition: Edition, report: UnionYear, revision: Revision) -> Log:
    scope = scope_of(revision)
    return Log(
        day=revision.made.committed_on,
        commit=revision.made.commit,
        versions=revision.versions,
        stages=revision.stages,
        lines=tuple(_line(edition, report, revision, one) for one in largest(revision.corrections)),
        total=report.figure(f"{scope}/corrections", Unit.COUNT),
        first=report.figure(f"{scope}/first", Unit.COUNT),
    )


def _line(edition: Edition, report: UnionYear, revision: Revision, one: Restatement) -> Line:
    name, unit = f"{scope_of(revision)}/{one.key}", Unit(one.unit)
    return Line(
        name=label(one, edition.language),
        before=report.figure(f"{name}/before", unit),
        after=report.figure(f"{name}/after", unit),
        difference=report.figure(f"{name}/difference", unit),
        why=reason_of(revision, one),
        explained=one.reason is not None or revision.is_next_stage,
    )


def _entry(union_id: str, year: int, one: Revised) -> Entry:
    name = f"changes/{(one.commit or '-')[:12]}/corrections"
    return Entry(
        union_id=union_id, year=year, day=one.day,
        corrections=counted(union_id, year, name, one.corrections), unexplained=one.unexplained,
    )  # fmt: skip


def _month(one: Revised) -> str:
    return one.day.isoformat()[:7] if one.day else _DAY_UNKNOWN
