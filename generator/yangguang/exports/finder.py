"""The list that the finder searches in the reader's browser: names, pinyin, initials and codes of every union."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pypinyin import Style, lazy_pinyin, load_phrases_dict

from yangguang.views.model import Download

if TYPE_CHECKING:
    from yangguang.records.registry import TradeUnion
    from yangguang.views.model import Edition

# Place names whose everyday reading is not the dictionary's; a union's own reading stands in the register.
load_phrases_dict(
    {
        "朝阳": [["cháo"], ["yáng"]],
        "大栅栏": [["dà"], ["shí"], ["làn"]],
        "西什库": [["xī"], ["shí"], ["kù"]],
        "行政": [["xíng"], ["zhèng"]],
        "总工会": [["zǒng"], ["gōng"], ["huì"]],
    }
)


def finder_json(edition: Edition) -> Download:
    """`api/v1/finder.json`: one array per union: id, name, short name, pinyin, initials, credit code, district."""
    districts = edition.registry.districts
    rows = [
        [
            union.union_id,
            union.name,
            union.short_name or "",
            *readings(union),
            union.uscc or "",
            districts[union.district].name,
        ]
        for union in edition.registry.unions.values()
    ]
    return Download(
        path="api/v1/finder.json", content=json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()
    )


def readings(union: TradeUnion) -> tuple[str, str]:
    """How the name is typed without Chinese input: its syllables run together, and their initials."""
    said = [union.pinyin] if union.pinyin else lazy_pinyin(union.name, style=Style.NORMAL)
    syllables = " ".join(said).lower().split()
    return "".join(syllables), "".join(part[:1] for part in syllables)
