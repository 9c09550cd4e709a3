"""A commit laid out in a folder of its own, with its whole history: what a branch parted from, and what a push brings.

Nothing is copied: the new repository borrows the objects where they lie, by `objects/info/alternates`. That is how what
git holds in quarantine is read before it is stored, without any variable of the environment: the rooms find a checkout
like any other. It runs nothing, its files are the committed bytes, and a link is a file that holds where it would lead.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from yangguang.sources.git import Checkout, GitError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_VERBATIM = "* -text !eol !ident !filter !working-tree-encoding\n"  # stronger than any .gitattributes of the commit
_SHA1 = 40  # hexadecimal digits of a commit's id; more are SHA-256


@contextmanager
def borrowed(objects: Sequence[Path], prefix: str, name: str) -> Iterator[Checkout]:
    """An empty repository, for as long as the block runs, that reads the objects in the folders `objects`.

    `prefix` is DATA as seen from the top ('data/', '' where it is the top), `name` that of any of the objects, which tells
    the hash they are named by. Raises GitError.
    """
    kind = "sha1" if len(name) == _SHA1 else "sha256"
    with TemporaryDirectory(prefix="yangguang.") as folder:
        made = Checkout(top=Path(folder).resolve(), prefix=prefix)
        made.ask("init", "--quiet", "--template=", "--initial-branch=main", f"--object-format={kind}")
        for setting, value in (("core.symlinks", "false"), ("gc.auto", "0")):
            made.ask("config", setting, value)
        inner = made.top / ".git"
        _write(inner / "info" / "attributes", _VERBATIM)
        lines = [f"{one.resolve()}\n" for one in objects]
        if any(line.count("\n") > 1 for line in lines):
            raise GitError("a line break in the path of the repository")
        _write(inner / "objects" / "info" / "alternates", "".join(lines))
        # What is borrowed from a shallow clone is shallow: that is told, and does not end in the dark.
        for one in objects:
            if (one.parent / "shallow").is_file():
                _write(inner / "shallow", (one.parent / "shallow").read_text())
        yield made


@contextmanager
def laid_out(objects: Sequence[Path], commit: str, prefix: str) -> Iterator[Checkout]:
    """`commit` checked out in a repository `borrowed`: of its files those of DATA. Raises GitError."""
    with borrowed(objects, prefix, commit) as made:
        made.ask("update-ref", "HEAD", commit)
        made.ask("read-tree", commit)
        files = made.ask("ls-files", "-z", "--", made.path())
        made.ask("checkout-index", "--quiet", "--force", "-z", "--stdin", stdin=files)
        data_of(made).mkdir(parents=True, exist_ok=True)
        yield made


def data_of(checkout: Checkout) -> Path:
    """The folder of DATA in a checkout."""
    return checkout.top / checkout.prefix


def objects_of(checkout: Checkout) -> Path:
    """The folder of objects that a checkout reads. Raises GitError."""
    return checkout.top / os.fsdecode(checkout.ask("rev-parse", "--git-path", "objects").strip(b"\n"))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(os.fsencode(text))
