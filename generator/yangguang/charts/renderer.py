"""A matplotlib renderer whose SVG stands inside an HTML page: classes instead of colours, no ids, no styles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from matplotlib.backend_bases import RendererBase
from matplotlib.path import Path

if TYPE_CHECKING:
    from matplotlib.transforms import Transform

GAP = "\u2002"  # between two figures in a label; plain spaces at the edge of a piece would collapse
_WORDS = {Path.MOVETO: "M", Path.LINETO: "L", Path.CLOSEPOLY: "z"}
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A shape in the units of its axes. `figure` is the key of the one figure it draws, `tooltip` what it says in words."""

    path: Path
    classes: str
    figure: str | None = None
    tooltip: str | None = None


class Span(NamedTuple):
    """A piece of a label; one that prints a figure carries its key."""

    text: str
    figure: str | None = None
    classes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A line of text in pixels from the top left of the picture. `anchor` is start, middle or end."""

    x: float
    y: float
    spans: tuple[Span, ...]
    classes: str = ""
    anchor: str = "start"


class InlineRenderer(RendererBase):
    """Collects marks and labels. Text is handed over as it is: the reader's browser lays it out, nothing is measured here.

    Matplotlib's own SVG backend writes ids, styles and metadata, which a page with a content security policy cannot have.
    """

    def __init__(self) -> None:
        super().__init__()
        self._elements: list[str] = []

    def draw_mark(self, mark: Mark, downwards: Transform) -> None:
        """Append the shape as a path; `downwards` takes its units to pixels from the top left."""
        attributes = f'<path class="{mark.classes}"{_key(mark.figure)} d="{_drawn(mark.path, downwards)}"'
        tooltip = f"><title>{xml_text(mark.tooltip)}</title></path>" if mark.tooltip else "/>"
        self._elements.append(attributes + tooltip)

    def draw_label(self, label: Label) -> None:
        """Append the text, one `tspan` for each piece that has a key or a class."""
        classes = f' class="{label.classes}"' if label.classes else ""
        anchor = f' text-anchor="{label.anchor}"' if label.anchor != "start" else ""
        inner = "".join(_tspan(span) for span in label.spans)
        self._elements.append(f'<text{classes} x="{label.x:g}" y="{label.y:g}"{anchor}>{inner}</text>')

    def fragment(self) -> str:
        """Everything drawn, without the `svg` element."""
        return "".join(self._elements)


def xml_text(text: str) -> str:
    """`text` for element content or a quoted attribute; what XML cannot carry becomes U+FFFD."""
    return escape(_NOT_XML.sub("\ufffd", text))


def _drawn(path: Path, downwards: Transform) -> str:
    """The corners of a path in SVG's words, to a thousandth of a pixel; all paths of charts are of straight lines."""
    corners: list[tuple[float, float]] = downwards.transform(path.vertices).tolist()
    if path.codes is None:
        return "M" + "L".join([f"{_pixels(x)} {_pixels(y)}" for x, y in corners])
    words = [_WORDS[code] for code in np.asarray(path.codes).tolist()]
    return "".join(
        [
            "z" if word == "z" else f"{word}{_pixels(x)} {_pixels(y)}"
            for word, (x, y) in zip(words, corners, strict=True)
        ]
    )


def _pixels(value: float) -> str:
    shown = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown


def _tspan(span: Span) -> str:
    classes = f' class="{span.classes}"' if span.classes else ""
    attributes = classes + _key(span.figure)
    return f"<tspan{attributes}>{xml_text(span.text)}</tspan>" if attributes else xml_text(span.text)


def _key(figure: str | None) -> str:
    return f' data-figure="{xml_text(figure)}"' if figure else ""
