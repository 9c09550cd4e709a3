"""The plan, chapter by chapter, beside one union-year: what each verdict rests on, and what is not judged."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup, escape

from yangguang.core.clause_number import chapter_of
from yangguang.core.figures import Unit
from yangguang.core.money import format_amount, format_percent
from yangguang.core.sentence import say
from yangguang.rules.judge.model import NOT_ASKED, TALLIES, Status, Weight
from yangguang.views.words import PARAMETERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from yangguang.core.figures import Figure
    from yangguang.ledger.model import UnionYear
    from yangguang.records.policy import Clause, Parameter
    from yangguang.rules.judge.rule import Verdict
    from yangguang.views.model import Edition

_FOLDED = (Status.NOT_APPLICABLE, NOT_ASKED)

_UNITS = {
    "yuan": "{value} {unit}", "years": say("{value} 年").msgid, "days": say("{value} 日").msgid,
    "working_days": say("{value} 个工作日").msgid, "count": say("{value} 次").msgid,
}  # fmt: skip

_COUNTED = {
    "member_activity_forms": say("{value} 种").msgid, "appeal_channel_kinds": say("{value} 种").msgid,
    "transfer_period_shift": say("{value} 期").msgid, "asset_final_level": say("第{value}级").msgid,
    "asset_outside_levels": say("{value} 级").msgid, "bidders_least": say("{value} 家").msgid,
}  # fmt: skip


class Tally(NamedTuple):
    """How many verdicts count as `name`, and how many more than a year before (None where as many, or no year was)."""

    name: str
    figure: Figure
    change: Figure | None


class Chapter(NamedTuple):
    """A section of the plan: its verdicts, those folded away as they ask nothing, what is declaratory or not judged yet."""

    section: str
    verdicts: tuple[Verdict, ...]
    folded: tuple[tuple[str, Figure, tuple[Verdict, ...]], ...]
    declaratory: tuple[str, ...]
    unjudged: tuple[str, ...]
    tallies: tuple[Tally, ...]
    weights: tuple[tuple[Weight, Figure], ...]


class Scorecard(NamedTuple):
    """One union-year beside the plan: chapters, what verdicts count as, how much the breaches weigh, what is unjudged.

    `before` says what each clause counted as a year earlier. `supplementary` rules stand beside the plan and in no count.
    """

    chapters: tuple[Chapter, ...]
    tallies: tuple[Tally, ...]
    weights: tuple[tuple[Weight, Figure], ...]
    judged: Figure
    declaratory: Figure
    unjudged: Figure
    explained: Figure
    before: Mapping[str, str]
    supplementary: tuple[Verdict, ...]
    report: UnionYear

    def counted(self, tally: str) -> Figure:
        """How many verdicts count as `tally`."""
        return self.report.figure(f"clauses/{tally}", Unit.COUNT)


def scorecard(
    edition: Edition, report: UnionYear, verdicts: Sequence[Verdict], last: Sequence[Verdict] = ()
) -> Scorecard:
    """The scorecard of `report`, whose figures count `verdicts`; `last` are those of the year before."""
    plan = {one.clause.clause_id: one for one in verdicts if not one.rule.supplementary}
    before = {one.clause.clause_id: one.tally for one in last if not one.rule.supplementary}
    sections: dict[str, list[Clause]] = {}
    for clause in edition.policy.clauses.values():
        sections.setdefault(clause.section, []).append(clause)
    chapters = tuple(_chapter(report, name, clauses, plan, before) for name, clauses in sections.items())
    return Scorecard(
        chapters=chapters,
        tallies=_tallies(report, plan.values(), before.values(), "clauses"),
        weights=weighed(report, "clauses"),
        judged=report.figure("clauses/judged", Unit.COUNT),
        declaratory=report.figure("clauses/declaratory", Unit.COUNT),
        unjudged=report.figure("clauses/unjudged", Unit.COUNT),
        explained=report.figure("clauses/explained", Unit.COUNT),
        before=before,
        supplementary=tuple(one for one in verdicts if one.rule.supplementary),
        report=report,
    )


def sections(edition: Edition, verdicts: Sequence[Verdict]) -> list[tuple[str, list[Verdict]]]:
    """The plan's verdicts by section, in the order of `scorecard`: those that it folds away stand last."""
    plan = {one.clause.clause_id: one for one in verdicts if not one.rule.supplementary}
    found: dict[str, list[Verdict]] = {}
    for clause in edition.policy.clauses.values():
        if clause.clause_id in plan:
            found.setdefault(clause.section, []).append(plan[clause.clause_id])
    last = {tally: n for n, tally in enumerate(_FOLDED, 1)}
    return [(name, sorted(judged, key=lambda one: last.get(one.tally, 0))) for name, judged in found.items()]


def _chapter(
    report: UnionYear, section: str, clauses: Sequence[Clause], plan: Mapping[str, Verdict], before: Mapping[str, str]
) -> Chapter:
    clause_ids = [one.clause_id for one in clauses]
    judged = [plan[one] for one in clause_ids if one in plan]
    rest = [one for one in clauses if one.clause_id not in plan]
    earlier = [before[one] for one in clause_ids if one in before]
    name = f"clauses/{chapter_of(clause_ids[0])}"
    folded = (
        (tally, report.figure(f"{name}/{tally}", Unit.COUNT), tuple(one for one in judged if one.tally == tally))
        for tally in _FOLDED
    )
    return Chapter(
        section=section,
        verdicts=tuple(one for one in judged if one.tally not in _FOLDED),
        folded=tuple(one for one in folded if one[2]),
        declaratory=tuple(one.clause_id for one in rest if one.nature == "declaratory"),
        unjudged=tuple(one.clause_id for one in rest if one.nature != "declaratory"),
        tallies=_tallies(report, judged, earlier, name),
        weights=weighed(report, name),
    )


def weighed(report: UnionYear, scope: str) -> tuple[tuple[Weight, Figure], ...]:
    """How many breaches weigh how much, the gravest first, those that occur."""
    found = ((weight, report.figures.get(f"{scope}/weight/{weight}")) for weight in Weight)
    return tuple((weight, n) for weight, n in found if n is not None and n.value)


def _tallies(report: UnionYear, verdicts: Iterable[Verdict], before: Iterable[str], scope: str) -> tuple[Tally, ...]:
    occurring = {*(one.tally for one in verdicts), *before}
    return tuple(
        Tally(name, report.figure(f"{scope}/{name}", Unit.COUNT), report.figures.get(f"{scope}/{name}/change"))
        for name in TALLIES
        if name in occurring
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
        month, _dash, of_month = day.partition("-")
        if edition.language.code == "zh":
            day = f"{int(month)}月{int(of_month)}日"
        if edition.registry.settings.fiscal.is_calendar:
            return _(say("次年{day}").msgid if next_year else say("当年{day}").msgid).format(day=day)
        return _(say("下一会计年度的{day}").msgid if next_year else say("本会计年度的{day}").msgid).format(day=day)
    shown = format_amount(Decimal(value)) if parameter.unit == "yuan" else value
    return _(_COUNTED.get(parameter.name) or _UNITS.get(parameter.unit, "{value}")).format(value=shown, unit=currency)


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
