"""What a union does for members and for its own integrity: regulations, activities, channels, appeals, premises."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 (declare() reads the annotations; a column is called date)
from dataclasses import dataclass
from decimal import Decimal  # noqa: TC003 (declare() reads the annotations)

from yangguang.records import code_types as code  # noqa: TC001 (declare() reads the annotations)
from yangguang.records.declare import Record, column


@dataclass(frozen=True, slots=True, kw_only=True)
class Regulation(Record):
    """Regulations in force (制度清单), one row."""

    regulation_id: str = column("制度编号", "Regulation id", key=True)
    class_: code.RegulationClass = column("类别", "Class", codes="regulation_class")
    title: str = column("名称", "Title")
    document_no: str | None = column("文号", "Document number", optional=True)
    adopted_by: str | None = column("通过机构", "Adopted by", optional=True)
    adopted_on: dt.date = column("通过日期", "Adopted on")
    repealed_on: dt.date | None = column("废止日期", "Repealed on", optional=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity(Record):
    """Record of work (工作记录), one row."""

    activity_id: str = column("编号", "Activity id", key=True)
    kind: code.ActivityKind = column("类型", "Kind", codes="activity_kind")
    subkind: str | None = column(
        "形式", "Subkind", optional=True, note="for member_activity: sport, culture, skills, visit ..."
    )
    date: dt.date = column("日期", "Date")
    end_date: dt.date | None = column("结束日期", "End date", optional=True)
    subject: str = column("主题", "Subject")
    leader_role: str | None = column(
        "领导职务", "Leader role", optional=True, note="leader_reception only, role not name"
    )
    due_count: int | None = column("应到人数", "Persons due", optional=True, minimum=0)
    attended_count: int | None = column("实到人数", "Persons present", optional=True, minimum=0)
    cases_received: int | None = column(
        "件数", "Cases received", optional=True, minimum=0, note="cases, opinions or problems received or found"
    )
    cases_resolved: int | None = column("办结/采纳/纠正数", "Cases resolved", optional=True, minimum=0)
    cost: Decimal | None = column("经费", "Cost", optional=True, unit="yuan", minimum=0)
    account_code: str | None = column("列支科目", "Account code", optional=True)
    outcome: str | None = column("结果", "Outcome", prose=True, optional=True, note="grade, score or conclusion")
    document_no: str | None = column("佐证文号", "Document number", optional=True)
    document_url: str | None = column(
        "佐证链接", "Evidence link", optional=True, pattern=r"(https?://\S+|documents/[^/\\;\r\n]+)"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealChannel(Record):
    """Appeal channels (诉求渠道), one row."""

    channel_id: str = column("编号", "Channel id", key=True)
    kind: code.AppealChannel = column("类型", "Kind", codes="appeal_channel")
    contact: str = column("联系方式", "Office contact", note="office contact only")
    since: dt.date | None = column("启用日期", "Since", optional=True)
    closed_on: dt.date | None = column("停用日期", "Closed on", optional=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealCategory(Record):
    """Appeals ledger (诉求台账), one row."""

    category: code.AppealCategory = column("类别", "Category", key=True, codes="appeal_category")
    received: int = column("受理数", "Received", minimum=0)
    resolved: int = column("办结数", "Resolved", minimum=0)
    overdue: int = column("超期数", "Overdue", minimum=0)
    outstanding_issue: str | None = column("突出问题", "Outstanding issue", prose=True, optional=True)
    due_on: dt.date | None = column("解决期限", "Due on", optional=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Venue(Record):
    """Service premises (服务阵地), one row."""

    venue_id: str = column("编号", "Venue id", key=True)
    name: str = column("名称", "Name")
    service_area: Decimal | None = column(
        "自用服务面积", "Service area", optional=True, unit="square_metres", minimum=0
    )
    leased_area: Decimal | None = column("出租面积", "Leased area", optional=True, unit="square_metres", minimum=0)
    visits: int | None = column("服务人次", "Visits in the year", optional=True, minimum=0, note="in the year")
