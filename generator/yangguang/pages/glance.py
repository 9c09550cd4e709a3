"""What a member sees first of a union's year: money in and out, what is left, what is wrong, who was told, whom to ask."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from yangguang.charts.accounts import parts, unknown_total
from yangguang.core.money import ZERO
from yangguang.core.sentence import say
from yangguang.ledger.figures.accounts import NAMED
from yangguang.ledger.figures.basis import basis
from yangguang.ledger.figures.compared import as_long
from yangguang.ledger.figures.reported import cell_figure
from yangguang.ledger.model import Change
from yangguang.records.duties import required_tables
from yangguang.records.names import short_name
from yangguang.rules.judge.model import Status, Weight

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yangguang.core.figures import Figure
    from yangguang.core.sentence import Sentence
    from yangguang.ledger.model import UnionYear
    from yangguang.pages.scorecard import Scorecard
    from yangguang.records.oversight import Disclosure
    from yangguang.rules.judge.rule import Verdict
    from yangguang.views.model import Edition

HEADLINES = (("income_total", say("收入")), ("expenditure_total", say("支出")), ("surplus", say("结余")))
SMALL = 1_000_000  # yuan
PROBLEMS = 3  # breaches told by name on the first screen
_BOOKS = ("final_accounts", "budget")
_REST = say("其余").msgid
_GRAVITY = {weight: rank for rank, weight in enumerate((Weight.HARD, Weight.WARNING, Weight.INDICATOR))}


class Headline(NamedTuple):
    """One of the three big numbers, with the year before.

    `planned` marks a budget shown before there are actuals; `unknown` says why there is no number.
    """

    name: str
    title: str
    figure: Figure | None
    before: Figure | None
    change: Change
    planned: bool
    unknown: Sentence | None


class Purpose(NamedTuple):
    """What one account makes of every 100; `start` is where its piece of the bar begins."""

    name: str
    figure: Figure
    share: Decimal
    start: Decimal


class Contact(NamedTuple):
    """Whom to ask: a telephone as written and as dialled, and whose it is where it is not the union's own."""

    name: str
    phone: str
    dialled: str


class Glance(NamedTuple):
    """The first screen of `report`, without markup. `income` and `spending` are empty until every account has an actual.

    `adds_up`: the surplus is income less expenditure, all three known. `grave` are breaches by what they weigh, the gravest
    first, `more` how many are not among them; `calm`: nothing is broken and most clauses are decided. `told` are the latest
    disclosures.
    """

    report: UnionYear
    headlines: tuple[Headline, ...]
    adds_up: bool
    income: tuple[Purpose, ...]
    spending: tuple[Purpose, ...]
    members: Figure | None
    per_member: Figure | None
    usual: tuple[Figure, Figure] | None
    grave: tuple[tuple[Weight, tuple[Verdict, ...]], ...]
    more: int
    calm: bool
    owes_findings: bool
    told: tuple[Disclosure, ...]
    contact: Contact | None

    @property
    def mood(self) -> str:
        """How the verdicts are shown: bad where a hard requirement is broken, open where another one, calm, or none."""
        if self.grave:
            return "bad" if self.grave[0][0] is Weight.HARD else "open"
        return "calm" if self.calm else "none"


def glance(
    edition: Edition, report: UnionYear, history: Mapping[int, UnionYear], verdicts: Sequence[Verdict], card: Scorecard
) -> Glance:
    """The first screen of `report`, beside the union's other years: a year's books are shown to members in the next."""
    package, union, year = report.package, report.union, report.year
    heads = headlines(edition, report, history.get(year - 1))
    came, went, left = (one.figure.value if one.figure else None for one in heads)
    breaches = [one for one in verdicts if one.status is Status.BREACHED and not one.rule.supplementary]
    breaches.sort(key=lambda one: _GRAVITY[one.weight])
    decided = sum(int(card.counted(one).value or 0) for one in (Status.MET, Status.BREACHED))
    median, n = (report.figures.get(f"peer_{one}_per_member_expenditure") for one in ("median", "count"))
    owed = required_tables(union.tier, package.descriptor.stage if package else "final")
    return Glance(
        report=report,
        headlines=heads,
        adds_up=None not in {came, went, left} and Decimal(came or 0) - Decimal(went or 0) == left,
        income=shares(edition, report, "income"),
        spending=shares(edition, report, "expenditure"),
        members=cell_figure(package, "overview", package.overview[0], "members")
        if package and package.overview and package.overview[0].members
        else None,
        per_member=_known(report.figures.get("per_member_expenditure")),
        usual=(median, n) if median and n else None,
        grave=tuple((weight, tuple(some)) for weight, some in groupby(breaches[:PROBLEMS], lambda one: one.weight)),
        more=max(len(breaches) - PROBLEMS, 0),
        calm=not breaches and decided * 2 > int(card.judged.value or 0),
        owes_findings="findings" in owed,
        told=tuple(_latest(edition, {**history, year: report}, year)),
        contact=_contact(edition, report),
    )


