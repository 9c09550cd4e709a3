"""What git knows of DATA: the commit that last touched each package, modes that are not plain files, unsaved changes."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass, field, replace
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from yangguang.core.address import Folder
from yangguang.core.issues import Text
from yangguang.core.zones import DEFAULT_ZONE
from yangguang.sources.commits import Committed
from yangguang.sources.condition import NOT_UNDER_GIT, SPARSE, environment, incompleteness, notes, refusal
from yangguang.sources.git import PLAIN_MODES, Checkout, GitError, find_checkout
from yangguang.sources.provenance import Provenance
from yangguang.sources.publications import MainHistory, walk
from yangguang.sources.tree import SUBMODULE, OnDisk, tree_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from yangguang.sources.publications import Publication
    from yangguang.sources.tree import Tree

_DEPTH = 4  # unions/<district>/<union>/<year>
_MOST = 20_000_000  # bytes; no file of a package may have more
_NOT_FOLLOWED = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class NothingToCompareError(Exception):
    """Git cannot tell what changed; says why in one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """DATA as git sees it; all empty where DATA is not under git, or where it is and its history is not: `failure` says why.

    `notes` say what else is worth knowing of the repository. `holds_more`: DATA is only a part of it, so that a `.git`
    in DATA is not git's own.

    `history` is what main showed, version by version. `modes` maps a path to its git mode where that is no plain file's,
    `dirty` holds the packages (other paths cut to that depth) with changes that no commit has.
    """

    checkout: Checkout | None = None
    failure: Text | None = None
    notes: tuple[Text, ...] = ()
    holds_more: bool = False
    head: Provenance = field(default_factory=Provenance)
    history: MainHistory = field(default_factory=MainHistory)
    modes: Mapping[str, str] = field(default_factory=dict)
    dirty: frozenset[str] = frozenset()

    def told(self) -> tuple[Text, ...]:
        """All there is to know of the repository: first why its history is not known, where it is not."""
        return (self.failure, *self.notes) if self.failure else self.notes

    def provenance(self, folder: str) -> Provenance:
        """The commit of main that brought the package in `folder`, marked where the files differ from it."""
        known = self.published(folder)
        if known is None:
            return Provenance(dirty=self.checkout is not None)
        return Provenance(commit=known.made.commit, committed_on=known.made.day, dirty=self.is_dirty(folder))

    def published(self, folder: str) -> Publication | None:
        """The version that HEAD has in `folder`."""
        _, union_id, year = Folder.of(folder)
        last = next((one for one in reversed(self.history.of(union_id, year)) if one.folder == folder), None)
        return None if last is None or last.gone else last

    def is_dirty(self, folder: str) -> bool:
        """Whether the files of the package in `folder` differ from what HEAD has."""
        return not self.dirty.isdisjoint(accumulate(folder.split("/"), "{}/{}".format))


def open_repository(data: Tree | Path, base: str | None = None, zone: str = DEFAULT_ZONE) -> Repository:
    """Read, in as few git calls however many packages there are, what pages and the gate need to know.

    `base` is the commit up to which main's history counts, where that is not HEAD: what differs from it is a change. `zone`
    is where the federation reads off its days.

    Of a tree that is neither a folder nor a commit git knows nothing.
    """
    tree, said = tree_of(data), tuple(environment())
    try:
        if isinstance(tree, Committed):
            return _at_commit(tree, base or tree.commit, zone)
        checkout = find_checkout(Path(tree.top)) if isinstance(tree, OnDisk) else None
        head = checkout.commit("HEAD") if checkout else None
        # A repository of other things, in which DATA only happens to lie, is none.
        if checkout is None or (head and not checkout.has_files() and not checkout.had_files()):
            return Repository(notes=(*said, NOT_UNDER_GIT))
        if checkout and head is None and checkout.answers("rev-parse", "--verify", "--quiet", "HEAD"):
            raise GitError("the commit that HEAD names is missing")  # noqa: TRY301 (as git's own refusals)
        if head is None:
            return Repository(notes=(*said, *notes(checkout, None, 0)), holds_more=checkout.prefix != "")
        if lacking := incompleteness(checkout):
            return Repository(failure=lacking, notes=said, holds_more=checkout.prefix != "")
        found = _read(replace(checkout, zone=zone), head, base or head)
        return replace(found, notes=(*said, *notes(checkout, head, len(found.dirty))))
    except GitError as error:
        return Repository(failure=refusal(error), notes=said)


def path_in_repository(data: Path) -> str:
    """DATA as seen from the top of its repository ('data'); '' where it is the top or is not under git."""
    try:
        checkout = find_checkout(data)
    except GitError:
        return ""
    return checkout.prefix.rstrip("/") if checkout else ""


def is_empty_submodule(data: Path) -> bool:
    """Whether the repository above has DATA as a submodule of which nothing is there."""
    try:
        checkout = find_checkout(data)
        here = checkout.words("ls-files", "-s", "-z", "--", checkout.prefix.rstrip("/")) if checkout else []
    except GitError:
        return False
    return [entry[:6] for entry in here] == [SUBMODULE] and not any(data.iterdir())


class Changes(NamedTuple):
    """Packages (other paths of DATA cut to that depth) that differ from where HEAD and a reference parted, `base`."""

    base: str
    folders: frozenset[str]


def changes_since(data: Tree | Path, reference: str) -> Changes:
    """What differs from where HEAD, or the commit that `data` is of, and `reference` parted. Raises NothingToCompareError."""
    try:
        checkout, tip = versions_of(data)
        base = parting(checkout, reference, tip)
        tree = tree_of(data)
        changed = _differing(tree, base) if isinstance(tree, Committed) else _changes(checkout, base)
        return Changes(base, frozenset(_package(path) for path, _ in changed))
    except GitError as error:
        why = refusal(error)
        raise NothingToCompareError(f"{why.zh} / {why.en}") from None


