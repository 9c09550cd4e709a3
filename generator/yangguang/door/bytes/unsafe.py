"""Characters no table may hold: what cannot be seen, turns text around, or is no assigned character (Unicode, UTS 39)."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from yangguang.core.issues import Text

# Line breaks are left to the CSV reader. Emoji need U+200D and variation selectors; accounts need no emoji.
_UNSAFE = re.compile(
    "[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f"
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xF0000, 0x10000))
    + "\U000e0000-\U0010ffff]"
)
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

_RETYPE = Text("请删除这个字符，重新输入此处文字", "Delete the character and type the text again")
_SPLIT = Text("请删除它，改用空格或分成几句", "Delete it; use a space or separate sentences")
_REENTER = Text(
    "请重新输入这个字；字库外的字请用说明文字代替", "Type the character again; describe one that Unicode lacks in words"
)
_BY_CATEGORY = {
    "Cc": (Text("控制字符", "a control character"), _RETYPE),
    "Co": (Text("私有区字符，别人的电脑上显示不出来", "a private-use character that others cannot see"), _REENTER),
    "Cn": (Text("未定义的字符", "not an assigned character"), _REENTER),
}


class Unsafe(NamedTuple):
    """One forbidden character: its position (from 0), its kind, and what to do."""

    position: int
    kind: Text
    remedy: Text


def is_safe(text: str) -> bool:
    """Whether `text` (a whole file, say) holds nothing that `find_unsafe` would report."""
    if text.isascii():
        return not _UNSAFE.search(text)
    return not _UNSAFE.search(text) and unicodedata.is_normalized("NFC", text)


def find_unsafe(text: str) -> Unsafe | None:
    """The first forbidden character of `text`, or the first that is not in its composed form (NFC)."""
    found = _UNSAFE.search(text)
    if found:
        return Unsafe(found.start(), *_describe(found.group()))
    if not unicodedata.is_normalized("NFC", text):
        composed = unicodedata.normalize("NFC", text)
        position = next((i for i, (a, b) in enumerate(zip(text, composed, strict=False)) if a != b), len(composed))
        kind = Text("非规范形式的字符（不是 NFC）", "not in its normal form (NFC)")
        return Unsafe(min(position, len(text) - 1), kind, _REENTER)
    return None


def _describe(char: str) -> tuple[Text, Text]:
    if char == "\t":
        return Text("制表符", "a tab"), _SPLIT
    if char == "\ufffd":
        return Text("替换符，原字已丢失", "the replacement character, the original is lost"), _REENTER
    if _TURNING.match(char):
        return Text("改变文字方向的不可见字符", "an invisible character that turns text around"), _RETYPE
    return _BY_CATEGORY.get(unicodedata.category(char), (Text("不可见字符", "an invisible character"), _RETYPE))
