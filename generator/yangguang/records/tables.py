"""All 33 tables, in the order people read them."""

from __future__ import annotations

from yangguang.records.assets import AssetMatter, Procurement, ProcurementAward
from yangguang.records.audits import Audit, AuditFinding, AuditTarget
from yangguang.records.conduct import Activity, AppealCategory, AppealChannel, Regulation, Venue
from yangguang.records.contributions import BankAccount, Collection, DuesPeriod, Transfer
from yangguang.records.declare import Table, declare
from yangguang.records.finances import Account, Balance, Overview, Project, ThreePublicItem
from yangguang.records.oversight import Disclosure, Explanation, Filing, Inspection, Matter
from yangguang.records.policy import ChartAccount, Clause, Holiday, Parameter
from yangguang.records.registry import Affiliate, AllowedNumber, District, TradeUnion, UnionChange, Withdrawal

TABLES: tuple[Table, ...] = (
    declare(
        District,
        "districts",
        "registry",
        "区域",
        "Districts",
        "Beijing: GB/T 2260 codes, see the domain reference; another federation lists its own",
    ),
    declare(
        TradeUnion,
        "unions",
        "registry",
        "工会名录",
        "Register of unions",
        "one row per union; parent first is not required",
    ),
    declare(
        UnionChange,
        "union_changes",
        "registry",
        "名录变更",
        "Changes of the register",
        "optional; from this day the column has this value; before the first row of a column unions.csv holds, so that "
        "where unions.csv has today's value, a first row from an earlier day gives the former one",
    ),
    declare(
        Affiliate,
        "affiliates",
        "registry",
        "所属单位",
        "Affiliated bodies",
        "enterprises, institutions, associations, foundations owned by a union",
    ),
    declare(
        Withdrawal,
        "withdrawals",
        "registry",
        "撤回登记",
        "Withdrawn years",
        "optional; a published year whose folder is gone stands here",
    ),
    declare(
        AllowedNumber,
        "privacy_allowed",
        "registry",
        "小数公开登记",
        "Small numbers that are shown",
        "optional; a count of fewer than five helped persons is refused unless it stands here, with a reason that is published",
    ),
    declare(Clause, "clauses", "policy", "条款", "Clauses", "the plan, sentence by sentence"),
    declare(
        Parameter, "parameters", "policy", "规则参数", "Rule parameters", "every threshold, rate and deadline, dated"
    ),
    declare(ChartAccount, "chart_of_accounts", "policy", "会计科目", "Chart of accounts", "both charts of accounts"),
    declare(
        Holiday,
        "holidays",
        "policy",
        "节假日",
        "Public holidays",
        "optional; working-day deadlines of a year without it follow weekends only",
    ),
    declare(Overview, "overview", "package", "基本情况", "Overview", "exactly one row"),
    declare(
        Account,
        "accounts",
        "package",
        "收支预决算",
        "Budget and actual by account",
        "one row per account of the declared chart",
    ),
    declare(
        Project,
        "projects",
        "package",
        "项目预决算",
        "Budget and actual by project",
        "a project on several accounts has a row for each, with the same id and name; their amounts add up to the project's",
    ),
    declare(ThreePublicItem, "three_public", "package", "三公经费", "Three public expenses", "zero is written 0"),
    declare(Balance, "balances", "package", "资产负债与结余", "Assets, liabilities and carry-over"),
    declare(DuesPeriod, "dues", "package", "工会经费拨缴", "Dues paid by the employer", "one row per period"),
    declare(Transfer, "transfers", "package", "上下级经费往来", "Transfers between unions"),
    declare(BankAccount, "bank_accounts", "package", "银行账户", "Bank accounts", "never a whole account number"),
    declare(Regulation, "regulations", "package", "制度清单", "Regulations in force"),
    declare(
        Activity,
        "activities",
        "package",
        "工作记录",
        "Record of work",
        "trainings, studies, receptions, member activities, self-inspections, assessments",
    ),
    declare(
        Filing,
        "filings",
        "package",
        "审查审批备案报送",
        "Reviews, approvals and filings",
        "each dated step of a matter through the bodies",
    ),
    declare(Inspection, "inspections", "package", "对下级的检查评审", "Inspections of subordinate unions"),
    declare(Disclosure, "disclosures", "package", "公开记录", "Disclosures"),
    declare(Matter, "matters", "package", "重大事项与特殊事项", "Major and special matters"),
    declare(AssetMatter, "assets", "package", "资产事项", "Asset matters"),
    declare(Procurement, "procurement", "package", "采购与招投标", "Procurement and tenders"),
    declare(AuditTarget, "audit_targets", "package", "应审清单", "Audit targets due"),
    declare(Audit, "audits", "package", "审计项目", "Audits"),
    declare(AuditFinding, "findings", "package", "审计问题与整改", "Audit findings and rectification"),
    declare(AppealChannel, "channels", "package", "诉求渠道", "Appeal channels"),
    declare(AppealCategory, "appeals", "package", "诉求台账", "Appeals ledger", "aggregates only, nobody named"),
    declare(
        Explanation,
        "explanations",
        "package",
        "说明与更正理由",
        "Explanations and corrections",
        "the union's own words, shown beside the figure or the rule",
    ),
    declare(
        Venue,
        "venues",
        "package",
        "服务阵地",
        "Service premises",
        "premises that serve workers: cultural palaces, sanatoria, activity rooms",
    ),
    declare(
        Collection,
        "collections",
        "package",
        "经费代收",
        "Dues collected by authorities",
        "unions that have dues collected by the tax or finance authorities",
    ),
    declare(
        ProcurementAward,
        "procurement_awards",
        "package",
        "采购成交与履约",
        "Awards, contract changes and payments",
        "optional, beside procurement: lots, several suppliers, changes of contracts, payments, failed procedures",
    ),
)
BY_NAME: dict[str, Table] = {table.name: table for table in TABLES}
PACKAGE_TABLES: tuple[Table, ...] = tuple(table for table in TABLES if table.scope == "package")
REGISTRY_TABLES: tuple[Table, ...] = tuple(table for table in TABLES if table.scope == "registry")
POLICY_TABLES: tuple[Table, ...] = tuple(table for table in TABLES if table.scope == "policy")
