"""The plan, chapter by chapter, beside one union-year: what each verdict rests on, and what is not judged."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup, escape

from yangguang.core.figures import Figure, Unit
from yangguang.core.money import format_amount, format_percent
from yangguang.core.sentence import say
from yangguang.rules.judge.model import NOT_ASKED, TALLIES, Status, Weight
from yangguang.views.words import PARAMETERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from yangguang.records.policy import Clause, Parameter
    from yangguang.rules.judge.model import Verdict
    from yangguang.views.model import Edition

_FOLDED = (Status.NOT_APPLICABLE, NOT_ASKED)

_UNITS = {
    "yuan": "{value} {unit}", "years": say("{value} 年").msgid, "days": say("{value} 日").msgid,
    "working_days": say("{value} 个工作日").msgid, "count": say("{value} 次").msgid,
}  # fmt: skip


class Tally(NamedTuple):
    """How many verdicts count as `name`, and how many more than a year before (None where there was no year before)."""

    name: str
    figure: Figure
    change: int | None


class Chapter(NamedTuple):
    """A section of the plan: its verdicts, those folded away as they ask nothing, what is declaratory or not judged yet."""

    section: str
    verdicts: tuple[Verdict, ...]
    folded: tuple[tuple[str, tuple[Verdict, ...]], ...]
    declaratory: tuple[str, ...]
    unjudged: tuple[str, ...]
    tallies: tuple[Tally, ...]


class Scorecard(NamedTuple):
    """One union-year beside the plan: chapters, what verdicts count as, how much the breaches weigh, what is unjudged.

    `before` says what each clause counted as a year earlier. `supplementary` rules stand beside the plan and in no count.
    """

    chapters: tuple[Chapter, ...]
    tallies: tuple[Tally, ...]
    weights: tuple[tuple[Weight, Figure], ...]
    judged: Figure
    declaratory: int
    unjudged: int
    explained: Figure
    before: Mapping[str, str]
    supplementary: tuple[Verdict, ...]
    scope: str

    def counted(self, tally: str) -> Figure:
        """How many verdicts count as `tally`."""
        none = Figure(f"{self.scope}/{tally}", 0, Unit.COUNT)
        return next((one.figure for one in self.tallies if one.name == tally), none)


def scorecard(edition: Edition, verdicts: Sequence[Verdict], last: Sequence[Verdict] = ()) -> Scorecard:
    """The scorecard of one union-year; `last` are the verdicts of the year before."""
    plan = {one.clause.clause_id: one for one in verdicts if not one.rule.supplementary}
    before = {one.clause.clause_id: one.tally for one in last if not one.rule.supplementary}
    sections: dict[str, list[Clause]] = {}
    for clause in edition.policy.clauses.values():
        sections.setdefault(clause.section, []).append(clause)
    scope = f"{verdicts[0].union_id}/{verdicts[0].year}/@clauses" if verdicts else ""
    weights = Counter(one.weight for one in plan.values() if one.status is Status.BREACHED)

    def counted(name: str, number: int) -> Figure:
        return Figure(f"{scope}/{name}", number, Unit.COUNT)

    chapters = tuple(_chapter(name, clauses, plan, before, scope) for name, clauses in sections.items())
    return Scorecard(
        chapters=chapters,
        tallies=_tallies(plan.values(), before.values(), scope),
        weights=tuple((weight, counted(f"weight/{weight}", weights[weight])) for weight in Weight if weights[weight]),
        judged=counted("judged", len(plan)),
        declaratory=sum(len(one.declaratory) for one in chapters),
        unjudged=sum(len(one.unjudged) for one in chapters),
        explained=counted("explained", sum(bool(one.explanations) for one in verdicts)),
        before=before,
        supplementary=tuple(one for one in verdicts if one.rule.supplementary),
        scope=scope,
    )


def _chapter(
    section: str, clauses: Sequence[Clause], plan: Mapping[str, Verdict], before: Mapping[str, str], scope: str
) -> Chapter:
    clause_ids = [one.clause_id for one in clauses]
    judged = [plan[one] for one in clause_ids if one in plan]
    rest = [one for one in clauses if one.clause_id not in plan]
    earlier = [before[one] for one in clause_ids if one in before]
    folded = ((tally, tuple(one for one in judged if one.tally == tally)) for tally in _FOLDED)
    return Chapter(
        section=section,
        verdicts=tuple(one for one in judged if one.tally not in _FOLDED),
        folded=tuple((tally, found) for tally, found in folded if found),
        declaratory=tuple(one.clause_id for one in rest if one.nature == "declaratory"),
        unjudged=tuple(one.clause_id for one in rest if one.nature != "declaratory"),
        tallies=_tallies(judged, earlier, f"{scope}/{clause_ids[0].rpartition('-')[0]}"),
    )


def _tallies(verdicts: Iterable[Verdict], before: Iterable[str], scope: str) -> tuple[Tally, ...]:
    now, then = Counter(one.tally for one in verdicts), Counter(before)
    return tuple(
        Tally(name, Figure(f"{scope}/{name}", now[name], Unit.COUNT), now[name] - then[name] if then else None)
        for name in TALLIES
        if now[name] or then[name]
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
    if parameter.unit == "switch":
        return _(say("未启用").msgid if value == "0" else say("已启用").msgid)
    if parameter.unit == "month_day":
        next_year, day = value.startswith("+1-"), value.removeprefix("+1-")
        return _(say("次年 {day}").msgid if next_year else say("当年 {day}").msgid).format(day=day)
    shown = format_amount(Decimal(value)) if parameter.unit == "yuan" else value
    return _(_UNITS.get(parameter.unit, "{value}")).format(value=shown, unit=currency)


def corrected_since(edition: Edition, parameter: Parameter, currency: str) -> str:
    """The day since which the row is what it is, and what it was before; '' for one that main always had."""
    found = edition.policy.correction(parameter)
    if found is None:
        return ""
    day = found.on or found.commit[:12]
    if found.before is None:
        return say("{day}才列入", day=day).text(edition.language)
    before = parameter_value(edition, found.before, currency)
    return say("{day}更正，此前为{before}", day=day, before=before).text(edition.language)


@cache
def clause_links(clause_ids: tuple[str, ...], up: str) -> Markup:
    """Links to clauses from a page that is `up` below the root: the same sixty on every page, so made once."""
    links = (f'<a href="{up}clauses/{escape(one)}/">{escape(one)}</a>' for one in clause_ids)
    return Markup(" ".join(links))  # noqa: S704 (of escaped identifiers)


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdigit()
