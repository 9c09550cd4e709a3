"""二（五）强化财务支出管理: what the year's spending came to, against last year's"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from yangguang.core.money import round_half_up
from yangguang.core.sentence import Percent, say
from yangguang.ledger.figures.totals import actual, total
from yangguang.rules.forms.audit_reports import follows_the_year
from yangguang.rules.forms.audited import audits_of_itself, finding_cells, findings_on_itself, repair_cells, still_open
from yangguang.rules.forms.last_year import founded_last_year
from yangguang.rules.forms.names import some
from yangguang.rules.forms.shapes import in_full, in_part, undisclosed, unfinished
from yangguang.rules.judge.answers import (
    awaiting,
    breached,
    cells,
    cells_of,
    late,
    met,
    no_data,
    not_applicable,
    not_due,
    register_cells,
)
from yangguang.rules.judge.model import Weight
from yangguang.rules.judge.rule import TRIED_ANEW, Rule, revised

if TYPE_CHECKING:
    from decimal import Decimal

    from yangguang.core.sentence import Sentence
    from yangguang.records.audits import Audit
    from yangguang.records.finances import Account
    from yangguang.records.package import Package
    from yangguang.rules.judge.answers import Evidence
    from yangguang.rules.judge.case import Case
    from yangguang.rules.judge.model import Answer

_ADMINISTRATION = "admin_non_personnel"
_TITLES = {"three_public": say("三公经费"), "administration": say("行政支出")}
_EXACT = 12  # decimals at which a difference of two shares is the difference and not what division left over


def spending_structure_holds(case: Case) -> Answer:
    """优化经费支出结构: the share spent on serving members is shown; a fall by more than the limit is pointed out.

    A year's share is told by its books to the end, this year's as last year's.
    """
    package = case.package
    if package is None or package.accounts is None:
        return undisclosed(case, "accounts")
    figure, limit = case.figure("member_service_share"), case.parameter("member_service_fall_limit")
    if figure is None:
        return not_applicable(say("会计制度没有归类为服务职工的科目"))
    share = case.report.value("member_service_share")
    if share is None:
        nothing = say("{year}年决算没有列出服务职工支出，或支出为零", year=case.year)
        return unfinished(case, nothing, figure) or no_data(nothing, figure)
    now = say("服务职工支出占全部支出的 {share}", share=Percent(share))
    if part := in_part(case, now, figure, limit):
        return part
    last = case.history[case.year - 1] if _last_year(case) else None
    if last is None or (before := last.value("member_service_share")) is None:
        return _no_comparison(case, now, figure, limit)
    shown = (figure, last.figures.get("member_service_share"), limit)
    reason = say("{now}，上年 {before}", now=now, before=Percent(before))
    if round_half_up(before - share, _EXACT) > case.number("member_service_fall_limit"):
        return breached(reason, *shown, weight=Weight.WARNING)
    return met(reason, *shown)


def three_public_and_administration_reduced(case: Case) -> Answer:
    """进一步压缩三公经费和行政支出: neither came to more than last year, actual against actual; equal is no rise.

    Only whole years are compared; part of one that came to more than the year before is a rise all the same.
    Administration is the whole of it, personnel included: the clause excepts nothing. A rise of one is a rise, whatever
    is known of the other, and part of a year that came to more than the year before.
    """
    package = case.package
    if package is None or package.three_public is None or package.accounts is None:
        return undisclosed(case, "three_public", "accounts")
    if young := founded_last_year(case):
        return young
    last_year = _last_year(case)
    now, before = _spent(case, package), _spent(case, last_year) if last_year else {}
    shown: list[Evidence] = []
    for one in (package, last_year):
        if one is not None:
            shown.append(case.history[one.year].figures.get("three_public_total"))
            shown.extend(cells(one, "three_public", one.three_public or (), "actual"))
            shown.extend(cells(one, "accounts", _administration(case, one), "actual"))
    changes = [_change(_TITLES[name], now[name], before.get(name)) for name in now]
    reason = changes[0] if len(changes) == 1 else say("{first}；{second}", first=changes[0], second=changes[1])
    pairs = [(amount, before.get(name)) for name, amount in now.items()]
    if any(amount is not None and limit is not None and amount > limit for amount, limit in pairs):
        return breached(reason, *shown)
    if any(amount is None for amount, _ in pairs):
        return unfinished(case, reason, *shown) or no_data(reason, *shown)
    if any(limit is None for _, limit in pairs):
        return in_part(case, reason, *shown) or _no_comparison(case, reason, *shown)
    if case.report.is_short and (ended := case.union.dissolved_on):
        reason = say("{so_far}；工会于{ended}撤销，当年不满一年，不可比", so_far=reason, ended=ended)
        return not_applicable(reason, *shown, *register_cells(case.union, "dissolved_on"))
    return in_full(case, met(reason, *shown))


def frugality_findings_put_right(case: Case) -> Answer:
    """严格执行八项规定和厉行节约反对浪费条例: no audit finding on it is open; one open beyond its term is a breach.

    Until its term ends an open finding is not due and pointed out; a later year's books may tell that it was put right.
    Where nobody audited the union itself, nothing is known: what was found at other unions is theirs, and what superiors
    found here is the union's, whoever's books state it.
    """
    package = case.package
    if package is None or package.findings is None or package.audits is None:
        return undisclosed(case, "findings", "audits")
    all_found, audits = findings_on_itself(case, package), audits_of_itself(case, package)
    found = [one for one in all_found if any(code.startswith("E") for code in one.finding.categories)]
    open_, disputed = still_open(case, found)
    told = repair_cells(case, open_ or found)
    shown = (*told, *finding_cells(case, open_, "due_on"))
    if not audits and not open_:  # a finding may be told before its report is out, or another one's beside it
        nothing = say("{year}年没有对本会的已出报告的审计，无法核查", year=case.year)
        return unfinished(case, nothing, *shown) or no_data(nothing, *shown)
    if not found:
        return _once_audited(case, audits, met(say("审计没有发现三公经费和八项规定方面的问题")))
    if not open_:
        done = say("审计发现三公经费和八项规定方面的问题 {n} 个，均已整改", n=len(found))
        return _once_audited(case, audits, met(done, *shown))
    names = some([one.finding.finding_id for one in open_])
    if disputed:
        reason = say("三公经费和八项规定方面的问题，本会与审计方对是否已整改记载不一：{names}", names=names)
        return awaiting(reason, *shown)
    overdue = [one.finding for one in open_ if late(case, one.finding.due_on)]
    if overdue:
        names = some([row.finding_id for row in overdue])
        reason = say("三公经费和八项规定方面的问题逾期未整改：{names}", names=names)
        confessed = any(row.status == "overdue" for row in overdue)
        return (None if confessed else in_part(case, reason, *shown)) or breached(reason, *shown)
    reason = say("三公经费和八项规定方面的问题尚未整改，未到整改期限：{names}", names=names)
    return not_due(reason, *shown, weight=Weight.WARNING)


def _once_audited(case: Case, audits: list[tuple[str, Audit]], kept: Answer) -> Answer:
    """`kept`, once the year's own audit is out or overdue: until then it may still find something."""
    due, deadline = case.deadline("annual_audit_deadline"), case.parameter("annual_audit_deadline")
    annual = [
        (name, row)
        for name, row in audits
        if row.kind == "annual_execution" and row.report_on and follows_the_year(case, row.report_on)
    ]
    name, first = (annual or audits)[0]
    shown = cells_of(case, name, case.year, "audits", [first], "kind", "target_id", "report_on")
    kept = replace(kept, cells=(*kept.cells, *shown))
    if late(case, due) or annual:
        return in_full(case, kept)
    reason = say("{so_far}；年度审计尚未出报告，期限为{due}", so_far=kept.reason, due=due)
    return not_due(reason, *kept.cells, deadline)


