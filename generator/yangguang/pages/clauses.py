"""The plan sentence by sentence: each clause in its chapter, who it binds, how it is checked, how unions stand. No ranks."""

from __future__ import annotations

from collections import Counter
from functools import partial
from html import escape  # the plain one: its strings are joined here
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from yangguang.core.address import Address
from yangguang.core.clause_number import chapter_of
from yangguang.core.sentence import say
from yangguang.ledger.figures.federation import clause_count, clause_explained, clause_weight, plan_figures
from yangguang.pages.board import by_gravity, told
from yangguang.pages.plan import paragraph
from yangguang.pages.press import ink, linker, render
from yangguang.pages.scorecard import corrected_since, parameter_title, parameter_value
from yangguang.pages.tallies import Counts, bar, by_chapter, by_district, by_kind, by_year, squares, who
from yangguang.records.names import full_name
from yangguang.rules.catalogue import SUPPLEMENTARY, is_on, supplementary_clause, switches
from yangguang.rules.judge.model import TALLIES, Status, Weight
from yangguang.rules.judge.parameters import parameters_of
from yangguang.views.model import Page, Part
from yangguang.views.words import STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from yangguang.core.figures import Figure
    from yangguang.records.policy import Clause, Parameter
    from yangguang.rules.judge.rule import Rule
    from yangguang.views.model import Edition, Summary

LISTED = 200  # unions on one page
MAPPED = 40  # districts in a picture; more are told by the table alone
_EXPLAINED = say("有说明")


class Entry(NamedTuple):
    """A clause as the catalogue lists it: the rule that judges it, if any, and who counts as what in the year shown."""

    clause: Clause
    rule: Rule | None
    found: Mapping[str, Sequence[Summary]]
    counts: Counts

    @property
    def tallies(self) -> list[tuple[str, int]]:
        """How many unions count as what, in the order of statuses."""
        return [(tally, len(self.found[tally])) for tally in TALLIES if tally in self.found]

    @property
    def stated(self) -> list[tuple[str, list[tuple[str, int, str | None, bool]]]]:
        """All that its pages say of single unions, by what they count as."""
        name = self.clause.clause_id
        return [
            (tally, [(one.union_id, one.year, one.weights.get(name), name in one.explained) for one in some])
            for tally, some in self.found.items()
        ]

    def told(self, tally: str, year: int | None) -> Figure:
        """How many unions count as `tally` in the year shown; there is none without a year."""
        assert year is not None, "what was found was found in a year"
        return clause_count("_federation", year, f"clause/{self.clause.clause_id}", tally, len(self.found[tally]))


class ParameterLine(NamedTuple):
    """A parameter with every value it ever had and since when main has it; `in_force` is the row that judges the year shown."""

    title: str
    rows: tuple[tuple[Parameter, str, str], ...]
    in_force: Parameter | None


def clause_pages(
    edition: Edition, summaries: Sequence[Summary], counts: Mapping[str, Counts], year: int | None
) -> Iterator[Page]:
    """All pages of `clause_parts`."""
    for part in clause_parts(edition, summaries, counts, year):
        yield from [part] if isinstance(part, Page) else (one for one in part.make() if isinstance(one, Page))


def clause_parts(
    edition: Edition, summaries: Sequence[Summary], counts: Mapping[str, Counts], year: int | None
) -> Iterator[Page | Part]:
    """The catalogue, a page for each clause and each supplementary rule, and pages of unions where they are many."""
    of_year = [summary for summary in summaries if summary.year == year]
    found = who(of_year)
    rules = {rule.clause_id: rule for rule in edition.rules}
    plan = [
        Entry(clause, rules.get(name), found.get(name, {}), counts.get(name, Counter()))
        for name, clause in edition.policy.clauses.items()
    ]
    beside = [
        Entry(
            supplementary_clause(one, rows[-1]), one, found.get(one.clause_id, {}), counts.get(one.clause_id, Counter())
        )
        for one in SUPPLEMENTARY
        if (rows := switches(edition.policy, one))
    ]
    yield _index(edition, plan, beside, counts, year, of_year)
    entries = [*plan, *beside]
    for place, entry in enumerate(entries):
        before = entries[place - 1].clause if place else None
        after = entries[place + 1].clause if place + 1 < len(entries) else None
        made_from = year, list(entry.counts.items()), entry.stated
        yield Part(
            f"clause {entry.clause.clause_id}", made_from, partial(_of_clause, edition, entry, year, (before, after))
        )


