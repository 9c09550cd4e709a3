"""What the pages room takes and gives: an edition of the site, summaries of union-years, pages and downloads."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

# Rows of one table on a page; a table of 50,000 rows is for a spreadsheet, the download has them all. Where a page would
# have more than PAGE_BYTES or PAGE_ELEMENTS (every table long, cells full of prose), each of its tables is cut shorter, to
# the first that fits.
LISTED_ROWS = 200
FEWER_ROWS = (50, 10, 2, 0)
PAGE_BYTES, PAGE_ELEMENTS = 900_000, 4_150  # of a body; the theme around it brings less than 100,000, and some 300
# The page that members open is lighter, 40 kB compressed.
# What has a section of its own keeps SECTION_ROWS while the tables below are cut to as few as 3, then half, then 5, then 2.
YEAR_ROWS, SECTION_ROWS, YEAR_BYTES = (50, 20, 10, 5, 3, 2, 1, 0), 20, 300_000

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from yangguang.core.figures import Figure
    from yangguang.core.issues import Issue, Text
    from yangguang.core.language import Language
    from yangguang.ledger.model import Standing
    from yangguang.policy.law import Policy
    from yangguang.records.audits import AuditFinding
    from yangguang.records.federation import Registry, Settings
    from yangguang.records.package import SourceFile
    from yangguang.records.registry import TradeUnion
    from yangguang.rules.judge.model import Weight
    from yangguang.rules.judge.rule import Rule
    from yangguang.sources.provenance import Provenance
    from yangguang.views.news import News


def bounded(body_of: Callable[[int], str]) -> str:
    """The body that `body_of` makes with as many rows of each table as keep it within PAGE_BYTES and PAGE_ELEMENTS."""
    return _first(body_of, (LISTED_ROWS, *FEWER_ROWS), lambda body: _fits(body, PAGE_BYTES))


def light(body_of: Callable[[int], str], most: int) -> str:
    """The body that `body_of` makes with as many rows of each table as a phone should be sent, in at most `most` bytes."""
    return _first(body_of, YEAR_ROWS, lambda body: _fits(body, most))


def _fits(body: str, most: int) -> bool:
    return (4 * len(body) <= most or len(body.encode()) <= most) and (  # no character has more than four bytes
        body.count("<") - body.count("</") <= PAGE_ELEMENTS
    )


def _first(body_of: Callable[[int], str], rows: Sequence[int], fits: Callable[[str], bool]) -> str:
    for listed in rows[:-1]:
        body = body_of(listed)
        if fits(body):
            return body
    return body_of(rows[-1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What every page of one build shares. `built_on` is the day of the build, `years` every year with a package, latest first.

    `source_url` is where the repository is browsed (for links to the very file and row), None where it is not. `site_url` is
    where the site is published, '' where nobody knows. `history`: whether it is known what was published before.
    `posters`, `parquet`: whether notices and cards, and the portal's tables as Parquet, are made.
    `in_yuan`: amounts are shown in plain currency, whatever the register
    says: in 万元 those of a small union no longer add up.
    `held` says that an earlier register or policy holds.
    """

    registry: Registry
    policy: Policy
    rules: tuple[Rule, ...]
    language: Language
    as_of: date
    built_on: date
    version: str
    provenance: Provenance
    years: tuple[int, ...]
    source_url: str | None = None
    history: bool = True
    site_url: str = ""
    posters: bool = False
    parquet: bool = False
    in_yuan: bool = False
    held: tuple[Text, ...] = ()

    @property
    def settings(self) -> Settings:
        """The register's settings, with the unit that this edition shows amounts in."""
        settings = self.registry.settings
        return _in_yuan(settings) if self.in_yuan else settings

    @property
    def this_year(self) -> int:
        """The fiscal year in which the day of judgement lies."""
        return self.registry.settings.fiscal.year_of(self.as_of)

    def span(self, union: TradeUnion, year: int) -> tuple[date, date] | None:
        """The first and last day of a union's `year`, where it has any and that is not the whole of a calendar year."""
        fiscal = self.registry.settings.fiscal
        first, last = fiscal.first_day(year), fiscal.last_day(year)
        if self.outside(union, year):
            return None
        days = max(first, union.founded_on or first), min(last, union.dissolved_on or last)
        return None if fiscal.is_calendar and days == (first, last) else days

    def outside(self, union: TradeUnion, year: int) -> Literal["before", "after"] | None:
        """Whether `year` lies before the union was founded, or after it was dissolved."""
        fiscal = self.registry.settings.fiscal
        if union.founded_on and union.founded_on > fiscal.last_day(year):
            return "before"
        return "after" if union.dissolved_on and union.dissolved_on < fiscal.first_day(year) else None

    def address(self, path: str) -> str:
        """The canonical address of a `path` of the site; '' where nobody knows where the site is published."""
        return f"{self.site_url.rstrip('/')}/{path}" if self.site_url else ""


