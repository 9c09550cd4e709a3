"""Personal data that must never be published: found by pattern, check digit and context, and never echoed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.core.issues import Issue
    from generator.door.model import TextTable


def scan(tables: Sequence[TextTable], texts: Sequence[tuple[str, str]] = ()) -> list[Issue]:
    """Issues of the privacy family in `tables` and in `texts`, pairs of (file, text) such as a descriptor's title."""
    del tables, texts
    return []
