"""How personal numbers and names look in a text, after the usual disguises are taken off.

Patterns P1 to P16 are those of the field's list of what must not be published. Every pattern is bounded, so that a text
made to be slow is not; a cell ends at `CELL`, and no match reaches over it.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from generator.door.check_digits import is_birth_date, is_identity_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CELL = "\x1f"
_SEPARATORS = r"[ \t\r\n\-‐-―−·•・._]"
_S = _SEPARATORS + "{1,3}"
_s = _SEPARATORS + "{0,3}"
_START, _END = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
_NEAR = rf"[^{CELL}0-9]{{0,12}}"

_INVISIBLE = re.compile("[\xad\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+")
_NUMERAL = "〇零○一幺二两三四五六七八九壹贰叁肆伍陆柒捌玖"
_NUMERALS = str.maketrans(_NUMERAL, "0001122" + "3456789" + "123456789")
_SPELT = re.compile(rf"(?:[0-9{_NUMERAL}]{_s}){{10,}}")
_SPELT_HINT = re.compile(f"[{_NUMERAL}]{{3}}")
_LETTER_O = re.compile("[0-9][OoОо]+(?=[0-9])")

_LONG = re.compile(rf"[0-9](?:[(){_SEPARATORS[1:-1]}]{{0,3}}[0-9]){{8,}}+")
_AROUND = 8  # what stands before or after digits and decides: a country in letters, +86, a bracket
_ID18 = re.compile(
    rf"{_START}[1-9](?:{_s}\d){{5}}{_s}(?:1{_s}[89]|2{_s}0)(?:{_s}\d){{2}}{_s}(?:0{_s}[1-9]|1{_s}[0-2])"
    rf"{_s}(?:0{_s}[1-9]|[12]{_s}\d|3{_s}[01])(?:{_s}\d){{3}}{_s}[0-9Xx]{_END}",
    re.ASCII,
)
_ID15 = re.compile(rf"{_START}[1-8](?:{_s}\d){{14}}{_END}", re.ASCII)
_RESIDENCE = re.compile(rf"{_START}[A-Z]{{3}}\d{{12}}{_END}", re.ASCII)
_MOBILE = re.compile(
    rf"{_START}(?:\+?86{_s})?(1[3-9](?:\d{{9}}|\d{_S}(?:\d{{8}}|\d{{4}}{_S}\d{{4}}|\d{{3}}{_S}\d{{5}})"
    rf"|\d{{2}}{_S}(?:\d{{3}}{_S}\d{{4}}|\d{{4}}{_S}\d{{3}})|\d{{5}}{_S}\d{{4}})|1{_S}[3-9](?:{_S}\d){{9}}){_END}",
    re.ASCII,
)
_LANDLINE = re.compile(
    rf"{_START}(?:0|\+?86[ -]?0?)(?:10|2[0-57-9]|[3-9]\d{{2}})\)?[ -]{{0,2}}[2-8]\d{{2,3}}[ -]?\d{{4}}{_END}", re.ASCII
)
_CARD = re.compile(
    rf"{_START}(?:(?:62|60|4\d|5[1-5])(?:\d{{14,17}}|\d{{2}}{_S}\d{{4}}{_S}\d{{4}}{_S}\d{{4}}(?:{_s}\d{{1,3}})?"
    rf"|\d{{4}}{_S}\d{{10,13}})|[456](?:{_S}\d){{15,18}}|3[47]\d{{13}}|3[47]\d{{2}}{_S}\d{{6}}{_S}\d{{5}}){_END}",
    re.ASCII,
)
_RUN9 = re.compile(rf"{_START}\d(?:{_s}\d){{8,29}}{_END}", re.ASCII)

_ACCOUNT = re.compile(
    rf"(?:[账帐][号户]|卡号)[^{CELL}0-9元余额金款]{{0,12}}(\d(?:[ \-]{{0,3}}\d){{8,29}})(?![0-9.])(?! *[元万])",
    re.ASCII,
)
_TRAVEL = r"(?:[EGDSP][A-Z]?\d{7,8}|[HMT]\d{8,10})"
_PASSPORT = re.compile(
    rf"(?:护照|通行证|回乡证|台胞证){_NEAR}?(?<![0-9A-Za-z])({_TRAVEL}){_END}|{_START}({_TRAVEL}){_NEAR}(?:护照|通行证)",
    re.ASCII,
)
_MILITARY = re.compile(rf"(?:军官证|警官证|士官证|士兵证|军人证){_NEAR}(\d{{6,8}})(?!\d)", re.ASCII)
_MEMBERSHIP = re.compile(
    rf"(?:社保|医保|公积金|社会保障|会员)[^{CELL}0-9]{{0,6}}[号码][^{CELL}0-9A-Za-z]{{0,4}}"
    r"([0-9A-Za-z]{0,3}\d{6,})(?![.\d])",
    re.ASCII,
)
_MESSENGER = re.compile(
    r"(?:微信(?!公众|企业)号?|[Ww]e[Cc]hat|QQ号?|qq号?)[号码:是为 ]{0,4}([A-Za-z][-_A-Za-z0-9]{5,19}|\d{5,11})(?![0-9A-Za-z])",
    re.ASCII,
)
_EMAIL = re.compile(r"(?<=[A-Za-z0-9._+-])@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", re.ASCII)
_MASKED = re.compile(r"\d{3,6}(?:[*●•]{3,12}\d{2,4}|[xX]{4,12}\d{4})(?![0-9A-Za-z])", re.ASCII)
_DAMAGED = re.compile(r"(?<![0-9A-Za-z.])[1-9]\.\d{3,}[Ee]\+?1[4-9](?!\d)", re.ASCII)
_SPLIT = re.compile(rf"{CELL}(\d{{4,14}})(?={CELL}(\d{{3,13}}[0-9Xx]){CELL})", re.ASCII)
_HOME = re.compile(
    rf"(?:家庭住址|家庭地址|现住址|住址)[:是为 ]{{0,3}}[^{CELL}]{{4}}"
    rf"|[省市区县][^{CELL}]{{0,16}}?(?:[路街里巷村]|胡同|小区|号楼|号院)[^{CELL}]{{0,12}}?\d(?:单元|室)"
)
_PROVINCE_SIGNS = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PLATE = re.compile(
    rf"[{_PROVINCE_SIGNS}][A-HJ-NP-Z][·•]?(?=[A-Z]{{0,5}}\d)[A-HJ-NP-Z0-9]{{4,5}}[A-HJ-NP-Z0-9警学挂](?![0-9A-Za-z])"
)
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范"
    "石廖贾韦夏付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_NAME = re.compile(
    rf"(?:慰问|看望|帮扶|救助|走访|出差|报销|签收|发放)[^{CELL}]{{0,8}}?[{_SURNAMES}][一-鿿]{{0,2}}(?:同志|先生|女士|师傅)"
    rf"|(?:被慰问人|受助人|出差人|报销人|签收人|经办人|领取人|制表人?|联系人) {{0,2}}:"
    rf" {{0,2}}[{_SURNAMES}][一-鿿]{{1,2}}(?![一-鿿])"
)
_REGIONS = ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 83))
PROVINCES = frozenset(str(code) for first, last in _REGIONS for code in range(first, last + 1))
PERSONAL_COLUMN = re.compile(
    "姓名|家属|病种|诊断|困难原因|残疾|宗教|民族|出生日期|出生年月|子女|就读学校|身份证|手机|家庭住址|性别|年龄"
)


class Hit(NamedTuple):
    """Something personal at `start` of the normalised text: issue code without its family, and how long it is."""

    start: int
    kind: str
    text: str

    @property
    def end(self) -> int:
        """Where the hit ends."""
        return self.start + len(self.text)


def normalise(text: str) -> str:
    """`text` without disguises: full-width forms, zero-width characters, digits written as characters or as the letter O."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
        if _SPELT_HINT.search(text):
            text = _SPELT.sub(lambda match: match[0].translate(_NUMERALS), text)
    return _LETTER_O.sub(lambda match: match[0][0] + "0" * (len(match[0]) - 1), text)


