"""Districts and subtrees consolidated: exact sums over who disclosed, transfers between members eliminated.

In the year of a merger the books of the predecessors and of the successor are parts of it and add up; heads do not.
"""

from __future__ import annotations

from itertools import chain
from operator import add
from typing import TYPE_CHECKING

from yangguang.core.money import ZERO
from yangguang.ledger.model import RollUp, Standing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from yangguang.ledger.between.transfers import Flows
    from yangguang.ledger.model import Digest
    from yangguang.records.federation import Registry

    Key = tuple[str, int]
    Row = list[Decimal | int]

SUMMED: tuple[str, ...] = (
    "income_total",
    "income_total/budget_adjusted",
    "expenditure_total",
    "expenditure_total/budget_adjusted",
    "three_public_total",
    "members",
    "employees",
)
# Counted on a day: whoever is dissolved in the year is counted where it went on, or nowhere.
_HEADS = frozenset({"members", "employees"})
# Only a subsidy stands in the giver's expenditure and again in the receiver's income. Remitted and returned dues and
# preparatory funds pass through payables and receivables: they are in nobody's expenditure, so nothing counts twice.
ELIMINATED = frozenset({"subsidy"})
_STANDINGS = tuple(Standing)


class Consolidation:
    """The union-years of a federation as rows that can be added up."""

    def __init__(self, digests: Sequence[Digest], registry: Registry, flows: Flows) -> None:
        self._registry = registry
        self._moved = _moved(flows, {(one.union_id, one.year): one.totals for one in digests})
        self._paths: dict[Key, tuple[str, ...]] = {}
        self._classes = sorted({name for one in digests for name in one.account_totals})
        self._keys = [(one.union_id, one.year) for one in digests]
        self._rows = [self._row(one) for one in digests]

    def districts(self) -> dict[Key, RollUp]:
        """Every district and year."""
        keys = [(self._district(*key), key[1]) for key in self._keys]
        inside = self._internal(self._shared_district)
        return self._rollups(_added(keys, self._rows, *inside))

    def subtrees(self) -> dict[Key, RollUp]:
        """Every union with subordinates and year: itself and all beneath it."""
        inside_keys, inside_rows = self._internal(lambda a, b, year: _meeting(self._path(a, year), self._path(b, year)))
        keys, rows = [*self._keys, *inside_keys], [*self._rows, *inside_rows]
        found: dict[Key, RollUp] = {}
        carried_keys: list[Key] = []
        carried_rows: list[Row] = []
        depths = [len(self._path(*key)) for key in keys]
        for depth in range(max(depths, default=0), 0, -1):
            level = [number for number, one in enumerate(depths) if one == depth]
            added = _added(
                [keys[number] for number in level], [rows[number] for number in level], carried_keys, carried_rows
            )
            found.update(self._rollups({key: row for key, row in added.items() if self._has_children(*key)}))
            carried_keys = [(self._path(union_id, year)[-2], year) for union_id, year in added if depth > 1]
            carried_rows = list(added.values())[: len(carried_keys)]
        return found

    def _row(self, one: Digest) -> Row:
        gone = _HEADS if self._ended(one.union_id, one.year) else frozenset()
        totals = {name: amount for name, amount in one.totals.items() if name not in gone}
        return [
            1,
            int(one.overdue),
            *(int(one.standing is standing) for standing in _STANDINGS),
            *(totals.get(name, ZERO) for name in SUMMED),
            *(int(name in totals) for name in SUMMED),
            *(one.account_totals.get(name, ZERO) for name in self._classes),
        ]

    def _internal(self, meeting: Callable[[str, str, int], str | None]) -> tuple[list[Key], list[Row]]:
        """Rows that take what members moved between each other out of both sides, the same amount out of each."""
        keys: list[Key] = []
        rows: list[Row] = []
        first = 2 + len(_STANDINGS)
        for (year, sender, receiver), amount in self._moved.items():
            where = meeting(sender, receiver, year)
            if where is not None:
                row: Row = [0] * (first + 2 * len(SUMMED) + len(self._classes))
                row[first + SUMMED.index("income_total")] = -amount
                row[first + SUMMED.index("expenditure_total")] = -amount
                keys.append((where, year))
                rows.append(row)
        return keys, rows

    def _ended(self, union_id: str, year: int) -> bool:
        """Whether the union was dissolved before the last day of `year`, or by the day of judgement in a running one."""
        ended = self._registry.unions[union_id].dissolved_on
        return ended is not None and ended < min(self._registry.settings.fiscal.last_day(year), self._registry.today)

    def _district(self, union_id: str, year: int) -> str:
        return self._registry.of_year(year).unions[union_id].district

    def _shared_district(self, one: str, other: str, year: int) -> str | None:
        district = self._district(one, year)
        return district if district == self._district(other, year) else None

    def _has_children(self, union_id: str, year: int) -> bool:
        return bool(self._registry.of_year(year).children(union_id))

    def _path(self, union_id: str, year: int) -> tuple[str, ...]:
        registry = self._registry.of_year(year)
        key = union_id, year if registry is not self._registry else 0
        if key not in self._paths:
            self._paths[key] = (*(union.union_id for union in registry.ancestors(union_id)), union_id)
        return self._paths[key]

    def _rollups(self, added: Mapping[Key, Row]) -> dict[Key, RollUp]:
        return {key: self._rollup(iter(row)) for key, row in added.items()}

    def _rollup(self, cells: Iterator[Decimal | int]) -> RollUp:
        unions, overdue = int(next(cells)), int(next(cells))
        standings = {standing: int(next(cells)) for standing in _STANDINGS}
        sums = {name: ZERO + next(cells) for name in SUMMED}
        disclosed = {name: int(next(cells)) for name in SUMMED}
        return RollUp(
            unions=unions,
            overdue=overdue,
            standings=standings,
            totals={name: amount for name, amount in sums.items() if disclosed[name]},
            disclosed=disclosed,
            classes={name: amount for name in self._classes if (amount := ZERO + next(cells))},
        )