def _of_clause(
    edition: Edition, entry: Entry, year: int | None, around: tuple[Clause | None, Clause | None]
) -> Iterator[Page]:
    yield _clause_page(edition, entry, year, around)
    for tally, n in entry.tallies:
        if n > LISTED:
            yield from _union_pages(edition, entry, tally, year)


def _index(
    edition: Edition,
    plan: Sequence[Entry],
    beside: Sequence[Entry],
    counts: Mapping[str, Counts],
    year: int | None,
    of_year: Sequence[Summary],
) -> Page:
    sections: dict[str, list[Entry]] = {}
    for entry in plan:
        sections.setdefault(entry.clause.section, []).append(entry)
    of_all = plan_counts(edition, year or edition.this_year)
    of_plan: Counts = sum((entry.counts for entry in plan), Counter())
    chapters = by_chapter(edition, counts, year) if year else None
    districts = by_district(edition, of_plan, year, "clauses") if year else None
    kinds = by_kind(edition, of_plan, year, "clauses") if year else None
    body = render(
        edition,
        "clauses",
        "clauses/",
        sections=sections,
        beside=[(entry, is_on(switches(edition.policy, entry.rule)[-1])) for entry in beside if entry.rule],
        plan=of_all,
        chapter_id=chapter_of,
        year=year,
        grave=by_gravity(of_year, year, LISTED) if year else [],
        told=told,
        most=LISTED,
        names=edition.registry.unions,
        chapters=chapters,
        districts=districts,
        kinds=kinds,
        bar=bar,
    )
    _ = edition.language.gettext
    return Page(
        url="clauses/",
        shell="clauses",
        title=_("逐条对照"),
        description=_("廉洁办会实施方案逐句列出，哪些已由机器判定，各工会判定结果如何。"),
        body=body,
        source="policy/clauses.csv",
        figures=(*of_all.values(), *(one for grid in (chapters, districts, kinds) if grid for one in grid.figures)),
    )


def plan_counts(edition: Edition, year: int) -> dict[str, Figure]:
    """How many clauses the plan has, and what becomes of them."""
    rules, clauses = {rule.clause_id for rule in edition.rules}, edition.policy.clauses
    declaratory = sum(one.nature == "declaratory" and name not in rules for name, one in clauses.items())
    return plan_figures(year, len(clauses), sum(name in rules for name in clauses), declaratory)


def _clause_page(edition: Edition, entry: Entry, year: int | None, around: tuple[Clause | None, Clause | None]) -> Page:
    clause, rule = entry.clause, entry.rule
    url = f"clauses/{clause.clause_id}/"
    beside = rule is not None and rule.supplementary
    rows = switches(edition.policy, rule) if rule else ()
    name = f"clause/{clause.clause_id}"
    years = by_year(entry.counts, name, year)
    districts = by_district(edition, entry.counts, year, name) if year else None
    kinds = by_kind(edition, entry.counts, year, name) if year else None
    weights, explained = _weights(entry, year), _explained(entry, year)
    body = render(
        edition,
        "clause",
        url,
        clause=clause,
        rule=rule,
        beside=beside,
        switches=[(row, parameter_value(edition, row, ""), corrected_since(edition, row, "")) for row in rows],
        paragraph=paragraph(list(edition.policy.clauses.values()), clause),
        before=around[0],
        after=around[1],
        parameters=_parameters(edition, rule, year) if rule else [],
        year=year,
        years=years,
        districts=districts,
        kinds=kinds,
        bar=bar,
        squares=squares,
        mapped=MAPPED,
        weights=weights,
        explained=explained,
        groups=[
            (tally, _pages(n), entry.told(tally, year), _unions(edition, entry, tally, url) if n <= LISTED else "")
            for tally, n in entry.tallies
        ],
        listed=LISTED,
    )
    title = edition.language.gettext(rule.title) if rule else clause.text[:24]
    return Page(
        url=url,
        shell="clause",
        title=f"{clause.clause_id} {title}",
        description=clause.text,
        body=body,
        source="policy/parameters.csv" if beside else "policy/clauses.csv",
        figures=(
            *(one for told in (years, districts, kinds) if told for one in told.figures),
            *(one for _, one in weights),
            *([explained] if explained else []),
        ),
    )


