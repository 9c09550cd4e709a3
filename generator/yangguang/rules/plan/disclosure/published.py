"""三（三）推动财务公开"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.core.sentence import say
from yangguang.rules.forms.filings import covers, this_and_next_year
from yangguang.rules.forms.lifetime import short_year
from yangguang.rules.forms.several import undone, worst
from yangguang.rules.forms.shapes import (
    in_full,
    tells,
    undisclosed,
    unfinished,
    unstated,
    weekends_only,
    working_days_after,
)
from yangguang.rules.forms.told import Told, every, order, shelves
from yangguang.rules.judge.answers import attested, breached, cells, met, no_data, not_applicable
from yangguang.rules.judge.model import Weight
from yangguang.rules.judge.rule import TRIED_ANEW, Rule, revised

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from yangguang.records.oversight import Disclosure, Filing, Matter
    from yangguang.records.package import Package
    from yangguang.rules.forms.told import Record, Shelf
    from yangguang.rules.judge.case import Case
    from yangguang.rules.judge.model import Answer, Cell

_MEETINGS = frozenset({"congress", "committee_meeting"})
# 网络、公告栏等平台: a congress meets once a year and a booklet reaches whom it is handed to; neither is prompt.
_PLATFORMS = frozenset({"website", "bulletin_board", "committee_meeting", "intranet", "wechat"})
_REPORT = ("subject", "step", "date", "period_covered", "present_count")
_OF_MATTER = ("subject", "subject_id", "date", "channel", "audience")
_MEMBERS = frozenset({"all_members", "representatives", "public"})


def finances_reported_to_members_each_year(case: Case) -> Answer:
    """通过召开年度工会委员会、会员代表大会等形式，定期通报财务收支情况: a meeting in the year on last year's accounts.

    The record may stand in the package of either year: as a disclosure at a meeting, or as a report among the filings,
    which then says how many were present. A meeting nobody attended does not count. That there was none is told only by
    both tables of both years.
    """
    package = case.package
    if package is None or package.disclosures is None:
        return undisclosed(case, "disclosures")
    founded = case.union.founded_on
    if founded and case.year_of(founded) >= case.year:
        return not_applicable(say("工会于{founded}成立，没有上年财务收支可以通报", founded=founded))
    packages = [one for one in (package, case.previous) if one is not None]
    for one in packages:
        if meetings := _meetings(case, one):
            day = max(row.date for row in meetings)
            reason = say("{day}在会议上通报{last}年财务收支", day=day, last=case.year - 1)
            return met(reason, *cells(one, "disclosures", meetings, "subject", "fiscal_year", "date", "channel"))
    for one in packages:
        if reports := _reports(case, one):
            best = max(reports, key=_worth)
            return _reported(case, best, *cells(one, "filings", [best], *_REPORT))
    nothing = say("{year}年没有召开会议通报{last}年财务收支的记录", year=case.year, last=case.year - 1)
    if open_ := unfinished(case, nothing):
        return open_
    if not all(tells(case, case.year - 1, table) for table in ("disclosures", "filings")):
        return no_data(say("{nothing}，{last}年的数据也没有公开，无法核查", nothing=nothing, last=case.year - 1))
    if package.filings is None:
        return undisclosed(case, "filings")
    return short_year(case, nothing) or breached(nothing)


def major_matters_published_in_time(case: Case) -> Answer:
    """重大事项、特殊事项的经费使用应通过网络、公告栏等平台及时向全体会员或会员代表公开: each one published, and in time.

    Major is what reaches the union's own threshold, special what the union calls so. “Promptly” has no number in the
    plan: later than the default is the softer half, as is a union without a threshold. Never published is the hard one.
    """
    package = case.package
    if package is None or package.matters is None or package.disclosures is None or package.overview is None:
        return undisclosed(case, "matters", "disclosures", "overview")
    threshold = package.overview[0].major_matter_threshold if package.overview else None
    declared = cells(package, "overview", package.overview, "major_matter_threshold")
    matters = [
        row
        for row in package.matters
        if row.occurred_on <= case.as_of and (row.kind == "special" or threshold is None or row.amount >= threshold)
    ]
    if not matters and threshold is not None:
        nothing = say("没有达到 {limit} 元标准的重大事项，也没有特殊事项", limit=threshold)
        return in_full(case, not_applicable(nothing, *declared))
    published = _published(case)
    answers = [_of_matter(case, package, row, published, threshold) for row in matters]
    if threshold is None:
        reason = say("没有声明重大事项的金额标准")
        answers.append(unfinished(case, reason) or breached(reason, weight=Weight.WARNING))
    called = {*cells(package, "matters", matters, "title")}
    called |= {
        *cells(package, "matters", (row for row in matters if threshold is None or row.kind == "special"), "amount")
    }
    loose = every(_unnamed(published, row) for row in matters if row.matter_id not in published)
    shown = (cell for one in loose for cell in _publication_cells(one))
    days = case.parameter("major_matter_publication_days")
    return in_full(case, worst(answers, *declared, *shown, days, called=called))


def _reported(case: Case, report: Filing, *shown: Cell) -> Answer:
    """What a report among the filings amounts to: a head count, a document, or neither."""
    if report.present_count is not None:
        return met(say("{day}向到会 {n} 人通报上年财务收支", day=report.date, n=report.present_count), *shown)
    if report.document_no or report.document_url:
        return attested(say("{day}通报上年财务收支，有佐证；没有到会人数，无法核查", day=report.date), *shown)
    unproven = say("{day}通报上年财务收支，但没有到会人数，也没有佐证", day=report.date)
    return unfinished(case, unproven, *shown) or no_data(unproven, *shown)


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
        and covers(case, row.period_covered, case.year - 1, unstated=True) and row.present_count != 0
    ]  # fmt: skip
    return sorted(found, key=lambda row: (row.date, row.filing_id))


def _worth(report: Filing) -> tuple[bool, bool, date, str]:
    """What a report shows: a head count before a document, before neither; of two alike the later."""
    proven = report.document_no is not None or report.document_url is not None
    return report.present_count is not None, proven, report.date, report.filing_id


def _in_time(case: Case, day: date) -> bool:
    return case.year_of(day) == case.year and day <= case.as_of


def _of_matter(
    case: Case, package: Package, row: Matter, published: Mapping[str | None, Shelf], threshold: Decimal | None
) -> Answer:
    """One matter and its first publication: in time, too late, or not at all; one that names no matter may be of it.

    A publication before the matter announces it: how the money was used it cannot tell.
    """
    days = int(case.number("major_matter_publication_days"))
    due = working_days_after(case, row.occurred_on, days)
    called = ("kind",) if threshold is not None and row.amount < threshold else ()
    shown = cells(package, "matters", [row], *called, "title", "amount", "occurred_on")
    told = say("“{title}”（{amount} 元）于{day}发生", title=row.title, amount=row.amount, day=row.occurred_on)
    if row.matter_id not in published:
        if unnamed := _unnamed(published, row):
            unsaid = say("{told}；{days}的公开记录没有注明是哪一事项", told=told, days=unnamed.days())
            return unstated(case, "disclosures", unsaid, *shown)
        nowhere = say("{told}，没有通过网络、公告栏等平台向会员公开", told=told)
        reason = weekends_only(case, nowhere, row.occurred_on, due)
        return undone(case, "disclosures", due, reason, *shown)
    records = published[row.matter_id]
    first = next((one for one in records if one.day >= row.occurred_on), records[0])
    shown += _publication_cells(first)
    if first.day < row.occurred_on:
        ahead = say("{told}，{day}事前公开；其后没有公开的记录，经费使用是否公开无法核查", told=told, day=first.day)
        return attested(ahead, *shown)
    reason = say("{told}，{day}公开", told=told, day=first.day)
    if first.day <= due:
        return met(weekends_only(case, reason, row.occurred_on, due), *shown)
    reason = say("{reason}，超过 {days} 个工作日（{due}）", reason=reason, days=days, due=due)
    return breached(weekends_only(case, reason, row.occurred_on, due), *shown, weight=Weight.WARNING)


def _unnamed(published: Mapping[str | None, Shelf], row: Matter) -> Told:
    """Publications since the matter that name none."""
    return Told(shelves=(published.get(None, ()),), since=row.occurred_on)


def _publication_cells(record: Record) -> tuple[Cell, ...]:
    return cells(record.package, "disclosures", [record.row], *_OF_MATTER)


def _published(case: Case) -> Mapping[str | None, Shelf]:
    """The publications of each matter that reach members, earliest first, in the books of this or the next year."""
    found: dict[str | None, list[Record]] = {}
    for package in this_and_next_year(case):
        rows = (
            row
            for row in package.disclosures or ()
            if row.subject == "major_matter" and row.date <= case.as_of
            and row.channel in _PLATFORMS and row.audience in _MEMBERS
        )  # fmt: skip
        for name, records in shelves(package, rows).items():
            found.setdefault(name, []).extend(records)
    return {name: sorted(records, key=order) for name, records in found.items()}


RULES = (
    Rule(
        clause_id="3-3-1",
        version="1.3",
        history=revised(
            "上年的公开记录或报送记录没有公开的，没有通报由不符合改为缺数据",
            (TRIED_ANEW, "有几次通报的，以写明到会人数的为准，其次为有佐证的"),
            (TRIED_ANEW, "成立或撤销的当年存在不足半年的，没有做到的由不符合改为不适用"),
        ),
        title="每年召开会议通报上年财务收支",
        method="查当年召开的工会委员会或会员（代表）大会上公开上年收支的记录，或到会人数大于零的上年决算通报",
        applies_to="全部工会",
        weight=Weight.HARD,
        decide=finances_reported_to_members_each_year,
    ),
    Rule(
        clause_id="3-3-2",
        version="1.4",
        history=revised(
            "数据只报到年初或半年的，不再判为符合或不适用",
            (TRIED_ANEW, "公开记录没有注明是哪一事项的，没有公开由不符合改为缺数据"),
            (TRIED_ANEW, "期限以前已撤销的工会，没有办理的由不符合改为不适用"),
            (TRIED_ANEW, "只在事项发生以前公开过的，由符合改为有佐证"),
        ),
        title="重大、特殊事项及时公开",
        method="达到本会金额标准的重大事项和全部特殊事项，逐项查是否通过网络、公告栏等向会员或会员代表公开；方案未规定天数，超过参照工作日的和没有声明标准的作提示",
        applies_to="有重大事项、特殊事项的工会",
        weight=Weight.HARD,
        decide=major_matters_published_in_time,
    ),
)
