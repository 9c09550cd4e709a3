"""How the plan's clauses stand, chapter by chapter: what was checked and kept never looks like what nobody could check."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from yangguang.charts.picture import finish
from yangguang.charts.renderer import Span
from yangguang.charts.rows import Bar, Key, Row, Top, draw_rows, new_sheet
from yangguang.core.clause_number import chapter_of
from yangguang.core.figures import Unit
from yangguang.core.sentence import Sentence, say
from yangguang.rules.judge.model import BREACH_TITLES, NOT_ASKED, TALLY_TITLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yangguang.charts.display import Display
    from yangguang.charts.model import Chart
    from yangguang.core.figures import Figure
    from yangguang.ledger.model import UnionYear
    from yangguang.rules.judge.rule import Verdict

_sheet = cache(new_sheet)
_LEAST = 6  # the axis is at least so many long
_WEIGHTS = {weight.value: title for weight, title in BREACH_TITLES.items()}  # told only where there are breaches of it
_ORDER = ("met", *_WEIGHTS, "no_data", "awaiting_superior", "attested", "not_due", "not_applicable", NOT_ASKED)
_STATUSES = {name: Sentence((_WEIGHTS | TALLY_TITLES)[name], {}) for name in _ORDER}
_PATTERNS = {status: f"p-{status}" for status in (*_WEIGHTS, "awaiting_superior", "attested")}


class _Chapter(NamedTuple):
    """A section of the plan, and how many of its judged clauses have each status that is told."""

    name: str
    counts: tuple[Figure, ...]


def verdicts(report: UnionYear, given: Sequence[Verdict], display: Display) -> Chart | None:
    """Chapters with at least one judged clause, in the order of `given`; None where nothing was judged.

    Supplementary rules stand beside the plan and are not counted.
    """
    given = [verdict for verdict in given if not verdict.rule.supplementary]
    if not given:
        return None
    sections: dict[str, list[Verdict]] = {}
    for verdict in given:
        sections.setdefault(verdict.clause.section, []).append(verdict)
    told = [one for one in _STATUSES if one not in _WEIGHTS or f"clauses/weight/{one}" in report.figures]
    chapters = [
        _Chapter(
            display.language.gettext(name), _counts(report, f"clauses/{chapter_of(rows[0].clause.clause_id)}", told)
        )
        for name, rows in sections.items()
    ]
    total = _Chapter(display.text(say("合计")), _counts(report, "clauses", told))
    names = {status: display.text(_STATUSES[status]) for status in told}
    legend = tuple(
        Key(
            (Span(f"{name} "), Span(f"{count.value}", count.key, "strong")),
            f"s-{status}",
            pattern=_PATTERNS.get(status),
        )
        for (status, name), count in zip(names.items(), total.counts, strict=True)
        if count.value
    )
    return finish(
        "verdicts",
        f"{given[0].union_id}-{given[0].year}",
        display,
        title=say("各章条款履行情况"),
        sentence=_sentence(given, total, names),
        drawn=draw_rows(
            _sheet(), [_row(chapter, names, display) for chapter in chapters], Top(legend=legend), least=_LEAST
        ),
        columns=tuple(_STATUSES[one] for one in told),
        rows=[(chapter.name, chapter.counts) for chapter in (*chapters, total)],
    )


def _counts(report: UnionYear, name: str, told: Sequence[str]) -> tuple[Figure, ...]:
    return tuple(
        report.figure(f"{name}/weight/{one}" if one in _WEIGHTS else f"{name}/{one}", Unit.COUNT) for one in told
    )


def _row(chapter: _Chapter, names: dict[str, str], display: Display) -> Row:
    bars, start = [], 0
    for (status, name), figure in zip(names.items(), chapter.counts, strict=True):
        count = int(figure.value or 0)
        if not count:
            continue
        bars.append(
            Bar(
                start=Decimal(start),
                end=Decimal(start + count),
                classes=f"s-{status}",
                figure=figure.key,
                tooltip=display.tooltip(name, figure),
                pattern=_PATTERNS.get(status),
                count=str(count),
            )
        )
        start += count
    return Row(name=chapter.name, values=(), bars=tuple(bars))


def _sentence(given: Sequence[Verdict], total: _Chapter, names: dict[str, str]) -> Sentence:
    parts = tuple(
        say("{name}{count}条", name=name, count=figure.value)
        for name, figure in zip(names.values(), total.counts, strict=True)
        if figure.value
    )
    return say("{year}年已判定条款{count}条：{parts}。", year=given[0].year, count=len(given), parts=parts)
