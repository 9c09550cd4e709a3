"""二（三）规范工会经费拨缴: which periods of dues are owed, which were deferred with leave, which the books do not show."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from yangguang.core.sentence import Sentence, say
from yangguang.rules.forms.filings import own_filings, record_cells, seen_cells, superior_filings
from yangguang.rules.forms.names import some
from yangguang.rules.forms.shapes import REFUSED, in_full, undisclosed, unfinished, unstated
from yangguang.rules.judge.answers import awaiting, cells, no_data, not_applicable

if TYPE_CHECKING:
    from collections.abc import Callable

    from yangguang.records.contributions import DuesPeriod
    from yangguang.records.package import Package
    from yangguang.rules.judge.answers import Evidence
    from yangguang.rules.judge.case import Case
    from yangguang.rules.judge.model import Answer, Cell

_PAID_BY_EMPLOYERS = frozenset({"grassroots", "joint_grassroots", "directly_managed", "affiliated_unit"})


class Periods(NamedTuple):
    """The year's periods that are `owed`; of them `unleft` are called deferred and nobody who could approved it.

    `pending` are those whose deferral only the union itself records as approved: neither owed nor excused yet. `leave`
    are the cells of the approvals, where a period is called deferred at all.
    """

    owed: list[DuesPeriod]
    unleft: list[DuesPeriod]
    pending: list[DuesPeriod]
    leave: tuple[Cell, ...]


def of_the_year(case: Case, rows: tuple[DuesPeriod, ...]) -> tuple[DuesPeriod, ...]:
    """Those of the judged year's periods: what was paid for another year pays nothing of this one."""
    return tuple(row for row in rows if case.policy.fiscal.of_period(row.period) == case.year)


def periods_of(case: Case, rows: tuple[DuesPeriod, ...]) -> Periods:
    """What is called deferred is owed until an approval names the period; what was refunded had been paid.

    The approval is a filing of the subject `dues_deferral`, in the superior's books, or in those of a topmost union. Where
    the union's own filings are not disclosed, they may record it.
    """
    if not any(row.status == "deferred" for row in rows):
        return Periods([row for row in rows if row.status != "refunded"], [], [], ())
    assert case.package is not None, "its rows are asked about"
    own = [row for row in own_filings(case, "dues_deferral", "superior_approval") if row.outcome == "approved"]
    above = superior_filings(case, "dues_deferral", "superior_approval")
    leave = record_cells(case, case.package, own, "outcome", "period_covered")
    for one in above:
        leave += seen_cells(case, one)
    granted = [one.filing.period_covered or "" for one in above if one.filing.outcome == "approved"]
    refused = [one.filing.period_covered or "" for one in above if one.filing.outcome in REFUSED]
    claimed, untold = [row.period_covered or "" for row in own], case.package.filings is None
    if case.union.parent_id is None:
        granted = claimed
    owed, unleft, pending = [], [], []
    for row in rows:
        if row.status == "refunded" or (row.status == "deferred" and _names(case, granted, row.period)):
            continue
        if row.status != "deferred":
            owed.append(row)
        elif (untold or _names(case, claimed, row.period)) and not _names(case, refused, row.period):
            pending.append(row)
        else:
            owed.append(row)
            unleft.append(row)
    return Periods(owed, unleft, pending, leave)


def no_periods(
    case: Case,
    package: Package,
    nothing: Sentence,
    lacking: Sentence,
    *evidence: Evidence,
    blamed: Callable[..., Answer] = no_data,
) -> Answer:
    """The answer where the table lists no period of the year: `nothing` is owed where nobody is employed, else it is `lacking`.

    Where it lists those of another year, somebody owes dues, and this year's are not shown.
    """
    if package.dues:
        unshown = say("没有列出{year}年的期间，全年无法核查", year=case.year)
        periods = cells(package, "dues", package.dues, "period")
        return unfinished(case, unshown, *periods, *evidence) or no_data(unshown, *periods, *evidence)
    if case.union.kind not in _PAID_BY_EMPLOYERS:
        return in_full(case, not_applicable(nothing, *evidence))
    if package.overview is None:
        return undisclosed(case, "overview")
    employees = package.overview[0].employees if package.overview else None
    shown = cells(package, "overview", package.overview, "employees")
    if employees is None:
        unsaid = say("没有拨缴记录，也没有填写职工人数，无法核查是否应当拨缴")
        return unstated(case, "overview", unsaid, *shown, *evidence)
    if not employees:
        return in_full(case, not_applicable(nothing, *shown, *evidence))
    reason = say("职工 {n} 人，{lacking}", n=employees, lacking=lacking)
    return unfinished(case, reason, *shown, *evidence) or blamed(reason, *shown, *evidence)


def unsettled(case: Case, rows: tuple[DuesPeriod, ...], known: Sentence, *evidence: Evidence) -> Answer | None:
    """What keeps `known` of the periods shown from being true of the year: months not shown, deferrals not confirmed.

    Months count in which the union existed from the first day to the last; a quarter covers three.
    """
    if open_ := unfinished(case, known, *evidence):
        return open_
    shown = {month for row in rows for month in _months(row.period)}
    if absent := [month for month in _months_of_existence(case) if month not in shown]:
        reason = say("{known}；没有列出{months}，全年无法核查", known=known, months=some(absent))
        return no_data(reason, *evidence)
    if pending := periods_of(case, rows).pending:
        names = some([row.period for row in pending])
        reason = say("{known}；{periods}标为缓交，上级工会的数据中还没有批准", known=known, periods=names)
        return awaiting(reason, *evidence)
    return None


def last_day(period: str) -> date:
    """The last day of a month (2025-03) or a quarter (2025-Q1)."""
    year, part = int(period[:4]), period[5:]
    month = 3 * int(part[1]) if part.startswith("Q") else int(part)
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _names(case: Case, approved: list[str], period: str) -> bool:
    """Whether one of the `approved` names the period, alone, among others, or with its whole year."""
    whole = str(case.policy.fiscal.of_period(period))
    return any(period in re.findall(r"\d{4}-(?:Q\d|\d{2})", one) or one == whole for one in approved)


def _months(period: str) -> list[str]:
    last = last_day(period)
    return [
        f"{last.year}-{month:02d}" for month in range(last.month - 2 if "Q" in period else last.month, last.month + 1)
    ]


def _months_of_existence(case: Case) -> list[str]:
    """Months of the year that lie wholly within the union's existence."""
    founded, dissolved = case.union.founded_on, case.union.dissolved_on
    return [
        month
        for month in case.policy.fiscal.months(case.year)
        if (founded is None or founded <= date.fromisoformat(f"{month}-01"))
        and (dissolved is None or dissolved >= last_day(month))
    ]
