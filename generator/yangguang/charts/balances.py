"""What was left over the years: carry-over and surplus (or cash, where only that was given) from opening to closing."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from matplotlib.path import Path

from yangguang.charts.display import known
from yangguang.charts.picture import finish
from yangguang.charts.renderer import Label, Mark, Span
from yangguang.charts.rows import header
from yangguang.charts.sheet import WIDTH, Sheet
from yangguang.core.sentence import say
from yangguang.ledger.figures.reported import cell_figure
from yangguang.records.codes import code_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from yangguang.charts.display import Display
    from yangguang.charts.model import Chart
    from yangguang.core.figures import Figure
    from yangguang.core.sentence import Sentence
    from yangguang.ledger.model import UnionYear

_HEIGHT, _TOP, _BOTTOM, _SIDE = 230.0, 56.0, 34.0, 34.0
_FEW = 4  # years up to which every point is labelled; of more only the first and the last
_TICKS = 7  # names of years that fit below


class _Line(NamedTuple):
    """One year's opening and closing; closing is None until the year's final accounts."""

    year: int
    opening: Figure
    closing: Figure | None


@cache
def _sheet() -> Sheet:
    return Sheet(_SIDE, WIDTH - _SIDE, top=_TOP, bottom=_BOTTOM)


def balances(history: Mapping[int, UnionYear], display: Display) -> Chart | None:
    """Years in order, one measure throughout: carry-over and surplus where any year gives them, else cash, else None."""
    for items in (("carryover", "surplus"), ("cash",)):
        lines = [line for _, report in sorted(history.items()) if (line := _line(report, items))]
        if lines:
            break
    else:
        return None
    cash = items == ("cash",)
    name = code_title("balance_item", "cash", display.language.code) if cash else display.text(say("结转结余"))
    return finish(
        "balances",
        f"{history[lines[-1].year].union.union_id}-{lines[-1].year}",
        display,
        title=say("历年货币资金") if cash else say("历年结转结余"),
        sentence=_sentence(lines, name, display),
        drawn=(_HEIGHT, _draw(lines, name, display)),
        columns=(say("年初数"), say("年末数")),
        rows=[(display.year(line.year), (line.opening, line.closing)) for line in lines],
    )


def _line(report: UnionYear, items: tuple[str, ...]) -> _Line | None:
    rows = [row for row in (report.package and report.package.balances) or () if row.item in items]
    if not rows:
        return None
    package = report.package
    assert package is not None, "rows are of a package"

    def figure(column: str) -> Figure | None:
        alone = cell_figure(package, "balances", rows[0], column) if len(rows) == 1 else None
        one = alone or report.figures.get(f"carryover_surplus/{column}")
        return one if one and one.value is not None else None

    opening = figure("opening")
    assert opening is not None, "the opening balance is a required column"
    return _Line(report.year, opening, figure("closing"))


def _draw(lines: Sequence[_Line], name: str, display: Display) -> str:
    first, span = lines[0].year, lines[-1].year - lines[0].year + 1
    values = [float(known(figure)) for line in lines for figure in line[1:] if figure]
    low, high = min(0.0, *values), max(0.0, *values)
    high = high if high > low else low + 1
    sheet = _sheet()
    sheet.frame(_HEIGHT, (0, span), (low, high))
    marks = [Mark(path=Path(((x, low), (x, high))), classes="grid") for x in range(span + 1)]
    labels = [*header((Span(name),), display.text(say("单位：{unit}", unit=display.unit)))]
    for line in lines:
        x = line.year - first
        if x % -(-span // _TICKS) == 0:
            year, middle = Span(display.year(line.year)), sheet.at(x + 0.5, low)[0]
            labels.append(Label(x=middle, y=_HEIGHT - 12, spans=(year,), classes="tick", anchor="middle"))
        if line.closing:
            start, end = float(known(line.opening)), float(known(line.closing))
            area = Path(((x, 0), (x, start), (x + 1, end), (x + 1, 0), (x, 0)), closed=True)
            marks += [Mark(path=area, classes="area"), Mark(path=Path(((x, start), (x + 1, end))), classes="line")]
    marks.append(Mark(path=Path(((0, 0), (span, 0))), classes="axis"))
    points = list(_points(lines))
    for index, (x, figure, what) in enumerate(points):
        y = float(known(figure))
        tooltip = display.tooltip(display.text(what), figure)
        marks.append(Mark(path=Path(((x, y), (x, y))), classes="dot", figure=figure.key, tooltip=tooltip))
        if span <= _FEW or index in {0, len(points) - 1}:
            right, down = sheet.at(x, y)
            amount = Span(display.amount(known(figure)), figure.key)
            labels.append(Label(x=right, y=round(down - 10, 2), spans=(amount,), classes="value", anchor="middle"))
    return sheet.ink(marks, labels)


def _points(lines: Sequence[_Line]) -> Iterator[tuple[int, Figure, Sentence]]:
    """Each closing, and each opening that is not the closing before it: a restated one stands apart."""
    before: tuple[int, Figure | None] = lines[0].year - 1, None
    for line in lines:
        x = line.year - lines[0].year
        if before[0] != line.year - 1 or before[1] is None or known(before[1]) != known(line.opening):
            yield x, line.opening, say("{year}年初", year=line.year)
        if line.closing:
            yield x + 1, line.closing, say("{year}年末", year=line.year)
        before = line.year, line.closing


def _sentence(lines: Sequence[_Line], name: str, display: Display) -> Sentence:
    first, last = lines[0], lines[-1]
    if not any(known(figure) for line in lines for figure in line[1:] if figure):
        return say("{name}各年年初、年末均为零。", name=name)
    facts = {"name": name, "first": first.year, "opening": display.money(known(first.opening)), "last": last.year}
    if last.closing is None:
        start = display.money(known(last.opening))
        return say("{name}{last}年初为{start}，年末数尚未公开。", name=name, last=last.year, start=start)
    return say(
        "{name}由{first}年初的{opening}变为{last}年末的{closing}。", closing=display.money(known(last.closing)), **facts
    )
