"""Dues: what employers pay in, what moves between levels, where it is banked, who collects it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003 (declare() reads the annotations)
from decimal import Decimal  # noqa: TC003 (declare() reads the annotations)

from yangguang.records import code_types as code  # noqa: TC001 (declare() reads the annotations)
from yangguang.records.declare import Record, column


@dataclass(frozen=True, slots=True, kw_only=True)
class DuesPeriod(Record):
    """Dues paid by the employer (工会经费拨缴), one row."""

    period: str = column("期间", "Period", key=True, pattern=r"^\d{4}-(0[1-9]|1[0-2]|Q[1-4])$", time="period")
    payroll: Decimal = column("全部职工工资总额", "Total payroll", unit="yuan", minimum=0)
    due: Decimal = column("应拨缴", "Amount due", unit="yuan", minimum=0, note="payroll x 2%")
    paid: Decimal = column("实拨缴", "Amount paid", unit="yuan", minimum=0)
    paid_on: date | None = column("拨缴日期", "Paid on", optional=True)
    channel: code.DuesChannel = column("渠道", "Channel", codes="dues_channel")
    status: code.DuesStatus | None = column("状态", "Status", optional=True, codes="dues_status")


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer(Record):
    """Transfers between unions (上下级经费往来), one row."""

    transfer_id: str = column("往来编号", "Transfer id", key=True)
    direction: code.TransferDirection = column("方向", "Direction", codes="transfer_direction")
    kind: code.TransferKind = column("类别", "Kind", codes="transfer_kind")
    counterparty_id: str = column("对方工会", "Counterparty union", references="unions.union_id")
    period: str | None = column("所属期间", "Period", optional=True, time="period")
    due: Decimal | None = column("应付/应收", "Amount due", optional=True, unit="yuan", minimum=0)
    amount: Decimal = column("实付/实收", "Amount", unit="yuan", minimum=0)
    date: date = column("日期", "Date")
    document_no: str | None = column("凭据文号", "Document number", optional=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class BankAccount(Record):
    """Bank accounts (银行账户), one row."""

    account_tail: str = column("账号后四位", "Last four digits of the account", key=True, pattern=r"^\d{4}$")
    bank: str = column("开户行", "Bank", key=True)
    holder_name: str = column("户名", "Holder name")
    nature: code.BankAccountNature = column("账户性质", "Nature", codes="bank_account_nature")
    opened_on: date | None = column("开户日期", "Opened on", optional=True)
    status: code.BankAccountStatus = column("状态", "Status", codes="bank_account_status")
    shared_with: str | None = column("合并使用单位", "Shared with", optional=True, note="empty when independent")
    independence_confirmed_on: date | None = column("经审会确认日期", "Independence confirmed on", optional=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection(Record):
    """Dues collected by authorities (经费代收), one row."""

    channel: code.DuesChannel = column("渠道", "Channel", key=True, codes="dues_channel", note="tax or fiscal")
    units_due: int = column("应代收户数", "Units due", minimum=0)
    units_collected: int = column("代收户数", "Units collected", minimum=0)
    collected: Decimal = column("代收额", "Amount collected", unit="yuan", minimum=0)
    fee: Decimal = column("手续费", "Collection fee", unit="yuan", minimum=0)
    returned: Decimal = column("返还额", "Amount returned", unit="yuan", minimum=0)
    retained: Decimal = column("留存额", "Amount retained", unit="yuan", minimum=0)
    last_returned_on: date | None = column("最后返还日期", "Last returned on", optional=True)
