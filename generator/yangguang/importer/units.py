"""Units of money as people declare them: in a title, a preface, a heading, the name of a sheet, or in the cell itself."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

from yangguang.core.issues import Text
from yangguang.door.schema.capitals import capital_amount

UNITS = {
    "元": 1, "百元": 100, "千元": 1_000, "万元": 10_000, "十万元": 100_000, "百万元": 1_000_000, "千万元": 10_000_000,
    "亿元": 100_000_000,
}  # fmt: skip
NAMES = {factor: name for name, factor in UNITS.items()} | {0: "外币"}
FOREIGN = 0  # the factor of another currency's unit: it agrees with nothing
_FOREIGN = r"美元|美金|港元|港币|欧元|日元|英镑|澳元|USD|HKD|EUR"
_SCALES = "百万|千万|十万|百|千|万|亿"
_UNIT = rf"{_FOREIGN}|(?:{_SCALES})?[元圆]"
_END = r"(?=$|[)\]】〕,;。、])"
_OPEN, _CLOSE = r"[(\[【〔]", r"[)\]】〕]"
_SAID = re.compile(
    rf"(?<!编制)(?<!填报)(?<!报送)(?<!编报)单位(?:均为|为|是|[:(\[])?(?:人民币|RMB|CNY)?(?P<a>{_UNIT}|(?:{_SCALES}){_END})|"
    rf"金额[:(\[](?:人民币)?(?P<b>{_UNIT})|以(?:人民币)?(?P<c>{_UNIT})(?:为单位|计)|"
    rf"{_OPEN}(?:单位:?)?(?:人民币)?(?P<d>{_UNIT}){_CLOSE}|^(?:人民币)?(?P<e>{_UNIT})$|(?<![0-9.]|{_SCALES[:1]})(?P<f>(?:{_SCALES})元)$",
    re.IGNORECASE,
)
_OF_LABEL = re.compile(rf"[(\[/,:]*(?:单位:?)?(?:人民币)?(?P<unit>{_UNIT}){_CLOSE}?$", re.IGNORECASE)
_IN_CELL = re.compile(
    rf"(?P<sign>(?:[¥]|RMB|CNY|人民币):?)?(?P<number>.*?)\s*(?P<scale>{_SCALES})?(?P<yuan>[元圆]整?|[¥]|RMB|CNY)?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[-−]?[0-9]+(?:\.[0-9]+)?|[-−]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")


def unit_said(text: str) -> set[int]:
    """The yuan of every unit that a text declares: 单位：万元, (单位:元), 决算表（万元）, 金额：万元, 以万元为单位."""
    bare = "".join(unicodedata.normalize("NFKC", text).split())
    return {_factor(next(filter(None, found.groups()))) for found in _SAID.finditer(bare)}


def unit_of_label(bare: str) -> tuple[str, int | None]:
    """A heading (without spaces) less the unit at its end, and the yuan of that; None where it has none."""
    found = _OF_LABEL.search(bare)
    return (bare[: found.start()], _factor(found["unit"])) if found else (bare, None)


def _factor(unit: str) -> int:
    plain = unit.replace("圆", "元")
    return UNITS.get(plain) or UNITS.get(f"{plain}元", FOREIGN)


class InCell(NamedTuple):
    """What a cell with a unit of its own says: the number before the unit, the unit, and the yuan it is worth."""

    number: str
    unit: str
    yuan: Decimal


def unit_in_cell(text: str) -> InCell | None:
    """The unit that a cell (NFKC, without white space around it) names beside its number; None where it names none."""
    if (capital := capital_amount(text)) is not None:
        return InCell("", "元", capital)
    found = _IN_CELL.fullmatch(text)
    if (
        found is None
        or not (found["sign"] or found["scale"] or found["yuan"])
        or not _NUMBER.fullmatch(found["number"].strip())
    ):
        return None
    number = found["number"].strip().replace(",", "").replace("−", "-")
    unit = f"{found['scale'] or ''}元"
    return InCell(number, unit if found["yuan"] or found["sign"] else found["scale"], Decimal(number) * UNITS[unit])


def as_counted(yuan: Decimal, factor: int) -> Text:
    """What to write for an amount in a column that counts units of `factor` yuan."""
    text = f"{yuan / factor:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return Text(f"应写 {text}", f"Write {text}")
