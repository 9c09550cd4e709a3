"""Where the objects of a push lie while its hook runs: the repository's own, and those that git has not stored yet.

The one thing of git's environment that is heeded, and only where it names a folder within the repository's objects.
"""

from __future__ import annotations

import os
from pathlib import Path

from yangguang.sources.git import GitError

_NAME = "GIT_QUARANTINE_PATH"


def objects_in(repository: Path) -> tuple[Path, ...]:
    """The folders of objects of `repository` (bare, or a `.git`). Raises GitError where there are none, or none of its own."""
    stored = (repository / "objects").resolve()
    if not stored.is_dir():
        raise GitError(f"no git repository: {repository}")
    said = os.environ.get(_NAME)
    if not said:
        return (stored,)
    held = Path(said).resolve()
    if not held.is_relative_to(stored) or held == stored or not held.is_dir():
        raise GitError(f"{_NAME} is not within the objects of the repository")
    return (stored, held)
