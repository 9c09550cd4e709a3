"""The plan, chapter by chapter, beside one union-year: judged clauses with everything they rest on, the rest named as not judged."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from generator.core.money import format_amount, format_percent
from generator.core.sentence import say
from generator.pages.words import PARAMETERS
from generator.rules.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.pages.model import Edition
    from generator.records.policy import Clause, Parameter
    from generator.rules.model import Cell, Verdict

_UNITS = {
    "yuan": "{value} {unit}", "years": say("{value} 年").msgid, "days": say("{value} 日").msgid,
    "working_days": say("{value} 个工作日").msgid, "count": say("{value} 次").msgid,
}  # fmt: skip


class Chapter(NamedTuple):
    """A section of the plan with its judged verdicts and the clauses nothing judges yet."""

    section: str
    verdicts: tuple[Verdict, ...]
    unjudged: tuple[Clause, ...]


class Scorecard(NamedTuple):
    """All chapters, how many verdicts have each status, in the order of statuses, and how many clauses are unjudged."""

    chapters: tuple[Chapter, ...]
    counts: tuple[tuple[Status, int], ...]
    judged: int
    unjudged: int

    def count(self, status: str) -> int:
        """How many verdicts have `status`."""
        return dict(self.counts)[Status(status)]


def scorecard(edition: Edition, verdicts: Iterable[Verdict]) -> Scorecard:
    """The scorecard of one union-year."""
    by_clause = {verdict.clause.clause_id: verdict for verdict in verdicts}
    sections: dict[str, tuple[list[Verdict], list[Clause]]] = {}
    for clause in edition.policy.clauses.values():
        judged, unjudged = sections.setdefault(clause.section, ([], []))
        verdict = by_clause.get(clause.clause_id)
        if verdict is None:
            unjudged.append(clause)
        else:
            judged.append(verdict)
    tally = Counter(verdict.status for verdict in by_clause.values())
    return Scorecard(
        chapters=tuple(Chapter(name, tuple(judged), tuple(rest)) for name, (judged, rest) in sections.items()),
        counts=tuple((status, tally[status]) for status in Status),
        judged=len(by_clause),
        unjudged=len(edition.policy.clauses) - len(by_clause),
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


def source_link(edition: Edition, cell: Cell) -> str | None:
    """Where the very row can be seen in the repository, None where it is not browsed."""
    return f"{edition.source_url}/{cell.file}#L{cell.row}" if edition.source_url else None


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdigit()
