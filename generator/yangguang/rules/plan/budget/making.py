"""二（四）严格执行预算管理: the budget as it is made"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from yangguang.core.address import cell_key
from yangguang.core.dates import add_years
from yangguang.core.figures import Figure, Unit
from yangguang.core.money import ZERO, added, total
from yangguang.core.sentence import Percent, Sentence, say
from yangguang.rules.forms.budget_steps import founded_after, last_step, step_cells
from yangguang.rules.forms.names import some
from yangguang.rules.forms.shapes import broken, elsewhere, undisclosed, unstated
from yangguang.rules.judge.answers import answer, attested, cells, late, met, no_data, not_applicable, not_due, proofs
from yangguang.rules.judge.model import STATUS_TITLES, WORST_FIRST, Status, Weight
from yangguang.rules.judge.rule import TRIED_ANEW, Rule, revised

if TYPE_CHECKING:
    from collections.abc import KeysView

    from yangguang.policy.chart import Chart
    from yangguang.records.conduct import Activity
    from yangguang.records.finances import Account
    from yangguang.records.package import Package
    from yangguang.rules.judge.answers import Evidence
    from yangguang.rules.judge.case import Case
    from yangguang.rules.judge.model import Answer

_DEADLINE = "budget_approval_deadline"
_HEARING = ("kind", "date", "end_date", "attended_count")
_PARTS = ("2-4-2", "2-4-3", "2-4-4", "2-4-5", "2-4-6", "2-4-7", "2-4-8", "2-4-9", "2-4-10", "2-4-11")


def budget_made_by_project(case: Case) -> Answer:
    """按照项目编制预算: the projects of each expenditure account sum to its initial budget, personnel accounts excepted.

    Compared are the smallest accounts given; projects planned on a superior account cover those beneath it.
    """
    package = case.package
    if package is None or package.accounts is None or package.projects is None:
        return undisclosed(case, "accounts", "projects")
    chart = case.policy.chart(package.descriptor.chart)
    by_account: dict[str, list[Decimal | None]] = {}
    for project in package.projects:
        by_account.setdefault(project.account_code, []).append(project.budget_initial)
    to_plan = _accounts_to_plan(chart, package.accounts, by_account.keys())
    if not to_plan:
        return not_applicable(say("没有需要按项目编制的支出预算"))
    blank: list[Account] = []
    needed: list[tuple[Account, Decimal, Decimal]] = []
    for row in to_plan:
        budget, planned = row.budget_initial, total(by_account.get(row.account_code, ()))
        if budget is None or planned is None:
            blank.append(row)
        else:
            needed.append((row, budget, planned))
    mixed = [
        row
        for row, budget, planned in needed
        if planned < budget and "personnel" in chart.nodes[row.account_code].classes_below
    ]
    unclear = {row.account_code for row in mixed}
    differing = [one for one in needed if one[1] != one[2] and one[0].account_code not in unclear]
    codes = {row.account_code for row in to_plan}
    open_ = {row.account_code for row in blank}  # the projects of an account without a budget are compared with nothing
    of_them = [
        row
        for row in package.projects
        if row.account_code in codes and (row.account_code not in open_ or row.budget_initial is None)
    ]
    shown: tuple[Evidence, ...] = (
        *cells(package, "accounts", to_plan, "budget_initial"),
        *cells(package, "projects", of_them, "account_code", "budget_initial"),
        case.parameter(_DEADLINE),
    )
    if differing:
        clear = [row for row, _, _ in differing]
        whole = added(budget for _, budget, _ in differing)
        by_project = added(planned for _, _, planned in differing)
        reason = say(
            "{accounts}的预算共 {whole} 元，列到项目的 {planned} 元，相差 {gap} 元",
            accounts=some([f"{row.account_code} {row.account_name}" for row in clear]),
            whole=whole, planned=by_project, gap=whole - by_project,
        )  # fmt: skip
        called = cells(package, "accounts", clear, "account_name")
        return broken(case, case.deadline(_DEADLINE), reason, *_figures(package, clear), *called, *shown)
    if mixed:
        names = some([f"{row.account_code} {row.account_name}" for row in mixed])
        unsaid = say("{accounts}没有列明细科目，分不出人员经费，无法核对项目预算", accounts=names)
        return unstated(case, "accounts", unsaid, *cells(package, "accounts", mixed, "account_name"), *shown)
    if blank:
        names = some([f"{row.account_code} {row.account_name}" for row in blank])
        unsaid = say("{accounts}或其项目没有填写年初预算数，无法核对项目预算", accounts=names)
        return unstated(case, "accounts", unsaid, *cells(package, "accounts", blank, "account_name"), *shown)
    whole = added(budget for _, budget, _ in needed)
    reason = say("{n} 个支出科目的预算共 {total} 元，全部列到项目", n=len(needed), total=whole)
    return met(reason, *shown)


def budget_measures_carried_out(case: Case) -> Answer:
    """全面落实《北京市工会预算管理办法》: how many of the clauses that spell it out are kept; the worst of them answers.

    The measure's own text is not at hand: what the plan asks of budgets stands for it.
    """
    answers = {
        name: one for name, one in case.given.items() if name in _PARTS and one.status is not Status.NOT_APPLICABLE
    }
    if not answers:
        return not_applicable(say("预算管理各条款都不适用"))
    kept = sum(one.status is Status.MET for one in answers.values())
    share = Percent(Decimal(kept) / len(answers))
    count = say("预算管理适用的 {n} 条中符合 {kept} 条（{share}）", n=len(answers), kept=kept, share=share)
    worst = min((one.status for one in answers.values()), key=WORST_FIRST.index)
    alike = [name for name, one in answers.items() if one.status is worst]
    shown = dict.fromkeys(cell for name in alike for cell in answers[name].cells)
    if worst is Status.MET:
        return met(count, *shown)
    title = Sentence(STATUS_TITLES[worst], {})
    reason = say("{count}；{status}：{clauses}", count=count, status=title, clauses=tuple(alike))
    return answer(worst, reason, *shown, asked=any(answers[name].asked for name in alike))


def budget_follows_the_annual_plan(case: Case) -> Answer:
    """预算编制要与年度工作计划相结合: every project names the item of the annual plan that it carries out.

    No table lists the items of a plan: that the one named exists is the union's word, which no machine can check.
    """
    package = case.package
    if package is None or package.projects is None:
        return undisclosed(case, "projects")
    if not package.projects:
        return not_applicable(say("没有列出项目"))
    named = {row.project_id for row in package.projects if row.plan_item}
    count = len({row.project_id for row in package.projects})
    open_ = [row for row in package.projects if row.project_id not in named]
    names = {row.project_id: row.name for row in open_}  # of a project on several accounts each once
    shown: tuple[Evidence, ...] = (
        *cells(package, "projects", package.projects, "plan_item"),
        case.parameter(_DEADLINE),
    )
    if open_:
        reason = say(
            "{n} 个项目中有 {open} 个没有对应的年度计划条目（{share}）：{names}",
            n=count, open=len(names), share=Percent(Decimal(len(names)) / count), names=some(list(names.values())),
        )  # fmt: skip
        shown = (*shown, *cells(package, "projects", open_, "name"))
        return broken(case, case.deadline(_DEADLINE), reason, *shown)
    reason = say("{n} 个项目都注明了年度计划条目；条目是否存在无法由机器核查", n=count)
    return attested(reason, *shown)


def members_heard_before_the_review(case: Case) -> Answer:
    """充分听取职工或会员代表的意见: somebody was heard on the budget, and the hearing ended before the committee's review.

    The hearing may stand in last year's record of work, if it came after last year's own review, or after the day by
    which that was due where its record is not there. Where that record of work was never disclosed, nobody can tell.
    """
    package = case.package
    if package is None or package.activities is None or package.filings is None:
        return undisclosed(case, "activities", "filings")
    review, deadline = last_step(case, "committee_review"), case.parameter(_DEADLINE)
    if review is None:
        if not late(case, case.deadline(_DEADLINE)):
            return not_due(say("本级委员会尚未审查预算，期限为{due}", due=case.deadline(_DEADLINE)), deadline)
        unknown_day = say("没有本级委员会审查预算的日期，无法核对征求意见的先后")
        return founded_after(case, case.deadline(_DEADLINE)) or no_data(unknown_day, deadline)
    timely = [
        (one, row) for one, row in _hearings(case, package) if _ended(row) <= review.date and row.attended_count != 0
    ]
    shown: tuple[Evidence, ...] = (
        *(cell for one, row in timely for cell in cells(one, "activities", [row], *_HEARING)),
        *step_cells(case, [review]),
        deadline,
    )
    if not timely:
        reason = say("本级委员会于{day}审查预算，此前没有征求职工或会员代表意见的记录", day=review.date)
        due = case.deadline(_DEADLINE)
        unknown = elsewhere(case, "activities", reason, *shown, since=case.year - 1) if late(case, due) else None
        return unknown or broken(case, due, reason, *shown)
    if counts := [row.attended_count for _, row in timely if row.attended_count]:
        return met(say("预算审查前征求意见 {times} 次，最多 {n} 人参加", times=len(counts), n=max(counts)), *shown)
    shown = (*shown, *(cell for one, row in timely for cell in proofs(one, "activities", [row])))
    if any(row.document_no or row.document_url for _, row in timely):
        return attested(say("预算审查前征求意见 {times} 次，有佐证；没有参加人数", times=len(timely)), *shown)
    unsaid = say("预算审查前征求意见 {times} 次，但没有参加人数，也没有佐证", times=len(timely))
    return unstated(case, "activities", unsaid, *shown)


def _hearings(case: Case, package: Package) -> list[tuple[Package, Activity]]:
    """What was heard on the budget, and where it is recorded: last year after that year's own review, and this year."""
    books = [(package, date.min)]
    if case.previous:
        earlier = last_step(case, "committee_review", case.year - 1)
        books.append((case.previous, earlier.date if earlier else add_years(case.deadline(_DEADLINE), -1)))
    return [
        (one, row)
        for one, since in books
        for row in one.activities or ()
        if row.kind == "consultation" and row.date > since
    ]


