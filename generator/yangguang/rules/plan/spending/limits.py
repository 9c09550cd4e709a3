"""二（五）强化财务支出管理"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from yangguang.core.money import ZERO, total
from yangguang.core.sentence import Sentence, say
from yangguang.records.codes import CODE_LISTS, code_text
from yangguang.rules.forms.last_year import FOUNDED_LAST_YEAR, no_last_year, not_above_last_year
from yangguang.rules.forms.names import listed
from yangguang.rules.forms.shapes import in_full, in_part, undisclosed, unfinished, unstated
from yangguang.rules.judge.answers import breached, cells, met, no_data, not_applicable
from yangguang.rules.judge.model import Status, Weight
from yangguang.rules.judge.rule import TRIED_ANEW, Rule, revised

if TYPE_CHECKING:
    from decimal import Decimal

    from yangguang.core.issues import Text
    from yangguang.records.finances import Account, ThreePublicItem
    from yangguang.records.package import Package
    from yangguang.rules.judge.answers import Evidence
    from yangguang.rules.judge.case import Case
    from yangguang.rules.judge.model import Answer

_LINES = [(item.code, source.code) for item in CODE_LISTS["three_public_item"] for source in CODE_LISTS["fund_source"]]


def three_public_budget_not_above_last_year(case: Case) -> Answer:
    """每年的三公经费预算不得高于上年的预算额: budget against budget, exact, over the same items and sources of funds.

    A line that only one of the two years lists makes them incomparable: zero is written 0. An item that rises while the
    total holds keeps the clause and is pointed out.
    """
    package = case.package
    if package is None or package.three_public is None:
        return undisclosed(case, "three_public")
    if new := no_last_year(case):
        return new
    previous = case.previous
    if previous is None or previous.three_public is None:
        return no_data(say("{year}年的三公经费预算没有公开，无法比较", year=case.year - 1))
    shown: tuple[Evidence, ...] = (
        *cells(package, "three_public", package.three_public, "budget_initial"),
        *cells(previous, "three_public", previous.three_public, "budget_initial"),
        case.parameter("budget_approval_deadline"),
    )
    now, before = _lines(package.three_public), _lines(previous.three_public)
    if now and before and now.keys() != before.keys():
        alone = [_line(*key) for key in _LINES if (key in now) != (key in before)]
        return no_data(
            say("两年三公经费的范围不同，只有一年列出：{lines}。没有发生的应填 0", lines=listed(alone)), *shown
        )
    result = not_above_last_year(
        case,
        "three_public",
        "three_public_total",
        say("三公经费"),
        case.deadline("budget_approval_deadline"),
        *shown,
        adjusted=cells(package, "three_public", package.three_public, "budget_adjusted"),
    )
    risen = _risen(package.three_public, previous.three_public)
    if result.status is not Status.MET or not risen:
        return result
    return replace(
        result, reason=say("{kept}；其中{items}高于上年", kept=result.reason, items=risen), weight=Weight.WARNING
    )


def admin_budget_not_above_last_year(case: Case) -> Answer:
    """除人员经费以外的行政支出预算不得高于上年的预算额: budget against budget, exact, by account class.

    Summing by class carries the comparison over a change of chart. Grassroots unions have no such accounts in the 2021
    chart, and a union that plans none has nothing to limit.
    """
    package = case.package
    if package is None or package.accounts is None:
        return undisclosed(case, "accounts")
    if case.figure("admin_non_personnel") is None:
        return not_applicable(say("{year}年预算没有行政支出", year=case.year))
    if new := no_last_year(case):
        return new
    previous = case.previous
    if previous is None or previous.accounts is None:
        return no_data(say("{year}年的预算没有公开，无法比较", year=case.year - 1))
    return not_above_last_year(
        case,
        "accounts",
        "admin_non_personnel",
        say("除人员经费以外的行政支出"),
        case.deadline("budget_approval_deadline"),
        *cells(package, "accounts", _administration(case, package), "budget_initial"),
        *cells(previous, "accounts", _administration(case, previous), "budget_initial"),
        case.parameter("budget_approval_deadline"),
        adjusted=cells(package, "accounts", _administration(case, package), "budget_adjusted"),
    )


def three_public_spent_within_budget(case: Case) -> Answer:
    """三公经费 within the budget that the clause limits: each item's actual against its budget in force, sources summed.

    Until the year is reported to its end, either may still change.
    """
    package = case.package
    if package is None or package.three_public is None:
        return undisclosed(case, "three_public")
    if not package.three_public:
        return in_full(case, not_applicable(say("{year}年没有发生三公经费", year=case.year)))
    given = {row.item for row in package.three_public}
    items = [one.code for one in CODE_LISTS["three_public_item"] if one.code in given]
    unadjusted = [row for row in package.three_public if row.budget_adjusted is None]
    shown: list[Evidence] = [
        *cells(package, "three_public", package.three_public, "budget_adjusted", "actual"),
        *cells(package, "three_public", unadjusted, "budget_initial"),
    ]
    over, unknown, unplanned = [], [], []
    for item in items:
        name = f"three_public/{item}"
        spent, limit = case.report.value(name), case.report.value(f"{name}/budget_adjusted")
        shown.extend((case.figure(name), case.figure(f"{name}/budget_adjusted")))
        if spent is None:
            unknown.append(code_text("three_public_item", item))
        elif limit is None:
            unplanned.append(code_text("three_public_item", item))
        elif spent > limit:
            over.append(say("{item}超出 {over} 元", item=code_text("three_public_item", item), over=spent - limit))
    if over:
        reason = say("决算超出预算：{items}", items=tuple(over))
        return in_part(case, reason, *shown) or breached(reason, *shown)
    if unknown:
        nothing = say("{items}的决算没有公开", items=tuple(unknown))
        return unfinished(case, nothing, *shown) or no_data(nothing, *shown)
    if unplanned:
        return unstated(case, "three_public", say("{items}没有填写预算数，无法比较", items=tuple(unplanned)), *shown)
    return in_full(case, met(say("三公经费 {n} 项决算均未超出预算", n=len(items)), *shown))


def _administration(case: Case, package: Package) -> list[Account]:
    assert package.accounts is not None, "only accounts that were given are compared"
    nodes = case.policy.chart(package.descriptor.chart).nodes
    return [row for row in package.accounts if nodes[row.account_code].class_ == "admin_non_personnel"]


def _lines(rows: tuple[ThreePublicItem, ...]) -> dict[tuple[str, str], ThreePublicItem]:
    return {(row.item, row.fund_source): row for row in rows}


def _line(item: str, source: str) -> Sentence:
    return say("{item}（{source}）", item=code_text("three_public_item", item), source=code_text("fund_source", source))


def _risen(now: tuple[ThreePublicItem, ...], before: tuple[ThreePublicItem, ...]) -> tuple[Text, ...]:
    """Items whose initial budget is above last year's."""
    last = _by_item(before)
    risen = {
        item
        for item, budget in _by_item(now).items()
        if budget is not None and (limit := last.get(item, ZERO)) is not None and budget > limit
    }
    codes = CODE_LISTS["three_public_item"]
    return tuple(code_text("three_public_item", one.code) for one in codes if one.code in risen)


