"""A union's own duties in the demo: overview, regulations, record of work, channels, appeals, premises, bank accounts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.core.money import round_half_up
from generator.demo.cast import Quirk
from generator.records.conduct import Activity, AppealCategory, AppealChannel, Regulation, Venue
from generator.records.contributions import BankAccount
from generator.records.finances import Overview

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.demo.csv_bytes import Facts
    from generator.demo.dice import Dice
    from generator.demo.flows import Federation
    from generator.demo.roster import Member

_REGULATIONS = (
    ("finance", "工会经费收支管理办法"),
    ("budget", "工会预算管理实施细则"),
    ("procurement", "采购与招标投标管理规范"),
    ("audit", "经费审查监督办法"),
    ("disclosure", "财务公开制度"),
    ("integrity", "廉洁办会责任制度"),
    ("integrity_education", "党风廉政教育制度"),
    ("worker_liaison", "联系职工制度"),
    ("assets", "工会资产管理办法"),
    ("audit_disclosure", "审计结果公开办法"),
    ("supervision", "对下级工会督查制度"),
)
_MEMBER_ACTIVITIES = (
    ("文体", "职工运动会"),
    ("慰问", "元旦春节送温暖"),
    ("技能", "职工技能竞赛"),
    ("文体", "职工书画摄影展"),
    ("走访", "走访一线职工"),
    ("帮扶", "金秋助学"),
    ("慰问", "夏送清凉"),
)
_ROLES = ("工会主席", "工会副主席", "经费审查委员会主任")


def overview(member: Member, year: int) -> tuple[Overview]:
    """The one row of the overview."""
    employees = member.employees + (year - 2023) * (member.employees // 90)
    large = member.union.tier == "full"
    return (
        Overview(
            employees=employees,
            members=employees * 93 // 100,
            cadres=member.cadres,
            responsible_role="chair",
            responsible_since=member.union.term_start,
            working_office="廉洁办会工作领导小组办公室" if large else "工会委员会办公室",
            major_matter_threshold=Decimal(200_000 if large else 20_000),
            major_matter_basis="工会委员会议事规则",
            procurement_threshold=Decimal(1_000_000 if large else 200_000),
            procurement_basis="采购与招标投标管理规范",
            uses_parent_procurement_rules=not large,
            reception_cycle_days=92,
        ),
    )


def bank_accounts(member: Member, year: int) -> tuple[BankAccount, ...]:
    """One basic account in the union's own name, confirmed independent by its funds committee."""
    tail = sum(map(ord, member.union_id)) * 37 % 10_000
    return (
        BankAccount(
            account_tail=f"{tail:04d}",
            bank="阳光市商业银行营业部",
            holder_name=member.union.name,
            nature="basic",
            opened_on=date(2010, 6, 18),
            status="active",
            independence_confirmed_on=date(year, 12, 5),
        ),
    )


def regulations(member: Member) -> tuple[Regulation, ...]:
    """The rules in force: all classes for a union with subordinates, seven for the others."""
    chosen = _REGULATIONS if member.union.tier == "full" else _REGULATIONS[:7]
    return tuple(
        Regulation(
            regulation_id=f"ZD{serial:02d}",
            class_=kind,
            title=title,
            adopted_by="工会委员会",
            document_no=f"{member.short}工〔{2015 + serial % 6}〕{serial + 2}号",
            adopted_on=date(2015 + serial % 6, 1 + serial, 18),
        )
        for serial, (kind, title) in enumerate(chosen, 1)
    )


def activities(fed: Federation, member: Member, year: int, until: date) -> tuple[Activity, ...]:
    """The record of work of `year` as far as `until`."""
    rows = sorted(_activities(fed, member, year), key=lambda row: row[0])
    return tuple(
        Activity(activity_id=f"{year}-{serial:02d}", date=day, **facts)
        for serial, (day, facts) in enumerate(rows, 1)
        if day <= until
    )


