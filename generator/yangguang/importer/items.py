"""The three public expenses by the names that offices give them, and what their sums are made of."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_NUMBERING = re.compile(
    r"^(?:其中[:：]?)?(?:[(][一二三四五六七八九十0-9]+[)]|[一二三四五六七八九十0-9]+[.、])?(?:其中[:：]?)?"
)
TOTAL, VEHICLES, OUTSIDE = "total", "vehicles", "outside"
PARTS: Mapping[str, tuple[str, ...]] = {
    VEHICLES: ("vehicle_purchase", "vehicle_operation"),
    TOTAL: ("abroad", "reception", "vehicle_purchase", "vehicle_operation"),
}


def item_of(text: str) -> str | None:
    """The item a name means, TOTAL or VEHICLES for a sum, OUTSIDE for what is none of the three, None if unknown."""
    name = "".join(unicodedata.normalize("NFKC", text).split()).strip("\"“”'")
    name = _NUMBERING.sub("", name).replace("“", "").replace("”", "").replace('"', "")
    if re.fullmatch(r"(?:三公)?(?:经费)?(?:支出)?(?:合计|总计|小计)|三公经费(?:支出)?", name):
        return TOTAL
    if "机关运行经费" in name or name == "行政经费":
        return OUTSIDE
    if "出国" in name or "出境" in name:
        return "abroad"
    if "接待" in name:
        return "reception"
    bought, run = "购置" in name, "运行" in name or "运维" in name
    if bought and run:
        return VEHICLES
    return "vehicle_purchase" if bought else "vehicle_operation" if run else None


def is_part(text: str) -> bool:
    """Whether a name means only a part of its item: guests from home, from abroad."""
    name = "".join(unicodedata.normalize("NFKC", text).split())
    return "接待" in name and re.search(r"国内|国外|国\(境\)外|境外|外事|外宾", name) is not None
