"""A theme page with markers where title, description and body go: rendered once by MkDocs, poured thousands of times."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from yangguang.core.address import UNIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yangguang.core.language import Language

HEADING = "%%yg:heading%%"
_MARKER = re.compile(r"%%yg:([a-z]+)%%")
_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\b(?:src|type=\"?application/))[^>]*>(.*?)</script>", re.DOTALL)
_RAW = {"body", "csp", "image"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """Literal HTML and marker names in turn, literal first."""

    parts: tuple[str, ...]

    def pour(self, **values: str) -> str:
        """The finished page. Every value but `body` and `image` is text and is escaped here."""
        filled = [
            part if index % 2 == 0 else values[part] if part in _RAW else str(escape(values[part]))
            for index, part in enumerate(self.parts)
        ]
        return "".join(filled)


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """What a theme adds to a site: `files` by path, `shells` by name and depth, and the addresses of its own `pages`."""

    files: Mapping[str, bytes]
    shells: Mapping[tuple[str, int], Shell]
    pages: tuple[str, ...] = ()


def depth(url: str) -> int:
    """How many folders below the site's root the page at `url` lies; its links climb as many ('' and './' are home)."""
    return url.removeprefix("./").count("/")


def cut(html: str) -> Shell:
    """The shell of a rendered theme page; its content security policy is settled here, from the theme's own scripts."""
    html = html.replace("%%yg:csp%%", content_security_policy(html))
    return Shell(parts=tuple(_MARKER.split(html)))


def shared(address: str) -> str:
    """What names the picture at `address` to those who show a page where it is shared; nothing without an address."""
    return (
        f'<meta property="og:image" content="{escape(address)}"><meta property="og:image:width" content="1080">'
        if address
        else ""
    )


def inert(text: str) -> Markup:
    """`text` for a theme that escapes nothing: safe HTML in which nothing reads as one of our markers."""
    return Markup(str(escape(text)).replace("%", "&#37;"))  # noqa: S704 (escaped in the same breath)


def content_security_policy(html: str) -> str:
    """A policy that runs nothing but our files and the inline scripts the clean theme page came with, by hash."""
    digests = {hashlib.sha256(script.encode()).digest() for script in _INLINE_SCRIPT.findall(html)}
    hashes = " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in sorted(digests))
    return (
        f"default-src 'none'; script-src 'self' {hashes}; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; object-src 'none'"
    )


def navigation(language: Language) -> list[dict[str, str]]:
    """The header's few entries. Unions are never among them: the navigation is rendered into every page."""
    _ = language.gettext
    return [
        {_("首页"): "index.md"},
        {_("工会"): f"{UNIONS}/index.md"},
        {_("逐条对照"): "clauses/index.md"},
        {_("审计整改"): "audits/index.md"},
        {_("逾期"): "overdue/index.md"},
        {_("更正"): "changes/index.md"},
        {_("探索"): "explore/index.md"},
        {_("区域"): "districts/index.md"},
        {_("数据"): "data/index.md"},
        {_("指南"): "guide/index.md"},
        {_("关于"): "about/index.md"},
    ]


def palettes(language: Language) -> list[dict[str, object]]:
    """Light and dark, as the reader's device prefers, with a toggle in the header."""
    _ = language.gettext
    return [
        {
            "media": "(prefers-color-scheme: light)",
            "scheme": "default",
            "primary": "custom",
            "toggle": {"icon": "material/weather-night", "name": _("切换到深色")},
        },
        {
            "media": "(prefers-color-scheme: dark)",
            "scheme": "slate",
            "primary": "custom",
            "toggle": {"icon": "material/weather-sunny", "name": _("切换到浅色")},
        },
    ]
