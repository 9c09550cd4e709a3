"""Asking git, safely: no shell, no pager, no program that a repository or the environment could name."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_TIMEOUT = 60  # seconds; the log of 30,000 unions over ten years takes two
_SAFE = (
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "core.quotePath=false",
    "--literal-pathspecs",
)


def git(folder: Path, *arguments: str, stdin: bytes = b"") -> bytes | None:
    """What a git command run in `folder` prints; None where git is missing, refuses, or `folder` is not under it."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        done = subprocess.run(  # noqa: S603 (a fixed program; arguments never pass a shell, paths follow `--`)
            ["git", *_SAFE, *arguments],  # noqa: S607 (the user's git, wherever it is installed)
            cwd=folder, input=stdin, capture_output=True, check=True, env=environment, timeout=_TIMEOUT,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout
