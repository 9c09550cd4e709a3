"""A sentence keeps its values until a language is known."""

from datetime import date
from decimal import Decimal

from yangguang.core.language import ZH, Language
from yangguang.core.sentence import Percent, say

EN = Language(
    "en", {"结余 {amount} 元": "surplus {amount} yuan", "截至 {day}": "as of {day}", "缺 {tables}": "missing {tables}"}
)


def test_amounts_and_ratios_are_written_for_readers():
    assert say("结余 {amount} 元", amount=Decimal("1234.5")).text(ZH) == "结余 1,234.50 元"
    assert say("执行率 {rate}", rate=Percent(Decimal("0.9"))).text(ZH) == "执行率 90.0%"


def test_the_other_language_has_its_own_words_and_dates():
    assert say("结余 {amount} 元", amount=Decimal(1)).text(EN) == "surplus 1.00 yuan"
    assert say("截至 {day}", day=date(2026, 3, 1)).text(ZH) == "截至 2026年3月1日"
    assert say("截至 {day}", day=date(2026, 3, 1)).text(EN) == "as of 2026-03-01"


def test_lists_and_sentences_nest():
    assert say("缺 {tables}", tables=["a", "b"]).text(ZH) == "缺 a、b"
    assert say("缺 {tables}", tables=("a", "b")).text(EN) == "missing a, b"
    assert say("{one};完", one=say("截至 {day}", day=date(2026, 3, 1))).text(EN) == "as of 2026-03-01;完"


def test_what_a_union_typed_is_never_read_as_a_template():
    assert say("工会 {name}", name="{amount} %s").text(ZH) == "工会 {amount} %s"


def test_a_sentence_without_a_translation_stays_chinese():
    assert say("还没有译文").text(EN) == "还没有译文"
