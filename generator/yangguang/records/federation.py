"""The registry as a tree: who exists, under whom, in which district, and the portal's own settings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from yangguang.records.registry import Affiliate, District, TradeUnion, Withdrawal


DEFAULT_ZONE = "Asia/Shanghai"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Keys of `registry/datapackage.json`. `display_unit` is 1, 1000 or 10000 yuan.

    `public_since` is the day from which main is read by the public: what changed before it corrects nothing that anyone saw.
    `timezone` is where the day of judgement is read off. No year before `reports_from` is owed; None: none before the
    first that any union reported.
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
    reports_from: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """All unions of a federation, by identifier, in the order of the register."""

    settings: Settings
    districts: Mapping[str, District]
    unions: Mapping[str, TradeUnion]
    affiliates: tuple[Affiliate, ...] = ()
    withdrawals: Mapping[str, Mapping[int, Withdrawal]] = field(default_factory=dict)  # by union and year
    _children: dict[str, tuple[TradeUnion, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        children: dict[str, list[TradeUnion]] = {}
        for union in self.unions.values():
            children.setdefault(union.parent_id or "", []).append(union)
        object.__setattr__(self, "_children", {parent: tuple(unions) for parent, unions in children.items()})

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

    def subtree(self, union_id: str) -> Iterator[TradeUnion]:
        """`union_id` and every union below it, superiors first."""
        yield self.unions[union_id]
        for child in self.children(union_id):
            yield from self.subtree(child.union_id)

    def affiliates_of(self, union_id: str) -> tuple[Affiliate, ...]:
        """The enterprises, institutions, associations and foundations that `union_id` owns."""
        return tuple(body for body in self.affiliates if body.owner_id == union_id)

    def withdrawn(self, union_id: str) -> Mapping[int, Withdrawal]:
        """What is said of the years of `union_id` that were withdrawn."""
        return self.withdrawals.get(union_id, {})

    @property
    def root(self) -> TradeUnion:
        """The one union without a superior."""
        return self._children[""][0]
