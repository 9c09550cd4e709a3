"""What moves between the unions of the demo, worked out from the bottom up so that both sides book the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from yangguang.core.money import ZERO, round_half_up
from yangguang.demo.cast import Quirk
from yangguang.demo.dice import Dice
from yangguang.records.contributions import DuesPeriod

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yangguang.demo.roster import Member

Quarters = tuple[Decimal, ...]
_RATE = Decimal("0.02")
_REMITTED = Decimal("0.4")  # of dues paid in; the other 60 % stay with the union that the employer pays
_PASSED_ON = Decimal("0.7")  # of what subordinates remit
COLLECTING = frozenset({"municipal", "district", "development_zone"})  # the tax office collects dues for them
_FISCAL = frozenset({"government", "fully_funded_institution"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Federation:
    """All members and the money between them; every amount by union and year, in yuan."""

    by_id: Mapping[str, Member]
    first_year: int
    last_year: int
    seed: int
    children: Mapping[str, tuple[Member, ...]]
    remitted: Mapping[tuple[str, int], Quarters]

    def dice(self, member: Member, year: int, topic: str) -> Dice:
        """The dice of one topic of one union-year."""
        return Dice(self.seed, member.union_id, year, topic)

    def active_children(self, member: Member, year: int) -> tuple[Member, ...]:
        """The unions directly under `member` that exist at the end of `year`."""
        return tuple(child for child in self.children.get(member.union_id, ()) if exists(child, year))

    def parent(self, member: Member) -> Member | None:
        """The superior, None for the root."""
        return self.by_id.get(member.union.parent_id or "")

    def subsidy(self, child: Member, year: int) -> Decimal:
        """What a superior of county level or above grants `child` in `year`, in whole hundreds."""
        return Decimal(100) * int(
            child.employees * Dice(self.seed, child.union_id, year, "subsidy").count(240, 380) / 100
        )

    def returned(self, child: Member, year: int) -> Decimal:
        """What a federation that has dues collected for it passes on to `child`, in whole hundreds; who is silent gets none."""
        parent = self.parent(child)
        if parent is None or parent.union.kind not in COLLECTING or self.keeps_silent(child, year):
            return ZERO
        return Decimal(100) * int(
            child.employees * Dice(self.seed, child.union_id, year, "returned").count(300, 420) / 100
        )

    def is_off(self, member: Member, quirk: Quirk, year: int) -> bool:
        """Whether `member` goes its own way in `year`: quirks show in the last full year."""
        return quirk in member.quirks and year == self.last_year

    def restates(self, member: Member, year: int) -> bool:
        """Whether the union corrected what it had published of `year`: twice, of the year before the last."""
        return Quirk.RESTATED in member.quirks and year == self.last_year - 1

    def keeps_silent(self, member: Member, year: int) -> bool:
        """Whether `member` submits nothing for `year`."""
        return Quirk.SILENT in member.quirks or (Quirk.OLD_ONLY in member.quirks and year != self.first_year)


def federation(members: tuple[Member, ...], years: tuple[int, ...], last_year: int, seed: int) -> Federation:
    """The flows of `members`, who stand superiors first."""
    by_parent: dict[str, list[Member]] = {}
    for member in members:
        by_parent.setdefault(member.union.parent_id or "", []).append(member)
    children = {parent: tuple(below) for parent, below in by_parent.items()}
    remitted: dict[tuple[str, int], Quarters] = {}
    for member in reversed(members):
        for year in years:
            own = quarters(dues(member, year, last_year, seed))
            below = [
                remitted[child.union_id, year] for child in children.get(member.union_id, ()) if exists(child, year)
            ]
            remitted[member.union_id, year] = tuple(
                round_half_up(paid * _REMITTED + sum((other[quarter] for other in below), ZERO) * _PASSED_ON)
                for quarter, paid in enumerate(own)
            )
    by_id = {member.union_id: member for member in members}
    return Federation(
        by_id=by_id, first_year=years[0], last_year=last_year, seed=seed, children=children, remitted=remitted
    )


def exists(member: Member, year: int) -> bool:
    """Whether `member` still exists at the end of `year`."""
    return member.union.dissolved_on is None or member.union.dissolved_on.year >= year


def dues(member: Member, year: int, last_year: int, seed: int) -> tuple[DuesPeriod, ...]:
    """What the employer (for a federation: employers without a union of their own) paid in, by month or by quarter."""
    dice = Dice(seed, member.union_id, year, "dues")
    by_quarter = member.union.tier == "basic"
    periods = [f"{year}-Q{q}" for q in range(1, 5)] if by_quarter else [f"{year}-{m:02d}" for m in range(1, 13)]
    months = 12 // len(periods)
    wage = 7_600 + 320 * (year - 2020) + sum(map(ord, member.union_id)) % 1_900
    channel = "direct" if member.union.kind == "corporate_group" else "tax"
    if member.union.employer_nature in _FISCAL:
        channel = "fiscal"
    short = Quirk.DUES_SHORT in member.quirks and year == last_year
    rows = []
    for index, period in enumerate(periods, 1):
        payroll = Decimal(int(member.employees * months * wage * 100 * dice.share(0.96, 1.05))).scaleb(-2)
        due = round_half_up(payroll * _RATE)
        month = index * months
        paid = round_half_up(due * Decimal("0.6")) if short and index > len(periods) - 2 else due
        rows.append(
            DuesPeriod(
                period=period,
                payroll=payroll,
                due=due,
                paid=paid,
                channel=channel,
                status="normal",
                paid_on=date(year + month // 12, month % 12 + 1, dice.count(3, 15)),
            )
        )
    return tuple(rows)


def quarters(rows: tuple[DuesPeriod, ...]) -> Quarters:
    """What was paid in, by the quarter it belongs to."""
    size = len(rows) // 4
    return tuple(sum((row.paid for row in rows[at : at + size]), ZERO) for at in range(0, len(rows), size))
