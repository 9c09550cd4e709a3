"""How unions stand: verdicts of the whole federation counted by clause, year, district and kind. Never a rank."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from yangguang.charts.display import text_width
from yangguang.core.clause_number import chapter_of
from yangguang.core.money import round_half_up
from yangguang.ledger.figures.federation import clause_change, clause_count, weighed_change, weighed_count
from yangguang.records.codes import CODE_LISTS
from yangguang.records.names import full_name
from yangguang.rules.judge.model import TALLIES, Status, Weight

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from yangguang.core.figures import Figure
    from yangguang.views.model import Edition, Summary


class Group(NamedTuple):
    """What verdicts are counted by: unions of one kind in one district, one year, what they count as (one of `COLUMNS`)."""

    year: int
    district: str
    kind: str
    tally: str


Counts = Counter[Group]
# What verdicts are counted as: a breach as what it weighs, as `breached` only where that is not known.
COLUMNS = tuple(one for tally in TALLIES for one in ((*Weight, tally) if tally == Status.BREACHED else (tally,)))
SQUARE = Decimal(22)  # the largest of a map, in the same pixels
_WEIGHTS = frozenset(Weight)
BAR_WIDTH = Decimal(352)  # within a picture of 360 pixels, like the charts of a union
WORD = 12  # pixels, the height of words in a picture


class Heading(NamedTuple):
    """What a line of a grid counts: its key among the counted, title, link, and whose figures it tells by what name."""

    key: str
    title: str
    href: str | None
    owner: str
    year: int
    name: str


class Tallied(NamedTuple):
    """How many, and how many more than a year before (None where as many, or there was no year before)."""

    figure: Figure
    change: Figure | None


class Line(NamedTuple):
    """One line of a grid, a cell for each of its tallies; `breached` counts the breaches of every weight together."""

    heading: Heading
    cells: tuple[Tallied, ...]
    breached: Tallied


class Grid(NamedTuple):
    """A table of counts; `tallies` are those of `COLUMNS` that occur, in their order."""

    tallies: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def figures(self) -> Iterator[Figure]:
        """Every figure in it."""
        for line in self.lines:
            for cell in (*line.cells, line.breached):
                yield cell.figure
                if cell.change:
                    yield cell.change


def count(edition: Edition, summaries: Iterable[Summary]) -> dict[str, Counts]:
    """Verdicts by clause, supplementary rules by their own identifiers."""
    found: dict[tuple[int, str, str], Counter[tuple[str, str]]] = {}
    for summary in summaries:
        union = edition.registry.of_year(summary.year).unions[summary.union_id]
        judged = {**summary.statuses, **summary.supplementary, **summary.weights}  # weights are those of its breaches
        found.setdefault((summary.year, union.district, union.kind), Counter()).update(judged.items())
    counts: dict[str, Counts] = {}
    for common, tallies in found.items():
        for (clause_id, column), number in tallies.items():
            counts.setdefault(clause_id, Counter())[Group(*common, column)] += number
    return counts


def who(of_year: Sequence[Summary]) -> dict[str, dict[str, list[Summary]]]:
    """The union-years of one year by clause and by what they count as, in the order given."""
    found: dict[str, dict[str, list[Summary]]] = {}
    for summary in of_year:
        for judged in (summary.statuses, summary.supplementary):
            for clause_id, tally in judged.items():
                found.setdefault(clause_id, {}).setdefault(tally, []).append(summary)
    return found


def by_district(edition: Edition, counts: Counts, year: int, name: str) -> Grid:
    """A line for each district, in the order of the register; `name` ends the figures' keys."""
    lang = edition.language.code
    headings = [
        Heading(
            one.district_id,
            full_name(one, lang),
            f"districts/{one.district_id}/",
            f"_district/{one.district_id}",
            year,
            name,
        )
        for one in edition.registry.districts.values()
    ]
    return grid(((group.district, group, n) for group, n in counts.items()), headings, year)


def by_kind(edition: Edition, counts: Counts, year: int, name: str) -> Grid:
    """A line for each kind of union, in the order of the code list."""
    headings = [
        Heading(one.code, one.title(edition.language.code), None, f"_kind/{one.code}", year, name)
        for one in CODE_LISTS["union_kind"]
    ]
    return grid(((group.kind, group, n) for group, n in counts.items()), headings, year)


def by_chapter(edition: Edition, counts: Mapping[str, Counts], year: int, district: str | None = None) -> Grid:
    """A line for each chapter of the plan, of all unions or of one district's."""
    owner = f"_district/{district}" if district else "_federation"
    sections = {one.clause_id: one.section for one in edition.policy.clauses.values()}
    headings = {
        section: Heading(
            section,
            edition.language.gettext(section),
            f"clauses/#{chapter_of(clause_id)}",
            owner,
            year,
            f"clauses/{chapter_of(clause_id)}",
        )
        for clause_id, section in reversed(sections.items())
    }
    return grid(
        (
            (sections[clause_id], group, n)
            for clause_id, counter in counts.items()
            if clause_id in sections
            for group, n in counter.items()
            if district in {None, group.district}
        ),
        [headings[section] for section in dict.fromkeys(sections.values())],
        year,
    )


