"""What happened at a union that one who follows it should hear, as far as its books and main's last commit say."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from yangguang.core.sentence import say
from yangguang.ledger.figures.findings import is_closed
from yangguang.views.words import STAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from yangguang.core.sentence import Sentence
    from yangguang.ledger.model import UnionYear


class News(NamedTuple):
    """One event of one day. `key` names it for ever among those of its union; `headline` lacks the union's name."""

    day: date
    union_id: str
    key: str
    year: int
    kind: str
    headline: Sentence
    detail: str = ""


def news_of(report: UnionYear, as_of: date) -> tuple[News, ...]:
    """What the union-year has to tell up to `as_of`, latest first."""
    return latest(one for one in (*_submissions(report), *_findings(report)) if one.day <= as_of)


def latest(news: Iterable[News], limit: int | None = None) -> tuple[News, ...]:
    """Each event once, latest first: a finding that a later year's books repeat is told by the first that have it."""
    known: dict[tuple[str, str], News] = {}
    for one in sorted(news, key=lambda one: one.year):
        known.setdefault((one.union_id, one.key), one)
    return tuple(sorted(known.values(), key=lambda one: (-one.day.toordinal(), one.union_id, one.key))[:limit])


def _submissions(report: UnionYear) -> Iterator[News]:
    year, union_id = report.year, report.union.union_id
    shown = report.provenance
    if report.package and shown.commit and shown.committed_on:
        stage = STAGES[report.package.descriptor.stage]
        yield News(
            shown.committed_on, union_id, f"published-{year}-{shown.commit[:12]}", year, "published",
            say("{year}年度{stage}数据已公开", year=year, stage=stage),
        )  # fmt: skip
    since = report.refusal.since if report.refusal else None
    if since and since.commit and since.committed_on:
        yield News(
            since.committed_on, union_id, f"refused-{year}-{since.commit[:12]}", year, "refused",
            say("{year}年度报送未通过校验", year=year),
        )  # fmt: skip


def _findings(report: UnionYear) -> Iterator[News]:
    if report.package is None:
        return
    year, union_id = report.year, report.union.union_id
    reported = {audit.audit_id: audit.report_on for audit in report.package.audits or ()}
    for finding in report.package.findings or ():
        name, found_on = finding.finding_id, reported.get(finding.audit_id)
        if found_on:
            told = say("审计发现问题（{finding}）", finding=name)
            yield News(found_on, union_id, f"found-{name}", year, "finding", told, finding.description)
        if finding.rectified_on and is_closed(finding, finding.rectified_on):
            told = say("审计问题已整改（{finding}）", finding=name)
            yield News(
                finding.rectified_on, union_id, f"rectified-{name}", year, "rectified", told, finding.measure or ""
            )
