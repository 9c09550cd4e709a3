"""The owner map of a portal: which team must agree to a change of which folder, as forges read it (CODEOWNERS)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yangguang.core.address import union_folder
from yangguang.core.dates import LAST_DAY
from yangguang.door.loader import load_registry
from yangguang.pipeline.books import UnbuildableError
from yangguang.pipeline.questions import MisuseError
from yangguang.sources.repository import path_in_repository

if TYPE_CHECKING:
    from pathlib import Path

_HEAD = (
    "# 谁必须同意哪里的改动：最后一条匹配的算数。按名录生成：yangguang owners（make owners）。",
    "# Who must agree to a change; the last line that fits counts. Made from the register by `yangguang owners`.",
    "# 一个工会有自己的团队时，在下面加一行 / a union with a team of its own: /data/unions/<district>/<union_id>/ @org/team",
)
_ORGANISATION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")


def codeowners(data: Path, organisation: str) -> str:
    """Everything belongs to the portal's own team, a district's folder to the district's.

    Raises MisuseError for an organisation that no forge has, and UnbuildableError where the register cannot be read.
    """
    if not _ORGANISATION.fullmatch(organisation):
        raise MisuseError(f"--org: 不是组织名 / no name of an organisation: {organisation!r}")
    registry, issues = load_registry(data, LAST_DAY)
    if registry is None:
        raise UnbuildableError(tuple(issues))
    top = path_in_repository(data) if data.exists() else ""
    home = f"/{top}/" if top else f"/{data.name}/" if (data.parent / "mkdocs.yml").is_file() else "/"
    rows = [("*", "portal"), *((f"{home}{union_folder(one)}/", one) for one in sorted(registry.districts))]
    width = max(len(path) for path, _ in rows)
    return "".join(
        f"{line}\n" for line in (*_HEAD, *(f"{path:{width}}  @{organisation}/{team}" for path, team in rows))
    )
