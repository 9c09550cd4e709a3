"""二（四）严格执行预算管理: who from outside looks at it"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.core.sentence import say
from yangguang.rules.forms.lifetime import short_year
from yangguang.rules.forms.shapes import undisclosed, unfinished
from yangguang.rules.judge.answers import breached, cells, met, not_applicable
from yangguang.rules.judge.model import Weight
from yangguang.rules.judge.rule import TRIED_ANEW, Rule, revised

if TYPE_CHECKING:
    from yangguang.rules.judge.answers import Evidence
    from yangguang.rules.judge.case import Case
    from yangguang.rules.judge.model import Answer

_EXPECTED = frozenset(
    {"municipal", "district", "development_zone", "industrial", "bureau", "corporate_group", "university"}
)


def third_parties_review(case: Case) -> Answer:
    """积极引入第三方评审机构参与工作: how often one reviewed or audited. Expected of federations and large unions.

    The credit code of the body is checked at the door; where none is given, that is said.
    """
    package = case.package
    if package is None:
        return undisclosed(case, "projects", "audits")
    projects = [row for row in package.projects or () if row.third_party_reviewer]
    audits = [
        row
        for row in package.audits or ()
        if row.auditor_kind == "third_party" and row.report_on and row.report_on <= case.as_of
    ]
    least = case.parameter("third_party_reviews_per_year")
    reviewed = len({row.project_id for row in projects})
    count = say("第三方评审项目 {projects} 个、承办审计 {audits} 项", projects=reviewed, audits=len(audits))
    shown: tuple[Evidence, ...] = (
        *cells(package, "projects", projects, "third_party_reviewer"),
        *cells(package, "audits", audits, "auditor_kind", "report_on", "auditor_uscc"),
        least,
    )
    if reviewed + len(audits) >= int(least.value):
        uncoded = sum(row.auditor_uscc is None for row in audits)
        return met(say("{count}；{n} 项审计没有填写机构信用代码", count=count, n=uncoded) if uncoded else count, *shown)
    for table in ("projects", "audits"):
        if package.table(table) is None:
            return undisclosed(case, table)
    if case.union.kind not in _EXPECTED:
        return not_applicable(say("{count}；对本级工会没有数量要求", count=count), *shown)
    return unfinished(case, count, *shown) or short_year(case, count, *shown) or breached(count, *shown)


RULES = (
    Rule(
        clause_id="2-4-8",
        version="1.1",
        history=revised((TRIED_ANEW, "成立或撤销的当年存在不足半年的，没有做到的由不符合改为不适用")),
        title="引入第三方评审机构",
        method="统计当年由第三方评审的项目和由第三方承办的审计，显示数量；区、局、集团、高校以上工会没有的，列为指标未达",
        applies_to="全部工会；区、局、集团、高校以上工会应有",
        weight=Weight.INDICATOR,
        decide=third_parties_review,
    ),
)