def parting(checkout: Checkout, reference: str, tip: str = "HEAD") -> str:
    """The commit where `tip` and the commit that `reference` names parted. Raises NothingToCompareError, and GitError."""
    commit, more = None, ("", "")
    try:
        commit = checkout.commit(reference)
    except GitError as error:  # main@{upstream} where main follows nothing
        more = (f"：{error}", f": {error}")
    if commit is None:
        if lacking := incompleteness(checkout):
            more = (f"。{lacking.zh}", f". {lacking.en}")
        raise NothingToCompareError(
            f"git 不认识提交 {reference!r}{more[0]} / git knows no commit {reference!r}{more[1]}"
        )
    if (base := checkout.merge_base(commit, tip)) is None:
        lacking = incompleteness(checkout) or Text("两者无关", "they are unrelated")
        raise NothingToCompareError(
            f"与 {reference!r} 没有共同的历史：{lacking.zh} / no history in common with {reference!r}: {lacking.en}"
        )
    return base


def versions_of(data: Tree | Path) -> tuple[Checkout, str]:
    """The repository of DATA, and what git calls the version that DATA is of. Raises GitError, NothingToCompareError."""
    tree = tree_of(data)
    if isinstance(tree, Committed):
        return tree.checkout, tree.commit
    checkout = find_checkout(Path(tree.top)) if isinstance(tree, OnDisk) else None
    if checkout is None:
        raise NothingToCompareError(f"{data} 不在 git 版本库中 / is not under git")
    return checkout, "HEAD"


def _at_commit(tree: Committed, base: str, zone: str) -> Repository:
    """DATA as a commit has it: what differs from `base` is a change, and there is nothing that git has not."""
    checkout = replace(tree.checkout, zone=zone)
    holds_more = checkout.prefix != ""
    if lacking := incompleteness(checkout):
        return Repository(failure=lacking, holds_more=holds_more)
    return Repository(
        checkout=checkout,
        holds_more=holds_more,
        head=Provenance(commit=tree.commit, committed_on=checkout.commits(most=1, tip=tree.commit)[tree.commit]),
        history=walk(checkout, base),
        dirty=frozenset(_package(path) for path, is_mode in _differing(tree, base) if not is_mode),
    )


def _differing(tree: Committed, base: str) -> Iterator[tuple[str, bool]]:
    """As `_changes`, of a commit."""
    checkout = tree.checkout
    words = iter(
        checkout.words(
            "diff-tree", "-z", "-r", "--raw", "--no-abbrev", "--no-renames", base, tree.commit, "--", checkout.path()
        )
    )
    for facts in words:
        old_mode, new_mode, old, new, _ = facts[1:].split(" ")
        same = old == new and {old_mode, new_mode} <= PLAIN_MODES
        yield checkout.inside(next(words)), same


def _read(checkout: Checkout, head: str, base: str) -> Repository:
    tagged = checkout.words("ls-files", "-s", "-t", "-z", "--", checkout.path())
    if any(entry.startswith("S ") for entry in tagged):
        return Repository(failure=SPARSE, holds_more=checkout.prefix != "")
    listing = [entry[2:].partition("\t") for entry in tagged]
    dirty = frozenset(_package(path) for path, is_mode in _changes(checkout, base) if not is_mode)
    return Repository(
        checkout=checkout,
        holds_more=checkout.prefix != "",
        head=Provenance(commit=head, committed_on=checkout.commits(most=1, tip=head)[head], dirty=bool(dirty)),
        history=walk(checkout, base),
        modes={checkout.inside(path): entry[:6] for entry, _, path in listing if entry[:6] not in PLAIN_MODES},
        dirty=dirty,
    )


def _changes(checkout: Checkout, commit: str) -> Iterator[tuple[str, bool]]:
    """Paths of DATA whose files differ from `commit`, and whether only in being executable, which says nothing to us.

    Git compares what it can without a filter, the rest is read here.
    """
    words = iter(
        checkout.words(
            "diff-index", "-z", "--raw", "--no-abbrev", "--no-renames", "--ignore-submodules=dirty", commit,
            "--", checkout.path(),
        )
    )  # fmt: skip
    for facts in words:
        path = next(words)
        old_mode, new_mode, blob, now, status = facts[1:].split(" ")
        plain = status == "M" and {old_mode, new_mode} <= PLAIN_MODES
        same = plain and (now == blob or (not now.strip("0") and _is_blob(checkout.top / path, blob)))
        if not same or old_mode != new_mode:
            yield checkout.inside(path), same
    for path in checkout.words("ls-files", "--others", "-z", "--", checkout.path()):
        yield checkout.inside(path).rstrip("/"), False  # a folder is a repository of its own, git does not look into it


def _is_blob(path: Path, blob: str) -> bool:
    """Whether a plain file has the bytes of git's object, line ends apart: on Windows git may write CRLF for LF."""
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | _NOT_FOLLOWED), "rb") as file:
            found = os.fstat(file.fileno())
            content = file.read(_MOST) if stat.S_ISREG(found.st_mode) and found.st_size <= _MOST else None
    except OSError:
        return False
    return content is not None and blob in {_object(content, blob), _object(content.replace(b"\r\n", b"\n"), blob)}


def _object(content: bytes, like: str) -> str:
    """The name git gives to a file's bytes, by the hash that the name `like` was made with."""
    made = hashlib.new("sha1" if len(like) == 40 else "sha256", b"blob %d\0" % len(content), usedforsecurity=False)
    made.update(content)
    return made.hexdigest()


def _package(path: str) -> str:
    return "/".join(path.split("/")[:_DEPTH])
