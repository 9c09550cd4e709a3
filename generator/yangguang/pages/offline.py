"""A union-year as one file that needs nothing beside it: to keep, to send on, to open where there is no network."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from html import escape, unescape
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from markupsafe import Markup

from yangguang.core.address import Address
from yangguang.core.paths import SITE_TEMPLATES
from yangguang.pages.press import render
from yangguang.views.model import Download
from yangguang.views.takeaway import offers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from yangguang.ledger.model import UnionYear
    from yangguang.views.model import Edition, Page

OFFLINE_BYTES = 300_000
_FRAME = 4_000  # head, notice and what links grow by is counted apart
_STYLES = ("yangguang.css", "charts.css", "offline.css")
_NEAR = re.compile(r' href="(?!#|https?:|tel:|mailto:)([^"]*)"')
_AWAY = re.compile(r' (?:role="region"|tabindex="0"|title="[^"]*")|<p[^>]* hidden>.*?</p>', re.DOTALL)


def offline_edition(
    edition: Edition, report: UnionYear, downloads: Sequence[Download], page_of: Callable[[int], Page]
) -> tuple[Download, ...]:
    """The page that `page_of` makes with a body of at most so many bytes; nothing where no package is shown.

    Links lead to the site, where it is known where that is; elsewhere they are words. The file is at most OFFLINE_BYTES.
    """
    archive = next((one for one in offers(downloads) if one.path.endswith(".zip")), None)
    if archive is None:
        return ()
    url, style = Address(report.union.union_id, report.year).page, _style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    most = OFFLINE_BYTES - _FRAME - len(style.encode())
    for room in (most, most * 3 // 4, most // 2, 0):  # addresses written out are longer than those they stand for
        page = page_of(room)
        content = render(
            edition, "offline", url,
            title=page.title, canonical=edition.address(url), style=Markup(style), style_hash=f"sha256-{digest}",  # noqa: S704 (our own sheets)
            fingerprint=archive.sha256, commit=report.provenance.commit, body=_alone(page.body, edition.address(url)),
        ).encode()  # fmt: skip
        if len(content) <= OFFLINE_BYTES:
            break
    return (Download(path=f"{url}offline.html", content=content, title=edition.language.gettext("离线版（HTML）")),)


def _alone(body: str, address: str) -> Markup:
    """`body` without what only the site's scripts use, its links written out."""

    def written(found: re.Match[str]) -> str:
        return f' href="{escape(urljoin(address, unescape(found[1])))}"' if address else ""

    return Markup(_NEAR.sub(written, _AWAY.sub("", body)))  # noqa: S704 (a finished body, escaped where it was made)


@cache
def _style() -> str:
    sheets = [(SITE_TEMPLATES / "assets" / name).read_text(encoding="utf-8") for name in _STYLES]
    plain = re.sub(r"/\*.*?\*/", "", "\n".join(sheets), flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "\n", plain)
