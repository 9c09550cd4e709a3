"""二（二）强化工会干部作风建设"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from yangguang.core.sentence import say
from yangguang.rules.forms.lifetime import short_year
from yangguang.rules.forms.names import some
from yangguang.rules.forms.shapes import (
    done_this_year,
    regulation_in_force,
    rules_studied,
    tells,
    too_few,
    undisclosed,
    unfinished,
    unstated,
)
from yangguang.rules.judge.answers import breached, cells, met, no_data, not_applicable, register_cells
from yangguang.rules.judge.model import Weight
from yangguang.rules.judge.rule import TRIED_ANEW, Rule, revised

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yangguang.records.conduct import Activity
    from yangguang.rules.judge.answers import Evidence
    from yangguang.rules.judge.case import Case
    from yangguang.rules.judge.model import Answer

# 市、区、产业、局、集团、高校: their leaders receive workers; below them only where there is a chair to do it.
_WITH_LEADERS = frozenset(
    {"municipal", "district", "development_zone", "industrial", "bureau", "corporate_group", "university"}
)


def conduct_rules_studied(case: Case) -> Answer:
    """认真学习贯彻中央、市委有关改进作风的规定: a documented study session in the year."""
    return rules_studied(case)


def liaison_regulation_in_force(case: Case) -> Answer:
    """进一步强化联系职工制度: a regulation on keeping in touch with workers is in force."""
    return regulation_in_force(case, "worker_liaison", say("联系职工制度"))


def activities_of_several_forms(case: Case) -> Answer:
    """组织开展形式多样的联系服务职工活动: activities for workers in the year, of more than one form.

    An activity whose form is not stated may be of any: it leaves the number of forms open instead of lowering it.
    """
    package = case.package
    if package is None or package.activities is None:
        return undisclosed(case, "activities")
    held = done_this_year(case, "member_activity")
    if absent := too_few(case, held, "member_activities_per_year", say("组织联系服务职工活动")):
        return absent
    shown: tuple[Evidence, ...] = (
        *cells(package, "activities", held, "kind", "date", "subkind"),
        case.parameter("member_activities_per_year"),
        case.parameter("member_activity_forms"),
    )
    forms = sorted({row.subkind for row in held if row.subkind})
    unknown = sum(not row.subkind for row in held)
    least = case.number("member_activity_forms")
    if len(forms) >= least:
        reason = say("组织联系服务职工活动 {n} 次，形式 {k} 种：{forms}", n=len(held), k=len(forms), forms=some(forms))
        return met(reason, *shown)
    count = say(
        "组织联系服务职工活动 {n} 次，填写的形式 {k} 种，应至少 {least} 种",
        n=len(held), k=len(forms), least=case.parameter("member_activity_forms").value,
    )  # fmt: skip
    if len(forms) + unknown >= least:
        reason = say("{count}；另有 {n} 次没有填写形式，无法核查", count=count, n=unknown)
        return unfinished(case, reason, *shown) or no_data(reason, *shown)
    return unfinished(case, count, *shown) or short_year(case, count, *shown) or breached(count, *shown)


def leaders_receive_workers_regularly(case: Case) -> Answer:
    """坚持工会领导干部定期接访制度: never longer between two receptions than the cycle, and the responsible leader takes part.

    The cycle is the one that the union declares, else the default. The year is covered from end to end: from last year's
    last reception where that year was disclosed to its end, else from the first day, to the last day.
    """
    package = case.package
    if package is None or package.activities is None or package.overview is None:
        return undisclosed(case, "activities", "overview")
    overview = package.overview[0] if package.overview else None
    role = overview.responsible_role if overview else None
    if case.union.kind not in _WITH_LEADERS and role != "chair":
        if role is None:
            return unstated(case, "overview", say("没有填写廉洁办会责任人职务，不能确定有无工会主席接访"))
        return not_applicable(
            say("工会主席空缺，定期接访不作要求"), *cells(package, "overview", package.overview, "responsible_role")
        )
    declared = overview.reception_cycle_days if overview else None
    cycle = declared or int(case.number("reception_cycle_days"))
    held = done_this_year(case, "leader_reception")
    before = _last_year(case)
    shown = (
        *cells(package, "activities", held, "kind", "date"),
        *(cells(case.previous, "activities", before[-1:], "kind", "date") if case.previous else ()),
        *cells(package, "overview", package.overview, "reception_cycle_days"),
        *(() if case.union.kind in _WITH_LEADERS else cells(package, "overview", package.overview, "responsible_role")),
        *(() if declared else (case.parameter("reception_cycle_days"),)),
    )
    first, last = max(_gaps(case, before, held, cycle), key=lambda gap: gap[1] - gap[0])
    if (last - first).days > cycle:
        reason = say(
            "接访 {n} 次，{first}至{last}间隔 {days} 日，超过接访周期 {cycle} 日",
            n=len(held), first=first, last=last, days=(last - first).days, cycle=cycle,
        )  # fmt: skip
        return unfinished(case, reason, *shown) or breached(reason, *shown)
    count = say("接访 {n} 次，间隔均不超过 {cycle} 日", n=len(held), cycle=cycle)
    if not held:
        return unfinished(case, count, *shown) or not_applicable(
            say("{count}；还没有到应当接访的日期", count=count), *shown, *register_cells(case.union, "founded_on")
        )
    by_whom = cells(package, "overview", package.overview, "responsible_role")
    shown = (*dict.fromkeys((*shown, *by_whom)), *cells(package, "activities", held, "leader_role"))
    roles = [row.leader_role for row in held if row.leader_role]
    if role is None or len(roles) < len(held):
        reason = say("{count}；没有填写领导职务，不能核查负责人是否接访", count=count)
        return unfinished(case, reason, *shown) or no_data(reason, *shown)
    if not any(_is(role, one) for one in roles):
        reason = say("{count}；廉洁办会责任人本人没有接访", count=count)
        return unfinished(case, reason, *shown) or short_year(case, reason, *shown) or breached(reason, *shown)
    return unfinished(case, count, *shown) or met(count, *shown)


def _last_year(case: Case) -> list[Activity]:
    """Last year's receptions where that year was disclosed to its end, earliest first."""
    last_year = case.previous if tells(case, case.year - 1, "activities") else None
    rows = (last_year.activities if last_year else None) or ()
    found = [row for row in rows if row.kind == "leader_reception" and case.year_of(row.date) == case.year - 1]
    return sorted(found, key=lambda row: (row.date, row.activity_id))


