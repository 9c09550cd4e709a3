"""Where each 100 yuan went: top-level expenditure accounts of one year as shares of an exact total."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from yangguang.charts.accounts import parts
from yangguang.charts.display import MISSING
from yangguang.charts.picture import finish
from yangguang.charts.renderer import Span
from yangguang.charts.rows import Bar, Row, Top, draw_rows, new_sheet
from yangguang.core.money import ZERO, added, format_amount, round_half_up
from yangguang.core.sentence import say

if TYPE_CHECKING:
    from decimal import Decimal

    from yangguang.charts.accounts import Part, Parts
    from yangguang.charts.display import Display
    from yangguang.charts.model import Chart
    from yangguang.core.sentence import Sentence
    from yangguang.ledger.model import UnionYear
    from yangguang.policy.law import Policy

_sheet = cache(new_sheet)
_NAMED = 3  # purposes that the sentence names; the rest are summed


def spending(report: UnionYear, policy: Policy, display: Display) -> Chart | None:
    """Each account's part of 100, actual or else the budget in force; amounts alone where the total is not positive."""
    books = parts(report, policy, "expenditure", display.language)
    if books is None:
        return None
    head = display.text(say("支出决算合计") if books.is_actual else say("支出预算合计"))
    shown = (
        Span(display.known_amount(books.amount), books.total.key),
        Span(f" {display.unit}" if books.amount is not None else ""),
    )
    title = say("每100{currency}花在哪里", currency=display.currency)
    rows = [(part.name, (part.figure, part.share_figure)) for part in books.parts]
    return finish(
        "spending",
        f"{report.union.union_id}-{report.year}",
        display,
        title=title,
        sentence=_sentence(report.year, books, display),
        drawn=draw_rows(_sheet(), [_row(part, display) for part in books.parts], Top(head=(Span(f"{head} "), *shown))),
        columns=(say("决算数") if books.is_actual else say("预算数（含调整）"), say("占比")),
        rows=[*rows, (display.text(say("合计")), (books.total, books.share))],
    )


def per_hundred(share: Decimal) -> Decimal:
    """What a share takes of each 100, to the cent, rounded once: parts are never bent to add up to 100.00."""
    return round_half_up(share * 100)


def _row(part: Part, display: Display) -> Row:
    if part.amount is None:
        return Row(name=part.name, values=(Span(display.text(MISSING), part.figure.key),), bars=())
    tooltip = display.tooltip(part.name, part.figure)
    if part.share is None or part.share_figure is None:
        values: tuple[Span, ...] = (Span(display.amount(part.amount), part.figure.key), Span(f" {display.unit}"))
        bar = Bar(start=ZERO, end=part.amount, classes="c2", figure=part.figure.key, tooltip=tooltip)
    else:
        key = part.share_figure.key
        values = (Span(format_amount(per_hundred(part.share)), key, "strong"), Span(f" {display.currency}"))
        bar = Bar(start=ZERO, end=part.share, classes="c2", figure=key, tooltip=tooltip)
    return Row(name=part.name, values=values, bars=(bar,))


def _sentence(year: int, books: Parts, display: Display) -> Sentence:
    if books.amount is None:
        return say("{year}年{unknown}。", year=year, unknown=books.unknown)
    if not any(part.amount for part in books.parts):
        if books.is_actual:
            return say("{year}年支出决算各项均为零。", year=year)
        return say("{year}年支出预算各项均为零（决算数尚未公开）。", year=year)
    if books.is_actual:
        total = say("{year}年支出决算合计{total}", year=year, total=display.money(books.amount))
    else:
        total = say("{year}年支出预算合计{total}（决算数尚未公开）", year=year, total=display.money(books.amount))
    shares = [(part.name, part.share) for part in books.parts if part.share]
    if not shares:
        return say("{total}，不足以计算占比。", total=total)
    named = [
        say("{name}{amount}", name=name, amount=display.money(per_hundred(share))) for name, share in shares[:_NAMED]
    ]
    rest = added(share for _, share in shares[_NAMED:])
    if len(shares) > _NAMED:
        named.append(say("其余{count}项{amount}", count=len(shares) - _NAMED, amount=display.money(per_hundred(rest))))
    sentence = say("{total}。每100{currency}中：{parts}。", total=total, currency=display.currency, parts=tuple(named))
    printed = added(per_hundred(share) for _, share in shares)
    if printed == 100:
        return sentence
    note = say("各项分别四舍五入到分，相加为{sum}。", sum=display.money(printed))
    return say("{sentence}{note}", sentence=sentence, note=note)