def find(text: str) -> Iterator[Hit]:
    """Everything that looks personal in a normalised text, worst first; the caller knows which columns may hold it."""
    yield from _numbers(text)
    for kind, needles, pattern in _WORDED:
        if any(needle in text for needle in needles):
            for match in pattern.finditer(text):
                group = match.lastindex or 0
                yield Hit(match.start(group), kind, match[group])
    for match in _SPLIT.finditer(text):
        number = match[1] + match[2]
        if len(number) == 18 and is_birth_date(number[6:14]) and is_identity_number(number):
            yield Hit(match.start(1), "split-number", number)


def _numbers(text: str) -> Iterator[Hit]:
    """Numbers are looked for in the long runs of digits and the few characters around each, put side by side."""
    windows = [(max(run.start() - _AROUND, 0), run.end() + _AROUND) for run in _LONG.finditer(text)]
    if not windows:
        return
    runs = CELL.join(text[start:end] for start, end in windows)
    starts = [0, *accumulate(min(end, len(text)) - start + 1 for start, end in windows)]
    for kind, pattern, is_real in _NUMBERS:
        for match in pattern.finditer(runs):
            group = match.lastindex or 0
            if is_real is None or is_real(digits(match[group])):
                window = bisect_right(starts, match.start(group)) - 1
                yield Hit(windows[window][0] + match.start(group) - starts[window], kind, match[group])


