"""The owner map of a forge (CODEOWNERS) as forges read it: whose consent a path needs."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_SECTION = re.compile(r"\^?\[(?P<name>[^\]]+)\](?:\[[0-9]+\])?\s*(?P<owners>.*)")
_WORD = re.compile(r"(?:\\.|[^\s\\])+")
_PART = re.compile(r"\*\*/|/\*\*$|\*\*|\*|\?|\\.|.", re.DOTALL)
_MEANING = {"**/": "(?:.*/)?", "/**": "/.*", "**": ".*", "*": "[^/]*", "?": "[^/]"}


class Owned(NamedTuple):
    """A line of the map: its section ('' on GitHub, which has none), the paths it is of, and whose they are."""

    section: str
    paths: re.Pattern[str]
    owners: tuple[str, ...]


def read_owner_map(text: str) -> tuple[Owned, ...]:
    """The lines of a map, in order; what stands behind a section's name owns what its lines do not give away."""
    found: list[Owned] = []
    section, default = "", ()
    for line in text.splitlines():
        if head := _SECTION.fullmatch(line.strip()):
            section, default = head["name"].casefold(), tuple(head["owners"].split("#")[0].split())
            continue
        words = _WORD.findall(re.split(r"(?:^|\s)#", line, maxsplit=1)[0])
        if words and not words[0].startswith("!"):
            found.append(Owned(section, _pattern(words[0]), tuple(words[1:]) or default))
    return tuple(found)


def owners_of(path: str, owner_map: tuple[Owned, ...]) -> tuple[str, ...]:
    """Whose consent `path` (from the top of the repository) needs: of each section the last line that fits."""
    last: dict[str, tuple[str, ...]] = {}
    for line in owner_map:
        if line.paths.fullmatch(path):
            last[line.section] = line.owners
    return tuple(dict.fromkeys(owner for owners in last.values() for owner in owners))


@lru_cache(maxsize=1024)
def _pattern(written: str) -> re.Pattern[str]:
    """A pattern of .gitignore, which a path below also fits: /docs/, *.yml, apps/, **/logs; docs/* is no folder below."""
    body = written.strip("/")
    anchored = "/" in written.rstrip("/")
    parts = "".join(_MEANING.get(part) or re.escape(part.removeprefix("\\")) for part in _PART.findall(body))
    below = "/.+" if written.endswith("/") else "" if body.endswith("/*") else "(?:/.*)?"
    return re.compile(f"{'' if anchored else '(?:.*/)?'}{parts}{below}", re.DOTALL)
