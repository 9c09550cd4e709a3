"""What audits found and how far it is put right: findings by rectification status, how many and how much."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from yangguang.charts.picture import finish
from yangguang.charts.renderer import GAP, Span
from yangguang.charts.rows import Bar, Row, Top, draw_rows, new_sheet
from yangguang.core.figures import Figure, Unit
from yangguang.core.money import ZERO
from yangguang.core.sentence import say
from yangguang.records.codes import CODE_LISTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yangguang.charts.display import Display
    from yangguang.charts.model import Chart
    from yangguang.core.sentence import Sentence
    from yangguang.ledger.model import UnionYear

_sheet = cache(new_sheet)
_PATTERNS = {status: f"p-{status}" for status in ("in_progress", "partial", "ongoing", "overdue")}
_LEAST = 6  # the axis is at least so many long
_WITHOUT, _PENDING = say("不涉及金额"), say("金额待定或不涉及金额")


class _Line(NamedTuple):
    """Findings of one status: how many, and their amount where any states one."""

    status: str
    name: str
    number: Figure
    amount: Figure


def findings(report: UnionYear, display: Display) -> Chart | None:
    """Statuses that occur, in the field's order; one row that says none where the table is empty, None where it is missing."""
    if report.package is None or report.package.findings is None:
        return None
    pending = any(row.amount_undetermined for row in report.package.findings)
    lines = [_line(report, code.code, code.title(display.language.code)) for code in CODE_LISTS["rectification_status"]]
    total = _line(report, "", display.text(say("全部问题")))
    shown = [line for line in lines if line.number.value] or [total]
    return finish(
        "findings",
        f"{report.union.union_id}-{report.year}",
        display,
        title=say("审计问题整改"),
        sentence=_sentence(report.year, total, shown, display),
        drawn=draw_rows(
            _sheet(),
            [_row(line, display) for line in shown],
            Top(note=display.text(say("金额单位：{unit}", unit=display.unit))),
            least=_LEAST,
        ),
        columns=(say("问题数"), say("问题金额")),
        rows=[
            (
                line.name,
                (line.number, line.amount if line.amount.value is not None else _PENDING if pending else _WITHOUT),
            )
            for line in (*(one for one in shown if one is not total), total)
        ],
    )


def _line(report: UnionYear, status: str, name: str) -> _Line:
    suffix = f"/{status}" if status else ""
    return _Line(
        status,
        name,
        report.figure(f"findings{suffix}", Unit.COUNT),
        report.figure(f"findings_amount{suffix}", Unit.YUAN),
    )


def _row(line: _Line, display: Display) -> Row:
    count = int(line.number.value or 0)
    values = [Span(display.text(say("{count}项", count=count)), line.number.key, "strong")]
    if line.amount.value is not None:
        values += [Span(GAP), Span(display.amount(Decimal(line.amount.value)), line.amount.key)]
    tooltip = display.text(say("{name}：{value}", name=line.name, value=say("{count}项", count=count)))
    bar = Bar(
        start=ZERO,
        end=Decimal(count),
        classes=f"s-{line.status}" if line.status else "s-none",
        figure=line.number.key,
        tooltip=tooltip,
        pattern=_PATTERNS.get(line.status),
    )
    return Row(name=line.name, values=tuple(values), bars=(bar,))


def _sentence(year: int, total: _Line, lines: Sequence[_Line], display: Display) -> Sentence:
    if not total.number.value:
        return say("{year}年审计未发现问题。", year=year)
    parts = tuple(say("{name}{count}项", name=line.name, count=line.number.value) for line in lines)
    facts = {"year": year, "count": total.number.value, "parts": parts}
    if total.amount.value is None:
        return say("{year}年审计发现问题{count}项：{parts}。", **facts)
    amount = display.money(Decimal(total.amount.value))
    return say("{year}年审计发现问题{count}项，涉及{amount}：{parts}。", amount=amount, **facts)
