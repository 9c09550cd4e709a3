"""Where what is shown comes from: a commit and its day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Which commit a package was read from. None and False where DATA is not under git."""

    commit: str | None = None
    committed_on: date | None = None
    dirty: bool = False
