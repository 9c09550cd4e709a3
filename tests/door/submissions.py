"""A small federation and one valid basic package in memory, so that a test mentions only what is wrong with it."""

import json
from datetime import date

from yangguang.door.model import RawPackage
from yangguang.policy.law import Policy
from yangguang.records.federation import Registry, Settings
from yangguang.records.policy import ChartAccount
from yangguang.records.registry import District, TradeUnion

UNION = "bj-demo"
FOLDER = f"unions/bj/{UNION}/2025"
TABLES = {
    "overview": "members,employees\n10,20\n",
    "accounts": "account_code,account_name,budget_initial,actual\n401,会费收入,100.00,120.50\n501,职工活动支出,90.00,80.25\n",
    "dues": "period,payroll,due,paid,channel\n2025-01,1000.00,20.00,20.00,direct\n",
    "filings": "filing_id,subject,step,date,body,outcome\n",
    "disclosures": "disclosure_id,subject,date,channel,audience\n",
    "activities": "activity_id,kind,date,subject\nA1,member_activity,2025-05-01,健步走\n",
}


def union(union_id: str = UNION, parent_id: str | None = None, **changes: object) -> TradeUnion:
    facts = {
        "union_id": union_id, "name": f"{union_id}工会", "uscc_absent_reason": "虚构", "parent_id": parent_id,
        "kind": "municipal", "tier": "basic", "district": "bj",
    }  # fmt: skip
    return TradeUnion(**(facts | changes))


def registry(*unions: TradeUnion) -> Registry:
    unions = unions or (union(), union("bj-other", UNION))
    return Registry(
        settings=Settings(title="示范", title_en="Demo"),
        districts={"bj": District(district_id="bj", name="北京"), "gz": District(district_id="gz", name="广州")},
        unions={one.union_id: one for one in unions},
    )


def policy() -> Policy:
    accounts = [
        ChartAccount(chart="2009", account_code=code, name=name, side=side, verified=True)
        for code, name, side in (("401", "会费收入", "income"), ("501", "职工活动支出", "expenditure"))
    ]
    return Policy(clauses={}, parameters=(), charts={"2009": {one.account_code: one for one in accounts}})


def descriptor(tables: dict[str, object], **changes: object) -> bytes:
    facts = {
        "name": f"{UNION}-2025", "title": "示范工会2025年度", "union_id": UNION, "year": 2025, "chart": "2009",
        "stage": "final", "version": "1.0.0", "created": "2026-03-20",
        "resources": [{"name": name, "path": f"{name}.csv"} for name in tables],
    }  # fmt: skip
    facts |= changes
    return json.dumps({key: value for key, value in facts.items() if value is not None}, ensure_ascii=False).encode()


def package(described: dict[str, object] | bytes | None = None, **tables: str | bytes | None) -> RawPackage:
    """The valid package with `tables` replaced (None takes one out) and descriptor keys changed."""
    given = {name: text for name, text in (TABLES | tables).items() if text is not None}
    files = {f"{name}.csv": text if isinstance(text, bytes) else text.encode() for name, text in given.items()}
    files["datapackage.json"] = described if isinstance(described, bytes) else descriptor(given, **(described or {}))
    return RawPackage(district="bj", union_id=UNION, year=2025, folder=FOLDER, files=files)


def codes(issues) -> list[str]:
    return [problem.code for problem in issues]


DAY = date(2026, 3, 20)
