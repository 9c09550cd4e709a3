"""A built site is brought to where visitors read it: what changed, in an order in which every link leads somewhere.

The target's own folder `.yangguang` holds a journal: every path that may stand there because of us. It is written before
the first file and goes after the last deletion, so that whatever ends a run, the next one knows what to finish.
"""

from __future__ import annotations

import hashlib
import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from yangguang.core.address import API, UNIONS
from yangguang.core.paths import StrayPathError, within
from yangguang.site.disk import flush, named
from yangguang.site.lock import held
from yangguang.site.refused import RefusedError
from yangguang.site.store import SIGN, Entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

MANIFEST = "api/v1/manifest.txt"
OWN = ".yangguang"  # the folder in a target that is ours alone
JOURNAL = f"{OWN}/journal"
LOCK = ".yangguang.lock"
_LINE = re.compile(r"([0-9a-f]{64})  ([0-9]+)  (.+)")
# Files of the theme or of one union; all else are lists that lead there.
_OF_ONE = re.compile(rf"assets/|{UNIONS}/.*/|{API}/")


class Target(Protocol):
    """Where a site is published. Paths have slashes and lie inside; every method may raise OSError and RefusedError."""

    def held(self) -> AbstractContextManager[None]:
        """The target for this process alone, until the block ends or the process dies. Raises RefusedError if it is held."""

    def is_foreign(self) -> bool:
        """Whether something stands there that no publisher of ours has put there."""

    def read(self, path: str) -> bytes:
        """The file at `path`; empty where there is none."""

    def differing(self, site: Path, entries: Sequence[Entry]) -> set[str]:
        """Paths of the files that are not there as `entries` say, compared by hash."""

    def send(self, site: Path, paths: Sequence[str]) -> None:
        """Copy files of `site`; each is there whole or as it was."""

    def note(self, journal: bytes) -> None:
        """Write the journal, for good, and make what it needs."""

    def remove(self, paths: Sequence[str]) -> None:
        """Delete files; one that is gone is no mistake."""

    def settle(self) -> None:
        """Delete the journal with its folder: nothing is left to be done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What a run has done, or with `dry_run` would do: paths sent in their order, paths removed, and how many stay."""

    sent: tuple[str, ...]
    removed: tuple[str, ...]
    kept: int


def publish(site: Path, target: Target, *, dry_run: bool = False) -> Sent:
    """Make `target` hold what `site` holds by its manifest, and nothing else of ours.

    First the files of unions and theme, then lists, `build.json`, and the manifest; deletions last. Running it again
    after it was ended, wherever that was, ends in the same bytes. Raises RefusedError where `site` is not whole, the
    target is not ours to write to, or another publisher holds it.
    """
    entries = _whole(site)
    if target.is_foreign():
        raise RefusedError(
            "发布目标里有不是本系统发布的文件，不会改动；请换一个空目录 / the target holds files that were not "
            "published by yangguang; name an empty folder"
        )
    if dry_run:
        return _plan(site, entries, target)[0]
    with target.held():
        plan, known = _plan(site, entries, target)
        target.note("".join(f"{path}\n" for path in sorted(known | entries.keys())).encode())
        for step in range(4):
            if step == 3 and not is_as_built(site, entries[MANIFEST]):  # another build took its place meanwhile
                raise _unlike(site, MANIFEST)
            if paths := [path for path in plan.sent if _step(path) == step]:
                target.send(site, paths)
        if wrong := target.differing(site, [entries[path] for path in plan.sent]):
            raise _unlike(site, min(wrong))
        target.remove(plan.removed)
        target.settle()
        return plan


def _plan(site: Path, entries: Mapping[str, Entry], target: Target) -> tuple[Sent, set[str]]:
    """What is to be done, and every path that may stand in the target because of us."""
    journal = target.read(JOURNAL).decode(errors="replace").splitlines()
    published = _read(target.read(MANIFEST))
    known = {path for path in (*journal, *published, MANIFEST) if _lies_inside(site, path)}
    differing = target.differing(site, list(entries.values()))
    sent = sorted(differing, key=lambda path: (_step(path), path in published, path))
    removed = sorted(known - entries.keys())
    return Sent(sent=tuple(sent), removed=tuple(removed), kept=len(entries) - len(sent)), known


