"""Unified social credit codes (统一社会信用代码, GB 32100-2015): 17 characters and a check character."""

from __future__ import annotations

import re
import unicodedata

from yangguang.core.issues import Text
from yangguang.records.schema import USCC_PATTERN

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_SHAPE = re.compile(USCC_PATTERN)
_LOOKALIKES = str.maketrans("OI", "01")  # neither letter occurs in a code
_LONGEST = 40
_VALUE = {char: value for value, char in enumerate(_ALPHABET)}


def check_character(code: str) -> str:
    """The 18th character that the first 17 of `code` ask for. The outer mod makes a sum of 0 a '0', not an overflow."""
    total = sum(_VALUE[char] * weight for char, weight in zip(code, _WEIGHTS, strict=False))
    return _ALPHABET[(31 - total % 31) % 31]


def is_uscc(code: str) -> bool:
    """Whether `code` has the form and the right check character."""
    return _SHAPE.fullmatch(code) is not None and check_character(code) == code[17]


def meant_uscc(text: str) -> str | None:
    """The code that `text` certainly is: without spaces and dashes, in capitals, with no O for 0 and I for 1; else None."""
    plain = re.sub(r"[\s\u200b-]", "", unicodedata.normalize("NFKC", text)).upper() if len(text) <= _LONGEST else ""
    code = plain.translate(_LOOKALIKES)
    return code if is_uscc(code) else None


def why_not_uscc(code: str) -> Text:
    """What is wrong with a code that `is_uscc` refuses; never what the check character should be, that invites guessing."""
    if "E+" in code.upper():
        return Text("被表格软件改成了科学计数", "a spreadsheet turned it into scientific notation")
    if len(code) != 18:
        return Text(f"有 {len(code)} 位，应为18位", f"it has {len(code)} characters, not 18")
    for position, char in enumerate(code, 1):
        if char not in _VALUE:
            return Text(f"第{position}位“{char}”不可能出现", f"character {position}, “{char}”, cannot occur")
    if not code[2:8].isdigit():
        return Text("第3至8位应为数字", "characters 3 to 8 must be digits")
    return Text("校验位不符，至少有一位写错", "the check character does not match, at least one character is wrong")
