"""二（四）严格执行预算管理: the budget as it is made"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.core.figures import Figure, Unit, cell_key
from generator.core.money import ZERO
from generator.core.sentence import say
from generator.rules.answers import cells, met, no_data, not_applicable
from generator.rules.model import Rule, Weight
from generator.rules.shapes import broken, some, undisclosed

if TYPE_CHECKING:
    from decimal import Decimal

    from generator.records.finances import Account
    from generator.records.package import Package
    from generator.rules.answers import Evidence
    from generator.rules.case import Case
    from generator.rules.model import Answer

_DEADLINE = "budget_approval_deadline"


def budget_made_by_project(case: Case) -> Answer:
    """按照项目编制预算: the projects of each expenditure account sum to its initial budget, personnel accounts excepted.

    Compared are the smallest accounts given; projects planned on a superior account cover those beneath it.
    """
    package = case.package
    if package is None or package.accounts is None or package.projects is None:
        return undisclosed(case, "accounts", "projects")
    planned: dict[str, Decimal] = {}
    for project in package.projects:
        planned[project.account_code] = planned.get(project.account_code, ZERO) + project.budget_initial
    needed = _accounts_to_plan(case, package, planned)
    if not needed:
        return not_applicable(say("没有需要按项目编制的支出预算"))
    personnel_inside = _mixing_personnel(case, package)
    gaps = [row for row in needed if planned.get(row.account_code, ZERO) != row.budget_initial]
    mixed = [
        row
        for row in gaps
        if row.account_code in personnel_inside and planned.get(row.account_code, ZERO) < row.budget_initial
    ]
    clear = [row for row in gaps if row not in mixed]
    deadline = case.parameter(_DEADLINE)
    if clear:
        whole = sum((row.budget_initial for row in clear), ZERO)
        by_project = sum((planned.get(row.account_code, ZERO) for row in clear), ZERO)
        reason = say(
            "{accounts} 的预算共 {whole} 元，列到项目的 {planned} 元，相差 {gap} 元",
            accounts=some([f"{row.account_code} {row.account_name}" for row in clear]),
            whole=whole, planned=by_project, gap=whole - by_project,
        )  # fmt: skip
        shown: tuple[Evidence, ...] = (
            *_figures(package, clear),
            *cells(package, "accounts", clear, "budget_initial"),
            deadline,
        )
        return broken(case, case.deadline(_DEADLINE), reason, *shown)
    if mixed:
        names = some([f"{row.account_code} {row.account_name}" for row in mixed])
        return no_data(say("{accounts} 没有列明细科目，分不出人员经费，无法核对项目预算", accounts=names))
    total = sum((row.budget_initial for row in needed), ZERO)
    reason = say("{n} 个支出科目的预算共 {total} 元，全部列到项目", n=len(needed), total=total)
    return met(reason, *cells(package, "accounts", needed, "budget_initial"))


def _accounts_to_plan(case: Case, package: Package, planned: dict[str, Decimal]) -> list[Account]:
    """Expenditure accounts with a budget, personnel apart: the smallest given, or the one above that carries projects."""
    chart = case.policy.chart(package.descriptor.chart)
    nodes = [(row, chart.nodes[row.account_code]) for row in package.accounts or ()]
    above = {ancestor for _, node in nodes for ancestor in node.ancestors} - planned.keys()
    return [
        row
        for row, node in nodes
        if node.side == "expenditure" and node.class_ != "personnel" and node.code not in above
        and row.budget_initial and planned.keys().isdisjoint(node.ancestors)
    ]  # fmt: skip


def _mixing_personnel(case: Case, package: Package) -> set[str]:
    """Accounts that contain personnel expenditure together with other."""
    nodes = case.policy.chart(package.descriptor.chart).nodes
    return {row.account_code for row in package.accounts or () if "personnel" in nodes[row.account_code].classes_below}


def _figures(package: Package, rows: list[Account]) -> tuple[Figure, ...]:
    return tuple(
        Figure(
            cell_key(package.union_id, package.year, "accounts", row.account_code, "budget_initial"),
            row.budget_initial,
            Unit.YUAN,
        )
        for row in rows
    )


RULES = (
    Rule(
        clause_id="2-4-2",
        version="1.0",
        title="按照项目编制预算",
        method="除人员经费外，每个支出科目的年初预算应等于列在该科目下的项目年初预算之和",
        applies_to="全部工会",
        weight=Weight.HARD,
        decide=budget_made_by_project,
    ),
)
