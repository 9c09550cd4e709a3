"""Unions, packages, verdicts and editions with valid defaults, so that a test mentions only what it is about."""

import re
from datetime import date
from decimal import Decimal
from hashlib import sha256
from itertools import chain

from yangguang.core.address import Sheet, derived_key
from yangguang.core.figures import Figure, Unit
from yangguang.core.issues import Issue, Place, Severity, Text
from yangguang.core.language import load_language
from yangguang.core.sentence import say
from yangguang.ledger.figures.derived import derive, minted
from yangguang.ledger.figures.notes import noted, owed
from yangguang.ledger.model import Neighbours, Peers, Refusal, Standing, UnionYear
from yangguang.ledger.standing import Debt
from yangguang.policy.law import Policy
from yangguang.records.audits import Audit, AuditFinding
from yangguang.records.contributions import DuesPeriod
from yangguang.records.federation import Registry, Settings
from yangguang.records.finances import Account, Balance, Overview, ThreePublicItem
from yangguang.records.oversight import Disclosure, Explanation, Filing
from yangguang.records.package import Descriptor, Package, SourceFile
from yangguang.records.policy import ChartAccount, Clause, Parameter
from yangguang.records.registry import District, TradeUnion
from yangguang.rules.judge.model import Answer, Cell, Status, Weight
from yangguang.rules.judge.rule import Rule, Verdict
from yangguang.sources.provenance import Provenance
from yangguang.views.judged import JudgedYear
from yangguang.views.model import Edition

DAY = date(2026, 11, 23)
SECTION = "二（五）强化财务支出管理"
NAMES = {
    "401": ("会费收入", "income", "dues"), "402": ("拨缴经费收入", "income", "dues"),
    "403": ("上级补助收入", "income", "transfer_in"), "501": ("职工活动支出", "expenditure", "member_service"),
    "50102": ("文体活动费", "expenditure", None), "502": ("维权支出", "expenditure", "member_service"),
    "503": ("业务支出", "expenditure", "operations"), "504": ("行政支出", "expenditure", "admin_non_personnel"),
    "505": ("资本性支出", "expenditure", None), "506": ("其他支出", "expenditure", None),
}  # fmt: skip


def money(text):
    return None if text is None else Decimal(text)


def union(union_id="bj-hongxing", **facts):
    defaults = {
        "name": "北京红星机械厂工会", "short_name": "红星工会", "parent_id": "bj-shi", "kind": "grassroots",
        "tier": "standard", "district": "110105", "uscc": "81110105MC0000001X", "contact_phone": "010-60000000",
    }  # fmt: skip
    return TradeUnion(union_id=union_id, **defaults | facts)


ROOT = union(
    "bj-shi", name="北京市示范总工会", short_name="市示范总工会", parent_id=None, kind="municipal", tier="full"
)
PARTY = union()


def clause(clause_id="2-5-8", text="各级工会组织每年的三公经费预算均不得高于上年的预算额", **facts):
    return Clause(**{"clause_id": clause_id, "section": SECTION, "text": text, "nature": "checkable"} | facts)


def rule(clause_id="2-5-8", **facts):
    defaults = {
        "version": "1", "title": "三公经费预算不高于上年", "method": "本年年初预算合计不得大于上年年初预算合计。",
        "applies_to": "全部工会", "weight": Weight.HARD, "decide": lambda case: None,
    }  # fmt: skip
    return Rule(clause_id=clause_id, **defaults | facts)


def policy(**facts):
    charts = {
        edition: {
            code: ChartAccount(
                chart=edition, account_code=code, name=name, side=side, class_=class_, verified=True,
                parent_code=code[:3] if len(code) > 3 else None,
            )
            for code, (name, side, class_) in NAMES.items()
        }
        for edition in ("2009", "2021")
    }  # fmt: skip
    clauses = [
        clause(),
        clause("2-5-9", "除人员经费以外的行政支出预算均不得高于上年的预算额"),
        clause("2-5-1", "建立长效机制"),
    ]
    defaults = {
        "clauses": {one.clause_id: one for one in clauses},
        "parameters": (
            Parameter(
                name="dues_rate", effective_from=date(2015, 1, 9), value="0.02", unit="ratio",
                basis="2-3-3 方案原文", nature="plan",
            ),
            Parameter(
                name="disclosure_days", effective_from=date(2015, 1, 9), value="20", unit="working_days",
                basis="2-5-8 参照《政府信息公开条例》", nature="default",
            ),
        ),
        "charts": charts,
    }  # fmt: skip
    return Policy(**defaults | facts)