def _gaps(case: Case, before: Sequence[Activity], held: Sequence[Activity], cycle: int) -> list[tuple[date, date]]:
    """From each reception to the next, the year's or the union's own first and last day included.

    What nobody has ended yet lasts to the day that made it longer than the `cycle`, and is nothing before that day: what
    is said of it is then the same until the year ends.
    """
    founded = case.union.founded_on
    first = before[-1].date if before else case.first_day
    if founded is not None:
        first = max(first, founded)
    last = case.last_day
    if case.as_of < last:
        open_ = max([first, *(row.date for row in held)])
        too_long = open_ + timedelta(days=min(cycle + 1, (date.max - open_).days))
        last = too_long if case.as_of >= too_long else open_
    if case.union.dissolved_on is not None:
        last = min(last, case.union.dissolved_on)
    return list(pairwise([first, *(row.date for row in held), max(first, last)]))


def _is(role: str, stated: str) -> bool:
    """Whether a stated title (工会主席, 党组书记、主席) is the responsible leader's."""
    if role == "acting_vice_chair":
        return "副主席" in stated
    return "主席" in stated.replace("副主席", "")


RULES = (
    Rule(
        clause_id="2-2-1",
        version="1.2",
        history=revised(
            "没有佐证的学习，全年数据报送前由缺数据改为未到期；要求多次的，每次都须有佐证",
            (TRIED_ANEW, "成立或撤销的当年存在不足半年的，没有做到的由不符合改为不适用"),
        ),
        title="学习改进作风的规定",
        method="查当年“工作记录”中的规定学习次数；有佐证文号或链接的为有佐证，学习的内容无法由机器核查",
        applies_to="全部工会",
        weight=Weight.INDICATOR,
        decide=conduct_rules_studied,
    ),
    Rule(
        clause_id="2-2-3",
        version="1.1",
        history=revised("没有文号的，数据报送期限以前改为未到期；数据只报到年初或半年的，不再判为有佐证"),
        title="有现行有效的联系职工制度",
        method="查“制度清单”中有无现行有效的联系职工制度；有文号的为有佐证，制度的内容无法由机器核查",
        applies_to="全部工会",
        weight=Weight.WARNING,
        decide=liaison_regulation_in_force,
    ),
    Rule(
        clause_id="2-2-4",
        version="1.1",
        history=revised((TRIED_ANEW, "成立或撤销的当年存在不足半年的，没有做到的由不符合改为不适用")),
        title="联系服务职工活动形式多样",
        method="查当年“工作记录”中的联系服务职工活动次数，以及填写的不同形式数；没有填写形式的不计也不减",
        applies_to="全部工会",
        weight=Weight.WARNING,
        decide=activities_of_several_forms,
    ),
    Rule(
        clause_id="2-2-5",
        version="1.3",
        history=revised(
            "上年数据只报到年初或半年的，首次间隔自年初起算",
            (TRIED_ANEW, "成立不满一个周期、还没有接访的，由不符合或缺数据改为不适用"),
            (TRIED_ANEW, "成立或撤销的当年存在不足半年的，没有做到的由不符合改为不适用"),
        ),
        title="领导干部定期接访",
        method="全年逐次核对接访间隔不超过工会声明的周期（未声明的用默认值），年初、年末一并计算；廉洁办会责任人当年应至少接访一次",
        applies_to="市、区、产业、局、集团、高校工会，以及设工会主席的其他工会",
        weight=Weight.WARNING,
        decide=leaders_receive_workers_regularly,
    ),
)
