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
def laid_out(objects: Sequence[Path], commit: str, prefix: str) -> Iterator[Checkout]:
    """`commit`, whose objects lie in the folders `objects`, checked out for as long as the block runs: the files of DATA.

    `prefix` is DATA as seen from the top ('data/', '' where it is the top). Raises GitError.
    """
    with TemporaryDirectory(prefix="yangguang.") as folder:
        top = Path(folder).resolve()
        yield _lay_out(objects, commit, Checkout(top=top, prefix=prefix))


def data_of(checkout: Checkout) -> Path:
    """The folder of DATA in a checkout."""
    return checkout.top / checkout.prefix


def objects_of(checkout: Checkout) -> Path:
    """The folder of objects that a checkout reads. Raises GitError."""
    return checkout.top / os.fsdecode(checkout.ask("rev-parse", "--git-path", "objects").strip(b"\n"))


def _lay_out(objects: Sequence[Path], commit: str, made: Checkout) -> Checkout:
    kind = "sha1" if len(commit) == _SHA1 else "sha256"
    made.ask("init", "--quiet", "--template=", "--initial-branch=main", f"--object-format={kind}")
    inner = made.top / ".git"
    for setting, value in (("core.symlinks", "false"), ("gc.auto", "0")):
        made.ask("config", setting, value)
    (inner / "info").mkdir(exist_ok=True)
    (inner / "info" / "attributes").write_text(_VERBATIM)
    lines = [str(one.resolve()) for one in objects]
    if any("\n" in line for line in lines):
        raise GitError("a line break in the path of the repository")
    (inner / "objects" / "info").mkdir(exist_ok=True)
    (inner / "objects" / "info" / "alternates").write_bytes(b"".join(os.fsencode(line) + b"\n" for line in lines))
    for (
        one
    ) in objects:  # where a clone is shallow, so is what is laid out of it: it is told, and does not end in the dark
        shallow = one.parent / "shallow"
        if shallow.is_file():
            (inner / "shallow").write_bytes(shallow.read_bytes())
    made.ask("update-ref", "HEAD", commit)
    made.ask("read-tree", commit)
    files = made.ask("ls-files", "-z", "--", made.path())
    made.ask("checkout-index", "--quiet", "--force", "-z", "--stdin", stdin=files)
    data_of(made).mkdir(parents=True, exist_ok=True)
    return made