def _last_year(case: Case) -> Package | None:
    """Last year's books, if they tell that year to its end."""
    previous = case.previous
    return previous if previous and previous.descriptor.stage == "final" else None


def _no_comparison(case: Case, now: Sentence, *shown: Evidence) -> Answer:
    """What is known of this year alone: a union founded in it has no last year, of any other it is lacking."""
    founded = case.union.founded_on
    if founded and case.year_of(founded) >= case.year:
        return not_applicable(say("{now}；工会于{founded}成立，没有上年可比", now=now, founded=founded), *shown)
    return no_data(say("{now}；{year}年决算没有公开，无法比较", now=now, year=case.year - 1), *shown)


def _spent(case: Case, package: Package) -> dict[str, Decimal | None]:
    """What three public expenses and administration came to; a union without administration has none to reduce."""
    rows = _administration(case, package)
    spent = {"three_public": case.history[package.year].value("three_public_total")}
    return spent | {"administration": total(rows, actual)} if rows else spent


def _administration(case: Case, package: Package) -> list[Account]:
    """The topmost accounts given of those that hold administrative expenditure or stand beneath one that does."""
    nodes = case.policy.chart(package.descriptor.chart).nodes
    rows = package.accounts or ()
    given = {row.account_code for row in rows}
    found = []
    for row in rows:
        above = nodes[row.account_code].ancestors
        line = (nodes[code] for code in (row.account_code, *above))
        if given.isdisjoint(above) and any(_ADMINISTRATION in {one.class_, *one.classes_below} for one in line):
            found.append(row)
    return found


