"""What a chart is: a picture, a sentence that says its numbers, and the table beneath it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yangguang.core.figures import Figure
    from yangguang.core.sentence import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartTable:
    """The numbers of a chart. `rows` pair a row header with one figure per column; words, or None: not disclosed."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Figure | Sentence | None, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """`svg` is inline SVG without colours of its own: shapes carry classes that the stylesheet paints, light and dark.

    Texts are already in the site's language. `svg` is safe HTML: union text in it was escaped by the renderer.
    """

    name: str
    title: str
    svg: str
    sentence: str
    table: ChartTable
