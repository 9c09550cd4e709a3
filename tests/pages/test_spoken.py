"""What codes, periods and figure keys are called when a page is read aloud."""

import pytest

from yangguang.core.figures import Figure, Unit
from yangguang.core.language import load_language
from yangguang.pages.spoken import figure_name, period, spoken, subject_name, title_of, written
from yangguang.records.tables import BY_NAME

ZH, EN = load_language("zh"), load_language("en")
RULES = {"2-5-8": "三公经费预算不高于上年预算"}


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("2025-Q1", "2025年第一季度", "Q1 2025"),
        ("2025-Q4", "2025年第四季度", "Q4 2025"),
        ("2025-03", "2025年3月", "2025-03"),
        ("2025", "2025年", "2025"),
        ("2022-2025任期", "2022-2025任期", "2022-2025任期"),
    ],
)
def test_a_period_is_said_in_words(text, zh, en):
    assert (period(text, ZH), period(text, EN)) == (zh, en)


def test_a_reason_says_a_quarter_in_words_and_keeps_a_clauses_number_whole():
    assert spoken("甲<上解经费2025-Q1、补助2025", ZH) == "甲&lt;上解经费2025年第一季度、补助2025"
    assert spoken("paid late: 2025-Q3", EN) == "paid late: Q3 2025"
    assert spoken("缺数据：2-4-2、2-4-11", ZH) == (
        '缺数据：<span class="yg-whole">2-4-2</span>、<span class="yg-whole">2-4-11</span>'
    )
    assert spoken("2025-01-09收到，文号12-3-4-5，2025-Q12", ZH) == "2025-01-09收到，文号12-3-4-5，2025-Q12"


def test_an_audit_of_the_union_itself_is_called_so():
    column = BY_NAME["audits"].column("target_id")
    assert [written(column, "self", one) for one in (ZH, EN)] == ["本级", "Self"]
    assert written(column, "bj-below", ZH) == "bj-below"


def test_titles_have_chinese_brackets():
    assert title_of("tier", "full", "zh") == "完整（有下级工会）"
    assert title_of("tier", "full", "en") == "Full (has subordinate unions)"


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("bj/2025/@three_public_total/budget_initial", "三公经费合计 年初预算数"),
        ("bj/2025/@three_public/reception", "公务接待费"),
        ("bj/2024/@dues_rate", "2024年 拨缴比例"),
        ("other/2025/@surplus", "某工会 当年收支结余"),
        ("bj/2025/@unheard_of", "甲÷乙"),
        ("bj/2025/dues/2025-03/paid", "工会经费拨缴 2025年3月 实拨缴"),
    ],
)
def test_a_figure_is_named_and_says_whose_where_it_is_not_the_pages_own(key, name):
    figure = Figure(key, 1, Unit.COUNT, "甲÷乙", ())
    assert figure_name(figure, "bj", 2025, ZH, {"other": "某工会"}.__getitem__) == name


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("2-5-8", "三公经费预算不高于上年预算 2-5-8"),
        ("bj/2025/@surplus", "当年收支结余"),
        ("balances/surplus/opening", "资产负债与结余 结余 年初数"),
        ("accounts", "收支预决算"),
        ("9-9-9", "9-9-9"),
    ],
)
def test_an_explanation_says_in_words_what_it_is_about(subject, name):
    assert subject_name(subject, "bj", 2025, RULES, ZH) == name
