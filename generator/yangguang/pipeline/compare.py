"""The portal before a branch and after it: the same unions judged on both sides, as far as the branch reaches.

The side before is the commit that the branch parted from, with its history; the side after is DATA as it lies.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yangguang.core.address import Folder
from yangguang.core.issues import Text
from yangguang.door.bytes.csv_text import MAX_BYTES
from yangguang.door.bytes.raw import read_plain
from yangguang.history.restatements import restated
from yangguang.pipeline.books import UnbuildableError, open_books
from yangguang.pipeline.check import judge_books
from yangguang.rules.catalogue import BY_ID
from yangguang.rules.judge.model import Status
from yangguang.sources.commits import at
from yangguang.told.proposed import Compared, StandingChange, VerdictChange

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from yangguang.ledger.model import UnionYear
    from yangguang.pipeline.books import Books
    from yangguang.records.oversight import Explanation
    from yangguang.rules.judge.rule import Verdict
    from yangguang.sources.proposal import Proposal
    from yangguang.sources.tree import Tree

_NAMING = ("transfers.csv", "filings.csv")  # tables whose rows name another union, which its rules then look at
_NO_BEFORE = Text(
    "改动之前的名录或规则参数不能用，无从比较", "register or policy before the branch cannot be used: not compared"
)
_NO_AFTER = Text(
    "改动之后的名录或规则参数不能用，无从比较", "register or policy of the branch cannot be used: not compared"
)
_Year = tuple[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compare:
    """What `compare` found: the changes, and the reasons given for figures, by union and year and the figure's key."""

    compared: Compared
    reasons: Mapping[tuple[_Year, str], Explanation]


def compare(
    data: Tree | Path, proposal: Proposal, touched: tuple[str, ...], as_of: date, *, everything: bool
) -> Compare:
    """Judge the unions `touched` and those whose rules look at them, or all (`everything`), before and after."""
    if not (touched or everything):
        return Compare(compared=Compared(), reasons={})
    try:
        after = open_books(data, as_of, proposal.base)
    except UnbuildableError:
        return Compare(compared=Compared(silent=_NO_AFTER), reasons={})
    try:
        before = open_books(at(proposal.checkout, proposal.base), as_of)
    except UnbuildableError:
        return Compare(compared=Compared(silent=_NO_BEFORE), reasons={})
    reached = _reached(before, touched) | _reached(after, touched)
    asked = [tuple(one for one in side.registry.unions if everything or one in reached) for side in (before, after)]
    old, new = (judge_books(side, wanted) for side, wanted in zip((before, after), asked, strict=True))
    failed = old.faults.keys() | new.faults.keys()
    were, are = (
        {(one, year): report for one in wanted if one not in failed for year, report in found.reports[one].items()}
        for wanted, found in zip(asked, (old, new), strict=True)
    )
    verdicts = _verdicts(
        *({_key(one): one for one in found.verdicts if one.union_id not in failed} for found in (old, new))
    )
    compared = Compared(
        judged=tuple(sorted({*asked[0], *asked[1]} - failed)), verdicts=tuple(verdicts),
        standings=tuple(_standings(were, are)),
    )  # fmt: skip
    return Compare(compared=compared, reasons=dict(_reasons(were, are)))


def _reached(books: Books, touched: tuple[str, ...]) -> set[str]:
    """The unions whose verdicts may be others: those touched, their superiors, all below them, whoever names them."""
    registers = {id(its): its for its in (books.registry, *map(books.registry.of_year, books.years))}.values()
    found: set[str] = set()
    for its in registers:
        level = {one for one in touched if one in its.unions}
        found |= level | {superior.union_id for one in level if (superior := its.parent(one))}
        while level:
            level = {child.union_id for one in level for child in its.children(one)}
            found |= level
    names = [one.encode() for one in touched]
    for union_id, years in books.folders.items():
        if union_id not in found and any(name in text for text in _texts(books, union_id, years) for name in names):
            found.add(union_id)
    return found


def _texts(books: Books, union_id: str, years: tuple[tuple[str, int], ...]) -> Iterator[bytes]:
    for district, year in years:
        for name in _NAMING:
            path = f"{Folder(district, union_id, year).path}/{name}"
            if (text := read_plain(books.tree, path, MAX_BYTES, [])) is not None:
                yield text


def _key(one: Verdict) -> tuple[str, int, str]:
    return one.union_id, one.year, one.rule.clause_id


def _verdicts(
    old: Mapping[tuple[str, int, str], Verdict], new: Mapping[tuple[str, int, str], Verdict]
) -> Iterator[VerdictChange]:
    """What counts otherwise, what is breached first; where a year is judged for the first time, that alone."""
    changes = []
    for key in {**old, **new}:
        was, now = old.get(key), new.get(key)
        before, after = was.tally if was else None, now.tally if now else None
        if before != after:
            changes.append(
                VerdictChange(
                    union_id=key[0],
                    year=key[1],
                    clause=key[2],
                    title=BY_ID[key[2]].title,
                    before=before,
                    after=after,
                    reason=now.answer.reason if now else None,
                )
            )
    yield from (one for one in changes if one.after == Status.BREACHED)
    yield from (one for one in changes if one.after != Status.BREACHED)


def _standings(old: Mapping[_Year, UnionYear], new: Mapping[_Year, UnionYear]) -> Iterator[StandingChange]:
    for union_id, year in sorted({*old, *new}):
        was, now = old.get((union_id, year)), new.get((union_id, year))
        hints = len(was.hints) if was else 0, len(now.hints) if now else 0
        before, after = was.standing if was else None, now.standing if now else None
        if before != after or hints[0] != hints[1]:
            yield StandingChange(union_id=union_id, year=year, before=before, after=after, hints=hints)


def _reasons(
    old: Mapping[_Year, UnionYear], new: Mapping[_Year, UnionYear]
) -> Iterator[tuple[tuple[_Year, str], Explanation]]:
    """Why figures that visitors saw are others."""
    for home in old.keys() & new.keys():
        before, after = old[home].package, new[home].package
        for one in restated(before, after) if before and after else ():
            if one.reason:
                yield (home, one.key), one.reason
