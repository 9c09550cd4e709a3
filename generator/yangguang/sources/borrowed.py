"""An empty repository that borrows its objects: how what git holds in quarantine is read before it is stored.

Nothing is copied, nothing is laid out and no variable of the environment is needed: the objects are read where they lie,
by `objects/info/alternates`, and a commit is a tree like any other (`commits`).
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
        inner = made.top / ".git"
        lines = [f"{one.resolve()}\n" for one in objects]
        if any(line.count("\n") > 1 for line in lines):
            raise GitError("a line break in the path of the repository")
        _write(inner / "objects" / "info" / "alternates", "".join(lines))
        # What is borrowed from a shallow clone is shallow: that is told, and does not end in the dark.
        for one in objects:
            if (one.parent / "shallow").is_file():
                _write(inner / "shallow", (one.parent / "shallow").read_text())
        yield made


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(os.fsencode(text))
