"""What the funds committees of the demo had to audit, audited, found, and saw put right."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from yangguang.core.money import ZERO, round_half_up
from yangguang.demo.uscc import invented_uscc
from yangguang.records.audits import Audit, AuditFinding, AuditTarget

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yangguang.demo.books import Books
    from yangguang.demo.csv_bytes import Facts
    from yangguang.demo.flows import Federation
    from yangguang.demo.roster import Member
    from yangguang.records.registry import Affiliate

_FOUND = (
    ("D4", "部分活动支出票据要素不全", "low", "immediate", 1),
    ("C5", "个别项目预算执行率偏低", "low", "phased", 0),
    ("F3", "往来款项挂账超过两年未清理", "medium", "phased", 3),
    ("E4", "培训费超出预算标准", "medium", "immediate", 1),
    ("B4", "上解经费晚于规定时间", "medium", "immediate", 2),
    ("G1", "少量设备未登记入账", "low", "immediate", 1),
    ("H5", "采购合同验收资料不完整", "medium", "immediate", 0),
    ("J", "财务公开内容不完整", "low", "immediate", 0),
    ("I", "内控制度修订不及时", "low", "ongoing", 0),
    ("D2", "慰问品发放超出年度标准", "high", "immediate", 2),
)
# By category: what was done, what is being done, why it is not done yet.
_MEASURES = {
    "D4": (
        "已补齐票据要素，报销须经办人和复核人双签",
        "逐笔补齐票据，缺失的请开票单位补开",
        "部分开票单位补开票据需要时间",
    ),
    "C5": (
        "已按季度通报执行进度，结余资金用于帮扶",
        "按季度通报执行进度，剩余资金按计划使用",
        "活动集中在下半年，资金按进度支付",
    ),
    "F3": ("已逐笔对账，收回或按规定核销挂账款项", "发函对账，逐笔清理", "个别往来单位已改制，历史资料还在核对"),
    "E4": ("已退回超标准部分，培训实行事前审批", "追回超标准部分，今后培训事前审批", "承办单位的退款尚未到账"),
    "B4": ("已补缴，今后按月上解", "与银行约定按月上解", "欠缴部分按月分期上解"),
    "G1": ("已盘点登记入账，建立资产卡片", "盘点设备，补办入账手续", "个别设备的原始凭证待补"),
    "H5": ("已补齐验收单，验收由采购和使用部门共同签字", "补齐验收资料", "供应商的验收单据尚未交齐"),
    "J": ("已补充公开，公开前由经费审查委员会核对", "补充公开内容", "待下次会员代表大会一并通报"),
    "I": ("已修订内控制度并印发", "列入制度修订计划，成熟一项修订一项", "制度修订须经工会委员会审议"),
    "D2": ("已退回超标准部分，慰问品采购实行事前审核", "退回超标准部分，慰问品采购实行事前审核", "退款正在办理"),
}


def targets(fed: Federation, member: Member, books: Books, owned: Sequence[Affiliate]) -> tuple[AuditTarget, ...]:
    """The union itself, its affiliated bodies and largest project each year, every subordinate once in three years."""
    year = books.year
    rows = [AuditTarget(target_id="self", kind="self", name=member.union.name, cycle_years=1, due_year=year)]
    for index, child in enumerate(fed.active_children(member, year)):
        due = year + (index - year) % 3
        rows.append(
            AuditTarget(
                target_id=child.union_id, kind="child_union", name=child.union.name, cycle_years=3, due_year=due
            )
        )
    rows += [
        AuditTarget(target_id=body.affiliate_id, kind=body.kind, name=body.name, cycle_years=1, due_year=year)
        for body in owned
    ]
    project = max(books.projects, key=lambda row: (row.budget_initial, row.project_id))
    rows.append(AuditTarget(target_id=project.project_id, kind="project", name=project.name, due_year=year))
    return tuple(rows)


def audits(
    fed: Federation, member: Member, year: int, due: Sequence[AuditTarget], found: Sequence[AuditFinding]
) -> tuple[Audit, ...]:
    """The three reviews, an audit of every target due in the year, a follow-up of last year's findings."""
    counts: dict[str, int] = {}
    for finding in found:
        counts[finding.audit_id] = counts.get(finding.audit_id, 0) + 1
    before = 1
    if due:  # what was due last year: the same bodies, other subordinates
        children = enumerate(fed.active_children(member, year - 1))
        before = sum(one.kind != "child_union" for one in due) + sum(
            (index - year + 1) % 3 == 0 for index, _ in children
        )
    return tuple(
        Audit(
            audit_id=audit_id,
            report_no=f"{member.short}经审〔{facts['report_on'].year}〕{_number(facts, audit_id, year, before)}号",
            findings_count=counts.get(audit_id, 0),
            **{"auditor_kind": "own_committee", **facts},
        )
        for audit_id, facts in _audits(fed, member, year, due)
    )