def _weights(entry: Entry, year: int | None) -> list[tuple[Weight, Figure]]:
    name = entry.clause.clause_id
    found = Counter(one.weights.get(name) for one in entry.found.get(Status.BREACHED, ()))
    return [(weight, clause_weight(year, name, weight, found[weight])) for weight in Weight if year and found[weight]]


def _explained(entry: Entry, year: int | None) -> Figure | None:
    name = entry.clause.clause_id
    number = sum(name in one.explained for found in entry.found.values() for one in found)
    return clause_explained(year, name, number) if year and number else None


def _union_pages(edition: Edition, entry: Entry, tally: str, year: int | None) -> Iterator[Page]:
    """The unions of one tally, so many a page, in the order of the register."""
    home, _ = f"clauses/{entry.clause.clause_id}/{tally}/", edition.language.gettext
    total = len(entry.found[tally])
    pages = _pages(total)
    last = len(pages)
    for number in pages:
        url = f"{home}{number}/"
        body = render(
            edition, "clause_unions", url, clause=entry.clause, rule=entry.rule, tally=tally, year=year, total=total,
            unions=_unions(edition, entry, tally, url, (number - 1) * LISTED), number=number, last=last, home=home,
            before=number - 1, after=number + 1 if number < last else None,
            told=entry.told(tally, year),
        )  # fmt: skip
        yield Page(
            url=url,
            shell="clause",
            title=_("{clause} {status}的工会，第{n}页").format(
                clause=entry.clause.clause_id, status=ink(edition).say(STATUSES[tally]), n=number
            ),
            description=entry.clause.text,
            body=body,
            source="policy/clauses.csv",
        )


def _pages(unions: int) -> range:
    """The numbers of the pages that so many unions stand on."""
    return range(1, -(-unions // LISTED) + 1)


def _unions(edition: Edition, entry: Entry, tally: str, url: str, start: int = 0) -> Markup:
    """List items, built here and not in a template because a federation has a great many."""
    clause_id, up = entry.clause.clause_id, linker(url)("")
    unions, anchor = edition.registry.unions, f"#clause-{escape(clause_id)}"
    said = f" <small>{escape(ink(edition).say(_EXPLAINED))}</small>"
    items = []
    for one in entry.found[tally][start : start + LISTED]:
        name, page = full_name(unions[one.union_id], edition.language.code), Address(one.union_id, one.year).page
        explained = said if clause_id in one.explained else ""
        items.append(f'<li><a href="{up}{escape(page)}{anchor}">{escape(name)}</a>{explained}</li>')
    return Markup("\n".join(items))  # noqa: S704 (names and identifiers are escaped)


def _parameters(edition: Edition, rule: Rule, year: int | None) -> list[ParameterLine]:
    """Each parameter with its whole history, earliest first."""
    policy, currency = edition.policy, ink(edition).currency
    return [
        ParameterLine(
            title=parameter_title(edition, name),
            rows=tuple(
                (row, parameter_value(edition, row, currency), corrected_since(edition, row, currency))
                for row in policy.history(name)
            ),
            in_force=policy.in_force(name, year) if year else None,
        )
        for name in parameters_of(rule, policy)
    ]
