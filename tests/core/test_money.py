"""Amounts as unions write them, as Decimal holds them, as readers see them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yangguang.core.money import format_amount, format_percent, parse_amount, ratio, round_half_up, total

AMOUNTS = st.decimals(min_value=Decimal("-9999999999999.99"), max_value=Decimal("9999999999999.99"), places=2)


@pytest.mark.parametrize("text", ["0", "0.5", "1200", "1200.00", "-3.07", "9999999999999.99"])
def test_an_amount_is_read_exactly(text):
    assert parse_amount(text) == Decimal(text)


@pytest.mark.parametrize(
    "text",
    [
        *[
            "",
            " 1",
            "1 ",
            "+1",
            "01",
            "1.",
            ".5",
            "1.234",
            "1,200",
            "1_000",
            "12.00元",
            "-0",
            "-0.00",
            "1e3",
            "NaN",
            "Infinity",
        ],
        *["１２００", "١٢٠٠", "一千二百", "10000000000000", "1\n", "--1", "0x1"],
    ],
)
def test_anything_else_is_not_an_amount(text):
    assert parse_amount(text) is None


@given(AMOUNTS)
def test_an_amount_survives_being_shown_and_read_again(value):
    shown = format_amount(value).replace(",", "")
    assert parse_amount(f"{abs(value):.2f}") == abs(value)
    assert Decimal(shown) == value


@given(AMOUNTS, st.integers(min_value=0, max_value=1))
def test_rounding_moves_an_amount_by_at_most_half_a_step_and_never_towards_zero_on_a_tie(value, places):
    rounded = round_half_up(value, places)
    step = Decimal(1).scaleb(-places)
    assert abs(rounded - value) <= step / 2
    assert abs(rounded - value) != step / 2 or abs(rounded) > abs(value)


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        ("1234567.5", 1, "1,234,567.50"),
        ("1234567.5", 10000, "123.46"),
        ("1234567.5", 1000, "1,234.6"),
        ("0.005", 1, "0.01"),
    ],
)
def test_an_amount_is_shown_with_separators_and_to_the_hundred_yuan_where_scaled(value, unit, shown):
    assert format_amount(Decimal(value), display_unit=unit) == shown


@pytest.mark.parametrize(
    ("value", "shown"), [("0.6049", "60.5%"), ("0.60449", "60.4%"), ("1", "100.0%"), ("12.5", "1,250.0%")]
)
def test_a_ratio_is_rounded_once_for_display(value, shown):
    assert format_percent(Decimal(value)) == shown


@pytest.mark.parametrize(("part", "whole"), [(None, 5), (5, None), (5, 0), (None, None), (Decimal(0), Decimal("0.00"))])
def test_a_ratio_of_what_is_unknown_or_of_nothing_is_unknown(part, whole):
    assert ratio(part, whole) is None


def test_nothing_of_something_is_zero_not_unknown():
    assert ratio(0, 5) == 0


def test_a_sum_is_unknown_as_soon_as_one_part_is_and_zero_of_nothing():
    assert total([Decimal("0.10"), Decimal("0.20")]) == Decimal("0.30")
    assert total([Decimal(1), None, Decimal(2)]) is None
    assert total([]) == 0