def by_year(counts: Counts, name: str, closed: int | None = None) -> Grid:
    """A line for each year, latest first, each compared with the one before; `name` begins the figures' names.

    Years after `closed` still run: what is not due yet would look like a change.
    """
    found: dict[int, Counter[str]] = {}
    for group, n in counts.items():
        found.setdefault(group.year, Counter())[group.tally] += n
    return _grid(
        [
            (
                Heading(str(year), str(year), None, "_federation", year, name),
                found[year],
                None if closed and year > closed else found.get(year - 1),
            )
            for year in sorted(found, reverse=True)
        ]
    )


def grid(counted: Iterable[tuple[str, Group, int]], headings: Iterable[Heading], year: int) -> Grid:
    """A line for each heading of which anything was counted in `year`, compared with the year before."""
    found: dict[tuple[str, int], Counter[str]] = {}
    for key, group, n in counted:
        if group.year in {year, year - 1}:
            found.setdefault((key, group.year), Counter())[group.tally] += n
    listed = [one for one in headings if (one.key, year) in found]
    return _grid([(one, found[one.key, year], found.get((one.key, year - 1))) for one in listed])


def _grid(lines: Sequence[tuple[Heading, Mapping[str, int], Mapping[str, int] | None]]) -> Grid:
    occurring = {tally for _, now, before in lines for tally in (*now, *(before or ()))}
    tallies = tuple(tally for tally in COLUMNS if tally in occurring)
    return Grid(tallies, tuple(_line(tallies, *one) for one in lines))


def _line(tallies: Sequence[str], heading: Heading, now: Mapping[str, int], before: Mapping[str, int] | None) -> Line:
    def tallied(name: str, *columns: str) -> Tallied:
        found = sum(now.get(one, 0) for one in columns)
        then = None if before is None else sum(before.get(one, 0) for one in columns)
        told, weighs = (heading.owner, heading.year, heading.name, name), name in _WEIGHTS
        made, moved = (weighed_count, weighed_change) if weighs else (clause_count, clause_change)
        return Tallied(made(*told, found), moved(*told, found - then) if then is not None and then != found else None)

    return Line(
        heading, tuple(tallied(one, one) for one in tallies), tallied(Status.BREACHED, Status.BREACHED, *Weight)
    )


class Piece(NamedTuple):
    """A tally in a bar: its figure, where the piece begins and how wide it is, in pixels of the picture."""

    tally: str
    figure: Figure
    start: Decimal
    width: Decimal


def bar(grid_: Grid, line: Line, wide: Decimal = BAR_WIDTH) -> tuple[Piece, ...]:
    """The pieces of a line's bar, which is as `wide` for many as for few: what is compared is the make-up."""
    total = sum(int(cell.figure.value or 0) for cell in line.cells)
    pieces, start = [], Decimal(0)
    for tally, cell in zip(grid_.tallies, line.cells, strict=True):
        width = int(cell.figure.value or 0) * wide / total
        if width:
            pieces.append(Piece(tally, cell.figure, round_half_up(start, 1), round_half_up(width, 1)))
        start += width
    return tuple(pieces)


def squares(grid_: Grid, line: Line) -> tuple[Piece, ...]:
    """A square for each of a line's tallies, by area as large as its count beside the largest of the grid; none for zero.

    Its `start` is what it stands in from the corner of its place.
    """
    most = max((int(cell.figure.value or 0) for one in grid_.lines for cell in one.cells), default=0)
    found = []
    for tally, cell in zip(grid_.tallies, line.cells, strict=True):
        side = (Decimal(cell.figure.value or 0) / (most or 1)).sqrt() * SQUARE
        found.append(Piece(tally, cell.figure, round_half_up((SQUARE - side) / 2, 1), round_half_up(side, 1)))
    return tuple(found)


class Key(NamedTuple):
    """Where a picture says what a colour means: the corner of its square, in pixels; the word stands 17 to the right."""

    tally: str
    x: int
    y: int


def places_of(tallies: Sequence[str], titles: Mapping[str, str]) -> tuple[Key, ...]:
    """The keys of a picture, three in a line, or two where a third of the picture is too narrow for one of their words."""
    across = 3 if all(text_width(titles[one], WORD) <= 96 for one in tallies) else 2
    return tuple(Key(one, 4 + n % across * (351 // across), 4 + n // across * 20) for n, one in enumerate(tallies))


def room_for(grid_: Grid) -> int:
    """How wide the names of a map's lines are, as far as its squares leave room for them."""
    widest = max((text_width(line.heading.title, WORD) for line in grid_.lines), default=0)
    return min(max(104, int(widest) + 8), 358 - int(SQUARE) * len(grid_.tallies))
