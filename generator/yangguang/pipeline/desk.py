"""What the crew of a build shares in passes 3 and 4."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yangguang.site.store import Entry, write
from yangguang.site.vault import Vault

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from yangguang.core.quarantine import Fault
    from yangguang.ledger.between.acquaintance import Survey
    from yangguang.pipeline.recollection import Recollection
    from yangguang.site.shell import Shell
    from yangguang.views.model import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What the crew shares: the edition, the survey, the theme's shells, where to read and where to write.

    `folders` lists each union's years that have a folder, `owed_years` those whose deadline has passed; `faults` are
    those of the passes before, by union; `remembered` is what the store has of earlier builds.
    A shell is found by name and depth: its links are relative, one of another depth has no style and no way out.
    """

    edition: Edition
    view: Survey
    shells: Mapping[tuple[str, int], Shell]
    spool: Path
    site: Path
    folders: Mapping[str, tuple[tuple[str, int], ...]]
    faults: Mapping[str, Fault]
    owed_years: range = range(0)
    remembered: Recollection | None = None

    @property
    def shelf(self) -> Vault:
        """Where rows wait that one need not have in memory: the store, else a folder of the spool."""
        return self.remembered.vault if self.remembered else Vault(self.spool / "rows")

    def put(self, path: str, content: bytes) -> Entry:
        """Have `content` at `path` of the site; what is published just so stays the same file."""
        return self.remembered.old.put(path, content, self.site) if self.remembered else write(self.site, path, content)