def edition(lang="zh", *, settings=None, unions=(ROOT, PARTY), districts=None, rules=None, law=None, **facts):
    registry = Registry(
        settings=Settings(
            title="示范工会阳光公开", title_en="Model Union Portal", **{"fictional": True} | (settings or {})
        ),
        districts={
            one.district_id: one for one in districts or [District(district_id="110105", name="示范区", position=1)]
        },
        unions={one.union_id: one for one in unions},
    )
    defaults = {
        "language": load_language(lang), "as_of": DAY, "built_on": DAY, "version": "0.1.0",
        "provenance": Provenance(commit="c0ffee" * 6 + "abcd", committed_on=date(2026, 11, 20)), "years": (2025, 2024),
    }  # fmt: skip
    return Edition(
        registry=registry, policy=law or policy(), rules=rules or (rule(), rule("2-5-9")), **defaults | facts
    )


def account(code, initial, actual=None, adjusted=None, **facts):
    return Account(
        account_code=code, account_name=NAMES[code][0], budget_initial=money(initial), budget_adjusted=money(adjusted),
        actual_h1=None, actual=money(actual), **facts,
    )  # fmt: skip


ACCOUNTS = (
    account("401", "12000.00", "12500.50"), account("402", "880000", "901234.56"),
    account("403", "50000", "50000", note="专项补助"), account("501", "500000", "486210.30", "520000"),
    account("50102", "500000", "486210.30", "520000"), account("502", "200000", "198000"),
    account("503", "80000", "61000.25"), account("504", "120000", "118400"),
)  # fmt: skip


def finding(finding_id="F1", **facts):
    defaults = {
        "audit_id": "A1", "category": "D4", "description": "两笔活动支出缺少签到表", "amount": Decimal("3600.00"), "risk": "low",
        "requirement": "immediate", "due_on": date(2026, 6, 30), "status": "rectified",
        "rectified_amount": Decimal("3600.00"), "rectified_on": date(2026, 5, 12), "measure": "补齐签到表并完善制度",
    }  # fmt: skip
    return AuditFinding(finding_id=finding_id, **defaults | facts)


def package(year=2025, *, of=PARTY, stage="final", **tables):
    sources = tuple(
        SourceFile(
            path=f"unions/{of.district}/{of.union_id}/{year}/{name}.csv",
            size=1024,
            sha256=sha256(repr(tables[name]).encode()).hexdigest() if name in tables else "ab" * 32,
        )
        for name in ("accounts", "overview")
    )
    defaults = {
        "overview": (Overview(employees=420, members=400),),
        "accounts": ACCOUNTS,
        "three_public": (
            ThreePublicItem(item="reception", fund_source="union", budget_initial=Decimal(8000), actual=Decimal("4200.00"), group_count=3, person_count=21),
            ThreePublicItem(item="abroad", fund_source="union", budget_initial=Decimal(0), actual=Decimal(0)),
        ),
        "balances": (
            Balance(item="cash", opening=Decimal("310000.00"), closing=Decimal("410123.51")),
            Balance(item="surplus", opening=Decimal("310000.00"), closing=Decimal("410123.51")),
        ),
        "dues": (DuesPeriod(period=f"{year}-01", payroll=Decimal(1000000), due=Decimal(20000), paid=Decimal(20000), channel="direct"),),
        "audits": (Audit(audit_id="A1", kind="annual_execution", target_id="self", report_no="示经审〔2026〕3号", report_on=date(2026, 4, 2), auditor_kind="own_committee", opinion="unqualified", findings_count=1),),
        "findings": (finding(),),
        "filings": (Filing(filing_id="L1", subject="budget", step="committee_review", date=date(year, 2, 1), body="工会委员会", due_count=9, present_count=9, votes_for=9, votes_against=0, votes_abstain=0, outcome="passed"),),
        "disclosures": (Disclosure(disclosure_id="D1", subject="final_accounts", fiscal_year=year, date=date(2026, 4, 10), channel="bulletin_board", audience="all_members", location="办公楼一层"),),
        "explanations": (Explanation(explanation_id="E1", subject="accounts/501/actual", kind="variance", text="增加了一次全员健步走。", date=date(2026, 4, 2)),),
    }  # fmt: skip
    return Package(
        district=of.district,
        descriptor=Descriptor(
            union_id=of.union_id, year=year, title=f"{of.name}{year}年度", chart="2021", stage=stage, version="1.0.0"
        ),
        sources=sources,
        **defaults | tables,
    )


