"""二（七）推进全覆盖审计工作"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.core.sentence import say
from generator.ledger.figures import audited_targets, due_targets
from generator.rules.answers import cells, met, not_applicable
from generator.rules.model import Rule, Weight
from generator.rules.shapes import broken, some, undisclosed

if TYPE_CHECKING:
    from generator.rules.case import Case
    from generator.rules.model import Answer


def all_due_targets_audited(case: Case) -> Answer:
    """对应审单位、应审项目全部审计: every unit and every project due in the year has a reported audit."""
    package = case.package
    if package is None or package.audit_targets is None or package.audits is None:
        return undisclosed(case, "audit_targets", "audits")
    units, projects = due_targets(package.audit_targets, case.year)
    if not units and not projects:
        return not_applicable(say("应审清单没有{year}年应审的单位或项目", year=case.year))
    done = audited_targets(audit for audit in package.audits if audit.report_on and audit.report_on <= case.as_of)
    open_ = [target for target in (*units, *projects) if target.target_id not in done]
    count = say(
        "应审单位 {units} 个，已审 {units_done} 个；应审项目 {projects} 个，已审 {projects_done} 个",
        units=len(units), units_done=sum(one.target_id in done for one in units),
        projects=len(projects), projects_done=sum(one.target_id in done for one in projects),
    )  # fmt: skip
    shown = (case.figure("audit_coverage/units"), case.figure("audit_coverage/projects"))
    deadline = case.parameter("annual_audit_deadline")
    if not open_:
        return met(count, *shown, deadline)
    reason = say("{count}；尚未审计：{names}", count=count, names=some([target.name for target in open_]))
    due = case.deadline("annual_audit_deadline")
    return broken(case, due, reason, *shown, *cells(package, "audit_targets", open_, "due_year"), deadline)


RULES = (
    Rule(
        clause_id="2-7-2",
        version="1.0",
        title="应审单位、应审项目全部审计",
        method="当年应审清单中的单位和项目，分别核对是否都有已出报告的审计；预算审查、中期审查和后续审计不算",
        applies_to="设立经费审查委员会的工会",
        weight=Weight.HARD,
        decide=all_due_targets_audited,
    ),
)
