"""What passes before other bodies and the public: filings, inspections, disclosures, matters, explanations."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 (declare() reads the annotations; a column is called date)
from dataclasses import dataclass
from decimal import Decimal  # noqa: TC003 (declare() reads the annotations)

from yangguang.records import code_types as code  # noqa: TC001 (declare() reads the annotations)
from yangguang.records.declare import Record, column


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing(Record):
    """Reviews, approvals and filings (审查审批备案报送), one row."""

    filing_id: str = column("编号", "Filing id", key=True)
    subject: code.FilingSubject = column("事项", "Subject", codes="filing_subject")
    subject_id: str | None = column(
        "事项编号", "Id of the matter", optional=True, note="asset_id, audit_id ... of the matter"
    )
    step: code.FilingStep = column("环节", "Step", codes="filing_step")
    date: dt.date = column("日期", "Date")
    body: str = column("机构", "Body")
    body_id: str | None = column("机构所属工会", "Union of the body", optional=True, references="unions.union_id")
    due_count: int | None = column("应到", "Persons due", optional=True, minimum=0)
    present_count: int | None = column("实到", "Persons present", optional=True, minimum=0)
    votes_for: int | None = column("赞成", "Votes for", optional=True, minimum=0)
    votes_against: int | None = column("反对", "Votes against", optional=True, minimum=0)
    votes_abstain: int | None = column("弃权", "Votes abstain", optional=True, minimum=0)
    outcome: code.FilingOutcome = column("结果", "Outcome", prose=True, codes="filing_outcome")
    amount: Decimal | None = column("金额", "Amount", optional=True, unit="yuan", minimum=0)
    period_covered: str | None = column("涉及年度/期间", "Period covered", optional=True, time="period")
    document_no: str | None = column("文号", "Document number", optional=True)
    document_url: str | None = column(
        "佐证链接", "Evidence link", optional=True, pattern=r"(https?://\S+|documents/[^/\\;\r\n]+)"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection(Record):
    """Inspections of subordinate unions (对下级的检查评审), one row."""

    inspection_id: str = column("编号", "Inspection id", key=True)
    inspected_id: str = column("被检查工会", "Inspected union", references="unions.union_id")
    kind: code.InspectionKind = column("类型", "Kind", codes="inspection_kind")
    date: dt.date = column("日期", "Date")
    project_id: str | None = column(
        "项目编号", "Project id", optional=True, note="project_review: the subordinate's project"
    )
    findings_count: int | None = column("问题数", "Findings count", optional=True, minimum=0)
    outcome: str | None = column("结论/等次", "Outcome", prose=True, optional=True)
    document_no: str | None = column("文号", "Document number", optional=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure(Record):
    """Disclosures (公开记录), one row."""

    disclosure_id: str = column("编号", "Disclosure id", key=True)
    subject: code.DisclosureSubject = column("公开内容", "Subject", codes="disclosure_subject")
    subject_id: str | None = column(
        "对应编号", "Id of the matter", optional=True, note="matter_id, audit_id, asset_id, procurement_id"
    )
    fiscal_year: int | None = column("所属年度", "Fiscal year", optional=True, time="year")
    date: dt.date = column("公开日期", "Date")
    end_date: dt.date | None = column("公示止", "End date", optional=True)
    channel: code.Channel = column("渠道", "Channel", codes="channel")
    audience: code.Audience = column("对象", "Audience", codes="audience")
    url: str | None = column("链接", "Link", optional=True, pattern=r"https?://\S+")
    location: str | None = column("张贴地点", "Location", optional=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter(Record):
    """Major and special matters (重大事项与特殊事项), one row."""

    matter_id: str = column("编号", "Matter id", key=True)
    kind: code.MatterKind = column("类型", "Kind", codes="matter_kind")
    title: str = column("事项", "Title")
    amount: Decimal = column("金额", "Amount", unit="yuan", minimum=0)
    occurred_on: dt.date = column("发生日期", "Occurred on")
    decided_by: str | None = column("决策机构", "Decided by", optional=True)
    decided_on: dt.date | None = column("决策日期", "Decided on", optional=True)
    note: str | None = column("说明", "Note", prose=True, optional=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation(Record):
    """Explanations and corrections (说明与更正理由), one row."""

    explanation_id: str = column("编号", "Explanation id", key=True)
    subject: str = column("对象", "Subject", note="a rule id, or a figure key such as accounts/402/actual")
    kind: code.ExplanationKind = column("类别", "Kind", codes="explanation_kind")
    text: str = column("说明", "Text", prose=True)
    date: dt.date = column("日期", "Date")
    approved_by: str | None = column(
        "批准机构", "Approved by", optional=True, note="who approved a correction: a body or a role, never a name"
    )
