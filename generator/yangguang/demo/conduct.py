"""A union's own duties in the demo: overview, regulations, record of work, channels, appeals, premises, bank accounts."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from yangguang.core.money import round_half_up
from yangguang.demo.cast import Quirk
from yangguang.records.conduct import Activity, AppealCategory, AppealChannel, Regulation, Venue
from yangguang.records.contributions import BankAccount
from yangguang.records.finances import Overview

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yangguang.demo.csv_bytes import Facts
    from yangguang.demo.dice import Dice
    from yangguang.demo.flows import Federation
    from yangguang.demo.roster import Member

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
_MEMBER_ACTIVITIES = (  # and the months that are the season for it
    ("文体", "职工运动会", (4, 5, 9, 10)),
    ("慰问", "元旦春节送温暖", (1, 2)),
    ("技能", "职工技能竞赛", (5, 6, 9)),
    ("文体", "职工书画摄影展", (4, 5, 9)),
    ("走访", "走访一线职工", (3, 5, 7, 10)),
    ("帮扶", "金秋助学", (8, 9)),
    ("慰问", "夏送清凉", (6, 7, 8)),
)
# How often leaders receive workers in a year, and the longest time between two receptions that the union declares.
_RECEPTIONS = {"full": (4, 92), "standard": (2, 184), "basic": (1, 366)}
_ISSUES = {
    "wages": "个别单位加班费计算口径不一",
    "safety": "老旧车间夏季降温设施不足",
    "hardship": "大病职工帮扶覆盖不够",
}
_ROLES = ("工会主席", "工会副主席", "经费审查委员会主任")


def overview(fed: Federation, member: Member, year: int) -> tuple[Overview]:
    """The one row of the overview."""
    employees = member.employees + (year - 2023) * (member.employees // 90)
    large = member.union.tier == "full"
    moved_away = 12 if fed.restates(member, year) else 0  # as `disclosures.explanations` says
    return (
        Overview(
            employees=employees,
            members=employees * 93 // 100 - moved_away,
            cadres=member.cadres,
            responsible_role="chair",
            responsible_since=member.chair_since,
            working_office="廉洁办会工作领导小组办公室" if large else "工会委员会办公室",
            major_matter_threshold=Decimal(200_000 if large else 20_000),
            major_matter_basis="工会委员会议事规则",
            procurement_threshold=Decimal(1_000_000 if large else 200_000),
            procurement_basis="采购与招标投标管理规范",
            uses_parent_procurement_rules=not large,
            reception_cycle_days=_RECEPTIONS[member.union.tier][1],
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
    """The rules in force; who has no subordinates needs no rule to inspect them."""
    chosen = _REGULATIONS if member.union.tier == "full" else _REGULATIONS[:-1]
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
    """The record of work of `year` as far as `until`, numbered as it was planned, listed as it was done."""
    planned = sorted(_activities(fed, member, year), key=lambda row: row[0])
    done = [
        Activity(activity_id=f"HD{year % 100:02d}{serial:02d}", **{"date": day, **facts})
        for serial, (day, facts) in enumerate(planned, 1)
    ]
    return tuple(sorted((one for one in done if one.date <= until), key=lambda one: (one.date, one.activity_id)))


def _activities(fed: Federation, member: Member, year: int) -> Iterator[tuple[date, Facts]]:
    dice = fed.dice(member, year, "activities")
    if not fed.is_off(member, Quirk.NO_TRAINING, year):
        yield (
            date(year, dice.count(4, 9), dice.count(5, 25)),
            {
                "kind": "integrity_training",
                "subject": "工会干部党风廉政教育培训",
                "document_no": f"培训记录{year}-1",
                "due_count": member.cadres,
                "attended_count": member.cadres,
            },
        )
    yield (
        date(year, 3, dice.count(3, 27)),
        {
            "kind": "policy_study",
            "subject": "中央八项规定精神学习",
            "due_count": member.cadres,
            "attended_count": member.cadres,
            "document_no": f"学习记录{year}-1",
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
    first = dice.count(0, len(_MEMBER_ACTIVITIES) - 1)
    for serial in range({"basic": 2, "standard": 3, "full": 5}[member.union.tier]):
        subkind, subject, months = _MEMBER_ACTIVITIES[(first + serial) % len(_MEMBER_ACTIVITIES)]
        attended = max(10, member.employees * dice.count(15, 60) // 100)
        planned = date(year, dice.count(1, 12), dice.count(1, 28))
        yield (
            planned,
            {
                "kind": "member_activity",
                "date": planned.replace(month=months[planned.month % len(months)]),
                "subkind": subkind,
                "subject": subject,
                "attended_count": attended,
                "cost": round_half_up(attended * dice.share(12, 48)),
                "account_code": account,
            },
        )
    yield from _receptions(member, year, dice)
    yield (
        date(year, 12, 3),
        {
            "kind": "standardisation",
            "subject": "财务会计管理规范化评定",
            "outcome": "合格",
            "document_no": f"规范化评定〔{year}〕{12 + dice.count(0, 30)}号",
        },
    )
    if member.union.kind in {"district", "development_zone"}:
        yield (
            date(year, 5, 15),
            {
                "kind": "collection_cooperation",
                "subject": "与税务、财政部门代收工作联席会议",
                "document_no": f"{member.short}联席纪要〔{year}〕1号",
            },
        )


def _receptions(member: Member, year: int, dice: Dice) -> Iterator[tuple[date, Facts]]:
    """Days on which the union's leaders receive workers, at the same distance all year and from year to year."""
    times, _ = _RECEPTIONS[member.union.tier]
    first = date(year, 2, 4 + member.employees % 9) if member.union.tier == "full" else date(year, 5, 18)
    for serial in range(times):
        received = dice.count(2, 9)
        yield (
            first + timedelta(days=round(serial * 365 / times)),
            {
                "kind": "leader_reception",
                "subject": "工会领导接访日",
                "leader_role": _ROLES[serial % 3],
                "cases_received": received,
                "cases_resolved": received - dice.count(0, 1),
            },
        )


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
        open_ = dice.count(0, 3)
        issue = _ISSUES.get(category) if not open_ and dice.chance(0.4) else None
        rows.append(
            AppealCategory(
                category=category,
                received=received,
                resolved=received - open_,
                overdue=0,
                outstanding_issue=issue,
                due_on=date(year, 11, 30) if issue else None,
            )
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
