"""What is personal by the words around it: documents that are named, accounts, masks, plates, homes, names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yangguang.door.privacy.persons import BARE, FEW, ILL, NAMED
from yangguang.door.privacy.text import CELL, SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Iterator

_S = f"{SEPARATOR}{{0,4}}"
_START, _END = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
_NEAR = rf"[^{CELL}0-9]{{0,12}}"
_ACCOUNT = re.compile(
    rf"(?:[账帐][号户]|卡号)[^{CELL}0-9元余额金款编票证凭同文日]{{0,12}}(?!(?:19|20)\d\d[-./ ]\d\d?[-./ ])"
    r"(\d(?:[ \-·./]{0,4}\d){8,29})(?![0-9.])(?! *[元万])",
    re.ASCII,
)
_TRAVEL = rf"(?:[CDEGKPSW][A-Z]?(?:{_S}\d){{7,8}}|[HMT](?:{_S}\d){{8,10}})"
TRAVEL_DOCUMENT = re.compile(rf"{_START}{_TRAVEL}{_END}", re.ASCII)
_PASSPORT = re.compile(
    rf"(?:护照|通行证|回乡证|台胞证|[Pp]assport){_NEAR}?{_START}({_TRAVEL}){_END}|{_START}({_TRAVEL}){_NEAR}(?:护照|通行证)",
    re.ASCII,
)
_MILITARY = re.compile(rf"(?:军官证|警官证|士官证|士兵证|军人证){_NEAR}(\d{{6,8}})(?!\d)", re.ASCII)
_MEMBERSHIP = re.compile(
    rf"(?:社保|医保|公积金|社会保障|会员)[^{CELL}0-9]{{0,6}}[号码][^{CELL}0-9A-Za-z]{{0,4}}"
    r"([0-9A-Za-z]{0,3}\d{6,})(?![.\d])",
    re.ASCII,
)
_MESSENGER = re.compile(
    r"(?:微信(?!公众|企业)号?|[Ww]e[Cc]hat|QQ号?|qq号?|(?<![A-Za-z])(?:[wW][xX]|[vV][xX])(?=[号:]))(?:邮箱)?[号码:是为 ]{0,4}"
    r"([A-Za-z][-_A-Za-z0-9]{5,19}|\d{5,11})(?![0-9A-Za-z])",
    re.ASCII,
)
_MASKED = re.compile(r"\d{3,6}(?:[*●•]{3,12}\d{2,4}|[xX]{4,12}\d{4})(?![0-9A-Za-z])", re.ASCII)
_DAMAGED = re.compile(r"(?<![0-9A-Za-z.])(?:[1-9]\.\d{3,}[Ee]\+?1[4-9]|1\.[3-9]\d{2,9}[Ee]\+?10)(?!\d)", re.ASCII)
_HOME = re.compile(
    rf"(?:家庭住址|家庭地址|现住址|住址)[:是为 ]{{0,3}}[^{CELL}]{{4}}"
    rf"|[省市区县][^{CELL}]{{0,16}}?(?:[路街里巷村]|胡同|小区|号楼|号院)[^{CELL}]{{0,12}}?\d(?:单元|室)"
)
_PROVINCE_SIGNS = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PLATE = re.compile(
    rf"[{_PROVINCE_SIGNS}][A-HJ-NP-Z][·•]?(?=[A-Z]{{0,5}}\d)[A-HJ-NP-Z0-9]{{4,5}}[A-HJ-NP-Z0-9警学挂](?![0-9A-Za-z])"
)
PERSONAL_COLUMN = re.compile(
    "姓名|家属|病种|诊断|困难原因|残疾|宗教|民族|出生日期|出生年月|子女|就读学校|身份证|手机|家庭住址|性别|年龄"
)

# A pattern is tried only where one of its words stands: looking for a word costs a hundredth of trying a pattern.
_WORDED: tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...] = (
    ("bank-account", ("账", "帐", "卡号"), _ACCOUNT),
    ("passport", ("护照", "通行证", "回乡证", "台胞证", "assport"), _PASSPORT),
    ("military-id", ("官证", "士兵证", "军人证"), _MILITARY),
    ("membership-number", ("社保", "医保", "公积金", "社会保障", "会员"), _MEMBERSHIP),
    ("messenger", ("微信", "QQ", "qq", "eChat", "echat", "x:", "X:", "x号", "X号"), _MESSENGER),
    ("masked-number", ("***", "●●●", "•••", "xxxx", "XXXX"), _MASKED),
    ("damaged-number", ("E+1", "e+1", "E1", "e1"), _DAMAGED),
    ("home-address", ("单元", "室", "住址", "家庭地址"), _HOME),
    ("licence-plate", (), _PLATE),
    *(("person-name", (), pattern) for pattern in NAMED),
    (
        "illness",
        (
            "症",
            "病",
            "癌",
            "瘤",
            "HIV",
            "艾滋",
            "肝",
            "肺",
            "梗",
            "血",
            "瘫",
            "肢",
            "流产",
            "孕",
            "癫痫",
            "帕金森",
            "中风",
        ),
        ILL,
    ),
    ("few-helped", ("名", "户", "位", "人"), FEW),
    ("bare-name", (), BARE),
)


def worded(text: str) -> Iterator[tuple[str, int, int]]:
    """Kind, start and end of what is personal by its words, in a normalised text."""
    for kind, needles, pattern in _WORDED:
        for needle in needles:
            if needle in text:
                break
        else:
            if needles:
                continue
        for match in pattern.finditer(text):
            yield kind, *match.span(match.lastindex or 0)
