"""Amounts in the capital numerals of cheques and receipts: 壹万贰仟叁佰元伍角整 -> 12300.50."""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {
    char: value
    for value, chars in enumerate(("零〇", "壹", "贰貳", "叁參", "肆", "伍", "陆陸", "柒", "捌", "玖"))
    for char in chars
}
_TENS = {"拾": 10, "佰": 100, "仟": 1_000}
_D = f"[{''.join(_DIGITS)}]"
_BELOW = rf"(?:(?:{_D}仟)?零?(?:{_D}佰)?零?(?:{_D}?拾)?零?{_D}?)"
_AMOUNT = re.compile(
    rf"(?:人民币)?(?:(?P<y>{_BELOW})[亿億])?零?(?:(?P<w>{_BELOW})[万萬])?零?(?P<o>{_BELOW})[元圆圓]"
    rf"零?(?:(?P<j>{_D})角)?零?(?:(?P<f>{_D})分)?[整正]?"
)
_LONGEST = 40


def capital_amount(text: str) -> Decimal | None:
    """The amount in yuan that capital numerals say; None for anything else."""
    found = _AMOUNT.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None or not any(found.group("y", "w", "o", "j", "f")):
        return None
    whole = sum(_below(found[name] or "") * scale for name, scale in (("y", 10**8), ("w", 10**4), ("o", 1)))
    return whole + Decimal(_DIGITS[found["j"] or "零"]) / 10 + Decimal(_DIGITS[found["f"] or "零"]) / 100


def _below(text: str) -> int:
    """A group of up to four places: 贰仟零叁拾 is 2,030."""
    total, digit = 0, 0
    for char in text:
        if char in _TENS:
            total, digit = total + (digit or 1) * _TENS[char], 0
        else:
            digit = _DIGITS[char]
    return total + digit
