"""The last look at a page body before it is written: only markup that our templates use, whatever a union typed.

Escaping happens where text meets a template; this is the second lock, on the outcome. A failure is our bug.
"""

from __future__ import annotations

import re

# Everything a template of ours writes. What is not listed here is not published.
_TAGS = (
    "a|abbr|article|aside|b|blockquote|br|button|caption|circle|code|col|colgroup|data|dd|defs|desc|details|"
    "div|dl|dt|em|figcaption|figure|footer|g|h1|h2|h3|h4|header|hr|i|img|input|label|li|line|main|mark|nav|"
    "noscript|ol|option|output|p|path|pre|polygon|polyline|rect|section|select|small|span|strong|sub|summary|"
    "sup|svg|table|tbody|td|text|tfoot|th|thead|time|title|tr|tspan|u|ul"
)
_LINK = r'(?:href|src)="(?:https?://[^"<>]*|mailto:[^"<>]*|tel:[^"<>]*|#[^"<>]*|(?!//)[./?a-z0-9][^":<>]*|)"'
_ATTRIBUTE = rf'\s+(?:{_LINK}|(?!on|href|src|style|action|formaction|ping|xlink)[a-zA-Z][-a-zA-Z0-9]*(?:="[^"<>]*")?)'
_UNSAFE = re.compile(rf"<(?!/?(?:{_TAGS})(?:{_ATTRIBUTE})*\s*/?>)")


class UnsafeOutputError(AssertionError):
    """A page body has markup that none of our templates may make."""


def audit(url: str, body: str) -> None:
    """Raise UnsafeOutputError naming the page and the markup if `body` could run a script or leave the site unasked."""
    found = _UNSAFE.search(body)
    if found:
        raise UnsafeOutputError(f"{url}: {body[found.start() : found.start() + 120]!r}")
