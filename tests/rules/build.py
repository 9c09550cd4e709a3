"""Cases with valid defaults: a district union that keeps the plan, so that a test mentions only what it is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tests.rules.law import policy
from tests.rules.words import well_said
from yangguang.door.model import Admission
from yangguang.ledger.between.acquaintance import acquaintance
from yangguang.ledger.between.digest import digest
from yangguang.ledger.year import union_year
from yangguang.records.assets import AssetMatter, Procurement
from yangguang.records.audits import Audit, AuditFinding, AuditTarget
from yangguang.records.conduct import Activity, AppealCategory, AppealChannel, Regulation
from yangguang.records.contributions import DuesPeriod
from yangguang.records.federation import Registry, Settings
from yangguang.records.finances import Account, Overview, Project, ThreePublicItem
from yangguang.records.oversight import Disclosure, Filing, Inspection, Matter
from yangguang.records.package import Descriptor, Package
from yangguang.records.registry import TradeUnion
from yangguang.rules.catalogue import BY_ID
from yangguang.rules.judge.case import Case

if TYPE_CHECKING:
    from yangguang.ledger.model import UnionYear
    from yangguang.rules.judge.model import Answer

YEAR = 2025
LATER = date(2026, 7, 15)  # every deadline of 2025 has passed
YUAN = Decimal


def union(union_id: str, parent_id: str | None, kind: str = "district", tier: str = "full", **facts: Any) -> TradeUnion:
    facts = {"term_start": date(2023, 1, 1), "term_end": date(2027, 12, 31), "founded_on": date(1990, 5, 1)} | facts
    return TradeUnion(
        union_id=union_id, name=union_id.upper(), parent_id=parent_id, kind=kind, tier=tier, district="d1", **facts
    )


CITY = union("city", None, "municipal")
QU = union("qu", "city")
STREET = union("street", "qu", "street")
SHOP = union("shop", "qu", "grassroots", "basic")


def registry(*unions: TradeUnion) -> Registry:
    listed = unions or (CITY, QU, STREET, SHOP)
    return Registry(
        settings=Settings(title="t", title_en="t"), districts={}, unions={one.union_id: one for one in listed}
    )


# One row of each table that a rule reads; every fact can be overridden.


def account(
    code: str = "50501", initial: str | None = "100", adjusted: str | None = None, actual: str | None = "90"
) -> Account:
    return Account(
        account_code=code, account_name="科目", budget_initial=YUAN(initial) if initial else None,
        budget_adjusted=YUAN(adjusted) if adjusted else None, actual=YUAN(actual) if actual else None,
    )  # fmt: skip


def project(code: str = "50501", initial: str | None = "100", project_id: str = "P1") -> Project:
    return Project(
        project_id=project_id, name="项目", account_code=code, budget_initial=YUAN(initial) if initial else None
    )


def training(day: date = date(YEAR, 5, 1), **facts: Any) -> Activity:
    facts = {"activity_id": "A1", "attended_count": 20, "due_count": 20} | facts
    return Activity(kind="integrity_training", date=day, subject="廉政", **facts)


def dues(
    period: str = "2025-01", payroll: str = "100000", due: str = "2000", paid: str = "2000", **facts: Any
) -> DuesPeriod:
    facts = {"channel": "tax", "status": "normal"} | facts
    return DuesPeriod(period=period, payroll=YUAN(payroll), due=YUAN(due), paid=YUAN(paid), **facts)


def whole_year(*rows: DuesPeriod, **facts: Any) -> list[DuesPeriod]:
    """These periods, and every month that none of them covers, due and paid in full and in time."""
    covered = {row.period for row in rows} | {
        f"{YEAR}-{month:02d}"
        for row in rows
        if "Q" in row.period
        for month in range(3 * int(row.period[-1]) - 2, 3 * int(row.period[-1]) + 1)
    }
    months = [month for month in range(1, 13) if f"{YEAR}-{month:02d}" not in covered]
    paid = [
        dues(f"{YEAR}-{month:02d}", paid_on=date(YEAR + month // 12, month % 12 + 1, 10), **facts) for month in months
    ]
    return [*rows, *paid]


def spent(
    item: str = "reception",
    initial: str | None = "100",
    source: str = "union",
    adjusted: str | None = None,
    actual: str | None = None,
) -> ThreePublicItem:
    return ThreePublicItem(
        item=item,
        fund_source=source,
        budget_initial=YUAN(initial) if initial else None,
        budget_adjusted=YUAN(adjusted) if adjusted else None,
        actual=YUAN(actual) if actual else None,
    )


def filing(step: str, day: date, subject: str = "budget", **facts: Any) -> Filing:
    outcome = {
        "superior_approval": "approved",
        "record_filing": "filed",
        "submission": "reported",
        "report": "reported",
    }
    facts = {"filing_id": f"{subject}-{step}-{day}", "outcome": outcome.get(step, "passed"), "body": "机构"} | facts
    return Filing(subject=subject, step=step, date=day, **facts)


def vote(step: str = "committee_review", day: date = date(YEAR, 1, 14), **facts: Any) -> Filing:
    counts = {"due_count": 27, "present_count": 25, "votes_for": 25, "document_no": f"纪要-{step}"}
    return filing(step, day, **(counts | facts))


def asset(**facts: Any) -> AssetMatter:
    terms = {"start_on": date(YEAR, 7, 1), "end_on": date(YEAR + 5, 6, 30), "matter": "lease_out", "asset_id": "ZC1"}
    kind = {"asset_name": "培训楼", "asset_kind": "building", "is_land_disposal": False}
    return AssetMatter(**(kind | terms | facts))


def target(target_id: str = "self", kind: str = "self", due_year: int = YEAR) -> AuditTarget:
    return AuditTarget(target_id=target_id, kind=kind, name=target_id, due_year=due_year)


def audit(
    target_id: str = "self", report_on: date | None = date(YEAR + 1, 3, 1), kind: str = "annual_execution", **facts: Any
) -> Audit:
    facts = {"audit_id": f"{kind}-{target_id}", "auditor_kind": "own_committee"} | facts
    return Audit(kind=kind, target_id=target_id, report_on=report_on, **facts)


def finding(finding_id: str = "W1", audit_id: str = "annual_execution-self", **facts: Any) -> AuditFinding:
    facts = {"category": "F3", "risk": "low", "requirement": "phased", "status": "in_progress"} | facts
    due_on = facts.pop("due_on", date(YEAR + 1, 12, 31))
    return AuditFinding(finding_id=finding_id, audit_id=audit_id, description="往来挂账", due_on=due_on, **facts)


def bought(name: str = "春游服务", budget: str = "300000", **facts: Any) -> Procurement:
    """A tender of the judged year that went as it should."""
    facts = {
        "procurement_id": f"CG-{name}", "category": "services", "method": "open_tender", "bidders": 3,
        "announced_on": date(YEAR, 3, 4), "bid_deadline": date(YEAR, 3, 28), "reviewed_on": date(YEAR, 3, 30),
        "notice_start": date(YEAR, 4, 1), "notice_end": date(YEAR, 4, 8), "contract_on": date(YEAR, 4, 15),
        "supervised_by": "经费审查委员会", "supervised_on": date(YEAR, 3, 30), "supplier": f"{name}公司",
    } | facts  # fmt: skip
    return Procurement(name=name, budget=YUAN(budget), **facts)


def inspection(inspected_id: str, day: date = date(YEAR, 9, 1), kind: str = "full_integrity") -> Inspection:
    return Inspection(inspection_id=f"{inspected_id}-{day}", inspected_id=inspected_id, kind=kind, date=day)


def meeting(day: date = date(YEAR, 4, 1), fiscal_year: int | None = YEAR - 1, **facts: Any) -> Disclosure:
    facts = {"channel": "congress", "audience": "representatives", "subject": "final_accounts"} | facts
    return Disclosure(disclosure_id=f"D-{day}", date=day, fiscal_year=fiscal_year, **facts)


def work(kind: str, day: date = date(YEAR, 5, 1), **facts: Any) -> Activity:
    return Activity(kind=kind, date=day, **({"activity_id": f"{kind}-{day}", "subject": "主题"} | facts))


def regulation(class_: str, adopted_on: date = date(2016, 8, 18), **facts: Any) -> Regulation:
    facts = {"regulation_id": f"{class_}-{adopted_on}", "title": "办法", "document_no": "工〔2016〕9号"} | facts
    return Regulation(class_=class_, adopted_on=adopted_on, **facts)


def channel(kind: str = "hotline", **facts: Any) -> AppealChannel:
    return AppealChannel(kind=kind, contact="工会办公室", **({"channel_id": kind, "since": date(2016, 3, 1)} | facts))


def appeals(category: str = "wages", received: int = 10, resolved: int = 9, **facts: Any) -> AppealCategory:
    return AppealCategory(category=category, received=received, resolved=resolved, **({"overdue": 0} | facts))


def matter(matter_id: str = "M1", amount: str = "50000", **facts: Any) -> Matter:
    facts = {"kind": "major", "title": "礼堂修缮", "occurred_on": date(YEAR, 6, 2)} | facts
    return Matter(matter_id=matter_id, amount=YUAN(amount), **facts)


OVERVIEW = Overview(employees=200, members=180, cadres=20)
# A year in which everything was reported and nothing beyond the budget's path happened.
ALL_TABLES: dict[str, tuple[Any, ...]] = dict.fromkeys(
    [
        "accounts",
        "projects",
        "three_public",
        "balances",
        "dues",
        "transfers",
        "bank_accounts",
        "regulations",
        "activities",
        "filings",
        "inspections",
        "disclosures",
        "matters",
        "assets",
        "procurement",
        "audit_targets",
        "audits",
        "findings",
        "channels",
        "appeals",
        "explanations",
    ],
    (),
) | {"overview": (OVERVIEW,)}


def package(
    union_id: str = "qu", year: int = YEAR, stage: str = "final", chart: str = "2021", **tables: Any
) -> Package:
    """A package in which nothing occurred but what `tables` say; None takes a table away."""
    rows = {name: rows if rows is None else tuple(rows) for name, rows in (ALL_TABLES | tables).items()}
    descriptor = Descriptor(union_id=union_id, year=year, title="t", chart=chart, stage=stage, version="1.0.0")
    return Package(district="d1", descriptor=descriptor, sources=(), **rows)


def report(one: TradeUnion, year: int, given: Package | None, as_of: date = LATER) -> UnionYear:
    admission = Admission(union_id=one.union_id, year=year, folder="", package=given, issues=()) if given else None
    return union_year(one, year, policy=policy(), as_of=as_of, admission=admission)


def case(
    *given: Package,
    union_id: str = "qu",
    year: int = YEAR,
    as_of: date = LATER,
    unions: tuple[TradeUnion, ...] = (CITY, QU, STREET, SHOP),
) -> Case:
    """The judged union-year amid the packages of a small federation: city > qu > street, shop."""
    who = registry(*unions)
    years = sorted({one.year for one in given} | {year})
    reports = {
        (one.union_id, y): report(
            one, y, next((p for p in given if (p.union_id, p.year) == (one.union_id, y)), None), as_of
        )
        for one in unions
        for y in years
    }
    view = acquaintance([digest(one) for one in reports.values()], who, policy())
    return Case(
        registry=who, policy=policy(), union=who.unions[union_id], year=year, as_of=as_of,
        report=reports[union_id, year], history={y: reports[union_id, y] for y in years},
        neighbours=view.neighbours(union_id, year),
    )  # fmt: skip


def asking(judged: Case, **values: str) -> Case:
    """The case under other values of the parameters named."""
    rows = tuple(
        replace(row, value=values[row.name]) if row.name in values else row for row in judged.policy.parameters
    )
    return replace(judged, policy=replace(judged.policy, parameters=rows))


def decide(clause_id: str, judged: Case) -> Answer:
    """The rule's answer, whose reason is well written in both languages; a supplementary rule's, switched on or not."""
    answer = BY_ID[clause_id].decide(judged)
    well_said(answer.reason)
    return answer
