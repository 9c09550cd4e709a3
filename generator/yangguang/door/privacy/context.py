"""What the words beside a number say it is: somebody's, a document's, an amount."""

from __future__ import annotations

import re
from typing import Literal

from yangguang.door.schema.uscc import is_uscc

Sense = Literal["person", "home", "code", "amount", "counted", ""]

_PERSON = (
    "身份证|证件|居民证|护照|通行证|驾驶证|手机|移动电话|电话|号码|联系方式|联系人|联系|致电|拨打|来电|短信|微信|银行卡|卡号|储蓄卡|工资卡"
    "|借记卡|信用卡|[账帐][号户]"
)
_CODE = (
    "编号|编码|代码|[单票文批案户表行税机库书证卷货型序工学][号码]|批次|流水|条形?码|发票|票据|凭证|凭单|合同|许可证?|执照|[注登][册记]号|订单|快递|运单|支票|汇票|回单|收据"
    "|档案|序列号|车架|发动机|发文|标段号|证明|保单|缴款书"
)
_AMOUNT = (
    "金额|[预决]算数?|[合共总小]计|余额|[读度]数|表底|[起止][码数]|里程|[单总]价|合同价|造价|工资总额|累计|[实应支拨]付|支出|收入"
    "|拨款|结余|资产|负债|[原净]值"
)
_BETWEEN = r"[编号码数字为是系约计共:№#.,，（()）\-—=“”\"' /<>《》\[\]【】]{0,8}"
_LETTERS = re.compile(r"([A-Za-z]+)[-_.:/# ]{0,2}$")
_KNOWN = re.compile(
    r"tel|telephone|phone|mobile|mob|cell|cellphone|call|contact|hp|sj|sjh|dh|lxdh|lx|wx|vx|wechat|weixin|whatsapp|sms|id|idno"
    r"|idcard|sfz|sfzh|card|cardno|bankcard|kh|yhk|qq|icbc|ccb|abc|abchina|boc|cmb|spdb|citic|psbc|ceb|cib|cmbc|bocom|bcm|gdb|cgb|hxb|unionpay|visa"
    r"|mastercard|jcb|[tmpvh]", re.IGNORECASE
)  # fmt: skip
_CODED = re.compile(
    "[A-Z]?(?:HT|XM|CG|FP|PZ|ZC|BH|LOT|SN|PO|DD|SF|YT|JD|KD|YD|EMS|DB|XH|ZB|SB|PN|SKU|JZ|FK|SK|ZZ|GC|FW|DA|WH|BX|RK|CK)(?:BH|H)?"
)
_BEFORE = re.compile(
    rf"(?:(?P<home>家庭|住宅|家里|家中|宅电|家属)[^0-9]{{0,6}}|(?P<person>{_PERSON}){_BETWEEN}|(?P<code>{_CODE}){_BETWEEN}"
    rf"|(?P<amount>(?:{_AMOUNT}){_BETWEEN}|¥ ?))$"
)
_COUNTED = re.compile(r"(?:\.[0-9]{1,2})?(?![0-9.]) ?(?:元|圆|万|亿|度|吨|千瓦|[kK][wW]|立方|公里|[kK]m|平方|m[23]|%)")


def sense(before: str, after: str) -> Sense:
    """What a number between these words is said to be; "counted" where a unit follows, '' where nothing is said.

    Letters directly before it are a word for telephones or cards (Tel), somebody's name, or initials of documents (HT).
    """
    if _COUNTED.match(after):
        return "counted"
    found = _LETTERS.search(before)
    if found:
        if _KNOWN.fullmatch(found[1]):
            return "person"
        before = before[: found.start()]
    said = _BEFORE.search(before)
    if said:
        return said.lastgroup  # type: ignore[return-value]  # the groups are named after senses
    return "code" if found and _CODED.fullmatch(found[1]) else ""


_MIXED_BEFORE = re.compile(r"[0-9][A-Za-z]+$")
_CAPITALS = re.compile(r"[A-Z]{1,9}")
_MIXED_AFTER = re.compile(r"([A-Za-z]+)[0-9]")
_FOLLOWING = re.compile(rf"ext|extn|x|to|and|fax|{_KNOWN.pattern}", re.IGNORECASE)


def is_part_of_a_token(before: str, number: str, after: str) -> bool:
    """Whether letters and digits go on directly around a number, as in a checksum or a credit code."""
    mixed = _MIXED_BEFORE.search(before)
    follows = _MIXED_AFTER.match(after)
    if (mixed and not _KNOWN.fullmatch(mixed[0][1:])) or (follows and not _FOLLOWING.fullmatch(follows[1])):
        return True
    goes_on = _CAPITALS.match(after)
    return goes_on is not None and is_uscc(number + goes_on[0])
