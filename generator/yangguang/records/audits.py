"""Audits: what is due, what was done, what was found and put right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003 (declare() reads the annotations)
from decimal import Decimal  # noqa: TC003 (declare() reads the annotations)

from yangguang.records import code_types as code  # noqa: TC001 (declare() reads the annotations)
from yangguang.records.codes import CODE_LISTS
from yangguang.records.declare import Record, column
from yangguang.records.ids import IDS, several


def _codes(name: str) -> list[str]:
    return [code.code for code in CODE_LISTS[name]]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditTarget(Record):
    """Audit targets due (应审清单), one row."""

    target_id: str = column(
        "对象编号", "Target id", key=True, note="a union_id, an affiliate_id, 'self', or a project id"
    )
    kind: code.AuditTargetKind = column("对象类别", "Kind", codes="audit_target_kind")
    name: str = column("名称", "Name")
    cycle_years: int | None = column("审计周期(年)", "Audit cycle (years)", optional=True, minimum=1, maximum=100)
    due_year: int = column("应审年度", "Due year", time="year")


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit(Record):
    """Audits (审计项目), one row."""

    audit_id: str = column("编号", "Audit id", key=True)
    kind: code.AuditKind = column("审计类型", "Kind", codes="audit_kind")
    target_id: str = column("审计对象", "Target id", references="audit_targets.target_id", note="or the word self")
    period_covered: str | None = column("审计期间", "Period covered", optional=True, time="period")
    report_no: str | None = column("报告文号", "Report number", optional=True)
    report_on: date | None = column("报告日期", "Report date", optional=True)
    approved_on: date | None = column("批准日期", "Approved on", optional=True)
    auditor_kind: code.AuditorKind = column("实施方", "Auditor kind", codes="auditor_kind")
    auditor_name: str | None = column("实施机构", "Auditor name", optional=True)
    auditor_uscc: str | None = column("机构信用代码", "Auditor uscc", optional=True, check="uscc")
    opinion: code.AuditOpinion | None = column("审计评价", "Opinion", optional=True, codes="audit_opinion")
    findings_count: int | None = column(
        "问题数", "Findings count", optional=True, minimum=0, note="must equal rows in findings"
    )
    original_audit_id: str | None = column(
        "原审计编号", "Original audit id", optional=True, note="follow_up: audit followed up, may be an earlier year's"
    )
    other_opinions: str | None = column(
        "其他审计评价",
        "Other opinions",
        optional=True,
        pattern=several(*_codes("audit_opinion")),
        note="of several opinions those after the first: codes of audit_opinion, cut by semicolons",
    )

    @property
    def opinions(self) -> tuple[str, ...]:
        """Every opinion, the first one first."""
        return tuple(one for one in (self.opinion, *(self.other_opinions or "").split(";")) if one)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditFinding(Record):
    """Audit findings and rectification (审计问题与整改), one row."""

    finding_id: str = column("问题编号", "Finding id", key=True, note="stable across years")
    audit_id: str = column("审计编号", "Audit id")
    category: code.FindingCategory = column("问题类型", "Category", codes="finding_category")
    description: str = column("问题描述", "Description", prose=True)
    amount: Decimal | None = column(
        "问题金额", "Amount", optional=True, unit="yuan", minimum=0, note="empty: the finding is not about an amount"
    )
    risk: code.Risk = column("风险等级", "Risk", codes="risk")
    requirement: code.RectificationRequirement = column("整改要求", "Requirement", codes="rectification_requirement")
    due_on: date = column("整改期限", "Due on")
    status: code.RectificationStatus = column("整改状态", "Status", codes="rectification_status")
    rectified_amount: Decimal | None = column("已整改金额", "Rectified amount", optional=True, unit="yuan", minimum=0)
    rectified_on: date | None = column("整改完成日期", "Rectified on", optional=True)
    measure: str | None = column("整改措施", "Measure taken", prose=True, optional=True)
    reason_open: str | None = column("未整改原因", "Why still open", prose=True, optional=True)
    warned_on: date | None = column("警示日期", "Warned on", optional=True)
    revisited_on: date | None = column("回访日期", "Revisited on", optional=True)
    revisit_method: code.RevisitMethod | None = column(
        "回访方式", "Revisit method", optional=True, codes="revisit_method"
    )
    revisit_outcome: str | None = column("回访结论", "Revisit outcome", prose=True, optional=True)
    verified_by: str | None = column("认定机构", "Verified by", optional=True)
    repeat_of: str | None = column("重复发现自", "Repeats finding", optional=True, note="finding_id of an earlier year")
    also_repeats: str | None = column(
        "另重复发现自",
        "Also repeats",
        optional=True,
        pattern=IDS,
        note="of several earlier findings those after the first, cut by semicolons",
    )
    other_categories: str | None = column(
        "其他问题类型",
        "Other categories",
        optional=True,
        pattern=several(*_codes("finding_category")),
        note="of several categories those after the first: codes of finding_category, cut by semicolons, such as D4;C5",
    )
    amount_undetermined: bool | None = column(
        "金额待定", "Amount undetermined", optional=True, note="true: an amount there is, and it is not known yet"
    )

    @property
    def categories(self) -> tuple[str, ...]:
        """Every category, the first one first."""
        return (self.category, *(self.other_categories or "").split(";")) if self.other_categories else (self.category,)

    @property
    def repeats(self) -> tuple[str, ...]:
        """The ids of the earlier findings that this one repeats."""
        return tuple(one for one in (self.repeat_of, *(self.also_repeats or "").split(";")) if one)
