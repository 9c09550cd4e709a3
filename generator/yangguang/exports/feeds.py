"""Atom feeds (RFC 4287): a union's, a district's, a clause's, the portal's. Only where the site's own address is known."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from yangguang.core.address import Address
from yangguang.core.sentence import say
from yangguang.records.names import full_name
from yangguang.rules.catalogue import SUPPLEMENTARY, switches
from yangguang.views.model import Download
from yangguang.views.news import has_turned, latest
from yangguang.views.takeaway import portal
from yangguang.views.words import STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from yangguang.records.registry import TradeUnion
    from yangguang.rules.judge.rule import Rule
    from yangguang.views.model import Edition, Summary
    from yangguang.views.news import News

ENTRIES = 100  # the latest; who follows reads what is new, the pages have all
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # characters that XML 1.0 has none of


class Entry(NamedTuple):
    """One entry: `name` is for ever its own within `page`, both lead to its identifier; `link` is the page to read."""

    page: str
    name: str
    day: date
    title: str
    link: str
    kind: str
    summary: str


def union_feed(edition: Edition, union: TradeUnion, news: Iterable[News]) -> Iterator[Download]:
    """What happened at one union; a feed without entries where nothing did, because its page points to it."""
    yield from _feed(
        edition, Address(union.union_id).page, full_name(union, edition.language.code), _told(edition, news)
    )


def federation_feeds(edition: Edition, summaries: Sequence[Summary]) -> Iterator[Download]:
    """What happened at all unions, and at those of each district."""
    registry = edition.registry
    yield from _feed(
        edition, "", portal(edition), _told(edition, (one for summary in summaries for one in summary.news))
    )
    by_district: dict[str, list[News]] = {district_id: [] for district_id in registry.districts}
    for summary in summaries:
        by_district[registry.unions[summary.union_id].district].extend(summary.news)
    for district_id, news in by_district.items():
        title = full_name(registry.districts[district_id], edition.language.code)
        yield from _feed(edition, f"districts/{district_id}/", title, _told(edition, news))


def clause_feeds(edition: Edition, summaries: Sequence[Summary]) -> Iterator[Download]:
    """Of each clause: the versions of its rule, and where a year's verdict turned against the year before's."""
    if not edition.site_url:
        return
    before = {(one.union_id, one.year + 1): one for one in summaries}
    turned: dict[str, list[Entry]] = {}
    for now in summaries:
        last = before.get((now.union_id, now.year))
        if (
            last
            and now.shown
            and now.shown.commit
            and now.shown.committed_on
            and now.shown.committed_on <= edition.as_of
        ):
            for clause, status in (*now.statuses.items(), *now.supplementary.items()):
                was = last.statuses.get(clause) or last.supplementary.get(clause)
                if was is not None and has_turned(was, status):
                    entry = _turn(edition, now, clause, was, status, now.shown.commit, now.shown.committed_on)
                    turned.setdefault(clause, []).append(entry)
    rules = {rule.clause_id: rule for rule in (*edition.rules, *SUPPLEMENTARY)}
    beside = (rule.clause_id for rule in SUPPLEMENTARY if switches(edition.policy, rule))
    for clause in (*edition.policy.clauses, *beside):
        rule = rules.get(clause)
        title = f"{clause} {edition.language.gettext(rule.title)}" if rule else clause
        entries = [*turned.get(clause, ()), *(_versions(edition, rule) if rule else ())]
        latest_first = sorted(entries, key=lambda one: (-one.day.toordinal(), one.title, one.name))
        yield from _feed(edition, f"clauses/{clause}/", title, latest_first[:ENTRIES])


def _turn(edition: Edition, now: Summary, clause: str, was: str, status: str, commit: str, day: date) -> Entry:
    told = say("{year}年度：{before} → {now}", year=now.year, before=STATUSES[was], now=STATUSES[status])
    page, of_year, text = Address(now.union_id).page, Address(now.union_id, now.year).page, told.text(edition.language)
    title = f"{full_name(edition.registry.unions[now.union_id], edition.language.code)} {text}"
    return Entry(page, f"verdict-{now.year}-{clause}-{commit[:12]}", day, title, of_year, "verdict", text)


def _versions(edition: Edition, rule: Rule) -> Iterator[Entry]:
    page, language = f"clauses/{rule.clause_id}/", edition.language
    for one in rule.history:  # all that this very build judges by, whatever its day of judgement
        title = say("规则版本 {version}", version=one.version).text(language)
        yield Entry(page, f"rule-{one.version}", one.on, title, page, "rule", language.gettext(one.what))


def _told(edition: Edition, news: Iterable[News]) -> list[Entry]:
    return [_entry(edition, one) for one in latest(news, ENTRIES)] if edition.site_url else []


def _entry(edition: Edition, one: News) -> Entry:
    page, headline = Address(one.union_id).page, one.headline.text(edition.language)
    title = f"{full_name(edition.registry.unions[one.union_id], edition.language.code)} {headline}"
    return Entry(page, one.key, one.day, title, Address(one.union_id, one.year).page, one.kind, one.detail or headline)


def _feed(edition: Edition, page: str, title: str, entries: Sequence[Entry]) -> Iterator[Download]:
    """The feed of `page`, entries latest first."""
    if not edition.site_url:
        return
    address = edition.address(page)
    lines = (
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={_attribute(edition.language.code)}>',
        f"<id>{_text(address)}</id>",
        f"<title>{_text(title)}</title>",
        f"<updated>{_instant(entries[0].day if entries else date(edition.as_of.year, 1, 1))}</updated>",
        f"<author><name>{_text(edition.registry.settings.title)}</name></author>",
        f"<link rel={_attribute('self')} href={_attribute(address + 'feed.xml')}/>",
        f"<link href={_attribute(address)}/>",
        *(_xml(edition, one) for one in entries),
        "</feed>",
    )
    yield Download(path=f"{page}feed.xml", content="\n".join((*lines, "")).encode())


def _xml(edition: Edition, one: Entry) -> str:
    return (
        f"<entry><id>{_text(edition.address(one.page))}#{quote(one.name, safe='')}</id><title>{_text(one.title)}</title>"
        f"<updated>{_instant(one.day)}</updated><link href={_attribute(edition.address(one.link))}/>"
        f"<category term={_attribute(one.kind)}/><summary>{_text(one.summary)}</summary></entry>"
    )


def _instant(day: date) -> str:
    """The day as Atom wants it. Books know days, not hours: all times are midnight."""
    return f"{day.isoformat()}T00:00:00Z"


def _text(text: str) -> str:
    return escape(_ILLEGAL.sub("", text))


def _attribute(text: str) -> str:
    return quoteattr(_ILLEGAL.sub("", text))
