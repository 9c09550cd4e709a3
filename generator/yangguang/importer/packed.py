"""An archive of reports is opened before it is read: a folder sent in one piece."""

from __future__ import annotations

import io
import zipfile
import zlib
from contextlib import suppress
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from yangguang.core.issues import Place
from yangguang.door.privacy.shown import path_shown
from yangguang.importer.failed import ZIP
from yangguang.importer.workbook import MAX_UNPACKED, is_book

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yangguang.importer.model import Log

_REPORTS = (".csv", ".txt", ".tsv", ".tab", ".xlsx", ".xlsm", ".xls", ".et", ".ods")
_UTF_8 = 0x800  # the flag of a name that is UTF-8; others are whatever the office's computer writes
_MOST = 200  # reports of one archive


def unpacked(sources: Sequence[tuple[str, bytes]], log: Log) -> Iterator[tuple[str, bytes]]:
    """The files with every archive replaced by the reports in it; what else it holds is told, and not read.

    What is no archive of reports (a workbook is one of other things), or none that can be opened, stays as it is.
    """
    for name, data in sources:
        members = _members(data) if data.startswith(ZIP) else None
        if members is None:
            yield name, data
            continue
        for member, content in members:
            if content is None:
                log.tell("import.member", Place(file=path_shown(name)), name=path_shown(member))
            else:
                yield member, content


def _members(data: bytes) -> list[tuple[str, bytes | None]] | None:
    """Each file of an archive with its content, None where it is no report; None where this is no archive of reports."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            entries = [entry for entry in packed.infolist() if not entry.is_dir() and "__MACOSX/" not in entry.filename]
            reports = [entry for entry in entries if entry.filename.lower().endswith(_REPORTS)]
            too_much = sum(entry.file_size for entry in entries) > MAX_UNPACKED or len(reports) > _MOST
            if is_book(packed) or not reports or too_much:
                return None
            return [(_name(entry), packed.read(entry) if entry in reports else None) for entry in entries]
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError):
        return None


def _name(entry: zipfile.ZipInfo) -> str:
    """A member's own name, without folders; Chinese Windows writes it in its own encoding and does not say so."""
    name = entry.filename
    if not entry.flag_bits & _UTF_8:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("gb18030")
    return PurePosixPath(name.replace("\\", "/")).name
