"""A link checker that knows nothing of the generator: every address in every file of a built site leads to a file of it.

Also by hand, over a site of any size: python -m tests.site.links SITE [ADDRESS]
"""

from __future__ import annotations

import json
import re
import sys
import xml.etree.ElementTree as ET
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

_ADDRESS = {"href", "src", "data", "poster", "action", "data-yg-finder", "data-yg-root"}
_NAMED = {"og:url", "og:image", "twitter:image"}
_CSS = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")
_LOST = "no/such/page/"  # a host answers with 404.html at whatever address was asked for


class Seen(NamedTuple):
    """What a page links to, and the identifiers others may link to."""

    links: frozenset[str]
    ids: frozenset[str]


class Reader(HTMLParser):
    """Collects addresses and identifiers, and the theme's own settings, which hold the addresses of its scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.ids: set[str] = set()
        self._settings = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Every attribute that holds an address."""
        values = {name: value for name, value in attrs if value is not None}
        self.ids |= {values[name] for name in ("id", "name") if name in values and (name == "id" or tag == "a")}
        self.links |= {value for name, value in values.items() if name in _ADDRESS}
        self.links |= {part.split()[0] for part in values.get("srcset", "").split(",") if part.strip()}
        if tag == "meta" and values.get("property", values.get("name")) in _NAMED:
            self.links.add(values.get("content", ""))
        self._settings = tag == "script" and values.get("id") == "__config"

    def handle_data(self, data: str) -> None:
        """The theme's settings."""
        if self._settings:
            told = json.loads(data)
            self.links |= {told["base"], told["search"]}
            self._settings = False


@cache
def read(page: Path) -> Seen:
    """A page of the site."""
    reader = Reader()
    reader.feed(page.read_text(encoding="utf-8"))
    reader.close()
    return Seen(frozenset(reader.links), frozenset(reader.ids))


def dead_links(site: Path, address: str = "https://site.test/") -> list[tuple[str, str]]:
    """(file, link) of every link that leads nowhere, for a site published at `address`."""
    assert address.endswith("/")
    return sorted(
        {(name, link) for name, link, at in _links(site, address) if not _leads(site, address, urljoin(at, link))}
    )


def _links(site: Path, address: str) -> Iterator[tuple[str, str, str]]:
    """File, link, and the address that the link is relative to."""
    for file in sorted(site.rglob("*")):
        name = file.relative_to(site).as_posix()
        at = address + (_LOST if name == "404.html" else name.removesuffix("index.html"))
        if file.suffix == ".html":
            yield from ((name, link, at) for link in read(file).links if link)
        elif file.suffix == ".css":
            text = re.sub(r"/\*.*?\*/", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
            yield from ((name, one or other, at) for one, other in _CSS.findall(text))
        elif file.suffix == ".xml":
            for node in ET.parse(file).iter():
                said = None if node.tag.endswith("}id") else node.text  # an id is a name, whatever it looks like
                yield from ((name, link, at) for link in (said, node.get("href")) if link and "://" in link)
    yield from ((name, link, address + "api/v1/") for name, link in _of_machines(site / "api/v1"))


def _of_machines(folder: Path) -> Iterator[tuple[str, str]]:
    """What the JSON files and the manifest name, relative to api/v1/."""
    index, unions = (json.loads((folder / name).read_bytes()) for name in ("index.json", "unions.json"))
    yield from (("api/v1/index.json", name) for name in index["files"])
    for union in unions["unions"]:
        own = index["union"].format_map(union)
        yield "api/v1/index.json", own
        for year in json.loads((folder / own).read_bytes())["years"]:
            yield from ((f"api/v1/{own}", year[kind]) for kind in ("json", "package") if year[kind])
            yield f"api/v1/{own}", index["union_year"].format(union_id=union["union_id"], year=year["year"])
    for line in (folder / "manifest.txt").read_text(encoding="utf-8").splitlines():
        yield "api/v1/manifest.txt", f"../../{line.split('  ', 2)[2]}"


def _leads(site: Path, address: str, link: str) -> bool:
    """Whether an absolute link leads to a file and, in a page, to an identifier; other hosts are not asked."""
    whole = urlsplit(link)
    if not link.startswith(address):  # what leaves the folder of this very host is no page of the site
        return whole.scheme in {"mailto", "tel", "data"} or (
            whole.netloc != urlsplit(address).netloc and bool(whole.netloc)
        )
    file = site / unquote(whole.path.removeprefix(urlsplit(address).path))
    file = file / "index.html" if whole.path.endswith("/") else file
    return file.is_file() and (
        not whole.fragment or file.suffix != ".html" or unquote(whole.fragment) in read(file).ids
    )


if __name__ == "__main__":
    dead = dead_links(Path(sys.argv[1]), *sys.argv[2:])
    sys.exit("\n".join(f"{name}: {link}" for name, link in dead) or None)
