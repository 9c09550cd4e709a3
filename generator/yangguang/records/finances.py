"""Money of one year: overview, accounts, projects, three public expenses, balances."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003 (declare() reads the annotations)
from decimal import Decimal  # noqa: TC003 (declare() reads the annotations)

from yangguang.records import code_types as code  # noqa: TC001 (declare() reads the annotations)
from yangguang.records.declare import Part, Record, column


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview(Record):
    """Overview (基本情况), one row."""

    employees: int | None = column("职工人数", "Employees", optional=True, minimum=0)
    members: int | None = column(
        "会员人数", "Members at year end", optional=True, minimum=0, note="year end; per-member figures need it"
    )
    cadres: int | None = column("工会干部人数", "Union cadres", optional=True, minimum=0, note="full- and part-time")
    responsible_role: code.ResponsibleRole | None = column(
        "廉洁办会责任人职务", "Responsible role", optional=True, codes="responsible_role", note="role, never a name"
    )
    responsible_since: date | None = column("任职日期", "Responsible since", optional=True)
    working_office: str | None = column("工作机构", "Working office", optional=True)
    major_matter_threshold: Decimal | None = column(
        "重大事项金额标准", "Major matter threshold", optional=True, unit="yuan", minimum=0
    )
    major_matter_basis: str | None = column("重大事项标准依据", "Major matter basis", optional=True)
    procurement_threshold: Decimal | None = column(
        "招标限额", "Procurement threshold", optional=True, unit="yuan", minimum=0
    )
    procurement_basis: str | None = column("招标限额依据", "Procurement basis", optional=True)
    uses_parent_procurement_rules: bool | None = column(
        "采用上级采购规范", "Uses parent procurement rules", optional=True
    )
    reception_cycle_days: int | None = column("接访周期(天)", "Reception cycle days", optional=True, minimum=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account(Record):
    """Budget and actual by account (收支预决算), one row."""

    account_code: str = column("科目编码", "Account code", key=True, note="in the chart declared by the package")
    account_name: str = column("科目名称", "Account name", note="must match the chart")
    budget_initial: Decimal | None = column(
        "年初预算数", "Initial budget", optional=True, unit="yuan", note="empty = unknown, no budget of nil"
    )
    budget_adjusted: Decimal | None = column(
        "调整后预算数", "Adjusted budget", optional=True, unit="yuan", note="empty = not adjusted"
    )
    actual_h1: Decimal | None = column("上半年执行数", "Actual, first half", optional=True, unit="yuan")
    actual: Decimal | None = column("决算数", "Actual", optional=True, unit="yuan", note="empty until stage final")
    note: str | None = column("说明", "Note", prose=True, optional=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Project(Part):
    """Budget and actual by project (项目预决算), one row: the part of a project that stands on one account."""

    project_id: str = column("项目编号", "Project id", key=True)
    name: str = column("项目名称", "Name", shared=True)
    account_code: str = column("预算科目", "Account code", references="accounts.account_code", part=True)
    plan_item: str | None = column("年度计划条目", "Item of the annual plan", optional=True)
    budget_initial: Decimal | None = column(
        "年初预算数", "Initial budget", optional=True, unit="yuan", minimum=0, note="empty = unknown"
    )
    budget_adjusted: Decimal | None = column("调整后预算数", "Adjusted budget", optional=True, unit="yuan", minimum=0)
    actual: Decimal | None = column("决算数", "Actual", optional=True, unit="yuan")
    purpose: str | None = column("内容", "Purpose", prose=True, optional=True)
    third_party_reviewer: str | None = column("第三方评审机构", "Third party reviewer", optional=True)
    third_party_conclusion: str | None = column("评审结论", "Third party conclusion", prose=True, optional=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreePublicItem(Record):
    """Three public expenses (三公经费), one row."""

    item: code.ThreePublicItem = column("项目", "Item", key=True, codes="three_public_item")
    fund_source: code.FundSource = column("资金来源", "Source of funds", key=True, codes="fund_source")
    budget_initial: Decimal | None = column(
        "年初预算数", "Initial budget", optional=True, unit="yuan", minimum=0, note="empty = unknown"
    )
    budget_adjusted: Decimal | None = column("调整后预算数", "Adjusted budget", optional=True, unit="yuan", minimum=0)
    actual: Decimal | None = column("决算数", "Actual", optional=True, unit="yuan", minimum=0)
    group_count: int | None = column("批次/团组数", "Group count", optional=True, minimum=0)
    person_count: int | None = column("人次", "Person count", optional=True, minimum=0)
    vehicle_count: int | None = column(
        "车辆数",
        "Vehicle count",
        optional=True,
        minimum=0,
        note="bought (vehicle_purchase) or held (vehicle_operation)",
    )
    note: str | None = column("说明", "Note", prose=True, optional=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance(Record):
    """Assets, liabilities and carry-over (资产负债与结余), one row."""

    item: code.BalanceItem = column("项目", "Item", key=True, codes="balance_item")
    opening: Decimal = column("年初数", "Opening balance", unit="yuan")
    closing: Decimal | None = column("年末数", "Closing balance", optional=True, unit="yuan")
    note: str | None = column("说明", "Note", prose=True, optional=True)


def budget_in_force(row: Account | Project | ThreePublicItem) -> str:
    """The column with the budget in force at the end of the year: the adjusted one, else the initial one."""
    return "budget_initial" if row.budget_adjusted is None else "budget_adjusted"


# Which side of the balance sheet an item stands on.
ASSETS = frozenset({
    "cash", "receivable_parent", "receivable_child", "other_receivables", "inventory", "investments", "construction",
    "fixed_assets", "intangible_assets", "other_assets",
})  # fmt: skip
LIABILITIES = frozenset({
    "payroll_payable", "payable_parent", "payable_child", "other_payables", "custody_funds", "other_liabilities",
})  # fmt: skip
NET_ASSETS = frozenset({"asset_funds", "special_funds", "carryover", "surplus", "reserve"})
