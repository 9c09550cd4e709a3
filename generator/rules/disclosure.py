"""三（三）推动财务公开"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from generator.core.sentence import say
from generator.rules.answers import attested, breached, cells, late, met, no_data, not_applicable, not_due
from generator.rules.filings import covers
from generator.rules.model import Rule, Weight
from generator.rules.shapes import undisclosed, unfinished

if TYPE_CHECKING:
    from generator.records.oversight import Disclosure, Filing
    from generator.records.package import Package
    from generator.rules.case import Case
    from generator.rules.model import Answer, Cell

_MEETINGS = frozenset({"congress", "committee_meeting"})


def finances_reported_to_members_each_year(case: Case) -> Answer:
    """通过召开年度工会委员会、会员代表大会等形式，定期通报财务收支情况: a meeting in the year on last year's accounts.

    The record may stand in the package of either year: as a disclosure at a meeting, or as a report among the filings,
    which then says how many were present. A meeting nobody attended does not count.
    """
    package = case.package
    if package is None or package.disclosures is None:
        return undisclosed(case, "disclosures")
    founded = case.union.founded_on
    if founded and founded.year >= case.year:
        return not_applicable(say("工会于{founded}成立，没有上年财务收支可以通报", founded=founded))
    packages = [one for one in (package, case.previous) if one is not None]
    for one in packages:
        if meetings := _meetings(case, one):
            day = max(row.date for row in meetings)
            reason = say("{day}在会议上通报{last}年财务收支", day=day, last=case.year - 1)
            return met(reason, *cells(one, "disclosures", meetings, "fiscal_year", "date", "channel"))
    for one in packages:
        if reports := _reports(case, one):
            return _reported(reports[-1], *cells(one, "filings", reports[-1:], "date", "present_count"))
    nothing = say("{year}年没有召开会议通报{last}年财务收支的记录", year=case.year, last=case.year - 1)
    if not late(case, date(case.year, 12, 31)):
        return not_due(say("{so_far}；{year}年尚未结束", so_far=nothing, year=case.year))
    if case.previous is None:
        return no_data(say("{nothing}，{last}年的数据也没有公开，无法核查", nothing=nothing, last=case.year - 1))
    return unfinished(case, nothing) or breached(nothing)


def _reported(report: Filing, *shown: Cell) -> Answer:
    """What a report among the filings amounts to: a head count, a document, or neither."""
    if report.present_count is not None:
        return met(say("{day}向到会 {n} 人通报上年财务收支", day=report.date, n=report.present_count), *shown)
    if report.document_no or report.document_url:
        return attested(say("{day}通报上年财务收支，有佐证；没有到会人数，无法核查", day=report.date), *shown)
    return no_data(say("{day}通报上年财务收支，但没有到会人数，也没有佐证", day=report.date), *shown)


def _meetings(case: Case, package: Package) -> list[Disclosure]:
    """Disclosures of last year's accounts at a meeting of the judged year."""
    return [
        row
        for row in package.disclosures or ()
        if row.subject == "final_accounts" and row.channel in _MEETINGS and _in_time(case, row.date)
        and row.fiscal_year in {None, case.year - 1}
    ]  # fmt: skip


def _reports(case: Case, package: Package) -> list[Filing]:
    """Reports on last year's accounts in the judged year that somebody may have heard, earliest first."""
    found = [
        row
        for row in package.filings or ()
        if row.subject == "final_accounts" and row.step == "report" and _in_time(case, row.date)
        and covers(row.period_covered, case.year - 1, unstated=True) and row.present_count != 0
    ]  # fmt: skip
    return sorted(found, key=lambda row: row.date)


def _in_time(case: Case, day: date) -> bool:
    return day.year == case.year and day <= case.as_of


RULES = (
    Rule(
        clause_id="3-3-1",
        version="1.0",
        title="每年召开会议通报上年财务收支",
        method="查当年召开的工会委员会或会员（代表）大会上公开上年收支的记录，或到会人数大于零的上年决算通报",
        applies_to="全部工会",
        weight=Weight.HARD,
        decide=finances_reported_to_members_each_year,
    ),
)