def _is_birth_18(number: str) -> bool:
    return is_birth_date(number[6:14])


def _is_birth_15(number: str) -> bool:
    return number[:2] in PROVINCES and is_birth_date("19" + number[6:12])


def _is_residence(number: str) -> bool:
    return number[3:5] in PROVINCES and is_birth_date("19" + number[7:13])


_NUMBERS: tuple[tuple[str, re.Pattern[str], Callable[[str], bool] | None], ...] = (
    ("id-number", _ID18, _is_birth_18),
    ("id-number", _ID15, _is_birth_15),
    ("residence-permit", _RESIDENCE, _is_residence),
    ("bank-card", _CARD, None),
    ("mobile-number", _MOBILE, None),
    ("landline", _LANDLINE, None),
    ("long-number", _RUN9, None),
)


# A pattern is tried only where one of its words stands: looking for a word costs a hundredth of trying a pattern.
_WORDED: tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...] = (
    ("bank-account", ("账", "帐", "卡号"), _ACCOUNT),
    ("passport", ("护照", "通行证", "回乡证", "台胞证"), _PASSPORT),
    ("military-id", ("官证", "士兵证", "军人证"), _MILITARY),
    ("membership-number", ("社保", "医保", "公积金", "社会保障", "会员"), _MEMBERSHIP),
    ("messenger", ("微信", "QQ", "qq", "eChat", "echat"), _MESSENGER),
    ("email", ("@",), _EMAIL),
    ("masked-number", ("***", "●●●", "•••", "xxxx", "XXXX"), _MASKED),
    ("damaged-number", ("E+1", "e+1", "E1", "e1"), _DAMAGED),
    ("home-address", ("单元", "室", "住址", "家庭地址"), _HOME),
    ("licence-plate", tuple(_PROVINCE_SIGNS), _PLATE),
    ("person-name", ("同志", "先生", "女士", "师傅", "人:", "人 :", "表:"), _NAME),
)


def digits(text: str) -> str:
    """The letters and digits of a number, without what separates them."""
    return _NOT_ALNUM.sub("", text)


_NOT_ALNUM = re.compile("[^0-9A-Za-z]")
PROVINCES = frozenset(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "81",
        "82",
        "83",
    ]
)
