"""Units that a heading, a title row or a footer declares: an amount in 万元 is never to be taken for one in yuan."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_FACTORS = {
    "百": 100, "千": 1_000, "万": 10_000, "十万": 100_000, "百万": 1_000_000, "千万": 10_000_000, "亿": 100_000_000,
    "thousand": 1_000, "k": 1_000, "000": 1_000, "10k": 10_000, "10000": 10_000, "wan": 10_000,
    "w": 10_000, "million": 1_000_000,
}  # fmt: skip
_HAN = "十万|百万|千万|百|千|万|亿"
_LATIN = "thousand|million|10[, ]?000|10 ?k|wan|(?<=')000|(?<=[( ])[kw]"
_BEFORE = r"[\s(\[【〔{/:,、_¥-]*(?:(?:金额|计量)?单位|人民币|RMB|CNY|in|unit|以)*[\s:']*"
_AFTER = r"\s*(?P<of>元|圆|人次?|平方米|㎡|yuan|rmb|cny)?(?:人民币|计)?(?:[,、;]\w{0,8})?[)\]】〕}]?$"
_IN_LABEL = re.compile(rf"(?P<name>.+?){_BEFORE}(?P<unit>{_HAN}|{_LATIN}){_AFTER}", re.IGNORECASE)
_BEFORE_LABEL = re.compile(rf"(?P<unit>{_HAN})(?P<of>元)(?P<name>.+)")
_END = r"(?=$|[)\]】〕,;。、])"
_NOTE = re.compile("|".join((
    rf"(?<!编制)(?<!填报)(?<!报送)(?<!编报)单位(?:均|都|一律)?(?:为|是|:|[(\[])?(?:人民币|RMB|CNY)?(?P<a>{_HAN})元?(?:人民币)?{_END}",
    rf"以(?P<b>{_HAN})元?(?:为(?:计量|金额)?单位|计[算量]?){_END}",
    rf"^[(\[【〔](?:人民币)?(?P<c>{_HAN})元[)\]】〕]$",
    rf"金额[:(\[](?:人民币|RMB|CNY)?(?P<e>{_HAN})元{_END}",
    r"\bunits?:?(?:rmb|cny|yuan)?(?P<d>thousand|million|10,?000|10k)(?:yuan|rmb|cny)?",
)), re.IGNORECASE)  # fmt: skip
# At the end of a title, or as all of a text: 收支决算表（万元）, 收支决算表 万元. Among figures it would be an amount in words.
_TITLE = re.compile(rf"[(\[【〔](?:人民币)?(?P<a>{_HAN})元[)\]】〕]$|(?<![0-9.数几多余约十百千万亿])(?P<b>{_HAN})元$")
_MAY_NOTE = re.compile(
    r"单\s*位|以[十百千万亿]|[(（\[【〔](?:人民币)?[十百千万亿]+元|unit|金额\s*[:：(（]|[十百千万亿]元[\"\s]*(?:,|$)",
    re.IGNORECASE,
)


class Unit(NamedTuple):
    """A unit other than the portal's, in the words it was found in: 万元 is 10,000 times one yuan."""

    words: str
    factor: int


def unit_of_label(label: str) -> tuple[str, Unit] | None:
    """What a heading names without its unit, and the unit: 决算数（万元）; None where it has none, or the portal's own."""
    plain = unicodedata.normalize("NFKC", label).strip()
    found = _IN_LABEL.fullmatch(plain) or _BEFORE_LABEL.fullmatch(plain)
    if found is None:
        return None
    return found["name"].strip(" -_¥"), _unit(found["unit"], found["of"])


def unit_noted(cell: str, *, alone: bool = False) -> Unit | None:
    """The unit that a cell such as 单位：万元 declares for a table; `alone` where no figure stands in its row."""
    if not _MAY_NOTE.search(cell):
        return None
    text = "".join(unicodedata.normalize("NFKC", cell).split())
    found = _NOTE.search(text) or (_TITLE.search(text) if alone else None)
    return _unit(next(filter(None, found.groups())), "元") if found else None


def may_note_unit(text: str) -> bool:
    """Whether a file may hold a note of a unit: False for nearly every one, found in one search."""
    return _MAY_NOTE.search(text) is not None


def _unit(words: str, of: str | None) -> Unit:
    plain = re.sub(r"[, ]", "", words.lower())
    return Unit(f"{words}{of or ''}", _FACTORS[plain])
