"""What is not asked of a union that did not exist, or hardly did, when it was due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.core.sentence import Sentence, say
from yangguang.ledger.standing import exists_half_of
from yangguang.rules.judge.answers import answer, not_applicable, register_cells
from yangguang.rules.judge.model import Status

if TYPE_CHECKING:
    from datetime import date

    from yangguang.rules.judge.answers import Evidence
    from yangguang.rules.judge.case import Case
    from yangguang.rules.judge.model import Answer


def outlived(case: Case, reason: Sentence) -> Answer:
    """The answer where books were due when the union existed no more, or not yet: nobody owes them, and nothing is known."""
    ended, founded = case.union.dissolved_on, case.union.founded_on
    if ended is not None:
        reason = say("{reason}；工会已于{day}撤销，不再应报", reason=reason, day=ended)
    elif founded is not None:
        reason = say("{reason}；工会于{day}才成立，不应报", reason=reason, day=founded)
    shown = register_cells(case.union, "founded_on" if ended is None else "dissolved_on")
    return answer(Status.NO_DATA, reason, *shown, asked=False)


def short_year(case: Case, so_far: Sentence, *evidence: Evidence) -> Answer | None:
    """The answer of a union that was there for less than half of the year, too short for what is due once in it; else None."""
    if exists_half_of(case.union, case.year, case.policy.fiscal):
        return None
    founded, ended = case.union.founded_on, case.union.dissolved_on
    if founded and founded > case.first_day:
        reason = say("{so_far}；工会于{founded}成立，当年存在不足半年，不作要求", so_far=so_far, founded=founded)
        return not_applicable(reason, *evidence, *register_cells(case.union, "founded_on"))
    reason = say("{so_far}；工会于{ended}撤销，当年存在不足半年，不作要求", so_far=so_far, ended=ended)
    return not_applicable(reason, *evidence, *register_cells(case.union, "dissolved_on"))


def ended_before(case: Case, due: date) -> Answer | None:
    """The answer of a union that had ended before the day by which something was due; None where it had not."""
    ended = case.union.dissolved_on
    if ended is None or ended >= due:
        return None
    reason = say("工会于{ended}撤销，早于期限{due}", ended=ended, due=due)
    return not_applicable(reason, *register_cells(case.union, "dissolved_on"))
