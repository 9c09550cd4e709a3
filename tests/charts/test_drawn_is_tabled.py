"""What a chart draws and prints is what its table says."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.charts.healthy import charts
from tests.charts.svg import SPACE, parse, points, printed, shapes
from yangguang.core.figures import Figure

if TYPE_CHECKING:
    from yangguang.charts.model import Chart

NAMES = ("income", "spending", "budget_actual", "three_public", "balances", "findings", "verdicts")
ROWS = tuple(name for name in NAMES if name != "balances")


def figures(chart: Chart) -> dict[str, Figure]:
    return {figure.key: figure for _, cells in chart.table.rows for figure in cells if isinstance(figure, Figure)}


def test_all_seven_are_drawn_in_reading_order():
    assert tuple(charts()) == NAMES


@pytest.mark.parametrize("name", ROWS)
def test_bars_are_as_long_as_their_figures(name):
    chart = charts()[name]
    known = figures(chart)
    bars = shapes(chart.svg, "bar")
    scale = max(right - left for _, left, right in bars) / max(float(known[key].value) for key, _, _ in bars)
    for key, left, right in bars:
        assert right - left == pytest.approx(float(known[key].value) * scale, abs=0.001), key


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_of_the_table_that_has_a_shape_is_in_it_and_every_key_drawn_is_in_the_table(name):
    chart = charts()[name]
    keys = {element.get("data-figure") for element in parse(chart.svg).iter()} - {None}
    assert keys
    assert keys <= set(figures(chart))


@pytest.mark.parametrize("name", NAMES)
def test_printed_numbers_are_the_figures(name):
    chart = charts()[name]
    known = figures(chart)
    for key, text in printed(chart.svg).items():
        value, digits = Decimal(known[key].value), text.rstrip("项元").strip().replace(",", "")
        if digits.endswith("%"):
            assert abs(Decimal(digits[:-1]) - value * 100) <= Decimal("0.05")
        elif name == "spending" and "share" in key:
            assert abs(Decimal(digits) - value * 100) <= Decimal("0.005")
        elif known[key].unit == "count" or text.endswith("元"):
            assert Decimal(digits) == value
        else:
            assert abs(Decimal(digits) - value / 10000) <= Decimal("0.005")


def test_the_cap_stands_at_last_years_budget():
    chart = charts()["three_public"]
    known = figures(chart)
    ends = {key: right for key, _, right in shapes(chart.svg, "budget")}
    caps = shapes(chart.svg, "cap")
    assert [key for key, _, _ in caps] == [
        f"bj-demo/{year}/@three_public_total/budget_initial" for year in (2022, 2023, 2024)
    ]
    for key, left, right in caps:
        assert left == right == pytest.approx(ends[key], abs=0.001)
        assert known[key].value


def test_balance_points_stand_as_high_as_their_figures():
    chart = charts()["balances"]
    known = figures(chart)
    dots = [
        (float(known[path.get("data-figure")].value), points(path)[0][1])
        for path in parse(chart.svg).iter(f"{SPACE}path")
        if path.get("data-figure")
    ]
    assert len(dots) == 5  # an opening and four closings; the other openings are the closings before them
    (low, low_y), (high, high_y) = min(dots), max(dots)
    slope = (high_y - low_y) / (high - low)
    for value, y in dots:
        assert y == pytest.approx(low_y + (value - low) * slope, abs=0.001)


def test_a_shape_says_its_exact_number_on_hover():
    root = parse(charts()["income"].svg)
    tips = {path.get("data-figure"): path.findtext(f"{SPACE}title") for path in root.iter(f"{SPACE}path")}
    assert tips["bj-demo/2025/accounts/402/actual"] == "拨缴经费收入：1,835,620.75元"
