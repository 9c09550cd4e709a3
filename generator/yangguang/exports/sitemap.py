"""The sitemap: every page of the site, for search engines."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SITEMAP_CAP = 50_000  # addresses a sitemap file may hold by its protocol


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