def _activities(fed: Federation, member: Member, year: int) -> Iterator[tuple[date, Facts]]:
    dice = fed.dice(member, year, "activities")
    if not fed.is_off(member, Quirk.NO_TRAINING, year):
        yield (
            date(year, dice.count(4, 9), dice.count(5, 25)),
            {
                "kind": "integrity_training",
                "subject": "工会干部党风廉政教育培训",
                "document_no": f"培训记录{year}-1",
                **({} if fed.is_off(member, Quirk.UNCOUNTED, year) else _head_count(member, dice)),
            },
        )
    yield (
        date(year, 3, dice.count(3, 27)),
        {
            "kind": "policy_study",
            "subject": "中央八项规定精神学习",
            "due_count": member.cadres,
            "attended_count": member.cadres,
        },
    )
    yield (
        date(year, 1, 6),
        {
            "kind": "consultation",
            "subject": f"{year}年度预算征求会员代表意见",
            "attended_count": min(60, max(8, member.employees // 30)),
            "cases_received": 5,
            "cases_resolved": 4,
        },
    )
    yield (
        date(year, 10, dice.count(8, 28)),
        {"kind": "self_inspection", "subject": "廉洁办会自查自纠", "cases_received": 3, "cases_resolved": 3},
    )
    account = ("502" if year >= 2022 else "501") if member.above_county else "501"
    for _ in range({"basic": 2, "standard": 3, "full": 5}[member.union.tier]):
        subkind, subject = dice.pick(_MEMBER_ACTIVITIES)
        attended = max(10, member.employees * dice.count(15, 60) // 100)
        yield (
            date(year, dice.count(1, 12), dice.count(1, 28)),
            {
                "kind": "member_activity",
                "subkind": subkind,
                "subject": subject,
                "attended_count": attended,
                "cost": round_half_up(attended * dice.share(12, 48)),
                "account_code": account,
            },
        )
    if member.union.tier == "full":
        for quarter in range(4):
            yield (
                date(year, 3 * quarter + 2, dice.count(8, 22)),
                {
                    "kind": "leader_reception",
                    "subject": "工会领导接访日",
                    "leader_role": _ROLES[quarter % 3],
                    "cases_received": dice.count(2, 9),
                    "cases_resolved": 2,
                },
            )
        yield date(year, 12, 3), {"kind": "standardisation", "subject": "财务会计管理规范化评定", "outcome": "合格"}
    if member.union.kind == "district":
        yield date(year, 5, 15), {"kind": "collection_cooperation", "subject": "与税务、财政部门代收工作联席会议"}


def _head_count(member: Member, dice: Dice) -> Facts:
    """Nearly everybody comes; in a large union somebody is away now and then."""
    away = dice.count(1, 2) if member.cadres > 12 and dice.chance(0.15) else 0
    return {"due_count": member.cadres, "attended_count": member.cadres - away}


def channels() -> tuple[AppealChannel, ...]:
    """Two ways to be heard."""
    return (
        AppealChannel(channel_id="QD01", kind="hotline", contact="010-00000000", since=date(2016, 3, 1)),
        AppealChannel(channel_id="QD02", kind="mailbox", contact="办公楼一层工会意见箱", since=date(2016, 3, 1)),
    )


def appeals(fed: Federation, member: Member, year: int) -> tuple[AppealCategory, ...]:
    """What was asked for and settled, in numbers only."""
    dice = fed.dice(member, year, "appeals")
    rows = []
    for category in ("wages", "labour_relations", "safety", "hardship", "activities", "finances"):
        received = dice.count(5, 40)
        rows.append(
            AppealCategory(category=category, received=received, resolved=received - dice.count(0, 3), overdue=0)
        )
    return tuple(rows)


def venues(fed: Federation, member: Member, year: int) -> tuple[Venue, ...]:
    """Premises that serve workers."""
    dice = fed.dice(member, year, "venues")
    return (
        Venue(
            venue_id="ZD-1",
            name=f"{member.short}职工活动中心",
            service_area=Decimal(max(120, member.employees // 4)),
            leased_area=Decimal(0),
            visits=member.employees * dice.count(2, 6),
        ),
    )
