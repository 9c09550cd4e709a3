"""Everything a rule may look at, read-only: one union, one year, one day of judgement."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from yangguang.core.figures import Figure
    from yangguang.ledger.model import Neighbours, UnionYear
    from yangguang.policy.law import Policy
    from yangguang.records.federation import Registry
    from yangguang.records.package import Package
    from yangguang.records.policy import Parameter
    from yangguang.records.registry import TradeUnion
    from yangguang.rules.judge.model import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """`history` holds the accepted union-years of the same union by year, the judged one included.

    `given` are the answers already given in this case, by clause: what a composite rule rests on, empty for all others.
    `memory` keeps what several rules look up in the same rows (`rules.index`).
    """

    registry: Registry
    policy: Policy
    union: TradeUnion
    year: int
    as_of: date
    report: UnionYear
    history: Mapping[int, UnionYear] = field(default_factory=dict)
    neighbours: Neighbours
    given: Mapping[str, Answer] = field(default_factory=dict)
    memory: dict[object, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def package(self) -> Package | None:
        """The accepted package of the judged year, None where there is none."""
        return self.report.package

    @property
    def previous(self) -> Package | None:
        """Last year's accepted package."""
        before = self.history.get(self.year - 1)
        return before.package if before else None

    @property
    def first_day(self) -> date:
        """The first day of the judged year."""
        return self.policy.fiscal.first_day(self.year)

    @property
    def last_day(self) -> date:
        """The last day of the judged year."""
        return self.policy.fiscal.last_day(self.year)

    def year_of(self, day: date) -> int:
        """The fiscal year in which `day` lies."""
        return self.policy.fiscal.year_of(day)

    def parameter(self, name: str) -> Parameter:
        """The parameter row in force in the judged year."""
        return self.policy.parameter(name, self.year)

    def number(self, name: str) -> Decimal:
        """The parameter's value in the judged year."""
        return self.policy.number(name, self.year)

    def deadline(self, name: str) -> date:
        """The day the deadline parameter means for the judged year."""
        return self.policy.deadline(name, self.year)

    def figure(self, name: str) -> Figure | None:
        """A derived figure of the judged year."""
        return self.report.figures.get(name)
