"""What a union's pages are made from, as hashes: equal keys, equal bytes. Each part is named by the reason it gives."""

from __future__ import annotations

import io
import json
import os
import stat
import sys
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from yangguang.core.address import Folder
from yangguang.core.dates import EARLIEST
from yangguang.core.paths import SITE_TEMPLATES
from yangguang.core.pickling import pickler
from yangguang.ledger.standing import exists_in
from yangguang.sources.provenance import Provenance

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from yangguang.ledger.between.acquaintance import Survey
    from yangguang.ledger.model import Neighbours
    from yangguang.pipeline.books import Books
    from yangguang.site.shell import Shell
    from yangguang.views.model import Edition

    Parts = Mapping[str, str]

_PACKAGE = Path(__file__).parent.parent
_OWN = 20_000_000  # bytes; no file of a package may have more


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What every union's pages are made from: our own `code`. Register and policy are `shared`."""

    code: str
    shared: str


def grounds(books: Books, program: str) -> Grounds:
    """What is the same for all unions of `books`, read by the `program`."""
    history = books.repository.history
    changes = [one.from_ for rows in books.registry.changes.values() for one in rows]
    former = [one for union_id, one in books.registry.unions.items() if union_id not in books.door_registry.unions]
    last = max((day for day in changes if day <= books.as_of), default=None)
    files = [_files(books.data / room) for room in ("registry", "policy")]
    moments = history.registry, history.policy, history.charts
    return Grounds(
        code=hashed(program, books.repository.checkout is not None),
        shared=hashed(files, moments, former, last, books.held, books.as_of.year),
    )


def read_parts(ground: Grounds, books: Books, union_id: str) -> dict[str, str]:
    """What pass 1 looks at for one union: what the door reads is on the disk, and git does not see all of that.

    An empty folder, a second link, an edit that git was told not to look for: a commit does not stand for the bytes.
    """
    repository, found = books.repository, []
    for district, year in books.folders.get(union_id, ()):
        folder = Folder(district, union_id, year).path
        modes = {path: mode for path, mode in repository.modes.items() if path.startswith(f"{folder}/")}
        found.append((folder, repository.provenance(folder), modes, _files(books.data / folder)))
    own = hashed(found, repository.history.years(union_id), union_id in books.closed)
    submitted = {*(year for _, year in books.folders.get(union_id, ())), *repository.history.years(union_id)}
    submitted.update(books.registry.withdrawn(union_id))
    owed = [
        year
        for year in books.owed_years
        if year in submitted
        or exists_in(books.registry.of_year(year).unions[union_id], year, books.registry.settings.fiscal)
    ]
    return {"code": ground.code, "own data": own, "owed": hashed(owed)}


def edition_part(edition: Edition, shells: str) -> str:
    """What the pages of all unions look at: the portal's settings, the theme."""
    return hashed(
        edition.language.code, edition.version, edition.history, edition.source_url, edition.site_url,
        edition.provenance.commit is not None, edition.posters, shells,
    )  # fmt: skip


def near_part(view: Survey, union_id: str, years: Iterable[int], shared: str, signs: Mapping[str, str]) -> str:
    """A hash that is another one wherever others' books, as pass 3 looks at them, are: over those books as a whole.

    `signs` are by union a hash of its digests; what they were read with, register and policy, is `shared`.
    """
    near = [(one, signs.get(one)) for one in sorted(view.near(union_id))]
    unions = {year: view.registry.of_year(year).unions[union_id] for year in years}
    peers = [view.peers.get((year, one.kind, one.tier)) for year, one in unions.items()]
    subtrees = [one and one.totals for one in (view.subtrees.get((union_id, year)) for year in unions)]
    return hashed(shared, near, tuple(unions), peers, subtrees)


def neighbour_parts(ancestors: Iterable[str], neighbours: Mapping[int, Neighbours]) -> dict[str, str]:
    """What pass 3 looks at of others' books."""
    above = set(ancestors)
    ordered = {
        year: replace(one, seen_inspections={child: sorted(days) for child, days in one.seen_inspections.items()})  # type: ignore[misc]  # (lists are hashed like tuples)
        for year, one in neighbours.items()
    }
    books = [(year, other, ledger) for year, one in ordered.items() for other, ledger in one.books.items()]
    return {
        "peers": hashed({year: one.peers for year, one in ordered.items()}),
        "ancestor": hashed(
            [(one.superior, one.subtree) for one in ordered.values()], [one for one in books if one[1] in above]
        ),
        "partner": hashed(
            [(one.subordinates, one.transfers, one.claims, one.seen_inspections) for one in ordered.values()],
            [one for one in books if one[1] not in above],
        ),
    }  # fmt: skip


def of_one_union(edition: Edition, today: date) -> Edition:
    """What a union's pages may know of the edition: nothing of the build's day and commit, nor of years that others have."""
    head = Provenance(commit="HEAD" if edition.provenance.commit else None)
    return replace(edition, as_of=today, built_on=EARLIEST, years=(), provenance=head, held=())


def shells_key(shells: Mapping[tuple[str, int], Shell]) -> str:
    """What unions' pages are poured into: all shells but home, which alone tells the day of the build."""
    return hashed(sorted((name, depth, one.parts) for (name, depth), one in shells.items() if name != "home"))


def key_of(parts: Parts) -> str:
    """The parts in one."""
    return sha256(json.dumps(dict(sorted(parts.items()))).encode()).hexdigest()


def hashed(*values: object) -> str:
    """A hash over values, and not over how they share their parts in memory. Sets have no order and must not be among them."""
    out = io.BytesIO()
    writer = pickler(out)
    writer.fast = True
    writer.dump(values)
    return sha256(out.getvalue()).hexdigest()


def code() -> str:
    """Our own program with its templates, and all that is installed beside it."""
    sources = {path: one for path, one in _files(_PACKAGE).items() if "__pycache__" not in path}
    beside = {name for path in sys.path if os.path.isdir(path) for name in os.listdir(path)}  # noqa: PTH112, PTH208 (entries are texts)
    # The versions of what is installed are in the names of these folders.
    installed = sorted(name for name in beside if name.endswith((".dist-info", ".egg-info")))
    return hashed(sources, _files(SITE_TEMPLATES), sys.version, sys.platform, installed)


def _files(folder: Path) -> dict[str, tuple[int | str, ...]]:
    """All that lies in a folder and below, by path: kind, links and mode, size, and the hash of a plain file's bytes."""
    found: dict[str, tuple[int | str, ...]] = {}
    for root, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted({*names, *folders}):
            path = os.path.join(root, name)  # noqa: PTH118 (every file of DATA passes here)
            known = os.lstat(path)
            told: tuple[int | str, ...] = (known.st_mode, known.st_nlink if stat.S_ISREG(known.st_mode) else 0)
            if stat.S_ISREG(known.st_mode):
                told += (known.st_size, _hash(path) if known.st_size <= _OWN else known.st_mtime_ns)
            found[path.removeprefix(str(folder))] = told
    return found


def _hash(path: str) -> str:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 (as above)
            return sha256(file.read()).hexdigest()
    except OSError as refused:
        return f"{refused.errno}"
