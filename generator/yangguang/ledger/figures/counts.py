"""Verdicts counted: of one union-year by what they count as, by chapter, by weight, and how that moved since last year."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from yangguang.core.clause_number import chapter_of
from yangguang.core.figures import Unit
from yangguang.core.sentence import say

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from yangguang.core.figures import Named
    from yangguang.records.policy import Clause

    Chapters = Mapping[str, tuple[Counter[str], tuple[str, ...]]]

_COUNTED = say("判定逐条计数").msgid
_ADDED = say("各章条数相加").msgid
CHANGE = say("本年数−上年数").msgid
CLAUSES = say("方案条款逐条计数").msgid
PLAN = ("_policy/clauses/*",)


class Judged(NamedTuple):
    """A verdict as it is counted: its clause and section, what it counts as, its weight where it is a breach."""

    clause_id: str
    section: str
    tally: str
    weight: str | None = None
    explained: bool = False
    supplementary: bool = False


def verdict_counts(
    judged: Iterable[Judged], last: Iterable[Judged], before: str, tallies: Sequence[str], plan: Collection[Clause]
) -> Iterator[Named]:
    """Counts of `judged`, one year's verdicts, by name; every one of `tallies` is told, zero where none is.

    `last` are those of the year before, `before` is how that year's keys begin; a change is told where there is one.
    Supplementary rules stand beside the plan, and are counted only where the union explains. `plan` are all clauses, of
    which some are declaratory and others not judged yet.
    """
    listed = tuple(judged)
    now, then = _by_section(listed), _by_section(last)
    weights: dict[str, Counter[str]] = {section: Counter() for section in now}
    for one in listed:
        if one.weight and not one.supplementary:
            weights[one.section][one.weight] += 1
    weighed = sum(weights.values(), Counter())
    for section, (counts, verdicts) in now.items():
        chapter = chapter_of(verdicts[0])
        earlier = then[section][0] if section in then else None
        inputs = _addresses(chapter, verdicts)
        for tally in tallies:
            yield f"clauses/{chapter}/{tally}", counts[tally], Unit.COUNT, _COUNTED, inputs
        yield from _changes(f"clauses/{chapter}", counts, earlier, before)
        for weight in weighed:
            yield f"clauses/{chapter}/weight/{weight}", weights[section][weight], Unit.COUNT, _COUNTED, inputs
    chapters = [chapter_of(verdicts[0]) for _, verdicts in now.values()]
    whole = _whole(now)
    for tally in tallies:
        parts = tuple([f"./@clauses/{chapter}/{tally}" for chapter in chapters])
        yield f"clauses/{tally}", whole[tally], Unit.COUNT, _ADDED, parts
    yield from _changes("clauses", whole, _whole(then) if then else None, before)
    every = ("./@verdict/*",)
    yield "clauses/judged", whole.total(), Unit.COUNT, _COUNTED, every
    for weight, n in weighed.items():
        yield f"clauses/weight/{weight}", n, Unit.COUNT, _COUNTED, every
    yield "clauses/explained", sum(one.explained for one in listed), Unit.COUNT, _COUNTED, every
    ids = {clause_id for _, clause_ids in now.values() for clause_id in clause_ids}
    rest = [clause for clause in plan if clause.clause_id not in ids]
    declaratory = sum(clause.nature == "declaratory" for clause in rest)
    yield "clauses/declaratory", declaratory, Unit.COUNT, CLAUSES, PLAN
    yield "clauses/unjudged", len(rest) - declaratory, Unit.COUNT, CLAUSES, PLAN


def _by_section(judged: Iterable[Judged]) -> Chapters:
    found: dict[str, list[Judged]] = {}
    for one in judged:
        if not one.supplementary:
            found.setdefault(one.section, []).append(one)
    return {
        section: (Counter(one.tally for one in some), tuple([one.clause_id for one in some]))
        for section, some in found.items()
    }


def _whole(chapters: Chapters) -> Counter[str]:
    whole: Counter[str] = Counter()
    for counts, _ in chapters.values():
        whole.update(counts)
    return whole


def _addresses(chapter: str, clause_ids: Sequence[str]) -> tuple[str, ...]:
    if all(one.startswith(f"{chapter}-") for one in clause_ids):
        return (f"./@verdict/{chapter}-*",)
    return tuple([f"./@verdict/{one}" for one in clause_ids])


def _changes(scope: str, now: Counter[str], then: Counter[str] | None, before: str) -> Iterator[Named]:
    if then is None:
        return
    for tally in {**now, **then}:
        if moved := now[tally] - then[tally]:
            here = f"@{scope}/{tally}"
            yield f"{scope}/{tally}/change", moved, Unit.COUNT, CHANGE, (f"./{here}", f"{before}/{here}")
