"""What git knows of DATA: the commit that last touched each package, modes that are not plain files, unsaved changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from generator.core.git import git
from generator.ledger.model import Provenance

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """DATA as git sees it; all empty where DATA is not under git.

    `commits` maps a package folder (relative to DATA) to its last commit, `modes` a path to its git mode where that is
    not 100644, `dirty` holds paths with changes that no commit has.
    """

    root: Path | None = None
    head: Provenance = field(default_factory=Provenance)
    commits: Mapping[str, Provenance] = field(default_factory=dict)
    modes: Mapping[str, str] = field(default_factory=dict)
    dirty: frozenset[str] = frozenset()

    def provenance(self, folder: str) -> Provenance:
        """The commit that last touched `folder`, marked where the files differ from it."""
        known = self.commits.get(folder)
        changed = any(path == folder or path.startswith(f"{folder}/") for path in self.dirty)
        if known is None:
            return Provenance(dirty=self.root is not None)
        return Provenance(commit=known.commit, committed_on=known.committed_on, dirty=changed)


def open_repository(data: Path) -> Repository:
    """Read, in four git calls however many packages there are, what pages and the gate need to know."""
    head = _ask(data, "log", "-1", "--format=%H %cs")
    tracked = _ask(data, "ls-files", "-s", "-z", "--", ".")
    if not head or not tracked:
        return Repository()
    commit, day = head.split()
    modes = {path: entry.split()[0] for entry, path in _pairs(tracked) if not entry.startswith("100644 ")}
    status = _ask(data, "status", "--porcelain", "-z", "--untracked-files=all", "--", ".") or ""
    prefix = f"{path_in_repository(data)}/"
    dirty = frozenset(_relative(entry[3:], prefix) for entry in status.split("\0") if len(entry) > 3)
    return Repository(
        root=data,
        head=Provenance(commit=commit, committed_on=date.fromisoformat(day), dirty=bool(dirty)),
        commits=_last_commits(data, prefix),
        modes=modes,
        dirty=dirty,
    )


def path_in_repository(data: Path) -> str:
    """DATA as seen from the root of its repository ('data'); '' where it is the root or is not under git."""
    return (_ask(data, "rev-parse", "--show-prefix") or "").strip().rstrip("/")


def changed_folders(data: Path, reference: str) -> frozenset[str] | None:
    """Folders below DATA whose files differ from the merge base with `reference`; None where git cannot tell."""
    base = _ask(data, "merge-base", "HEAD", reference)
    names = _ask(data, "diff", "--name-only", "-z", "--relative", base.strip(), "--", ".") if base else None
    fresh = _ask(data, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    if names is None or fresh is None:
        return None
    return frozenset(path.rpartition("/")[0] for path in (names + fresh).split("\0") if path)


def _pairs(listing: str) -> Iterator[tuple[str, str]]:
    for line in listing.split("\0"):
        entry, tab, path = line.partition("\t")
        if tab:
            yield entry, path


def _relative(path: str, prefix: str) -> str:
    return path.removeprefix(prefix)


def _last_commits(data: Path, prefix: str) -> dict[str, Provenance]:
    """Newest commit per package folder, from one walk of the log (never one `git log` a file)."""
    log = _ask(data, "log", "--format=%x01%H %cs", "--name-only", "-z", "--", "unions") or ""
    commits: dict[str, Provenance] = {}
    for entry in log.split("\x01")[1:]:
        title, _, names = entry.partition("\0")
        commit, day = title.split()
        made = Provenance(commit=commit, committed_on=date.fromisoformat(day))
        for name in names.split("\0"):
            folder = "/".join(_relative(name.strip("\n"), prefix).split("/")[:4])
            commits.setdefault(folder, made)
    return commits


def _ask(data: Path, *arguments: str) -> str | None:
    output = git(data, *arguments)
    return None if output is None else output.decode("utf-8", "surrogateescape")
