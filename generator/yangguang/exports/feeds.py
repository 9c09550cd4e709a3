"""Atom feeds (RFC 4287): a union's, a district's, the portal's. Only where the site's own address is known."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from yangguang.views.model import Download
from yangguang.views.news import latest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from yangguang.records.registry import TradeUnion
    from yangguang.views.model import Edition, Summary
    from yangguang.views.news import News

ENTRIES = 100  # the latest; who follows reads what is new, the pages have all
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # characters that XML 1.0 has none of


def union_feed(edition: Edition, union: TradeUnion, news: Iterable[News]) -> Iterator[Download]:
    """What happened at one union; a feed without entries where nothing did, because its page points to it."""
    yield from _feed(edition, f"unions/{union.union_id}/", union.name, news)


def federation_feeds(edition: Edition, summaries: Sequence[Summary]) -> Iterator[Download]:
    """What happened at all unions, and at those of each district."""
    registry, settings = edition.registry, edition.registry.settings
    title = settings.title_en if edition.language.code == "en" else settings.title
    yield from _feed(edition, "", title, (one for summary in summaries for one in summary.news))
    by_district: dict[str, list[News]] = {district_id: [] for district_id in registry.districts}
    for summary in summaries:
        by_district[registry.unions[summary.union_id].district].extend(summary.news)
    for district_id, news in by_district.items():
        yield from _feed(edition, f"districts/{district_id}/", registry.districts[district_id].name, news)


def _feed(edition: Edition, page: str, title: str, news: Iterable[News]) -> Iterator[Download]:
    if not edition.site_url:
        return
    told, address, settings = latest(news, ENTRIES), edition.address(page), edition.registry.settings
    lines = (
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={_attribute(edition.language.code)}>',
        f"<id>{_text(address)}</id>",
        f"<title>{_text(title)}</title>",
        f"<updated>{_instant(told[0].day if told else date(edition.as_of.year, 1, 1))}</updated>",
        f"<author><name>{_text(settings.title)}</name></author>",
        f"<link rel={_attribute('self')} href={_attribute(address + 'feed.xml')}/>",
        f"<link href={_attribute(address)}/>",
        *(_entry(edition, one) for one in told),
        "</feed>",
    )
    yield Download(path=f"{page}feed.xml", content="\n".join((*lines, "")).encode())


def _entry(edition: Edition, one: News) -> str:
    union = edition.registry.unions[one.union_id]
    home = edition.address(f"unions/{one.union_id}/")
    headline = one.headline.text(edition.language)
    return (
        f"<entry><id>{_text(home)}#{quote(one.key, safe='')}</id><title>{_text(union.name)} {_text(headline)}</title>"
        f"<updated>{_instant(one.day)}</updated><link href={_attribute(f'{home}{one.year}/')}/>"
        f"<category term={_attribute(one.kind)}/><summary>{_text(one.detail or headline)}</summary></entry>"
    )


def _instant(day: date) -> str:
    """The day as Atom wants it. Books know days, not hours: all times are midnight."""
    return f"{day.isoformat()}T00:00:00Z"


def _text(text: str) -> str:
    return escape(_ILLEGAL.sub("", text))


def _attribute(text: str) -> str:
    return quoteattr(_ILLEGAL.sub("", text))
