"""The registry as a tree: who exists, under whom, in which district, and the portal's own settings."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from yangguang.core.fiscal import CALENDAR, FiscalYears
from yangguang.core.zones import DEFAULT_ZONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from yangguang.records.registry import Affiliate, AllowedNumber, District, TradeUnion, UnionChange, Withdrawal


# What a change may say that is no column of the register: the relation to another union, and what it makes that one.
# Relations are between two unions; who answers for a union is known by changes alone.
RELATIONS = {"predecessor_id": "successor_id", "successor_id": "predecessor_id"}
BESIDE = {*RELATIONS, "responsible_body"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Keys of `registry/datapackage.json`. `display_unit` is 1, 1000 or 10000 yuan.

    `public_since` is the day from which main is read by the public: what changed before it corrects nothing that anyone saw.
    `timezone` is where days are read off, of judgement and of commits, `fiscal` how the years of all books are cut. No year
    before `reports_from` is owed; None: none before the first that any union reported.
    """

    title: str
    title_en: str
    currency: str = "CNY"
    display_unit: int = 10000
    fictional: bool = False
    contact: str | None = None
    homepage: str | None = None
    record_number: str | None = None
    public_since: date | None = None
    timezone: str = DEFAULT_ZONE
    fiscal: FiscalYears = CALENDAR
    reports_from: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """All unions of a federation on one day, by identifier, in the order of the register.

    `changes` are the dated values of each union, earliest first, `written` the rows of unions.csv where there are any:
    they hold before the first change of a column. `today` is the day of judgement: nothing is known of later ones.
    """

    settings: Settings
    districts: Mapping[str, District]
    unions: Mapping[str, TradeUnion]
    affiliates: tuple[Affiliate, ...] = ()
    withdrawals: Mapping[str, Mapping[int, Withdrawal]] = field(default_factory=dict)  # by union and year
    allowed: tuple[AllowedNumber, ...] = ()
    changes: Mapping[str, tuple[UnionChange, ...]] = field(default_factory=dict)
    written: Mapping[str, TradeUnion] = field(default_factory=dict)
    today: date = date.max
    _of_days: dict[date, Registry] = field(default_factory=dict, init=False, repr=False, compare=False)
    _children: dict[str, tuple[TradeUnion, ...]] = field(init=False, repr=False, compare=False)
    _rows: dict[int, TradeUnion] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        children: dict[str, list[TradeUnion]] = {}
        for union in self.unions.values():
            children.setdefault(union.parent_id or "", []).append(union)
        object.__setattr__(self, "_children", {parent: tuple(unions) for parent, unions in children.items()})
        object.__setattr__(self, "_rows", {union.row: union for union in self.unions.values()})

    def on(self, union_id: str, day: date) -> TradeUnion:
        """The union as it was on `day`, on its last day where it was dissolved by then."""
        union = self.written.get(union_id) or self.unions[union_id]
        day = min(day, union.dissolved_on or day)
        values: dict[str, Any] = {
            one.column_: one.value
            for one in self.changes.get(union_id, ())
            if one.from_ <= day and one.column_ not in BESIDE
        }
        return replace(union, **values) if values else union

    def on_day(self, day: date) -> Registry:
        """The register as it was on `day`."""
        if not self.changes:
            return self
        if day not in self._of_days:
            written = self.written or self.unions
            unions = {one: self.on(one, day) if one in self.changes else row for one, row in written.items()}
            self._of_days[day] = replace(self, unions=unions, written=written)
        return self._of_days[day]

    def changes_between(self, first: date, last: date) -> bool:
        """Whether any change holds from a day after `first` and up to `last`."""
        return any(first < row.from_ <= last for rows in self.changes.values() for row in rows)

    def of_year(self, year: int) -> Registry:
        """The register of `year`: as it was on its last day, or is on the day of judgement where that comes first."""
        return self.on_day(min(self.settings.fiscal.last_day(year), self.today)) if self.changes else self

    def names(self, union_id: str, year: int) -> tuple[str, ...]:
        """What the union was called in the course of `year`, the last name first."""
        end = self.of_year(year).unions[union_id].name
        fiscal = self.settings.fiscal
        said = (one for one in self.changes.get(union_id, ()) if one.column_ == "name" and one.from_ <= self.today)
        days = [one.from_ for one in said if fiscal.year_of(one.from_) == year]
        earlier = [self.on(union_id, day).name for day in (fiscal.first_day(year), *days)]
        return tuple(dict.fromkeys([end, *reversed(earlier)]))

    def responsible_body(self, union_id: str) -> str | None:
        """Who answers for the union's disclosure today, where a change says so."""
        said = (one for one in reversed(self.changes.get(union_id, ())) if one.column_ == "responsible_body")
        return next((one.value for one in said if one.from_ <= self.today), None)

    def related(self, union_id: str) -> tuple[tuple[str, TradeUnion, UnionChange], ...]:
        """Predecessors and successors of a union, with the row that says so, whichever of the two it stands with."""
        found: dict[tuple[str, str], UnionChange] = {}
        for rows in self.changes.values():
            for row in rows:
                if row.column_ in RELATIONS and row.from_ <= self.today:
                    if row.union_id == union_id:
                        found.setdefault((row.column_, row.value), row)
                    elif row.value == union_id:
                        found.setdefault((RELATIONS[row.column_], row.union_id), row)
        return tuple(
            (what, self.unions[other], row) for (what, other), row in sorted(found.items(), key=lambda it: it[0])
        )

    def parent(self, union_id: str) -> TradeUnion | None:
        """The superior union, None for the root."""
        parent_id = self.unions[union_id].parent_id
        return self.unions[parent_id] if parent_id else None

    def children(self, union_id: str) -> tuple[TradeUnion, ...]:
        """The unions directly under `union_id`, in the order of the register."""
        return self._children.get(union_id, ())

    def ancestors(self, union_id: str) -> tuple[TradeUnion, ...]:
        """From the root down to the superior of `union_id`."""
        chain: list[TradeUnion] = []
        parent = self.parent(union_id)
        while parent:
            chain.append(parent)
            parent = self.parent(parent.union_id)
        return tuple(reversed(chain))

    def affiliates_of(self, union_id: str) -> tuple[Affiliate, ...]:
        """The enterprises, institutions, associations and foundations that `union_id` owns."""
        return tuple(body for body in self.affiliates if body.owner_id == union_id)

    def is_affiliate(self, body_id: str) -> bool:
        """Whether some union owns the body called `body_id`."""
        return any(body.affiliate_id == body_id for body in self.affiliates)

    def at_row(self, row: int) -> TradeUnion | None:
        """The union in this row of unions.csv."""
        return self._rows.get(row)

    def withdrawn(self, union_id: str) -> Mapping[int, Withdrawal]:
        """What is said of the years of `union_id` that were withdrawn."""
        return self.withdrawals.get(union_id, {})

    def allows(self, union_id: str, year: int, table: str, row: str, column: str) -> bool:
        """Whether a small number of help may be shown, with the reason that the register gives."""
        asked = (union_id, year, table, row, column)
        return any((one.union_id, one.year, one.table_, one.row_, one.column_) == asked for one in self.allowed)

    @property
    def root(self) -> TradeUnion:
        """The one union without a superior."""
        return self._children[""][0]


def by_union(changes: Iterable[UnionChange]) -> dict[str, tuple[UnionChange, ...]]:
    """The changes of each union, earliest first."""
    found: dict[str, list[UnionChange]] = {}
    for one in sorted(changes, key=lambda one: (one.from_, one.row)):
        found.setdefault(one.union_id, []).append(one)
    return {union_id: tuple(rows) for union_id, rows in found.items()}
