"""二（一）加强工会系统党风廉政建设和反腐败教育"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.core.sentence import Percent, say
from generator.rules.answers import attested, breached, cells, late, met, no_data, not_due
from generator.rules.model import Rule, Weight
from generator.rules.shapes import undisclosed, unfinished

if TYPE_CHECKING:
    from generator.records.conduct import Activity
    from generator.rules.answers import Evidence
    from generator.rules.case import Case
    from generator.rules.model import Answer


def cadres_trained_each_year(case: Case) -> Answer:
    """每年对工会干部至少进行一次党风廉政建设和反腐败的教育培训: at least one integrity training in the year.

    Who attended is known per session only, so the share of cadres trained lies between the largest session and the sum of
    all. A share that is certainly below 100 % after the year is the softer half of the clause.
    """
    package = case.package
    if package is None or package.activities is None:
        return undisclosed(case, "activities")
    needed = case.parameter("trainings_per_year")
    held = [
        row
        for row in package.activities
        if row.kind == "integrity_training" and row.date.year == case.year and row.date <= case.as_of
    ]
    if len(held) < case.number("trainings_per_year"):
        so_far = say(
            "{year}年开展廉政教育培训 {n} 次，应至少 {least} 次", year=case.year, n=len(held), least=needed.value
        )
        return unfinished(case, so_far, needed) or breached(so_far, needed)
    shown: tuple[Evidence, ...] = (*cells(package, "activities", held, "date", "attended_count"), needed)
    attended = [row.attended_count for row in held if row.attended_count is not None]
    cadres = _cadres(case, held)
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
    if not late(case, date(case.year, 12, 31)):
        return not_due(say("{so_far}；{year}年尚未结束", so_far=reason, year=case.year), *shown)
    return breached(reason, *shown, weight=Weight.WARNING)


def _cadres(case: Case, held: list[Activity]) -> int | None:
    """Union cadres of the overview, else the most that any session was due for."""
    overview = case.package.overview if case.package else None
    if overview and overview[0].cadres is not None:
        return overview[0].cadres
    due = [row.due_count for row in held if row.due_count is not None]
    return max(due) if due else None


RULES = (
    Rule(
        clause_id="2-1-6",
        version="1.0",
        title="每年对工会干部至少开展一次廉政教育培训",
        method="查当年“工作记录”中的廉政教育培训次数；再比较实到人数与工会干部人数，年终仍未全部参加的作提示",
        applies_to="全部工会",
        weight=Weight.HARD,
        decide=cadres_trained_each_year,
    ),
)
