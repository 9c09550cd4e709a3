"""Leases, scrapped equipment and purchases of unions of the demo."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from yangguang.core.dates import add_years
from yangguang.core.money import round_half_up
from yangguang.demo.books import planned_for
from yangguang.demo.uscc import invented_uscc
from yangguang.records.assets import AssetMatter, Procurement, ProcurementAward

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yangguang.demo.books import Books
    from yangguang.demo.flows import Federation
    from yangguang.demo.roster import Member

_FLOORS = "一二三"
_cooperation = partial(
    AssetMatter, counterparty="晨露文化服务有限公司", counterparty_uscc=invented_uscc("91", 800_001), open_ended=False
)


class Decided(NamedTuple):
    """An asset matter and the decisions on it, from below upwards: (approved or filed, union or body above them all)."""

    matter: AssetMatter
    decisions: tuple[tuple[str, str], ...]


def assets(fed: Federation, member: Member, year: int) -> tuple[Decided, ...]:
    """The great matter of those who have one (`asset_matters.csv`), a short lease now and then, scrapped equipment."""
    dice = fed.dice(member, year, "assets")
    parent = fed.parent(member)
    filed = (("filed", parent.union_id),) if parent else ()
    great = [
        row for row in _GREAT if row["union_id"] == member.union_id and int(row["years_ago"]) == fed.last_year - year
    ]
    rows = [_great(row, year) for row in great]
    if dice.chance(0.35) and not great:
        rows.append(Decided(_lease(member, year), filed))
    if dice.chance(0.4):
        scrapped = AssetMatter(
            asset_id=f"ZC{year}-02",
            asset_name="老旧办公设备一批",
            asset_kind="equipment",
            matter="scrapping",
            is_land_disposal=False,
            book_value=round_half_up(Decimal(dice.count(8_000, 60_000))),
            start_on=date(year, 11, 10),
            open_ended=False,
        )
        rows.append(Decided(scrapped, filed))
    return tuple(rows)


def decided_above(member: Member, last_year: int, year: int) -> tuple[str, ...]:
    """The unions further below whose great matter of `year` came up to `member` through their superior."""
    return tuple(
        row["union_id"]
        for row in _GREAT
        if int(row["years_ago"]) == last_year - year
        and member.union_id in [one.partition(":")[2] for one in row["decided"].split()[1:]]
    )


def _great(row: dict[str, str], year: int) -> Decided:
    start = date.fromisoformat(f"{year}-{row['start']}")
    matter = _cooperation(
        asset_id=f"ZC{year}-01",
        asset_name=row["asset_name"],
        asset_kind=row["asset_kind"],
        matter=row["matter"],
        is_land_disposal=row["is_land_disposal"] == "true",
        book_value=Decimal(row["book_value"]),
        appraised_value=Decimal(row["appraised_value"]),
        contract_amount=Decimal(row["contract_amount"]),
        start_on=start,
        end_on=add_years(start, int(row["years"])) - timedelta(days=1) if row["years"] else None,
    )
    return Decided(matter, tuple((how, who) for how, _, who in (one.partition(":") for one in row["decided"].split())))


def _lease(member: Member, year: int) -> AssetMatter:
    amount = Decimal(180_000)
    return _cooperation(
        asset_id=f"ZC{year}-01",
        asset_name=f"{member.short}职工活动中心{_FLOORS[year % 3]}层",
        asset_kind="building",
        matter="lease_out",
        is_land_disposal=False,
        book_value=amount * 2,
        appraised_value=amount * 2,
        contract_amount=amount,
        start_on=date(year, 4, 1),
        end_on=date(year + 2, 3, 31),
        renewal_years=Decimal(0),
        income_received=round_half_up(amount / 12),
    )


def procurement(fed: Federation, member: Member, books: Books) -> tuple[Procurement, ...]:
    """One tender a year for the largest project, one selection for a service."""
    dice, year = fed.dice(member, books.year, "procurement"), books.year
    bought = [project for project in books.projects if not project.name.endswith("补助")]  # grants are not bought
    largest = max(bought, key=lambda project: (planned_for(project), project.project_id))
    rows = []
    for serial, (name, share, method, bidders) in enumerate(
        ((largest.name, "0.4", "open_tender", dice.count(3, 7)), ("职工活动", "0.05", "selection", 3)), 1
    ):
        budget = (planned_for(largest) * Decimal(share) / 1000).to_integral_value() * 1000
        award = round_half_up(budget * dice.share(0.86, 0.98))
        rows.append(
            Procurement(
                procurement_id=f"CG{year}-{serial:02d}",
                name=f"{name}服务采购",
                category="services",
                budget=budget,
                method=method,
                announced_on=date(year, 3, 4),
                bid_deadline=date(year, 3, 28),
                bidders=bidders,
                reviewed_on=date(year, 3, 30),
                supplier=dice.pick(("朝霞文化传播有限公司", "碧空会务服务有限公司", "晴川信息技术有限公司")),
                supplier_uscc=invented_uscc("91", 800_100 + serial),
                award_amount=award,
                notice_start=date(year, 4, 1),
                notice_end=date(year, 4, 8),
                contract_on=date(year, 4, 15),
                contract_amount=award,
                supervised_by="经费审查委员会",
                supervised_on=date(year, 3, 30),
            )
        )
    return tuple(rows)


def awards(bought: Sequence[Procurement]) -> tuple[ProcurementAward, ...]:
    """The tender in two lots of two suppliers, of which the first had failed once and the second was changed later."""
    rows: list[ProcurementAward] = []
    for one in bought[:1]:
        assert one.award_amount is not None
        assert one.announced_on is not None
        year, first = one.announced_on.year, round_half_up(one.award_amount * Decimal("0.6"))
        other = {"supplier": "晨星印务有限公司", "supplier_uscc": invented_uscc("91", 800_200)}
        own = {"supplier": one.supplier, "supplier_uscc": one.supplier_uscc}
        events: tuple[tuple[str, str, date, Decimal | None, str | None, Mapping[str, Any]], ...] = (
            ("1", "failed", date(year, 2, 20), None, "有效投标不足三家，重新招标", {}),
            ("1", "awarded", date(year, 3, 30), first, None, own),
            ("2", "awarded", date(year, 3, 30), one.award_amount - first, None, other),
            ("2", "amended", date(year, 8, 12), Decimal(-2000), "场次减少一场", other),
            ("1", "paid", date(year, 6, 30), round_half_up(first / 2), None, own),
            ("1", "paid", date(year, 12, 10), first - round_half_up(first / 2), None, own),
            ("2", "paid", date(year, 12, 10), one.award_amount - first - 2000, None, other),
        )
        rows += (
            ProcurementAward(
                award_id=f"{one.procurement_id}-{serial:02d}", procurement_id=one.procurement_id, lot=lot, event=event,
                date=day, amount=amount, reason=reason, **who,
            )
            for serial, (lot, event, day, amount, reason, who) in enumerate(events, 1)
        )  # fmt: skip
    return tuple(rows)


def _read() -> tuple[dict[str, str], ...]:
    with (Path(__file__).parent / "asset_matters.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


_GREAT = _read()