def _change(what: Sentence, now: Decimal | None, before: Decimal | None) -> Sentence:
    if now is None:
        return say("{what}的决算没有公开", what=what)
    if before is None:
        return say("{what}决算 {now} 元，上年不详", what=what, now=now)
    if now > before:
        return say("{what}决算 {now} 元，比上年增加 {more} 元", what=what, now=now, more=now - before)
    if now < before:
        return say("{what}决算 {now} 元，比上年减少 {less} 元", what=what, now=now, less=before - now)
    return say("{what}决算 {now} 元，与上年持平", what=what, now=now)


RULES = (
    Rule(
        clause_id="2-5-5",
        version="1.1",
        history=revised("数据只报到半年的，不与全年比较；上年数据没有报全的也不比较"),
        title="服务职工支出占比没有明显下降",
        method="计算服务职工的支出占全部支出决算的比例，与上年比较，下降超过规定百分点的作提示",
        applies_to="全部工会",
        weight=Weight.INDICATOR,
        decide=spending_structure_holds,
    ),
    Rule(
        clause_id="2-5-6",
        version="1.3",
        history=revised(
            "数据只报到半年的，不与全年比较；上年数据没有报全的也不比较",
            (TRIED_ANEW, "数据只报到半年、上年不详的，全年数据报送前为未到期"),
            (TRIED_ANEW, "上年成立、不满一年的，不与全年比较；当年撤销的，没有增加也不作符合"),
        ),
        title="三公经费和行政支出没有增加",
        method="分别比较三公经费、行政支出（含人员经费）本年与上年的决算，任何一项增加的作提示",
        applies_to="全部工会",
        weight=Weight.WARNING,
        decide=three_public_and_administration_reduced,
    ),
    Rule(
        clause_id="2-5-7",
        version="1.2",
        history=revised(
            "以后年度的数据写明已整改的计入；数据只报到半年的，不判为没有问题，也不据以判为逾期；"
            "只审计了下级的不算审计过本会，上级审计在本会发现的问题计入",
            (TRIED_ANEW, "早于年度终了的报告不算当年的年度审计"),
        ),
        title="八项规定和厉行节约方面的审计问题全部整改",
        method="查本会和上级审计在本会发现的三公经费与八项规定类问题是否都已整改；逾期未整改的为不符合，未到期限的作提示",
        applies_to="全部工会",
        weight=Weight.HARD,
        decide=frugality_findings_put_right,
    ),
)
