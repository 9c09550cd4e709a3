"""How values look: unit, key, exact value; missing is a word, never zero."""

import re
from decimal import Decimal

import pytest

from yangguang.core.figures import Figure, Unit
from yangguang.core.language import load_language
from yangguang.ledger.model import Change
from yangguang.pages.ink import Ink
from yangguang.records.federation import Settings


def ink(lang="zh", **settings):
    return Ink(language=load_language(lang), settings=Settings(title="", title_en="", **settings))


def yuan(value, key="u/2025/@income_total"):
    return Figure(key, None if value is None else Decimal(value), Unit.YUAN)


def test_an_amount_is_shown_in_the_display_unit_with_key_and_exact_value():
    assert ink().figure(yuan("12345678.90")) == (
        '<data class="yg-figure" data-figure="u/2025/@income_total" value="12345678.90"'
        ' title="12,345,678.90 元">1,234.57</data><span class="unit">万元</span>'
    )


def test_under_a_caption_the_unit_is_left_out():
    assert ink().figure(yuan(20000), bare=True).endswith(">2.00</data>")


def test_an_amount_too_small_for_the_unit_is_written_in_full_with_its_own_unit():
    assert ink().figure(yuan("35.50"), bare=True).endswith('>35.50</data><span class="unit">元</span>')


def test_zero_is_zero_and_unknown_is_not():
    assert ">0.00<" in ink().figure(yuan(0))
    shown = ink().figure(yuan(None))
    assert "缺数据" in shown
    assert 'value=""' in shown
    assert not any(digit in shown.replace("u/2025", "") for digit in "0123456789")
    assert "缺数据" in ink().figure(None)


@pytest.mark.parametrize(
    ("lang", "settings", "unit"),
    [
        ("zh", {"display_unit": 1000}, "千元"), ("zh", {"display_unit": 1}, "元"), ("en", {}, "thousand yuan"), ("en", {"display_unit": 1}, "yuan"),
        ("zh", {"currency": "USD", "display_unit": 1}, "美元"), ("en", {"currency": "USD", "display_unit": 1}, "US dollars"),
        ("zh", {"currency": "CHF", "display_unit": 1}, "CHF"),
    ],
)  # fmt: skip
def test_the_unit_follows_the_registry(lang, settings, unit):
    assert ink(lang, **settings).unit == unit


def test_a_ratio_is_a_percentage_rounded_once():
    assert ">94.7%<" in ink().figure(Figure("k", Decimal("0.94651"), Unit.RATIO))


def test_counts_carry_their_unit():
    assert ink().figure(Figure("k", 1200, Unit.PERSONS)).endswith('>1,200</data><span class="unit">人</span>')
    assert ink().figure(Figure("k", 3, Unit.COUNT), unit="项").endswith('<span class="unit">项</span>')


@pytest.mark.parametrize(
    ("now", "before", "shown"),
    [
        (300000, 200000, ">+10.00<"), (200000, 300000, ">-10.00<"), (200000, 200000, ">0.00<"), (100000, -50000, "(+300.0%)"),
    ],
)  # fmt: skip
def test_a_change_says_amount_and_percentage(now, before, shown):
    text = ink().change(yuan(now), yuan(before), Change(Decimal(now), Decimal(before)))
    assert shown in re.sub(r"<span.*?</span>", "<", text)


@pytest.mark.parametrize(
    ("now", "before", "word"),
    [
        ("-5", "3", "由盈转亏"),
        ("5", "-3", "由亏转盈"),
        ("9580", "100", None),
        ("-5", "-3", None),
        ("5", "0", None),
        ("0", "3", None),
    ],
)
def test_the_change_of_a_balance_has_no_percentage_and_says_when_it_changed_sides(now, before, word):
    text = ink().change(yuan(now), yuan(before), Change(Decimal(now), Decimal(before)), balance=True)
    assert "%" not in text
    assert (f"({word})" in text) if word else ("由" not in text)


def test_a_change_from_zero_has_no_percentage():
    assert "%" not in ink().change(yuan(5), yuan(0), Change(Decimal(5), Decimal(0)))


def test_a_change_from_what_is_unknown_is_missing():
    assert ink().change(yuan(5), yuan(None), Change(Decimal(5), None)) == ink().missing


def test_a_key_cannot_leave_its_attribute():
    shown = ink().figure(yuan(5, key='u/2025/findings/"><script>/amount'))
    assert "<script>" not in shown
    assert shown.count('"') % 2 == 0


def test_what_one_members_share_is_stands_in_yuan_wherever_it_stands():
    for key in ("u/2025/per_member_expenditure", "u/2025/peer_median_per_member_expenditure"):
        shown = ink().figure(Figure(key, Decimal("1642.29"), Unit.YUAN))
        assert ">1,642.29</data>" in shown
        assert shown.endswith('<span class="unit">元</span>')


def test_between_an_english_number_and_its_unit_there_is_a_space_also_in_a_change():
    moved = Change(Decimal(30000), Decimal(10000))
    for lang, told in (("zh", "+2.00万元"), ("en", "+20.0 thousand yuan")):
        html = ink(lang).change(yuan("30000"), yuan("10000"), moved, balance=True)
        assert re.sub("<[^>]*>", "", html) == told
