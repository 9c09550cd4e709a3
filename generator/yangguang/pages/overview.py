"""Pages over the whole federation: home, unions, districts, clauses, the boards of audits and of what is overdue, data."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from yangguang.core.address import UNIONS, derived_key
from yangguang.core.figures import Figure, Unit
from yangguang.ledger.figures.federation import registered, registered_in
from yangguang.ledger.standing import should_report
from yangguang.pages.audits import audit_pages
from yangguang.pages.board import breaches, consolidated, district_totals, focus_year, progress
from yangguang.pages.board import told as told_of
from yangguang.pages.changes import changes_pages
from yangguang.pages.clauses import clause_pages, clause_parts, plan_counts
from yangguang.pages.explore import explore_page, owners
from yangguang.pages.paging import leaves
from yangguang.pages.press import render
from yangguang.pages.reference import codes_page
from yangguang.pages.tallies import bar, by_chapter, count
from yangguang.records.codes import CODE_LISTS
from yangguang.records.names import full_name
from yangguang.records.tables import BY_NAME
from yangguang.views.model import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from yangguang.ledger.between.acquaintance import Survey
    from yangguang.pages.board import Progress
    from yangguang.pages.tallies import Counts, Grid
    from yangguang.records.registry import District, TradeUnion
    from yangguang.views.model import Edition, Part, Summary

LISTED, LISTED_ISSUES = 300, 5  # years on the board of what is overdue; issues of one that was refused
PAGE_UNIONS = 200  # of a district on one page
_NO_TOTALS: tuple[tuple[Figure | None, Figure | None], ...] = ((None, None), (None, None))
LIST_CAP = 2000  # beyond it the list of all unions is a list of districts, and each district lists its own


def clauses(edition: Edition, summaries: Sequence[Summary]) -> Iterator[Page]:
    """The catalogue of clauses and a page for each."""
    yield from clause_pages(edition, summaries, count(edition, summaries), focus_year(edition, summaries))


def by_clause(edition: Edition, summaries: Sequence[Summary], counts: Mapping[str, Counts]) -> Iterator[Page | Part]:
    """The same, each clause a part."""
    yield from clause_parts(edition, summaries, counts, focus_year(edition, summaries))


def boards(
    edition: Edition, summaries: Sequence[Summary], view: Survey, counts: Mapping[str, Counts]
) -> Iterator[Page]:
    """Every other page that is made from summaries, and the one of issue codes."""
    year = focus_year(edition, summaries)
    of_year = [summary for summary in summaries if summary.year == year]
    expecting = list(_expecting(edition, of_year, year))
    expected = Counter(owner for one in expecting for owner in owners(one))
    reached = progress(of_year, "_federation", year or edition.this_year, len(expecting))
    yield home_page(edition, reached, year, view, by_chapter(edition, counts, year) if year else None)
    yield unions_page(edition, summaries)
    yield from audit_pages(edition, summaries, of_year, year, reached)
    yield overdue_page(edition, summaries, of_year, expected)
    yield from changes_pages(edition, summaries)
    reached_by = _by_district(edition, of_year, year, expected)
    yield districts_page(edition, reached_by, year, view)
    listed, of = _members(_unions(edition, year)), {one.union_id: one for one in of_year}
    for name, district in edition.registry.districts.items():
        chapters = by_chapter(edition, counts, year, name) if year else None
        totals = district_totals(view, name, year) if year else ()
        yield from district_pages(edition, district, listed.get(name, ()), of, year, reached_by[name], totals, chapters)
    yield explore_page(edition, of_year, year, view, counts, expected)
    yield codes_page(edition)


def home_page(edition: Edition, reached: Progress, year: int | None, view: Survey, chapters: Grid | None) -> Page:
    """The front door: find a union, how far disclosure has come, what is wrong, where to read on."""
    settings = edition.registry.settings
    title = settings.title_en if edition.language.code == "en" else settings.title
    day = year or edition.this_year
    root = view.subtrees.get((edition.registry.root.union_id, year)) if year else None
    plan = plan_counts(edition, day)
    totals, known = consolidated(root, "_federation", day), registered(day, len(edition.registry.unions))
    body = render(
        edition, "home", "", title=title, year=year, progress=reached, totals=totals,
        registered=known,
        root=edition.registry.root, chapters=chapters, bar=bar, plan=plan,
    )  # fmt: skip
    about = edition.language.gettext("工会经费收支、三公经费、审计整改与廉洁办会逐条对照，一查便知。")
    told = (known, *plan.values(), *reached, *chain.from_iterable(totals), *(chapters.figures if chapters else ()))
    return Page(url="", shell="home", title=title, description=about, body=body, figures=told)


def unions_page(edition: Edition, summaries: Sequence[Summary]) -> Page:
    """Every registered union, by district, with how its latest year stands."""
    latest: dict[str, Summary] = {}
    for summary in summaries:
        if summary.union_id not in latest or summary.year > latest[summary.union_id].year:
            latest[summary.union_id] = summary
    members = _members(edition.registry.unions)
    groups = [(district, members.get(name, [])) for name, district in edition.registry.districts.items()]
    year, total = edition.this_year, len(edition.registry.unions)
    told = {district: registered_in(district.district_id, year, len(unions)) for district, unions in groups if unions}
    every = registered(year, total)
    body = render(
        edition, "unions", f"{UNIONS}/", groups=[group for group in groups if group[1]], latest=latest, told=told,
        listed=total <= LIST_CAP, total=every,
    )  # fmt: skip
    _ = edition.language.gettext
    return Page(
        url=f"{UNIONS}/",
        shell="unions",
        title=_("工会名录"),
        description=_("全部在册工会，按区域排列，可按名称、拼音或代码查找。"),
        body=body,
        source="registry/unions.csv",
        figures=(every, *told.values()),
    )


def districts_page(edition: Edition, reached_by: Mapping[str, Progress], year: int | None, view: Survey) -> Page:
    """Every district with its progress and consolidated totals."""
    lines = [
        (district, reached, (district_totals(view, district.district_id, year) if year else ()) or _NO_TOTALS)
        for district in edition.registry.districts.values()
        if (reached := reached_by[district.district_id]).unions.value
    ]
    body = render(edition, "districts", "districts/", lines=lines, year=year)
    shown = (one for _, reached, totals in lines for one in (*reached, *chain.from_iterable(totals)))
    told = tuple(one for one in shown if one is not None)
    _ = edition.language.gettext
    return Page(
        url="districts/",
        shell="districts",
        title=_("区域"),
        description=_("各区域工会的公开进度与汇总收支。"),
        body=body,
        source="registry/districts.csv",
        figures=told,
    )


def district_pages(
    edition: Edition,
    district: District,
    unions: Sequence[TradeUnion],
    summaries: Mapping[str, Summary],
    year: int | None,
    reached: Progress,
    totals: tuple[tuple[Figure, Figure], ...],
    chapters: Grid | None,
) -> Iterator[Page]:
    """One district: its unions with their year, in the order of the register, consolidated totals, the plan's chapters.

    Where there are many unions further pages go on with them.
    """
    _ = edition.language.gettext
    for leaf in leaves(f"districts/{district.district_id}/", unions, PAGE_UNIONS):
        first, name = leaf.number == 1, full_name(district, edition.language.code)
        body = render(
            edition, "district", leaf.url, district=district, year=year, progress=reached, leaf=leaf, summaries=summaries,
            totals=totals if first else (), figure_of=_figure_of, weighed=breaches, told=told_of,
            chapters=chapters if first else None, bar=bar,
        )  # fmt: skip
        yield Page(
            url=leaf.url,
            shell="district",
            title=leaf.title(edition, name),
            description=_("{district}各工会的公开情况。").format(district=name),
            body=body,
            source="registry/districts.csv",
            figures=(*reached, *chain.from_iterable(totals), *(chapters.figures if chapters else ())) if first else (),
        )


def overdue_page(
    edition: Edition, summaries: Sequence[Summary], of_year: Sequence[Summary], expected: Mapping[str, int]
) -> Page:
    """Who owes what since when, one entry a union, the longest first, and which submissions were refused and why.

    Above them how many of each level owe the year of `of_year`, of which `expected` unions should report, by owner.
    """
    owing: dict[str, list[Summary]] = {}
    for one in sorted(summaries, key=lambda one: (one.missing_since or edition.as_of, one.union_id, one.year)):
        if one.missing:
            owing.setdefault(one.union_id, []).append(one)
    refused = sorted((one for one in summaries if one.refusal), key=lambda one: (-one.year, one.union_id))
    levels = _levels(edition, of_year, expected)
    listed = _first(owing.values(), LISTED)
    body = render(
        edition, "overdue", "overdue/", owing=listed, listed=len(listed), owe=len(owing), refused=refused,
        unions=edition.registry.unions, tables=BY_NAME, told=told_of, levels=levels,
        year=of_year[0].year if of_year else None, most=LISTED, most_issues=LISTED_ISSUES,
    )  # fmt: skip
    _ = edition.language.gettext
    return Page(
        url="overdue/",
        shell="overdue",
        title=_("逾期未公开"),
        description=_("哪些工会应公开而未公开，自何日起；哪些报送未通过校验。"),
        body=body,
        figures=tuple(one for _, reached in levels for one in (reached.unions, reached.published, reached.overdue)),
    )


def _first(groups: Iterable[Sequence[Summary]], most: int) -> list[Sequence[Summary]]:
    """The first `groups`, one at least, that have no more than so many entries together."""
    found: list[Sequence[Summary]] = []
    for group in groups:
        most -= len(group)
        if found and most < 0:
            break
        found.append(group)
    return found


def _levels(edition: Edition, of_year: Sequence[Summary], expected: Mapping[str, int]) -> list[tuple[str, Progress]]:
    """How far each kind of union has come in the year of `of_year`, in the order of the code list."""
    if not of_year:
        return []
    unions = edition.registry.of_year(of_year[0].year).unions
    mine: dict[str, list[Summary]] = {}
    for one in of_year:
        mine.setdefault(unions[one.union_id].kind, []).append(one)
    owned = [(kind.code, f"_kind/{kind.code}") for kind in CODE_LISTS["union_kind"]]
    return [
        (code, progress(mine.get(code, ()), owner, of_year[0].year, expected[owner]))
        for code, owner in owned
        if expected.get(owner)
    ]


def _by_district(
    edition: Edition, of_year: Sequence[Summary], year: int | None, expected: Mapping[str, int]
) -> dict[str, Progress]:
    """How far each district has come; `expected` is by owner."""
    unions = _unions(edition, year)
    mine: dict[str, list[Summary]] = {}
    for one in of_year:
        mine.setdefault(unions[one.union_id].district, []).append(one)
    owned = {name: f"_district/{name}" for name in edition.registry.districts}
    day = year or edition.this_year
    return {name: progress(mine.get(name, ()), owner, day, expected.get(owner, 0)) for name, owner in owned.items()}


def _expecting(edition: Edition, of_year: Sequence[Summary], year: int | None) -> Iterator[TradeUnion]:
    """Unions that should report `year`, or did: no longer a dissolved one."""
    told, day = {one.union_id for one in of_year}, edition.this_year
    for one in _unions(edition, year).values():
        if one.union_id in told or should_report(one, year or day, edition.policy):
            yield one


def _unions(edition: Edition, year: int | None) -> Mapping[str, TradeUnion]:
    """All unions as they were in `year`, as they are where that is None."""
    return (edition.registry.of_year(year) if year else edition.registry).unions


def _members(unions: Mapping[str, TradeUnion]) -> dict[str, list[TradeUnion]]:
    """Unions by their district."""
    found: dict[str, list[TradeUnion]] = {}
    for one in unions.values():
        found.setdefault(one.district, []).append(one)
    return found


def _figure_of(summary: Summary, name: str) -> Figure | None:
    value = summary.totals.get(name)
    return Figure(derived_key(summary.union_id, summary.year, name), value, Unit.YUAN) if value is not None else None
