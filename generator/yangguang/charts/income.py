"""Where the money came from: top-level income accounts of one year, largest first."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from yangguang.charts.accounts import parts
from yangguang.charts.display import MISSING, known
from yangguang.charts.picture import finish
from yangguang.charts.renderer import GAP, Span
from yangguang.charts.rows import Bar, Row, Top, draw_rows, new_sheet
from yangguang.core.money import ZERO, format_percent
from yangguang.core.sentence import Percent, say

if TYPE_CHECKING:
    from yangguang.charts.accounts import Part, Parts
    from yangguang.charts.display import Display
    from yangguang.charts.model import Chart
    from yangguang.core.sentence import Sentence
    from yangguang.ledger.model import UnionYear
    from yangguang.policy.law import Policy

_sheet = cache(new_sheet)


def income(report: UnionYear, policy: Policy, display: Display) -> Chart | None:
    """Income by source, actual or else the budget in force; None where no income account was disclosed."""
    books = parts(report, policy, "income", display.language)
    if books is None:
        return None
    head = display.text(say("收入决算合计") if books.is_actual else say("收入预算合计"))
    top = Top(
        head=(Span(f"{head} "), Span(display.known_amount(books.amount), books.total.key)),
        note=display.text(say("单位：{unit}", unit=display.unit)),
    )
    rows = [(part.name, (part.figure, part.share_figure)) for part in books.parts]
    return finish(
        "income",
        f"{report.union.union_id}-{report.year}",
        display,
        title=say("收入来源"),
        sentence=_sentence(report.year, books, display),
        drawn=draw_rows(_sheet(), [_row(part, display) for part in books.parts], top),
        columns=(say("决算数") if books.is_actual else say("预算数（含调整）"), say("占比")),
        rows=[*rows, (display.text(say("合计")), (books.total, books.share))],
    )


def _row(part: Part, display: Display) -> Row:
    if part.amount is None:
        return Row(name=part.name, values=(Span(display.text(MISSING), part.figure.key),), bars=())
    values = [Span(display.amount(part.amount), part.figure.key)]
    if part.share is not None and part.share_figure:
        values += [Span(GAP), Span(format_percent(part.share), part.share_figure.key, "strong")]
    tooltip = display.tooltip(part.name, part.figure)
    bar = Bar(start=ZERO, end=part.amount, classes="c1", figure=part.figure.key, tooltip=tooltip)
    return Row(name=part.name, values=tuple(values), bars=(bar,))


def _sentence(year: int, books: Parts, display: Display) -> Sentence:
    if books.amount is None:
        return say("{year}年{unknown}。", year=year, unknown=books.unknown)
    if not any(part.amount for part in books.parts):
        if books.is_actual:
            return say("{year}年收入决算各项均为零。", year=year)
        return say("{year}年收入预算各项均为零（决算数尚未公开）。", year=year)
    largest = books.parts[0]
    if books.is_actual:
        total = say("{year}年收入决算合计{total}", year=year, total=display.money(books.amount))
    else:
        total = say("{year}年收入预算合计{total}（决算数尚未公开）", year=year, total=display.money(books.amount))
    amount = display.money(known(largest.figure))
    if largest.share is None:
        return say("{total}，其中{name}最多，为{amount}。", total=total, name=largest.name, amount=amount)
    share = Percent(largest.share)
    return say(
        "{total}，其中{name}最多，为{amount}，占{share}。", total=total, name=largest.name, amount=amount, share=share
    )