def _by_item(rows: tuple[ThreePublicItem, ...]) -> dict[str, Decimal | None]:
    """The initial budget of each item, sources summed; unknown where one of them is."""
    return {item: total(row.budget_initial for row in rows if row.item == item) for item in {row.item for row in rows}}


RULES = (
    Rule(
        clause_id="2-5-8",
        version="1.2",
        history=revised(
            (TRIED_ANEW, "没有填写年初预算的，数据报送期限以前由缺数据改为未到期"), (TRIED_ANEW, FOUNDED_LAST_YEAR)
        ),
        title="三公经费预算不高于上年预算",
        method="比较本年与上年的三公经费年初预算合计，以及本年调整后预算与上年年初预算，精确到分；两年所列项目和资金来源须相同",
        applies_to="全部工会",
        weight=Weight.HARD,
        decide=three_public_budget_not_above_last_year,
    ),
    Rule(
        clause_id="2-5-9",
        version="1.2",
        history=revised(
            (TRIED_ANEW, "没有填写年初预算的，数据报送期限以前由缺数据改为未到期"), (TRIED_ANEW, FOUNDED_LAST_YEAR)
        ),
        title="除人员经费以外的行政支出预算不高于上年预算",
        method="按科目归类汇总除人员经费以外的行政支出，比较本年年初预算、调整后预算与上年年初预算，精确到分；会计制度变更的年度按归类比较",
        applies_to="有行政支出的工会（2021年制度下为县级以上工会）",
        weight=Weight.HARD,
        decide=admin_budget_not_above_last_year,
    ),
    Rule(
        clause_id="2-5-10",
        version="1.2",
        history=revised(
            "数据只报到半年的，不判为超出或未超出预算",
            (TRIED_ANEW, "没有填写年初预算的，数据报送期限以前由缺数据改为未到期"),
        ),
        title="三公经费决算不超出预算",
        method="逐项比较三公经费决算与调整后预算（没有调整的为年初预算），各资金来源合并计算；属推导规则，只作提示",
        applies_to="有三公经费的工会",
        weight=Weight.WARNING,
        decide=three_public_spent_within_budget,
    ),
)
