"""Text that a wrong decoding left behind: valid characters that nobody typed.

A program reads bytes as another encoding than they were written in, and 运动会 becomes 杩愬姩浼; or it cannot write a
character and puts a question mark in its place. The law of the first: where characters that are not what ordinary words
are written with turn, once encoded by the encoding wrongly read, into bytes that another encoding reads as ordinary words,
they are the remains of these words. Both halves are needed: by chance alone a rare name decodes to something, too.

Measured: of 47,111 words and idioms of a dictionary three rare ones are taken for remains, of 6,400 texts of this repository
none but those that quote some. Of 222 ordinary phrases of 2 to 30 characters, really encoded and decoded (the
test has them), are found: UTF-8 read as GBK all
(98.2 % where bytes were dropped), as cp1252 all, GBK as cp1252 99.6 %, GBK as Big5 82 %.
"""

from __future__ import annotations

import codecs
import re
from itertools import islice
from typing import NamedTuple


def _rectangle(encoding: str, leads: range, *trails: range) -> frozenset[str]:
    """The characters of a rectangle of a two-byte code table."""
    pairs = (bytes((lead, trail)) for lead in leads for part in trails for trail in part)
    return frozenset("".join(pair.decode(encoding, "ignore") for pair in pairs))


# The more frequent halves of the two national code tables, made for exactly this: what ordinary words are written with.
_MARKS = frozenset("\n\r•–㎡㎞㎏㎜").union(
    map(chr, range(0x20, 0x7F)), _rectangle("gb2312", range(0xA1, 0xA4), range(0xA1, 0xFF))
)
_SIMPLIFIED = _MARKS | _rectangle("gb2312", range(0xB0, 0xD8), range(0xA1, 0xFF))
_TRADITIONAL = _MARKS | _rectangle("big5", range(0xA4, 0xC6), range(0x40, 0x7F), range(0xA1, 0xFF))
_EITHER = _SIMPLIFIED | _TRADITIONAL

_LEFTOVER = re.compile("锟斤拷|烫烫烫|屯屯屯|锘匡豢|ï»¿|ï¿½|þÿ|ÿþ|â€.|Â[\xa0-\xbf]|Ã[\x80-\xbf‚ƒ„…†‡ˆ‰Š‹ŒŽ•–—˜™š›œžŸ]")
_RUN = re.compile("[^\x00-\x7f]{2,}")
_HANZI = "\u3400-\u9fff"
# Two of the three bytes of a Chinese character in UTF-8, read as GBK; behind one of these a question mark is the third.
_HALVES = "".join(sorted(_rectangle("gbk", range(0xE4, 0xEA), range(0x80, 0xC0))))
_LOST = re.compile(rf"[?？]{{3,}}|^[?？\s]+$|^\s*\?|(?<![A-Za-z?])\?\?|(?<=[{_HANZI}])\?(?=[{_HANZI}])|[{_HALVES}]\?")
_ASKS = re.compile(r"[吗呢吧么嘛否何谁哪几怎]|多少|还是|(.)[不没]\1")
_CLAUSE = 60  # characters before a question mark that may be its question
_ASKED = 20  # questions of a text that are looked at
_MANY = 3  # Chinese characters


class _Reading(NamedTuple):
    """Bytes of the encoding `right` that were read as `wrong`; so few as `least` Chinese characters are proof.

    `words` are what the original may be written with: all of it where it takes `_MANY` to prove anything, else half.
    `loose`: bytes that `wrong` has no character for may be lost.
    """

    wrong: str
    right: str
    least: int
    words: frozenset[str] = _EITHER
    loose: bool = False


_READINGS = (
    _Reading("gb18030", "utf-8", 1, loose=True),
    _Reading("cp1252", "utf-8", 1, loose=True),
    _Reading("latin-1", "utf-8", 1, loose=True),  # which keeps what cp1252 has no character for
    _Reading("cp1252", "gbk", 2),
    _Reading("big5", "gbk", _MANY, _SIMPLIFIED),
    _Reading("gb18030", "big5", _MANY, _TRADITIONAL),
    _Reading("utf-16-le", "utf-16-be", _MANY),
)


def is_plain(text: str) -> bool:
    """Whether `text` (a whole file, say) holds nothing that `find_mojibake` and `find_lost` would look into."""
    return _SIMPLIFIED.issuperset(text) and "?" not in text and "？" not in text and not _LEFTOVER.search(text)


def find_mojibake(text: str) -> str | None:
    """The piece of `text` that only a wrong decoding leaves behind, None where there is none."""
    if found := _LEFTOVER.search(text):
        return found.group()
    if _SIMPLIFIED.issuperset(text):
        return None
    return next(filter(_is_garbled, dict.fromkeys((*_RUN.findall(text), text))), None)


def is_odd(text: str) -> bool:
    """Whether so much of `text` is not written as ordinary words are that finding out more takes time (40 µs)."""
    return sum(char not in _SIMPLIFIED for char in text) * 10 >= len(text) * 3


def find_lost(text: str) -> str | None:
    """The question marks of `text` that stand for characters somebody's program could not write, None where none do."""
    if "?" not in text and "？" not in text:
        return None
    return next((mark.group() for mark in islice(_LOST.finditer(text), _ASKED) if not _is_asked(text, mark)), None)


def _is_asked(text: str, mark: re.Match[str]) -> bool:
    """Whether a question stands before one or two question marks: 由谁承担?请说明."""
    if len(mark.group()) > 2:
        return False
    clause = re.split(r"[。！？!?；;\n]", text[max(0, mark.start() - _CLAUSE) : mark.start()])[-1]
    return _ASKS.search(clause) is not None


def _is_garbled(piece: str) -> bool:
    odd = sum(char not in _SIMPLIFIED for char in piece) / len(piece)
    readings = _READINGS if odd >= 0.5 else [one for one in _READINGS if one.least < _MANY] if odd >= 0.3 else ()
    return any(_is_remains(piece, one) for one in readings)


def _is_remains(piece: str, reading: _Reading) -> bool:
    try:  # Windows reads the byte 0x80, which begins no pair of GBK, as the euro sign
        data = b"\x80".join(part.encode(reading.wrong) for part in piece.split("€"))
        words = _mended(data) if reading.loose else data.decode(reading.right)
    except UnicodeError:
        return False
    strange = sum(char not in reading.words for char in words)
    hanzi = sum(char >= "\u3400" for char in words)
    return hanzi >= reading.least and strange * 2 <= len(words) * (reading.least < _MANY)


def _mended(data: bytes) -> str:
    """UTF-8 of which some bytes were lost, at the edges or between; UnicodeDecodeError for what can be none."""
    start = next((at for at, byte in enumerate(data[:3]) if byte & 0xC0 != 0x80), 0)
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(data[start:])
    except UnicodeDecodeError:
        words = data.decode("utf-8", "ignore")
        strange = sum(char not in _EITHER for char in words)
        if len(words) < 2 or strange * 4 > len(words) or len(words.encode()) * 2 < len(data):
            raise
        return words