def _number(facts: Facts, audit_id: str, year: int, before: int) -> int:
    """The report's number among those of the calendar year it is dated in.

    First the year's budget, then `before` reports on last year's books, then the half year and the follow-up.
    """
    of_kind = {"budget_review": 1, "midyear_review": before + 2, "follow_up": before + 3}
    return of_kind.get(facts["kind"]) or int(audit_id.removeprefix(f"SJ{year}-")) - 1


def _audits(fed: Federation, member: Member, year: int, due: Sequence[AuditTarget]) -> Iterator[tuple[str, Facts]]:
    spring = date(year + 1, 3, 24)
    for serial, (kind, day, opinion) in enumerate(
        (
            ("budget_review", date(year, 1, 18), "reviewed"),
            ("midyear_review", date(year, 8, 20), "reviewed"),
            ("annual_execution", spring, "unqualified"),
        ),
        1,
    ):
        yield (
            f"SJ{year}-{serial:02d}",
            {
                "kind": kind,
                "target_id": "self",
                "period_covered": str(year),
                "report_on": day,
                "approved_on": day + timedelta(days=6),
                "opinion": opinion,
            },
        )
    serial = 3
    for target in due:
        if target.due_year != year or target.target_id == "self":
            continue
        serial += 1
        outside = target.kind in {"enterprise", "foundation"}
        yield (
            f"SJ{year}-{serial:02d}",
            {
                "kind": _KINDS.get(target.kind, "affiliate"),
                "target_id": target.target_id,
                "period_covered": str(year),
                "report_on": spring + timedelta(days=serial),
                "approved_on": spring + timedelta(days=serial + 7),
                "opinion": "unqualified",
                **(
                    {
                        "auditor_kind": "third_party",
                        "auditor_name": "明镜会计师事务所",
                        "auditor_uscc": invented_uscc("91", 800_200),
                    }
                    if outside
                    else {}
                ),
            },
        )
    if year > fed.first_year and findings(fed, member, year - 1):
        yield (
            f"SJ{year}-{serial + 1:02d}",
            {
                "kind": "follow_up",
                "target_id": "self",
                "report_on": date(year, 11, 12),
                "approved_on": date(year, 11, 19),
                "original_audit_id": f"SJ{year - 1}-03",
                "opinion": "reviewed",
            },
        )


_KINDS = {
    "child_union": "child_union",
    "project": "special_fund",
    "association": "association_foundation",
    "foundation": "association_foundation",
}


def findings(fed: Federation, member: Member, year: int) -> tuple[AuditFinding, ...]:
    """What the annual audit found: older findings are closed, the last year's are on their way."""
    dice = fed.dice(member, year, "findings")
    reported = date(year + 1, 3, 24)
    recent = year >= fed.last_year
    before = {row.category: row.finding_id for row in findings(fed, member, year - 1)} if year > fed.first_year else {}
    rows = []
    for serial in range(1, dice.count(0, 2 if member.union.tier == "standard" else 4) + 1):
        category, description, risk, requirement, weight = _FOUND[(dice.count(0, 9) + serial * 3) % 10]
        amount = round_half_up(member.employees * weight * dice.share(8, 60)) if weight else None
        due = reported + timedelta(days={"immediate": 60, "phased": 330, "ongoing": 400}[requirement])
        status = (
            dice.pick(_STATUS[requirement if category[0] != "E" else "strict"])
            if recent
            else "ongoing"
            if requirement == "ongoing"
            else "rectified"
        )
        done = (
            amount if status == "rectified" else round_half_up(amount / 2) if amount and status == "partial" else ZERO
        )
        closed = reported + timedelta(days=dice.count(20, 55)) if status == "rectified" else None
        rows.append(
            AuditFinding(
                finding_id=f"WT{year}-{serial:02d}",
                audit_id=f"SJ{year}-03",
                category=category,
                description=description,
                amount=amount,
                risk=risk,
                requirement=requirement,
                due_on=due,
                status=status,
                rectified_amount=done if amount else None,
                rectified_on=closed,
                measure=(measures := _MEASURES[category])[0 if closed else 1],
                reason_open=None if closed else measures[2],
                warned_on=reported + timedelta(days=15) if risk == "high" or category in before else None,
                revisited_on=closed + timedelta(days=20) if closed else None,
                revisit_method="on_site" if closed else None,
                revisit_outcome="整改到位" if closed else None,
                verified_by="经费审查委员会" if closed else None,
                repeat_of=before.get(category),
            )
        )
    return tuple(rows)


_STATUS = {
    "immediate": ("rectified",) * 7 + ("partial", "overdue"),
    "strict": ("rectified",),  # what touches the eight provisions is put right at once
    "phased": ("in_progress", "partial", "rectified"),
    "ongoing": ("ongoing", "ongoing", "not_due"),
}