def _step(path: str) -> int:
    if path in {SIGN, MANIFEST}:
        return 2 if path == SIGN else 3
    return 0 if _OF_ONE.match(path) else 1


def _whole(site: Path) -> dict[str, Entry]:
    """The files of `site` by its manifest, and that itself, each looked at: what is not as it was built is not published."""
    try:
        content = (site / MANIFEST).read_bytes()
    except FileNotFoundError:
        raise RefusedError(f"{site} 不是本系统生成的站点 / was not built by yangguang: it has no {MANIFEST}") from None
    entries = _read(content)
    for path, entry in entries.items():
        if not _lies_inside(site, path) or not is_as_built(site, entry):
            raise _unlike(site, path)
    files = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    if unlisted := sorted({*files} - entries.keys() - {MANIFEST}):
        raise _unlike(site, unlisted[0])
    entries[MANIFEST] = Entry(MANIFEST, len(content), hashlib.sha256(content).hexdigest())
    if SIGN not in entries:
        raise _unlike(site, SIGN)
    return entries


def is_as_built(folder: Path, entry: Entry) -> bool:
    """Whether the file of `entry` stands in `folder`, with the same bytes."""
    file = within(folder, entry.path)
    try:
        if file.stat().st_size != entry.size:
            return False
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest() == entry.sha256
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return False


def _read(manifest: bytes) -> dict[str, Entry]:
    lines = (_LINE.fullmatch(line) for line in manifest.decode(errors="replace").splitlines())
    return {line[3]: Entry(line[3], int(line[2]), line[1]) for line in lines if line}


def _lies_inside(folder: Path, path: str) -> bool:
    """Whether `path` names a file of a site; what a target claims may be anything."""
    try:
        within(folder, path)
    except StrayPathError:
        return False
    return not path.startswith(OWN)


def _unlike(site: Path, path: str) -> RefusedError:
    return RefusedError(
        f"{site}/{path} 与清单 {MANIFEST} 不符；请重新生成站点再发布 / is not what the manifest says; build the site again"
    )


@dataclass(frozen=True, slots=True)
class Folder:
    """A target on this computer, or one that is mounted."""

    root: Path

    @contextmanager
    def held(self) -> Iterator[None]:
        """By a lock file in the folder, which is made where there is none."""
        self.root.mkdir(parents=True, exist_ok=True)
        with held(self.root / LOCK) as lock:
            try:
                yield
            finally:
                lock.remove()

    def is_foreign(self) -> bool:
        """Names that begin with a dot are the host's own affair."""
        if not self.root.is_dir() or (self.root / MANIFEST).is_file() or (self.root / JOURNAL).is_file():
            return False
        return any(not path.name.startswith(".") for path in self.root.iterdir())

    def read(self, path: str) -> bytes:
        """As it stands."""
        try:
            return (self.root / path).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return b""

    def differing(self, site: Path, entries: Sequence[Entry]) -> set[str]:  # noqa: ARG002 (hashes are enough)
        """Each file is read."""
        return {one.path for one in entries if not is_as_built(self.root, one)}

    def send(self, site: Path, paths: Sequence[str]) -> None:
        """Beside, then in place by its name."""
        for path in paths:
            self._put(path, (site / path).read_bytes())
        flush(self.root)

    def note(self, journal: bytes) -> None:
        """In a folder of ours."""
        (self.root / OWN).mkdir(exist_ok=True)
        self._put(JOURNAL, journal)

    def remove(self, paths: Sequence[str]) -> None:
        """With the folders that are empty then."""
        for path in paths:
            within(self.root, path).unlink(missing_ok=True)
            self._prune(path)

    def settle(self) -> None:
        """The journal is the last to go."""
        (self.root / OWN / "part").unlink(missing_ok=True)
        (self.root / JOURNAL).unlink()
        (self.root / OWN).rmdir()

    def _put(self, path: str, content: bytes) -> None:
        target, part = within(self.root, path), self.root / OWN / "part"
        with named(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(content)
            part.chmod(0o644)
            part.replace(target)

    def _prune(self, path: str) -> None:
        folder = within(self.root, path).parent
        while folder != self.root and not (folder.is_dir() and any(folder.iterdir())):
            if folder.is_dir():
                folder.rmdir()
            folder = folder.parent
