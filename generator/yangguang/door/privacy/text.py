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

from yangguang.door.privacy.disguises import undisguised

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

CELL = "\x1f"
# Whatever is no word, no rate (%), no product (×), no price ($) and no address (@), and not what keeps cells apart.
SEPARATOR = (
    r"[\t\n\r !\"#&-/:-?\[-`{-~¡-£§-±´-»¿\u2010-\u2027\u2030-\u205f\u2190-\u24ff\u2500-\u2714\u2716-\u2bff"
    r"、。丨\u0300-\u036f\u3003\u3008-\u3020・\U0001f000-\U0001faff]"
)
_NUMERALS = {
    "〇零○◯": "0", "一幺么壹壱弌": "1", "二两贰貳貮弐弍": "2", "三叁參参弎": "3", "四肆": "4", "五伍": "5", "六陆陸": "6",
    "七柒": "7", "八捌": "8", "九玖": "9",
}  # fmt: skip
_LETTERS = {"OoОоΟο": "0", "Il": "1"}
_FOLD = str.maketrans({char: digit for chars, digit in (_NUMERALS | _LETTERS).items() for char in chars})
_SURE, _ALIKE = "0-9" + "".join(_NUMERALS), "".join(_LETTERS)
_DIGIT = f"[{_SURE}{_ALIKE}]"
_SHORTEST = 9
_CROSSES = "XxХхΧχ×✕✖╳叉"
_LONGEST = 600  # digits of one run; a cell of nothing else is cut, so that none is costly
_RUN = re.compile(
    rf"{_DIGIT}(?:{SEPARATOR}{{0,4}}{_DIGIT}){{{_SHORTEST - 1},{_LONGEST}}}+"
    rf"(?:{SEPARATOR}{{0,2}}[{_CROSSES}](?![0-9A-Za-z]))?"
)
_GROUP = re.compile(f"[0-9{_ALIKE}]+|[{_SURE[3:]}]+")  # the 三 of 张三13800138000 is no 3
_NUMERAL, _WORD = re.compile(f"[{_SURE[3:]}]"), re.compile("[㐀-鿿]")
_LIKE = re.compile(f"[{_ALIKE}]")
_FOLDED = re.compile(f"[{_SURE[3:]}{_ALIKE}]")  # a digit that is written otherwise
_AROUND = 24  # characters before and after a run that say what it is

# Controls, format and filler characters, variation selectors, marks over a digit; U+FDFA and U+FDFB swell to 18 and 8.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1e\x7f-\x9f\xad\u0300-\u036f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u20d0-\u20f0\u3164\ufdfa\ufdfb\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffd\ue000-\uf8ff\U0001d173-\U0001d17a\U000e0000-\U000e01ef]+"
)
_ESCAPED = re.compile(
    r"(?:%[0-9A-Fa-f]{2})+|&(?:amp;)*#[xX]0*([0-9A-Fa-f]{1,5});?|&(?:amp;)*#0*([0-9]{1,6});?|&nbsp;"
    r"|\\(?:u\{?0*([0-9A-Fa-f]{1,4})\}?|x([0-9A-Fa-f]{2}))"
)
_TAG = re.compile(r"</?(?![aA][tT]>)[A-Za-z][A-Za-z0-9]{0,9}(\s[^<>]{0,200})?/?>|<!--[^<>]{0,200}-->")
_LEADS = re.compile(r"@|%40|[0-9]{7}")
_BORN = re.compile(r"([0-9]{6}\s?(?:19|20)[0-9]{2})\s?年\s?([0-9]{1,2})\s?月\s?([0-9]{1,2})\s?日(?=\s?[0-9]{3}[0-9Xx])")
_DEEPEST = 3  # &amp;#37;31 is &#37;31 is %31 is 1
_PERCENT_SIGNS = re.compile("%(?:25)+")  # %252531 is %2531 is %31 is 1
_FOREIGN = re.compile(r"[^\D0-9]|[⓿❶-❾➀-➈➊-➒⓵-⓽〡-〩🄋🄌፩-፱𝍠-𝍨]")
_BULLET = re.compile(r"(?<![0-9①-⑳])[①-⑳](?=[0-9]{11})")  # one of a list, no digit of the number after it


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
        text = _TAG.sub(_unwrapped, text)
    for _ in range(_DEEPEST):
        if not ("%" in text or "&" in text or "\\" in text):
            break
        if "%25" in text:
            text = _PERCENT_SIGNS.sub("%", text)
        text = _ESCAPED.sub(_unescaped, text)
    text = _INVISIBLE.sub("", text)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _BULLET.sub("*", text))
        if _FOREIGN.search(text):
            text = _FOREIGN.sub(lambda match: str(int(unicodedata.numeric(match[0]))), text)
        if "日" in text:  # the day of birth written as a date
            text = _BORN.sub(lambda found: f"{found[1]}{found[2]:0>2}{found[3]:0>2}", text)
    return undisguised(text)


