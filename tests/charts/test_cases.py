"""What the sentences say, and what is drawn of books that are early, empty, negative or nothing but zeros."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.charts.builders import account, balance, finding, policy, report, verdict
from tests.charts.cases import SHOWN
from tests.charts.healthy import SETTINGS, charts, history
from tests.charts.svg import SPACE, parse, printed, shapes
from tests.minted import told
from yangguang.charts.balances import balances
from yangguang.charts.budget_actual import budget_actual
from yangguang.charts.catalogue import union_charts, union_year_charts
from yangguang.charts.findings import findings
from yangguang.charts.income import income
from yangguang.charts.spending import per_hundred, spending
from yangguang.charts.three_public import three_public
from yangguang.charts.verdicts import verdicts
from yangguang.core.language import ZH
from yangguang.records.oversight import Explanation
from yangguang.rules.judge.model import Status

POLICY = policy()


def drawn_of(given):
    return verdicts(told(report(), given), given, SHOWN)


def budgets(**years: tuple[str, str]):
    facts = {int(year[1:]): values for year, values in years.items()}
    return {
        year: report(
            year,
            figures={"three_public_total/budget_initial": budget} | ({"three_public_total": actual} if actual else {}),
        )
        for year, (budget, actual) in facts.items()
    }


def test_sentences_say_the_numbers():
    said = {name: chart.sentence for name, chart in charts().items()}
    assert said == {
        "income": "2025年收入决算合计2,264,013.43元，其中拨缴经费收入最多，为1,835,620.75元，占81.1%。",
        "spending": "2025年支出决算合计2,006,073.17元。每100元中：职工活动支出43.48元、维权支出20.84元、行政支出18.54元、其余3项17.14元。",
        "budget_actual": "2025年支出预算合计2,140,000.00元，决算2,006,073.17元，执行率93.7%。执行数超出预算的科目：其他支出。",
        "three_public": "2025年三公经费预算131,000.00元，高于上年预算3,000.00元；决算120,400.00元。",
        "balances": "结转结余由2022年初的413,000.50元变为2025年末的565,200.37元。",
        "findings": "2025年审计发现问题8项，涉及146,300.50元：未到期1项、正在整改1项、部分整改1项、已整改3项、持续整改1项、未整改(逾期)1项。",
        "verdicts": "2025年已判定条款28条：符合11条、违反硬性要求3条、缺数据4条、待上级确认1条、有佐证5条、未到期2条、不适用2条。",
    }


@pytest.mark.parametrize("chart", [income, spending, budget_actual])
def test_no_accounts_is_no_picture(chart):
    assert chart(report(given=False), POLICY, SHOWN) is None
    assert chart(report(accounts=None), POLICY, SHOWN) is None
    assert chart(report(accounts=()), POLICY, SHOWN) is None


def test_nothing_disclosed_is_no_picture():
    assert three_public({2025: report()}, SHOWN) is None
    assert balances({2025: report(balances=())}, SHOWN) is None
    assert findings(report(), SHOWN) is None
    assert verdicts(report(), (), SHOWN) is None


def test_all_zeros_say_so():
    zeros = report(
        accounts=(account("402", "0", "0"), account("501", "0", "0")),
        balances=(balance("surplus", "0", "0"),),
        findings=(),
    )
    assert income(zeros, POLICY, SHOWN).sentence == "2025年收入决算各项均为零。"
    assert spending(zeros, POLICY, SHOWN).sentence == "2025年支出决算各项均为零。"
    assert budget_actual(zeros, POLICY, SHOWN).sentence == "2025年支出预算和执行数各项均为零。"
    assert three_public(budgets(y2025=("0", "0")), SHOWN).sentence == "三公经费预算和决算各年均为零。"
    assert balances({2025: zeros}, SHOWN).sentence == "结转结余各年年初、年末均为零。"
    assert findings(zeros, SHOWN).sentence == "2025年审计未发现问题。"


def test_before_the_final_accounts_the_budget_in_force_is_shown_and_said():
    early = report(
        accounts=(account("402", "100", adjusted="120"), account("403", "80"), account("501", "150", h1="60"))
    )
    chart = income(early, POLICY, SHOWN)
    assert chart.sentence == "2025年收入预算合计200.00元（决算数尚未公开），其中拨缴经费收入最多，为120.00元，占60.0%。"
    assert [cells[0].key for _, cells in chart.table.rows] == [
        "bj-demo/2025/accounts/402/budget_adjusted",
        "bj-demo/2025/accounts/403/budget_initial",
        "bj-demo/2025/@income_total/budget_adjusted",
    ]
    assert spending(early, POLICY, SHOWN).sentence.startswith("2025年支出预算合计150.00元（决算数尚未公开）")
    half = budget_actual(early, POLICY, SHOWN)
    assert half.sentence == "2025年支出预算合计150.00元，上半年执行60.00元，执行率40.0%。"
    assert half.table.columns[1] == "上半年执行数"


def test_one_missing_actual_leaves_the_total_unknown_and_never_mixes_columns():
    mixed = report(
        accounts=(
            account("401", "9", "9"),
            account("501", "100", "90"),
            account("502", "50", h1="20"),
            account("503", "8", "7"),
        )
    )
    chart = spending(mixed, POLICY, SHOWN)
    assert {cells[0].key.rsplit("/", 1)[1] for _, cells in chart.table.rows[:-1]} == {"actual"}
    assert [cells[0].value for _, cells in chart.table.rows] == [90, 7, None, None]
    assert chart.sentence == "2025年支出合计未知：3个科目中1个没有决算数。"
    assert "缺数据" in chart.svg
    executed = budget_actual(mixed, POLICY, SHOWN)
    assert executed.sentence == "2025年支出预算合计158.00元；支出合计未知：3个科目中1个没有决算数。"
    assert executed.table.columns[1] == "决算数", "the half-year does not stand in"
    assert income(mixed, POLICY, SHOWN).sentence.startswith("2025年收入决算合计9.00元")


def test_a_side_without_any_actual_in_a_closed_year_is_not_drawn_from_its_budget():
    closed = report(accounts=(account("401", "9", "9"), account("501", "100")))
    assert spending(closed, POLICY, SHOWN) is None
    assert budget_actual(closed, POLICY, SHOWN).sentence == (
        "2025年支出预算合计100.00元；支出合计未知：1个科目中1个没有决算数。"
    )


def test_a_half_year_that_is_partly_known_has_no_total():
    half = report(accounts=(account("501", "100", h1="40"), account("502", "50")))
    assert budget_actual(half, POLICY, SHOWN).sentence == (
        "2025年支出预算合计150.00元；支出合计未知：2个科目中1个没有上半年执行数。"
    )


def test_an_unknown_budget_is_not_a_budget_of_nil():
    books = report(accounts=(account("501", None, "90"), account("502", "50", "60")))
    chart = budget_actual(books, POLICY, SHOWN)
    assert chart.sentence == (
        "2025年支出合计未知：2个科目中1个没有预算数；决算150.00元。执行数超出预算的科目：维权支出。"
    )
    assert [cells[0].value for _, cells in chart.table.rows] == [None, 50, None]
    assert [cells[2] and cells[2].value for _, cells in chart.table.rows] == [None, Decimal("1.2"), None]
    early = report(accounts=(account("401", None), account("402", "7")))
    assert income(early, POLICY, SHOWN).sentence == "2025年收入合计未知：2个科目中1个没有预算数。"


def test_a_union_without_budgets_is_no_picture_of_them():
    books = report(accounts=(account("401", None, "9"), account("501", None, "90")))
    assert budget_actual(books, POLICY, SHOWN) is None
    assert spending(books, POLICY, SHOWN).sentence.startswith("2025年支出决算合计90.00元")


def test_children_are_not_counted_beside_their_parent_but_stand_for_a_missing_one():
    books = report(accounts=(account("501", "100", "100"), account("50101", "60", "60"), account("50102", "40", "40")))
    assert [name for name, _ in spending(books, POLICY, SHOWN).table.rows] == ["职工活动支出", "合计"]
    orphans = report(accounts=(account("50101", "60", "60"), account("50102", "40", "40")))
    assert [name for name, _ in spending(orphans, POLICY, SHOWN).table.rows] == ["职工教育费", "文体活动费", "合计"]


def test_parts_of_a_hundred_are_never_bent_to_add_up():
    thirds = report(accounts=(account("501", "1", "1"), account("502", "1", "1"), account("503", "1", "1")))
    chart = spending(thirds, POLICY, SHOWN)
    shares = {text for key, text in printed(chart.svg).items() if "share" in key}
    assert shares == {"33.33"}
    assert chart.sentence.endswith("各项分别四舍五入到分，相加为99.99元。")


@given(st.lists(st.integers(0, 10**13), min_size=1, max_size=6))
def test_each_part_of_a_hundred_is_off_by_half_a_cent_at_most(cents):
    total = sum(cents)
    for amount in cents if total else []:
        exact = Decimal(amount) / Decimal(total) * 100
        assert abs(per_hundred(Decimal(amount) / Decimal(total)) - exact) <= Decimal("0.005")


def test_a_negative_account_is_drawn_to_the_left_of_zero():
    chart = income(report(accounts=(account("402", "90", "90"), account("408", "0", "-30"))), POLICY, SHOWN)
    (_, left, right), (_, under, zero) = shapes(chart.svg, "bar")
    assert under < zero == left < right
    assert (zero - under) * 3 == pytest.approx(right - left)


def test_a_total_below_zero_has_no_shares():
    refunds = report(accounts=(account("408", "0", "-30"), account("508", "0", "-1")))
    chart = income(refunds, POLICY, SHOWN)
    assert "占" not in chart.sentence
    assert chart.table.rows[0][1][1] is None
    assert spending(refunds, POLICY, SHOWN).sentence == "2025年支出决算合计-1.00元，不足以计算占比。"


def test_spending_without_a_budget_has_no_rate_and_is_named():
    chart = budget_actual(report(accounts=(account("508", "0", "12"),)), POLICY, SHOWN)
    assert chart.sentence == "2025年支出预算合计0.00元，执行12.00元。执行数超出预算的科目：其他支出。"
    assert chart.table.rows[0][1][2] is None


def test_a_union_that_makes_no_budgets_has_not_exceeded_them():
    why = Explanation(
        explanation_id="E1",
        subject="accounts/budget_initial",
        kind="not_applicable",
        text="不编制预算",
        date=date(2025, 12, 31),
    )
    own = report(accounts=(account("508", "0", "12"),), explanations=(why,))
    assert budget_actual(own, POLICY, SHOWN) is None


def test_three_public_budget_at_the_cap_is_not_above_it():
    assert "不高于上年预算100.00元" in three_public(budgets(y2024=("100", "90"), y2025=("100", "")), SHOWN).sentence
    assert "高于上年预算0.01元" in three_public(budgets(y2024=("100", "90"), y2025=("100.01", "")), SHOWN).sentence


def test_a_year_gap_has_no_cap():
    chart = three_public(budgets(y2022=("100", "90"), y2025=("500", "400")), SHOWN)
    assert not shapes(chart.svg, "cap")
    assert "没有上年预算可比" in chart.sentence


def test_years_after_the_page_are_not_on_it():
    years = history()
    page = union_year_charts(years[2023], years, POLICY, (), SETTINGS, ZH)
    assert [name for chart in page if chart.name == "three_public" for name, _ in chart.table.rows] == [
        "2022年",
        "2023年",
    ]
    assert [chart.name for chart in union_charts(years, SETTINGS, ZH)] == ["three_public", "balances"]


def test_cash_stands_in_where_no_net_balance_was_given():
    chart = balances({2025: report(balances=(balance("cash", "10", None),))}, SHOWN)
    assert chart.title == "历年货币资金"
    assert chart.sentence == "货币资金2025年初为10.00元，年末数尚未公开。"
    assert chart.table.rows[0][1][1] is None


def test_a_restated_opening_stands_apart_from_the_closing_before_it():
    years = {
        2024: report(2024, balances=(balance("surplus", "5", "8"),)),
        2025: report(balances=(balance("surplus", "7", "9"),)),
    }
    dots = [path for path in parse(balances(years, SHOWN).svg).iter(f"{SPACE}path") if path.get("data-figure")]
    assert [path.get("data-figure") for path in dots] == [
        "bj-demo/2024/balances/surplus/opening", "bj-demo/2024/balances/surplus/closing",
        "bj-demo/2025/balances/surplus/opening", "bj-demo/2025/balances/surplus/closing",
    ]  # fmt: skip


def test_findings_without_amounts_have_none_rather_than_zero():
    chart = findings(report(findings=(finding(1, "rectified"), finding(2, "overdue"))), SHOWN)
    assert {cells[1].msgid for _, cells in chart.table.rows} == {"不涉及金额"}, "which is not unknown"
    pending = replace(finding(1, "rectified"), amount_undetermined=True)
    assert findings(report(findings=(pending,)), SHOWN).table.rows[-1][1][1].msgid == "金额待定或不涉及金额"
    assert chart.sentence == "2025年审计发现问题2项：已整改1项、未整改(逾期)1项。"


def test_each_status_has_its_own_look():
    statuses = [verdict(f"2-4-{number}", status) for number, status in enumerate(Status, start=1)]
    drawn = parse(drawn_of(statuses).svg)
    looks = {path.get("class") for path in drawn.iter(f"{SPACE}path") if path.get("data-figure")}
    assert looks == {f"bar s-{'hard' if status == Status.BREACHED else status}" for status in Status}


def test_data_that_nobody_asks_for_is_not_drawn_as_owed():
    unasked = verdict("2-7-2", Status.NO_DATA)
    unasked = replace(unasked, answer=replace(unasked.answer, asked=False))
    chart = drawn_of([unasked, verdict("2-4-1", Status.MET)])
    assert "s-not_asked" in chart.svg
    assert "s-no_data" not in chart.svg
    assert chart.sentence == "2025年已判定条款2条：符合1条、不要求报送1条。"


def test_supplementary_rules_are_not_counted_among_the_clauses():
    beside = verdict("2-7-2", Status.BREACHED)
    beside = replace(beside, rule=replace(beside.rule, clause_id="X-3", switch="supplementary_x3"))
    assert "不符合" not in drawn_of([beside, verdict("2-4-1", Status.MET)]).sentence
