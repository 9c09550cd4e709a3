"""Zip archives that are byte for byte the same for the same members, whatever the day and the system."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest moment a zip archive can hold


def zipped(members: Iterable[tuple[str, bytes]], comment: str = "", *, level: int = 3) -> bytes:
    """The archive of `members` in their order, compressed by `level` from 1 (quick) to 9 (small)."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        archive.comment = comment.encode()
        for name, content in members:
            info = zipfile.ZipInfo(name, _EPOCH)
            info.external_attr = 0o644 << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # the same byte on every system that builds
            archive.writestr(info, content)
    return buffer.getvalue()
