"""Hand-made union-years with valid defaults, so that a test mentions only what it is about."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from yangguang.core.address import derived_key
from yangguang.core.figures import Figure, Unit
from yangguang.core.sentence import say
from yangguang.ledger.figures.derived import derive
from yangguang.ledger.model import Standing, UnionYear
from yangguang.policy.law import Policy
from yangguang.records.audits import AuditFinding
from yangguang.records.finances import Account, Balance
from yangguang.records.package import Descriptor, Package
from yangguang.records.policy import ChartAccount, Clause
from yangguang.records.registry import TradeUnion
from yangguang.rules.judge.model import Answer, Status, Weight
from yangguang.rules.judge.rule import Rule, Verdict
from yangguang.sources.provenance import Provenance

ACCOUNTS = {
    "401": "会费收入", "402": "拨缴经费收入", "403": "上级补助收入", "40302": "专项补助", "405": "行政补助收入", "408": "其他收入",
    "501": "职工活动支出", "50101": "职工教育费", "50102": "文体活动费", "502": "维权支出", "503": "业务支出", "504": "行政支出",
    "505": "资本性支出", "508": "其他支出",
}  # fmt: skip
CHAPTERS = {
    "2-3": "二（三）规范工会经费拨缴", "2-4": "二（四）严格执行预算管理", "2-5": "二（五）强化财务支出管理",
    "2-7": "二（七）推进全覆盖审计工作", "3-3": "三（三）推动财务公开",
}  # fmt: skip
UNION = TradeUnion(union_id="bj-demo", name="示例工会", kind="enterprise", tier="full", district="110101")

DAY = date(2025, 12, 31)  # of judgement: what is not called late is not


def policy() -> Policy:
    rows = {
        code: ChartAccount(
            chart="2009",
            account_code=code,
            name=name,
            side="income" if code.startswith("4") else "expenditure",
            parent_code=code[:3] if len(code) > 3 else None,
            verified=True,
        )
        for code, name in ACCOUNTS.items()
    }
    return Policy(clauses={}, parameters=(), charts={"2009": rows})


POLICY = policy()


def account(
    code: str,
    budget: str | None,
    actual: str | None = None,
    adjusted: str | None = None,
    h1: str | None = None,
    *,
    name: str | None = None,
) -> Account:
    return Account(
        account_code=code,
        account_name=name or ACCOUNTS.get(code, code),
        budget_initial=Decimal(budget) if budget else None,
        budget_adjusted=Decimal(adjusted) if adjusted else None,
        actual_h1=Decimal(h1) if h1 else None,
        actual=Decimal(actual) if actual else None,
    )


def balance(item: str, opening: str, closing: str | None) -> Balance:
    return Balance(item=item, opening=Decimal(opening), closing=Decimal(closing) if closing else None)


def finding(number: int, status: str, amount: str | None = None) -> AuditFinding:
    return AuditFinding(
        finding_id=f"F{number}",
        audit_id="A1",
        category="other",
        description="问题",
        amount=Decimal(amount) if amount else None,
        risk="low",
        requirement="rectify",
        due_on=DAY - timedelta(1) if status == "overdue" else DAY,
        status=status,
    )


def report(
    year: int = 2025, *, figures: dict[str, str] | None = None, given: bool = True, **tables: object
) -> UnionYear:
    descriptor = Descriptor(union_id="bj-demo", year=year, title="示例", chart="2009", stage="final", version="1.0.0")
    package = Package(district="110101", descriptor=descriptor, sources=(), **tables)
    return UnionYear(
        union=UNION,
        year=year,
        standing=Standing.PUBLISHED if given else Standing.SILENT,
        package=package if given else None,
        provenance=Provenance(),
        figures=derive(package, POLICY, DAY)
        | {
            name: Figure(derived_key("bj-demo", year, name), Decimal(value), Unit.YUAN)
            for name, value in (figures or {}).items()
        },
    )


def verdict(clause_id: str, status: Status) -> Verdict:
    clause = Clause(
        clause_id=clause_id, section=CHAPTERS[clause_id.rsplit("-", 1)[0]], text="原文", nature="machine_checked"
    )
    rule = Rule(
        clause_id=clause_id,
        version="1",
        title=f"条款{clause_id}应当履行",
        method="核对",
        applies_to="all",
        weight=Weight.HARD,
        decide=lambda _: Answer(status=status, reason=say("理由")),
    )
    return Verdict(
        union_id="bj-demo", year=2025, rule=rule, clause=clause, answer=Answer(status=status, reason=say("理由"))
    )


HEALTHY = (
    account("401", "120000.00", "118350.50"), account("402", "1800000.00", "1835620.75"),
    account("403", "300000.00", "260000.00"), account("40302", "300000.00", "260000.00"),
    account("405", "50000.00", "50000.00"), account("408", "3000.00", "42.18"),
    account("501", "900000.00", "872340.20", adjusted="920000.00"), account("502", "420000.00", "418000.00"),
    account("503", "260000.00", "233180.66"), account("504", "380000.00", "371902.31"),
    account("505", "150000.00", "98000.00"), account("508", "10000.00", "12650.00"),
)  # fmt: skip
