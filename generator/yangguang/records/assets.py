"""Asset matters and procurement."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 (declare() reads the annotations; a column is called date)
from dataclasses import dataclass
from datetime import date  # noqa: TC003 (declare() reads the annotations)
from decimal import Decimal  # noqa: TC003 (declare() reads the annotations)

from yangguang.records import code_types as code  # noqa: TC001 (declare() reads the annotations)
from yangguang.records.declare import Record, column


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetMatter(Record):
    """Asset matters (资产事项), one row."""

    asset_id: str = column("事项编号", "Asset id", key=True)
    asset_name: str = column("资产名称", "Asset name")
    asset_kind: code.AssetKind = column("资产类别", "Asset kind", codes="asset_kind")
    matter: code.AssetMatter = column("事项类型", "Matter", codes="asset_matter")
    is_land_disposal: bool = column("是否土地处置", "Is land disposal")
    counterparty: str | None = column("相对方", "Counterparty", optional=True)
    counterparty_uscc: str | None = column("相对方信用代码", "Counterparty uscc", optional=True, check="uscc")
    book_value: Decimal | None = column("账面原值", "Book value", optional=True, unit="yuan", minimum=0)
    appraised_value: Decimal | None = column("评估值", "Appraised value", optional=True, unit="yuan", minimum=0)
    contract_amount: Decimal | None = column("合同总价", "Contract amount", optional=True, unit="yuan", minimum=0)
    start_on: date | None = column("起始日", "Start on", optional=True)
    end_on: date | None = column("终止日", "End on", optional=True, note="empty with open_ended")
    open_ended: bool | None = column("无固定期限", "Open ended", optional=True)
    renewal_years: Decimal | None = column("续期年限", "Renewal years", optional=True, minimum=0, maximum=100)
    income_received: Decimal | None = column("已入账收入", "Income received", optional=True, unit="yuan", minimum=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Procurement(Record):
    """Procurement and tenders (采购与招投标), one row."""

    procurement_id: str = column("项目编号", "Procurement id", key=True)
    name: str = column("项目名称", "Name")
    category: code.ProcurementCategory = column("类别", "Category", codes="procurement_category")
    budget: Decimal = column("预算金额", "Budget", unit="yuan", minimum=0)
    method: code.ProcurementMethod = column("采购方式", "Method", codes="procurement_method")
    method_reason: str | None = column("方式理由", "Method reason", prose=True, optional=True)
    announced_on: date | None = column("公告日期", "Announced on", optional=True)
    bid_deadline: date | None = column("截止日期", "Bid deadline", optional=True)
    bidders: int | None = column("参加家数", "Bidders", optional=True, minimum=0)
    reviewed_on: date | None = column("评审日期", "Reviewed on", optional=True)
    supplier: str | None = column("中标/成交供应商", "Supplier", optional=True)
    supplier_uscc: str | None = column("供应商信用代码", "Supplier uscc", optional=True, check="uscc")
    award_amount: Decimal | None = column("中标金额", "Award amount", optional=True, unit="yuan", minimum=0)
    notice_start: date | None = column("公示起", "Notice start", optional=True)
    notice_end: date | None = column("公示止", "Notice end", optional=True)
    contract_on: date | None = column("合同日期", "Contract on", optional=True)
    contract_amount: Decimal | None = column("合同金额", "Contract amount", optional=True, unit="yuan", minimum=0)
    supervised_by: str | None = column("监督部门", "Supervised by", optional=True)
    supervised_on: date | None = column("监督日期", "Supervised on", optional=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcurementAward(Record):
    """Awards, contract changes and payments (采购成交与履约), one row for each event of a lot."""

    award_id: str = column("编号", "Award id", key=True)
    procurement_id: str = column(
        "采购项目编号", "Procurement id", note="of procurement, in this package or an earlier year's"
    )
    lot: str | None = column("标段/包号", "Lot", optional=True, note="empty where it is not divided into lots")
    event: code.AwardEvent = column("事项", "Event", codes="award_event")
    date: dt.date = column("日期", "Date")
    supplier: str | None = column("供应商", "Supplier", optional=True, note="one row for each of several suppliers")
    supplier_uscc: str | None = column("供应商信用代码", "Supplier uscc", optional=True, check="uscc")
    amount: Decimal | None = column(
        "金额",
        "Amount",
        optional=True,
        unit="yuan",
        note="awarded: of this lot and supplier; amended: the change, negative for less; paid: this payment",
    )
    reason: str | None = column("原因", "Reason", prose=True, optional=True, note="of a change, failure or termination")
    document_no: str | None = column("文号", "Document number", optional=True)
