"""The page to explore: districts and kinds of unions side by side, and money between levels. Never a rank."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from yangguang.charts.display import text_width
from yangguang.core.money import round_half_up
from yangguang.core.sentence import say
from yangguang.ledger.between.levels import between_levels
from yangguang.ledger.figures.findings import CLOSED
from yangguang.pages.board import district_totals, finding_counts, progress
from yangguang.pages.flows import rivers
from yangguang.pages.press import render
from yangguang.pages.spoken import title_of
from yangguang.pages.tallies import WORD, bar, by_district, by_kind
from yangguang.records.codes import CODE_LISTS
from yangguang.records.names import full_name
from yangguang.views.model import Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from yangguang.core.figures import Figure
    from yangguang.ledger.between.acquaintance import Survey
    from yangguang.pages.board import Progress
    from yangguang.pages.tallies import Counts, Grid
    from yangguang.records.registry import TradeUnion
    from yangguang.views.model import Edition, Summary

PANELS = 60  # pictures of one kind on the page; the table lists all
PANEL = 156  # a panel's width, in pixels
STRIPS = say("公开"), say("条款"), say("整改")  # what its three bars are called


class Named(NamedTuple):
    """Whose figures a place tells (`_district/x`), what it is called, where its own page is."""

    owner: str
    title: str
    href: str | None


class Strip(NamedTuple):
    """A piece of a panel's bar: what it counts as, its figure (None: the rest), where it begins and how wide it is."""

    name: str
    figure: Figure | None
    start: Decimal
    width: Decimal


class Place(NamedTuple):
    """A district or a kind of union: how far disclosure is, its findings by state, its consolidated sums, three bars.

    Where none of its unions reports findings (`audited` is False) it is not told that there are none.
    """

    title: str
    href: str | None
    progress: Progress
    findings: Mapping[str, Figure]
    audited: bool
    totals: tuple[tuple[Figure, Figure], ...]
    disclosed: tuple[Strip, ...]
    clauses: tuple[Strip, ...]
    rectified: tuple[Strip, ...]

    @property
    def figures(self) -> Iterator[Figure]:
        """Every figure that it tells."""
        found = ("findings", "findings_open", "findings_overdue")
        told = [one for name, one in self.progress._asdict().items() if self.audited or name not in found]
        return chain(told, self.findings.values(), chain.from_iterable(self.totals))


def explore_page(
    edition: Edition, of_year: Sequence[Summary], year: int | None, view: Survey, counts: Mapping[str, Counts],
    expected: Mapping[str, int],
) -> Page:  # fmt: skip
    """The page of the summaries `of_year`; `expected` says by owner (`_district/x`) how many unions should report."""
    of_plan: Counts = sum((found for name, found in counts.items() if name in edition.policy.clauses), Counter())
    sides = {"districts": (_districts(edition), by_district), "kinds": (_kinds(edition), by_kind)} if year else {}
    grids = {side: by(edition, of_plan, year or 0, "clauses") for side, (_, by) in sides.items()}
    members: dict[str, list[Summary]] = {}
    for one in of_year:
        for owner in owners(edition.registry.of_year(one.year).unions[one.union_id]):
            members.setdefault(owner, []).append(one)
    names = [one.text(edition.language) for one in STRIPS]
    beside = int(max(text_width(name, WORD) for name in names)) + 8  # the names of the bars stand there
    wide = Decimal(PANEL - 2 - beside)
    places = {
        side: [
            _place(one, members.get(one.owner, ()), year or 0, expected[one.owner], grids[side], view, wide)
            for one in listed
            if expected.get(one.owner)
        ]
        for side, (listed, _) in sides.items()
    }
    streams = rivers(between_levels(view.flows, edition.registry, year), year) if year else ()
    body = render(
        edition, "explore", "explore/", year=year, places=places, grids=grids, rivers=streams, most=PANELS, panel=PANEL,
        strips=names, beside=beside,
    )  # fmt: skip
    _ = edition.language.gettext
    return Page(
        url="explore/",
        shell="explore",
        title=_("探索"),
        description=_("各区域、各类工会的公开、履行和整改情况对照，上下级之间的经费往来。"),
        body=body,
        figures=(
            *(one for some in places.values() for place in some for one in place.figures),
            *(one for grid in grids.values() for one in grid.figures),
            *(one for stream in streams for one in stream.figures),
        ),
    )


def owners(union: TradeUnion) -> tuple[str, str]:
    """Of whose figures a union is a part."""
    return f"_district/{union.district}", f"_kind/{union.kind}"


def _districts(edition: Edition) -> list[Named]:
    return [
        Named(f"_district/{one.district_id}", full_name(one, edition.language.code), f"districts/{one.district_id}/")
        for one in edition.registry.districts.values()
    ]


def _kinds(edition: Edition) -> list[Named]:
    lang = edition.language.code
    return [
        Named(f"_kind/{one.code}", title_of("union_kind", one.code, lang), None) for one in CODE_LISTS["union_kind"]
    ]


def _place(
    named: Named, mine: Sequence[Summary], year: int, expected: int, grid: Grid, view: Survey, wide: Decimal
) -> Place:  # fmt: skip
    reached, found = progress(mine, named.owner, year, expected), finding_counts(mine, year, named.owner)
    scope, _, name = named.owner.partition("/")
    line = next((one for one in grid.lines if one.heading.key == name), None)
    return Place(
        title=named.title,
        href=named.href,
        progress=reached,
        findings=found,
        audited=any(one.open_findings is not None for one in mine),
        totals=district_totals(view, name, year) if scope == "_district" else (),
        disclosed=_strips({"met": reached.published}, expected, wide),
        clauses=tuple(Strip(*piece) for piece in bar(grid, line, wide)) if line else (),
        rectified=_strips(found, int(reached.findings.value or 0), wide),
    )


def _strips(figures: Mapping[str, Figure], whole: int, wide: Decimal) -> tuple[Strip, ...]:
    """Figures as parts of a `whole` as `wide` as this, what is done before what is not, and what is left of it."""
    strips, start = [], Decimal(0)
    for name, figure in sorted(figures.items(), key=lambda one: one[0] != CLOSED):
        width = int(figure.value or 0) * wide / whole if whole else Decimal(0)
        if width:
            strips.append(Strip(name, figure, round_half_up(start, 1), round_half_up(width, 1)))
        start += width
    if whole and start < wide:
        strips.append(Strip("no_data", None, round_half_up(start, 1), round_half_up(wide - start, 1)))
    return tuple(strips)
