"""What the books of the demo say of other unions: transfers, collections, inspections."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from yangguang.core.money import ZERO, round_half_up
from yangguang.demo.cast import Quirk
from yangguang.demo.flows import dues, exists
from yangguang.records.contributions import Collection, Transfer
from yangguang.records.oversight import Inspection

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yangguang.demo.csv_bytes import Facts
    from yangguang.demo.flows import Federation
    from yangguang.demo.roster import Member


def transfers(fed: Federation, member: Member, year: int) -> tuple[Transfer, ...]:
    """Both directions: what subordinates remitted, what went up, what subsidies came and went."""
    return tuple(
        Transfer(transfer_id=f"WL{year % 100:02d}{serial:03d}", **facts)
        for serial, facts in enumerate(_transfers(fed, member, year), 1)
    )


def _transfers(fed: Federation, member: Member, year: int) -> Iterator[Facts]:
    parent = fed.parent(member)
    if parent:
        yield from _remittance(fed, member, year, parent.union_id, "sent", lag=0)
        yield from _return(fed, member, year, parent.union_id, "received", lag=1)
        if parent.above_county:
            yield _subsidy(fed, member, year, parent.union_id, "received", lag=2)
    for child in fed.active_children(member, year):
        yield from _remittance(fed, child, year, child.union_id, "received", lag=1)
        yield from _return(fed, child, year, child.union_id, "sent", lag=0)
        if member.above_county:
            yield _subsidy(fed, child, year, child.union_id, "sent", lag=0)


def _remittance(
    fed: Federation, payer: Member, year: int, counterparty: str, direction: str, *, lag: int
) -> Iterator[Facts]:
    for quarter, amount in enumerate(fed.remitted[payer.union_id, year], 1):
        month = quarter * 3 + 1
        yield {
            "direction": direction,
            "kind": "dues_remitted",
            "counterparty_id": counterparty,
            "period": f"{year}-Q{quarter}",
            "due": amount,
            "amount": amount + _slip(fed, payer, year, quarter, direction),
            "date": date(year + month // 13, month % 12 or 12, 18) + timedelta(days=lag),
        }


def _slip(fed: Federation, payer: Member, year: int, quarter: int, direction: str) -> Decimal:
    """The one amount that two unions book differently."""
    slips = quarter == 3 and direction == "sent" and fed.is_off(payer, Quirk.TRANSFER_DIFFERS, year)
    return Decimal(360) if slips else ZERO


def _subsidy(fed: Federation, child: Member, year: int, counterparty: str, direction: str, *, lag: int) -> Facts:
    amount = fed.subsidy(child, year)
    return {
        "direction": direction,
        "kind": "subsidy",
        "counterparty_id": counterparty,
        "period": str(year),
        "due": amount,
        "amount": amount,
        "date": date(year, 5, 20) + timedelta(days=lag),
    }


def _return(
    fed: Federation, child: Member, year: int, counterparty: str, direction: str, *, lag: int
) -> Iterator[Facts]:
    """The share of what the tax office collected that goes back down."""
    if amount := fed.returned(child, year):
        yield {
            "direction": direction,
            "kind": "dues_returned",
            "counterparty_id": counterparty,
            "period": str(year),
            "due": amount,
            "amount": amount,
            "date": date(year + 1, 1, 21) + timedelta(days=lag),
        }


def collections(fed: Federation, member: Member, year: int) -> tuple[Collection, ...]:
    """What the tax office collected for a federation, where it went and what it cost."""
    paid = sum((row.paid for row in dues(member, year, fed.last_year, fed.seed)), ZERO)
    fee = round_half_up(paid * Decimal("0.005"))
    returned = sum((fed.returned(child, year) for child in fed.active_children(member, year)), ZERO)
    units = member.employees // 12
    return (
        Collection(
            channel="tax",
            units_due=units + units // 25,
            units_collected=units,
            collected=paid,
            fee=fee,
            returned=returned,
            retained=paid - fee - returned,
            last_returned_on=date(year + 1, 1, 21) if returned else None,
        ),
    )


def inspections(fed: Federation, member: Member, year: int) -> tuple[Inspection, ...]:
    """What the superior came to see here, as its own book has it, and what the union saw of its subordinates."""
    parent = fed.parent(member)
    above = _inspections(fed, parent, year) if parent else ()
    return tuple(
        Inspection(inspection_id=f"JC{year % 100:02d}{serial:02d}", **facts)
        for serial, facts in enumerate(
            [*(facts for facts in above if facts["inspected_id"] == member.union_id), *_inspections(fed, member, year)],
            1,
        )
    )


def _inspections(fed: Federation, member: Member, year: int) -> Iterator[Facts]:
    """A full inspection of every third subordinate each year, a project review of those with projects."""
    dice = fed.dice(member, year, "inspections")
    children = [child for child in fed.children.get(member.union_id, ()) if exists(child, year)]
    kinds = [
        (child, kind, month)
        for index, child in enumerate(children)
        for kind, month, wanted in (
            ("full_integrity", 9, index % 3 == year % 3),
            ("project_review", 2, child.union.tier != "basic"),
        )
        if wanted
    ] or [(child, "guidance", 6) for child in children[:1]]
    for serial, (child, kind, month) in enumerate(kinds, 1):
        yield {
            "kind": kind,
            "inspected_id": child.union_id,
            "date": date(year, month, dice.count(4, 26)),
            "findings_count": dice.count(0, 3),
            "outcome": dice.pick(("良好", "合格", "合格")),
            "document_no": f"{member.short}查〔{year}〕{serial}号",
        }