def focus(history: Mapping[int, UnionYear]) -> int | None:
    """The year that a union's own page tells: the latest closed one, else the latest with anything, else none."""
    shown = {year: one for year, one in history.items() if one.package and not one.is_withdrawn}
    closed = [year for year, one in shown.items() if one.package and one.package.descriptor.stage == "final"]
    return max(closed or shown, default=None)


def fit(edition: Edition, *reports: UnionYear) -> Edition:
    """`edition` in the unit that `reports` need: in plain currency where no total reaches SMALL."""
    totals = [
        abs(Decimal(one.value))
        for report in reports
        for name, one in report.figures.items()
        if one.value is not None and name.partition("/")[0] in {"income_total", "expenditure_total"}
    ]
    small = bool(totals) and max(totals) < SMALL
    return replace(edition, in_yuan=True) if small else edition


def headlines(edition: Edition, report: UnionYear, last: UnionYear | None) -> tuple[Headline, ...]:
    """Income, expenditure and surplus, all three on the year's basis: actual, or the budget before there is any actual.

    A year that is not closed is not compared with one that is, nor a short one with a whole one.
    """
    if not as_long(report, last):
        last = None
    column = basis(report.package)
    lines = []
    for name, title in HEADLINES:
        now = report.figures.get(name + column)
        before = last.figures.get(name + column) if last else None
        change = Change(report.value(name + column), last.value(name + column) if last else None)
        planned = bool(column) and now is not None
        unknown = _unknown(edition, report, name, column) if now is not None and now.value is None else None
        lines.append(Headline(name, title.text(edition.language), now, before, change, planned, unknown))
    return tuple(lines)


def shares(edition: Edition, report: UnionYear, side: str) -> tuple[Purpose, ...]:
    """What each 100 of `side` is made of, largest first, at most NAMED by name; empty until every account has an actual."""
    books = parts(report, edition.policy, side, edition.language)
    if books is None or not books.is_actual or books.amount is None or books.amount <= 0:
        return ()
    named = [(part.name, part.share_figure, part.share) for part in books.parts if part.share and part.share_figure]
    if rest := report.figures.get(f"{side}_share/rest"):
        named[NAMED:] = [(edition.language.gettext(_REST), rest, Decimal(rest.value or 0))]
    lines, start = [], ZERO
    for name, figure, share in named:
        lines.append(Purpose(name, figure, share, start))
        start += max(share, ZERO)
    return tuple(lines)


def _known(figure: Figure | None) -> Figure | None:
    return figure if figure and figure.value is not None else None


def _unknown(edition: Edition, report: UnionYear, name: str, column: str) -> Sentence:
    side = name.removesuffix("_total")
    return say("收入或支出合计未知") if side == "surplus" else unknown_total(report, edition.policy, side, column)


def _latest(edition: Edition, history: Mapping[int, UnionYear], year: int) -> list[Disclosure]:
    """Who was shown the books of `year`, on the latest day; where nobody was, its budget, then the books of before."""
    rows = [
        row
        for one in (history.get(year), history.get(year + 1))
        for row in (one.package.disclosures if one and one.package else None) or ()
        if row.date <= edition.as_of and row.subject in _BOOKS and (row.fiscal_year or year) <= year
    ]
    order = {id(row): (row.fiscal_year in {None, year}, row.subject == _BOOKS[0], row.date) for row in rows}
    newest = max(order.values(), default=None)
    return [row for row in rows if order[id(row)] == newest][:2]


def _contact(edition: Edition, report: UnionYear) -> Contact | None:
    """The union's own telephone, else its superior's, and so on up."""
    registry = edition.registry
    union = registry.unions.get(report.union.union_id, report.union)
    above = registry.ancestors(union.union_id) if union.union_id in registry.unions else ()
    for one in (union, *reversed(tuple(above))):
        if one.contact_phone:
            dialled = re.sub(r"[^0-9+]", "", one.contact_phone)
            name = "" if one is union else short_name(one, edition.language.code)
            return Contact(name, one.contact_phone, dialled)
    return None