def text(html):
    """What one reads: a number stands in its sentence, every other element apart."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", re.sub(r"</?data[^>]*>", "", html))).strip()


def report(year=2025, *, given="default", law=None, of=PARTY, **facts):
    shown = package(year, of=of) if given == "default" else given
    defaults = {
        "standing": Standing.PUBLISHED if shown else Standing.SILENT,
        "provenance": Provenance(commit="0123456789abcdef" * 2 + "01234567", committed_on=date(2026, 4, 20)),
        "figures": derive(shown, law or policy(), DAY) if shown else {},
    }  # fmt: skip
    facts = defaults | facts
    debt = Debt(facts.get("owed_stage"), facts.get("missing_since"), facts.get("missing", ()))
    refused = facts["refusal"].issues if facts.get("refusal") else ()
    notes = chain(noted(facts.get("warnings", ()), facts.get("hints", ()), refused), owed(debt, year))
    facts["figures"] |= minted(of.union_id, year, notes)
    return UnionYear(union=of, year=year, package=shown, **facts)


def last_year(**facts):
    less = tuple(account(row.account_code, row.budget_initial * 9 / 10, row.actual * 95 / 100) for row in ACCOUNTS)
    return report(2024, given=package(2024, accounts=less, **facts))


def verdict(
    clause_id="2-5-8",
    status=Status.MET,
    reason=None,
    *,
    law=None,
    of=PARTY,
    year=2025,
    explanations=(),
    rule_=None,
    **facts,
):
    key = derived_key(of.union_id, year, "three_public_total/budget_initial")
    defaults = {
        "reason": reason or say("{year}年三公经费年初预算{now}元，不高于上年的{before}元。", year=year, now=Decimal(8000), before=Decimal(9000)),
        "figures": (Figure(key, Decimal(8000), Unit.YUAN),),
        "cells": (Cell(Sheet.of(f"unions/{of.district}/{of.union_id}/{year}/three_public.csv"), row=2, column="budget_initial"),),
        "parameters": (law or policy()).parameters[:1],
    }  # fmt: skip
    return Verdict(
        union_id=of.union_id, year=year, rule=rule_ or rule(clause_id), clause=(law or policy()).clauses[clause_id],
        answer=Answer(status=status, **defaults | facts), explanations=explanations,
    )  # fmt: skip


def issue(code="identity.parent-sum", message="科目501的下级合计与本级不符", **facts):
    defaults = {
        "severity": Severity.ERROR, "message": Text(message, "children do not add up"), "hint": Text("请核对", "check it"),
        "place": Place(file="unions/110105/bj-hongxing/2025/accounts.csv", row=5, line=5, column="actual", cell="E5"),
    }  # fmt: skip
    return Issue(code=code, **defaults | facts)


def refusal(*issues):
    return Refusal(since=Provenance(commit="f" * 40, committed_on=date(2026, 5, 2)), issues=issues or (issue(),))


def neighbours(**facts):
    defaults = {"peers": {"execution_rate": Peers(name="execution_rate", median=Decimal("0.95"), n=7)}}
    return Neighbours(**defaults | facts)


def judged_year(shown, verdicts=(), last_verdicts=(), *, history=None, near=None, revisions=()):
    return JudgedYear(
        report=shown,
        history=history or {shown.year: shown},
        neighbours=near or neighbours(),
        verdicts=verdicts,
        last_verdicts=last_verdicts,
        revisions=revisions,
    )


def judged_years(history, verdicts, near):
    return {year: judged_year(one, verdicts.get(year, ()), history=history, near=near) for year, one in history.items()}
