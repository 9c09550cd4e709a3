"""二（一）加强工会系统党风廉政建设和反腐败教育"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.core.sentence import Percent, say
from generator.rules.answers import attested, breached, cells, met, no_data
from generator.rules.model import FIRST, Rule, Version, Weight
from generator.rules.shapes import (
    done_this_year,
    in_force,
    regulation_in_force,
    rules_studied,
    too_few,
    undisclosed,
    unfinished,
)

if TYPE_CHECKING:
    from generator.records.conduct import Activity
    from generator.records.package import Package
    from generator.rules.answers import Evidence
    from generator.rules.case import Case
    from generator.rules.model import Answer


# 2-1-3 asks for each of these; the other classes have clauses of their own.
_CLASSES = {
    "finance": say("财务"),
    "budget": say("预算"),
    "assets": say("资产"),
    "procurement": say("采购招投标"),
    "audit": say("审计监督"),
    "disclosure": say("财务公开"),
    "integrity": say("廉政"),
}


def integrity_rules_studied(case: Case) -> Answer:
    """深入学习中央八项规定、反“四风”、厉行节约反对浪费等相关规定: a documented study session in the year."""
    return rules_studied(case)


def regulations_complete(case: Case) -> Answer:
    """加强制度建设，健全监督制约机制: a regulation in force in each class that the supervision of money rests on."""
    package = case.package
    if package is None or package.regulations is None:
        return undisclosed(case, "regulations")
    held = {class_: in_force(case, class_) for class_ in _CLASSES}
    rows = [row for found in held.values() for row in found]
    shown = cells(package, "regulations", rows, "class", "title", "adopted_on", "repealed_on")
    lacking = [_CLASSES[class_] for class_, found in held.items() if not found]
    if lacking:
        reason = say("应有 {n} 类制度，缺少：{names}", n=len(held), names=tuple(lacking))
        return unfinished(case, reason, *shown) or breached(reason, *shown)
    return met(say("{n} 类制度齐全，现行有效 {rows} 项", n=len(held), rows=len(rows)), *shown)


def education_regulation_in_force(case: Case) -> Answer:
    """完善党风廉政建设和反腐败工作的教育制度: a regulation on integrity education is in force."""
    return regulation_in_force(case, "integrity_education", say("廉政教育制度"))


def cadres_trained_each_year(case: Case) -> Answer:
    """每年对工会干部至少进行一次党风廉政建设和反腐败的教育培训: at least one integrity training in the year.

    Who attended is known per session only, so the share of cadres trained lies between the largest session and the sum of
    all. A share that is certainly below 100 % after the year is the softer half of the clause.
    """
    package = case.package
    if package is None or package.activities is None:
        return undisclosed(case, "activities")
    held = done_this_year(case, "integrity_training")
    if absent := too_few(case, held, "trainings_per_year", say("开展廉政教育培训")):
        return absent
    shown: tuple[Evidence, ...] = (
        *cells(package, "activities", held, "date", "attended_count"),
        case.parameter("trainings_per_year"),
    )
    attended = [row.attended_count for row in held if row.attended_count is not None]
    cadres = _cadres(package, held)
    if len(attended) < len(held) or cadres is None:
        if any(row.document_no or row.document_url for row in held):
            return attested(
                say("开展廉政教育培训 {n} 次，有佐证；未填应到、实到人数，覆盖面无法核查", n=len(held)), *shown
            )
        missing = say("开展廉政教育培训 {n} 次，但没有人数，也没有佐证", n=len(held))
        return unfinished(case, missing, *shown) or no_data(missing, *shown)
    fewest, most = min(max(attended), cadres), min(sum(attended), cadres)
    if fewest == cadres:
        return met(say("开展廉政教育培训 {n} 次，{cadres} 名工会干部全部参加", n=len(held), cadres=cadres), *shown)
    if most == cadres:
        reason = say(
            "开展廉政教育培训 {n} 次，累计 {sum} 人次，工会干部 {cadres} 人",
            n=len(held),
            sum=sum(attended),
            cadres=cadres,
        )
        return met(reason, *shown)
    reason = say(
        "开展廉政教育培训 {n} 次，工会干部 {cadres} 人中至多 {most} 人参加，覆盖 {share}",
        n=len(held), cadres=cadres, most=most, share=Percent(Decimal(most) / cadres),
    )  # fmt: skip
    return unfinished(case, reason, *shown) or breached(reason, *shown, weight=Weight.WARNING)


def _cadres(package: Package, held: list[Activity]) -> int | None:
    """Union cadres of the overview, else the most that any session was due for."""
    if package.overview and package.overview[0].cadres is not None:
        return package.overview[0].cadres
    due = [row.due_count for row in held if row.due_count is not None]
    return max(due) if due else None


RULES = (
    Rule(
        clause_id="2-1-1",
        version="1.0",
        title="学习中央八项规定等廉洁规定",
        method="查当年“工作记录”中的规定学习次数；有佐证文号或链接的为有佐证，学习的内容无法由机器核查",
        applies_to="全部工会",
        weight=Weight.INDICATOR,
        decide=integrity_rules_studied,
    ),
    Rule(
        clause_id="2-1-3",
        version="1.0",
        title="财务、预算、资产、采购、审计、公开、廉政各类制度齐全",
        method="查“制度清单”，七类制度在年末（未到年末的在评价日）是否各有至少一项现行有效；只核查有无，不评价内容",
        applies_to="全部工会",
        weight=Weight.WARNING,
        decide=regulations_complete,
    ),
    Rule(
        clause_id="2-1-5",
        version="1.0",
        title="有现行有效的廉政教育制度",
        method="查“制度清单”中有无现行有效的廉政教育制度；有文号的为有佐证，制度的内容无法由机器核查",
        applies_to="全部工会",
        weight=Weight.WARNING,
        decide=education_regulation_in_force,
    ),
    Rule(
        clause_id="2-1-6",
        version="1.1",
        history=(
            *FIRST,
            Version(
                version="1.1", on=date(2026, 11, 23), first_year=2015, what="覆盖面不足的，全年数据报送后才判为不符合"
            ),
        ),
        title="每年对工会干部至少开展一次廉政教育培训",
        method="查当年“工作记录”中的廉政教育培训次数；再比较实到人数与工会干部人数，年终仍未全部参加的作提示",
        applies_to="全部工会",
        weight=Weight.HARD,
        decide=cadres_trained_each_year,
    ),
)
