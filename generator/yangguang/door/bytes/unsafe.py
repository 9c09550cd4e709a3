"""Characters no table may hold: unseen ones, those that turn text around or are not assigned, radicals (Unicode, UTS 39)."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import NamedTuple

from yangguang.core.issues import Text
from yangguang.door.messages.message import STRICTER

# Line breaks are left to the CSV reader. Emoji need U+200D and variation selectors; accounts need no emoji.
_UNSAFE = re.compile(
    "[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f"
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xF0000, 0x10000))
    + "\U000e0000-\U0010ffff\u2e80-\u2eff\u2f00-\u2fdf]"
)
# Radicals are copied out of PDF files in the place of characters that look the same. What Unicode does not decompose:
_RADICALS = dict(zip(
    "⺁⺄⺅⺉⺌⺍⺒⺓⺕⺖⺘⺙⺜⺝⺞⺠⺡⺣⺧⺨⺩⺪⺬⺭⺮⺯⺰⺶⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻈⻉⻊⻋⻌⻍⻎⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲",
    "厂乙亻刂小小巳幺彐忄扌攵日月歺民氵灬牛犭王疋示礻竹糹纟羊耂肀聿月臼艹艹艹虎衤覀西见角讠贝足车辶辶辶钅長镸长门阝雨青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀",
    strict=True,
))  # fmt: skip
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

_RETYPE = Text("请删除这个字符，重新输入此处文字", "Delete the character and type the text again")
_DROP = Text("请删除这个字符", "Delete the character")
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
    """One forbidden character: its position (from 0), its kind, what to do, and the day from which it is forbidden."""

    position: int
    kind: Text
    remedy: Text
    since: date = date.min


def is_safe(text: str) -> bool:
    """Whether `text` (a whole file, say) holds nothing that `find_unsafe` would report."""
    # Each character once: a package at its caps has 13 million, of some hundred kinds.
    return not _UNSAFE.search("".join(set(text))) and (text.isascii() or unicodedata.is_normalized("NFC", text))


def cleaned(text: str) -> str:
    """`text` as it is once every remedy of `find_unsafe` was followed, without white space around it."""
    composed = unicodedata.normalize("NFC", text)
    return _UNSAFE.sub(lambda found: ordinary(found.group()) or "", composed).strip()


def ordinary(char: str) -> str | None:
    """The ordinary character that a radical, or another compatibility character, looks like; None where there is none."""
    found = _RADICALS.get(char) or unicodedata.normalize("NFKC", char)
    return found if found != char and not _UNSAFE.search(found) else None


def find_unsafe(text: str) -> Unsafe | None:
    """The first forbidden character of `text`, or the first that is not in its composed form (NFC)."""
    found = _UNSAFE.search(text)
    if found and found.group() == "\t" and not text[: found.start()].strip():
        return Unsafe(found.start(), Text("制表符", "a tab"), _DROP)
    if found:
        since = STRICTER if "\u2e80" <= found.group() <= "\u2fdf" else date.min
        return Unsafe(found.start(), *_describe(found.group()), since)
    if not unicodedata.is_normalized("NFC", text):
        composed = unicodedata.normalize("NFC", text)
        position = next((i for i, (a, b) in enumerate(zip(text, composed, strict=False)) if a != b), len(composed))
        kind = Text("非规范形式的字符（不是 NFC）", "not in its normal form (NFC)")
        position = min(position, len(text) - 1)
        return Unsafe(position, kind, _retype_as(ordinary(text[position])) or _REENTER)
    return None


def _retype_as(char: str | None) -> Text | None:
    if char is None:
        return None
    return Text(
        f"请删除它，用输入法打出“{char}”（两个字看起来一样；多半是从 PDF 复制来的，请检查同一段里的其他字）",
        f"Delete it and type “{char}” (both look the same; such characters come with text copied from a PDF)",
    )


def _describe(char: str) -> tuple[Text, Text]:
    if "\u2e80" <= char <= "\u2fdf":
        kind = Text("部首符号，不是汉字", "a radical, not an ordinary character")
        return kind, _retype_as(ordinary(char)) or _REENTER
    if char == "\t":
        return Text("制表符", "a tab"), _SPLIT
    if char == "\ufffd":
        return Text("替换符，原字已丢失", "the replacement character, the original is lost"), _REENTER
    if _TURNING.match(char):
        return Text("改变文字方向的不可见字符", "an invisible character that turns text around"), _RETYPE
    return _BY_CATEGORY.get(unicodedata.category(char), (Text("不可见字符", "an invisible character"), _RETYPE))
