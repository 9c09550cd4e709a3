"""Where things lie: templates and policy tables beside or inside the package, and files inside the folder they belong to."""

from __future__ import annotations

import os
import re
from pathlib import Path

_PACKAGE = Path(__file__).parent.parent
SITE_TEMPLATES = next(
    folder for folder in (_PACKAGE / "site_templates", _PACKAGE.parents[1] / "site_templates") if folder.is_dir()
)
POLICY = next(
    folder for folder in (_PACKAGE / "policy_tables", _PACKAGE.parents[1] / "data" / "policy") if folder.is_dir()
)
# Names joined by slashes: none empty, `.` or `..`, nothing that is a separator, a drive or the end of a text to a system.
_BELOW = re.compile(r"(?:(?!\.{1,2}(?:/|\Z))[^/\\:\x00-\x1f\x7f]+(?:/(?!\Z)|\Z))+")


class StrayPathError(Exception):
    """Something of ours was to be written outside the folder it belongs to: a bug, whoever asked for it."""


def within(folder: Path, path: str) -> Path:
    """The file `path` (with slashes) below `folder`. Raises StrayPathError where it would lie elsewhere.

    `folder` may be a link, nothing below it may: what is written through one lands where it leads.
    """
    if not _BELOW.fullmatch(path):
        raise StrayPathError(f"{path!r} 不在目录之内 / does not lie below {folder}")
    at = os.fspath(folder)
    for part in path.split("/"):
        at = f"{at}/{part}"
        if os.path.islink(at):  # noqa: PTH114 (every file of a site passes here, and a Path costs more than the question)
            raise StrayPathError(f"{at} 是符号链接 / is a link")
    return Path(at)
