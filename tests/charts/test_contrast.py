"""The palette keeps WCAG AA: text 4.5 to 1, shapes that carry meaning 3 to 1, on light and on dark ground."""

from __future__ import annotations

import re

import pytest

from tests.charts.test_inline_svg import STYLESHEET

TEXT = [("ink", "ground"), ("quiet", "ground"), ("warn", "ground"), ("on", "met"), ("on", "warn"), ("ink", "grid")]
SHAPES = [(name, "ground") for name in ("1", "2", "3", "4", "edge", "met", "warn", "attested", "awaiting", "pending")]


def palette(scheme: str) -> dict[str, str]:
    block = STYLESHEET[STYLESHEET.index(f'[data-md-color-scheme="{scheme}"]') :].split("}", 1)[0]
    return {
        name: "".join(2 * digit for digit in colour) if len(colour) == 3 else colour
        for name, colour in re.findall(r"--yg-chart-(\w+): .*?#([0-9a-f]{3,6})\)?;", block)
    }


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["default", "slate"])
@pytest.mark.parametrize(("pair", "least"), [(pair, 4.5) for pair in TEXT] + [(pair, 3) for pair in SHAPES])
def test_contrast(scheme, pair, least):
    colours = palette(scheme)
    high, low = sorted((luminance(colours[name]) for name in pair), reverse=True)
    assert (high + 0.05) / (low + 0.05) >= least
