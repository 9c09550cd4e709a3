"""The last look at a page body before it is written: only markup that our templates use, whatever a union typed.

Escaping happens where text meets a template; this is the second lock, on the outcome. A failure is our bug.
"""

from __future__ import annotations

import re
from functools import cache

_VALUE = re.compile(r'="[^"<>]*"')
_TAG = re.compile(r"<[^>]*>")
_SHAPE = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)((?:\s+[a-zA-Z_:][-a-zA-Z0-9_:.]*(?:=\"\")?)*)\s*/?>")
_LINK = re.compile(
    r'\b(?:href|src|action|formaction|xlink:href)="\s*(?!https?://|[./#]|[a-z0-9-]+/|"|mailto:|tel:)([^"]*)"'
)
_FORBIDDEN = frozenset(
    {"animate", "applet", "base", "embed", "foreignobject", "form", "frame", "frameset", "iframe", "link", "math", "meta",
     "object", "script", "set", "style", "template"}
)  # fmt: skip
_FORBIDDEN_ATTRIBUTES = re.compile(r"\s(?:on[a-z]+|style|srcdoc|formaction|ping)(?=[\s=]|$)", re.IGNORECASE)


class UnsafeOutputError(AssertionError):
    """A page body has markup that none of our templates may make."""


def audit(url: str, body: str) -> None:
    """Raise UnsafeOutputError naming the page and the tag if `body` could run a script or leave the site unasked."""
    for tag in set(_TAG.findall(_VALUE.sub('=""', body))):
        if not _is_safe(tag):
            raise UnsafeOutputError(f"{url}: {tag!r}")
    for match in _LINK.finditer(body):
        raise UnsafeOutputError(f"{url}: link to {match.group(1)!r}")


@cache
def _is_safe(tag: str) -> bool:
    shape = _SHAPE.fullmatch(tag)
    return (
        shape is not None
        and shape.group(1).lower() not in _FORBIDDEN
        and _FORBIDDEN_ATTRIBUTES.search(shape.group(2)) is None
    )
