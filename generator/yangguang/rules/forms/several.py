"""Forms of clauses that ask something of each of several things: the worst one answers, later books may still tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.core.sentence import say
from yangguang.ledger.standing import stage_deadline
from yangguang.rules.forms.lifetime import ended_before
from yangguang.rules.forms.names import spelled
from yangguang.rules.forms.shapes import broken, is_owed_halfway, missed, tells
from yangguang.rules.judge.answers import answer, breached, late, no_data, not_due
from yangguang.rules.judge.model import WORST_FIRST, Status, Weight

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from yangguang.core.sentence import Sentence
    from yangguang.rules.judge.answers import Evidence
    from yangguang.rules.judge.case import Case
    from yangguang.rules.judge.model import Answer, Cell

_HARDEST_FIRST = (Weight.HARD, None, Weight.WARNING, Weight.INDICATOR)


def undone(
    case: Case, table: str, due: date, reason: Sentence, *evidence: Evidence, weight: Weight | None = None
) -> Answer:
    """Breached where something due by `due` is in none of the books that would show it.

    A year's `table` tells what happened until that year's reporting deadline; what is due after it may stand in a later
    year's. What is due in the first half of a year stands in the midyear books, where they hold the table. As long as
    books may still come, nothing is broken; where they never came, nobody can tell. Whoever had ended by then owes nothing.
    """
    if not late(case, due):
        return broken(case, due, reason, *evidence, weight=weight)
    year, silent = case.year, []
    halfway = is_owed_halfway(case, table, year, due)
    while True:
        told = stage_deadline(case.policy, "midyear" if halfway else "final", year)
        if not tells(case, year, table, due):
            silent.append(year)
        if told is None or told >= due:
            break
        year += 1
    if not silent:
        return ended_before(case, due) or breached(missed(reason, due), *evidence, weight=weight)
    if told is not None and not late(case, told):
        return not_due(
            say("{reason}；{year}年数据的报送期限为{due}", reason=reason, year=year, due=told), *evidence, weight=weight
        )
    return no_data(say("{reason}；{years}年的数据没有公开，无法核查", reason=reason, years=tuple(silent)), *evidence)


def worst(answers: Sequence[Answer], *evidence: Evidence, called: Collection[Cell] = ()) -> Answer:
    """Of the answers on several matters the worst, and how many are alike; what shows these comes first, then the rest.

    By the cells `called` a reason calls its matter: they are shown of the one whose reason is told.
    """
    called = frozenset(called)  # of a table at its cap they are as many as its rows
    badness = min(map(_badness, answers))
    alike = [one for one in answers if _badness(one) == badness]
    first = alike[0] if len(alike) == 1 else min(alike, key=lambda one: spelled(one.reason))
    reason = first.reason
    if len(alike) > 1:
        reason = say("{reason}；另有 {n} 项情况相同", reason=reason, n=len(alike) - 1)
    shown: list[Evidence] = []
    for one in alike:
        shown.extend((*one.figures, *_apart_from(called, one, first), *one.parameters))
    for one in sorted(answers, key=_badness):
        shown.extend(_apart_from(called, one, first))
    asked = any(one.asked for one in alike)
    return answer(first.status, reason, *dict.fromkeys([*shown, *evidence]), weight=first.weight, asked=asked)


def _apart_from(called: Collection[Cell], one: Answer, told: Answer) -> Sequence[Cell]:
    """What `one` of several shows, without what only its own reason would be called by."""
    return one.cells if one.reason == told.reason else [cell for cell in one.cells if cell not in called]


def _badness(one: Answer) -> tuple[int, int]:
    """A hard breach before a softer one, whichever is the rule's own; of the rest first what deserves a look."""
    within = _HARDEST_FIRST.index(one.weight) if one.status is Status.BREACHED else one.weight is None
    return WORST_FIRST.index(one.status), within
