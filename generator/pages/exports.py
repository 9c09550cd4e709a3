"""What machines read: files of one union, files of the federation, the sitemap."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from generator.pages.api import federation_json, union_json, union_year_json
from generator.pages.datapackage import package_zip
from generator.pages.finder import finder_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from generator.core.issues import Issue
    from generator.ledger.model import UnionYear
    from generator.pages.model import Download, Edition, Summary
    from generator.records.registry import TradeUnion
    from generator.rules.model import Verdict

SITEMAP_CAP = 50_000  # addresses a sitemap file may hold by its protocol


def union_year(edition: Edition, report: UnionYear, verdicts: Sequence[Verdict]) -> Iterator[Download]:
    """JSON and, where there is a package, its archive."""
    yield union_year_json(edition, report, verdicts)
    archive = package_zip(edition, report)
    if archive is not None:
        yield archive


def union(edition: Edition, body: TradeUnion, history: Mapping[int, UnionYear]) -> Iterator[Download]:
    """The union's own JSON."""
    yield union_json(edition, body, history)


def federation(edition: Edition, summaries: Sequence[Summary], issues: Sequence[Issue]) -> Iterator[Download]:
    """`build.json`, `index.json`, `unions.json` and the list the finder searches."""
    yield from federation_json(edition, summaries, issues)
    yield finder_json(edition)


def sitemap(site_url: str, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """sitemap.xml over the pages among `paths`, several files beyond the protocol's cap. Nothing without a site_url."""
    if not site_url:
        return
    base = site_url.rstrip("/") + "/"
    pages = sorted(path.removesuffix("index.html") for path in paths if path.endswith("index.html"))
    parts = [pages[start : start + SITEMAP_CAP] for start in range(0, len(pages), SITEMAP_CAP)] or [[]]
    if len(parts) == 1:
        yield "sitemap.xml", _xml("urlset", "url", (base + page for page in parts[0]))
        return
    for number, part in enumerate(parts, start=1):
        yield f"sitemap-{number}.xml", _xml("urlset", "url", (base + page for page in part))
    names = (f"{base}sitemap-{number}.xml" for number in range(1, len(parts) + 1))
    yield "sitemap.xml", _xml("sitemapindex", "sitemap", names)


def _xml(root: str, item: str, addresses: Iterable[str]) -> bytes:
    lines = "".join(f"<{item}><loc>{escape(address)}</loc></{item}>\n" for address in addresses)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f'{head}<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}</{root}>\n'.encode()
