"""The plan, chapter by chapter, beside one union-year: what each verdict rests on, and what is not judged."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup, escape

from generator.core.money import format_amount, format_percent
from generator.core.sentence import say
from generator.pages.words import PARAMETERS
from generator.records.tables import BY_NAME
from generator.rules.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.pages.model import Edition
    from generator.records.policy import Parameter
    from generator.rules.model import Cell, Verdict

_UNITS = {
    "yuan": "{value} {unit}", "years": say("{value} 年").msgid, "days": say("{value} 日").msgid,
    "working_days": say("{value} 个工作日").msgid, "count": say("{value} 次").msgid,
}  # fmt: skip


class CellGroup(NamedTuple):
    """Cells of one column of one file: what the table and the column are called, and the rows with their addresses."""

    file: str
    year: str
    table: str
    column: str
    rows: tuple[tuple[int, str | None], ...]


class Chapter(NamedTuple):
    """A section of the plan with its judged verdicts and the identifiers of clauses nothing judges yet."""

    section: str
    verdicts: tuple[Verdict, ...]
    unjudged: tuple[str, ...]


class Scorecard(NamedTuple):
    """All chapters, how many verdicts have each status, in the order of statuses, and how many clauses are unjudged.

    `not_asked` counts the verdicts without data where the union's tier does not ask for it; `counts` leaves them out.
    """

    chapters: tuple[Chapter, ...]
    counts: tuple[tuple[Status, int], ...]
    judged: int
    unjudged: int
    not_asked: int

    def count(self, status: str) -> int:
        """How many verdicts have `status`."""
        return dict(self.counts)[Status(status)]


def scorecard(edition: Edition, verdicts: Iterable[Verdict]) -> Scorecard:
    """The scorecard of one union-year."""
    by_clause = {verdict.clause.clause_id: verdict for verdict in verdicts}
    sections: dict[str, tuple[list[Verdict], list[str]]] = {}
    for clause in edition.policy.clauses.values():
        judged, unjudged = sections.setdefault(clause.section, ([], []))
        verdict = by_clause.get(clause.clause_id)
        if verdict is None:
            unjudged.append(clause.clause_id)
        else:
            judged.append(verdict)
    tally = Counter(verdict.status for verdict in by_clause.values() if verdict.answer.asked)
    return Scorecard(
        chapters=tuple(Chapter(name, tuple(judged), tuple(rest)) for name, (judged, rest) in sections.items()),
        counts=tuple((status, tally[status]) for status in Status),
        judged=len(by_clause),
        unjudged=len(edition.policy.clauses) - len(by_clause),
        not_asked=sum(not verdict.answer.asked for verdict in by_clause.values()),
    )


def parameter_title(edition: Edition, name: str) -> str:
    """What a parameter is called; one that a federation added itself is called by its name."""
    known = PARAMETERS.get(name)
    return known.text(edition.language) if known else name


def parameter_value(edition: Edition, parameter: Parameter, currency: str) -> str:
    """A parameter's value with its unit: 2.0%, 5,000,000.00 元, 次年06月30日."""
    _ = edition.language.gettext
    value = parameter.value
    if parameter.unit == "ratio":
        return format_percent(Decimal(value)) if _is_number(value) else value
    if parameter.unit == "month_day":
        next_year, day = value.startswith("+1-"), value.removeprefix("+1-")
        return _(say("次年 {day}").msgid if next_year else say("当年 {day}").msgid).format(day=day)
    shown = format_amount(Decimal(value)) if parameter.unit == "yuan" else value
    return _(_UNITS.get(parameter.unit, "{value}")).format(value=shown, unit=currency)


def cell_groups(edition: Edition, cells: Iterable[Cell]) -> tuple[CellGroup, ...]:
    """The cells a verdict rests on, by file and column, in the order they were named."""
    grouped: dict[tuple[str, str], list[int]] = {}
    for cell in cells:
        grouped.setdefault((cell.file, cell.column), []).append(cell.row)
    return tuple(_group(edition, file, column, rows) for (file, column), rows in grouped.items())


@cache
def clause_links(clause_ids: tuple[str, ...], up: str) -> Markup:
    """Links to clauses from a page that is `up` below the root: the same sixty on every page, so made once."""
    links = (f'<a href="{up}clauses/{escape(one)}/">{escape(one)}</a>' for one in clause_ids)
    return Markup(" ".join(links))  # noqa: S704 (of escaped identifiers)


def _group(edition: Edition, file: str, column: str, rows: list[int]) -> CellGroup:
    *_, year, name = file.split("/")
    table = BY_NAME[name.removesuffix(".csv")]
    of = table.column(column)
    english = edition.language.code == "en"
    return CellGroup(
        file=name,
        year=year,
        table=table.title_en if english else table.title_zh,
        column=of.title_en if english else of.title_zh,
        rows=tuple((row, f"{edition.source_url}/{file}#L{row}" if edition.source_url else None) for row in rows),
    )


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdigit()
