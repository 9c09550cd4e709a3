"""The cells of an .xlsx that show a percentage: 0.9 in an amount's column is 90% to whoever wrote it."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from yangguang.importer.back.looks import styles_of
from yangguang.importer.failed import ADDRESS, ZIP, spot_of, worksheets

if TYPE_CHECKING:
    from yangguang.importer.model import Spot

_BUILT_IN = (9, 10)  # 0% and 0.00%


def percent_cells(data: bytes) -> dict[str, frozenset[Spot]]:
    """By sheet, the cells with a format of per cent; nothing of a workbook of another kind."""
    if not data.startswith(ZIP):
        return {}
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        names = set(packed.namelist())
        styles = styles_of(packed.read("xl/styles.xml")) if "xl/styles.xml" in names else []
        formats = [style.get("num_format", 0) for style in styles]
        numbers = [str(at) for at, one in enumerate(formats) if one in _BUILT_IN or "%" in str(one)]
        if not numbers:
            return {}
        cell = re.compile(rf'<c (?=[^>]*\bs="(?:{"|".join(numbers)})")([^>]*?)/?>'.encode())
        return {
            title: frozenset(
                spot_of(at[1].decode(), int(at[2]))
                for attributes in cell.findall(packed.read(path))
                if (at := ADDRESS.search(attributes))
            )
            for title, path in worksheets(packed, names)
            if path in names
        }