def _ended(row: Activity) -> date:
    return row.end_date or row.date


def _accounts_to_plan(chart: Chart, accounts: tuple[Account, ...], planned: KeysView[str]) -> list[Account]:
    """Expenditure accounts whose budget is not nil, personnel apart: the smallest given, or one above that has projects."""
    nodes = [(row, chart.nodes[row.account_code]) for row in accounts]
    above = {ancestor for _, node in nodes for ancestor in node.ancestors} - planned
    return [
        row
        for row, node in nodes
        if node.side == "expenditure" and node.class_ != "personnel" and node.code not in above
        and row.budget_initial != ZERO and planned.isdisjoint(node.ancestors)
    ]  # fmt: skip


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
        clause_id="2-4-1",
        version="1.0",
        title="全面落实预算管理办法",
        method="汇总预算管理各条（2-4-2 至 2-4-11）的结论，显示适用条款中符合的比例；以其中最差的结论为准",
        applies_to="全部工会",
        weight=Weight.INDICATOR,
        decide=budget_measures_carried_out,
        parts=_PARTS,
    ),
    Rule(
        clause_id="2-4-2",
        version="1.2",
        history=revised(
            "没有列明细科目的，期限以前改为未到期", (TRIED_ANEW, "年初预算数可以留空：没有填写的为缺数据，不当作零")
        ),
        title="按照项目编制预算",
        method="除人员经费外，每个支出科目的年初预算应等于列在该科目下的项目年初预算之和",
        applies_to="全部工会",
        weight=Weight.HARD,
        decide=budget_made_by_project,
    ),
    Rule(
        clause_id="2-4-3",
        version="1.1",
        history=revised("全部注明计划条目的，由符合改为有佐证：条目是否存在没有表可以核对"),
        title="预算编制与年度工作计划相结合",
        method="查每个项目是否注明所对应的年度工作计划条目；全部注明的为有佐证，条目是否存在无法由机器核查",
        applies_to="全部工会",
        weight=Weight.WARNING,
        decide=budget_follows_the_annual_plan,
    ),
    Rule(
        clause_id="2-4-4",
        version="1.2",
        history=revised(
            "上年的工作记录没有公开的，没有征求意见的记录由不符合改为缺数据；上年数据没有审查记录的，期限后征求的意见也计入",
            (TRIED_ANEW, "期限以后才成立的工会，没有审查预算的记录由缺数据改为不适用"),
        ),
        title="编制预算听取职工或会员代表意见",
        method="查征求意见的记录是否有人参加，是否在本级委员会审查预算之前结束",
        applies_to="全部工会",
        weight=Weight.WARNING,
        decide=members_heard_before_the_review,
    ),
)
