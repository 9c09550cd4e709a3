"""二（六）严格工会资产管理: who watches a tender, and how it went"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from yangguang.core.sentence import Sentence, say
from yangguang.rules.forms.several import worst
from yangguang.rules.forms.shapes import in_full, undisclosed, unfinished, unstated
from yangguang.rules.judge.answers import breached, cells, met, not_applicable, not_due
from yangguang.rules.judge.model import Weight
from yangguang.rules.judge.rule import Rule, revised
from yangguang.rules.plan.assets.course import AMOUNTS, COURSE, TENDERS, course, has_begun

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from yangguang.records.assets import Procurement
    from yangguang.records.package import Package
    from yangguang.rules.judge.case import Case
    from yangguang.rules.judge.model import Answer

_SUPERVISION = ("supervised_by", "supervised_on")
_SUPERVISED = frozenset({*TENDERS, "selection"})  # 公开招标、邀标、比选


def key_steps_supervised(case: Case) -> Answer:
    """对公开招标、邀标、比选等关键环节进行重点监督: between announcement and contract, enough bidders, steps in order.

    Too few bidders at an invited tender is the hard half. A notice lasts from its first to its last day, both counted.
    What is not contracted by the day of judgement is not due.
    """
    package = case.package
    if package is None or package.procurement is None:
        return undisclosed(case, "procurement")
    rows = [row for row in package.procurement if row.method in _SUPERVISED]
    if not rows:
        shown = cells(package, "procurement", package.procurement, "method")
        return in_full(case, not_applicable(say("{year}年没有公开招标、邀标或比选的采购", year=case.year), *shown))
    rules = tuple(case.parameter(name) for name in ("bidders_least", "tender_days_least", "award_notice_days_least"))
    called = {*cells(package, "procurement", rows, "name")}
    return in_full(case, worst([_of_tender(case, package, row) for row in rows], *rules, called=called))


def _of_tender(case: Case, package: Package, row: Procurement) -> Answer:
    """One tender or selection: the hard fault first, then the softer ones, then what is not filled in."""
    shown = cells(package, "procurement", [row], "name", "method", "bidders", *COURSE, *_SUPERVISION, *AMOUNTS)
    least = int(case.number("bidders_least"))
    if row.bidders is not None and row.bidders < least and has_begun(case, row):
        begun = [name for name, day in zip(COURSE, course(row), strict=True) if day is not None and day <= case.as_of]
        columns: Sequence[str] = (
            begun if len(begun) == 1 else () if begun else COURSE
        )  # of several steps any one will do
        few = cells(package, "procurement", [row], "name", "method", "bidders", *columns)
        reason = say("“{name}”参加家数 {n}，少于 {least} 家", name=row.name, n=row.bidders, least=least)
        return breached(reason, *few, weight=Weight.HARD if row.method == "invited_tender" else None)
    if row.contract_on is None or row.contract_on > case.as_of:
        reason = say("“{name}”尚未签订合同", name=row.name)
        return unfinished(case, reason, *shown) or not_due(reason, *shown)
    if fault := _fault(case, row, row.contract_on):
        what, columns = fault
        found = cells(package, "procurement", [row], "name", "method", "bidders", "contract_on", *columns)
        return breached(say("“{name}”{fault}", name=row.name, fault=what), *dict.fromkeys(found))
    if row.bidders is None or None in course(row):
        reason = say("“{name}”没有填写参加家数或各环节的日期，无法核查", name=row.name)
        return unstated(case, "procurement", reason, *shown)
    return met(
        say("“{name}”各环节次序正确，{by}于{day}监督", name=row.name, by=row.supervised_by, day=row.supervised_on),
        *shown,
    )


def _fault(case: Case, row: Procurement, contracted: date) -> tuple[Sentence, Sequence[str]] | None:
    """The first thing that is wrong with a contracted project, of those that its given cells show, and what shows it."""
    if not row.supervised_by or row.supervised_on is None:
        half = row.supervised_by or row.supervised_on
        return say("监督记录没有填全部门和日期") if half else say("没有监督记录"), _SUPERVISION
    if row.supervised_on > contracted:
        return say("签订合同后才监督"), _SUPERVISION
    if row.announced_on is not None and row.supervised_on < row.announced_on:
        return say("监督日期早于公告日期"), (*_SUPERVISION, "announced_on")
    if turned := _out_of_order(row):
        return say("公告、截止、评审、公示、合同的日期次序颠倒"), (*_SUPERVISION, *turned)
    least = int(case.number("tender_days_least"))
    if row.method == "open_tender" and row.announced_on and row.bid_deadline:
        days = (row.bid_deadline - row.announced_on).days
        if days < least:
            return say("自公告至截止 {days} 日，少于 {least} 日", days=days, least=least), (*_SUPERVISION, *COURSE)
    least = int(case.number("award_notice_days_least"))
    if row.notice_start and row.notice_end and (days := (row.notice_end - row.notice_start).days + 1) < least:
        return say("公示 {days} 日，少于 {least} 日", days=days, least=least), (*_SUPERVISION, *COURSE)
    dear, columns = row.award_amount, (*_SUPERVISION, *COURSE, "budget", "award_amount")
    if dear is not None and dear > row.budget:
        return say("中标金额 {award} 元，超出预算 {budget} 元", award=dear, budget=row.budget), columns
    if None not in (dear, row.contract_amount) and row.contract_amount != dear:
        what = say("合同金额 {amount} 元，与中标金额 {award} 元不同", amount=row.contract_amount, award=dear)
        return what, (*columns, "contract_amount")
    return None


def _out_of_order(row: Procurement) -> tuple[str, ...]:
    """The first two of its days that come in the wrong order; none where all are in order."""
    if row.announced_on is not None and row.announced_on == row.bid_deadline:
        return "announced_on", "bid_deadline"
    known = [(name, day) for name, day in zip(COURSE, course(row), strict=True) if day is not None]
    turned = ((one, another) for (one, first), (another, then) in pairwise(known) if then < first)
    return next(turned, ())


RULES = (
    Rule(
        clause_id="2-6-8",
        version="1.1",
        history=revised("数据只报到半年的，不再判为符合或不适用；没有填写的，数据报送期限以前为未到期"),
        title="招标、比选的关键环节受到监督",
        method="逐项查公告至合同之间的监督记录、参加家数、各环节次序、公告和公示期限、中标与合同金额；邀请招标家数不足为不符合，其余作提示",
        applies_to="有公开招标、邀标、比选采购的工会",
        weight=Weight.WARNING,
        decide=key_steps_supervised,
    ),
)
