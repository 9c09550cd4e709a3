"""附加规则 X: what the law beside the plan asks of the books; off the scorecard, switched on in parameters.csv."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.core.address import Sheet
from yangguang.core.money import added
from yangguang.core.sentence import say
from yangguang.records.duties import required_tables
from yangguang.rules.forms.names import some
from yangguang.rules.forms.shapes import in_full, undisclosed, unfinished, unstated
from yangguang.rules.judge.answers import attested, breached, cells, met, no_data, not_applicable
from yangguang.rules.judge.model import Cell, Weight
from yangguang.rules.judge.rule import TRIED_ANEW, Rule, revised

if TYPE_CHECKING:
    from yangguang.rules.judge.case import Case
    from yangguang.rules.judge.model import Answer

_MEMBERS_FEES = "会费收入"  # what both charts call it
_FOOTINGS = {
    "identity.closing-carry": say("结转结余的变动与收支差额不符"),
    "identity.transfers-within-accounts": say("上下级往来大于所在科目"),
    "identity.three-public-within-accounts": say("三公经费大于所在科目"),
}


def member_fees_recorded(case: Case) -> Answer:
    """会员按月缴纳会费: the year's accounts show the members' fees. Accounts are yearly: of the months no machine can say."""
    package = case.package
    if package is None or package.overview is None or package.accounts is None:
        return undisclosed(case, "overview", "accounts")
    members = package.overview[0].members if package.overview else None
    counted = cells(package, "overview", package.overview, "members")
    if members is None:
        return unstated(case, "overview", say("没有填报会员人数，无法核查是否应有会费收入"), *counted)
    if not members:
        return in_full(case, not_applicable(say("没有会员"), *counted))
    chart = case.policy.charts.get(package.descriptor.chart, {})
    codes = {code for code, account in chart.items() if account.name == _MEMBERS_FEES}
    if not codes:
        return not_applicable(say("所用科目表没有“{name}”科目", name=_MEMBERS_FEES))
    rows = [row for row in package.accounts if row.account_code in codes]
    shown = (*cells(package, "accounts", rows, "actual"), *counted)
    amounts = [row.actual for row in rows]
    if None in amounts:
        unsaid = say("会员 {n} 人，会费收入的决算没有填写", n=members)
        return unfinished(case, unsaid, *shown) or no_data(unsaid, *shown)
    amount = added(amounts)
    if not amount:
        reason = say("会员 {n} 人，全年没有会费收入", n=members)
        return unfinished(case, reason, *shown) or breached(reason, *shown)
    reason = say("会费收入 {amount} 元；决算只有全年合计，无法核查是否按月收缴", amount=amount)
    return unfinished(case, reason, *shown) or attested(reason, *shown)


def statements_foot(case: Case) -> Answer:
    """报表勾稽相符: what must agree exactly is refused at the door; here stand the sums that may differ for a reason.

    Statements without figures at the end of the year agree with anything: of them nothing is known.
    """
    package = case.package
    if package is None or package.accounts is None or package.balances is None:
        return undisclosed(case, "accounts", "balances")
    listed = (
        *cells(package, "accounts", package.accounts, "actual"),
        *cells(package, "balances", package.balances, "closing"),
    )
    wrong = [issue for issue in case.report.warnings if issue.code in _FOOTINGS]
    if not wrong:
        actual, closing = [row.actual for row in package.accounts], [row.closing for row in package.balances]
        if not actual or not closing or None in {*actual, *closing}:
            unsaid = say("收支决算或资产负债表没有填全年末数，无法核对")
            empty = (
                *cells(package, "accounts", (row for row in package.accounts if row.actual is None), "actual"),
                *cells(package, "balances", (row for row in package.balances if row.closing is None), "closing"),
            )
            return unfinished(case, unsaid, *empty) or no_data(unsaid, *empty)
        return in_full(case, met(say("报送时逐项核对，表内和表间数字相符"), *listed))
    shown = tuple(
        Cell(Sheet.of(issue.place.file), issue.place.row, issue.place.column)
        for issue in wrong
        if issue.place.file and issue.place.row and issue.place.column
    )
    kinds = tuple(title for code, title in _FOOTINGS.items() if any(issue.code == code for issue in wrong))
    return breached(say("数字不相符 {n} 处：{kinds}", n=len(wrong), kinds=kinds), *shown)


def fiscal_year_is_calendar_year(case: Case) -> Answer:
    """会计年度自公历1月1日起至12月31日止: dues and transfers of the year's own periods.

    A transfer belongs to its period, settled though it may be in January; one that names none, to its date.
    """
    if not case.policy.fiscal.is_calendar:
        return breached(say("会计年度自{first}起，不是公历年度", first=case.first_day))
    package = case.package
    if package is None or package.dues is None:
        return undisclosed(case, "dues")
    if package.transfers is None and "transfers" in required_tables(case.union.tier, "final"):
        return undisclosed(case, "transfers")
    transfers = package.transfers or ()
    if not package.dues and not transfers:
        return in_full(case, not_applicable(say("没有拨缴和上下级往来")))
    periods = [row for row in package.dues if int(row.period[:4]) != case.year]
    moved = [row for row in transfers if case.year not in case.policy.fiscal.named(row.period or str(row.date))]
    undated = [row for row in transfers if row.period is None]
    shown = (
        *cells(package, "dues", package.dues, "period"),
        *cells(package, "transfers", transfers, "period"),
        *cells(package, "transfers", undated, "date"),
    )
    if periods or moved:
        outside = some([row.period for row in periods], [row.period or row.date for row in moved])
        return breached(say("{outside}不在{year}会计年度内", outside=outside, year=case.year), *shown)
    reason = say(
        "拨缴期间 {n} 个、上下级往来 {m} 笔，都在{year}年内", n=len(package.dues), m=len(transfers), year=case.year
    )
    return in_full(case, met(reason, *shown))


RULES = (
    Rule(
        clause_id="X-5",
        version="1.1",
        history=revised("没有填报会员人数的由不适用改为缺数据，会费收入没有填写决算的由不符合改为缺数据"),
        title="会费收缴入账",
        method="有会员的工会，决算须列有会费收入；数据只有全年合计，是否按月收缴不由机器判定",
        applies_to="有会员的工会",
        weight=Weight.WARNING,
        decide=member_fees_recorded,
        switch="supplementary_x5",
    ),
    Rule(
        clause_id="X-6",
        version="1.1",
        history=revised("没有填全年末数的由符合改为缺数据"),
        title="报表勾稽相符",
        method="必须相等的勾稽关系报送时已核对，不符的不予接受；这里核对结转结余、上下级往来、三公经费与收支科目是否相符",
        applies_to="全部工会",
        weight=Weight.HARD,
        decide=statements_foot,
        switch="supplementary_x6",
    ),
    Rule(
        clause_id="X-8",
        version="1.2",
        history=revised(
            "应报送上下级往来而没有公开的由符合改为缺数据；数据只报到半年的不再判为符合或不适用",
            (TRIED_ANEW, "名录设置的会计年度不从1月1日起的，判为不符合"),
        ),
        title="会计年度为公历年度",
        method="查名录设置的会计年度是否从1月1日起，拨缴期间和上下级往来的所属期间（没有期间的按日期）是否都在当年1月1日至12月31日之间",
        applies_to="全部工会",
        weight=Weight.HARD,
        decide=fiscal_year_is_calendar_year,
        switch="supplementary_x8",
    ),
)
