"""What a rule may answer: one status, its reason, and the cells it looked at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from yangguang.core.address import Sheet
    from yangguang.core.figures import Figure
    from yangguang.core.sentence import Sentence
    from yangguang.records.policy import Parameter


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
