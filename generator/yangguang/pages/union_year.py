"""The page of one union-year: what came in, what went out, what is left, what is wrong and whether it was put right."""

from __future__ import annotations

from heapq import nlargest
from typing import TYPE_CHECKING, Any, NamedTuple

from yangguang.core.figures import Figure, Unit, cell_key
from yangguang.core.sentence import say
from yangguang.ledger.figures.basis import has_budget
from yangguang.ledger.figures.findings import status_on
from yangguang.ledger.model import MatchState
from yangguang.pages.budget import budget_table
from yangguang.pages.changes import change_log, corrected
from yangguang.pages.findings import way
from yangguang.pages.glance import glance
from yangguang.pages.others import declared_empty, first_rows, other_tables
from yangguang.pages.parties import parties
from yangguang.pages.press import ink, linker, render
from yangguang.pages.scorecard import clause_links, scorecard
from yangguang.pages.verdict import told
from yangguang.records.duties import required_tables
from yangguang.records.tables import BY_NAME
from yangguang.views.model import SECTION_ROWS, Page, light
from yangguang.views.takeaway import citation, offers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from yangguang.charts.model import Chart
    from yangguang.history.restatements import Revision
    from yangguang.ledger.model import Neighbours, Peers, UnionYear
    from yangguang.pages.glance import Headline
    from yangguang.pages.scorecard import Scorecard
    from yangguang.records.finances import Balance, ThreePublicItem
    from yangguang.rules.judge.model import Verdict
    from yangguang.views.model import Download, Edition

PEER_FIGURES = (
    ("per_member_expenditure", say("人均支出")),
    ("member_service_share", say("服务职工支出占比")),
    ("execution_rate", say("预算执行率")),
    ("dues_rate", say("拨缴比例")),
)


class PeerLine(NamedTuple):
    """One indicator beside the median of unions of the same kind and tier."""

    title: str
    own: Figure
    peers: Peers
    median: Figure


def union_year_page(
    edition: Edition,
    report: UnionYear,
    history: Mapping[int, UnionYear],
    neighbours: Neighbours,
    verdicts: Sequence[Verdict],
    charts: Sequence[Chart],
    last_verdicts: Sequence[Verdict] = (),
    revisions: Sequence[Revision] = (),
    downloads: Sequence[Download] = (),
) -> Page:
    """The page of `report`; `history` holds the union's years, `charts` those of this page in reading order.

    `last_verdicts` are those of the year before, to say what has changed; `revisions` are what publications of this year
    corrected, oldest first; `downloads` the files beside it.
    """
    union, year, package = report.union, report.year, report.package
    url, registry = f"unions/{union.union_id}/{year}/", edition.registry.of_year(year)
    last = history.get(year - 1)
    owed = required_tables(union.tier, package.descriptor.stage if package else "final")
    card = scorecard(edition, verdicts, last_verdicts)
    see = glance(edition, report, history, neighbours, verdicts, card)
    title = edition.language.gettext("{union} {year}年度收支公开").format(union=union.name, year=year)
    values: dict[str, Any] = dict(  # noqa: C408 (the names of the template)
        report=report,
        union=union,
        year=year,
        package=package,
        district=registry.districts[union.district],
        superior=registry.parent(union.union_id),
        years=sorted(history, reverse=True),
        see=see,
        card=card,
        budget=budget_table(edition, report, last),
        budgeted=package is not None and has_budget(package),
        three_public=three_public_lines(report, last),
        balances=balance_lines(report),
        peers=peer_lines(edition, report, neighbours),
        matched=[one for one in neighbours.transfers if one.state == MatchState.MATCHED],
        unmatched=[one for one in neighbours.transfers if one.state != MatchState.MATCHED],
        largest=lambda matches, listed: nlargest(listed, matches, key=lambda one: one.own_amount),
        first_rows=first_rows,
        shows={
            "three_public": "three_public" in owed or (package is not None and package.three_public is not None),
            "balances": "balances" in owed or (package is not None and package.balances is not None),
            "audits": "audits" in owed or (package is not None and package.audits is not None),
        },
        offers=offers(downloads),
        cite=citation(edition, report) if package else "",
        nothing=declared_empty(edition, package) if package else (),
        charts={chart.name: chart for chart in charts},
        tables=BY_NAME,
        changes=change_log(edition, revisions),
        status_on=lambda finding: status_on(finding, edition.as_of),
        way_of=lambda finding: way(finding, report, history, edition.as_of),
        parties=lambda row: parties(row, union, registry),
        clause_links=lambda ids: clause_links(ids, linker(url)("")),
        union_name=lambda union_id: registry.unions[union_id].name if union_id in registry.unions else union_id,
    )

    def body_of(listed: int) -> str:
        with ink(edition).marking(corrected(revisions)):
            return render(
                edition,
                "union_year",
                url,
                listed=max(listed, SECTION_ROWS) if listed > 2 else listed,  # below 3 all are cut
                most=listed,
                others=other_tables(edition, package, listed) if package else (),
                judged=told(edition, card.before),
                **values,
            )

    return Page(
        url=url,
        shell="union-year",
        title=title,
        heading=edition.language.gettext("{union} {year}年度").format(union=union.short_name or union.name, year=year),
        description=_description(edition, report, see.headlines, card),
        body=light(body_of),
        source=package.folder if package else f"unions/{union.district}/{union.union_id}",
        image=next((one.path for one in downloads if one.path.endswith("card.png")), ""),
    )


