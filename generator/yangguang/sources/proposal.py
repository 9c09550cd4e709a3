"""What a branch would change: every path since it parted from a reference; a rename is a removal and an addition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yangguang.sources.git import GitError
from yangguang.sources.repository import NothingToCompareError, parting, versions_of

if TYPE_CHECKING:
    from pathlib import Path

    from yangguang.sources.git import Checkout
    from yangguang.sources.tree import Tree


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """The commits of `tip` since `base`. `paths` maps each path of the repository that differs to A, M, D or T."""

    checkout: Checkout
    base: str
    tip: str
    paths: dict[str, str]

    def before(self, path: str) -> bytes | None:
        """The bytes that `base` has at `path`, None where it has no file there."""
        return self._at(self.base, path)

    def after(self, path: str) -> bytes | None:
        """The bytes that `tip` has at `path`, None where it has no file there."""
        return self._at(self.tip, path)

    def _at(self, commit: str, path: str) -> bytes | None:
        try:
            return self.checkout.ask("cat-file", "blob", f"{commit}:{path}")
        except GitError:
            return None


def open_proposal(data: Tree | Path, reference: str) -> Proposal:
    """What HEAD, or the commit that `data` is of, has that `reference` has not. Raises NothingToCompareError."""
    try:
        checkout, tip = versions_of(data)
        base = parting(checkout, reference, tip)
        words = iter(checkout.words("diff-tree", "-r", "-z", "--no-renames", "--name-status", base, tip))
        paths = {path: status for status, path in zip(words, words, strict=True)}
        return Proposal(checkout=checkout, base=base, tip=tip, paths=paths)
    except GitError as error:
        raise NothingToCompareError(f"git 没有回答 / git gave no answer: {error}") from None
