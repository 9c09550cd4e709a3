"""What a web server says with each file of a site, for hosts that must be told: its type, and how long a copy may be kept."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

_TYPES = {  # not from `mimetypes`: that reads what the system at hand happens to know
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".gz": "application/gzip",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".map": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".parquet": "application/vnd.apache.parquet",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".whl": "application/zip",
    ".woff2": "font/woff2",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "application/xml",
    ".zip": "application/zip",
}
_HASHED = re.compile(r"assets/(?:.+/)?(?:[^/]+\.[0-9a-f]{8,}\.min\.[^/]+|[0-9a-f]{16}/.+)")  # its name is its content's
_FOREVER = "public, max-age=31536000, immutable"
_SHORTLY = "public, max-age=300"  # a correction is seen after five minutes


def content_type(path: str) -> str:
    """The media type of the file at `path` in a site."""
    name = PurePosixPath(path)
    return "application/atom+xml" if name.name == "feed.xml" else _TYPES.get(name.suffix, "application/octet-stream")


def cache_control(path: str) -> str:
    """How long readers and proxies may keep the file at `path`: for ever where another content has another name."""
    return _FOREVER if _HASHED.fullmatch(path) else _SHORTLY