def find_runs(text: str) -> tuple[str, Iterator[Run]]:
    """A normalised text whose long runs are written in ASCII digits, character for character, and these runs."""
    found = [_without_letters(match) for match in _RUN.finditer(text)]
    made = (run for start, end in found if (run := _run(text, start, end)))
    if any(_FOLDED.search(text, start, end) for start, end in found):
        edges = [0, *(edge for span in found for edge in span), len(text)]
        pieces = [text[edges[at] : edges[at + 1]] for at in range(len(edges) - 1)]
        return "".join([piece.translate(_FOLD) if at % 2 else piece for at, piece in enumerate(pieces)]), made
    return text, made


def _without_letters(match: re.Match[str]) -> tuple[int, int]:
    """Start and end of a run without the l of "Tel13800138000" and the o of "13800138000 only", which are no digits."""
    text, (start, end) = match.string, match.span()
    while start < end and text[start] in _ALIKE and _is_letter(text[start - 1 : start]):
        start += 1
    while start < end and text[end - 1] in _ALIKE and _is_letter(text[end : end + 1]):
        end -= 1
    return start, end


def _run(text: str, start: int, end: int) -> Run | None:
    written = text[start:end]
    tail = len(written) - 1 if written and not _GROUP.match(written[-1]) and written[-1] in _CROSSES else 0
    if written.isdecimal() and written.isascii() and len(written) >= _SHORTEST:
        return _made(text, start, written, range(len(written)), {}, 0)
    at: list[int] = []
    gaps: dict[int, str] = {}
    for group in _GROUP.finditer(written, 0, tail or len(written)):
        if at:
            gap = written[at[-1] + 1 : group.start()]
            gaps[len(at)] = gap.strip() or gap[:1]
        at.extend(range(*group.span()))
    signs = "".join([written[offset] for offset in at])
    if len(signs) < _SHORTEST or (letters := len(_LIKE.findall(signs))) > 2 * (len(signs) - letters):
        return None
    return _made(text, start, signs, at, gaps, tail)


def _made(text: str, start: int, signs: str, at: Sequence[int], gaps: dict[int, str], tail: int) -> Run:
    before = text[max(start + at[0] - _AROUND, 0) : start + at[0]].rpartition(CELL)[2]
    close = start + (tail or at[-1]) + 1
    after = text[close : close + _AROUND].partition(CELL)[0]
    _free_ends(signs, gaps, before, after)
    return Run(
        start=start, digits=signs.translate(_FOLD), at=at, gaps=gaps, tail=tail, before=before, after=after,
    )  # fmt: skip


def _free_ends(signs: str, gaps: dict[int, str], before: str, after: str) -> None:
    """The 四 of 李四一三八… and the 三 of …八零三人 may belong to the words: a number may begin after it, end before it."""
    if _NUMERAL.match(signs[0]) and _WORD.match(before[-1:]):
        gaps.setdefault(1, "")
    if _NUMERAL.match(signs[-1]) and _WORD.match(after):
        gaps.setdefault(len(signs) - 1, "")


def _is_letter(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _unwrapped(tag: re.Match[str]) -> str:
    """Nothing of a tag, but what it leads to: <a href="mailto:…">."""
    inside = tag[1] or ""
    return f" {inside} " if _LEADS.search(inside) else ""


def _unescaped(match: re.Match[str]) -> str:
    hexadecimal = match[1] or match[3] or match[4]
    if hexadecimal or match[2]:
        char = chr(int(hexadecimal, 16) if hexadecimal else int(match[2]))
    else:
        char = " " if match[0][0] == "&" else unquote(match[0], errors="replace")
    return char.replace(CELL, " ")
