"""The last step of every chart: its SVG elements become an accessible inline picture with title, sentence and table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yangguang.charts.model import Chart, ChartTable
from yangguang.charts.renderer import xml_text
from yangguang.charts.sheet import WIDTH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yangguang.charts.display import Display
    from yangguang.core.figures import Figure
    from yangguang.core.sentence import Sentence


def finish(
    name: str,
    scope: str,
    display: Display,
    *,
    title: Sentence,
    sentence: Sentence,
    drawn: tuple[float, str],
    columns: Sequence[Sentence],
    rows: Sequence[tuple[str, tuple[Figure | Sentence | None, ...]]],
) -> Chart:
    """The chart. `drawn` is height and elements; `scope` (union and year) makes the two ids unique on any page."""
    heading, words = display.text(title), display.text(sentence)
    prefix = f"chart-{name}-{scope}"
    height, elements = drawn
    svg = (
        f'<svg class="yg-chart yg-chart-{name}" viewBox="0 0 {WIDTH:g} {height:g}" role="img"'
        f' aria-labelledby="{prefix}-title {prefix}-desc" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{prefix}-title">{xml_text(heading)}</title><desc id="{prefix}-desc">{xml_text(words)}</desc>'
        f"{elements}</svg>"
    )
    table = ChartTable(columns=tuple(display.text(column) for column in columns), rows=tuple(rows))
    return Chart(name=name, title=heading, svg=svg, sentence=words, table=table)
