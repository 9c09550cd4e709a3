"""The page of one union-year: what came in, what went out, what is left, what is wrong and whether it was put right."""

from __future__ import annotations

from heapq import nlargest
from typing import TYPE_CHECKING, Any, NamedTuple

from yangguang.core.address import Address, union_folder
from yangguang.core.money import format_percent
from yangguang.core.sentence import say
from yangguang.history.figures import following
from yangguang.ledger.figures.basis import has_budget
from yangguang.ledger.figures.compared import comparable, transfer_name
from yangguang.ledger.figures.findings import status_on
from yangguang.ledger.figures.mint import complete
from yangguang.ledger.figures.reported import cell_figure
from yangguang.ledger.model import MatchState
from yangguang.pages.balances import balance_sheet, whereabouts
from yangguang.pages.budget import budget_table, far, gaps
from yangguang.pages.changes import change_log, corrected
from yangguang.pages.findings import way
from yangguang.pages.glance import glance
from yangguang.pages.others import by_section, declared_empty, first_rows, other_tables
from yangguang.pages.parties import by_level, parties
from yangguang.pages.press import ink, linker, render
from yangguang.pages.projects import dearest, project_line
from yangguang.pages.scorecard import clause_links, scorecard
from yangguang.pages.spoken import subject_name
from yangguang.pages.verdict import told
from yangguang.records.audits import AuditFinding
from yangguang.records.duties import required_tables
from yangguang.records.names import full_name, short_name
from yangguang.records.tables import BY_NAME
from yangguang.rules.judge.model import TALLIES
from yangguang.rules.judge.verdicts import counted
from yangguang.views.model import SECTION_ROWS, YEAR_BYTES, Page, light
from yangguang.views.takeaway import citation, offers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yangguang.charts.model import Chart
    from yangguang.core.figures import Figure
    from yangguang.ledger.model import TransferMatch, UnionYear
    from yangguang.pages.glance import Headline
    from yangguang.pages.scorecard import Scorecard
    from yangguang.records.finances import ThreePublicItem
    from yangguang.records.package import Package
    from yangguang.views.judged import JudgedYear
    from yangguang.views.model import Download, Edition

LOGGED = 5  # corrections of one publication, at least
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
    median: Figure
    n: Figure


def union_year_page(
    edition: Edition,
    judged: JudgedYear,
    charts: Sequence[Chart],
    downloads: Sequence[Download] = (),
    most_bytes: int = YEAR_BYTES,
) -> Page:
    """The page of a union-year: `charts` in reading order, `downloads` the files beside it.

    Its body has `most_bytes` where fewer rows help.
    """
    marked = corrected(judged.revisions)
    followed = following(marked, judged.report.figures.values()) if marked else frozenset()
    with ink(edition).marking(marked, followed):
        return _page(edition, judged, charts, downloads, most_bytes, followed)