@cache
def _in_yuan(settings: Settings) -> Settings:
    return replace(settings, display_unit=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page without its theme. `url` is its folder relative to the site's root, with a trailing slash ('' is home).

    `shell` names the theme page it is poured into, one as deep as `url` (see `site_templates/docs/shells/`).
    `body` is finished, safe HTML. `source` is the path below DATA that the page is made from, for the edit link.
    `heading` is the short title that stays in sight while a reader scrolls, where that is not `title`; `image` is the path
    of the picture that stands for the page where it is shared.
    `figures` are those over many unions that the page is the home of; a union's own are in its years.
    """

    url: str
    shell: str
    title: str
    description: str
    body: str
    source: str | None = None
    heading: str | None = None
    image: str = ""
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file of the site that is not a page: `path` relative to the site's root; `members` are the files in an archive.

    `title` is what a page calls the file where it offers it to readers, in the edition's language.
    """

    path: str
    content: bytes
    members: tuple[SourceFile, ...] = ()
    title: str = ""


class Part(NamedTuple):
    """Outputs that are made together, whoever asks for them: `name` says which, `of` all they are made from beside the edition.

    Of the edition they know neither the day of the build nor its commit; `alone`: nothing at all.
    """

    name: str
    of: object
    make: Callable[[], Iterable[Page | Download]]
    alone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingCount:
    """Audit findings of one union-year with one rectification status; `amount` is None where none states one."""

    status: str
    count: int
    amount: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An audit finding as boards list it: in its own words, without what was done about it.

    `placed`: whether the page of its year has a place of its own for it, as it has where they are not too many; `found_on` is
    the day its audit reported.
    """

    finding: AuditFinding
    placed: bool
    found_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised:
    """A publication of a union-year that corrected figures: how many, and how many of them without a reason."""

    day: date | None
    commit: str | None
    corrections: int
    unexplained: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """One union-year as lists, boards, counts and maps of the whole federation need it.

    `statuses` says by clause what the verdict counts as (`not_asked` apart from `no_data`), `supplementary` the same of
    rules beside the plan, `weights` how much each breach weighs; `explained` are the clauses that the union itself says
    something to. `hints` counts what today's door would refuse the shown version for, `news` are the year's latest events.
    `shown` is where and when the version shown came from.
    """

    union_id: str
    year: int
    standing: Standing
    stage: str | None
    statuses: Mapping[str, str]
    totals: Mapping[str, Decimal]
    findings: tuple[FindingCount, ...] = ()
    listed: tuple[Listed, ...] = ()
    open_findings: int | None = None
    overdue_findings: int | None = None
    owed_stage: str | None = None
    missing: tuple[str, ...] = ()
    missing_since: date | None = None
    refusal: tuple[Issue, ...] = ()
    refused_on: date | None = None
    hints: int = 0
    explanations: int = 0
    supplementary: Mapping[str, str] = field(default_factory=dict)
    weights: Mapping[str, Weight] = field(default_factory=dict)
    explained: frozenset[str] = frozenset()
    revisions: tuple[Revised, ...] = ()
    news: tuple[News, ...] = ()
    shown: Provenance | None = None


class Offered(Protocol):
    """A file of the site as the store lists it."""

    @property
    def path(self) -> str:
        """Relative to the site's root."""

    @property
    def size(self) -> int:
        """In bytes."""

    @property
    def sha256(self) -> str:
        """In hex."""
