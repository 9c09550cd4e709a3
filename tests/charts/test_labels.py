"""Labels, small amounts and legends, however long they are."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.charts.cases import SHOWN
from yangguang.charts.display import Display, fit_all, text_width
from yangguang.charts.renderer import Span
from yangguang.charts.rows import Key, Top
from yangguang.core.language import ZH

ALIKE = "为会员和职工开展普惠性服务与活动的支出："


@pytest.mark.parametrize(
    "names",
    [
        [ALIKE + end for end in ("职工活动", "职工服务", "维权")],
        [ALIKE + end for end in ("职工活动" * 9, "职工服务" * 9, "维权" * 9)],
        [f"Steuern und ähnliche Abgaben, {end}" for end in ("Grundsteuer A", "Grundsteuer B", "Gewerbesteuer")],
        [ALIKE + "（一）市级机关", ALIKE + "（一）区级机关", ALIKE + "（二）市级机关"],
    ],
)
def test_labels_that_begin_alike_are_cut_so_that_they_differ(names):
    widths = [150.0, 160.0, 170.0]
    shown = fit_all(names, widths)
    assert all(text_width(text) <= width for text, width in zip(shown, widths, strict=True))
    assert len({*shown}) == len(names)
    for text, name in zip(shown, names, strict=True):
        if text.endswith("…") and not text.startswith("…"):
            assert not [other for other in names if other != name and other.startswith(text.removesuffix("…"))]


def test_labels_that_fit_or_differ_at_once_are_cut_at_their_end():
    assert fit_all(["支出", "收入"], [60, 60]) == ["支出", "收入"]
    assert fit_all(["甲" * 9, "乙" * 9], [60, 60]) == ["甲甲甲…", "乙乙乙…"]
    assert fit_all(["甲" * 9, "甲" * 9], [60, 60]) == ["甲甲甲…", "甲甲甲…"], "the same name twice is the same label"


def test_an_amount_too_small_for_the_display_unit_keeps_its_own():
    assert SHOWN.amount(Decimal("42.18")) == "42.18元"
    assert SHOWN.amount(Decimal(0)) == "0.00"
    assert Display(ZH, 1, "USD").unit == "美元"
    assert Display(ZH, 1000, "CHF").unit == "千CHF"


def test_the_legend_takes_as_many_columns_as_its_longest_word_allows():
    def columns(*words: str) -> int:
        return Top(legend=tuple(Key((Span(word),), "c1") for word in words)).columns

    assert columns("符合", "不符合", "缺数据", "不适用") == 3
    assert columns("Met", "Awaiting superior 12", "No data") == 2
    assert columns("预算数（含调整）", "决算数") == 2
    assert columns("预" * 40) == 1