def _added(keys: list[Key], rows: list[Row], more_keys: list[Key], more_rows: list[Row]) -> dict[Key, Row]:
    """The sum of all rows with the same key, by key in their order."""
    sums: dict[Key, Row] = {}
    for key, row in zip(chain(keys, more_keys), chain(rows, more_rows), strict=True):
        before = sums.get(key)
        sums[key] = list(map(add, before, row)) if before else row
    return dict(sorted(sums.items()))


def _moved(flows: Flows, totals: Mapping[Key, Mapping[str, Decimal]]) -> dict[tuple[int, str, str], Decimal]:
    """What stands in a year's sum twice, by year, sender and receiver: what both books of that year state of it.

    The sender's expenditure and the receiver's income must both be disclosed. Where the books differ, the part they agree
    on is taken out and the rest stays, so that income less expenditure is always the sum over the members. Payments of a
    pair are one amount: a receiver may book by the year what its superior sent by the month.
    """
    sides: tuple[dict[tuple[int, str, str], Decimal], ...] = ({}, {})
    for side, stated in zip(sides, (flows.sent, flows.received), strict=True):
        for flow, amount in stated.items():
            if flow.kind in ELIMINATED:
                lane = (flow.year, flow.sender, flow.receiver)
                side[lane] = side.get(lane, ZERO) + amount
    sent, received = sides
    moved: dict[tuple[int, str, str], Decimal] = {}
    for lane, amount in sent.items():
        year, sender, receiver = lane
        out, came = totals.get((sender, year), {}), totals.get((receiver, year), {})
        if lane in received and "expenditure_total" in out and "income_total" in came:
            moved[lane] = max(ZERO, min(amount, received[lane]))
    return moved


def _meeting(one: tuple[str, ...], other: tuple[str, ...]) -> str | None:
    """The lowest union above or at both ends of two paths from the root."""
    common = [a for a, b in zip(one, other, strict=False) if a == b]
    return common[-1] if common else None
