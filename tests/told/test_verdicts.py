"""Verdicts as text and as JSON: what `judge` prints beside the verdicts themselves."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.rules.build import LATER, case, package
from yangguang.core.language import ZH
from yangguang.rules.judge.verdicts import judge
from yangguang.told.verdicts import exact, judgement_text


def test_each_union_year_is_named_once():
    verdicts = [*judge(case(package())), *judge(case(package("shop"), union_id="shop"))]
    lines = judgement_text(verdicts, LATER, ZH).splitlines()
    assert [line.split()[0] for line in lines if not line.startswith(" ")] == ["qu", "shop"]


@pytest.mark.parametrize(
    ("value", "told"),
    [(Decimal("1E+2"), "100"), (Decimal("0.10"), "0.10"), (5, 5), (None, None)],
    ids=["an amount", "a ratio", "a count", "unknown"],
)
def test_figures_are_told_by_the_digits_they_have_and_counts_as_numbers(value, told):
    assert exact(value) == told
