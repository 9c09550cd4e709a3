"""The canonical form of a text, in which a number is a number however it was written.

Two steps: `normalise` takes off what changes the length of a text (invisible characters, %31, &#49;, full-width forms, the
digits of other scripts); `find_runs` finds long runs of digits with whatever separates them, where a numeral 一 or a letter
O stands for a digit one for one, so that positions hold. A cell ends at `CELL`, and nothing reaches over it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

CELL = "\x1f"
# Whatever is no word, no rate (%), no product (×), no price ($) and no address (@), and not what keeps cells apart.
SEPARATOR = (
    r"[\t\n\r !\"#&-/:-?\[-`{-~¡-£§-±´-»¿\u2010-\u2027\u2030-\u205f\u2190-\u24ff\u2500-\u2714\u2716-\u2bff"
    r"、。\u3003\u3008-\u3020・\U0001f000-\U0001faff]"
)
_NUMERALS = {
    "〇零○◯": "0", "一幺壹": "1", "二两贰貳": "2", "三叁參": "3", "四肆": "4", "五伍": "5", "六陆": "6", "七柒": "7",
    "八捌": "8", "九玖": "9",
}  # fmt: skip
_LETTERS = {"OoОоΟο": "0", "Il": "1"}
_FOLD = str.maketrans({char: digit for chars, digit in (_NUMERALS | _LETTERS).items() for char in chars})
_SURE, _ALIKE = "0-9" + "".join(_NUMERALS), "".join(_LETTERS)
_DIGIT = f"[{_SURE}{_ALIKE}]"
_SHORTEST = 9
_LONGEST = 600  # digits of one run; a cell of nothing else is cut, so that none is costly
_RUN = re.compile(
    rf"{_DIGIT}(?:{SEPARATOR}{{0,4}}{_DIGIT}){{{_SHORTEST - 1},{_LONGEST}}}+"
    rf"(?:{SEPARATOR}{{0,2}}[XxХхΧχ×✕✖╳叉](?![0-9A-Za-z]))?"
)
_GROUP = re.compile(f"[0-9{_ALIKE}]+|[{_SURE[3:]}]+")  # the 三 of 张三13800138000 is no 3
_LIKE = re.compile(f"[{_ALIKE}]")
_FOLDED = re.compile(f"[{_SURE[3:]}{_ALIKE}]")  # a digit that is written otherwise
_AROUND = 24  # characters before and after a run that say what it is

# Controls, format and filler characters, variation selectors, marks over a digit; U+FDFA and U+FDFB swell to 18 and 8.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1e\x7f-\x9f\xad\u0300-\u036f\u061c\u115f\u1160\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u20d0-\u20f0\u3164\ufdfa\ufdfb\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e01ef]+"
)
_ESCAPED = re.compile(r"(?:%[0-9A-Fa-f]{2})+|&#[xX]([0-9A-Fa-f]{1,5});?|&#([0-9]{1,6});?|\\u([0-9A-Fa-f]{4})|&nbsp;")
_TAG = re.compile(
    r"</?(?:br|b|i|u|em|strong|span|font|p|div|wbr|nobr|td|tr|li|a|sup|sub)(?:\s[^<>]{0,200})?/?>", re.IGNORECASE
)
_DEEPEST = 3  # %252531 is %2531 is %31 is 1
_FOREIGN = re.compile(r"[^\D0-9]")


class Run(NamedTuple):
    """Nine digits or more and what separates them, at `start` of the normalised text.

    `digits` are the digits alone, `at` their offsets from `start`; `gaps` maps the index of a digit with which a group
    begins, other than the first, to the separator before it, without white space, or to '' where numerals and digits meet.
    `tail` is the offset of an X that may end an identity number, else 0. `before` and `after` stand around the run.
    """

    start: int
    digits: str
    at: Sequence[int]
    gaps: Mapping[int, str]
    tail: int
    before: str
    after: str


def normalise(text: str) -> str:
    """`text` without disguises that change its length; the number of its cells stays."""
    if "<" in text:
        text = _TAG.sub("", text)
    for _ in range(_DEEPEST):
        if not ("%" in text or "&" in text or "\\" in text):
            break
        text = _ESCAPED.sub(_unescaped, text)
    text = _INVISIBLE.sub("", text)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        if _FOREIGN.search(text):
            text = _FOREIGN.sub(lambda match: str(unicodedata.digit(match[0])), text)
    return text


def find_runs(text: str) -> tuple[str, Iterator[Run]]:
    """A normalised text whose long runs are written in ASCII digits, character for character, and these runs."""
    found = list(_RUN.finditer(text))
    if any(_FOLDED.search(match[0]) for match in found):
        text = _RUN.sub(lambda match: match[0].translate(_FOLD), text)
    made = (_run(match[0], match.start(), text) for match in found)
    return text, (run for run in made if run is not None)


def _run(written: str, start: int, text: str) -> Run | None:
    tail = 0 if _GROUP.match(written[-1]) else len(written) - 1
    begin, end = 0, len(written)
    while written[begin] in _ALIKE and _is_letter(text[start + begin - 1 : start + begin]):
        begin += 1  # the l of "Tel13800138000" is no 1
    while not tail and written[end - 1] in _ALIKE and _is_letter(text[start + end : start + end + 1]):
        end -= 1  # the o of "13800138000 only" is no 0
    at: list[int] = []
    gaps: dict[int, str] = {}
    for group in _GROUP.finditer(written, begin, tail or end):
        if at:
            gap = written[at[-1] + 1 : group.start()]
            gaps[len(at)] = gap.strip() or gap[:1]
        at.extend(range(*group.span()))
    signs = "".join([written[offset] for offset in at])
    if len(signs) < _SHORTEST or (letters := len(_LIKE.findall(signs))) > 2 * (len(signs) - letters):
        return None
    opens, close = start + at[0], start + (tail or at[-1]) + 1
    return Run(
        start=start, digits=signs.translate(_FOLD), at=at, gaps=gaps, tail=tail,
        before=text[max(opens - _AROUND, 0) : opens].rpartition(CELL)[2],
        after=text[close : close + _AROUND].partition(CELL)[0],
    )  # fmt: skip


def _is_letter(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _unescaped(match: re.Match[str]) -> str:
    hexadecimal = match[1] or match[3]
    if hexadecimal or match[2]:
        char = chr(int(hexadecimal, 16) if hexadecimal else int(match[2]))
    else:
        char = " " if match[0][0] == "&" else unquote(match[0], errors="replace")
    return char.replace(CELL, " ")
