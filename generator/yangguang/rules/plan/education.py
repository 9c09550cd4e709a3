"""二（一）加强工会系统党风廉政建设和反腐败教育"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from yangguang.core.sentence import Percent, say
from yangguang.rules.forms.lifetime import short_year
from yangguang.rules.forms.shapes import (
    done_this_year,
    in_force,
    in_full,
    out_of_force,
    regulation_in_force,
    rules_studied,
    too_few,
    undisclosed,
    unfinished,
    unstated,
)
from yangguang.rules.judge.answers import attested, breached, cells, met, no_data, proofs
from yangguang.rules.judge.model import Weight
from yangguang.rules.judge.rule import TRIED_ANEW, Rule, revised

if TYPE_CHECKING:
    from yangguang.records.conduct import Activity
    from yangguang.records.package import Package
    from yangguang.rules.judge.answers import Evidence
    from yangguang.rules.judge.case import Case
    from yangguang.rules.judge.model import Answer


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
    """加强制度建设，健全监督制约机制: a regulation in force in each class that the supervision of money rests on.

    One without a document number is a title and no more: it does not count, as in 2-1-5.
    """
    package = case.package
    if package is None or package.regulations is None:
        return undisclosed(case, "regulations")
    held = {class_: in_force(case, class_) for class_ in _CLASSES}
    rows = [row for found in held.values() for row in found]
    shown = cells(package, "regulations", rows, "class", "adopted_on", "repealed_on")
    lacking = [_CLASSES[class_] for class_, found in held.items() if not found]
    if lacking:
        shown = (*shown, *out_of_force(case, *(class_ for class_, found in held.items() if not found)))
        reason = say("应有 {n} 类制度，缺少：{names}", n=len(held), names=tuple(lacking))
        return unfinished(case, reason, *shown) or breached(reason, *shown)
    shown = (*shown, *cells(package, "regulations", rows, "document_no"))
    unnamed = [_CLASSES[class_] for class_, found in held.items() if not any(row.document_no for row in found)]
    if unnamed:
        unsaid = say("{n} 类制度都有，但没有文号：{names}", n=len(held), names=tuple(unnamed))
        return unstated(case, "regulations", unsaid, *shown)
    return in_full(case, met(say("{n} 类制度齐全，现行有效 {rows} 项", n=len(held), rows=len(rows)), *shown))


def education_regulation_in_force(case: Case) -> Answer:
    """完善党风廉政建设和反腐败工作的教育制度: a regulation on integrity education is in force."""
    return regulation_in_force(case, "integrity_education", say("廉政教育制度"))


def cadres_trained_each_year(case: Case) -> Answer:
    """每年对工会干部至少进行一次党风廉政建设和反腐败的教育培训: at least one integrity training in the year.

    Seats are counted, not persons: only a session that nobody missed shows that all were trained. Fewer seats than cadres,
    all sessions together, show that some were not, which after the year is the softer half of the clause. Between the two
    a document attests.
    """
    package = case.package
    if package is None or package.activities is None:
        return undisclosed(case, "activities")
    held = done_this_year(case, "integrity_training")
    if absent := too_few(case, held, "trainings_per_year", say("开展廉政教育培训")):
        return absent
    shown: tuple[Evidence, ...] = (
        *cells(package, "activities", held, "kind", "date", "attended_count"),
        *cells(package, "activities", _seats_that_count(package, held), "due_count"),
        *cells(package, "overview", package.overview or (), "cadres"),
        case.parameter("trainings_per_year"),
    )
    attended = [row.attended_count for row in held if row.attended_count is not None]
    cadres = _cadres(package, held)
    if cadres is not None and any(_nobody_missed(row, cadres) for row in held):
        return met(say("开展廉政教育培训 {n} 次，{cadres} 名工会干部全部参加", n=len(held), cadres=cadres), *shown)
    if cadres is not None and len(attended) == len(held) and sum(attended) < cadres:
        reason = say(
            "开展廉政教育培训 {n} 次，工会干部 {cadres} 人中至多 {most} 人参加，覆盖 {share}",
            n=len(held), cadres=cadres, most=sum(attended), share=Percent(Decimal(sum(attended)) / cadres),
        )  # fmt: skip
        open_ = unfinished(case, reason, *shown) or short_year(case, reason, *shown)
        return open_ or breached(reason, *shown, weight=Weight.WARNING)
    known = say("开展廉政教育培训 {n} 次，没有填全应到、实到人数，覆盖面无法核查", n=len(held))
    if cadres is not None and len(attended) == len(held):
        known = say(
            "开展廉政教育培训 {n} 次，共 {sum} 人次，工会干部 {cadres} 人；各次到会的人可能相同，是否全部参加无法核查",
            n=len(held), sum=sum(attended), cadres=cadres,
        )  # fmt: skip
    shown = (*shown, *proofs(package, "activities", held))
    if proven := sum(bool(row.document_no or row.document_url) for row in held):
        return attested(say("{known}；{n} 次有佐证", known=known, n=proven), *shown)
    unproven = say("{known}，也没有佐证", known=known)
    return unfinished(case, unproven, *shown) or no_data(unproven, *shown)


def _nobody_missed(row: Activity, cadres: int) -> bool:
    """Whether all cadres sat in one session: as many as there are, or everybody of the more that were due."""
    return row.attended_count == max(cadres, row.due_count or cadres)


def _seats_that_count(package: Package, held: list[Activity]) -> list[Activity]:
    """The sessions of which it matters how many were due: where no overview counts cadres, or all of them may have come."""
    cadres = package.overview[0].cadres if package.overview else None
    return held if cadres is None else [row for row in held if (row.attended_count or 0) >= cadres]


def _cadres(package: Package, held: list[Activity]) -> int | None:
    """Union cadres of the overview, else the most that any session was due for."""
    if package.overview and package.overview[0].cadres is not None:
        return package.overview[0].cadres
    due = [row.due_count for row in held if row.due_count is not None]
    return max(due) if due else None


RULES = (
    Rule(
        clause_id="2-1-1",
        version="1.2",
        history=revised(
            "没有佐证的学习，全年数据报送前由缺数据改为未到期；要求多次的，每次都须有佐证",
            (TRIED_ANEW, "成立或撤销的当年存在不足半年的，没有做到的由不符合改为不适用"),
        ),
        title="学习中央八项规定等廉洁规定",
        method="查当年“工作记录”中的规定学习次数；有佐证文号或链接的为有佐证，学习的内容无法由机器核查",
        applies_to="全部工会",
        weight=Weight.INDICATOR,
        decide=integrity_rules_studied,
    ),
    Rule(
        clause_id="2-1-3",
        version="1.1",
        history=revised("有的类别没有文号的，由符合改为缺数据；数据只报到年初或半年的，不再判为符合"),
        title="财务、预算、资产、采购、审计、公开、廉政各类制度齐全",
        method="查“制度清单”，七类制度在年末（未到年末的在评价日）是否各有至少一项现行有效、有文号；只核查有无，不评价内容",
        applies_to="全部工会",
        weight=Weight.WARNING,
        decide=regulations_complete,
    ),
    Rule(
        clause_id="2-1-5",
        version="1.1",
        history=revised("没有文号的，数据报送期限以前改为未到期；数据只报到年初或半年的，不再判为有佐证"),
        title="有现行有效的廉政教育制度",
        method="查“制度清单”中有无现行有效的廉政教育制度；有文号的为有佐证，制度的内容无法由机器核查",
        applies_to="全部工会",
        weight=Weight.WARNING,
        decide=education_regulation_in_force,
    ),
    Rule(
        clause_id="2-1-6",
        version="1.3",
        history=revised(
            (date(2026, 11, 23), "覆盖面不足的，全年数据报送后才判为不符合"),
            "按人数而不是人次：没有一次全员到会、人次之和达到干部人数的，由符合改为有佐证或缺数据",
            (TRIED_ANEW, "成立或撤销的当年存在不足半年的，没有做到的由不符合改为不适用"),
        ),
        title="每年对工会干部至少开展一次廉政教育培训",
        method="查当年“工作记录”中的廉政教育培训次数；再看有没有一次全体工会干部都到会，各次实到人数之和仍少于干部人数的作提示；介于两者之间的，有佐证的为有佐证",
        applies_to="全部工会",
        weight=Weight.HARD,
        decide=cadres_trained_each_year,
    ),
)
