"""Horizontal bars under their names, one row below the other: the form that stays readable on a phone."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from matplotlib.path import Path

from yangguang.charts.display import fit_all, text_width
from yangguang.charts.renderer import Label, Mark, Span
from yangguang.charts.sheet import WIDTH, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LEFT, RIGHT = 4.0, WIDTH - 4.0
_HEAD, _LEGEND = 26.0, 20.0  # heights of the header line, of a line of the legend
_PITCH, _NAME, _TOP, _BAR = 46.0, 14.0, 21.0, 14.0  # a row: its height, the name's baseline, the bar's top and height
_SWATCH = 22.0  # from the left edge of a legend's entry to its text
_SMALL = 12.0  # font size of values, as in charts.css


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A piece of a row. `inset` makes it thinner, `pattern` is the class of a line laid over it, `count` stands in it."""

    start: Decimal
    end: Decimal
    classes: str
    figure: str | None = None
    tooltip: str | None = None
    inset: float = 0
    pattern: str | None = None
    count: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A name on the left, what it comes to on the right, bars beneath, and a line that they should not cross."""

    name: str
    values: tuple[Span, ...]
    bars: tuple[Bar, ...]
    limit: Bar | None = None


class Key(NamedTuple):
    """An entry of the legend: how a kind of bar looks and what it is called."""

    spans: tuple[Span, ...]
    classes: str
    inset: float = 0
    pattern: str | None = None


@dataclass(frozen=True, kw_only=True)
class Top:
    """What stands over the rows: `head` on the left, `note` on the right, then the legend."""

    head: tuple[Span, ...] = ()
    note: str = ""
    legend: tuple[Key, ...] = ()

    @cached_property
    def columns(self) -> int:
        """How many entries of the legend fit beside each other, three at most."""
        widest = max((text_width("".join(span.text for span in key.spans), _SMALL) for key in self.legend), default=0)
        return max(1, min(3, len(self.legend), int((RIGHT - LEFT) / (widest + _SWATCH + 6))))

    @property
    def height(self) -> float:
        """Pixels down to the first row."""
        lines = -(-len(self.legend) // self.columns)
        return (_HEAD if self.head or self.note else 0) + (_LEGEND * lines + 6 if lines else 0)


def header(head: tuple[Span, ...], note: str) -> Iterator[Label]:
    """The first line of a picture: what it is about on the left, the unit on the right."""
    if head:
        yield Label(x=LEFT, y=_NAME, spans=head, classes="head")
    if note:
        yield Label(x=RIGHT, y=_NAME, spans=(Span(note),), classes="note", anchor="end")


def new_sheet() -> Sheet:
    """A sheet for rows; each kind of chart keeps one."""
    return Sheet(LEFT, RIGHT)


def draw_rows(sheet: Sheet, rows: Sequence[Row], top: Top, *, least: float = 0) -> tuple[float, str]:
    """The picture's height and its SVG elements. The axis reaches at least to `least`, so that one of one is no giant."""
    height = top.height + _PITCH * len(rows)
    low, high = _limits(rows, least)
    sheet.frame(height, (low, high), (height, 0))
    offsets = [top.height + _PITCH * index for index in range(len(rows))]
    marks = list(_legend_marks(top, low, (high - low) / (RIGHT - LEFT)))
    for row, y in zip(rows, offsets, strict=True):
        for bar in row.bars:
            marks += _pieces(bar, y + _TOP, _BAR)
    marks.append(_axis(offsets))
    marks += [_line(row.limit, y) for row, y in zip(rows, offsets, strict=True) if row.limit]
    labels = [*header(top.head, top.note), *_legend_labels(top)]
    for row, name, y in zip(rows, _names(rows), offsets, strict=True):
        labels += _texts(row, name, y)
        labels += [
            Label(
                x=sheet.at(float(bar.start + bar.end) / 2, 0)[0], y=y + _TOP + 11.5, spans=(Span(bar.count, bar.figure),),
                classes=f"count {bar.classes}", anchor="middle",
            )
            for bar in row.bars
            if bar.count
        ]  # fmt: skip
    return height, sheet.ink(marks, labels)


def _limits(rows: Sequence[Row], least: float) -> tuple[float, float]:
    ends = [float(x) for row in rows for bar in (*row.bars, *filter(None, [row.limit])) for x in (bar.start, bar.end)]
    low, high = min(0.0, *ends), max(least, 0.0, *ends)
    return low, high if high > low else low + 1


def _pieces(bar: Bar, y: float, height: float) -> Iterator[Mark]:
    start, end = sorted((float(bar.start), float(bar.end)))
    top, bottom = y + bar.inset, y + height - bar.inset
    box = Path(((start, top), (end, top), (end, bottom), (start, bottom), (start, top)), closed=True)
    yield Mark(path=box, classes=f"bar {bar.classes}", figure=bar.figure, tooltip=bar.tooltip)
    if bar.pattern and start < end:
        middle = (top + bottom) / 2
        yield Mark(path=Path(((start, middle), (end, middle))), classes=f"over {bar.pattern}")


def _line(limit: Bar, y: float) -> Mark:
    x = float(limit.end)
    under_last, over_this = (y - _PITCH + _TOP + _BAR, y - 1), (y + _NAME + 4, y + _TOP + _BAR + 4)  # free of the text
    path = Path([(x, end) for line in (under_last, over_this) for end in line], [Path.MOVETO, Path.LINETO] * 2)
    return Mark(path=path, classes=limit.classes, figure=limit.figure, tooltip=limit.tooltip)


def _axis(offsets: Sequence[float]) -> Mark:
    ends = [point for y in offsets for point in ((0.0, y + _TOP - 2), (0.0, y + _TOP + _BAR + 2))]
    return Mark(path=Path(ends, [Path.MOVETO, Path.LINETO] * len(offsets)), classes="axis")


def _names(rows: Sequence[Row]) -> list[str]:
    taken = [text_width("".join(span.text for span in row.values), _SMALL) for row in rows]
    return fit_all([row.name for row in rows], [RIGHT - LEFT - width - 10 for width in taken])


def _texts(row: Row, name: str, y: float) -> Iterator[Label]:
    yield Label(x=LEFT, y=y + _NAME, spans=(Span(name),), classes="name")
    yield Label(x=RIGHT, y=y + _NAME, spans=row.values, classes="value", anchor="end")


def _places(top: Top) -> Iterator[tuple[Key, float, float]]:
    first = _HEAD if top.head or top.note else 0.0
    columns = top.columns
    for index, key in enumerate(top.legend):
        line, column = divmod(index, columns)
        yield key, round(LEFT + (RIGHT - LEFT) / columns * column, 2), first + _LEGEND * line


def _legend_marks(top: Top, low: float, pixel: float) -> Iterator[Mark]:
    for key, x, y in _places(top):
        start = low + (x - LEFT) * pixel
        if key.classes == "cap":
            yield Mark(path=Path(((start + 8 * pixel, y), (start + 8 * pixel, y + 16))), classes="cap")
        else:
            ends = Decimal(start), Decimal(start + 16 * pixel)
            yield from _pieces(
                Bar(start=ends[0], end=ends[1], classes=key.classes, inset=key.inset, pattern=key.pattern), y + 2, 12
            )


def _legend_labels(top: Top) -> Iterator[Label]:
    for key, x, y in _places(top):
        yield Label(x=x + _SWATCH, y=y + 12, spans=key.spans, classes="key")
