"""E-mail addresses, also as people disguise them: zhang(at)example[dot]org, zhang @ qq . com, 12345678 qq.com."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# What stands for the sign, and whether a word before it and a domain behind it are proof enough ("see us at www...").
_BRACKETED = re.compile(r"[\[({<【「〔*_~-]\s?(?:at|@|a|艾特)\s?[\])}>】」〕*_~-]", re.IGNORECASE)
_SIGNS = re.compile(
    rf"{_BRACKETED.pattern}|@{{1,3}}|艾特|[*●☆★◎⊙&](?=\s?(?:vip\s?\.\s?)?[a-z0-9]+\s?[.。])|(?<=\w)\.at\.(?=\w)|圈a|(?<=[\w.+-])\s{{1,3}}at\s{{1,3}}(?=\w)|#(?=\s?[a-z0-9]+\s?[.。])"
    r"|(?<=[a-z0-9])(?-i:AT)(?=[a-z0-9])",
    re.IGNORECASE,
)
_HINT = re.compile(
    r"[@#艾圈*●☆★◎⊙&]|(?<![A-Za-z])[aA](?: ?[tT])?(?![A-Za-z])"
)  # without one of them there is no address
_LOCAL = re.compile(r"[A-Za-z0-9._+-]{1,64}\s{0,3}$|\w\s{0,3}$", re.ASCII)
_ANY_LOCAL = re.compile(r"\w\s{0,3}$")
_LONGEST = 68
_ONLY_PROVIDERS = frozenset({"#", "AT", *"*●☆★◎⊙&"})  # before any other name they are no sign of an address
_DOT = (
    r"(?:\s{0,2}[.,。·]\s{0,2}|\s{0,2}[\[({<【「〔]\s?(?:dot|\.|点)\s?[\])}>】」〕]\s{0,2}|\s{1,2}dot\s{1,2}|\s{0,2}点\s{0,2}"
    r"|_dot_|-dot-|(?-i:DOT))"
)
_TOP = r"(?:com|cn|net|org|edu|gov|info|biz|top|cc|vip|hk|tw|mo|me|io|公司|中国)(?![A-Za-z0-9])"
_PLAIN = r"[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,4}\.[A-Za-z]{2,24}(?![A-Za-z0-9])"
_DOMAIN = re.compile(rf"\s{{0,3}}(?:{_PLAIN}|[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{0,3}}?{_DOT}{_TOP})", re.IGNORECASE)
_PROVIDER = re.compile(
    r"\s{0,3}(?:(?:vip|mail)\s?\.\s?)?(?:qq|163|126|139|189|188|yeah|sina|sohu|gmail|outlook|hotmail|live|foxmail|yahoo|aliyun"
    r"|icloud|21cn|tom|[a-z0-9-]*mail)" + rf"(?:(?:{_DOT}|\s)[a-z]{{2,4}}){{1,2}}(?![a-z])",
    re.IGNORECASE,
)  # fmt: skip
_GLUED = re.compile(r"\s{0,3}(?:qq|163|126|139|sina|gmail|foxmail|outlook|hotmail)com(?![A-Za-z0-9])", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(?<![0-9A-Za-z/._-])[0-9]{5,11}[\s*]{0,3}(?=(?:qq|foxmail|163|126|139|189)\s?[.。]\s?com)", re.IGNORECASE
)
_ENGLISH = re.compile(  # "more at www.example.org" names nobody
    r"look|meet|meeting|held|hosted|available|published|posted|found|visit|see|open|us|is|was|are|be|it|and|or|stay|online|website"
    r"|page|site|report|document|more|not|only",
    re.IGNORECASE,
)


def emails(text: str) -> Iterator[tuple[int, int]]:
    """Where the addresses in a normalised text begin and end."""
    if _HINT.search(text):
        for sign in _SIGNS.finditer(text):
            if (start := _local(text, sign)) is not None and (domain := _domain(text, sign)):
                yield start, domain.end()
    if "com" in text:
        for number in _NUMBERED.finditer(text):
            if domain := _PROVIDER.match(text, number.end()):
                yield number.start(), domain.end()


def _local(text: str, sign: re.Match[str]) -> int | None:
    """Where the part before the sign begins; None where it can be none."""
    before = text[max(sign.start() - _LONGEST, 0) : sign.start()]
    local = _LOCAL.search(before) or _ANY_LOCAL.search(before)
    if local is None or (sign[0].strip().lower() == "at" and _ENGLISH.fullmatch(local[0].strip())):
        return None
    return sign.start() - len(before) + local.start()


def _domain(text: str, sign: re.Match[str]) -> re.Match[str] | None:
    if sign[0] in _ONLY_PROVIDERS:
        return _PROVIDER.match(text, sign.end())
    if sign[0].strip().lower() == "at" and text[sign.end() : sign.end() + 3].lower() == "www":
        return None
    return _DOMAIN.match(text, sign.end()) or _PROVIDER.match(text, sign.end()) or _GLUED.match(text, sign.end())