def _page(
    edition: Edition,
    judged: JudgedYear,
    charts: Sequence[Chart],
    downloads: Sequence[Download],
    most_bytes: int,
    followed: frozenset[str],
) -> Page:
    """The page while figures are marked; `followed` are those made from corrected ones."""
    report, history, last, transfers = judged.report, judged.history, judged.last, judged.neighbours.transfers
    union, year, package, lang = report.union, report.year, report.package, edition.language.code
    url, registry = Address(union.union_id, year).page, edition.registry.of_year(year)
    owed = required_tables(union.tier, package.descriptor.stage if package else "final")
    card = scorecard(edition, report, judged.verdicts, judged.last_verdicts if comparable(report, last) else ())
    see = glance(edition, report, history, judged.verdicts, card)
    title = edition.language.gettext("{union} {year}年度收支公开").format(union=full_name(union, lang), year=year)
    titles = {one.clause.clause_id: one.rule.title for one in judged.verdicts}
    values: dict[str, Any] = dict(  # noqa: C408 (the names of the template)
        report=report,
        union=union,
        year=year,
        package=package,
        district=registry.districts[union.district],
        superior=registry.parent(union.union_id),
        years=sorted(history, reverse=True),
        span=edition.span(union, year),
        see=see,
        card=card,
        budget=budget_table(edition, report, last),
        gaps=gaps(edition, report, least := far(edition.policy, year)),
        least=format_percent(least, 0),
        budgeted=package is not None and has_budget(package),
        three_public=three_public_lines(report, last),
        balances=balance_sheet(report),
        went_to=(went := whereabouts(report)),
        shrank=any((one.value or 0) < 0 for _, one in went),
        peers=peer_lines(edition, report),
        transfer_name=transfer_name,
        matched=[one for one in transfers if one.state == MatchState.MATCHED],
        unmatched=[one for one in transfers if one.state != MatchState.MATCHED],
        largest=_largest,
        first_rows=first_rows,
        cut_findings=lambda listed: cut_findings(package, listed),
        shows={
            "three_public": "three_public" in owed or (package is not None and package.three_public is not None),
            "balances": "balances" in owed or (package is not None and package.balances is not None),
            "audits": "audits" in owed or (package is not None and package.audits is not None),
        },
        offers=(offered := offers(downloads)),
        packed=(packed := tuple(member for one in downloads for member in one.members)),
        files=len(offered) + len(packed) + (len(package.documents) if package else 0),
        cite=citation(edition, report) if package else "",
        cell=lambda table, row, column: cell_figure(package, table, row, column) if package else None,
        nothing=declared_empty(edition, package) if package else (),
        charts={chart.name: chart for chart in charts},
        tables=BY_NAME,
        status_on=lambda finding: status_on(finding, edition.as_of),
        way_of=lambda finding: way(finding, report, history, edition.as_of),
        subject_of=lambda subject: subject_name(subject, union.union_id, year, titles, edition.language),
        parties=lambda row: parties(row, union, registry, lang),
        audited={one.target_id: one.name for one in (package.audit_targets if package else None) or ()} | {"self": ""},
        audits=by_level((package.audits if package else None) or (), union, registry),
        filings=by_level((package.filings if package else None) or (), union, registry),
        clause_links=lambda ids: clause_links(ids, linker(url)("")),
        union_name=lambda union_id: (
            full_name(registry.unions[union_id], lang) if union_id in registry.unions else union_id
        ),
    )

    logs = change_log(edition, report, judged.revisions)
    projects = dearest(package.projects or ()) if package else []

    def body_of(listed: int) -> str:
        rows = max(listed, SECTION_ROWS) if listed > 2 else {2: SECTION_ROWS // 2, 1: 5, 0: 2}[listed]
        return render(
            edition,
            "union_year",
            url,
            listed=rows,
            most=listed,
            projects=[project_line(edition, report, one) for one in projects[: min(rows, max(listed, 5))]],
            all_projects=len(projects),
            changes=[one.shortened(max(listed, LOGGED)) for one in logs],
            followed=followed,
            **by_section(other_tables(edition, package, listed) if package else ()),
            judged=told(edition, card.before),
            **values,
        )

    return Page(
        url=url,
        shell="union-year",
        title=title,
        heading=edition.language.gettext("{union} {year}年度").format(union=short_name(union, lang), year=year),
        description=_description(edition, report, see.headlines, card),
        body=light(body_of, most_bytes),
        source=package.folder if package else union_folder(union.district, union.union_id),
        image=next((one.path for one in downloads if one.path.endswith("card.png")), ""),
    )


def first_screen(edition: Edition, judged: JudgedYear) -> str:
    """What a visitor would see first on the page of a union-year that has a package, whose figures are still to be minted."""
    assert judged.report.package is not None, "of nothing there is nothing to see"
    counts = counted(judged.verdicts), counted(judged.last_verdicts)
    clauses = edition.policy.clauses.values()
    report = complete(judged.report, judged.last, judged.neighbours, counts, TALLIES, clauses, {})
    card = scorecard(edition, report, judged.verdicts, judged.last_verdicts)
    return render(
        edition, "first_screen", Address(report.union.union_id, report.year).page,
        union=report.union, year=report.year, package=report.package, card=card,
        see=glance(edition, report, judged.history, judged.verdicts, card),
    )  # fmt: skip


def cut_findings(package: Package | None, listed: int) -> list[AuditFinding]:
    """Findings that the page has no room for and that boards lead to all the same: their places stand below the others."""
    findings = (package.findings if package else None) or ()
    shown = {row.finding_id for row in first_rows("findings", findings, listed) if isinstance(row, AuditFinding)}
    return [row for row in findings if row.finding_id not in shown] if len(findings) <= SECTION_ROWS else []


def three_public_lines(
    report: UnionYear, last: UnionYear | None
) -> tuple[tuple[ThreePublicItem, Figure | None, Figure | None, Figure | None], ...]:
    """Each item with last year's initial budget of the same item and source (the plan's cap), initial budget and actual."""
    package, earlier = report.package, last.package if last else None
    before = {(row.item, row.fund_source): row for row in (earlier.three_public if earlier else None) or ()}

    def cell(of: Package | None, row: ThreePublicItem | None, column: str) -> Figure | None:
        known = of is not None and row is not None and getattr(row, column) is not None
        return cell_figure(of, "three_public", row, column) if known and of and row else None

    return tuple(
        (
            row,
            cell(earlier, before.get((row.item, row.fund_source)), "budget_initial"),
            cell(package, row, "budget_initial"),
            cell(package, row, "actual"),
        )
        for row in (package.three_public if package else None) or ()
    )


def peer_lines(edition: Edition, report: UnionYear) -> tuple[PeerLine, ...]:
    """Indicators for which there are enough peers to say what is usual. Never a rank."""
    figures = report.figures
    return tuple(
        PeerLine(title.text(edition.language), figures[name], median, figures[f"peer_count_{name}"])
        for name, title in PEER_FIGURES
        if (median := figures.get(f"peer_median_{name}"))
    )


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


def _largest(matches: Sequence[TransferMatch], listed: int) -> Sequence[TransferMatch]:
    """Of too many transfers the largest, else all of them as they stand."""
    return matches if len(matches) <= listed else nlargest(listed, matches, key=lambda one: one.own_amount)
