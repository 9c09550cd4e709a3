"""What happened at a union that one who follows it should hear, as far as its books and main's last commit say."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from yangguang.core.sentence import say
from yangguang.ledger.figures.findings import is_closed
from yangguang.rules.judge.model import Status
from yangguang.told.changes import correction_lines
from yangguang.views.words import STAGES, STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from yangguang.core.language import Language
    from yangguang.core.sentence import Sentence
    from yangguang.history.restatements import Revision
    from yangguang.ledger.model import UnionYear
    from yangguang.views.judged import JudgedYear

MOST = 20  # corrections of one publication; the page and the download have more


class News(NamedTuple):
    """One event of one day. `key` names it for ever among those of its union; `headline` lacks the union's name."""

    day: date
    union_id: str
    key: str
    year: int
    kind: str
    headline: Sentence
    detail: str = ""


def news_of(judged: JudgedYear, as_of: date, language: Language) -> tuple[News, ...]:
    """What the union-year has to tell up to `as_of`, latest first, with its details in `language`."""
    told = (
        *_submissions(judged.report),
        *_restated(judged.revisions, language),
        *_turned(judged, language),
        *_findings(judged.report),
    )
    return latest(one for one in told if one.day <= as_of)


def latest(news: Iterable[News], limit: int | None = None) -> tuple[News, ...]:
    """Each event once, latest first: a finding that a later year's books repeat is told by the first that have it."""
    known: dict[tuple[str, str], News] = {}
    for one in sorted(news, key=lambda one: one.year):
        known.setdefault((one.union_id, one.key), one)
    return tuple(sorted(known.values(), key=lambda one: (-one.day.toordinal(), one.union_id, one.key))[:limit])


def _published(union_id: str, year: int, commit: str, day: date, stage: str) -> News:
    told = say("{year}年度{stage}数据已公开", year=year, stage=STAGES[stage])
    return News(day, union_id, f"published-{year}-{commit[:12]}", year, "published", told)


def _submissions(report: UnionYear) -> Iterator[News]:
    year, union_id = report.year, report.union.union_id
    shown = report.provenance
    if report.package and shown.commit and shown.committed_on:
        yield _published(union_id, year, shown.commit, shown.committed_on, report.package.descriptor.stage)
    since = report.refusal.since if report.refusal else None
    if since and since.commit and since.committed_on:
        yield News(
            since.committed_on, union_id, f"refused-{year}-{since.commit[:12]}", year, "refused",
            say("{year}年度报送未通过校验", year=year),
        )  # fmt: skip


def _restated(revisions: Sequence[Revision], language: Language) -> Iterator[News]:
    """Each version that main showed and replaced, and the figures that readers had seen otherwise, before and after."""
    for one in revisions:
        for made, stage in ((one.replaced, one.stages[0]), (one.made, one.stages[1])):
            if made.commit and made.committed_on:
                yield _published(one.union_id, one.year, made.commit, made.committed_on, stage)
        if one.corrections and one.made.commit and one.made.committed_on:
            told = say("{year}年度更正了已公开的{n}个数", year=one.year, n=len(one.corrections))
            key = f"restated-{one.year}-{one.made.commit[:12]}"
            detail = "\n".join(correction_lines(one, language, MOST))
            yield News(one.made.committed_on, one.union_id, key, one.year, "restated", told, detail)


def _turned(judged: JudgedYear, language: Language) -> Iterator[News]:
    """The clauses that the version shown keeps and the year before broke, or the other way round.

    No earlier judgement of the same year is claimed: nobody wrote down how main's older versions were judged.
    """
    report, before = judged.report, {one.clause.clause_id: one.status for one in judged.last_verdicts}
    shown = report.provenance
    turned = [one for one in judged.verdicts if has_turned(before.get(one.clause.clause_id), one.status)]
    if turned and shown.commit and shown.committed_on:
        told = say("{year}年度{n}条与上年判定不同", year=report.year, n=len(turned))
        lines = [
            say(
                "{clause} {title}：{before} → {now}", clause=one.clause.clause_id, title=say(one.rule.title),
                before=STATUSES[before[one.clause.clause_id]], now=STATUSES[one.status],
            ).text(language)
            for one in turned
        ]  # fmt: skip
        key = f"verdicts-{report.year}-{shown.commit[:12]}"
        yield News(shown.committed_on, report.union.union_id, key, report.year, "verdicts", told, "\n".join(lines))


def has_turned(before: str | None, now: str) -> bool:
    """Whether a clause is kept now and was broken before, or the other way round: what is not decided turns nothing."""
    return {before, now} == {Status.MET, Status.BREACHED}


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
