"""Disguises that nobody writes by mistake: digits in words, in the signs of other times, escaped, or with a sign between.

Each is taken off only where nothing else is written like that: a telephone in its usual groups with the same sign between
them, eleven digits with the same letter after each, seven escaped digits in a row. The number of cells stays.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_WORDS = (
    "zero ling", "one yi yao", "two er liang", "three san", "four si", "five wu", "six liu", "seven qi", "eight ba",
    "nine jiu",
)  # fmt: skip
_DIGIT_OF = {word: str(digit) for digit, words in enumerate(_WORDS) for word in words.split()}
_ANY_WORD = "|".join(_DIGIT_OF)
_WORD = re.compile(_ANY_WORD, re.IGNORECASE)
_SPELLED = re.compile(
    rf"[oOyY](?<![A-Za-z].)(?i:ne|i|ao)[ ,、.-]{{0,3}}(?i:(?:{_ANY_WORD})[ ,、.-]{{0,3}}){{9}}(?i:{_ANY_WORD})(?![A-Za-z])"
)
# Whatever stands between the groups of one telephone, but what lists, adds, multiplies or counts things: 138杠0013杠8000.
_BETWEEN = (
    r"\\[nrt]|[$€£%@،٬ー丿丶]|[^\S\x1f]{3,12}|-{3,12}|[杠横减点空再的一]|横杠|空格|然后|and|[A-Za-z]{1,2}(?<![xX])|xx"
)
_GROUPS = re.compile(rf"1[3-9]\d(?<![0-9].{{3}})({_BETWEEN})\d{{4}}\1\d{{4}}(?![0-9]|\1)", re.ASCII)
_SINGLE = re.compile(r"1(?<![0-9A-Za-z].)([^\W\d_]|[$€£%@])[3-9](?:\1[0-9]){9}(?![0-9A-Za-z]|\1)")
_NO_DIGIT = re.compile("[^0-9]+")
_LIKE_A_DIGIT = {"|!iIlL": "1", "QDo": "0", "zZ": "2", "sS": "5", "b": "6", "B": "8", "gq": "9"}
_FROM_ALIKE = str.maketrans({char: digit for chars, digit in _LIKE_A_DIGIT.items() for char in chars})
_CALLED = re.compile(
    r"[电手微联TtMmPp](?:话|机|信|系方式|(?i:el|obile|hone))[ :：是为号码.]{0,4}"
    r"(?:1|[|!iIlL])[3-9sSbBgq](?:[0-9OoQDzZsSbBgq|!iIlL]|\(\)){9}(?![0-9A-Za-z])"
)
_LAST_ELEVEN = re.compile(r"(?:[0-9OoQDzZsSbBgq|!iIlL]|\(\)){11}\Z")
_SPOKEN = re.compile("[洞零〇幺一两二三四五六拐七八勾九]{7,}")  # as on the radio
_FROM_SPOKEN = str.maketrans("洞拐勾", "零七九")
_ESCAPES = (  # a sign that all of a kind have, a row of them, one of them, the base of its digits
    ("U+00", re.compile(r"(?:U\+003[0-9][ ,;]?){7,}"), re.compile(r"U\+00(3[0-9])[ ,;]?"), 16),
    ("=3", re.compile(r"(?:=3[0-9]){7,}"), re.compile(r"=(3[0-9])"), 16),
    ("\\", re.compile(r"(?:\\0?(?:6[0-7]|7[01])){7,}"), re.compile(r"\\0?([67][0-7])"), 8),
    ("\\", re.compile(r"(?:\\0{0,4}3[0-9] ?){7,}"), re.compile(r"\\0{0,4}(3[0-9]) ?"), 16),
)


def undisguised(text: str) -> str:
    """A text whose disguised numbers are written in digits, as far as nothing else could be meant."""
    for sign, row, one, base in _ESCAPES:
        if sign in text:
            text = row.sub(_each(one, partial(_decoded, base)), text)
    if "洞" in text or "拐" in text or "勾" in text:
        text = _SPOKEN.sub(lambda found: found[0].translate(_FROM_SPOKEN), text)
    text = _SPELLED.sub(lambda found: "".join([_DIGIT_OF[word.lower()] for word in _WORD.findall(found[0])]), text)
    text = _GROUPS.sub(lambda found: _NO_DIGIT.sub("-", found[0]), text)
    text = _SINGLE.sub(lambda found: _NO_DIGIT.sub("", found[0]), text)
    return _CALLED.sub(_each(_LAST_ELEVEN, lambda alike: alike[0].replace("()", "0").translate(_FROM_ALIKE)), text)


def _decoded(base: int, code: re.Match[str]) -> str:
    return chr(int(code[1], base))


def _each(pattern: re.Pattern[str], plain: Callable[[re.Match[str]], str]) -> Callable[[re.Match[str]], str]:
    return lambda found: pattern.sub(plain, found[0])
