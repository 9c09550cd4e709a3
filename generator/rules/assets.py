"""二（六）严格工会资产管理"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.core.dates import add_years, lasts_years
from generator.core.sentence import say
from generator.rules.answers import answer, attested, awaiting, cells, met, no_data, not_applicable, superior_cells
from generator.rules.filings import own_filings, superior_filings
from generator.rules.model import Rule, Status, Weight
from generator.rules.shapes import broken, some, undisclosed

if TYPE_CHECKING:
    from generator.records.assets import AssetMatter
    from generator.records.package import Package
    from generator.rules.case import Case
    from generator.rules.model import Answer

# 合资合作、承包经营、租赁经营等: somebody else uses or runs the asset for a term.
_COOPERATION = frozenset(
    {"lease_out", "lend", "contract_operation", "joint_venture", "entrusted_operation", "investment"}
)
# Of several matters the worst answers for the clause.
_WORST_FIRST = (Status.BREACHED, Status.NO_DATA, Status.AWAITING_SUPERIOR, Status.NOT_DUE, Status.ATTESTED, Status.MET)


def long_terms_approved_level_by_level(case: Case) -> Answer:
    """合作期限5年以上(含5年)的事项，需逐级上报审批: every level up to the top, from below upwards, before the term starts.

    A term lasts from its first to its last day with every option to renew; one without an end is long. The immediate
    superior's own package must show its approval.
    """
    package = case.package
    if package is None or package.assets is None or package.filings is None:
        return undisclosed(case, "assets", "filings")
    threshold = case.parameter("asset_term_threshold")
    matters = [row for row in package.assets if row.matter in _COOPERATION]
    unknown = [row for row in matters if not row.open_ended and (row.start_on is None or row.end_on is None)]
    answers = [
        _of_matter(case, package, row) for row in matters if row not in unknown and _is_long(row, int(threshold.value))
    ]
    if unknown:
        reason = say("{names} 没有填写起止日期，合作期限无法核查", names=some([row.asset_name for row in unknown]))
        answers.append(no_data(reason, *cells(package, "assets", unknown, "start_on", "end_on")))
    if not answers:
        return not_applicable(say("没有合作期限 {years} 年以上的资产事项", years=threshold.value), threshold)
    status = min((one.status for one in answers), key=_WORST_FIRST.index)
    alike = [one for one in answers if one.status is status]
    reason = alike[0].reason
    if len(alike) > 1:
        reason = say("{reason}；另有 {n} 项情况相同", reason=reason, n=len(alike) - 1)
    return answer(status, reason, *(cell for one in alike for cell in one.cells), threshold)


def _of_matter(case: Case, package: Package, row: AssetMatter) -> Answer:
    """One long-term matter and its approvals, from the immediate superior up."""
    levels = [union.union_id for union in reversed(case.registry.ancestors(case.union.union_id))]
    steps = [
        one for one in own_filings(case, "asset_matter", "superior_approval", row.asset_id) if one.outcome == "approved"
    ]
    by_body = {one.body_id: one for one in steps}
    shown = (
        *cells(package, "assets", [row], "start_on", "end_on"),
        *cells(package, "filings", steps, "date", "body_id"),
    )
    effective = row.start_on or date(case.year, 12, 31)
    unions = case.registry.unions
    lacking = [unions[level].name for level in levels if level not in by_body]
    if lacking or not steps:
        names = tuple(lacking) or say("上级工会")
        years = case.parameter("asset_term_threshold").value
        reason = say(
            "“{asset}”合作期限满 {years} 年，没有{names}的批准", asset=row.asset_name, years=years, names=names
        )
        return broken(case, effective, reason, *shown)
    chain = [by_body[level] for level in levels] or steps
    if any(above.date < below.date for below, above in pairwise(chain)):
        return broken(case, effective, say("“{asset}”的批准没有逐级进行", asset=row.asset_name), *shown)
    if chain[-1].date > effective:
        reason = say("“{asset}”于{start}生效，{day}才批准", asset=row.asset_name, start=effective, day=chain[-1].date)
        return broken(case, effective, reason, *shown)
    if not levels:
        return attested(say("“{asset}”有批准记录；上级工会不在本门户，仅有本会的记录", asset=row.asset_name), *shown)
    numbers = {row.asset_id, chain[0].document_no} - {None}
    seen = [
        one
        for one in superior_filings(case, "asset_matter", "superior_approval")
        if {one.filing.subject_id, one.filing.document_no} & numbers
    ]
    if not seen:
        return awaiting(say("“{asset}”有逐级批准的记录，上级工会的数据中还没有这一批准", asset=row.asset_name), *shown)
    last = seen[-1]
    shown = (*shown, *superior_cells(case, last.year, [last.filing], "date", "outcome"))
    if last.filing.outcome != "approved":
        reason = say("“{asset}”：上级工会记录于{day}退回，没有批准", asset=row.asset_name, day=last.filing.date)
        return broken(case, effective, reason, *shown)
    return met(say("“{asset}”已逐级批准，上级工会的数据与之相符", asset=row.asset_name), *shown)


def _is_long(row: AssetMatter, years: int) -> bool:
    if row.open_ended or row.start_on is None or row.end_on is None:
        return bool(row.open_ended)
    return lasts_years(row.start_on, _last_day(row.end_on, int((row.renewal_years or 0) * 12)), years)


def _last_day(end: date, renewal_months: int) -> date:
    """The last day of a term that ends on `end` when every option to renew is taken."""
    years, months = divmod(renewal_months, 12)
    after = end + timedelta(days=1)
    year, month = divmod(after.month - 1 + months, 12)
    first = date(after.year + year, month + 1, 1)
    next_month = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    shifted = min(first + timedelta(days=after.day - 1), next_month - timedelta(days=1))
    return add_years(shifted, years) - timedelta(days=1)


RULES = (
    Rule(
        clause_id="2-6-5",
        version="1.0",
        title="合作期限5年以上的资产事项逐级上报审批",
        method="起止日期加续期达到规定年限或无固定期限的合作事项，查上级至最高一级是否自下而上逐级批准、早于生效日，并与上级工会的记录核对",
        applies_to="有合资合作、承包、租赁等资产事项的工会",
        weight=Weight.HARD,
        decide=long_terms_approved_level_by_level,
    ),
)
