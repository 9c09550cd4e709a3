"""Leases, scrapped equipment and purchases of unions of the demo."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.core.money import round_half_up
from generator.demo.cast import Quirk
from generator.demo.uscc import invented_uscc
from generator.records.assets import AssetMatter, Procurement

if TYPE_CHECKING:
    from generator.demo.books import Books
    from generator.demo.flows import Federation
    from generator.demo.roster import Member

LONG_LEASES = frozenset({Quirk.LEASE_APPROVED, Quirk.LEASE_UNAPPROVED})


def assets(fed: Federation, member: Member, year: int) -> tuple[AssetMatter, ...]:
    """Long leases of those who have one, a short lease now and then, scrapped equipment."""
    dice = fed.dice(member, year, "assets")
    rows = []
    if member.quirks & LONG_LEASES and year == fed.last_year:
        years = 8 if Quirk.LEASE_APPROVED in member.quirks else 6
        amount = Decimal(6_400_000 if years == 8 else 3_240_000)
        rows.append(_lease(f"ZC{year}-01", "职工培训楼", member, amount, date(year, 7, 1), date(year + years, 6, 30)))
    elif dice.chance(0.35):
        rows.append(
            _lease(
                f"ZC{year}-01", "职工活动中心一层", member, Decimal(180_000), date(year, 4, 1), date(year + 2, 3, 31)
            )
        )
    if dice.chance(0.4):
        value = round_half_up(Decimal(dice.count(8_000, 60_000)))
        rows.append(
            AssetMatter(
                asset_id=f"ZC{year}-02",
                asset_name="老旧办公设备一批",
                asset_kind="equipment",
                matter="scrapping",
                is_land_disposal=False,
                book_value=value,
                start_on=date(year, 11, 10),
                open_ended=False,
            )
        )
    return tuple(rows)


def _lease(asset_id: str, name: str, member: Member, amount: Decimal, start: date, end: date) -> AssetMatter:
    return AssetMatter(
        asset_id=asset_id,
        asset_name=f"{member.short}{name}",
        asset_kind="building",
        matter="lease_out",
        is_land_disposal=False,
        counterparty="晨露文化服务有限公司",
        counterparty_uscc=invented_uscc("91", 800_001),
        book_value=amount * 2,
        appraised_value=amount * 2 if amount < 2_000_000 else Decimal(4_860_000),
        contract_amount=amount,
        start_on=start,
        end_on=end,
        open_ended=False,
        renewal_years=Decimal(0),
        income_received=round_half_up(amount / 12),
    )


def procurement(fed: Federation, member: Member, books: Books) -> tuple[Procurement, ...]:
    """One tender a year for the largest project, one selection for a service."""
    dice, year = fed.dice(member, books.year, "procurement"), books.year
    largest = max(books.projects, key=lambda project: (project.budget_initial, project.project_id))
    rows = []
    for serial, (name, share, method, bidders) in enumerate(
        ((largest.name, "0.4", "open_tender", dice.count(3, 7)), ("职工活动服务", "0.05", "selection", 3)), 1
    ):
        budget = (largest.budget_initial * Decimal(share) / 1000).to_integral_value() * 1000
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
