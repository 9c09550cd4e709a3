"""One lane of money, from one union to another: which entries of the sender's and of the receiver's books belong together.

An entry is a `Flow` as one side states it. Periods of one division (months, quarters, years) are numbered, so that the
neighbour of a fourth quarter is the next year's first, whichever package either side booked it in.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from yangguang.core.fiscal import CALENDAR
from yangguang.core.money import added
from yangguang.ledger.model import MatchState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from decimal import Decimal

    from yangguang.core.fiscal import FiscalYears

_PERIOD = re.compile(r"([0-9]{4})(?:-(?:(0[1-9]|1[0-2])|Q([1-4])))?")


class Flow(NamedTuple):
    """What one union sends another in a year, of one kind and for one period; several payments are one flow."""

    year: int
    sender: str
    receiver: str
    kind: str
    period: str


Entry = tuple[str, Flow]  # direction, flow
Place = tuple[str, str, int]  # kind, division, number of the period


class Terms(NamedTuple):
    """How far apart two amounts, and two periods, may be."""

    tolerance: Decimal
    shift: int


class Outcome(NamedTuple):
    """What became of an entry: `other` is the counterpart's amount, `together` both sums where several were compared as one."""

    state: MatchState
    other: Decimal | None = None
    together: tuple[Decimal, Decimal] | None = None


class Lane:
    """The open entries of one lane by place, each side apart; settling moves them to `outcomes`."""

    def __init__(
        self, amounts: Mapping[Entry, Decimal], terms: Callable[[int], Terms], fiscal: FiscalYears = CALENDAR
    ) -> None:
        self._fiscal = fiscal
        self._amounts = amounts
        self._terms = terms
        self.outcomes: dict[Entry, Outcome] = {}
        self._open: dict[str, dict[Place, list[Entry]]] = {"sent": {}, "received": {}}
        for entry in amounts:
            direction, flow = entry
            self._open[direction].setdefault((flow.kind, *position(flow.period, flow.year)), []).append(entry)

    def settle(self) -> dict[Entry, Outcome]:
        """The outcome of every entry; one that finds no counterpart is silent on the other side.

        Amounts that agree are brought together first: in the same period, in a neighbouring one, over neighbouring ones.
        Only then are two that stand in the same period, and do not agree, called different.
        """
        self._agree_alone(0)
        if self._open["sent"] and self._open["received"]:
            furthest = max(self._at(place).shift for side in self._open.values() for place in side)
            for shift in range(1, furthest + 1):
                self._agree_alone(shift)
                self._agree_alone(-shift)
            for width in range(2, furthest + 2):
                self._agree_together(width)
            self._differ()
            self._called_otherwise()
            self._divided_otherwise()
        for side in self._open.values():
            self._close([entry for entries in side.values() for entry in entries], Outcome(MatchState.OTHER_SILENT))
        return self.outcomes

    def _agree_alone(self, shift: int) -> None:
        """Settle sent entries with what was received `shift` periods later, where both sums agree."""
        sent, received = self._open["sent"], self._open["received"]
        for place in sorted(sent):
            kind, division, number = place
            later = (kind, division, number + shift)
            if later in received and abs(shift) <= self._at(place).shift:
                self._bring_together([place], [later])

    def _agree_together(self, width: int) -> None:
        """Settle `width` neighbouring periods as one, where their sums agree."""
        for kind, division, number in sorted({*self._open["sent"], *self._open["received"]}):
            if width <= self._at((kind, division, number)).shift + 1:
                window = [(kind, division, number + step) for step in range(width)]
                sent, received = ([place for place in window if place in side] for side in self._open.values())
                if sent and received:
                    self._bring_together(sent, received)

    def _bring_together(self, sent: list[Place], received: list[Place]) -> None:
        out = [entry for place in sent for entry in self._open["sent"][place]]
        came = [entry for place in received for entry in self._open["received"][place]]
        if abs(self._sum(out) - self._sum(came)) <= self._at(sent[0]).tolerance:
            self._pair(MatchState.MATCHED, out, came)

    def _differ(self) -> None:
        for place in sorted(self._open["sent"].keys() & self._open["received"].keys()):
            self._pair(MatchState.DIFFERENT, self._open["sent"][place], self._open["received"][place])

    def _called_otherwise(self) -> None:
        """The same amount in the same period, of another kind."""
        came: dict[tuple[str, int], list[Place]] = {}
        for place in sorted(self._open["received"]):
            came.setdefault(place[1:], []).append(place)
        for place in sorted(self._open["sent"]):
            out = self._sum(self._open["sent"][place])
            for other in came.get(place[1:], ()):
                if abs(out - self._sum(self._open["received"][other])) <= self._at(place).tolerance:
                    came[place[1:]].remove(other)
                    self._pair(MatchState.SCOPE_DIFFERS, self._open["sent"][place], self._open["received"][other])
                    break

    def _divided_otherwise(self) -> None:
        """The same kind in the same year, by quarters in one book, by months or as a year in the other."""
        years: dict[tuple[str, int], tuple[list[Entry], list[Entry]]] = {}
        for number, side in enumerate(self._open.values()):
            for place, entries in side.items():
                years.setdefault((place[0], self._year(place)), ([], []))[number].extend(entries)
        for out, came in years.values():
            divisions = [{position(flow.period, flow.year)[0] for _, flow in entries} for entries in (out, came)]
            if out and came and divisions[0].isdisjoint(divisions[1]):
                self._pair(MatchState.SCOPE_DIFFERS, out, came)

    def _pair(self, state: MatchState, out: Iterable[Entry], came: Iterable[Entry]) -> None:
        out, came = list(out), list(came)
        for own, other in ((out, came), (came, out)):
            sums = (self._sum(own), self._sum(other))
            alone = len(own) == len(other) == 1
            outcome = Outcome(state, sums[1]) if alone else Outcome(state, None, sums)
            self._close(own, outcome)

    def _close(self, entries: Iterable[Entry], outcome: Outcome) -> None:
        for entry in entries:
            direction, flow = entry
            self.outcomes[entry] = outcome
            self._open[direction].pop((flow.kind, *position(flow.period, flow.year)), None)

    def _sum(self, entries: Iterable[Entry]) -> Decimal:
        return added(self._amounts[entry] for entry in entries)

    def _at(self, place: Place) -> Terms:
        return self._terms(self._year(place))

    def _year(self, place: Place) -> int:
        _, division, number = place
        months = {"month": 1, "quarter": 3}.get(division)
        if months is None:
            return number
        year, month = divmod(number * months, 12)
        return self._fiscal.year_of(date(year, month + 1, 1))


@cache
def position(period: str, year: int) -> tuple[str, int]:
    """The division and number of a period: months, quarters and years by the calendar, anything else by the package's year."""
    found = _PERIOD.fullmatch(period)
    if not found:
        return period, year
    first = int(found[1])
    if found[2]:
        return "month", first * 12 + int(found[2]) - 1
    return ("quarter", first * 4 + int(found[3]) - 1) if found[3] else ("year", first)