def first_screen(
    edition: Edition,
    report: UnionYear,
    history: Mapping[int, UnionYear],
    neighbours: Neighbours,
    verdicts: Sequence[Verdict],
    last_verdicts: Sequence[Verdict],
) -> str:
    """What a visitor would see first on the page of `report`, which has a package; `history` holds the years beside it."""
    assert report.package is not None, "of nothing there is nothing to see"
    card = scorecard(edition, verdicts, last_verdicts)
    return render(
        edition, "first_screen", f"unions/{report.union.union_id}/{report.year}/",
        union=report.union, year=report.year, package=report.package, card=card,
        see=glance(edition, report, history, neighbours, verdicts, card),
    )  # fmt: skip


def three_public_lines(
    report: UnionYear, last: UnionYear | None
) -> tuple[tuple[ThreePublicItem, Figure | None, Figure | None, Figure | None], ...]:
    """Each item with last year's initial budget of the same item and source (the plan's cap), initial budget and actual."""
    rows = report.package.three_public if report.package else None
    before = {
        (row.item, row.fund_source): row.budget_initial
        for row in (last.package.three_public if last and last.package else None) or ()
    }
    lines = []
    for row in rows or ():
        key = (row.item, row.fund_source)

        def cell(value: Decimal | None, column: str, year: int, key: tuple[str, str] = key) -> Figure | None:
            if value is None:
                return None
            return Figure(cell_key(report.union.union_id, year, "three_public", key, column), value, Unit.YUAN)

        initial = cell(row.budget_initial, "budget_initial", report.year)
        cap = cell(before.get(key), "budget_initial", report.year - 1)
        lines.append((row, cap, initial, cell(row.actual, "actual", report.year)))
    return tuple(lines)


def balance_lines(report: UnionYear) -> tuple[tuple[Balance, Figure, Figure | None], ...]:
    """Each balance with its opening and closing figures."""
    rows = report.package.balances if report.package else None
    union_id, year = report.union.union_id, report.year
    return tuple(
        (
            row,
            Figure(cell_key(union_id, year, "balances", row.item, "opening"), row.opening, Unit.YUAN),
            Figure(cell_key(union_id, year, "balances", row.item, "closing"), row.closing, Unit.YUAN)
            if row.closing is not None
            else None,
        )
        for row in rows or ()
    )


def peer_lines(edition: Edition, report: UnionYear, neighbours: Neighbours) -> tuple[PeerLine, ...]:
    """Indicators for which there are enough peers to say what is usual. Never a rank."""
    lines = []
    for name, title in PEER_FIGURES:
        own, peers = report.figures.get(name), neighbours.peers.get(name)
        if own and own.value is not None and peers:
            key = f"{report.union.union_id}/{report.year}/@peer_median_{name}"
            lines.append(PeerLine(title.text(edition.language), own, peers, Figure(key, peers.median, own.unit)))
    return tuple(lines)


def _description(edition: Edition, report: UnionYear, heads: Sequence[Headline], card: Scorecard) -> str:
    write, _ = ink(edition), edition.language.gettext
    parts = [f"{head.title} {write.plain(head.change.now)}" for head in heads if head.change.now is not None] or [
        _("尚无收支数据")
    ]
    if broken := card.counted("breached").value:
        parts.append(_("不符合 {n} 条").format(n=broken))
    if unsettled := report.value("findings_open"):
        parts.append(_("未整改问题 {n} 项").format(n=unsettled))
    return ("，" if edition.language.code == "zh" else ", ").join(parts)
