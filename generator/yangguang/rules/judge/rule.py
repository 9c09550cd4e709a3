"""A rule is a clause and the function that decides it; a verdict is its answer with the clause."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from yangguang.rules.judge.model import NOT_ASKED

if TYPE_CHECKING:
    from collections.abc import Callable

    from yangguang.core.language import Language
    from yangguang.records.policy import Clause
    from yangguang.rules.judge.case import Case
    from yangguang.rules.judge.model import Answer, Status, Weight


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What a version of a rule changed: from which day it judges, which years read differently, and `what` (a msgid).

    `last_year` None means every year since `first_year`.
    """

    version: str
    on: date
    first_year: int
    last_year: int | None = None
    what: str


_BOOKS_ALONE = date(2026, 11, 25)  # from this day no verdict claims, or blames, more than the books show
TRIED_ANEW = date(2026, 11, 26)  # every row of the catalogue was tried once more
FIRST = (Version(version="1.0", on=date(2026, 11, 23), first_year=2015, what="首次发布"),)


def revised(*changes: str | tuple[date, str] | Version) -> tuple[Version, ...]:
    """The history of a rule, each of `changes` one version further, for every year; a text alone is one of `_BOOKS_ALONE`."""
    history: tuple[Version, ...] = FIRST
    for change in changes:
        last = change
        if not isinstance(last, Version):
            on, what = (_BOOKS_ALONE, last) if isinstance(last, str) else last
            last = Version(version=f"1.{len(history)}", on=on, first_year=2015, what=what)
        history = (*history, last)
    return history


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A clause and the function that decides it. `version` is raised when the meaning changes, with a line of `history`.

    `title` is a short statement of the state that should hold, `method` how it is checked, in plain words;
    both are Chinese msgids of the catalogue. `switch` names the parameter that switches a supplementary rule on.
    `parts` names the clauses whose answers a composite rule rests on: it is decided after them, from `Case.given`.
    """

    clause_id: str
    version: str
    title: str
    method: str
    applies_to: str
    weight: Weight
    decide: Callable[[Case], Answer]
    history: tuple[Version, ...] = FIRST
    switch: str | None = None
    parts: tuple[str, ...] = ()

    @property
    def supplementary(self) -> bool:
        """Whether the rule stands beside the plan: off the scorecard, in force where `parameters.csv` switches it on."""
        return self.switch is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One rule's answer for one union-year, with the clause it judges and what the union itself says to it."""

    union_id: str
    year: int
    rule: Rule
    clause: Clause
    answer: Answer
    explanations: tuple[str, ...] = ()
    _reasons: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)

    def reason(self, language: Language) -> str:
        """Why, in words: written once a language, because pages, JSON and CSV all show it."""
        if language.code not in self._reasons:
            self._reasons[language.code] = self.answer.reason.text(language)
        return self._reasons[language.code]

    @property
    def status(self) -> Status:
        """The answer's status."""
        return self.answer.status

    @property
    def weight(self) -> Weight:
        """How much this answer weighs."""
        return self.answer.weight or self.rule.weight

    @property
    def tally(self) -> str:
        """What the verdict counts as: its status, or `not_asked` where nobody asks for the data that is lacking."""
        return self.answer.status if self.answer.asked else NOT_ASKED
