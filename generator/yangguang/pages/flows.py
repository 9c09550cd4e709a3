"""A picture of money between levels: a band from each kind of union that sent to each that received, as wide as the sum."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from yangguang.core.money import ZERO, added, round_half_up
from yangguang.ledger.figures.federation import streamed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from yangguang.core.figures import Figure
    from yangguang.ledger.between.levels import Stream

WIDE, INK = Decimal(360), Decimal(220)  # of the picture; of all bands together, in pixels
LEFT, RIGHT, NODE = (
    Decimal(116),
    Decimal(244),
    Decimal(8),
)  # where the left nodes end and the right ones begin; how wide both
LEAST, GAP, TOP = Decimal(14), Decimal(8), Decimal(8)  # a node is as high as its name at least


class Node(NamedTuple):
    """A kind of union on one side: its code, and where it stands, in pixels."""

    kind: str
    top: Decimal
    height: Decimal


class Band(NamedTuple):
    """A band: the path of its middle line and its width in pixels, the figure it draws, whether both books agree on it."""

    path: str
    width: Decimal
    figure: Figure
    matched: bool
    sender: str
    receiver: str


class Line(NamedTuple):
    """A row of the table beside the picture."""

    sender: str
    receiver: str
    matched: Figure
    unmatched: Figure


class River(NamedTuple):
    """The streams of one way, up or down: their picture and their table; the sums of both parts."""

    way: str
    left: tuple[Node, ...]
    right: tuple[Node, ...]
    bands: tuple[Band, ...]
    height: Decimal
    lines: tuple[Line, ...]
    matched: Figure
    unmatched: Figure

    @property
    def figures(self) -> Iterator[Figure]:
        """Every figure in it."""
        yield from (self.matched, self.unmatched)
        for line in self.lines:
            yield from (line.matched, line.unmatched)


def rivers(streams: Iterable[Stream], year: int) -> tuple[River, ...]:
    """A river for each way that money went."""
    return tuple(_river(way, tuple(some), year) for way, some in groupby(streams, key=lambda one: one.way))


def _river(way: str, streams: Sequence[Stream], year: int) -> River:
    whole = added(one.matched + one.unmatched for one in streams)
    scale = INK / whole if whole else ZERO
    left = _nodes([(one.sender, one) for one in streams], scale)
    right = _nodes([(one.receiver, one) for one in streams], scale)
    lines = tuple(_line(one, year) for one in streams)
    return River(
        way=way,
        left=tuple(left.values()),
        right=tuple(right.values()),
        bands=tuple(_bands(streams, lines, left, right, scale)),
        height=max(node.top + node.height for side in (left, right) for node in side.values()) + TOP,
        lines=lines,
        matched=streamed(year, f"{way}/matched", added(one.matched for one in streams)),
        unmatched=streamed(year, f"{way}/unmatched", added(one.unmatched for one in streams)),
    )


def _line(one: Stream, year: int) -> Line:
    name = f"{one.way}/{one.sender}+{one.receiver}"
    matched, unmatched = (
        streamed(year, f"{name}/{part}", amount)
        for part, amount in (("matched", one.matched), ("unmatched", one.unmatched))
    )
    return Line(one.sender, one.receiver, matched, unmatched)


def _nodes(streams: Iterable[tuple[str, Stream]], scale: Decimal) -> dict[str, Node]:
    """One side's nodes from the top down, in the order in which their kinds occur."""
    sums: dict[str, Decimal] = {}
    for kind, one in streams:
        sums[kind] = sums.get(kind, ZERO) + one.matched + one.unmatched
    nodes, top = {}, TOP
    for kind, amount in sums.items():
        height = max(amount * scale, LEAST)
        nodes[kind] = Node(kind, round_half_up(top, 1), round_half_up(height, 1))
        top += height + GAP
    return nodes


def _bands(
    streams: Sequence[Stream], lines: Sequence[Line], left: dict[str, Node], right: dict[str, Node], scale: Decimal
) -> Iterator[Band]:
    begin = {kind: node.top for kind, node in left.items()}
    end = {kind: node.top for kind, node in right.items()}
    middle = (LEFT + NODE + RIGHT - NODE) / 2
    for one, line in zip(streams, lines, strict=True):
        for amount, figure, matched in ((one.matched, line.matched, True), (one.unmatched, line.unmatched, False)):
            width = amount * scale
            if not width:
                continue
            here, there = begin[one.sender] + width / 2, end[one.receiver] + width / 2
            begin[one.sender] += width
            end[one.receiver] += width
            y0, y1 = round_half_up(here, 1), round_half_up(there, 1)
            path = f"M{LEFT + NODE} {y0}C{middle} {y0} {middle} {y1} {RIGHT - NODE} {y1}"
            yield Band(path, max(round_half_up(width, 1), Decimal(1)), figure, matched, one.sender, one.receiver)
