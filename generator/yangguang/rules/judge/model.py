"""The vocabulary of judging: a case goes in, an answer comes out, a verdict is the answer with its clause."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from yangguang.core.address import Sheet
    from yangguang.core.figures import Figure
    from yangguang.core.language import Language
    from yangguang.core.sentence import Sentence
    from yangguang.records.policy import Clause, Parameter
    from yangguang.rules.judge.case import Case


class Status(StrEnum):
    """Exactly one for each clause, union and year; `met` and `breached` are what a machine could check."""

    MET = "met"
    BREACHED = "breached"
    NOT_DUE = "not_due"
    NO_DATA = "no_data"
    AWAITING_SUPERIOR = "awaiting_superior"
    ATTESTED = "attested"
    NOT_APPLICABLE = "not_applicable"


STATUS_TITLES: dict[Status, str] = {
    Status.MET: "符合",
    Status.BREACHED: "不符合",
    Status.NOT_DUE: "未到期",
    Status.NO_DATA: "缺数据",
    Status.AWAITING_SUPERIOR: "待上级确认",
    Status.ATTESTED: "有佐证",
    Status.NOT_APPLICABLE: "不适用",
}


# Of several answers the one that deserves a look first.
WORST_FIRST: tuple[Status, ...] = (
    Status.BREACHED, Status.NO_DATA, Status.AWAITING_SUPERIOR, Status.NOT_DUE, Status.ATTESTED, Status.MET,
    Status.NOT_APPLICABLE,
)  # fmt: skip


# What counts keep apart from data that is owed: `no_data` where the union's tier does not ask for what is lacking.
NOT_ASKED = "not_asked"
TALLIES: tuple[str, ...] = (*Status, NOT_ASKED)
TALLY_TITLES: dict[str, str] = {NOT_ASKED: "不要求报送"} | {
    status.value: title for status, title in STATUS_TITLES.items()
}


class Weight(StrEnum):
    """How much a breach of the clause weighs: hard (E), warning (W), indicator (I)."""

    HARD = "hard"
    WARNING = "warning"
    INDICATOR = "indicator"


BREACH_TITLES: dict[Weight, str] = {
    Weight.HARD: "违反硬性要求", Weight.WARNING: "提示", Weight.INDICATOR: "指标未达标"
}  # fmt: skip
WEIGHT_TITLES: dict[Weight, str] = {Weight.HARD: "硬性要求", Weight.WARNING: "提示", Weight.INDICATOR: "指标"}


class Cell(NamedTuple):
    """A cell that shows what a verdict says: the table's file, spreadsheet row, column name."""

    sheet: Sheet
    row: int
    column: str

    @property
    def file(self) -> str:
        """The file relative to DATA."""
        return self.sheet.path


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a rule found: one status, the reason in words, and everything it looked at.

    `weight` overrides the rule's own where one clause has a hard and a softer half (coverage below 100 %). `asked` is
    False where the union's tier does not ask for the table that is lacking: scorecards count such `no_data` apart.
    """

    status: Status
    reason: Sentence
    figures: tuple[Figure, ...] = ()
    cells: tuple[Cell, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    weight: Weight | None = None
    asked: bool = True


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
